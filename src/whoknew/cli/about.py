"""``whoknew schema`` and ``whoknew stages``: what the tool's output and its parts are."""

import json
import sys

import typer

from whoknew import pipeline
from whoknew.cli.opening import print_bytes
from whoknew.cli.terminal import output
from whoknew.model import schema as model_schema


def register(app: typer.Typer) -> None:
    @app.command()
    def schema() -> None:
        """Print the JSON Schema of an analysis."""
        print_bytes(model_schema.text().encode("utf-8"))

    @app.command()
    def stages(as_json: bool = typer.Option(False, "--json", help="Print as JSON.")) -> None:
        """List the stages in the order in which they run, with what each needs and makes."""
        ordered = pipeline.order(pipeline.discover())
        rows = [
            {
                "name": stage.name,
                "version": stage.version,
                "requires": sorted(stage.requires),
                "uses": sorted(stage.uses),
                "provides": sorted(stage.provides),
            }
            for stage in ordered
        ]
        if as_json:
            json.dump(rows, sys.stdout, indent=1)
            sys.stdout.write("\n")
            return
        console = output()
        for row in rows:
            needs = ", ".join((*row["requires"], *(f"({layer})" for layer in row["uses"]))) or "the text"
            console.print(f"{row['name']:<14} {needs}  →  {', '.join(row['provides'])}")
