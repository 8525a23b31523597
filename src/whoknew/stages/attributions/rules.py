"""Attributions by rule: a baseline that needs tokens, sentences and quotation marks, and no parse.

It reads "X said that …", "said X", "X told Y that …", "according to X", "by X's account", "reportedly", "it is
believed that", "X: '…'" in headings, and lets a quotation that stands in the same paragraph belong to the speaker
before it. Patterns after Pareti, "PARC 3.0" (LREC 2016), and Newell et al. (LREC 2018).
"""

from collections.abc import Iterator

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import Cue, Lexicon
from whoknew.stages.attributions.drafts import Draft, Range, trim

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "stands", "stand", "stood"})
HEARERS = frozenset(
    [
        "tell",
        "inform",
        "brief",
        "remind",
        "assure",
        "warn",
        "ask",
        "urge",
        "advise",
        "caution",
        "text",
        "email",
        "e-mail",
    ]
)
EDGE = frozenset({",", ".", ";", ":", "--", "—", "–", "-", "...", "…", "?", "!"})
SUBJECTS = frozenset({"he", "she", "they", "it", "i", "we", "you", "there"})


def by_rule(words: Wording, lexicon: Lexicon) -> list[Draft]:
    """All relations that the rules find, in the order of their cues."""
    found: list[Draft] = []
    for sentence in words.sentences:
        first, end = sentence.first, min(sentence.end, len(words))
        if first < end:
            found.extend(_in_sentence(words, lexicon, first, end))
    return found


def _in_sentence(words: Wording, lexicon: Lexicon, first: int, end: int) -> Iterator[Draft]:
    taken = -1
    for i in range(first, end):
        if i <= taken or words.quoted[i] >= 0:
            continue
        for rule in (_phrase, _possessed, _adverb, _verb):
            draft = rule(words, lexicon, i, first, end)
            if draft is not None:
                taken = draft.cue[-1][1] - 1
                yield draft
                break


def _phrase(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    for phrase in lexicon.before.get(words.lower[i], ()):
        stop = i + len(phrase)
        if stop < end and tuple(words.lower[i:stop]) == phrase:
            if len(phrase) == 1 and phrase[0] == "per" and not words.forms[stop][0].isupper():
                continue
            source = phrases.after(words, lexicon, stop, end, apposed=i > first)
            if source is None:
                continue
            content = _rest(words, first, i, source[1], end)
            return Draft(cue=((i, stop),), source=(source,), content=content, kind="neutral", rule="according-to")
    return None


def _rest(words: Wording, first: int, start: int, stop: int, end: int) -> tuple[Range, ...]:
    """The sentence around a parenthetical from ``start`` to ``stop``, without the marks at its seams."""
    pieces = (trim(words.lower, first, start, EDGE), trim(words.lower, stop, end, EDGE))
    return tuple(piece for piece in pieces if piece is not None)


def _possessed(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    """ "By al-Hamidi's account", "in her view", "by his own admission"."""
    if words.lower[i] not in lexicon.possessed_before:
        return None
    for j in range(i + 2, min(end, i + 9)):
        if words.lower[j] in phrases.MARKS:
            return None
        owned = words.lower[j - 1] in ("'s", "'") or (
            j == i + 2 and words.lower[j - 1] in ("his", "her", "their", "my")
        )
        noun = j + 1 if words.lower[j] == "own" and j + 1 < end else j
        if owned and words.lower[noun] in lexicon.possessed:
            source = (i + 1, j - 1) if words.lower[j - 1] in ("'s", "'") else (i + 1, j)
            content = _rest(words, first, i, noun + 1, end)
            cue = ((i, i + 1), (noun, noun + 1)) if noun > source[1] else ((i, i + 1),)
            return Draft(cue=cue, source=(source,), content=content, kind="neutral", rule="account-of")
    return None


def _adverb(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    if words.lower[i] not in lexicon.adverbs:
        return None
    kind = "hedged" if words.lower[i] in ("allegedly", "purportedly", "supposedly", "ostensibly") else "neutral"
    return Draft(cue=((i, i + 1),), content=_rest(words, first, i, i + 1, end), kind=kind, rule="adverb")


def _verb(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    cue = lexicon.cue(words.lower[i], words.lemmas[i] if words.parsed else "")
    if cue is None or cue.kind == "attitude" or (words.parsed and words.upos[i] not in ("VERB", "AUX")):
        return None
    start = phrases.group_start(words, lexicon, i, first)
    if (
        not words.parsed
        and start == i
        and words.lower[i] in (cue.lemma, cue.lemma + "s")
        and _nominal(words, lexicon, i, first)
    ):
        return None
    group = words.lower[start:i]
    negated = any(word in lexicon.grammar["negations"] for word in group)
    if words.lower[i].endswith("ing") and not any(word in BE for word in group):
        return _participle(words, lexicon, cue, i, first, end)
    if (start > first and words.lower[start - 1] == "to") or (i > first and words.lower[i - 1] == "to"):
        return None
    if any(word in BE for word in group) and not words.lower[i].endswith("ing"):
        return _passive(words, lexicon, cue, i, start, first, end)
    if words.lower[i] == cue.lemma and not words.parsed and start == i and i == first:
        return None
    return _active(words, lexicon, cue, i, start, first, end, negated)


def _nominal(words: Wording, lexicon: Lexicon, i: int, first: int) -> bool:
    """Whether a form that is also a noun stands where a noun does: after a determiner, preposition or possessive."""
    if i == first:
        return True
    left = words.lower[i - 1]
    if left in ("both", "all", "many", "some", "others"):
        return False
    return left in lexicon.grammar["prepositions"] or left in lexicon.grammar["determiners"] or left == "'s"


def _active(
    words: Wording, lexicon: Lexicon, cue: Cue, i: int, start: int, first: int, end: int, negated: bool
) -> Draft | None:
    spoken = _quote_before(words, start, first)
    source, opening = phrases.before(words, lexicon, start, first), i + 1
    inverted = start > first and (spoken or words.lower[start - 1] == ",") and start == i
    if inverted and (spoken or source is None):
        turned = phrases.after(words, lexicon, i + 1, end)
        if turned is not None and words.lower[turned[0]] in lexicon.grammar["prepositions"]:
            turned = None
        if turned is not None and not (
            spoken and words.lower[i + 1] in SUBJECTS and i + 2 < end and turned[1] - turned[0] > 6
        ):
            source, opening = turned, turned[1]
            return _made(words, cue, (i, i + 1), source, _back(words, first, start), negated, "inverted", lexicon)
    if source is None:
        return None
    if negated and cue.lemma in ("answer", "respond", "comment", "reply"):
        return None
    if cue.kind == "evidence":
        return _shown(words, lexicon, cue, i, start, first, end)
    if words.lower[source[0]] in ("in", "on", "at", "by", "for", "of", "with", "from", "to", "there"):
        return None
    opening, hearers = _hearers(words, lexicon, cue, i, end)
    if cue.lemma not in ("accuse", "blame"):
        opening = _adverbials(words, lexicon, opening, end)
    forward = _forward(words, lexicon, cue, opening, end)
    if forward is None and (_parenthetical(words, source[0], first) or spoken):
        left = source[0]
        content = _back(words, first, left)
        if opening < end and not spoken:
            rest = trim(words.lower, opening, end, EDGE)
            content = (*content, rest) if rest is not None and words.lower[opening] == "," else content
        return (
            _made(words, cue, (start, i + 1), source, content, negated, "after", lexicon, hearers) if content else None
        )
    if forward is None or not (_sure(words, lexicon, cue, i) or _clause_or_quote(words, lexicon, opening, end)):
        return None
    return _made(words, cue, (start, i + 1), source, (forward,), negated, "before", lexicon, hearers)


def _shown(words: Wording, lexicon: Lexicon, cue: Cue, i: int, start: int, first: int, end: int) -> Draft | None:
    """ "Videos filmed at the house showed …": evidence speaks where a document noun opens the sentence."""
    opening = next((k for k in range(first, min(first + 5, start)) if words.lower[k] in lexicon.documents), None)
    content = trim(words.lower, i + 1, end, EDGE)
    if opening is None or content is None:
        return None
    return Draft(cue=((start, i + 1),), source=((first, start),), content=(content,), kind=cue.kind, rule="evidence")


def _sure(words: Wording, lexicon: Lexicon, cue: Cue, i: int) -> bool:
    """Whether a form can only be a verb of saying: "said", "told", "denies", but not "report", "claims", "felt"."""
    if words.parsed:
        return not cue.bound
    low = words.lower[i]
    return not cue.bound and (
        low.endswith("ed") or (low not in lexicon.nouns and low not in ("comment", "state", "states"))
    )


def _clause_or_quote(words: Wording, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether "that", "whether" or a quotation follows (over a comma or colon)."""
    while i < end and words.lower[i] in (",", ":"):
        i += 1
    return i < end and (words.quoted[i] >= 0 or words.lower[i] in ("that", "whether"))


def _made(
    words: Wording,
    cue: Cue,
    cue_range: Range,
    source: Range,
    content: tuple[Range, ...],
    negated: bool,
    rule: str,
    lexicon: Lexicon,
    hearers: tuple[Range, ...] = (),
) -> Draft | None:
    quoted = any(words.quoted[k] >= 0 for a, b in content for k in (a, b - 1))
    clause = any(words.lower[a] in lexicon.grammar["complementizers"] or b - a > 3 for a, b in content)
    if not content or (cue.bound and not (quoted or clause)):
        return None
    return Draft(
        cue=(cue_range,),
        source=(source,),
        content=content,
        addressees=hearers,
        kind=cue.kind,
        negated=negated,
        rule=rule,
    )


def _quote_before(words: Wording, start: int, first: int) -> bool:
    """Whether a closed quotation ends right before ``start`` (a comma may stand between)."""
    i = start - 1
    if i >= first and words.lower[i] == ",":
        i -= 1
    return i >= first and words.quoted[i] >= 0


def _parenthetical(words: Wording, start: int, first: int) -> bool:
    return start - 1 > first and (words.lower[start - 1] in (",", "--", "—", "–") or words.quoted[start - 1] >= 0)


def _back(words: Wording, first: int, stop: int) -> tuple[Range, ...]:
    piece = trim(words.lower, first, stop, EDGE)
    return (piece,) if piece is not None else ()


def _hearers(words: Wording, lexicon: Lexicon, cue: Cue, i: int, end: int) -> tuple[int, tuple[Range, ...]]:
    """Where the content may begin after an addressee, and the addressee ("told reporters", "said to aides")."""
    start = i + 1
    if cue.lemma in ("accuse", "blame"):
        link = next((k for k in range(start, min(end, start + 14)) if words.lower[k] in ("of", "for")), start)
        return link, ()
    if cue.lemma not in HEARERS:
        if start + 1 < end and words.lower[start] == "to" and words.lower[start + 1] not in ("be", "have"):
            heard = _stretch(words, lexicon, start + 1, end)
            return (heard[1], (heard,)) if heard and words.lower[start - 1] in ("said", "say", "says") else (start, ())
        return start, ()
    heard = _stretch(words, lexicon, start, end)
    return (heard[1], (heard,)) if heard else (start, ())


def _stretch(words: Wording, lexicon: Lexicon, start: int, end: int) -> Range | None:
    """A hearer: up to a mark, a subordinator, a quotation or the subject of a new clause."""
    i = start
    while i < end and i - start < 14:
        low = words.lower[i]
        if (
            words.quoted[i] >= 0
            or phrases.is_mark(words, i)
            or low in lexicon.grammar["stops"]
            or low in ("to", "about")
        ):
            break
        if low in lexicon.grammar["days"] or (
            i > start and (low in SUBJECTS or (low in lexicon.grammar["prepositions"] and low != "of"))
        ):
            break
        if i > start and low in lexicon.grammar["determiners"] and words.lower[i - 1] not in ("of", "and"):
            break
        i += 1
    return (start, _past_apposition(words, lexicon, i, end)) if i > start else None


def _past_apposition(words: Wording, lexicon: Lexicon, i: int, end: int) -> int:
    """ "Told Ruiz, her deputy and the keeper of the keys, that …": the hearer reaches to the comma before "that"."""
    if i + 2 >= end or words.lower[i] != "," or words.lower[i + 1] not in lexicon.grammar["determiners"]:
        return i
    for k in range(i + 2, min(end - 1, i + 30)):
        if words.lower[k] == "," and words.lower[k + 1] == "that":
            return k
        if words.lower[k] in (".", ";", ":") or words.quoted[k] >= 0:
            return i
    return i


def _adverbials(words: Wording, lexicon: Lexicon, i: int, end: int) -> int:
    """Skip "on Friday", "in a statement", "at a rally in Ohio" and plain adverbs after the cue."""
    grammar = lexicon.grammar
    while i < end and words.quoted[i] < 0:
        low = words.lower[i]
        if low in grammar["days"] or low in grammar["adverbs"] or low in ("morning", "afternoon", "evening", "night"):
            i += 1
        elif low in grammar["prepositions"] or low in ("last", "late", "early"):
            j = i + 1
            while (
                j < end
                and words.quoted[j] < 0
                and words.lower[j] not in ("and", "but")
                and words.lower[j] not in phrases.MARKS
                and words.lower[j] not in grammar["stops"]
                and words.lower[j] not in SUBJECTS
            ):
                j += 1
            if j - i > 12 or (j < end and words.lower[j] in SUBJECTS):
                return i
            i = j
        else:
            break
    return i


def _forward(words: Wording, lexicon: Lexicon, cue: Cue, i: int, end: int) -> Range | None:
    """Content that follows: a quotation, or a clause up to the end of the sentence."""
    while i < end and words.lower[i] in (",", ":", "--", "—"):
        if words.lower[i] == "," and i + 1 < end and words.quoted[i + 1] < 0 and words.lower[i + 1] != "that":
            return None
        i += 1
    if i >= end or words.lower[i] in (".", ";", "?", "!"):
        return None
    if words.lower[i] == "that" and i + 1 < end and words.lower[i + 1] == ",":
        i += 1
    return trim(words.lower, i, end, EDGE)


def _participle(words: Wording, lexicon: Lexicon, cue: Cue, i: int, first: int, end: int) -> Draft | None:
    """ "…, adding that …": the speaker is the subject of the clause before, sought by its first noun phrase."""
    if i <= first or words.lower[i - 1] not in (",", "and") or cue.kind in ("attitude", "evidence"):
        return None
    opening, hearers = _hearers(words, lexicon, cue, i, end)
    content = _forward(words, lexicon, cue, _adverbials(words, lexicon, opening, end), end)
    if content is None:
        return None
    subject: Range | None = None
    for j in range(first + 1, i):
        if words.quoted[j] < 0 and (phrases.is_verb(words, lexicon, j) or lexicon.cue(words.lower[j]) is not None):
            subject = phrases.before(words, lexicon, phrases.group_start(words, lexicon, j, first), first)
            if subject is not None:
                break
    if subject is None:
        return None
    return _made(words, cue, (i, i + 1), subject, (content,), False, "participle", lexicon, hearers)


def _passive(words: Wording, lexicon: Lexicon, cue: Cue, i: int, start: int, first: int, end: int) -> Draft | None:
    """ "It is believed that …", "is said to have …", "was described by X as …", "was accused by X of …"."""
    subject = phrases.before(words, lexicon, start, first)
    following = words.lower[i + 1] if i + 1 < end else ""
    agent: Range | None = None
    opening = i + 1
    if following == "by":
        agent = phrases.after(words, lexicon, i + 2, end)
        opening = agent[1] if agent is not None else i + 1
    negated = any(word in lexicon.grammar["negations"] for word in words.lower[start:i])
    impersonal = subject is not None and words.lower[subject[0]] == "it" and following in ("that", "by")
    content: tuple[Range, ...] = ()
    rest = trim(words.lower, opening, end, EDGE)
    if impersonal or (agent is not None and rest is not None):
        content = (rest,) if rest is not None else ()
    elif (
        following == "to"
        and cue.kind in ("neutral", "belief", "factive", "hedged")
        and cue.lemma not in ("tell", "ask", "inform")
    ):
        content = tuple(piece for piece in (subject, rest) if piece is not None)
    elif cue.lemma in HEARERS and rest is not None and _clause_or_quote(words, lexicon, i + 1, end):
        heard = () if subject is None else (subject,)
        return Draft(
            cue=((start, i + 1),), content=(rest,), addressees=heard, kind=cue.kind, negated=negated, rule="passive"
        )
    elif cue.kind == "charging" and following in ("of", "with"):
        content = (rest,) if rest is not None else ()
    if not content:
        return None
    source = (agent,) if agent is not None else ()
    return Draft(cue=((start, i + 1),), source=source, content=content, kind=cue.kind, negated=negated, rule="passive")
