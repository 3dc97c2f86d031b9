"""The YAML emitter: whatever a record holds, PyYAML's loaders read it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse import Plan, Task, extract
from planparse.exporters.data import plan_data
from planparse.exporters.layout import Layout
from planparse.exporters.yaml import export, scalar
from planparse.records import Deadline, Document, Group, Source, SourceFile, Target
from tests.documents import ALL, sample

LOADERS: list[Any] = [yaml.SafeLoader, yaml.CSafeLoader]
AWKWARD = [
    "", "on", "No", "y", "3.10", "1e3", "1_000", "0x1F", "0o14", "014", "12:30:45", ".5", "5.", ".inf", ".NaN", "+1", "-.5",
    "null", "~", "2024-01-01", "2024-1-1 10:00:00", "=", "<<", "true", "---", "--- a", "...", "... b", "-", "- a", "-a", "?", "? a",
    "?a", ":", ": a", ":a", "a: b", "a:", "a:b", "a #b", "a#b", "#a", " a", "a ", "  ", "a  b", "'", "''", '"', "\\", "`a", "@a", "%a",
    "!a", "&a", "*a", "|", ">", "[a", "a]", "{a", "a}", "a, b", ",", "\t", "a\tb", "\ta", "a\t", "\0", "\x07", "\x1b", "\x7f", "\x85", "a\x85b",
    "\xa0", "\u2028", "a\u2029b", "\ufeff", "a\ufeff", "\ufffe", "\uffff", "\ud800", "? \ud800", "\ud83d\ude00", "\U0001f600", "𠮷野家", "市",
    "\n", "\n\n", "a\n", "a\n\n", "\na", " \na", "a\n b", "a \nb", "a\n\n\nb", "a\r\nb", "\r", "a\n\tb", "a\n# b", "a\n---\nb", "a\n  b\nc\n", "a\n \n",
    "长" * 61, "长" * 61 + "\n", " " + "长" * 61, "长" * 61 + " ", "# " + "长" * 61, "长\x85" * 61, "x " * 5000, "长" * 20_000, "字: " * 40,
]  # fmt: skip

_BRIEF = [text for text in AWKWARD if len(text) < 100]

texts = st.one_of(
    st.sampled_from(_BRIEF),
    st.text(max_size=40),
    st.text(alphabet="a长 \n:-#'\"?,[]{}.~0eE+_\t\x85\ufeff\ud800", max_size=80),
    st.lists(st.sampled_from(_BRIEF), max_size=4).map("".join),
)
names = st.lists(texts, max_size=4).map(tuple)
places = st.builds(
    Source,
    line=st.integers(1, 9),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    page=st.none() | st.integers(1, 3),
    cell=st.none() | texts,
)
numbers = st.one_of(st.integers(), st.floats(allow_nan=False))
targets = st.builds(
    Target, text=texts, indicator=st.none() | texts, value=numbers, unit=texts, measure=texts, source=places
)
deadlines = st.builds(
    Deadline, text=texts, kind=st.just("by"), date=st.none() | st.dates(), inherited=st.booleans()
)
tasks = st.builds(
    Task, id=texts, number=texts, outline=names, title=st.none() | texts, text=texts, lead_units=names, due=st.dates(),
    targets=st.lists(targets, max_size=2).map(tuple), deadlines=st.lists(deadlines, max_size=2).map(tuple), source=places,
)  # fmt: skip
groups = st.builds(Group, name=texts, roles=st.dictionaries(texts, names, max_size=3), source=places)
plans = st.builds(
    Plan,
    document=st.builds(
        Document, title=st.none() | texts, issuers=names, document_date=st.none() | st.dates()
    ),
    source=st.builds(SourceFile, file=texts, sha256=texts),
    tasks=st.lists(tasks, max_size=3).map(tuple),
    groups=st.lists(groups, max_size=2).map(tuple),
)


def kept(value: Any) -> Any:
    """What YAML holds of a plan's data: nothing that is empty, and no surrogates."""
    if isinstance(value, dict):
        filled = {key: part for key, part in value.items() if part is not None and part is not False}
        filled = {
            k: v
            for k, v in filled.items()
            if isinstance(v, (int, float)) or not hasattr(v, "__len__") or len(v)
        }
        return {kept(key): kept(part) for key, part in filled.items()}
    if isinstance(value, (list, tuple)):
        return [kept(part) for part in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_is_read_back(text: str) -> None:
    expected = text.encode("utf-8", "replace").decode()
    task = Task(
        id=text,
        number="1",
        outline=(text, text),
        lead_units=(text, "长" * 90),
        source=Source(line=1, start=0, end=1),
    )
    plan = Plan(
        document=Document(title=text), source=SourceFile(file=text, sha256=""), tasks=(task,),
        groups=(Group(name="组", roles={text: (text,)}, source=task.source),),
    )  # fmt: skip
    data = export(plan, Layout(full=True))
    for loader in LOADERS:
        assert yaml.load(scalar(text).encode(), loader) == expected
        read = yaml.load(data, loader)
        assert read["tasks"][0]["outline"] == [expected, expected]
        assert read["tasks"][0]["lead_units"] == [expected, "长" * 90]
        assert read["document"].get("title", "") == expected
        assert read["groups"][0]["roles"] == {expected: [expected]}


@settings(max_examples=60, deadline=None)
@given(plans, st.booleans())
def test_any_plan_is_read_back(plan: Plan, full: bool) -> None:
    data = export(plan, Layout(full=full))
    for loader in LOADERS:
        assert yaml.load(data, loader) == kept(plan_data(plan, full=full))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_any_text_is_read_back_and_stays_text(text: str) -> None:
    expected = text.encode("utf-8", "replace").decode()
    for loader in LOADERS:
        assert yaml.load(scalar(text).encode(), loader) == expected


@pytest.mark.parametrize("name", ALL)
def test_a_sample_is_read_back(name: str) -> None:
    plan = extract(sample(name))
    assert yaml.safe_load(export(plan, Layout(full=True))) == kept(plan_data(plan, full=True))


def test_what_people_see() -> None:
    task = Task(
        id="1.1",
        number="一",
        text="修路。" * 30,
        title="修: 路",
        lead_units=("甲局", "乙,丙"),
        source=Source(line=1, start=0, end=9),
    )
    plan = Plan(
        source=SourceFile(file="a.txt", sha256="0"),
        tasks=(task, replace(task, text="行一\n行二", lead_units=())),
    )
    assert export(plan, Layout()).decode().split("tasks:\n")[1] == (
        "- id: '1.1'\n  number: 一\n  section_kind: tasks\n  title: '修: 路'\n  text: |-\n    "
        + "修路。" * 30
        + "\n"
        "  lead_units: [甲局, '乙,丙']\n  source: {line: 1, start: 0, end: 9}\n"
        "- id: '1.1'\n  number: 一\n  section_kind: tasks\n  title: '修: 路'\n  text: |-\n    行一\n    行二\n"
        "  source: {line: 1, start: 0, end: 9}\n"
    )
