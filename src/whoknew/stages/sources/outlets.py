"""Names of news outlets: known ones, those that end as an outlet's name does, and "the Courier"."""

from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import capital
from whoknew.stages.sources.lexicon import Lexicon


def is_outlet(words: Wording, lexicon: Lexicon, begin: int, end: int) -> bool:
    """Whether a run of capitals is an outlet's name; a platform that carries anybody is none."""
    spoken = [w for w in words.lower[begin:end] if w[0].isalnum()]
    for start in range(len(spoken)):
        name = " ".join(spoken[start:])
        if name in lexicon.outlets and name not in lexicon.platforms:
            return True
    if begin and words.lower[begin - 1] == "the" and "the " + " ".join(spoken) in lexicon.outlets:
        return capital(words, begin - 1)  # "The View", "The Hill"
    return len(spoken) >= 2 and ends_as_outlet(lexicon, spoken) and capital(words, end - 1)


def ends_as_outlet(lexicon: Lexicon, spoken: list[str]) -> bool:
    """Whether the last word is an outlet's; "agency", "review" and the like only beside "news", "press", "daily"."""
    if not spoken or spoken[-1] not in lexicon.outlet_endings:
        return False
    if spoken[-1] in lexicon.publishing["offices"]:
        return bool({"news", "press"} & set(spoken[:-1]))
    return spoken[-1] not in lexicon.publishing["doubtful"] or bool(set(spoken[:-1]) & lexicon.publishing["beside"])


def alone(words: Wording, lexicon: Lexicon, begin: int, end: int) -> bool:
    """ "The Courier": one capitalised word that after "the" is hardly anything but a paper."""
    return end - begin == 1 and capital(words, begin) and words.lower[begin] in lexicon.publishing["papers"]
