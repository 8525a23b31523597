"""The reader's relations first, then what rules and the parse add to them.

The corpus that the reader learned from marks outermost relations only, so a rule's relation whose cue lies in a known
content is new; outside, only the kinds of rule that were seldom wrong on its training articles are taken.
"""

import msgspec

from whoknew.model.signals import AttributionSignal
from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.cues import lexicon as listed
from whoknew.stages.attributions.drafts import Draft, Range, overlap
from whoknew.stages.attributions.repair import repair, settle

# Below these scores the reader's relations were wrong more often than right on half of PolNeAR's development articles;
# a cue that the lexicon does not know needs more.
LEAST, LEAST_UNKNOWN = 0.3, 0.4
TRUSTED = frozenset({"according-to", "account-of", "evidence", "heading", "after", "inverted", "nobody"})
SURER, SURE = frozenset({"after", "inverted", "according-to"}), 0.5  # rules that win over a reader less sure than this
UNSURE = 0.5  # below this a lone pronoun as source gives way to the subject that the parse finds
FILLING = frozenset({"according-to", "account-of", "after", "inverted", "before", "tree"})
NESTED_KINDS = frozenset(
    ["neutral", "factive", "hedged", "charging", "denying", "verifying", "planning", "feigning", "belief", "asking"]
)


def from_signals(words: Wording, lexicon: Lexicon, signals: tuple[AttributionSignal, ...]) -> list[Draft]:
    """The reader's relations as drafts, each with the class of its cue."""
    found = []
    for signal in signals:
        cue = _inside(signal.cue, len(words))
        if cue:
            raw = Draft(
                cue=cue,
                source=_inside(signal.source, len(words)),
                content=_inside(signal.content, len(words)),
                score=signal.score,
                exact=signal.exact_score,
                rule="reader",
            )
            for part in repair(words, raw):
                kind, negated = classify(words, lexicon, part.cue)
                if signal.score < (LEAST_UNKNOWN if kind is None else LEAST):
                    continue
                if _expletive(words, part) or _adverb(words, part):
                    part = msgspec.structs.replace(part, source=())
                plain = tuple(p for p in part.content if words.lower[slice(*p)] != ["it"])
                if plain and plain != part.content:
                    part = msgspec.structs.replace(part, content=plain)
                found.append(msgspec.structs.replace(part, kind=kind, negated=negated))
    return settle(words, found)


def _adverb(words: Wording, draft: Draft) -> bool:
    """Whether the cue is "allegedly", "supposed" or the like: whoever stands beside it is not who says so,
    nor is whoever did what is doubted so ("allegedly brandished")."""
    cue = {words.lower[i] for first, end in draft.cue for i in range(first, end)}
    rest = cue - listed().grammar["by_the_way"]
    by_the_way = cue != rest
    return by_the_way and not any(listed().cue(word) is not None for word in rest)


def _expletive(words: Wording, draft: Draft) -> bool:
    """Whether the source is the "it" of "it is believed", which is nobody."""
    if [words.lower[slice(*piece)] for piece in draft.source] not in ([["it"]], [["there"]]):
        return False
    cue = {words.lower[i] for first, end in draft.cue for i in range(first, end)}
    return bool(cue & listed().grammar["linking"])


def _inside(ranges: tuple[Range, ...], length: int) -> tuple[Range, ...]:
    return tuple(sorted((first, min(end, length)) for first, end in ranges if 0 <= first < min(end, length)))


def classify(words: Wording, lexicon: Lexicon, cue: tuple[Range, ...]) -> tuple[str | None, bool]:
    """Class of a cue by its last verb, else its first noun; and whether it is negated, inside it or just before."""
    tokens = [i for first, end in cue for i in range(first, end)]
    low = words.lower
    negations = lexicon.grammar["negations"]
    start = tokens[0]
    before = [i for i in range(max(0, start - 4), start) if words.sentence[i] == words.sentence[start]]
    auxiliary = lexicon.grammar["auxiliaries"] | lexicon.grammar["adverbs"] | negations
    while before and low[before[0]] not in auxiliary:
        before.pop(0)
    close = before if before and all(low[i] in auxiliary for i in before) else []
    negated = any(low[i] in negations for i in (*tokens, *close))
    kinds: list[str] = []
    for i in tokens:
        verb = lexicon.cue(low[i], words.lemmas[i])
        nominal = words.parsed and words.upos[i] in ("NOUN", "PROPN", "ADJ", "ADV", "ADP")
        if verb is not None and not nominal and low[i] not in auxiliary:
            kinds.append(verb.kind)
    if not kinds:
        nouns = (lexicon.nouns.get(low[i]) for i in tokens)
        kinds = [noun.kind for noun in nouns if noun is not None][:1]
    if not kinds and any(
        low[i] in ("allegedly", "purportedly", "supposedly", "apparently", "seemingly") for i in tokens
    ):
        kinds = ["hedged"]
    if not kinds and any(low[i] in ("according", "reportedly", ":", "per", "citing", "-", "—") for i in tokens):
        kinds = ["neutral"]
    speech = [kind for kind in kinds if kind != "attitude"]
    return ((speech or kinds)[0] if kinds else None), negated


def combine(words: Wording, base: list[Draft], added: list[Draft]) -> list[Draft]:
    """The base with blanks filled, and those of the added that the base has no relation for."""
    merged = list(base)
    spots: dict[int, int] = {i: k for k, one in enumerate(base) for first, end in one.cue for i in range(first, end)}
    inner = {i for one in base for first, end in one.content for i in range(first, end)}
    for draft in added:
        same = next((spots[i] for first, end in draft.cue for i in range(first, end) if i in spots), None)
        if same is not None:
            merged[same] = _filled(words, merged[same], draft)
        elif (
            draft.rule in TRUSTED
            or _unconfirmed(draft)
            or (
                draft.first in inner
                and draft.rule != "adverb"
                and draft.kind in NESTED_KINDS
                and not _own(words, draft)
            )
        ):
            for first, end in draft.cue:
                spots.update(dict.fromkeys(range(first, end), len(merged)))
            merged.append(draft)
    return merged


def _unconfirmed(draft: Draft) -> bool:
    """ "Could not confirm": rare in the training articles, and needed."""
    return draft.kind == "verifying" and draft.negated and bool(draft.source)


def _own(words: Wording, draft: Draft) -> bool:
    """ "I think", "we know" inside a speaker's words: he speaks already."""
    if draft.kind not in ("belief", "factive"):
        return False
    return all(words.lower[first] in ("i", "we", "you") for first, _ in draft.source)


def _turned(words: Wording, other: Draft) -> bool:
    """Whether the speaker of a turned-round saying closes its sentence or brackets ("(ten, says the mayor)")."""
    end = other.source[-1][1]
    return (
        end >= len(words) or words.lower[end] in (")", ".", ";", "]") or words.sentence[end] != words.sentence[end - 1]
    )


def _bracketed(words: Wording, other: Draft) -> tuple[Range, ...]:
    """The content of a saying in brackets: no more than what the brackets hold before it."""
    first = words.sentences[words.sentence[other.first]].first
    opening = next((k for k in range(other.first - 1, first - 1, -1) if words.lower[k] in ("(", ")")), -1)
    if (
        opening < 0
        or words.lower[opening] == ")"
        or words.lower[other.source[-1][1] : other.source[-1][1] + 1] != [")"]
    ):
        return other.content
    return tuple((max(a, opening + 1), b) for a, b in other.content if b > opening + 1)


def _verbless(words: Wording, content: tuple[Range, ...]) -> bool:
    return words.parsed and not any(
        words.upos[i] in ("VERB", "AUX") for first, end in content for i in range(first, end)
    )


def _filled(words: Wording, one: Draft, other: Draft) -> Draft:
    if one.score is not None and one.score < SURE and other.rule in SURER:
        one = msgspec.structs.replace(one, source=other.source, content=other.content)
    if other.rule == "inverted" and one.source and overlap(one.content, other.source) and _turned(words, other):
        one = msgspec.structs.replace(one, source=other.source, content=_bracketed(words, other))
    source = one.source
    relative = len(source) == 1 and words.lower[slice(*source[0])] in (["who"], ["which"], ["that"])
    if relative and other.rule == "tree" and len(other.source) == 1 and words.lower[one.first].endswith("ing"):
        source = other.source  # "he weighed in on the man who hit her, calling it …": who weighs in also calls
    if not source and other.rule in FILLING and not overlap(other.source, one.content):
        source = other.source
    cue = one.cue
    if other.rule == "nobody" and source and all(_within(piece, other.cue) for piece in source):
        source, cue = (), other.cue  # "word spread that …": the word is nobody who speaks
    content = one.content or other.content
    lone = len(content) == 1 and words.lower[slice(*content[0])] in (["it"], ["that"], ["this"], ["so"])
    if (
        lone
        and other.rule in FILLING
        and overlap(other.content, content)
        and not words.lower[one.first].startswith("den")
    ):
        content = other.content  # "He denied it, she said": what she says is that he denied it
    unsure = one.score is not None and one.score < UNSURE and other.rule == "tree" and len(other.source) == 1
    if unsure and len(source) == 1 and source[0][1] - source[0][0] == 1 and other.source != source:
        source = other.source  # "Thomas denied it, she said, and told her …": Thomas told
    opens = words.sentence[other.first] >= 0 and other.first == words.sentences[words.sentence[other.first]].first
    if other.rule == "according-to" and opens and _verbless(words, one.content):
        content = other.content  # "according to the guests, …": what holds according to them is a clause
    return msgspec.structs.replace(
        one,
        cue=cue,
        source=source,
        content=content,
        addressees=one.addressees or tuple(a for a in other.addressees if not _within(a, content)),
        kind=one.kind or other.kind,
        negated=one.negated or other.negated,
    )


def _within(piece: Range, pieces: tuple[Range, ...]) -> bool:
    return any(first <= piece[0] and piece[1] <= end for first, end in pieces)
