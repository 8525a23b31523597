"""An analysis of a text as it stands, offsets untouched: what the stages say, without the findings that follow.

Where ``WHOKNEW_SIGNALS_CACHE`` names a folder, what the encoder read of a text is kept there, by weights and words, so that
those who work on rules do not pay for the encoder each time. The speed and start rows never use it.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from whoknew import pipeline
from whoknew.model import Account, Analysis, Signals, Stage


class KeptEncoder:
    """The encoder's stage with a memory on disk."""

    def __init__(self, encoder: Stage, weights: str, folder: Path) -> None:
        self._encoder, self._weights, self._folder = encoder, weights, folder
        self.name, self.version = encoder.name, encoder.version
        self.requires, self.uses, self.provides = encoder.requires, encoder.uses, encoder.provides

    def __call__(self, analysis: Analysis, /) -> Analysis:
        """The same analysis with its signals, read anew only where they are not kept."""
        path = self._path(analysis, self._weights)
        if path.is_file():
            signals = msgspec.msgpack.decode(path.read_bytes(), type=Signals)
            return msgspec.structs.replace(analysis, signals=signals)
        made = self._encoder(analysis)
        if made.signals is not None:
            # by what was really loaded: the folder's weights may have been replaced since
            path = self._path(analysis, made.signals.model)
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(msgspec.msgpack.encode(made.signals))
            draft.replace(path)
        return made

    def _path(self, analysis: Analysis, weights: str) -> Path:
        words = msgspec.msgpack.encode((analysis.account.text, analysis.tokens, analysis.sentences, analysis.blocks))
        name = hashlib.sha256(f"{self.version} ".encode() + words).hexdigest()[:40]
        return self._folder / weights.replace("/", "-") / f"{name}.msgpack"


def stages(*, kept: bool = True) -> tuple[Stage, ...]:
    """The pipeline's stages, the encoder with its memory where there is a folder for it."""
    found = pipeline.discover()
    folder = os.environ.get("WHOKNEW_SIGNALS_CACHE")
    if not kept or not folder:
        return found
    weights = _weights_version()
    if weights is None:
        return found
    wrap: Callable[[Stage], Stage] = lambda stage: (  # noqa: E731
        KeptEncoder(stage, weights, Path(folder)) if "signals" in stage.provides else stage
    )
    return tuple(wrap(stage) for stage in found)


def needed(found: Sequence[Stage], layer: str) -> tuple[Stage, ...]:
    """The stages that a layer hangs on: those that provide it or a facet of it, and what these require or use.

    Stages are pure and declare what they look at, so the layer comes out as it does from the whole pipeline.
    """
    wanted, chosen = {layer}, set[str]()
    while True:
        more = [
            stage
            for stage in found
            if stage.name not in chosen and {made.split(".")[0] for made in stage.provides} & wanted
        ]
        if not more:
            return tuple(stage for stage in found if stage.name in chosen)
        chosen |= {stage.name for stage in more}
        wanted |= {need.split(".")[0] for stage in more for need in stage.requires | stage.uses}


def analyse(
    text: str,
    published: str | None = None,
    *,
    publisher: str | None = None,
    timings: bool = False,
    kept: bool = True,
    layer: str | None = None,
) -> Analysis:
    """Run the stages over ``text``; ``published`` is an ISO date. ``kept`` allows the encoder's memory.

    ``layer`` leaves out what that layer does not hang on.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    account = Account(id=digest, text=text, published=published, publisher=publisher, sha256=digest, language="en")
    found = stages(kept=kept)
    return pipeline.run(account, found=found if layer is None else needed(found, layer), timings=timings)


def _weights_version() -> str | None:
    """The version that analyses by the weights in use carry as ``Signals.model``; ``None`` without weights."""
    from whoknew.encoder.weights import weights_folder

    manifest = weights_folder() / "manifest.json"
    return f"reader/{json.loads(manifest.read_bytes())['hash']}" if manifest.is_file() else None
