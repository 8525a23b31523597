"""Lists of names: surnames shared, and the group that a list makes."""

from whoknew.model.spelling import skeleton, suffix
from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.naming import family_name


def joint(words: Wording, lexicon: Lexicon, found: list[Mention]) -> list[Mention]:
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
        if joined and _kin_before(words, lexicon, run[0].first):
            for m in run:
                m.type = "person"  # "the cousins, Ehab and Eyad": whatever the reader takes a name for
        persons = [m for m in run if m.type.startswith("person") or m.type == ""]
        if joined and together and len(states) == len(run):
            group = Mention(run[0].first, last.end, last.head, "name", "group", plural=True, members=list(run))
            for m in run:
                m.within = group
            out += [group, *run]
        elif joined and len(persons) == len(run):
            surname = _family_before(words, lexicon, run[0].first)
            for m in run if surname else ():
                if len(m.parts) == 1 and not m.title:
                    m.parts, m.type, m.gender = (*m.parts, surname), "person", lexicon.gender(m.parts[0])
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


def _kin_before(words: Wording, lexicon: Lexicon, first: int) -> bool:
    """Whether a list of names stands beside several relatives: "his cousins, Ehab and Eyad"."""
    k = first - 1 - (first > 0 and words.lower[first - 1] == ",")
    if k < 0 or words.sentence[k] != words.sentence[first]:
        return False
    return words.lower[k] in lexicon.plurals and lexicon.persons.get(words.lower[k], "") in lexicon.kin


def _family_before(words: Wording, lexicon: Lexicon, first: int) -> str:
    """The surname that "the Makhlouf cousins, " tells of the list that follows; "" for none."""
    k = first - 1 - (words.lower[first - 1] == ",") if first > 0 else -1
    if k < 2 or words.sentence[k] != words.sentence[first] or not family_name(words, lexicon, k - 1):
        return ""
    form = words.forms[k - 1]
    return form if form[:1].isupper() else ""


def _plural_around(words: Wording, lexicon: Lexicon, run: list[Mention], m: Mention) -> bool:
    """Whether "A and B Surname" may be read as two of one family: kin before, or both given names."""
    first = run[0].title_first if run[0].title_first >= 0 else run[0].first
    before = words.lower[first - 1] if first else ""
    return before in lexicon.plurals or lexicon.given(m.parts[0])
