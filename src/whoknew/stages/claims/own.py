"""Claims in the account's own voice: one for each main clause that reports something, and what it hedges or plans.

A sentence in which a source speaks belongs to that source. A telling inside the story ("she told him that …") is the
account's own report of it. A clause that hedges ("apparently") or plans ("agreed to …") is one claim with that status.
"""

import msgspec

from whoknew.model import Analysis
from whoknew.model.exchange import exchange
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.claims import marks
from whoknew.stages.claims.drafts import Draft, Range
from whoknew.stages.claims.kinds import opines, predicts
from whoknew.stages.claims.unverified import unverified

PROSE = frozenset({"paragraph", "list_item", "caption", "other"})
EDGE = frozenset({",", ";", ":", ".", "--", "—", "–", "and", "but", "or"})


def own(analysis: Analysis, words: Wording, mentions: Mentions, taken: list[Draft]) -> list[Draft]:
    """Own-voice drafts; ``taken`` are those of sources, which the hedges found here do not repeat."""
    found: list[Draft] = []
    spoken = _spoken_sentences(analysis, words)
    asked = exchange(analysis.account.text)
    near = _by_sentence(words, taken)
    unowned = _by_sentence(words, [one for one in taken if len(one.chain) == 1 or not one.chain[1]])
    for number, sentence in enumerate(analysis.sentences):
        first, end = sentence.first, min(sentence.end, len(words))
        if first < end and _is_heading(analysis, sentence.block):
            planned = marks.headline(words, first, end)
            found.extend([planned] if planned is not None and not _repeats(planned, near.get(number, [])) else [])
        if first >= end or not _is_prose(analysis, sentence.block):
            continue
        marked = [m for m in marks.find(words, mentions, first, end) if not _repeats(m, near.get(number, []))]
        side = [m for m in marked if m.mark in marks.BESIDE]
        if number not in spoken and not asked.asks_at(words.spans[first][0]):
            clauses = _clauses(words, first, end)
            known = any(one.status == "unverified" for one in near.get(number, []))
            open_ = [one for one in (unverified(words, *clause) for clause in clauses) if one is not None and not known]
            found.extend(open_)
            clauses = [c for c in clauses if not any(c[0] <= one.first < c[1] for one in open_)]
            found.extend(
                _clause(words, clause, [m for m in marked if m not in side])
                for clause in clauses
                if _reports(words, *clause)
                and not _quoted(words, clause)
                and not _fills(clause, unowned.get(number, []))
            )
        else:
            side = [_held_by(m, near.get(number, [])) for m in marked]
            one = unverified(words, first, end)
            if one is not None and all(other.status != "unverified" for other in near.get(number, [])):
                found.append(one)
        found.extend(side)
    return found


def _held_by(mark: Draft, taken: list[Draft]) -> Draft:
    """A hedge or plan inside a source's words is that source's, not the account's."""
    first, end = mark.ranges[0]
    inside = [one for one in taken if len(one.chain) > 1 and any(a <= first and end <= b + 1 for a, b in one.ranges)]
    if not inside:
        return mark
    inner = max(inside, key=lambda one: len(one.chain))
    chain = inner.chain if mark.chain == OWN else (*inner.chain, ())
    return msgspec.structs.replace(mark, chain=chain)


OWN: tuple[tuple[str, ...], ...] = (("self",),)


def orphans(analysis: Analysis, words: Wording, taken: list[Draft]) -> list[Draft]:
    """Quotations that nobody is said to have uttered: claims of somebody unknown, never the account's own."""
    held = {words.quoted[i] for one in taken for first, end in one.ranges for i in range(first, end)}
    found = []
    for number, quotation in enumerate(analysis.quotations):
        first, end = words.range_of(quotation.span)
        if (
            number in held
            or quotation.scare
            or end - first < 7
            or not _is_prose(analysis, _block(analysis, words, first))
        ):
            continue
        clause = not words.parsed or any(words.upos[i] in ("VERB", "AUX") for i in range(first, end))
        if not clause and end - first < 15:
            continue
        if all(words.quoted[i] == number for i in range(first, end)):
            found.append(Draft(ranges=((first, end),), chain=(("self",), ()), mark="orphan"))
    return found


def _block(analysis: Analysis, words: Wording, i: int) -> int:
    sentence = words.sentence[i]
    return analysis.sentences[sentence].block if sentence >= 0 else -1


def _quoted(words: Wording, clause: Range) -> bool:
    """Whether a clause stands between quotation marks: somebody's words, not the account's."""
    inside = sum(words.quoted[i] >= 0 for i in range(*clause))
    return 2 * inside > clause[1] - clause[0]


def _fills(clause: Range, ours: list[Draft]) -> bool:
    """Whether hearsay ("he is said to have left") or what could not be confirmed is most of what a clause says."""
    return any(
        2 * sum(max(0, min(clause[1], b) - max(clause[0], a)) for a, b in one.ranges) >= clause[1] - clause[0] - 5
        and any(a < clause[1] and clause[0] < b for a, b in one.ranges)
        for one in ours
    )


def _is_heading(analysis: Analysis, block: int) -> bool:
    return 0 <= block < len(analysis.blocks) and analysis.blocks[block].type in ("title", "heading")


def _is_prose(analysis: Analysis, block: int) -> bool:
    return block < 0 or block >= len(analysis.blocks) or analysis.blocks[block].type in PROSE


def _spoken_sentences(analysis: Analysis, words: Wording) -> frozenset[int]:
    """Sentences that a source's words or its saying them take up; a telling inside the story leaves them ours."""
    inner = {source.id for source in analysis.sources if source.inner or source.publisher}
    found: set[int] = set()
    for attribution in analysis.attributions:
        speaks = bool(attribution.sources) and not set(attribution.sources) <= inner | {"self"}
        nameless = not attribution.source_spans and attribution.form != "indirect"
        if (
            attribution.parent is not None
            or attribution.cue_class in ("attitude", "asking")
            or not (speaks or nameless)
        ):
            continue
        for spans in (attribution.cue_spans, attribution.content_spans):
            for first, end in words.ranges(spans):
                found.update(words.sentence[first:end])
    return frozenset(found)


def _clause(words: Wording, clause: Range, marked: list[Draft]) -> Draft:
    inside = [m for m in marked if clause[0] <= m.first < clause[1]]
    low = words.lower[clause[0] : clause[1]]
    kind = "prediction" if predicts(low, False) else "opinion" if opines(low) else "fact"
    if inside:
        mark = inside[0]
        ranges = mark.ranges if mark.status == "planned" else (clause,)
        return Draft(
            ranges=ranges, chain=mark.chain, status=mark.status, kind=kind, mark=mark.mark, against=mark.against
        )
    return Draft(ranges=(clause,), chain=(("self",),), kind=kind, mark="own")


def _by_sentence(words: Wording, drafts: list[Draft]) -> dict[int, list[Draft]]:
    """Drafts by the sentences that they touch."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        touched = {words.sentence[i] for first, end in draft.ranges for i in range(first, end)}
        for sentence in touched:
            found.setdefault(sentence, []).append(draft)
    return found


def _repeats(mark: Draft, taken: list[Draft]) -> bool:
    return any(
        one.status == mark.status and any(a < d and c < b for a, b in one.ranges for c, d in mark.ranges)
        for one in taken
    )


def _reports(words: Wording, first: int, end: int) -> bool:
    """Whether a clause reports something: a verb, four words or more, something named or numbered, no question."""
    letters = [i for i in range(first, end) if words.lower[i][0].isalnum()]
    if len(letters) < 4 or words.lower[end - 1] == "?" or (end < len(words) and words.lower[end] == "?"):
        return False
    if words.parsed and not any(words.upos[i] in ("VERB", "AUX") for i in letters):
        return False
    if words.lower[letters[0]] in ("he", "she", "they", "his", "her", "their", "it"):
        return True
    return any(words.forms[i][:1].isupper() or words.forms[i][0].isdigit() for i in letters[1:]) or (
        words.parsed and any(words.upos[i] == "PROPN" for i in letters)
    )


def _clauses(words: Wording, first: int, end: int) -> list[Range]:
    """Main clauses: at a semicolon, and where a coordinated verb has its own subject."""
    cuts = {first}
    for i in range(first + 1, end - 1):
        if words.lower[i] == ";":
            cuts.add(i + 1)
        elif words.parsed and words.deprels[i] == "conj" and words.upos[i] in ("VERB", "AUX"):
            head = words.heads[i]
            predicate = words.upos[head] in ("VERB", "AUX") or any(
                words.deprels[c] == "cop" for c in words.children[head]
            )
            if (
                predicate
                and words.deprels[head] == "root"
                and any(words.deprels[c].startswith("nsubj") for c in words.children[i])
            ):
                cuts.add(min(words.subtree(i)))
    edges = [*sorted(cuts), end]
    parts: list[Range] = []
    for begin, stop in zip(edges, edges[1:]):
        a, b = begin, stop
        while a < b and words.lower[a] in EDGE:
            a += 1
        while b > a and words.lower[b - 1] in EDGE:
            b -= 1
        if a < b:
            parts.append((a, b))
    return parts
