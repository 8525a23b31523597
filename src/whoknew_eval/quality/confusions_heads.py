"""Examples of what the encoder's heads get wrong, with text, for docs/confusions/ only: roles, mentions, chains, names, factuality."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from whoknew.model import Signals
from whoknew_eval.corpora.document import Document, Span
from whoknew_eval.keys.layer import context
from whoknew_eval.metrics.factuality import sign
from whoknew_eval.quality.confusions import write_groups
from whoknew_eval.quality.judged import NAMES

Pair = tuple[Document, Signals]
Note = tuple[str, str]  # group, entry
Labelled = tuple[int, int, str]  # first word, end word, label


def write_heads(pairs: dict[str, Sequence[Pair]], folder: Path) -> list[Path]:
    """One file a layer, ten examples a kind of error; ``pairs`` by corpus."""
    made = []
    for name, (corpus, notes) in LAYERS.items():
        groups: dict[str, list[str]] = {}
        for document, signals in pairs[corpus]:
            for group, entry in notes(document, signals):
                groups.setdefault(group, []).append(f"[{document.id}] {entry}")
        made.append(write_groups(folder / f"{name}.txt", groups))
    return made


def spans_compared(document: Document, gold: set[Labelled], found: set[Labelled], before: str = "") -> Iterator[Note]:
    """What differs between two sets of labelled spans: the label, the border, or that one side has none."""
    right = gold & found
    left, other = sorted(gold - right), sorted(found - right)
    by_span = {(a, b): label for a, b, label in other}
    for a, b, label in left:
        near = [(c, d, kind) for c, d, kind in other if c < b and a < d and kind == label]
        if (a, b) in by_span:
            yield f"{label} taken for {by_span[a, b]}", f"{before}{_shown(document, a, b)}"
        elif near:
            c, d, _ = near[0]
            yield f"{label} with other borders", f"{before}{_shown(document, a, b)}\n  found {_words(document, c, d)}"
        else:
            yield f"{label} missed", f"{before}{_shown(document, a, b)}"
    golden = {(a, b) for a, b, _ in left}
    for c, d, kind in other:
        if (c, d) not in golden and not any(a < d and c < b and label == kind for a, b, label in left):
            yield f"{kind} found where there is none", f"{before}{_shown(document, c, d)}"


def _roles(document: Document, signals: Signals) -> Iterator[Note]:
    if document.frames is None or document.frame_sentences is not None:
        return
    found = {f.word: {(r.first, r.end, r.label) for r in f.roles} for f in signals.frames}
    gold = {f.word: set(f.args) for f in document.frames}
    for word in sorted(gold.keys() | found.keys()):
        verb = _words(document, word, word + 1)
        if word not in found or word not in gold:
            yield (
                f"predicate {'missed' if word in gold else 'found where there is none'}",
                _shown(document, word, word + 1),
            )
        else:
            yield from spans_compared(document, gold[word], found[word], f"of ‘{verb}’: ")


def _mentions(document: Document, signals: Signals) -> Iterator[Note]:
    types = {"group": "person", "facility": "place", "object": "other", "abstract": "other"}
    gold = {(m.first, m.end, m.type) for m in document.mentions or ()}
    found = {(m.first, m.end, types.get(m.type, m.type)) for m in signals.mentions}
    yield from spans_compared(document, gold, found)


def _names(document: Document, signals: Signals) -> Iterator[Note]:
    gold = {(m.first, m.end, NAMES[m.type]) for m in document.entities or ()}
    yield from spans_compared(document, gold, {(m.first, m.end, m.type) for m in signals.names})


def _chains(document: Document, signals: Signals) -> Iterator[Note]:
    """Each mention's nearest antecedent, in the corpus and as found."""
    gold = _antecedents([((m.first, m.end), m.cluster) for m in document.chains or ()])
    found = _antecedents([((m.first, m.end), m.chain) for m in signals.mentions])
    home = {(m.first, m.end): m.cluster for m in document.chains or ()}
    for span in sorted(gold.keys() | found.keys()):
        true, said = gold.get(span), found.get(span)
        kind = "pronoun" if span[1] - span[0] == 1 and _words(document, *span).islower() else "phrase"
        if said is not None and home.get(said, -1) != home.get(span, -2):
            group = f"{kind} linked falsely" if true is not None else f"{kind} linked that stands alone"
            where = f"\n  should be {_words(document, *true)}" if true is not None else ""
            yield group, f"{_shown(document, *span)}\n  linked to {_words(document, *said)}{where}"
        elif true is not None and said is None:
            yield f"{kind} not linked", f"{_shown(document, *span)}\n  should be {_words(document, *true)}"


def _antecedents(mentions: Sequence[tuple[Span, int]]) -> dict[Span, Span]:
    last: dict[int, Span] = {}
    found: dict[Span, Span] = {}
    for span, chain in sorted(mentions):
        if chain >= 0:
            if chain in last:
                found[span] = last[chain]
            last[chain] = span
    return found


def _factuality(document: Document, signals: Signals) -> Iterator[Note]:
    values = {e.word: e.factuality for e in signals.events}
    for word, gold in document.factuality or ():
        found = values.get(word) or 0.0
        if sign(gold) != sign(found):
            yield (
                f"{sign(gold)} taken for {sign(found)}",
                f"{gold:+.1f} read as {found:+.1f}: {_shown(document, word, word + 1)}",
            )


def _words(document: Document, first: int, end: int) -> str:
    text = " ".join(document.text[document.words[first][0] : document.words[end - 1][1]].split())
    return text if len(text) < 120 else f"{text[:70]} […] {text[-40:]}"


def _shown(document: Document, first: int, end: int) -> str:
    return context(document.text, document.words[first][0], document.words[end - 1][1], 70)


LAYERS: dict[str, tuple[str, Callable[[Document, Signals], Iterator[Note]]]] = {
    "roles": ("ewt", _roles),
    "mentions": ("gum", _mentions),
    "coreference": ("gum", _chains),
    "names": ("ewt", _names),
    "factuality": ("ewt", _factuality),
}
