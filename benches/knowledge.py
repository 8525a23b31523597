"""Who believes what, and what they take each other to believe, over many tellings: the engine against clingo.

    python benches/knowledge.py [--tellings N] [--each N] [--spread even|zipf] [--repeat N] [--json FILE]

Both are given the same facts (who saw what, who told whom what, in which order) and have to give the same answers:
for every agent and proposition the sign of the belief, for every pair the sign of what one takes the other to believe.
A witness's own eyes beat a witness's word, that beats anybody else's, and the later wins a tie. End to end means: for
the engine from the analysis's records to the table of answers, by the code that the commands use; for clingo from the
facts as text through grounding and solving to the atoms of its model. Answers are compared before any ratio is given.
"""

import argparse
import gc
import json
import platform
import random
import resource
import sys
import time
from datetime import timedelta
from itertools import accumulate
from pathlib import Path

import clingo

from whoknew import reasoning
from whoknew.model import Account, Act, Analysis, Bounds, Entity, Event, Filler, Party, Proposition, When
from whoknew.reasoning.answers import View
from whoknew.reasoning.clock import EPOCH
from whoknew.reasoning.literals import END
from whoknew.reasoning.sweep import sweep

RANKS = """
% seen(A,P,S,T): A saw at T that P has sign S, with all others who saw it then.  told(X,Y,P,S,T).
witness(X,P,T) :- told(X,_,P,_,T), seen(X,P,_,U), U < T.
evidence(A,P,S,T,2) :- seen(A,P,S,T).
evidence(Y,P,S,T,1) :- told(X,Y,P,S,T), witness(X,P,T).
evidence(Y,P,S,T,0) :- told(X,Y,P,S,T), not witness(X,P,T).
nested(A,B,P,S,T) :- seen(A,P,S,T), seen(B,P,S,T), A != B.
nested(X,Y,P,S,T) :- told(X,Y,P,S,T).
nested(Y,X,P,S,T) :- told(X,Y,P,S,T), not refused(Y,P,T).
#show believes/3. #show thinks/4.
"""

# What beats what, as the rules say it: by defeat among pieces of evidence.
DEFEAT = """
better(A,P,T,U) :- evidence(A,P,_,T,R), evidence(A,P,_,U,Q), Q > R.
better(A,P,T,U) :- evidence(A,P,_,T,R), evidence(A,P,_,U,R), U > T.
believes(A,P,S) :- evidence(A,P,S,T,_), not better(A,P,T,_).
% just after a telling the hearer believes the best of what came by then
stronger(Y,P,T,U) :- told(_,Y,P,_,T), better(Y,P,T,U), U < T.
outdone(Y,P,T,U) :- stronger(Y,P,T,U), stronger(Y,P,T,V), better(Y,P,U,V).
refused(Y,P,T) :- told(_,Y,P,Z,T), stronger(Y,P,T,U), not outdone(Y,P,T,U), evidence(Y,P,S,U,_), S != Z.
later(A,B,P,T) :- nested(A,B,P,_,T), nested(A,B,P,_,U), U > T.
thinks(A,B,P,S) :- nested(A,B,P,S,T), not later(A,B,P,T).
"""

# The same by maxima, which grounds to far less: an expert's encoding for this one question.
MAXIMA = """
top(A,P,R) :- evidence(A,P,_,_,_), R = #max { Q : evidence(A,P,_,_,Q) }.
last(A,P,T) :- top(A,P,R), T = #max { U : evidence(A,P,_,U,R) }.
believes(A,P,S) :- last(A,P,T), evidence(A,P,S,T,_).
above(Y,P,T,Q) :- told(_,Y,P,_,T), evidence(Y,P,_,T,R), Q = #max { W : evidence(Y,P,_,U,W), U < T, W > R }, Q > R.
refused(Y,P,T) :- above(Y,P,T,Q), V = #max { U : evidence(Y,P,_,U,Q), U < T }, evidence(Y,P,S,V,_), told(_,Y,P,Z,T), S != Z.
latest(A,B,P,T) :- nested(A,B,P,_,_), T = #max { U : nested(A,B,P,_,U) }.
thinks(A,B,P,S) :- latest(A,B,P,T), nested(A,B,P,S,T).
"""
ENCODINGS = {"defeat": RANKS + DEFEAT, "maxima": RANKS + MAXIMA}

Line = tuple[str, tuple[int, ...], tuple[int, ...], int, int]  # kind, who, others, proposition, sign
Answers = dict[tuple[int, ...], int]


def story(tellings: int, each: int, spread: str = "even", seed: int = 7) -> list[Line]:
    """Lines in order of time; one sight to about twenty tellings, a third of the tellings against the rest. ``each``
    is the mean of the tellings to one agent on one matter; with the spread ``zipf`` few agents and few matters get
    most of them (Zipf's law with exponent 1), as in real accounts, where one secret and a few people carry the story."""
    rng = random.Random(seed)
    cells = max(8, tellings // each)  # about so many tellings to each agent on each matter
    props = max(1, round((cells**0.5) / 9))
    agents = cells // props
    who = weights(agents, spread)
    matters = weights(props, spread)

    def pair() -> tuple[int, int]:
        one = other = rng.choices(range(agents), cum_weights=who)[0]
        while other == one:
            other = rng.choices(range(agents), cum_weights=who)[0]
        return one, other

    found: list[Line] = []
    for _ in range(tellings):
        matter = rng.choices(range(props), cum_weights=matters)[0]
        if rng.random() < 0.05:
            found.append(("see", pair(), (), matter, rng.choice((1, -1))))
        teller, hearer = pair()
        found.append(("tell", (teller,), (hearer,), matter, rng.choice((1, 1, -1))))
    return found


def weights(count: int, spread: str) -> list[float]:
    """Cumulative weights of so many agents or matters."""
    return list(accumulate(1 / (rank + 1) if spread == "zipf" else 1.0 for rank in range(count)))


def moment(number: int) -> str:
    return (EPOCH + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S")


def as_analysis(records: list[Line]) -> Analysis:
    """The story as an analysis: one act or event per line, each at a second of its own."""
    agents = sorted({a for _, who, others, _, _ in records for a in (*who, *others)})
    acts, events = [], []
    describing: dict[int, list[str]] = {}
    for number, (kind, who, others, prop, sign) in enumerate(records):
        when = When(bounds=Bounds(earliest=moment(number), latest=moment(number)))
        span = (number, number + 1)
        if kind == "see":
            roles = tuple(Filler(role="ARG0", span=span, entity=f"e{a}") for a in who)
            events.append(Event(id=f"ev{number}", trigger=span, roles=roles, polarity=sign > 0, time=when))
            describing.setdefault(prop, []).append(f"ev{number}")
        else:
            acts.append(
                Act(
                    id=f"a{number}",
                    type="tell",
                    cue=span,
                    agents=(Party(entity=f"e{who[0]}"),),
                    others=tuple(Party(entity=f"e{o}") for o in others),
                    proposition=f"p{prop}",
                    asserts=sign > 0,
                    time=when,
                )
            )
    props = sorted({prop for _, _, _, prop, _ in records})
    return Analysis(
        account=Account(id="bench", text=""),
        entities=tuple(Entity(id=f"e{a}", name=f"e{a}", type="person") for a in agents),
        propositions=tuple(Proposition(id=f"p{p}", gist=f"p{p}", events=tuple(describing.get(p, ()))) for p in props),
        acts=tuple(acts),
        events=tuple(events),
    )


def as_facts(records: list[Line]) -> str:
    lines = []
    for number, (kind, who, others, prop, sign) in enumerate(records):
        if kind == "see":
            lines += [f"seen({a},{prop},{sign},{number})." for a in who]
        else:
            lines += [f"told({who[0]},{o},{prop},{sign},{number})." for o in others]
    return "\n".join(lines)


def engine(analysis: Analysis) -> tuple[Answers, Answers, float]:
    """Answers of the engine and the seconds that they took."""
    gc.collect()
    start = time.process_time()
    world = reasoning.compile(analysis)
    view = View(world)
    beliefs = sweep(view.lines[0], END)
    seconds = time.process_time() - start
    assert not beliefs.open
    name, prop = [int(key[1:]) for key in world.agents], [int(key[1:]) for key in world.props]
    held = {(name[a], prop[p]): sign for (a, p), (sign, _) in beliefs.held.items()}
    nested = {(name[a], name[b], prop[p]): sign for (a, b, p), (sign, _) in beliefs.nested.items()}
    return held, nested, seconds


def solver(facts: str, program: str) -> tuple[Answers, Answers, float]:
    """Answers of clingo and the seconds that they took, reading and grounding included."""
    gc.collect()
    held: Answers = {}
    nested: Answers = {}
    start = time.process_time()
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program + facts)
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        for model in handle:
            for symbol in model.symbols(shown=True):
                numbers = tuple(argument.number for argument in symbol.arguments)
                (held if symbol.name == "believes" else nested)[numbers[:-1]] = numbers[-1]
            break
    return held, nested, time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tellings", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=50, help="tellings to each agent on each matter: what defeats what")
    parser.add_argument("--spread", choices=("even", "zipf"), default="even")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--encodings", default="defeat,maxima", help="of clingo; the ratio is against the faster")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    records = story(options.tellings, options.each, options.spread)
    analysis, facts = as_analysis(records), as_facts(records)
    ours = [engine(analysis) for _ in range(options.repeat)]
    best = min(run[2] for run in ours)
    result = {
        "tellings": options.tellings,
        "each": options.each,
        "spread": options.spread,
        "cells": len(ours[0][0]),
        "nested": len(ours[0][1]),
        "engine_seconds": round(best, 3),
        "engine_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    for name in options.encodings.split(","):
        held, nested, seconds = solver(facts, ENCODINGS[name])
        if (held, nested) != ours[0][:2]:
            print(f"The answers of “{name}” differ: no ratio is given.", file=sys.stderr)
            return 1
        result[f"clingo_{name}_seconds"] = round(seconds, 3)
        result[f"ratio_{name}"] = round(seconds / best, 1)
        result["memory_with_clingo_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(result, indent=2))
    print(
        f"Python {platform.python_version()}, clingo {clingo.__version__}, best of {options.repeat} for the engine, one run of clingo"
    )
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
