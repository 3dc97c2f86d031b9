"""The score over the golden documents stays at its floor or above, field by field."""

from __future__ import annotations

import json

from tests.evaluation.gate import FLOORS, corpus_digest, evaluate_all

RECORDED = json.loads(FLOORS.read_text(encoding="utf-8"))


def test_the_floors_belong_to_this_corpus() -> None:
    assert RECORDED["corpus"] == corpus_digest(), "run python -m tests.evaluation.gate --update"


def test_no_field_falls_below_its_floor() -> None:
    total = evaluate_all()
    below = {f: total.f1(f) for f, floor in RECORDED["floors"].items() if round(total.f1(f), 4) < floor}
    assert not below, "\n".join(total.notes)


def test_every_floor_is_perfect() -> None:
    assert set(RECORDED["floors"].values()) == {1.0}
