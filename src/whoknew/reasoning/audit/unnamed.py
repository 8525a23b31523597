"""Whose name an account keeps: people who speak to it without one, not everybody whom it happens not to name.

A doctor on a form, the signer of a letter, a judge, a questioner in a hall, "the candidate" and an office that a named
person of the account holds are no confidences. Word lists are in ``words.toml``; "after" are the words behind a mention.
"""

import re

from whoknew.model import Attribution, Source, Span
from whoknew.reasoning.audit.evidence import Evidence, stem
from whoknew.reasoning.audit.words import listed

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
NAMED = re.compile(r", [^,]*\b[A-Z][a-z]+ (?:[\"“(A-Z][\w.\"”)]* )*[A-Z][a-z]+")
WROTE = re.compile(
    r"(?:who|that) (?:had |has |have )?(?:sent|signed|wrote|written|filed|posted|authored|penned|issued|drafted)\b"
)
HANDLE = re.compile(r"\s*\(?@\w")
OPENING = 2  # sentences of a heading and a first paragraph
NEAR = 60  # letters around a mention that are looked at


def nameless(e: Evidence, source: Source) -> bool:
    """Whether a source is a person who is kept without a name, rather than one who is named or known by office."""
    if source.kind != "anonymous_person" or source.inner or not source.mentions:
        return False
    if source.anonymity.requested or source.anonymity.reason is not None or _known(source):
        return True
    if not e.analysis.stages:
        return True  # a model that a person wrote: he says himself whose name is kept
    text, (start, stop) = e.analysis.account.text, source.mentions[0]
    mention, after = text[start:stop], text[stop : stop + NEAR]
    before = text[max(0, start - NEAR) : start]
    signs = WROTE.search(mention) or WROTE.match(after.lstrip()) or HANDLE.match(after) or "@" in mention
    if signs or NAMED.search(mention) or (_beside_name(before) and not _before_cue(e, source)):
        return False
    head = _head(source)
    if not _indefinite(e, source) or _pleads(source, head):
        return False
    return head not in listed("public_voices") and not head.startswith("spokes") and not _held_by_named(e, source, head)


def withheld(e: Evidence, source: Source) -> bool:
    """Whether an account keeps the name of one who speaks to it: first called by "a", "one", "several", and saying so."""
    if not nameless(e, source):
        return False
    if source.anonymity.requested or _known(source) or not e.analysis.stages:
        return True
    return speaks_up(e, source) and not _named_next(e, source)


def gives(e: Evidence, source: Source, attribution: Attribution) -> bool:
    """Whether a source gives out what it holds: in a saying, in its own words, or as its view; not in its hopes and deeds."""
    if attribution.form == "direct" or not e.analysis.stages:
        return True
    cue = e.words(attribution.cue_spans)
    return bool(cue & listed("viewing")) or _speaks(e, source, attribution)


def speaks_up(e: Evidence, source: Source) -> bool:
    """Whether a source says something to the account at all, rather than only thinking or doing it."""
    return any(_speaks(e, source, one) for one in _of(e, source))


def _named_next(e: Evidence, source: Source) -> bool:
    """Whether a first paragraph only puts off the name: "a former mayor says …", and then "Paul Osei said …"."""
    if source.count.high != 1 or len(source.mentions) != 1:
        return False
    home = e.analysis.sentence_at(source.mentions[0][0])
    if not 0 <= home <= OPENING:
        return False
    after = [s for s in e.analysis.sources if s.id != source.id and s.mentions and s.mentions[0] > source.mentions[0]]
    follows = min(after, key=lambda one: one.mentions[0], default=None)
    if follows is None or follows.kind != "named_person" or follows.inner:
        return False
    return 0 < e.analysis.sentence_at(follows.mentions[0][0]) - home <= 2


def _known(source: Source) -> bool:
    """Whether the account says how an unnamed source knows ("familiar with the talks")."""
    return source.basis.kind != "unstated"


def _of(e: Evidence, source: Source) -> list[Attribution]:
    return [one for one in e.analysis.attributions if source.id in one.sources]


def _speaks(e: Evidence, source: Source, attribution: Attribution) -> bool:
    """Whether a source says something to the account: a cue of speech, and not only in passing ("an architect who said")."""
    if not attribution.cue_spans or attribution.parent is not None:
        return False
    text = e.analysis.account.text
    cue = {stem(w.lower()) for a, b in attribution.cue_spans for w in WORD.findall(text[a:b])}
    if not cue & {stem(word) for word in listed("speaking")}:
        return False
    start = attribution.cue_spans[0][0]
    passing = any(text[b:start].split() in (["who"], ["that"], [",", "who"]) for _, b in source.mentions if b <= start)
    return not passing


def _indefinite(e: Evidence, source: Source) -> bool:
    """Whether a source is brought in as one of many: "an aide", "three officers", "sources"; not "the", "his", "each"."""
    first = source.mentions[0]
    entity = e.entities.get(source.entity or "")
    if entity is not None and entity.mentions:
        first = min(first, entity.mentions[0])
    return _opens(e, first) or (first != source.mentions[0] and _opens(e, source.mentions[0]))


def _opens(e: Evidence, span: Span) -> bool:
    words = [w.lower() for w in WORD.findall(e.analysis.account.text[slice(*span)])]
    if not words or words[0] in listed("definite"):
        return False
    if any(w.endswith(("'s", "’s")) for w in words[:4]) and words[0] != "one":
        return False
    if words[0] in listed("indefinite") or words[0].isdigit() or words[0] in listed("numbers"):
        return True
    return any(w.endswith("s") and not w.endswith("ss") for w in words[:4]) or words[-1] in ("people", "staff")


def _head(source: Source) -> str:
    """The noun of a descriptor: its last word before "of", "with", "who" …, in lower case."""
    words = source.descriptor.lower().split()
    stop = next((k for k, word in enumerate(words) if k and word in listed("after_noun")), len(words))
    return words[stop - 1].strip(",.;") if words else ""


def _pleads(source: Source, head: str) -> bool:
    """ "A lawyer for Boom": who speaks for a party gives its answer, as a spokesman does."""
    words = source.descriptor.split()
    at = next((k for k, word in enumerate(words) if word.lower() == head), len(words))
    return head in listed("pleaders") and words[at + 1 : at + 2] in (["for"], ["of"]) and words[-1][:1].isupper()


def _beside_name(before: str) -> bool:
    """Whether a name stands right before ("John Hale, a staffer at the bank")."""
    return re.search(r"\b[A-Z][a-z]+ (?:[A-Z][\w.]* )*[A-Z][a-z]+, $", before) is not None


def _before_cue(e: Evidence, source: Source) -> bool:
    """Whether a cue follows a mention at once ("…, an officer said"), so that the name before it is not the speaker's."""
    ends = {stop for _, stop in source.mentions}
    return any(0 <= a - stop <= 2 for one in _of(e, source) for a, _ in one.cue_spans for stop in ends)


def _held_by_named(e: Evidence, source: Source, head: str) -> bool:
    """Whether a named person of the account holds the very office ("A former party chairman", then "Paul Osei, …")."""
    words = {w for w in source.descriptor.lower().split() if w[:1].isalpha()}
    for title in e.offices.get(head, ()):
        if {w for w in title if w not in listed("empty")} <= words | {"former"}:
            return True
    return False
