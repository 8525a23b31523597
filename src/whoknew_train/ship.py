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
from whoknew_train.config import read_config
from whoknew_train.score import figures_of

SHARE = 0.3  # of the development documents, for what int8 costs


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of the training run")
    parser.add_argument("folder", type=Path, help="where the weights go")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("reader.toml"))
    parser.add_argument("--compare", action="store_true", help="export in float too, and say what int8 costs")
    parser.add_argument("--trial", action="store_true", help="few documents at every step, to see that all of them run")
    parser.add_argument("--note", default="", help="one sentence about this training that the config does not say")
    chosen = parser.parse_args(arguments)
    export.main([str(chosen.run), str(chosen.folder)])
    rescore.main([str(chosen.folder), str(chosen.run), *(["--share", "0.03"] if chosen.trial else [])])
    figures = figures_of(calibrate.calibrate(chosen.folder, 4 if chosen.trial else 1000))
    compared = {}
    if chosen.compare:
        unrounded = chosen.folder.with_name(chosen.folder.name + "-float")
        export.main([str(chosen.run), str(unrounded), "--precision", "float"])
        for name in (RESCORING_ARRAYS, RESCORING_FACTS, FILE):  # the same in both, so that only the rounding differs
            shutil.copyfile(chosen.folder / name, unrounded / name)
        compared = {"float": card.measured(unrounded, SHARE), "int8": card.measured(chosen.folder, SHARE)}
    card.write_papers(chosen.folder, read_config(chosen.config), figures, compared, SHARE, chosen.note)


if __name__ == "__main__":
    main()
