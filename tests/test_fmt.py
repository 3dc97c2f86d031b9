"""Canonical form: what is formatted says the same, keeps every comment, and is formatted already."""

from __future__ import annotations

import json
import os
import random
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse import Plan, extract, parse
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.formatting import FormatError, format_text
from planparse.formatting.sameness import same
from planparse.validation import validate_text
from planparse.validation.nodes import compose
from tests.documents import NAMES, sample
from tests.launching import in_shell, planparse
from tests.properties.strategies import texts

BUDGET = int(os.environ.get("HYPOTHESIS_EXAMPLES", "60"))
SETTINGS = settings(max_examples=BUDGET, deadline=None, derandomize=BUDGET == 60)

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SHAS = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
HAND_EDITED = """\
\ufeff# yaml-language-server: $schema=planparse-1.schema.json\r
# 2024年3月与局办核对\r
\r
source:   {file: "a.txt", sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'}\r
schema: "planparse/1"\r
tasks:\r
\r
    # 第一项\r
    - number: "1."   # 照原文\r
      id: 3.10\r
      备注: 急\r
      lead_units:\r
        - 甲局\r
        - "乙局"\r
      source: {line: 1,\r
               start: 0, # 从零数\r
               end: 9}\r
      # 还缺时限\r
\r
\r
\r
    - id: '2' # planparse: ignore[missing-unit] 不分工\r
      text: >-\r
         修路,\r
         架桥\r
      number: 2.\r
# 以上为定稿\r
"""
FORMATTED = """\
# yaml-language-server: $schema=planparse-1.schema.json
# 2024年3月与局办核对

schema: planparse/1
source:
  file: a.txt
  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
tasks:
# 第一项
- id: 3.10
  number: '1.'  # 照原文
  lead_units: [甲局, 乙局]
  source:
    line: 1
    start: 0  # 从零数
    end: 9
  备注: 急
  # 还缺时限

- id: '2'  # planparse: ignore[missing-unit] 不分工
  number: 2.
  text: 修路, 架桥
# 以上为定稿
"""


def written(plan: Plan, format: str = "yaml", *, full: bool = True) -> str:
    return exporter(format)(plan, Layout(full=full)).decode()


def clean(source: str) -> str:
    return source.encode("utf-8", "replace").decode()


def assert_formatted_well(text: str, file: str = "a.yaml") -> str:
    """The same values, and formatting again changes nothing."""
    formatted = format_text(text, file)
    assert same(compose(text.removeprefix("\ufeff")), compose(formatted))
    assert format_text(formatted, file) == formatted
    return formatted


def test_a_hand_edited_file() -> None:
    assert assert_formatted_well(HAND_EDITED) == FORMATTED


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("full", [True, False])
def test_what_extract_writes_is_canonical(name: str, format: str, full: bool) -> None:
    text = written(extract(sample(name)), format, full=full)
    assert format_text(text, f"tasks.{format}") == text


@SETTINGS
@given(texts)
@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("full", [True, False])
def test_what_is_written_of_any_text_is_canonical(format: str, full: bool, source: str) -> None:
    text = written(parse(clean(source)), format, full=full)
    assert format_text(text, f"tasks.{format}") == text


def backwards(data: Any, *, is_record: bool = True) -> Any:
    """The fields of each record in the wrong order; what has no order of ours keeps it."""
    if isinstance(data, list):
        return [backwards(part) for part in data]
    if not isinstance(data, dict):
        return data
    keys = reversed(data) if is_record else iter(data)
    return {key: backwards(data[key], is_record=key != "roles") for key in keys}


@SETTINGS
@given(texts, st.sampled_from([True, False, None]), st.sampled_from([20, 80, 2**20]), st.integers(2, 6))
def test_any_other_way_to_write_it_becomes_the_canonical_one(
    source: str, flow: bool | None, width: int, indent: int
) -> None:
    text = written(parse(clean(source)))
    dumped = yaml.dump(
        backwards(yaml.load(text, Loader=LOADER)),
        Dumper=DUMPER,
        default_flow_style=flow,
        width=width,
        indent=indent,
        allow_unicode=width == 80,
        sort_keys=False,
        line_break="\r\n" if indent == 3 else "\n",
    )
    modeline, _, body = text.partition("\n")
    if dumped.isprintable() or not any(mark in dumped for mark in "\x85\u2028\u2029"):
        assert format_text(dumped, "a.yaml") == body
    assert modeline.startswith("# yaml-language-server")


@SETTINGS
@given(texts)
def test_json_in_any_other_layout_becomes_the_canonical_one(source: str) -> None:
    text = written(parse(clean(source)), "json")
    assert format_text(json.dumps(backwards(json.loads(text))), "a.json") == text


def commented(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """The text with comments and blank lines wherever YAML takes one, and the comments."""
    begun_inside: set[int] = set()
    ended_inside: set[int] = set()
    breakable: list[int] = []
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            first, last = token.start_mark.line, token.end_mark.line
            is_block = token.style in ("|", ">")
            begun_inside.update(range(first + 1, last + (not is_block)))
            ended_inside.update(range(first + is_block, last))
        elif isinstance(token, (yaml.FlowEntryToken, yaml.FlowSequenceStartToken)):
            breakable.append(token.end_mark.index)
    comments: list[str] = []

    def comment() -> str:
        words = ["planparse: ignore[bad-date] 因为", "待定: [x]", "'引号", "- id: 1", "C#", "  缩进"]
        comments.append(f"# ({len(comments)}) {chance.choice(words)}")
        return comments[-1]

    cut: list[tuple[int, str]] = []
    for place in breakable:
        if chance.random() < 0.2:
            cut.append((place, f" {comment()}\n{' ' * 60}"))
    offset = 0
    for number, line in enumerate(text.split("\n")):
        if number not in begun_inside and chance.random() < 0.3:
            blank = chance.choice([None, "", "\n\n"])
            above = " " * chance.randrange(8) + comment() if blank is None else blank
            cut.append((offset, f"{above}\n"))
        if number not in ended_inside and line and not line.startswith("#") and chance.random() < 0.3:
            cut.append((offset + len(line), f" {comment()}"))
        offset += len(line) + 1
    for place, words in sorted(cut, reverse=True):
        text = text[:place] + words + text[place:]
    return text, comments


@SETTINGS
@given(texts, st.integers(0, 2**32), st.sampled_from([True, False, None, "as exported"]))
def test_comments_anywhere_survive(source: str, seed: int, flow: bool | str | None) -> None:
    text = written(parse(clean(source)))
    if not isinstance(flow, str):
        text = yaml.dump(
            backwards(yaml.load(text, Loader=LOADER)),
            Dumper=DUMPER,
            default_flow_style=flow,
            width=10**6,
            allow_unicode=True,
        )
    if any(mark in text for mark in "\x85\u2028\u2029"):
        return
    edited, comments = commented(text, random.Random(seed))
    formatted = assert_formatted_well(edited)
    for comment in comments:
        found = [line for line in formatted.split("\n") if line.endswith(comment.rstrip())]
        assert len(found) == 1, comment


@SETTINGS
@given(st.text(alphabet="ab:-#[]{}'\"|>?&*!%,1. \n\t一。", max_size=60))
def test_any_text_is_formatted_well_or_refused_in_a_line(text: str) -> None:
    try:
        formatted = format_text(text, "a.yaml")
    except FormatError as fault:
        message = str(fault)
    else:
        message = ""
        assert same(compose(text), compose(formatted))
        assert format_text(formatted, "a.yaml") == formatted
    assert "\n" not in message
    assert "report this" not in message


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("id: 3.10\n", "id: 3.10\n"),
        ("id: '3.10'\n", "id: '3.10'\n"),
        ("id: \"一\"\n", "id: 一\n"),
        ("due: '2025-01-01'\n", "due: '2025-01-01'\n"),
        ("due:   2025-01-01\n", "due: 2025-01-01\n"),
        ("text: 'on'\n", "text: 'on'\n"),
        ("text: on\n", "text: on\n"),
        ("text: ~\nid:\n", "text: ~\nid:\n"),
        ("text: 0x1F\nvalue: 5.40e+3\n", "text: 0x1F\nvalue: 5.40e+3\n"),
        ("comparator: =\n", "comparator: =\n"),
        ("---\na: [ ]\nb: { }\n...\n", "a: []\nb: {}\n"),
        ("a: !!str 3\n", "a: '3'\n"),
        ("a: 'it''s'\n", "a: it's\n"),
        ("a: |\n  一\n  二\n\n\n\nb: 1\n", "a: |\n  一\n  二\n\nb: 1\n"),
        ("a: |+\n  一\n\n\n\nb: 1\n", 'a: "一\\n\\n\\n\\n"\nb: 1\n'),
    ],
)  # fmt: skip
def test_a_value_stays_as_it_is_written(text: str, formatted: str) -> None:
    assert assert_formatted_well(text) == formatted


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("a: [甲, # 一\n 乙]\n", "a:\n- 甲  # 一\n- 乙\n"),
        ("a: # 一\n- 甲\n- 乙\n", "a: [甲, 乙]  # 一\n"),
        ("a:\n- 甲\n# 二\n- 乙 # 三\n", "a:\n- 甲\n# 二\n- 乙  # 三\n"),
        ("a: [甲\n  # 尾\n ]\n", "# 尾\na: [甲]\n"),
        ("a: [\n  # 空\n ]\n", "# 空\na: []\n"),
        ("a: # 一\n  值 # 二\n", "# 一\na: 值  # 二\n"),
        ("a:\n  # 一\n  值\n", "# 一\na: 值\n"),
        ("a: |- # 一\n  甲\n  乙\n", "a: |-  # 一\n  甲\n  乙\n"),
        ("a: 1 #一  \n#二\t\nb: 2\n", "a: 1  #一\n#二\nb: 2\n"),
        ("tasks:\n- # 一\n  id: '1'\n", "tasks:\n- id: '1'  # 一\n"),
        ("tasks:\n# 一\n\n\n# 二\n\n\n- id: '1'\n", "tasks:\n# 一\n\n# 二\n\n- id: '1'\n"),
        ("tasks:\n- number: '1'\n  # 号\n  id: '1'\n", "tasks:\n# 号\n- id: '1'\n  number: '1'\n"),
        ("# 只有注释\n", "# 只有注释\n"),
        ("{} # 空\n", "# 空\n{}\n"),
        ("--- # 头\na: 1\n... # 尾\n", "# 头\na: 1\n# 尾\n"),
        ("a: 1 # 头\nb: 2\n\n\n# 尾\n\n\n", "a: 1  # 头\nb: 2\n\n# 尾\n"),
    ],
)  # fmt: skip
def test_a_comment_stays_with_what_it_speaks_of(text: str, formatted: str) -> None:
    assert assert_formatted_well(text) == formatted


def test_an_ignored_finding_stays_ignored() -> None:
    units = ", ".join(f"某某市第{number}工作局" for number in "一二三四五六七八九十")
    text = (
        f"source: {{file: a.txt, sha256: {SHAS}}}\ntasks:\n- id: '1'\n  number: '1'\n"
        f"  source: {{line: 1, start: 0, end: 9}}\n"
        f"  lead_units: [{units}, 某某市第一工作局]  # planparse: ignore[duplicate-unit] 原文如此\n"
    )
    assert not validate_text(text, "a.yaml").findings
    assert not validate_text(assert_formatted_well(text), "a.yaml").findings


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.yaml", "tasks:\n- id: '1'\n  id: '2'\n", ("a.yaml:3:3", "'id'", "twice")),
        ("a.yaml", "a: &x 1\n", ("a.yaml:1:4", "anchor")),
        ("a.yaml", "a: *x\n", ("a.yaml:1:4", "undefined alias")),
        ("a.yaml", "a: !!python/object:os.system 1\n", ("a.yaml:1:4", "a tag")),
        ("a.yaml", "a: !!float 3\n", ("a.yaml:1:4", "a tag")),
        ("a.yaml", "%YAML 1.1\n---\na: 1\n", ("a.yaml:1:1", "directive")),
        ("a.yaml", "a: 1\n---\nb: 2\n", ("a.yaml:2:1", "another document")),
        ("a.yaml", "a: [1\nb: 2\n", ("a.yaml:2:2", "planparse validate a.yaml")),
        ("a.yaml", "? [a]\n: 1\n", ("a.yaml:1:3", "field's name")),
        ("a.yaml", "a: 1\n? \n: 2\n", ("a.yaml:2:", "no name")),
        ("a.yaml", "- 1\n", ("a.yaml:1:1", "holds no plan")),
        ("a.yaml", "a: 一\u2028二\n", ("a.yaml:1:5", "U+2028")),
        ("a.yaml", "a: " + "[" * 60 + "]" * 60, ("a.yaml:1:", "nested too deeply")),
        ("a.json", '{"a": 1,}', ("a.json:1:8", "no JSON", "planparse validate a.json")),
        ("a.json", '{"a": 1,\n "a": 2}', ("a.json:2:2", "twice")),
        ("a.json", '{"a": NaN}', ("a.json:1:7", "no JSON")),
        ("a.json", "[]", ("a.json:1:1", "holds no plan")),
        ("a.json", "[" * 60, ("a.json:1:", "nested too deeply")),
    ],
)
def test_what_has_no_canonical_form_is_left_alone(
    name: str, text: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = planparse("fmt", name, cwd=tmp_path)
    message = done.stderr.decode()
    assert (done.returncode, message.count("\n"), done.stdout) == (1, 1, b"")
    assert message.startswith(f"planparse: {words[0]}")
    for word in words[1:]:
        assert word in message
    assert file.read_text(encoding="utf-8") == text


def test_json_keeps_numbers_and_characters_as_they_are() -> None:
    text = (
        '{"b": [1.50, -0, 1E5, true, null], "title": "\\ud800\\u2028\\/", "schema": "planparse/1", "c": {}}'
    )
    formatted = format_text(text, "a.json")
    assert '"title": "\\ud800\\u2028/"' in formatted
    assert "1.50,\n" in formatted
    assert "1E5,\n" in formatted
    assert list(json.loads(formatted)) == ["schema", "b", "title", "c"]
    assert json.loads(formatted) == json.loads(text)


def test_files_are_written_in_place(tmp_path: Path) -> None:
    edited, done_already, crlf = (tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml"))
    edited.write_bytes(HAND_EDITED.encode())
    edited.chmod(0o640)
    done_already.write_text(FORMATTED, encoding="utf-8")
    crlf.write_bytes(FORMATTED.replace("\n", "\r\n").encode())
    before = done_already.stat().st_mtime_ns
    done = planparse("fmt", "a.yaml", "b.yaml", "c.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().splitlines() == [
        "planparse: formatted a.yaml",
        "planparse: formatted c.yaml",
    ]
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {FORMATTED.encode()}
    assert done_already.stat().st_mtime_ns == before
    assert stat.S_IMODE(edited.stat().st_mode) == 0o640
    assert planparse("fmt", "--check", "a.yaml", "b.yaml", "c.yaml", cwd=tmp_path).returncode == 0


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("schema:  planparse/1", encoding="utf-8")
    done = planparse("fmt", "--check", "a.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"planparse: would format a.yaml\n")
    done = planparse("fmt", "--diff", "a.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "--- a.yaml",
        "+++ a.yaml",
        "@@ -1 +1 @@",
        "-schema:  planparse/1",
        "\\ No newline at end of file",
        "+schema: planparse/1",
    ]
    assert file.read_text(encoding="utf-8") == "schema:  planparse/1"


def test_standard_input_goes_to_standard_output() -> None:
    done = planparse("fmt", "-", stdin=HAND_EDITED.encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, FORMATTED, b"")
    done = planparse("fmt", "-", "--stdin-filename", "x.json", stdin=b'{"tasks":[]}')
    assert done.stdout == b'{\n  "tasks": []\n}\n'
    done = planparse("fmt", "-", "--check", "--stdin-filename", "x.yaml", stdin=HAND_EDITED.encode())
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"planparse: would format x.yaml\n")
    done = planparse("fmt", "-", "--stdin-filename", "x.yaml", stdin=b"a: [1")
    assert done.returncode == 1
    assert done.stderr.startswith(b"planparse: x.yaml:")


def test_one_bad_file_does_not_keep_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [1", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("schema:  planparse/1\n", encoding="utf-8")
    done = planparse("fmt", "a.yaml", "none.yaml", "b.yaml", cwd=tmp_path)
    assert done.returncode == 3
    lines = sorted(done.stderr.decode().splitlines())
    assert [line.split(":")[1].strip() for line in lines] == ["a.yaml", "formatted b.yaml", "none.yaml"]
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == "schema: planparse/1\n"


def test_what_is_read_once_only_is_not_written_in_place() -> None:
    done = in_shell("planparse fmt <(printf 'tasks:  []')")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"standard input" in done.stderr


def test_a_folder_is_refused(tmp_path: Path) -> None:
    done = planparse("fmt", tmp_path)
    assert done.returncode == 3
    assert b"is a folder" in done.stderr
