"""Movements joined over sentences: where a leg starts from what the one before it reached, and which legs are one journey.

"There" and "from there" stand for the place last reached. A leg that goes on, or that gives only its end where the leg before
gave only its start, belongs to that leg's journey. Origins are carried from the clause or sentence before and no further.
"""

from collections.abc import Sequence

from whoknew.stages.movements.drafts import Draft
from whoknew.stages.movements.setting import Setting


def join(setting: Setting, drafts: Sequence[Draft]) -> None:
    """Fill carried origins and destinations, and number the journeys from 1."""
    last: dict[str, Draft] = {}
    asked: dict[str, Draft] = {}
    journeys = 0
    for draft in drafts:
        if draft.asked:
            _there(setting, draft, None)
            asked[draft.who] = draft
            continue
        request = asked.pop(draft.who, None)
        if (
            request is not None
            and draft.ends.destination is None
            and draft.lemma in ("come", "go", "arrive", "return", "turn", "show")
            and _gap(setting, request, draft) <= 2
        ):
            draft.ends.destination = request.ends.destination
        before = last.get(draft.who) if draft.who else None
        near = before is not None and _gap(setting, before, draft) <= 1
        if near and before is not None and _turned_back(setting, before, draft):
            before.happened, draft.journey = "attempted", before.journey
            last[draft.who] = draft
            continue
        if draft.tentative:
            there = before is not None and before.happened == "done" and before.ends.destination is not None
            if not there or before is None or _gap(setting, before, draft) > 2:
                continue
            draft.tentative, near = False, True
        reached = before.ends.destination if before is not None and near else None
        _there(setting, draft, reached)
        joined = False
        if before is not None and before.happened == draft.happened == "done":
            joined = _continues(setting, before, draft)
        if (
            draft.ends.origin is None
            and reached
            and reached != draft.ends.destination
            and before is not None
            and before.happened == "done"
        ) and (draft.ends.from_there or draft.ends.onward or joined or draft.ends.back):
            draft.ends.origin = reached
        if (
            joined
            and before is not None
            and draft.ends.origin is None
            and before.ends.destination is None
            and draft.ends.destination != before.ends.origin
            and not (setting.lexicon.has("conditions.local", draft.lemma) and _apart(setting, before, draft))
        ):
            draft.ends.origin = before.ends.origin
        if (
            draft.ends.origin is None
            and draft.ends.destination is not None
            and setting.lexicon.has("conditions.uprooting", draft.lemma)
        ):
            stood = _stood(setting, draft)
            if stood is not None and stood not in (draft.ends.destination, *draft.ends.via):
                draft.ends.origin = stood
        if joined and before is not None:
            draft.journey = before.journey
        else:
            journeys += 1
            draft.journey = journeys
        if draft.who:
            last[draft.who] = draft


def retold(setting: Setting, drafts: Sequence[Draft]) -> None:
    """A departure told again: "hours before he left", where the account tells of one such departure only and in that word;
    "before he left Vienna", in a clause that hangs on another, where its leaving is told in a sentence of its own."""
    _headed(setting, drafts)
    for draft in drafts:
        bare = not (draft.ends.placed or draft.ends.means)
        if not _departs(setting, draft) or not (bare or _subordinate(setting, draft)):
            continue
        full = [
            other
            for other in drafts
            if other is not draft
            and other.same is None
            and (bare or other.first < draft.first or not _subordinate(setting, other))
            and other.who == draft.who
            and other.lemma == draft.lemma
            and other.ends.origin is not None
            and (bare or other.ends.origin == draft.ends.origin)
            and draft.ends.destination in (None, other.ends.destination)
            and _departs(setting, other)
        ]
        if full and len({other.journey for other in full}) == 1:
            draft.journey, draft.same = full[0].journey, full[0]


def _headed(setting: Setting, drafts: Sequence[Draft]) -> None:
    """A heading tells ahead what the text tells in full: "President leaves Lisbon" is the one who flew out of it."""
    heads = {n for n, block in enumerate(setting.analysis.blocks) if block.type in ("title", "heading")}

    def headed(draft: Draft) -> bool:
        number = setting.words.sentence[draft.first]
        return number >= 0 and setting.words.sentences[number].block in heads

    for draft in drafts:
        if not headed(draft) or draft.happened != "done" or not (draft.ends.origin or draft.ends.destination):
            continue
        mine = setting.by_id.get(draft.mover)
        full = [
            other
            for other in drafts
            if other.same is None
            and other.happened == "done"
            and not headed(other)
            and (other.who == draft.who or (mine is not None and not mine.named and bool(other.mover)))
            and (draft.ends.origin is None or other.ends.origin == draft.ends.origin)
            and draft.ends.destination in (None, other.ends.destination)
        ]
        if full and len({other.journey for other in full}) == 1:
            draft.journey, draft.same = full[0].journey, full[0]


def _turned_back(setting: Setting, before: Draft, draft: Draft) -> bool:
    """ "It made for the coast. Then it turned round": what it made for was not reached, as far as is told."""
    turned = draft.lemma == "turn" and draft.happened == "done" and not draft.ends.placed
    return turned and setting.lexicon.has("conditions.bound", before.lemma) and before.happened == "done"


def _subordinate(setting: Setting, draft: Draft) -> bool:
    words, verb = setting.words, draft.verb.at
    if not words.parsed:
        return False
    marked = any(words.deprels[c] == "mark" and c < verb for c in words.children[verb])
    return words.deprels[verb].startswith("advcl") or (
        words.deprels[verb] == "acl" and marked
    )  # "hours before he left"


def _departs(setting: Setting, draft: Draft) -> bool:
    return bool(draft.who) and draft.happened == "done" and setting.lexicon.has("conditions.departing", draft.lemma)


def _apart(setting: Setting, before: Draft, draft: Draft) -> bool:
    """Told in different sentences, or the first in a clause that hangs on another ("after travelling back from …")."""
    return _gap(setting, before, draft) > 0 or _subordinate(setting, before)


def _gap(setting: Setting, a: Draft, b: Draft) -> int:
    return abs(setting.words.sentence[b.first] - setting.words.sentence[a.first])


def _there(setting: Setting, draft: Draft, reached: str | None) -> None:
    """Resolve "there" to the place last reached or named in this sentence or the one before."""
    if draft.ends.to_there and draft.ends.destination is None:
        draft.ends.destination = reached or _named_before(setting, draft)
    if draft.ends.from_there and draft.ends.origin is None:
        draft.ends.origin = reached or _named_before(setting, draft)


def _stood(setting: Setting, draft: Draft) -> str | None:
    """Where the same sentence, or the one before if it is about the mover, says that he was: "taught at Basel and returned to …"."""
    words = setting.words
    here = words.sentence[draft.first]
    for held in setting.before(draft.first, max(0, draft.first - 60)):
        gap = here - words.sentence[held.first]
        if gap > 1:
            return None
        if held.entity.type not in ("place", "facility", "organisation") or not held.entity.named:
            continue
        lead = held.first - 1 - (words.lower[held.first - 1] == "the")
        if lead < 0 or words.lower[lead] not in ("in", "at"):
            continue
        start = setting.sentence(held.first)[0]
        subject = next((h for h in setting.held_from(start, held.first) if h.entity.type in ("person", "group")), None)
        if subject is not None and subject.entity.id == draft.who:
            return held.entity.id
        if gap == 0 and subject is None:
            return held.entity.id
        return None
    return None


def _named_before(setting: Setting, draft: Draft) -> str | None:
    here = setting.words.sentence[draft.first]
    for held in setting.before(draft.first, max(0, draft.first - 80)):
        if here - setting.words.sentence[held.first] > 1:
            return None
        if held.entity.type in ("place", "facility"):
            return held.entity.id
    return None


def _continues(setting: Setting, before: Draft, draft: Draft) -> bool:
    """Whether a leg belongs to the journey of the leg before it."""
    if setting.words.lower[before.verb.first - 1 : before.verb.first] == ["before"]:
        return False  # "before re-embarking": told first, and later
    gap = _gap(setting, before, draft)
    arrives = setting.lexicon.has("conditions.arriving", draft.lemma)
    same = draft.ends.destination is not None and draft.ends.destination == before.ends.destination
    if arrives and same and gap <= 2 and draft.ends.origin is None:
        return True  # the leg told by its arrival
    if draft.ends.onward or draft.ends.from_there:
        return gap <= 2
    if draft.ends.origin is not None and draft.ends.origin == before.ends.destination:
        return gap <= 2
    if (
        gap <= 1
        and before.ends.destination is None
        and before.ends.origin is not None
        and draft.ends.origin is None
        and draft.ends.destination is not None
    ):
        return draft.ends.destination != before.ends.origin
    return (
        gap == 0
        and before.ends.destination is not None
        and draft.ends.destination is not None
        and not draft.ends.back
        and draft.ends.origin is None
        and "and" in setting.words.lower[before.end : draft.first + 1]
        and before.ends.destination != draft.ends.destination
    )
