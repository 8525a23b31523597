"""What a capitalised stretch names: titles and what stands before them taken off, the name itself typed."""

from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.stretches import PARTICLES, touching
from whoknew.stages.actors.surroundings import HYPHENS, Surroundings, initial


def named(words: Wording, lexicon: Lexicon, around: Surroundings, first: int, end: int) -> list[Mention]:
    """The mentions in a capitalised stretch: what stands before a title, the name after it, each typed."""
    if end - first == 1 and family_name(words, lexicon, first):
        return []  # "the Makhlouf cousins": the name tells which cousins, and is nobody's here
    while (
        end - first > 1
        and initial(words, first)
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
        if _trade(words, lexicon, first, end):
            start, title_first = first + 1, first
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


def family_name(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether a single name stands between "the" and several relatives: "the Makhlouf cousins", "the Averill sisters"."""
    after = words.lower[i + 1] if i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] else ""
    of_kin = after in lexicon.plurals and lexicon.persons.get(after, "") in lexicon.kin
    return i > 0 and words.lower[i - 1] in ("the", "both", "two") and of_kin and words.forms[i + 1][:1].islower()


def _trade(words: Wording, lexicon: Lexicon, first: int, end: int) -> bool:
    """ "Lawyer Ana Diaz said": a trade that opens the sentence, before a given name and a surname."""
    low = words.lower[first]
    return (
        end - first > 2
        and low in lexicon.persons
        and low not in lexicon.plurals
        and low not in lexicon.surnames
        and lexicon.given(words.forms[first + 1])
        and not lexicon.given(words.forms[first])
    )


def _title_end(words: Wording, lexicon: Lexicon, i: int, end: int) -> int | None:
    """Where a title that starts at a token ends, if a name follows it ("Sen.", "Secretary-Treasurer")."""
    low, after = words.lower[i].rstrip("."), i + 1
    if low not in lexicon.titles or not words.forms[i][:1].isupper() or after >= end:
        return None
    if words.forms[after] in HYPHENS:
        if after + 2 < end and words.lower[after + 1] in lexicon.titles | set(lexicon.persons):
            return after + 2
        return None
    if all(
        words.lower[k].rstrip(".") in lexicon.titles and words.lower[k] not in lexicon.surnames
        for k in range(after, end)
    ):
        return None
    if is_body(words, lexicon, after, end) and low not in ("sen", "rep", "gov", "mr", "mrs", "ms", "dr"):
        return None
    return after


def _without_title(words: Wording, lexicon: Lexicon, start: int, end: int) -> int:
    """End of a stretch without the title that closes it: "HTWA Director", "the Attorney General", "Agate Professor"."""
    if lexicon.given(words.forms[start]) or end <= start:
        return end
    low = words.lower[end - 1].rstrip(".")
    described = (
        start > 0 and words.sentence[start - 1] == words.sentence[start] and words.forms[start - 1][:1].islower()
    )
    if low in lexicon.partisans and 2 <= end - start <= 3 and described:
        return end - 1  # "a Michigan Republican", "a prominent New York Democrat"
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
    if not is_body(words, lexicon, start, end) and words.lower[start - 2] in lexicon.learned:
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
    while end > start and words.forms[end - 1] in HYPHENS:
        end -= 1
    if end <= start or words.lower[start] in HYPHENS:
        return []
    title = " ".join(words.forms[title_first:start]) if title_first >= 0 else ""
    mention = Mention(
        start, end, end - 1, "name", parts=_parts(words, start, end), title=title, title_first=title_first
    )
    mention.attributive = (
        end < len(words)
        and words.lower[start - 1 : start] == ["the"]
        and words.forms[end][:1].islower()
        and words.lower[end] in lexicon.organisations.keys() | lexicon.groups
    )
    mention.type = _type(words, lexicon, around, mention)
    led = end < len(words) and words.lower[end] in grammar("led") and words.forms[end][:1].islower()
    if led and end - start == 1 and mention.type in ("organisation", "") and words.lower[start] in around.surnames:
        mention.type = "person"  # "the Obama administration", where Obama is somebody
    if (
        words.lower[end : end + 1]
        and words.lower[end] in lexicon.partisans
        and words.forms[end][:1].isupper()
        and _whence(words, lexicon, around, start)
    ):
        mention.type = "place"  # "a prominent New York Democrat"
    low = words.lower[end - 1]
    mention.plural = mention.type == "organisation" and low.endswith("s") and low[:-1] in lexicon.partisans
    if mention.type == "person":
        mention.gender = _gender(lexicon, mention)
    return [mention]


def _whence(words: Wording, lexicon: Lexicon, around: Surroundings, start: int) -> bool:
    """Whether what stands before "Republican" tells where from: "a New York Democrat", not "Senate Republican leader"."""
    return words.lower[start] not in lexicon.organisations_known and words.lower[start - 1 : start] != ["the"]


def _parts(words: Wording, start: int, end: int) -> tuple[str, ...]:
    """The words of a name, hyphenated ones joined: ("Hadi", "al-Bahra")."""
    parts: list[str] = []
    for i in range(start, end):
        if parts and (words.forms[i] in HYPHENS or words.forms[i - 1] in HYPHENS) and touching(words, i - 1, i):
            parts[-1] += words.forms[i]
        else:
            parts.append(words.forms[i])
    return tuple(parts)


def is_body(words: Wording, lexicon: Lexicon, start: int, end: int) -> bool:
    return words.lower[end - 1].rstrip(".") in lexicon.organisation_names or any(
        words.lower[i] in lexicon.organisation_names for i in range(start, end) if i == end - 1
    )


def _corporate(words: Wording, lexicon: Lexicon, m: Mention) -> bool:
    """Whether a single word is a body by what stands beside it: "CEO of Tessera", "Tessera, founded by …"."""
    if len(m.parts) != 1:
        return False
    low, k = words.lower, m.first
    if (
        k > 1
        and low[k - 1] in ("of", "at")
        and low[k - 2] in grammar("corporate")
        and words.sentence[k] == words.sentence[k - 2]
    ):
        return True
    after = low[m.end : m.end + 3]
    return after[:1] == [","] and after[1:2] != [] and after[1] in grammar("made") and after[2:] == ["by"]


def _type(words: Wording, lexicon: Lexicon, around: Surroundings, m: Mention) -> str:
    """person, organisation, place or ""."""
    lows = [p.casefold().rstrip(".") for p in m.parts]
    if len(lows) > 1 and lows[-1] in grammar("things") and not (len(lows) == 2 and lexicon.given(m.parts[0])):
        return "other"  # "Nobel Prize", "Labor Day", "President Obama Speech"
    if m.title and not is_body(words, lexicon, m.first, m.end):
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
    if len(lows) == 1 and lows[0] in grammar("things") and around.marked.get(m.first) != "person":
        return "other"
    if len(lows) == 1 and lows[0].removesuffix("s") in lexicon.partisans and lows[0].endswith("s"):
        return "organisation"
    if "of" in lows or "for" in lows or "&" in lows:
        return "organisation"
    if len(lows) > 1 and lows[-1].removesuffix("s") in lexicon.nationalities and not lexicon.given(m.parts[0]):
        return "other"  # "Southeast Asian"
    if _corporate(words, lexicon, m):
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
        p[:1].isupper() or p.casefold() in PARTICLES or p[:3].lower() in ("al-", "el-") for p in m.parts
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
