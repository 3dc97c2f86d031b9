"""Each code by its folder: what is in `fail/` raises it where it is marked, and nothing else; `pass/` raises nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from planparse.checks import check
from planparse.checks.example import DOCUMENT
from planparse.checks_page import PATH, page
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.pipeline import extract, parse
from planparse.validation import validate_text
from planparse.validation.choosing import rules
from planparse.validation.sources import Sources
from tests.check_files import AGAINST, CHECKS, Place, marks, places, sources_of, whole, whole_of_document
from tests.documents import NAMES, ROOT, sample

FILES = sorted(path for path in CHECKS.glob("*/*/*") if path.is_file())


def found_in(path: Path) -> list[Place]:
    """What is found in a file, by the settings that a user has who chose nothing."""
    text = path.read_text(encoding="utf-8")
    return places(validate_text(text, path.name, sources=sources_of(path.parent.parent.name)).findings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHECKS)))
def test_a_file_raises_what_it_is_marked_with(path: Path) -> None:
    expected = marks(path)
    assert found_in(path) == expected
    code, kind = path.parent.parent.name, path.parent.name
    assert {one[2] for one in expected} == ({code} if kind == "fail" else set())


def test_every_code_has_two_files_of_each_kind() -> None:
    folders = {path.name for path in CHECKS.iterdir() if path.is_dir()}
    assert folders == set(rules())
    for code in folders:
        for kind in ("pass", "fail"):
            assert len(list((CHECKS / code / kind).iterdir())) >= 2, (code, kind)


@pytest.mark.parametrize("code", sorted(rules().keys() - AGAINST))
def test_the_examples_of_the_docs_are_as_they_say(code: str) -> None:
    rule = rules()[code]
    wrong = [finding.code for finding in validate_text(whole(rule.wrong), "a.yaml").findings]
    assert set(wrong) == ({code} if rule.wrong else set())
    assert validate_text(whole(rule.right), "a.yaml").findings == ()


@pytest.mark.parametrize("code", sorted(AGAINST))
def test_the_examples_against_a_document_are_as_they_say(code: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(DOCUMENT.encode())
    sources = Sources(tmp_path)
    rule = rules()[code]
    wrong = validate_text(whole_of_document(rule.wrong), "a.yaml", sources=sources).findings
    assert [finding.code for finding in wrong if finding.code != code] == []
    assert wrong
    assert validate_text(whole_of_document(rule.right), "a.yaml", sources=sources).findings == ()


def test_thirty_faults_are_thirty_findings() -> None:
    path = CHECKS / "thirty.yaml"
    assert len(marks(path)) == 30
    assert found_in(path) == marks(path)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("full", [False, True])
def test_what_extract_writes_has_no_finding(name: str, format: str, full: bool) -> None:
    text = exporter(format)(extract(sample(name)), Layout(full=full)).decode()
    validated = validate_text(text, f"tasks.{format}")
    assert validated.findings == ()
    assert validated.plan is not None


def test_check_says_the_same_of_a_plan_in_memory() -> None:
    plan = parse(
        "一、任务\n1.修路。年底前修5公里。(牵头单位:甲局、甲局)\n2.架桥。(责任单位:乙局)\n4.种树。(责任单位:乙局)"
    )
    assert [(finding.code, finding.line) for finding in check(plan)] == [("numbering-gap", 0)]


def test_a_list_of_units_is_known() -> None:
    plan = parse("一、任务\n1.修路。(牵头单位:云溪数字集团)\n2.架桥。(责任单位:云溪数据集团)")
    assert check(plan) == []
    found = check(plan, known_units={"云溪数字集团"})
    assert [(finding.code, finding.hint) for finding in found] == [("unlike-unit", "是否想写“云溪数字集团”?")]


def test_the_page_in_docs_is_the_generated_one() -> None:
    written = (ROOT / PATH).read_text(encoding="utf-8")
    assert written == page(), "run: python -m planparse.checks_page --write"


def test_the_page_has_every_code() -> None:
    text = page()
    for code in rules():
        assert text.count(f"\n### {code}\n") == 1
        assert text.count(f"\n| [`{code}`](#{code}) |") == 1
