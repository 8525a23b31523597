"""Names in the text: stretches written with capitals, what kind of thing each names, titles taken off, joint names split.

Rules over orthography and the tested lexicon; where the encoder has read the text its tags and its names decide what a
capital at the start of a sentence means and what a name is a name of (it is not asked how long a person's name is).
"""

from whoknew.model.wording import Wording
from whoknew.stages.actors.joint import joint
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.naming import named
from whoknew.stages.actors.stretches import articled, campus, capital, run
from whoknew.stages.actors.surroundings import Surroundings


def find_names(words: Wording, lexicon: Lexicon, around: Surroundings) -> list[Mention]:
    """Mentions by name, in order, joint names ("Ehab and Eyad Makhlouf") as their members with a group over them."""
    found: list[Mention] = []
    i = 0
    while i < len(words):
        if i in around.places and not _personal(words, lexicon, around, i):
            end = around.places[i]
            longer = _organisation_around(words, lexicon, around, i, end)
            if longer is None:
                seated = any(words.lower[k] in lexicon.seated for k in range(i, end))
                if seated:
                    end = campus(words, i, end)
                kind = "organisation" if seated else "place"
                parts = around.latin.get(i, tuple(words.forms[i:end]))
                found.append(Mention(i, end, end - 1, "name", kind, parts=parts))
                i = end
                continue
        if articled(words, i):
            end = run(words, lexicon, around, i + 2)
            found += named(words, lexicon, around, i, end)
            i = end
            continue
        ordinal = (
            words.forms[i][:1].isdigit()
            and words.lower[i][-2:] in ("st", "nd", "rd", "th")
            and i + 1 < len(words)
            and words.forms[i + 1][:1].isupper()
            and words.lower[i + 1] not in lexicon.calendar
            and words.lower[i + 1] not in lexicon.function
        )
        if not ordinal and not capital(words, lexicon, around, i):
            i += 1
            continue
        end = run(words, lexicon, around, i)
        found += named(words, lexicon, around, i, end)
        i = end
    return joint(words, lexicon, found)


def _personal(words: Wording, lexicon: Lexicon, around: Surroundings, i: int) -> bool:
    """Whether the encoder holds the place name at a token for a body's name. For a person's the stage ``places`` decided."""
    return around.marked.get(i) == "organisation"


def _organisation_around(words: Wording, lexicon: Lexicon, around: Surroundings, i: int, end: int) -> int | None:
    """End of a body's name that begins with a place's ("Damascus University"), or None."""
    if end < len(words) and words.forms[end][:1].isupper() and words.lower[end] in lexicon.organisation_names:
        return end + 1
    return None
