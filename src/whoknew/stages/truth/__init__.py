"""The truth of what was told, as the account and its sources say it; and whether they say that the teller knew better.

Works on acts that have a proposition. Everything set here is said by some words of the text, in a voice that is named.
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from whoknew.model import Act, Analysis, Clash, Event, Held, Movement, Party, Span
from whoknew.model.happenings import TruthValue
from whoknew.model.syntax import Tree
from whoknew.stages.truth.gainsaying import Gainsaying
from whoknew.stages.truth.learned import Learned
from whoknew.stages.truth.voices import World

VERSION = "1"
OPEN = frozenset({"ask", "order", "promise", "refuse", "grant", "meet", "call", "decide"})
TELLING = frozenset({"tell", "deny", "mislead", "know", "learn", "unaware", "withhold"})

MARKS = " .,;:—–-\n\"“”'‘"
Said = tuple[tuple[str, ...], TruthValue, Span]  # sources (none: the account), value, the words


@cache
def lists() -> dict[str, dict[str, list[str]]]:
    """The word lists of ``lexicon.toml``."""
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files("whoknew.stages.truth") / "lexicon.toml").read_text("utf-8")
    )
    return found


class TruthStage:
    """Fills ``truth``, ``truth_by``, ``insincere`` and ``insincere_by`` of acts."""

    name = "truth"
    version = VERSION
    requires = frozenset({"acts", "acts.proposition", "propositions"})
    uses = frozenset(
        {
            "signals",
            "attributions",
            "sources",
            "events",
            "events.time",
            "movements",
            "claims",
            "claims.proposition",
            "entities",
        }
    )
    provides = frozenset({"acts.truth"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        tree = Tree(analysis)
        if not tree.size:
            return analysis
        world = World(analysis, tree)
        gainsaying = Gainsaying(analysis, tree, lists()["gainsaid"])
        learned = Learned(world, lists()["learned"]["pronouns"], lists()["learned"]["untrue"])
        acts = []
        for act in analysis.acts:
            said = [*verdict(world, act), *beside(world, act), *stated(world, act)] if act.type not in OPEN else []
            said += [(sources, "false", span) for sources, span in learned.of(act)]
            if act.type == "tell" and act.polarity and not said:
                said = gainsaid(world, gainsaying, act)
            acts.append(_held(act, said, deceit(world, act)))
        return msgspec.structs.replace(analysis, acts=tuple(meant(analysis, acts)))


def verdict(world: World, act: Act) -> list[Said]:
    """ "That was not so," right after the telling: in its sentence or as the next one begins."""
    if not act.content_spans or act.type == "mislead":
        return []
    tree, text = world.tree, world.tree.text
    end = max(span[1] for span in act.content_spans)
    number = tree.sentence[tree.top(act.cue)] if tree.top(act.cue) >= 0 else -1
    if number < 0:
        return []
    stop = tree.spans[tree.bounds[min(number + 1, len(tree.bounds) - 1)][1] - 1][1]
    following = text[end:stop].lower().replace("’", "'")[:160]
    lead = len(following) - len(following.lstrip(MARKS))
    for value in ("false", "true"):
        for phrase in lists()["verdicts"][value]:
            at = following.find(phrase, lead, lead + len(phrase) + 4)
            if 0 <= at <= lead + 4:
                start = end + at
                sources, weak = world.voice(start)
                if not weak or value == "false":
                    return [(sources, "false" if value == "false" else "true", (start, start + len(phrase)))]
    return []


def beside(world: World, act: Act) -> list[Said]:
    """ "Falsely claimed", "debunked accounts", "admitted": words at the cue itself."""
    tree = world.tree
    word = tree.top(act.cue)
    if word < 0:
        return []
    sources, weak = world.voice(tree.spans[word][0])
    if weak:
        return []
    for kid in tree.kids(word, "advmod"):
        if tree.low(kid) in lists()["adverbs"]["false"]:
            return [(sources, "false", tree.spans[kid])]
        if tree.low(kid) in lists()["adverbs"]["true"]:
            return [(sources, "true", tree.spans[kid])]
    adjectives = [*tree.kids(word, "amod")]
    for span in act.content_spans[:1]:
        adjectives += list(tree.kids(tree.top(span), "amod")) if tree.top(span) >= 0 else []
    for kid in adjectives:
        if tree.low(kid) in lists()["adjectives"]["false"]:
            return [(sources, "false", tree.spans[kid])]
    factive = tree.lemma(word) in lists()["factive"]["verbs"] and act.type in (
        "tell",
        "learn",
        "know",
        "withhold",
        "unaware",
    )
    clause = tree.kid(word, "ccomp")
    if factive and act.polarity and clause >= 0 and not _question(tree, clause):
        return [(sources, "true", act.cue)]
    return []


def _question(tree: Tree, clause: int) -> bool:
    marks = [*tree.kids(clause, "mark", "advmod", "obj", "nsubj"), clause]
    return any(
        tree.low(mark) in ("whether", "if", "why", "who", "what", "how", "where", "when", "which") for mark in marks
    )


def stated(world: World, act: Act) -> list[Said]:
    """Statements of the account that say the same as what was told, or that cannot hold with it."""
    prop = world.propositions.get(act.proposition or "")
    if prop is None or not act.content_spans or act.type in ("mislead", "unaware", "know", "learn", "withhold", "deny"):
        return []
    found: list[Said] = []
    for clash in prop.clashes:
        other = world.propositions.get(clash.proposition)
        found += _against(world, act, clash, other.members if other is not None else ())
    for ident in prop.events:
        happening = world.happenings.get(ident)
        if ident in world.contacts:
            found.append((world.contacts[ident].sources, "true" if act.asserts else "false", world.contacts[ident].cue))
            continue
        if happening is None or _guarded(world.tree, happening):
            continue
        if not (_firm(happening) or _plainly_not(world.tree, happening)):
            continue
        span = happening.trigger if isinstance(happening, Event) else happening.span
        if world.told_at(span[0]) or _inside(span, act.content_spans):
            continue
        sources, weak = world.voice(span[0])
        holds = happening.polarity if isinstance(happening, Event) else happening.happened == "done"
        if not weak:
            found.append((sources, "true" if holds == act.asserts else "false", span))
    return found


def gainsaid(world: World, gainsaying: Gainsaying, act: Act) -> list[Said]:
    """What follows a telling and says the contrary, in the account's voice or in that of another than the teller."""
    agents = {party.entity for party in act.agents if party.entity}
    entities = {source.id: source.entity for source in world.analysis.sources}
    found: list[Said] = []
    for value, span, saying in gainsaying.of(act):
        sources, weak = world.voice(span[0])
        if saying >= 0:  # "a report that said the opposite": it is the report that says so
            own = world.cue_at(world.tree.spans[saying])
            sources, weak = own if own is not None else ((), True)
        if not weak and not world.told_at(span[0]) and not any(entities.get(one) in agents for one in sources):
            found.append((sources, value, span))
    return found


def _firm(happening: Event | Movement) -> bool:
    if isinstance(happening, Movement):
        return happening.happened in ("done", "refused") and not happening.hedged
    return all(value.value in (("CT+",) if happening.polarity else ("CT-", "PR-")) for value in happening.factuality)


def _plainly_not(tree: Tree, happening: Event | Movement) -> bool:
    """ "Would not intervene", "was not to be had": a main clause that says no, whatever the reader makes of its auxiliary."""
    if not isinstance(happening, Event) or happening.polarity:
        return False
    word = tree.top(happening.trigger)
    if word < 0 or tree.negated(word) < 0:
        return False
    head = tree.finite_head(word)
    own = head == word or tree.kid(word, "nsubj") >= 0
    return own and tree.base(head) in ("root", "parataxis")


def _guarded(tree: Tree, happening: Event | Movement) -> bool:
    """ "Might not come", "would not come if the road closed": said of what may be, or of what would be on a condition."""
    word = tree.top(happening.trigger if isinstance(happening, Event) else happening.span)
    closed = lists()["hedges"]["words"]
    if word < 0:
        return False
    if any(tree.low(kid) in closed for kid in tree.kids(word, "aux", "advmod", "mark")):
        return True
    clauses = tree.kids(word, "advcl")
    return any(tree.low(mark) in closed for kid in clauses for mark in tree.kids(kid, "mark"))


def _against(world: World, act: Act, clash: Clash, members: tuple[Span, ...]) -> list[Said]:
    """A clashing statement that the text itself holds against the telling by a word of contrast."""
    found: list[Said] = []
    for span in members:
        if clash.span is None or world.told_at(span[0]) or not act.asserts:
            continue
        if not act.cue[0] < span[0]:
            continue
        sources, weak = world.voice(span[0])
        if not sources and act.sources:
            sources = act.sources if _same_sentence(world.tree, act.cue, span) else sources
        if not weak:
            found.append((sources, "false", span))
    return found[:1]


def _same_sentence(tree: Tree, left: Span, right: Span) -> bool:
    one, other = tree.top(left), tree.top(right)
    return one >= 0 and other >= 0 and tree.sentence[one] == tree.sentence[other]


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(other[0] <= span[0] and span[1] <= other[1] for other in spans)


def deceit(world: World, act: Act) -> list[tuple[tuple[str, ...], Span]]:
    """Who says, and by which words, that the teller knew better: the cue of deceit itself, or an adverb of it."""
    if act.type == "mislead":
        return [(act.sources, act.cue)]
    tree = world.tree
    word = tree.top(act.cue)
    for kid in tree.kids(word, "advmod") if word >= 0 else ():
        if tree.low(kid) in lists()["adverbs"]["knowing"]:
            return [(act.sources, tree.spans[kid])]
    return []


def meant(analysis: Analysis, acts: list[Act]) -> list[Act]:
    """ "He told her that … “He misled me,” she said": what somebody is said to have misled another by is what he told him
    in the same paragraph before, where nothing else is said of it."""
    found = list(acts)
    for number, act in enumerate(acts):
        if act.type != "mislead" or act.content_spans or not act.agents or not act.others or not act.polarity:
            continue
        pair = _entities(act.agents), _entities(act.others)
        for before in range(max(0, number - 6), number):
            told = found[before]
            if "\n\n" in analysis.account.text[told.cue[1] : act.cue[0]] or not (pair[0] and pair[1]):
                continue
            if told.type not in ("tell", "deny", "promise") or not told.polarity or told.spoken_of:
                continue
            if _entities(told.agents) == pair[0] and _entities(told.others) == pair[1]:
                found[before] = _held(told, [], [(act.sources, act.cue)])
    return found


def _entities(parties: tuple[Party, ...]) -> frozenset[str]:
    """The entities of parties, none where one of them has none."""
    found = frozenset(party.entity for party in parties if party.entity)
    return found if len(found) == len(parties) else frozenset()


def _held(act: Act, said: list[Said], knew: list[tuple[tuple[str, ...], Span]]) -> Act:
    """The act with what is said of it: the account's own voice apart from its sources'."""
    truth: TruthValue = act.truth
    where = act.truth_span
    by: dict[tuple[str, str], Held] = {}
    for sources, value, span in said:
        if not sources or sources == ("self",):
            truth = value if truth in ("open", value) else "open"
            where = (where or span) if truth != "open" else None
        for source in sources:
            if source != "self":
                by.setdefault((source, value), Held(holder=source, value=value, span=span))
    insincere = act.insincere or any(not sources for sources, _ in knew)
    insincere_by = {
        source: Held(holder=source, value="true", span=span)
        for sources, span in knew
        for source in sources
        if source != "self"
    }
    return msgspec.structs.replace(
        act,
        truth=truth,
        truth_span=where,
        truth_by=(*act.truth_by, *by.values()),
        insincere=insincere,
        insincere_by=(*act.insincere_by, *insincere_by.values()),
    )


stage = TruthStage()
