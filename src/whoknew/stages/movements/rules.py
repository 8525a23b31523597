"""Which verbs and nouns tell of a movement, and whether it was done, tried, planned, refused or falsely stated."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoknew.stages.movements import means
from whoknew.stages.movements.drafts import Draft
from whoknew.stages.movements.movers import Mover, Movers
from whoknew.stages.movements.nouns import Nouns
from whoknew.stages.movements.setting import ACTOR, Setting
from whoknew.stages.movements.status import Statuses
from whoknew.stages.movements.where import Ends, Places
from whoknew.stages.movements.who import Subjects, Verb


class Finder:
    """Finds the movements of one text."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        self.lex = setting.lexicon
        self.subjects = Subjects(setting)
        self.places = Places(setting)
        self.movers = Movers(setting, self.subjects)
        self.statuses = Statuses(setting, self.subjects)
        self.nouns = Nouns(setting, self.subjects, self.places, self.movers, self.statuses)

    def find(self) -> list[Draft]:
        """Movements in the order of the text, one for each mover."""
        found: list[Draft] = []
        for v, low in enumerate(self.s.words.lower):
            verb = self.lex.verbs.get(low)
            if verb is not None and self._verbal(v) and not self._idiom(v, verb[0]):
                found += self._at(v, *verb, found)
            else:
                found += self.nouns.at(v, found)
        self._falsely(found)
        return found

    def _at(self, v: int, lemma: str, kinds: frozenset[str], before: Sequence[Draft]) -> Iterator[Draft]:
        group = self.subjects.group(v)
        if lemma == "take" and self.s.words.lower[v + 1 : v + 2] == ["off"]:
            if self.s.words.parsed and any(self.s.words.deprels[c] == "obj" for c in self.s.words.children[v]):
                return  # "took off his coat"
            kinds = frozenset({"go"})
        if "board" in kinds and (group.passive or means.vehicle(self.s, v + 1, self.s.sentence(v)[1]) is None):
            kinds -= {"board"}
        elif "board" in kinds:
            kinds = frozenset({"board"})
        if not kinds:
            return
        ends = self.places.read(v, lemma, kinds, group.passive)
        if group.passive and "carry" not in kinds and not self.lex.has("conditions.stative", lemma):
            return
        if lemma == "turn" and ends.back:  # "turned back at the border"
            ends.origin, ends.destination = ends.origin or ends.destination, None
        movers = self._moving(group, lemma, kinds, ends) or self._same_vehicle(group, before)
        wheeling = lemma == "turn" and self.lex.has("arguments.wheeling", self.s.words.lower[v + 1])
        if wheeling and not all(self._is_vehicle(mover) for mover in movers):
            return  # "he turned round": no journey
        if not movers or not self._moves(lemma, kinds, group, ends):
            return
        outcome = self.statuses.of(group, lemma)
        if outcome is None:
            return
        first = group.first if group.passive or group.negated or group.modal else v
        for mover in movers:
            if self.statuses.habitual(group, mover.token):
                continue
            for one in mover.ids or ("",):
                yield Draft(
                    group,
                    lemma,
                    one,
                    replace(ends, via=list(ends.via)),
                    outcome.happened,
                    outcome.hedged,
                    first,
                    v + 1 + (wheeling and not ends.placed),
                    vehicle=mover.words,
                    asked=outcome.asked,
                    tentative=not ends.placed and ends.back and self.lex.has("conditions.placed", lemma),
                )

    def _moving(self, group: Verb, lemma: str, kinds: frozenset[str], ends: Ends) -> list[Mover]:
        """Who moves: the object of carrying, both with "accompany", else the subject."""
        v = group.at
        if "carry" in kinds and not group.passive:
            carried, _ = self.movers.object(v, lemma)
            if carried is not None:
                subject = self._carrier(group, lemma, ends)
                if subject is None:
                    return []
                return [subject, carried] if lemma == "accompany" and subject.ids else [carried]
            has_object = self.s.words.parsed and any(
                self.s.words.deprels[c] == "obj" and c > v for c in self.s.words.children[v]
            )
            if kinds == {"carry"} or (has_object and not kinds & {"from", "to", "via"}):
                return []
        subject = self.movers.subject(group, lemma)
        return [subject] if subject is not None else []

    def _same_vehicle(self, group: Verb, before: Sequence[Draft]) -> list[Mover]:
        """The vehicle told of last, where "it" moves: "A plane took off … it made for the coast … then it turned round"."""
        words = self.s.words
        token = self.subjects.subject_token(group.at) if words.parsed else None
        if words.lower[group.first - 1 : group.first] == ["it"]:
            token = group.first - 1
        if token is None or words.lower[token] != "it" or not before:
            return []
        last = before[-1]
        near = words.sentence[group.at] - words.sentence[last.first] <= 1
        mover = Mover(words=last.vehicle, token=token)
        return [mover] if near and not last.mover and self._is_vehicle(mover) else []

    def _is_vehicle(self, mover: Mover) -> bool:
        return bool(mover.words) and self.lex.has("means.vehicles", mover.words.lower().split()[-1])

    def _carrier(self, group: Verb, lemma: str, ends: Ends) -> Mover | None:
        """Who carries; a vehicle or a voyage may ("the flight from Athens to Larnaca carried her"), another thing not."""
        words = self.s.words
        found = self.movers.subject(group, lemma)
        if not words.parsed:
            return found or Mover()
        token = self.subjects.subject_token(group.at)
        if token is None or group.governors:
            return found or Mover()
        voyage = self._voyage(group.at)
        if voyage and ends.origin is None:
            way = Ends()
            self.places.phrases(token + 1, group.first, "go", way)
            ends.origin, ends.destination = way.origin, ends.destination or way.destination
        if found is not None or voyage:
            return found or Mover()
        held = self.s.over.get(token)
        agent = held is not None and held.entity.type in (*ACTOR, "organisation", "place")
        return Mover() if agent or words.upos[token] in ("PROPN", "PRON") else None

    def _verbal(self, v: int) -> bool:
        """Whether a form stands as a verb here."""
        words, lex = self.s.words, self.lex
        if words.parsed:
            return words.upos[v] == "VERB"
        before = words.lower[v - 1] if v and words.sentence[v - 1] == words.sentence[v] else ""
        if lex.has("arguments.before_nouns", before):
            return words.lower[v].endswith("ing") and before in ("of", "for", "in")
        if before == "-" or (
            v + 1 < len(words) and words.forms[v + 1] == "-" and words.spans[v][1] == words.spans[v + 1][0]
        ):
            return words.lower[v].startswith("re")
        if words.lower[v] == "left":
            return not (before in ("the", "far", "to", "on") or words.lower[v + 1 : v + 2] in (["-"], ["wing"]))
        return not words.forms[v][:1].isupper() or before == ""

    def _idiom(self, v: int, lemma: str) -> bool:
        """Whether the words after the verb give it another meaning."""
        words = self.s.words
        low = words.lower[v + 1] if v + 1 < len(words) else "."
        two = f"{low}:{words.lower[v + 2]}" if v + 2 < len(words) else ""
        barred = self.lex.barred.get(lemma, frozenset())
        if (low in barred and not self._upwards(v, low)) or two in barred:
            return True
        if lemma == "go" and words.lower[v] == "going" and low == "to":
            return not self.places.nominal(v + 2, self.s.sentence(v)[1])  # "going to write"
        over = words.parsed and words.lower[v] == "left" and words.deprels[v].startswith("acl")
        if over and not any(words.deprels[c].startswith("nsubj") for c in words.children[v]):
            return True  # "nobody left to ask", not "hours before he left"
        needed = self.lex.needed.get(lemma)
        if needed is None or low in needed or two in needed or self.lex.has("arguments.adverbs", low):
            return False
        if (low == "back" or self.lex.has("arguments.directions", low)) and words.lower[v + 2 : v + 3]:
            return words.lower[v + 2] not in needed
        return not (self._object_then(v, needed) or self._voyage(v) or self._by_tree(v, needed))

    def _upwards(self, v: int, low: str) -> bool:
        """ "Drove up to the lake", "went down into the cellar": a direction before where it leads, and no idiom."""
        after = self.s.words.lower[v + 2 : v + 3]
        return self.lex.has("arguments.directions", low) and bool(after) and self.lex.has("arguments.to", after[0])

    def _by_tree(self, v: int, needed: frozenset[str]) -> bool:
        """The needed preposition over an inserted phrase: "moving, in 1972, to London"."""
        words = self.s.words
        if not words.parsed or words.forms[v + 1 : v + 2] != [","]:
            return False
        obliques = [c for c in words.children[v] if words.deprels[c].startswith("obl") and c > v]
        return any(words.deprels[k] == "case" and words.lower[k] in needed for c in obliques for k in words.children[c])

    def _voyage(self, v: int) -> bool:
        """Whether a vehicle or a voyage is the subject: "the flight to Rome carried them"."""
        words = self.s.words
        token = self.subjects.subject_token(v) if words.parsed else None
        if token is None:
            return False
        low = words.lower[token]
        return self.lex.has("movers.voyages", low) or self.lex.has("means.vehicles", low)

    def _object_then(self, v: int, needed: frozenset[str]) -> bool:
        """ "carried him to", "drove the family from": the needed word after the object or, in the passive, the verb."""
        words = self.s.words
        after = v + 1
        if not self.subjects.group(v).passive:
            carried, after = self.movers.object(v, self.lex.verbs[words.lower[v]][0])
            if carried is None:
                return False
        end = min(self.s.sentence(v)[1], after + 6)
        return any(w in needed for w in words.lower[after:end])

    def _moves(self, lemma: str, kinds: frozenset[str], group: Verb, ends: Ends) -> bool:
        """Whether a verb with these arguments tells of a movement in space."""
        v = group.at
        if lemma == "come" and ends.origin and not (ends.destination or ends.to_there or ends.means):
            return False  # where somebody is from
        if self._figurative(v, lemma, ends):
            return False
        if kinds & {"to", "board"} and "go" not in kinds:
            return ends.placed or lemma == "board"
        final = self.lex.has("conditions.final", lemma)
        if "from" in kinds and not ends.placed:
            return final and (self._ended(v) or lemma == "flee")
        if self.lex.has("conditions.placed", lemma):
            last = v + (lemma == "turn")
            return ends.placed or ends.back or (lemma in ("turn", "come") and self._ended(last))
        return (
            ends.placed
            or (final and (self._ended(v) or lemma in ("show", "return", "flee")))
            or (ends.means is not None and kinds != {"carry"})
        )

    def _figurative(self, v: int, lemma: str, ends: Ends) -> bool:
        """ "came to the conclusion", "returned to his work", "arrived at a figure": the goal is no place."""
        words = self.s.words
        end = self.s.sentence(v)[1]
        goal = ("to", "at") if lemma == "arrive" else ("to",)
        k = next((j for j in range(v + 1, min(end, v + 4)) if words.lower[j] in goal), -1)
        if k < 0 or ends.destination is not None or ends.to_there or not self.lex.has("conditions.figurative", lemma):
            return False
        if words.lower[k] == "at" and self.s.timed(k + 1):
            return False
        return not (ends.origin or ends.via or ends.means) or lemma == "proceed"

    def _ended(self, v: int) -> bool:
        """Whether the verb has no object: a mark, or a word that begins another phrase, follows."""
        words = self.s.words
        after = words.lower[v + 1] if v + 1 < len(words) and words.sentence[v + 1] == words.sentence[v] else "."
        return not after[:1].isalnum() or self.lex.has("arguments.others", after)

    def _falsely(self, found: Sequence[Draft]) -> None:
        """Announced, and contradicted in the same sentence or the next: "said he was going home, but went …"."""
        words = self.s.words
        for a, b in zip(found, found[1:], strict=False):
            if a.asked or a.who != b.who or a.happened != "planned" or b.happened != "done":
                continue
            if words.sentence[b.first] - words.sentence[a.first] > 1:
                continue
            lead = words.lower[max(self.s.sentence(a.first)[0], a.first - 14) : a.first]
            turned = self.lex.any("governing.turned", words.lower[a.end : b.end + 8])
            if self.lex.any("governing.told", lead) and turned and a.ends.destination != b.ends.destination:
                a.happened = "falsely_stated"
