"""Who stands as the subject of a verb: by the parse where there is one, else by walking left from the verb.

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
        if words.lower[k] == "without" and k >= sentence_first:
            negated = True
        while first < v and (lex.has("governing.adverbs", words.lower[first]) or words.lower[first].endswith("ly")):
            first += 1
        passive = self.participle(v) and (passive or self._reduced(v, first))
        return Verb(v, first, passive, negated, modal, self._governors(first))

    def participle(self, v: int) -> bool:
        """Whether a form may be a past participle."""
        low = self.s.words.lower[v]
        return not low.endswith("ing") and (
            low.endswith(("ed", "en", "n", "t")) or self.lex.has("governing.participles", low)
        )

    def _reduced(self, v: int, first: int) -> bool:
        """A passive without its own auxiliary: "were freed and taken to", "a man taken to"."""
        words = self.s.words
        if not words.parsed or first < v or words.lower[v] not in self.lex.verbs:
            return False
        if "carry" not in self.lex.verbs[words.lower[v]][1] or any(
            words.deprels[c] == "obj" for c in words.children[v]
        ):
            return False
        rel, head = words.deprels[v], words.heads[v]
        if head < 0 or any(words.deprels[c].startswith("nsubj") for c in words.children[v]):
            return False
        if rel.startswith("acl"):
            return not rel.startswith("acl:relcl")
        return rel.startswith("conj") and any(words.deprels[c].endswith(":pass") for c in words.children[head])

    def _governors(self, first: int) -> Chain:
        """Verbs that govern an infinitive or gerund, nearest first: "had tried | to persuade her | to leave"."""
        words, lex = self.s.words, self.lex
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
            h = self.s.ending.get(at)
            actor = h is not None and h.entity.type in ACTOR and h.first > start and not found and self._plain(at)
            if actor and h is not None and lex.has("governing.seen", words.lower[h.first - 1]):
                found.append(h.first - 1)
                at = h.first - 1
                continue
            if low != "to":
                gerund = words.lower[at].endswith("ing") and to - 1 >= start
                if not (lex.has("governing.gerunds", low) and gerund):
                    break
                k = to - 1
                h = self.s.ending.get(to)
                if low == "from" and h is not None and h.first > start:
                    k = h.first - 1  # "bars foreigners from entering"
                if words.lower[k] in ("instead", "because"):
                    break
                found.append(k)
                at = k
                continue
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

    def _plain(self, v: int) -> bool:
        """An infinitive without "to" ("saw him leave"), or a participle in its place."""
        low = self.s.words.lower[v]
        return low.endswith("ing") or self.lex.verbs.get(low, ("",))[0] == low

    def _nominative(self, h: Held) -> bool:
        return self.lex.has("governing.nominatives", self.s.words.lower[h.first])

    def subject_token(self, v: int) -> int | None:
        """The head of a verb's subject by the tree: its own, else that of the verb it is joined to or depends on.

        None where the tree gives none.
        """
        words = self.s.words
        node = v
        for _ in range(6):
            subjects = [c for c in words.children[node] if words.deprels[c].startswith("nsubj")]
            if subjects:
                return self._antecedent(subjects[0], node)
            rel, head = words.deprels[node], words.heads[node]
            if head < 0:
                return None
            if rel.startswith("acl"):
                marked = [c for c in words.children[node] if words.deprels[c] in ("mark", "case") and c < node]
                if rel.startswith("acl:relcl") or not marked:
                    return head
                found = self._of_noun(head)
                if found is not None:
                    return found
                node = words.heads[head]
                if node < 0:
                    return None
                continue
            if not rel.startswith(("xcomp", "conj", "advcl", "parataxis")) and not (
                rel.startswith("aux") and node == v
            ):
                return None
            if rel.startswith("xcomp") and not self.lex.has("governing.promising", words.lower[head]):
                told = [c for c in words.children[head] if words.deprels[c] in ("obj", "iobj") and c < node]
                if told:
                    return told[0]
            node = head
        return None

    def _of_noun(self, noun: int) -> int | None:
        """Whose excuse, plan or account it is, or who was given it: "gave him a reason for leaving"."""
        words = self.s.words
        for c in words.children[noun]:
            if words.deprels[c] == "nmod:poss":
                return c
        head = words.heads[noun]
        if head >= 0:
            return next((c for c in words.children[head] if words.deprels[c] == "iobj"), None)
        return None

    def _antecedent(self, subject: int, node: int) -> int:
        """What a relative pronoun stands for."""
        words = self.s.words
        if not self.lex.has("governing.relatives", words.lower[subject]):
            return subject
        for _ in range(4):
            rel, head = words.deprels[node], words.heads[node]
            if head < 0:
                return subject
            if rel.startswith("acl"):
                return head
            node = head
        return subject

    def controlled(self, verb: Verb) -> Held | None:
        """The person told, forced, seen or left to do it, between the governing verb and this one."""
        words, lex = self.s.words, self.lex
        if verb.governors:
            governor = verb.governors[0]
            if lex.has("governing.promising", words.lower[governor]):
                return None
            return self._object_between(governor, verb.first)
        return None

    def of(self, verb: Verb, depth: int = 0) -> Held | None:
        """The mention that is a verb's subject, or the one that an infinitive is about."""
        if depth > 4:
            return None
        controlled = self.controlled(verb)
        if controlled is not None:
            return controlled
        if verb.governors:
            return self.of(self.group(verb.governors[0]), depth + 1)
        if self.s.words.parsed:
            token = self.subject_token(verb.at)
            found = self.mention_of(token) if token is not None else None
            if found is not None:
                return found
        return self.walked(verb, depth)

    def _object_between(self, governor: int, first: int) -> Held | None:
        to = first - 1 if self.s.words.lower[first - 1] == "to" else first
        h = self.s.ending.get(to)
        if h is not None and h.entity.type in ACTOR and h.first > governor and self.s.words.lower[h.first - 1] != "by":
            return self._outermost(h)
        return None

    def _outermost(self, h: Held) -> Held:
        wide = self.s.starting.get(h.first)
        return wide if wide is not None and wide.end == h.end else h

    def mention_of(self, token: int) -> Held | None:
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

    def walked(self, verb: Verb, depth: int) -> Held | None:
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
        if previous in ("and", "but", "or", "then", ",") or gerund or self.lex.has("governing.leads", previous):
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
        if words.lower[k - 1 : k] and self.lex.has("governing.leads", words.lower[k - 1]):
            following = self._following(verb.at)
            if following is not None:
                return following
        candidates = [h for h in self.s.before(k, start) if h.entity.type in ACTOR]
        subjects = [h for h in candidates if self.subject_like(h, start)]
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

    def subject_like(self, h: Held, start: int) -> bool:
        """Whether a mention stands where subjects stand: at the start of a clause and with no "of" after it."""
        words, lex = self.s.words, self.lex
        if lex.has("governing.accusatives", words.lower[h.first]) and h.end - h.first == 1:
            return False
        before = words.lower[h.first - 1] if h.first > start else "."
        after = words.lower[h.end] if h.end < len(words) else "."
        return (lex.has("governing.subject_before", before) or not before[:1].isalnum()) and after not in (
            "'s",
            "'",
            "of",
        )
