"""Stage ``claims``: everything said to be so, with the chain of those who say so, its kind, status and links."""

import msgspec

from whoknew.model import Analysis, Claim
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.claims.asked import answers, put
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.links import link
from whoknew.stages.claims.own import orphans, own
from whoknew.stages.claims.said import said

VERSION = "1"


class Claims:
    """One claim for each content that a source puts forward, one for each main clause of the account's own report."""

    name = "claims"
    version = VERSION
    requires = frozenset({"attributions", "tokens", "sentences"})
    uses = frozenset(
        {"attributions.sources", "attributions.stance", "sources", "entities", "blocks", "quotations", "signals"}
    )
    provides = frozenset({"claims"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        words = Wording(analysis)
        mentions = Mentions(analysis, words)
        drafts = said(analysis, words, mentions)
        drafts += orphans(analysis, words, drafts)
        drafts += answers(analysis, words, drafts)
        drafts += put(analysis, words, drafts)
        drafts = sorted([*drafts, *own(analysis, words, mentions, drafts)], key=lambda one: (one.first, len(one.chain)))
        made = [_claim(words, draft, number) for number, draft in enumerate(drafts)]
        return msgspec.structs.replace(analysis, claims=tuple(link(analysis, words, drafts, made)))


def _claim(words: Wording, draft: Draft, number: int) -> Claim:
    return Claim(
        id=f"c{number + 1}",
        chain=draft.chain,
        asserts=draft.asserts,
        kind=draft.kind,  # type: ignore[arg-type]
        against=draft.against,
        status=draft.status,
        spans=tuple(words.span(first, end) for first, end in draft.ranges),
        attribution=draft.attribution,
        origin=f"claims/{VERSION}",
    )


stage = Claims()
