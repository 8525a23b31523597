"""Fact, opinion, prediction or allegation: by the cue, the content's words and its stance."""

from whoknew.model import Attribution
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Range
from whoknew.stages.claims.lexicon import lexicon


def kind_of(words: Wording, attribution: Attribution, ranges: tuple[Range, ...]) -> str:
    """Kind of what an attribution says."""
    if attribution.cue_class == "charging" or (
        attribution.cue_class == "criticizing" and attribution.stance == "alleged" and _says_what(words, attribution)
    ):
        return "allegation"
    if attribution.cue_class == "criticizing" or (attribution.stance == "alleged" and _calls(words, attribution)):
        return "opinion"
    if (
        attribution.stance == "alleged"
        and attribution.source_spans
        and attribution.cue_class in ("neutral", "belief", None)
        and not (attribution.cue_class == "belief" and _hedged(words, attribution))
    ):
        return "allegation"
    if attribution.cue_class == "evidence":
        return "fact"
    low = [w for first, end in ranges for w in words.lower[first:end]]
    cue = [w for first, end in words.ranges(attribution.cue_spans) for w in words.lower[first:end]]
    lists = lexicon()
    if set(cue) & lists.opinion_cues or attribution.cue_class == "attitude":
        return "opinion"
    if predicts(low, attribution.stance == "planned"):
        return "prediction"
    return "opinion" if opines(low) else "fact"


def _calls(words: Wording, attribution: Attribution) -> bool:
    """Whether a cue gives somebody a name ("called him a liar")."""
    cue = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    return bool(cue & {"call", "called", "brand", "branded", "label", "labeled", "labelled"})


def _says_what(words: Wording, attribution: Attribution) -> bool:
    """Whether a criticism says what was done ("for failing to act"); calling names is an opinion."""
    return any(
        words.lower[i] == "for" and words.lower[i + 1].endswith("ing")
        for first, end in words.ranges(attribution.content_spans)
        for i in range(max(first - 1, 0), end - 1)
    )


def _hedged(words: Wording, attribution: Attribution) -> bool:
    """Whether the account only supposes the belief itself ("she apparently believed"): nobody charges anybody."""
    near = {w for first, end in words.ranges(attribution.cue_spans) for w in words.lower[max(0, first - 2) : end + 1]}
    return bool(near & (lexicon().alleged | lexicon().seeming))


def predicts(low: list[str], planned: bool) -> bool:
    """Whether a content is about what is to come and no plan of the speaker's own."""
    lists = lexicon()
    text = " ".join(low[:18])
    return not planned and (bool(set(low[:14]) & lists.future) or any(p in text for p in lists.future_phrases))


def opines(low: list[str]) -> bool:
    """Whether a content judges: it opens with "I think", or a large part of it is words that judge."""
    lists = lexicon()
    text = " ".join(w for w in low[:8] if w[0].isalnum() or w[0] == "'").replace(" n't", "n't")
    if any(text.startswith(opening) for opening in lists.opinion_openings):
        return True
    judging = sum(w in lists.opinion_words for w in low)
    return judging > 0 and judging * 14 >= len(low)
