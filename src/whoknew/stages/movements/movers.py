"""Who moves: the subject, or the object of a verb of carrying, as entities or, where the text has none, as words.

A thing that moves ("the answer came", "shares climbed") is no mover; a vehicle or a body of people ("a column of tanks",
"troops") is one under its own words.
"""

from dataclasses import dataclass

from whoknew.stages.movements.lexicon import singular
from whoknew.stages.movements.setting import ACTOR, Held, Setting
from whoknew.stages.movements.who import Subjects, Verb


@dataclass(frozen=True, slots=True)
class Mover:
    """Entity ids, one each; or words. ``token`` is the head, -1 where the tree gave none."""

    ids: tuple[str, ...] = ()
    words: str = ""
    token: int = -1


class Movers:
    """Finds who moves with one verb."""

    def __init__(self, setting: Setting, subjects: Subjects) -> None:
        self.s = setting
        self.lex = setting.lexicon
        self.subjects = subjects

    def subject(self, verb: Verb, lemma: str) -> Mover | None:
        """Who the subject is; None where it is a thing or nobody is found."""
        controlled = self.subjects.controlled(verb)
        if controlled is not None:
            return self._held(controlled)
        told = self._told(verb)
        if told is not None:
            return self.named(told, lemma)
        node = verb
        for _ in range(4):
            if not node.governors:
                break
            governor = node.governors[0]
            node = self.subjects.group(governor)
            owner = self._owner(governor)
            if owner is not None:
                return self._held(owner)
            held = self.subjects.controlled(node)
            if held is not None:
                return self._held(held)
        words = self.s.words
        if words.parsed:
            token = self.subjects.subject_token(node.at)
            if token is not None:
                return self.named(token, lemma) or self._by_order(node, token)
            before = node.first - 1
            stands = before >= self.s.sentence(verb.at)[0] and words.upos[before] == "NOUN" and not self.s.timed(before)
            if (
                stands
                and self.s.subject_at(node.first) is None
                and words.heads[before] in (node.at, words.heads[node.at])
            ):
                return self.named(before, lemma)  # "help was coming", though the tree does not say so
        return self._framed(verb.at) or self._walked(node)

    def _told(self, verb: Verb) -> int | None:
        """The object of the governing verb by the tree ("required the team to travel")."""
        words = self.s.words
        if not words.parsed or not verb.governors or not words.deprels[verb.at].startswith("xcomp"):
            return None
        governor = words.heads[verb.at]
        if governor < 0 or self.lex.has("governing.promising", words.lower[governor]):
            return None
        return next(
            (c for c in words.children[governor] if words.deprels[c] in ("obj", "iobj") and governor < c < verb.at),
            None,
        )

    def _by_order(self, verb: Verb, token: int) -> Mover | None:
        """Right before the verb stands somebody, although the tree says otherwise ("and he went")."""
        h = self.s.subject_at(verb.first)
        if h is None or h.end - h.first > 1:
            return None
        return self._held(h) if self.lex.has("governing.nominatives", self.s.words.lower[h.first]) else None

    def object(self, v: int, lemma: str) -> tuple[Mover | None, int]:
        """Who is carried, and the token after the words for them; None where it is a thing."""
        words = self.s.words
        end = self.s.sentence(v)[1]
        if words.parsed:
            for c in words.children[v]:
                if words.deprels[c] in ("obj", "iobj") and v < c < end:
                    found = self.named(c, lemma)
                    h = self.s.over.get(c)
                    return found, (h.end if h is not None else c + 1)
        for k in (v + 1, v + 2):
            h = self.s.starting.get(k)
            if h is not None and h.entity.type in ACTOR and h.end <= end:
                return self._held(h), h.end
            if k >= end or words.lower[k] not in ("out", "away", "back", "in", "off"):
                break
        return None, v + 1

    def named(self, token: int, lemma: str) -> Mover | None:
        """The people headed by a token."""
        words, lex = self.s.words, self.lex
        if self._nobody(token):
            return None
        held = self.subjects.mention_of(token)
        vehicle = lex.has("means.vehicles", words.lower[token]) and (not words.parsed or words.upos[token] == "NOUN")
        if vehicle and held is not None and held.entity.type == "person":
            return Mover(words=self._phrase(token), token=token)  # "the lorry", though a chain takes it for somebody
        if held is not None:
            return Mover(self._each(held), token=token)
        low = words.lower[token]
        head = singular(low)
        inner = self.s.over.get(token)
        if inner is not None and inner.entity.type == "organisation" and lex.has("movers.marching", lemma):
            body = lex.has("movers.bodies", head) or lex.has("movers.bodies", inner.entity.name.lower().split()[-1])
            if body or inner.entity.named:
                return Mover((inner.entity.id,), token=token)
        pronoun = lex.has("arguments.people", low)
        if words.parsed and words.upos[token] == "PRON" and pronoun:
            return Mover(words=words.forms[token], token=token)
        if any(
            lex.has(name, word) for name in ("movers.people", "movers.bodies", "means.vehicles") for word in (head, low)
        ):
            if inner is not None and inner.entity.type in (*ACTOR, "organisation"):
                return Mover((inner.entity.id,), token=token)
            return Mover(words=self._phrase(token), token=token)
        if lex.has("governing.counts", low):
            return Mover(words=self._phrase(token), token=token)
        return None

    def _nobody(self, token: int) -> bool:
        """ "No one came", "none of them": nobody moves."""
        words, lex = self.s.words, self.lex
        low = words.lower[token]
        before = words.lower[token - 1] if token else ""
        return lex.has("presences.nobody", low) or (
            before == "no" and words.sentence[token - 1] == words.sentence[token]
        )

    def _phrase(self, token: int) -> str:
        """A noun with what stands before it, and of what it is made ("a column of tanks")."""
        words, lex = self.s.words, self.lex
        start, end = self.s.sentence(token)
        first = token
        while first > max(start, token - 4):
            low = words.lower[first - 1]
            if not low[:1].isalnum() or lex.has("arguments.determiners", low) or lex.has("arguments.glue", low):
                break
            if words.parsed and words.upos[first - 1] not in ("ADJ", "NOUN", "PROPN", "NUM"):
                break
            if words.parsed and words.upos[first - 1] == "NUM":
                break
            first -= 1
        last = token + 1
        if last + 1 < end and words.lower[last] == "of":
            last += 1
            while last < min(end, token + 6) and (
                lex.has("arguments.determiners", words.lower[last])
                or (words.parsed and words.upos[last] in ("ADJ", "NOUN", "PROPN", "NUM"))
            ):
                last += 1
            if last == token + 2:
                last = token + 1
        return words.words(first, last)

    def _owner(self, noun: int) -> Held | None:
        """Whose plan, hope or turn it is."""
        words = self.s.words
        if noun < 1 or (words.parsed and words.upos[noun] not in ("NOUN", "PROPN")):
            return None
        before = self.s.over.get(noun - 1)
        possessive = before is not None and (
            words.lower[noun - 1] in ("'s", "'") or self.lex.has("arguments.possessives", words.lower[noun - 1])
        )
        return before if possessive and before is not None and before.entity.type in ACTOR else None

    def _framed(self, v: int) -> Mover | None:
        """By semantic roles, where neither tree nor order gave anybody."""
        frame = self.s.frames.get(v)
        if frame is None:
            return None
        for label in ("ARG0", "ARG1"):
            for role in frame.roles:
                if role.label == label:
                    h = self.s.starting.get(role.first)
                    if h is None and self.s.words.parsed:
                        h = self.subjects.mention_of(self.s.words.head_of(role.first, role.end))
                    if h is not None and h.entity.type in ACTOR:
                        return self._held(h)
        return None

    def _walked(self, verb: Verb) -> Mover | None:
        found = self.subjects.walked(verb, 0)
        return self._held(found) if found is not None else None

    def _held(self, held: Held) -> Mover:
        return Mover(self._each(held), token=held.end - 1)

    def _each(self, held: Held) -> tuple[str, ...]:
        """The members of a named group, apart; anybody else as he is."""
        entity = held.entity
        return entity.members if entity.members and entity.named else (entity.id,)
