"""What a noun phrase that speaks is made of: head noun, number, name, role, organisation, nationality.

With signals the named entities of the reader say what is a person's name; without, runs of capitals do.
"""

import msgspec

from whoknew.model import Count
from whoknew.model.wording import Wording
from whoknew.stages.sources.bodies import body, run_after
from whoknew.stages.sources.capitals import Range, capital, capital_runs, untitled
from whoknew.stages.sources.counts import count
from whoknew.stages.sources.lexicon import Lexicon


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
    name, person = _name(words, lexicon, (first, end), (start, stop), head, names)
    role, organisation = _role(words, lexicon, (start, stop), end, name, noun, names)
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
        if head < stop - 1 and last in people and lexicon.singular(words.lower[head]) not in lexicon.known:
            return stop - 1  # "labor-policy experts", whatever the parse makes of the compound
        if words.upos[head] not in ("DET", "NUM", "PUNCT", "ADP") or stop - start == 1:
            return head
    for i in range(stop - 1, start - 1, -1):
        if words.lower[i][0].isalnum() and words.lower[i] != "both":
            return i
    return stop - 1


def _name(
    words: Wording, lexicon: Lexicon, whole: Range, core: Range, head: int, names: dict[int, tuple[Range, str]]
) -> tuple[Range | None, bool]:
    """The proper name that the phrase stands for, and whether it is surely a person's."""
    known = sorted({names[i] for i in range(*whole) if i in names})
    persons = [
        r
        for r, kind in known
        if kind == "person" and whole[0] <= r[0] and r[1] <= whole[1] and not _owned(words, r, whole[1])
    ]
    if persons:
        inside = [r for r in persons if core[0] <= r[0] < core[1]]
        if inside and not any(w[0].isalnum() for w in words.lower[inside[-1][1] : core[1]]):
            return untitled(words, lexicon, inside[-1]), True
        if inside and inside[0][0] == core[0] and all(capital(words, k) for k in range(*core)):
            return untitled(words, lexicon, inside[0]), True
        noun = lexicon.singular(words.lower[head])
        if (
            not inside
            and noun in lexicon.person | lexicon.generic
            and (persons[-1][1] >= whole[1] - 1 or words.lower[persons[-1][1]] in ("(", ",", "["))
            and _joins(words, core[1], persons[-1][0], lexicon)
        ):
            return untitled(words, lexicon, persons[-1]), True
    runs = capital_runs(words, lexicon, core[0], core[1])
    borne = _after_role(words, lexicon, runs, core)
    if borne is not None:
        return borne, True
    holding = next((run for run in runs if run[0] <= head < run[1]), None)
    if holding is None:
        return _apposed(words, lexicon, whole, core, head, names)
    titled = words.lower[holding[0]] in lexicon.words["titles"] and holding[1] - holding[0] > 1
    before = holding[0] - 1
    after_role = (
        before >= core[0] and not capital(words, before) and lexicon.singular(words.lower[before]) in lexicon.person
    )
    name = untitled(words, lexicon, holding)
    if words.lower[head] in lexicon.person and holding[1] == head + 1 and head > core[0] and not persons:
        return _apposed(words, lexicon, whole, core, head, names)
    return name, titled or after_role


def _after_role(words: Wording, lexicon: Lexicon, runs: list[Range], core: Range) -> Range | None:
    """The name that closes a phrase after its bearer's role: "reporter Jo Ernst", "Workers President Jo Ernst"."""
    if not runs or runs[-1][1] < core[1]:
        return None
    first, end = runs[-1]
    if first > core[0] and not capital(words, first - 1) and lexicon.singular(words.lower[first - 1]) in lexicon.person:
        return untitled(words, lexicon, (first, end))
    for k in range(end - 2, first, -1):
        role = lexicon.singular(words.lower[k]) in lexicon.person or words.lower[k] in lexicon.words["titles"]
        if role and words.lower[k] not in ("people", "justice", "first") and k - first >= 1:
            return k + 1, end
    return None


def _joins(words: Wording, core_end: int, start: int, lexicon: Lexicon) -> bool:
    """Whether a name after the core is apposed to it or closes a long title ("director of public affairs Ana Ruiz")."""
    between = words.lower[core_end:start]
    if between[:1] == [","] and "," not in between[1:]:
        titles = lexicon.words["titles"] | lexicon.words["offices"] | {"del", "del.", ".", "state", "the", "local"}
        return all(w in titles or lexicon.singular(w) in lexicon.person for w in between[1:])
    return len(between) > 1 and between[0] == "of" and "," not in between


def _owned(words: Wording, name: Range, end: int) -> bool:
    return name[1] < end and words.lower[name[1]] in ("'s", "'")


def _apposed(
    words: Wording, lexicon: Lexicon, whole: Range, core: Range, head: int, names: dict[int, tuple[Range, str]]
) -> tuple[Range | None, bool]:
    """ "The press secretary, Jo Ernst": a role whose bearer is named after the comma."""
    people = lexicon.person | lexicon.generic
    if lexicon.singular(words.lower[head]) not in people or lexicon.is_plural(words.lower[head]):
        return None, False
    start = core[1]
    if start + 1 < whole[1] and words.lower[start] == ",":
        runs = capital_runs(words, lexicon, start + 1, whole[1])
        if runs and runs[0][0] == start + 1 and runs[0][1] - runs[0][0] >= 2 and not _owned(words, runs[0], whole[1]):
            return runs[0], True
    return None, False


def _role(
    words: Wording,
    lexicon: Lexicon,
    core: Range,
    end: int,
    name: Range | None,
    noun: str,
    names: dict[int, tuple[Range, str]],
) -> tuple[Range | None, Range | None]:
    """Role and organisation: beside the name, in its apposition, or in the phrase itself ("a ministry official")."""
    first, stop = core
    while first < stop and words.lower[first] in lexicon.words["determiners"]:
        first += 1
    if name is None:
        return (first, stop), body(words, lexicon, first, stop, end, names)
    if name[0] >= stop:
        titled = stop < name[0] and words.lower[stop] == "of" and "," not in words.lower[stop : name[0]]
        return (first, name[0] if titled else stop), body(words, lexicon, first, stop, name[0], names)
    if name[0] > first:
        role = (first, name[0])
        return role, body(words, lexicon, first, name[0], name[0], names)
    if stop < end and words.lower[stop] == ",":
        begin = stop + 1
        while begin < end and (words.lower[begin] in lexicon.words["determiners"] or words.lower[begin].isdigit()):
            begin += 1
        close = next((k for k in range(begin, end) if words.lower[k] in (",", "who", "whose", ";")), end)
        if close > begin:
            return (begin, close), body(words, lexicon, begin, close, close, names)
    if (
        stop < end
        and words.lower[stop] in ("of", "from", "at")
        and any(capital(words, k) for k in range(stop + 1, min(end, stop + 4)))
    ):
        return None, run_after(words, lexicon, stop, end)
    return None, None
