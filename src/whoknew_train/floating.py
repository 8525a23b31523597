"""A network read in float by the run time's own decoders, without exporting it: for comparisons and for refining heads.

What differs from the shipped reading is only that nothing is rounded to 8 bits.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from whoknew.encoder.calibration import Calibration
from whoknew.encoder.forward import Projections
from whoknew.encoder.pieces import Pieces, cut, load_tokenizer
from whoknew.encoder.read import Reading
from whoknew.encoder.vocabulary import Vocabulary
from whoknew.encoder.windows import LIMIT, Window, gather, lay_windows
from whoknew.model.signals import Signals
from whoknew_eval.corpora.document import Document
from whoknew_train.export import join_projections, layout_of, numpy_heads
from whoknew_train.pretrained import pretrained_folder
from whoknew_train.reader import Reader
from whoknew_train.transformer import locked_dropout

Halves = npt.NDArray[np.float16]

ROWS = 4  # windows a batch


class FloatWeights:
    """Stands in for :class:`whoknew.encoder.weights.Weights`: heads, vocabulary and columns of a network in memory."""

    def __init__(
        self,
        reader: Reader,
        vocabulary: Vocabulary,
        limit: int = LIMIT,
        *,
        half: bool = False,
        dropout: float = 0.0,
        head_dropout: float = 0.0,
    ) -> None:
        """``half`` runs the encoder in bfloat16, as training does; dropout is in the layers and on the heads' inputs."""
        state = {name: tensor.detach().float().cpu().numpy() for name, tensor in reader.state_dict().items()}
        self.reader, self.vocabulary, self.limit, self.half = reader.eval(), vocabulary, limit, half
        self.dropout, self.head_dropout = dropout, head_dropout
        self.heads = {name: array.astype(np.float32) for name, array in numpy_heads(state).items()}
        self.version = "reader/float"
        self.rescoring: dict[str, dict[str, Any]] = {}
        self.tokenizer: Tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")
        layout = layout_of(state)
        self.mixes = tuple(layout)
        self.columns: dict[str, tuple[str, slice]] = {}
        self._sides: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
        device = reader.mix.device
        for mix, names in layout.items():
            at = 0
            for name in names:
                size = len(state[f"heads.{name}.bias"])
                self.columns[name] = (mix, slice(at, at + size))
                at += size
            weight, bias = join_projections(state, names)
            self._sides[mix] = torch.from_numpy(weight).to(device), torch.from_numpy(bias).to(device)

    @torch.no_grad()
    def vectors(self, pieces: Pieces, windows: Sequence[Window]) -> dict[str, torch.Tensor]:
        """Word vectors [b, w, 384] of some windows by mix."""
        arrays = gather(pieces, [(window.start, window.end) for window in windows])
        ids, cases, mask, first, last = (torch.from_numpy(a).to(self.reader.mix.device) for a in arrays)
        with torch.autocast(self.reader.mix.device.type, dtype=torch.bfloat16, enabled=self.half):
            outputs = self.reader.transformer(self.reader.pieces[ids], cases, mask, self.dropout)
        found: dict[str, torch.Tensor] = self.reader.mixed([x.float() for x in outputs], first, last)
        return {mix: locked_dropout(x, self.head_dropout) for mix, x in found.items()}

    def project(self, pieces: Pieces, windows: Sequence[Window]) -> Iterator[Projections]:
        """One :class:`Projections` per window, in order."""
        for projections, _ in self.project_with_vectors(pieces, windows, ()):
            yield projections

    @torch.no_grad()
    def project_with_vectors(
        self, pieces: Pieces, windows: Sequence[Window], mixes: Sequence[str]
    ) -> Iterator[tuple[Projections, Halves]]:
        """The same, with the words' vectors of some mixes: float16 [n, mixes, 384]."""
        stand_in: Any = self
        for batch in group(pieces, windows):
            found = self.vectors(pieces, batch)
            kept = [found[mix].half().cpu().numpy() for mix in mixes]
            rows = {
                mix: torch.nn.functional.linear(found[mix].float(), *self._sides[mix]).cpu().numpy()
                for mix in self.mixes
            }
            for row, window in enumerate(batch):
                count = window.end - window.start
                own = np.stack([one[row, :count] for one in kept], axis=1) if kept else np.zeros(0, np.float16)
                yield Projections(stand_in, window, {mix: out[row, :count] for mix, out in rows.items()}), own

    def pieces_of(self, document: Document) -> Pieces:
        """The document's word pieces."""
        forms = [document.text[a:b] for a, b in document.words]
        return cut(self.tokenizer, forms, [a for a, _ in document.paragraphs or ()])


def group(pieces: Pieces, windows: Sequence[Window]) -> list[list[Window]]:
    """Batches of consecutive windows; one that is much shorter or longer than the first begins a new batch."""
    batches: list[list[Window]] = []
    first = 0
    for window in windows:
        size = int(pieces.begin[window.end] - pieces.begin[window.start])
        if batches and len(batches[-1]) < ROWS and 4 * size >= 3 * first and 4 * first >= 3 * size:
            batches[-1].append(window)
        else:
            batches.append([window])
            first = size
    return batches


def read_document(weights: FloatWeights, document: Document, calibration: Path = Path("/nowhere")) -> Signals:
    """The document read with its own words and sentences; odds stay as they are unless a folder of lines is given."""
    forms = [document.text[a:b] for a, b in document.words]
    stand_in: Any = weights
    reading = Reading(stand_in, forms, document.sentences, Calibration(calibration))
    pieces = weights.pieces_of(document)
    for projections in weights.project(pieces, lay_windows(pieces, document.sentences, weights.limit)):
        reading.add(projections)
    return reading.signals()
