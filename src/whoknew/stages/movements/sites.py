"""The place that a noun phrase names: a known entity, or the words themselves where their head is a kind of place."""

from whoknew.stages.movements.lexicon import singular
from whoknew.stages.movements.setting import ACTOR, SITE, Held, Setting

Site = tuple[str | None, int]  # entity id or words, and the token after the phrase


class Sites:
    """Reads one noun phrase at a time."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        self.lex = setting.lexicon

    def at(self, k: int, end: int, *, person: bool = False) -> Site:
        """The place named by the phrase at a token. With ``person`` somebody stands for where he is ("came to her")."""
        words, lex = self.s.words, self.lex
        if k >= end:
            return None, k
        low = words.lower[k]
        if lex.has("arguments.adverbs", low):
            return (None, k + 1) if low == "there" else (words.forms[k], k + 1)
        for start in (k, k + 1, k + 2):
            h = self.s.starting.get(start)
            if h is None or h.end > end or not self._only_determiners(k, start, h):
                continue
            own = h.end - h.first == 1 and lex.has("arguments.possessives", words.lower[h.first])
            if own and not (words.parsed and words.deprels[h.first] in ("obj", "obl")):
                continue
            found = self._mentioned(h, start, k, end, person)
            if found is not None:
                return found
            if h.end < end and words.lower[h.end] in ("'s", "'"):
                break
            if h.entity.type in ACTOR and start == k and not lex.has("arguments.possessives", words.lower[k]):
                return None, k
        return self._described(k, end)

    def _only_determiners(self, k: int, start: int, h: Held) -> bool:
        """Whether nothing stands before the name but articles and the like, or "northern" before a place."""
        lex = self.lex
        return all(
            lex.has("arguments.determiners", w) or (h.entity.type == "place" and lex.has("arguments.attributes", w))
            for w in self.s.words.lower[k:start]
        )

    def _mentioned(self, h: Held, start: int, k: int, end: int, person: bool) -> Site | None:
        if start == k and self._figure(k, h.end):
            return None, k
        if h.entity.type in SITE or (person and h.entity.type in ACTOR):
            longer = self._longer(start, h.end, end) if h.entity.type != "facility" else None
            return longer or self._stood(h.entity.id, h.end, end)
        if h.entity.type == "other" and h.entity.named:
            return h.entity.id, h.end
        return None

    def _figure(self, first: int, end: int) -> bool:
        """A common noun for no place: "to college", "to court", "to the defence of"."""
        words = self.s.words
        if end - first > 3 or any(form[:1].isupper() for form in words.forms[first:end]):
            return False
        head = words.lower[end - 1]
        return self._abstract(head) and (end - first == 1 or not self.lex.has("arguments.locations", head))

    def _abstract(self, word: str) -> bool:
        return self.lex.has("conditions.abstract", word)

    def _described(self, k: int, end: int) -> Site:
        """A phrase without a mention whose head is a kind of place: "the back door", "a safe house"."""
        words, lex = self.s.words, self.lex
        j = k
        while j < end and lex.has("arguments.determiners", words.lower[j]):
            j += 1
        first = j
        while j < end and j - first < 7 and self._goes_on(first, j):
            j += 1
        if j == first:
            return None, k
        head = words.lower[j - 1]
        if first == k and self._abstract(head) and (j - first == 1 or not lex.has("arguments.locations", head)):
            return None, k
        if not (lex.has("arguments.locations", head) or lex.has("arguments.locations", singular(head))):
            return None, k
        if j < end and words.lower[j] == "of" and lex.has("arguments.parts", singular(head)):
            rest, after = self.at(j + 1, end)
            if rest is not None:
                return words.words(first, after), after
        named = self._apposed(j, end)
        return named or (words.words(first, j), j)

    def _goes_on(self, first: int, j: int) -> bool:
        words, lex = self.s.words, self.lex
        low = words.lower[j]
        if not (words.forms[j][:1].isalnum() or words.forms[j] in ("-", "'s", "'", "’s")):
            return False
        if j > first and lex.has("arguments.determiners", low):
            return False  # "her son a house"
        return not (lex.has("arguments.to", low) or lex.has("arguments.from", low) or lex.has("arguments.ends", low))

    def _longer(self, first: int, after: int, end: int) -> Site | None:
        """A building named by a place: "East Harbour sheriff's station"."""
        words, lex = self.s.words, self.lex
        j = after
        while (
            j < end
            and j - after < 4
            and (words.lower[j] in ("'s", "'") or (words.forms[j][:1].islower() and words.forms[j].isalpha()))
        ):
            low = words.lower[j]
            if lex.has("arguments.to", low) or lex.has("arguments.from", low) or lex.has("arguments.ends", low):
                break
            j += 1
        if j > after and lex.has("arguments.locations", words.lower[j - 1]):
            return words.words(first, j), j
        return None

    def _stood(self, entity: str, after: int, end: int) -> Site:
        """The place itself, or the named one that an unnamed building stands at or an apposition gives.

        "The airbase at Hmeimim", "the capital, Damascus,".
        """
        held = self.s.by_id[entity]
        if held.named or after + 1 >= end:
            return entity, after
        return self._apposed(after, end) or (entity, after)

    def _apposed(self, after: int, end: int) -> Site | None:
        at = self.s.starting.get(after + 1)
        if at is None or at.end > end or not at.entity.named or at.entity.type not in ("place", "facility"):
            return None
        low = self.s.words.lower[after]
        following = self.s.words.lower[at.end] if at.end < len(self.s.words) else "."
        closed = not following[:1].isalnum() or self.lex.has("arguments.ends", following)
        return (at.entity.id, at.end) if low == "at" or (low == "," and closed) else None
