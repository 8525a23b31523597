"""Fit the second look at roles, mentions, sources and contents to one set of weights: ``python -m whoknew_train.rescore FOLDER RUN``.

Reads training documents with the weights in FOLDER and with the network of RUN, takes what the decoders propose there, right or
wrong, and trains the small networks of ``whoknew.encoder.rescoring`` to tell which. They are written into FOLDER, and its hash
anew; scores must be calibrated again afterwards (``whoknew_train.calibrate``).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from whoknew.encoder.arguments import role_sizes
from whoknew.encoder.claiming import trait_sizes as claim_sizes
from whoknew.encoder.framing import Rolesets
from whoknew.encoder.proposals import trait_sizes
from whoknew.encoder.weights import RESCORING_ARRAYS, RESCORING_FACTS, Weights
from whoknew_train.export import write_manifest
from whoknew_train.fitting import Arrays, Growing, joined, train
from whoknew_train.proposed import (
    Source,
    as_shipped,
    claim_examples,
    count_rolesets,
    mention_examples,
    role_examples,
    with_dropout,
)

LEAST_ROLE = -0.2  # log-odds
LEAST_CLAIM = -0.6
LEAST_MENTION = 0.45  # probability


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the weights")
    parser.add_argument("run", type=Path, help="the training run that they were made of")
    parser.add_argument("--share", type=float, default=0.5, help="of the training documents")
    chosen = parser.parse_args(arguments)
    for name in (RESCORING_ARRAYS, RESCORING_FACTS):
        (chosen.folder / name).unlink(missing_ok=True)
    weights = Weights(chosen.folder)
    arrays, facts = fit(weights, [as_shipped(weights), with_dropout(chosen.run, chosen.folder)], chosen.share)
    np.savez(chosen.folder / RESCORING_ARRAYS, allow_pickle=False, **arrays)
    (chosen.folder / RESCORING_FACTS).write_text(json.dumps(facts))
    manifest = json.loads((chosen.folder / "manifest.json").read_text("utf-8"))
    write_manifest(chosen.folder, manifest)


def fit(weights: Weights, sources: Sequence[Source], share: float) -> tuple[Arrays, dict[str, object]]:
    """The networks ``roles``, ``mentions`` and ``claims``: arrays and facts as the run time reads them."""
    arrays: Arrays = {}
    facts: dict[str, object] = {}
    vocabulary = weights.vocabulary
    counts = len(vocabulary.deprels), len(vocabulary.upos)

    paths = Growing()
    taken, seen = count_rolesets(vocabulary)
    known = Rolesets(taken, seen)
    found = [one for source in sources for one in role_examples(source, min(1.0, 2 * share), paths, known)]
    sizes = [len(paths) + 1, *role_sizes(*counts), len(vocabulary.roles) // 2]
    train("roles", joined(found), sizes, {"paths": (0, paths)}, LEAST_ROLE, arrays, facts)
    arrays |= {"roles.taken": taken, "roles.seen": seen}

    sets = Growing()
    found = [one for source in sources for one in mention_examples(source, min(1.0, 2 * share), sets)]
    sizes = trait_sizes(*counts, len(sets) + 1)
    train("mentions", joined(found), sizes, {"sets": (len(sizes) - 1, sets)}, LEAST_MENTION, arrays, facts)

    paths = Growing()
    found = [one for source in sources for one in claim_examples(source, share, paths)]
    sizes = [len(paths) + 1, *claim_sizes(*counts), 3]
    train("claims", joined(found), sizes, {"paths": (0, paths)}, LEAST_CLAIM, arrays, facts)
    return arrays, facts


if __name__ == "__main__":
    main()
