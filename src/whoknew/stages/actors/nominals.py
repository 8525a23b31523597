"""People, bodies and premises that are described rather than named: "about 30 army chiefs", "his media adviser", "the house".

A phrase is a head noun of the lexicon with what stands before it: as far as the parse says where there is one, else
leftwards over words that may modify, up to a determiner. Its determiner, number, owner and modifiers are kept, since linking
and relations live on them. Pronouns are found here too.
"""

from whoknew.model import Analysis, Count
from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.names import Surroundings

_DETERMINERS = frozenset("the a an this that these those another each every any both all".split())
_POSSESSIVE = frozenset("his her its their my our your whose".split())
_LEFTMOST = 10
_NOMINAL_UPOS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_SIGNAL_TYPES = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "facility": "facility",
    "place": "place",
}


class Nominals:
    """Finds nominal and pronominal mentions of one text."""

    def __init__(self, words: Wording, lexicon: Lexicon, around: Surroundings, names: list[Mention]) -> None:
        self.words, self.lexicon, self.around = words, lexicon, around
        self.named: dict[int, Mention] = {i: m for m in names if not m.members for i in range(m.first, m.end)}
        self.titled: dict[int, Mention] = {m.title_first: m for m in names if m.title_first >= 0}

    def find(self, analysis: Analysis) -> list[Mention]:
        """Mentions in the order of their heads."""
        found: list[Mention] = []
        taken: set[int] = set()
        for i in range(len(self.words)):
            pronoun = self._pronoun(i)
            if pronoun is not None:
                found.append(pronoun)
                continue
            m = self._nominal(i)
            if m is not None and m.head not in taken:
                taken.add(m.head)
                found.append(m)
        if analysis.signals is not None:
            found += self._read(analysis, taken)
        found.sort(key=lambda m: (m.head, m.first))
        covered = {k for m in found if m.kind == "nominal" for k in range(m.first, m.head)}
        return [m for m in found if m.kind == "pronoun" or m.head not in covered or m.end in self.titled]

    def _pronoun(self, i: int) -> Mention | None:
        low, table = self.words.lower[i], self.lexicon.pronouns
        if low == "us" and self.words.forms[i].isupper():
            return None
        if low == "mine" and not (self.words.parsed and self.words.upos[i] == "PRON"):
            return None
        for name in ("male", "female", "plural", "neuter", "first", "we"):
            if low in table[name] and (low != "i" or self.words.forms[i] == "I"):
                plural = name in ("plural", "we")
                gender = {"male": "m", "female": "f"}.get(name, "")
                kind = {"male": "person", "female": "person", "first": "person", "we": "group"}.get(name, "")
                return Mention(i, i + 1, i, "pronoun", kind, plural=plural, gender=gender, noun=name, determiner=low)
        if low in ("who", "whom", "which") and i and (self.words.sentence[i] == self.words.sentence[i - 1]):
            return Mention(i, i + 1, i, "pronoun", "", noun="relative", determiner=low)
        return None

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

    def _nominal(self, i: int) -> Mention | None:
        words, lexicon = self.words, self.lexicon
        head = self._head(i)
        if head is None or i in self.around.shouting or self._leads_on(i):
            return None
        noun, kind = head
        form = words.forms[i]
        if form[:1].isupper() and i in self.titled:
            return None
        if (
            kind in ("facility", "place")
            and noun in ("state", "border", "road", "shop", "store", "ship")
            and not self._determined(i)
        ):
            return None
        first = self._start(i)
        m = Mention(first, i + 1, i, "nominal", kind, plural=words.lower[i] in lexicon.plurals, noun=noun)
        self._describe(m)
        if not m.determiner and m.count is None and not m.plural and m.owner is None and not self._enough(m, form):
            return None
        if noun in lexicon.male:
            m.gender = "m"
        elif noun in lexicon.female:
            m.gender = "f"
        return m

    def _enough(self, m: Mention, form: str) -> bool:
        """Whether a singular noun with nothing to determine it is still about somebody."""
        if m.type == "person":
            return self._beside_name(m) or form[:1].isupper() or bool(m.modifiers)
        return m.type == "group" or (m.type == "organisation" and bool(m.modifiers))

    def _beside_name(self, m: Mention) -> bool:
        return m.end in self.named or m.end in self.titled

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

    def _start(self, i: int) -> int:
        """First token of the phrase headed by ``i``."""
        words, _lexicon = self.words, self.lexicon
        if words.parsed:
            return min(self._parsed_start(i), self._shallow_start(i))
        return self._shallow_start(i)

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

    def _describe(self, m: Mention) -> None:
        """Fill determiner, owner, count and modifiers from the words before the head."""
        words, lexicon = self.words, self.lexicon
        modifiers: list[str] = []
        numbers: list[int] = []
        bound = ""
        for k in range(m.first, m.head):
            low = words.lower[k]
            if (low in _DETERMINERS and not m.determiner) or (low in _POSSESSIVE and not m.determiner):
                m.determiner = low
            elif low in ("'s", "'") and k > m.first:
                owner = self.named.get(k - 1)
                if owner is not None:
                    m.owner, m.determiner = owner, "'s"
                modifiers = []
            elif words.lower[k + 1 : k + 2] == ["-"] and words.lower[k + 2] in (
                "year",
                "month",
                "week",
                "day",
                "year-old",
            ):
                continue
            elif low in lexicon.numbers or low.isdigit():
                numbers.append(int(low) if low.isdigit() and len(low) < 7 else lexicon.numbers.get(low, 1))
            elif low in ("than", "about", "around", "at") and not modifiers:
                continue
            elif low in lexicon.count["more"] and not modifiers:
                bound = "more"
            elif low in lexicon.count["vague"] and not modifiers:
                bound = bound or "vague"
            elif k not in self.named or self.named[k].first >= m.first:
                modifiers.append(words.forms[k])
        if m.owner is None and not m.determiner:
            m.owner = self._owner_beside(m)
        m.modifiers = tuple(w for w in modifiers if w[:1].isalnum())
        number = 1
        for n in numbers:
            number = number * n if n in (12, 100) and number > 1 else n
        if numbers:
            m.count = Count(low=number + (bound == "more"), high=None if bound == "more" else number)
            m.plural = m.plural or number > 1
            if m.plural and m.type == "person":
                m.type = "group"
        elif bound == "vague" or m.plural or m.type == "group":
            m.count = Count(low=2, high=None)

    def _owner_beside(self, m: Mention) -> Mention | None:
        """Whose a bare description is that opens with a name: "Diaz strategist Tad Brook", "Courier reporter"."""
        held = self.named.get(m.first) or self.named.get(m.first - 1)
        if held is None or m.type not in ("person", "group") or not held.end <= m.head:
            return None
        beside = held.end == m.first and self.words.spans[m.first][0] - self.words.spans[m.first - 1][1] == 1
        return (
            held
            if (held.first == m.first or beside) and held.type in ("person", "person?", "organisation", "")
            else None
        )

    def _read(self, analysis: Analysis, taken: set[int]) -> list[Mention]:
        """Nominal mentions that the encoder found and the lexicon does not know."""
        assert analysis.signals is not None
        found = []
        for signal in analysis.signals.mentions:
            kind = _SIGNAL_TYPES.get(signal.type)
            h = signal.head
            if (
                kind is None
                or not 0 <= h < len(self.words)
                or h in taken
                or h in self.named
                or h in self.around.shouting
            ):
                continue
            noun = not self.words.parsed or self.words.upos[h] in ("NOUN", "PROPN")
            if not noun or (kind in ("place", "facility") and not (self.words.parsed and self.words.upos[h] == "NOUN")):
                continue
            if signal.score < 0.5 or self._pronoun(h) is not None:
                continue
            taken.add(h)
            first = max(signal.first, self._start(h))
            plural = (
                self.words.lower[h].endswith("s")
                and not self.words.lower[h].endswith("ss")
                and kind in ("person", "group")
            )
            m = Mention(
                min(first, h),
                h + 1,
                h,
                "nominal",
                "group" if plural and kind == "person" else kind,
                plural=plural,
                noun=self.words.lemmas[h] if self.words.parsed else self.words.lower[h],
            )
            m.score = signal.score
            self._describe(m)
            if m.noun in self.lexicon.calendar or m.noun in (
                "dawn",
                "dusk",
                "noon",
                "night",
                "day",
                "morning",
                "evening",
            ):
                continue
            found.append(m)
        return found
