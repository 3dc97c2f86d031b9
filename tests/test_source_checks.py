"""Task lists against their documents: every edit that changes meaning is told, and what is accepted is not."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from planparse.checks import check
from planparse.errors import UsageError
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.findings import Finding
from planparse.pipeline import extract
from planparse.plans import load_plan
from planparse.records import Accepted, Plan
from planparse.segment import with_keywords
from planparse.validation import validate_text
from planparse.validation.running import Choices, check_files
from planparse.validation.sources import Sources
from tests.check_files import DOCUMENTS
from tests.documents import ALL, sample
from tests.edits import Edit, Editor

EDITS = 500
EVERY_SAMPLE = "PLANPARSE_EVERY_SAMPLE"
"""Set in the environment: the edits are made on all samples, brief and full, which takes minutes."""
CHOSEN = (
    [(name, full) for name in ALL for full in (False, True)]
    if os.environ.get(EVERY_SAMPLE)
    else [("nanchong-2026", False), ("state-council-2019-3", True)]
)

WELLS = DOCUMENTS / "wells.txt"


def yaml_of(plan: Plan, *, full: bool = False) -> str:
    return exporter("yaml")(plan, Layout(full=full)).decode()


def said(plan: Plan, sources: Sources, *, full: bool = False) -> list[tuple[str, str]]:
    """Code and message of what is found against the document alone."""
    found = validate_text(yaml_of(plan, full=full), "a.yaml", sources=sources).findings
    return [(finding.code, finding.message) for finding in found]


def codes(plan: Plan, sources: Sources, *, full: bool = False) -> list[str]:
    return [code for code, _ in said(plan, sources, full=full)]


@pytest.fixture(scope="module")
def wells() -> Sources:
    return Sources(WELLS)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("format", ["yaml", "json"])
def test_what_extract_writes_differs_in_nothing(name: str, full: bool, format: str) -> None:
    text = exporter(format)(extract(sample(name)), Layout(full=full)).decode()
    assert validate_text(text, f"a.{format}", sources=Sources(sample(name))).findings == ()


def edits_of(
    editor: Editor, plan: Plan, sources: Sources, seed: str
) -> list[tuple[Edit, tuple[Finding, ...]]]:
    """Edits that change the plan, each with what is found."""
    chance = random.Random(seed)
    made: list[tuple[Edit, tuple[Finding, ...]]] = []
    while len(made) < EDITS:
        edit = editor.edit(chance)
        if edit is None:
            continue
        validated = validate_text(edit.text, "a.yaml", sources=sources)
        if validated.plan != plan:  # a default that is left out, a text in other quotes
            made.append((edit, validated.findings))
    return made


@pytest.mark.parametrize(("name", "full"), CHOSEN)
def test_nearly_every_edit_is_told(name: str, full: bool) -> None:
    sources = Sources(sample(name))
    text = yaml_of(extract(sample(name)), full=full)
    plan = validate_text(text, "a.yaml").plan
    assert plan is not None
    made = edits_of(Editor(text), plan, sources, name)
    untold = [(edit.kind, edit.path) for edit, found in made if not found]
    assert len(untold) <= EDITS // 100, untold
    assert {edit.kind for edit, _ in made} >= {"drop", "rename", "retype", "duplicate"}
    assert sorted(len(found) for _, found in made)[EDITS * 9 // 10] <= 3, (
        "an edit is told a few times at most"
    )


def test_an_edited_id_is_told_once() -> None:
    plan = extract(sample("yunxi-2024-plan"))
    edited = replace(plan, tasks=(replace(plan.tasks[0], id="2.1.99"), *plan.tasks[1:]))
    found = said(edited, Sources(sample("yunxi-2024-plan")))
    assert [one for one in found if one[0] != "id-number"] == [
        ("task-changed", "“id”原文是“2.1.1”,这里是“2.1.99”")
    ]


def test_a_task_put_in_with_all_others_renumbered_is_no_flood() -> None:
    plan = extract(sample("state-council-2019-3"))
    more = replace(
        plan.tasks[0], title="新任务", text="全新的一项工作。", number="新", deadlines=(), due=None
    )
    ids = [task.id for task in plan.tasks]
    moved = [replace(task, id=id) for task, id in zip(plan.tasks, [*ids[1:], "99"], strict=True)]
    found = codes(replace(plan, tasks=(more, *moved)), Sources(sample("state-council-2019-3")))
    assert found.count("task-not-in-source") == 1
    assert found.count("task-changed") == len(plan.tasks)
    assert not {"task-not-listed", "wording-not-in-source", "unit-changed"} & set(found)


def test_a_rewritten_task_is_still_the_same(wells: Sources) -> None:
    plan = extract(WELLS)
    edited = replace(plan.tasks[1], title="护井", text="每月至少巡查一次,做好记录。")
    found = said(replace(plan, tasks=(plan.tasks[0], edited)), wells)
    assert found == [
        ("wording-not-in-source", "“text”原文是“每月巡查一次。”,这里是“每月至少巡查一次,做好记录。”")
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"lead_units": ("县财政局",)}, ["unit-changed"]),
        ({"lead_units": ()}, ["unit-changed"]),
        ({"supporting_units": ()}, ["unit-changed"]),
        ({"supporting_units": ("县林业局", "县财政局")}, ["unit-changed"]),
        ({"supporting_units": ("县财政局", "县林草局")}, ["wording-not-in-source"]),
        ({"people": ()}, ["person-changed"]),
        ({"deadlines": ()}, ["deadline-changed"]),
        ({"targets": ()}, ["target-changed"]),
        ({"text": "2024年 底前\n打井５口。"}, []),
        ({"text": ""}, ["task-changed"]),
        ({"title": None}, ["task-changed"]),
    ],
)
def test_one_edit_is_one_finding(change: dict[str, object], expected: list[str], wells: Sources) -> None:
    plan = extract(WELLS)
    edited = replace(plan, tasks=(replace(plan.tasks[0], **change), plan.tasks[1]))  # type: ignore[arg-type]
    found = [code for code in codes(edited, wells) if code not in ("unit-in-two-roles", "missing-unit")]
    assert found == expected


def test_a_date_is_told_where_it_stands(wells: Sources) -> None:
    text = yaml_of(extract(WELLS)).replace("  due: 2024-12-31", "  due: 2025-12-31")
    found = validate_text(text, "a.yaml", sources=wells).findings
    [told] = [one for one in found if one.code == "deadline-changed"]
    line = text.splitlines()[told.line - 1]
    assert line[told.column - 1 :] == "2025-12-31"
    assert told.message == "“due”原文是 2024-12-31,这里是 2025-12-31"


def test_a_sentence_that_is_not_in_the_document_is_pointed_at(wells: Sources) -> None:
    text = yaml_of(extract(WELLS)).replace("每月巡查一次。", "每月巡查一次。每年大修一次。", 1)
    [told] = validate_text(text, "a.yaml", sources=wells).findings
    assert text.splitlines()[told.line - 1][told.column - 1 :] == "每年大修一次。"


def test_what_a_terminal_obeys_is_not_printed(wells: Sources) -> None:
    text = yaml_of(extract(WELLS)).replace("[县水利局]", '["县\\e水\\L利局"]')
    [told] = validate_text(text, "a.yaml", sources=wells).findings
    assert "这里是“县\ufffd水\ufffd利局”" in told.message


def test_what_cannot_be_read_is_not_missing(wells: Sources) -> None:
    text = yaml_of(extract(WELLS)).replace("title: 打井", "title：打井").replace("  people:", "  peple:")
    found = [one.code for one in validate_text(text, "a.yaml", sources=wells).findings]
    assert found == ["syntax", "unknown-field"]


def test_a_revised_document_is_compared_without_its_places(tmp_path: Path) -> None:
    plan = extract(WELLS)
    text = WELLS.read_text(encoding="utf-8").replace("一、重点", "按照县政府部署,制定本方案。\n一、重点")
    (tmp_path / "wells.txt").write_text(text.replace("县财政局", "县审计局"), encoding="utf-8")
    for full in (False, True):
        assert codes(plan, Sources(tmp_path), full=full) == ["source-changed", "wording-not-in-source"]


def test_another_document_is_told_once() -> None:
    plan = extract(WELLS)
    [(code, message)] = said(plan, Sources(DOCUMENTS / "roads.txt"))
    assert (code, message) == ("source-changed", "“roads.txt”像是另一份文件:没有一项任务相同")


def test_a_document_is_found_by_name_and_by_what_it_holds(tmp_path: Path) -> None:
    plan = extract(WELLS)
    below = tmp_path / "2024" / "县"
    below.mkdir(parents=True)
    (below / "打井.txt").write_bytes(WELLS.read_bytes())
    assert said(plan, Sources(tmp_path)) == [("document-changed", "“file”原文是“打井.txt”,这里是“wells.txt”")]
    (below / "wells.txt").write_bytes(WELLS.read_bytes())
    assert said(plan, Sources(tmp_path)) == []
    (tmp_path / "wells.txt").write_text("另一份。", encoding="utf-8")  # of two, that of the same bytes
    assert said(plan, Sources(tmp_path)) == []


def test_no_document_is_one_finding(tmp_path: Path) -> None:
    plan = replace(
        extract(WELLS), tasks=(), accepted=(Accepted(task="1.1", code="unit-changed", reason="调整"),)
    )
    [(code, message)] = said(plan, Sources(tmp_path))
    assert code == "source-missing"
    assert "wells.txt" in message


def test_neither_file_nor_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        Sources(tmp_path / "none")


def test_keywords_are_compared_where_there_are_any(wells: Sources) -> None:
    plan = with_keywords(extract(WELLS), 2)
    assert said(plan, wells) == []
    edited = replace(plan, tasks=(replace(plan.tasks[0], keywords=("挖沟",)), plan.tasks[1]))
    assert set(codes(edited, wells)) == {"task-changed"}


class TestAccepted:
    """What people changed on purpose."""

    def edited(self, *accepted: Accepted) -> Plan:
        plan = extract(WELLS)
        task = replace(plan.tasks[0], lead_units=("县住建局",), supporting_units=("县财政局",))
        return replace(plan, tasks=(task, plan.tasks[1]), accepted=accepted)

    def test_without_any_both_changes_are_told(self, wells: Sources) -> None:
        assert codes(self.edited(), wells) == ["wording-not-in-source", "unit-changed"]

    @pytest.mark.parametrize(
        ("accepted", "left"),
        [
            ({"task": "1.1", "code": "unit-changed"}, ["wording-not-in-source"]),
            ({"task": "1.1", "code": "unit-changed", "value": "县林业局"}, ["wording-not-in-source"]),
            ({"task": "1.1", "code": "wording-not-in-source", "value": "县住建局"}, ["unit-changed"]),
            ({"task": "1.1", "code": "wording-not-in-source", "field": "lead_units"}, ["unit-changed"]),
            (
                {"task": "1.2", "code": "unit-changed"},
                ["wording-not-in-source", "unit-changed", "unused-accepted"],
            ),
            (
                {"task": "1.1", "code": "unit-changed", "value": "县财政局"},
                ["wording-not-in-source", "unit-changed", "unused-accepted"],
            ),
            ({"code": "unit-changed"}, ["wording-not-in-source", "unit-changed", "unused-accepted"]),
        ],
    )
    def test_an_entry_accepts_what_it_speaks_of(
        self, accepted: dict[str, str], left: list[str], wells: Sources
    ) -> None:
        assert codes(self.edited(Accepted(**accepted, reason="调整分工")), wells) == left

    def test_a_reason_is_needed(self, wells: Sources) -> None:
        text = yaml_of(self.edited())
        entry = "accepted:\n- task: '1.1'\n  code: unit-changed\n"
        for reason, code in (("", "missing-field"), ("  reason: ''\n", "empty-value")):
            found = [
                one.code for one in validate_text(text + entry + reason, "a.yaml", sources=wells).findings
            ]
            assert code in found
            assert "unit-changed" in found

    def test_without_the_document_only_strange_codes_are_told(self) -> None:
        good = Accepted(task="1.1", code="unit-changed", reason="调整分工")
        plan = replace(extract(WELLS), accepted=(good, replace(good, code="unit-chang")))
        assert [(one.code, one.hint) for one in check(plan)] == [
            ("unused-accepted", "是否想写“unit-changed”?")
        ]

    @pytest.mark.parametrize("format", ["yaml", "json"])
    def test_entries_are_written_and_read_back(self, format: str, tmp_path: Path) -> None:
        plan = self.edited(
            Accepted(
                task="1.1", code="unit-changed", field="lead_units", value="县住建局", reason="机构改革"
            ),
            Accepted(code="document-changed", reason="以印发日期为准"),
        )
        path = tmp_path / f"a.{format}"
        path.write_bytes(exporter(format)(plan, Layout()))
        assert load_plan(str(path)).accepted == plan.accepted

    def test_a_plan_without_any_says_so_in_json_alone(self) -> None:
        plan = extract(WELLS)
        assert "accepted" not in yaml_of(plan)
        assert json.loads(exporter("json")(plan, Layout()))["accepted"] == []


def test_a_comment_that_ignores_a_difference_is_right_without_the_document(wells: Sources) -> None:
    text = yaml_of(extract(WELLS)).replace(
        "[县财政局, 县林业局]", "[县财政局]  # planparse: ignore[unit-changed] 调整分工"
    )
    assert validate_text(text, "a.yaml").findings == ()
    assert validate_text(text, "a.yaml", sources=wells).findings == ()
    taken_back = text.replace("[县财政局]", "[县财政局, 县林业局]")
    assert [one.code for one in validate_text(taken_back, "a.yaml", sources=wells).findings] == [
        "unused-ignore"
    ]


def test_a_document_that_cannot_be_read_leaves_the_other_checks(tmp_path: Path) -> None:
    (tmp_path / "wells.txt").write_bytes(b"")
    text = yaml_of(extract(WELLS)).replace("id: '1.2'", "id: '1.1'")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    run = check_files([str(tmp_path / "a.yaml")], Choices(source=str(tmp_path)))
    assert [str(fault) for fault in run.unread] == [
        f"{tmp_path / 'wells.txt'}: is empty; check that the download or the copy was complete"
    ]
    assert "duplicate-id" in [finding.code for finding in run.checked[0].findings]


def test_the_command(tmp_path: Path) -> None:
    text = yaml_of(extract(WELLS)).replace("[县水利局]", "[县水务局]")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    for source, code, pattern in (
        (WELLS, 1, r"a\.yaml:\d+:\d+: warning wording-not-in-source "),
        (DOCUMENTS, 1, r"a\.yaml:\d+:\d+: warning wording-not-in-source "),
        (tmp_path, 1, r"a\.yaml:\d+:\d+: warning source-missing "),
        (tmp_path / "none", 2, r"planparse: .*none: there is no such file or folder; "),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "planparse", "validate", "a.yaml", "--source", str(source), "-f", "text"],
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=False,
        )
        printed = (done.stdout + done.stderr).decode()
        assert (done.returncode, bool(re.match(pattern, printed))) == (code, True), printed
        assert printed.count("\n") == 1
