"""What a bare answer denies: "Asked whether he had met the envoy, Boom said that he had not".

The question holds the proposition and the answer only turns it down, so the claim that is denied is the question's clause
and the one who denies it is the one who answers. So in a record of questions and answers what counsel puts to a witness
("I put it to you that …", "The office says that …") is denied where the answer opens with a flat denial.
"""

import re

from whoknew.model import Analysis, Attribution
from whoknew.model.exchange import exchange
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft, Range

BARE = frozenset({"no", "not", "never", "n't"})
AUXILIARIES = frozenset(
    "do does did have has had is are was were be been will would could can should may might must".split()
)
SUBJECTS = frozenset({"he", "she", "they", "it", "i", "we", "that", "this", "there"})

_FLAT = re.compile(
    r"(?:no[,.;] )?(?:(?:that|this|it)(?:['’]s| is| was)"
    r"(?:(?:n['’]t| not) (?:\w+ )?(?:so|true|right|correct|what happened)| (?:\w+ )?(?:false|untrue|wrong|nonsense|a lie))\b"
    r"|(?:i )?(?:completely |absolutely |flatly )?(?:deny|dispute|reject) (?:that|this|it)\b|not at all\b)",
    re.IGNORECASE,
)
PUTTING = frozenset({"asking", "neutral", "hedged", "charging", "belief"})


def put(analysis: Analysis, words: Wording, drafts: list[Draft]) -> list[Draft]:
    """Denials of what a question put forward, where the answer's first words turn it down."""
    record, text = exchange(analysis.account.text), analysis.account.text
    holders = {draft.first: draft for draft in drafts if len(draft.chain) == 2 and draft.chain[-1]}
    found: list[Draft] = []
    for (first, end), said in record.pairs():
        answer = holders.get(words.range_of(said)[0])
        if answer is None or not _FLAT.match(text, said[0], min(said[1], said[0] + 80)):
            continue
        held = [a.content_spans for a in analysis.attributions if _puts(a, first, end)]
        if held:
            ranges = tuple(words.ranges(held[-1]))
            found.append(
                Draft(ranges=ranges, chain=answer.chain, status="denied", asserts=False, attribution=answer.attribution)
            )
    return found


def _puts(attribution: Attribution, first: int, end: int) -> bool:
    """Whether a relation lies in a question and its content is put forward there."""
    spans = (*attribution.cue_spans, *attribution.content_spans)
    inside = all(first <= a < b <= end for a, b in spans)
    return inside and bool(attribution.content_spans) and attribution.cue_class in PUTTING


def answers(analysis: Analysis, words: Wording, drafts: list[Draft]) -> list[Draft]:
    """Denials of what was asked, one for each question that a bare answer in its sentence turns down."""
    found: list[Draft] = []
    for draft in drafts:
        if len(draft.chain) < 2 or not draft.chain[-1] or not _turns_down(words, draft):
            continue
        home = words.sentence[draft.first]
        if home < 0:
            continue
        question = _question(words, analysis.sentences[home].first, draft.first)
        if question is not None:
            found.append(
                Draft(
                    ranges=(question,), chain=draft.chain, status="denied", asserts=False, attribution=draft.attribution
                )
            )
    return found


def _turns_down(words: Wording, draft: Draft) -> bool:
    """Whether a content is no more than "no", "that he had not", "he did not, but …"."""
    first, end = draft.ranges[0]
    low = [w for w in words.lower[first : min(end, first + 6)] if w[0].isalnum() or w == "n't" or w == ","]
    low = low[1:] if low[:1] == ["that"] and len(low) > 1 else low
    if low[:1] in (["no"], ["never"]):
        return len(low) == 1 or low[1] in (",", "but")
    bare = len(low) >= 3 and low[0] in SUBJECTS and low[1] in AUXILIARIES and low[2] in BARE
    return bare and (len(low) == 3 or low[3] in (",", "but", "and"))


def _question(words: Wording, first: int, stop: int) -> Range | None:
    """The clause after "asked … if" or "whether" that stands before the answer, up to its comma."""
    for i in range(first, min(stop, first + 40)):
        if words.lower[i] != "asked" or words.quoted[i] >= 0:
            continue
        for k in range(i + 1, min(stop, i + 8)):
            if words.lower[k] in ("if", "whether"):
                end = next((j for j in range(k + 1, stop) if words.lower[j] == "," and _closes(words, j, stop)), -1)
                return (k + 1, end) if end - k > 2 else None
    return None


def _closes(words: Wording, comma: int, stop: int) -> bool:
    """Whether only the answer's speaker and verb stand between a comma and the answer."""
    return stop - comma <= 10 and "," not in words.lower[comma + 1 : stop - 1]
