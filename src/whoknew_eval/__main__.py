"""``python -m whoknew_eval score``, ``corpus``, ``sisters`` and ``quality``.

``score --part rules --layer acts --verbose`` scores the articles that rules may be written against and writes what was
missed to docs/confusions/. ``score --part unseen`` prints sums and nothing else, whatever is asked.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from whoknew.model import Analysis
from whoknew_eval.corpora import CorpusMissingError
from whoknew_eval.keys.key import Keyed, KeyMissingError
from whoknew_eval.keys.run import CONFUSIONS, UnseenError, read_part, render, score_part, write_notes
from whoknew_eval.keys.score import LAYERS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0, 1 where corpora or keys are missing, 2 where something is refused."""
    parser = argparse.ArgumentParser(prog="python -m whoknew_eval", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score", help="score the pipeline against keys")
    scoring.add_argument("--part", choices=("rules", "unseen", "own", "own-unseen"), default="rules")
    scoring.add_argument("--layer", choices=(*LAYERS, "every"), default="every")
    scoring.add_argument("--doc", action="append", default=[], help="only this article (open part only)")
    scoring.add_argument("--verbose", action="store_true", help="write misses and false finds to docs/confusions/")
    corpora = commands.add_parser("corpus", help="score times or attributions of the pipeline on a corpus")
    corpora.add_argument("what", choices=("wikiwars", "gum", "polnear", "places", "hours"))
    corpora.add_argument("--split", choices=("train", "dev"), default="dev")
    corpora.add_argument("--every", type=int, default=1, help="only every n-th document, for a quick look")
    corpora.add_argument("--verbose", action="store_true", help="write examples to docs/confusions/")
    sisters = commands.add_parser("sisters", help="what is found of what a careful reader finds in invented accounts")
    sisters.add_argument("--folder", type=Path, default=Path("tests/sisters"))
    sisters.add_argument("--verbose", action="store_true", help="print what was missed in the seen half")
    quality = commands.add_parser("quality", help="measure everything and write docs/quality.md and docs/quality.json")
    quality.add_argument("--no-speed", action="store_true", help="leave the speed and start rows out (busy machine)")
    quality.add_argument("--out", type=Path, default=Path("docs"), help="folder for quality.md and quality.json")
    options = parser.parse_args(arguments)
    try:
        command = {"quality": _quality, "corpus": _corpus, "score": _score, "sisters": _sisters}[options.command]
        return command(options)
    except UnseenError as refused:
        print(refused, file=sys.stderr)
        return 2
    except (KeyMissingError, CorpusMissingError) as missing:
        print(missing, file=sys.stderr)
        return 1


def _score(options: argparse.Namespace) -> int:
    if options.part.endswith("unseen") and (options.verbose or options.doc):
        raise UnseenError("the unseen half is only ever scored as a whole: no --verbose, no --doc")
    read = read_part(options.part, tuple(options.doc))
    _print_failures(read)
    for layer in list(LAYERS) if options.layer == "every" else [options.layer]:
        table = score_part(layer, read)
        print(render(table))
        if options.verbose:
            print(f"  notes: {write_notes(table, Path.cwd() / CONFUSIONS, part=options.part)}")
    return 0


def _corpus(options: argparse.Namespace) -> int:
    from whoknew_eval.quality.single import score_corpus

    folder = Path.cwd() / CONFUSIONS if options.verbose else None
    for line in score_corpus(options.what, options.split, options.every, folder):
        print(line)
    return 0


def _sisters(options: argparse.Namespace) -> int:
    from whoknew_eval.sisters import Tally, add_up, load_sisters, mark, read_sister, render

    halves: dict[str, list[Tally]] = {"seen": [], "unseen": []}
    for sister in load_sisters(options.folder):
        tally = mark(read_sister(sister))
        halves[sister.half].append(tally)
        if options.verbose and tally.notes:
            print(f"===== {sister.name}", *tally.notes, sep="\n")
    print(render({half: add_up(tallies) for half, tallies in halves.items()}))
    return 0


def _quality(options: argparse.Namespace) -> int:
    from whoknew_eval.quality.render import as_json, markdown
    from whoknew_eval.quality.report import measure
    from whoknew_eval.quality.row import targets

    def say(what: str) -> None:
        print(f"measuring: {what}", file=sys.stderr, flush=True)

    report = measure(folder=Path.cwd() / CONFUSIONS, say=say, speed=not options.no_speed)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "quality.md").write_text(markdown(report, targets()), encoding="utf-8")
    (options.out / "quality.json").write_bytes(as_json(report))
    print(options.out / "quality.md")
    return 0


def _print_failures(read: Sequence[tuple[Keyed, Analysis]]) -> None:
    """Which stages failed or were skipped, and how often; no words of the articles."""
    failed = Counter(run.name for _, analysis in read for run in analysis.stages if run.failed)
    skipped = Counter(run.name for _, analysis in read for run in analysis.stages if run.skipped)
    for word, counter in (("failed", failed), ("skipped", skipped)):
        for name, count in sorted(counter.items()):
            print(f"stage {name} {word} on {count} of {len(read)} articles", file=sys.stderr)
    reasons = Counter(run.failed for keyed, analysis in read if keyed.open for run in analysis.stages if run.failed)
    for reason, _ in reasons.most_common(5):
        print(f"  {reason}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
