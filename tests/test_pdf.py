"""PDF: printed lines to paragraphs, whatever the file's order, and files that would do harm."""

from __future__ import annotations

import random
import subprocess
import sys
import unicodedata
import zlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse import extract
from planparse.exporters.data import plan_data
from planparse.normalise import normalise
from planparse.places import Places
from planparse.readers import read, read_bytes
from planparse.readers.layout import Aside, Glyph, Sheet, Stroke, lay_out
from planparse.readers.reading import Reading
from planparse.records import Plan
from tests.documents import GOLDEN, SAMPLES
from tests.evaluation.compare import compare
from tests.measured import measured
from tests.pdf_files import PRINTED, Page, assembled, office, office_text, pdf, print_office, stream

PRINTS = sorted(path.stem for path in PRINTED.glob("*.pdf"))
HEADING = "一、重点任务"
PARAGRAPH = "到二〇二七年培育百亿级龙头企业，推动行业发展壮大，支持各县市区建设示范园区，加快形成以甲市、乙市为核心的发展格局。"
CLAUSE = (
    "（一）推动标准落地，由省级行业主管部门会同有关方面制定实施办法，每年十二月底前报送进展情况，不得拖延。"
)


def wrapped(*paragraphs: str, width: int = 30) -> list[str]:
    """Paragraphs as lines of full width, the first of each set in by two characters."""
    lines = []
    for paragraph in paragraphs:
        indented = "\u3000\u3000" + paragraph
        lines += [indented[at : at + width] for at in range(0, len(indented), width)]
    return lines


def reading_of(*pages: Page, trailer: bytes = b"") -> Reading:
    reading = read_bytes(pdf(*pages, trailer=trailer), "plan.pdf").reading
    check(reading)
    return reading


def check(reading: Reading) -> None:
    """What holds for every reading: places are in order, inside the text, and those of cells are what is printed."""
    end = 0
    for furniture in reading.furniture:
        assert end <= furniture.start < furniture.end <= len(reading.text)
        end = furniture.end
    assert list(reading.pages) == sorted(reading.pages)
    assert all(0 <= page <= len(reading.text) for page in reading.pages)
    for table in reading.tables:
        for row in table.rows:
            assert all(table.start <= cell.start <= cell.end <= table.end for cell in row)
            assert not any("\t" in reading.text[cell.start : cell.end] for cell in row)


def body(reading: Reading) -> list[str]:
    """The paragraphs, as the passes get them."""
    return [line.strip() for line in reading.opened().value.split("\n") if line.strip()]


def removed(reading: Reading, rule: str) -> list[str]:
    return [reading.text[one.start : one.end] for one in reading.furniture if one.rule == f"pdf/{rule}"]


def answers(plan: Plan) -> list[tuple[object, ...]]:
    """What a plan says of each task, white space aside: a printed line may have eaten it."""
    return [
        (
            task.number,
            task.title,
            "".join(task.text.split()),
            task.lead_units,
            task.responsible_units,
            task.supporting_units,
            [deadline.date for deadline in task.deadlines],
            ["".join(target.text.split()) for target in task.targets],
            [(sub.number, "".join(sub.text.split())) for sub in task.subtasks],
        )
        for task in plan.tasks
    ]


@pytest.mark.parametrize("name", PRINTS)
def test_a_printed_text_says_what_the_text_says(name: str) -> None:
    printed, text = extract(PRINTED / f"{name}.pdf"), extract(SAMPLES / f"{name}.txt")
    assert answers(printed) == answers(text)
    assert printed.document == text.document


def test_all_five_are_printed() -> None:
    assert len(PRINTS) == 5
    assert all((PRINTED / f"{name}.pdf").stat().st_size < 300_000 for name in PRINTS)


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_what_is_printed_now_reads_as_what_was_printed(tmp_path: Path) -> None:
    name = PRINTS[-1]
    made = tmp_path / f"{name}.fodt"
    made.write_text(
        office_text((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"), size=16), encoding="utf-8"
    )
    print_office([made], tmp_path)
    assert answers(extract(tmp_path / f"{name}.pdf")) == answers(extract(SAMPLES / f"{name}.txt"))


def test_a_provincial_gazette() -> None:
    path = SAMPLES / "zhejiang-2025-10.pdf"
    source = read(path)
    reading = source.reading
    check(reading)
    assert reading.tool.startswith("pypdfium2 ")
    assert (source.media_type, len(reading.pages)) == ("application/pdf", 11)
    gold = yaml.safe_load((GOLDEN / "zhejiang-2025-10.yaml").read_text(encoding="utf-8"))
    plan = extract(path)
    tally = compare(gold, plan_data(plan, full=True), reading.text)
    assert not tally.notes
    assert "１.２万亿元" in reading.text, "the decimal point is a sign of private use"
    assert "浙政发〔２０２５〕１０号" in reading.text, "号 is drawn behind the red rule"
    assert "\n书\n" not in reading.text, "it lies five metres off the page"
    assert [text for text in removed(reading, "ruling") if set(text) == {"欗"}]
    assert len(removed(reading, "page-number")) == 10
    first = plan.tasks[0]
    assert (first.source.page, plan.tasks[-1].source.page) == (2, 10)
    assert "百亿级龙头\n— ２ —\n企业。" in reading.text[first.source.start : first.source.end]


def test_a_glyph_that_is_drawn_twice_to_look_bold_counts_once() -> None:
    page = Page().text(90, 60, "中华人民共和国", size=16).text(90.5, 60, "中华人民共和国", size=16)
    for number, letter in enumerate("一一得一"):
        page.text(90 + 16 * number, 90, letter, size=16).text(90.4 + 16 * number, 90.2, letter, size=16)
    page.text(90, 120, "all 100").text(90.3, 120, "all 100")
    assert body(reading_of(page)) == ["中华人民共和国", "一一得一", "all 100"]


def test_letters_that_are_set_apart_are_words() -> None:
    page = (
        Page().text(90, 60, "现将贵州省方案印发给你们", pitch=19).text(90, 90, "组").text(126, 90, "长：张三")
    )
    page.text(90, 120, "责任单位：县财政局").text(300, 120, "县水利局")
    assert body(reading_of(page)) == [
        "现将贵州省方案印发给你们",
        "组 长：张三",
        "责任单位：县财政局 县水利局",
    ]


def test_characters_of_one_baseline_are_one_line_wherever_they_are_drawn() -> None:
    page = (
        Page()
        .text(90, 60, "到")
        .text(126, 60, "年底，建成")
        .text(90, 90, "二、保障措施")
        .text(102, 60.8, "2027")
    )
    assert body(reading_of(page)) == ["到2027年底，建成", "二、保障措施"]


def test_radicals_stay_in_the_text_and_are_folded_by_the_passes() -> None:
    reading = reading_of(Page().text(90, 60, "⼈⼯智能、⻄部⻓廊"))
    assert reading.text == "⼈⼯智能、⻄部⻓廊"
    assert normalise(reading.opened()).value == "人工智能、西部长廊"


@pytest.mark.parametrize("mark", ["— {} —", "- {} -", "{}", "第{}页", "第 {} 页 共 3 页", "·{}·", "{}/3"])
def test_a_page_number_inside_a_clause(mark: str) -> None:
    lines = wrapped(HEADING, *[PARAGRAPH, CLAUSE] * 3)
    pages = [
        Page().paragraph(80, lines[start:end]).text(280, 800, mark.format(7 + number))
        for number, (start, end) in enumerate([(0, 4), (4, 8), (8, len(lines))])
    ]
    reading = reading_of(*pages)
    assert removed(reading, "page-number") == [mark.format(number) for number in (7, 8, 9)]
    assert body(reading) == [HEADING, *[PARAGRAPH, CLAUSE] * 3]
    places = Places(normalise(reading.opened()), reading)
    assert [places.at(at, at + 1).page for at in (0, len(places.text.value) - 1)] == [1, 3]


def test_dashes_beside_the_number_on_baselines_of_their_own() -> None:
    pages = [
        Page()
        .paragraph(80, wrapped(HEADING, PARAGRAPH, CLAUSE))
        .text(280, 790, "—")
        .text(292, 796, f"{number}")
        .text(304, 790, "—")
        for number in (1, 2)
    ]
    reading = reading_of(*pages)
    assert [text.replace(" ", "") for text in removed(reading, "page-number")] == ["——", "1", "——", "2"]
    assert body(reading) == [HEADING, PARAGRAPH, CLAUSE] * 2


def test_numbers_that_count_no_pages_stay() -> None:
    reading = reading_of(
        *(
            Page().paragraph(80, wrapped(HEADING, PARAGRAPH, CLAUSE)).text(280, 800, figure)
            for figure in ("300", "45", "1200")
        )
    )
    assert removed(reading, "page-number") == []
    assert body(reading)[3::4] == ["300", "45", "1200"]


def test_heads_and_feet_that_run_through_the_pages() -> None:
    pages = []
    for number in (1, 2, 3, 4):
        page = Page().text(60, 30, "2026/3/12 10:21").text(250, 30, "清河县人民政府公报")
        page.paragraph(80 + 3 * number, wrapped(HEADING, PARAGRAPH, CLAUSE))
        pages.append(
            page.text(60, 820, "https://www.qinghe.gov.cn/art/2026/1.html").text(500, 820, f"{number}/4")
        )
    reading = reading_of(*pages)
    assert removed(reading, "running-head") == ["2026/3/12 10:21 清河县人民政府公报"] * 4
    assert len(removed(reading, "running-foot")) == 4
    assert body(reading) == [HEADING, PARAGRAPH, CLAUSE] * 4


def test_a_heading_that_every_page_repeats_is_no_running_head() -> None:
    pages = [Page().paragraph(60, wrapped(HEADING, PARAGRAPH, CLAUSE)) for _ in range(4)]
    assert body(reading_of(*pages)) == [HEADING, PARAGRAPH, CLAUSE] * 4


def test_a_table_of_contents_is_no_outline() -> None:
    page = Page().text(270, 60, "目　录", size=16)
    for number, heading in enumerate(["一、总体要求", "二、重点任务", "三、保障措施"]):
        page.text(90, 100 + 24 * number, f"{heading}{'.' * 40}{number + 1}")
    reading = reading_of(page, Page().paragraph(80, wrapped(HEADING, PARAGRAPH, CLAUSE)))
    assert len(removed(reading, "contents")) == 4
    assert body(reading) == [HEADING, PARAGRAPH, CLAUSE]


def test_a_page_that_lies_on_its_side() -> None:
    page = Page(entries="/Rotate 90")
    for number, line in enumerate(["横向的表格标题", "第二行文字"]):
        page.text(200 + 24 * number, 700, line, turn="0 1 -1 0")
    assert body(reading_of(page)) == ["横向的表格标题", "第二行文字"]


@pytest.mark.parametrize("number", ["— {} —", "{}"])
def test_the_upright_number_of_a_page_that_lies_on_its_side_parts_no_table(number: str) -> None:
    pages = []
    for page in (1, 2):
        sheet = ruled(Page(), [90, 150, 350, 490], [100, 130, 190])
        sheet.text(96, 120, "序号").text(156, 120, "重点任务").text(356, 120, "责任单位")
        sheet.text(96, 165, str(page)).text(156, 165, "修路").text(356, 165, "县交通运输局")
        pages.append(sheet.text(50, 400, number.format(page), turn="0 1 -1 0"))
    reading = reading_of(*pages)
    assert [len(rows) for rows in rows_of(reading)] == [4]
    assert removed(reading, "page-number") == [number.format(page) for page in (1, 2)]


def test_what_does_not_show_is_no_text_but_a_scans_text_layer_is() -> None:
    page = Page().paragraph(80, wrapped(HEADING, PARAGRAPH, CLAUSE)).text(90, 300, "看不见的字", mode=3)
    page.text(200, 500, "内部资料", turn="0.7 0.7 -0.7 0.7").text(90, -900, "远在页外")
    reading = reading_of(page)
    assert body(reading) == [HEADING, PARAGRAPH, CLAUSE]
    assert (removed(reading, "invisible"), removed(reading, "watermark")) == (["看不见的字"], ["内部资料"])
    assert body(reading_of(Page().paragraph(80, ["扫描件的文字层"]).text(90, 200, "第二行", mode=3)))
    scan = Page().text(90, 60, "扫描件的文字层", mode=3).text(90, 90, "第二行", mode=3)
    assert body(reading_of(scan)) == ["扫描件的文字层", "第二行"]


def test_a_line_that_runs_out_of_the_page_is_kept_whole() -> None:
    page = (
        Page(size=(300, 400))
        .text(90, 60, "右边界丢失的一行文字一直写到纸外去了，再写一些")
        .text(90, 90, "第二行")
    )
    assert "纸外去了，再写一些" in reading_of(page).text


def test_a_title_in_several_lines() -> None:
    page = Page().text(188, 60, "清河县打造乡村振兴战", size=22).text(232, 95, "略示范区行动", size=22)
    page.text(276, 130, "方案", size=22).text(248, 170, "2026年3月12日", size=14)
    page.paragraph(220, wrapped(PARAGRAPH, CLAUSE, width=34))
    assert body(reading_of(page))[:2] == ["清河县打造乡村振兴战略示范区行动方案", "2026年3月12日"]


def test_two_bodies_in_a_title_keep_a_space_and_a_letterhead_is_none() -> None:
    page = Page().text(166, 50, "清河县人民政府文件", size=30).text(206, 100, "中共清河县委办公室", size=20)
    page.text(186, 132, "清河县人民政府办公室", size=20).text(184, 164, "关于印发节水方案的通知", size=20)
    page.paragraph(220, wrapped(PARAGRAPH, CLAUSE, width=34))
    title = "中共清河县委办公室 清河县人民政府办公室关于印发节水方案的通知"
    assert body(reading_of(page))[:2] == ["清河县人民政府文件", title]


@pytest.mark.parametrize("rise", [3, 5])
def test_a_raised_figure_is_no_line_and_no_number(rise: float) -> None:
    page = Page().text(114, 80, "绿化面积达到").text(186, 80, "10").text(198, 80, "万").text(210, 80, "m")
    page.text(216, 80 - rise, "2", size=7).text(220, 80, "，培育经济林").text(292, 80 - rise, "12", size=7)
    page.text(300, 80, "。").text(90, 104, "第二段。")
    assert body(reading_of(page)) == ["绿化面积达到10万m²，培育经济林¹²。", "第二段。"]


def test_figures_that_are_not_raised_stay_what_they_are() -> None:
    page = Page().text(90, 80, "CO").text(102, 82, "2", size=7).text(106, 80, "排放下降。")
    page.text(400, 96, "3", size=7).text(90, 104, "第二段。").text(90, 140, "10", size=7).text(
        90, 156, "第三段。"
    )
    assert body(reading_of(page)) == ["CO2排放下降。", "3", "第二段。", "10", "第三段。"]


def test_notes_at_the_foot_of_a_page_do_not_part_a_paragraph() -> None:
    lines = wrapped(PARAGRAPH, CLAUSE, PARAGRAPH)
    first, second = Page().paragraph(80, lines[:5], leading=20), Page().paragraph(80, lines[5:], leading=20)
    first.line(90, 700, 200, 700).text(90, 715, "1", size=6).text(94, 715, "百亿级指产值百亿元以上。", size=9)
    first.text(90, 730, "2核心指甲市、乙市。", size=9).text(280, 800, "— 1 —")
    reading = reading_of(first, second.text(280, 800, "— 2 —"))
    assert body(reading) == [PARAGRAPH, CLAUSE, PARAGRAPH]
    assert removed(reading, "note") == ["1百亿级指产值百亿元以上。", "2核心指甲市、乙市。"]


@pytest.mark.parametrize(("right", "size"), [(200, 12), (490, 9), (100, 9)])
def test_what_stands_below_another_rule_is_no_note(right: float, size: float) -> None:
    page = Page().paragraph(80, wrapped(PARAGRAPH, CLAUSE), leading=20).line(90, 700, right, 700)
    assert removed(reading_of(page.text(90, 715, "抄送：县委办公室。", size=size)), "note") == []


def test_two_columns_are_read_one_after_the_other() -> None:
    page = Page().text(200, 40, "清河县人民政府公报 二〇二六年", size=14)
    texts = [f"第{letter}行的文字一直写到栏的尽头为止" for letter in "甲乙丙丁戊己庚辛壬癸子丑"]
    for number, text in enumerate(texts):
        page.text(50, 80 + 20 * number, "左" + text).text(320, 80 + 20 * number, "右" + text)
    text = reading_of(page).text.replace("\n", "")
    assert text.index("左" + texts[-1]) < text.index("右" + texts[0])


def ruled(page: Page, xs: list[float], ys: list[float]) -> Page:
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    for x in xs:
        page.line(x, ys[0], x, ys[-1])
    return page


def rows_of(reading: Reading) -> list[list[list[str]]]:
    return [[[reading.text[c.start : c.end] for c in row] for row in table.rows] for table in reading.tables]


def test_a_ruled_table() -> None:
    page = ruled(Page().text(90, 80, "任务分解表"), [90, 150, 350, 490], [100, 130, 190, 250])
    page.text(96, 120, "序号").text(156, 120, "重点任务").text(356, 120, "责任单位").text(96, 165, "1")
    page.text(156, 155, "推进农村人居环境整治提升行动，到").text(156, 175, "2027年完成改造。")
    page.text(356, 155, "县水利局").text(356, 175, "县财政局")
    page.text(96, 220, "2").text(156, 220, "修路").text(356, 220, "县交通运输局").text(90, 280, "注：略")
    reading = reading_of(page)
    assert reading.text.split("\n") == [
        "任务分解表",
        "序号\t重点任务\t责任单位",
        "1\t推进农村人居环境整治提升行动，到2027年完成改造。\t县水利局\u2028县财政局",
        "2\t修路\t县交通运输局",
        "注：略",
    ]
    assert rows_of(reading)[0][1][2] == "县水利局\u2028县财政局"


def test_a_line_of_a_cell_that_ends_with_a_figure_is_full_sooner() -> None:
    page = ruled(Page(), [90, 150, 265, 380], [100, 130, 190])
    page.text(96, 120, "序号").text(156, 120, "重点任务").text(271, 120, "责任单位").text(96, 165, "1")
    page.text(156, 155, "走访企业服务第").text(240, 155, "3").text(156, 175, "批企业。").text(
        271, 155, "县水利局"
    )
    assert rows_of(reading_of(page))[0][1][1] == "走访企业服务第3批企业。"


def test_a_table_over_two_pages_with_a_merged_cell() -> None:
    first = ruled(Page(), [90, 150, 350, 490], [600, 630, 700, 760])
    first.text(96, 620, "序号").text(156, 620, "重点任务").text(356, 620, "责任单位")
    first.text(96, 650, "1").text(156, 650, "修路。").text(356, 650, "县水利局")
    first.text(96, 720, "2").text(156, 720, "改造农村供水管网，新建水厂三座，").text(356, 720, "县水利局")
    first.text(280, 800, "— 1 —")
    second = Page()
    for y in (60, 90, 180):
        second.line(90, y, 490, y)
    second.line(90, 120, 490, 120).line(90, 150, 350, 150)
    for x in (90, 150, 350, 490):
        second.line(x, 60, x, 180)
    second.text(96, 80, "序号").text(156, 80, "重点任务").text(356, 80, "责任单位").text(
        156, 110, "供水普及率达到百分之百。"
    )
    second.text(96, 140, "3").text(156, 140, "架桥。").text(96, 170, "4").text(156, 170, "种树。").text(
        356, 150, "县林业局"
    )
    reading = reading_of(first, second.text(280, 800, "— 2 —"))
    assert rows_of(reading) == [
        [
            ["序号", "重点任务", "责任单位"],
            ["1", "修路。", "县水利局"],
            ["2", "改造农村供水管网，新建水厂三座，供水普及率达到百分之百。", "县水利局"],
            ["序号", "重点任务", "责任单位"],
            ["3", "架桥。", "县林业局"],
            ["4", "种树。", "县林业局"],
        ]
    ]
    table = reading.tables[0]
    assert table.rows[4][2] == table.rows[5][2]


@pytest.mark.parametrize(("between", "tables"), [("续表", 1), ("任务分解表（续）", 1), ("二、保障措施", 2)])
def test_a_table_that_says_that_it_goes_on(between: str, tables: int) -> None:
    first = ruled(Page(), [90, 150, 350, 490], [600, 630, 690])
    first.text(96, 620, "序号").text(156, 620, "重点任务").text(356, 620, "责任单位")
    first.text(96, 660, "1").text(156, 660, "修路。").text(356, 660, "县交通运输局")
    second = ruled(Page().text(400, 80, between), [90, 150, 350, 490], [90, 150, 210])
    second.text(96, 120, "2").text(156, 120, "架桥。").text(356, 120, "县水利局")
    second.text(96, 180, "3").text(156, 180, "种树。").text(356, 180, "县林业局")
    reading = reading_of(first, second)
    assert len(reading.tables) == tables
    assert removed(reading, "continued") == ([between] if tables == 1 else [])


def test_lines_that_make_no_whole_grid_are_no_table() -> None:
    page = (
        Page().line(90, 60, 490, 60).line(90, 120, 490, 120).line(200, 60, 200, 100).line(300, 80, 300, 120)
    )
    page.line(150, 80, 350, 80).text(96, 75, "甲").text(210, 75, "乙").text(96, 110, "丙").text(
        310, 110, "丁"
    )
    assert reading_of(page).tables == ()


def refused(data: bytes, tmp_path: Path, *words: str) -> None:
    """The file ends in one clear line within ten seconds and 500 MB, exit 3."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    done = measured([sys.executable, "-m", "planparse", "extract", str(path)])
    assert done.seconds < 10
    assert done.megabytes < 500
    message = done.err
    assert (done.code, done.out, message.count("\n")) == (3, "", 1), message
    assert "plan.pdf: " in message
    for word in words:
        assert word in message


def test_a_scan_names_what_makes_a_text_layer(tmp_path: Path) -> None:
    refused(pdf(Page().line(10, 10, 20, 20), Page()), tmp_path, "no text layer", "ocrmypdf")
    refused(pdf(*(Page().text(280, 800, f"— {n} —") for n in (1, 2))), tmp_path, "no text layer", "ocrmypdf")


def test_a_text_layer_without_meaning(tmp_path: Path) -> None:
    refused(pdf(Page().text(90, 90, "\ufffd" * 40 + "甲")), tmp_path, "does not say", "ocrmypdf --force-ocr")


def test_encrypted_truncated_and_no_pdf_at_all(tmp_path: Path) -> None:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%b)/U(%b)>>/ID[<00><00>]" % (b"o" * 32, b"u" * 32)
    whole = pdf(Page().text(90, 90, "甲乙"))
    refused(pdf(Page().text(90, 90, "甲乙"), trailer=lock), tmp_path, "encrypted", "password")
    refused(whole[: len(whole) // 2], tmp_path, "incomplete", "get the file again")
    refused(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", tmp_path, "damaged", "get the file again")


def test_five_thousand_pages(tmp_path: Path) -> None:
    refused(pdf(*[Page()] * 5000), tmp_path, "more than 1000 pages", "split it")


def forms(depth: int, content: bytes) -> bytes:
    """A page whose form draws a form ten times, which draws a form ten times, and so on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        stream(b"/F Do"),
    ]
    for number in range(depth):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Filter/FlateDecode/Resources<</XObject<</F %d 0 R>>>>"
        objects.append(stream(content if number == depth - 1 else b"/F Do " * 10, entries % (6 + number)))
    return assembled(objects)


@pytest.mark.parametrize("content", [b"0 0 m 9 9 l S", b""], ids=["memory", "time"])
def test_forms_in_forms(content: bytes, tmp_path: Path) -> None:
    refused(forms(9, content), tmp_path, "takes more than", "400 MB")


def test_a_page_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    packer = zlib.compressobj(1)
    once = b"".join([*(packer.compress(b"q Q " * (1 << 20)) for _ in range(64)), packer.flush()])
    packed = zlib.compress(once)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    content = stream(packed, b"/Filter[/FlateDecode/FlateDecode]", packed=False)
    fixed = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    refused(assembled([*fixed, page, content]), tmp_path, "takes more than", "400 MB")


def test_a_missing_library_is_one_line() -> None:
    code = (
        "import sys; sys.modules['pypdfium2'] = None\n"
        "from planparse.readers import read_bytes\n"
        "try: read_bytes(b'%PDF-1.7 %%EOF', 'plan.pdf')\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == (
        "plan.pdf: is a PDF file, and pypdfium2 is not installed; install it with: pip install 'planparse[pdf]'\n"
    )


def test_a_folder_with_a_false_library_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert reading_of(Page().text(90, 90, "甲乙")).text == "甲乙"


NUMBERS = st.floats(-50, 900, allow_nan=False).map(lambda number: round(number, 1))
GLYPHS = st.builds(
    Glyph.of,
    st.sampled_from(list("一、（1）甲局，。 a—.9\u3000\ufffd欗")),
    NUMBERS,
    NUMBERS,
    st.floats(0, 40),
    st.sampled_from([0.01, 5.0, 12.0, 12.5, 300.0]),
)
STROKES = st.builds(
    lambda x, y, along, down: Stroke(x, y, x + (0 if down else along), y + (along if down else 0)),
    st.sampled_from([10.0, 50.0, 90.0, 200.0]),
    st.sampled_from([10.0, 60.0, 110.0]),
    st.sampled_from([40.0, 100.0, 190.0]),
    st.booleans(),
)
SHEETS = st.builds(
    Sheet,
    st.sampled_from([1.0, 595.0]),
    st.sampled_from([1.0, 842.0]),
    st.lists(GLYPHS, max_size=60),
    st.lists(STROKES, max_size=12).map(tuple),
    st.lists(
        st.builds(Aside, st.sampled_from(["", "watermark"]), st.lists(GLYPHS, max_size=5)), max_size=2
    ).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SHEETS, max_size=4))
def test_whatever_stands_on_the_pages_nothing_that_prints_is_lost(sheets: list[Sheet]) -> None:
    reading = lay_out(sheets, "pdf")
    check(reading)
    assert len(reading.pages) == len(sheets)
    printed = {one.text for sheet in sheets for one in sheet.glyphs if not one.text.isspace()}
    assert printed <= {
        *reading.text,
        *unicodedata.normalize("NFKC", reading.text),
    }  # ² was drawn as a small 2


def test_the_order_in_which_a_page_is_drawn_says_nothing() -> None:
    line = "推进农村人居环境整治提升行动，到2027年完成改造"
    glyphs = [
        Glyph.of(letter, 90.0 + 12 * x, 60.0 + 20 * y, 6.0 if letter.isascii() else 12.0, 12.0)
        for y in range(5)
        for x, letter in enumerate(line)
    ]
    shuffled = random.Random(4).sample(glyphs, len(glyphs))
    reading = lay_out([Sheet(595.0, 842.0, shuffled)], "pdf")
    assert reading == lay_out([Sheet(595.0, 842.0, glyphs)], "pdf")
    assert unicodedata.normalize("NFKC", reading.text).count("农村人居环境") == 5
