"""What was told, asked or known, as it stands after a verb: "that “help was coming”", "for “troops”", "to “hold on”".

The account's own words stay as they are; only the word before them is ours, and it is the account's wherever it has one
("asked [whether] the works were for sale"). Where neither the text nor the words say what kind of content it is, a colon
joins it, which is never wrong.
"""

import re
from typing import Literal, NamedTuple

from whoknew.model import Act, Analysis, Proposition, Span
from whoknew.reasoning.facts import World
from whoknew.reasoning.naming import lowered, phrases

Kind = Literal["clause", "whether", "question", "do", "doing", "thing", "speech", "open"]
OPENING = '“‘"«„'
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NEAR = 60  # characters before a content in which its joining word is looked for


class Content(NamedTuple):
    """Verbatim words and what kind they are; ``link`` is the word of the account that joins them ("with")."""

    words: str
    kind: Kind
    link: str = ""

    @property
    def quoted(self) -> str:
        """In quotation marks, with a small first letter where only the start of a sentence made it large."""
        words = self.words if self.kind in ("speech", "open") else lowered(self.words)
        return f"“{words.translate(INNER)}”"


INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def read(analysis: Analysis, span: Span) -> Content:
    """The content at a span of the text, by the words before it and its own."""
    text = analysis.account.text
    words = " ".join(text[span[0] : span[1]].split())
    before = text[max(0, span[0] - NEAR) : span[0]].rstrip()
    if before[-1:] and before[-1] in OPENING and text[max(0, span[0] - 1) : span[0]].strip():
        clean = words.rstrip(".")
        return _quoted(before[:-1], clean)
    last = WORD.findall(before)[-1:] if before and (before[-1].isalnum() or before[-1] in "’'") else []
    return _kind(words, last[0].lower() if last else "")


def _quoted(before: str, words: str) -> Content:
    """Words in quotation marks: a whole saying, or the end of a sentence of the account's ("said it was “a shame”")."""
    stripped = before.rstrip()
    if not stripped or stripped[-1] in ":,.—–-\n" or words[:1].isupper():
        return Content(words, "speech")
    last = WORD.findall(stripped)[-1:]
    found = _kind(words, last[0].lower() if last else "")
    return found if found.link or found.kind in ("clause", "question") else Content(words, "speech")


def of_words(words: str, *, future: bool = False) -> Content:
    """The content of words that stand by themselves, as a person writes them in a model."""
    plain = " ".join(words.split())
    return _kind(plain, "")


def _kind(words: str, link: str) -> Content:
    written = [form.replace("’", "'") for form in WORD.findall(words)]
    forms = [form.lower() for form in written]
    if not forms:
        return Content(words, "open")
    past = any(form.endswith("ed") and len(form) > 3 for form in written[1:] if form.islower())
    first = forms[0]
    if first == "that" and len(forms) > 2 and _finite(forms[1:]):
        return Content(words.split(None, 1)[1], "clause", "that")
    if link in phrases("contents", "whether") or (first in phrases("contents", "whether") and _finite(forms)):
        bare = words.split(None, 1)[1] if first in phrases("contents", "whether") else words
        return Content(bare, "whether", "whether")
    if first in phrases("contents", "question") and len(forms) > 1:
        return Content(words, "question")
    if link == "that" and (past or _finite(forms)):
        return Content(words, "clause", "that")
    if (link == "to" and not _starts_noun(forms)) or (first == "to" and len(forms) > 1) or forms[:2] == ["not", "to"]:
        own = first == "to" or forms[:2] == ["not", "to"]
        return Content(
            words.split(None, 1)[1] if first == "to" else words, "do", "" if own and first == "not" else "to"
        )
    if _finite(forms):
        return Content(words, "clause")
    if first.endswith("ing") and len(first) > 4 and first not in ("nothing", "something", "everything", "anything"):
        return Content(words, "doing", link if link in phrases("contents", "thing") else "")
    if link in phrases("contents", "thing"):
        return Content(words, "thing", link)
    if link == "that":
        return Content(words, "clause", "that")
    if not past and (link in phrases("contents", "articles") or _takes_object(link)):
        return Content(words, "thing")
    if _starts_noun(forms) and not past:
        return Content(words, _bare(forms))
    if len(forms) == 1 and not link:
        return Content(words, "thing" if words == words.lower() else "open")
    return Content(words, "open")


def _bare(forms: list[str]) -> Kind:
    """Words that begin with an article and have no verb of the short list: a thing ("the plan to leave"), a clause in the
    present ("the scan shows a tumour"), or left open."""
    if len(forms) < 3 or forms[2] in phrases("contents", "joints"):
        return "thing"
    shows = forms[2].endswith("s") and not forms[2].endswith(("ss", "us", "is")) and not forms[1].endswith("s")
    if forms[3:4] and forms[3] in phrases("contents", "joints"):
        return "open" if shows else "thing"
    return "clause" if shows and len(forms) > 3 else "open"


def _takes_object(link: str) -> bool:
    """Whether the word before is a verb whose object the words are: "sought refuge", "was granted asylum"."""
    return (link.endswith("ed") and len(link) > 4) or link in phrases("contents", "transitive")


def _starts_noun(forms: list[str]) -> bool:
    return forms[0] in phrases("contents", "articles")


def _finite(forms: list[str]) -> bool:
    """Whether words hold a verb of their own: one of the short list, not inside a clause that only describes somebody."""
    if forms[0] in phrases("contents", "subjects") and len(forms) > 1:
        return True
    for at, form in enumerate(forms):
        if form in phrases("contents", "finite") and at:
            inside = any(word in phrases("contents", "relative") for word in forms[1:at])
            if not inside:
                return True
    return False


def of_proposition(world: World, key: str) -> Content:
    """What a statement says, by its own words and, where they stand in the text, by the words before them."""
    kept: dict[str, Content] = world.cache.setdefault("contents", {})  # type: ignore[assignment]
    if key not in kept:
        kept[key] = _of_proposition(world, key)
    return kept[key]


def _of_proposition(world: World, key: str) -> Content:
    gist = world.name_of(key)
    found = proposition(world, key)
    analysis = _analysis(world, key)
    if found is not None and analysis is not None:
        for span in found.members:
            if " ".join(analysis.text_of(span).split()) == " ".join(gist.split()):
                return read(analysis, span)
    return of_words(gist)


def proposition(world: World, key: str) -> Proposition | None:
    """The statement behind a key."""
    index: dict[str, Proposition] | None = world.cache.get("statements of words")  # type: ignore[assignment]
    if index is None:
        many = len(world.analyses) > 1
        index = {
            f"{number + 1}:{record.id}" if many else record.id: record
            for number, analysis in enumerate(world.analyses)
            for record in analysis.propositions
        }
        world.cache["statements of words"] = index
    return index.get(key)


def _analysis(world: World, key: str) -> Analysis | None:
    number, colon, _ = key.partition(":")
    if len(world.analyses) == 1:
        return world.analyses[0]
    if colon and number.isdigit() and int(number) <= len(world.analyses):
        return world.analyses[int(number) - 1]
    return None


def of_act(world: World, key: str, act: Act) -> Content | None:
    """What an act conveyed, in its own sentence's words; where they are only "it", in the last words before that say it."""
    analysis = world.analysis_of(key)
    prop = _key(world, key, act.proposition)
    if act.type in ("refuse", "grant") and not act.content_spans and act.cue[1] > act.cue[0]:
        return None  # "turned him down" answers what was asked, and does not say it
    if len(act.content_spans) == 1:
        span = act.content_spans[0]
        words = " ".join(analysis.text_of(span).split())
        if words and words.lower() not in phrases("contents", "pronouns"):
            return read(analysis, span)
    if prop is None:
        return None
    found = proposition(world, prop)
    if found is not None and act.asserts:
        signs = {" ".join(words.split()) for words in (found.gist, *found.wordings)}
        before = [
            span
            for span in found.members
            if span[1] <= act.cue[0] and " ".join(analysis.text_of(span).split()) in signs
        ]
        if before:
            return read(analysis, before[-1])
    return of_proposition(world, prop)


def signed(world: World, key: str, act: Act) -> bool:
    """Whether an act's own words differ from its statement's, and so have their negation in themselves: "would not hold"."""
    analysis = world.analysis_of(key)
    found = proposition(world, _key(world, key, act.proposition) or "")
    if found is None or len(act.content_spans) != 1:
        return False
    words = " ".join(analysis.text_of(act.content_spans[0]).split())
    known = {" ".join(one.split()).casefold() for one in (found.gist, *found.wordings)}
    return bool(words) and words.lower() not in phrases("contents", "pronouns") and words.casefold() not in known


def _key(world: World, key: str, identifier: str | None) -> str | None:
    if identifier is None:
        return None
    return f"{world.home.get(key, 0) + 1}:{identifier}" if len(world.analyses) > 1 else identifier
