"""Where from, where to, through what and by what: the phrases after a verb of motion."""

from dataclasses import dataclass, field

from whoknew.stages.movements import means
from whoknew.stages.movements.setting import ACTOR, Setting
from whoknew.stages.movements.sites import Site, Sites


@dataclass(slots=True)
class Ends:
    """Places are entity ids or words; ``back`` says that the text goes back to where somebody was."""

    origin: str | None = None
    destination: str | None = None
    via: list[str] = field(default_factory=list)
    means: str | None = None
    from_there: bool = False
    to_there: bool = False
    back: bool = False
    onward: bool = False
    reach: int = 0  # token after the last phrase read

    @property
    def placed(self) -> bool:
        """Whether any place is said."""
        return bool(self.origin or self.destination or self.via or self.from_there or self.to_there)


class Places:
    """Reads the arguments of one verb or noun at a time."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        self.lex = setting.lexicon
        self.sites = Sites(setting)

    def read(self, v: int, lemma: str, kinds: frozenset[str], passive: bool) -> Ends:
        """All phrases of the clause after the verb."""
        words, lex = self.s.words, self.lex
        end = self.clause_end(v)
        ends = Ends(reach=v + 1)
        k = v + 1
        if kinds & {"to", "from", "via"} and not passive:
            k = self._direct(v, lemma, kinds, end, ends)
        if "board" in kinds:
            k = self._boarded(k, end, ends)
        self.phrases(k, end, lemma, ends)
        self._fronted(v, ends)
        if lex.has("arguments.back", words.lower[v + 1] if v + 1 < len(words) else ""):
            ends.back = True
        ends.back = ends.back or lemma in ("return", "re-enter", "repatriate")
        return ends

    def clause_end(self, v: int) -> int:
        """The token after the clause of a verb."""
        words, lex = self.s.words, self.lex
        end = self.s.sentence(v)[1]
        for k in range(v + 1, end):
            low = words.lower[k]
            if words.forms[k] == ")" and "(" not in words.forms[v:k]:
                return k
            if lex.has("arguments.boundaries", low) and not (
                low == "as" and words.lower[k - 1] in ("far", "such", "well")
            ):
                return k
            if low in ("and", "or", ",") and k + 1 < end and self._starts_clause(k, end):
                return k
            if k > v + 1 and words.quoted[k] != words.quoted[v]:
                return k
        return end

    def _starts_clause(self, k: int, end: int) -> bool:
        """Whether "and" or a comma is followed by a verb, or by a subject within a few words ("and from there he flew")."""
        words, lex = self.s.words, self.lex
        at = k + 1 + (words.lower[k + 1] in ("and", "but"))
        at += at < end and lex.has("arguments.later", words.lower[at])
        if at >= end:
            return False
        if words.parsed:
            verbal = words.upos[at] == "VERB"
        else:
            verbal = words.lower[at] in lex.verbs and not lex.has("arguments.locations", words.lower[at])
        helper = any(lex.has(f"governing.{name}", words.lower[at]) for name in ("auxiliary", "told", "planned_modals"))
        if verbal or helper or lex.has("governing.possible_modals", words.lower[at]):
            return True
        if any(lex.has("arguments.subjects", w) for w in words.lower[at : min(end, at + 4)]):
            return True
        return self._new_clause(at, end)

    def _new_clause(self, k: int, end: int) -> bool:
        """Whether a subject with its verb starts here ("and he went")."""
        words, lex = self.s.words, self.lex
        h = self.s.starting.get(k)
        if h is None or h.entity.type not in ACTOR or h.end >= end:
            return False
        after = words.lower[h.end]
        return (
            lex.has("governing.auxiliary", after)
            or after in lex.verbs
            or lex.has("governing.told", after)
            or after.endswith("ed")
        )

    def _direct(self, v: int, lemma: str, kinds: frozenset[str], end: int, ends: Ends) -> int:
        """The object of "leave", "reach", "visit", "cross"."""
        words, lex = self.s.words, self.lex
        k = v + 1
        while k < end and (lex.has("governing.adverbs", words.lower[k]) or words.lower[k].endswith("ly")):
            k += 1
        if k < end and words.lower[k] in ("into", "from", "for", "to", "through", "over"):
            return k
        place, after = self.sites.at(k, end, person=lemma == "approach")
        held = self.s.by_id.get(place or "")
        body = held is not None and held.type == "organisation" and "from" in kinds
        if place is None or body or (held is not None and held.type == "other"):
            return v + 1
        places, listed = self._listed(place, after, end)
        after = listed[1] if listed else after
        if listed is None or not listed[0]:
            places = places[:1]
        if "to" in kinds:
            ends.destination, ends.via = places[-1], places[:-1]
        elif "from" in kinds:
            ends.origin = place
        else:
            ends.via = places
        ends.reach = after
        return after

    def _listed(self, place: str, after: int, end: int) -> tuple[list[str], tuple[bool, int] | None]:
        """ "Riga, Tallinn and Vilnius": all of them, whether "and" closed the list, and the token after it."""
        words = self.s.words
        places, closed, reach = [place], False, after
        while after + 1 < end and words.lower[after] in ("and", ",") and len(places) < 5:
            more, more_end = self.sites.at(after + 1, end)
            if more is None or after + 1 not in self.s.starting:
                break
            closed = closed or words.lower[after] == "and"
            if more not in places:
                places.append(more)
            after = reach = more_end
        return places, (closed, reach) if closed else None

    def _boarded(self, k: int, end: int, ends: Ends) -> int:
        """What was boarded or taken: "a train", "the night bus"."""
        found = means.vehicle(self.s, k, end)
        if found is None:
            return k
        ends.means, ends.reach = found
        return found[1]

    def phrases(self, k: int, end: int, lemma: str, ends: Ends) -> None:
        """Prepositional phrases and adverbs of place from a token on."""
        words, lex = self.s.words, self.lex
        skipped = 0
        while k < end and skipped < 14:
            low = words.lower[k]
            aboard = low == "aboard" and means.means(self.s, k, end) is not None
            if lex.has("arguments.adverbs", low) and low != "here" and not aboard:
                self._adverb(k, end, ends)
                ends.reach = k = k + 1
                continue
            if low == "on" and words.lower[k + 1 : k + 2] == ["to"]:
                ends.onward = True
            used = self._phrase(k, end, lemma, ends)
            if used:
                ends.reach = k = used
                skipped = 0
                continue
            if lex.has("arguments.back", low):
                ends.back = True
            k += 1
            skipped += 1

    def _adverb(self, k: int, end: int, ends: Ends) -> None:
        words, lex = self.s.words, self.lex
        low, previous = words.lower[k], words.lower[k - 1]
        if words.lower[max(0, k - 3) : k] == ["at", "home", "and"]:
            return
        if low == "there":
            if lex.has("arguments.from", previous):
                ends.from_there = True
            else:
                ends.to_there = ends.to_there or ends.destination is None
        elif low == "home" and k + 1 < end and words.lower[k + 1] == "from":
            ends.destination = ends.destination or "home"
        elif ends.destination is None and not lex.has("arguments.not_goals", previous):
            ends.destination = words.forms[k]

    def _phrase(self, k: int, end: int, lemma: str, ends: Ends) -> int:
        """One prepositional phrase; the token after it, or 0."""
        words, lex = self.s.words, self.lex
        low = words.lower[k]
        two = f"{low} {words.lower[k + 1]}" if k + 1 < end else ""
        if two in ("out of", "away from", "off to"):
            return self._origin(k + 2, end, ends) if two != "off to" else 0
        if lex.has("arguments.from", low):
            if words.lower[k + 1 : k + 2] == ["there"]:
                ends.from_there = True
                return k + 2
            return self._origin(k + 1, end, ends)
        goal = lex.has("arguments.to", low) or (low == "for" and lex.has("arguments.for", lemma))
        goal = goal or (low in ("at", "in", "on") and lex.has("arguments.at", lemma))
        reached = self._goal(k, end, lemma, ends) if goal else 0
        if reached:
            return reached
        used = means.means(self.s, k, end)
        if used is not None:
            ends.means = ends.means or used[0]
            return used[1]
        if lex.has("arguments.via", low):
            place, after = self.sites.at(k + 1, end)
            held = self.s.by_id.get(place or "")
            if place is not None and place not in ends.via and (held is None or held.type in ("place", "facility")):
                ends.via.append(place)
                return after
        return 0

    def _goal(self, k: int, end: int, lemma: str, ends: Ends) -> int:
        words, lex = self.s.words, self.lex
        low, at = words.lower[k], k + 1
        if low == "to" and at < end and not self.nominal(at, end):
            return 0
        if words.lower[at : at + 1] == ["there"]:
            ends.to_there = True
            return at + 1
        person = lex.has("arguments.persons", low) and lex.has("arguments.visited", lemma)
        place, after = self.sites.at(at, end, person=person)
        held = self.s.by_id.get(place or "")
        if held is not None and held.type in ACTOR and (held.type == "group" or not held.named):
            return 0
        if place is None or (ends.destination is not None and low in ("at", "in", "on")):
            return 0
        if ends.destination is not None and words.forms[k - 1] == ",":
            return 0  # "to the desert, to the south of Antioch"
        if ends.destination not in (None, place, "home", "back"):
            ends.via.append(ends.destination or "")
        ends.destination = place
        return after

    def nominal(self, k: int, end: int) -> bool:
        """Whether "to" is followed by a noun phrase rather than a verb ("to write")."""
        words, lex = self.s.words, self.lex
        if words.parsed:
            return words.upos[k] != "VERB" or k in self.s.starting
        return (
            k in self.s.starting
            or k + 1 in self.s.starting
            or any(lex.has(f"arguments.{name}", words.lower[k]) for name in ("determiners", "adverbs", "locations"))
            or words.forms[k][:1].isupper()
        )

    def _origin(self, k: int, end: int, ends: Ends) -> int:
        place, after = self.sites.at(k, end)
        if place is None:
            return 0
        ends.origin = ends.origin or place
        return after

    def _fronted(self, v: int, ends: Ends) -> None:
        """ "and from there he flew", "From Basel she travelled": a source before the subject."""
        words = self.s.words
        start = self.s.sentence(v)[0]
        for k in range(v - 1, max(start, v - 9) - 1, -1):
            low = words.lower[k]
            if self.lex.has("arguments.breaks", low) or words.forms[k] in (";", ":"):
                return
            if (
                low == "from"
                and k + 1 < v
                and (k == start or words.lower[k - 1] in ("and", ",", "then", "but", "later"))
            ):
                if words.lower[k + 1] == "there":
                    ends.from_there = True
                elif ends.origin is None:
                    place, after = self.sites.at(k + 1, v)
                    if place is not None and after < v:
                        ends.origin = place
                return


__all__ = ["Ends", "Places", "Site"]
