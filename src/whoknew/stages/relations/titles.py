"""Roles told before a name: "Foreign Minister Sergei Lavrov", "the CNN reporter Ana Diaz", "his wife, Asma", "had a brother, Piet"."""

from collections.abc import Iterator
from dataclasses import replace

from whoknew.stages.relations.ground import Ground, Relation
from whoknew.stages.relations.phrases import Phrase

LONGEST = 10  # tokens of a title before a name


def before_names(ground: Ground) -> Iterator[Relation]:
    """The relations by phrases that end where a name begins, or at the comma before it."""
    words = ground.words
    for (first, end), e in ground.names:
        if e.type not in ("person", "group"):
            continue
        yield from _party_after(ground, e.id, first, end)
        k = _past_age(ground, first - 1)
        while k > 0 and ground.same(k, first) and words.lower[k].rstrip(".") in ground.lexicon.untitled:
            k -= 1
        comma = k > 0 and words.lower[k] == ","
        if comma:
            k -= 1
        if k < 0 or not ground.same(k, first):
            continue
        if comma:
            yield from _complemented(ground, k, first, end, e.id)
        if k > 1 and words.lower[k] in ground.lexicon.fixed and words.lower[k - 1] == "of":
            k -= 2  # "Secretary of State Ana Diaz"
        low = words.lower[k]
        if not ground.lexicon.head(low) or low.rstrip(".") in ground.lexicon.untitled:
            continue
        if not comma and _relative_subject(ground, k, first, end):
            continue
        group = ground.groups.get(first)
        closed = _apart(ground, k, end if group is None else _end_of(ground, first))
        if comma and not closed and not _fronted(ground, k):
            continue
        start = phrase_start(ground, k)
        for p in all_phrases(ground, start, k):
            members = _all_of(ground, first, e.id) if p.plural else (e.id,)
            if len(members) > 1:
                yield from ground.mutual(members, p, start, end)
            if p.kind != "office" and p.of is None:
                p = replace(p, of=_had(ground, start))
            for a in members:
                made = ground.relation(a, p, start, end)
                if made is None:
                    continue
                if made.of is None and made.kind == "office":
                    of = place_after(ground, end, seat=made.noun in ground.lexicon.seats)
                    made = made if of is None else replace(made, of=of[0], span=words.span(start, of[1]))
                yield made
        if not comma:
            yield from _before_title(ground, start, first, end, e.id)


def _all_of(ground: Ground, first: int, one: str) -> tuple[str, ...]:
    """Those whom a plural title before a name is of: "Senators Ana Diaz and Piet Vos", "candidates Sen. Ana Diaz (R-Texas) and …"."""
    found, words = [one], ground.words
    k = _past_letters(ground, ground.reader.names[first][0])
    while ground.low(k) in ("and", ",") and ground.same(first, k + 1) and len(found) < 12:
        k += 1
        steps = 0
        while (
            steps < 3
            and k not in ground.reader.names
            and (ground.low(k) == "and" or ground.lexicon.head(ground.low(k)))
        ):
            k += 1
            steps += 1
        held = ground.reader.names.get(k)
        if held is None or ground.by_id[held[1]].type != "person":
            break
        found.append(held[1])
        k = _past_letters(ground, held[0])
    joined = any(words.lower[j] == "and" for j in range(first, min(k, len(words))))
    return tuple(dict.fromkeys(found)) if joined else (one,)


def _past_letters(ground: Ground, end: int) -> int:
    letters = _letters(ground, end)
    if letters is None:
        return end
    return letters[2] + (ground.low(letters[2]) in (")",))


def _before_title(ground: Ground, start: int, first: int, end: int, a: str) -> Iterator[Relation]:
    """ "the regent, Tsarevna Sophia": a phrase before a comma and a title."""
    k = start - 2
    if k < 0 or ground.low(start - 1) != "," or not ground.same(k, first) or not ground.lexicon.head(ground.low(k)):
        return
    if not ground.words.forms[start][:1].isupper() or not _apart(ground, k, end):
        return
    for p in all_phrases(ground, phrase_start(ground, k), k):
        made = ground.relation(a, p, p.first, end)
        if made is not None and not p.plural:
            yield made


def _relative_subject(ground: Ground, k: int, first: int, end: int) -> bool:
    """Whether a name after a noun is the subject of a clause about it: "the judge Diaz was referring to"."""
    words = ground.words
    if not words.parsed:
        return False
    root = words.head_of(first, end)
    verb = words.heads[root]
    return (
        words.deprels[root].startswith("nsubj")
        and verb >= end
        and words.deprels[verb].startswith("acl:relcl")
        and words.heads[verb] == k
    )


def _past_age(ground: Ground, k: int) -> int:
    """Over "26-year-old" before a name, leftwards."""
    low = ground.words.lower
    if k > 0 and low[k] == "year-old":
        return k - 3
    if k > 4 and low[k - 3 : k + 1] == ["-", "year", "-", "old"] and low[k - 4].isdigit():
        return k - 5
    return k - 1 if k > 0 and low[k].endswith("-year-old") else k


def _complemented(ground: Ground, k: int, first: int, end: int, a: str) -> Iterator[Relation]:
    """ "the director of the bureau, Ana Diaz,": a phrase whose complement reaches the comma."""
    if not _apart_end(ground, end):
        return
    for noun in range(k - 1, max(0, k - LONGEST), -1):
        if not ground.same(noun, k) or ground.low(noun) == ",":
            return
        if not ground.lexicon.head(ground.low(noun)):
            continue
        start = phrase_start(ground, noun)
        found = [p for p in all_phrases(ground, start, noun) if p.head == noun and p.end == k + 1 and not p.plural]
        for p in found:
            made = ground.relation(a, p, start, end) if _descriptive(ground, noun) else None
            if made is not None:
                yield made
        return


def _apart_end(ground: Ground, end: int) -> bool:
    return end >= len(ground.words) or ground.low(end) in ground.lexicon.closing or not ground.same(end - 1, end)


def _end_of(ground: Ground, first: int) -> int:
    """End of the longest mention that starts at a token."""
    return ground.reader.mentions[first][0]


def _apart(ground: Ground, k: int, end: int) -> bool:
    """Whether a noun before a comma may say who is named after it: closed by a mark, with a determiner or owner."""
    return _apart_end(ground, end) and _descriptive(ground, k)


def _fronted(ground: Ground, k: int) -> bool:
    """ "A former judge, Ana Diaz signed it": an indefinite phrase that opens the sentence, with no verb in it."""
    words = ground.words
    first = words.sentences[words.sentence[k]].first
    inner = range(first, k + 1)
    return (
        words.lower[first] in ("a", "an")
        and k - first < LONGEST
        and words.parsed
        and not any(words.upos[j] in ("VERB", "AUX", "PUNCT", "PRON") and words.forms[j] != "-" for j in inner)
    )


def _descriptive(ground: Ground, k: int) -> bool:
    """Whether a noun before a comma belongs to a phrase with a determiner, number or owner ("his wife, Asma,")."""
    for j in range(k, max(-1, k - 10), -1):
        low = ground.words.lower[j]
        if low in ground.lexicon.determining:
            return True
        joined = low == "and" and bool(ground.lexicon.head(ground.low(j - 1)))
        if j != k and (not ground.words.forms[j][:1].isalnum() or low in ground.lexicon.ends) and not joined:
            return False
    return False


def _had(ground: Ground, start: int) -> str | None:
    """Whose kin a phrase without an owner brings in: "Diaz had two brothers, …", "He has a sister, …"."""
    if ground.low(start - 1) not in ground.lexicon.having or not ground.same(start - 1, start):
        return None
    subject = ground.subject(start - 2, unnamed=True)
    return subject[1] if subject is not None else None


def phrase_start(ground: Ground, k: int) -> int:
    """Leftmost token of the role phrase that ends at ``k``."""
    words, lexicon = ground.words, ground.lexicon
    start = k
    while start > 0 and words.sentence[start - 1] == words.sentence[k] and k - start < LONGEST:
        low, form = words.lower[start - 1], words.forms[start - 1]
        if low in ("'s", "'"):
            start -= 1
            owner = ground.reader.owners.get(start - 1)
            while owner is not None and start > 0 and ground.reader.owners.get(start - 1) == owner:
                start -= 1
            break
        if form == "-":
            start -= 1
            continue
        if low in lexicon.opening:
            return start - 1
        if ((low in lexicon.ends or low in lexicon.prepositions) and low not in ("and", "of")) or not form[
            :1
        ].isalnum():
            break
        if low == "of" and not (form_is_title(ground, start - 2) and words.forms[start][:1].isupper()):
            break
        if low == "and" and not (start - 2 >= 0 and lexicon.head(words.lower[start - 2])):
            break
        if form[:1].islower() and (low.endswith(("ed", "ing")) and low not in lexicon.qualifying):
            break
        start -= 1
    return start


def form_is_title(ground: Ground, k: int) -> bool:
    """Whether a capitalised token is a role's noun: "Director" in "Director of Government Affairs Phil Smith"."""
    return k >= 0 and ground.words.forms[k][:1].isupper() and bool(ground.lexicon.head(ground.words.lower[k]))


def all_phrases(ground: Ground, start: int, k: int) -> list[Phrase]:
    """The phrases one after another from ``start`` that reach the noun at ``k``."""
    for at in range(start, k + 1):
        collected: list[Phrase] = []
        here = at
        while here <= k:
            found = [p for p in ground.reader.read(here) if p.first <= k]
            if not found:
                break
            collected += found
            here = max(found[-1].end, here + 1)
        if collected and collected[-1].end > k:
            return collected
    return []


def place_after(ground: Ground, end: int, *, seat: bool = True) -> tuple[str, int] | None:
    """ "Senator Ted Cruz of Texas", "(R-Texas)", ", of Harlow College": (entity id or words, end); places for a seat only."""
    low = ground.words.lower[end : end + 3]
    if low[:1] == [","] and low[1:2] in (["of"], ["at"], ["from"]):
        end, low = end + 1, ground.words.lower[end + 1 : end + 4]
    if low[:1] == ["of"] or low[:1] == ["from"]:
        at = end + 1 + (low[1:2] == ["the"])
        held = ground.reader.mentions.get(at)
        if held is not None and ground.by_id[held[1]].type in (
            ("place", "organisation") if seat else ("organisation",)
        ):
            return held[1], held[0]
    bracketed = seat and low[:1] == ["("] and low[2:3] == [")"]
    if bracketed and (low[1] in ground.lexicon.states or low[1].rstrip(".") + "." in ground.lexicon.states):
        return _state(ground, ground.words.forms[end + 1]), end + 2
    letters = _letters(ground, end) if seat else None
    return (_state(ground, letters[1]), letters[2]) if letters is not None else None


def _letters(ground: Ground, end: int) -> tuple[str, str, int] | None:
    """(party's letter, place as written, end) of "(R-Texas)" or ", R-Ariz.,"."""
    words, letters = ground.words, ground.lexicon.party_letters
    low = words.lower[end : end + 5]
    if len(low) > 3 and low[0] in ("(", ",") and low[1] in letters and low[2] in ("-", "–"):
        close = end + 3
        while close < min(len(words), end + 7) and words.forms[close] not in (")", ","):
            close += 1
        return low[1], words.words(end + 3, close), close
    if len(low) > 1 and low[0] in ("(", ",") and low[1][:1] in letters and low[1][1:2] in ("-", "–"):
        return low[1][:1], words.forms[end + 1][2:], end + 2
    return None


def _state(ground: Ground, written: str) -> str:
    """A state's entity if it has one, else as it is written."""
    full = ground.lexicon.states.get(written.lower().replace(" ", ""), written)
    return ground.by_name.get(("place", full)) or ground.by_name.get(("place", written)) or written


def _party_after(ground: Ground, a: str, first: int, end: int) -> Iterator[Relation]:
    """The membership that "(R-Texas)" tells."""
    letters = _letters(ground, end)
    if letters is not None:
        party = ground.lexicon.party_letters[letters[0]]
        of = ground.by_name.get(("organisation", party), party)
        yield Relation(a, "member", "member", "office", of, False, ground.words.span(first, letters[2]))
