"""From a checkpoint to the files that the run time reads: ``python -m whoknew_train.export RUN FOLDER``.

``encoder.onnx`` (int8), ``sentence.onnx`` (int8, the pretrained encoder itself, for sentence vectors), ``pieces.npy`` and ``piece_scales.npy`` (8-bit word-piece table), ``heads.npz`` (what is
done in numpy), ``layout.json`` (columns of the outputs), ``vocabulary.json``, ``tokenizer.json``, ``manifest.json``.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import onnx
import torch

from whoknew_train.calibration_inputs import training_inputs
from whoknew_train.graph import build_graph, build_sentence_graph
from whoknew_train.heads.parsing import ARC
from whoknew_train.inventory import load_vocabulary
from whoknew_train.pretrained import SHA256, load_pretrained, pretrained_folder
from whoknew_train.quantise import quantise, quantise_static, row_scales
from whoknew_train.transformer import Transformer

Floats = npt.NDArray[np.float32]
FORMAT = 1
LARGE = 10_000  # numbers; larger arrays are stored as float16

# mix → the linear layers whose outputs stand side by side, in order
LAYOUT: dict[str, tuple[str, ...]] = {
    "syntax": (
        "upos.linear",
        "scripts.linear",
        "heads.dependent",
        "heads.governor",
        "heads.label_dependent.linear",
        "heads.label_governor.linear",
    ),
    "meaning": (
        "times.linear",
        "events.hidden",
        "happenings.hidden",
        "factuality.hidden",
        "predicates.predicate",
        "predicates.sense",
        "predicates.left.linear",
        "predicates.right.linear",
    ),
    "reference": (
        "spans.start",
        "spans.end",
        "spans.start_prior",
        "spans.end_prior",
        "mentions.head",
        "mentions.start",
        "mentions.end",
    ),
    "attribution": ("tags.tags", "tags.cue.linear", "tags.cue_end.linear", "tags.word.linear"),
}


def layout_of(state: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The layout of a network: what of ``LAYOUT`` it has."""
    return {mix: tuple(n for n in names if f"heads.{n}.weight" in state) for mix, names in LAYOUT.items()}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder of the training run")
    parser.add_argument("folder", type=Path, help="where the weights go; replaced in one move")
    parser.add_argument("--last", action="store_true", help="the last weights, not their moving average")
    parser.add_argument("--precision", choices=("dynamic", "dynamic7", "static", "float"), default="dynamic")
    chosen = parser.parse_args(arguments)
    export(chosen.run, chosen.folder, averaged=not chosen.last, precision=chosen.precision)


def export(run: Path, folder: Path, averaged: bool = True, precision: str = "dynamic") -> None:
    """Writes a complete folder beside and moves it into place."""
    state, step = read_state(run / "checkpoint.pt", averaged)
    vocabulary = load_vocabulary(run / "vocabulary.json")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        target = Path(beside) / "weights"
        target.mkdir()
        pretrained, original = _pretrained()
        pieces = state.pop("pieces", original)  # where the network has trained them
        model = build_graph(
            state,
            {mix: join_projections(state, names) for mix, names in layout_of(state).items()},
            state["mix"].shape[1],
        )
        if precision in ("dynamic", "dynamic7"):
            model = quantise(model, seven_bits=precision == "dynamic7")
        elif precision == "static":
            model = quantise_static(model, training_inputs(pieces))
        onnx.save(model, target / "encoder.onnx")
        onnx.save(quantise(build_sentence_graph(pretrained)), target / "sentence.onnx")
        table, scales = row_scales(pieces)
        np.save(target / "pieces.npy", table)
        np.save(target / "piece_scales.npy", scales)
        np.savez(target / "heads.npz", allow_pickle=False, **numpy_heads(state))
        layout = {
            mix: [(name, len(state[f"heads.{name}.bias"])) for name in names] for mix, names in layout_of(state).items()
        }
        (target / "layout.json").write_text(json.dumps(layout))
        (target / "vocabulary.json").write_bytes(msgspec.json.encode(vocabulary))
        shutil.copyfile(pretrained_folder() / "tokenizer.json", target / "tokenizer.json")
        write_manifest(target, {"format": FORMAT, "steps": step, "precision": precision, "pretrained_sha256": SHA256})
        _replace(target, folder)


def write_manifest(folder: Path, facts: dict[str, Any]) -> None:
    """``manifest.json``: the facts and one hash over all files but the papers, which is the weights' version."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != "manifest.json" and path.suffix != ".md":
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    (folder / "manifest.json").write_text(json.dumps({**facts, "hash": digest.hexdigest()[:16]}, indent=1))


def read_state(path: Path, averaged: bool) -> tuple[dict[str, Floats], int]:
    """The reader's arrays by name, and the step they were saved at."""
    saved = torch.load(path, weights_only=True, map_location="cpu")
    tensors = {**saved["reader"], **(saved["average"] if averaged else {})}
    return {name: tensor.float().numpy() for name, tensor in tensors.items()}, saved["step"]


def join_projections(state: dict[str, Floats], names: tuple[str, ...]) -> tuple[Floats, Floats]:
    weight = np.concatenate([state[f"heads.{name}.weight"] for name in names])
    bias = np.concatenate([state[f"heads.{name}.bias"] for name in names])
    return weight, bias


def _pretrained() -> tuple[dict[str, Floats], Floats]:
    """The transformer before training, and the word-piece table, which stayed frozen."""
    transformer = Transformer()
    pieces = transformer.load(load_pretrained())
    return {name: p.detach().numpy() for name, p in transformer.named_parameters()}, pieces.numpy()


def numpy_heads(state: dict[str, Floats]) -> dict[str, npt.NDArray[Any]]:
    """Everything past the word projections, float16 where it is large."""
    kept: dict[str, npt.NDArray[Any]] = {}

    def take(name: str, *parts: str) -> None:
        for part in parts:
            kept[f"{name}.{part}"] = state[f"heads.{name}.{part}"]

    take(
        "heads", "root.weight", "root.bias", "prior.weight", "prior.bias", "labels.output.weight", "labels.output.bias"
    )
    kept["heads.bilinear.weight"] = state["heads.heads.bilinear.weight"] / ARC**0.5
    kept["heads.bilinear.bias"] = state["heads.heads.bilinear.bias"] / ARC**0.5
    side = state["heads.heads.label_governor.linear.weight"] @ state["heads.heads.root_governor"]
    kept["heads.root_label"] = side + state["heads.heads.label_governor.linear.bias"]
    for name in ("events", "happenings", "factuality"):
        take(name, "linear.weight", "linear.bias")
    take("predicates", "rolesets.weight", "pairs.output.weight", "pairs.output.bias", "pairs.table.weight")
    take("spans", "length.weight")
    if "heads.tags.transitions" in state:
        take("tags", "transitions")
    take("tags", "pairs.output.weight", "pairs.output.bias", "pairs.table.weight")
    take("mentions", "left.linear.weight", "left.linear.bias", "right.linear.weight", "right.linear.bias")
    take("mentions", "features.weight", "pairs.output.weight", "pairs.output.bias")
    return {name: a.astype(np.float16) if a.size > LARGE else a for name, a in kept.items()}


def _replace(source: Path, folder: Path) -> None:
    """Move a complete folder into the place of the old one."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    source.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
