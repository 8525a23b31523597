"""Who moves: the subject of a verb, found in the parse where there is one, else by walking left from the verb.

An infinitive takes the subject, or where the governing verb has a person for object that person ("asked her to come"); a verb
joined by "and" takes the subject of the one before; a participle takes that of its main clause; "who" what it stands for.
"""

from dataclasses import dataclass

from whoknew.stages.movements.setting import ACTOR, Held, Setting

Chain = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with the start of its group ("had been taken") and what governs it, nearest first."""

    at: int
    first: int
    passive: bool
    negated: bool
    modal: str
    governors: Chain


class Subjects:
    """Finds verb groups, their governors and subjects."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        self.lex = setting.lexicon

    def group(self, v: int) -> Verb:
        """The verb group around a token."""
        words, lex = self.s.words, self.lex
        first, sentence_first = v, self.s.sentence(v)[0]
        negated, modal, passive = False, "", False
        k = v - 1
        while k >= sentence_first:
            low = words.lower[k]
            if lex.has("governing.negations", low):
                negated = True
            elif lex.has("governing.planned_modals", low) or lex.has("governing.possible_modals", low):
                modal = modal or low
            elif lex.has("governing.auxiliary", low):
                passive = passive or low in ("is", "was", "are", "were", "been", "being", "be", "got")
            elif not (lex.has("governing.adverbs", low) or (low.endswith("ly") and len(low) > 4)):
                break
            first = k
            k -= 1
        while first < v and (
            self.lex.has("governing.adverbs", words.lower[first]) or words.lower[first].endswith("ly")
        ):
            first += 1
        participle = words.lower[v].endswith(("ed", "en", "n", "t")) or words.lower[v] in (
            "taken",
            "brought",
            "sent",
            "led",
            "flown",
            "driven",
        )
        return Verb(
            v,
            first,
            passive and participle and not words.lower[v].endswith("ing"),
            negated,
            modal,
            self._governors(first),
        )

    def _governors(self, first: int) -> Chain:
        """Verbs that govern an infinitive or gerund, nearest first: "had tried | to persuade her | to leave"."""
        words = self.s.words
        found: list[int] = []
        at = first
        for _ in range(4):
            start = self.s.sentence(at)[0]
            to = at - 1
            if to < start:
                break
            low = words.lower[to]
            if words.parsed and words.deprels[at].startswith("xcomp") and start <= words.heads[at] < at:
                found.append(words.heads[at])
                at = words.heads[at]
                continue
            if low != "to":
                gerund = words.lower[at].endswith("ing") and to - 1 >= start
                if (
                    low in ("of", "about", "from", "on", "by")
                    and gerund
                    and words.lower[to - 1] not in ("instead", "because")
                ):
                    found.append(to - 1)
                    at = to - 1
                    continue
                break
            k = to - 1
            h = self.s.ending.get(to)
            if h is not None and h.entity.type in ACTOR and h.first > start and not self._nominative(h):
                k = h.first - 1
            while k > start and (words.lower[k] in ("not", "n't", "up", "out") or words.lower[k].endswith("ly")):
                k -= 1
            if k < start or not words.forms[k][:1].isalpha():
                break
            found.append(k)
            at = k
        return tuple(found)

    def _nominative(self, h: Held) -> bool:
        return self.s.words.lower[h.first] in ("he", "she", "they", "i", "we", "who")

    def of(self, verb: Verb, depth: int = 0) -> Held | None:
        """The mention that is a verb's subject, or the one that an infinitive is about."""
        if depth > 4:
            return None
        words = self.s.words
        if verb.governors:
            governor = verb.governors[0]
            controlled = self._object_between(governor, verb.first)
            if controlled is not None:
                return controlled
            return self.of(self.group(governor), depth + 1)
        if words.parsed:
            found = self._parsed(verb.at)
            if found is not None:
                return found
        return self._walked(verb, depth)

    def _object_between(self, governor: int, first: int) -> Held | None:
        """The person told, forced or helped to: between the governor and "to"."""
        to = first - 1
        h = self.s.ending.get(to)
        if h is not None and h.entity.type in ACTOR and h.first > governor and self.s.words.lower[h.first - 1] != "by":
            return self._outermost(h)
        return None

    def _outermost(self, h: Held) -> Held:
        wide = self.s.starting.get(h.first)
        return wide if wide is not None and wide.end == h.end else h

    def _parsed(self, v: int) -> Held | None:
        """By the tree: an own subject, else that of the verb it is joined to or depends on."""
        words = self.s.words
        node = v
        for _ in range(6):
            subjects = [c for c in words.children[node] if words.deprels[c].startswith("nsubj")]
            for c in subjects:
                h = self._mention_of(c)
                if h is not None:
                    return h
            if subjects:
                return None
            rel, head = words.deprels[node], words.heads[node]
            if head < 0:
                return None
            if rel.startswith("acl"):
                return self._mention_of(head)
            if rel.startswith(("xcomp", "conj", "advcl", "parataxis")) or (rel.startswith("aux") and node == v):
                if rel.startswith("xcomp"):
                    told = [c for c in words.children[head] if words.deprels[c] in ("obj", "iobj") and c < node]
                    for c in told:
                        h = self._mention_of(c)
                        if h is not None and h.entity.type in ACTOR:
                            return h
                node = head
                continue
            return None
        return None

    def _mention_of(self, token: int) -> Held | None:
        """The widest mention headed near a token, of people only."""
        h = self.s.over.get(token)
        if h is None or h.entity.type not in ACTOR:
            return None
        for wide in self.s.before(h.end, max(0, h.first - 30)):
            if (
                wide.end == h.end
                and wide.first < h.first
                and wide.entity.members
                and h.entity.id in wide.entity.members
            ):
                return wide
        start = self.s.starting.get(h.first)
        if start is not None and start.entity.members and h.entity.id in start.entity.members and start.end >= h.end:
            return start
        return h

    def _walked(self, verb: Verb, depth: int) -> Held | None:
        words = self.s.words
        start = self.s.sentence(verb.at)[0]
        k = verb.first
        while k > start and (
            self.lex.has("governing.adverbs", words.lower[k - 1]) or (words.lower[k - 1].endswith("ly"))
        ):
            k -= 1
        h = self.s.subject_at(k)
        if h is not None:
            return h
        if k > start and words.forms[k - 1] == ",":
            h = self._over_comma(k - 1, start)
            if h is not None:
                return h
        previous = words.lower[k - 1] if k > start else ""
        gerund = (words.lower[verb.at].endswith("ing") and verb.first == verb.at) or words.lower[verb.first] == "being"
        if (
            previous in ("and", "but", "or", "then", ",")
            or gerund
            or previous in ("after", "before", "while", "by", "without", "when")
        ):
            return self._shared(verb, k, start, depth)
        return None

    def _over_comma(self, comma: int, start: int) -> Held | None:
        """ "Maher, the commander, flew" and "The aircraft, unseen by radar, carried": over what stands between commas."""
        words = self.s.words
        for j in range(comma - 1, max(start, comma - 25) - 1, -1):
            if words.forms[j] == ",":
                return self.s.subject_at(j)
        return self.s.subject_at(comma)

    def _shared(self, verb: Verb, k: int, start: int, depth: int) -> Held | None:
        """The subject of the clause that this verb continues, or of the main clause that follows a participle."""
        words = self.s.words
        if words.lower[k - 1 : k] and words.lower[k - 1] in (
            "after",
            "before",
            "while",
            "upon",
            "by",
            "without",
            "when",
        ):
            following = self._following(verb.at)
            if following is not None:
                return following
        candidates = [h for h in self.s.before(k, start) if h.entity.type in ACTOR]
        subjects = [h for h in candidates if self._subject_like(h, start)]
        if subjects:
            return subjects[0]
        if words.lower[verb.at].endswith("ing") or words.lower[verb.first] == "being":
            following = self._following(verb.at)
            if following is not None:
                return following
        return candidates[-1] if candidates and words.lower[verb.first - 1] in ("and", "but", ",") else None

    def _following(self, v: int) -> Held | None:
        """The subject of the main clause after an opening participle: "after travelling back, Vera …"."""
        words = self.s.words
        for j in range(v + 1, min(self.s.sentence(v)[1], v + 20)):
            if words.forms[j] == "," and j + 1 in self.s.starting:
                h = self.s.starting[j + 1]
                after = words.lower[h.end] if h.end < len(words) else "."
                return (
                    h
                    if h.entity.type in ACTOR
                    and (after[:1].isalpha() or after in ("“", '"', ","))
                    and after not in ("and", "or")
                    else None
                )
        return None

    def _subject_like(self, h: Held, start: int) -> bool:
        words = self.s.words
        if words.lower[h.first] in ("him", "them", "me", "us", "his", "her", "their", "its") and h.end - h.first == 1:
            return False
        before = words.lower[h.first - 1] if h.first > start else "."
        after = words.lower[h.end] if h.end < len(words) else "."
        return (
            before
            in (
                ".",
                ",",
                "and",
                "but",
                "that",
                "when",
                "while",
                "as",
                "because",
                "if",
                "after",
                "before",
                "until",
                "where",
                "which",
                "then",
                "so",
                "“",
                '"',
                ":",
                ";",
                "said",
                "--",
                "—",
                "–",
                "''",
            )
            or not before[:1].isalnum()
        ) and after not in ("'s", "'", "of")
