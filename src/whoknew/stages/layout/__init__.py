"""Stage ``layout``: the text's blocks – title, headings (run-on ones too), paragraphs, bylines, captions, datelines."""

import msgspec

from whoknew.model import Analysis, Block
from whoknew.stages.layout.rules import find_blocks


class Layout:
    name = "layout"
    version = "1"
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    provides = frozenset({"blocks"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        account = analysis.account
        captions = {stated.value for stated in account.metadata if stated.field == "caption"}
        blocks = tuple(
            Block(type="caption" if account.text[slice(*span)] in captions else kind, span=span, origin="layout/1")
            for kind, span in find_blocks(account.text, title=account.title)
        )
        return msgspec.structs.replace(analysis, blocks=blocks)


stage = Layout()
