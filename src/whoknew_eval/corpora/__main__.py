"""``python -m whoknew_eval.corpora``: what each loader yields, counted."""

import sys
import time

from whoknew_eval.corpora import CORPORA, CorpusMissingError, load

_LAYERS = (
    "mentions", "chains", "entities", "frames", "attributions", "timexes", "events", "factuality", "heads"
)  # fmt: skip


def main(names: list[str]) -> int:
    """Print a line per corpus and split. Returns 1 where the corpora are missing."""
    for corpus in names or list(CORPORA):
        for split in ("train", "dev"):
            begun = time.perf_counter()
            count = dict.fromkeys(("documents", "sentences", "words", *_LAYERS), 0)
            try:
                for document in load(corpus, split):
                    count["documents"] += 1
                    count["sentences"] += len(document.sentences)
                    count["words"] += len(document.words)
                    for layer in _LAYERS:
                        count[layer] += len(getattr(document, layer) or ())
            except CorpusMissingError as missing:
                print(missing, file=sys.stderr)
                return 1
            counts = "  ".join(f"{name} {n:,}" for name, n in count.items() if n)
            print(f"{corpus:9} {split:5} {time.perf_counter() - begun:5.1f} s  {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
