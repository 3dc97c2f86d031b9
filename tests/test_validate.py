"""`planparse validate`: faults of form one by one, what is hostile, what a user chooses, and the command itself."""

from __future__ import annotations

import json
import random
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from planparse.errors import UsageError
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.pipeline import extract
from planparse.reports import REPORTS
from planparse.schema import adapter
from planparse.validation import validate_text
from planparse.validation.choosing import Settings
from planparse.validation.configuration import read_settings, settings_for
from planparse.validation.nodes import is_shallow
from tests.check_files import CHECKS, marks, places
from tests.documents import NAMES, ROOT, sample
from tests.launching import planparse
from tests.measured import calls

SOURCE = f"source: {{file: plan.txt, sha256: '{'0' * 64}'}}\n"
TASK = "- id: '1'\n  number: '1'\n  source: {line: 1, start: 0, end: 9}\n"
BAD = f"document:\n  titel: 节水方案\n{SOURCE}"


def validate(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return planparse("validate", *arguments, **options)


def said(text: str, file: str = "a.yaml") -> list[str]:
    """Line, column, code and message of each finding."""
    return [
        f"{one.line}:{one.column} {one.code} {one.message}; {one.hint}"
        for one in validate_text(text, file).findings
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: 3.10", "1:5 wrong-type “id”应为文字,3.10 会被读成小数 3.1; 加上引号:'3.10'"),
        ("id: on", "1:5 wrong-type “id”应为文字,on 会被读成真假值 true; 加上引号:'on'"),
        ("id: 010", "1:5 wrong-type “id”应为文字,010 会被读成整数 8; 加上引号:'010'"),
        ("id: 2024-03-08", "1:5 wrong-type “id”应为文字,2024-03-08 会被读成日期; 加上引号:'2024-03-08'"),
        ("id: ~", "1:5 wrong-type “id”应为文字,~ 会被读成空值; 加上引号:'~'"),
        ("id: {}", "1:5 wrong-type “id”应为文字,现为键值对; 只写一段文字"),
        ("due: 2024-02-30", "1:6 bad-date “due”不是日期:2024-02-30; 2024 年 2 月没有 30 日"),
        ("due: 2024/3/8", "1:6 bad-date “due”不是日期:2024/3/8; 写成 2024-03-08"),
        ("due: 3月底", "1:6 bad-date “due”不是日期:3月底; 写成 2024-03-08 的样子"),
        ("targets: [{value: 1,000}]", "1:11 missing-field"),
        (
            "section_kind: Task",
            "1:15 bad-value “section_kind”的值不在允许之列:Task; 是否想写 tasks?应为 tasks、safeguards、phases",
        ),
        ("牵头单位: [甲局]", "1:1 unknown-field 没有“牵头单位”这个字段; 是否想写“lead_units”?"),
        ("lead-units: [甲局]", "1:1 unknown-field 没有“lead-units”这个字段; 是否想写“lead_units”?"),
        ("issuers: [甲局]", "1:1 unknown-field 没有“issuers”这个字段; 这是公文要素的字段,检查缩进"),
        (
            "lead_units: 甲局",
            "1:13 wrong-type “lead_units”应为列表,现为文字 甲局; 写成 [甲局],或每项一行,以“- ”开头",
        ),
    ],
)
def test_a_fault_of_a_task_is_explained(text: str, expected: str) -> None:
    """The text is a field of a task that has all others it needs."""
    has_id = text.startswith("id:")
    rest = ("" if has_id else "  id: '1'\n") + "  number: '1'\n  source: {line: 1, start: 0, end: 9}\n"
    found = said(f"{SOURCE}tasks:\n- {text}\n{rest}")
    line, _, column = expected.partition(" ")[0].partition(":")
    wanted = f"{int(line) + 2}:{int(column) + 2} {expected.partition(' ')[2]}"
    assert any(one.startswith(wanted) for one in found), found


def test_a_number_is_told_how_to_be_written() -> None:
    target = "{text: 修管网5.4万米, unit: 米, measure: 5.4万米, value: %s}"
    for value, hint in (
        ("1,000", "写成 1000,不加引号和分隔符"),
        ("'54000'", "写成 54000,不加引号和分隔符"),
        ("5.4万", "只写数字,不加引号;5.4万 写成 54000"),
        (".inf", "只写数字,不加引号;5.4万 写成 54000"),
    ):
        text = f"{SOURCE}targets:\n- " + (target % value).replace("1,000", "1_000")
        assert [one.partition("; ")[2] for one in said(text)] == [hint.replace("1,000", "1_000")]


def test_a_broken_entry_does_not_hide_the_others() -> None:
    text = (
        f"{SOURCE}tasks:\n"
        "- id: '1'\n  number: '1\n  source: {line: 1, start: 0, end: 9}\n"
        "- 修路\n"
        "- id: '3'\n  number: '3'\n  titel: 架桥\n  source: {line: 1, start: 0, end: 9}\n"
        "- id: '3'\n  number: '4'\n  source: {line: 1, start: 0}\n"
    )
    assert places(validate_text(text, "a.yaml").findings) == [
        (4, 11, "syntax"),
        (6, 3, "wrong-type"),
        (9, 3, "unknown-field"),
        (11, 7, "duplicate-id"),
        (13, 11, "missing-field"),
    ]


@pytest.mark.parametrize(
    ("line", "slip", "expected"),
    [
        ("  title: 甲", "  title：甲", (7, 8)),
        ("  title: 甲", "  title:甲", (7, 8)),
        ("  title: 甲", "  title 甲", (7, 8)),
        ("  title: 甲", "  title: '甲", (7, 10)),
        ("  title: 甲", " title: 甲", (7, 2)),
        ("  title: 甲", "title: 甲", (7, 1)),
        ("  title: 甲", "\ttitle: 甲", (7, 1)),
        ("  title: 甲", "  title: @甲", (7, 10)),
        ("  title: 甲", "  title: 甲: 乙", (7, 11)),
        ("  due: 2024-03-31", "    due: 2024-03-31", (8, 5)),
        ("  lead_units: [甲局]", "  lead_units: [甲局", (9, 15)),
        ("  lead_units: [甲局]", "  lead_units: {甲局", (9, 15)),
        ("phases:", "phases", (11, 7)),
    ],
)
def test_one_slip_is_one_finding(line: str, slip: str, expected: tuple[int, int]) -> None:
    text = (
        f"{SOURCE}document:\n  title: 节水方案\ntasks:\n- id: '1'\n  number: '1'\n  title: 甲\n  due: 2024-03-31\n"
        "  lead_units: [甲局]\n  source: {line: 1, start: 0, end: 9}\nphases:\n"
        "- title: 部署阶段\n  source: {line: 1, start: 0, end: 9}\n"
    )
    assert said(text) == []
    assert text.count(line + "\n") == 1
    assert places(validate_text(text.replace(line + "\n", slip + "\n"), "a.yaml").findings) == [
        (*expected, "syntax")
    ]


NESTED = f"""{SOURCE}document:
  title: 节水方案
  issuers: [县政府]
tasks:
- id: '1'
  number: '1'
  title: 甲
  text: |-
    修管网。
    title: 不是字段
  due: 2024-03-31
  deadlines:
  - text: 3月底前
    kind: by
    date: 2024-03-31
    precision: month
  - text: 每年
    kind: recurring
    every: year
  targets:
  - text: 5亩
    comparator: '='
    value: 5
    unit: 亩
    measure: 5亩
  subtasks:
  - number: (1)
    text: 修渠。
    responsible_units: [县水利局]
    source: {{line: 1, start: 0, end: 9}}
  source: {{line: 1,
    start: 0, end: 9}}
- id: '2'
  number: '2'
  lead_units:
  - 甲局
  source: {{line: 1, start: 0, end: 9}}
phases:
- title: 部署阶段
  source: {{line: 1, start: 0, end: 9}}
"""


@pytest.mark.parametrize("columns", [-4, -2, -1, 1, 2])
def test_a_field_out_of_line_is_one_finding(columns: int) -> None:
    sound = set(said(NESTED))
    lines = NESTED.splitlines(keepends=True)
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if re.match(r" *(- )?[a-z_]+:", line) and indent and indent + columns >= 0 and "不是字段" not in line:
            moved = [*lines[:number], " " * (indent + columns) + line.lstrip(), *lines[number + 1 :]]
            found = [one for one in said("".join(moved)) if one not in sound]
            may_be_the_tasks = line.startswith("    source:")  # with the task's own behind it, one too many
            assert len(found) <= 1 + may_be_the_tasks, (line, found)
            assert all(one.split(":")[0] in (str(number + 1), str(number + 2)) for one in found), (
                line,
                found,
            )


def test_a_merge_key_is_one_finding() -> None:
    text = (
        f"{SOURCE}tasks:\n" + TASK.replace("- id", "- &one\n  id") + "- <<: *one\n  id: '2'\n  number: '2'\n"
    )
    assert [one.partition(";")[0] for one in said(text)] == ["7:3 unknown-field 没有“<<”这个字段"]


def test_a_block_out_of_line_is_one_finding() -> None:
    block = "    comparator: '='\n    value: 5\n    unit: 亩\n    measure: 5亩\n"
    found = said(NESTED.replace(block, block.replace("    ", "  ")))
    assert [one.partition(";")[0] for one in found] == ["23:3 syntax 缩进不对"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, // 注\n}', "1:10 syntax JSON 里不能写注释"),
        ("{'a': 1}", "1:2 syntax 引号应为英文双引号"),
        ('{"a"：1}', "1:5 syntax 这里的“：”应为英文的“:”"),
        ('{"a": [1，2]}', "1:9 syntax 这里的“，”应为英文的“,”"),
        ('{"a": 1 "b": 2}', "1:9 syntax 这里缺少逗号"),
        ("{a: 1}", "1:2 syntax 字段名 a 没有引号"),
        ('{"a": nil}', "1:7 syntax nil 没有引号"),
        ('{"a": "b\t"}', "1:9 syntax 文字里有不能直接写的字符"),
        ('{"a": [1, 2', "1:7 syntax “[”没有关上"),
        ('{"a": "b\n}', "1:7 syntax 引号没有关上"),
        ('{"a": 1}}', "1:9 syntax 结尾之后还有内容"),
        ('{"a":', "1:5 syntax 没有写完就结束了"),
    ],
)
def test_what_is_yaml_and_no_json_is_told(text: str, expected: str) -> None:
    assert said(text, "a.json")[0].startswith(expected) or any(
        one.startswith(expected) for one in said(text, "a.JSON")
    )


def test_json_is_read_as_json() -> None:
    good = json.dumps(
        {
            "source": {"file": "\ud83d\ude00/\t.txt", "sha256": "0" * 64},
            "document": {"title": 'a"b\\'},
            "targets": [{"text": "若干", "value": 1.5e3, "unit": "个", "measure": "若干"}],
        }
    )
    validated = validate_text(good.replace("{", "\t{", 1), "a.json")
    assert validated.findings == ()
    assert validated.plan is not None
    assert validated.plan.targets[0].value == 1500.0
    assert validated.plan.document.title == 'a"b\\'


def test_yaml_line_ends_that_no_editor_knows_are_none() -> None:
    text = f"document:\r\n  title: 甲\u2028乙\x85\r\n  titel: 丙\r{SOURCE}"
    assert places(validate_text(text, "a.yaml").findings) == [(3, 3, "unknown-field")]


def _mutated(data: Any, random_: random.Random) -> str:
    """Change one value somewhere in plain data, and say what was done."""
    here, key = data, None
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = random_.choice(keys)
        inner = here[key]
        if isinstance(inner, (dict, list)) and inner and random_.random() < 0.85:
            here = inner
            continue
        break
    kind = random_.choice(["drop", "rename", "retype", "null", "date", "wrap"])
    if kind == "drop":
        del here[key]
    elif kind == "rename" and isinstance(here, dict):
        here[f"{key}_"] = here.pop(key)
    elif kind == "retype":
        here[key] = random_.choice([7, 7.5, True, "文字", ["文字"], {"甲": ["乙"]}, {"甲": 1}, [[1]]])
    elif kind == "null":
        here[key] = None
    elif kind == "date":
        here[key] = random_.choice(
            ["2024-13-01", "2024-02-29", "2024-03-08", "2024年", "2024-03-08T00:00:00"]
        )
    else:
        here[key] = [inner]
    return f"{kind} {key}"


def test_the_reader_of_shapes_and_the_schema_agree() -> None:
    """What Pydantic takes for a plan has no fault of form, and the other way round."""
    random_ = random.Random(6)
    forms = {
        "unknown-field",
        "missing-field",
        "wrong-type",
        "bad-value",
        "bad-date",
        "empty-value",
        "unknown-tag",
    }
    texts = [exporter("json")(extract(sample(name)), Layout(full=True)).decode() for name in NAMES]
    refused = 0
    texts = sorted(texts, key=len)[:2]
    for number in range(60):
        data = json.loads(texts[number % len(texts)])
        done = _mutated(data, random_)
        if done.split()[1] in ("sha256", "line", "start", "end"):
            continue  # the schema does not say what a digest or a place is
        text = json.dumps(data, ensure_ascii=False)
        try:
            adapter().validate_json(text, strict=True)
            sound = True
        except ValidationError:
            sound = False
        validated = validate_text(text, "a.json")
        found = [finding for finding in validated.findings if finding.code in forms]
        assert (not found) == sound, (done, found)
        assert (validated.plan is not None) == sound
        if sound:
            assert validated.plan == adapter().validate_json(text, strict=True)
        refused += not sound
    assert 20 < refused < 60


def test_damage_never_raises() -> None:
    """Whatever is done to a file, it is told of, and quickly."""
    random_ = random.Random(7)
    texts = {
        f"{name}.{format}": exporter(format)(extract(sample(name)), Layout()).decode()
        for name in NAMES[:2]
        for format in ("yaml", "json")
    }
    signs = "[]{}:,'\"#-?&*!|>%@`\t \n：，“\\X\x07\u2028\x85~=<"
    for _ in range(120):
        name = random_.choice(list(texts))
        text = texts[name]
        for _ in range(random_.choice([1, 1, 3, 12])):
            place = random_.randrange(len(text))
            cut = place + random_.choice([0, 1, 80])
            text = text[:place] + random_.choice(signs) + text[cut:]
        lines = text.count("\n") + text.count("\r") + 1
        for finding in validate_text(text, name).findings:
            assert 1 <= finding.line <= lines
            assert finding.column >= 1


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{letter}: &{letter} [{', '.join(['*' + chr(ord(letter) - 1)] * 10)}]\n" for letter in "bcdefghij"
)
NESTED_BOMB = (
    f"{SOURCE}tasks:\n- &t {{id: '1', number: '1', outline: &o [{', '.join(['甲'] * 3000)}], "
    "source: {line: 1, start: 0, end: 1}}\n" + "- *t\n" * 3000
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 1_000_000, "too-deep"),
        ("- " * 1_000_000, "too-deep"),
        ("? " * 100_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("".join(" " * depth + "a:\n" for depth in range(200)), "too-deep"),
        ('["]",' * 100_000, "too-deep"),
        (NESTED_BOMB, "too-large"),
        ("a: [" + "x," * 300_100 + "]", "too-large"),
        (BOMB, "unknown-field"),
        ("a: &a [*a]\n", "unknown-field"),
        (f"{SOURCE}tasks: &t [*t]\n", "wrong-type"),
        ("a: *nowhere\n", "syntax"),
        ("\x07", "syntax"),
        ("%YAML 9.9\n---\na: 1\n", "syntax"),
    ],
)
def test_what_is_hostile_is_refused(text: str, code: str) -> None:
    begun = time.process_time()
    found = validate_text(text, "a.yaml").findings
    assert code in {finding.code for finding in found}
    assert time.process_time() - begun < 10
    if code.startswith("too-"):
        assert len(found) == 1


def test_deep_json_is_refused() -> None:
    assert [one.code for one in validate_text("[" * 1_000_000, "a.json").findings] == ["too-deep"]
    assert [one.code for one in validate_text('{"a":' * 100_000, "a.json").findings] == ["too-deep"]


def test_no_object_is_made_of_a_tag(tmp_path: Path) -> None:
    path = tmp_path / "touched"
    for tag in ("!!python/object/apply:os.system", "!!python/object/new:os.system"):
        text = f"document:\n  title: {tag} ['touch {path}']\n{SOURCE}tasks: {tag} ['touch {path}']\n"
        assert places(validate_text(text, "a.yaml").findings) == [
            (2, 10, "unknown-tag"),
            (4, 8, "unknown-tag"),
        ]
        assert not path.exists()


def test_ordinary_files_take_the_quick_way() -> None:
    for name in NAMES:
        assert is_shallow(exporter("yaml")(extract(sample(name)), Layout(full=True)).decode())


def test_many_faults_are_cut_short() -> None:
    text = SOURCE + "".join(f"field_{number}: 1\n" for number in range(5000))
    found = validate_text(text, "a.yaml").findings
    assert len(found) == 1000
    assert found[-1].code == "too-large"
    assert found[-1].message == "问题太多,只列出前 1000 处"


def test_time_grows_with_the_file() -> None:
    """Files with nothing but faults, of every kind that is looked for again and again."""
    for line in (
        "- {{id: '{0}', number: '1', title: X月X日, source: {{line: 1, start: 0, end: 1}}}}",
        "- {{id: '1', number: '{0}', lead_units: [甲乙丙丁戊{0}局], source: {{line: 1, start: 0, end: 1}}}}",
        "- {{id: '{0}', lead_unit: [甲]}}  # planparse: ignore[placeholder]",
        "- {{id: '{0}', deadlines: [{{text: {0}月底前, kind: by}}]}}",
    ):
        steps = []
        for size in (200, 800):
            text = f"{SOURCE}tasks:\n" + "\n".join(line.format(number) for number in range(size))
            steps.append(calls(lambda text=text: validate_text(text, "a.yaml")))  # type: ignore[misc]
        assert steps[1] < 5 * steps[0], line


def test_settings_choose() -> None:
    text = f"{SOURCE}tasks:\n{TASK}{TASK.replace('end: 9', 'end: -9')}"
    codes = [one.code for one in validate_text(text, "a.yaml").findings]
    assert codes == ["duplicate-id", "bad-value"]
    assert _codes(text, Settings(ignore=frozenset({"bad-value"}))) == ["duplicate-id"]
    assert _codes(text, Settings(select=frozenset({"bad-value"}))) == ["bad-value"]
    assert _codes(text, Settings(severities={"bad-value": "off"})) == ["duplicate-id"]
    both = Settings(select=frozenset({"bad-value"}), severities={"bad-value": "off"})
    assert _codes(text, both) == ["bad-value"]
    graded = validate_text(text, "a.yaml", Settings(severities={"duplicate-id": "info"})).findings
    assert [one.severity for one in graded] == ["info", "error"]
    assert _codes("a: [", Settings(ignore=frozenset({"syntax"}))) == ["syntax"]


def _codes(text: str, settings: Settings) -> list[str]:
    return [one.code for one in validate_text(text, "a.yaml", settings).findings]


def test_a_comment_ignores_what_is_on_its_line() -> None:
    text = (
        f"{SOURCE}tasks:\n"
        "# planparse: ignore[missing-field] 还没有序号\n"
        "- id: '1'\n"
        "  due: 3月  # planparse: ignore[bad-date,wrong-type] 待报\n"
        "  source: {line: 1, start: 0, end: 9}\n"
    )
    assert said(text) == ["5:12 unused-ignore 这里没有要忽略的“wrong-type”; 删去这条注释"]
    assert _codes(text, Settings(ignore=frozenset({"wrong-type"}))) == []
    assert _codes(text, Settings(ignore=frozenset({"unused-ignore"}))) == []


def test_settings_are_those_of_the_nearest_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.planparse]\nignore = ["placeholder"]\n', encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert settings_for(str(inner / "x.yaml")).ignore == {"placeholder"}
    own = tmp_path / "c"
    own.mkdir()
    (own / ".planparse.yaml").write_text("strict: true\nseverity: {missing-unit: off}\n", encoding="utf-8")
    (own / "pyproject.toml").write_text("[tool.planparse]\nstrict = false\n", encoding="utf-8")
    settings = settings_for(str(own / "x.yaml"))
    assert (settings.strict, settings.ignore) == (True, frozenset())
    assert "missing-unit" in settings.unwanted


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"ignor": []}, ("no setting 'ignor'", "did you mean 'ignore'?")),
        ({"ignore": ["missing-units"]}, ("no code 'missing-units'", "did you mean 'missing-unit'?")),
        ({"ignore": "missing-unit"}, ("ignore is no list",)),
        ({"severity": {"missing-unit": "fatal"}}, ("no severity 'fatal'", "error, warning, info, off")),
        ({"severity": ["missing-unit"]}, ("severity is no table",)),
        ({"strict": "yes"}, ("strict is neither true nor false",)),
        ({"units": ["甲局"]}, ("units is no file name",)),
        (["ignore"], ("holds no settings",)),
    ],
)
def test_settings_that_make_no_sense_are_told(found: Any, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as told:
        read_settings(found, Path(), "x/.planparse.yaml")
    assert str(told.value).startswith("x/.planparse.yaml: ")
    for word in words:
        assert word in str(told.value)


def test_the_command_chooses(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{SOURCE}document:\n  titel: 节水方案\n  issuers: []\n", encoding="utf-8")
    assert validate(path).returncode == 1
    assert validate(path, "--ignore", "unknown-field,empty-list").stdout == b""
    done = validate(path, "--select", "empty-list", "--select", "empty-value")
    assert done.stdout.decode().startswith(f"{path}:4:12: warning empty-list ")
    assert done.stdout.count(b"\n") == 1
    done = validate(path, "--select", "empty-lists")
    assert done.returncode == 2
    assert b"--select: there is no code 'empty-lists'; did you mean 'empty-list'?" in done.stderr


def test_information_fails_where_the_run_is_strict(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{SOURCE}document: {{issuers: []}}\n", encoding="utf-8")
    (tmp_path / ".planparse.yaml").write_text("severity: {empty-list: info}\n", encoding="utf-8")
    done = validate(path)
    assert (done.returncode, b": info empty-list " in done.stdout) == (0, True)
    assert validate(path, "--strict").returncode == 1
    (tmp_path / ".planparse.yaml").write_text("severities: {}\n", encoding="utf-8")
    done = validate(path)
    assert done.returncode == 2
    assert b"there is no setting 'severities'; did you mean 'severity'?" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_standard_input_has_a_name(tmp_path: Path) -> None:
    done = validate("-", stdin=BAD.encode())
    assert done.stdout.decode().startswith("-:2:3: error unknown-field ")
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / ".planparse.yaml").write_text("ignore: [unknown-field]\n", encoding="utf-8")
    done = validate("-", "--stdin-filename", "tasks/a.yaml", stdin=BAD.encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    done = validate("-", "--stdin-filename", "a.json", stdin=b'{"a": 1,}')
    assert b"a.json:1:8: error syntax " in done.stdout


def test_the_format_is_that_of_the_surroundings(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BAD, encoding="utf-8")
    done = validate("a.yaml", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert done.stdout.startswith(b"::error file=a.yaml,line=2,col=3,title=unknown-field::")
    assert done.returncode == 1
    done = validate("a.yaml", "--format", "json", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert json.loads(done.stdout)["errors"] == 1
    done = validate("a.yaml", "--format", "xml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"choose one of text, json, github, gitlab, sarif, junit" in done.stderr


def test_a_report_is_written_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BAD, encoding="utf-8")
    done = validate("a.yaml", "-f", "sarif", "-o", "report.sarif", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert json.loads((tmp_path / "report.sarif").read_bytes())["version"] == "2.1.0"


def test_a_list_of_units_is_read(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("- 云溪数字产业集团\n", encoding="utf-8")
    unit = TASK.replace("  source", "  lead_units: [云溪数据产业集团]\n  source")
    (tmp_path / "a.yaml").write_text(f"{SOURCE}tasks:\n{unit}", encoding="utf-8")
    assert validate("a.yaml", cwd=tmp_path).returncode == 0
    done = validate("a.yaml", "--units", "units.yaml", cwd=tmp_path)
    assert "是否想写“云溪数字产业集团”?" in done.stdout.decode()
    (tmp_path / ".planparse.yaml").write_text("units: units.yaml\n", encoding="utf-8")
    assert validate("a.yaml", cwd=tmp_path).stdout == done.stdout


def test_the_source_line_is_shown_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BAD, encoding="utf-8")
    done = validate("a.yaml", "--source-lines", cwd=tmp_path)
    assert done.stdout.decode().splitlines()[1:] == ["    2 |   titel: 节水方案", "      |   ^^^^^"]


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    done = validate(path)
    assert done.returncode == 3
    assert done.stderr.decode() == (
        f"planparse: {path}: is larger than 16 MB; split it, or check that it is a task list\n"
    )


def test_an_empty_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\n")
    done = validate("a.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (
        1,
        "a.yaml:1:1: error empty 文件是空的; 用 planparse extract 生成\n",
    )


def test_the_thirty_faults_are_found_by_the_command() -> None:
    path = CHECKS / "thirty.yaml"
    done = validate(path)
    lines = [line.removeprefix(f"{path}:").split() for line in done.stdout.decode().splitlines()]
    found = [(*map(int, place.rstrip(":").split(":")), code) for place, _, code, *_ in lines]
    assert sorted(found) == marks(path)


def test_the_settings_that_the_docs_show_are_settings(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "validating.md").read_text(encoding="utf-8")
    (tmp_path / "units.yaml").write_text("- 云溪数字集团\n", encoding="utf-8")
    own = text.split("```yaml\n")[1].split("```")[0]
    (tmp_path / ".planparse.yaml").write_text(own, encoding="utf-8")
    settings = settings_for(str(tmp_path / "a.yaml"))
    assert settings.severities == {"missing-unit": "error", "numbering-gap": "info", "unlike-unit": "off"}
    assert "云溪数字集团" in settings.known_units
    (tmp_path / "b").mkdir()
    project = text.split("```toml\n")[1].split("```")[0]
    (tmp_path / "b" / "pyproject.toml").write_text(project, encoding="utf-8")
    assert settings_for(str(tmp_path / "b" / "a.yaml")).ignore == {"placeholder"}
    for name in REPORTS:
        assert f"| `{name}` |" in text
