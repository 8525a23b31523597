"""Reading one phrase that says what somebody is: "his last prime minister", "a former head of Senate Budget Committee staff".

A phrase has an owner or complement (of whom), a title (its head noun with what qualifies it), and may be past. Several heads
joined by "and" are several phrases with the complement in common ("mathematician and physicist").
"""

from dataclasses import dataclass, replace

from whoknew.stages.relations.complements import LONGEST, Complements

CLOSED = ("ADP", "SCONJ", "AUX", "CCONJ")


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


class Reader(Complements):
    """Reads phrases of one text, given whose mention lies where."""

    def read(self, first: int) -> list[Phrase]:
        """The phrases that start at a token: one, or several joined by "and"; none where no role is named."""
        one = self._one(first)
        if one is None:
            return []
        found = [one]
        while len(found) < 5:
            at = self._past_bracket(found[-1].end)
            low = self.words.lower[at : at + 2]
            if low[:1] not in (["and"], [","]) or not self._same_sentence(first, at):
                break
            step = at + 1 + (low == [",", "and"])
            following = self._one(step)
            if following is None or (low[:1] == [","] and low != [",", "and"] and not self._joined_later(step)):
                break
            if found[-1].of is None and following.of is not None and self.words.lower[step] not in ("a", "an", "the"):
                found = [replace(p, of=following.of) if p.of is None else p for p in found]
            bare = found[0].of is not None and found[0].end == found[0].head + 1 and following.of is None
            if (
                bare
                and self._genitive(found[0])
                and found[0].kind == "office" == following.kind
                and self.words.lower[step] not in self.lexicon.articles
            ):
                following = replace(following, of=found[0].of)  # "the club's president and general manager"
            found.append(following)
        return found

    def _genitive(self, p: Phrase) -> bool:
        """Whether whose a phrase is stands in the genitive ("the club's"), not as a noun before ("Reform Committee chairman")."""
        return any(
            self.words.lower[k] in ("'s", "'") or self.words.lower[k] in self.lexicon.owning
            for k in range(p.first, p.head)
        )

    def _past_bracket(self, at: int) -> int:
        """Where a phrase goes on after a short bracket: "a son of Johann (…) and a nephew of Jacob"."""
        if self.words.forms[at : at + 1] != ["("]:
            return at
        close = next((k for k in range(at, min(at + LONGEST, len(self.words))) if self.words.forms[k] == ")"), -1)
        return close + 1 if close > 0 and self._same_sentence(at, close) else at

    def _joined_later(self, at: int) -> bool:
        return "and" in self.words.lower[at : at + 8]

    def _one(self, first: int) -> Phrase | None:
        words, lexicon = self.words, self.lexicon
        if first and words.forms[first - 1] == "-" and words.spans[first - 1][1] == words.spans[first][0]:
            return None  # inside "editor-in-chief"
        owner: str | None = None
        former = False
        title: list[str] = []
        k = first
        while self._same_sentence(first, k) and k - first < LONGEST:
            low = words.lower[k]
            named = self.names.get(k) if words.forms[k][:1].isupper() else None
            if (
                named is not None
                and words.forms[named[0] : named[0] + 1] == ["-"]
                and words.spans[named[0]][0] == words.spans[named[0] - 1][1]
            ):
                named = None  # "a U-2 pilot"
            if named is not None and title:
                return None  # a name inside: the phrase starts later
            noun = lexicon.head(low) if named is None or named[0] == k + 1 else ""
            if (
                noun
                and words.parsed
                and words.upos[k] == "ADJ"
                and words.deprels[k] == "amod"
                and words.heads[k] > k
                and (words.heads[k] == k + 1 or not lexicon.head(words.lower[words.heads[k]]))
            ):
                noun = ""  # "his chief work"
            beyond = self._suffixed(k) if noun else k + 1
            if beyond > k + 1:
                return self._finish(first, k, noun, [*title, words.words(k, beyond)], owner, former, beyond)
            if noun and not self._more(k):
                if lexicon.short.get(low.rstrip(".")):
                    noun = lexicon.short[low.rstrip(".")]
                return self._finish(first, k, noun, title, owner, former)
            if low in lexicon.former or low.startswith("ex-"):
                former = True
            if words.lower[k + 1 : k + 2] == ["-"] and "".join(words.lower[k : k + 3]) in lexicon.former:
                former = True  # "one-time"
            if named is not None and not (named[0] == k + 1 and (low in lexicon.parties or low in lexicon.countries)):
                end, whose = named
                if (
                    words.lower[end : end + 1]
                    and words.lower[end] in lexicon.learned
                    and self.kinds.get(whose) in ("person", "other")
                    and end == k + 1
                ):
                    title.append(words.forms[k])  # a chair that is named after somebody
                else:
                    owner = whose
                k = end + (end < len(words) and words.lower[end] in ("'s", "'"))
                continue
            if low in lexicon.owning and not title:
                if words.parsed and low == "her" and words.deprels[k] in ("obj", "iobj"):
                    return None  # "gave her 40 delegates"
                owner = self.owners.get(k)
            elif (
                low in lexicon.countries
                and words.forms[k][:1].isupper()
                and words.lower[k + 2 : k + 3]
                and words.lower[k + 1] == "-"
                and words.lower[k + 2] in lexicon.origins
            ):
                k += 2  # "a Cuban-born minister"
            elif low in lexicon.countries and words.forms[k][:1].isupper():
                owner = owner or "\1" + lexicon.countries[low]
            elif low in lexicon.parties and words.forms[k][:1].isupper():
                owner = owner or "\0" + lexicon.parties[low]
            elif (
                words.parsed and words.upos[k] == "VERB" and words.deprels[k].split(":")[0] not in ("amod", "compound")
            ):
                return None
            elif low in ("'s", "'") and title:
                owner, title = self.owners.get(k - 1), []  # "the club's president"
                if owner is None:
                    return None
            elif title and title[-1] == "-" and low.isdigit():
                title.append(low)
            elif low in lexicon.dropped or low.isdigit():
                if (
                    words.lower[k + 1 : k + 2] == ["-"]
                    and words.lower[k + 2 : k + 3]
                    and words.lower[k + 2] in lexicon.ages
                ):
                    k += 4
                elif words.lower[k + 1 : k + 2] == ["-"] and low not in ("ex", "then"):
                    k += 2
            elif (
                low in lexicon.ends
                or low in lexicon.prepositions
                or (words.parsed and words.upos[k] in CLOSED and low not in lexicon.former)
                or (low.endswith("ing") and low not in lexicon.participles and self._verbal(k))
                or not (words.forms[k][:1].isalnum() or (words.forms[k] == "-" and (title or k > first)))
            ):
                return None
            elif title or words.forms[k] != "-":
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

    def _suffixed(self, k: int) -> int:
        """End of a noun with what hyphens add to it: "editor-in-chief", "president-elect"; the token after it otherwise."""
        words, end = self.words, k + 1
        while end + 1 < len(words) and words.forms[end] == "-" and words.spans[end - 1][1] == words.spans[end][0]:
            end += 2
        added = "".join(words.lower[k + 2 : end])
        return end if end > k + 1 and added in self.lexicon.suffixes else k + 1

    def _finish(
        self, first: int, k: int, noun: str, title: list[str], owner: str | None, former: bool, end: int = 0
    ) -> Phrase:
        words, lexicon = self.words, self.lexicon
        kind = "kin" if words.lower[k] in lexicon.kin else "tie" if words.lower[k] in lexicon.ties else "office"
        whole_title = [*title] if end else [*title, noun]
        end, of, more = end or k + 1, owner, ""
        if of is not None and of[0] in "\0\1":
            # "the Democratic front-runner" is the party's, a "Democratic presidential nominee" is of that kind
            fits = noun in lexicon.party_roles if of[0] == "\0" else noun in lexicon.state_roles
            of = of[1:] if fits else None
        if words.lower[end : end + 1] == ["of"] and self._fixed(end + 1):
            more, end = " " + words.words(end, end + 2), end + 2
        preposition = words.lower[end] if self._same_sentence(first, end) else ""
        if preposition in lexicon.on_behalf and kind == "office":
            preposition = "for"
        if preposition in lexicon.prepositions and self._open(of, preposition, noun):
            found = self._complement(end + 1, preposition, noun)
            if found is not None and preposition == "from" and self._origin(found[0], noun):
                found = None  # "a plumber from Leeds" is nobody's
            if found is not None and preposition == "on" and self.kinds.get(found[0] or "") in ("place", "person"):
                found = None  # "a consultant on Burma": what he knows about
            if found is not None and of is not None and self.kinds.get(of) == "place" and preposition == "for":
                of = None  # "Asia director for the Council"
            local = preposition == "in" and noun not in lexicon.within
            whole = preposition == "of" if kind == "kin" else preposition in ("of", "for", "at", "to", "from", "in")
            if found is not None and not local and (whole or (kind != "kin" and found[0] in self.named)):
                of, end, more = found[0] or of, found[1], more + found[2]
        clean = _title(whole_title) + more
        plural = words.lower[k] != noun and words.lower[k].rstrip(".") not in lexicon.short
        return Phrase(clean, noun, kind, of, former, first, end, k, plural)


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
