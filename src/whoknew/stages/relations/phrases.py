"""Reading one phrase that says what somebody is: "his last prime minister", "a former head of Senate Budget Committee staff".

A phrase has an owner or complement (of whom), a title (its head noun with what qualifies it), and may be past. Several heads
joined by "and" are several phrases with the complement in common ("mathematician and physicist").
"""

from dataclasses import dataclass, replace

from whoknew.model.wording import Wording
from whoknew.stages.relations.lexicon import lexicon

LONGEST = 14


@dataclass(frozen=True, slots=True)
class Phrase:
    """What somebody is. ``of`` is an entity id or words; ``kind`` is office, kin or tie; ``end`` the token after it."""

    title: str
    noun: str
    kind: str
    of: str | None
    former: bool
    first: int
    end: int
    head: int  # token of the noun
    plural: bool = False


class Reader:
    """Reads phrases of one text, given whose mention lies where."""

    def __init__(
        self,
        words: Wording,
        mentions: dict[int, tuple[int, str]],
        owners: dict[int, str],
        named: frozenset[str],
        names: dict[int, tuple[int, str]],
    ) -> None:
        self.words = words
        self.lexicon = lexicon()
        self.mentions = mentions  # first token → (end, entity id), the longest that starts there
        self.owners = owners  # token inside a mention → entity id of the shortest mention over it
        self.named = named
        self.names = names  # first token → (end, entity id) of named mentions

    def read(self, first: int) -> list[Phrase]:
        """The phrases that start at a token: one, or several joined by "and"; none where no role is named."""
        one = self._one(first)
        if one is None:
            return []
        found = [one]
        while len(found) < 5:
            at = found[-1].end
            low = self.words.lower[at : at + 2]
            if low[:1] not in (["and"], [","]) or not self._same_sentence(first, at):
                break
            step = at + 1 + (low == [",", "and"])
            following = self._one(step)
            if following is None or (low[:1] == [","] and not self._joined_later(step)):
                break
            if (
                found[-1].of is None
                and following.of is not None
                and found[-1].kind == "office"
                and self.words.lower[step] not in ("a", "an", "the")
            ):
                found = [replace(p, of=following.of) if p.of is None else p for p in found]
            found.append(following)
        return found

    def _joined_later(self, at: int) -> bool:
        return "and" in self.words.lower[at : at + 8]

    def _same_sentence(self, a: int, b: int) -> bool:
        return b < len(self.words) and self.words.sentence[a] == self.words.sentence[b]

    def _one(self, first: int) -> Phrase | None:
        words, lexicon = self.words, self.lexicon
        owner: str | None = None
        former = False
        title: list[str] = []
        k = first
        while self._same_sentence(first, k) and k - first < LONGEST:
            low = words.lower[k]
            named = self.names.get(k) if words.forms[k][:1].isupper() else None
            if named is not None and title:
                return None  # a name inside: the phrase starts later
            noun = lexicon.head(low) if named is None or named[0] == k + 1 else ""
            if noun and not self._more(k):
                if lexicon.short.get(low.rstrip(".")):
                    noun = lexicon.short[low.rstrip(".")]
                return self._finish(first, k, noun, title, owner, former)
            if low in lexicon.former or low.startswith("ex-"):
                former = True
            if named is not None and not (named[0] == k + 1 and (low in lexicon.parties or low in lexicon.countries)):
                end, owner = named
                k = end + (end < len(words) and words.lower[end] in ("'s", "'"))
                continue
            if low in ("his", "her", "its", "their", "my", "our", "whose") and not title:
                owner = self.owners.get(k)
            elif low in lexicon.countries and words.forms[k][:1].isupper():
                owner = owner or "\1" + lexicon.countries[low]
            elif low in lexicon.parties and words.forms[k][:1].isupper():
                owner = owner or "\0" + lexicon.parties[low]
            elif low in lexicon.dropped or low.isdigit():
                if words.lower[k + 1 : k + 2] == ["-"] and low not in ("ex", "then"):
                    k += 2
            elif (
                low in lexicon.ends
                or low in lexicon.prepositions
                or (low.endswith("ing") and low not in lexicon.participles and self._verbal(k))
                or not (words.forms[k][:1].isalnum() or words.forms[k] == "-")
            ):
                return None
            else:
                title.append(words.forms[k])
            k += 1
        return None

    def _verbal(self, k: int) -> bool:
        """Whether a word in -ing is a verb here: a preposition or determiner follows ("running for governor")."""
        after = self.words.lower[k + 1] if k + 1 < len(self.words) else "."
        return after in self.lexicon.prepositions or after in self.lexicon.dropped or not after[:1].isalpha()

    def _more(self, k: int) -> bool:
        """Whether the phrase goes on after this noun ("campaign manager", "minister of", "secretary-treasurer")."""
        words, lexicon = self.words, self.lexicon
        after = k + 1
        if not self._same_sentence(k, after):
            return False
        if words.forms[after] == "-" and words.spans[k][1] == words.spans[after][0]:
            return after + 1 < len(words) and words.spans[after][1] == words.spans[after + 1][0]
        if words.lower[after] in ("'s", "'"):
            return True
        low = words.lower[after]
        if low.rstrip(".") in lexicon.short and words.forms[after][:1].isupper():
            return False
        if (
            words.lower[k] in lexicon.adjectival
            and low.isalpha()
            and words.forms[after][:1].islower()
            and low not in lexicon.ends
            and low not in lexicon.prepositions
        ):
            return any(lexicon.head(w) for w in words.lower[after : after + 3])
        return bool(lexicon.head(low) and after not in self.mentions and words.spans[after][0] - words.spans[k][1] == 1)

    def _finish(self, first: int, k: int, noun: str, title: list[str], owner: str | None, former: bool) -> Phrase:
        words, lexicon = self.words, self.lexicon
        kind = "kin" if words.lower[k] in lexicon.kin else "tie" if words.lower[k] in lexicon.ties else "office"
        end = k + 1
        of = owner
        if of is not None and of[0] in "\0\1":
            held = lexicon.party_roles if of[0] == "\0" else lexicon.state_roles
            of = of[1:] if noun in held else None
        preposition = words.lower[end] if self._same_sentence(first, end) else ""
        if preposition in lexicon.prepositions and not (of and of in self.named and preposition != "of"):
            complement = self._complement(end + 1, preposition)
            local = preposition == "in" and noun not in lexicon.within
            if (
                complement is not None
                and not local
                and (preposition in ("of", "for", "at", "to", "from", "in") or complement[0] in self.named)
            ):
                of, end = complement
        clean = _title([*title, noun])
        plural = words.lower[k] != noun and words.lower[k].rstrip(".") not in lexicon.short
        return Phrase(clean, noun, kind, of, former, first, end, k, plural)

    def _complement(self, first: int, preposition: str) -> tuple[str, int] | None:
        """What follows the preposition: an entity, or the words up to the end of the phrase; and where it ends."""
        words, lexicon = self.words, self.lexicon
        k = first
        while k < len(words) and words.lower[k] in ("the", "a", "an", "both", "its", "his", "her", "their"):
            if words.lower[k] in ("his", "her", "their", "its") and k in self.owners:
                break
            k += 1
        starts = [at for at in (first, k) if at in self.mentions]
        if starts:
            end, entity = self.mentions[starts[0]]
            if (
                preposition == "of"
                and end < len(words)
                and words.lower[end] == "at"
                and end + 1 in self.mentions
                and words.lower[first] not in ("the",)
            ):
                return None
            return entity, end
        end = k
        while self._same_sentence(first, end) and end - k < 9:
            low = words.lower[end]
            if (
                low in lexicon.ends
                or (low in lexicon.prepositions and end == k)
                or not (words.forms[end][:1].isalnum() or words.forms[end] in ("-", "'s"))
            ):
                break
            if low in lexicon.prepositions:
                after = end + 1
                if after in self.mentions and self.mentions[after][1] in self.named:
                    if preposition == "of" and low in ("at", "for", "of", "in"):
                        return self.mentions[after][1], self.mentions[after][0]
                    break
                if (
                    words.lower[after : after + 1] == ["the"]
                    and after + 1 in self.mentions
                    and self.mentions[after + 1][1] in self.named
                ):
                    return self.mentions[after + 1][1], self.mentions[after + 1][0]
            end += 1
        if end == k:
            return None
        return words.words(k, end), end


def _title(parts: list[str]) -> str:
    text = ""
    for part in parts:
        text += part if part == "-" or text.endswith("-") or not text else " " + part
    return (
        text
        if any(p.isupper() and len(p) > 1 for p in parts)
        else text[:1].lower() + text[1:]
        if text[:1].isupper() and len(parts) > 1
        else text
    )
