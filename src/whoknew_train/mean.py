"""The mean of the weights at the ends of several phases: ``python -m whoknew_train.mean RUN FOLDER 4 5``.

Weights of one trajectory, averaged, do better than the last of them alone (Wortsman et al., ICML 2022). A training keeps those
of every phase's end as ``phaseN.pt`` beside its checkpoint; FOLDER becomes a run that ``whoknew_train.ship`` takes.
"""

import argparse
import shutil
from pathlib import Path

import torch

from whoknew_train.train import CHECKPOINT, VOCABULARY, kept_phase


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of a training run")
    parser.add_argument("folder", type=Path, help="where the run with the mean goes")
    parser.add_argument("phases", type=int, nargs="+", help="numbers of phases, from 1, the last one last")
    chosen = parser.parse_args(arguments)
    mean_of([chosen.run / kept_phase(number) for number in chosen.phases], chosen.folder)
    shutil.copyfile(chosen.run / VOCABULARY, chosen.folder / VOCABULARY)


def mean_of(checkpoints: list[Path], folder: Path) -> None:
    """Write into ``folder`` the last checkpoint with the mean of all moving averages. Raises ``ValueError`` for none."""
    if not checkpoints:
        raise ValueError("no checkpoint to take the mean of")
    states = [torch.load(path, weights_only=True, map_location="cpu") for path in checkpoints]
    last = states[-1]
    for name, values in last["average"].items():
        last["average"][name] = torch.stack([state["average"][name] for state in states]).mean(dim=0).to(values.dtype)
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(last, folder / CHECKPOINT)


if __name__ == "__main__":
    main()
