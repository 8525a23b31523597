"""Where the phrase of a head noun begins: as far as the tree says, else leftwards over words that may modify."""

from whoknew.stages.actors.heads import _DETERMINERS, _POSSESSIVE, Heads
from whoknew.stages.actors.lexicon import grammar

_LEFTMOST = 10
_PRECEDING = grammar("preceding")


class Extents(Heads):
    """Finds the first token of a phrase."""

    def _start(self, i: int) -> int:
        """First token of the phrase headed by ``i``."""
        words, _lexicon = self.words, self.lexicon
        first = self._shallow_start(i)
        if words.parsed:
            first = min(self._parsed_start(i), first)
        while first < i and words.lower[first] in _PRECEDING:
            first += 1
        return first

    def _parsed_start(self, i: int) -> int:
        """By the tree: everything before the head that hangs on it."""
        words = self.words
        first = i
        for k in range(i - 1, max(-1, i - 14), -1):
            if words.forms[k] == "-":
                continue
            if words.forms[k] == "," or words.deprels[k] in (
                "case",
                "cc",
                "mark",
                "punct",
                "conj",
                "nsubj",
                "cop",
                "aux",
            ):
                break
            up = k
            for _ in range(6):
                if up == i or not k <= up <= i:
                    break
                up = words.heads[up]
            if up != i:
                break
            first = k
        return first

    def _shallow_start(self, i: int) -> int:
        """By order: over words that may modify up to a determiner, else over words that surely do."""
        words, lexicon = self.words, self.lexicon
        k, bound = i, i
        while k > 0 and i - k < _LEFTMOST and words.sentence[k - 1] == words.sentence[i]:
            low, form = words.lower[k - 1], words.forms[k - 1]
            if low == "her" and words.parsed and words.deprels[k - 1] in ("obj", "iobj"):
                return k  # "gave her 40 delegates"
            if low in _DETERMINERS or low in _POSSESSIVE:
                return k - 1
            if low == "'s" or (low == "'" and k > 1 and words.lower[k - 2].endswith("s")):
                owner = self.named.get(k - 2)
                return owner.first if owner else k
            if form == "-" and words.spans[k - 1][1] == words.spans[k][0]:
                k -= 1
                continue
            if low in lexicon.numbers or form.isdigit() or low in lexicon.count["vague"]:
                k -= 1
                bound = k
                if k > 0 and (
                    words.lower[k - 1] in _POSSESSIVE or words.lower[k - 1] in ("the", "all", "these", "those", "'s")
                ):
                    continue
                while (
                    k > 0
                    and (
                        words.lower[k - 1]
                        in lexicon.count["approximate"] | {"more", "than", "least", "at", "over", "a"}
                    )
                    and words.sentence[k - 1] == words.sentence[i]
                ):
                    k -= 1
                    bound = k
                return bound
            if low == "and" and k < i and self._coordinated_modifier(k - 1, i):
                k -= 1
                continue
            if (
                (low in lexicon.function and low not in lexicon.between)
                or low in lexicon.verbs
                or (words.parsed and words.upos[k - 1] == "VERB" and words.deprels[k - 1] not in ("amod", "compound"))
                or not form[:1].isalnum()
                or (low.endswith("ed") and k - 1 != i - 1)
            ):
                break
            k -= 1
        # without a determiner only words that surely modify are taken in
        k = i
        while (
            k > 0
            and words.sentence[k - 1] == words.sentence[i]
            and (
                words.lower[k - 1] in lexicon.modifiers
                or self._noun_modifier(k - 1)
                or (words.forms[k - 1] == "-" and words.spans[k - 1][1] == words.spans[k][0])
            )
        ):
            k -= 1
        return k

    def _noun_modifier(self, k: int) -> bool:
        low = self.words.lower[k]
        if low in self.lexicon.nationalities and self.words.forms[k][:1].isupper():
            return True
        known = low in self.lexicon.organisations or low in self.lexicon.groups or low in self.lexicon.persons
        return k not in self.named and known and low not in self.lexicon.plurals

    def _coordinated_modifier(self, k: int, i: int) -> bool:
        """ "army and security chiefs": the words on both sides of "and" modify the head."""
        words, lexicon = self.words, self.lexicon
        left, right = k - 1, k + 1
        if left < 0 or right >= i:
            return False

        def nounish(low: str) -> bool:
            return low in lexicon.coordinated or low in lexicon.groups or low in lexicon.organisations

        return nounish(words.lower[left]) and nounish(words.lower[right])
