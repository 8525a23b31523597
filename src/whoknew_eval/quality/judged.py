"""Every scored finding of the encoder on development documents: its kind, its score, and whether it is right.

Whoever fits confidences (``whoknew_train.calibrate``) and whoever reports them (``make quality``) judge by this module. It
says what a confidence promises: of an attribution, that such a relation is there (cue shared, source and content each touch
or are absent in both) and, apart, that it is there word for word; of a mention, a name or a time its exact span (of a name
its type too); of a link that the mention is of the same chain as an earlier one it was joined to; of a role its predicate,
span and label.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from whoknew.model import Signals
from whoknew_eval.corpora.document import Attribution, Document, Span
from whoknew_eval.metrics.attribution import Relation, overlap, relation_counts
from whoknew_eval.metrics.matching import match

Judged = tuple[str, float, bool]  # kind, score, whether it is right
NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def judge(corpus: str, document: Document, signals: Signals) -> Iterator[Judged]:
    """The findings that a corpus's annotation can judge."""
    for one in JUDGES[corpus]:
        yield from one(document, signals)


def relations_judged(
    gold: Sequence[Attribution], found: Sequence[Relation], scores: Sequence[tuple[float | None, float | None]]
) -> Iterator[Judged]:
    """Relations with their two scores, matched one to one by the words that their cues share."""
    golden = [Relation(a.cue, a.source, a.content) for a in gold]
    home = {j: i for i, j in match(golden, found, lambda g, f: float(overlap(g.cue, f.cue)))}
    for j, (one, (there, exact)) in enumerate(zip(found, scores, strict=True)):
        loose, strict = relation_counts([golden[home[j]]], [one]) if j in home else (None, None)
        if there is not None:
            yield "attribution", there, loose is not None and bool(loose.right)
        if exact is not None:
            yield "exact attribution", exact, strict is not None and bool(strict.right)


def _attributions(document: Document, signals: Signals) -> Iterator[Judged]:
    found = [Relation(a.cue, a.source, a.content) for a in signals.attributions]
    scores = [(a.score, a.exact_score) for a in signals.attributions]
    yield from relations_judged(document.attributions or (), found, scores)


def _mentions(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = {(m.first, m.end) for m in document.mentions or ()}
    home = {(m.first, m.end): m.cluster for m in document.chains or ()}
    seen: dict[int, list[Span]] = defaultdict(list)
    for m in signals.mentions:
        span = (m.first, m.end)
        yield "mention", m.score, span in gold
        if m.link_score is not None and seen[m.chain]:
            yield "link", m.link_score, span in home and any(home.get(s) == home[span] for s in seen[m.chain])
        if m.chain >= 0:
            seen[m.chain].append(span)


def _frames(document: Document, signals: Signals) -> Iterator[Judged]:
    if document.frames is None or document.frame_sentences is not None:
        return
    predicates = {f.word for f in document.frames}
    args = {(f.word, *arg) for f in document.frames for arg in f.args}
    for frame in signals.frames:
        yield "frame", frame.score, frame.word in predicates
        for role in frame.roles:
            yield "role", role.score, (frame.word, role.first, role.end, role.label) in args


def _names(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = {(m.first, m.end, NAMES[m.type]) for m in document.entities or ()}
    for name in signals.names:
        yield "name", name.score, (name.first, name.end, name.type) in gold


def _times(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = {(t.first, t.end) for t in document.timexes or ()}
    for time in signals.times:
        yield "time", time.score, (time.first, time.end) in gold


def _events(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = set(document.events or ())
    for event in signals.events:
        yield "event", event.score, event.word in gold


JUDGES: dict[str, tuple[Callable[[Document, Signals], Iterator[Judged]], ...]] = {
    "polnear": (_attributions,),
    "gum": (_mentions, _times),
    "ewt": (_frames, _names),
    "wikiwars": (_times,),
    "litbank": (_events,),
}
