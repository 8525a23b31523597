"""Training windows as inputs of the exported graph, to take static ranges of activations from."""

from typing import Any

import numpy as np
import numpy.typing as npt

from whoknew.encoder.pieces import cut, load_tokenizer
from whoknew.encoder.windows import gather, lay_windows
from whoknew_eval.corpora import load
from whoknew_train.pretrained import pretrained_folder

CORPORA = ("polnear", "gum", "ewt")
DOCUMENTS = 12


def training_inputs(table: npt.NDArray[np.float32]) -> list[dict[str, npt.NDArray[Any]]]:
    """The first windows of some documents; ``table`` [30522, 384] holds the word-piece vectors."""
    tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")
    inputs: list[dict[str, npt.NDArray[Any]]] = []
    for corpus in CORPORA:
        for document in list(load(corpus, "train"))[: DOCUMENTS * 7 : 7]:
            forms = [document.text[a:b] for a, b in document.words]
            pieces = cut(tokenizer, forms, [a for a, _ in document.paragraphs or ()])
            for window in lay_windows(pieces, document.sentences)[:2]:
                arrays = gather(pieces, [(window.start, window.end)])
                inputs.append(
                    {
                        "embedded": table[arrays.ids],
                        "case_ids": arrays.cases,
                        "first": arrays.first[..., None],
                        "last": arrays.last[..., None],
                    }
                )
    return inputs
