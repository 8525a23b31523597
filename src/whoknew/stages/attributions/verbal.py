"""A verb of saying and its parts: active ("X said that …", "…, said X"), participle ("…, adding that"), passive."""

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.ahead import adverbials, clause_or_quote, forward_of, hearers_of
from whoknew.stages.attributions.cues import Cue, Lexicon
from whoknew.stages.attributions.drafts import EDGE, Draft, Range, trim


def active(
    words: Wording, lexicon: Lexicon, cue: Cue, i: int, start: int, first: int, end: int, negated: bool
) -> Draft | None:
    """ "X said that …", "…, X said", "“…,” said X": the speaker left of the verb, or right of it where it is turned round."""
    spoken = _quote_before(words, start, first)
    source, opening = phrases.before(words, lexicon, start, first), i + 1
    inverted = start > first and (spoken or words.lower[start - 1] == ",") and start == i
    if inverted and (spoken or source is None):
        turned = phrases.after(words, lexicon, i + 1, end)
        if turned is not None and words.lower[turned[0]] in lexicon.grammar["prepositions"]:
            turned = None
        if turned is not None and not spoken and cue.lemma != "say" and _is_object(words, i, turned):
            turned = None
        if turned is not None and not (
            spoken and words.lower[i + 1] in lexicon.grammar["subjects"] and i + 2 < end and turned[1] - turned[0] > 6
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
    opening, hearers = hearers_of(words, lexicon, cue, i, end)
    if cue.lemma not in ("accuse", "blame"):
        opening = adverbials(words, lexicon, opening, end)
    forward = forward_of(words, lexicon, cue, opening, end)
    if forward is None and (_parenthetical(words, source[0], first) or spoken):
        left = source[0]
        content = _back(words, first, left)
        if opening < end and not spoken:
            rest = trim(words.lower, opening, end, EDGE)
            content = (*content, rest) if rest is not None and words.lower[opening] == "," else content
        return (
            _made(words, cue, (start, i + 1), source, content, negated, "after", lexicon, hearers) if content else None
        )
    if forward is None or not (_sure(words, lexicon, cue, i) or clause_or_quote(words, lexicon, opening, end)):
        return None
    return _made(words, cue, (start, i + 1), source, (forward,), negated, "before", lexicon, hearers)


def _is_object(words: Wording, verb: int, phrase: Range) -> bool:
    """ "She opened the letter, read it twice": what follows is what is read, by the tree, and nobody who speaks."""
    head = words.head_of(*phrase)
    return words.parsed and words.heads[head] == verb and words.deprels[head] in ("obj", "iobj", "obl")


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


def participle(words: Wording, lexicon: Lexicon, cue: Cue, i: int, first: int, end: int) -> Draft | None:
    """ "…, adding that …": the speaker is the subject of the clause before, sought by its first noun phrase."""
    if i <= first or words.lower[i - 1] not in (",", "and") or cue.kind in ("attitude", "evidence"):
        return None
    opening, hearers = hearers_of(words, lexicon, cue, i, end)
    content = forward_of(words, lexicon, cue, adverbials(words, lexicon, opening, end), end)
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


def passive(words: Wording, lexicon: Lexicon, cue: Cue, i: int, start: int, first: int, end: int) -> Draft | None:
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
    elif cue.hears and rest is not None and clause_or_quote(words, lexicon, i + 1, end):
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
