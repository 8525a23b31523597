"""A picture of a training's log: ``python -m whoknew_train.plot FOLDER [-o FILE.svg]``, one small curve for each loss.

Curves are running means; a phase's beginning is a dashed line. Nothing but the standard library is needed.
"""

import argparse
import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

WIDE, HIGH, ACROSS = 280, 90, 4
LEFT, TOP, GAP = 16, 26, 24
SMOOTH = 0.8


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of the training run")
    parser.add_argument("-o", "--out", type=Path, help="FOLDER/log.svg unless said otherwise")
    chosen = parser.parse_args(arguments)
    rows = [json.loads(line) for line in (chosen.folder / "log.jsonl").read_text("utf-8").splitlines()]
    out = chosen.out or chosen.folder / "log.svg"
    out.write_text(draw(rows), encoding="utf-8")
    print(out)


def draw(rows: Sequence[Mapping[str, Any]]) -> str:
    """The log as SVG. Raises ``ValueError`` where it is empty."""
    if not rows:
        raise ValueError("the log is empty")
    curves: dict[str, list[tuple[int, float]]] = {"rate": [], "pieces a second": []}
    for row in rows:
        curves["rate"].append((row["step"], row["rate"]))
        curves["pieces a second"].append((row["step"], row["pieces_a_second"]))
        for name, value in row["losses"].items():
            curves.setdefault(name, []).append((row["step"], value))
    names = ["rate", "pieces a second", *sorted(set(curves) - {"rate", "pieces a second"})]
    first, last = rows[0]["step"], rows[-1]["step"]
    starts = [b["step"] for a, b in zip(rows, rows[1:]) if a.get("phase") != b.get("phase")]
    width = LEFT + ACROSS * (WIDE + GAP)
    height = TOP + -(-len(names) // ACROSS) * (HIGH + TOP + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for place, name in enumerate(names):
        x = LEFT + place % ACROSS * (WIDE + GAP)
        y = TOP + place // ACROSS * (HIGH + TOP + GAP)
        points = smoothed(curves[name]) if "." in name else curves[name]
        parts += _panel(name, points, (x, y), (first, last), starts)
    return "\n".join([*parts, "</svg>"]) + "\n"


def smoothed(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """A running mean that begins at the first value.

    >>> smoothed([(0, 1.0), (50, 0.0)])
    [(0, 1.0), (50, 0.8)]
    """
    mean, out = points[0][1], []
    for step, value in points:
        mean = SMOOTH * mean + (1 - SMOOTH) * value
        out.append((step, mean))
    return out


def _panel(
    name: str, points: Sequence[tuple[int, float]], at: tuple[int, int], steps: tuple[int, int], starts: Sequence[int]
) -> list[str]:
    x, y = at
    values = [value for _, value in points]
    low, high = min(0.0, *values), max(*values, 1e-9)
    span = max(1, steps[1] - steps[0])

    def across(step: int) -> float:
        return round(x + WIDE * (step - steps[0]) / span, 1)

    line = " ".join(f"{across(s)},{round(y + HIGH - HIGH * (v - low) / (high - low), 1)}" for s, v in points)
    return [
        f'<text x="{x}" y="{y - 6}">{html.escape(name)}: {values[-1]:.4g}</text>',
        f'<path d="M{x},{y}V{y + HIGH}H{x + WIDE}" fill="none" stroke="#999"/>',
        *(f'<path d="M{across(s)},{y}V{y + HIGH}" stroke="#bbb" stroke-dasharray="3 3"/>' for s in starts),
        f'<polyline points="{line}" fill="none" stroke="#0b5cad" stroke-width="1.5"/>',
        f'<text x="{x}" y="{y + HIGH + 14}" fill="#666">{steps[0]}</text>',
        f'<text x="{x + WIDE}" y="{y + HIGH + 14}" fill="#666" text-anchor="end">{steps[1]} steps</text>',
    ]


if __name__ == "__main__":
    main()
