"""Who in an attribution counts as a source of the account, who speaks only inside the story, and who does neither.

By the annotation rules: plain saying to the press or the public makes a source; telling somebody in the story is an
act, and its teller speaks "inside"; so does a speaker in another source's words. Attitudes ("backs", "wants") and
questions make nobody a source unless their very words are quoted.
"""

import msgspec

from whoknew.model import Analysis, Attribution
from whoknew.model.wording import Wording
from whoknew.stages.sources.apart import apart
from whoknew.stages.sources.capitals import Range
from whoknew.stages.sources.counting import counts
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.notes import note_spans
from whoknew.stages.sources.tags import nobody

PLANNERS = frozenset({"planning", "belief"})  # their holders are in the chain of a claim, and no sources


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that speaks in an attribution (or, as a channel, carries it); ``inner`` as in the module's docstring."""

    whole: Range
    attribution: str | None
    inner: bool = False
    channel: bool = False
    kind: str | None = None  # the class of the cue
    nested: bool = False  # in another's words


def speakers(analysis: Analysis, words: Wording, lexicon: Lexicon, own: frozenset[str] = frozenset()) -> list[Speaker]:
    """Speaking phrases in the order of the text, coordinated ones apart; ``own`` are the publisher's names."""
    found: list[Speaker] = []
    by_id = {attribution.id: attribution for attribution in analysis.attributions}
    notes = note_spans(analysis, lexicon)
    for attribution in analysis.attributions:
        ranges = words.ranges(attribution.source_spans)
        if any(a < d and c < b for a, b in attribution.cue_spans for c, d in notes):
            continue  # "insisted on anonymity" says nothing
        if (
            not ranges
            or _titular(analysis, words, attribution)
            or nobody(words, ranges)
            or _who_asked(words, ranges[-1])
        ):
            continue
        speaks = counts(words, lexicon, attribution)
        if not speaks and (attribution.cue_class not in PLANNERS or attribution.negated):
            continue
        nested = _inside(analysis, attribution, by_id) or _in_quotation(analysis, words, attribution)
        inner = not speaks or nested or _to_somebody(lexicon, attribution, own)
        for first, end in ranges:
            found.extend(
                Speaker(whole=part, attribution=attribution.id, inner=inner, kind=attribution.cue_class, nested=nested)
                for part in apart(words, lexicon, first, end)
            )
    return sorted(found, key=lambda one: one.whole)


def _who_asked(words: Wording, source: Range) -> bool:
    """ "Who told you that …?": a question's "who" is nobody, and takes up nothing before it."""
    sentence = words.sentences[words.sentence[source[0]]]
    opening = [low for low in words.lower[sentence.first : source[0]] if len(low.strip(".:")) > 1]
    return words.lower[source[0] : source[1]] == ["who"] and not opening and words.lower[sentence.end - 1] == "?"


def _titular(analysis: Analysis, words: Wording, attribution: Attribution) -> bool:
    """Whether a heading is no sentence but a name for the story ("The minister who said no"): nobody speaks there."""
    first, end = words.ranges(attribution.source_spans)[-1]
    sentence = words.sentence[first]
    block = analysis.sentences[sentence].block if sentence >= 0 else -1
    if not 0 <= block < len(analysis.blocks) or analysis.blocks[block].type not in ("title", "heading"):
        return False
    return words.lower[end - 1] in ("who", "that") or words.lower[end : end + 1] == ["who"]


def _inside(analysis: Analysis, attribution: Attribution, by_id: dict[str, Attribution]) -> bool:
    """Whether another source's words hold this relation; a retelling ("the paper reported that X said") is not that, nor
    is an interviewer's turn ("HOST: The mayor says …"): who only asks is no source."""
    parent = by_id.get(attribution.parent or "")
    if parent is None or not parent.source_spans:
        return False
    asks = parent.cue_class == "asking" and [analysis.text_of(span) for span in parent.cue_spans] == [":"]
    return not asks


def _in_quotation(analysis: Analysis, words: Wording, attribution: Attribution) -> bool:
    """Whether the cue itself stands between quotation marks: somebody else's words, whosever they are."""
    for first, _ in words.ranges(attribution.cue_spans):
        number = words.quoted[first]
        if number >= 0 and not analysis.quotations[number].scare and analysis.quotations[number].mark not in ("'", "‘"):
            return True
    return False


def _to_somebody(lexicon: Lexicon, attribution: Attribution, own: frozenset[str]) -> bool:
    """Told to somebody in the story, in the account's own voice, without a quotation: an act."""
    if attribution.form != "indirect" or not attribution.addressees or attribution.parent is not None:
        return False
    heard = " ".join(attribution.addressees).lower().replace("’", "'")
    hearers = set(heard.split())
    if hearers & lexicon.words["crowd"] or hearers & lexicon.words["own_voice"]:
        return False
    paper = hearers & {"the"} and hearers & lexicon.publishing["papers"]
    if paper or any(f" {name} " in f" {heard} " for name in own):
        return False
    spaced = f" {heard} ".replace("'s ", " 's ")
    outlet = any(f" {name} " in spaced for name in lexicon.outlets - lexicon.platforms)
    return not outlet and not hearers & lexicon.outlet_endings
