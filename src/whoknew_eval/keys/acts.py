"""Acts: one to one by cue overlap; typed, full (with agents and others) and all (with truth and insincerity).

Acts of type ``decide`` are not in the keys and not scored. Between several pairings by overlap the one with most
types right is taken, then most parties.
"""

from collections.abc import Sequence

from whoknew.model import Act, Analysis, Party
from whoknew_eval.keys.key import Key, KeyAct, Keyed
from whoknew_eval.keys.layer import LayerScore, context, names_of
from whoknew_eval.keys.names import same_name, same_parties
from whoknew_eval.metrics.counts import Counts
from whoknew_eval.metrics.matching import match
from whoknew_eval.metrics.times import shared

_UNKEYED = frozenset({"decide"})


def score_acts(keyed: Keyed, analysis: Analysis) -> LayerScore:
    """Counts ``matched``, ``typed``, ``full``, ``all`` and ``type:…``; tallies of the parts of matched acts."""
    names = names_of(analysis)
    gold = keyed.key.acts
    found = [act for act in analysis.acts if act.type not in _UNKEYED]
    judged = {
        (i, j): _judge(gold[i], act, names)
        for i in range(len(gold))
        for j, act in enumerate(found)
        if shared(gold[i].cue, act.cue)
    }
    pairs = match(range(len(gold)), range(len(found)), lambda i, j: _weight(judged.get((i, j)), gold[i], found[j]))
    verdicts = {pair: judged[pair] for pair in pairs}

    def counts(right: int) -> Counts:
        return Counts(right, len(found), len(gold))

    typed = sum("type" not in wrong for wrong in verdicts.values())
    full = sum(not wrong & {"type", "agent", "others"} for wrong in verdicts.values())
    every = sum(not wrong & {"type", "agent", "others", "truth", "insincere"} for wrong in verdicts.values())
    result = {"matched": counts(len(pairs)), "typed": counts(typed), "full": counts(full), "all": counts(every)}
    for kind in sorted({act.type for act in gold} | {act.type for act in found}):
        right = sum(gold[i].type == kind == found[j].type for i, j in pairs)
        result[f"type:{kind}"] = Counts(
            right, sum(act.type == kind for act in found), sum(act.type == kind for act in gold)
        )
    of = len(pairs)
    tallies = {
        part: (sum(part not in wrong for wrong in verdicts.values()), of)
        for part in ("agent", "others", "content", "according_to", "truth", "insincere")
    }
    notes = _notes(keyed, analysis, found, verdicts, names) if keyed.open else ()
    return LayerScore(counts=result, tallies=tallies, notes=notes)


def matched_acts(key: Key, analysis: Analysis) -> list[tuple[int, int, frozenset[str]]]:
    """(key act, index among the scored acts, what is wrong) for every pair; for breakdowns by construction."""
    names = names_of(analysis)
    found = [act for act in analysis.acts if act.type not in _UNKEYED]
    judged = {
        (i, j): _judge(one, act, names)
        for i, one in enumerate(key.acts)
        for j, act in enumerate(found)
        if shared(one.cue, act.cue)
    }
    pairs = match(
        range(len(key.acts)), range(len(found)), lambda i, j: _weight(judged.get((i, j)), key.acts[i], found[j])
    )
    return [(i, j, judged[i, j]) for i, j in pairs]


def _weight(wrong: frozenset[str] | None, gold: KeyAct, found: Act) -> float:
    if wrong is None:
        return 0.0
    close = shared(gold.cue, found.cue) / max(gold.cue[1] - gold.cue[0], found.cue[1] - found.cue[0])
    return 1000 + 100 * ("type" not in wrong) + 10 * ("agent" not in wrong) + 10 * ("others" not in wrong) + close


def _judge(gold: KeyAct, found: Act, names: dict[str, list[str]]) -> frozenset[str]:
    """The parts of a pair that disagree."""
    wrong = set()
    if gold.type != found.type:
        wrong.add("type")
    if not same_parties([gold.agent], _parties(found.agents, names)):
        wrong.add("agent")
    if not same_parties(gold.others, _parties(found.others, names)):
        wrong.add("others")
    if gold.truth != found.truth:
        wrong.add("truth")
    if gold.insincere != found.insincere:
        wrong.add("insincere")
    if (gold.content is None) != (not found.content_spans) or (
        gold.content is not None and not any(shared(gold.content, span) for span in found.content_spans)
    ):
        wrong.add("content")
    speakers = [name for source in found.sources if source != "self" for name in names.get(source, [source])]
    if bool(gold.according_to) != bool(speakers) or (
        gold.according_to and not any(same_name(gold.according_to, name) for name in speakers)
    ):
        wrong.add("according_to")
    return frozenset(wrong)


def _parties(parties: Sequence[Party], names: dict[str, list[str]]) -> list[list[str]]:
    """For each party the names that it goes by."""
    found = []
    for party in parties:
        known = list(names.get(party.entity or "", []))
        if party.descriptor:
            known.append(party.descriptor)
        if known:
            found.append(known)
    return found


def _shown(parties: Sequence[Party], names: dict[str, list[str]]) -> str:
    return "; ".join(known[0] for known in _parties(parties, names)) or "–"


def _notes(
    keyed: Keyed,
    analysis: Analysis,
    found: Sequence[Act],
    verdicts: dict[tuple[int, int], frozenset[str]],
    names: dict[str, list[str]],
) -> tuple[str, ...]:
    text = keyed.text
    notes = []
    for (i, j), wrong in sorted(verdicts.items()):
        gold, act = keyed.key.acts[i], found[j]
        main = wrong & {"type", "agent", "others", "truth", "insincere"}
        if main:
            notes.append(
                f"DIFFERS in {', '.join(sorted(wrong))}\n  key   {_line(gold)}\n  found {_found_line(act, names)}"
                f"\n  {context(text, *gold.cue)}"
            )
    for i, gold in enumerate(keyed.key.acts):
        if not any(a == i for a, _ in verdicts):
            notes.append(f"MISSED {_line(gold)}\n  {context(text, *gold.cue)}")
    for j, act in enumerate(found):
        if not any(b == j for _, b in verdicts):
            notes.append(f"FALSE {_found_line(act, names)}  [{act.origin}]\n  {context(text, *act.cue)}")
    return tuple(notes)


def _line(gold: KeyAct) -> str:
    source = f" | by {gold.according_to}" if gold.according_to else ""
    sincere = " insincere" if gold.insincere else ""
    return f"{gold.type}: {gold.agent or '–'} → {'; '.join(gold.others) or '–'} | {gold.truth}{sincere}{source}"


def _found_line(act: Act, names: dict[str, list[str]]) -> str:
    sincere = " insincere" if act.insincere else ""
    by = [names.get(s, [s])[0] for s in act.sources if s != "self"]
    source = f" | by {'; '.join(by)}" if by else ""
    return f"{act.type}: {_shown(act.agents, names)} → {_shown(act.others, names)} | {act.truth}{sincere}{source}"
