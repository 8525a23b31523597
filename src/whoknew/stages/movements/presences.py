"""Stated presence and absence: "was already in Moscow", "nobody was there", "the flat was empty", "stayed in Basel"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoknew.stages.movements.drafts import Draft
from whoknew.stages.movements.setting import ACTOR, Held, Setting
from whoknew.stages.movements.where import Places
from whoknew.stages.movements.who import Subjects


@dataclass(frozen=True, slots=True)
class Stay:
    """Who (entity id, "" for nobody or anybody) was or was not where (entity id or words)."""

    who: str
    where: str
    present: bool
    first: int
    end: int
    nobody: bool = False


class Finder:
    """Finds the presences of one text."""

    def __init__(self, setting: Setting, drafts: Sequence[Draft] = ()) -> None:
        self.s = setting
        self.reached = [(d.end, d.ends.destination) for d in drafts if d.ends.destination is not None]
        self.lex = setting.lexicon
        self.places = Places(setting)
        self.subjects = Subjects(setting)

    def find(self) -> list[Stay]:
        """In the order of the text, one for each person."""
        found: list[Stay] = []
        for v in range(1, len(self.s.words)):
            low = self.s.words.lower[v]
            if self.lex.has("presences.be", low) or self.lex.has("presences.stay", low):
                found += self._at(v)
        return found

    def _at(self, v: int) -> Iterator[Stay]:
        words, lex = self.s.words, self.lex
        if words.lower[v] == "'s" and not (words.parsed and words.upos[v] == "AUX"):
            return
        start, end = self.s.sentence(v)
        k, present = v + 1, True
        while k < end and (
            lex.has("presences.skip", words.lower[k])
            or lex.has("presences.stay", words.lower[k])
            or words.lower[k].endswith("ly")
            or words.lower[k] == "been"
            or (lex.has("presences.spend", words.lower[v]) and self._of_time(k))
        ):
            present = present and words.lower[k] not in ("not", "n't", "never", "no")
            k += 1
        if lex.has("presences.stay", words.lower[v]) and any(
            lex.has("presences.stay", w) or lex.has("presences.be", w) for w in words.lower[max(start, v - 3) : v]
        ):
            return  # told at the auxiliary
        if k >= end:
            return
        if lex.has("presences.empty", words.lower[k]):
            yield from self._empty(v, k)
            return
        where, after = self._where(k, end)
        if where is None:
            return
        subject = self._nobody(v, start)
        if subject is not None:
            yield Stay("", where, False, subject, after, nobody=True)
            return
        held = self._subject(v)
        if held is None or (words.lower[v] == "held" and held.entity.type != "person"):
            return
        for one in held.entity.members if held.entity.members and held.entity.named else (held.entity.id,):
            yield Stay(one, where, present, v, after)

    def _of_time(self, k: int) -> bool:
        """Whether a token belongs to how long somebody was there: "spent the night in", "spent three years in"."""
        words = self.s.words
        return self.s.timed(k) or any(self.s.timed(j) for j in range(k + 1, min(k + 3, len(words))))

    def _nobody(self, v: int, start: int) -> int | None:
        words, lex = self.s.words, self.lex
        if lex.has("presences.nobody", words.lower[v - 1]):
            return v - 1
        if words.lower[v - 2 : v] == ["no", "one"] and v - 2 >= start:
            return v - 2
        return None

    def _subject(self, v: int) -> Held | None:
        words = self.s.words
        held = self.subjects.of(self.subjects.group(v))
        if held is None or held.entity.type not in ACTOR:
            return None
        if words.lower[held.first] in ("who", "which") and held.end - held.first == 1:
            return held
        return held

    def _where(self, k: int, end: int) -> tuple[str | None, int]:
        words, lex = self.s.words, self.lex
        low = words.lower[k]
        if low == "there":
            if k + 1 < end and (
                words.lower[k + 1][:1].isalpha()
                and words.lower[k + 1] not in ("and", "but", "when", "on", "at", "that", "for", "with", "until")
            ):
                return None, k
            return self._last_place(k), k + 1
        if lex.has("presences.adverbs", low) and low not in ("here",):
            after = words.lower[k + 1] if k + 1 < end else "."
            if low == "away" and after not in (".", ",", "from", "at", "when", "and"):
                return None, k
            return low, k + 1
        if lex.has("presences.prepositions", low):
            place, reach = self.places.sites.at(k + 1, end)
            if place is not None and (place in self.s.by_id or low in ("in", "at", "inside")):
                entity = self.s.by_id.get(place)
                if entity is not None and entity.type == "organisation":
                    return None, k
                return place, reach
        return None, k

    def _last_place(self, k: int) -> str | None:
        """Where "there" is: the place last named or reached, in this sentence or the one before."""
        words = self.s.words
        here = words.sentence[k]
        reached = next(((at, to) for at, to in reversed(self.reached) if at <= k), None)
        if reached is not None and here - words.sentence[reached[0] - 1] <= 1 and reached[1] not in self.s.by_id:
            return reached[1]
        for held in self.s.before(k, max(0, k - 90)):
            if here - self.s.words.sentence[held.first] > 1:
                return None
            if held.entity.type in ("place", "facility"):
                return self._site_of(held)
        return None

    def _site_of(self, held: Held) -> str:
        """The place itself where the nearest name only says where a building is ("the ministry in Damascus")."""
        words = self.s.words
        if held.first > 1 and words.lower[held.first - 1] in ("in", "at", "near"):
            whole = self.s.ending.get(held.first - 1)
            if whole is not None and whole.entity.type == "facility":
                return whole.entity.id
        return held.entity.id

    def _empty(self, v: int, k: int) -> Iterator[Stay]:
        held = self.s.ending.get(v)
        if held is not None and held.entity.type in ("facility", "place"):
            yield Stay("", held.entity.id, False, held.first, k + 1, nobody=True)
