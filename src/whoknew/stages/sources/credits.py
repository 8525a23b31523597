"""Who stands beside an account and is no source of what it claims: the publisher whose dateline it carries, who took its
pictures, who signs one of several letters.

"Photo: Jane Roe/Reuters", "(Credit: …)", "Source: harbour office" under a figure. A credit for a picture names people and
publishers of that picture only; "Source:" under a figure or a table names whose figures they are, and is a source of claims.
"""

import re
from collections.abc import Iterator

from whoknew.model import Analysis, Source, Span
from whoknew.stages.sources.publishing import Publisher
from whoknew.stages.sources.signers import Signed, bearer

LONGEST = 90  # letters of a credit
MOST = 200  # credits that are listed
_WORD = r"[^\W\d_a-z][\w'’.&-]*"
_NAMES = rf"(?-i:{_WORD}(?: (?:{_WORD}|of|de|van|von|al|and|the|for)){{0,7}})"
_PICTURE = re.compile(
    rf"(?<![^\s(\[.])(?:(?:file )?(?:photo|photos|photograph|photographs|picture|image|images|credit|video|courtesy)"
    rf"(?: credit| courtesy)?(?: by| of)?:? )(?P<who>{_NAMES})(?: ?[/|] ?(?P<whose>{_NAMES}))?[)\].]*\s*$",
    re.IGNORECASE,
)
_SLASH = re.compile(rf"[(\[](?P<who>{_NAMES}) ?/ ?(?P<whose>{_NAMES})[)\]]\.?\s*$")
_FIGURES = re.compile(rf"(?:sources?|data|figures): (?P<who>{_NAMES})(?:[;,] (?P<whose>{_NAMES}))?\.?", re.IGNORECASE)


def publishers(analysis: Analysis, paper: Publisher, signed: Signed, number: int) -> list[Source]:
    """Sources that stand beside the account; ``number`` are those found so far, after which their ids are counted."""
    found: list[Source] = []

    def add(span: Span, kind: str, *, publishes: bool) -> None:
        span = span[0], span[0] + len(analysis.text_of(span).rstrip("."))
        descriptor = analysis.text_of(span)
        if len(found) >= MOST or any(one.descriptor == descriptor for one in found):
            return
        person = bearer(analysis, span)
        found.append(
            Source(
                id=f"s{number + len(found) + 1}",
                descriptor=descriptor,
                kind=kind,  # type: ignore[arg-type]
                entity=person.id if person is not None and kind == "named_person" else None,
                mentions=(span,),
                on_record=True if kind == "named_person" else None,
                publisher=publishes,
                origin="sources/1",
            )
        )

    if paper.carried is not None:
        add(paper.carried, "media", publishes=True)
    for span, kind in _pictures(analysis):
        add(span, kind, publishes=True)
    for span in _figures(analysis):
        add(span, "organisation", publishes=False)
    for span in signed.letters:
        add(span, "named_person", publishes=False)
    return found


def _pictures(analysis: Analysis) -> Iterator[tuple[Span, str]]:
    """Who took a picture, and for whom, in captions and in lines that are nothing but a credit."""
    text = analysis.account.text
    for block in analysis.blocks:
        start, end = block.span
        if block.type not in ("caption", "paragraph", "other", "heading"):
            continue
        begin = max(start, end - LONGEST)
        whole = block.type == "caption" or end - start <= LONGEST
        match = (_PICTURE.search(text, begin, end) if whole else None) or _SLASH.search(text, begin, end)
        if match is None or (block.type != "caption" and match.start() > start and "/" not in match.group()):
            continue
        yield match.span("who"), "named_person" if match["whose"] else "media"
        if match["whose"]:
            yield match.span("whose"), "media"


def _figures(analysis: Analysis) -> Iterator[Span]:
    """Whose figures a table or a graphic gives: a line "Source: …" of its own."""
    text = analysis.account.text
    for block in analysis.blocks:
        if block.span[1] - block.span[0] > LONGEST or block.type in ("title", "byline"):
            continue
        match = _FIGURES.fullmatch(text, *block.span)
        if match is not None:
            yield match.span("who")
            if match["whose"]:
                yield match.span("whose")
