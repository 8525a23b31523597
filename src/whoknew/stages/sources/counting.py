"""Which relations let somebody speak at all: saying, showing and forecasting do, attitudes, acts and wishes do not."""

from whoknew.model import Attribution
from whoknew.model.wording import Wording
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.unreal import unreal

SAYING = frozenset({"neutral", "factive", "hedged", "charging", "denying", "verifying", "evidence", "doubting"})


def counts(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether the relation is a saying, showing or forecasting at all."""
    listed = lexicon.words
    kind = attribution.cue_class
    quoted = attribution.form != "indirect"
    if attribution.negated and attribution.form != "direct" and kind not in ("denying", "doubting", "verifying"):
        return False
    heads = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    if kind == "factive" and heads & listed["mental"] and not _recalls(words, attribution):
        return False
    if (heads & listed["listing"] and not quoted) or _sign_off(words, attribution, heads):
        return False
    shows = heads & listed["showing"] | _short(heads, listed["showing"])
    if kind == "evidence" and shows and not _shows(words, lexicon, attribution):
        return False
    if (heads & listed["rules_do"] and not heads & listed["speaks"]) or _goes_on(words, lexicon, attribution, heads):
        return False
    if acted(words, lexicon, attribution) or _referred_to(words, lexicon, attribution):
        return False
    if kind in SAYING:
        return True
    if kind == "belief":
        held = _people_think(words, lexicon, attribution)
        return bool(heads & listed["forecasts"]) or quoted or held or _stems(heads, listed["forecasts"])
    return quoted and kind not in ("attitude", "asking") and not (kind is None and _title(words, lexicon, attribution))


def acted(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether the relation is an act without a saying, or a saying that was only wished for; see ``unreal``."""
    heads = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    sent = bool(heads & lexicon.words["sending"]) and _handles(words, lexicon, attribution)
    proposed = sent or (attribution.form == "indirect" and proposes(words, lexicon, attribution, heads))
    return proposed or unreal(words, lexicon, attribution)


def _title(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether all that is quoted is the name of a work ("sang “Song of the Quay”"): every longer word with a capital."""
    quoted = [
        words.forms[i]
        for first, end in words.ranges(attribution.content_spans)
        for i in range(first, end)
        if words.quoted[i] >= 0 and words.forms[i][0].isalpha()
    ]
    named = 0 < len(quoted) < 8 and all(form[0].isupper() for form in quoted if len(form) > 3)
    return named and not _shows(words, lexicon, attribution)


def _goes_on(words: Wording, lexicon: Lexicon, attribution: Attribution, heads: set[str]) -> bool:
    """ "Has begun to spend", "responded by pointing to …": going on with, or answering by, something that is done."""
    cues, contents = words.ranges(attribution.cue_spans), words.ranges(attribution.content_spans)
    if not cues or not contents:
        return False
    by = words.lower[cues[-1][1] : cues[-1][1] + 1] == ["by"] or words.lower[cues[-1][1] - 1] == "by"
    if heads & {"respond", "answer", "react"} and by:
        return True
    verbs = [i for first, end in cues for i in range(first, end) if words.upos[i] == "VERB"]
    to = words.lower[contents[0][0]] == "to" or words.lower[cues[-1][1] - 1] == "to"
    return to and len(verbs) == 1 and bool(heads & lexicon.words["goes_on"])


def _recalls(words: Wording, attribution: Attribution) -> bool:
    """ "Remembers", "recalls" in the present: told to whoever wrote the account."""
    cue = {words.lower[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    return bool(cue & {"remember", "remembers"}) and attribution.parent is None and len(cue) == 1


def proposes(words: Wording, lexicon: Lexicon, attribution: Attribution, heads: set[str]) -> bool:
    """Whether words that can report are an act here: "suggested they debate", "offered to go", "rejected the idea",
    "declared him the winner", "challenged her to debate", "called a meeting", "emailed an article".
    """
    contents = words.ranges(attribution.content_spans)
    if not contents:
        return False
    low = words.lower[slice(*contents[0])]
    verbs = [i for first, end in contents for i in range(first, end) if words.upos[i] in ("VERB", "AUX")]
    if heads & {"suggest", "propose", "recommend"}:
        return words.parsed and bool(verbs) and _subjunctive(words, verbs[0], contents[0][0])
    if heads & {"offer", "challenge", "threaten"} and "to" in low[:8]:
        return True
    if heads & {"reject", "dismiss", "challenge", "rebuff"}:
        charged = set(low[:6]) & lexicon.words["charges"]
        return low[:1] != ["that"] and not charged and not (words.parsed and len(verbs) > 1)
    if "charge" in heads and "with" in words.lower[contents[0][0] - 1 : contents[-1][1]]:
        return True  # "prosecutors charged two men with fraud"
    if heads & {"declare", "indicate", "signal", "voice", "protest"}:
        return words.parsed and not verbs
    return bool(heads & {"call", "offer"}) and _handles(words, lexicon, attribution)


def _handles(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """ "Called an emergency meeting", "called into the show", "emailed an article": a thing is called or sent, and nothing is
    said of it; "called it a lie" and "tweeted that …" say."""
    tokens = [i for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)]
    moving = lexicon.words["sending"] | {"call", "offer"}
    verb = next((i for i in tokens if words.upos[i] == "VERB" and words.lemmas[i] in moving), None)
    if verb is None:
        return False
    parts = {words.deprels[c].split(":")[0]: c for c in words.children[verb]}
    if {"xcomp", "ccomp", "parataxis"} & set(parts) or words.lower[verb + 1 : verb + 2] in (["for"], ["on"]):
        return False
    moved = words.lower[verb + 1 : verb + 2] in (["in"], ["into"], ["off"], ["up"])
    thing = parts.get("obj")
    if thing is None or words.lower[thing] in lexicon.words["messages"]:
        return moved
    return moved or (words.upos[thing] == "NOUN" and "iobj" not in parts and verb < thing and words.quoted[thing] < 0)


def cue_verb(words: Wording, attribution: Attribution) -> int | None:
    """The last verb of a relation's cue in a parsed text."""
    if not words.parsed:
        return None
    tokens = [i for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)]
    return next((i for i in reversed(tokens) if words.upos[i] == "VERB"), None)


def _subjunctive(words: Wording, verb: int, first: int) -> bool:
    """Whether a clause's verb stands bare after its subject ("they debate", "that he go"): a proposal."""
    bare = words.lower[verb] == words.lemmas[verb] and words.upos[verb] == "VERB" and verb > first
    subject = next((c for c in words.children[verb] if words.deprels[c] == "nsubj"), None)
    helped = any(words.deprels[c].startswith("aux") for c in words.children[verb])
    if not bare or helped or subject is None:
        return False
    third = words.upos[subject] in ("PROPN", "NOUN") or words.lower[subject] in ("he", "she", "it", "they", "we")
    return third or words.lower[verb] == "be"


def _referred_to(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether a noun only refers back to a saying ("after her remark that …", "despite his warning that …")."""
    sources = words.ranges(attribution.source_spans)
    tokens = [i for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)]
    if not tokens or not sources or not words.parsed or any(words.upos[i] in ("VERB", "AUX") for i in tokens):
        return False
    noun = any(words.upos[i] == "NOUN" for i in tokens)
    start = min(sources[0][0], tokens[0])
    while start > 0 and words.upos[start - 1] in ("ADJ", "DET"):
        start -= 1
    return noun and start > 0 and words.lower[start - 1] in lexicon.words["referring"]


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
    """ "Economists consider", "her allies think": what a group of people is said to hold is reported on its word.

    Not what is only told of them in passing ("a plan considered …", "with leaders worried about …")."""
    ranges = words.ranges(attribution.source_spans)
    if not ranges or attribution.negated or attribution.parent is not None:
        return False
    if words.parsed:
        verb = cue_verb(words, attribution)
        first, end = ranges[0]
        aside = verb is not None and any(words.lower[c] == "with" for c in words.children[verb])
        if (
            verb is None
            or aside
            or not any(first <= c < end for c in words.children[verb] if words.deprels[c] == "nsubj")
        ):
            return False
    low = words.lower[slice(*ranges[0])]
    plural = any(lexicon.is_plural(w) and lexicon.singular(w) in lexicon.person | lexicon.generic for w in low)
    return plural and not set(low) & lexicon.words["crowds"]


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
