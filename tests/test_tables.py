"""Tables that readers give, with merged cells; and what must hold for every table."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse import Plan, parse
from planparse.pipeline import parse_source
from planparse.readers import from_text
from planparse.readers.reading import Cell, Furniture, Reading, Table
from planparse.tabular import PLACEHOLDER
from planparse.tabular.cells import date_text, names_text, prose_text
from planparse.tabular.tables import find_tables
from planparse.text import Text
from tests.properties.test_properties import SETTINGS, assert_tiled
from tests.test_cases import told

# A small notation for a reader's table: a line a row, cells parted by |, ^ for a cell merged with the one above, < with
# the one before; a ⏎ is a line break inside a cell.


def table(drawing: str, start: int = 0) -> tuple[str, Table]:
    """The text of a table and its cells, as a reader gives them."""
    text = ""
    rows: list[list[Cell]] = []
    for number, line in enumerate(drawing.strip().split("\n"), 1):
        row: list[Cell] = []
        for column, drawn in enumerate(line.strip().split("|")):
            printed = "" if drawn.strip() in ("^", "<") else drawn.strip().replace("⏎", "\n")
            begin = start + len(text)
            if drawn.strip() == "^":
                row.append(rows[-1][column])
            elif drawn.strip() == "<":
                row.append(row[-1])
            else:
                row.append(Cell(begin, begin + len(printed), f"{chr(65 + column)}{number}"))
            text += printed + "\t"
        rows.append(row)
        text = text.removesuffix("\t") + "\n"
    text = text.removesuffix("\n")
    return text, Table(start, start + len(text), tuple(tuple(row) for row in rows))


def reading(*parts: str, furniture: tuple[str, ...] = ()) -> Reading:
    """Parts one below the other; a part with | is a table, one that is `furniture` a running head."""
    text = ""
    tables: list[Table] = []
    heads: list[Furniture] = []
    for part in parts:
        if part in furniture:
            heads.append(Furniture(len(text), len(text) + len(part), "test/header"))
            text += part + "\n"
        elif "|" in part:
            printed, made = table(part, len(text))
            tables.append(made)
            text += printed + "\n"
        else:
            text += part + "\n"
    return Reading(text.removesuffix("\n"), "utf-8", tables=tuple(tables), furniture=tuple(heads))


def plan_of(*parts: str, furniture: tuple[str, ...] = ()) -> Plan:
    source = from_text("")._replace(reading=reading(*parts, furniture=furniture))
    plan = parse_source(source)
    assert_tiled(plan, source.text)
    return plan


def test_a_group_that_is_merged_down_is_an_outline_level_of_each_row() -> None:
    plan = plan_of(
        """
        序号|领域|重点任务|工作内容|责任单位
        1|产业|修路|打路基。|县交通局
        2|^|架桥|架一座。|^
        3|民生|养老|建中心。|县民政局
        """
    )
    assert told(plan) == [
        "1 1 修路: 打路基。",
        "  产业",
        "  responsible: 县交通局",
        "2 2 架桥: 架一座。",
        "  产业",
        "  responsible: 县交通局",
        "3 3 养老: 建中心。",
        "  民生",
        "  responsible: 县民政局",
    ]
    assert [task.source.cell for task in plan.tasks] == ["A2", "A3", "A4"]
    assert [task.assignments[0].source.cell for task in plan.tasks if task.assignments[0].source] == [
        "E2",
        "E2",
        "E4",
    ]


def test_a_group_cell_of_numbered_headings_is_several_levels() -> None:
    plan = plan_of(
        """
        序号|重点任务|工作内容|责任单位
        1|二、重点任务⏎(一)产业发展|打路基。|县交通局
        2|^|架一座。|县水利局
        """
    )
    assert [(task.id, task.outline) for task in plan.tasks] == [
        ("2.1.1", ("二、重点任务", "(一)产业发展")),
        ("2.1.2", ("二、重点任务", "(一)产业发展")),
    ]


def test_a_task_cell_that_is_merged_down_over_numbered_rows_heads_them() -> None:
    plan = plan_of(
        """
        序号|重点任务|工作内容|责任单位
        1|修路|打路基。|县交通局
        2|^|铺路面。|县住建局
        3|架桥|架一座。|县水利局
        """
    )
    assert [(task.id, task.outline, task.title, task.text) for task in plan.tasks] == [
        ("1", ("修路",), None, "打路基。"),
        ("2", ("修路",), None, "铺路面。"),
        ("3", ("架桥",), None, "架一座。"),
    ]


def test_a_number_that_is_merged_down_heads_rows_with_units_of_their_own() -> None:
    plan = plan_of(
        """
        序号|重点任务|工作措施|责任单位|完成时限
        1|修路|打路基。|县交通局|2026年3月
        ^|^|铺路面。|县住建局|2026年6月
        2|架桥|架一座。|县水利局|2026年9月
        """
    )
    assert [(task.id, task.number, task.outline, task.title, str(task.due)) for task in plan.tasks] == [
        ("1.1", "1", ("1.修路",), None, "2026-03-31"),
        ("1.2", "2", ("1.修路",), None, "2026-06-30"),
        ("2", "2", (), "架桥", "2026-09-30"),
    ]


def test_rows_that_share_number_and_units_are_one_task() -> None:
    plan = plan_of(
        """
        序号|重点任务|工作措施|责任单位
        1|修路|打路基。|县交通局
        ^|^|铺路面。|^
        """
    )
    assert told(plan) == ["1 1 修路: 打路基。 / 铺路面。", "  responsible: 县交通局"]


def test_a_header_of_two_rows_with_merged_cells() -> None:
    plan = plan_of(
        """
        序号|工作任务|责任分工|<|工作目标|<|备注
        ^|^|牵头单位|配合单位|2026年|2027年|^
        1|修路|县交通局|县财政局|5公里|8公里|
        """
    )
    assert told(plan) == [
        "1 1 -: 修路 / 2026年工作目标:5公里 / 2027年工作目标:8公里",
        "  lead: 县交通局",
        "  supporting: 县财政局",
        "  target - 5公里 2026-12-31",
        "  target - 8公里 2027-12-31",
    ]


def test_rows_above_the_header_and_below_the_tasks_are_text() -> None:
    plan = plan_of(
        """
        清河县2026年重点任务分解表|<|<
        填报单位:县府办|<|<
        序⏎号|工作⏎任务|责任⏎单位
        一、深化改革|<|<
        1|优化审批|县行政审批局、县司法局
        注:责任单位列第一位的为牵头单位。|<|<
        """
    )
    assert plan.document.title == "清河县2026年重点任务分解表"
    assert told(plan) == [
        "1.1 1 -: 优化审批",
        "  一、深化改革",
        "  lead: 县行政审批局",
        "  responsible: 县司法局",
        "note lead_rule: 责任单位列第一位的为牵头单位",
    ]
    assert [section.kind for section in plan.sections] == [
        "preface",
        "preamble",
        "table",
        "tasks",
        "preamble",
    ]


def test_headings_in_a_table_number_the_ids_and_name_the_kind() -> None:
    plan = plan_of(
        "一、工作安排",
        """
        序号|工作任务|责任单位
        一、重点任务|<|<
        1|修路|县交通局
        二、保障措施|<|<
        1|加强督导|县政府督查室
        """,
    )
    assert [(task.id, task.section_kind, task.outline) for task in plan.tasks] == [
        ("1.1.1", "tasks", ("一、工作安排", "一、重点任务")),
        ("1.2.1", "safeguards", ("一、工作安排", "二、保障措施")),
    ]


def test_a_table_that_pages_break_is_one() -> None:
    head = "序号|工作任务|责任单位"
    plan = plan_of(
        f"{head}\n1|加快推进农村公路建设，完成投资|县交通局",
        "清河县文件",
        "— 2 —",
        f"{head}\n|5亿元。|\n2|架桥。|县水利局",
        "清河县文件",
        "3|种树。|县林业局\n4|种草。|县林业局",
        furniture=("清河县文件",),
    )
    assert told(plan) == [
        "1 1 -: 加快推进农村公路建设,完成投资5亿元。",
        "  responsible: 县交通局",
        "  target 投资 5亿元",
        "2 2 -: 架桥。",
        "  responsible: 县水利局",
        "3 3 -: 种树。",
        "  responsible: 县林业局",
        "4 4 -: 种草。",
        "  responsible: 县林业局",
        "removed test/header",
        "removed page/number",
        "removed table/header",
        "removed test/header",
    ]


def test_two_tables_with_text_between_them_are_two() -> None:
    part = "序号|工作任务|责任单位\n1|修路|县交通局"
    plan = plan_of("一、产业", part, "二、民生", part)
    assert [(task.id, task.outline) for task in plan.tasks] == [
        ("1.1", ("一、产业",)),
        ("2.1", ("二、民生",)),
    ]


def test_a_second_header_in_one_table_begins_anew() -> None:
    plan = plan_of(
        """
        序号|工作任务|责任单位|备注
        1|修路|县交通局|
        二、问题整改|<|<|<
        整改任务|整改措施|完成时限|牵头单位
        乱倒垃圾|设垃圾箱。|2026年3月|县城管局
        """
    )
    assert told(plan) == [
        "1 1 -: 修路",
        "  responsible: 县交通局",
        "2.1 1 乱倒垃圾: 设垃圾箱。",
        "  二、问题整改",
        "  lead: 县城管局",
        "  by 2026-03-31 2026年3月",
    ]


def test_a_table_without_a_header_of_tasks_stays_text() -> None:
    plan = plan_of("一、机构", "姓名|单位|职务\n张三|县水利局|局长", "二、任务\n修路。")
    assert [task.id for task in plan.tasks] == ["1", "2"]
    assert "张三 县水利局 局长" in plan.tasks[0].text


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("市发展和改革\n委员会、市财政局", "市发展和改革委员会、市财政局"),
        ("市人力资源和社\n会保障局", "市人力资源和社会保障局"),
        ("县发改局\n县财政局", "县发改局、县财政局"),
        ("发改局\n财政局", "发改局、财政局"),
        ("市场监管局\n人力资源社会保障局", "市场监管局、人力资源社会保障局"),
        ("市发改委、\n市财政局", "市发改委、市财政局"),
        ("省数据集团(筹", "省数据集团筹"),
        ("甲局)、乙局", "甲局、乙局"),
        ("各区(县、市)政府", "各区(县、市)政府"),
        ("县水利局(牵头)、各镇", "县水利局牵头,各镇"),
    ],
)
def test_a_line_end_in_a_cell_of_names(printed: str, names: str) -> None:
    text = names_text(printed, ((0, len(printed)),))
    assert text.value.replace(",、", ",") == names


def test_a_line_end_in_a_cell_of_wording_or_dates() -> None:
    wrapped = "加快建设现代化产业体系,打造\n先进制造业集群,新建工厂5\n座。\n1.扩大投资。\n2.稳定就业。"
    assert prose_text(wrapped, ((0, len(wrapped)),)).value == (
        "加快建设现代化产业体系,打造先进制造业集群,新建工厂5座。\n1.扩大投资。\n2.稳定就业。"
    )
    assert date_text("2026年\n6月底前\n12月底前", ((0, 16),)).value == "2026年6月底前,12月底前"


def test_joined_texts_lead_to_the_source_in_any_order() -> None:
    source = "一二三四五六"
    pieces = [Text(source[a:b], source, ([0], [a], [b]), ()) for a, b in ((4, 6), (0, 2), (0, 2))]
    joined = Text.joined(pieces, source)
    assert joined.value == "五六一二一二"
    assert [source[slice(*joined.span(i, i + 1))] for i in range(6)] == list(joined.value)


def test_the_placeholder_character_in_a_text_is_a_character() -> None:
    plan = parse(
        f"一、任务\n{PLACEHOLDER}\n1.修路{PLACEHOLDER}。修一公里。\n序号\t任务\t责任单位\n1\t架桥\t甲局"
    )
    assert [task.id for task in plan.tasks] == ["1.1", "1.1.1"]
    assert plan.sections[0].text == PLACEHOLDER


def test_ordinary_text_loads_nothing_of_this() -> None:
    code = (
        "import sys, planparse; planparse.parse('一、任务\\n1.修路。修一公里。(县交通局负责)');"
        "print([m for m in sys.modules if m.startswith(('planparse.tabular.', 'planparse.assembly.table', 'openpyxl'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_HEADERS = [
    "序号", "领域", "重点任务", "工作内容", "具体任务", "牵头单位", "责任单位", "配合单位", "完成时限", "2026年目标", "备注", "建议责任单位",
    "责任分工", "责任人", "序 号", "责任单位(列第一位的为牵头单位)",
]  # fmt: skip
_CELLS = [
    "", "", "1", "2", "3", "一", "(一)", "一、深化改革", "修路", "架桥。", "新建5公里。", "推进工作,", "县水利局", "县水利局、县财政局", "县水利局(牵头)、各镇",
    "/", "无", "6月底前", "2026年12月", "持续推进", "9月31日", "合计", "注:说明", "张三", "(", "）", "[", "**粗**", "a\\|b", "<br>", "1.设计。2.施工。",
    "95%以上", "(责任单位:县林业局)", "牵头单位:县水利局", "\u200b", "\u3000", "市发展和改革", "委员会", PLACEHOLDER, "2026.6", "２", "①设计", "：", ";",
]  # fmt: skip
_LINES = [
    "一、重点任务", "(一)产业", "1.修路。修一公里。(责任单位:县交通局)", "附件1", "重点任务清单", "二、保障措施", "— 3 —", "", "县政府", "2024年3月8日",
    "关于印发《清河县节水方案》的通知", "清河县节水方案", "详见下表:", "以上任务,未明确年限的,皆为到2022年。", PLACEHOLDER, "相关文章:",
]  # fmt: skip


@st.composite
def printed_tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(2, 7))
    parted = draw(st.sampled_from(["\t", "\t", "|", " | "]))
    header = draw(st.lists(st.sampled_from(_HEADERS), min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(st.sampled_from(_CELLS), min_size=1, max_size=width + 1), max_size=7))
    lines = [parted.join(row) for row in [header, *rows]]
    if parted != "\t":
        lines = [f"|{line}|" for line in lines]
    if draw(st.booleans()):
        lines.insert(
            draw(st.integers(1, len(lines))), draw(st.sampled_from([lines[0], "|--|--|", "— 3 —", ""]))
        )
    return draw(st.sampled_from(["\n", "\r\n", "\n\n"])).join(lines)


@st.composite
def drawn_tables(draw: st.DrawFn) -> str:
    """A reader's table in the notation of this file, with cells merged at random."""
    width = draw(st.integers(2, 6))
    plain = [cell for cell in _CELLS if "|" not in cell and cell.strip() not in ("^", "<")]
    header = draw(st.lists(st.sampled_from(_HEADERS), min_size=width, max_size=width))
    rows = draw(
        st.lists(
            st.lists(st.sampled_from([*plain, "^", "^", "<"]), min_size=width, max_size=width), max_size=6
        )
    )
    return "\n".join("|".join([row[0].replace("<", ""), *row[1:]]) for row in [header, *rows])


_BUDGET = int(os.environ.get("HYPOTHESIS_EXAMPLES", "150"))


@settings(SETTINGS, max_examples=_BUDGET)
@given(st.lists(st.one_of(printed_tables(), st.sampled_from(_LINES)), max_size=6).map("\n".join))
def test_nothing_of_a_printed_table_is_lost(source: str) -> None:
    plan = parse(source)
    assert_tiled(plan, source)
    assert len({task.id for task in plan.tasks}) == len(plan.tasks)
    if PLACEHOLDER not in source:
        written = repr((plan.tasks, plan.sections, plan.notes, plan.diagnostics))
        assert PLACEHOLDER not in written


@settings(SETTINGS, max_examples=_BUDGET)
@given(st.lists(st.one_of(drawn_tables(), st.sampled_from(_LINES)), min_size=1, max_size=5))
def test_nothing_of_a_readers_table_is_lost(parts: list[str]) -> None:
    made = reading(*parts, furniture=("— 3 —",))
    plan = parse_source(from_text("")._replace(reading=made))
    assert_tiled(plan, made.text)
    for task in plan.tasks:
        for assignment in task.assignments:
            assert assignment.source is not None
            assert 0 <= assignment.source.start < assignment.source.end <= len(made.text)


@settings(SETTINGS, max_examples=_BUDGET)
@given(st.lists(printed_tables(), min_size=1, max_size=3).map("\n\n文字\n\n".join))
def test_tables_are_in_order_and_their_rows_in_them(source: str) -> None:
    position = 0
    for found in find_tables(Reading(source, "utf-8")):
        assert position <= found.start < found.end <= len(source)
        position = found.start
        for block in found.blocks:
            assert position <= block.start < block.end <= found.end
            position = block.end
        position = found.end


@pytest.mark.parametrize(
    "piece",
    [
        "|a",
        "a\t",
        "|\n",
        "|a|\n",
        "a\tb\n",
        "序号 ",
        "序号 任务 责任单位\n",
        "|序号|任务|责任单位|\n",
        "序号\t任务\t责任单位\n1\n",
        "┼\n",
    ],
)
def test_text_full_of_marks_is_read_in_time(piece: str) -> None:
    source = (piece * 40_000)[:40_000]
    found = find_tables(Reading(source, "utf-8"))
    assert all(table.start < table.end for table in found)


def test_a_cell_that_is_merged_over_thousands_of_rows_is_not_read_thousands_of_times() -> None:
    long = "县水利局、" * 250
    text = f"序号\t任务\t责任单位\n1\t修路\t{long}\n" + "".join(f"{n}\t架桥{n}\t\n" for n in range(2, 3000))
    shared = Cell(text.index(long), text.index(long) + len(long))
    rows: list[tuple[Cell, ...]] = []
    position = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n")):
        cells: list[Cell] = []
        for part in line.split("\t"):
            cells.append(Cell(position, position + len(part)))
            position += len(part) + 1
        rows.append((*cells[:2], shared if number else cells[2]))
    plan = parse_source(
        from_text("")._replace(reading=Reading(text, "utf-8", tables=(Table(0, len(text), tuple(rows)),)))
    )
    assert len(plan.tasks) == 2999
    assert plan.tasks[1].responsible_units == ("县水利局",)
    assert plan.tasks[-1].responsible_units == ()  # a limit: see assembly/table_text.py
