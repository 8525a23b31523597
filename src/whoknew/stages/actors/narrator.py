"""Who says "I" outside quotation marks, where the account says so itself: in its words, its heading or its signature."""

from collections.abc import Sequence

from whoknew.model.wording import Wording
from whoknew.stages.actors.clusters import Cluster
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention

OPENING = 5  # tokens before a name in a heading such as "Witness statement of"
CLOSING = 12  # tokens from the end of a text within which a signature begins


def signed(words: Wording, lexicon: Lexicon, mentions: Sequence[Mention], headings: frozenset[int]) -> Cluster | None:
    """The narrator's entity: "I, Rosa Lindgren, …", "my name is …", "From: …", "Statement of …", a name signed at the end.

    ``headings`` are the numbers of the sentences that are headings. None where nothing of the kind is said.
    """
    found: Cluster | None = None
    for m in mentions:
        if m.kind != "name" or m.type not in ("person", "person?", "") or not isinstance(m.cluster, Cluster):
            continue
        first = m.title_first if 0 <= m.title_first < m.first else m.first
        if words.quoted[m.head] >= 0:
            continue
        if _introduced(words, lexicon, first):
            return m.cluster
        if found is None and (_headed(words, lexicon, first, headings) or _closing(words, lexicon, m, first)):
            found = m.cluster
    return found


def says_i(words: Wording, m: Mention) -> bool:
    """ "I, Rosa Lindgren, …", "my name is Rosa Lindgren", outside quotation marks."""
    first = m.title_first if 0 <= m.title_first < m.first else m.first
    before = tuple(words.lower[max(0, first - 3) : first])
    named = before[-2:] == ("i", ",") or before in (("my", "name", "is"), ("my", "name", "'s"))
    return named and words.quoted[m.head] < 0


def _introduced(words: Wording, lexicon: Lexicon, first: int) -> bool:
    before = tuple(words.lower[max(0, first - 3) : first])
    if before[-2:] in (("i", ","), ("from", ":"), ("by", ":")) or before in (
        ("my", "name", "is"),
        ("my", "name", "'s"),
    ):
        return True
    return before[-2:] in (("i", "am"), ("i", "'m")) and words.sentence[first] == words.sentence[first - 2]


def _headed(words: Wording, lexicon: Lexicon, first: int, headings: frozenset[int]) -> bool:
    """A heading that says whose words follow: "Statement of Ana Diaz", "Testimony by …", "Ana Diaz: a statement"."""
    number = words.sentence[first]
    if number not in headings and number > 0:
        return False
    start = words.sentences[number].first
    before = words.lower[start:first]
    after = words.lower[first : words.sentences[number].end]
    if len(before) <= OPENING and before[-1:] in (["of"], ["by"], [":"]):
        return any(low in lexicon.statements for low in before)
    return not before and any(low in lexicon.statements for low in after)


def _closing(words: Wording, lexicon: Lexicon, m: Mention, first: int) -> bool:
    """A name alone at the end of the text, or after "signed"."""
    if len(words) - first > CLOSING:
        return False
    number = words.sentence[first]
    start = words.sentences[number].first
    before = words.lower[start:first]
    alone = not before and all(not form[:1].islower() for form in words.forms[m.end : words.sentences[number].end])
    if before[-1:] == [":"] or before[-1:] == [","]:
        before = before[:-1]
    previous = words.lower[words.sentences[number - 1].first : start] if number else []
    return (alone and any(low in lexicon.closings for low in previous)) or any(
        low in lexicon.closings for low in before
    )
