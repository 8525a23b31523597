"""People, bodies and premises that are described rather than named: "about 30 army chiefs", "his media adviser", "the house".

A phrase is a head noun of the lexicon with what stands before it: as far as the parse says where there is one, else
leftwards over words that may modify, up to a determiner. Its determiner, number, owner and modifiers are kept, since linking
and relations live on them. Pronouns are found here too.
"""

from whoknew.model import Analysis, Count
from whoknew.stages.actors.extents import Extents
from whoknew.stages.actors.heads import _DETERMINERS, _POSSESSIVE
from whoknew.stages.actors.lexicon import grammar
from whoknew.stages.actors.mentions import Mention

_AMOUNTS = grammar("amounts")
_COLLECTIVES = grammar("collectives")
_SIGNAL_TYPES = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "facility": "facility",
    "place": "place",
}


class Nominals(Extents):
    """Finds nominal and pronominal mentions of one text."""

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
        if noun in _COLLECTIVES and words.lower[first] in ("a", "an"):
            return None  # "an old press" is a machine, "the press" are people
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
                number = int(low) if low.isdigit() and len(low) < 7 else lexicon.numbers.get(low, 1)
                tens = numbers[-1] if numbers and words.forms[k - 1] == "-" else 0
                if 20 <= tens < 100 and tens % 10 == 0 and number < 10:
                    numbers[-1] = tens + number  # "forty-one"
                else:
                    numbers.append(number)
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
            if (
                m.noun in _AMOUNTS
                or (m.noun in _COLLECTIVES and m.determiner in ("a", "an"))
                or m.noun in self.lexicon.calendar
                or m.noun
                in (
                    "dawn",
                    "dusk",
                    "noon",
                    "night",
                    "day",
                    "morning",
                    "evening",
                )
            ):
                continue
            found.append(m)
        return found
