"""Where the reader's time goes: ``python benches/reading.py [--documents N]``, on the development articles of PolNeAR.

Processor seconds by part, so other work on the machine changes little; words a second are only worth something on an idle
machine. The neural pass runs in two threads beside the one that decodes. Without the data it says so and ends.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from typing import Any

from whoknew.encoder import read_signals, weights_present
from whoknew_eval.corpora import load

PARTS = (
    ("cutting words into pieces", "whoknew.encoder.read", "", "cut"),
    ("neural pass", "whoknew.encoder.forward", "", "_run"),
    ("words and trees", "whoknew.encoder.read", "Reading", "parse"),
    ("spans: scores, names, proposals", "whoknew.encoder.read", "Reading", "_spans_of"),
    ("coreference", "whoknew.encoder.read", "Reading", "_mentions"),
    ("predicates, roles, factuality", "whoknew.encoder.read", "Reading", "_frames"),
    ("attributions", "whoknew.encoder.attribution", "Attributions", "__call__"),
    ("time expressions", "whoknew.encoder.times", "Times", "__call__"),
    ("events", "whoknew.encoder.events", "Events", "__call__"),
    ("mentions of the whole, signals", "whoknew.encoder.read", "Reading", "signals"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    documents = list(load("polnear", "dev"))[: parser.parse_args().documents] if weights_present() else []
    if not documents:
        print("no weights or no articles here: nothing to measure")
        return
    first = documents[0]
    read_signals(first.text, first.words[:40], [(0, 40)])
    spent: dict[str, float] = defaultdict(float)
    for label, module, owner, name in PARTS:
        holder: Any = import_module(module)
        holder = getattr(holder, owner) if owner else holder
        setattr(holder, name, _timed(getattr(holder, name), label, spent))
    words = sum(len(document.words) for document in documents)
    wall, processor = time.perf_counter(), time.process_time()
    for document in documents:
        read_signals(document.text, document.words, document.sentences, document.paragraphs or ())
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    spent["the rest"] = processor - sum(spent.values())
    print(
        f"{words} words in {wall:.2f} s: {words / wall:,.0f} words a second; {processor:.2f} processor seconds, which two"
    )
    print(f"cores could at best turn into {2 * words / processor:,.0f} words a second\n")
    print("| part | processor seconds | share |\n| --- | ---: | ---: |")
    for label, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"| {label} | {seconds:.2f} | {seconds / processor:.1%} |")


def _timed(call: Callable[..., Any], label: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.thread_time()
        try:
            return call(*arguments, **named)
        finally:
            spent[label] += time.thread_time() - start

    return timed


if __name__ == "__main__":
    main()
