"""Spellings that are one name, and places of the user's own."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoknew import pipeline
from whoknew.errors import WhoknewError
from whoknew.model import Account, NamedEntity, Signals
from whoknew.stages.places import stage
from whoknew.stages.places.fold import OTHER, key, strict
from whoknew.stages.places.user import user_places


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Deir al-Zor"),
        ("al-Ramadi", "Ramadi"),
        ("Douma", "Duma"),
        ("Latakieh", "Latakie"),
        ("São Paulo", "Sao Paulo"),
        ("St. Louis", "Saint Louis"),
        ("Łódź", "Lodz"),
        ("Xi’an", "Xian"),
        ("U.S.", "US"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hums"), ("Oman", "Amman"), ("Iran", "Iraq"), ("Baku", "Bamako")])
def test_different_names_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(max_size=60))
def test_folding_is_total_and_settles(name: str) -> None:
    assert strict(strict(name)) == strict(name)
    assert re.fullmatch(rf"[a-z0-9 {OTHER}]*", key(name))


def test_geojson_points_and_polygons(tmp_path: Path) -> None:
    square = [[[36.0, 33.0], [36.2, 33.0], [36.2, 33.2], [36.0, 33.2], [36.0, 33.0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"name": "The Farm"},
            "geometry": {"type": "Point", "coordinates": [36.5, 33.5]},
        },
        {"type": "Feature", "properties": {"name": "Camp"}, "geometry": {"type": "Polygon", "coordinates": square}},
        {"type": "Feature", "properties": {}, "geometry": None},
    ]
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = dict(user_places([path], None))
    assert (found["The Farm"].latitude, found["The Farm"].longitude) == (33.5, 36.5)
    assert (found["Camp"].latitude, found["Camp"].longitude) == pytest.approx((33.1, 36.1))
    assert len(found) == 2


def test_aliases_give_points(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('"Dacha" = [55.7, 37.2]\n')
    assert dict(user_places([path], None))["Dacha"].latitude == 55.7


@pytest.mark.parametrize("content", ['"Dacha" = [155.7, 37.2]', '"Dacha" = "Nowhere"', '"Dacha" = 3', "= ="])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content)
    with pytest.raises(WhoknewError, match=r"own\.toml"):
        list(user_places([path], None))


def test_a_place_of_fiction_has_no_coordinates_and_a_note() -> None:
    text = "The dragon flew to Vethandril."
    found = [s for s in pipeline.discover() if s.name in ("layout", "segmentation", "quotations")]
    analysis = pipeline.run(Account(id="x", text=text, sha256="x"), found=found)
    word = next(n for n, token in enumerate(analysis.tokens) if analysis.text_of(token.span) == "Vethandril")
    signals = Signals(model="hand", names=(NamedEntity(first=word, end=word + 1, type="place"),))
    after = stage(msgspec.structs.replace(analysis, signals=signals))
    (place,) = after.places
    assert place.latitude is None and place.gazetteer_id is None
    assert [d.code for d in after.diagnostics] == ["places.unknown"]
