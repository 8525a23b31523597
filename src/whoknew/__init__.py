"""whoknew rebuilds what a written account says happened, as a model one can run and question.

>>> import whoknew
>>> analysis = whoknew.read("“We are leaving,” Ana Marsh told the crew on Friday.", published="2024-12-08")
>>> analysis.text_of(analysis.sentences[0].span)
'“We are leaving,” Ana Marsh told the crew on Friday.'
"""

from pathlib import Path

from whoknew.errors import WhoknewError
from whoknew.model import Analysis

__version__ = "0.1.0"
__all__ = ["Analysis", "WhoknewError", "__version__", "read"]


def read(
    source: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    read_at: str | None = None,
) -> Analysis:
    """Read one account and say what it says and what follows.

    ``source`` is a path, an ``http(s)`` URL, ``"-"`` (standard input) or the text itself. ``published`` anchors
    dates such as "Saturday". Raises subclasses of ``WhoknewError``. The same text gives the same analysis.
    """
    from whoknew import pipeline

    return pipeline.read(source, published=published, publisher=publisher, title=title, read_at=read_at)
