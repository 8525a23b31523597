"""The proper name that a speaking phrase stands for, and the role and body that stand beside it."""

from whoknew.model.wording import Wording
from whoknew.stages.sources.bodies import body, run_after
from whoknew.stages.sources.capitals import Range, capital, capital_runs, untitled
from whoknew.stages.sources.lexicon import Lexicon


def name_in(
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
            return _first_part(words, lexicon, untitled(words, lexicon, inside[-1]), core[0]), True
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
        if not inside and noun in lexicon.person and _beside(words, lexicon, whole, core, persons):
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


def _first_part(words: Wording, lexicon: Lexicon, name: Range, first: int) -> Range:
    """A name with the part that the reader left outside: "President Park | Geun-hye"."""
    before, title = name[0] - 1, name[0] - 2
    if title < first or not capital(words, before) or before - first < 1:
        return name
    known = lexicon.words["titles"] | lexicon.words["determiners"] | lexicon.nationalities | lexicon.body_endings
    plain = words.lower[before] not in known and lexicon.singular(words.lower[before]) not in lexicon.person
    return (before, name[1]) if plain and words.lower[title] in lexicon.words["titles"] else name


def _beside(words: Wording, lexicon: Lexicon, whole: Range, core: Range, persons: list[Range]) -> bool:
    """ "A lawyer for the papers, David Schulz": the name is the lawyer's, since nobody else there could bear it."""
    first, end = persons[-1]
    client = all(
        words.lower[r[0] - 1] == "for" and r[1] == first - 1 for r in persons[:-1]
    )  # "for Reyes, David Schulz"
    if (
        not client
        or (len(persons) > 1 and end - first < 2)
        or end < whole[1]
        or words.lower[first - 1] != ","
        or first - 1 <= core[1]
    ):
        return False
    between = words.lower[core[1] : first - 1]
    others = any(lexicon.singular(w) in lexicon.person and not lexicon.is_plural(w) for w in between)
    capitals = any(capital(words, i) for i in range(core[1], first - 1)) and len(persons) == 1
    return between[:1] in (["for"], ["of"], ["at"], ["with"], ["from"]) and not others and not capitals


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


def role_in(
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
