"""Which words head a phrase about people, bodies or premises."""

from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.surroundings import Surroundings

_DETERMINERS = grammar("determiners")
_POSSESSIVE = grammar("possessives")


class Heads:
    """Knows the names of one text, and what a common noun in it may denote."""

    def __init__(self, words: Wording, lexicon: Lexicon, around: Surroundings, names: list[Mention]) -> None:
        self.words, self.lexicon, self.around = words, lexicon, around
        self.named: dict[int, Mention] = {i: m for m in names if not m.members for i in range(m.first, m.end)}
        self.titled: dict[int, Mention] = {m.title_first: m for m in names if m.title_first >= 0}

    def _head(self, i: int) -> tuple[str, str] | None:
        """(singular noun, type) where a token can head a phrase about people, bodies or premises."""
        low, lexicon, form = self.words.lower[i], self.lexicon, self.words.forms[i]
        if i in self.named:
            return None
        if self.words.parsed and (
            self.words.upos[i] not in ("NOUN", "PROPN", "ADJ", "NUM")
            or (self.words.upos[i] == "ADJ" and self.words.deprels[i] == "amod" and self.words.heads[i] == i + 1)
        ):
            return None
        if low in lexicon.numbers and i and self._stands_alone(i):
            return low, "group"
        if (
            form[:1].isupper()
            and low.removesuffix("s") in lexicon.nationalities
            and low.endswith("s")
            and not low.endswith("ss")
        ):
            return low.removesuffix("s"), "group"
        if low in lexicon.persons:
            return lexicon.persons[low], "group" if low in lexicon.plurals else "person"
        if low in lexicon.organisations:
            facility = low in lexicon.facilities
            return lexicon.organisations[low], "facility" if facility and low in (
                "ministry",
                "office",
                "school",
                "church",
                "embassy",
                "station",
                "shop",
            ) else "organisation"
        if low in lexicon.groups:
            return low, "group"
        if low in lexicon.facilities:
            return lexicon.facilities[low], "facility"
        if low in lexicon.generic_places:
            return low, "place"
        return None

    def _stands_alone(self, i: int) -> bool:
        """ "the two", "all three" with no noun after."""
        words, lexicon = self.words, self.lexicon
        if words.lower[i] not in (
            "two",
            "three",
            "four",
            "five",
            "six",
            "pair",
            "couple",
            "duo",
            "trio",
        ) or words.lower[i - 1] not in ("the", "all", "those"):
            return False
        if words.lower[i] in ("pair", "couple", "duo", "trio"):
            return True
        after = words.lower[i + 1] if i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i] else "."
        if words.parsed:
            return words.deprels[i] not in ("nummod", "compound", "amod")
        return (
            not after[:1].isalpha()
            or after in lexicon.modals
            or after in lexicon.verbs
            or after in lexicon.agentive
            or after in lexicon.function
            or after.endswith("ed")
        )

    def _leads_on(self, i: int) -> bool:
        """Whether the noun only modifies a later one ("police chief", "media adviser")."""
        words = self.words
        after = i + 1
        if after >= len(words) or words.sentence[after] != words.sentence[i]:
            return False
        if words.forms[after] == "-" and words.spans[i][1] == words.spans[after][0]:
            return (
                after + 1 < len(words)
                and words.lower[after + 1].isalpha()
                and words.spans[after][1] == words.spans[after + 1][0]
            )
        if words.parsed:
            return (
                words.heads[i] > i
                and words.deprels[i].startswith("compound")
                and words.heads[i] - i <= 4
                and words.heads[i] not in self.named
            )
        low = words.lower[after]
        if low in ("'s", "'"):
            return False
        if words.lower[i] in self.lexicon.adjectival and low.isalpha() and words.forms[after][:1].islower():
            return (
                low not in self.lexicon.function
                and low not in self.lexicon.verbs
                and low not in self.lexicon.agentive
                and not low.endswith("ed")
            )
        return self._head(after) is not None and words.spans[after][0] - words.spans[i][1] == 1

    def _determined(self, i: int) -> bool:
        words = self.words
        for k in range(i - 1, max(-1, i - 5), -1):
            if words.sentence[k] != words.sentence[i] or not words.forms[k][:1].isalnum():
                return words.lower[k] == "'s"
            if words.lower[k] in _DETERMINERS or words.lower[k] in _POSSESSIVE:
                return True
        return False
