"""Word files: every automatic number comes back, everything that Word shows is there once, and nothing else."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from planparse import parse
from planparse.errors import ReaderError
from planparse.pipeline import parse_source
from planparse.readers import read_bytes
from planparse.readers.docx.number_formats import formatted
from planparse.readers.reading import Reading
from tests.documents import NAMES, ROOT, text_of
from tests.docx_files import (
    NAMESPACES,
    abstract,
    cell,
    docx,
    level,
    num,
    packed,
    paragraph,
    row,
    run,
    start_override,
    style,
    table,
    with_automatic_numbers,
)
from tests.measured import measured
from tests.test_variants import facts

NOTHING = '<w:suff w:val="nothing"/>'
CHINESE = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、", NOTHING),
    level(1, "chineseCounting", "（%2）", NOTHING),
    level(2, "decimal", "%3."),
    level(3, "decimal", "(%4)"),
    level(4, "decimalEnclosedCircle", "%5"),
)


def reading(data: bytes) -> Reading:
    return read_bytes(data, "plan.docx").reading


def lines(
    body: str, *, numbering: str = "", styles: str = "", parts: dict[str, str] | None = None
) -> list[str]:
    return reading(docx(body, numbering=numbering, styles=styles, parts=parts)).text.splitlines()


def listed(*items: tuple[int, int]) -> str:
    """Paragraphs 甲 of list and level."""
    return "".join(paragraph("甲", num=name, level=place) for name, place in items)


def numbers(numbering: str, *items: tuple[int, int]) -> list[str]:
    return [line.removesuffix("甲") for line in lines(listed(*items), numbering=numbering)]


# Numbers


def test_restarts_overrides_and_a_numbered_style() -> None:
    styles = style("1", '<w:numPr><w:numId w:val="1"/></w:numPr>', called="heading 1") + style(
        "2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', called="heading 2", based_on="1"
    )
    numbering = CHINESE + num(1, 0) + num(2, 0, start_override(2, 1)) + num(3, 0, start_override(2, 6))
    body = (
        paragraph("清河县节水行动方案")
        + paragraph("总体要求", style="1")
        + paragraph("坚持节水优先。")
        + paragraph("重点任务", style="1")
        + paragraph("农业节水", style="2")
        + paragraph("改造灌区。", num=1, level=2)
        + paragraph("推广滴灌。", num=1, level=2)
        + paragraph("设施农业。", num=1, level=3)
        + paragraph("大田作物。", num=1, level=3)
        + paragraph("小麦。", num=1, level=4)
        + paragraph("玉米。", num=1, level=4)
        + paragraph("工业节水", style="2")
        + paragraph("循环用水。", num=1, level=2)
        + paragraph("另起一列。", num=2, level=2)
        + paragraph("中水回用。", num=1, level=2)
        + paragraph("自六起。", num=3, level=2)
        + paragraph("续前。", num=2, level=2)
        + paragraph("保障措施", style="1")
        + paragraph("加强领导", style="2")
        + paragraph("不编号的段落。", style="2", settings='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert lines(body, numbering=numbering, styles=styles) == [
        "清河县节水行动方案",
        "一、总体要求",
        "坚持节水优先。",
        "二、重点任务",
        "（一）农业节水",
        "1.改造灌区。",
        "2.推广滴灌。",
        "(1)设施农业。",
        "(2)大田作物。",
        "① 小麦。",
        "② 玉米。",
        "（二）工业节水",
        "1.循环用水。",
        "1.另起一列。",
        "2.中水回用。",
        "6.自六起。",
        "7.续前。",
        "三、保障措施",
        "（一）加强领导",
        "不编号的段落。",
    ]


def test_a_file_from_libreoffice() -> None:
    data = (ROOT / "tests" / "files" / "libreoffice-numbering.docx").read_bytes()
    assert reading(data).text.splitlines() == [
        "清河县节水行动方案",
        "一、总体要求",
        "坚持节水优先。",
        "二、重点任务",
        "（一）农业节水",
        "1.改造灌区。",
        "2.推广滴灌。",
        "(1) 设施农业。",
        "(2) 大田作物。",
        "①小麦。",
        "②玉米。",
        "（二）工业节水",
        "3.循环用水。",
        "三、保障措施",
        "（一）加强领导",
        "1.成立专班。",
        "2.定期调度。",
        "第九条 本方案自印发之日起施行。",
        "第十条 有效期五年。",
        "第十一条 由县水利局解释。",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_with_automatic_numbers_reads_as_its_text(name: str) -> None:
    text = text_of(name)
    data, numbered = with_automatic_numbers(text)
    assert numbered >= 15
    plan, expected = parse_source(read_bytes(data, f"{name}.docx")), parse(text)
    assert facts(plan) == facts(expected)
    assert [(task.due, task.outline, task.keywords) for task in plan.tasks] == [
        (task.due, task.outline, task.keywords) for task in expected.tasks
    ]
    assert plan.document == expected.document


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("decimal", "1 9 10 11 20 21 100 101"),
        ("decimalZero", "01 09 10 11 20 21 100 101"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ２１ １００ １０１"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 21 100 101"),
        ("decimalEnclosedCircleChinese", "① ⑨ ⑩ ⑪ ⑳ 21 100 101"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 21 100 101"),
        ("decimalEnclosedFullstop", "⒈ ⒐ ⒑ ⒒ ⒛ 21 100 101"),
        ("chineseCounting", "一 九 十 十一 二十 二十一 一〇〇 一〇一"),
        ("taiwaneseCounting", "一 九 十 十一 二十 二十一 一〇〇 一〇一"),
        ("chineseCountingThousand", "一 九 十 十一 二十 二十一 一百 一百〇一"),
        ("taiwaneseCountingThousand", "一 九 十 十一 二十 二十一 一百 一百零一"),
        ("japaneseCounting", "一 九 十 十一 二十 二十一 百 百一"),
        ("chineseLegalSimplified", "壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零壹"),
        ("ideographLegalTraditional", "壹 玖 壹拾 壹拾壹 貳拾 貳拾壹 壹佰 壹佰零壹"),
        ("ideographDigital", "一 九 一〇 一一 二〇 二一 一〇〇 一〇一"),
        ("ideographTraditional", "甲 壬 癸 11 20 21 100 101"),
        ("ideographZodiac", "子 申 酉 戌 20 21 100 101"),
        ("ideographZodiacTraditional", "甲子 壬申 癸酉 甲戌 癸未 甲申 100 101"),
        ("ideographEnclosedCircle", "㈠ ㈨ ㈩ 11 20 21 100 101"),
        ("upperLetter", "A I J K T U VVVV WWWW"),
        ("lowerLetter", "a i j k t u vvvv wwww"),
        ("upperRoman", "I IX X XI XX XXI C CI"),
        ("lowerRoman", "i ix x xi xx xxi c ci"),
        ("ordinal", "1st 9th 10th 11th 20th 21st 100th 101st"),
        ("hex", "1 9 A B 14 15 64 65"),
        ("hebrew1", "1 9 10 11 20 21 100 101"),
    ],
)
def test_number_formats(name: str, expected: str) -> None:
    assert [formatted(number, name) for number in (1, 9, 10, 11, 20, 21, 100, 101)] == expected.split()


def test_number_formats_that_print_otherwise() -> None:
    assert [formatted(number, "numberInDash") for number in (1, 12)] == ["- 1 -", "- 12 -"]
    assert [formatted(number, name) for name in ("none", "bullet") for number in (1, 99_999)] == [""] * 4
    assert formatted(7, "custom", "001, 002, 003, ...") == "007"
    assert formatted(7, "custom", "") == "7"
    assert [formatted(2**31 - 1, name) for name in ("upperRoman", "lowerLetter", "chineseCounting")] == [
        "2147483647"
    ] * 3


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("%1、", "tab", "1、甲"),
        ("%1", "tab", "1 甲"),
        ("第%1条", "tab", "第1条 甲"),
        ("%1、", "space", "1、 甲"),
        ("%1.", "nothing", "1.甲"),
        ("%1", "nothing", "1甲"),
        ("", "tab", "甲"),
    ],
)
def test_what_parts_the_number_from_the_text(text: str, suffix: str, expected: str) -> None:
    numbering = abstract(0, level(0, "decimal", text, f'<w:suff w:val="{suffix}"/>')) + num(1, 0)
    assert lines(paragraph("甲", num=1), numbering=numbering) == [expected]


def test_lists_of_one_definition_go_on_counting_and_lists_of_two_do_not() -> None:
    numbering = CHINESE + abstract(1, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 1)
    assert numbers(numbering, (1, 0), (2, 0), (3, 0), (1, 0), (3, 0)) == ["一、", "二、", "1.", "三、", "2."]


def test_an_override_counts_where_its_list_is_used_first_and_where_the_level_restarts() -> None:
    numbering = CHINESE + num(1, 0) + num(2, 0, start_override(2, 5))
    assert numbers(numbering, (1, 0), (1, 2), (2, 2), (1, 2), (2, 2), (1, 0), (2, 2)) == [
        *("一、", "1.", "5.", "6.", "7.", "二、", "5."),
    ]


def test_a_level_that_is_overridden_prints_as_the_override_says() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1:", start=4)}</w:lvlOverride>'
    assert numbers(CHINESE + num(1, 0, override), (1, 0), (1, 0), (1, 1)) == ["IV:", "V:", "（一）"]


def test_levels_restart_below_the_level_that_is_named() -> None:
    definition = abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2)"),
        level(2, "lowerLetter", "%3.", '<w:lvlRestart w:val="1"/>'),
        level(3, "lowerRoman", "%4.", '<w:lvlRestart w:val="0"/>'),
    )
    items = [(1, place) for place in (0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3)]
    assert numbers(definition + num(1, 0), *items) == [
        *("1.", "1)", "a.", "i.", "2)", "b.", "ii.", "2.", "1)", "a.", "iii."),
    ]


def test_a_level_that_is_skipped_counts_as_used() -> None:
    definition = abstract(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
    )
    assert numbers(definition + num(1, 0), (1, 1), (1, 0), (1, 2), (1, 1)) == ["1.1 ", "2.", "2.1.1 ", "2.2 "]


def test_legal_numbering_prints_arabic_digits_at_all_levels() -> None:
    definition = abstract(
        0, level(0, "chineseCounting", "第%1章"), level(1, "upperRoman", "%1.%2", "<w:isLgl/>")
    )
    assert numbers(definition + num(1, 0), (1, 0), (1, 0), (1, 1)) == ["第一章 ", "第二章 ", "2.1 "]


def test_a_level_starts_at_nought_where_it_says_nothing() -> None:
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert numbers(abstract(0, bare) + num(1, 0), (1, 0), (1, 0)) == ["0.", "1."]


def test_a_list_style_lends_its_levels() -> None:
    numbering = (
        CHINESE.replace(">", '><w:styleLink w:val="Plan"/>', 1)
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Plan"/></w:abstractNum>'
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Self"/></w:abstractNum>'
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
    )
    styles = "".join(
        f'<w:style w:type="numbering" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="{of}"/></w:numPr></w:pPr></w:style>'
        for name, of in (("Plan", 1), ("Self", 3))
    )
    body = listed((2, 0), (2, 1), (2, 0), (3, 0))
    assert lines(body, numbering=numbering, styles=styles) == ["一、甲", "（一）甲", "二、甲", "甲"]


def test_a_list_of_a_style_is_used_at_the_level_that_is_tied_to_the_style() -> None:
    tied = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="H2"/>'),
    )
    settings = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("H1", settings)
        + style("H2", settings, based_on="H1")
        + style("H3", based_on="H2")
        + style("Off", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="H1")
        + style("Loop", based_on="Loop")
    )
    body = "".join(paragraph("甲", style=name) for name in ("H1", "H2", "H3", "Off", "Loop", "None"))
    assert lines(body, numbering=tied + num(1, 0), styles=styles) == ["一、甲", "1.甲", "2.甲", *["甲"] * 3]


def test_the_default_style_numbers_paragraphs_that_name_none() -> None:
    styles = style("a", '<w:numPr><w:numId w:val="1"/></w:numPr>', more=' w:default="1"')
    assert lines(paragraph("甲") + paragraph("乙"), numbering=CHINESE + num(1, 0), styles=styles) == [
        "一、甲",
        "二、乙",
    ]


def test_bullets_are_plain_characters() -> None:
    font = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    definition = abstract(
        0,
        level(0, "bullet", "\uf06c", font.format("Wingdings")),
        level(1, "bullet", "\uf0b7", font.format("Symbol")),
        level(2, "bullet", "—"),
        level(3, "bullet", "\uf0ff"),
    )
    items = [(1, place) for place in range(4)]
    assert numbers(definition + num(1, 0), *items) == ["●", "•", "—", "\uf0ff"]


def test_a_hidden_number_counts_and_is_not_printed() -> None:
    hidden = abstract(
        0,
        level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"),
        level(1, "decimal", "%1.%2."),
    )
    assert numbers(hidden + num(1, 0), (1, 0), (1, 0), (1, 1)) == ["", "", "2.1."]


def test_lists_and_levels_that_are_not_there_print_nothing() -> None:
    assert numbers(CHINESE + num(1, 0) + num(2, 7), (9, 0), (1, 8), (2, 0), (1, 0)) == ["", "", "", "一、"]


def test_newer_formats_stand_in_alternatives() -> None:
    level_of = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1:"/></w:lvl>'
    )
    assert numbers(abstract(0, level_of) + num(1, 0), (1, 0), (1, 0)) == ["001:", "002:"]


# What stands in a paragraph


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"<w:ins>{run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>{run('留')}", "增留"),
        (f"<w:moveTo>{run('来')}</w:moveTo><w:moveFrom>{run('去')}</w:moveFrom>{run('留')}", "来留"),
        (f'<w:hyperlink r:id="x">{run("市政府")}</w:hyperlink>{run("网")}', "市政府网"),
        (f"<w:smartTag>{run('2026年')}</w:smartTag><w:customXml>{run('6月')}</w:customXml>", "2026年6月"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>', "3"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:cr/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>", "甲\t乙\n丙\n丁"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>", "A-12"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "①≥"),
        ('<w:r><w:sym w:font="Wingdings" w:char="FE"/><w:sym w:char="2460"/><w:sym w:char="x"/></w:r>', "☑①"),
        (run("\uf0a8\uf052", '<w:rFonts w:ascii="Wingdings 2"/>') + run("甲"), "\uf0a8☑甲"),
        (run("显") + run("隐", "<w:vanish/>") + run("示", '<w:vanish w:val="0"/>'), "显示"),
        (run("显") + run("隐", '<w:rStyle w:val="Secret"/>') + run("示"), "显示"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>yōu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>优</w:t></w:r></w:rubyBase></w:ruby></w:r>", "优"),
        (f"{run('x')}<m:oMath><m:r><m:t>=2</m:t></m:r></m:oMath>", "x=2"),
        (f'<w:commentRangeStart w:id="0"/>{run("甲")}<w:r><w:commentReference w:id="0"/></w:r>', "甲"),
        ("<w:r><w:t> 甲 </w:t><w:t>\n  乙\n</w:t><w:t xml:space=\"preserve\"> 丙\n丁</w:t></w:r>", "甲乙 丙 丁"),
        (f"<w:unknown>{run('甲')}</w:unknown>", "甲"),
        (run("10万m") + run("2", '<w:vertAlign w:val="superscript"/>') + run("2", '<w:vertAlign w:val="subscript"/>'), "10万m²2"),
    ],
)  # fmt: skip
def test_text_as_word_shows_it(content: str, expected: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert reading(docx(paragraph(content), styles=styles)).text == f"{expected}\n"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_fields_show_their_result() -> None:
    code = '<w:r><w:instrText xml:space="preserve"> DATE </w:instrText></w:r>'
    inner = field("begin") + code + field("separate") + run("不显示") + field("end")
    content = field("begin") + code + inner + field("separate") + run("2026年") + field("end") + run("6月")
    assert lines(paragraph(content)) == ["2026年6月"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    body = paragraph(field("begin") + run("域代码")) + paragraph("甲") + paragraph(field("end") + run("乙"))
    assert lines(body) == ["", "甲", "乙"]


TEXT_BOX = (
    "<w:r><mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
    "</wps:wsp></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    box = TEXT_BOX.format(paragraph("红头") + paragraph("文件", num=1))
    body = paragraph(run("前") + box + run("后")) + paragraph("末", num=1)
    assert lines(body, numbering=CHINESE + num(1, 0)) == ["前后", "红头", "一、文件", "二、末"]


def test_a_paragraph_whose_mark_was_deleted_goes_on_with_the_next() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = (
        paragraph("推进粮", deleted, num=1)
        + paragraph("食生产。", num=1)
        + paragraph("<w:del><w:r><w:delText>整段删去</w:delText></w:r></w:del>", deleted, num=1)
        + paragraph("修路。", num=1)
    )
    assert lines(body, numbering=CHINESE + num(1, 0)) == ["一、推进粮食生产。", "二、修路。"]
    assert lines(paragraph("末段", deleted)) == ["末段"]


def test_a_hidden_mark_joins_a_heading_and_its_text() -> None:
    hidden = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = (
        paragraph("修路。", hidden, num=1)
        + paragraph("修一公里。")
        + paragraph("", hidden, num=1)
        + paragraph(run("隐", "<w:vanish/>"), hidden, num=1)
        + paragraph("架桥。", num=1)
    )
    assert lines(body, numbering=CHINESE + num(1, 0)) == ["一、修路。修一公里。", "二、架桥。"]


def test_a_page_break_in_front_of_a_heading_does_not_part_it_from_its_number() -> None:
    body = paragraph(f'<w:r><w:br w:type="page"/></w:r>{run("目标")}', num=1)
    assert lines(body, numbering=CHINESE + num(1, 0)) == ["一、目标"]


def test_a_hidden_style_hides_its_paragraphs() -> None:
    hidden = style("Secret").replace("</w:style>", "<w:rPr><w:vanish/></w:rPr></w:style>")
    assert lines(paragraph("隐", style="Secret") + paragraph("显"), styles=hidden) == ["显"]


# Tables


def cells(read: Reading, number: int = 0) -> list[list[str]]:
    return [[read.text[one.start : one.end] for one in of_row] for of_row in read.tables[number].rows]


def test_merged_cells_are_the_same_cell_in_every_row_and_column() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    read = reading(
        docx(
            paragraph("任务分解表")
            + table(
                row(cell("序号"), cell("重点任务", '<w:gridSpan w:val="2"/>'), cell("责任单位")),
                row(cell("1"), cell("产业", restart), cell("修路"), cell("县交通局")),
                row(cell("2"), cell("不显示", goes_on), cell("架桥"), cell("县水利局")),
                row(cell("3"), cell("人才"), settings='<w:gridBefore w:val="0"/><w:gridAfter w:val="2"/>'),
                row(cell("删去"), settings="<w:del/>"),
            )
            + paragraph("附注")
        )
    )
    assert read.text == (
        "任务分解表\n序号\t重点任务\t责任单位\n1\t产业\t修路\t县交通局\n2\t\t架桥\t县水利局\n3\t人才\t\t\n附注\n"
    )
    assert cells(read) == [
        ["序号", "重点任务", "重点任务", "责任单位"],
        ["1", "产业", "修路", "县交通局"],
        ["2", "产业", "架桥", "县水利局"],
        ["3", "人才", "", ""],
    ]
    only = read.tables[0]
    assert only.rows[1][1] is only.rows[2][1]
    assert read.text[only.start : only.end] == read.text[6:-4]


def test_old_horizontal_merges_and_deleted_cells() -> None:
    merged = row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙"))
    read = reading(docx(table(merged, row(cell("1"), cell("删", "<w:cellDel/>"), cell("2"), cell("3")))))
    assert cells(read) == [["甲", "甲", "乙"], ["1", "2", "3"]]


def test_lines_of_a_cell_stay_lines_within_the_row() -> None:
    numbered = paragraph("", num=1)
    content = (
        paragraph("修路\t一公里") + paragraph() + paragraph(run("架桥") + "<w:r><w:br/></w:r>" + run("一座"))
    )
    body = table(
        row(cell("序号"), cell("任务")),
        row(cell(numbered), cell(content)),
        f"<w:sdt><w:sdtContent>{row(cell(numbered), cell('招人'))}</w:sdtContent></w:sdt>",
    )
    read = reading(docx(body, numbering=abstract(0, level(0, "decimal", "%1")) + num(1, 0)))
    assert cells(read) == [["序号", "任务"], ["1", "修路 一公里\u2028架桥\u2028一座"], ["2", "招人"]]


def test_a_table_in_a_cell_follows_its_row() -> None:
    inner = table(row(cell("子甲"), cell("子乙")))
    read = reading(
        docx(
            table(
                row(cell(paragraph("外") + inner + paragraph("层")), cell("乙")), row(cell("丙"), cell("丁"))
            )
        )
    )
    assert read.text == "外\u2028层\t乙\n子甲\t子乙\n丙\t丁\n"
    assert cells(read, 0) == [["外\u2028层", "乙"], ["丙", "丁"]]
    assert cells(read, 1) == [["子甲", "子乙"]]


def test_a_frame_around_text_is_no_table() -> None:
    read = reading(docx(table(row(cell(paragraph("一、目标") + paragraph("修路。"))), row(cell("二、任务")))))
    assert (read.text, read.tables) == ("一、目标\n修路。\n二、任务\n", ())


# What is no part of the body


def part(kind: str, content: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"


def test_headers_and_footers_are_furniture_each_line_once() -> None:
    references = "".join(
        f'<w:{kind}Reference r:id="{name}"/>'
        for kind, name in (
            ("header", "header1"),
            ("header", "header2"),
            ("header", "header1"),
            ("footer", "footer1"),
        )
    )
    section = f"<w:sectPr>{references}<w:headerReference r:id='nowhere'/></w:sectPr>"
    read = reading(
        docx(
            paragraph("一、目标") + section,
            parts={
                "header1": part("hdr", paragraph("清河县文件")),
                "header2": part("hdr", paragraph("清河县文件") + paragraph("内部资料")),
                "footer1": part(
                    "ftr",
                    paragraph(f'{run("— ")}<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>{run(" —")}'),
                ),
                "footer2": part("ftr", paragraph("没有用到")),
            },
        )
    )
    assert read.text == "清河县文件\n内部资料\n一、目标\n— 1 —\n"
    assert [(read.text[f.start : f.end], f.rule) for f in read.furniture] == [
        ("清河县文件\n内部资料\n", "docx/header"),
        ("— 1 —\n", "docx/footer"),
    ]
    assert read.opened().value == "一、目标\n"


def test_a_table_of_contents_is_furniture_with_its_title() -> None:
    styles = style("11", called="toc 1") + style("21", called="toc 2", based_on="11")
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('目录一览')}{paragraph('三、保障')}</w:sdtContent></w:sdt>"
    )
    body = (
        paragraph("行动方案")
        + paragraph("目　录")
        + paragraph("一、目标\t1", style="11")
        + paragraph("（一）任务\t2", style="21")
        + control
        + paragraph("一、目标")
        + paragraph("目录")
    )
    read = reading(docx(body, styles=styles))
    assert read.opened().value == "行动方案\n一、目标\n目录\n"
    assert [f.rule for f in read.furniture] == ["docx/contents"]


def test_notes_follow_the_body_in_the_order_of_their_references_and_are_no_part_of_it() -> None:
    body = (
        paragraph(
            f'{run("千万工程")}<w:r><w:footnoteReference w:id="3"/></w:r>{run("经验")}<w:r><w:endnoteReference w:id="2"/></w:r>'
        )
        + paragraph('<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>')
        + paragraph("落款")
        + '<w:sectPr><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + "".join(
            f'<w:footnote w:id="{name}">{paragraph(f"<w:r><w:footnoteRef/></w:r>{run(text)}")}</w:footnote>'
            for name, text in ((2, "二号注"), (3, "三号注"), (4, "没有引用"))
        )
    )
    end = f'<w:endnote w:id="2">{paragraph("尾注")}</w:endnote>'
    parts = {
        "footnotes": part("footnotes", notes),
        "endnotes": part("endnotes", end),
        "footer1": part("ftr", paragraph("页脚")),
    }
    read = reading(docx(body, parts=parts))
    assert read.text.splitlines() == ["千万工程经验", "", "落款", "三号注", "二号注", "尾注", "页脚"]
    assert read.opened().value == "千万工程经验\n\n落款\n"
    assert [one.rule for one in read.furniture] == ["docx/note", "docx/footer"]


# Packages


def test_other_names_of_parts_and_of_elements() -> None:
    data = docx(paragraph("甲", num=1), numbering=CHINESE + num(1, 0))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, text in files.items()
    }
    assert reading(packed(strict)).text == "一、甲\n"
    renamed = {
        name.replace("word/numbering", "other/lists"): text.replace('"numbering.xml"', '"/other/lists.xml"')
        for name, text in files.items()
    }
    assert reading(packed(renamed)).text == "一、甲\n"
    bare = {"word/document.xml": files["word/document.xml"]}
    assert reading(packed(bare)).text == "甲\n"


def test_names_that_lead_out_of_the_archive_are_names_and_nothing_else(tmp_path: Path) -> None:
    data = docx(paragraph("甲", num=1), numbering=CHINESE + num(1, 0))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        '"numbering.xml"', '"../../../../../../../../etc/passwd"'
    )
    (tmp_path / "plan.docx").write_bytes(packed(files | {"../evil.txt": "x", "/evil.txt": "x"}))
    assert reading((tmp_path / "plan.docx").read_bytes()).text == "甲\n"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.docx"]


# Hostile and broken files: one clear line, soon, and in bounded memory


def document(content: str) -> bytes:
    return packed({"word/document.xml": content})


def flagged(data: bytes) -> bytes:
    """An archive that says its entries are encrypted."""
    changed = bytearray(data)
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(magic)
        while start >= 0:
            changed[start + place] |= 1
            start = changed.find(magic, start + 4)
    return bytes(changed)


def with_method(method: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        archive.writestr("word/document.xml", "<a/>" * 1000)
    return data.getvalue()


def nested(name: str, times: int) -> str:
    return f"<w:document {NAMESPACES}><w:body>{f'<w:{name}>' * times}{f'</w:{name}>' * times}</w:body></w:document>"


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9)
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (lambda: document("\0" * (64 * 1024 * 1024 + 1)), "unpacks to more than 64 MB"),
    "an entity bomb": (lambda: document(BOMB + "]><a>&j;</a>"), "declares a document type"),
    "an external entity": (
        lambda: document("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        "declares a document type",
    ),
    "100,000 nested elements": (lambda: document(nested("sdt", 100_000)), "more than 256 deep"),
    "a million elements": (lambda: document("<a>" + "<b c=''/>" * 600_000 + "</a>"), "XML tags"),
    "encrypted entries": (lambda: flagged(docx(paragraph("甲"))), "is encrypted"),
    "a compression that has no limit": (lambda: with_method(zipfile.ZIP_LZMA), "is packed in a way"),
    "truncated": (lambda: docx(paragraph("甲" * 5000))[:-300], "is damaged or incomplete"),
    "damaged in the middle": (
        lambda: docx(paragraph("甲"), styles=style("a")).replace(
            b"word/document.xml", b"word/document.xmx", 1
        ),
        "is damaged",
    ),
    "no XML": (lambda: document("plain"), "is no valid XML"),
    "another encoding": (lambda: document("<?xml version='1.0' encoding='cp037'?><a/>"), "holds no text"),
    "pictures alone": (lambda: docx(paragraph("<w:r><w:drawing/></w:r>")), "holds no text"),
    "an embedded file": (lambda: docx(paragraph("甲") + '<w:altChunk r:id="a"/>'), "as an embedded file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(name: str) -> None:
    make, expected = HOSTILE[name]
    with pytest.raises(ReaderError) as caught:
        read_bytes(make(), "plan.docx")
    assert expected in str(caught.value)
    assert "plan.docx" in str(caught.value)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_what_a_list_prints_cannot_grow_without_end() -> None:
    huge = abstract(
        0, level(0, "upperRoman", "%1" * 5000, start=2**31 - 1), level(1, "lowerLetter", "%2", start=700)
    )
    body = listed(*[(1, 0), (1, 1)] * 2000) + table(
        row(cell("甲", '<w:gridSpan w:val="2000000000"/>'), cell("乙"))
    )
    read = reading(docx(body, numbering=huge + num(1, 0)))
    assert max(map(len, read.text.splitlines())) <= 260
    assert [len(cells) for cells in read.tables[0].rows] == [64]


def test_deep_tables_are_read_or_refused() -> None:
    def deep(times: int) -> bytes:
        content = paragraph("底")
        for _ in range(times):
            content = table(row(cell(content + paragraph()), cell("旁")))
        return docx(content)

    assert reading(deep(83)).text.count("旁") == 83
    with pytest.raises(ReaderError, match="more than 256 deep"):
        reading(deep(84))


def test_thousands_of_joined_paragraphs_and_of_fields_that_never_end() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    opened = field("begin") + field("separate") + field("begin") + run("码")
    body = (
        paragraph("甲" * 800, deleted) * 5000
        + paragraph("乙" * 800, hidden) * 5000
        + paragraph(opened) * 5000
    )
    assert len(reading(docx(body + paragraph("丙"))).text) == 2 * 5000 * 800 + 5000 + 2


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by the resource module of Unix")
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_stay_within_500_mb(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.docx"
    path.write_bytes(HOSTILE[kind][0]())
    script = (
        "import sys\n"
        "from planparse.errors import ReaderError\n"
        "from planparse.readers import read\n"
        "try: read(sys.argv[1])\n"
        "except ReaderError: print('refused')\n"
    )
    done = measured([sys.executable, "-c", script, str(path)])
    assert (done.code, done.out, done.err) == (0, "refused\n", "")
    assert done.seconds < 10
    assert done.megabytes < 500
