"""The encoder's heads on gold words: parsing, mentions, coreference, roles, factuality, and how far scores mean what they say."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

from whoknew.model import Signals
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.metrics.coreference import Scores, clusters_of, score
from whoknew_eval.metrics.counts import Counts, exact, total
from whoknew_eval.metrics.factuality import macro_f1, pearson
from whoknew_eval.metrics.parsing import TreeCounts, tree_counts
from whoknew_eval.metrics.roles import Predicate, RoleCounts, role_counts
from whoknew_eval.quality.attribution import f1_row, prf
from whoknew_eval.quality.calibrated import by_kind, calibration_table
from whoknew_eval.quality.confusions_heads import write_heads
from whoknew_eval.quality.halves import held_back
from whoknew_eval.quality.judged import judge
from whoknew_eval.quality.row import Breakdown, Part, Row, missing

IDS = (
    "parsing.las", "parsing.upos", "coreference", "mentions", "roles.span", "roles.roleset",
    "factuality.uds.r", "factuality.uds.f1", "factuality.mv2.r", "factuality.mv2.f1", "factuality.rp.r", "factuality.rp.f1",
)  # fmt: skip
Reader = Callable[[Document], Signals]
Pair = tuple[Document, Signals]
_TYPES = {"group": "person", "facility": "place", "object": "other", "abstract": "other"}


def reader() -> Reader | None:
    """The encoder on given words; ``None`` where it or its weights are missing."""
    try:
        encoder = importlib.import_module("whoknew.encoder")
    except ModuleNotFoundError:
        return None
    if not encoder.weights_present():
        return None

    def read(document: Document) -> Signals:
        signals: Signals = encoder.read_signals(
            document.text, document.words, document.sentences, document.paragraphs or ((0, len(document.words)),)
        )
        return signals

    return read


def measure(folder: Path | None = None) -> Part:
    """Every row of the heads; examples of what goes wrong to ``folder``."""
    read = reader()
    if read is None:
        return missing(IDS, "no encoder or weights here")
    ewt = [(d, read(d)) for d in load("ewt", "dev")]
    gum = [(d, read(d)) for d in load("gum", "dev")]
    small = {name: [(d, read(d)) for d in load(name, "dev")] for name in ("mv2", "rp")}
    if folder is not None:
        write_heads({"ewt": ewt, "gum": gum}, folder)
    rows = [*_parsing(ewt), *_coreference(gum), *_roles(ewt)]
    for name, pairs in (("uds", ewt), ("mv2", small["mv2"]), ("rp", small["rp"])):
        rows.extend(_factuality(name, pairs))
    return Part(rows=tuple(rows), breakdowns=(_calibration(ewt, gum), _mention_types(gum), _names(ewt)))


def trees(pair: Pair) -> TreeCounts:
    """Tree counts of one document."""
    document, signals = pair
    gold = (document.upos or (), document.heads or (), document.deprels or ())
    words = signals.words
    return tree_counts(gold, ([w.upos for w in words], [w.head for w in words], [w.deprel for w in words]))


def _parsing(pairs: Sequence[Pair]) -> list[Row]:
    counts = [trees(pair) for pair in pairs]
    rows = []
    summed = _sum_trees(counts)
    for name, k in (("las", 3), ("upos", 1)):

        def share(drawn: Sequence[TreeCounts], k: int = k) -> float:
            return sum(c[k] for c in drawn) / max(1, sum(c.words for c in drawn))

        low, high = interval(counts, share)
        note = f"UAS {summed.uas / summed.words:.1%}, LAS with subtypes {summed.las_full / summed.words:.1%}"
        rows.append(Row(id=f"parsing.{name}", figure=share(counts), low=low, high=high, note=note if k == 3 else ""))
    return rows


def _sum_trees(counts: Sequence[TreeCounts]) -> TreeCounts:
    summed = TreeCounts()
    for one in counts:
        summed = summed.plus(one)
    return summed


def chains(pair: Pair) -> Scores:
    """Coreference scores of one document, singletons out on both sides."""
    document, signals = pair
    gold = clusters_of(((m.first, m.end), m.cluster) for m in document.chains or ())
    found = clusters_of(((m.first, m.end), m.chain) for m in signals.mentions if m.chain >= 0)
    return score(gold, found)


def typed_mentions(pair: Pair) -> Counts:
    """Typed spans of one document."""
    document, signals = pair
    gold = {(m.first, m.end, m.type) for m in document.mentions or ()}
    return exact(gold, {(m.first, m.end, _TYPES.get(m.type, m.type)) for m in signals.mentions})


def _coreference(pairs: Sequence[Pair]) -> list[Row]:
    scores = [chains(pair) for pair in pairs]

    def figure(drawn: Sequence[Scores]) -> float:
        return _sum_scores(drawn).conll

    summed = _sum_scores(scores)
    low, high = interval(scores, figure, rounds=500)
    note = f"MUC {summed.muc.f1:.1%}, B³ {summed.b_cubed.f1:.1%}, CEAFe {summed.ceaf_e.f1:.1%}"
    rows = [Row(id="coreference", figure=summed.conll, low=low, high=high, note=note)]
    rows.append(f1_row("mentions", [typed_mentions(pair) for pair in pairs]))
    return rows


def _sum_scores(scores: Sequence[Scores]) -> Scores:
    summed = Scores()
    for one in scores:
        summed = summed.plus(one)
    return summed


def roles(pair: Pair) -> RoleCounts:
    """Role counts of one document, in the sentences that carry frames."""
    document, signals = pair
    sentences = document.sentences
    framed = range(len(sentences)) if document.frame_sentences is None else document.frame_sentences
    allowed = {word for k in framed for word in range(*sentences[k])}
    gold = [Predicate(f.word, f.roleset, f.args) for f in document.frames or ()]
    found = [
        Predicate(f.word, f.roleset, tuple((r.first, r.end, r.label) for r in f.roles))
        for f in signals.frames
        if f.word in allowed
    ]
    return role_counts(gold, found)


def _roles(pairs: Sequence[Pair]) -> list[Row]:
    counts = [roles(pair) for pair in pairs if pair[0].frames is not None]
    predicates = total(c.predicates for c in counts)
    row = f1_row("roles.span", [c.arguments for c in counts], f"predicates F1 {predicates.f1:.1%}")
    senses = [c.rolesets for c in counts]
    low, high = interval(senses, lambda drawn: total(drawn).recall)
    summed = total(senses)
    return [row, Row(id="roles.roleset", figure=summed.recall, low=low, high=high, note=f"{summed.gold} predicates")]


def _factuality(name: str, pairs: Sequence[Pair]) -> list[Row]:
    """Each document's (gold, found) values; a judged word that is no trigger for the reader counts as 0."""
    values = []
    unread = 0
    for document, signals in pairs:
        found = {e.word: e.factuality for e in signals.events if e.factuality is not None}
        judged = document.factuality or ()
        unread += sum(word not in found for word, _ in judged)
        if judged:
            values.append(([v for _, v in judged], [found.get(word) or 0.0 for word, _ in judged]))

    def flat(drawn: Sequence[tuple[list[float], list[float]]]) -> tuple[list[float], list[float]]:
        return [v for gold, _ in drawn for v in gold], [v for _, found in drawn for v in found]

    rows = []
    for kind, figure in (("r", pearson), ("f1", macro_f1)):
        low, high = interval(values, lambda drawn, figure=figure: figure(*flat(drawn)), rounds=400)  # type: ignore[misc]
        note = f"{len(flat(values)[0])} targets, {unread} not read as events (taken as 0)"
        rows.append(Row(id=f"factuality.{name}.{kind}", figure=figure(*flat(values)), low=low, high=high, note=note))
    return rows


def _calibration(ewt: Sequence[Pair], gum: Sequence[Pair]) -> Breakdown:
    """Mentions, links, roles and the rest, on the half that nothing was fitted on."""
    judged = [
        one
        for corpus, pairs in (("gum", gum), ("ewt", ewt))
        for document, signals in held_back(pairs)
        for one in judge(corpus, document, signals)
    ]
    return calibration_table(by_kind(judged), "Calibration of the encoder's scores (held-back half of GUM and EWT dev)")


def _mention_types(pairs: Sequence[Pair]) -> Breakdown:
    counts: dict[str, Counts] = {}
    for document, signals in pairs:
        gold = {(m.first, m.end, m.type) for m in document.mentions or ()}
        found = {(m.first, m.end, _TYPES.get(m.type, m.type)) for m in signals.mentions}
        for kind in {t for *_, t in gold | found}:
            one = exact({m for m in gold if m[2] == kind}, {m for m in found if m[2] == kind})
            counts[kind] = counts.get(kind, Counts()).plus(one)
        spans = exact({m[:2] for m in gold}, {m[:2] for m in found})
        counts["(span alone)"] = counts.get("(span alone)", Counts()).plus(spans)
    return Breakdown(
        title="Mentions by type (GUM dev)",
        columns=("type", "in gold", "precision", "recall", "F1"),
        rows=tuple((kind, str(counts[kind].gold), *prf(counts[kind])) for kind in sorted(counts)),
    )


def _names(pairs: Sequence[Pair]) -> Breakdown:
    table = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    counts: dict[str, Counts] = {}
    for document, signals in pairs:
        gold = {(m.first, m.end, table[m.type]) for m in document.entities or ()}
        found = {(m.first, m.end, m.type) for m in signals.names}
        for kind in table.values():
            one = exact({m for m in gold if m[2] == kind}, {m for m in found if m[2] == kind})
            counts[kind] = counts.get(kind, Counts()).plus(one)
        counts["all"] = counts.get("all", Counts()).plus(exact(gold, found))
    return Breakdown(
        title="Named entities (EWT dev, Universal NER)",
        columns=("type", "in gold", "precision", "recall", "F1"),
        rows=tuple((kind, str(counts[kind].gold), *prf(counts[kind])) for kind in sorted(counts)),
    )
