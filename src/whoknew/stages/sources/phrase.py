"""What a noun phrase that speaks is made of: head noun, number, name, role, organisation, nationality.

With signals the named entities of the reader say what is a person's name; without, runs of capitals do.
"""

import msgspec

from whoknew.model import Count
from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import Range
from whoknew.stages.sources.counts import count
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.naming import name_in, role_in


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A described phrase, token ranges throughout. ``noun`` is the head's singular in lower case."""

    whole: Range
    core: Range
    head: int
    noun: str
    plural: bool = False
    determiner: str = ""
    count: Count = Count()
    counted: bool = False  # a number is stated
    name: Range | None = None
    person: bool = False  # the name is known to be a person's
    role: Range | None = None
    organisation: Range | None = None
    nationality: str | None = None
    pronoun: str | None = None
    post: Range | None = None
    borrowed: int | None = None  # token of the noun that the phrase leaves out ("three said")


def describe(words: Wording, lexicon: Lexicon, whole: Range, names: dict[int, tuple[Range, str]]) -> Phrase:
    """Read one phrase. ``names`` maps each token inside a named entity to that entity's range and type."""
    first, end = _stripped(words, lexicon, whole)
    start = _after_quantifier(words, lexicon, first, end)
    stop = _core_end(words, lexicon, start, end)
    stop = _past_adjectives(words, lexicon, start, stop, end)
    head = _head(words, lexicon, start, stop)
    low = words.lower[head]
    listed = lexicon.words
    if first < start < end and low in GROUP and head == start:
        return _part(words, lexicon, first, start, end)
    if stop - start == 1 and (
        low
        in listed["singular_pronouns"]
        | listed["plural_pronouns"]
        | listed["things"]
        | listed["relative"]
        | listed["own_voice"]
    ):
        return Phrase(
            whole=(first, end),
            core=(start, stop),
            head=head,
            noun=low,
            pronoun=low,
            plural=low in listed["plural_pronouns"],
        )
    noun = lexicon.singular(low)
    several = any(w in ("members", "both") for w in words.lower[first:head])
    plural = (
        several
        or lexicon.is_plural(low)
        or (words.parsed and words.upos[head] == "NOUN" and words.lemmas[head] != low and low.endswith("s"))
    )
    money = max((i for i in range(first, head) if words.lower[i] in ("$", "€", "£")), default=-1)
    lead = words.lower[first:head] if money < 0 else []
    name, person = name_in(words, lexicon, (first, end), (start, stop), head, names)
    role, organisation = role_in(words, lexicon, (start, stop), end, name, noun, names)
    aged = any(w == "old" or w.endswith("-old") for w in lead)  # "the 34-year-old mother" counts nobody
    stated = not aged and any(w in lexicon.numbers or w.isdigit() or w in lexicon.vague for w in lead)
    return Phrase(
        whole=(first, end),
        core=(first, stop),
        head=head,
        noun=noun,
        plural=plural,
        determiner=next((w for w in lead if w in listed["determiners"]), ""),
        count=Count() if _single(words, first, head) else count(lexicon, lead, plural=plural),
        counted=stated,
        name=name,
        person=person,
        role=role,
        organisation=organisation,
        nationality=next((words.forms[i] for i in range(first, head) if words.lower[i] in lexicon.nationalities), None),
        post=(stop, end) if stop < end else None,
    )


GROUP = frozenset({"them", "these", "those", "us", "whom"})


def _part(words: Wording, lexicon: Lexicon, first: int, start: int, end: int) -> Phrase:
    """ "One of them", "two of these": the number is the head, and what they are stands elsewhere or in apposition."""
    head = next((i for i in range(first, start) if words.lower[i] in lexicon.numbers), first)
    return Phrase(
        whole=(first, end),
        core=(first, head + 1),
        head=head,
        noun=words.lower[head],
        count=Count() if _single(words, first, start) else count(lexicon, words.lower[first:start], plural=True),
        counted=True,
        post=(start - 1, end),
    )


def _single(words: Wording, first: int, head: int) -> bool:
    """Whether a phrase takes one out of several: "the younger of the two brothers", "either of the men"."""
    lead = words.lower[first:head]
    return "of" in lead and bool(set(lead[: lead.index("of")]) & SINGLES)


CUTTING = frozenset({"that", "this", "those", "all", "some"})  # "those | present", where "the | present" is one phrase
SINGLES = frozenset(
    "one younger elder older eldest oldest youngest latter either each another neither last first".split()
)


def _stripped(words: Wording, lexicon: Lexicon, whole: Range) -> Range:
    first, end = whole
    leading = lexicon.words["links"] | lexicon.words["leading"]
    while first < end - 1 and (not words.lower[first][0].isalnum() or words.lower[first] in leading):
        if _quantifies(words, lexicon, first, end):
            break
        first += 1
    while end - 1 > first and not words.lower[end - 1][0].isalnum() and words.lower[end - 1] not in (")", "."):
        end -= 1
    while end - 1 > first and words.lower[end - 1] in lexicon.words["trailing"]:
        end -= 1
    return first, end


def _quantifies(words: Wording, lexicon: Lexicon, first: int, end: int) -> bool:
    """Whether "at least", "close to", "about" at the start of a phrase belongs to its number."""
    for k in range(first + 1, min(end, first + 4)):
        if words.lower[k] in lexicon.numbers or words.lower[k].isdigit():
            said = " ".join(words.lower[first:k])
            said = said.removesuffix(" a")
            return any(said in phrases for phrases in lexicon.quantifiers.values())
    return False


def _after_quantifier(words: Wording, lexicon: Lexicon, first: int, end: int) -> int:
    """Step over "one of", "none of the four", "half a dozen", "the younger of": the head is then the noun after it."""
    if words.lower[first : first + 3] == ["half", "a", "dozen"] and first + 3 < end:
        return first + 3
    parts = lexicon.words["partitives"]
    for i in range(first + 1, min(end - 1, first + 5)):
        if not words.lower[i][0].isalnum():
            return first
        if words.lower[i] != "of":
            continue
        left = words.lower[i - 1]
        taken = left in lexicon.numbers or left in lexicon.vague or left in parts or left.isdigit()
        return i + 1 if taken else first
    return first


def _core_end(words: Wording, lexicon: Lexicon, first: int, end: int) -> int:
    begin = first + 3 if _quantifies(words, lexicon, first, end) else first + 1
    for i in range(begin, end):
        low = words.lower[i]
        if low in (",", "(", "[", "--", "—", ":", ";"):
            return i
        if low in lexicon.words["links"] and words.lower[i - 1] not in lexicon.words["determiners"] - CUTTING:
            return i
        if words.forms[i] == "I" or (low == "we" and words.lower[i - 1] not in lexicon.words["determiners"]):
            return i  # "the experts | we asked"
        if low in ("along", "as") or (low in ("-", "–") and words.spans[i - 1][1] < words.spans[i][0]):
            return i
    return end


def _past_adjectives(words: Wording, lexicon: Lexicon, start: int, stop: int, end: int) -> int:
    """ "The tall, elderly diplomat": where the parse puts the head behind the comma, the core reaches to it."""
    if not words.parsed or stop >= end or words.lower[stop] != ",":
        return stop
    head = words.head_of(start, end)
    plain = not any(w in lexicon.words["links"] or w in lexicon.words["determiners"] for w in words.lower[stop:head])
    return head + 1 if head > stop and words.upos[head] in ("NOUN", "PROPN") and plain and head - stop < 6 else stop


def _head(words: Wording, lexicon: Lexicon, start: int, stop: int) -> int:
    if words.parsed:
        head = words.head_of(start, stop)
        people = lexicon.person | lexicon.generic
        last = lexicon.singular(words.lower[stop - 1])
        if head < stop - 1 and last in people and lexicon.singular(words.lower[head]) not in people:
            return stop - 1  # "labor-policy experts", whatever the parse makes of the compound
        if words.upos[head] not in ("DET", "NUM", "PUNCT", "ADP") or stop - start == 1:
            return head
    for i in range(stop - 1, start - 1, -1):
        if words.lower[i][0].isalnum() and words.lower[i] != "both":
            return i
    return stop - 1
