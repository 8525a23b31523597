"""Whether a denying cue turns a thing down rather than denying that something is so."""

from whoknew.model import Attribution
from whoknew.model.wording import Wording

CLAUSAL = frozenset(
    {
        "that",
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "claim",
        "claims",
        "report",
        "reports",
        "charge",
        "charges",
        "notion",
        "suggestion",
        "suggestions",
        "idea",
        "theory",
        "view",
        "assertion",
        "assertions",
        "statement",
        "account",
        "accounts",
        "story",
        "stories",
        "version",
        "rumor",
        "rumors",
        "rumour",
        "rumours",
        "any",
        "all",
        "knowledge",
        "involvement",
        "responsibility",
        "wrongdoing",
        "part",
        "role",
        "whether",
    }
)

PROPOSALS = frozenset(
    {"idea", "proposal", "suggestion", "offer", "request", "plan", "demand", "invitation", "date", "dates"}
)

PROPOSING = frozenset(
    {"propose", "offer", "suggest", "invite", "request", "demand", "ask", "plan", "proposed", "offered"}
)

TENSED = frozenset({"had", "has", "have", "was", "were", "is", "are", "did", "does", "must", "might", "may", "could"})

POINTING = frozenset({"it", "this", "that", "them", "these", "those", "so"})


def refuses(words: Wording, attribution: Attribution) -> bool:
    """Whether a denying cue turns down a thing rather than denying that something is so.

    "Rejected the idea", "denied them permits", "disagreed with her": what is denied is a clause, a deed ("having met
    him", "any part in it") or a saying ("the accusation").
    """
    cue = {w for first, end in words.ranges(attribution.cue_spans) for w in words.lemmas[first:end]}
    contents = words.ranges(attribution.content_spans)
    content = [w for first, end in contents for w in words.lower[first:end]]
    if not content:
        return False
    opening = content[:6]
    if any(w.startswith(("reject", "dismiss", "refus")) for w in cue) and _proposed(words, attribution, content):
        return True  # "Clinton proposed a debate in April, but Sanders rejected the idea"
    if "disagree" in cue or any(w.startswith("disagree") for w in cue):
        return opening[0] != "that"
    if len(content) > 1 and opening[0] in ("them", "him", "her", "us", "me", "you"):
        return True  # "denied them permits"
    if set(opening) & CLAUSAL or opening[0] in ("having", "being") or (opening[0] in POINTING and len(content) <= 3):
        return False
    if any(w.startswith(("reject", "dismiss", "challeng")) for w in cue):
        return True
    if not words.parsed:
        return False
    first, end = contents[0]
    top = words.head_of(first, end)
    clause = any(words.deprels[c].startswith(("nsubj", "csubj")) for c in words.children[top] if first <= c < end)
    return not (clause or words.lower[top].endswith("ing") or words.upos[top] in ("VERB", "AUX"))


def _proposed(words: Wording, attribution: Attribution, content: list[str]) -> bool:
    """Whether what is rejected only points back, to something that was proposed just before."""
    pointing = content[0] in POINTING or (
        content[0] in ("the", "that", "this", "his", "her", "their") and content[1:2] and content[1] in PROPOSALS
    )
    at = words.ranges(attribution.cue_spans)[0][0]
    home = words.sentence[at]
    first = words.sentences[max(0, home - 1)].first if home >= 0 else at
    proposing = (i for i in range(first, at) if words.lemmas[i] in PROPOSING and not _asserts(words, i))
    return bool(pointing) and any(True for _ in proposing)


def _asserts(words: Wording, verb: int) -> bool:
    """ "Suggested that the raid had been ordered": what was so is asserted, and not proposed."""
    if not words.parsed or words.lemmas[verb] != "suggest":
        return False
    clauses = [c for c in words.children[verb] if words.deprels[c] == "ccomp"]
    return any(
        words.lower[k] in TENSED for c in clauses for k in words.children[c] if words.deprels[k][:3] in ("aux", "cop")
    )
