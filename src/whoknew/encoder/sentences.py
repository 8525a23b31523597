"""Sentence vectors: how near two pieces of text are in meaning, as one number.

The pretrained encoder as it was before it learned to read (all-MiniLM-L6-v2; Reimers and Gurevych 2019, Wang et
al. 2020), in int8: the reader's own layers have unlearned it. Each text is run alone, so its vector depends on
it alone.
"""

from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from whoknew.encoder.pieces import CLS, SEP
from whoknew.encoder.weights import Floats, Weights, load_weights, open_session, run_session
from whoknew.errors import WeightsError

LONGEST = 254  # pieces; what follows is not read


def sentence_vector(text: str) -> Floats:
    """[384], of length 1; the dot product of two of them runs from -1 to 1. Raises :class:`WeightsError`."""
    weights = load_weights()
    encoding = weights.tokenizer.encode(text[: LONGEST * 20], add_special_tokens=False)
    ids = np.array([[CLS, *encoding.ids[:LONGEST], SEP]], dtype=np.int64)
    vector: Floats = run_session(_session(weights), ["vector"], {"embedded": weights.embed(ids)})[0][0]
    return vector


def _session(weights: Weights) -> onnxruntime.InferenceSession:
    return _open(weights.folder)


@cache
def _open(folder: Path) -> onnxruntime.InferenceSession:
    try:
        return open_session(folder / "sentence.onnx")
    except FileNotFoundError as error:
        raise WeightsError(f"{folder}: no sentence.onnx among the weights") from error
