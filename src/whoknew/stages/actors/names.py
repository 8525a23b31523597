"""Names in the text: stretches written with capitals, what kind of thing each names, titles taken off, joint names split.

Rules over orthography and the tested lexicon; where the encoder has read the text its tags and its names decide what a
capital at the start of a sentence means and what a name is a name of (it is not asked how long a person's name is).
"""

from dataclasses import dataclass

from whoknew.model import Analysis
from whoknew.model.spelling import skeleton, suffix
from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention

_PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "de",
        "da",
        "do",
        "dos",
        "du",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "ter",
        "abu",
        "ben",
    }
)
_JOINS = frozenset({"of", "for", "and", "&", "the", "on", "in", "at"})
_HYPHENS = frozenset({"-", "–"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LETTERS = frozenset({"r", "d", "i"})  # parties before a state
LONGEST = 14
TITLE_CASE = 0.8  # share of capitalised long words from which a sentence is a headline
_FUNCTIONAL = frozenset({"VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ", "DET", "PRON", "PART"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a text before its names are found."""

    lowered: frozenset[str]  # words also written in lower case
    inner: frozenset[str]  # words capitalised where no sentence begins
    places: dict[int, int]  # first token of a place name → its end
    marked: dict[int, str]  # token → type of the encoder's name over it
    shouting: frozenset[int]  # tokens in stretches of capitals only
    common: frozenset[int]  # capitalised words of title-case lines that are no names


def surroundings(analysis: Analysis, words: Wording, lexicon: Lexicon) -> Surroundings:
    """One pass over the tokens."""
    lowered = {low for low, form in zip(words.lower, words.forms) if form[:1].islower()}
    inner = {words.lower[i] for i in range(len(words)) if words.forms[i][:1].isupper() and not _initial(words, i)}
    places = {}
    for place in analysis.places:
        first, end = words.range_of(place.span)
        if first < end:
            places[first] = end
    marked: dict[int, str] = {}
    if analysis.signals is not None:
        for name in analysis.signals.names:
            for i in range(name.first, min(name.end, len(words))):
                marked[i] = name.type
    shouting: set[int] = set()
    for sentence in words.sentences:
        letters = [i for i in range(sentence.first, sentence.end) if words.forms[i].isalpha()]
        if len(letters) > 1 and all(words.forms[i].isupper() for i in letters):
            shouting.update(range(sentence.first, sentence.end))
    return Surroundings(
        frozenset(lowered), frozenset(inner), places, marked, frozenset(shouting), _common(words, lowered)
    )


def _common(words: Wording, lowered: set[str]) -> frozenset[int]:
    """Words of headlines in title case that are capitalised with the rest: "Finally Endorses House Speaker"."""
    if not words.parsed:
        return frozenset()
    found: set[int] = set()
    for sentence in words.sentences:
        long = [i for i in range(sentence.first, sentence.end) if len(words.forms[i]) > 3 and words.forms[i].isalpha()]
        if len(long) < 4 or sum(words.forms[i][:1].isupper() for i in long) < TITLE_CASE * len(long):
            continue
        for i in range(sentence.first, sentence.end):
            plain = words.upos[i] in ("NOUN", "ADJ") and words.lower[i] in lowered
            if words.upos[i] in _FUNCTIONAL or plain:
                found.add(i)
    return frozenset(found)


def _initial(words: Wording, i: int) -> bool:
    """Whether a capital at this token may be due to its place: start of a sentence, of a quotation, after a colon."""
    if i == 0 or words.sentence[i] != words.sentence[i - 1]:
        return True
    return (
        words.forms[i - 1] in (":", "“", '"', "”", "‘", "(", "-", "—", "–", "•", "*")
        and words.spans[i - 1][1] <= words.spans[i][0]
        and (words.forms[i - 1] not in _HYPHENS or words.spans[i - 1][1] < words.spans[i][0])
    )


def find_names(words: Wording, lexicon: Lexicon, around: Surroundings) -> list[Mention]:
    """Mentions by name, in order, joint names ("Ehab and Eyad Makhlouf") as their members with a group over them."""
    found: list[Mention] = []
    i = 0
    while i < len(words):
        if i in around.places and not _personal(words, lexicon, around, i):
            end = around.places[i]
            longer = _organisation_around(words, lexicon, around, i, end)
            if longer is None:
                seated = any(words.lower[k] in lexicon.seated for k in range(i, end))
                if seated:
                    end = _campus(words, i, end)
                kind = "organisation" if seated else "place"
                found.append(Mention(i, end, end - 1, "name", kind, parts=tuple(words.forms[i:end])))
                i = end
                continue
        ordinal = (
            words.forms[i][:1].isdigit()
            and words.lower[i][-2:] in ("st", "nd", "rd", "th")
            and i + 1 < len(words)
            and words.forms[i + 1][:1].isupper()
            and words.lower[i + 1] not in lexicon.calendar
            and words.lower[i + 1] not in lexicon.function
        )
        if not ordinal and not _capital(words, lexicon, around, i):
            i += 1
            continue
        end = _run(words, lexicon, around, i)
        found += _named(words, lexicon, around, i, end)
        i = end
    return _joint(words, lexicon, found)


def _personal(words: Wording, lexicon: Lexicon, around: Surroundings, i: int) -> bool:
    """Whether the encoder holds the place name at a token for part of a person's or a body's name."""
    return around.marked.get(i) in ("person", "organisation")


def _organisation_around(words: Wording, lexicon: Lexicon, around: Surroundings, i: int, end: int) -> int | None:
    """End of a body's name that begins with a place's ("Damascus University"), or None."""
    if end < len(words) and words.forms[end][:1].isupper() and words.lower[end] in lexicon.organisation_names:
        return end + 1
    return None


def _capital(words: Wording, lexicon: Lexicon, around: Surroundings, i: int) -> bool:
    """Whether a token is written as (part of) a name."""
    form, low = words.forms[i], words.lower[i]
    if low in lexicon.calendar and _called_like_a_month(words, lexicon, i):
        return True
    if not form[:1].isupper() or low in lexicon.calendar or low.rstrip(".") in lexicon.calendar or low == "i":
        return False
    beside = words.forms[i + 1] if i + 1 < len(words) else ""
    if low in _LETTERS and beside in _HYPHENS and i and words.forms[i - 1] in ("(", ","):
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
    if not _initial(words, i):
        return low not in lexicon.function or (len(form) > 1 and form.isupper() and low not in ("the", "and"))
    if low in lexicon.function:
        return False
    following = words.forms[i + 1] if i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] else ""
    runs_on = (
        following[:1].isupper()
        and following.lower() not in lexicon.function
        and following.lower() not in lexicon.calendar
    )
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


def _touching(words: Wording, a: int, b: int) -> bool:
    return words.spans[a][1] == words.spans[b][0]


def _run(words: Wording, lexicon: Lexicon, around: Surroundings, first: int) -> int:
    """End of the capitalised stretch from ``first``: hyphens, particles, and "of"/"for" inside names of bodies."""
    i = first + 1
    while i < len(words) and i - first < LONGEST and words.sentence[i] == words.sentence[first]:
        form, low = words.forms[i], words.lower[i]
        gap = words.spans[i][0] - words.spans[i - 1][1]
        if gap > 1 or (gap == 1 and words.text[words.spans[i - 1][1]] == "\n"):
            break
        if form in _HYPHENS and _touching(words, i - 1, i) and i + 1 < len(words) and _touching(words, i, i + 1):
            i += 2
            continue
        if (
            form[:1].isupper()
            and i == first + 1
            and low in lexicon.months
            and lexicon.given(words.forms[first])
            and low != words.lower[first]
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
        if low in _PARTICLES:
            while after < len(words) and (words.lower[after] in _PARTICLES or words.forms[after] in _HYPHENS):
                after += 1
            if (
                after < len(words)
                and words.forms[after][:1].isupper()
                and words.sentence[after] == words.sentence[first]
            ):
                i = after + 1
                continue
            break
        if low == "at" and _campus(words, first, i) > i:
            return _campus(words, first, i)
        if low in ("and", "&") and _office_of(words, lexicon, first, i):
            i += 2  # "Office of Management and Budget"
            continue
        further = low == "of" and any(words.lower[k] in ("of", "for") for k in range(first, i))
        if low in _JOINS and (_bodily(words, lexicon, first, i) or further) and (low in ("of", "for") or low == "&"):
            after = i + 1 + (i + 1 < len(words) and words.lower[i + 1] in ("the",))
            ok = after < len(words) and words.forms[after][:1].isupper() and words.lower[after] not in lexicon.calendar
            if ok and words.sentence[after] == words.sentence[first] and words.spans[i][0] - words.spans[i - 1][1] == 1:
                i = after + 1
                continue
        break
    while i - 1 > first and (words.forms[i - 1] in _HYPHENS):
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


def _campus(words: Wording, first: int, end: int) -> int:
    """End of a university's name with the town that tells it from its sisters ("University of Kent at Dover")."""
    here = end + 1 < len(words) and words.sentence[end + 1] == words.sentence[first]
    told = (
        here and words.lower[first] == "university" and words.lower[end] == "at" and words.forms[end + 1][:1].isupper()
    )
    return end + 2 if told else end


def _bodily(words: Wording, lexicon: Lexicon, first: int, end: int) -> bool:
    """Whether the word before "of" is one that bodies' names have ("Ministry of", "University of", "Bank of")."""
    return words.lower[end - 1] in lexicon.organisation_names or words.lower[end - 1] in (
        "chamber",
        "house",
        "society",
        "states",
        "church",
        "voice",
        "friends",
        "sons",
    )


def _named(words: Wording, lexicon: Lexicon, around: Surroundings, first: int, end: int) -> list[Mention]:
    """The mentions in a capitalised stretch: what stands before a title, the name after it, each typed."""
    while (
        end - first > 1
        and _initial(words, first)
        and words.lower[first] in lexicon.modifiers
        and not around.marked.get(first)
    ):
        first += 1
    if words.lower[first][:2] in ("r-", "d-", "i-") and end - first == 1:
        return []
    start, title_first = first, -1
    i = first
    while i < end:
        after = None if i > first and words.lower[i - 1] in ("for", "of") else _title_end(words, lexicon, i, end)
        if after is not None:
            start, title_first = after, (i if title_first < 0 else title_first)
            i = after
        else:
            i += 1
    found: list[Mention] = []
    while title_first > first and words.lower[title_first - 1] in lexicon.leading:
        title_first -= 1
    if title_first > first:
        before = _typed(words, lexicon, around, first, title_first, -1)
        for m in before:
            if m.type.startswith("person") and len(m.parts) > 1 and not lexicon.given(m.parts[0]):
                m.type, m.gender = "organisation", ""  # "Dock Workers Secretary Ana Diaz": a title belongs to a body
        found += before
    if title_first < 0:
        if end - first > 1 and words.lower[first] in lexicon.parties and lexicon.given(words.forms[first + 1]):
            start = first + 1
        start = _after_complement(words, lexicon, around, start, end, found)
        end = _without_title(words, lexicon, start, end)
        if (
            end - first == 1
            and words.lower[first].rstrip(".") in lexicon.titles
            and not lexicon.given(words.forms[first])
        ):
            return []
    half = (end - start) // 2
    if half > 1 and words.lower[start : start + half] == words.lower[start + half : start + 2 * half]:
        found += _typed(words, lexicon, around, start, start + half, title_first)
        start, title_first = start + half, -1
    if start < end:
        found += _typed(words, lexicon, around, start, end, title_first)
    return found


def _title_end(words: Wording, lexicon: Lexicon, i: int, end: int) -> int | None:
    """Where a title that starts at a token ends, if a name follows it ("Sen.", "Secretary-Treasurer")."""
    low, after = words.lower[i].rstrip("."), i + 1
    if low not in lexicon.titles or not words.forms[i][:1].isupper() or after >= end:
        return None
    if words.forms[after] in _HYPHENS:
        if after + 2 < end and words.lower[after + 1] in lexicon.titles | set(lexicon.persons):
            return after + 2
        return None
    if all(
        words.lower[k].rstrip(".") in lexicon.titles and words.lower[k] not in lexicon.surnames
        for k in range(after, end)
    ):
        return None
    if _is_body(words, lexicon, after, end) and low not in ("sen", "rep", "gov", "mr", "mrs", "ms", "dr"):
        return None
    return after


def _without_title(words: Wording, lexicon: Lexicon, start: int, end: int) -> int:
    """End of a stretch without the title that closes it: "HTWA Director", "the Attorney General", "Agate Professor"."""
    if lexicon.given(words.forms[start]) or end <= start:
        return end
    low = words.lower[end - 1].rstrip(".")
    if low in lexicon.partisans and end - start == 2 and words.lower[start - 1 : start] in (["a"], ["the"]):
        return end - 1  # "a Michigan Republican"
    if low not in lexicon.offices or low in lexicon.surnames or words.forms[end - 1].isupper():
        return end
    end -= 1
    while end > start and words.lower[end - 1].rstrip(".") in lexicon.leading | lexicon.titles:
        end -= 1
    return end


def _after_complement(
    words: Wording, lexicon: Lexicon, around: Surroundings, start: int, end: int, found: list[Mention]
) -> int:
    """ "Director of Government Affairs Phil Smith": the name starts at the given name, what stands before it is no part of it."""
    if start < 2 or words.lower[start - 1] != "of" or lexicon.given(words.forms[start]):
        return start
    if words.lower[start - 2] not in lexicon.titles and words.lower[start - 2] not in lexicon.persons:
        return start
    for k in range(start + 1, end - 1):
        if lexicon.given(words.forms[k]):
            return k
    if not _is_body(words, lexicon, start, end) and words.lower[start - 2] in lexicon.learned:
        return end  # "Professor of Oriental Languages": a subject is nobody
    return start


def _typed(
    words: Wording, lexicon: Lexicon, around: Surroundings, start: int, end: int, title_first: int
) -> list[Mention]:
    """One mention of the tokens, without letters after a name (FRS, MP), typed."""
    while (
        end - start > 2
        and words.forms[end - 1].isupper()
        and 1 < len(words.forms[end - 1]) < 5
        and lexicon.given(words.forms[start])
    ):
        end -= 1
    while end > start and words.forms[end - 1] in _HYPHENS:
        end -= 1
    if end <= start or words.lower[start] in _HYPHENS:
        return []
    title = " ".join(words.forms[title_first:start]) if title_first >= 0 else ""
    mention = Mention(
        start, end, end - 1, "name", parts=_parts(words, start, end), title=title, title_first=title_first
    )
    mention.type = _type(words, lexicon, around, mention)
    if mention.type == "person":
        mention.gender = _gender(lexicon, mention)
    return [mention]


def _parts(words: Wording, start: int, end: int) -> tuple[str, ...]:
    """The words of a name, hyphenated ones joined: ("Hadi", "al-Bahra")."""
    parts: list[str] = []
    for i in range(start, end):
        if parts and (words.forms[i] in _HYPHENS or words.forms[i - 1] in _HYPHENS) and _touching(words, i - 1, i):
            parts[-1] += words.forms[i]
        else:
            parts.append(words.forms[i])
    return tuple(parts)


def _is_body(words: Wording, lexicon: Lexicon, start: int, end: int) -> bool:
    return words.lower[end - 1].rstrip(".") in lexicon.organisation_names or any(
        words.lower[i] in lexicon.organisation_names for i in range(start, end) if i == end - 1
    )


def _type(words: Wording, lexicon: Lexicon, around: Surroundings, m: Mention) -> str:
    """person, organisation, place or ""."""
    lows = [p.casefold().rstrip(".") for p in m.parts]
    if m.title and not _is_body(words, lexicon, m.first, m.end):
        return "person"
    if (
        "".join(lows) in lexicon.organisations_known
        or "-".join(lows) in lexicon.organisations_known
        or lows[-1] in lexicon.organisations_known
    ):
        return "organisation"
    if any(low in lexicon.organisation_names for low in lows) and not (
        lexicon.given(lows[0]) and len(lows) == 2 and lows[1] not in ("party", "inc", "news", "post", "times")
    ):
        return "organisation"
    if "of" in lows or "for" in lows or "&" in lows:
        return "organisation"
    marked = [around.marked[i] for i in range(m.first, m.end) if i in around.marked]
    if marked:
        return max(set(marked), key=lambda t: (marked.count(t), t))
    if len(lows) > 1 and lexicon.given(lows[0]):
        return "person"
    single = m.parts[0] if len(m.parts) == 1 else ""
    if single and single.isupper() and 1 < len(single) <= 6 and single.isalpha():
        return "organisation"
    if single and lexicon.given(single):
        return "person"
    if words.parsed and all(words.upos[i] == "ADJ" for i in range(m.first, m.end)):
        return "other"
    if m.first and words.lower[m.first - 1] == "the":
        return "organisation" if len(m.parts) > 1 else ""
    if len(m.parts) in (2, 3, 4) and all(
        p[:1].isupper() or p.casefold() in _PARTICLES or p[:3].lower() in ("al-", "el-") for p in m.parts
    ):
        return "person?"
    return ""


def _gender(lexicon: Lexicon, m: Mention) -> str:
    for word in m.title.casefold().replace(".", "").split():
        if word in lexicon.title_male and word not in lexicon.title_female:
            return "m"
        if word in lexicon.title_female:
            return "f"
    return lexicon.gender(m.parts[0]) if m.parts else ""


def _joint(words: Wording, lexicon: Lexicon, found: list[Mention]) -> list[Mention]:
    """Lists of names: "Ehab and Eyad Makhlouf" shares its surname; every list of people is also a group."""
    out: list[Mention] = []
    i = 0
    surnames = {skeleton(m.parts[-1]) for m in found if m.kind == "name" and len(m.parts) > 1}
    while i < len(found):
        run = [found[i]]
        while i + len(run) < len(found) and len(run) < 12:
            a, b = run[-1], found[i + len(run)]
            between = [words.lower[k] for k in range(a.end, b.title_first if b.title_first >= 0 else b.first)]
            if (
                between not in ([","], ["and"], [",", "and"], ["&"], [",", "as", "well", "as"])
                or words.sentence[a.first] != words.sentence[b.first]
            ):
                break
            run.append(b)
        last = run[-1]
        after = words.lower[last.end : last.end + 2]
        states = [m for m in run if m.type in ("place", "organisation")]
        together = after[:1] == ["both"] or (after[:1] == [","] and after[1:] in (["who"], ["which"]))
        joined = len(run) > 1 and any(
            w in ("and", "&") for k in range(run[-2].end, run[-1].first) for w in [words.lower[k]]
        )
        persons = [m for m in run if m.type.startswith("person") or m.type == ""]
        if joined and together and len(states) == len(run):
            group = Mention(run[0].first, last.end, last.head, "name", "group", plural=True, members=list(run))
            for m in run:
                m.within = group
            out += [group, *run]
        elif joined and len(persons) == len(run):
            for m in run[:-1]:
                alone = len(m.parts) == 1 and len(last.parts) > 1 and not m.title and not suffix(last.parts)
                alone = alone and all(len(x.parts) == 1 for x in run[:-1])
                if (
                    alone
                    and (lexicon.given(m.parts[0]) or skeleton(m.parts[0]) not in surnames)
                    and _plural_around(words, lexicon, run, m)
                ):
                    m.parts = (*m.parts, *last.parts[1:])
                    m.type, m.gender = "person", lexicon.gender(m.parts[0])
                    last.type = "person"
            group = Mention(run[0].first, run[-1].end, run[-1].head, "name", "group", plural=True, members=list(run))
            for m in run:
                m.within = group
            out += [group, *run]
        else:
            out += run[:1]
            run = run[:1]
        i += len(run)
    return out


def _plural_around(words: Wording, lexicon: Lexicon, run: list[Mention], m: Mention) -> bool:
    """Whether "A and B Surname" may be read as two of one family: kin before, or both given names."""
    before = words.lower[m.first - 1] if m.first else ""
    return before in lexicon.plurals or lexicon.given(m.parts[0]) or lexicon.given(run[-1].parts[0])
