"""Nouns of motion: "made a trip to Ghent", "her escape to Cologne", "during a visit to Rome, Vera …", "the flight from X to Y carried"."""

from collections.abc import Iterator, Sequence

from whoknew.stages.movements.drafts import Draft
from whoknew.stages.movements.lexicon import singular
from whoknew.stages.movements.movers import Mover, Movers
from whoknew.stages.movements.setting import ACTOR, Held, Setting
from whoknew.stages.movements.status import Outcome, Statuses
from whoknew.stages.movements.where import Ends, Places
from whoknew.stages.movements.who import Subjects, Verb


class Nouns:
    """Reads one noun at a time."""

    def __init__(
        self, setting: Setting, subjects: Subjects, places: Places, movers: Movers, statuses: Statuses
    ) -> None:
        self.s = setting
        self.lex = setting.lexicon
        self.subjects, self.places, self.movers, self.statuses = subjects, places, movers, statuses

    def at(self, v: int, before: Sequence[Draft]) -> Iterator[Draft]:
        """The movements of a noun; a noun that refers back to one already told is none."""
        words, lex = self.s.words, self.lex
        noun = words.lower[v] if words.lower[v] in lex.nouns else singular(words.lower[v])
        kind = lex.nouns.get(noun)
        if kind is None or (words.parsed and words.upos[v] == "VERB"):
            return
        ends = self._ends(v, noun, kind)
        start = self.s.sentence(v)[0]
        if not self._placed(kind, ends):
            yield from self._bare(v, noun, ends, start)
            return
        told = self._told(v, start, ends)
        if told is None:
            return
        mover, outcome, first = told
        ends.back = ends.back or noun == "return"
        group = Verb(v, v, False, False, "", ())
        for one in mover.ids or ("",):
            if any(
                d.mover == one and d.ends.destination == ends.destination and d.ends.origin in (None, ends.origin)
                for d in before
                if one and ends.destination
            ):
                continue
            yield Draft(group, noun, one, ends, outcome.happened, outcome.hedged, first, v + 1, vehicle=mover.words)

    def _ends(self, v: int, noun: str, kind: str) -> Ends:
        """Places after the noun, over an owner with "of" or "by" ("the deportation of Omar Said to …")."""
        words = self.s.words
        ends = Ends(reach=v + 1)
        end = min(self.s.sentence(v)[1], self.places.clause_end(v))
        if kind == "to" and words.lower[v + 1 : v + 2] == ["of"] and v + 2 < end:
            ends.destination, ends.reach = self.places.sites.at(v + 2, end)
        self.places.phrases(v + 1, end, "arrive" if kind in ("at", "to") else noun, ends)
        return ends

    def _placed(self, kind: str, ends: Ends) -> bool:
        if kind in ("to", "at"):
            return ends.destination is not None
        if kind == "from":
            return ends.origin is not None
        if kind == "move":
            return bool(ends.destination and ends.origin)
        return bool(ends.destination or ends.origin)

    def _told(self, v: int, start: int, ends: Ends) -> tuple[Mover, Outcome, int] | None:
        """Whose it is, what became of it and where its words start."""
        words, lex = self.s.words, self.lex
        near = words.lower[max(start, v - 3) : v]
        light = next(
            (
                k
                for k in range(v - 1, max(start, v - 6) - 1, -1)
                if lex.has("nouns.light", words.lower[k]) and (not words.parsed or words.upos[k] == "VERB")
            ),
            None,
        )
        on_way = words.lower[v] == "way"
        if on_way and words.lower[v - 2 : v - 1] != ["on"]:
            return None
        if light is not None:
            group = self.subjects.group(light)
            found = self.movers.subject(group, "go")
            outcome = self.statuses.of(group, "go")
            if found is None or outcome is None or outcome.asked:
                return None
            planned = lex.has("nouns.planning", words.lower[light]) or lex.any("nouns.planned", near)
            if planned and outcome.happened == "done":
                outcome = Outcome("planned", outcome.hedged)
            return found, outcome, light
        travelled = None if on_way else self._travelled(v, start)
        owner = self._owner(v, start)
        if travelled is not None and (owner is None or ends.destination in self.s.by_id):
            found = Mover((travelled,))
        elif owner is not None:
            found = Mover((owner.entity.id,))
        else:
            return None
        return (found, self._outcome(v, near), v) if self._outcome(v, near) else None  # type: ignore[return-value]

    def _outcome(self, v: int, near: list[str]) -> Outcome | None:
        """By the adjectives before the noun and the verb that it hangs on."""
        words, lex = self.s.words, self.lex
        if lex.any("nouns.planned", near):
            return Outcome("planned", False)
        if lex.any("nouns.attempted", near):
            return Outcome("attempted", False)
        head = words.heads[v] if words.parsed else -1
        if head >= 0 and words.upos[head] == "VERB":
            low = words.lower[head]
            group = self.subjects.group(head)
            if lex.has("governing.possible_modals", group.modal):
                return None
            done_to = words.deprels[v].startswith("nsubj") and lex.has("nouns.announcing", low)
            planned = lex.has("governing.planned", low) or (lex.has("nouns.planning", low) and not done_to)
            if planned or (group.modal and lex.has("governing.planned_modals", group.modal)):
                return Outcome("planned", False)
            if lex.has("governing.asked", low) or lex.has("governing.barred", low):
                return None
        return Outcome("done", False)

    def _owner(self, v: int, start: int) -> Held | None:
        """The possessive before it, or the phrase with "of" or "by" after it."""
        words = self.s.words
        for k in range(v - 1, max(start, v - 3) - 1, -1):
            held = self.s.over.get(k) or self.s.ending.get(k)
            possessive = words.lower[k] in ("'s", "'") or self.lex.has("arguments.possessives", words.lower[k])
            if held is not None and possessive:
                return held if held.entity.type in ACTOR else None
            if not words.forms[k][:1].isalpha():
                break
        if words.lower[v + 1 : v + 2] in (["of"], ["by"]):
            for k in (v + 2, v + 3):
                after = self.s.starting.get(k)
                if after is not None:
                    return after if after.entity.type in ACTOR else None
        return None

    def _travelled(self, v: int, start: int) -> str | None:
        """Whose trip: "during a visit to Rome, Vera …", "he was on a tour of …"; None where it is not said to have been made."""
        words, lex = self.s.words, self.lex
        k = v - 1
        while k > start and k > v - 5 and not lex.has("nouns.during", words.lower[k]):
            k -= 1
        if not lex.has("nouns.during", words.lower[k]) or k == v - 1 or words.lower[k - 1] in lex.verbs:
            return None
        if not lex.has("nouns.owning", words.lower[k + 1]):
            return None
        owner = self.s.over.get(k + 1)
        if owner is not None and owner.entity.type in ACTOR:
            return owner.entity.id
        end = self.s.sentence(v)[1]
        near = [h for h in self.s.before(k, start) if h.entity.type in ACTOR] or [
            h for h in self.s.held_from(v, end) if h.entity.type in ACTOR
        ]
        subjects = [h for h in near if self.subjects.subject_like(h, start)]
        return subjects[-1].entity.id if subjects else None

    def _bare(self, v: int, noun: str, ends: Ends, start: int) -> Iterator[Draft]:
        """Without a place: "after his return", "since her departure"."""
        words = self.s.words
        owner = self.s.over.get(v - 1)
        if (
            not self.lex.has("nouns.bare", noun)
            or owner is None
            or owner.entity.type not in ACTOR
            or not (words.lower[v - 1] in ("'s", "'") or self.lex.has("arguments.possessives", words.lower[v - 1]))
        ):
            return
        before = words.lower[owner.first - 1] if owner.first > start else ""
        if before in ("after", "since", "following"):
            ends.back = noun == "return"
            group = Verb(v, v, False, False, "", ())
            entity = owner.entity
            for one in entity.members if entity.members and entity.named else (entity.id,):
                yield Draft(group, noun, one, ends, "done", False, v, v + 1)
