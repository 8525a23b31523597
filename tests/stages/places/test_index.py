"""The compiled index: what is put in is found again, and the shipped one answers as promised."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoknew.errors import WhoknewError
from whoknew.stages.places import COMPILED, lexicon, locate
from whoknew.stages.places.compile import pack
from whoknew.stages.places.fold import key
from whoknew.stages.places.index import Gazetteer
from whoknew.stages.places.record import Record
from whoknew.stages.places.resolve import Resolver

NAMES = st.text(alphabet="abcdefghijklmnoprstuvé -'", min_size=1, max_size=14).filter(lambda s: key(s) != "")


def record(name: str, population: int = 0, **more: object) -> Record:
    return Record(
        name=name, kind="city", latitude=10.0, longitude=-20.0, country="XX", population=population, geonames=7, **more
    )  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=70, unique=True))
def test_every_name_packed_is_found(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("gazetteer") / "places.wkgz"
    path.write_bytes(pack([record(name, number) for number, name in enumerate(names)]))
    gazetteer = Gazetteer(path)
    for name in names:
        assert any(entry.exact for entry in gazetteer.find(name)), name
    assert gazetteer.find("zzzz qqqq") == ()


def test_a_record_comes_back_as_it_went_in(tmp_path: Path) -> None:
    path = tmp_path / "places.wkgz"
    path.write_bytes(pack([record("Ostwick", 5000, names=["Al-Ostwik"])]))
    (entry,) = Gazetteer(path).find("Ostwik")
    assert (entry.name, entry.kind, entry.country, entry.id) == ("Ostwick", "city", "XX", "geonames:7")
    assert abs(entry.latitude - 10.0) < 0.003 and abs(entry.longitude + 20.0) < 0.006
    assert abs(entry.population - 5000) < 300


@pytest.mark.parametrize("content", [b"", b"WKGZ", b"x" * 200])
def test_a_broken_index_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.wkgz"
    path.write_bytes(content)
    with pytest.raises(WhoknewError, match="compile it again"):
        Gazetteer(path)


def test_the_shipped_index_opens_at_once_and_is_small() -> None:
    spent = []
    for _ in range(5):
        started = time.perf_counter()
        assert Gazetteer(COMPILED).find("Latakia")
        spent.append(time.perf_counter() - started)
    assert min(spent) < 0.02
    assert COMPILED.stat().st_size < 6_000_000
    assert "GeoNames" in Gazetteer(COMPILED).attribution


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Rebels took Homs and marched on Damascus.", ("Homs", "Damascus"), "SY"),
        (
            "The Libyan coast from Tripoli to Khoms was quiet, officials in Benghazi said.",
            ("Tripoli", "Khoms", "Benghazi"),
            "LY",
        ),
        ("Lebanese troops left Tripoli for Beirut.", ("Tripoli", "Beirut"), "LB"),
        ("He grew up in Athens, Georgia.", ("Athens", "Georgia"), "US"),
        ("He grew up in Athens and studied in Thessaloniki.", ("Athens", "Thessaloniki"), "GR"),
        ("They flew from Doha to Moscow.", ("Doha", "Moscow"), "QA"),
    ],
)
def test_context_decides(text: str, names: tuple[str, ...], country: str) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    answers = Resolver(Gazetteer(COMPILED), lexicon()).resolve(text, spans)
    assert answers[0] is not None and answers[0].entry.country == country


def test_a_name_without_context_is_not_certain() -> None:
    text = "They met in Springfield."
    (answer,) = Resolver(Gazetteer(COMPILED), lexicon()).resolve(text, [(12, 23)])
    assert answer is not None and answer.confidence < 0.75 and answer.others
    assert locate("Nowhere at all", [(0, 7)]) == [None]


@pytest.mark.parametrize(
    ("name", "country"), [("Finistère", "FR"), ("Yvelines", "FR"), ("Brittany", "FR"), ("Apulia", "IT")]
)
def test_regions_that_no_town_is_named_after_stand_roughly(name: str, country: str) -> None:
    (answer,) = Resolver(Gazetteer(COMPILED), lexicon()).resolve(f"Fires burned in {name}.", [(16, 16 + len(name))])
    assert answer is not None and answer.entry.country == country
