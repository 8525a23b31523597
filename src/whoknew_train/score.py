"""Development scores of one set of weights, head by head: ``python -m whoknew_train.score FOLDER [--share 0.2]``.

Gold words and sentences are given, so that only the reader is measured; ``make quality`` measures the whole tool.
A share of the documents is enough to compare two exports; they are drawn with a fixed seed.
"""

import argparse
import json
import os
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from whoknew.encoder import read_signals
from whoknew.model.signals import Signals
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.metrics.attribution import Relation, relation_counts, span_counts
from whoknew_eval.metrics.coreference import Scores
from whoknew_eval.metrics.counts import Counts, exact, total
from whoknew_eval.metrics.factuality import macro_f1, pearson
from whoknew_eval.metrics.parsing import TreeCounts
from whoknew_eval.quality.heads import chains, roles, trees, typed_mentions

Pair = tuple[Document, Signals]
Figures = dict[str, float]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="of each corpus's development documents")
    parser.add_argument("--corpora", nargs="*", default=sorted(SCORERS))
    chosen = parser.parse_args(arguments)
    os.environ["WHOKNEW_WEIGHTS"] = str(chosen.folder)
    print(json.dumps(score(chosen.share, chosen.corpora), indent=1))


def score(share: float, corpora: Sequence[str]) -> Figures:
    """Figures in points (correlations as they are), by name."""
    readings: dict[str, list[Pair]] = {}
    for name in corpora:
        documents = list(load(name, "dev"))
        random.Random(5).shuffle(documents)
        chosen = documents[: max(2, round(len(documents) * share))]
        readings[name] = [(d, read_signals(d.text, d.words, d.sentences, d.paragraphs or ())) for d in chosen]
    return figures_of(readings)


def figures_of(readings: Mapping[str, Sequence[Pair]]) -> Figures:
    """The same from what was read, by corpus."""
    return {
        f"{name} {key}": round(value, 3)
        for name in sorted(readings)
        for part in SCORERS[name]
        for key, value in part(readings[name]).items()
    }


def _f1(counts: Counts) -> float:
    return 100 * counts.f1


def attribution_figures(pairs: Sequence[Pair]) -> Figures:
    """Spans, cut at sentence ends, and relations of the encoder alone."""
    gold = [[Relation(a.cue, a.source, a.content) for a in d.attributions or ()] for d, _ in pairs]
    found = [[Relation(a.cue, a.source, a.content) for a in s.attributions] for _, s in pairs]
    figures: Figures = {}
    for part in ("source", "cue", "content"):
        figures[part] = _f1(total(span_counts(g, f, p[0].sentences, part) for g, f, p in zip(gold, found, pairs)))
    both = [relation_counts(g, f) for g, f in zip(gold, found)]
    figures["relations (a)"] = _f1(total(a for a, _ in both))
    figures["relations (b)"] = _f1(total(b for _, b in both))
    return figures


def _words(pairs: Sequence[Pair]) -> Figures:
    counts = TreeCounts()
    right = 0
    for document, signals in pairs:
        counts = counts.plus(trees((document, signals)))
        right += sum(w.lemma.lower() == g.lower() for w, g in zip(signals.words, document.lemmas or ()))
    share = 100 / max(1, counts.words)
    return {
        "LAS": share * counts.las,
        "UAS": share * counts.uas,
        "UPOS": share * counts.upos,
        "lemmas": share * right,
    }


def _frames(pairs: Sequence[Pair]) -> Figures:
    counts = [roles(pair) for pair in pairs if pair[0].frames is not None]
    return {
        "roles": _f1(total(c.arguments for c in counts)),
        "predicates": _f1(total(c.predicates for c in counts)),
        "rolesets": 100 * total(c.rolesets for c in counts).recall,
    }


def _names(pairs: Sequence[Pair]) -> Figures:
    table = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    return {
        "names": _f1(
            total(
                exact(
                    {(m.first, m.end, table[m.type]) for m in d.entities or ()},
                    {(m.first, m.end, m.type) for m in s.names},
                )
                for d, s in pairs
            )
        )
    }


def _factuality(pairs: Sequence[Pair]) -> Figures:
    gold: list[float] = []
    found: list[float] = []
    for document, signals in pairs:
        values = {e.word: e.factuality for e in signals.events}
        for word, value in document.factuality or ():
            gold.append(value)
            found.append(values.get(word) or 0.0)
    return {"factuality r": pearson(gold, found), "factuality macro F1": 100 * macro_f1(gold, found)}


def _discourse(pairs: Sequence[Pair]) -> Figures:
    scores = Scores()
    for pair in pairs:
        scores = scores.plus(chains(pair))
    return {"CoNLL": 100 * scores.conll, "typed mentions": _f1(total(typed_mentions(pair) for pair in pairs))}


def _times(pairs: Sequence[Pair]) -> Figures:
    return {
        "times": _f1(
            total(
                exact({(t.first, t.end) for t in d.timexes or ()}, {(t.first, t.end) for t in s.times})
                for d, s in pairs
            )
        )
    }


def _events(pairs: Sequence[Pair]) -> Figures:
    return {
        "events": _f1(total(exact(set(d.events or ()), {e.word for e in s.events if e.score >= 0.5}) for d, s in pairs))
    }


SCORERS: dict[str, tuple[Callable[[Sequence[Pair]], Figures], ...]] = {
    "polnear": (attribution_figures,),
    "ewt": (_words, _frames, _names, _factuality),
    "gum": (_discourse, _words, _times),
    "mv2": (_factuality,),
    "rp": (_factuality,),
    "wikiwars": (_times,),
    "litbank": (_events,),
}


if __name__ == "__main__":
    main()
