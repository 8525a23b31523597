"""What became of a movement: done, attempted, planned, refused; and what tells of none: denied, asked, imagined, habitual."""

from dataclasses import dataclass

from whoknew.model.happenings import Happened
from whoknew.stages.movements.setting import Setting
from whoknew.stages.movements.who import Subjects, Verb


@dataclass(frozen=True, slots=True)
class Outcome:
    """``asked`` is no movement, though it says where a later "she came" leads."""

    happened: Happened
    hedged: bool
    asked: bool = False


class Statuses:
    """Judges one verb group at a time."""

    def __init__(self, setting: Setting, subjects: Subjects) -> None:
        self.s = setting
        self.lex = setting.lexicon
        self.subjects = subjects

    def of(self, group: Verb, lemma: str) -> Outcome | None:
        """What became of it; None for what is denied or only imagined."""
        words, lex = self.s.words, self.lex
        start = self.s.sentence(group.at)[0]
        lead = words.lower[max(start, group.first - 6) : group.first]
        hedged = lex.any("governing.hedges", words.lower[max(start, group.first - 3) : group.at])
        if "if" in lead[-5:] or "unless" in lead[-5:] or "whether" in lead[-5:] or self._imagined(group):
            return None
        happened: Happened = "done"
        refusing = prevented = False
        for g in group.governors:
            low = words.lower[g]
            if lex.has("governing.refused", low):
                refusing = True
            elif lex.has("governing.barred", low) or lex.has("governing.possible_words", low):
                return None
            elif lex.has("governing.prevented", low):
                prevented = True
            elif lex.has("governing.attempted", low):
                happened = "attempted"
            elif lex.has("governing.planned", low) or lex.has("governing.planned_words", low):
                happened = "planned" if happened == "done" else happened
            elif lex.has("governing.asked", low):
                return Outcome("planned", hedged, asked=True)
            elif lex.has("governing.being", low) and words.lower[g + 1 : g + 2] == ["to"]:
                happened = "planned"
            elif lex.has("governing.hedges", low):
                hedged = True
        outer = self.subjects.group(group.governors[-1]) if group.governors else group
        negated = group.negated or outer.negated
        modal = group.modal or outer.modal
        if refusing:
            return Outcome("refused", hedged)
        if prevented:
            return None if negated or modal else Outcome("attempted", hedged)
        if negated:
            return self._negated(group, lemma, modal, happened, hedged)
        if lex.has("governing.possible_modals", modal):
            return None
        if lex.has("governing.planned_modals", modal):
            later = modal == "would" and lex.any("governing.later", words.lower[group.first : group.at])
            return Outcome("planned" if happened == "done" and not later else happened, hedged)
        if lead[-2:-1] == ["instead"] or lead[-2:] == ["instead", "of"]:
            return Outcome("planned", hedged)
        if words.lower[group.at].endswith("ing") and self._progressive(group) and happened == "done":
            return Outcome("planned" if self._future(group) else "done", hedged)
        if happened == "done" and self._cut_short(group, lemma):
            return Outcome("attempted", hedged)
        if self._never_reached(group):
            return None
        return Outcome(happened, hedged)

    def _cut_short(self, group: Verb, lemma: str) -> bool:
        """ "Set off for the border but was turned back": under way, and the same sentence says that it came to nothing."""
        if not self.lex.has("conditions.under_way", lemma):
            return False
        start, end = group.at, self.s.sentence(group.at)[1]
        goal = self.s.words.lower[start + 1 : end]
        bound = not {"for", "towards", "toward"}.isdisjoint(goal[:8]) or lemma in ("set", "head", "embark")
        return bound and self._stopped(start + 1, end) >= 0

    def _stopped(self, start: int, end: int) -> int:
        """The verb after "but" or "and" that ends a journey before its goal; -1 where none does."""
        words, lex = self.s.words, self.lex
        for k in range(start, end):
            if words.lower[k] not in ("but", "only", "and", ";"):
                continue
            clause = words.lower[k + 1 : min(end, k + 10)]
            for n, low in enumerate(clause):
                after = clause[n + 1] if n + 1 < len(clause) else ""
                passive = lex.any("conditions.passive", clause[max(0, n - 3) : n])
                turned = lex.has("conditions.turning", low) and lex.has("conditions.backwards", after)
                sent = passive and lex.has("conditions.sending", low) and lex.has("conditions.backwards", after)
                if turned or sent or (passive and lex.has("conditions.stopping", low)):
                    return k + 1 + n
                if low in (",", ";", "."):
                    break
        return -1

    def _never_reached(self, group: Verb) -> bool:
        """ "He was called back before he got there": what would have come after being stopped did not come."""
        words = self.s.words
        start = self.s.sentence(group.at)[0]
        if "before" not in words.lower[max(start, group.first - 3) : group.first]:
            return False
        stop = self._stopped(start, group.first)
        return stop >= 0 and group.first - stop <= 10

    def _negated(self, group: Verb, lemma: str, modal: str, happened: Happened, hedged: bool) -> Outcome | None:
        """ "Would not go" is refused; "never arrived" had set out; "did not show up" was awaited."""
        lex = self.lex
        if lex.has("governing.planned_modals", modal):
            return Outcome("refused", hedged)
        if happened != "done" or group.governors or modal:
            return None
        clause = self.s.words.lower[group.at : min(self.s.sentence(group.at)[1], group.at + 14)]
        if lex.any("governing.until", clause):
            return Outcome("done", hedged)  # "did not arrive until March"
        if lex.has("conditions.unreached", lemma):
            return Outcome("attempted", hedged)
        return Outcome("planned", hedged) if lex.has("conditions.awaited", lemma) else None

    def _imagined(self, group: Verb) -> bool:
        """A question, a counterfactual, an imperative, or a modal with "have" ("would have gone", "had she gone, …")."""
        words = self.s.words
        start, end = self.s.sentence(group.at)
        inside = words.lower[group.first : group.at]
        if group.modal and "have" in inside:
            return True
        if "?" in words.forms[max(group.at, end - 3) : end]:
            return True
        if not words.parsed:
            return False
        subjects = [c for c in words.children[group.at] if words.deprels[c].startswith("nsubj")]
        inverted = [
            c
            for c in words.children[group.at]
            if words.deprels[c].startswith("aux") and words.lower[c] in ("had", "were", "should")
        ]
        if subjects and any(c < subjects[0] for c in inverted):
            return True
        return not subjects and self._imperative(group, start)

    def _imperative(self, group: Verb, start: int) -> bool:
        words, lex = self.s.words, self.lex
        v = group.at
        if group.first != v or group.governors or words.lemmas[v] != words.lower[v]:
            return False
        if words.lower[v] in ("come", "run") and words.deprels[v].startswith(("acl", "aux")):
            return False
        if self.subjects.controlled(group) is not None or words.lower[v] in lex.words["governing.participles"]:
            return False
        before = words.lower[v - 1] if v > start else "."
        opens = not before[:1].isalnum() or before in ("and", "or", "then", "just", "please", "then", "now")
        rel = words.deprels[v]
        if not opens or not (rel.startswith(("root", "conj", "parataxis", "ccomp")) or words.heads[v] < 0):
            return False
        return self.subjects.subject_token(v) is None

    def _progressive(self, group: Verb) -> bool:
        return self.lex.any("governing.progressive", self.s.words.lower[group.first : group.at])

    def _future(self, group: Verb) -> bool:
        """ "told X that he was going home", "I am going there next month": a coming movement told of beforehand."""
        words = self.s.words
        after = words.lower[group.at : min(self.s.sentence(group.at)[1], group.at + 12)]
        if self.lex.any("governing.now", words.lower[group.first : group.at]) and self.lex.any("governing.soon", after):
            return True
        start = self.s.sentence(group.at)[0]
        said = words.lower[max(start, group.first - 12) : group.first]
        return self.lex.any("governing.beforehand", said) and words.quoted[group.at] < 0

    def habitual(self, group: Verb, token: int) -> bool:
        """Whether it is told of nobody in particular, or of what somebody does again and again."""
        words, lex = self.s.words, self.lex
        if any(words.lower[g] == "used" and words.lower[g + 1 : g + 2] == ["to"] for g in group.governors):
            return True
        if not words.parsed:
            return False
        if self._of_kind(group, token):
            return True
        present = self._present(group)
        near = [words.lower[c] for c in words.children[group.at]] + words.lower[group.first : group.at]
        if (present or group.modal == "would") and lex.any("governing.habits", near):
            return True
        related = words.deprels[group.at].startswith("acl:relcl") and token >= 0 and words.upos[token] == "NOUN"
        if related and "have" in near and self._bare_plural(token):
            return True  # "people who have moved"
        if not present:
            return False
        outer = self.subjects.subject_token(group.governors[-1] if group.governors else group.at)
        if outer is not None and lex.has("governing.generic", words.lower[outer]):
            return True
        if token < 0:
            return False
        return lex.has("governing.generic", words.lower[token]) or self._bare_plural(token) or related

    def _present(self, group: Verb) -> bool:
        """Whether the verb, or for a participle or infinitive the clause that it hangs on, is in the present."""
        words, lex = self.s.words, self.lex
        node = group
        for _ in range(5):
            inside = words.lower[node.first : node.at]
            v = node.at
            if lex.any("governing.past", inside) or node.modal in ("could", "would", "might"):
                return False
            if lex.any("governing.present", inside):
                return "have" not in inside and "has" not in inside
            low, lemma = words.lower[v], words.lemmas[v]
            infinitive = v > 0 and words.lower[node.first - 1] == "to"
            if not low.endswith("ing") and not infinitive and words.upos[v] == "VERB":
                return low in (lemma, lemma + "s", lemma + "es", lemma[:-1] + "ies") and low != "left"
            head = words.heads[v]
            while head >= 0 and words.upos[head] not in ("VERB", "AUX"):
                cop = [c for c in words.children[head] if words.deprels[c] == "cop"]
                if cop:
                    return lex.any("governing.present", [words.lower[c] for c in cop])
                head = words.heads[head]
            if head < 0:
                return False
            node = self.subjects.group(head)
        return False

    def _of_kind(self, group: Verb, token: int) -> bool:
        """A kind of event and none that took place: "a ban on tourists entering the park"."""
        words = self.s.words
        gerund = words.lower[group.at].endswith("ing") and group.first == group.at and not group.governors
        return gerund and token >= 0 and words.deprels[token].startswith("nmod") and self._bare_plural(token)

    def _bare_plural(self, token: int) -> bool:
        words, lex = self.s.words, self.lex
        low = words.lower[token]
        plural = (low.endswith("s") and words.lemmas[token] != low) or lex.has("governing.plurals", low)
        if words.upos[token] != "NOUN" or not plural:
            return False
        return not any(words.deprels[c].startswith(("det", "nummod", "nmod:poss")) for c in words.children[token])
