"""The development key: what is found of 155 sentences of ours, and what must not be found."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _module() -> ModuleType:
    path = Path(__file__).with_name("movekey.py")
    spec = importlib.util.spec_from_file_location("movekey", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KEY = _module()
NOTHING = [case for case in KEY.cases() if not case["moves"]]


@cache
def verdicts() -> tuple[Any, ...]:
    found = tuple(KEY.judge(case) for case in KEY.cases())
    if KEY.analyse("Ada left Bonn.").signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    return found


def test_what_the_key_holds() -> None:
    assert len(KEY.cases()) >= 150 and len(NOTHING) >= 40


@pytest.mark.parametrize(("part", "floor"), [("matched", 95.0), ("full", 90.0)])
def test_movements_of_the_key(part: str, floor: float) -> None:
    found = sum(len(v.found) for v in verdicts())
    wanted = sum(len(v.wanted) for v in verdicts())
    right = sum(getattr(v, part) for v in verdicts())
    assert KEY.f1(right, found, wanted) >= floor, (right, found, wanted)


def test_nothing_is_found_where_nobody_moves() -> None:
    wrong = [(v.text, [str(leg) for leg in v.found]) for v in verdicts() if not v.wanted and v.found]
    assert len(wrong) <= 1, wrong


def test_where_somebody_is_said_to_be() -> None:
    missed = [(v.text, v.stays_found) for v in verdicts() if v.stays[0] < v.stays[2]]
    assert len(missed) <= 2, missed
