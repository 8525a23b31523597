"""The weights on disk, found and loaded once, when the first text is read.

``WHOKNEW_WEIGHTS`` names another folder; otherwise it is the one inside the package. The files are what
``whoknew_train.export`` writes; ``manifest.json`` carries their version.
"""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from whoknew.encoder.pieces import load_tokenizer
from whoknew.encoder.vocabulary import Vocabulary
from whoknew.errors import WeightsError

FORMAT = 1
RESCORING_ARRAYS, RESCORING_FACTS = "rescoring.npz", "rescoring.json"
# One thread a pass: several passes run side by side instead, which wastes none, and sums are added in a fixed order.
THREADS = 1
# Fused, this step takes nine times as long as the two that it replaces (measured on processors with AVX-512).
UNFUSED = ("SkipLayerNormFusion",)

Floats = npt.NDArray[np.float32]


def weights_folder() -> Path:
    """Where the weights are looked for: the environment first, then the package."""
    named = os.environ.get("WHOKNEW_WEIGHTS")
    return Path(named) if named else Path(str(files("whoknew.encoder") / "weights"))


def weights_present() -> bool:
    """Whether there are weights to load at all."""
    return (weights_folder() / "manifest.json").is_file()


class Weights:
    """Everything that one set of weights holds; the session is made on first use."""

    def __init__(self, folder: Path) -> None:
        try:
            self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
            if self.manifest["format"] != FORMAT:
                raise WeightsError(
                    f"{folder}: weights of format {self.manifest['format']}, this version reads {FORMAT}"
                )
            self.vocabulary = msgspec.json.decode((folder / "vocabulary.json").read_bytes(), type=Vocabulary)
            self.table = np.load(folder / "pieces.npy", mmap_mode="r")  # [30522, 384] int8
            self.scales: Floats = np.load(folder / "piece_scales.npy")  # [30522]
            with np.load(folder / "heads.npz") as stored:
                self.heads: dict[str, Floats] = {k: stored[k].astype(np.float32) for k in stored.files}
            self.rescoring: dict[str, dict[str, Any]] = {}  # see rescoring.py; not every set of weights has them
            if (folder / RESCORING_ARRAYS).is_file():
                self.rescoring = json.loads((folder / RESCORING_FACTS).read_text("utf-8"))
                with np.load(folder / RESCORING_ARRAYS) as stored:
                    self.heads.update({f"rescoring.{k}": stored[k].astype(np.float32) for k in stored.files})
            layout: dict[str, list[tuple[str, int]]] = json.loads((folder / "layout.json").read_text("utf-8"))
            self.tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
            self.session = open_session(folder / "encoder.onnx")
        except (OSError, KeyError, ValueError, msgspec.MsgspecError) as error:
            raise WeightsError(f"{folder}: the weights are missing or damaged ({error})") from error
        self.folder = folder
        self.mixes = tuple(layout)
        self.columns: dict[str, tuple[str, slice]] = {}
        for mix, parts in layout.items():
            at = 0
            for name, size in parts:
                self.columns[name] = (mix, slice(at, at + size))
                at += size

    def embed(self, ids: npt.NDArray[np.int64]) -> Floats:
        """Word-piece vectors: [...] → [..., 384]."""
        vectors: Floats = self.table[ids].astype(np.float32)
        vectors *= self.scales[ids][..., None]
        return vectors

    @property
    def version(self) -> str:
        """What analyses name as their model."""
        return f"reader/{self.manifest['hash']}"


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """An inference session that runs in the thread that calls it. Raises ``FileNotFoundError``."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    if not path.is_file():
        raise FileNotFoundError(path)
    return onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(UNFUSED)
    )


def run_session(
    session: onnxruntime.InferenceSession, outputs: Sequence[str], inputs: Mapping[str, npt.NDArray[Any]]
) -> list[Floats]:
    """One text's outputs. Weights exported before masks were found needless still want one, of ones."""
    fed = dict(inputs)
    if any(wanted.name == "mask" for wanted in session.get_inputs()):
        fed["mask"] = np.ones(inputs["embedded"].shape[:2], dtype=np.int32)
    found: list[Floats] = session.run(list(outputs), fed)
    return found


@cache
def _load(folder: Path) -> Weights:
    return Weights(folder)


def load_weights() -> Weights:
    """The weights of :func:`weights_folder`. Raises :class:`WeightsError`."""
    return _load(weights_folder())
