"""What follows the noun of a phrase: of whom, for whom, at what; a field or subject that is nobody."""

from whoknew.model.wording import Wording
from whoknew.stages.relations.lexicon import lexicon

LONGEST = 14
FARTHEST = 9  # tokens of a complement


class Complements:
    """Reads complements, given whose mention lies where."""

    def __init__(
        self,
        words: Wording,
        mentions: dict[int, tuple[int, str]],
        owners: dict[int, str],
        named: frozenset[str],
        names: dict[int, tuple[int, str]],
        kinds: dict[str, str],
    ) -> None:
        self.words = words
        self.lexicon = lexicon()
        self.mentions = mentions  # first token → (end, entity id), the longest that starts there
        self.owners = owners  # token inside a mention → entity id of the shortest mention over it
        self.named = named
        self.kinds = kinds  # entity id → type
        self.names = names  # first token → (end, entity id) of named mentions

    def _same_sentence(self, a: int, b: int) -> bool:
        return b < len(self.words) and self.words.sentence[a] == self.words.sentence[b]

    def _open(self, of: str | None, preposition: str, noun: str) -> bool:
        """Whether a phrase that has an owner may still get another by its complement."""
        if of is None or of not in self.named or preposition == "of":
            return True
        if (preposition == "to" and noun in self.lexicon.envoys) or (
            preposition == "for" and self.kinds.get(of) == "place"
        ):
            return True  # "Syria's ambassador to Moscow", "Asia director for the Council"
        return preposition == "from" and self.kinds.get(of) == "place"

    def _complement(self, first: int, preposition: str, noun: str) -> tuple[str | None, int, str] | None:
        """What follows the preposition: an entity or words that name one, where it ends, and what belongs to the title.

        A subject or field ("head of nursing", "professor of mathematics at Basel") is part of the title and nobody's.
        """
        words, lexicon = self.words, self.lexicon
        k = first
        if preposition == "to" and not self._receives(first):
            return None
        while k < len(words) and (
            words.lower[k] in lexicon.articles or (words.lower[k] in lexicon.owning and k not in self.owners)
        ):
            k += 1
        if (
            preposition == "of"
            and noun in lexicon.learned
            and words.lower[first] not in lexicon.articles
            and self._nobody(k)
        ):
            return self._subject(first, k)
        if preposition == "for" and k == first and lexicon.head(words.lower[k] if k < len(words) else ""):
            return None, k + 1, " " + words.words(first - 1, k + 1)  # "candidate for president"
        if words.forms[k : k + 1] in (['"'], ["“"], ["‘"]):
            close = next(
                (j for j in range(k + 1, min(k + LONGEST, len(words))) if words.forms[j] in ('"', "”", "’")), -1
            )
            if close > k + 1 and self._same_sentence(k, close):
                return words.words(k + 1, close), close + 1, ""  # the title of a work
        if any(low in lexicon.nobody for low in words.lower[k : k + 1]):
            return None
        starts = [at for at in (first, k) if at in self.mentions]
        if starts and preposition == "for" and starts[0] == k == first and self.mentions[k][1] not in self.named:
            starts = []  # "for corporate affairs"
        if starts:
            end, entity = self.mentions[starts[0]]
            return entity, end, ""
        end = k
        while self._same_sentence(first, end) and end - k < FARTHEST and not self._stops(end, k):
            if words.lower[end] in lexicon.prepositions:
                after = end + 1 + (words.lower[end + 1 : end + 2] == ["the"])
                held = self.mentions.get(after)
                if (
                    held is not None
                    and held[1] in self.named
                    and (preposition != "for" or self.kinds.get(held[1]) != "place")
                    and (after > end + 1 or (preposition in ("of", "for") and words.lower[end] in lexicon.placing))
                ):
                    return held[1], held[0], " " + words.words(first - 1, end)
                if held is not None:
                    break
            end += 1
        if end == k:
            return None
        if not any(words.forms[j][:1].isupper() for j in range(k, end)) and k == first:
            return None, end, " " + words.words(first - 1, end)
        return words.words(k, end), end, ""

    def _origin(self, of: str | None, noun: str) -> bool:
        """Whether "from" tells where somebody comes from: a place, and no seat that is of it."""
        return (
            of is not None
            and self.kinds.get(of) == "place"
            and noun not in self.lexicon.seats
            and noun not in self.lexicon.state_roles
            and noun not in ("republican", "democrat")
        )

    def _receives(self, k: int) -> bool:
        """Whether "to" stands before somebody and not before a verb."""
        words = self.words
        if k >= len(words) or k in self.mentions:
            return k < len(words)
        return words.lower[k] in self.lexicon.articles | self.lexicon.owning or words.forms[k][:1].isupper()

    def _fixed(self, at: int) -> bool:
        """ "of staff", "of state": a bare noun that makes one office with the noun before it."""
        bare = at < len(self.words) and self.words.lower[at] in self.lexicon.fixed
        return bare and self.words.lower[at + 1 : at + 2] != ["of"]

    def _stops(self, at: int, start: int) -> bool:
        words, lexicon = self.words, self.lexicon
        low, form = words.lower[at], words.forms[at]
        if low in lexicon.prepositions and (at == start or low == "to"):
            return True
        return low in lexicon.ends or not (form[:1].isalnum() or form in ("-", "'s"))

    def _nobody(self, k: int) -> bool:
        held = self.mentions.get(k)
        return held is None or self.kinds.get(held[1]) != "person"

    def _subject(self, first: int, k: int) -> tuple[str | None, int, str]:
        """A subject, and the school that follows it: "of East Asian Studies and Music at Harlow College"."""
        words = self.words
        end = k
        while self._same_sentence(first, end) and end - k < FARTHEST:
            low = words.lower[end]
            if low in self.lexicon.placing and low != "of":
                after = end + 1 + (words.lower[end + 1 : end + 2] == ["the"])
                held = self.mentions.get(after)
                if held is not None and held[1] in self.named:
                    return held[1], held[0], " " + words.words(first - 1, end)
                break
            held = self.names.get(end)
            if (low != "and" and self._stops(end, k)) or (
                held is not None and self.kinds.get(held[1]) == "person" and end > k
            ):
                break
            end += 1
        return None, max(end, first), " " + words.words(first - 1, end) if end > first else ""
