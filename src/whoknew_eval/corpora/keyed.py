"""The articles that carry a key of careful reading: no loader ever yields them for training or tuning."""

from functools import cache
from importlib.resources import files


@cache
def key_names() -> frozenset[str]:
    """Names of the 32 articles, from the committed list ``keys_names.txt``."""
    text = (files("whoknew_eval") / "keys_names.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip())
