"""Transcripts: lines that begin with who speaks ("MS ADEWALE: I saw them."), and headings that do ("Voss: We knew").

A transcript is told from a form ("Place: Town Hall") by its turns: at least two of them, at least half of the lines, none
with the label of a form, and speech that ends like a sentence. The letters of a question and an answer name nobody; an
answer is its witness's where the record names them. Who only asks asserts nothing: their turns are questions.
"""

import re
from collections import Counter

import msgspec

from whoknew.model import Analysis
from whoknew.model.exchange import exchange
from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.drafts import Draft, Range, overlap

HEADINGS = frozenset({"title", "heading"})
LONGEST_NAME = 5
FEWEST = 2

PUT = frozenset({"put", "puts", "putting"})
AHEAD = frozenset({"will", "shall", "'ll", "wo", "going", "promise", "plan", "would", "must"})

_TURN = re.compile(r"[ \t]*(?P<name>[^\W\d_][^\n:“”\"?!]{0,60}?)[ \t]*:[ \t]+(?P<said>\S.*)")
_ENDS = re.compile(r"[.?!…][\"”’')\]]*\s*$")


def turns(analysis: Analysis, words: Wording, lexicon: Lexicon) -> list[Draft]:
    """Every speaker's lines as theirs, where the text is a transcript; a line that names nobody goes on with the turn before."""
    lines = [match for match in re.finditer(r"[^\n]+", analysis.account.text) if match.group().strip()]
    found = [_TURN.match(analysis.account.text, line.start(), line.end()) for line in lines]
    named = [match if match and is_name(match["name"], lexicon) else None for match in found]
    spoken = [match for match in named if match is not None and _ENDS.search(match["said"])]
    if len(spoken) < FEWEST or 2 * len(spoken) < len(lines):
        return answers(analysis, words)
    asking = _askers([(match["name"], match["said"]) for match in spoken])
    drafts: list[Draft] = []
    for match in spoken:
        source, said = words.range_of(match.span("name")), words.range_of(match.span("said"))
        if source[0] < source[1] < said[0] < said[1]:
            kind = "asking" if match["name"].casefold() in asking else "neutral"
            cue = (source[1], said[0])
            drafts.append(Draft(cue=(cue,), source=(source,), content=(said,), kind=kind, rule="turn"))
    return drafts


def answers(analysis: Analysis, words: Wording) -> list[Draft]:
    """The answers of a record by letters as the words of whoever is named as the one who answers."""
    record = exchange(analysis.account.text)
    if record.answerer is None:
        return []
    source = words.range_of(record.answerer)
    drafts = []
    for label, said in record.answers:
        content = words.range_of(said)
        cue = (words.range_of(label)[0], content[0])
        if source[0] < source[1] <= cue[0] < cue[1] < content[1]:
            drafts.append(Draft(cue=(cue,), source=(source,), content=(content,), kind="neutral", rule="turn"))
    return drafts


def _askers(spoken: list[tuple[str, str]]) -> frozenset[str]:
    """Those most of whose turns end in a question, where others' do not: an interviewer, counsel."""
    turns_of = Counter(name.casefold() for name, _ in spoken)
    asked = Counter(name.casefold() for name, said in spoken if said.rstrip().endswith("?"))
    asking = frozenset(name for name, number in turns_of.items() if asked[name] >= FEWEST and 2 * asked[name] > number)
    return asking if len(asking) < len(turns_of) else frozenset()


def join(found: list[Draft], spoken: list[Draft]) -> list[Draft]:
    """The turns beside all else that was found; a relation across a turn's colon is what the reader took for it."""
    if not spoken:
        return found
    across = [turn.cue for turn in spoken]
    kept = [draft for draft in found if not any(overlap(draft.cue, cue) for cue in across)]
    return sorted([*kept, *spoken], key=lambda draft: draft.first)


def put_to(words: Wording, found: list[Draft]) -> list[Draft]:
    """ "I put it to you that …": what is put to somebody is asked of them, and nobody's assertion."""
    asked = [msgspec.structs.replace(one, kind="asking") if _puts(words, one) else one for one in found]
    taken = {i for one in asked for first, end in one.cue for i in range(first, end)}
    missed = [k for k in range(1, len(words) - 5) if words.lower[k] in PUT and k not in taken]
    drafts = [draft for k in missed if (draft := _suggestion(words, k)) is not None]
    return sorted([*asked, *drafts], key=lambda draft: draft.first) if drafts else asked


def _suggestion(words: Wording, verb: int) -> Draft | None:
    """The relation of "put it to WHOM that …" where the words stand in one sentence, by a pronoun or a name before."""
    sentence = words.sentences[words.sentence[verb]]
    if words.lower[verb + 1 : verb + 3] != ["it", "to"] or verb - 1 < sentence.first:
        return None
    that = next((k for k in range(verb + 4, min(sentence.end, verb + 9)) if words.lower[k] == "that"), None)
    end = sentence.end - (words.lower[sentence.end - 1] in (".", "?"))
    if that is None or end - that < 3:
        return None
    holder, heard = (verb - 1, verb), (verb + 3, that)
    return Draft(
        cue=((verb, that),), source=(holder,), content=((that, end),), addressees=(heard,), kind="asking", rule="put"
    )


def beside(words: Wording, found: list[Draft]) -> list[Draft]:
    """ "She agreed. “I was told in May.”": words quoted in sentences of their own after a plan or a promise are speech."""
    return [msgspec.structs.replace(one, kind="neutral") if _apart(words, one) else one for one in found]


def _apart(words: Wording, one: Draft) -> bool:
    if one.kind != "planning" or not one.content:
        return False
    tokens = [i for first, end in one.content for i in range(first, end)]
    home = words.sentence[one.first]
    own = all(words.quoted[i] >= 0 and words.sentence[i] != home for i in tokens)
    return own and not AHEAD & {words.lower[i] for i in tokens}


def _puts(words: Wording, one: Draft) -> bool:
    return words.lower[one.first] in PUT and words.lower[one.first + 1 : one.first + 3] == ["it", "to"]


def is_name(text: str, lexicon: Lexicon) -> bool:
    """Whether words before a colon can be somebody: few, with capitals, no label of a form and not a single letter."""
    parts = text.split()
    if not 0 < len(parts) <= LONGEST_NAME or len(text) < 2 or text.lower() in lexicon.labels:
        return False
    return all(part[0].isupper() or part.lower() in lexicon.particles or part[0] == "(" for part in parts)


def headings(analysis: Analysis, words: Wording, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """ "Name: …" in a title or heading, where what follows is a quotation or a clause."""
    found: list[Draft] = []
    for block in analysis.blocks:
        if block.type not in HEADINGS:
            continue
        first, end = words.range_of(block.span)
        for i in range(first + 1, min(end - 2, first + LONGEST_NAME + 1)):
            if words.lower[i] == ":" and all(words.forms[k][0].isupper() for k in range(first, i)):
                content = (i + 1, end - 1 if words.lower[end - 1] == "." else end)
                draft = Draft(
                    cue=((i, i + 1),), source=((first, i),), content=(content,), kind="neutral", rule="heading"
                )
                free = not any(overlap(draft.cue, other.cue) or overlap(draft.content, other.cue) for other in drafts)
                if free and _says(words, content) and words.words(first, i).lower() not in lexicon.labels:
                    found.append(draft)
                break
    return found


def _says(words: Wording, content: Range) -> bool:
    """Whether words are a clause or quoted; without a parse nothing is known against them."""
    if not words.parsed:
        return True
    return any(words.upos[k] in ("VERB", "AUX") or words.quoted[k] >= 0 for k in range(*content))
