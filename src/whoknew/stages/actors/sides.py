"""When two mentions beside each other denote one: kind, marks, titles between, what is called something."""

from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.mentions import Mention

BE = grammar("be")
REACH = 7  # tokens between a description and the name that it goes by


class Sides:
    """Judges pairs of mentions of one text."""

    def __init__(self, words: Wording, lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon

    def _one_kind(self, a: Mention, b: Mention) -> bool:
        kinds = {a.type.rstrip("?") or "person", b.type.rstrip("?") or "person"}
        unsure = next(
            (
                m
                for m in (a, b)
                if m.kind == "name"
                and (m.type in ("", "other") or m.type.endswith("?") or self._foreign(m) or self._unknown(m))
            ),
            None,
        )
        other = b if unsure is a else a
        if (
            unsure is not None
            and other.type in ("organisation", "group")
            and not other.plural
            and (other.noun in self.lexicon.generic_groups or self._explained(unsure, other))
            and not (self._unknown(unsure) and not self._explained(unsure, other))
        ):
            unsure.type = "organisation"
            return True
        if "group" in kinds and "person" in kinds:
            return False
        if a.plural != b.plural and kinds <= {"person", "group"}:
            return False
        return len(kinds) == 1 or kinds <= {"organisation", "group"} or kinds <= {"place", "facility"}

    def _foreign(self, m: Mention) -> bool:
        """A long name that only the encoder takes for a person's: "Hayat Tahrir al-Sham, the group that …"."""
        if any(part.endswith(".") for part in m.parts):
            return False
        return m.type == "person" and not m.title and len(m.parts) > 2 and not self.lexicon.given(m.parts[0])

    def _unknown(self, m: Mention) -> bool:
        """A single word without a title that no list knows for a person's name: only the encoder says what it names."""
        return m.type == "person" and not m.title and len(m.parts) == 1 and not self.lexicon.given(m.parts[0])

    def _explained(self, name: Mention, m: Mention) -> bool:
        """ "Nordhav, the pension fund", "the pension fund Nordhav": the tree has an organisation's description and a single
        word in apposition."""
        words = self.words
        if m.type != "organisation" or len(name.parts) != 1 or not words.parsed:
            return False
        after = words.deprels[m.head] == "appos" and name.first <= words.heads[m.head] < name.end
        before = m.end == name.first and words.heads[name.first] in (m.head, words.heads[m.head])
        return after or (before and words.deprels[name.first].split(":")[0] in ("appos", "flat", "nmod"))

    def _closes(self, end: int) -> bool:
        return (
            end >= len(self.words)
            or self.words.forms[end] in (",", ".", ";", ":", ")", "—", "–", "-", "!", "?", "”", '"')
            or self.words.sentence[end] != self.words.sentence[end - 1]
        )

    def _same(self, a: Mention, b: Mention) -> bool:
        return self.words.sentence[a.first] == self.words.sentence[b.first]

    def _relative(self, before: Mention, after: Mention) -> bool:
        """ "the judge Diaz was referring to": the name is the subject of a clause about the noun."""
        words = self.words
        if not words.parsed:
            return False
        root = words.head_of(after.first, after.end)
        verb = words.heads[root]
        return (
            words.deprels[root].startswith("nsubj")
            and verb >= after.end
            and words.deprels[verb].startswith("acl:relcl")
            and words.heads[verb] == before.head
        )

    def _titled(self, before: Mention, after: Mention, start: int) -> bool:
        """ "his running mate, Ohio Gov. Ana Diaz,": a place before the title of the name beside."""
        forms = self.words.forms
        between = (
            forms[before.end] == ","
            and start - before.end < 4
            and all(f[:1].isupper() for f in forms[before.end + 1 : start])
        )
        fits = self._same(before, after) and self._one_kind(before, after) and self._closes(after.end)
        return between and start > before.end + 1 and bool(before.determiner and after.title) and fits

    def _called(self, before: Mention, after: Mention, gap: list[str]) -> bool:
        """ "the elite group called the Guard", "the winner was Ana Diaz", "his kinsman in the army Piet Vos"."""
        words = self.words
        if before.plural or after.members or len(gap) == 0:
            return False
        if (
            gap[-1] in self.lexicon.calling
            or gap[-2:] == ["known", "as"]
            or (gap[-1] == "the" and gap[-2:-1] and gap[-2] in self.lexicon.calling)
        ):
            if before.type == "group" and after.type in ("", "person?", "other"):
                after.type = "organisation"
            return self._one_kind(before, after)
        if gap[-1] == "," and gap[0] in ("of", "for", "at", "in") and before.determiner and "," not in gap[:-1]:
            return self._one_kind(before, after) and self._closes(after.end)  # "the head of the bank, Ana Diaz,"
        if (
            gap[0] == ","
            and before.determiner
            and all(w.isdigit() or w in ("-", "year", "old", "year-old") for w in gap[1:])
        ):
            return len(gap) > 1 and self._one_kind(before, after) and self._closes(after.end)
        capital = words.forms[before.head][:1].isupper() and gap[0] == "of"
        if capital and all(words.forms[k][:1].isupper() for k in range(before.end + 1, after.first)):
            return self._one_kind(before, after)  # "Director of Government Affairs Ana Diaz"
        if not words.parsed or not self._one_kind(before, after):
            return False
        root = words.head_of(after.first, after.end)
        if gap[0] in BE and len(gap) == 1 and before.determiner == "the" and self._closes(after.end):
            return words.heads[before.head] == root and words.deprels[before.head].startswith("nsubj")
        return (
            gap[0] in ("in", "at", "from", "of")
            and words.deprels[root] in ("appos", "flat")
            and words.heads[root] == before.head
        )

    def _apposition(self, name: Mention, m: Mention) -> bool:
        """Whether a description after a comma says who the one before it is."""
        words = self.words
        if words.parsed:
            return (
                words.deprels[m.head].startswith(("appos", "conj")) and name.first <= words.heads[m.head] < name.end
            ) or words.deprels[m.head].startswith("appos")
        sentence = words.sentences[words.sentence[name.first]]
        opening = words.lower[sentence.first] if sentence.first < len(words) else ""
        if opening in grammar("depending"):
            return False
        for k in range(m.end, min(m.end + 14, sentence.end)):
            if words.forms[k] in (",", ".", ";", ")", "—", "–", "”", '"'):
                return True
            if words.lower[k] in self.lexicon.modals or words.lower[k] in self.lexicon.agentive or words.lower[k] in BE:
                return False
        return True
