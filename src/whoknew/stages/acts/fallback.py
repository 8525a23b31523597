"""The plainest acts, by pattern, where there are no words from the encoder: "X told Y that …".

Recall is low and meant to be: a capitalised name or an entity on each side of an unmistakable verb.
"""

import re
from bisect import bisect_right

from whoknew.model import Act, ActType, Analysis, Party, Span

PATTERNS: tuple[tuple[ActType, str], ...] = (
    ("tell", r"told|informed|assured|warned|briefed|notified"),
    ("ask", r"urged|begged|pressed|implored"),
    ("mislead", r"misled|deceived|duped|lied to"),
    ("meet", r"met with|met"),
    ("call", r"telephoned|phoned|rang|contacted"),
    ("deny", r"denied"),
)
VERB = re.compile(r"\b(?:" + "|".join(f"(?P<t{number}>{verbs})" for number, (_, verbs) in enumerate(PATTERNS)) + r")\b")
REACH = 60  # code points between a party and the verb


def acts(analysis: Analysis, origin: str) -> tuple[Act, ...]:
    """Acts whose agent is an entity (or a capitalised name) right before the verb and whose other is right after."""
    text = analysis.account.text
    mentions = sorted((mention, entity.id) for entity in analysis.entities for mention in entity.mentions)
    starts = [mention[0][0] for mention in mentions]
    ends = sorted((mention[0][1], mention[1], mention[0]) for mention in mentions)
    found: list[Act] = []
    for match in VERB.finditer(text):
        sentence = analysis.sentence_at(match.start())
        if sentence < 0:
            continue
        low, high = analysis.sentences[sentence].span
        kind = PATTERNS[int(str(match.lastgroup)[1:])][0]
        agent = _before(text, ends, match.start(), low)
        other = _after(text, mentions, starts, match.end(), high)
        if agent is None or (other is None and kind != "deny"):
            continue
        content = _content(text, match.end(), high)
        found.append(
            Act(
                id=f"a{len(found) + 1}",
                type=kind,
                cue=match.span(),
                agents=(agent,),
                others=(other,) if other is not None else (),
                content_spans=(content,) if content is not None and kind not in ("meet", "call") else (),
                origin=origin,
            )
        )
    return tuple(found)


NAME_BEFORE = re.compile(r"((?:[A-Z][\w'’-]+ ){0,3}[A-Z][\w'’-]+) (?:had |has |later |then )?$")
NAME_AFTER = re.compile(r"\s((?:[A-Z][\w'’-]+ ?){1,4})")
CONTENT = re.compile(r"\bthat ([^.;!?\n]{4,400})")


def _before(text: str, ends: list[tuple[int, str, Span]], offset: int, low: int) -> Party | None:
    at = bisect_right(ends, (offset + 1, "", (0, 0))) - 1
    if at >= 0 and ends[at][0] >= max(low, offset - 10):
        return Party(entity=ends[at][1], span=ends[at][2])
    match = NAME_BEFORE.search(text[max(low, offset - REACH) : offset])
    if match is None:
        return None
    shift = max(low, offset - REACH)
    return Party(descriptor=match.group(1), span=(shift + match.start(1), shift + match.end(1)))


def _after(text: str, mentions: list[tuple[Span, str]], starts: list[int], offset: int, high: int) -> Party | None:
    at = bisect_right(starts, offset)
    if at < len(mentions) and mentions[at][0][0] <= min(high, offset + 6):
        return Party(entity=mentions[at][1], span=mentions[at][0])
    match = NAME_AFTER.match(text, offset, min(high, offset + REACH))
    if match is None:
        return None
    return Party(descriptor=match.group(1).strip(), span=(match.start(1), match.start(1) + len(match.group(1).strip())))


def _content(text: str, offset: int, high: int) -> Span | None:
    match = CONTENT.search(text, offset, min(high, offset + 500))
    return match.span(1) if match else None
