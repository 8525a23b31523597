"""Measuring: metrics (pure), corpus loaders, scoring against keys, and the quality report.

Nothing here is needed to read an account. Corpora and keys live outside the project; where they are
absent everything that needs them says so and stops.
"""

import os
import subprocess
from pathlib import Path

__all__ = ["shared_path"]


def shared_path() -> Path | None:
    """The folder that holds corpora and keys, or ``None`` where there is none.

    The environment variable ``WHOKNEW_SHARED`` wins; otherwise a folder ``shared`` beside the checkout,
    or beside the main checkout where this one is a git worktree.
    """
    given = os.environ.get("WHOKNEW_SHARED")
    if given:
        path = Path(given).expanduser()
        return path if path.is_dir() else None
    root = Path(__file__).resolve().parents[2]
    for checkout in (root, _main_checkout(root)):
        if checkout is not None and (checkout.parent / "shared" / "data").is_dir():
            return checkout.parent / "shared"
    return None


def _main_checkout(root: Path) -> Path | None:
    """Where the main checkout of a git worktree lies; ``None`` outside git."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Path(found.stdout.strip()).parent if found.returncode == 0 and found.stdout.strip() else None
