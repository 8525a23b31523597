"""From a finished draft to an act: its parties, content, time, place and who reports it."""

import msgspec

from whoknew.model import Act, Analysis, Attribution, Bounds, Party, Span, When
from whoknew.model.syntax import Tree
from whoknew.stages.acts.contents import bidding, content_of, cut, quotation, without_cue
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, words
from whoknew.stages.acts.negation import open_about
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.phrases import descriptor
from whoknew.stages.acts.select import Told


def act_of(
    analysis: Analysis,
    tree: Tree,
    parties: Parties,
    told: Told,
    draft: Draft,
    over: Attribution | None,
    identity: str,
    origin: str,
) -> Act:
    """The act of a draft; ``over`` is the attribution that its word stands in, ``identity`` its id."""
    cue = _cue(tree, draft)
    own = told.at(*cue)
    if _turns(tree, draft):
        draft.content, draft.clause = [tree.spans[tree.kid(draft.word, "obj")]], -1
        own = None
    content = cut(tree, draft, quotation(tree, draft, content_of(tree, draft, own)))
    content = without_cue(tree, content, over)
    if bidding(tree, draft, own):
        draft.type = "order"
    others = parties.of(draft.others)
    if draft.quantity is not None:
        others = others or (Party(quantity=draft.quantity),)
        others = tuple(msgspec.structs.replace(party, quantity=draft.quantity) for party in others)
    if draft.type == "withhold":  # "not one of us was told": it was kept from all of us
        others = tuple(
            msgspec.structs.replace(party, quantity=None) if party.quantity == "none" and party.span else party
            for party in others
        )
    agents = parties.of(draft.agents)
    if not agents and own is not None and draft.kind != "noun" and not tree.passive(draft.word):
        agents = parties.speaking(own)
    elif not agents and draft.kind == "idiom" and draft.type in ("refuse", "deny") and over is not None:
        agents = parties.speaking(over) if over.form != "indirect" else ()
    others = _without(tree, parties, draft, others, agents)
    if draft.type == "withhold":  # "nobody had told him": it was kept from him, by whom is not said
        agents = tuple(party for party in agents if party.quantity not in ("none", "almost_none") or party.entity)
    event = next((event for event in analysis.events if _meet(event.trigger, tree.spans[draft.word])), None)
    stance = over.stance if over is not None else "asserted"
    return Act(
        id=identity,
        type=draft.type,
        cue=cue,
        agents=agents,
        others=others,
        content_spans=content,
        asserts=not draft.against,
        polarity=not (
            draft.negator >= 0 and (draft.type not in ("withhold", "unaware", "refuse") or open_about(tree, draft))
        ),
        completed=draft.completed,
        time=event.time if event is not None and event.time != When() else _when(analysis, tree, draft, content),
        place=_where(tree, parties, draft) or (event.place if event is not None else None),
        event=event.id if event is not None else None,
        attribution=over.id if over is not None and over.id else None,
        sources=over.sources if over is not None else (),
        hedged=_hedged(tree, draft) or stance in ("alleged", "unverified", "doubted", "disputed"),
        spoken_of=draft.spoken_of and draft.type == "tell" and bool(others),
        origin=origin,
    )


def _turns(tree: Tree, draft: Draft) -> bool:
    """ "She knows nothing, but the talk never stops": what follows "but" is told besides, and not known."""
    thing = tree.kid(draft.word, "obj")
    if draft.type not in ("know", "unaware") or thing < 0 or draft.clause <= thing:
        return False
    return any(tree.low(index) == "but" for index in range(thing + 1, min(thing + 3, draft.clause)))


def _where(tree: Tree, parties: Parties, draft: Draft) -> str | None:
    """The place or premises that a meeting is said to be at: "met the chiefs at the ministry"."""
    if draft.type not in ("meet", "call") or draft.kind == "idiom":
        return None
    near = tree.kids(draft.word, "obl", "nmod")
    near += [kid for other in draft.others for kid in tree.kids(other, "nmod") if kid > draft.word]
    for kid in near:
        identity = parties.entity(kid) if tree.case(kid) in ("at", "in", "inside") else None
        if identity is not None and parties.entities[identity].type in ("place", "facility"):
            return identity
        inner = [parties.entity(grand) for grand in tree.kids(kid, "nmod") if tree.case(grand) in ("in", "at", "near")]
        inner = [one for one in inner if one is not None and parties.entities[one].type in ("place", "facility")]
        if identity is None and inner and tree.case(kid) in ("at", "in", "inside"):
            return inner[0]  # "at a hotel in Marlow Cross"
    return None


def _meet(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _cue(tree: Tree, draft: Draft) -> Span:
    indices = sorted(set(draft.cue))
    if draft.kind == "verb" and tree.passive(draft.word):
        indices = sorted({*indices, *tree.kids(draft.word, "aux:pass")})
    if indices[-1] - indices[0] > 8:
        indices = [draft.word]
    return tree.cover(indices)


def _without(
    tree: Tree, parties: Parties, draft: Draft, others: tuple[Party, ...], agents: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Nobody addresses himself: another noun of the clause that was chained to its doer is somebody else, whom only
    his own words name; a pronoun is left out."""
    names = {agent.entity for agent in agents if agent.entity}
    found = []
    for other in others:
        if other.entity is None or other.entity not in names:
            found.append(other)
            continue
        word = tree.top(other.span) if other.span is not None else -1
        if word in draft.others and tree.words[word].upos == "NOUN":
            found.append(msgspec.structs.replace(other, entity=None, descriptor=descriptor(tree, word)))
    return tuple(found)


def _hedged(tree: Tree, draft: Draft) -> bool:
    return any(tree.low(kid) in words().hedges for kid in tree.kids(draft.word, "advmod")) or any(
        tree.low(kid) in words().hedge_modals for kid in tree.kids(draft.word, "aux")
    )


def _when(analysis: Analysis, tree: Tree, draft: Draft, content: tuple[Span, ...]) -> When:
    """The times that hang on the act's word in its sentence, outside what is told."""
    first, end = tree.bounds[tree.sentence[draft.word]]
    start, stop = tree.spans[first][0], tree.spans[end - 1][1]
    inside = [
        time
        for time in analysis.times
        if start <= time.span[0] < stop
        and time.type in ("date", "time")
        and not any(span[0] <= time.span[0] < span[1] for span in content)
        and not _elsewhere(tree, draft.word, time.span)
    ]
    if not inside:
        return When()
    if tree.base(draft.word) in ("advcl", "acl") and any(
        tree.low(mark) in among("temporal") for mark in tree.kids(draft.word, "mark", "advmod")
    ):
        return When()  # "a week later, after he had assured her": the date is not that of the assurance
    best = min(inside, key=lambda time: abs(time.span[0] - tree.spans[draft.word][0]))
    return When(bounds=best.bounds if best.bounds != Bounds() else Bounds(), times=(best.id,), span=best.span)


def _elsewhere(tree: Tree, word: int, time: Span) -> bool:
    """Whether a time dates another clause than the act's: "he knew: she had left on Monday", "she had left two days
    before, and he was told". A time that opens its sentence, or that the clause around the act has, dates them all."""
    verb = tree.top(time)
    for _ in range(6):
        if verb < 0 or tree.words[verb].upos in ("VERB", "AUX") or tree.base(verb) == "root":
            break
        verb = tree.head(verb)
    if verb < 0 or verb == word or time[0] < tree.spans[verb][0]:
        return False
    if tree.base(word) == "conj" and tree.head(word) == verb:
        return tree.kid(word, "nsubj") >= 0 and word > tree.top(time)
    hosts = {word, tree.head(word)} if tree.base(word) == "conj" and tree.kid(word, "nsubj") >= 0 else {word}
    at = verb
    for _ in range(6):
        if at < 0 or at == word:
            break
        if (
            tree.rel(at) in ("ccomp", "parataxis", "acl:relcl")
            and tree.head(at) in hosts
            and tree.kid(at, "nsubj") >= 0
        ):
            return True
        at = tree.head(at)
    return False
