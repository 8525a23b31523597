"""Text into tokens after the guidelines of UD English EWT: clitics, punctuation and inner hyphens stand alone.

One regular expression scans each block once; each alternative is bounded, so hostile runs cannot make it crawl.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from whoknew.model import Span

_APOSTROPHE = "['’‘ʼ]"


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Word lists of this stage: titles, abbreviations that may end a sentence or may not, sentence starters."""
    loaded = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return {key: frozenset(value) for key, value in loaded.items()}


@cache
def _abbreviations() -> frozenset[str]:
    return lexicon()["titles"] | lexicon()["abbreviations"] | lexicon()["enders"]


_TOKEN = re.compile(
    rf"""
      (?P<plain>[A-Za-z]{{2,40}}(?=[\s,;!?)”"]|\.\s|\.?\Z))
    | (?P<url>https?://[^\s<>"”]{{1,2000}}[^\s<>"”.,;:!?)\]'’] | www\.[^\s<>"”]{{1,500}}[^\s<>"”.,;:!?)\]'’])
    | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}})
    | (?P<handle>[@\#]\w{{1,60}})
    | (?P<ellipsis>\.{{2,}} | …+ | (?:\.\x20){{2,3}}\.)
    | (?P<time>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)
    | (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d+\.\d+(?:\.\d+)* | \d+(?:/\d+)+ | \d+(?:st|nd|rd|th|s)\b)
    | (?P<dotted>(?:[^\W\d_]\.){{2,}}[^\W\d_]?(?!\w))
    | (?P<clitic>{_APOSTROPHE}(?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE)(?!\w))
    | (?P<nt>[nN]{_APOSTROPHE}[tT](?!\w))
    | (?P<word>[^\W_](?:(?!n{_APOSTROPHE}t(?!\w))(?:[^\W_]|[&](?=\w)|{_APOSTROPHE}(?!(?:s|m|d|ll|re|ve)(?!\w))(?=[^\W\d_]))){{0,200}})
    | (?P<dash>-{{2,}} | [—–−-])
    | (?P<run>(?P<same>[!?*=_~+\#])(?P=same)*[!?]*)
    | (?P<mark>\S)
    """,
    re.X,
)
_MAY_BE_ABBREVIATED = frozenset({"plain", "word", "number"})
_CANNOT = re.compile(r"cannot\b", re.I)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the tokens of ``text[start:end]``.

    >>> [ "Don't go to St. Mary's co-op."[a:b] for a, b in tokenize("Don't go to St. Mary's co-op.")]
    ['Do', "n't", 'go', 'to', 'St.', 'Mary', "'s", 'co', '-', 'op', '.']
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    abbreviations = _abbreviations()
    at = start
    while at < end:
        match = _TOKEN.search(text, at, end)
        if match is None:
            break
        left, right = match.span()
        if match.lastgroup in _MAY_BE_ABBREVIATED:
            word = text[left:right]
            if right < end and text[right] == "." and _keeps_stop(word, abbreviations, text[right + 1 : right + 4]):
                right += 1
            elif len(word) == 6 and _CANNOT.fullmatch(word):
                spans.append((left, left + 3))
                left += 3
        spans.append((left, right))
        at = right
    return spans


def _keeps_stop(word: str, abbreviations: frozenset[str], after: str) -> bool:
    low = word.lower()
    if low in abbreviations:
        following = after.lstrip(" ([")
        if low in lexicon()["numbered"]:
            return following[:1].isdigit() or (following[:1].isupper() and not following[1:2].islower())
        return not (word.islower() and low in lexicon()["capitalised"])
    return len(word) == 1 and word.isalpha() and word.isupper() and word != "I"
