"""What the decoders propose in training documents, and which of it is right: examples for the second look.

A network is surer of what it was trained on than of anything else. So documents are read twice: as they will be read, with the
shipped weights, and in float with dropout, which brings scores and trees near to those of documents never seen.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from whoknew.encoder.arguments import find_candidates
from whoknew.encoder.calibration import Calibration
from whoknew.encoder.claiming import CONTENT, SOURCE, cut_to
from whoknew.encoder.forward import Projections, project
from whoknew.encoder.framing import Rolesets, numbers_of
from whoknew.encoder.pieces import Pieces, cut
from whoknew.encoder.proposals import TYPES, Proposals, lean_on_chains
from whoknew.encoder.proposals import joined as joined_proposals
from whoknew.encoder.read import Reading
from whoknew.encoder.vocabulary import Vocabulary
from whoknew.encoder.weights import Floats, Weights
from whoknew.encoder.windows import Window, lay_windows
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Attribution, Document, Span
from whoknew_train.config import Network
from whoknew_train.export import read_state
from whoknew_train.fitting import Examples
from whoknew_train.floating import FloatWeights
from whoknew_train.inventory import load_vocabulary
from whoknew_train.reader import Reader

NEWS = 0.2  # share of PolNeAR's articles, of which there are more than enough
DROPOUT, HEAD_DROPOUT = (
    0.2,
    0.2,
)  # role labels of training documents are then as good as those of others (F1 73, 84 without)


class Source(NamedTuple):
    """One way to read training documents; ``project`` as :func:`whoknew.encoder.forward.project` without its weights."""

    weights: Any
    project: Callable[[Pieces, Sequence[Window]], Iterator[Projections]]
    calibration: Calibration


def as_shipped(weights: Weights) -> Source:
    """In int8, by the run time."""

    def run(pieces: Pieces, windows: Sequence[Window]) -> Iterator[Projections]:
        return project(weights, pieces, windows)

    return Source(weights, run, Calibration(weights.folder))


def with_dropout(run: Path, folder: Path) -> Source:
    """The network of a training run in float; ``folder`` are the weights made of it."""
    state, _ = read_state(run / "checkpoint.pt", averaged=True)
    vocabulary = load_vocabulary(run / "vocabulary.json")
    network = Network(embeddings="trained" if "pieces" in state else "frozen")
    reader = Reader(vocabulary, network)
    reader.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()})
    torch.manual_seed(1)
    weights = FloatWeights(reader, vocabulary, dropout=DROPOUT, head_dropout=HEAD_DROPOUT)
    return Source(weights, weights.project, Calibration(folder))


def readings(source: Source, corpus: str, share: float) -> Iterator[tuple[Document, Reading, Iterator[Projections]]]:
    """Training documents of a corpus, evenly drawn, with their windows."""
    documents = list(load(corpus, "train"))
    for document in documents[:: max(1, round(1 / share))]:
        forms = [document.text[a:b] for a, b in document.words]
        pieces = cut(source.weights.tokenizer, forms, [a for a, _ in document.paragraphs or ()])
        reading = Reading(source.weights, forms, document.sentences, source.calibration)
        yield document, reading, source.project(pieces, lay_windows(pieces, document.sentences))


def count_rolesets(vocabulary: Vocabulary) -> tuple[Floats, Floats]:
    """Of all training frames, those that have each label, by roleset [r, labels], and all of it [r]."""
    names = {label[2:]: i for i, label in enumerate(vocabulary.roles[1::2])}
    rows = {roleset: i for i, roleset in enumerate(vocabulary.rolesets)}
    taken = np.zeros((len(rows), len(names)), dtype=np.float32)
    seen = np.zeros(len(rows), dtype=np.float32)
    for document in load("ewt", "train"):
        for frame in document.frames or ():
            row = rows.get(frame.roleset)
            if row is not None:
                seen[row] += 1
                taken[row, sorted({names[label] for *_, label in frame.args if label in names})] += 1
    return taken, seen


def role_examples(source: Source, share: float, paths: dict[str, int], known: Rolesets) -> Iterator[Examples]:
    """Pairs of a predicate and a stretch; ``paths`` grows; ``known`` are the counts of :func:`count_rolesets`."""
    names = {label[2:]: i for i, label in enumerate(source.weights.vocabulary.roles[1::2])}
    for document, reading, windows in readings(source, "ewt", share):
        if document.frames is None:
            continue
        framed = range(len(document.sentences)) if document.frame_sentences is None else document.frame_sentences
        first_words = {document.sentences[k][0] for k in framed}
        gold = {f.word: {(a, b): label for a, b, label in f.args} for f in document.frames}
        rolesets = {f.word: f.roleset for f in document.frames}
        for p in windows:
            at = p.window.start
            odds = p["predicates.predicate"][:, 0]
            for (low, high), sentence in zip(*reading.parse(p), strict=True):
                words = low + np.nonzero(odds[low:high] > 0)[0]
                if at + low not in first_words or not len(words):
                    continue
                scores = reading.roles.scores(p, words, low, high)
                c = find_candidates(sentence, (words - low).tolist(), odds[words].tolist(), scores, paths)
                if c is None:
                    continue
                own = [gold.get(at + int(w), {}) for w in words]
                right = [
                    names.get(own[q].get((at + low + a, at + low + b), ""), -1) == label
                    for q, a, b, label in zip(c.predicate, c.first, c.end, c.label)
                ]
                lemmas = [reading.words[at + w].lemma for w in words.tolist()]
                read = [reading.roles.roleset(p, w, lemma) for w, lemma in zip(words.tolist(), lemmas, strict=True)]
                counted = np.array(
                    [rolesets.get(at + w) == roleset for w, roleset in zip(words.tolist(), read, strict=True)]
                )
                having = [{names.get(label, -1) for label in args.values()} for args in own]
                has = np.array([label in having[q] for q, label in zip(c.predicate, c.label)])
                here = counted[c.predicate]
                apart = here.astype(np.int64), (here & has).astype(np.int64)
                numbers = numbers_of(c, known, reading.roles.rows(read), apart)
                columns = np.concatenate([c.traits[c.stretch], c.label[:, None]], axis=1)
                yield Examples(columns, numbers, np.array(right, dtype=np.int64))


def mention_examples(source: Source, share: float, sets: dict[str, int]) -> Iterator[Examples]:
    """Spans, each with its type or ``TYPES`` for none; ``sets`` grows."""
    types = [name.split(":")[1] for name in source.weights.vocabulary.spans if name.startswith("mention:")]
    for document, reading, windows in readings(source, "gum", share):
        gold = {(m.first, m.end): types.index(m.type) for m in document.mentions or ()}
        proposed: list[Proposals] = []
        for p in windows:
            parts, sentences = reading.parse(p)
            for (a, b), sentence in zip(parts, sentences, strict=True):
                own = reading.propose(reading.spans.scores(p, a, b), p.window.start + a, sentence, sets)
                proposed.extend(() if own is None else (own,))
            reading.refer(p, parts, sentences)
        every = joined_proposals(proposed)
        sizes = Counter(m.chain for m in reading.mentions)
        chains = {(m.first, m.end): m.chain for m in reading.mentions if m.chain >= 0 and sizes[m.chain] > 1}
        traits, numbers = lean_on_chains(every, chains)
        right = [gold.get(span, TYPES) for span in zip(every.first.tolist(), every.end.tolist(), strict=True)]
        yield Examples(traits, numbers, np.array(right, dtype=np.int64))


def claim_examples(source: Source, share: float, paths: dict[str, int]) -> Iterator[Examples]:
    """Sources and contents in the sentence of their cue; ``paths`` grows."""
    for document, reading, windows in readings(source, "polnear", share * NEWS):
        by_word = {w: a for a in document.attributions or () for first, end in a.cue for w in range(first, end)}
        for p in windows:
            at = p.window.start
            low, high = p.window.first - at, p.window.last - at
            parts, sentences = reading.parse(p)
            read = reading.attribution.read(p, low, high)
            for (a, b), sentence in zip(parts, reading.marked(p, parts, sentences), strict=True):
                here, c = reading.attribution.candidates(read, (a, b), sentence, paths)
                if c is None:
                    continue
                gold = [_gold_claims(by_word, read.found[k].cue, at, a, b) for k in here]
                right = [
                    (first, end, label) in gold[q]
                    for q, first, end, label in zip(c.predicate, c.first, c.end, c.label, strict=True)
                ]
                columns = np.concatenate([c.traits[c.stretch], c.label[:, None]], axis=1)
                yield Examples(columns, c.numbers, np.array(right, dtype=np.int64))


def _gold_claims(
    by_word: dict[int, Attribution], cue: Sequence[Span], at: int, low: int, high: int
) -> set[tuple[int, int, int]]:
    """(first, end, label) in the sentence at words [low, high) of the window, of the relation that shares the cue."""
    relation = next((by_word[at + w] for a, b in cue for w in range(a, b) if at + w in by_word), None)
    if relation is None:
        return set()
    return {
        (first - at - low, end - at - low, label)
        for label, ranges in ((SOURCE, relation.source), (CONTENT, relation.content))
        for first, end in cut_to(ranges, at + low, at + high)[0]
    }
