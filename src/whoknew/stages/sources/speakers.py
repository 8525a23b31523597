"""Who in an attribution counts as a source of the account, who speaks only inside the story, and who does neither.

By the annotation rules: plain saying to the press or the public makes a source; telling somebody in the story is an
act, and its teller speaks "inside"; so does a speaker in another source's words. Attitudes ("backs", "wants") and
questions make nobody a source unless their very words are quoted.
"""

import msgspec

from whoknew.model import Analysis, Attribution
from whoknew.model.wording import Wording
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.notes import note_spans
from whoknew.stages.sources.tags import nobody

Range = tuple[int, int]

PLANNERS = frozenset({"planning", "belief"})  # their holders are in the chain of a claim, and no sources
SAYING = frozenset({"neutral", "factive", "hedged", "charging", "denying", "verifying", "evidence", "doubting"})
MENTAL = frozenset(
    [
        "know",
        "see",
        "learn",
        "realize",
        "realise",
        "understand",
        "remember",
        "discover",
        "recognize",
        "recognise",
        "remembered",
        "knew",
        "known",
        "saw",
        "seen",
        "learned",
        "learnt",
        "discovered",
        "realised",
        "realized",
        "confide",
        "establish",
    ]
)
LISTING = frozenset(
    ["read", "list", "lists", "listed", "define", "publish", "published", "name", "named", "label", "labelled", "cast"]
)
SHOWING = frozenset(["show", "depict", "detail", "display", "capture", "demonstrate", "document", "indicate"])
FORECASTS = frozenset(
    [
        "predict",
        "forecast",
        "project",
        "estimate",
        "conclude",
        "calculate",
        "judge",
        "warn",
        "caution",
        "determine",
        "reckon",
    ]
)


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that speaks in an attribution (or, as a channel, carries it); ``inner`` as in the module's docstring."""

    whole: Range
    attribution: str | None
    inner: bool = False
    channel: bool = False
    kind: str | None = None  # the class of the cue
    nested: bool = False  # in another's words


def speakers(analysis: Analysis, words: Wording, lexicon: Lexicon) -> list[Speaker]:
    """Speaking phrases in the order of the text, coordinated ones apart."""
    found: list[Speaker] = []
    by_id = {attribution.id: attribution for attribution in analysis.attributions}
    notes = note_spans(analysis, lexicon)
    for attribution in analysis.attributions:
        ranges = words.ranges(attribution.source_spans)
        if any(a < d and c < b for a, b in attribution.cue_spans for c, d in notes):
            continue  # "insisted on anonymity" says nothing
        if (
            not ranges
            or _titular(analysis, words, attribution)
            or nobody(words, ranges)
            or _who_asked(words, ranges[-1])
        ):
            continue
        if attribution.form == "indirect" and _wanted_of(words, attribution):
            continue
        speaks = counts(words, lexicon, attribution)
        if not speaks and (attribution.cue_class not in PLANNERS or attribution.negated):
            continue
        nested = _inside(analysis, attribution, by_id) or _in_quotation(analysis, words, attribution)
        inner = not speaks or nested or _to_somebody(words, lexicon, attribution)
        for first, end in ranges:
            found.extend(
                Speaker(whole=part, attribution=attribution.id, inner=inner, kind=attribution.cue_class, nested=nested)
                for part in apart(words, lexicon, first, end)
            )
    return sorted(found, key=lambda one: one.whole)


def _who_asked(words: Wording, source: Range) -> bool:
    """ "Who told you that …?": a question's "who" is nobody, and takes up nothing before it."""
    sentence = words.sentences[words.sentence[source[0]]]
    opening = [low for low in words.lower[sentence.first : source[0]] if len(low.strip(".:")) > 1]
    return words.lower[source[0] : source[1]] == ["who"] and not opening and words.lower[sentence.end - 1] == "?"


def _titular(analysis: Analysis, words: Wording, attribution: Attribution) -> bool:
    """Whether a heading is no sentence but a name for the story ("The minister who said no"): nobody speaks there."""
    first, end = words.ranges(attribution.source_spans)[-1]
    sentence = words.sentence[first]
    block = analysis.sentences[sentence].block if sentence >= 0 else -1
    if not 0 <= block < len(analysis.blocks) or analysis.blocks[block].type not in ("title", "heading"):
        return False
    return words.lower[end - 1] in ("who", "that") or words.lower[end : end + 1] == ["who"]


def counts(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether the relation is a saying, showing or forecasting at all."""
    kind = attribution.cue_class
    quoted = attribution.form != "indirect"
    if attribution.negated and attribution.form != "direct" and kind not in ("denying", "doubting", "verifying"):
        return False
    heads = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    if kind == "factive" and heads & MENTAL and not _recalls(words, attribution, heads):
        return False
    if (heads & LISTING and not quoted) or _sign_off(words, attribution, heads):
        return False
    if kind == "evidence" and heads & SHOWING | _short(heads, SHOWING) and not _shows(words, lexicon, attribution):
        return False
    if not quoted and (proposes(words, attribution, heads) or _imagined(words, attribution)):
        return False
    if kind in SAYING:
        return True
    if kind == "belief":
        held = _people_think(words, lexicon, attribution)
        return bool(heads & FORECASTS) or quoted or held or _stems(heads, FORECASTS)
    return quoted and kind not in ("attitude", "asking")


def _recalls(words: Wording, attribution: Attribution, heads: set[str]) -> bool:
    """ "Remembers", "recalls" in the present: told to whoever wrote the account."""
    cue = {words.lower[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    return bool(cue & {"remember", "remembers"}) and attribution.parent is None and len(cue) == 1


def _wanted_of(words: Wording, attribution: Attribution) -> bool:
    """ "He needs more jurors to believe him": whose saying or thinking is only wished for."""
    sources, cues = words.ranges(attribution.source_spans), words.ranges(attribution.cue_spans)
    if not sources or not cues or not words.parsed or words.lower[cues[0][0]] != "to":
        return False
    head = words.head_of(*sources[0])
    governor = words.heads[head]
    wish = governor >= 0 and words.lemmas[governor] in ("need", "want", "ask", "urge", "wish", "persuade", "expect")
    return sources[0][1] == cues[0][0] and wish and words.deprels[head].startswith("obj")


def _imagined(words: Wording, attribution: Attribution) -> bool:
    """ "Critics would call it vain", "few would have described him so": nobody is said to have said it."""
    for first, end in words.ranges(attribution.cue_spans):
        near = words.lower[max(0, first - 2) : end + 1]
        really = {"later", "not", "only"} & set(near)  # "would only say": what was said, and no more
        if {"would", "might", "could"} & set(near) and not really:
            return attribution.cue_class in ("neutral", "hedged", "charging", "belief")
    return False


def proposes(words: Wording, attribution: Attribution, heads: set[str]) -> bool:
    """Whether words that can report are an act here: "suggested they debate", "offered to go", "rejected the idea",
    "declared him the winner", "challenged her to debate", "after her comment that …".
    """
    contents = words.ranges(attribution.content_spans)
    if not contents:
        return False
    low = words.lower[slice(*contents[0])]
    verbs = [i for first, end in contents for i in range(first, end) if words.upos[i] in ("VERB", "AUX")]
    if heads & {"suggest", "propose", "recommend"}:
        return words.parsed and bool(verbs) and _subjunctive(words, verbs[0], contents[0][0])
    if heads & {"offer", "challenge", "threaten"}:
        return "to" in low[:8]
    if heads & {"reject", "dismiss", "challenge", "rebuff"}:
        return low[:1] != ["that"] and not set(low[:6]) & CHARGES and not (words.parsed and len(verbs) > 1)
    if heads & {"declare", "indicate", "signal", "voice"}:
        return words.parsed and not verbs
    return _referred_to(words, attribution, heads)


CHARGES = frozenset(
    "accusation accusations allegation allegations claim claims charge charges notion suggestion suggestions report".split()
)


def _subjunctive(words: Wording, verb: int, first: int) -> bool:
    """Whether a clause's verb stands bare after its subject ("they debate", "that he go"): a proposal."""
    bare = words.lower[verb] == words.lemmas[verb] and words.upos[verb] == "VERB" and verb > first
    subject = next((c for c in words.children[verb] if words.deprels[c] == "nsubj"), None)
    helped = any(words.deprels[c].startswith("aux") for c in words.children[verb])
    if not bare or helped or subject is None:
        return False
    third = words.upos[subject] in ("PROPN", "NOUN") or words.lower[subject] in ("he", "she", "it", "they", "we")
    return third or words.lower[verb] == "be"


def _referred_to(words: Wording, attribution: Attribution, heads: set[str]) -> bool:
    """Whether a noun only refers back to a saying ("after her remark that …", "despite his warning that …")."""
    cues = words.ranges(attribution.cue_spans)
    sources = words.ranges(attribution.source_spans)
    if not cues or not sources or not words.parsed or words.upos[cues[0][0]] != "NOUN":
        return False
    before = words.lower[max(0, sources[0][0] - 1) : sources[0][0]]
    return before in (["after"], ["before"], ["despite"], ["since"], ["following"], ["amid"], ["over"], ["about"])


def _sign_off(words: Wording, attribution: Attribution, heads: set[str]) -> bool:
    """ "Ruiz reported from Lisbon": who wrote the account, not who told it."""
    cues = words.ranges(attribution.cue_spans)
    following = words.lower[cues[-1][1] : cues[-1][1] + 1] if cues else []
    return bool(heads & {"report", "reported", "contribute", "contributed"}) and following in (
        ["from"],
        ["to"],
        ["reporting"],
    )


def _people_think(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """ "Economists consider", "her allies think": what a group of people is said to hold is reported on its word."""
    ranges = words.ranges(attribution.source_spans)
    if not ranges or attribution.negated or attribution.parent is not None:
        return False
    low = words.lower[slice(*ranges[0])]
    plural = any(lexicon.is_plural(w) and lexicon.singular(w) in lexicon.person | lexicon.generic for w in low)
    return plural and not set(low) & {"many", "some", "most", "few", "voters", "people", "who"}


def _shows(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether what "shows" is a document, a film, a survey: other things show nothing to anybody."""
    nouns = {
        lexicon.singular(w) for first, end in words.ranges(attribution.source_spans) for w in words.lower[first:end]
    }
    return bool(nouns & (lexicon.document | lexicon.media))


def _short(heads: set[str], wanted: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in wanted if any(head.startswith(w) for head in heads))


def _stems(heads: set[str], wanted: frozenset[str]) -> bool:
    """Whether a form that was not lemmatised is one of the wanted verbs' ("predicted", "estimates")."""
    return any(head[:-1] in wanted or head[:-2] in wanted or head[:-3] in wanted for head in heads)


def _inside(analysis: Analysis, attribution: Attribution, by_id: dict[str, Attribution]) -> bool:
    """Whether another source's words hold this relation; a retelling ("the paper reported that X said") is not that, nor
    is an interviewer's turn ("HOST: The mayor says …"): who only asks is no source."""
    parent = by_id.get(attribution.parent or "")
    if parent is None or not parent.source_spans:
        return False
    asks = parent.cue_class == "asking" and [analysis.text_of(span) for span in parent.cue_spans] == [":"]
    return not asks


def _in_quotation(analysis: Analysis, words: Wording, attribution: Attribution) -> bool:
    """Whether the cue itself stands between quotation marks: somebody else's words, whosever they are."""
    for first, _ in words.ranges(attribution.cue_spans):
        number = words.quoted[first]
        if number >= 0 and not analysis.quotations[number].scare and analysis.quotations[number].mark not in ("'", "‘"):
            return True
    return False


def _to_somebody(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Told to somebody in the story, in the account's own voice, without a quotation: an act."""
    if attribution.form != "indirect" or not attribution.addressees or attribution.parent is not None:
        return False
    heard = " ".join(attribution.addressees).lower()
    hearers = set(heard.replace("’", "'").split())
    if hearers & lexicon.words["crowd"] or hearers & lexicon.words["own_voice"]:
        return False
    return not any(name in f" {heard} " for name in lexicon.outlets if len(name) > 3) and not (
        hearers & lexicon.outlet_endings
    )


def apart(words: Wording, lexicon: Lexicon, first: int, end: int) -> list[Range]:
    """Coordinated speakers, each by itself: "former aides and a regional official" are two."""
    cuts = [first]
    depth = 0
    for i in range(first + 1, end - 1):
        low = words.lower[i]
        depth += (low in ("(", "[")) - (low in (")", "]"))
        if depth or low not in ("and", "with", "as") or not _joins(words, lexicon, first, i, end):
            continue
        cuts.append(i)
    if len(cuts) > 1 and _indefinite(words, lexicon, first):
        cuts += [i for i in range(first + 1, cuts[-1]) if words.lower[i] == "," and _indefinite(words, lexicon, i + 1)]
        cuts.sort()
    cuts.append(end)
    parts: list[Range] = []
    for begin, stop in zip(cuts, cuts[1:]):
        a, b = begin, stop
        while a < b and words.lower[a] in (",", "and", "along", "together", "with", "as", "well"):
            a += 1
        while b > a and words.lower[b - 1] in (",", "along", "together", "as", "well"):
            b -= 1
        if a < b:
            parts.append((a, b))
    return parts


def _indefinite(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether "a", "an" or a number opens a phrase: the items of a list of people ("a clerk, a cook and two drivers")."""
    return words.lower[i] in ("a", "an", "another") or words.lower[i] in lexicon.numbers


def _joins(words: Wording, lexicon: Lexicon, first: int, i: int, end: int) -> bool:
    """Whether "and" (or "along with", "as well as") joins two speakers rather than two parts of one."""
    low = words.lower[i]
    if low in ("with", "as") and words.lower[i - 1] in ("along", "together", "well"):
        return True
    if low == "with" and words.lower[i - 1] not in ("along", "together"):
        return False
    if low == "as" and words.lower[i - 1] != "well":
        return False
    left = words.lower[first:i]
    if any(word in ("who", "which", "that", "of", "for", "between", "familiar", "on") for word in left):
        return False
    after = words.lower[i + 1]
    if words.parsed:
        for k in range(i + 1, end):
            if words.deprels[k] == "conj" and first <= words.heads[k] < i:
                listed = any(words.lower[c] == "including" for c in words.children[words.heads[k]])
                lower = words.heads[k] != words.head_of(first, end) and not listed
                if lower and words.deprels[words.heads[k]] in ("nmod", "obl", "nmod:poss"):
                    return False  # "polls in Vesper and Corrin"
                same = after in lexicon.words["determiners"] or after in lexicon.numbers
                both = words.upos[k] == "PROPN" and words.upos[words.heads[k]] == "PROPN"
                return same or both or words.upos[k] == "PRON"
    if after in lexicon.words["determiners"] or after in lexicon.numbers:
        return True
    capitals = words.forms[first][:1].isupper() and words.forms[i + 1][:1].isupper()
    return capitals and all(form[:1].isupper() or form == "-" for form in words.forms[first:i]) and i - first <= 4
