"""The facts of a world in columns with integer ids: what the rules of the engine work on.

An *atom* is the smallest thing that can be accepted or not: that a record's happening is as it says (``happened``),
its times (``time``), its content's truth as told (``truth``), that a named man was among a group (``among``). Each
atom has its record, whether it is weak, and its chains of sources: alternatives, each a sequence of steps, each step
source ids of which one is enough. A *point* is one moment of the time network; point 0 is the origin of time.

Signs are +1 (the proposition holds), -1 (it does not) and 0 (no belief).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from whoknew.model import Act, Analysis, Claim, Diagnostic, Event, Movement, Presence, Span

Record = Act | Event | Movement | Presence | Claim
Chain = tuple[tuple[str, ...], ...]
Edge = tuple[int, int, int]  # tail, head, weight: x[head] - x[tail] <= weight
ALWAYS = -1  # the point of what stands throughout

TOLD, SEEN, STATED, PLAN = 0, 1, 2, 3  # kinds of evidence; all but TOLD rank as witnessed


class Telling(NamedTuple):
    """One act that conveys ``sign`` of ``prop``. ``hearers`` are (agent, atoms needed): more atoms than ``atoms``
    where the hearer is only possibly among those told."""

    item: int
    type: str
    tellers: tuple[int, ...]
    hearers: tuple[tuple[int, tuple[int, ...]], ...]
    prop: int
    sign: int
    point: int
    atoms: tuple[int, ...]


class Kept(NamedTuple):
    """Somebody was not told, or was kept from, or is said not to know: ``kind`` is kept_from or unaware."""

    kind: str
    agent: int
    prop: int
    by: tuple[int, ...]
    point: int
    atoms: tuple[int, ...]
    item: int


class Setter(NamedTuple):
    """Something that makes ``prop`` hold (or not) from ``point`` on; throughout where the point is ``ALWAYS``.

    ``own``: by somebody's own power or plan (an answer to a request, a decision). That is no claim that it came about,
    so it contradicts none.
    """

    prop: int
    sign: int
    point: int
    atoms: tuple[int, ...]
    reason: str  # empty, or why the proposition that it is about cannot hold with ``prop``
    own: bool = False


class Located(NamedTuple):
    """Somebody is (or is not) at ``place`` from ``point`` on. ``stated`` is false where it only follows from what he
    did there: then he is there at that moment, and nothing says for how long."""

    agent: int
    place: str
    present: bool
    point: int
    atoms: tuple[int, ...]
    item: int
    stated: bool = True


class Exclusion(NamedTuple):
    """These atoms cannot all hold unless one of the alternative constraints does (none: they never can)."""

    atoms: tuple[int, ...]
    alternatives: tuple[Edge, ...]
    reason: str


class Said(NamedTuple):
    """An act that the account or a source says was insincere or misleading (``value`` insincere), or untrue (false)."""

    item: int
    value: str
    holders: tuple[str, ...]
    atoms: tuple[int, ...]
    tellers: tuple[int, ...] = ()
    hearers: tuple[int, ...] = ()  # those of whom it is said; a member of a group only where it is said of all
    prop: int = -1
    sign: int = 1
    span: Span | None = None  # the words that say so


@dataclass(slots=True)
class World:
    """Built by ``compile``; nothing changes it afterwards."""

    analyses: tuple[Analysis, ...]
    agents: list[str] = field(default_factory=list)
    agent_index: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)  # transitive members
    possible_members: dict[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # who may be among them, as a person says
    within: dict[str, str] = field(default_factory=dict)  # the place that a place lies in
    props: list[str] = field(default_factory=list)
    prop_index: dict[str, int] = field(default_factory=dict)
    clashes: list[list[tuple[int, str]]] = field(default_factory=list)
    future: list[bool] = field(default_factory=list)
    plan_of: list[int] = field(default_factory=list)
    prop_spans: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)
    item_index: dict[str, int] = field(default_factory=dict)
    item_point: list[int] = field(default_factory=list)
    item_end: list[int] = field(default_factory=list)  # arrival of a movement, else the same point
    records: dict[str, Record] = field(default_factory=dict)
    home: dict[str, int] = field(default_factory=dict)  # record or source id -> number of its analysis
    points: int = 1
    # atoms
    atom_record: list[str] = field(default_factory=list)
    atom_facet: list[str] = field(default_factory=list)
    atom_weak: list[bool] = field(default_factory=list)
    atom_chains: list[tuple[Chain, ...]] = field(default_factory=list)
    # time constraints
    edges: list[Edge] = field(default_factory=list)
    edge_atom: list[int] = field(default_factory=list)
    # evidence for beliefs
    ev_agent: list[int] = field(default_factory=list)
    ev_prop: list[int] = field(default_factory=list)
    ev_sign: list[int] = field(default_factory=list)
    ev_kind: list[int] = field(default_factory=list)
    ev_point: list[int] = field(default_factory=list)
    ev_atoms: list[tuple[int, ...]] = field(default_factory=list)
    ev_item: list[int] = field(default_factory=list)
    ev_teller: list[int] = field(default_factory=list)
    cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    # the rest
    tellings: list[Telling] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    kept_cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    setters: dict[int, list[Setter]] = field(default_factory=dict)
    located: list[Located] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    said: dict[int, list[Said]] = field(default_factory=dict)
    witnesses: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cache: dict[str, object] = field(
        default_factory=dict
    )  # derived indexes, filled on demand; equal worlds give equal ones

    def name_of(self, key: str) -> str:
        """What a reader calls an agent, place, source, item or proposition; the key itself where it is only words."""
        return self.names.get(key, key)

    def record(self, key: str) -> Record | None:
        """The model object behind the id of an act, event, movement, presence or claim."""
        return self.records.get(key)

    def analysis_of(self, key: str) -> Analysis:
        """The analysis that a record, source or entity comes from (the first, where nothing says)."""
        return self.analyses[self.home.get(key, 0)]

    def point(self, item: str) -> int:
        """The moment of an item by its id."""
        return self.item_point[self.item_index[item]]

    def sources_of(self, key: str) -> tuple[str, ...]:
        """Every source that a record rests on, in the order of its chains; the account's own voice is ``self``."""
        index: dict[str, tuple[str, ...]] | None = self.cache.get("sources")  # type: ignore[assignment]
        if index is None:
            gathered: dict[str, dict[str, None]] = {}
            for record, chains in zip(self.atom_record, self.atom_chains):
                found = gathered.setdefault(record, {})
                for chain in chains:
                    for step in chain:
                        found.update(dict.fromkeys(step))
            index = {record: tuple(found) for record, found in gathered.items()}
            self.cache["sources"] = index
        if key in index:
            return index[key]
        claim = self.records.get(key)  # a claim about a fact, which is not entered as one of its own
        prefix = f"{self.home.get(key, 0) + 1}:" if len(self.analyses) > 1 else ""
        steps = claim.chain if isinstance(claim, Claim) else ()
        return tuple(dict.fromkeys(prefix + source for step in steps for source in step))

    def spans_of(self, key: str) -> tuple[tuple[int, int], ...]:
        """Where a record stands in its account's text; of a proposition, where it is said or told."""
        record = self.records.get(key)
        return spans_of(record) if record is not None else self.prop_spans.get(key, ())


def spans_of(record: Record | None) -> tuple[tuple[int, int], ...]:
    """The spans of a record: its words, then its content."""
    match record:
        case Act():
            return tuple(dict.fromkeys((record.cue, *record.content_spans)))
        case Event():
            return (record.trigger,)
        case Movement() | Presence():
            return (record.span,)
        case Claim():
            return record.spans
        case None:
            return ()


def alive(chains: tuple[Chain, ...], dropped: frozenset[str]) -> bool:
    """Whether one chain is left when these sources are gone; an unknown step cannot be dropped."""
    return not dropped or any(
        all(not step or any(source not in dropped for source in step) for step in chain) for chain in chains
    )
