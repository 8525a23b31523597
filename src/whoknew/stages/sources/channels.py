"""Outlets that carried somebody's words: "told the Herald", "in an interview with …", "on the morning show"."""

from collections.abc import Iterator

from whoknew.model import Analysis, Span
from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import capital
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.speakers import Range, Speaker

BEFORE = frozenset(["on", "to", "with", "by", "told", "tells", "telling", "in", "for", "of", "from", "another"])
INSIDE = frozenset(["'s", "'", '"', "''", "``", "the", "of", "-", ","])
KINDS = frozenset(
    "podcast show channel newspaper magazine network program programme article website blog radio".split()
)
CARRIERS = KINDS | frozenset("paper broadcaster tabloid".split())
REACH = 26  # tokens to either side of a cue


def channels(analysis: Analysis, words: Wording, lexicon: Lexicon) -> list[Speaker]:
    """Outlets named near a saying and outside its content."""
    found: dict[Range, Speaker] = {}
    for attribution in analysis.attributions:
        cues = words.ranges(attribution.cue_spans)
        if not cues or attribution.cue_class in ("attitude", "planning", "asking", "belief", None):
            continue
        content = {i for first, end in words.ranges(attribution.content_spans) for i in range(first, end)}
        source = {i for first, end in words.ranges(attribution.source_spans) for i in range(first, end)}
        sentence = words.sentence[cues[0][0]]
        first = max(cues[0][0] - REACH, words.sentences[sentence].first) if sentence >= 0 else cues[0][0]
        end = min(cues[-1][1] + REACH, words.sentences[sentence].end) if sentence >= 0 else cues[-1][1]
        for outlet in _outlets(words, lexicon, first, end):
            if not any(i in content or i in source for i in range(*outlet)):
                found.setdefault(outlet, Speaker(whole=outlet, attribution=attribution.id, channel=True))
    return sorted(found.values(), key=lambda one: one.whole)


def _outlets(words: Wording, lexicon: Lexicon, first: int, end: int) -> Iterator[Range]:
    i = first + 1
    while i < end:
        stop = outlet_at(words, lexicon, i, end) if words.lower[i - 1] in BEFORE else None
        if stop is not None:
            person = next((k for k in range(i + 1, stop - 1) if words.lower[k] == "of" and capital(words, k - 1)), -1)
            named = person >= 0 and _is_outlet(words, lexicon, person + 1, stop)
            yield (person + 1 if named else i), stop  # "Ana Ruiz of the Courier"
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
        if _is_outlet(words, lexicon, begin, run):
            best = run
    following = words.lower[run] if run < end else ""
    if following in KINDS and (
        run > begin or (begin > i and words.lower[begin - 1] == "the" and following in CARRIERS)
    ):
        return run + 1
    if best is not None and best < end and words.quoted[best] >= 0 and not words.lower[best][0].isalnum():
        best += 1
    return best


def _is_outlet(words: Wording, lexicon: Lexicon, begin: int, run: int) -> bool:
    spoken = [w for w in words.lower[begin:run] if w[0].isalnum()]
    for start in range(len(spoken)):
        name = " ".join(spoken[start:])
        if name in lexicon.outlets and name not in lexicon.platforms:
            return True
    return len(spoken) >= 2 and spoken[-1] in lexicon.outlet_endings and capital(words, run - 1)


def dateline(analysis: Analysis) -> str | None:
    """The outlet that a dateline names in brackets, where it does."""
    _, span = publisher(analysis)
    return analysis.text_of(span) if span is not None else None


def publisher(analysis: Analysis) -> tuple[frozenset[str], Span | None]:
    """Names by which the account's own publisher goes, in lower case; and where a dateline states it."""
    names: set[str] = set()
    given = analysis.account.publisher
    if given:
        names.add(given.lower())
        first = given.lower().split()[0]
        names.add(given.lower().split()[1] if first == "the" and len(given.split()) > 1 else first)
    for metadatum in analysis.account.metadata:
        if metadatum.field == "publisher":
            names.add(metadatum.value.lower())
    start = analysis.blocks[1].span[0] if len(analysis.blocks) > 1 else 0
    opening = analysis.account.text[: start + 240]
    at = opening.find("(")
    close = opening.find(")", at)
    if at >= 0 and 0 < close - at < 40 and opening[close + 1 : close + 4].strip()[:1] in ("-", "–", "—"):
        name = opening[at + 1 : close]
        names.add(name.lower())
        names.add(name.lower().removeprefix("the "))
        if name.lower().startswith("the ") and len(name.split()) == 3:
            names.add(name.lower().split()[-1])
        return frozenset(names), (at + 1, close)
    return frozenset(names), None
