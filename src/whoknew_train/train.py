"""Training: ``python -m whoknew_train.train CONFIG FOLDER``. Resumes from FOLDER if it holds a checkpoint.

The learning rate follows the spent share of a wall-clock budget: a warm-up, then linearly to zero. So a run
ends when it should on a machine that is shared, and a resumed run continues where it stopped.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import torch
from torch import Tensor, nn

from whoknew.encoder.pieces import load_tokenizer
from whoknew_eval.corpora import load
from whoknew_eval.corpora.keyed import key_names
from whoknew_train.config import Config, read_config
from whoknew_train.inventory import build_vocabulary, load_vocabulary
from whoknew_train.items import Item
from whoknew_train.pretrained import pretrained_folder
from whoknew_train.reader import Reader
from whoknew_train.sampler import Sampler

LOG_EVERY = 50


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path, help="where checkpoints and the log go; outside the repository")
    parser.add_argument("--minutes", type=float, help="overrides the budget of the config")
    chosen = parser.parse_args(arguments)
    config = read_config(chosen.config)
    if chosen.minutes is not None:
        config = msgspec.structs.replace(config, minutes=chosen.minutes)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    train(config, chosen.folder)


def load_items(config: Config, folder: Path) -> tuple[dict[str, list[Item]], Reader]:
    """Training documents by corpus, and a reader for their vocabulary, which is kept in the folder."""
    documents = {name: list(load(name, "train")) for name, share in config.shares.items() if share > 0}
    for name, found in documents.items():
        kept_out = key_names() & {d.id for d in found}
        if kept_out:
            raise ValueError(f"{name}: articles with a key are never trained on: {sorted(kept_out)}")
    path = folder / "vocabulary.json"
    if not path.exists():
        vocabulary = build_vocabulary(d for found in documents.values() for d in found)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(vocabulary), indent=1))
    vocabulary = load_vocabulary(path)
    return {name: [Item(d, vocabulary) for d in found] for name, found in documents.items()}, Reader(vocabulary)


def train(config: Config, folder: Path) -> None:
    """Runs until the budget is spent; the last checkpoint is ``folder/checkpoint.pt``."""
    torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)
    items, reader = load_items(config, folder)
    tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")
    optimizer = build_optimizer(reader, config)
    average = {name: p.detach().clone() for name, p in reader.named_parameters()}
    step, spent = 0, 0.0
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        average, step, spent = state["average"], state["step"], state["spent"]
    sampler = iter(Sampler(items, config.shares, tokenizer, reader.heads["spans"].types, config.seed + step))
    log = Log(folder / "log.jsonl")
    saved = spent
    reader.train()
    while spent < config.minutes * 60:
        began = time.perf_counter()
        factor = schedule(spent / (config.minutes * 60), config.warmup)
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * factor
        batch = next(sampler)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = reader.losses(batch, config.dropout)
        total = torch.stack([config.weights[name] * loss for name, loss in losses.items()]).sum()
        total.backward()
        norm = nn.utils.clip_grad_norm_(reader.parameters(), config.clip)
        if torch.isfinite(norm):
            optimizer.step()
        optimizer.zero_grad()
        step += 1
        if step % 4 == 0:
            blend(average, reader, min(config.average, (1 + step) / (10 + step)) ** 4)
        spent += time.perf_counter() - began
        log.add(step, spent, factor, batch.corpus, batch.pieces, losses, float(norm))
        if spent - saved > config.checkpoint_minutes * 60 or spent >= config.minutes * 60:
            save(checkpoint, reader, optimizer, average, step, spent)
            saved = spent


def schedule(done: float, warmup: float) -> float:
    """Factor of the learning rate when ``done`` of the budget is spent.

    >>> [schedule(x, 0.1) for x in (0.05, 0.1, 0.55, 1.0)]
    [0.5, 1.0, 0.5, 0.0]
    """
    return max(1e-3, done / warmup) if done < warmup else max(0.0, (1 - done) / (1 - warmup))


def build_optimizer(reader: Reader, config: Config) -> torch.optim.AdamW:
    groups: dict[tuple[bool, bool], list[Tensor]] = defaultdict(list)
    for name, p in reader.named_parameters():
        groups[name.startswith("transformer."), p.dim() > 1].append(p)
    return torch.optim.AdamW(
        [
            {
                "params": found,
                "rate": config.encoder_rate if encoder else config.head_rate,
                "weight_decay": config.weight_decay if matrix else 0.0,
            }
            for (encoder, matrix), found in groups.items()
        ],
        lr=config.head_rate,
        betas=(0.9, 0.98),
        fused=True,
    )


@torch.no_grad()
def blend(average: dict[str, Tensor], reader: Reader, decay: float) -> None:
    """Exponential moving average of the weights, in place."""
    names, values = zip(*reader.named_parameters())
    torch._foreach_lerp_([average[name] for name in names], [p.detach() for p in values], 1 - decay)


def save(
    path: Path, reader: Reader, optimizer: torch.optim.AdamW, average: dict[str, Tensor], step: int, spent: float
) -> None:
    """Written beside and moved into place, so that a stopped run never leaves half a file."""
    state: dict[str, Any] = {
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average,
        "step": step,
        "spent": spent,
    }
    beside = path.with_suffix(".new")
    torch.save(state, beside)
    beside.replace(path)


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
        self, step: int, spent: float, factor: float, corpus: str, pieces: int, losses: dict[str, Tensor], norm: float
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
