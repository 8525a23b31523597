"""The JSON Schema of an analysis, generated from the types: ``python -m whoknew.model.schema`` rewrites the file."""

import json
from pathlib import Path
from typing import Any

import msgspec

from whoknew.model.analysis import FORMAT, Analysis

PATH = Path(__file__).with_name("schema.json")


def schema() -> dict[str, Any]:
    """The schema as a mapping (JSON Schema 2020-12)."""
    made = msgspec.json.schema(Analysis)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": "whoknew analysis",
        **made,
    }


def text() -> str:
    """The schema as the package ships it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
