"""From a finished training to weights that can be shipped, in one go: ``python -m whoknew_train.ship RUN FOLDER``.

Export in int8, what is fitted to one set of weights (the second look at roles and mentions, thresholds, confidences), and the
papers. The steps are commands of their own too: ``export``, ``rescore``, ``calibrate``, ``card``.
"""

import argparse
import shutil
from pathlib import Path

from whoknew.encoder.calibration import FILE
from whoknew.encoder.weights import RESCORING_ARRAYS, RESCORING_FACTS
from whoknew_train import calibrate, card, export, rescore


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of the training run")
    parser.add_argument("folder", type=Path, help="where the weights go")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("reader.toml"))
    parser.add_argument("--compare", action="store_true", help="export in float too, and say what int8 costs")
    parser.add_argument("--note", default="", help="one sentence about this training that the config does not say")
    chosen = parser.parse_args(arguments)
    export.main([str(chosen.run), str(chosen.folder)])
    rescore.main([str(chosen.folder)])
    calibrate.main([str(chosen.folder)])
    extra: list[str] = []
    if chosen.compare:
        unrounded = chosen.folder.with_name(chosen.folder.name + "-float")
        export.main([str(chosen.run), str(unrounded), "--precision", "float"])
        for name in (RESCORING_ARRAYS, RESCORING_FACTS, FILE):  # the same in both, so that only the rounding differs
            shutil.copyfile(chosen.folder / name, unrounded / name)
        extra = ["--float", str(unrounded)]
    card.main([str(chosen.folder), "--config", str(chosen.config), "--note", chosen.note, *extra])


if __name__ == "__main__":
    main()
