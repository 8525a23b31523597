"""Plans: whether a content is what the speaker means to do, and whether a plan was shunned, vouched for or overtaken."""

from whoknew.model import Attribution
from whoknew.model.wording import Wording
from whoknew.stages.stance.lists import table

MODALS = frozenset(
    {"will", "would", "'ll", "wo", "shall", "should", "can", "could", "must", "to", "'d", "may", "might"}
)

SHUNNING = frozenset("refuse refuses refused refusing decline declines declined declining unwilling reluctant".split())

THIRD = frozenset({"he", "she", "it"})


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


def shunned(words: Wording, attribution: Attribution) -> bool:
    """Whether a plan is what somebody would not make ("refused to pledge to go"): there is none."""
    for first, _ in words.ranges(attribution.cue_spans):
        if words.lower[first - 1 : first] == ["to"] and first > 1 and words.lower[first - 2] in SHUNNING:
            return True
    return False


def overtaken(words: Wording, attribution: Attribution) -> bool:
    """Whether a plan is told as past before the past ("had proposed"): what became of it is told as well."""
    return any("had" in words.lower[max(0, first - 2) : end] for first, end in words.ranges(attribution.cue_spans))


def concurs(words: Wording, attribution: Attribution) -> bool:
    """Whether "agreed with her" is of one mind with somebody rather than promising something."""
    for first, end in words.ranges(attribution.cue_spans):
        if any(lemma.startswith("agree") for lemma in words.lemmas[first:end]):
            return "with" in words.lower[first : end + 1]
    return False


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


def _plural_present(words: Wording, subject: int, verb: int) -> bool:
    """Whether a bare form is only the present tense of a plural subject, with nothing that proposes beside it."""
    plural = words.lower[subject] != words.lemmas[subject] and words.lower[subject].endswith("s")
    beside = {words.lower[c] for c in words.children[verb]} | set(words.lower[subject:verb])
    return plural and not {"instead", "rather"} & beside
