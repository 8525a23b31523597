"""Entities made of what the linker put together: the fullest name, aliases, count, members, metonymy, doubt."""

from collections.abc import Sequence

from whoknew.model import Count, Entity, Span
from whoknew.model.actors import EntityType
from whoknew.model.wording import Wording
from whoknew.stages.actors.clusters import Cluster
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.mentions import Mention

_TYPES: dict[str, EntityType] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "place": "place",
    "facility": "facility",
}


def build(
    clusters: Sequence[Cluster], words: Wording, lexicon: Lexicon, author: str | None, origin: str
) -> tuple[Entity, ...]:
    """One entity a cluster, numbered by first mention."""
    ordered = sorted(clusters, key=lambda c: (min(m.first for m in c.mentions), -max(m.end for m in c.mentions)))
    ids = {id(c): f"e{n}" for n, c in enumerate(ordered, 1)}
    groups: dict[int, list[str]] = {}
    for cluster in ordered:
        for member in cluster.members:
            groups.setdefault(id(member), []).append(ids[id(cluster)])
    around = _around(ordered, words)
    made = []
    for cluster in ordered:
        mentions = sorted(cluster.mentions, key=lambda m: (m.first, -m.end))
        names = _names(cluster, mentions, words)
        named = bool(cluster.named) or (bool(cluster.members) and not cluster.open)
        name = _fullest(cluster, names) if names else _descriptor(mentions[0], words)
        if cluster.narrator and not cluster.named:
            name, named = (author, True) if author else ("the narrator", False)
        metonymic = [
            m
            for m in mentions
            if m.kind == "name" and cluster.type in ("place", "facility") and _stands_for_people(m, words, lexicon)
        ]
        aliases = dict.fromkeys(n for n in [*names, *_described(mentions, words)] if n != name)
        made.append(
            Entity(
                id=ids[id(cluster)],
                name=name,
                type=_TYPES.get(cluster.type, "other")
                if not (cluster.plural and cluster.type == "person")
                else "group",
                mentions=tuple(_span(m, words) for m in mentions),
                aliases=tuple(aliases)[:12],
                named=named,
                count=_count(cluster, mentions),
                members=tuple(ids[id(c)] for c in cluster.members if id(c) in ids),
                member_of=tuple(groups.get(id(cluster), ())),
                gender={"m": "male", "f": "female"}.get(cluster.gender),
                metonymy=tuple(_span(m, words) for m in metonymic),
                ambiguous=tuple(_span(m, words) for m in mentions if m.ambiguous),
                within=ids.get(around.get(id(cluster), -1)),
                origin=origin,
            )
        )
    return tuple(made)


def _around(ordered: Sequence[Cluster], words: Wording) -> dict[int, int]:
    """For places and premises the place said to be around them: "the ministry in Damascus", "Hmeimim in Latakia"."""
    starts = {m.first: c for c in ordered if c.type == "place" for m in c.mentions if m.kind == "name"}
    found: dict[int, int] = {}
    for cluster in ordered:
        if cluster.type not in ("place", "facility"):
            continue
        for m in cluster.mentions:
            outer = starts.get(m.end + 1)
            if (
                outer is not None
                and outer is not cluster
                and words.lower[m.end] in ("in", "at")
                and m.kind != "pronoun"
            ):
                found.setdefault(id(cluster), id(outer))
    return found


def _span(m: Mention, words: Wording) -> Span:
    return words.span(m.first, m.end)


def _names(cluster: Cluster, mentions: Sequence[Mention], words: Wording) -> list[str]:
    """Written names, most complete first seen; joined parts ("Ehab" of "Ehab and Eyad Makhlouf") in full."""
    found: dict[str, None] = {}
    for m in mentions:
        if m.kind == "name" and not m.members:
            written = words.words(m.first, m.end)
            if cluster.type == "place" and not any("a" <= c.lower() <= "z" for c in written):
                found[" ".join(m.parts)] = (
                    None  # in another script: the name that the gazetteer has for it, then as written
                )
            joined = len(m.parts) > 1 and m.end - m.first == 1 and m.parts[0] == written
            found[" ".join(m.parts) if joined else " ".join(written.split())] = None
            if joined:
                found[written] = None
    return list(found)


def _fullest(cluster: Cluster, names: Sequence[str]) -> str:
    """The name with most words (for people), the longest form for bodies and places; ties to the first written."""
    if cluster.type == "place":
        return next((n for n in names if not n.isupper()), names[0].title() if len(names[0]) > 3 else names[0])
    shown = [n for n in names if not (n.isupper() and len(n) > 5)] or list(names)
    return max(shown, key=lambda n: (len(n.split()), len(n), -shown.index(n)))


def _descriptor(m: Mention, words: Wording) -> str:
    """A description without its determiner, number or owner: "presidential office manager"."""
    if m.kind == "pronoun" or m.members:
        return words.words(m.first, m.end)
    k = m.first
    skip = {m.determiner, *grammar("descriptor")}
    while k < m.head and (words.lower[k] in skip or words.lower[k] in _NUMBERS or words.lower[k].isdigit()):
        if words.forms[k + 1] == "-" and words.spans[k][1] == words.spans[k + 1][0]:
            break  # "a 47-year-old man"
        k += 1
    if m.owner is not None and m.determiner == "'s" and m.owner.end < m.head:
        k = max(k, m.owner.end + 1)
    return " ".join(words.words(k, _whole(m, words)).split())


def _whole(m: Mention, words: Wording) -> int:
    """Token after a description; that of a part ("the edge") goes on over what it is a part of ("of the capital")."""
    k = m.end
    if not words.parsed or words.lower[m.head] not in grammar("parts") or k >= len(words) or words.lower[k] != "of":
        return m.end
    k += 1
    while k < len(words) and k - m.end < PART and words.lower[k] in grammar("descriptor"):
        k += 1
    first = k
    while (
        k < len(words) and k - m.end < PART and words.forms[k].isalpha() and words.upos[k] in ("ADJ", "NOUN", "PROPN")
    ):
        k += 1
    return k if k > first else m.end


PART = 6  # words that the name of a part goes on for
_NUMBERS = grammar("numerals")


def _described(mentions: Sequence[Mention], words: Wording) -> list[str]:
    found: dict[str, None] = {}
    for m in mentions:
        if m.kind == "nominal":
            found[_descriptor(m, words)] = None
    return list(found)


def _count(cluster: Cluster, mentions: Sequence[Mention]) -> Count | None:
    if cluster.members and not cluster.open:
        own = [
            _count(c, c.mentions) or (Count(low=2, high=None) if c.type == "group" else Count())
            for c in cluster.members
        ]
        high = None if any(c.high is None for c in own) else sum(c.high or 0 for c in own)
        return Count(low=sum(c.low for c in own), high=high)
    counts = [m.count for m in mentions if m.count is not None]
    if not counts:
        return None
    exact = [c for c in counts if c.high is not None]
    return exact[0] if exact else counts[0]


def _stands_for_people(m: Mention, words: Wording, lexicon: Lexicon) -> bool:
    """Whether a place's name is the subject of what only people do ("Moscow refused", "Turkey and Qatar both deny")."""
    before = words.lower[m.first - 1] if m.first and words.sentence[m.first - 1] == words.sentence[m.first] else "."
    if before in grammar("placing"):
        return False
    k, steps = m.end, 0
    while k < len(words) and words.sentence[k] == words.sentence[m.first] and steps < 8:
        low = words.lower[k]
        if low in lexicon.agentive:
            return not words.lower[k].endswith("ed") or k + 1 >= len(words) or words.lower[k + 1] != "by"
        if low in lexicon.bare and k > m.end:
            return True
        if low == "," and k + 1 < len(words) and words.lower[k + 1] in ("which", "who"):
            k += 2
        elif low == "," and k + 1 < len(words) and words.lower[k + 1] in ("whose", "the", "a", "an", "its"):
            k += 1
            while k < len(words) and words.lower[k] != "," and words.sentence[k] == words.sentence[m.first]:
                k += 1
            k += 1
        elif low in lexicon.modals or low.endswith("ly"):
            k += 1
        elif low in ("and", ",") and k + 1 < len(words) and words.forms[k + 1][:1].isupper():
            k += 2
        elif low == "and" and k + 2 < len(words) and words.lower[k + 1] == "the" and words.forms[k + 2][:1].isupper():
            k += 3
        elif words.forms[k][:1].isupper():
            k += 1
        else:
            return False
        steps += 1
    return False
