"""What stands beside what: appositions, predicates, groups of unlike members, "including".

Order and marks decide where there is no parse; the tree where there is one. Nothing is linked here: mentions learn of each other.
"""

from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.sides import BE, REACH, Sides


class Beside(Sides):
    """Looks over the mentions of one text; ``included`` are groups with those named as members."""

    def __init__(self, words: Wording, lexicon: Lexicon) -> None:
        super().__init__(words, lexicon)
        self.included: list[tuple[Mention, list[Mention]]] = []

    def look(self, mentions: list[Mention]) -> None:
        ordered: list[Mention] = []
        for m in mentions:
            nested = bool(ordered) and m.end <= ordered[-1].end and not ordered[-1].members
            if m.kind != "pronoun" and m.within is None and not nested:
                ordered.append(m)
        for before, after in zip(ordered, ordered[2:]):
            start = after.title_first if after.title_first >= 0 else after.first
            gap = [self.words.lower[k] for k in range(before.end, start)]
            nominal = before.kind == "nominal" and after.kind == "name" and before.apposed is None
            if nominal and self._titled(before, after, start):
                before.apposed = after
                continue
            if nominal and 0 < len(gap) <= REACH and self._same(before, after) and self._called(before, after, gap):
                before.apposed = after
        for before, after in zip(ordered, ordered[1:]):
            if not self._same(before, after):
                continue
            start = after.title_first if after.title_first >= 0 else after.first
            gap = [self.words.lower[k] for k in range(before.end, start)]
            if (
                len(gap) <= REACH
                and before.kind == "nominal"
                and after.kind == "name"
                and self._called(before, after, gap)
            ):
                before.apposed = after
                continue
            one = before.members[-1] if before.members else before
            if not gap and one.kind == "name" and after.kind == "nominal" and after.determiner in ("his", "her"):
                if self._one_kind(one, after):
                    after.apposed = one  # "Ana Diaz her aide"
                continue
            if len(gap) > 3 and gap[0] == "(" and gap[-2:] == [")", ","] and len(gap) < 9:
                gap = [","]  # "Ana Diaz (D-Ohio), an advocate"
            if len(gap) == 3 and gap[0] == gap[2] == "," and gap[1].isdigit():
                gap = [","]  # "Ana Diaz, 42, a teacher"
            if len(gap) > 1 or not self._one_kind(before, after):
                continue
            if (
                not gap and before.kind == "nominal" and after.kind == "name" and not self._relative(before, after)
            ) or (gap == [","] and before.kind == "nominal" and after.kind == "name" and self._closes(after.end)):
                before.apposed = after
            elif (
                gap in ([","], ["("], ["—"], ["–"])
                and before.kind == "name"
                and after.kind == "nominal"
                and self._apposition(before, after)
            ):
                after.apposed = before
            elif (
                gap == ["and"]
                and before.apposed is not None
                and after.kind == "nominal"
                and before.kind == "nominal"
                and not before.plural
                and not after.plural
                and after.determiner != "a"
            ):
                after.apposed = before.apposed
        for before, after in zip(ordered, ordered[1:]):
            pair = before.kind == after.kind == "nominal" and before.plural == after.plural and not after.determiner
            titles = pair and after.apposed is not None and after.apposed.first == after.end and before.apposed is None
            if titles and self.words.lower[before.end : after.first] == ["and"] and self._one_kind(before, after):
                before.apposed = after.apposed  # "filmmaker and author Ana Diaz"
        for m in ordered:
            if m.kind == "nominal" and m.apposed is None:
                self._predicate(m)
        for before, after in zip(ordered, ordered[1:]):
            gap = self.words.lower[before.end : after.first]
            if (
                before.predicate
                and after.kind == "nominal"
                and gap in (["and"], [","], [",", "and"])
                and after.determiner in ("", "a", "an")
            ):
                after.predicate = True
        if self.words.parsed:
            self._conjoined(ordered)
        mentions += self._together([m for m in ordered if not m.predicate])
        self._including(ordered)
        mentions.sort(key=lambda m: (m.first, -m.end))

    def _conjoined(self, ordered: list[Mention]) -> None:
        """ "pastor of the church and a supporter of Diaz": a second description, joined in the tree, is of the same one."""
        by_head = {m.head: m for m in ordered if m.kind == "nominal"}
        for m in ordered:
            first = (
                by_head.get(self.words.heads[m.head])
                if m.kind == "nominal" and self.words.deprels[m.head] == "conj"
                else None
            )
            if first is None or m.apposed is not None or m.predicate or m.plural or m.type != first.type:
                continue
            if first.apposed is not None and first.apposed.first < first.first and not first.plural:
                m.apposed = first.apposed
            elif first.predicate and m.determiner in ("", "a", "an"):
                m.predicate = True

    def _including(self, ordered: list[Mention]) -> None:
        """ "officers, including Ana Diaz and Piet Vos": those named are members of the group."""
        for before, after in zip(ordered, ordered[1:]):
            start = after.title_first if after.title_first >= 0 else after.first
            gap = self.words.lower[before.end : start]
            if (
                before.plural
                and before.kind == "nominal"
                and after.type.startswith("person")
                and gap in ([",", "including"], ["including"], ["such", "as"], ["like"])
            ):
                inside = after.within.members if after.within is not None else [after]
                self.included.append((before, inside))

    def _together(self, ordered: list[Mention]) -> list[Mention]:
        """Groups of unlike members: "his wife, Asma, and their three children"."""
        made: list[Mention] = []
        for at, first in enumerate(ordered):
            if (
                first.type.rstrip("?") not in ("person", "group", "")
                or first.within is not None
                or (first.plural and first.kind == "name")
            ):
                continue
            if first.apposed is not None and first.apposed.first < first.first:
                continue
            items, joined = [first], False
            unit, k = first, at + 1
            while k < len(ordered) and len(items) < 8 and not joined:
                if unit.apposed is ordered[k] or ordered[k].apposed is items[-1]:
                    unit = ordered[k]
                    k += 1
                    continue
                second = ordered[k]
                start = second.title_first if second.title_first >= 0 else second.first
                gap = [self.words.lower[i] for i in range(unit.end, start)]
                joined = gap in (["and"], [",", "and"])
                fits = second.type.rstrip("?") in ("person", "group") and second.within is None and not second.members
                shared = second.apposed is not None and second.apposed is items[-1].apposed
                if (
                    not (joined or gap == [","])
                    or not fits
                    or shared
                    or self.words.sentence[first.first] != self.words.sentence[second.first]
                ):
                    joined = False
                    break
                items.append(second)
                unit = second
                k += 1
            if joined:
                group = Mention(first.first, unit.end, unit.head, "name", "group", plural=True, members=items)
                for item in items:
                    item.within = group
                made.append(group)
        return made

    def _predicate(self, m: Mention) -> None:
        """ "X is a doctor", "served as chief": the description says something of a mention before it."""
        words = self.words
        k = m.first - 1
        while (
            k >= 0
            and k > m.first - 4
            and words.lower[k] in ("not", "also", "now", "still", "once", "then", "n't", "only", "just", "already")
        ):
            k -= 1
        if k < 1 or words.sentence[k] != words.sentence[m.first]:
            return
        low = words.lower[k]
        if low not in BE and low != "as":
            return
        m.predicate = low in BE or words.lower[k - 1] in (
            "served",
            "serves",
            "serving",
            "worked",
            "works",
            "working",
            "acted",
            "appointed",
            "named",
            "elected",
            "known",
        )
        if m.predicate and words.lower[k - 1] in ("there", "it", "that", "this", "what"):
            m.predicate = False
