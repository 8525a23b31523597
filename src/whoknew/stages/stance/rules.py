"""The stance that a source takes towards what it says, read off the cue, the words beside it and the content.

Classes of cues after FactBank (Saurí and Pustejovsky 2009) and the reading of implicative and factive verbs in
Karttunen (1971); a negated verifier does not verify, a negated denial leaves a thing alleged.
"""

from whoknew.model import Attribution, Status
from whoknew.model.wording import Wording
from whoknew.stages.stance.accusing import accuses, blames_for, calls
from whoknew.stages.stance.lists import table
from whoknew.stages.stance.planning import concurs, overtaken, own_plan, proposes, shunned, vouches
from whoknew.stages.stance.refusing import refuses

TURNS = frozenset({":", "A.", "A:"})  # cues of a turn in a transcript
# cues of a turn in a transcript


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
    if status == "unverified" and _on_condition(words, attribution):
        return "hypothetical"
    if kind == "feigning" and attribution.parent is not None:
        return "disputed"  # by the one who says that it was a lie
    if kind == "hedged" and proposes(words, attribution):
        return "hypothetical"
    if status == "denied" and refuses(words, attribution):
        return "asserted"
    if status == "planned" and shunned(words, attribution):
        return "hypothetical"
    if status == "planned" and (
        concurs(words, attribution) or vouches(words, attribution) or overtaken(words, attribution)
    ):
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


def _on_condition(words: Wording, attribution: Attribution) -> bool:
    """Whether something is only not confirmed under a condition ("struck off if they do not confirm their address")."""
    first = min(a for a, _ in (*words.ranges(attribution.cue_spans), *words.ranges(attribution.source_spans)))
    home = words.sentence[first]
    start = max(words.sentences[home].first if home >= 0 else 0, first - 4)
    return bool(set(words.lower[start:first]) & {"if", "unless", "until"})


def _near_cue(words: Wording, attribution: Attribution) -> set[str]:
    found: set[str] = set()
    for first, end in words.ranges(attribution.cue_spans):
        found.update(words.lower[max(0, first - 1) : min(len(words), end + 1)])
    return found


def is_turn(words: Wording, attribution: Attribution) -> bool:
    """Whether a content is a whole turn of several sentences ("A. I would rather not say. He was …"): no one plan."""
    marks = {"".join(words.text[a:b].split()) for a, b in attribution.cue_spans}
    homes = {words.sentence[i] for first, end in words.ranges(attribution.content_spans) for i in (first, end - 1)}
    return marks <= TURNS and len(homes) > 1
