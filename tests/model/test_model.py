"""The contract's types: they round-trip, and the schema in the package is the one that the types make."""

import json

import jsonschema
import msgspec

from whoknew.model import Account, Act, Analysis, Bounds, KnowledgeFinding, Party, schema


def test_schema_file_is_current() -> None:
    assert schema.PATH.read_text(encoding="utf-8") == schema.text(), "run: python -m whoknew.model.schema"


def test_analysis_round_trips_and_fits_its_schema() -> None:
    analysis = Analysis(
        account=Account(id="x", text="He told nobody."),
        acts=(Act(id="act1", type="tell", cue=(3, 7), others=(Party(descriptor="nobody", quantity="none"),)),),
    )
    encoded = msgspec.json.encode(analysis)
    assert msgspec.json.decode(encoded, type=Analysis) == analysis
    jsonschema.validate(json.loads(encoded), schema.schema())


def test_class_is_the_json_name_of_certainty() -> None:
    finding = KnowledgeFinding(
        id="k1", rule="knows", agent="e1", proposition="p1", value="knew", certainty="possible", interval=Bounds()
    )
    assert json.loads(msgspec.json.encode(finding))["class"] == "possible"
