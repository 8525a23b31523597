"""The organisation that a role phrase names: capitals before the role noun, or after "of", "at", "for", "with"."""

from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import Range, capital, capital_runs, untitled
from whoknew.stages.sources.lexicon import Lexicon


def body(
    words: Wording, lexicon: Lexicon, first: int, stop: int, end: int, names: dict[int, tuple[Range, str]]
) -> Range | None:
    """The organisation in a role phrase: capitals before the role noun, or after "of", "at", "for", "with"."""
    for k in range(first, end):
        aside = k > first and words.lower[names[k][0][0] - 1] in ASIDES if k in names else False
        if k in names and names[k][1] == "organisation" and names[k][0][1] <= end and not aside:
            return carried_on(words, lexicon, names[k][0], end)
    for run in capital_runs(words, lexicon, first, stop):
        plain = _before_role(words, lexicon, untitled(words, lexicon, run))
        person = plain is not None and any(names.get(i, (run, ""))[1] == "person" for i in range(*plain))
        if plain is not None and person and plain[1] - plain[0] > 1 and words.lower[plain[1] - 1].endswith("workers"):
            person = False  # a union, whatever the reader took it for
        if (
            plain is not None
            and not person
            and (plain[1] < stop or run[1] < stop)
            and _is_body_name(words, lexicon, plain)
        ):
            return carried_on(words, lexicon, plain, end)
    for k in range(first, min(end - 1, stop + 1)):
        if words.lower[k] in ("of", "at", "for", "with", "from"):
            found = run_after(words, lexicon, k, end)
            person = found is not None and any(names.get(i, (found, ""))[1] == "person" for i in range(*found))
            if found is not None and not person and _is_body_name(words, lexicon, found):
                return found
    return _common(words, lexicon, first, stop, end)


LINKS = ("of", "at", "for", "with", "from", "in", "inside", "within")


def _common(words: Wording, lexicon: Lexicon, first: int, stop: int, end: int) -> Range | None:
    """A body without a name: "the port authority" in "an official at the port authority", "campaign" in "campaign aides"."""
    role = stop - 1
    if role > first and lexicon.singular(words.lower[role]) in lexicon.person:
        begin = role
        while begin > first and _plain(words, lexicon, begin - 1) and role - begin < 3:
            begin -= 1
        if words.lower[role - 1] in lexicon.organisation and begin < role:
            return begin, role
    for k in range(stop, min(end - 1, stop + 4)):
        if words.lower[k] not in LINKS:
            continue
        begin = k + 1
        while begin < end - 1 and (words.lower[begin] in lexicon.words["determiners"] or words.lower[begin] in LINKS):
            begin += 1
        close = begin
        while close < end and close - begin < 4 and _plain(words, lexicon, close):
            close += 1
        while close > begin and words.lower[close - 1] not in lexicon.organisation:
            close -= 1
        if close > begin:
            return begin, close
    return None


def _plain(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether a word may stand inside a body's description: no link, determiner, mark, adjective of rank or nation."""
    low = words.lower[i]
    return (
        low[0].isalnum()
        and low not in lexicon.words["links"]
        and low not in lexicon.words["determiners"]
        and low not in lexicon.words["modifiers"]
        and low not in lexicon.nationalities
        and low not in lexicon.numbers
        and low not in lexicon.vague
        and not (words.parsed and words.upos[i] in ("ADJ", "VERB", "ADV", "ADP", "NUM"))
    )


def carried_on(words: Wording, lexicon: Lexicon, name: Range, end: int) -> Range:
    """A name with what belongs to it: "the Sheriff's office", "Committee for a Responsible Budget"."""
    first, stop = name
    while stop + 1 < end:
        ahead = stop + 1
        if words.lower[stop] in ("'s", "'") and words.lower[ahead] in lexicon.organisation | lexicon.body_endings:
            stop = ahead + 1
            continue
        if words.lower[stop] in ("of", "for", "on") and words.lower[stop - 1] in lexicon.body_endings | JOINING:
            while ahead < end and words.lower[ahead] in lexicon.words["determiners"]:
                ahead += 1
            if ahead < end and capital(words, ahead):
                stop = ahead + 1
                while stop < end and capital(words, stop):
                    stop += 1
                continue
        break
    return first, stop


def _before_role(words: Wording, lexicon: Lexicon, run: Range) -> Range | None:
    """The part of a run of capitals before its role words: "Workers Political Director" leaves "Workers"."""
    first, end = run
    while first < end and (words.lower[first] in lexicon.numbers or words.lower[first] in lexicon.nationalities):
        first += 1
    roles = [k for k in range(first, end) if lexicon.singular(words.lower[k]) in lexicon.person]
    if roles:
        end = roles[0]
        while end > first and (
            words.lower[end - 1] in lexicon.words["offices"] or not words.lower[end - 1][0].isalnum()
        ):
            end -= 1
    return (first, end) if first < end else None


def _is_body_name(words: Wording, lexicon: Lexicon, name: Range) -> bool:
    first, end = name
    last, form = words.lower[end - 1], words.forms[end - 1]
    acronym = len(form) > 1 and form.isupper() and form.isalpha()
    known = last in lexicon.body_endings or last in lexicon.outlet_endings or last in lexicon.organisation
    return known or acronym or " ".join(words.lower[first:end]) in lexicon.outlets or end - first > 1


def run_after(words: Wording, lexicon: Lexicon, link: int, end: int) -> Range | None:
    begin = link + 1
    while begin < end and (
        words.lower[begin] in lexicon.words["determiners"]
        or (
            not capital(words, begin)
            and begin - link < 4
            and words.lower[begin][0].isalnum()
            and begin + 1 < end
            and capital(words, begin + 1)
        )
    ):
        begin += 1
    runs = capital_runs(words, lexicon, begin, end)
    if not runs or runs[0][0] != begin:
        return None
    first, stop = runs[0]
    while stop + 1 < end:
        low = words.lower[stop]
        if low in ("'s", "'") and (
            capital(words, stop + 1) or words.lower[stop + 1] in lexicon.organisation | lexicon.body_endings
        ):
            stop += 2
        elif low in ("of", "for", "and", "on") and words.lower[stop - 1] in lexicon.body_endings | JOINING:
            ahead = stop + 1
            while ahead < end and words.lower[ahead] in lexicon.words["determiners"]:
                ahead += 1
            if ahead >= end or not capital(words, ahead):
                break
            stop = ahead + 1
        elif capital(words, stop):
            stop += 1
        else:
            break
    return first, stop


ASIDES = frozenset({"(", "[", '"', "“", "''", "``", "-"})  # before a nickname, or a party and state in brackets
JOINING = frozenset(
    {"department", "committee", "bureau", "ministry", "institute", "center", "centre", "school", "college"}
)
