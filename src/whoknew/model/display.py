"""How an analysis shows itself in a REPL and in a notebook: short, escaped, each line with its sentence."""

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoknew.model.analysis import Analysis

_LAYERS = ("sentences", "entities", "sources", "attributions", "times", "events", "acts", "movements", "claims")
LONGEST_HEAD = 90  # characters of an account's first words that stand for a title
MOST = 12  # rows of a table in a notebook


def headline(analysis: "Analysis") -> str:
    """What to call an account: its stated title, else the first headline among its blocks, else its first words.

    A model that is written by hand, without an account, has neither headline nor words of its own.
    """
    if analysis.account.title:
        return analysis.account.title
    if not analysis.stages and not analysis.blocks and analysis.account.path is None:
        return "An untitled model"  # its text is its own lines
    found = next((analysis.text_of(b.span) for b in analysis.blocks if b.type in ("title", "heading")), "")
    words = " ".join((found or analysis.account.text[: LONGEST_HEAD * 2]).split())
    if not found and len(words) > LONGEST_HEAD:
        words = f"{words[:LONGEST_HEAD].rsplit(' ', 1)[0]} …"
    return words or "An empty account"


def in_words(analysis: "Analysis") -> str:
    """``<Analysis “Title” 760 words: 55 sentences, 20 sources, …>``"""
    words = len(analysis.account.text.split())
    counts = ", ".join(f"{len(getattr(analysis, layer))} {layer}" for layer in _LAYERS if getattr(analysis, layer))
    title = headline(analysis)
    found = analysis.findings
    ends = f"; {len(found.deceptions)} deceptions, {len(found.conflicts)} conflicts" if found.timeline else ""
    return f"<Analysis “{title}” {words} words: {counts or 'no layers'}{ends}>"


def in_html(analysis: "Analysis") -> str:
    """A table of the sources and of what they say, for a notebook. All text of the account is escaped."""
    rows = []
    known = {source.id: source.descriptor for source in analysis.sources}
    for claim in analysis.claims[:MOST]:
        said = " … ".join(analysis.text_of(span) for span in claim.spans)
        chain = " ← ".join(
            ", ".join(known.get(source, source) for source in step) or "?" for step in reversed(claim.chain)
        )
        number = analysis.sentence_at(claim.spans[0][0]) + 1 if claim.spans else 0
        rows.append(
            f"<tr><td>{number}</td><td>{escape(said[:300])}</td><td>{escape(chain)}</td><td>{escape(claim.status)}</td></tr>"
        )
    more = (
        f"<caption>the first {MOST} of {len(analysis.claims)} claims</caption>" if len(analysis.claims) > MOST else ""
    )
    return (
        f"<p>{escape(in_words(analysis))}</p><table>{more}<thead><tr><th>sentence</th><th>claim</th><th>who says so</th>"
        f"<th>status</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
