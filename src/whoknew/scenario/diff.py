"""Two models of an account, side by side: what only one of them has, and what both have but say differently.

Actors are paired by name, facts by what they say and where it stands in the text; nothing is judged. Used to hold what
the reader made against what a person wrote.
"""

from typing import Any

from whoknew.model import Act, Analysis, Claim, Event, Movement, Presence, Struct
from whoknew.scenario.draft import drafted, pruned
from whoknew.scenario.say import Speaker
from whoknew.scenario.words import vocabulary
from whoknew.scenario.write import in_order, span_of

MINE = "\0"  # before an id of the second model that no name of the first stands for
ENOUGH = 3.0  # the least score at which two facts are held to be the same


class Pair(Struct, frozen=True, kw_only=True):
    """A fact of both models; ``differs`` names each field in which they differ, with the words of either."""

    layer: str
    first: str
    second: str
    line: str
    differs: tuple[tuple[str, str, str], ...] = ()


class Lone(Struct, frozen=True, kw_only=True):
    """Something that only one model has, as a scenario says it."""

    layer: str
    id: str
    line: str


class ModelDiff(Struct, frozen=True, kw_only=True):
    """What two models share and where they part. ``bool`` is true where they part at all."""

    same: tuple[Pair, ...] = ()
    changed: tuple[Pair, ...] = ()
    only_first: tuple[Lone, ...] = ()
    only_second: tuple[Lone, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.only_first or self.only_second)


def diff(first: Analysis, second: Analysis) -> ModelDiff:
    """Compare two analyses layer by layer. Deterministic; near linear where facts name their actors.

    A reading is compared as its draft says it (``drafted``): that is what a person would mend.
    """
    first, second = (drafted(one) if one.signals is not None else one for one in (first, second))
    names = _pair_actors(first, second)
    voices = _pair_sources(first, second)
    one, two = _Side(first, {}, {}), _Side(second, names, voices)
    pairs = _pair_facts(one, two, first.account.text == second.account.text)
    taken = {layer_id for pair in pairs for layer_id in ((0, pair[0], pair[1].id), (1, pair[0], pair[2].id))}
    made = [_pair(layer, a, b, one, two) for layer, a, b in pairs]
    return ModelDiff(
        same=tuple(pair for pair in made if not pair.differs),
        changed=tuple(pair for pair in made if pair.differs),
        only_first=(*_lone_actors(first, set(names.values())), *_lone_facts(one, 0, taken)),
        only_second=(*_lone_actors(second, set(names)), *_lone_facts(two, 1, taken)),
    )


def _pair_actors(first: Analysis, second: Analysis) -> dict[str, str]:
    """Ids of the second model's actors → ids of the first's, by any shared name."""
    known: dict[str, str] = {}
    for entity in first.entities:
        for form in (entity.name, *entity.aliases):
            known.setdefault(_fold(form), entity.id)
    found: dict[str, str] = {}
    for entity in second.entities:
        match = next((known[_fold(form)] for form in (entity.name, *entity.aliases) if _fold(form) in known), None)
        if match is not None and match not in found.values():
            found[entity.id] = match
    return found


def _pair_sources(first: Analysis, second: Analysis) -> dict[str, str]:
    """Ids of the second model's sources → ids of the first's: the same words, but for number and article."""
    bare = {source.id: _content(source.descriptor) for source in first.sources}
    found: dict[str, str] = {}
    for source in second.sources:
        words = _content(source.descriptor)
        scored = [(len(words & theirs) / len(words | theirs), key) for key, theirs in bare.items() if words | theirs]
        best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
        if best[0] >= 0.5 and best[1] not in found.values():
            found[source.id] = best[1]
    return found


def _content(descriptor: str) -> frozenset[str]:
    small = {"the", "a", "an", "who", "was", "of", "at", *vocabulary()["numbers"]}
    return frozenset(word for word in descriptor.casefold().replace("-", " ").split() if word not in small)


def _fold(form: str) -> str:
    """A name without what stands before it: "his three children" and "children" are one."""
    words = form.casefold().split()
    while len(words) > 1 and (words[0] in vocabulary()["before"]["words"] or words[0] in vocabulary()["numbers"]):
        words = words[1:]
    return " ".join(words)


class _Side:
    """One model with its actors and sources named as in the first."""

    def __init__(self, analysis: Analysis, names: dict[str, str], voices: dict[str, str]) -> None:
        self.analysis, self.names, self.voices = analysis, names, voices
        self.speaker = Speaker(analysis, plain=True)
        self.lists = {e.id: e.members for e in analysis.entities if e.members and " and " in e.name}
        self.gists = {proposition.id: proposition.gist for proposition in analysis.propositions}

    def who(self, parties: Any) -> frozenset[str]:
        """The parties by the first model's ids; a group that is only its members' names is those members."""
        found: set[str] = set()
        for party in parties:
            known = self.names.get(party.entity or "", self.other(party.entity or ""))
            found.add(known if party.entity else _fold(party.descriptor))
        for group, members in self.lists.items():
            name = self.names.get(group, self.other(group))
            each = {self.names.get(member, self.other(member)) for member in members}
            if name in found and group not in self.names:
                found = (found - {name}) | each
            elif each <= found and group in self.names:
                found = (found - each) | {name}
        return frozenset(found)

    def other(self, identifier: str) -> str:
        """An id of this model, told apart from the same id of the first where nothing pairs them."""
        return f"{MINE}{identifier}" if self.names or self.voices else identifier

    def where(self, place: str | None) -> str:
        return "" if place is None else self.names.get(place, self.other(place))

    def words(self, proposition: str | None) -> frozenset[str]:
        return frozenset(word for word in self.gists.get(proposition or "", "").casefold().split() if len(word) > 2)

    def sources(self, record: Any) -> frozenset[str]:
        return frozenset(self.voices.get(source, self.other(source)) for source in getattr(record, "sources", ()))


def _pair_facts(one: _Side, two: _Side, same_text: bool) -> list[tuple[str, Any, Any]]:
    found: list[tuple[str, Any, Any]] = []
    seconds: dict[tuple[str, str], list[Any]] = {}
    for layer, _, record in in_order(two.analysis):
        for key in _keys(layer, record, two):
            seconds.setdefault(key, []).append(record)
    taken: set[tuple[str, str]] = set()
    for layer, _, record in in_order(one.analysis):
        near = {other.id: other for key in _keys(layer, record, one) for other in seconds.get(key, ())[:200]}
        scored = [
            (_score(record, other, one, two, same_text), other)
            for other in near.values()
            if (layer, other.id) not in taken
        ]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= ENOUGH:
            taken.add((layer, best[1].id))
            found.append((layer, record, best[1]))
    return found


def _keys(layer: str, record: Any, side: _Side) -> list[tuple[str, str]]:
    """Where a fact may be found: under each of its actors, or its words."""
    if isinstance(record, Act):
        names = side.who((*record.agents, *record.others)) or frozenset({""})
    elif isinstance(record, Movement):
        names = side.who((record.mover,))
    elif isinstance(record, Presence):
        names = side.who((record.who,))
    else:
        words = record.gist if hasattr(record, "gist") else side.gists.get(getattr(record, "proposition", "") or "", "")
        names = frozenset(word for word in words.casefold().split() if len(word) > 3) or frozenset(
            {getattr(record, "who", "")}
        )
    return [(layer, name) for name in sorted(names)]


def _score(a: Any, b: Any, one: _Side, two: _Side, same_text: bool) -> float:
    score = 0.0
    if same_text:
        x, y = span_of(a), span_of(b)
        score += 2.0 if x and y and max(x[0], y[0]) < min(x[1], y[1]) else 0.0
    if isinstance(a, Act):
        score += 1.0 if _kind(a) == _kind(b) else -1.0
        score += 1.0 * bool(one.who(a.agents) & two.who(b.agents)) + 1.0 * bool(one.who(a.others) & two.who(b.others))
        score += _overlap(one.words(a.proposition), two.words(b.proposition))
    elif isinstance(a, Movement):
        score += (
            1.0
            + (one.where(a.destination) == two.where(b.destination))
            + (one.where(a.origin_place) == two.where(b.origin_place))
        )
    elif isinstance(a, Presence):
        score += 1.0 + 2.0 * (one.where(a.where) == two.where(b.where))
    elif hasattr(a, "gist"):
        score += 3.0 * _overlap(_set(a.gist), _set(b.gist))
    elif hasattr(a, "proposition"):
        score += 3.0 * _overlap(one.words(a.proposition), two.words(b.proposition))
    else:
        score += 3.0 * (one.where(a.who) == two.where(b.who))
    return score


def _kind(act: Act) -> str:
    """The type of an act; who does not tell keeps back."""
    return "withhold" if act.type == "tell" and not act.polarity else act.type


def _set(words: str) -> frozenset[str]:
    return frozenset(word for word in words.casefold().split() if len(word) > 2)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def _pair(layer: str, a: Any, b: Any, one: _Side, two: _Side) -> Pair:
    differs: list[tuple[str, str, str]] = []
    checks: list[tuple[str, Any, Any]] = []
    if hasattr(a, "time") and (a.time.bounds, a.time.initial) != (b.time.bounds, b.time.initial):
        checks.append(("time", one.speaker.when(a.time), two.speaker.when(b.time)))
    if hasattr(a, "sources"):
        checks.append(("sources", one.sources(a), two.sources(b)))
    if isinstance(a, Act):
        checks += [("type", _kind(a), _kind(b)), ("agents", one.who(a.agents), two.who(b.agents))]
        checks += [("others", one.who(a.others), two.who(b.others)), ("place", one.where(a.place), two.where(b.place))]
    if isinstance(a, Movement):
        checks += [("from", one.where(a.origin_place), two.where(b.origin_place))]
        checks += [("to", one.where(a.destination), two.where(b.destination))]
    kept = isinstance(a, Act) and _kind(a) == _kind(b) == "withhold"
    for name in (
        *(() if kept else ("polarity",)),
        "completed",
        "asserts",
        "truth",
        "insincere",
        "happened",
        "present",
        "status",
        "result",
        "hedged",
    ):
        if hasattr(a, name):
            checks.append((name, getattr(a, name), getattr(b, name)))
    for name, x, y in checks:
        if x != y:
            differs.append((name, _shown(x, one, one), _shown(y, one, two)))
    return Pair(layer=layer, first=a.id, second=b.id, line=one.speaker.fact(a), differs=tuple(differs))


def _shown(value: Any, one: _Side, side: _Side) -> str:
    """A value for a person: names of the first model, else of the side that it comes from."""
    if isinstance(value, frozenset):
        return " and ".join(sorted(_name(item, one, side) for item in value)) or "nobody named"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _name(value, one, side) if value else "not stated"


def _name(item: str, one: _Side, side: _Side) -> str:
    if item.startswith(MINE):
        item, one = item[len(MINE) :], side
    owners = (one, side) if item in side.names.values() or item in side.voices.values() else (side, one)
    for owner in owners:
        if item in owner.speaker.sources:
            return owner.speaker.source(item)
        if item in owner.speaker.entities:
            return owner.speaker.name(item)
    return item


def _lone_actors(analysis: Analysis, paired: set[str]) -> list[Lone]:
    """Actors without a counterpart that do something; a reader's list of everything named would drown the rest."""
    return [
        Lone(layer="entities", id=entity.id, line=f"{entity.type} {entity.name}")
        for entity in pruned(analysis).entities
        if entity.id not in paired
    ]


def _lone_facts(side: _Side, number: int, taken: set[tuple[int, str, str]]) -> list[Lone]:
    return [
        Lone(layer=layer, id=record.id, line=side.speaker.fact(record))
        for layer, _, record in in_order(side.analysis)
        if (number, layer, record.id) not in taken and _says_something(record)
    ]


def _says_something(record: Any) -> bool:
    """Not a claim without a statement, nor one of the verbs that a reader notes as events."""
    if isinstance(record, Claim):
        return record.proposition is not None
    return not (isinstance(record, Event) and record.roleset is not None)
