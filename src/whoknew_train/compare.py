"""Small comparisons of how the network is built: ``python -m whoknew_train.compare FOLDER [TRIAL …] [--steps N]``.

Every trial begins at the pretrained encoder and learns attribution alone, from a quarter of PolNeAR's training articles,
for the same number of steps with the same seed: equal work, not equal time. It is read in bfloat16 by the decoders of the run
time and scored on PolNeAR dev. ``FOLDER/results.json`` grows by one row a trial; what is there already is not done again.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from whoknew.encoder.forward import Projections
from whoknew.encoder.pieces import Pieces
from whoknew.encoder.vocabulary import Vocabulary
from whoknew.encoder.windows import Window
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_train.config import Config, Network
from whoknew_train.floating import FloatWeights, Halves, read_document
from whoknew_train.heads.attribution import TAGS
from whoknew_train.heads.attribution_spans import SpanAttributionHead, as_tags, best_set
from whoknew_train.inventory import load_vocabulary
from whoknew_train.reader import Reader
from whoknew_train.score import attribution_figures
from whoknew_train.train import VOCABULARY, Run, load_documents, train

RESULTS = "results.json"


class Comparison(Config, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A config with trials: each names the parts of the network that differ."""

    trial: dict[str, Network]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where runs and results go; outside the repository")
    parser.add_argument("trials", nargs="*", help="all of the config, where none is named")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("compare.toml"))
    parser.add_argument("--steps", type=int, help="instead of the config's")
    parser.add_argument("--articles", type=int, default=1000, help="at most so many development articles")
    chosen = parser.parse_args(arguments)
    config = msgspec.toml.decode(chosen.config.read_bytes(), type=Comparison)
    if chosen.steps is not None:
        phases = tuple(msgspec.structs.replace(p, minutes=None, steps=chosen.steps) for p in config.phase)
        config = msgspec.structs.replace(config, phase=phases)
    unknown = set(chosen.trials) - set(config.trial)
    if unknown:
        parser.error(f"no such trial: {', '.join(sorted(unknown))}; there are {', '.join(config.trial)}")
    material = load_documents(config), list(load("polnear", "dev"))[: chosen.articles]
    for name in chosen.trials or config.trial:
        row = trial(name, config, chosen.folder, *material)
        print(json.dumps(row), flush=True)


def trial(
    name: str, config: Comparison, folder: Path, documents: dict[str, list[Document]], articles: Sequence[Document]
) -> dict[str, Any]:
    """Train on ``documents`` and score on ``articles``, or give what was found before."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / RESULTS
    rows: list[dict[str, Any]] = json.loads(path.read_text()) if path.exists() else []
    steps = sum(phase.steps or 0 for phase in config.phase)
    for row in rows:
        if (row["trial"], row["steps"], row["articles"]) == (name, steps, len(articles)):
            return row
    network = config.trial[name]
    plain = Config(**{f: getattr(config, f) for f in Config.__struct_fields__ if f != "network"}, network=network)
    own = folder / f"{name}-{steps}"
    own.mkdir(exist_ok=True)
    began = time.perf_counter()
    run = train(plain, own, documents=documents)
    trained = time.perf_counter()
    figures = score(run, load_vocabulary(own / VOCABULARY), network, articles)
    row = {
        "trial": name,
        "steps": steps,
        "articles": len(articles),
        "minutes": round((trained - began) / 60, 2),
        "seconds to read": round(time.perf_counter() - trained, 1),
        "words": sum(len(d.words) for d in articles),
        **figures,
    }
    path.write_text(json.dumps([*rows, row], indent=1))
    return row


def score(run: Run, vocabulary: Vocabulary, network: Network, articles: Sequence[Document]) -> dict[str, float]:
    """Figures of the moving average on development articles."""
    reader = run.reader
    with torch.no_grad():
        for name, parameter in reader.named_parameters():
            parameter.copy_(run.average[name])
    kind = FloatWeights if network.attribution == "tags" else SpanWeights
    weights = kind(reader, vocabulary, network.window, half=True)
    pairs = [(d, read_document(weights, d)) for d in articles]
    return {name: round(value, 2) for name, value in attribution_figures(pairs).items()}


class SpanWeights(FloatWeights):
    """A network whose attribution head scores spans: the best set of them is handed to the decoder as tags."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary, limit: int, *, half: bool = False) -> None:
        super().__init__(reader, vocabulary, limit, half=half)
        head = reader.heads["tags"]
        assert isinstance(head, SpanAttributionHead)
        self._head = head
        self.heads["tags.transitions"] = np.zeros((TAGS, TAGS), dtype=np.float32)
        self._width = max(columns.stop for mix, columns in self.columns.values() if mix == "attribution")
        self.columns["tags.tags"] = ("attribution", slice(self._width, self._width + TAGS))

    @torch.no_grad()
    def project_with_vectors(
        self, pieces: Pieces, windows: Sequence[Window], mixes: Sequence[str]
    ) -> Iterator[tuple[Projections, Halves]]:
        """As before, with the tags of the chosen spans among the columns of the attribution's mix."""
        stand_in: Any = self
        for p, vectors in super().project_with_vectors(pieces, windows, ("attribution", *mixes)):
            own = torch.from_numpy(vectors[None, :, 0].astype(np.float32)).to(self.reader.mix.device)
            scores = self._head.scores(own)[0].cpu().numpy()
            n = scores.shape[1]
            scores[:, np.tril(np.ones((n, n), dtype=bool), -1)] = -np.inf
            rows = {mix: p.rows(mix) for mix in self.mixes}
            rows["attribution"] = np.concatenate([rows["attribution"], as_tags(best_set(scores), n)], axis=1)
            yield Projections(stand_in, p.window, rows), vectors[:, 1:]


if __name__ == "__main__":
    main()
