"""The surface of the text: blocks, sentences, tokens, quotations."""

from typing import Literal

from whoknew.model.base import Proposal, Span, Struct

BlockType = Literal[
    "title", "heading", "paragraph", "caption", "byline", "dateline", "page_number", "list_item", "other"
]


class Block(Proposal, frozen=True, kw_only=True):
    """A heading (run-on ones too), paragraph, caption, byline or page number."""

    type: BlockType
    span: Span


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence with its token range (half-open, document-wide token indices) and its block's index (or -1)."""

    span: Span
    first: int
    end: int
    block: int = -1


class Token(Struct, frozen=True, kw_only=True):
    """A word or mark; tokens follow UD English EWT (n't, 's and hyphens apart)."""

    span: Span


class Quotation(Proposal, frozen=True, kw_only=True):
    """A stretch between quotation marks; ``span`` includes the marks, ``inner`` leaves them out.

    ``closed`` is false where the closing mark is missing (it then ends at the paragraph's end, and a diagnostic
    says so). ``continues`` is the index of the quotation that this one carries on over a paragraph break, or -1.
    ``scare`` marks one or two quoted words or a title that nobody is said to have uttered.
    """

    span: Span
    inner: Span
    mark: str = '"'
    closed: bool = True
    continues: int = -1
    scare: bool = False
