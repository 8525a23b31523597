"""The course of events in a draft: which of the verbs that a reader notes are worth a line, and in what words.

Kept are happenings that the account tells as such, outside what somebody in the story says, of somebody or something
that it names; states, attitudes and speech are not (``course.toml``), nor what an act, a movement or a presence says.
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from whoknew.model import Analysis, Claim, Event, Filler, Order, When
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree

LONGEST = 16  # words of an event's line
SHORT = 5  # words of a name beside a noun that stay with it
FIRM = {True: ("CT+", "PR+"), False: ("CT-", "PR-", "PS-", "PS+", "Uu")}


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads((files("whoknew.scenario") / "course.toml").read_text("utf-8"))
    return found


def course(analysis: Analysis) -> dict[str, Event]:
    """Id → the event as a line says it, with its words; empty where the encoder read nothing."""
    if analysis.signals is None:
        return {}
    tree = Tree(analysis)
    known = {event.trigger[0]: event for event in analysis.events if event.roleset is not None}
    names = {event.id for event in analysis.events}
    taken = _said(analysis)
    found: dict[str, Event] = {}
    for index in range(tree.size):
        span = tree.spans[index]
        if not _happening(tree, index) or any(cover.innermost(span[0]) is not None for cover in taken):
            continue
        event = known.get(span[0]) or Event(id=_fresh(names, index), trigger=span, roleset="-")
        if not _firm(event) or (not event.factuality and not tree.kids(index, "aux:pass")):
            continue
        actors = _actors(analysis, tree, index)
        if not actors:
            continue
        words = _words(tree, index)
        if not 1 < len(words) <= LONGEST:
            continue
        found[event.id] = _said_as(
            event, _subject(tree, index, words) + _gist(tree, words), actors, tree.negated(index) < 0
        )
        last = event.id
        for name in _gapped(tree, index):
            again = Event(id=_fresh(names, name), trigger=tree.spans[name], roleset="-")
            order = Order(relation="after", to=last)
            verb = tree.text[slice(*span)]
            who = [tree.text[slice(*tree.spans[name])], verb]
            made = _said_as(again, " ".join(who), _at(analysis, tree, name), True)
            found[again.id] = msgspec.structs.replace(made, time=When(orders=(order,)))
            last = again.id
    return found


def _said(analysis: Analysis) -> tuple[Cover[bool], ...]:
    """What is no event of the course: what is told in the story, other records' words, headings, answers to the press."""
    quiet = [block.span for block in analysis.blocks if block.type not in ("paragraph", "list_item", "other")]
    told = [span for act in analysis.acts for span in act.content_spans if act.type not in ("meet", "call")]
    cues = [act.cue for act in analysis.acts]
    places = [*(move.span for move in analysis.movements), *(one.span for one in analysis.presences)]
    answers = [one.span for one in analysis.responses if one.span is not None]
    quoted = [quotation.span for quotation in analysis.quotations]
    opinions = [span for claim in analysis.claims if _no_fact(claim) for span in claim.spans]
    return tuple(
        Cover((span, True) for span in spans) for spans in (quiet, told, cues, places, answers, quoted, opinions)
    )


NOT_HAPPENED = frozenset({"alleged", "denied", "doubted", "planned", "hypothetical", "unverified", "refuted"})


def _no_fact(claim: Claim) -> bool:
    told = claim.status == "unverified" and claim.chain == (("self",),)  # what it tells, and could not confirm
    return claim.kind != "fact" or (claim.status in NOT_HAPPENED and not told)


def _fresh(names: set[str], index: int) -> str:
    name = f"ev{index + 1}x" if f"ev{index + 1}x" not in names else f"ev{index + 1}y"
    names.add(name)
    return name


def _firm(event: Event) -> bool:
    return not event.factuality or any(one.value in FIRM[event.polarity] for one in event.factuality)


def _happening(tree: Tree, index: int) -> bool:
    """Whether a word tells a happening as such: the past of a main clause, of one joined to it or of what a source says."""
    aux = {tree.low(kid) for kid in tree.kids(index, "aux", "aux:pass")}
    if tree.words[index].upos != "VERB" and not tree.kids(index, "aux:pass"):
        return False
    if tree.base(tree.finite_head(index)) not in ("root", "ccomp", "parataxis") or tree.kids(index, "cop"):
        return False
    bare = tree.lemma(index) in ("come", "go") and tree.negated(index) >= 0
    if (tree.lemma(index) in _left_out() and not bare) or aux & frozenset(_lists()["modals"]):
        return False
    if tree.subject(index) < 0 or {tree.low(kid) for kid in tree.kids(index, "mark")} & {"whether", "if"}:
        return False
    low, lemma = tree.low(index), tree.lemma(index)
    return (
        bool(aux & {"had", "was", "were", "has", "have", "been", "did"})
        or (low != lemma and not low.endswith("ing") and low != f"{lemma}s" and low != f"{lemma}es")
        or low in _lists()["same_in_past"]
    )


def _left_out() -> frozenset[str]:
    return frozenset(_lists()["states"]) | frozenset(_lists()["speech"])


def _at(analysis: Analysis, tree: Tree, index: int) -> list[str]:
    span = tree.spans[index]
    return [
        entity.id
        for entity in analysis.entities
        if any(
            mention[0] <= span[0] and span[1] <= mention[1] and tree.top(mention) == index
            for mention in entity.mentions
        )
    ]


def _actors(analysis: Analysis, tree: Tree, index: int) -> list[str]:
    """Entities of the verb's own subject, object and agent that are somebody, or have a name."""
    heads = [tree.subject(index), *tree.kids(index, "obj", "iobj", "obl:agent")]
    heads += [kid for kid in tree.kids(index, "obl") if tree.case(kid) == "by"]
    by_id = {entity.id: entity for entity in analysis.entities}
    found = [ident for head in heads for ident in _at(analysis, tree, tree.antecedent(head))]
    return list(
        dict.fromkeys(
            ident for ident in found if by_id[ident].named or by_id[ident].type in ("person", "group", "organisation")
        )
    )


def _words(tree: Tree, index: int) -> list[int]:
    """The clause without its times, reasons, asides and the clauses joined to it."""
    aside = set(tree.kids(index, "conj", "cc", "advcl", "parataxis", "punct", "discourse", "mark"))
    aside |= {
        kid for kid in tree.kids(index, "obl", "advmod") if kid in tree.timed or tree.phrase(kid)[-1] in tree.timed
    }
    aside |= {kid for kid in tree.kids(index, "advmod") if tree.low(kid) in _lists()["asides"]}
    inside = tree.phrase(index, frozenset(aside))
    loose = {
        kid
        for word in inside
        for kid in tree.kids(word, "acl:relcl", "appos")
        if kid != index
        and (tree.base(kid) == "acl" or tree.words[kid].upos != "PROPN" or len(tree.phrase(kid)) > SHORT)
    }
    return tree.phrase(index, frozenset(aside | loose))


def _subject(tree: Tree, index: int, words: list[int]) -> str:
    """ "They tried to leave but were ambushed": the subject that a joined verb shares, where it is a short noun phrase."""
    subject = tree.subject(index)
    if tree.base(index) != "conj" or subject < 0 or subject in words or subject > words[0]:
        return ""
    phrase = tree.phrase(subject)
    if len(phrase) > SHORT or phrase[-1] >= words[0]:
        return ""
    return f"{_gist(tree, phrase)} "


def _gist(tree: Tree, words: list[int]) -> str:
    """The words in order, what was left out between them closed up."""
    runs: list[list[int]] = []
    for word in words:
        if runs and runs[-1][-1] == word - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    pieces = [tree.text[slice(*tree.cover(run))].strip(" ,;:.–—") for run in runs]
    return " ".join(" ".join(piece for piece in pieces if piece).split())


def _said_as(event: Event, gist: str, actors: list[str], positive: bool) -> Event:
    with_ = tuple(Filler(role="with", span=event.trigger, entity=actor) for actor in actors)
    return msgspec.structs.replace(event, gist=gist, roles=with_, polarity=positive or _negative(gist))


def _negative(gist: str) -> bool:
    """Whether the words deny by themselves: then the line need not."""
    return bool(frozenset(gist.lower().split()) & frozenset(_lists()["negative"])) or "n't" in gist or "n’t" in gist


def _gapped(tree: Tree, index: int) -> list[int]:
    """ "Aleppo fell first, then Hama, then Homs": the names that the verb is not said again of."""
    found: list[int] = []
    queue = [kid for kid in tree.kids(index, "parataxis", "conj") if tree.words[kid].upos == "PROPN"]
    while queue and len(found) < 12:
        name = queue.pop(0)
        if any(tree.low(kid) in _lists()["next"] for kid in tree.kids(name, "advmod")):
            found.append(name)
            queue += [kid for kid in tree.kids(name, "conj", "parataxis") if tree.words[kid].upos == "PROPN"]
    return found


def voices(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Event id → who says so, by the narrowest claim that the event lies in; empty for the account itself."""
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    for claim in analysis.claims:
        width = sum(b - a for a, b in claim.spans)
        voice = claim.chain[-1] if len(claim.chain) > 1 else ()
        for ident in claim.about:
            if ident not in best or width < best[ident][0]:
                best[ident] = (width, voice)
    return {ident: voice for ident, (_, voice) in best.items()}
