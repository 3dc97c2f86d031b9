"""`planparse explain`: one task, its wording with marks, and the rule behind each value."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planparse.cli.explain import explain, find_task
from planparse.errors import UsageError
from planparse.pipeline import parse_source
from planparse.readers import from_text
from tests.documents import sample
from tests.launching import planparse

PLAN = """清河县2024年节水实施方案
一、重点任务
(一)管网
1.修管网。到2024年底前，供水能力 5.4
万吨，漏损率控制在8%以内。(责任单位:县水利局、
县财政局,各镇,列第一位的为牵头单位,下同)
2.巡查。每季度巡查,9月31日前报送,并长期坚持。
— 3 —
记好台账。(责任领导:张三;责任单位:县住建局、县财政局)
3.宣传。(1)入户。发放手册。(2)入校。开设课程。(县教育局牵头)
二、实施步骤
(一)动员阶段(2024年3月1日-3月20日)
1.动员。召开会议。
"""


def explained(task_id: str, text: str = PLAN) -> list[str]:
    plan = parse_source(from_text(text))
    return explain(plan, find_task(plan, task_id, "plan.txt"), text)


def test_the_heading_comes_first() -> None:
    assert explained("1.1.1")[:2] == ["1.1.1  1 修管网", "一、重点任务 > (一)管网"]


def test_the_wording_is_the_sources_with_each_value_marked() -> None:
    lines = explained("1.1.1")
    assert lines[3:7] == [
        "原文",
        "  4│ 1.修管网。⟦时限 到2024年底前⟧，⟦指标 供水能力 5.4",
        "  5│ 万吨⟧，⟦指标 漏损率控制在8%以内⟧。(责任单位:⟦牵头 县水利局⟧、",
        "  6│ ⟦责任 县财政局⟧,⟦责任 各镇⟧,列第一位的为牵头单位,下同)",
    ]


@pytest.mark.parametrize("name", ["yunxi-2024-plan", "hengli-2018-plan", "advanced-town-template"])
def test_without_its_marks_the_wording_is_the_source(name: str) -> None:
    text = sample(name).read_bytes().decode("utf-8")
    plan = parse_source(from_text(text))
    for task in plan.tasks:
        lines = explain(plan, task, text)
        shown = "".join(line.partition("│ ")[2] for line in lines if "│ " in line)
        for label in ("牵头", "责任", "配合", "时限", "指标", "删去"):
            shown = shown.replace(f"⟦{label} ", "")
        printed = text[task.source.start : task.source.end]
        assert "".join(shown.replace("⟧", "").split()) == "".join(printed.split())
        assert "\n".join(lines).count("⟦") == "\n".join(lines).count("⟧")


def test_each_value_is_told_with_its_rule_and_its_line() -> None:
    first = explained("1.1.1")
    assert "  时限 到2024年底前:截止日期,2024-12-31,精确到年(第4行)" in first
    assert "  指标 供水能力5.4万吨:供水能力 等于 54000 吨,原文作5.4万吨(第4行)" in first
    assert any(line.startswith("  指标 漏损率控制在8%以内:漏损率 不超过 8 %") for line in first)
    assert "  责任 县财政局:原文写明(第6行)" in first
    assert "  完成时限 2024-12-31:各时限中最晚的一日" in first


def test_the_first_named_leads_by_the_rule_that_says_so() -> None:
    rule = "列第一位的为牵头单位,见第6行“列第一位的为牵头单位,下同”"
    assert f"  牵头 县水利局:{rule}(第5行)" in explained("1.1.1")
    assert f"  牵头 县住建局:{rule}(第9行)" in explained("1.1.2")


def test_a_unit_may_come_from_the_sections_clause() -> None:
    lines = explained("1.1", "一、任务(牵头单位:县水利局)\n1.修渠。整修渠道。\n2.植树。种植油茶。\n")
    assert "  牵头 县水利局:章节的责任分工(第1行)" in lines
    assert not any("⟦" in line for line in lines)


def test_dates_without_a_day_persons_doubts_and_what_was_removed() -> None:
    lines = explained("1.1.2")
    assert "  时限 每季度:定期,每季度(第7行)" in lines
    assert "  时限 9月31日前:读不出日期(第7行)" in lines
    assert "  疑点 没有“9月31日前”这一天:代码impossible-date(第7行)" in lines
    assert "  删去 — 3 —:规则page/number(第8行)" in lines
    assert "  责任领导 张三:原文写明" in lines
    assert "  8│ ⟦删去 — 3 —⟧" in lines


def test_subtasks_are_told() -> None:
    lines = explained("1.1.3")
    assert "  子任务 (1) 入户(第10行)" in lines
    assert "  牵头 县教育局:原文写明(第10行)" in lines


def test_an_inherited_date_names_what_it_comes_from() -> None:
    lines = explained("2.1.1")
    assert any("2024-03-20,精确到日,继承自阶段“动员阶段”(第12行)" in line for line in lines)


def test_a_task_in_which_nothing_was_read_says_so() -> None:
    assert explained("1", "1.修渠。整修渠道。\n2.植树。")[-1] == "  没有读出单位、时限和指标"


def test_what_would_steer_a_terminal_is_left_out() -> None:
    assert "\x1b" not in "".join(explained("1", "1.修渠。整修\x1b[31m渠道。\n2.植树。"))


def test_an_unknown_id_names_close_ones() -> None:
    plan = parse_source(from_text(PLAN))
    with pytest.raises(UsageError, match=r"has no task '1\.1\.9'; close ids: .*1\.1\.\d"):
        find_task(plan, "1.1.9", "plan.txt")
    with pytest.raises(UsageError, match=r"close ids: 1\.1\.1, 1\.1\.2, 1\.1\.3"):
        find_task(plan, "修渠", "plan.txt")
    with pytest.raises(UsageError, match="has no tasks"):
        find_task(parse_source(from_text("")), "1", "plan.txt")


def test_the_command_prints_plain_text_where_there_is_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    done = planparse("explain", path, "1.1.1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == explained("1.1.1")
    done = planparse("explain", path, "1.1.9")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(b"planparse: ")
    assert planparse("explain", tmp_path / "missing.txt", "1").returncode == 3


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal")
@pytest.mark.parametrize("no_color", [False, True])
def test_colour_on_a_terminal_only_and_never_with_no_color(tmp_path: Path, no_color: bool) -> None:
    import pty

    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color"} | ({"NO_COLOR": "1"} if no_color else {})
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "planparse", "explain", str(path), "1.1.1"]
    with subprocess.Popen(command, stdout=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux: the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    assert "县水利局".encode() in shown
    assert (b"\x1b[" in shown) is not no_color
