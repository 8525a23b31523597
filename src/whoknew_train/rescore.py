"""Fit the second look at roles, mentions, sources and contents to one set of weights: ``python -m whoknew_train.rescore FOLDER``.

Reads training documents with the weights in FOLDER, takes what the decoders propose there, right or wrong, and trains the
small networks of ``whoknew.encoder.rescoring`` to tell which. They are written into FOLDER, and its hash anew; scores must
be calibrated again afterwards (``whoknew_train.calibrate``).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew.encoder.arguments import find_candidates, role_sizes
from whoknew.encoder.calibration import Calibration
from whoknew.encoder.claiming import CONTENT, SOURCE, cut_to
from whoknew.encoder.claiming import trait_sizes as claim_sizes
from whoknew.encoder.forward import Projections, project
from whoknew.encoder.pieces import cut
from whoknew.encoder.proposals import TYPES, Proposals, lean_on_chains, trait_sizes
from whoknew.encoder.proposals import joined as joined_proposals
from whoknew.encoder.read import Reading
from whoknew.encoder.weights import RESCORING_ARRAYS, RESCORING_FACTS, Weights
from whoknew.encoder.windows import lay_windows
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Attribution, Document, Span
from whoknew_train.export import write_manifest

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Arrays = dict[str, npt.NDArray[np.float32]]
HIDDEN, ROUNDS, BATCH = 64, 5, 2048
SELDOM = 10  # values of a trait seen less often in training are not told apart
RATE, DECAY, LEFT_OUT = 8e-3, 1e-3, 0.05
LEAST_ROLE = -0.6  # log-odds
LEAST_CLAIM = -0.6
NEWS = 0.2  # share of PolNeAR's articles, of which there are more than enough
LEAST_MENTION = 0.45  # probability


class Examples(NamedTuple):
    """m proposals: numbers of their traits, scores, and the right answer (0 or 1, or a class)."""

    columns: Ints  # [m, columns]
    numbers: Floats  # [m, f]
    right: Ints  # [m]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the training documents")
    chosen = parser.parse_args(arguments)
    for name in (RESCORING_ARRAYS, RESCORING_FACTS):
        (chosen.folder / name).unlink(missing_ok=True)
    weights = Weights(chosen.folder)
    arrays: Arrays = {}
    facts: dict[str, object] = {}
    fit_roles(weights, chosen.share, arrays, facts)
    fit_mentions(weights, chosen.share, arrays, facts)
    fit_claims(weights, chosen.share, arrays, facts)
    np.savez(chosen.folder / RESCORING_ARRAYS, allow_pickle=False, **arrays)
    (chosen.folder / RESCORING_FACTS).write_text(json.dumps(facts))
    manifest = json.loads((chosen.folder / "manifest.json").read_text("utf-8"))
    write_manifest(chosen.folder, manifest)


def readings(weights: Weights, corpus: str, share: float) -> Iterator[tuple[Document, Reading, list[Projections]]]:
    """Training documents of a corpus, evenly drawn, with their windows."""
    documents = list(load(corpus, "train"))
    step = max(1, round(1 / share))
    for document in documents[::step]:
        forms = [document.text[a:b] for a, b in document.words]
        pieces = cut(weights.tokenizer, forms, [a for a, _ in document.paragraphs or ()])
        reading = Reading(weights, forms, document.sentences, Calibration(weights.folder))
        yield document, reading, list(project(weights, pieces, lay_windows(pieces, document.sentences)))


def fit_roles(weights: Weights, share: float, arrays: Arrays, facts: dict[str, object]) -> None:
    """The network ``roles``."""
    names = {label[2:]: i for i, label in enumerate(weights.vocabulary.roles[1::2])}
    paths = Growing()
    found: list[Examples] = []
    for document, reading, windows in readings(weights, "ewt", share):
        if document.frames is None:
            continue
        framed = range(len(document.sentences)) if document.frame_sentences is None else document.frame_sentences
        first_words = {document.sentences[k][0] for k in framed}
        gold = {f.word: {(a, b): label for a, b, label in f.args} for f in document.frames}
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
                columns = np.concatenate([c.traits[c.stretch], c.label[:, None]], axis=1)
                found.append(Examples(columns, c.numbers, np.array(right, dtype=np.int64)))
    sizes = [len(paths) + 1, *role_sizes(len(weights.vocabulary.deprels), len(weights.vocabulary.upos)), len(names)]
    train("roles", joined(found), sizes, {"paths": (0, paths)}, LEAST_ROLE, arrays, facts)


def fit_mentions(weights: Weights, share: float, arrays: Arrays, facts: dict[str, object]) -> None:
    """The network ``mentions``: one of the types, or none."""
    types = [name.split(":")[1] for name in weights.vocabulary.spans if name.startswith("mention:")]
    sets = Growing()
    found: list[Examples] = []
    for document, reading, windows in readings(weights, "gum", min(1.0, 2 * share)):
        gold = {(m.first, m.end): types.index(m.type) for m in document.mentions or ()}
        proposed: list[Proposals] = []
        for p in windows:
            for (a, b), sentence in zip(*reading.parse(p), strict=True):
                own = reading.propose(reading.spans.scores(p, a, b), p.window.start + a, sentence, sets)
                proposed.extend(() if own is None else (own,))
            reading.add(p)
        every = joined_proposals(proposed)
        sizes = Counter(m.chain for m in reading.mentions)
        chains = {(m.first, m.end): m.chain for m in reading.mentions if m.chain >= 0 and sizes[m.chain] > 1}
        traits, numbers = lean_on_chains(every, chains)
        right = [gold.get(span, TYPES) for span in zip(every.first.tolist(), every.end.tolist(), strict=True)]
        found.append(Examples(traits, numbers, np.array(right, dtype=np.int64)))
    sizes_of = trait_sizes(len(weights.vocabulary.deprels), len(weights.vocabulary.upos), len(sets) + 1)
    train("mentions", joined(found), sizes_of, {"sets": (len(sizes_of) - 1, sets)}, LEAST_MENTION, arrays, facts)


def fit_claims(weights: Weights, share: float, arrays: Arrays, facts: dict[str, object]) -> None:
    """The network ``claims``: sources and contents in the sentence of their cue."""
    paths = Growing()
    found: list[Examples] = []
    for document, reading, windows in readings(weights, "polnear", share * NEWS):
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
                found.append(Examples(columns, c.numbers, np.array(right, dtype=np.int64)))
    sizes = [len(paths) + 1, *claim_sizes(len(weights.vocabulary.deprels), len(weights.vocabulary.upos)), 3]
    train("claims", joined(found), sizes, {"paths": (0, paths)}, LEAST_CLAIM, arrays, facts)


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


class Growing(dict[str, int]):
    """Numbers from 1 for whatever is asked for; 0 stays for what will be unknown."""

    def get(self, key: str, _default: int = 0) -> int:  # type: ignore[override]
        return self.setdefault(key, len(self) + 1)


def joined(parts: list[Examples]) -> Examples:
    """All examples, one below the other."""
    return Examples(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


class Network(nn.Module):
    """As :class:`whoknew.encoder.rescoring.Rescorer` computes it, with traits left out at random in training."""

    def __init__(self, sizes: list[int], mean: Floats, scale: Floats, outputs: int) -> None:
        super().__init__()
        self.register_buffer("offsets", torch.tensor(np.cumsum([0, *sizes[:-1]])))
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(scale))
        self.table = nn.Embedding(sum(sizes), HIDDEN)
        nn.init.normal_(self.table.weight, std=0.05)
        self.inner = nn.Linear(len(mean), HIDDEN)
        self.out = nn.Linear(HIDDEN, outputs)
        self.direct = nn.Linear(len(mean), outputs, bias=False)

    def forward(self, columns: Tensor, numbers: Tensor, left_out: float = 0.0) -> Tensor:
        """[m, columns], [m, f] → [m, outputs]."""
        rows = self.table(columns + self.offsets)
        if left_out:
            rows = rows * (torch.rand(columns.shape)[..., None] >= left_out)
        scaled = (numbers - self.mean) * self.scale
        return self.out(torch.relu(self.inner(scaled) + rows.sum(1))) + self.direct(scaled)


def train(
    name: str,
    examples: Examples,
    sizes: list[int],
    inventories: dict[str, tuple[int, dict[str, int]]],
    least: float,
    arrays: Arrays,
    facts: dict[str, object],
) -> None:
    """Trains one network and adds it to ``arrays`` and ``facts``.

    ``sizes``: rows of each column; ``inventories``: by name, the column whose values it numbers (0 for the unknown).
    """
    columns, sizes, numbers = _frequent(examples.columns.copy(), sizes, inventories)
    mean, scale = examples.numbers.mean(0), 1 / (examples.numbers.std(0) + 1e-4)
    outputs = 1 if examples.right.max() <= 1 else int(examples.right.max()) + 1
    torch.manual_seed(1)
    network = Network(sizes, mean, scale, outputs)
    every = torch.from_numpy(columns), torch.from_numpy(examples.numbers), torch.from_numpy(examples.right)
    steps = ROUNDS * -(-len(columns) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for _ in range(ROUNDS):
        for chosen in torch.randperm(len(columns)).split(BATCH):
            some = [part[chosen] for part in every]
            scores = network(some[0], some[1], LEFT_OUT)
            if outputs == 1:
                loss = F.binary_cross_entropy_with_logits(scores[:, 0], some[2].float())
            else:
                loss = F.cross_entropy(scores, some[2])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    _store(name, network, columns, sizes, arrays)
    facts[name] = {"offsets": network.offsets.tolist(), "numbers": numbers, "least": least}


def _frequent(
    columns: Ints, sizes: list[int], inventories: dict[str, tuple[int, dict[str, int]]]
) -> tuple[Ints, list[int], dict[str, dict[str, int]]]:
    """Columns whose values an inventory numbers get new numbers, without values that are seldom seen."""
    numbers: dict[str, dict[str, int]] = {}
    sizes = list(sizes)
    for key, (column, values) in inventories.items():
        seen = np.bincount(columns[:, column], minlength=sizes[column])
        known = [value for value, number in values.items() if seen[number] >= SELDOM]
        new = np.zeros(len(seen), dtype=np.int64)
        new[[values[value] for value in known]] = np.arange(1, len(known) + 1)
        columns[:, column] = new[columns[:, column]]
        numbers[key] = {value: i + 1 for i, value in enumerate(known)}
        sizes[column] = len(known) + 1
    return columns, sizes, numbers


def _store(name: str, network: Network, columns: Ints, sizes: list[int], arrays: Arrays) -> None:
    """The network's arrays under its name; rows of values that were seldom seen become zero."""
    table = network.table.weight.detach().numpy().copy()
    for offset, column, size in zip(network.offsets.tolist(), columns.T, sizes, strict=True):
        table[offset : offset + size][np.bincount(column, minlength=size) < SELDOM] = 0
    own = {
        "table": table,
        "mean": network.mean.numpy(),
        "scale": network.scale.numpy(),
        "weight": network.inner.weight.detach().numpy().T,
        "bias": network.inner.bias.detach().numpy(),
        "out": network.out.weight.detach().numpy().T,
        "out_bias": network.out.bias.detach().numpy(),
        "direct": network.direct.weight.detach().numpy().T,
    }
    arrays.update({f"{name}.{key}": np.ascontiguousarray(value, dtype=np.float32) for key, value in own.items()})


if __name__ == "__main__":
    main()
