"""Orderings that follow from what acts, movements and presences are to each other, by the words that join them.

Firm: what somebody went somewhere to do is after the going; an answer is after its request; who is or is not "there" where
somebody comes is so at the coming. Weak: who asks another to come to him, or keeps a going from another, has not gone yet;
"the flight", "his departure" is the one departure that is told of him.
"""

from collections.abc import Iterator

from whoknew.model import Act, Analysis, Event, Movement, Order, Party, Presence
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.order.placed import listed

Found = tuple[str, Order]
NEAR = 2  # sentences between a request and its answer


def occasions(analysis: Analysis, words: Wording) -> list[Found]:
    """Orderings by the id of the item that they are of. Linear in the text but for pairs that lie near each other."""
    mentions = Mentions(analysis, words)
    leaving = departures(analysis)
    return [
        *_purposes(analysis, words),
        *_answers(analysis, words),
        *_arrivals(analysis, words),
        *_before_leaving(analysis, words, mentions, leaving),
        *_named_departures(analysis, words, mentions, leaving),
        *_told_twice(analysis, words),
    ]


def departures(analysis: Analysis) -> dict[str, Movement]:
    """By mover, the one departure that the account tells in full, with where it started; nobody with several."""
    journeys: dict[str, dict[str, Movement]] = {}
    for movement in analysis.movements:
        who = movement.mover.entity
        told = movement.happened == "done" and movement.same_as is None and movement.origin_place is not None
        if who is not None and told:
            journeys.setdefault(who, {}).setdefault(movement.journey or movement.id, movement)
    return {who: next(iter(found.values())) for who, found in journeys.items() if len(found) == 1}


def _purposes(analysis: Analysis, words: Wording) -> Iterator[Found]:
    """ "He went to Riga to ask for help": the asking is after the going, where it took place."""
    if not words.parsed:
        return
    going = {_head(words, movement.span): movement for movement in analysis.movements if movement.happened == "done"}
    for act in analysis.acts:
        at = _head(words, act.cue)
        if at < 0 or not act.polarity or not words.deprels[at].startswith(("advcl", "xcomp")):
            continue
        movement = going.get(words.heads[at])
        if movement is not None and any(words.lower[c] == "to" and c < at for c in words.children[at]):
            yield act.id, Order(relation="after", to=movement.id, span=words.span(*_between(words.heads[at], at)))


def _answers(analysis: Analysis, words: Wording) -> Iterator[Found]:
    """A refusal or a grant is after the request that it answers: the same parties, the other way round, close by."""
    asked: list[Act] = []
    for act in sorted(analysis.acts, key=lambda act: act.cue):
        if act.type == "ask" and act.polarity:
            asked.append(act)
        elif act.type in ("refuse", "grant") and act.polarity:
            here = words.sentence[max(words.at(act.cue[0]), 0)]
            for request in reversed(asked[-4:]):
                near = here - words.sentence[max(words.at(request.cue[0]), 0)] <= NEAR
                if near and _same(request.others, act.agents) and (not act.others or _same(request.agents, act.others)):
                    yield act.id, Order(relation="after", to=request.id, span=act.cue)
                    break


def _arrivals(analysis: Analysis, words: Wording) -> Iterator[Found]:
    """ "She came, and nobody was there": so at the coming."""
    coming: list[Movement] = []
    told: list[tuple[int, Movement | Presence]] = [(m.span[0], m) for m in analysis.movements]
    told += [(p.span[0], p) for p in analysis.presences]
    for _, record in sorted(told, key=lambda pair: pair[0]):
        if isinstance(record, Movement):
            coming = [*coming[-3:], record] if record.happened == "done" and record.destination else coming
            continue
        first, end = words.range_of(record.span)
        if not coming or "there" not in words.lower[first:end]:
            continue
        last = coming[-1]
        near = words.sentence[first] - words.sentence[max(words.at(last.span[0]), 0)] <= 1
        if near and last.destination == record.where and last.mover.entity != record.who.entity:
            yield record.id, Order(relation="during", to=last.id, span=record.span)


def _before_leaving(
    analysis: Analysis, words: Wording, mentions: Mentions, leaving: dict[str, Movement]
) -> Iterator[Found]:
    """ "He asked her to come to his house", "he told nobody that he was leaving": before he left, it seems."""
    for act in analysis.acts:
        for who in (party.entity for party in act.agents):
            departure = leaving.get(who or "")
            if who is None or departure is None or departure.span[0] <= act.cue[0] <= departure.span[1]:
                continue
            for first, end in words.ranges(act.content_spans):
                summons = act.type == "ask" and act.polarity and _summons(words, mentions, first, end, who)
                secret = act.type in ("tell", "withhold") and _own_going(words, mentions, first, end, who)
                if summons or secret:
                    yield act.id, Order(relation="before", to=departure.id, span=words.span(first, end), weak=True)
                    break


def _summons(words: Wording, mentions: Mentions, first: int, end: int, who: str) -> bool:
    """Whether words ask for a coming to where the asker is: "come to his home", "visit him"."""
    coming = next((at for at in range(first, end) if words.lower[at] in listed("summons", "verbs")), -1)
    if coming < 0 or coming > first + 2:
        return False
    for at in range(coming + 1, min(end, coming + 5)):
        if words.lower[at] in listed("summons", "persons"):
            owner = mentions.entity(at, at + 1)
            return owner is not None and owner.id == who
    return False


def _own_going(words: Wording, mentions: Mentions, first: int, end: int, who: str) -> bool:
    """Whether words say that the teller himself is about to go: "that he was leaving", "he would flee"."""
    for at in range(first, min(end, first + 8)):
        if words.lower[at] not in listed("going", "verbs"):
            continue
        before = words.lower[max(first, at - 3) : at]
        coming = any(word in listed("going", "auxiliaries") for word in before)
        subject = next((k for k in range(at - 1, first - 1, -1) if words.lower[k] in listed("going", "pronouns")), -1)
        owner = mentions.entity(subject, subject + 1) if subject >= 0 else None
        return coming and owner is not None and owner.id == who
    return False


def _named_departures(
    analysis: Analysis, words: Wording, mentions: Mentions, leaving: dict[str, Movement]
) -> Iterator[Found]:
    """ "Before the flight", "since his departure": an event noun that names the one departure told."""
    whole = {movement.id: movement for movement in leaving.values()}
    for event in analysis.events:
        at = words.at(event.trigger[0])
        if at < 1 or words.lower[at] not in listed("going", "nouns") or event.same_as is not None:
            continue
        lead = words.lower[at - 1]
        owner = mentions.entity(at - 1, at) if lead in listed("summons", "persons") else None
        if owner is not None:
            named = leaving.get(owner.id)
        else:
            named = next(iter(whole.values())) if lead == "the" and len(whole) == 1 else None
        if named is not None:
            yield event.id, Order(relation="simultaneous", to=named.id, span=event.trigger, weak=True)


def _told_twice(analysis: Analysis, words: Wording) -> Iterator[Found]:
    """ "After he had signed the contract … Weber signed the contract on Friday": what happens once is, it seems, one thing."""
    told: dict[tuple[str, str], list[Event]] = {}
    for event in analysis.events:
        at = words.at(event.trigger[0])
        lemma = words.lemmas[at] if at >= 0 else ""
        if lemma not in listed("once", "verbs") or not event.polarity or event.same_as is not None:
            continue
        fillers = {role.role: role for role in event.roles if role.role in ("ARG1", "ARG0")}
        filler = fillers.get("ARG1") or fillers.get("ARG0")
        if filler is None:
            continue
        first, end = words.range_of(filler.span)
        whom = filler.entity or (words.lemmas[words.head_of(first, end)] if first < end else "")
        definite = filler.entity is not None or words.lower[first] in listed("once", "determiners")
        if whom and definite:
            told.setdefault((lemma, whom), []).append(event)
    for events in told.values():
        if len(events) == 2 and events[0].attribution != events[1].attribution:
            yield events[1].id, Order(relation="simultaneous", to=events[0].id, span=events[1].trigger, weak=True)


def _head(words: Wording, span: tuple[int, int]) -> int:
    first, end = words.range_of(span)
    return words.head_of(first, end) if first < end else -1


def _between(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b) + 1


def _same(first: tuple[Party, ...], second: tuple[Party, ...]) -> bool:
    mine = {party.entity or party.descriptor.lower() for party in first} - {""}
    return bool(mine & {party.entity or party.descriptor.lower() for party in second})
