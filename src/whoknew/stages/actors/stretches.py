"""How far a name goes: the capitalised stretch with its hyphens, particles, and "of" and "for" inside names of bodies."""

from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.surroundings import HYPHENS, Surroundings, initial

PARTICLES = grammar("particles")
ARTICLES = grammar("articles")
_JOINS = grammar("joins")
LETTERS = frozenset({"r", "d", "i"})  # parties before a state
LONGEST = 14


def capital(words: Wording, lexicon: Lexicon, around: Surroundings, i: int) -> bool:
    """Whether a token is written as (part of) a name."""
    form, low = words.forms[i], words.lower[i]
    if low in lexicon.calendar and _called_like_a_month(words, lexicon, i):
        return True
    if not form[:1].isupper() or low in lexicon.calendar or low.rstrip(".") in lexicon.calendar or low == "i":
        return False
    beside = words.forms[i + 1] if i + 1 < len(words) else ""
    if low in LETTERS and beside in HYPHENS and i and words.forms[i - 1] in ("(", ","):
        return False  # "(R-Texas)"
    if low in lexicon.parties and beside[:1].islower() and beside not in lexicon.function and not low.endswith("s"):
        return False
    if low.removesuffix("s") in lexicon.nationalities or low in lexicon.nationalities:
        following = words.lower[i + 1] if i + 1 < len(words) else ""
        if following not in lexicon.organisation_names or not words.forms[i + 1][:1].isupper():
            return False
    if i in around.shouting and not (around.marked.get(i)):
        return False
    if i in around.common:
        return False
    if low in grammar("ordinals") and beside[:1].isupper() and words.sentence[i + 1] == words.sentence[i]:
        return words.lower[i + 1] in lexicon.organisation_names  # "Third Division"
    if not initial(words, i):
        if low in grammar("borne") and beside[:1].isupper() and beside.isalpha() and not beside.isupper():
            return form.istitle() and i not in around.shouting and beside.lower() not in around.lowered
        return low not in lexicon.function or (len(form) > 1 and form.isupper() and low not in ("the", "and"))
    if low in lexicon.function:
        return False
    following = words.forms[i + 1] if i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] else ""
    runs_on = (
        following[:1].isupper()
        and following.lower() not in lexicon.function
        and following.lower() not in lexicon.calendar
    )
    kind_of_people = low in lexicon.plurals or low in lexicon.persons or low in lexicon.organisations
    if not runs_on and low in lexicon.numbers:
        return False
    if not runs_on and low in around.lowered and low not in around.inner and i not in around.marked:
        return False  # "Charter schools …", where charter schools are spoken of
    if kind_of_people and not runs_on and low not in around.inner and not lexicon.given(low):
        return low in lexicon.surnames  # "Officials told the court": the capital is the sentence's
    if words.parsed:
        return words.upos[i] == "PROPN" or i in around.marked or (runs_on and low not in around.lowered)
    if runs_on and low not in around.lowered:
        return True
    if low in around.inner or lexicon.given(low) or low in lexicon.organisations_known:
        return low not in around.lowered
    return (low not in around.lowered and low in lexicon.titles and runs_on) or (
        following in lexicon.agentive
        and low not in lexicon.persons
        and low not in lexicon.plurals
        and low not in around.lowered
    )


def _called_like_a_month(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """ "Jan Roe", "June Field": a given name that is also a month's, before a surname."""
    if not lexicon.given(words.lower[i]) or i + 1 >= len(words) or words.sentence[i + 1] != words.sentence[i]:
        return False
    after = words.forms[i + 1]
    dated = (i and words.forms[i - 1][:1].isdigit()) or after[:1].isdigit()
    return (
        words.forms[i][:1].isupper()
        and after[:1].isupper()
        and after.isalpha()
        and not dated
        and words.lower[i + 1] not in lexicon.calendar
    )


def articled(words: Wording, i: int) -> bool:
    """ "al-Assad" by itself: an Arabic article in small letters, a hyphen and a capital, nothing between."""
    if words.forms[i] not in ARTICLES or i + 2 >= len(words) or words.forms[i + 1] != "-":
        return False
    return touching(words, i, i + 1) and touching(words, i + 1, i + 2) and words.forms[i + 2][:1].isupper()


def touching(words: Wording, a: int, b: int) -> bool:
    return words.spans[a][1] == words.spans[b][0]


def run(words: Wording, lexicon: Lexicon, around: Surroundings, first: int) -> int:
    """End of the capitalised stretch from ``first``: hyphens, particles, and "of"/"for" inside names of bodies."""
    i = first + 1
    while i < len(words) and i - first < LONGEST and words.sentence[i] == words.sentence[first]:
        form, low = words.forms[i], words.lower[i]
        gap = words.spans[i][0] - words.spans[i - 1][1]
        if gap > 1 or (gap == 1 and words.text[words.spans[i - 1][1]] == "\n"):
            break
        if form in HYPHENS and touching(words, i - 1, i) and i + 1 < len(words) and touching(words, i, i + 1):
            i += 2
            continue
        if (
            form[:1].isupper()
            and low in lexicon.months
            and lexicon.given(words.forms[i - 1])
            and low != words.lower[i - 1]
            and i + 1 < len(words)
            and not words.forms[i + 1][:1].isdigit()
        ):
            i += 1  # "Theresa May"
            continue
        if (
            form[:1].isupper()
            and i not in around.common
            and low not in lexicon.calendar
            and not (low in lexicon.function and len(form) > 1 and not form.isupper())
            and low != "i"
        ):
            i += 1
            continue
        if form[:1].isdigit() and form[-2:] in ("st", "nd", "rd", "th"):
            i += 1
            continue
        after = i + 1
        if (
            low == "'s"
            and after < len(words)
            and words.lower[after] in lexicon.dedicated
            and words.forms[after][:1].isupper()
        ):
            i = after + 1  # "King's College"
            continue
        if (
            low == "'"
            and words.lower[i - 1].endswith("s")
            and words.forms[after : after + 1]
            and words.forms[after][:1].isupper()
            and words.lower[after] in grammar("guilds")
        ):
            i = after + 1  # "Weavers' Union"
            continue
        if low in ("'s", "'") or not form[:1].isalnum():
            break
        if (
            low == "the"
            and after < len(words)
            and words.lower[after] in ("great", "terrible", "elder", "younger", "conqueror")
            and words.forms[after][:1].isupper()
        ):
            i = after + 1
            continue
        if (
            form == "I"
            and i > first
            and words.lower[i - 1] not in lexicon.function
            and (after >= len(words) or not words.forms[after][:1].isalpha())
        ):
            i = after
            continue
        if low in PARTICLES:
            while after < len(words) and (words.lower[after] in PARTICLES or words.forms[after] in HYPHENS):
                after += 1
            if (
                after < len(words)
                and words.forms[after][:1].isupper()
                and words.sentence[after] == words.sentence[first]
            ):
                i = after + 1
                continue
            break
        if low == "at" and campus(words, first, i) > i:
            return campus(words, first, i)
        marked = around.marked.get(i) == around.marked.get(i - 1) == around.marked.get(i + 1) == "organisation"
        if low in ("and", "&") and marked and words.forms[after : after + 1] and words.forms[after][:1].isupper():
            i += 2  # the reader has it for one body: "Oversight and Reform Committee"
            continue
        if low in ("and", "&") and _office_of(words, lexicon, first, i):
            i += 2  # "Office of Management and Budget"
            continue
        further = low == "of" and any(words.lower[k] in ("of", "for") for k in range(first, i))
        if low in _JOINS and (bodily(words, lexicon, first, i) or further) and (low in ("of", "for") or low == "&"):
            after = i + 1 + (i + 1 < len(words) and words.lower[i + 1] in ("the",))
            ok = after < len(words) and words.forms[after][:1].isupper() and words.lower[after] not in lexicon.calendar
            if ok and words.sentence[after] == words.sentence[first] and words.spans[i][0] - words.spans[i - 1][1] == 1:
                i = after + 1
                continue
        break
    while i - 1 > first and (words.forms[i - 1] in HYPHENS):
        i -= 1
    return i


def _office_of(words: Wording, lexicon: Lexicon, first: int, i: int) -> bool:
    """Whether "and" goes on inside the name of a department: one more capitalised field, nobody and no other body."""
    if (
        words.lower[first + 1 : first + 2] != ["of"]
        or words.lower[first] not in lexicon.departments
        or i + 1 >= len(words)
    ):
        return False
    after, beyond = words.forms[i + 1], words.forms[i + 2] if i + 2 < len(words) else ""
    single = after[:1].isupper() and not beyond[:1].isupper() and words.sentence[i + 1] == words.sentence[first]
    return single and not lexicon.given(after) and after.lower() not in lexicon.organisation_names


def campus(words: Wording, first: int, end: int) -> int:
    """End of a university's name with the town that tells it from its sisters ("University of Kent at Dover")."""
    here = end + 1 < len(words) and words.sentence[end + 1] == words.sentence[first]
    told = (
        here and words.lower[first] == "university" and words.lower[end] == "at" and words.forms[end + 1][:1].isupper()
    )
    return end + 2 if told else end


def bodily(words: Wording, lexicon: Lexicon, first: int, end: int) -> bool:
    """Whether the word before "of" is one that bodies' names have ("Ministry of", "University of", "Bank of")."""
    return words.lower[end - 1] in lexicon.organisation_names or words.lower[end - 1] in grammar("house")
