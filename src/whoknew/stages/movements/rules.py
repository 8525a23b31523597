"""Which verbs tell of a movement, and whether it was done, tried, planned, refused or falsely stated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whoknew.model.happenings import Happened
from whoknew.stages.movements.setting import ACTOR, Held, Setting
from whoknew.stages.movements.where import Ends, Places
from whoknew.stages.movements.who import Subjects, Verb


@dataclass(slots=True)
class Draft:
    """One movement of one mover before it has an id. ``mover`` is an entity id or ""."""

    verb: Verb
    lemma: str
    mover: str
    ends: Ends
    happened: Happened
    hedged: bool
    first: int
    end: int
    journey: int = 0
    vehicle: str = ""  # the words for it, where it and nobody in it is said to move
    asked: bool = False  # only asked for: no movement, but it says where a later "she came" leads


class Finder:
    """Finds the movements of one text."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        self.lex = setting.lexicon
        self.subjects = Subjects(setting)
        self.places = Places(setting)

    def find(self) -> list[Draft]:
        """Movements in the order of the text, one for each mover."""
        found: list[Draft] = []
        for v in range(len(self.s.words)):
            for draft in self._at(v):
                found.append(draft)
        self._falsely(found)
        return found

    def _at(self, v: int) -> Iterator[Draft]:
        words = self.s.words
        low = words.lower[v]
        verb = self.lex.verbs.get(low)
        if verb is None:
            yield from self._noun(v)
            return
        lemma, kinds = verb
        if not self._verbal(v) or self._idiom(v, lemma):
            yield from self._noun(v)
            return
        group = self.subjects.group(v)
        ends = self.places.read(v, lemma, kinds, group.passive)
        if group.passive and not kinds & {"carry"} and not kinds & {"go"}:
            return
        mover = self._mover(group, kinds, ends)
        if not self._moves(lemma, kinds, group, ends, mover):
            return
        state = self._happened(group, ends)
        asked = state is None and self._asked(group)
        if state is None and not asked:
            return
        happened, hedged = state if state is not None else ("planned", False)
        first = group.first if group.passive or group.negated or group.modal else v
        for one in self._each(mover):
            yield Draft(
                group, lemma, one, replace(ends, via=list(ends.via)), happened, hedged, first, v + 1, asked=asked
            )

    def _asked(self, group: Verb) -> bool:
        return any(self.lex.has("governing.asked", self.s.words.lower[g]) for g in group.governors[:1])

    def _each(self, mover: str) -> tuple[str, ...]:
        """The members of a named group, apart; anybody else as he is."""
        entity = self.s.by_id.get(mover)
        if entity is not None and entity.members and entity.named:
            return entity.members
        return (mover,)

    def _verbal(self, v: int) -> bool:
        """Whether a form stands as a verb here."""
        words = self.s.words
        if words.parsed:
            return words.upos[v] == "VERB"
        before = words.lower[v - 1] if v and words.sentence[v - 1] == words.sentence[v] else ""
        if before in (
            "the",
            "a",
            "an",
            "this",
            "his",
            "her",
            "their",
            "its",
            "my",
            "our",
            "your",
            "'s",
            "no",
            "of",
            "in",
            "at",
            "for",
        ):
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
        if low in barred or two in barred:
            return True
        if lemma == "go" and words.lower[v] == "going" and low == "to":
            return not self.places._nominal(v + 2, self.s.sentence(v)[1])  # "going to write"
        needed = self.lex.needed.get(lemma)
        return (
            needed is not None
            and low not in needed
            and not (
                low in ("back", "right", "straight") and words.lower[v + 2 : v + 3] and words.lower[v + 2] in needed
            )
            and not self._object_then(v, needed)
        )

    def _object_then(self, v: int, needed: frozenset[str]) -> bool:
        """ "carried him to", "drove the family from": the needed word after the object."""
        h = self.s.starting.get(v + 1)
        if h is None or h.entity.type not in ACTOR or h.end >= len(self.s.words):
            passive = self.subjects.group(v).passive
            return passive and any(w in needed for w in self.s.words.lower[v + 1 : v + 7])
        return any(w in needed for w in self.s.words.lower[h.end : h.end + 4])

    def _mover(self, group: Verb, kinds: frozenset[str], ends: Ends) -> str:
        if ends.object is not None:
            return ends.object
        subject = self.subjects.of(group)
        if subject is None:
            subject = self._framed(group.at, kinds)
        return subject.entity.id if subject is not None else ""

    def _framed(self, v: int, kinds: frozenset[str]) -> Held | None:
        """The mover by semantic roles, where neither tree nor order gave one."""
        frame = self.s.frames.get(v)
        if frame is None:
            return None
        wanted = ("ARG1", "ARG0") if kinds == {"carry"} else ("ARG0", "ARG1")
        for label in wanted:
            for role in frame.roles:
                if role.label == label:
                    h = self.s.starting.get(role.first) or self.s.over.get(role.end - 1)
                    if h is not None and h.entity.type in ACTOR:
                        return h
        return None

    def _moves(self, lemma: str, kinds: frozenset[str], group: Verb, ends: Ends, mover: str) -> bool:
        """Whether a verb with these arguments tells of somebody's movement in space."""
        placed = bool(ends.origin or ends.destination or ends.via or ends.from_there or ends.to_there)
        if not mover:
            return placed and not group.passive and self._vehicle(group) is not None
        if lemma == "come" and ends.origin and not (ends.destination or ends.to_there or ends.means):
            return False  # where somebody is from
        if self._figurative(group.at, lemma, ends):
            return False
        if kinds == {"carry"} and ends.object is None and not group.passive:
            return False
        if "to" in kinds:
            return placed
        final = self.lex.has("conditions.final", lemma)
        if "from" in kinds and not placed:
            return final and self._ended(group.at)
        if self.lex.has("conditions.placed", lemma):
            return placed or (lemma in ("turn", "come") and self._ended(group.at + (lemma == "turn")))
        return (
            placed
            or (final and (self._ended(group.at) or lemma in ("show", "return", "flee")))
            or ends.means is not None
        )

    def _figurative(self, v: int, lemma: str, ends: Ends) -> bool:
        """ "came to the conclusion", "returned to his work", "proceeded to lie": the goal is no place."""
        words = self.s.words
        end = self.s.sentence(v)[1]
        k = next((j for j in range(v + 1, min(end, v + 4)) if words.lower[j] == "to"), -1)
        if k < 0 or ends.destination is not None or ends.to_there or not self.lex.has("conditions.figurative", lemma):
            return False
        return not (ends.origin or ends.via or ends.means) or lemma == "proceed"

    def _vehicle(self, group: Verb) -> str | None:
        """The words for a vehicle that is the subject ("a Syrian Air plane took off")."""
        words = self.s.words
        k = group.first - 1
        start = self.s.sentence(group.at)[0]
        if words.lower[group.at].startswith(("carr", "took")) and words.lower[group.at + 1 : group.at + 2] != ["off"]:
            return None
        if k >= start and words.lower[k] in ("and", "then", ","):
            k = next((j for j in range(k - 1, start - 1, -1) if self.lex.has("means.vehicles", words.lower[j])), -1)
        if k < start or not self.lex.has("means.vehicles", words.lower[k]):
            return None
        first = k
        while first > max(start, k - 3):
            low = words.lower[first - 1]
            if (
                not low[:1].isalpha()
                or self.lex.has("arguments.determiners", low)
                or self.lex.has("arguments.glue", low)
            ):
                break
            first -= 1
        return words.words(first, k + 1)

    def _ended(self, v: int) -> bool:
        """Whether the verb has no object: a mark, or a word that begins another phrase, follows."""
        words = self.s.words
        after = words.lower[v + 1] if v + 1 < len(words) and words.sentence[v + 1] == words.sentence[v] else "."
        return not after[:1].isalnum() or self.lex.has("arguments.others", after)

    def _happened(self, group: Verb, ends: Ends) -> tuple[Happened, bool] | None:
        """What became of it, and whether it is hedged; None for what is denied, asked for or only imagined."""
        words, lex = self.s.words, self.lex
        start = self.s.sentence(group.at)[0]
        lead = words.lower[max(start, group.first - 6) : group.first]
        hedged = any(lex.has("governing.hedges", w) for w in words.lower[max(start, group.first - 3) : group.at])
        if "if" in lead[-5:] or "unless" in lead[-5:]:
            return None
        happened: Happened = "done"
        refusing = False
        for g in group.governors:
            low = words.lower[g]
            if lex.has("governing.refused", low):
                refusing = True
            elif lex.has("governing.attempted", low):
                happened = "attempted"
            elif lex.has("governing.asked", low):
                return None if not self._granted(g) else (happened, hedged)
            elif lex.has("governing.planned", low):
                happened = "planned"
            elif lex.has("governing.hedges", low):
                hedged = True
        outer = self.subjects.group(group.governors[-1]) if group.governors else group
        negated = group.negated or outer.negated
        modal = group.modal or outer.modal
        if refusing:
            return "refused", hedged
        if negated:
            return ("refused", hedged) if lex.has("governing.planned_modals", modal) else None
        if lex.has("governing.possible_modals", modal) and modal not in ("could",):
            return None
        if modal == "could":
            return None
        if lex.has("governing.planned_modals", modal):
            return ("planned", hedged) if happened == "done" else (happened, hedged)
        if lead[-2:-1] == ["instead"] or lead[-2:] == ["instead", "of"]:
            return "planned", hedged
        if words.lower[group.at].endswith("ing") and self._progressive(group):
            return "done" if happened == "done" and not self._future(group) else "planned", hedged
        return happened, hedged

    def _granted(self, g: int) -> bool:
        """ "was invited to", "was told to leave": passives of asking, mostly followed."""
        return self.subjects.group(g).passive and self.s.words.lower[g] in ("invited",)

    def _progressive(self, group: Verb) -> bool:
        return any(
            w in ("was", "were", "is", "are", "am", "'m", "be", "'s", "'re")
            for w in self.s.words.lower[group.first : group.at]
        )

    def _future(self, group: Verb) -> bool:
        """ "told X that he was going home": a coming movement told of beforehand."""
        words = self.s.words
        start = self.s.sentence(group.at)[0]
        said = words.lower[max(start, group.first - 12) : group.first]
        return (
            any(w in ("told", "said", "announced", "that", "thought", "believed") for w in said)
            and words.quoted[group.at] < 0
        )

    def _falsely(self, found: list[Draft]) -> None:
        """A movement that was announced and contradicted in the same sentence or the next: "said he was going home, but went …"."""
        for a, b in zip(found, found[1:]):
            words = self.s.words
            if a.asked or a.mover != b.mover or a.happened != "planned" or b.happened != "done":
                continue
            if words.sentence[b.first] - words.sentence[a.first] > 1:
                continue
            told = any(
                w in ("told", "said", "assured", "announced", "claimed", "pretended", "insisted")
                for w in words.lower[max(self.s.sentence(a.first)[0], a.first - 14) : a.first]
            )
            turned = any(w in ("but", "instead", "yet", "however", "though") for w in words.lower[a.end : b.end + 8])
            if told and turned and a.ends.destination != b.ends.destination:
                a.happened = "falsely_stated"

    def _travelled(self, v: int, start: int) -> str | None:
        """Whose trip: "during a visit to Rome, Vera …", "he was on a tour of …"; None where it is not said to have been made."""
        words = self.s.words
        k = v - 1
        while k > start and k > v - 5 and words.lower[k] not in self.lex.words["nouns.during"]:
            k -= 1
        refers_back = (
            words.lower[k + 1] not in ("his", "her", "their", "a", "an", "my") or words.lower[k - 1] in self.lex.verbs
        )
        if words.lower[k] not in self.lex.words["nouns.during"] or refers_back:
            return None
        owner = self.s.over.get(k + 1)
        if owner is not None and owner.entity.type in ACTOR:
            return owner.entity.id
        end = self.s.sentence(v)[1]
        near = [h for h in self.s.before(k, start) if h.entity.type in ACTOR] or [
            h for h in self.s.held_from(v, end) if h.entity.type in ACTOR
        ]
        subjects = [h for h in near if self.subjects._subject_like(h, start)]
        return subjects[-1].entity.id if subjects else None

    def _noun(self, v: int) -> Iterator[Draft]:
        """Nouns of motion with an owner or a light verb: "after his return", "made a trip to Ghent"."""
        words = self.s.words
        kind = self.lex.nouns.get(
            words.lower[v].removesuffix("s") if words.lower[v] not in self.lex.nouns else words.lower[v]
        )
        if kind is None or (words.parsed and words.upos[v] == "VERB"):
            return
        end = self.s.sentence(v)[1]
        ends = Ends(reach=v + 1)
        self.places._phrases(v + 1, min(end, self.places._clause_end(v)), words.lower[v], ends)
        if kind == "to" and ends.destination is None:
            return
        start = self.s.sentence(v)[0]
        light = next(
            (k for k in range(v - 1, max(start, v - 6) - 1, -1) if words.lower[k] in self.lex.words["nouns.light"]),
            None,
        )
        if light is not None and (ends.destination or ends.origin):
            group = self.subjects.group(light)
            subject = self.subjects.of(group)
            state = self._happened(group, ends)
            if subject is not None and state is not None:
                for one in self._each(subject.entity.id):
                    yield Draft(group, "go", one, ends, state[0], state[1], light, v + 1)
            return
        travelled = self._travelled(v, start) if ends.destination in self.s.by_id else None
        if travelled is not None:
            for one in self._each(travelled):
                yield Draft(Verb(v, v, False, False, "", ()), "go", one, ends, "done", False, v, v + 1)
            return
        owner = self.s.over.get(v - 1)
        if (
            words.lower[v] in ("return", "departure", "arrival", "escape", "flight")
            and owner is not None
            and owner.entity.type in ACTOR
            and words.lower[v - 1] in ("his", "her", "their", "'s")
        ):
            before = words.lower[owner.first - 1] if owner.first > start else ""
            if before in ("after", "since", "following"):
                ends.back = words.lower[v] == "return"
                group = Verb(v, v, False, False, "", ())
                for one in self._each(owner.entity.id):
                    yield Draft(group, words.lower[v], one, ends, "done", False, v, v + 1)
