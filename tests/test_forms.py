"""The catalogue of forms: each wording met in real documents is a case, under the form as its title.

A form that the catalogue cuts short is completed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from planparse.normalise import normalise
from planparse.text import Text
from tests.fixtures import CASES, Case, label, read_cases
from tests.test_cases import _deadlines, _groups, _markers, _responsibilities, _targets, _units, tables

Run = Callable[[str, str], str]

# One folder deeper than the cases of a stage: tests/test_cases.py runs every `*/*.md`, and these are run here.
_FOLDER = "forms/catalogue"


class Forms(NamedTuple):
    """How a file is run, and how many cases it holds."""

    run: Run
    cases: int


def _normalised(run: Run) -> Run:
    """Run on normalised text what does not normalise by itself."""
    return lambda topic, given: run(topic, normalise(Text.raw(given)).value)


FILES = {
    "a-responsibilities": Forms(_responsibilities, 103),
    "b-markers": Forms(_normalised(_markers), 24),
    "c-deadlines": Forms(_deadlines, 36),
    "d-targets": Forms(_targets, 18),
    "e-tables": Forms(tables, 8),
}

# Forms that speak of something else than the rest of their file.
_OTHERS: dict[str, Run] = {
    "市数据局（市人 工智能局） /": _normalised(_units),
    '"co": "无"': _normalised(_units),
    "1.第一阶段(2022年7月至2022年12月)": _groups,
    "2014年X月X日—2014年X月X日": _groups,
}

_ALL = [(name, case) for name in FILES for case in read_cases(f"{_FOLDER}/{name}")]


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=label(case)) for name, case in _ALL],
)
def test_form(name: str, case: Case) -> None:
    run = _OTHERS.get(case.title, FILES[name].run)
    assert run(name, case.given) == case.expected, case.place


def test_no_form_is_skipped() -> None:
    assert sorted(path.stem for path in (CASES / _FOLDER).glob("*.md")) == sorted(FILES)
    counted = {name: sum(one == name for one, _ in _ALL) for name in FILES}
    assert counted == {name: forms.cases for name, forms in FILES.items()}


def test_each_form_stands_once() -> None:
    titles = [case.title for _, case in _ALL]
    assert sorted(titles) == sorted(set(titles))


def test_lists_name_forms_that_stand_in_the_files() -> None:
    titles = {case.title for _, case in _ALL}
    assert not set(_OTHERS) - titles
