"""Who signs the account: the foot of a letter ("Jane Roe, Vesper"), a byline, the line about the writer.

The signer of a letter or of a piece in the first person is the account's own voice. Where several letters stand in one
text, each signer is a source, since no one of them speaks for all. Read off the blocks: a signature is a short line with a
name, at the end or before the next letter, in a text that is a letter by its salutation or its "I" and "we".
"""

import re

import msgspec

from whoknew.model import Analysis, Entity, Span
from whoknew.model.wording import Wording
from whoknew.stages.sources.lexicon import Lexicon

PROSE = frozenset({"paragraph", "list_item", "other", "heading", "title"})
LONGEST = 90  # letters of a signature's line
AT_THE_FOOT = 3  # blocks in which a signature stands last
MOST = 400  # lines that are looked at as signatures: a bound for texts of nothing but names
OFTEN = 2  # words of the first person that make a text its signer's

_PART = r"[^\W\d_a-z][\w'’.-]*"
_NAME = rf"(?:{_PART} ){{1,4}}?{_PART}|{_PART}(?: (?:de|van|von|der|al|bin|da|di|la|le|du))+ {_PART}"
_SIGNED = re.compile(rf"(?P<dash>[-–—]+ ?)?(?P<name>{_NAME}|@\w{{2,30}})(?P<tail>, [^!?:]{{2,50}})?\.?")
_PLACE = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:,? [^\W\d_a-z][\w'’.-]*){0,4}\.?")
_BYLINE = re.compile(rf"by (?P<name>(?-i:{_NAME}))(?= and |,|\.?$| \|| for | in )", re.IGNORECASE)
_ABOUT = re.compile(rf"(?P<name>{_NAME}),? (?:is|was) (?:an?|the) ")


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """``author`` is the span of the one name that signs all; ``letters`` those of several letters in one text;
    ``own`` says that the text is in the signer's own voice (a letter, or the first person) and not only reported by him."""

    author: Span | None = None
    letters: tuple[Span, ...] = ()
    own: bool = False


def signed(analysis: Analysis, words: Wording, lexicon: Lexicon) -> Signed:
    """Who signs, by the text's blocks."""
    letter = _is_letter(analysis, lexicon)
    own = letter or _first_person(words, lexicon) >= OFTEN
    found = _signatures(analysis, lexicon, letter=letter, own=own)
    if len(found) > 1:
        return Signed(letters=tuple(found), own=True)
    byline = _byline(analysis)
    if found:
        return Signed(author=found[0], own=True)
    if byline is not None:
        return Signed(author=byline, own=own)
    return Signed(author=_about(analysis), own=True) if own else Signed()


def bearer(analysis: Analysis, span: Span) -> Entity | None:
    """The person whose name a signature is, where the account's entities know one."""
    for entity in analysis.entities:
        if entity.type == "person" and any(a < span[1] and span[0] < b for a, b in entity.mentions):
            return entity
    name = analysis.text_of(span)
    return next((e for e in analysis.entities if e.type == "person" and e.named and e.name == name), None)


def _is_letter(analysis: Analysis, lexicon: Lexicon) -> bool:
    """Whether one of the first blocks greets an editor or heads a page of letters, or one of the last takes leave."""
    texts = [analysis.text_of(block.span).strip().lower().rstrip(".,:!") for block in analysis.blocks]
    opens = any(text in lexicon.signing["salutations"] for text in texts[:AT_THE_FOOT])
    return opens or any(text in lexicon.signing["closings"] for text in texts[-AT_THE_FOOT - 1 :])


def _first_person(words: Wording, lexicon: Lexicon) -> int:
    """How often the account itself says "I", "my", "we": outside quotation marks."""
    listed = lexicon.signing["first_person"]
    return sum(low in listed and words.quoted[i] < 0 and words.forms[i] != "US" for i, low in enumerate(words.lower))


def _signatures(analysis: Analysis, lexicon: Lexicon, *, letter: bool, own: bool) -> list[Span]:
    blocks = [block for block in analysis.blocks if block.type != "page_number"]
    text = analysis.account.text
    found: list[Span] = []
    signed_at, looked = -2, 0
    for number, block in enumerate(blocks):
        line = text[slice(*block.span)]
        if not number or len(line) > LONGEST or block.type not in PROSE:
            continue
        match = _SIGNED.fullmatch(line)
        if match is None or number == signed_at + 1:
            continue  # the line under a name is its place
        foot = number >= len(blocks) - 1 or (number == len(blocks) - 2 and _is_place(text, blocks[number + 1].span))
        placed = match["tail"] is not None or (number + 1 < len(blocks) and _is_place(text, blocks[number + 1].span))
        between = letter and (placed or match["dash"] is not None or match["name"][0] == "@")
        signs = between or (foot and (own or match["dash"] is not None))
        looked += signs
        if signs and looked < MOST and _a_name(text, match["name"], lexicon):
            signed_at = number
            start = block.span[0] + match.start("name")
            found.append((start, start + len(match["name"].rstrip("."))))
    return found


def _a_name(text: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a short line can be a person's name: no body's, outlet's or heading's, and told of nowhere else."""
    parts = name.lower().rstrip(".").split()
    known = lexicon.body_endings | lexicon.outlet_words | lexicon.organisation | lexicon.document | lexicon.media
    common = lexicon.words["determiners"] | lexicon.generic | lexicon.signing["closings"] | lexicon.words["links"]
    if set(parts) & (known | common) or (len(parts[-1]) < 2 and name[0] != "@"):
        return False
    return len(re.findall(rf"\b{re.escape(name.rstrip('.'))}\b", text)) == 1 or name[0] == "@"


def _is_place(text: str, span: Span) -> bool:
    line = text[slice(*span)]
    return len(line) < LONGEST and _PLACE.fullmatch(line) is not None


def _byline(analysis: Analysis) -> Span | None:
    for block in analysis.blocks:
        match = _BYLINE.match(analysis.account.text, *block.span) if block.type == "byline" else None
        if match is not None:
            return match.start("name"), match.end("name")
    return None


def _about(analysis: Analysis) -> Span | None:
    """ "Jane Roe is a retired nurse in Vesper." at the foot of a piece that names her nowhere else."""
    if not analysis.blocks:
        return None
    text = analysis.account.text
    last = analysis.blocks[-1].span
    match = _ABOUT.match(text, *last)
    if match is None or last[1] - last[0] > 4 * LONGEST or text[: last[0]].count(match["name"].split()[-1]):
        return None
    return match.start("name"), match.end("name")
