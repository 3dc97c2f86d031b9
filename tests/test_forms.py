"""The catalogue of forms: each wording met in real documents is a case, under the form as its title.

A form that the catalogue cuts short is completed. What the program does not answer rightly yet is in `OPEN`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from planparse.normalise import normalise
from planparse.text import Text
from tests.fixtures import CASES, Case, label, read_cases
from tests.test_cases import _deadlines, _groups, _markers, _responsibilities, _targets, _units

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
}

# Forms that speak of something else than the rest of their file.
_OTHERS: dict[str, Run] = {
    "市数据局（市人 工智能局） /": _normalised(_units),
    '"co": "无"': _normalised(_units),
    "1.第一阶段(2022年7月至2022年12月)": _groups,
}

# Headers, rows and columns of tables: tables are read elsewhere, so these are counted here and run there.
TABLES = (
    "序号 重点举措 实施路径 完成时限 责任单位 配合单位",
    "序号 领域 具体任务 责任单位",
    "序号 章节 对应任务 细则名称 细则内容 牵头部门 配合部门 完成时限",
    "序号 重点工程 工作内容 2026 年目标 2027 年目标 牵头单位",
    "具体任务 牵头部门",
    "序号 工 作 任 务 牵头负责部门",
    "8 公路投资1.65万亿元 交通运输部",
    "建议责任单位",
)

# Forms without a right answer yet, and why. Each passes the day it is mended, and then leaves this list.
OPEN = {
    "由国网龙岩供电公司牵头，组织各县(市、区)供电公司": "a sentence that goes on behind 由X牵头 is read as prose",
    "省发展改革委和省林业局为全省国有林场电网改造的总牵头单位": "X为…的总牵头单位 is no shape of a clause",
    "(二)市委文明办(创城办):根据创建全国文明城市": "a body that heads an item with a colon is not taken as responsible",
    "市数据局（市人 工智能局） /": "a space inside the brackets of a name is kept",
    "１, a private-use sign on the next line": "a digit and the damaged dot below it are not joined to a marker",
    "2014年X月X日—2014年X月X日": "the year before X月X日 is read as a whole year",
    "2026年XX月XX日": "the year before XX月XX日 is read as a whole year",
    "500米覆盖率达到10000": "a size inside the name of an indicator is read as a target",
}

_ALL = [(name, case) for name in FILES for case in read_cases(f"{_FOLDER}/{name}")]


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    reason = OPEN.get(case.title)
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=label(case), marks=_marks(case)) for name, case in _ALL],
)
def test_form(name: str, case: Case) -> None:
    run = _OTHERS.get(case.title, FILES[name].run)
    assert run(name, case.given) == case.expected, case.place


def test_no_form_is_skipped() -> None:
    assert sorted(path.stem for path in (CASES / _FOLDER).glob("*.md")) == sorted(FILES)
    counted = {name: sum(one == name for one, _ in _ALL) for name in FILES}
    assert counted == {name: forms.cases for name, forms in FILES.items()}
    assert len(TABLES) == 8


def test_each_form_stands_once() -> None:
    titles = [case.title for _, case in _ALL] + list(TABLES)
    assert sorted(titles) == sorted(set(titles))


def test_lists_name_forms_that_stand_in_the_files() -> None:
    titles = {case.title for _, case in _ALL}
    assert not (set(OPEN) | set(_OTHERS)) - titles
