"""Sayings that nobody is said to have said: hoped for, imagined, possible, asked about, or only the aim of something else.

"I hope the council says …", "if the mayor says no", "critics would call it vain", "did the board say so?", "they met to
discuss …", "she appeared to concede". A saying that was done stays one: "went on to say", "would later say".
"""

from whoknew.model import Attribution
from whoknew.model.wording import Wording
from whoknew.stages.sources.lexicon import Lexicon

HIGHEST = 6  # clauses that are climbed from a saying
CARRIES = frozenset({"ccomp", "xcomp", "conj", "csubj"})
MODAL_CLASSES = frozenset({"neutral", "hedged", "charging", "belief", "factive", "denying", "evidence", None})


def unreal(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """Whether the relation's saying is put forward as no fact. Without a parse only the words beside the cue tell."""
    indirect = attribution.form == "indirect"
    if indirect and (_possible(words, lexicon, attribution) or _wanted_of(words, lexicon, attribution)):
        return True
    tokens = [i for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)]
    verb = next((i for i in reversed(tokens) if words.upos[i] == "VERB"), -1) if words.parsed else -1
    if verb < 0:
        return False
    near = set(words.lower[max(0, tokens[0] - 1) : tokens[-1] + 1])
    if words.lemmas[verb] in lexicon.words["seems"] or (indirect and near & lexicon.words["seemingly"]):
        return True  # "they seem confident", "she apparently disagrees": what it looks like to the account
    if _asked(words, verb) or _wished(words, lexicon, verb):
        return True
    return indirect and _aimed_at(words, lexicon, verb)


def _possible(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """ "Critics would call it vain", "few would have described him so": nobody is said to have said it."""
    if attribution.cue_class not in MODAL_CLASSES:
        return False
    papers = {
        lexicon.singular(w) for first, end in words.ranges(attribution.source_spans) for w in words.lower[first:end]
    }
    modals = lexicon.words["modals"] - ({"will", "'ll"} if papers & lexicon.document else set())
    for first, end in words.ranges(attribution.cue_spans):
        near = {words.forms[i].lower() if words.forms[i] != "May" else "" for i in range(max(0, first - 2), end)}
        near |= set(words.lower[end : end + 1]) - {"may"}
        if near & modals and not near & lexicon.words["really"]:
            return True
    return False


def _wanted_of(words: Wording, lexicon: Lexicon, attribution: Attribution) -> bool:
    """ "He needs more jurors to believe him": whose saying or thinking is only wished for."""
    sources, cues = words.ranges(attribution.source_spans), words.ranges(attribution.cue_spans)
    if not sources or not cues or not words.parsed or words.lower[cues[0][0]] != "to":
        return False
    head = words.head_of(*sources[0])
    governor = words.heads[head]
    wish = governor >= 0 and words.lemmas[governor] in lexicon.words["wanted"]
    return sources[0][1] == cues[0][0] and wish and words.deprels[head].startswith("obj")


def _asked(words: Wording, verb: int) -> bool:
    """ "Did the mayor say that …?": a question of the account's own, its helping verb before its subject."""
    sentence = words.sentence[verb]
    if sentence < 0 or words.quoted[verb] >= 0:
        return False
    last = min(words.sentences[sentence].end, len(words)) - 1
    subject = next((c for c in words.children[verb] if words.deprels[c].startswith("nsubj")), None)
    helping = next((c for c in words.children[verb] if words.deprels[c].startswith("aux")), None)
    return words.lower[last] == "?" and subject is not None and helping is not None and helping < subject < verb


def _wished(words: Wording, lexicon: Lexicon, verb: int) -> bool:
    """ "I hope America says …", "imagine that she keeps saying …", "if he says so": climbed over the clauses above."""
    for _ in range(HIGHEST):
        if any(
            words.lower[c] in lexicon.words["conditions"] and words.deprels[c] == "mark" for c in words.children[verb]
        ):
            return True
        head, relation = words.heads[verb], words.deprels[verb].split(":")[0]
        if relation == "advcl" and words.lower[verb].endswith("ing") and head >= 0:
            # "they would do well to wait, stressing that …": what would go with it is no more than that
            return _modal(words, lexicon, head)
        if head < 0 or words.sentence[head] != words.sentence[verb] or relation not in CARRIES:
            return False
        if relation in ("ccomp", "xcomp") and words.lemmas[head] in lexicon.words["wishes"] and head < verb:
            return True
        verb = head
    return False


def _modal(words: Wording, lexicon: Lexicon, verb: int) -> bool:
    """Whether a verb, or what it hangs on, stands under "would", "should"; "would not" and "would only" say what was."""
    helping = {words.lower[c] for c in words.children[verb] if words.deprels[c].startswith("aux")}
    near = {words.lower[c] for c in words.children[verb] if words.deprels[c].startswith("advmod")}
    if words.deprels[verb] in ("xcomp", "ccomp") and words.heads[verb] >= 0 and not helping:
        return _modal(words, lexicon, words.heads[verb])
    return bool(helping & lexicon.words["modals"]) and not near & lexicon.words["really"]


def _aimed_at(words: Wording, lexicon: Lexicon, verb: int) -> bool:
    """ "Met to discuss the leak", "used the floor to denounce it", "seemed to concede": an aim or a semblance."""
    to = any(words.lower[c] == "to" and words.deprels[c] == "mark" for c in words.children[verb])
    head, relation = words.heads[verb], words.deprels[verb].split(":")[0]
    if not to or head < 0:
        return False
    if relation in ("xcomp", "ccomp"):
        return words.lemmas[head] in lexicon.words["seems"]
    return relation == "advcl" and words.upos[head] == "VERB" and words.lemmas[head] not in lexicon.words["brings"]
