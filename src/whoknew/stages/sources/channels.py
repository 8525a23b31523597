"""Outlets that carried somebody's words: "told the Herald", "in an interview with …", "on the morning show"."""

from collections.abc import Iterator

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import Range, capital
from whoknew.stages.sources.counting import acted
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.outlets import alone, is_outlet
from whoknew.stages.sources.speakers import Speaker

BEFORE = frozenset(["on", "to", "with", "by", "told", "tells", "telling", "in", "for", "from", "another"])
INSIDE = frozenset(["'s", "'", '"', "''", "``", "the", "of", "-", ","])
KINDS = frozenset(
    "podcast show channel newspaper magazine network program programme article website blog radio".split()
)
CARRIERS = KINDS | frozenset("paper broadcaster tabloid".split())
TOLD = frozenset({"told", "tells"})
REPORTED = frozenset(
    {
        "mentioned",
        "cited",
        "quoted",
        "described",
        "revealed",
        "reported",
        "broadcast",
        "interviewed",
        "aired",
        "obtained",
    }
)
WRITING = frozenset({"writing", "wrote", "written", "writes", "published"})
EDITIONS = frozenset(
    {"episode", "edition", "broadcast", "board", "instalment", "installment", "issue", "taping", "pages"}
)
INTERVIEWS = frozenset({"interview", "interviews"})
PLAIN = frozenset({"on", "to", "told", "tells", "telling", "with"})  # before a carrier that has no name
REACH = 26  # tokens to either side of a cue


def channels(analysis: Analysis, words: Wording, lexicon: Lexicon) -> list[Speaker]:
    """Outlets named near a saying and outside its content."""
    found: dict[Range, Speaker] = {}
    for attribution in analysis.attributions:
        cues = words.ranges(attribution.cue_spans)
        silent = attribution.cue_class in ("attitude", "planning", "asking", "belief", None)
        if not cues or silent or acted(words, lexicon, attribution):
            continue
        content = {i for first, end in words.ranges(attribution.content_spans) for i in range(first, end)}
        source = {i for first, end in words.ranges(attribution.source_spans) for i in range(first, end)}
        sentence = words.sentence[cues[0][0]]
        first = max(cues[0][0] - REACH, words.sentences[sentence].first) if sentence >= 0 else cues[0][0]
        end = min(cues[-1][1] + REACH, words.sentences[sentence].end) if sentence >= 0 else cues[-1][1]
        for outlet in _outlets(words, lexicon, first, end):
            if not any(i in content or i in source for i in range(*outlet)):
                found.setdefault(outlet, Speaker(whole=outlet, attribution=attribution.id, channel=True))
    for i, stop in _carried(words, lexicon):
        found.setdefault((i, stop), Speaker(whole=(i, stop), attribution=None, channel=True))
    return sorted(found.values(), key=lambda one: one.whole)


def _carried(words: Wording, lexicon: Lexicon) -> Iterator[Range]:
    """Outlets whose own work the account tells of, whatever the verb beside it: "in an interview with the Lantern",
    "interviewed by the Lantern", "as reported by the Lantern", "in a Lantern article", "told the Lantern"."""
    for i in range(2, len(words)):
        before, first = words.lower[i - 1], words.lower[i - 2]
        if words.quoted[i - 1] >= 0:
            continue
        interview = before in ("with", "on", "to", "for") and first in INTERVIEWS
        inside = before == "in" and words.lower[i] in ("a", "an")
        told = (before == "by" and first in REPORTED) or (before in TOLD and words.quoted[i] < 0)
        stop = outlet_at(words, lexicon, i, min(len(words), i + REACH)) if interview or inside or told else None
        if stop is None:
            continue
        after = {words.lower[stop - 1], *words.lower[stop : stop + 1]}
        if not inside or after & (lexicon.words["pieces"] | INTERVIEWS):
            yield _named(words, lexicon, i, stop)


def _carries(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether what stands before a name lets an outlet carry words: "on", "told"; "by" and "for" only after a piece or a
    reporting ("an article by", "wrote for"), and not "leaked papers read by", "a reporter for"."""
    before = words.lower[i - 1]
    if before in ("by", "for"):
        return i > 1 and words.lower[i - 2] in REPORTED | INTERVIEWS | WRITING | lexicon.words["pieces"]
    if before == "of":
        return i > 1 and words.lower[i - 2] in EDITIONS
    return before in BEFORE


def _named(words: Wording, lexicon: Lexicon, i: int, stop: int) -> Range:
    """The outlet's part of a name: "Ana Ruiz of the Courier"."""
    of = next((k for k in range(i + 1, stop - 1) if words.lower[k] == "of" and capital(words, k - 1)), -1)
    return (of + 1 if of >= 0 and is_outlet(words, lexicon, of + 1, stop) else i), stop


def _outlets(words: Wording, lexicon: Lexicon, first: int, end: int) -> Iterator[Range]:
    i = first + 1
    while i < end:
        stop = outlet_at(words, lexicon, i, end) if _carries(words, lexicon, i) else None
        if stop is not None:
            yield _named(words, lexicon, i, stop)
            i = stop
        i += 1


def outlet_at(words: Wording, lexicon: Lexicon, i: int, end: int) -> int | None:
    """End of an outlet's name or of "the newspaper" that starts at ``i``; a platform that carries anybody is none."""
    begin = i
    while begin < end and (words.lower[begin] in ("the", "a", "an") or not words.lower[begin][0].isalnum()):
        begin += 1
    best: int | None = None
    run = begin
    while run < end and run - begin < 9 and (capital(words, run) or words.lower[run] in INSIDE):
        run += 1
        named = begin > i and words.lower[begin - 1] == "the" and alone(words, lexicon, begin, run)
        if named or is_outlet(words, lexicon, begin, run):
            best = run
    following = words.lower[run] if run < end else ""
    if following in KINDS and (
        run > begin
        or (begin > i > 0 and words.lower[begin - 1] == "the" and following in CARRIERS and words.lower[i - 1] in PLAIN)
    ):
        return run + 1
    if best is not None and best < end and words.quoted[best] >= 0 and not words.lower[best][0].isalnum():
        best += 1
    return best
