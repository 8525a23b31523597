"""Where from, where to, through what and by what: the phrases after a verb of motion."""

from dataclasses import dataclass, field

from whoknew.stages.movements.setting import ACTOR, SITE, Setting


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
    object: str | None = None  # entity moved, for verbs of carrying


class Places:
    """Reads the arguments of one verb at a time."""

    def __init__(self, setting: Setting) -> None:
        self.s = setting
        self.lex = setting.lexicon

    def read(self, v: int, lemma: str, kinds: frozenset[str], passive: bool) -> Ends:
        """All phrases of the clause after the verb."""
        words, lex = self.s.words, self.lex
        end = self._clause_end(v)
        ends = Ends(reach=v + 1)
        k = v + 1
        if kinds & {"to", "from", "via"} and not passive:
            k = self._direct(v, lemma, kinds, end, ends)
        elif "carry" in kinds and not passive and v + 1 < end:
            k = self._moved(v, end, ends)
        self._phrases(k, end, lemma, ends)
        self._fronted(v, ends)
        if lex.has("arguments.back", words.lower[v + 1] if v + 1 < len(words) else "") or lemma in (
            "return",
            "re-enter",
        ):
            ends.back = True
        return ends

    def _clause_end(self, v: int) -> int:
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
        words = self.s.words
        at = k + 1 + (words.lower[k + 1] in ("and", "but"))
        at += at < end and words.lower[at] in ("then", "later", "finally", "eventually")
        if at >= end:
            return False
        verbal = (
            words.upos[at] == "VERB"
            if words.parsed
            else words.lower[at] in self.lex.verbs
            and words.lower[at] not in ("land", "station", "base", "march", "flight", "head", "drive", "turn", "set")
        )
        if verbal or self.lex.has("governing.auxiliary", words.lower[at]) or words.lower[at] in ("said", "told"):
            return True
        for j in range(at, min(end, at + 4)):
            if words.lower[j] in ("he", "she", "they", "i", "we"):
                return True
        return self._new_clause(at, end)

    def _new_clause(self, k: int, end: int) -> bool:
        """Whether a subject with its verb starts here ("and he went")."""
        words = self.s.words
        h = self.s.starting.get(k)
        if words.lower[k] in ("he", "she", "they", "i", "we", "it", "then"):
            return words.lower[k] != "then"
        if h is not None and h.entity.type in ACTOR and h.end < end:
            after = words.lower[h.end]
            return (
                self.lex.has("governing.auxiliary", after)
                or after in self.lex.verbs
                or after in ("said", "told")
                or after.endswith("ed")
            )
        return False

    def _direct(self, v: int, lemma: str, kinds: frozenset[str], end: int, ends: Ends) -> int:
        """The object of "leave", "reach", "visit", "cross"."""
        words = self.s.words
        k = v + 1
        while k < end and (self.lex.has("governing.adverbs", words.lower[k]) or words.lower[k].endswith("ly")):
            k += 1
        if (
            k < end
            and lemma in ("enter", "storm", "leave", "exit", "quit")
            and words.lower[k] in ("into", "from", "for", "to")
        ):
            return k
        place, after = self.noun(k, end, person=lemma == "approach")
        held = self.s.by_id.get(place or "")
        body = held is not None and held.type == "organisation" and "from" in kinds
        if place is None or body or (held is not None and held.type == "other"):
            return v + 1
        places, listed = [place], False
        while after + 1 < end and words.lower[after] in ("and", ",") and len(places) < 4:
            more, more_end = self.noun(after + 1, end)
            if more is None or after + 1 not in self.s.starting:
                break
            listed = listed or words.lower[after] == "and"
            places.append(more)
            after = more_end
        if not listed:
            places = places[:1]
        if "to" in kinds:
            ends.destination, ends.via = places[-1], places[:-1]
        elif "from" in kinds:
            ends.origin = place
        else:
            ends.via = places
        ends.reach = after
        return after

    def _moved(self, v: int, end: int, ends: Ends) -> int:
        """The person carried: the object right after the verb."""
        k = v + 1
        h = self.s.starting.get(k)
        if h is not None and h.entity.type in ACTOR and h.end <= end:
            ends.object = h.entity.id
            ends.reach = h.end
            return h.end
        return k

    def noun(self, k: int, end: int, *, person: bool = False) -> tuple[str | None, int]:
        """The place named by the phrase at a token, as entity id or words, and the token after it."""
        words, lex = self.s.words, self.lex
        if k >= end:
            return None, k
        low = words.lower[k]
        if lex.has("arguments.adverbs", low):
            return (None, k + 1) if low == "there" else (words.forms[k], k + 1)
        for start in (k, k + 1, k + 2):
            h = self.s.starting.get(start)
            if (
                h is not None
                and h.end <= end
                and (start == k or all(lex.has("arguments.determiners", w) for w in words.lower[k:start]))
            ):
                own = h.end - h.first == 1 and words.lower[h.first] in (
                    "his",
                    "her",
                    "their",
                    "its",
                    "my",
                    "our",
                    "whose",
                )
                if own:
                    continue
                if h.entity.type in SITE or (person and h.entity.type in ACTOR):
                    longer = self._longer(start, h.end, end) if h.entity.type != "facility" else None
                    return longer or self._site(h.entity.id, h.end, end)
                if h.entity.type == "other" and h.entity.named:
                    return h.entity.id, h.end
                if h.end < end and words.lower[h.end] in ("'s", "'"):
                    break
                if (
                    h.entity.type in ACTOR
                    and start == k
                    and words.lower[k] not in ("his", "her", "their", "its", "my", "our")
                ):
                    return None, k
        j = k
        while j < end and (lex.has("arguments.determiners", words.lower[j])):
            j += 1
        first = j
        while j < end and j - first < 7 and (words.forms[j][:1].isalnum() or words.forms[j] in ("-", "'s", "'", "’s")):
            low = words.lower[j]
            if (
                lex.has("arguments.to", low)
                or lex.has("arguments.from", low)
                or low in ("in", "at", "on", "by", "for", "with", "of", "and", "or", "near", "where", "during")
            ):
                break
            j += 1
        if j == first:
            return None, k
        head = words.lower[j - 1]
        text = words.words(first, j)
        singular = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
        if head in lex.words["conditions.abstract"] and first == k:
            return None, k
        if lex.has("arguments.locations", head) or lex.has("arguments.locations", singular):
            if j < end and words.lower[j] == "of":
                rest, after = self.noun(j + 1, end)
                if rest is not None and singular in (
                    "part",
                    "outskirt",
                    "outskirts",
                    "city",
                    "town",
                    "edge",
                    "university",
                ):
                    return words.words(first, after), after
            return text, j
        return None, k

    def _longer(self, first: int, after: int, end: int) -> tuple[str, int] | None:
        """A building named by a place: "East Harbour sheriff's station"."""
        words = self.s.words
        j = after
        while (
            j < end
            and j - after < 4
            and (words.lower[j] in ("'s", "'") or (words.forms[j][:1].islower() and words.forms[j].isalpha()))
        ):
            low = words.lower[j]
            if (
                self.lex.has("arguments.to", low)
                or self.lex.has("arguments.from", low)
                or low
                in (
                    "in",
                    "at",
                    "on",
                    "by",
                    "for",
                    "with",
                    "of",
                    "and",
                    "or",
                    "near",
                    "where",
                    "during",
                    "as",
                    "after",
                    "before",
                    "when",
                )
            ):
                break
            j += 1
        if j > after and self.lex.has("arguments.locations", words.lower[j - 1]):
            return words.words(first, j), j
        return None

    def _site(self, entity: str, after: int, end: int) -> tuple[str, int]:
        """The place itself, or the named one that an unnamed building is said to stand at ("the airbase at Hmeimim")."""
        held = self.s.by_id[entity]
        if not held.named and after + 1 < end and self.s.words.lower[after] == "at":
            at = self.s.starting.get(after + 1)
            if at is not None and at.entity.named and at.entity.type in ("place", "facility"):
                return at.entity.id, at.end
        return entity, after

    def _phrases(self, k: int, end: int, lemma: str, ends: Ends) -> None:
        words, lex = self.s.words, self.lex
        skipped = 0
        while k < end and skipped < 14:
            low = words.lower[k]
            if lex.has("arguments.adverbs", low) and low not in ("here",):
                previous = words.lower[k - 1]
                if low == "there":
                    if lex.has("arguments.from", previous):
                        ends.from_there = True
                    else:
                        ends.to_there = ends.to_there or ends.destination is None
                elif low == "home" and k + 1 < end and words.lower[k + 1] == "from":
                    ends.destination = ends.destination or "home"
                elif ends.destination is None and previous not in (
                    "at",
                    "his",
                    "her",
                    "their",
                    "the",
                    "from",
                    "in",
                    "near",
                    "of",
                ):
                    ends.destination = words.forms[k]
                ends.reach = k + 1
                k += 1
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

    def _phrase(self, k: int, end: int, lemma: str, ends: Ends) -> int:
        """One prepositional phrase; the token after it, or 0."""
        words, lex = self.s.words, self.lex
        low = words.lower[k]
        two = f"{low} {words.lower[k + 1]}" if k + 1 < end else ""
        at = k + 1
        if two == "out of" or two == "away from":
            return self._origin(k + 2, end, ends)
        if lex.has("arguments.from", low):
            if words.lower[at : at + 1] == ["there"]:
                ends.from_there = True
                return at + 1
            return self._origin(at, end, ends)
        goal = lex.has("arguments.to", low) or (low == "for" and lex.has("arguments.for", lemma))
        goal = goal or (low in ("at", "in", "on") and lex.has("arguments.at", lemma))
        if goal:
            if low == "to" and at < end and not self._nominal(at, end):
                return 0
            if words.lower[at : at + 1] == ["there"]:
                ends.to_there = True
                return at + 1
            place, after = self.noun(
                at,
                end,
                person=low in ("to", "towards", "toward") and lemma in ("come", "go", "return", "walk", "run", "head"),
            )
            held = self.s.by_id.get(place or "")
            if held is not None and held.type in ACTOR and (held.type == "group" or not held.named):
                return 0
            if place is None or (ends.destination is not None and low in ("at", "in", "on")):
                return 0
            if ends.destination is not None and ends.destination != place:
                if ends.destination in ("home", "back"):
                    ends.destination = place
                else:
                    ends.via.append(ends.destination)
                    ends.destination = place
            else:
                ends.destination = place
            return after
        means = self._means(k, end)
        if means is not None:
            ends.means = ends.means or means[0]
            return means[1]
        if lex.has("arguments.via", low) or low == "by_way":
            place, after = self.noun(at, end)
            held = self.s.by_id.get(place or "")
            if place is not None and place not in ends.via and (held is None or held.type in ("place", "facility")):
                ends.via.append(place)
                return after
        return 0

    def _nominal(self, k: int, end: int) -> bool:
        """Whether "to" is followed by a noun phrase rather than a verb ("to write")."""
        words = self.s.words
        if words.parsed:
            return words.upos[k] != "VERB" or k in self.s.starting
        return (
            k in self.s.starting
            or k + 1 in self.s.starting
            or self.lex.has("arguments.determiners", words.lower[k])
            or self.lex.has("arguments.adverbs", words.lower[k])
            or self.lex.has("arguments.locations", words.lower[k])
            or words.forms[k][:1].isupper()
        )

    def _origin(self, k: int, end: int, ends: Ends) -> int:
        place, after = self.noun(k, end)
        if place is None:
            return 0
        ends.origin = ends.origin or place
        return after

    def _means(self, k: int, end: int) -> tuple[str, int] | None:
        """ "by helicopter", "on foot", "in a black car", "aboard a Syrian Air plane"."""
        words, lex = self.s.words, self.lex
        low = words.lower[k]
        if low == "by" and k + 1 < end:
            for j in range(k + 1, min(end, k + 4)):
                if lex.has("means.by", words.lower[j]):
                    return words.words(k + 1, j + 1).removeprefix("a ").removeprefix("the "), j + 1
                if not words.forms[j][:1].isalpha():
                    break
            return None
        if low == "on" and words.lower[k + 1 : k + 2] == ["foot"]:
            return "foot", k + 2
        if lex.has("means.in", low):
            for j in range(k + 1, min(end, k + 6)):
                after = words.lower[j + 1] if j + 1 < len(words) else "."
                if lex.has("means.vehicles", words.lower[j]) and not lex.has("means.vehicles", after):
                    first = k + 1
                    while first < j and (
                        lex.has("arguments.determiners", words.lower[first]) or words.lower[first] in ("one",)
                    ):
                        first += 1
                    return words.words(first, j + 1), j + 1
                if not words.forms[j][:1].isalnum() and words.forms[j] != "-":
                    break
        return None

    def _fronted(self, v: int, ends: Ends) -> None:
        """ "and from there he flew", "From Basel she travelled": a source before the subject."""
        words = self.s.words
        start = self.s.sentence(v)[0]
        for k in range(v - 1, max(start, v - 9) - 1, -1):
            low = words.lower[k]
            if low in ("who", "which", "that", "said") or words.forms[k] in (";", ":"):
                return
            if (
                low == "from"
                and k + 1 < v
                and (k == start or words.lower[k - 1] in ("and", ",", "then", "but", "later"))
            ):
                if words.lower[k + 1] == "there":
                    ends.from_there = True
                elif ends.origin is None:
                    place, after = self.noun(k + 1, v)
                    if place is not None and after < v:
                        ends.origin = place
                return
