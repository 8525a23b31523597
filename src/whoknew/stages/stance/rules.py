"""The stance that a source takes towards what it says, read off the cue, the words beside it and the content.

Classes of cues after FactBank (Saurí and Pustejovsky 2009) and the reading of implicative and factive verbs in
Karttunen (1971); a negated verifier does not verify, a negated denial leaves a thing alleged.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from whoknew.model import Attribution, Status
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
MODALS = frozenset(
    {"will", "would", "'ll", "wo", "shall", "should", "can", "could", "must", "to", "'d", "may", "might"}
)
TURNS = frozenset({":", "A.", "A:"})  # cues of a turn in a transcript
FAR = 25  # words into a content within which a wrong is looked for


@cache
def table() -> dict[str, Any]:
    """The shipped lists."""
    loaded: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    loaded["wrong"] = frozenset(
        f"{loaded['wrongdoing']['verbs']} {loaded['wrongdoing']['nouns']}".replace('"', "").split()
    )
    loaded["wrong_nouns"] = frozenset(loaded["wrongdoing"]["nouns"].split())
    return loaded


def stance(words: Wording, attribution: Attribution) -> Status:
    """The status that this attribution gives its content."""
    lists = table()
    near = _near_cue(words, attribution)
    if near & set(lists["words"]["falsely"]):
        return "refuted" if attribution.parent is None else "disputed"
    if not attribution.negated and _unproven(words, attribution):
        return "unverified"
    kind = attribution.cue_class or "neutral"
    status: Status = lists["classes"].get(kind, "asserted")
    if attribution.negated:
        status = lists["negated"].get(kind, status)
    if kind == "feigning" and attribution.parent is not None:
        return "disputed"  # by the one who says that it was a lie
    if kind == "hedged" and proposes(words, attribution):
        return "hypothetical"
    if status == "denied" and refuses(words, attribution):
        return "asserted"
    if status == "planned" and _shunned(words, attribution):
        return "hypothetical"
    if status == "planned" and (vouches(words, attribution) or _overtaken(words, attribution)):
        return "asserted"
    if kind == "criticizing" and blames_for(words, attribution):
        return "alleged"
    if status == "asserted" and attribution.source_spans and calls(words, attribution):
        return "alleged"
    if status != "asserted":
        return status
    if near & set(lists["words"]["hedging"]) or (
        not attribution.source_spans and near & set(lists["words"]["impersonal"])
    ):
        return "alleged"
    if kind in ("neutral", "factive", "belief") and not is_turn(words, attribution) and own_plan(words, attribution):
        return "planned"
    if kind in ("neutral", "belief") and attribution.source_spans and accuses(words, attribution):
        return "alleged"
    return "asserted"


def _unproven(words: Wording, attribution: Attribution) -> bool:
    """Whether the account says of the source itself that nothing confirms it ("unconfirmed reports say")."""
    listed = set(table()["words"]["unproven"])
    return any(listed & set(words.lower[first:end]) for first, end in words.ranges(attribution.source_spans))


def proposes(words: Wording, attribution: Attribution) -> bool:
    """Whether "suggested" proposes something to do ("that they meet in May") rather than hinting that it is so."""
    cue = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    if not words.parsed or not cue & {"suggest"}:
        return False
    for first, end in words.ranges(attribution.content_spans)[:1]:
        verb = next((i for i in range(first, end) if words.upos[i] in ("VERB", "AUX")), -1)
        if verb <= first or words.lower[verb] != words.lemmas[verb]:
            return False
        subject = next((c for c in words.children[verb] if words.deprels[c] == "nsubj"), -1)
        helped = any(words.deprels[c].startswith("aux") for c in words.children[verb])
        third = subject >= 0 and (words.upos[subject] in ("PROPN", "NOUN") or words.lower[subject] in THIRD)
        return third and not helped and words.upos[verb] == "VERB" and not _plural_present(words, subject, verb)
    return False


THIRD = frozenset({"he", "she", "it"})


def _plural_present(words: Wording, subject: int, verb: int) -> bool:
    """Whether a bare form is only the present tense of a plural subject, with nothing that proposes beside it."""
    plural = words.lower[subject] != words.lemmas[subject] and words.lower[subject].endswith("s")
    beside = {words.lower[c] for c in words.children[verb]} | set(words.lower[subject:verb])
    return plural and not {"instead", "rather"} & beside


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


PROPOSALS = frozenset(
    {"idea", "proposal", "suggestion", "offer", "request", "plan", "demand", "invitation", "date", "dates"}
)
PROPOSING = frozenset(
    {"propose", "offer", "suggest", "invite", "request", "demand", "ask", "plan", "proposed", "offered"}
)
TENSED = frozenset({"had", "has", "have", "was", "were", "is", "are", "did", "does", "must", "might", "may", "could"})
POINTING = frozenset({"it", "this", "that", "them", "these", "those", "so"})


SHUNNING = frozenset("refuse refuses refused refusing decline declines declined declining unwilling reluctant".split())


def _shunned(words: Wording, attribution: Attribution) -> bool:
    """Whether a plan is what somebody would not make ("refused to pledge to go"): there is none."""
    for first, _ in words.ranges(attribution.cue_spans):
        if words.lower[first - 1 : first] == ["to"] and first > 1 and words.lower[first - 2] in SHUNNING:
            return True
    return False


def _overtaken(words: Wording, attribution: Attribution) -> bool:
    """Whether a plan is told as past before the past ("had proposed"): what became of it is told as well."""
    return any("had" in words.lower[max(0, first - 2) : end] for first, end in words.ranges(attribution.cue_spans))


def vouches(words: Wording, attribution: Attribution) -> bool:
    """Whether "assured him that she had seen it" vouches for what is so, rather than promising what is to come."""
    for first, end in words.ranges(attribution.content_spans)[:1]:
        low = words.lower[first : min(end, first + 10)]
        clause = low[:1] == ["that"] or low[:1] == ["of"] or low[:1] == ["in"] or low[0] in ("he", "she", "they", "it")
        return clause and not set(_to_verb(words, first, low)) & MODALS
    return False


def _to_verb(words: Wording, first: int, low: list[str]) -> list[str]:
    """The words up to the first that is plainly a form of the present or past of "be" or "have"; else all of them."""
    for k, word in enumerate(low):
        if word in ("is", "are", "was", "were", "'s", "has", "had") and words.lower[
            first + k + 1 : first + k + 2
        ] not in (
            ["to"],
            ["going"],
        ):
            return low[:k]
    return low


def calls(words: Wording, attribution: Attribution) -> bool:
    """Whether a criticism calls somebody by a wrong: "called him a liar"."""
    cue = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    nouns = table()["wrong_nouns"]
    return bool(cue & CALLING) and any(
        nouns & set(words.lower[first:end]) for first, end in words.ranges(attribution.content_spans)
    )


CALLING = frozenset(
    {"call", "called", "brand", "branded", "label", "labeled", "labelled", "portray", "denounce", "describe"}
)


def blames_for(words: Wording, attribution: Attribution) -> bool:
    """Whether a criticism says what for: "… for failing to act"."""
    for first, end in words.ranges(attribution.content_spans):
        for i in range(max(first - 1, 0), end - 1):
            if words.lower[i] == "for" and words.lower[i + 1].endswith("ing"):
                return True
    return False


def _near_cue(words: Wording, attribution: Attribution) -> set[str]:
    found: set[str] = set()
    for first, end in words.ranges(attribution.cue_spans):
        found.update(words.lower[max(0, first - 1) : min(len(words), end + 1)])
    return found


def own_plan(words: Wording, attribution: Attribution) -> bool:
    """Whether the content opens with the speaker's own plan ("that he would …", "we will …")."""
    lists = table()["words"]
    for first, end in words.ranges(attribution.content_spans):
        if attribution.form == "direct" and not {"i", "i'll"} & set(words.lower[first : first + 2]):
            continue
        low = [w for w in words.lower[first : min(end, first + 9)] if w[0].isalnum() or w[0] == "'"]
        if low[:1] in (["that"], ["how"]):
            low = low[1:]
        if low[:1] in (["if"], ["what"], ["whether"]) or not low:
            continue
        if low[:1] == ["to"] and attribution.cue_class == "planning":
            return True
        subject = (
            0
            if low[0] in lists["own_subject"]
            else 1
            if low[0] in ("the", "his", "her", "their", "our") and len(low) > 1 and low[1] in lists["own_body"]
            else -1
        )
        if subject < 0 or len(low) <= subject + 2:
            continue
        following = low[subject + 1 : subject + 4]
        if following[1] in lists["own_subject"]:
            continue  # "I would. I would, Sir": an answer
        if following[0] in lists["own_plan"] or (
            following[0] in ("'m", "'re", "are", "am", "is") and "going" in following
        ):
            deed = low[subject + 1 : subject + 6]
            return (
                not set(following) & set(lists["happening"])
                and not ("going" in deed and set(deed[deed.index("going") :]) & set(lists["happening"]))
                and following[-1] != "be"
            )
    return False


def accuses(words: Wording, attribution: Attribution) -> bool:
    """Whether a plain saying holds a wrong against somebody else than the speaker."""
    wrong = table()["wrong"]
    for first, end in words.ranges(attribution.content_spans):
        for i in range(first, min(end, first + FAR)):
            if (
                words.lower[i] in wrong
                and not _suffered(words, i)
                and not _of_speaker(words, first, i)
                and _somebody(words, first, i)
            ):
                return True
    return False


def _somebody(words: Wording, first: int, i: int) -> bool:
    """Whether somebody else stands before a wrong who may have done it: a name, "he", "she", "they", "you", a noun."""
    if not words.parsed:
        return True
    for k in range(first, i):
        if words.upos[k] == "PROPN" or words.lower[k] in ("he", "she", "they", "you", "who"):
            return True
        if words.upos[k] == "NOUN" and words.deprels[k].startswith(("nsubj", "nmod:poss")):
            return True
    return words.upos[i] == "NOUN" and words.deprels[i] == "root"


def _suffered(words: Wording, i: int) -> bool:
    """Whether a wrong is told of its victim ("were deceived"): nobody is accused by that."""
    if not words.lower[i].endswith("ed"):
        return False
    if words.lower[i + 1 : i + 2] == ["by"]:
        return True  # "shot and killed by police"
    return any(w in ("was", "were", "been", "be", "being", "is", "are", "got") for w in words.lower[max(0, i - 2) : i])


def _of_speaker(words: Wording, first: int, i: int) -> bool:
    """Whether the nearest subject pronoun before a word is the speaker's own."""
    for k in range(i - 1, first - 1, -1):
        if words.lower[k] in ("i", "we", "my", "our"):
            return True
        if words.lower[k] in ("he", "she", "they", "you", "his", "her", "their") or words.forms[k][:1].isupper():
            return False
    return True


def is_turn(words: Wording, attribution: Attribution) -> bool:
    """Whether a content is a whole turn of several sentences ("A. I would rather not say. He was …"): no one plan."""
    marks = {"".join(words.text[a:b].split()) for a, b in attribution.cue_spans}
    homes = {words.sentence[i] for first, end in words.ranges(attribution.content_spans) for i in (first, end - 1)}
    return marks <= TURNS and len(homes) > 1
