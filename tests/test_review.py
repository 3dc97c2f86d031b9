"""The review page: marks are spans, every task is there, text stays text, and in a browser it does what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse import Plan, parse
from planparse.errors import UsageError
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.exporters.punctuation import chinese
from planparse.exporters.review import page as review
from planparse.exporters.review.labels import words
from planparse.exporters.review.marks import Mark, Marks
from planparse.exporters.review.pane import pane
from tests.documents import NAMES, text_of
from tests.launching import assert_one_line, planparse

HOSTILE = (
    "<title>关于&lt;印发&gt;的通知</title><script>alert(1)</script>\n"
    "一、任务{{ 7*7 }} ${rows} </mark></span></p></title></style>\n"
    "1.修路\"onclick='alert(1)'。2024年3月底前完成</script><img src=x onerror=alert(1)>。(牵头单位:县<b>水利局,&amp;局)\n"
    "2.架桥\u2028换行\u202e反\t表<!-- 。建成5座桥]]>。(责任单位:县交通局)\r\n"
    "3.通电。9月31日前完成。(牵头单位:县交通局;配合单位:各镇)"
)


def written(text: str, plan: Plan | None = None, **options: Any) -> str:
    return exporter("html")(plan or parse(text), Layout(text=text, **options)).decode()


class Page(HTMLParser):
    """What a browser makes of the page: the source pane's text, each mark's, and each row's cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.source = ""
        self.marks: dict[int, str] = defaultdict(str)
        self.kinds: dict[int, str] = {}
        self.rows: dict[int, list[str]] = defaultdict(list)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert not self._open, "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in ("meta", "link", "input"):
            self._open.append((tag, found))
        if tag in ("td", "th") and (row := self._row()) is not None:
            self.rows[row].append("")
        if "data-m" in found:
            self.marks[int(found["data-m"] or 0)] += ""
            if "id" in found:
                self.kinds[int(found["data-m"] or 0)] = found["class"] or ""

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if any(attributes.get("id") == "source" for _, attributes in self._open):
            self.source += data
            for number in {a["data-m"] for _, a in self._open if "data-m" in a}:
                self.marks[int(number or 0)] += data
        if (row := self._row()) is not None:
            self.rows[row][-1] += data
        if self._open and self._open[-1][0] == "title":
            self.title += data

    def _row(self) -> int | None:
        names = [a["id"] for tag, a in self._open if tag == "tr" and "id" in a]
        return int(names[0][1:]) if names and names[0] else None


# --- the source ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*map(text_of, NAMES), HOSTILE], ids=[*NAMES, "hostile"])
def test_the_source_is_verbatim_and_marks_equal_their_spans(text: str) -> None:
    plan = parse(text)
    page = Page(written(text, plan))
    assert page.source == text
    marks = Marks(plan, len(text), "zh").listed
    for number, mark in enumerate(marks):
        if mark.kind not in ("heading", "rest"):
            assert page.marks[number] == text[mark.start : mark.end]
            assert page.kinds[number] == mark.kind
    spans = {(mark.start, mark.end, mark.kind) for mark in marks}
    for task in plan.tasks:
        assert (task.source.start, task.source.end, "task") in spans
        for one in task.assignments:
            assert one.source is None or (one.source.start, one.source.end, one.role) in spans
        for deadline in task.deadlines:
            assert (
                deadline.source is None or (deadline.source.start, deadline.source.end, "deadline") in spans
            )
        for target in task.targets:
            assert target.source is None or (target.source.start, target.source.end, "target") in spans
    for doubt in plan.diagnostics:
        assert (doubt.source.start, doubt.source.end, "doubt") in spans


KINDS = st.sampled_from(
    ["task", "subtask", "lead", "supporting", "deadline", "target", "removed", "doubt", "note", "phase"]
)


@given(
    st.text(st.sampled_from("中文<>&'\"\r\n\t \u2028"), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), KINDS), max_size=8),
)
def test_marks_that_cross_nest_in_html(text: str, spans: list[tuple[int, int, str]]) -> None:
    inside = [(min(a, len(text)), min(b, len(text)), kind) for a, b, kind in spans]
    marks = [Mark(min(a, b), max(a, b), kind, "<b>", []) for a, b, kind in inside]
    page = Page(f'<div id="source">{pane(text, marks)}</div>')
    assert page.source == text
    if text:
        assert page.marks == {number: text[mark.start : mark.end] for number, mark in enumerate(marks)}


def test_what_html_cannot_hold_keeps_its_place() -> None:
    text = "1.修\x00路\ud800。修。(牵头单位:甲局)"
    assert Page(written(text)).source == "1.修\ufffd路\ufffd。修。(牵头单位:甲局)"


# --- the table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("as_printed", [True, False])
def test_every_task_is_a_row_with_its_units_dates_and_targets(name: str, as_printed: bool) -> None:
    text = text_of(name)
    plan = parse(text)
    rows = Page(written(text, plan, as_printed=as_printed)).rows

    def told(words: str) -> str:
        return words if as_printed else chinese(words)

    assert sorted(rows) == list(range(len(plan.tasks)))
    for task, row in zip(plan.tasks, rows.values(), strict=True):
        number, content, units, due, targets = row
        assert number.startswith(task.id)
        assert told(task.title or "") in content
        assert told(task.text) in content
        for listed in (task.lead_units, task.responsible_units, task.supporting_units):
            assert "、".join(told(unit) for unit in listed) in units
        for deadline in task.deadlines:
            assert told(deadline.text) in due
        for target in task.targets:
            assert told(target.text) in targets


def test_each_link_leads_to_a_mark_of_the_same_words() -> None:
    text = text_of("yunxi-2024-plan")
    page = Page(written(text, as_printed=True))
    names = {attributes["id"] for _, attributes in page.tags if attributes.get("id")}
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert len(links) > 150
    assert {link[1:] for link in links if link} - names == {"doubts"}, (
        "the list of doubts is left out: there are none"
    )


PARTS = (
    "清河县2024年建设方案\n一、交通建设\n"
    "1.修路。主要有:(1)打路基。打好三公里路基。(2)铺路面。铺好路面。(牵头单位:县交通局)\n"
    "2.架桥。架一座甲&乙桥。(责任单位:县水利局)\n打一口井。(责任单位:县农业局;配合单位:县水利局)\n3.通电。通。(责任单位:县供电公司)"
)
"""Numbered parts below one clause, and parts that are what each of several clauses speaks of."""


def test_parts_of_a_task_are_marked_and_listed_with_their_units() -> None:
    plan = parse(PARTS)
    parts = [part for task in plan.tasks for part in task.subtasks]
    assert len(parts) == 4
    html = written(PARTS, plan)
    page = Page(html)
    marked = {number: page.marks[number] for number, kind in page.kinds.items() if kind == "subtask"}
    assert list(marked.values()) == [
        PARTS[part.source.start : part.source.end] for part in parts if part.source is not None
    ]
    lists = re.findall(r'<ol class="parts" aria-label="子任务">(.*?)</ol>', html)
    assert len(lists) == 2, "a task without parts has no list"
    numbers = [
        re.findall(r'href="#m(\d+)"', entry) for listed in lists for entry in listed.split("</li>")[:-1]
    ]
    said = [[page.marks[int(number)] for number in entry] for entry in numbers]
    assert [entry[0] for entry in said] == list(marked.values())
    assert [entry[1:] for entry in said] == [[], [], ["县水利局"], ["县农业局", "县水利局"]]
    assert numbers[2][1] != numbers[3][2], "a unit leads to where that part names it"
    assert "架一座甲&amp;乙桥" in lists[1]


def test_labels_are_chinese_or_english() -> None:
    text = text_of("yunxi-2024-plan")
    chinese_page, english_page = written(text), written(text, labels="en")
    assert '<html lang="zh-CN">' in chinese_page
    assert '<html lang="en">' in english_page
    assert ">牵头</span>" in chinese_page
    assert ">Lead</span>" in english_page
    assert "牵头</span>" not in english_page
    assert all(words("zh").values())
    assert all(word.isascii() or "⇄" in word or "’" in word for word in words("en").values())


# --- safety -------------------------------------------------------------------------------------------------------


def test_a_document_is_text_and_nothing_else() -> None:
    page = written(HOSTILE)
    plain = Page(written("一、任务\n1.修路。修。(牵头单位:甲局)"))
    read = Page(page)
    assert {tag for tag, _ in read.tags} <= {tag for tag, _ in plain.tags} | {
        "mark",
        "del",
        "section",
        "h2",
        "ol",
        "li",
        "time",
        "b",
    }
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert not any(
        name.startswith("on") or name in ("style", "src") for _, found in read.tags for name in found
    )
    assert "{{ 7*7 }} ${rows} </mark>" in read.source
    assert page.count("</script>") == page.count("</style>") == 1


def test_a_title_like_html_is_a_title() -> None:
    plan = parse(
        "关于印发《<script>alert(1)</script>清河县</title>节水方案》的通知\n一、任务\n1.修路。修。(牵头单位:甲局)"
    )
    title = plan.document.title or ""
    assert "<script>" in title
    assert Page(exporter("html")(plan, Layout(text="")).decode()).title.startswith(title)


def test_the_page_asks_for_nothing_and_its_policy_forbids_the_rest() -> None:
    page = Page(written(text_of("hengli-2018-plan")))
    for tag, found in page.tags:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        for name in ("src", "href", "action"):
            assert (found.get(name) or "#").startswith(("#", "data:,")), (tag, found)
    policy = next(found["content"] for tag, found in page.tags if "http-equiv" in found) or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    frame = "".join(review._file(name) for name in ("page.html", "page.css", "page.js"))
    assert not re.search(r"https?://|url\(|@import|innerHTML|eval\(|style=", frame)


def test_the_same_bytes_each_time() -> None:
    assert written(text_of("huzhou-demonstration-zone")) == written(text_of("huzhou-demonstration-zone"))


def test_without_the_source_there_is_one_line() -> None:
    with pytest.raises(UsageError, match="html shows the document itself"):
        exporter("html")(parse("1.修路。"), Layout())


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text("一、任务\n1.修路。修一公里。(牵头单位:甲局)", encoding="utf-8")
    output = tmp_path / "review.html"
    done = planparse("extract", str(document), "-o", str(output), "--labels", "en")
    assert done.returncode == 0, done.stderr
    page = Page(output.read_text(encoding="utf-8"))
    assert page.source == document.read_text(encoding="utf-8")
    assert page.title.endswith("Review")
    assert_one_line(planparse("extract", str(tmp_path / "none.txt"), "-f", "html"), 3)


def test_the_page_of_a_megabyte_is_not_many() -> None:
    one = text_of("yunxi-2024-plan")
    text = "\n".join([one] * (1_000_000 // len(one.encode()) + 1))
    plan = parse(text)
    layout = Layout(full=True, text=text)
    data = exporter("html")(plan, layout)
    assert len(data) < 6 * len(text.encode())


# --- contrast -----------------------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(scheme: int) -> None:
    blocks = re.findall(r":root \{([^}]*)\}", review._file("page.css"))
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[scheme]))
    pairs = [("ink", ground) for ground in ("pane", "soft", "current", "rest")]
    pairs += [(ink, ground) for ink in ("quiet", "accent") for ground in ("pane", "soft", "current")]
    pairs += [("accent", "accent-ground"), ("pane", "accent"), ("removed", "pane"), ("removed", "soft")]
    pairs += [("doubt-ink", "soft"), ("pane", "doubt-ink")]
    for kind in ("lead", "responsible", "supporting", "deadline", "target", "doubt"):
        pairs += [("ink", kind), (f"{kind}-ink", kind)]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


# --- in a browser -------------------------------------------------------------------------------------------------

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver: Any = pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install selenium")
    service: Any = pytest.importorskip("selenium.webdriver.chrome.service")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs a browser: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=service.Service(driver))
    yield started
    started.quit()


class Opened:
    """A page in the browser; `run` hands a script's answer back after what it set off has been drawn."""

    def __init__(self, browser: Any, folder: Path, html: str) -> None:
        self.browser = browser
        path = folder / "review.html"
        path.write_text(html, encoding="utf-8", newline="")
        browser.get_log("performance")
        browser.get(path.as_uri())

    def run(self, script: str, *values: Any) -> Any:
        return self.browser.execute_script(script, *values)

    def drawn(self) -> None:
        frames = "const done = arguments[0]; let n = 4; (function f() { n-- ? requestAnimationFrame(f) : done() })()"
        self.browser.execute_async_script(frames)

    def click(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).click()", selector)
        self.drawn()

    def press(self, keys: str) -> None:
        self.run(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))",
            keys,
        )
        self.drawn()

    def type(self, selector: str, text: str) -> None:
        self.run(
            "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true}))",
            selector,
            text,
        )

    def shown(self) -> list[str]:
        script = "return [...document.querySelectorAll('tr[id]:not([hidden])')].filter(r => r.offsetParent).map(r => r.cells[0].firstChild.textContent)"
        return list(self.run(script))

    def in_view(self, selector: str) -> bool:
        script = (
            "const e = document.querySelector(arguments[0]), s = e.closest('.scroll').getBoundingClientRect(),"
            " r = e.getBoundingClientRect(); return r.bottom > s.top && r.top < s.bottom"
        )
        return bool(self.run(script, selector))

    def check(self) -> None:
        """No request left the page, and nothing was complained of."""
        events = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        asked = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        own = [one["request"]["url"] for one in asked if one["documentURL"].startswith("file:")]
        assert own, "the page itself"
        assert [url for url in own if not url.startswith(("file:", "data:"))] == []
        assert self.browser.get_log("browser") == []


YUNXI = text_of("yunxi-2024-plan")
FAR = max(place for place, task in enumerate(parse(YUNXI).tasks) if task.responsible_units)
"""A task far down, with units."""


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    page = Opened(browser, tmp_path, written(YUNXI))
    yield page
    page.check()


def test_in_a_browser_marks_equal_spans(opened: Opened) -> None:
    script = (
        "return [...document.querySelectorAll('#source [data-m]')].map(e => [+e.dataset.m, e.textContent])"
    )
    texts: dict[int, str] = defaultdict(str)
    for number, text in opened.run(script):
        texts[number] += text
    marks = Marks(parse(YUNXI), len(YUNXI), "zh").listed
    assert texts == {
        n: YUNXI[m.start : m.end] for n, m in enumerate(marks) if m.kind not in ("heading", "rest")
    }
    assert opened.run("return document.querySelector('#source').textContent") == YUNXI


def test_in_a_browser_the_table_finds_the_source(opened: Opened) -> None:
    link = f"#r{FAR} .units a.responsible"
    mark = opened.run("return document.querySelector(arguments[0]).getAttribute('href')", link)
    assert not opened.in_view(mark)
    opened.click(link)
    assert opened.in_view(mark)
    assert opened.run("return document.querySelector(arguments[0]).classList.contains('now')", mark)
    assert opened.run(f"return document.querySelector('#r{FAR}').getAttribute('aria-current')") == "true"
    assert opened.run("return document.querySelector('#told').textContent").startswith(
        opened.run("return document.querySelector(arguments[0]).textContent", mark)
    )


def test_in_a_browser_the_source_finds_the_table(opened: Opened) -> None:
    assert not opened.in_view(f"#r{FAR}")
    opened.click(f"#source mark.responsible[data-t='{FAR}']")
    assert opened.in_view(f"#r{FAR}")
    assert opened.run(f"return document.querySelectorAll('#r{FAR} a.responsible.now').length") == 1
    opened.click("#source .task[data-t='3']")
    assert opened.in_view("#r3")
    assert opened.run("return document.querySelectorAll('tr.now').length") == 1


def test_in_a_browser_parts_lead_to_the_source_and_back(browser: Any, tmp_path: Path) -> None:
    page = Opened(browser, tmp_path, written(PARTS))
    page.click("#r1 .parts li:nth-child(2) a.subtask")
    now = "return [...document.querySelectorAll('#source .subtask.now')].map(e => e.textContent).join('')"
    assert page.run(now) == "打一口井。(责任单位:县农业局;配合单位:县水利局)"
    assert page.run("return document.querySelector('#r1').getAttribute('aria-current')") == "true"
    page.click("#source .subtask[data-t='0']:nth-of-type(2)")
    assert page.run("return document.querySelector('#r0').getAttribute('aria-current')") == "true"
    listed = "return [...document.querySelectorAll('.parts a.now')].map(e => e.textContent)"
    assert page.run(listed) == ["(2)铺路面".replace("(2)", "（2）")]
    assert page.run(now) == "(2)铺路面。铺好路面。(牵头单位:县交通局)"
    page.press("Enter")
    seen = []
    for _ in range(3):
        page.press("n")
        seen += page.run(listed)
    assert "（1）打路基" in seen, "the keyboard finds them too"
    page.check()


def test_in_a_browser_filters_filter(opened: Opened) -> None:
    plan = parse(YUNXI)
    everything = [task.id for task in plan.tasks]
    assert opened.shown() == everything
    opened.type("#f-unit", "区财政局")
    named = [
        t.id
        for t in plan.tasks
        if any("区财政局" in unit for unit in t.lead_units + t.responsible_units + t.supporting_units)
    ]
    assert opened.shown() == named
    assert len(named) < len(everything)
    opened.click("[data-role=lead]")
    assert opened.shown() == [t.id for t in plan.tasks if any("区财政局" in unit for unit in t.lead_units)]
    assert (
        opened.run("return document.querySelector('[data-role=lead]').getAttribute('aria-pressed')") == "true"
    )
    opened.click("#clear")
    assert opened.shown() == everything
    opened.type("#f-from", "2024-03-01")
    opened.type("#f-to", "2024-04-30")
    assert opened.shown() == [
        t.id for t in plan.tasks if t.due and "2024-03-01" <= str(t.due) <= "2024-04-30"
    ]
    opened.click("#clear")
    section = opened.run(
        "const s = document.querySelector('#f-section'); return [s.options[2].value, s.options[2].text]"
    )
    opened.type("#f-section", section[0])
    assert opened.shown() == [t.id for t in plan.tasks if chinese(" › ".join(t.outline)) == section[1]] != []
    opened.click("#clear")
    opened.type("#f-words", "高标准农田")
    assert opened.shown() == [t.id for t in plan.tasks if "高标准农田" in (t.title or "") + t.text] != []
    opened.type("#f-words", "没有这样的词")
    assert opened.shown() == []
    assert opened.run("return document.querySelector('#count').textContent") == "没有符合条件的任务。"


def test_in_a_browser_the_keyboard_is_enough(opened: Opened) -> None:
    ids = [task.id for task in parse(YUNXI).tasks]
    current = (
        "const r = document.querySelector('tr[aria-current]'); return r && r.cells[0].firstChild.textContent"
    )
    for keys, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("ArrowDown", 2)):
        opened.press(keys)
        assert opened.run(current) == ids[place]
    assert opened.run("return document.activeElement.id") == "r2"
    opened.press("Enter")
    assert opened.run("return document.activeElement.id") == "source"
    opened.press("Enter")
    assert opened.run("return document.activeElement.id") == "r2"
    opened.press("n")
    assert opened.run("return document.querySelectorAll('#source mark.now').length") > 0
    opened.press("/")
    assert opened.run("return document.activeElement.id") == "f-words"
    opened.type("#f-words", "高标准农田")
    opened.press("j")
    assert opened.run("return document.activeElement.id") == "f-words", "letters typed are letters"
    opened.press("Escape")
    assert opened.shown() == ids
    opened.press("Escape")
    opened.click("#keys")
    opened.press("j")
    assert opened.run(current) == ids[2], "single letters can be turned off"


def test_in_a_browser_switches_show_what_was_left(browser: Any, tmp_path: Path) -> None:
    page = Opened(browser, tmp_path, written(text_of("huzhou-demonstration-zone")))
    struck = "return getComputedStyle(document.querySelector('#source del')).textDecorationLine"
    ground = "return getComputedStyle(document.querySelector('#source .rest')).backgroundColor"
    assert page.run(struck) == "none"
    plain = page.run(ground)
    page.click("[data-switch=show-removed]")
    page.click("[data-switch=show-rest]")
    assert page.run(struck) == "line-through"
    assert page.run(ground) != plain
    assert "footer/" in page.run("return document.querySelector('#removed').textContent")
    page.check()


def test_in_a_browser_a_document_is_text(browser: Any, tmp_path: Path) -> None:
    page = Opened(browser, tmp_path, written(HOSTILE))
    assert page.run("return document.querySelector('#source').textContent") == HOSTILE
    assert page.run("return document.scripts.length") == 1
    assert page.run("return document.querySelectorAll('img, b *, [onclick]').length") == 0
    page.click(".doubts")
    page.click("#doubts a")
    assert page.in_view("#source mark.doubt")
    page.check()


def test_in_a_browser_a_megabyte_is_fluent(browser: Any, tmp_path: Path) -> None:
    text = "\n".join([YUNXI] * (1_000_000 // len(YUNXI.encode()) + 1))
    page = Opened(browser, tmp_path, written(text))
    spent = (
        "const done = arguments[0], e = document.querySelector('#source'), spent = [];"
        " (function f() { const t = performance.now(); e.scrollTop += 900; e.offsetHeight; spent.push(performance.now() - t);"
        " spent.length < 40 ? requestAnimationFrame(f) : done(spent.sort((a, b) => a - b)[20]) })()"
    )
    assert page.browser.execute_async_script(spent) < 50, "milliseconds of work for a screen further"
    page.click("#r1400 a.task")
    page.drawn()
    mark = page.run("return document.querySelector('#r1400 a.task').getAttribute('href')")
    assert page.in_view(mark)
    page.check()


def test_in_a_browser_axe_finds_no_serious_fault(browser: Any, tmp_path: Path) -> None:
    script = os.environ.get("AXE_CORE")
    if not script:
        pytest.skip("needs axe-core: AXE_CORE=path/to/axe.min.js")
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    try:
        for labels in ("zh", "en"):
            page = Opened(browser, tmp_path, written(text_of("huzhou-demonstration-zone"), labels=labels))
            page.run(Path(script).read_text(encoding="utf-8"))
            found = browser.execute_async_script("axe.run(document).then(arguments[0])")
            assert [
                one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")
            ] == []
    finally:
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
