"""Propositions: what acts, claims and statements are about, the same one gathered, and those that cannot both hold.

Lexical themes, roles and actors decide what says the same; a named reason decides what clashes. Nothing is said here
about what is true: that is for the next stage.
"""

import msgspec

from whoknew.model import Act, Analysis, Claim, Clash, Proposition, Span
from whoknew.model.syntax import Tree
from whoknew.stages.propositions.answering import answered, wishes_apart
from whoknew.stages.propositions.clashes import Clashing, between, elsewhere
from whoknew.stages.propositions.concepts import Reader, lists
from whoknew.stages.propositions.grouping import Group, attach, gather
from whoknew.stages.propositions.pointing import point_back
from whoknew.stages.propositions.units import Unit, statements, told

VERSION = "1"
ORIGIN = f"propositions/{VERSION}"
WORDING = 14  # words of a wording beside the gist


class PropositionsStage:
    """Fills ``propositions`` and the ``proposition`` of acts and claims."""

    name = "propositions"
    version = VERSION
    requires = frozenset({"acts"})
    uses = frozenset(
        {
            "signals",
            "entities",
            "entities.roles",
            "claims",
            "events",
            "events.time",
            "movements",
            "presences",
            "times",
            "sources",
            "attributions",
            "blocks",
            "quotations",
        }
    )
    provides = frozenset({"propositions", "acts.proposition", "claims.proposition"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        tree = Tree(analysis)
        if not tree.size:
            return _without_words(analysis)
        reader = Reader(analysis, tree)
        units = told(analysis, reader)
        answered(units, reader)
        world = statements(analysis, reader)
        point_back(reader, units, world)
        wishes_apart(units)
        groups, of = gather(units, reader)
        attach(groups, world, reader)
        clashing = [*between(groups, reader), *elsewhere(groups, world, reader)]
        drawn = Drawn(analysis, tree, groups)
        drawn.unit_of = {unit.key: number for number, unit in enumerate(units) if unit.key}
        for clash in clashing:
            drawn.clash(clash)
        return msgspec.structs.replace(
            analysis,
            propositions=tuple(drawn.proposition(number) for number in range(len(groups))),
            acts=tuple(_linked(act, units, of, drawn) for act in analysis.acts),
            claims=tuple(_claimed(claim, tree, drawn) for claim in analysis.claims),
        )


class Drawn:
    """Groups as propositions: the words and sense of each, what it describes, what it clashes with."""

    def __init__(self, analysis: Analysis, tree: Tree, groups: list[Group]) -> None:
        self.tree = tree
        self.text = analysis.account.text
        self.groups = groups
        self.clashes: dict[int, list[Clash]] = {}
        self.unit_of: dict[str, int] = {}
        self.by_top: dict[int, list[tuple[int, Unit]]] = {}
        for number, group in enumerate(groups):
            for unit in (*group.units, *group.stated):
                if unit.stands_for < 0:
                    top = unit.word if unit.act is None else tree.top(unit.about.span)
                    self.by_top.setdefault(top, []).append((number, unit))
        self.cues = {one.id: one.cue_spans for one in analysis.attributions}
        self.signs = {event.id: event.polarity for event in analysis.events}
        self.signs |= {move.id: move.happened == "done" for move in analysis.movements}
        self.signs |= {act.id: act.polarity and act.completed for act in analysis.acts}

    def alone(self, number: int) -> bool:
        """Whether no other act is about what a group says."""
        return len(self.groups[number].units) < 2

    def verb(self, cue: Span) -> str:
        """Lemma of a cue's verb."""
        top = self.tree.top(cue)
        return self.tree.lemma(top) if top >= 0 else ""

    def question(self, unit: Unit) -> bool:
        """Whether a content is a question, whose answer it does not say."""
        start, end = unit.about.span
        words = self.text[start:end].lower().split()
        before = self.text[max(0, start - 12) : start].lower().split()
        opened = bool(words) and words[0] in lists()["topics"]["openers"]
        return opened or before[-1:] in (["whether"], ["if"])

    def same_cue(self, claim: Claim, act: Act) -> bool:
        """Whether a claim is what an act's own words convey, and not what another verb beside it was given."""
        cues = self.cues.get(claim.attribution or "", ())
        return not cues or any(cue[0] < act.cue[1] and act.cue[0] < cue[1] for cue in cues)

    def positive(self, number: int) -> bool:
        """Whether some unit of a group is worded positively; its proposition is then the positive one."""
        group = self.groups[number]
        return any(not unit.about.minus for unit in (*group.units, *group.stated) if unit.stands_for < 0)

    def clash(self, found: Clashing) -> None:
        """Enter a clash on both sides."""
        other = found.other
        if other < 0 and found.statement is not None:
            other = self._place(found.statement)
        for one, two in ((found.group, other), (other, found.group)):
            self.clashes.setdefault(one, []).append(
                Clash(proposition=_name(two), reason=found.reason, span=found.marker)
            )

    def _place(self, statement: Unit) -> int:
        """The group of a statement that only a clash brings in."""
        for number, group in enumerate(self.groups):
            if any(stated is statement for stated in group.stated):
                return number
        self.groups.append(Group(stated=[statement]))
        return len(self.groups) - 1

    def proposition(self, number: int) -> Proposition:
        """One group as the model has it."""
        group = self.groups[number]
        units = [*group.units, *group.stated]
        positive = self.positive(number)
        worded = [unit for unit in units if unit.stands_for < 0]
        signed = [unit for unit in worded if unit.about.minus != positive] or worded[:1]
        told = (unit for unit in signed if unit.act is not None and not unit.about.topic)
        first = next(told, signed[0])  # "help was coming" says more than "troops", which were asked for
        happening = dict.fromkeys(
            ident
            for unit in worded
            for ident in unit.happening
            if positive and self.signs.get(ident, True) == unit.asserts
        )
        start, end = first.about.span
        return Proposition(
            id=_name(number),
            gist=" ".join(self.text[start:end].split()),
            events=tuple(happening),
            members=tuple(dict.fromkeys(unit.about.span for unit in worded)),
            clashes=tuple(dict.fromkeys(self.clashes.get(number, ()))),
            plan_of=group.plan_of,
            future=group.plan_of is not None or (bool(group.units) and first.about.future),
            wordings=self.wordings(group, first, positive),
            origin=ORIGIN,
        )

    def wordings(self, group: Group, first: Unit, positive: bool) -> tuple[str, ...]:
        """What else is told in other words and with the same sign."""
        told = [
            unit for unit in group.units if unit.stands_for < 0 and unit.about.minus != positive and unit is not first
        ]
        words = (" ".join(self.text[slice(*unit.about.span)].split()) for unit in told if not unit.about.minus)
        gist = " ".join(self.text[slice(*first.about.span)].split())
        return tuple(dict.fromkeys(one for one in words if one != gist and len(one.split()) <= WORDING))


def _name(number: int) -> str:
    return f"p{number + 1}"


def _linked(act: Act, units: list[Unit], of: dict[int, int], drawn: Drawn) -> Act:
    number = drawn.unit_of.get(act.id, -1)
    if number in of:
        unit = units[number]
        if act.type in ("tell", "deny", "meet", "call") and unit.stands_for < 0 and drawn.question(unit):
            return act
        if act.type == "tell" and unit.about.ought and drawn.alone(of[number]):
            return act  # "you should resign" is neither so nor not so
        if act.spoken_of:  # what is said of somebody conveys nothing to him
            return act
        if act.type in ("refuse", "grant", "promise") and not act.others and drawn.alone(of[number]):
            return act  # who will or will not do something, asked by nobody, thereby knows of nothing
        asserts = unit.asserts if drawn.positive(of[number]) else not unit.asserts
        return msgspec.structs.replace(act, proposition=_name(of[number]), asserts=asserts)
    return act


def _claimed(claim: Claim, tree: Tree, drawn: Drawn) -> Claim:
    """A claim whose governing word is that of a telling's content, or of a statement, is about the same."""
    if claim.proposition is not None or not claim.spans:
        return claim
    for number, unit in drawn.by_top.get(tree.top(claim.spans[0]), ()):
        if unit.act is not None and not drawn.same_cue(claim, unit.act):
            continue
        asserts = unit.asserts if drawn.positive(number) else not unit.asserts
        if unit.act is not None and unit.act.type == "deny" and claim.status == "denied":
            asserts = not asserts  # what he who denies it says of it is that it is not so
        return msgspec.structs.replace(claim, proposition=_name(number), asserts=asserts)
    return claim


def _without_words(analysis: Analysis) -> Analysis:
    """One proposition for each content, where there are no words to compare."""
    found: dict[Span, str] = {}
    propositions: list[Proposition] = []
    acts: list[Act] = []
    for act in analysis.acts:
        if not act.content_spans:
            acts.append(act)
            continue
        span = act.content_spans[0]
        if span not in found:
            found[span] = f"p{len(found) + 1}"
            gist = " ".join(analysis.text_of(span).split())
            propositions.append(Proposition(id=found[span], gist=gist, members=(span,), origin=ORIGIN))
        acts.append(msgspec.structs.replace(act, proposition=found[span]))
    return msgspec.structs.replace(analysis, propositions=tuple(propositions), acts=tuple(acts))


stage = PropositionsStage()
