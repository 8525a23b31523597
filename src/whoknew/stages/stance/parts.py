"""The sentences of a whole answer ("A. I was asleep. I will call them."), each with the stance that it alone has."""

import msgspec

from whoknew.model import Attribution, Part
from whoknew.model.wording import Wording
from whoknew.stages.stance.rules import is_turn, stance


def parts_of(words: Wording, attribution: Attribution) -> tuple[Part, ...]:
    """One part for each sentence of a turn's content; none where the content is not a turn of several sentences."""
    if not is_turn(words, attribution):
        return ()
    found: list[Part] = []
    for first, end in words.ranges(attribution.content_spans):
        begin = first
        for i in range(first + 1, end + 1):
            if i == end or words.sentence[i] != words.sentence[begin]:
                span = words.span(begin, i)
                alone = msgspec.structs.replace(attribution, content_spans=(span,))
                found.append(Part(span=span, stance=stance(words, alone)))
                begin = i
    return tuple(found)
