"""What a content that is only "so", "it" or nothing stands for: what was told, or happened, just before."""

from whoknew.model import Span
from whoknew.model.syntax import Tree
from whoknew.stages.propositions.concepts import Reader, lists
from whoknew.stages.propositions.units import MINDS, Unit, own_words

ANSWERED = frozenset({"refuse", "deny"})
SILENT = frozenset({"know", "unaware", "learn", "withhold"})  # take up what is told of, not what is quoted
AGAIN = 40  # acts that "either" reaches back over
BACK = 2  # sentences that an anaphor reaches back


def point_back(reader: Reader, units: list[Unit], world: list[Unit]) -> None:
    """Contents that are only "so", "it" or nothing stand for what was said just before."""
    tree = reader.tree
    cues = {tree.top(cue) for attribution in reader.analysis.attributions for cue in attribution.cue_spans}
    by_sentence: dict[int, list[Unit]] = {}
    for unit in world:
        if unit.word not in cues:  # "…, she said" is nothing that "that" takes up
            by_sentence.setdefault(unit.sentence, []).append(unit)
    for number, unit in enumerate(units):
        if unit.act is None:
            continue
        if _points_at(reader, units, number) or not _anaphor(reader, unit):
            continue
        before = _before(units, number)
        statement = _statement(tree, by_sentence, unit)
        nearer = (
            before >= 0
            and statement is not None
            and statement.main
            and unit.sentence - units[before].sentence == BACK
            and unit.act.type not in ANSWERED
        )  # what happened in the sentence before is nearer than what was told in the one before that
        if before >= 0 and not nearer:
            unit.stands_for = before
            other = units[before]
            unit.asserts = other.asserts if other.act is None or other.act.type not in ANSWERED else not other.asserts
            continue
        if statement is not None:
            unit.about = statement.about
            unit.asserts = statement.asserts
            unit.happening = statement.happening


def _anaphor(reader: Reader, unit: Unit) -> bool:
    assert unit.act is not None
    if not unit.act.content_spans:
        return unit.act.type in MINDS and unit.act.type != "mislead"
    text = reader.tree.text[unit.about.span[0] : unit.about.span[1]].lower().strip(" .,;")
    words = text.split()
    if text in lists()["so"]["anaphors"]:
        return True
    return (
        len(words) <= 2
        and bool(words)
        and words[0] in ("the", "that", "this")
        and words[-1] in lists()["pointing"]["nouns"]
    )


def _points_at(reader: Reader, units: list[Unit], number: int) -> bool:
    """ "Of that meeting", "having done so": the content is an act told before; the unit then describes it."""
    unit = units[number]
    assert unit.act is not None
    text = reader.tree.text[unit.about.span[0] : unit.about.span[1]].lower().strip(" .,;")
    words = text.split()
    if not unit.act.content_spans or not words or len(words) > 4:
        return False
    wanted = (
        lists()["acts_by_noun"].get(words[-1])
        if words[0] in ("that", "this", "the", "those", "these", "his", "her", "their")
        else None
    )
    did = text in lists()["pointing"]["done"]
    here = reader.act_at.get(unit.act.id, 0)
    for act in reversed(reader.analysis.acts[max(0, here - 8) : here]):
        same = {party.entity for party in act.agents} & {party.entity for party in unit.act.agents} - {None}
        if (wanted is not None and act.type in wanted) or (did and same):
            unit.happening = (act.id,)
            if did:
                top = reader.tree.top(act.cue)
                words_of = own_words(reader.tree, top)
                unit.about = reader.read(reader.tree.cover(words_of), words_of)
            return True
    return False


def _before(units: list[Unit], number: int) -> int:
    """The act before whose content an anaphor can stand for: nearest first, within reach, with a content.

    Who knew, or did not, with nothing said of what: what somebody just before knew or did not, else a statement.
    """
    unit = units[number]
    assert unit.act is not None
    mute = not unit.act.content_spans and unit.act.type in ("know", "unaware")
    if not unit.act.content_spans and unit.act.type in ("withhold", "unaware") and unit.again:
        for other in range(number - 1, max(-1, number - AGAIN), -1):  # "was not warned either": of what others were not
            before = units[other]
            if before.act is not None and before.act.type in ("withhold", "unaware"):
                return before.stands_for if before.stands_for >= 0 else other if before.about.concepts else -1
        return -1
    for other in range(number - 1, max(-1, number - 6), -1):
        before = units[other]
        if unit.sentence - before.sentence > BACK or before.act is None:
            return -1
        if mute and (before.act.type not in ("know", "unaware") or before.act.content_spans):
            continue
        if before.stands_for >= 0 or before.about.concepts:
            return before.stands_for if before.stands_for >= 0 else other
    return -1


def _statement(tree: Tree, by_sentence: dict[int, list[Unit]], unit: Unit) -> Unit | None:
    """The last main statement before an act, in its sentence or the one before."""
    silent = unit.act is not None and unit.act.type in SILENT
    here = [
        other
        for other in by_sentence.get(unit.sentence, ())
        if other.word < unit.word
        and not (silent and other.quoted)
        and other.about.concepts
        and not _holds(other.about.span, unit.about.span)
        and not _describes(tree, other.word, unit.word)
    ]  # "they have seen and heard him": the clause that holds the hearing is not what was heard
    before = [
        other
        for other in by_sentence.get(unit.sentence - 1, ())
        if other.about.concepts and not (silent and other.quoted)
    ]
    mains = [other for other in before if other.main] or before
    for group in (here[-1:], mains[:1]):
        if group and group[0].word != unit.word:
            return group[0]
    return None


def _describes(tree: Tree, word: int, verb: int) -> bool:
    """Whether a clause says who a party of the verb is: "his brother, who chairs the fund, heard the news"."""
    for _ in range(6):
        if word < 0 or word == verb or tree.base(word) == "advcl":
            return False
        if tree.rel(word) in ("acl:relcl", "acl"):
            return verb in (tree.head(tree.head(word)), tree.head(tree.head(tree.head(word))))
        word = tree.head(word)
    return False


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
