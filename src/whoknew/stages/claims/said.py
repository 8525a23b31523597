"""Claims that sources make: one for each content, with the chain of those who say so, outermost first.

A chain begins with the account; an outlet that carried the words comes before their speaker, an outer speaker before
an inner one. A step is empty where nobody is named ("it is believed").
"""

import msgspec

from whoknew.model import Analysis, Attribution, Source, Span
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.claims.drafts import Draft, Range
from whoknew.stages.claims.kinds import kind_of

Carriers = dict[int, list[tuple[int, Span, str]]]  # by sentence: first token, mention, source id
SAYS = 3  # words of a sentence of an answer that says something
SILENT = frozenset({"attitude", "asking"})  # no claim, but where the very words are quoted


def said(analysis: Analysis, words: Wording, mentions: Mentions) -> list[Draft]:
    """A draft for every attribution that says something."""
    by_id = {attribution.id: attribution for attribution in analysis.attributions}
    sources = {source.id: source for source in analysis.sources}
    carriers = carriers_of(analysis, words)
    found: list[Draft] = []
    for attribution in analysis.attributions:
        ranges = tuple(words.ranges(attribution.content_spans))
        if (
            not ranges
            or not _says(words, attribution, sources)
            or _nameless_heading(analysis, words, attribution)
            or (attribution.sources == ("self",) and attribution.stance == "asserted" and _size(ranges) < 3)
        ):
            continue
        if _empty(attribution, ranges) or _relative(words, attribution, ranges):
            continue
        if len(attribution.parts) > 1:
            found += _by_sentence(words, mentions, attribution, chain(words, attribution, by_id, carriers))
            continue
        ranges, charged = charge(words, attribution, ranges)
        facing = faced(words, attribution)
        kind = kind_of(words, attribution, ranges)
        denied = attribution.stance == "denied"
        found.append(
            Draft(
                ranges=ranges,
                chain=chain(words, attribution, by_id, carriers) if facing is None else (("self",), ()),
                status=attribution.stance,
                kind=kind,
                attribution=attribution.id,
                rests=attribution.cue_class or "",
                asserts=not denied,
                against=against(words, mentions, attribution, facing or charged) if kind == "allegation" else (),
            )
        )
    return _once(words, found, by_id)


def _by_sentence(
    words: Wording, mentions: Mentions, attribution: Attribution, steps: tuple[tuple[str, ...], ...]
) -> list[Draft]:
    """A whole answer as one claim for each of its sentences that says something."""
    found = []
    for part in attribution.parts:
        first, end = words.range_of(part.span)
        letters = sum(words.lower[i][0].isalnum() for i in range(first, end))
        if letters < SAYS or words.lower[end - 1] == "?" or part.stance == "hypothetical":
            continue
        alone = msgspec.structs.replace(attribution, stance=part.stance, content_spans=(part.span,))
        kind = kind_of(words, alone, ((first, end),))
        found.append(
            Draft(
                ranges=((first, end),),
                chain=steps,
                status=part.stance,
                kind=kind,
                against=against(words, mentions, alone, None) if kind == "allegation" else (),
                attribution=attribution.id,
                rests=attribution.cue_class or "",
                asserts=part.stance != "denied",
            )
        )
    return found


def _once(words: Wording, drafts: list[Draft], by_id: dict[str, Attribution]) -> list[Draft]:
    """Of claims with the very same words, the one whose cue stands closest to them; who is cited goes before who cites."""
    best: dict[tuple[Range, ...], tuple[int, Draft]] = {}
    for draft in drafts:
        cue = words.ranges(by_id[draft.attribution or ""].cue_spans)[0]
        gap = max(draft.ranges[0][0] - cue[1], cue[0] - draft.ranges[-1][1], 0)
        known = best.get(draft.ranges)
        cites = known is not None and by_id[draft.attribution or ""].parent == known[1].attribution
        cited = known is not None and by_id[known[1].attribution or ""].parent == draft.attribution
        if known is None or cites or (gap < known[0] and not cited):
            best[draft.ranges] = (gap, draft)
    return [draft for _, draft in best.values()]


def _nameless_heading(analysis: Analysis, words: Wording, attribution: Attribution) -> bool:
    """Whether a heading only names the story by what somebody said ("The minister who said no")."""
    first = words.ranges(attribution.cue_spans)[0][0]
    sentence = words.sentence[first]
    block = analysis.sentences[sentence].block if sentence >= 0 else -1
    heading = 0 <= block < len(analysis.blocks) and analysis.blocks[block].type in ("title", "heading")
    return heading and not attribution.sources


def _empty(attribution: Attribution, ranges: tuple[Range, ...]) -> bool:
    """Whether a content says too little, or is said by nobody whom the account lets speak."""
    if attribution.stance in ("denied", "unverified"):
        return False
    size = _size(ranges)
    nested = attribution.parent is not None
    if (nested and size < 4) or (size < 3 and attribution.form == "indirect"):
        return True
    unheard = not attribution.sources and (attribution.parent is not None or bool(attribution.source_spans))
    return size < 2 or (attribution.stance == "asserted" and unheard and attribution.form == "indirect")


def _relative(words: Wording, attribution: Attribution, ranges: tuple[Range, ...]) -> bool:
    """Whether nothing stands in a content but the word that begins a relative clause ("a gift that was said to be …"),
    and not what is taken up after the verb ("she rejected that")."""
    cue = words.ranges(attribution.cue_spans)[0][0]
    return ranges[0][0] < cue and all(
        words.lower[i] in ("that", "which", "who", "whom") for first, end in ranges for i in range(first, end)
    )


def _size(ranges: tuple[Range, ...]) -> int:
    return sum(end - first for first, end in ranges)


def _says(words: Wording, attribution: Attribution, sources: dict[str, Source]) -> bool:
    """Whether a content is put forward at all: not a question, a wish, or something that was not said."""
    if attribution.cue_class in SILENT and not (attribution.form == "direct" and attribution.cue_class == "attitude"):
        return False
    if attribution.stance == "hypothetical" or (attribution.cue_class == "feigning" and not attribution.sources):
        return False
    if attribution.negated and attribution.cue_class in ("neutral", "factive", "belief", "hedged", "evidence", None):
        return False
    if attribution.cue_class == "charging" and _nobody(words, attribution):
        return False  # "nobody has accused her"
    if attribution.cue_class is None or attribution.cue_class == "belief":
        return bool(attribution.sources) or attribution.form != "indirect" or not attribution.source_spans
    return True


def _nobody(words: Wording, attribution: Attribution) -> bool:
    """Whether a charge is one that is said not to have been made: its cue negated, or "nobody" its source."""
    first = next((a for a, _ in words.ranges(attribution.source_spans)), -1)
    return attribution.negated or (first >= 0 and words.lower[first] in ("nobody", "none", "neither", "nor", "no"))


def chain(
    words: Wording, attribution: Attribution, by_id: dict[str, Attribution], carriers: Carriers
) -> tuple[tuple[str, ...], ...]:
    """Steps from the account to the innermost speaker; at most eight."""
    steps: list[tuple[str, ...]] = []
    at: Attribution | None = attribution
    while at is not None and len(steps) < 8:
        own = at.sources == ("self",)
        if not own:
            steps.append(at.sources)
            carrier = carried_by(words, at, carriers)
            if carrier is not None and carrier not in at.sources:
                steps.append((carrier,))
        at = by_id.get(at.parent or "")
    ordered = [("self",), *reversed(steps)]
    return tuple(step for k, step in enumerate(ordered) if not k or step != ordered[k - 1])


def carriers_of(analysis: Analysis, words: Wording) -> Carriers:
    """Mentions of outlets by the sentence that they stand in."""
    found: Carriers = {}
    for source in analysis.sources:
        if source.kind == "media" and not source.publisher:
            for mention in source.mentions:
                first, end = words.range_of(mention)
                if first < end:
                    found.setdefault(words.sentence[first], []).append((first, mention, source.id))
    return found


def carried_by(words: Wording, attribution: Attribution, carriers: Carriers) -> str | None:
    """The outlet named beside this attribution's cue and outside its content."""
    cues = words.ranges(attribution.cue_spans)
    for first, mention, ident in carriers.get(words.sentence[cues[0][0]], ()) if cues else ():
        inside = any(a <= mention[0] < b for a, b in (*attribution.content_spans, *attribution.source_spans))
        if not inside and -3 <= first - cues[0][1] <= 14:
            return ident
    return None


def charge(
    words: Wording, attribution: Attribution, ranges: tuple[Range, ...]
) -> tuple[tuple[Range, ...], Range | None]:
    """The charge apart from the accused: "accused | Boom | of forging it" is the claim that he forged it."""
    if attribution.cue_class not in ("charging", "criticizing") or attribution.form == "direct":
        return ranges, None
    first, end = ranges[0]
    for i in range(first, min(end - 1, first + 12)):
        if words.lower[i] in ("of", "for", "with") and (i == first or words.lower[i + 1].endswith("ing")):
            return ((i + 1, end), *ranges[1:]), (first, i) if i > first else None
    return ranges, None


FACING = frozenset(
    "face confront dog dogged hound plague haunt battle fight weather shadow trail hit meet draw attract".split()
)


def faced(words: Wording, attribution: Attribution) -> Range | None:
    """Whom a charge in a noun hangs over: "Osei faces accusations of …", "he has been dogged by charges that …"."""
    if attribution.cue_class != "charging" or not words.parsed:
        return None
    for first, end in words.ranges(attribution.cue_spans):
        noun = next((i for i in range(first, end) if words.upos[i] == "NOUN"), -1)
        verb = words.heads[noun] if noun >= 0 else -1
        if verb < 0 or not {words.lemmas[verb], words.lower[verb]} & FACING:
            continue
        subject = next((c for c in words.children[verb] if words.deprels[c].startswith("nsubj") and c < noun), -1)
        if subject >= 0:
            inside = [i for i in words.subtree(subject) if i <= subject]
            return inside[0], subject + 1
    return None


def against(words: Wording, mentions: Mentions, attribution: Attribution, charged: Range | None) -> tuple[str, ...]:
    """Whom an allegation is against: the accused beside the charge or the cue, else whom the content names first.

    Nobody is accused by himself: the speaker is passed over.
    """
    spans = [charged] if charged is not None else accused(words, attribution)
    contents = words.ranges(attribution.content_spans)
    if attribution.cue_class not in ("charging", "criticizing"):
        spans += [(i, i + 1) for first, end in contents for i in range(first, end) if words.forms[i][:1].isupper()]
    speaking = (
        ()
        if charged is not None and faced(words, attribution) == charged
        else {
            entity.id
            for first, end in words.ranges(attribution.source_spans)
            for entity in [mentions.entity(first, end)]
            if entity is not None
        }
    )
    for span in spans:
        entity = mentions.entity(*span)
        if entity is not None and entity.id not in speaking and entity.type in ("person", "organisation", "group"):
            return (entity.id,)
        named = not words.parsed or any(words.upos[k] == "PROPN" for k in range(*span))
        if entity is None and span in spans[:1] and named and words.lower[span[0]] not in PRONOUNS:
            return (words.words(*span),)
    return ()


PRONOUNS = frozenset("he she they it we i you his her their its this that these those there in on at what".split())


def accused(words: Wording, attribution: Attribution) -> list[Range]:
    """Token range of the accused: between an accusing cue and "of", "for", "with"; or what opens the content."""
    cues = words.ranges(attribution.cue_spans)
    contents = words.ranges(attribution.content_spans)
    if not cues or not contents:
        return []
    end, start = cues[-1][1], contents[0][0]
    passive = {"been", "was", "were", "is", "are", "being", "stands", "stood"} & set(words.lower[cues[0][0] : end])
    if attribution.cue_class == "charging" and start < cues[0][0] and passive and contents[0][1] <= cues[0][0]:
        return [contents[0]]  # "The mayor has been accused of …"
    if attribution.cue_class == "charging" and start < cues[0][0]:
        # "Bemoaning the system, he accused Holt of being partial": the accused stand behind the cue
        stop = next((k for k in range(end, min(len(words), end + 12)) if words.lower[k] in ("of", "for", "with")), end)
        return [(end, stop)] if stop > end else []
    if attribution.cue_class == "charging" and end < start:
        between = [
            k for k in range(end, min(start, end + 14)) if words.lower[k] not in ("of", "for", "with", "that", ",")
        ]
        own = any(a <= k < b for a, b in words.ranges(attribution.source_spans) for k in between)
        if between and between[-1] - between[0] < 12 and not own:  # "an allegation by one clerk that …"
            return [(between[0], between[-1] + 1)]
    first, stop = contents[0]
    while first < stop and (not words.lower[first][0].isalnum() or words.lower[first] in ("that", "and", "but")):
        first += 1
    if words.parsed and first < stop and words.upos[first] not in ("PROPN", "PRON", "DET", "NOUN"):
        return []  # a capital that is only that of a sentence's first word
    last = first
    while (
        last < stop
        and last - first < 5
        and (words.forms[last][:1].isupper() or words.lower[last] in ("-", ".", "the", "'s"))
    ):
        last += 1
    if last > first:
        return [(first, last)]
    if first < stop and words.lower[first] in ("he", "she", "they", "it"):
        return [(first, first + 1)]
    return []
