"""Training: ``python -m whoknew_train.train CONFIG FOLDER``. Resumes from FOLDER if it holds a checkpoint.

A config has one or more phases. The learning rate of a phase follows the spent share of its budget, of wall-clock minutes or of
steps. So a run ends when it should on a machine that is shared, and a resumed run continues where it stopped. With
``--start-from OTHER`` a new run begins with the weights, the moving average and the optimiser's state of another one:
another schedule from where that one ended.
"""

import argparse
import json
import random
import shutil
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import torch
from torch import Tensor, nn

from whoknew.encoder.pieces import load_tokenizer
from whoknew.encoder.vocabulary import Vocabulary
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.corpora.keyed import key_names
from whoknew_train.config import Config, Phase, read_config
from whoknew_train.inventory import build_vocabulary, load_vocabulary
from whoknew_train.items import Item
from whoknew_train.pretrained import pretrained_folder
from whoknew_train.reader import Reader
from whoknew_train.sampler import Sampler

LOG_EVERY = 50
CHECKPOINT, VOCABULARY, LOG = "checkpoint.pt", "vocabulary.json", "log.jsonl"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path, help="where checkpoints and the log go; outside the repository")
    parser.add_argument("--start-from", type=Path, help="folder of another run, to go on from its end")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="all budgets times this, for a trial or a faster machine"
    )
    chosen = parser.parse_args(arguments)
    config = scaled(read_config(chosen.config), chosen.scale)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    train(config, chosen.folder, chosen.start_from)


def scaled(config: Config, scale: float) -> Config:
    """The config with every phase's budget times ``scale``."""
    if scale == 1.0:
        return config
    phases = tuple(
        msgspec.structs.replace(
            phase,
            minutes=None if phase.minutes is None else phase.minutes * scale,
            steps=None if phase.steps is None else max(1, round(phase.steps * scale)),
        )
        for phase in config.phase
    )
    return msgspec.structs.replace(config, phase=phases)


def load_documents(config: Config) -> dict[str, list[Document]]:
    """Training documents by corpus. Raises ``ValueError`` for an article that has a key."""
    documents: dict[str, list[Document]] = {}
    for name in config.corpora():
        found = list(load(name, "train"))
        kept_out = key_names() & {d.id for d in found}
        if kept_out:
            raise ValueError(f"{name}: articles with a key are never trained on: {sorted(kept_out)}")
        part = config.parts.get(name, 1.0)
        if part < 1.0:
            chosen = set(random.Random(5).sample(sorted(d.id for d in found), max(1, round(part * len(found)))))
            found = [d for d in found if d.id in chosen]
        documents[name] = found
    return documents


def keep_vocabulary(documents: dict[str, list[Document]], path: Path, given: Path | None = None) -> Vocabulary:
    """The inventories of a run, made once and kept beside its checkpoints; those of ``given`` where a run goes on."""
    if not path.exists():
        if given is not None:
            path.write_bytes(given.read_bytes())
        else:
            made = build_vocabulary(d for found in documents.values() for d in found)
            path.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1))
    return load_vocabulary(path)


def device_of(config: Config) -> torch.device:
    """What the config asks for; ``auto`` takes a GPU where there is one."""
    if config.device == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return torch.device(config.device)


class Run:
    """The state of a training: network, optimiser, moving average, and how far it is."""

    def __init__(self, config: Config, vocabulary: Vocabulary) -> None:
        self.config, self.device = config, device_of(config)
        self.reader = Reader(vocabulary, config.network).to(self.device)
        self.optimizer = build_optimizer(self.reader, config)
        self.average = {name: p.detach().clone() for name, p in self.reader.named_parameters()}
        self.step = 0  # of the whole run
        self.phase, self.seconds, self.steps = 0, 0.0, 0  # the phase, and what of it is spent

    def restore(self, path: Path, *, anew: bool = False) -> None:
        """From a checkpoint; ``anew`` takes weights, average and optimiser, and begins at the first phase."""
        state = torch.load(path, weights_only=True, map_location=self.device)
        self.reader.load_state_dict(state["reader"])
        groups = self.optimizer.state_dict()["param_groups"]
        self.optimizer.load_state_dict({"state": state["optimizer"]["state"], "param_groups": groups})
        self.average, self.step = state["average"], state["step"]
        if not anew:
            self.phase, self.seconds, self.steps = state["phase"], state["spent"], state["steps"]

    def save(self, path: Path) -> None:
        """Written beside and moved into place, so that a stopped run never leaves half a file."""
        state: dict[str, Any] = {
            "reader": self.reader.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
            "phase": self.phase,
            "spent": self.seconds,
            "steps": self.steps,
        }
        beside = path.with_suffix(".new")
        torch.save(state, beside)
        beside.replace(path)


def train(
    config: Config, folder: Path, start_from: Path | None = None, documents: dict[str, list[Document]] | None = None
) -> Run:
    """Runs until every phase's budget is spent; the last checkpoint is ``folder/checkpoint.pt``.

    ``documents`` are those of :func:`load_documents`, where they were loaded before.
    """
    torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)
    documents = load_documents(config) if documents is None else documents
    given = None if start_from is None else start_from / VOCABULARY
    vocabulary = keep_vocabulary(documents, folder / VOCABULARY, given)
    items = {name: [Item(d, vocabulary) for d in found] for name, found in documents.items()}
    run = Run(config, vocabulary)
    if (folder / CHECKPOINT).exists():
        run.restore(folder / CHECKPOINT)
    elif start_from is not None:
        run.restore(start_from / CHECKPOINT, anew=True)
    log = Log(folder / LOG)
    while run.phase < len(config.phase):
        _train_phase(run, items, config.phase[run.phase], log, folder / CHECKPOINT)
        run.phase, run.seconds, run.steps = run.phase + 1, 0.0, 0
        run.save(folder / CHECKPOINT)
        shutil.copyfile(folder / CHECKPOINT, folder / kept_phase(run.phase))
    return run


def kept_phase(number: int) -> str:
    """File name of what a phase, counted from 1, ended with."""
    return f"phase{number}.pt"


def _train_phase(run: Run, items: dict[str, list[Item]], phase: Phase, log: "Log", checkpoint: Path) -> None:
    config, reader = run.config, run.reader
    torch.manual_seed(config.seed + run.step)
    tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")
    span_count = reader.heads["spans"].types
    sampler = iter(
        Sampler(items, phase.shares, tokenizer, span_count, config.seed + run.step, limit=config.network.window)
    )
    for group in run.optimizer.param_groups:
        group["rate"] = phase.encoder_rate if group["encoder"] else phase.head_rate
    saved = run.seconds
    reader.train()
    while (done := phase.done(run.seconds, run.steps)) < 1:
        began = time.perf_counter()
        factor = phase.factor(done)
        for group in run.optimizer.param_groups:
            group["lr"] = group["rate"] * factor
        batch = next(sampler).to(run.device)
        with torch.autocast(run.device.type, dtype=torch.bfloat16):
            losses = reader.losses(batch, phase.dropout)
        total = torch.stack([config.weights[name] * loss for name, loss in losses.items()]).sum()
        total.backward()
        norm = nn.utils.clip_grad_norm_(reader.parameters(), config.clip)
        if torch.isfinite(norm):
            run.optimizer.step()
        run.optimizer.zero_grad()
        run.step, run.steps = run.step + 1, run.steps + 1
        if run.step % 4 == 0:
            blend(run.average, reader, min(config.average, (1 + run.step) / (10 + run.step)) ** 4)
        run.seconds += time.perf_counter() - began
        log.add(run.step, run.seconds, factor, batch.corpus, batch.pieces, losses, float(norm), phase.name)
        if run.seconds - saved > config.checkpoint_minutes * 60:
            run.save(checkpoint)
            saved = run.seconds


def build_optimizer(reader: Reader, config: Config) -> torch.optim.AdamW:
    """AdamW; the rates of its groups are set by the phase."""
    groups: dict[tuple[bool, bool], list[Tensor]] = defaultdict(list)
    for name, p in reader.named_parameters():
        groups[name.startswith(("transformer.", "pieces")), p.dim() > 1].append(p)
    return torch.optim.AdamW(
        [
            {
                "params": found,
                "encoder": encoder,
                "weight_decay": config.weight_decay if matrix else 0.0,
            }
            for (encoder, matrix), found in groups.items()
        ],
        lr=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )


@torch.no_grad()
def blend(average: dict[str, Tensor], reader: Reader, decay: float) -> None:
    """Exponential moving average of the weights, in place."""
    names, values = zip(*reader.named_parameters())
    torch._foreach_lerp_([average[name] for name in names], [p.detach() for p in values], 1 - decay)


class Log:
    """One JSON line every ``LOG_EVERY`` steps: mean losses by corpus and head, pieces a second."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._clear()

    def _clear(self) -> None:
        self._sums: dict[str, float] = defaultdict(float)
        self._counts: dict[str, int] = defaultdict(int)
        self._pieces, self._norm, self._began = 0, 0.0, time.perf_counter()

    def add(
        self,
        step: int,
        spent: float,
        factor: float,
        corpus: str,
        pieces: int,
        losses: dict[str, Tensor],
        norm: float,
        phase: str,
    ) -> None:
        for name, loss in losses.items():
            self._sums[f"{corpus}.{name}"] += loss.detach().item()
            self._counts[f"{corpus}.{name}"] += 1
        self._pieces += pieces
        self._norm += norm
        if step % LOG_EVERY == 0:
            seconds = time.perf_counter() - self._began
            row = {
                "step": step,
                "phase": phase,
                "minutes": round(spent / 60, 2),
                "rate": round(factor, 4),
                "pieces_a_second": round(self._pieces / seconds),
                "norm": round(self._norm / LOG_EVERY, 3),
                "losses": {k: round(v / self._counts[k], 4) for k, v in sorted(self._sums.items())},
            }
            self._file.write(json.dumps(row) + "\n")
            self._file.flush()
            self._clear()


if __name__ == "__main__":
    main()
