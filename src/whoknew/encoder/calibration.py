"""Confidences that mean what they say on development data: Platt's line on the log-odds, one per kind.

A file beside the weights holds slope and offset per kind, and the least log-odds at which mentions, mentions of chains and
names are kept; without it odds stay as they are. ``whoknew_train.calibrate`` writes it.
"""

import json
import math
from pathlib import Path

FILE = "calibration.json"
FACTUALITY = "factuality"
THRESHOLDS = "thresholds"
EXACT = "exact attribution"
KINDS = ("attribution", EXACT, "mention", "link", "frame", "role", "name", "time", "event", FACTUALITY)


class Calibration:
    """Slopes and offsets by kind."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        self._lines: dict[str, tuple[float, float]] = dict.fromkeys(KINDS, (1.0, 0.0))
        self.least: dict[str, float] = {}  # by kind of span: log-odds that a finding must have
        if path.is_file():
            stored = json.loads(path.read_text("utf-8"))
            self.least = stored.pop(THRESHOLDS, {})
            self._lines.update({k: (a, b) for k, (a, b) in stored.items()})

    def __call__(self, kind: str, probability: float) -> float:
        """The calibrated probability, in four digits."""
        p = min(max(probability, 1e-6), 1 - 1e-6)
        slope, offset = self._lines[kind]
        return self.odds(kind, math.log(p / (1 - p)), slope, offset)

    def factuality(self, value: float) -> float:
        """On -3 to 3, stretched: a regression's values lie nearer to their mean than judgements do."""
        slope, offset = self._lines[FACTUALITY]
        return round(max(-3.0, min(3.0, slope * value + offset)), 3)

    def odds(self, kind: str, odds: float, slope: float | None = None, offset: float | None = None) -> float:
        """The same from log-odds."""
        if slope is None or offset is None:
            slope, offset = self._lines[kind]
        line = max(-30.0, min(30.0, slope * odds + offset))
        return round(1 / (1 + math.exp(-line)), 4)
