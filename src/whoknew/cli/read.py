"""``whoknew read``: one account, read end to end; for a person, as JSON, or as a report to hand over."""

from pathlib import Path

import typer

from whoknew.cli.models import open_written
from whoknew.cli.opening import encode, exit_code, print_bytes, read_prose, write_out
from whoknew.cli.show import show
from whoknew.cli.terminal import complain, output
from whoknew.errors import UsageError
from whoknew.pipeline import with_knockouts


def read_layer(path: Path) -> str:
    """The text of a GeoJSON file."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the map layer {path}: {error}") from error


def register(app: typer.Typer) -> None:
    @app.command()
    def read(
        source: str = typer.Argument(
            ...,
            metavar="PATH|URL|-",
            help="The account: a file, an address, or - for stdin; or a scenario (.model), or a saved analysis (.json).",
        ),
        published: str | None = typer.Option(
            None, help="Day of publication, e.g. 2024-12-08: what “Saturday” hangs on."
        ),
        publisher: str | None = typer.Option(None, help="Who published it."),
        title: str | None = typer.Option(None, help="Its title."),
        as_json: bool = typer.Option(False, "--json", help="Print the whole analysis as JSON."),
        layers: bool = typer.Option(False, "--layers", help="With --json: the working layers (tokens, signals) too."),
        report: Path | None = typer.Option(None, metavar="OUT.html", help="Write the report to this file."),
        layer: Path | None = typer.Option(None, metavar="FILE", help="With --report: GeoJSON to draw on its map."),
        verbose: bool = typer.Option(False, "--verbose", "-v", help="Each stage's time and counts, on stderr."),
    ) -> int:
        """Read an account and print its sources, timeline and findings, each with its sentence."""
        analysis = open_written(source, findings=True) or read_prose(
            source, published=published, publisher=publisher, title=title, timings=verbose
        )
        if verbose:
            for run in analysis.stages:
                counts = ", ".join(f"{count} {layer}" for layer, count in run.counts)
                state = run.failed or run.skipped or counts
                complain(f"{run.name} {run.version}: {run.seconds:.3f} s  {state}")
        if report is not None:
            from whoknew.report import render

            analysis = with_knockouts(analysis)
            outlines = None if layer is None else read_layer(layer)
            write_out(report, render(analysis, layer=outlines).encode("utf-8"))
        if as_json:
            print_bytes(encode(analysis, working_layers=layers))
        else:
            show(analysis, output())
            if report is not None:
                complain(f"the report is in {report}")
        return exit_code(analysis)
