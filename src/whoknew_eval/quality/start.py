"""Start: a cold ``whoknew read`` of about 700 words, wall seconds and peak memory, the middle of several runs."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from whoknew_eval.quality.row import Part, Row, missing

IDS = ("start.seconds", "start.memory")
_CHILD = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run([sys.executable, "-c", "from whoknew.cli import main; main()", "read", sys.argv[1]],
                      stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
seconds = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([done.returncode, seconds, peak, done.stderr[-500:]]))
"""


def measure(text: str, *, runs: int = 5) -> Part:
    """Rows for a text; the median of ``runs`` after one that warms the disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "account.txt"
        path.write_text(text, encoding="utf-8")
        figures = []
        for _ in range(runs + 1):
            done = subprocess.run(
                [sys.executable, "-c", _CHILD, str(path)], capture_output=True, text=True, timeout=300, check=False
            )
            if done.returncode:
                return missing(IDS, f"could not run: {done.stderr.strip()[-200:]}")
            code, seconds, peak, said = json.loads(done.stdout)
            if code:
                return missing(IDS, f"whoknew read ended with {code}: {said.strip()[-200:]}")
            figures.append((seconds, peak / 1024))
    seconds_of, peaks = zip(*figures[1:], strict=True)
    note = f"median of {runs} runs, {len(text.split())} words"
    return Part(
        rows=(
            Row(
                id="start.seconds",
                figure=statistics.median(seconds_of),
                low=min(seconds_of),
                high=max(seconds_of),
                note=note + "; the range is of the runs",
            ),
            Row(id="start.memory", figure=statistics.median(peaks), low=min(peaks), high=max(peaks), note=note),
        )
    )
