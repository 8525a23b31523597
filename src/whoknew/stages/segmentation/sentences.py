"""Tokens into sentences: stops, closers after the stop, abbreviations and initials, quotations that go on."""

from whoknew.model import Span
from whoknew.stages.segmentation.tokens import lexicon

CLOSERS = frozenset("\"'”’»)]}›")
OPENERS = frozenset("\"'“‘«([{‹„")
STOPS = frozenset(".!?")
MAX_TOKENS = 400  # a longer run without a stop is cut at a line or here, so that no sentence grows without bound


def split_sentences(text: str, words: list[Span]) -> list[tuple[int, int]]:
    """Half-open token ranges of the sentences of one block; together they cover all its tokens.

    >>> text = "Mr. Ames left. “Why?” Ms. Orr asked."
    >>> from whoknew.stages.segmentation.tokens import tokenize
    >>> words = tokenize(text)
    >>> [text[words[a][0]:words[b - 1][1]] for a, b in split_sentences(text, words)]
    ['Mr. Ames left.', '“Why?” Ms. Orr asked.']
    """
    ranges: list[tuple[int, int]] = []
    start, index, count = 0, 0, len(words)
    while index < count:
        word = text[words[index][0] : words[index][1]]
        index += 1
        if not _may_end(word):
            if index - start >= MAX_TOKENS:
                ranges.append((start, index))
                start = index
            continue
        last = word
        while index < count and _closes(text, words, index):
            last = text[words[index][0] : words[index][1]]
            index += 1
        index += _note(text, words, index)
        if index < count and _breaks(text, words, start, index, word, closed=last in CLOSERS):
            ranges.append((start, index))
            start = index
    if start < count:
        ranges.append((start, count))
    return ranges


def _may_end(word: str) -> bool:
    return word[-1] in STOPS or word[-1] == "…" or word in {"..", "...", "...."}


def _note(text: str, words: list[Span], index: int) -> int:
    """How many tokens a note's number in brackets takes ("… in 1805. [6] An …"): it belongs to what it stands behind."""
    marks = [text[left:right] for left, right in words[index : index + 3]]
    note = len(marks) == 3 and marks[0] == "[" and marks[1].isdigit() and marks[2] == "]"
    return 3 if note and words[index + 1][0] == words[index][1] else 0


def _closes(text: str, words: list[Span], index: int) -> bool:
    """A closing quotation mark or bracket that touches what comes before it, or a further stop."""
    left, right = words[index]
    mark = text[left:right]
    if mark in CLOSERS and left == words[index - 1][1]:
        straight = mark in "\"'"
        return not straight or right >= len(text) or not (text[right].isalnum())
    return mark[0] in STOPS and left == words[index - 1][1]


def _breaks(text: str, words: list[Span], start: int, index: int, word: str, *, closed: bool) -> bool:
    following = text[words[index][0] : words[index][1]]
    at = index
    while following in OPENERS and at + 1 < len(words):
        at += 1
        following = text[words[at][0] : words[at][1]]
    upper = following[:1].isupper() or following[:1].isdigit()
    if not upper and not closed and _uncapitalised(text, words, index, word, following):
        return True
    if not upper:
        return word[-1] in STOPS and len(word) == 1 and not closed and not following[:1].islower() and at > index
    if closed and word[-1] in "!?…" and _speaker_follows(text, words, index):
        return False
    if len(word) == 1 or word[-1] != "." or word.startswith(".."):
        return True
    bare = word[:-1].lower()
    lists = lexicon()
    if bare in lists["titles"]:
        return False
    starter = following.lower() in lists["starters"]
    if bare in lists["abbreviations"]:
        return starter and not following[:1].isdigit() and bare not in {"no", "nos"}
    if bare in lists["enders"] or "." in bare:
        return starter or at > index
    if len(bare) == 1:  # an initial: J. Orr; but “plan B. The …”
        return starter and index - start > 2 and not _capital(text, words[index - 2])
    return True


def _uncapitalised(text: str, words: list[Span], index: int, word: str, following: str) -> bool:
    """Whether a small letter opens a sentence, as in texts that nobody edits ("is it open? i need to know").

    Only after a stop that is a token of its own (an abbreviation keeps its stop) and a blank; not in a name with a mark
    ("Yahoo! is"), nor before who asked ("Where was he? she asked").
    """
    lists = lexicon()
    if not following[:1].islower() or word.startswith("..") or (len(word) > 1 and word[0] not in "!?"):
        return False
    if word[-1] not in STOPS or words[index][0] == words[index - 1][1]:
        return False
    if any(text[left:right].lower() in lists["says"] for left, right in words[index : index + 3]):
        return False
    named = word[-1] == "!" and index > 1 and _capital(text, words[index - 2])
    return not named or following in lists["starters"]


def _capital(text: str, span: Span) -> bool:
    return text[span[0]].isupper()


def _speaker_follows(text: str, words: list[Span], index: int) -> bool:
    """Up to five capitalised words, titles or particles, then a verb of saying."""
    says = lexicon()["says"]
    for at in range(index, min(index + 6, len(words))):
        word = text[words[at][0] : words[at][1]]
        if word.lower() in says:
            return True
        if not word[:1].isupper() and word not in {"the", "-", "of", "al", "van", "von", "de"}:
            return False
    return False
