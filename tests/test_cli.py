"""The command line as people use it: real processes, exit codes, one line on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from planparse import extract
from planparse.cli import COMMANDS
from planparse.exporters import EXPORTERS
from tests.documents import NAMES, SAMPLES, sample
from tests.launching import assert_one_line, in_shell, planparse

YUNXI = sample("yunxi-2024-plan")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"


def test_extract_prints_yaml_that_validates(tmp_path: Path) -> None:
    for name in NAMES:
        done = planparse("extract", sample(name))
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.startswith(b"# yaml-language-server: $schema=")
        (tmp_path / f"{name}.yaml").write_bytes(done.stdout)
    done = planparse("validate", *tmp_path.iterdir())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_yaml_is_made_for_people() -> None:
    text = planparse("extract", YUNXI).stdout.decode()
    assert "\\u" not in text
    assert "  text: |-\n    坚决扛牢粮食安全政治责任" in text
    assert "supporting_units" not in text, "empty fields are left out"
    data = yaml.safe_load(text)
    assert list(data) == ["schema", "document", "source", "tasks", *list(data)[4:]]


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_format_by_name_and_by_ending(format: str, tmp_path: Path) -> None:
    by_name = planparse("extract", YUNXI, "--format", format).stdout
    target = tmp_path / f"tasks{EXPORTERS[format][0]}"
    assert planparse("extract", YUNXI, "-o", target).returncode == 0
    assert target.read_bytes() == by_name
    assert by_name


def test_json_leaves_no_key_out() -> None:
    data = json.loads(planparse("extract", YUNXI, "--format", "json").stdout)
    assert data["groups"] == []
    assert data["tasks"][0]["people"] == []
    assert "sections" not in data
    full = json.loads(planparse("extract", YUNXI, "--format", "json", "--full").stdout)
    assert {"sections", "diagnostics", "removed"} <= set(full)
    assert full["tasks"][0]["assignments"][0]["source"]["line"] == 15


def test_jsonl_has_a_task_a_line_with_the_documents_fields() -> None:
    lines = planparse("extract", YUNXI, "--format", "jsonl").stdout.decode().splitlines()
    tasks = [json.loads(line) for line in lines]
    assert [task["id"] for task in tasks] == [task.id for task in extract(YUNXI).tasks]
    assert {task["document"]["document_number"] for task in tasks} == {"岳云委乡振组办发〔2024〕2号"}


def test_csv_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text('一、任务\n1.=HYPERLINK("http://x","y")。修路。\n2.+1。架桥。\n', encoding="utf-8")
    data = planparse("extract", path, "--format", "csv").stdout
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][:4] == ["文件标题", "发文字号", "编号", "序号"]
    assert [row[5] for row in rows[1:]] == ['\'=HYPERLINK("http://x","y")', "'+1"]
    english = planparse("extract", path, "--format", "csv", "--labels", "en").stdout.decode("utf-8-sig")
    assert english.startswith("Document,Document number,ID,Number,")


def test_standard_input_and_output() -> None:
    done = planparse("extract", "-", "--format", "json", stdin=YUNXI.read_bytes())
    assert json.loads(done.stdout)["source"]["file"] == "-"
    assert len(json.loads(done.stdout)["tasks"]) == 22


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_are_found(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = YUNXI.read_text(encoding="utf-8")
    marks = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}
    path.write_bytes((marks.get(encoding, "") + text).encode(encoding))
    plan = extract(path)
    assert plan.tasks == extract(YUNXI).tasks


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("一、任務\n1.修路。修。(責任單位:交通局)".encode("big5"))
    done = planparse("extract", path, "--encoding", "big5", "--format", "json")
    assert json.loads(done.stdout)["tasks"][0]["responsible_units"] == ["交通局"]


def test_bad_input_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "image.txt").write_bytes(PNG)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\t\n")
    (tmp_path / "archive.txt").write_bytes(b"PK\x03\x04\x14\0")
    (tmp_path / "half.txt").write_bytes("方案".encode()[:-1])
    (tmp_path / "page.html").write_bytes(b"<!DOCTYPE html>\n<html><script>load()</script></html>")
    (tmp_path / "noise.txt").write_bytes(bytes([0x81, 0x20, 0xFF, 0x01] * 40))
    assert_one_line(planparse("extract", "nowhere.txt"), 3, "nowhere.txt", "no such file")
    assert_one_line(planparse("extract", tmp_path), 3, "is a folder", "planparse batch")
    assert_one_line(planparse("extract", tmp_path / "image.txt"), 3, "image.txt", "PNG")
    assert_one_line(planparse("extract", tmp_path / "empty.txt"), 3, "is empty")
    assert_one_line(planparse("extract", tmp_path / "blank.txt"), 3, "holds no text")
    assert_one_line(planparse("extract", tmp_path / "archive.txt"), 3, "zip")
    assert_one_line(planparse("extract", tmp_path / "half.txt"), 3, "neither UTF-8 nor GB18030")
    assert_one_line(planparse("extract", tmp_path / "noise.txt"), 3, "noise.txt")
    assert_one_line(planparse("extract", tmp_path / "page.html"), 3, "holds no text", "from a browser")
    assert_one_line(planparse("extract", YUNXI, "--encoding", "ascii"), 3, "is not ascii text")
    assert_one_line(planparse("extract", "-", stdin=b""), 3, "is empty")


def test_wrong_usage_gets_one_line(tmp_path: Path) -> None:
    assert_one_line(planparse("extract", YUNXI, "--encoding", "nonsense"), 2, "nonsense")
    assert_one_line(planparse("extract", YUNXI, "--encoding", "base64"), 2, "base64")
    assert_one_line(planparse("extract", YUNXI, "--format", "odt"), 2, "odt", "yaml, json")
    assert_one_line(planparse("extract", YUNXI, "--labels", "fr"), 2, "zh or en")
    assert_one_line(planparse("extract", YUNXI, "-o", tmp_path / "tasks.odt"), 2, "names no format", ".csv")
    (tmp_path / "file").write_bytes(b"")
    assert_one_line(planparse("batch", SAMPLES, "-o", tmp_path / "file"), 2, "is a file")
    assert_one_line(planparse("extract"), 2, "planparse extract --help")
    assert_one_line(planparse("extrct", YUNXI), 2, "extrct")
    assert_one_line(planparse("extract", YUNXI, "--ful"), 2, "--ful")
    assert_one_line(planparse("batch", "nowhere", "-o", tmp_path / "out"), 2, "no such file or folder")
    assert_one_line(planparse("batch", YUNXI), 2, "-o", "is missing")
    assert_one_line(planparse("batch", YUNXI, "--merge", tmp_path / "all.yaml"), 2, "all.yaml", ".parquet")
    (tmp_path / "nothing").mkdir()
    assert_one_line(planparse("batch", tmp_path / "nothing", "-o", tmp_path / "out"), 2, "holds no files")
    assert_one_line(planparse("batch", SAMPLES, "-o", SAMPLES), 2, "input")


def test_an_output_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    assert_one_line(planparse("extract", YUNXI, "-o", tmp_path / "no" / "x.yaml"), 2, "there is no folder")
    assert_one_line(planparse("extract", YUNXI, "-o", tmp_path), 2, "is a folder")
    assert list(tmp_path.iterdir()) == []
    kept = tmp_path / "kept.yaml"
    kept.write_text("mine", encoding="utf-8")
    kept.chmod(stat.S_IRUSR)
    if not os.access(kept, os.W_OK):  # root writes everywhere
        assert_one_line(planparse("extract", YUNXI, "-o", kept), 2, "cannot be written")
        assert kept.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [kept]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_and_the_device_stays() -> None:
    assert_one_line(planparse("extract", YUNXI, "-o", "/dev/full"), 2, "No space left")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planparse", "extract", str(YUNXI)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m planparse extract {YUNXI} --full --format json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_batch_converts_the_good_ones_and_reports_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    (folder / "deep").mkdir(parents=True)
    for name in NAMES:
        (folder / "deep" / sample(name).name).write_bytes(sample(name).read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "image.txt").write_bytes(PNG)
    (folder / ".hidden").write_bytes(b"")
    out = tmp_path / "out"
    done = planparse("batch", folder, "-o", out, "-j", "2")
    assert done.returncode == 1
    messages = done.stderr.decode().splitlines()
    assert len([line for line in messages if line.startswith("planparse: ")]) == 2
    summary = f"{len(NAMES) + 2} documents: {len(NAMES)} converted, 2 failed (2 unreadable); 144 tasks; "
    assert messages[-3].startswith(summary)
    assert messages[-2].startswith("slowest: ")
    assert messages[-1] == f"report: {out / 'report.md'}"
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*.yaml")) == [
        f"deep/{name}.yaml" for name in NAMES
    ]
    alone = planparse("extract", sample("yunxi-2024-plan")).stdout
    written = (out / "deep" / "yunxi-2024-plan.yaml").read_bytes()
    assert written.replace(b"deep/yunxi", b"yunxi") == alone


def test_batch_mirrors_names_that_would_collide(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("plan.txt", "plan.md", "other.txt"):
        (folder / name).write_text("1.修路。修一公里。", encoding="utf-8")
    done = planparse("batch", folder, "-o", folder / "out", "--format", "json", "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    again = planparse("batch", folder, "-o", folder / "out", "--format", "json", "-q")
    assert (again.returncode, again.stderr) == (0, b"")
    assert sorted(p.name for p in (folder / "out").glob("*.json")) == [
        "other.json",
        "plan.md.json",
        "plan.txt.json",
        "report.json",
    ]


def test_outline_clean_and_show() -> None:
    outline = planparse("outline", YUNXI).stdout.decode()
    assert "  (一) 确保国家粮食安全\n    1 抓好粮食和重要农产品生产  → 2.1.1\n" in outline
    clean = planparse("clean", sample("huzhou-demonstration-zone")).stdout.decode()
    assert "推进主导产业优化。" in clean
    assert "粮食年播种面积" in clean
    assert "小编" not in clean
    removed = (
        planparse("clean", "--removed", sample("huzhou-demonstration-zone")).stdout.decode().splitlines()
    )
    assert removed[0].startswith("1\tintro/editor\t下面是小编")
    unseen = planparse("clean", "--removed", "-", stdin="一、任务\n1.修\u200b路。\n".encode()).stdout.decode()
    assert unseen == "2\tcharacters/invisible\t<U+200B>\n"
    shown = planparse("show", YUNXI).stdout.decode()
    assert "牵头单位:区商务粮食局" in shown.replace("\n", "")
    assert "\x1b[" not in shown, "no colour without a terminal"
    assert max(_width(line) for line in shown.splitlines()) <= 80


def _width(line: str) -> int:
    return sum(2 if ord(c) >= 0x2E80 else 1 for c in line)


def test_version_and_help() -> None:
    assert planparse("--version").stdout == planparse("-V").stdout == b"planparse 0.1.0\n"
    for command in COMMANDS:
        text = planparse(command, "--help").stdout.decode()
        assert "planparse " + command in text
        assert "Example" in text, command


def test_ten_planted_faults_are_placed(tmp_path: Path) -> None:
    text = planparse("extract", YUNXI).stdout.decode()
    faults = [
        ("  publication_date", None),
        ("schema: planparse/1", "schema: planparse/9"),
        ("  document_date: 2024-03-08", "  document_date: 2024-13-08"),
        ("  issuers:", "  issuer:"),
        ("- id: 2.1.1\n  number: '1'", "- id: 2.1.1\n  id: 2.1.1\n  number: '1'"),
        ("- id: 2.1.2\n  number: '2'", "- id: 2.1.1\n  number: 2"),
        (
            "  section_kind: tasks\n  title: 加强农业基础设施建设",
            "  section_kind: task\n  title: 加强农业基础设施建设",
        ),
        ("  lead_units: [区农业农村局, 区水利局]", "  lead_units: 区农业农村局"),
        ("- id: 2.1.5\n  number", "- number"),
        ("  title: 落实防止返贫监测帮扶机制", "  title: [落实]"),
        ("{line: 26, ", "{line: '26', "),
    ]
    expected: list[str] = []
    for old, new in faults:
        if new is not None:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
    path = tmp_path / "tasks.yaml"
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()

    def place(needle: str, column: int, nth: int = 0) -> str:
        return f"{path}:{[i for i, line in enumerate(lines, 1) if needle in line][nth]}:{column}:"

    expected = [
        place("planparse/9", 9) + " error bad-value",
        place("2024-13-08", 18) + " error bad-date",
        place("issuer:", 3) + " error unknown-field",
        place("  id: 2.1.1", 3) + " error duplicate-key",
        place("- id: 2.1.1", 7, 1) + " error duplicate-id",
        place("number: 2", 11) + " error wrong-type",
        place(
            "section_kind: task",
            17,
            [x for x in lines if "section_kind: task" in x].index("  section_kind: task"),
        )
        + " error bad-value",
        place("lead_units: 区农业农村局", 15) + " error wrong-type",
        place("- number: '5'", 3) + " error missing-field",
        place("title: [落实]", 10) + " error wrong-type",
        place("line: '26'", 18) + " error wrong-type",
    ]
    done = planparse("validate", path)
    assert done.returncode == 1
    found = done.stdout.decode().splitlines()
    for want in expected:
        assert any(line.startswith(want) for line in found), (want, found)
    assert len(found) == len(expected), found


def test_duplicate_ids_are_told(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_text(
        planparse("extract", YUNXI).stdout.decode().replace("id: 2.1.2", "id: 2.1.1"), encoding="utf-8"
    )
    lines = path.read_text(encoding="utf-8").splitlines()
    line = [number for number, text in enumerate(lines, 1) if "id: 2.1.1" in text][1]
    done = planparse("validate", path)
    assert done.returncode == 1
    assert f"{path}:{line}:7: error duplicate-id 任务编号“2.1.1”重复" in done.stdout.decode()


def test_validate_goes_on_behind_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: [\n", encoding="utf-8")
    done = planparse("validate", tmp_path / "missing.yaml", bad)
    assert done.returncode == 3
    assert done.stdout.decode().startswith(f"{bad}:2:1: error syntax ")
    assert b"missing.yaml" in done.stderr


def test_hostile_yaml_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for letter in "bcdefghij":
        before = chr(ord(letter) - 1)
        bomb += f"{letter}: &{letter} [{', '.join(['*' + before] * 10)}]\n"
    for text in (bomb, "[" * 5000, "!!python/object/apply:os.system ['true']\n", "a: *nowhere\n", "\x07"):
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        done = planparse("validate", path)
        assert done.returncode in (1, 3), text[:20]
        assert b"Traceback" not in done.stderr + done.stdout


def test_schema_is_json_schema_with_titles_in_chinese() -> None:
    schema = json.loads(planparse("schema").stdout)
    assert schema["$defs"]["Task"]["properties"]["lead_units"]["title"] == "牵头单位"
    assert schema["$defs"]["Task"]["additionalProperties"] is False


def test_extract_loads_no_library_that_it_does_not_need() -> None:
    code = (
        "import sys, planparse; planparse.extract(sys.argv[1]);"
        "print([m for m in ('pydantic', 'jieba', 'rich', 'typer') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(YUNXI)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("columns", ["abc", "0", "-5", ""])
def test_a_width_that_makes_no_sense_is_the_usual_one(columns: str) -> None:
    usual = planparse("show", YUNXI).stdout
    done = planparse("show", YUNXI, COLUMNS=columns)
    assert (done.returncode, done.stdout) == (0, usual)
    assert planparse("stats", YUNXI, COLUMNS=columns).returncode == 0


def test_standard_streams_that_are_closed_or_full_keep_the_exit_code(tmp_path: Path) -> None:
    done = in_shell('planparse extract "$1" >&-', YUNXI)
    assert_one_line(done, 2, "standard output", "is closed")
    assert_one_line(in_shell("planparse batch - -o out <&-", cwd=tmp_path), 3, "is closed")
    for place in ("2>&-", "2>/dev/full"):
        assert in_shell(f"planparse extract nosuch.txt {place}").returncode == 3
        assert in_shell(f'planparse explain "$1" 99 {place}', YUNXI).returncode == 2
    done = in_shell('(planparse units nosuch.txt "$1" 2>&1; echo "code $?" >&2) | true', YUNXI)
    assert done.stderr == b"code 3\n"


def test_help_and_version_go_where_they_are_sent() -> None:
    for arguments in ("--help", "batch --help", "--version"):
        assert in_shell(f"(sleep 0.1; planparse {arguments}; echo $? >&2) | true").stderr == b"0\n"
    assert planparse("--version", "--debug").stdout == b"planparse 0.1.0\n"
    assert_one_line(in_shell("planparse --version >/dev/full"), 2, "standard output", "No space left")
    assert_one_line(in_shell("planparse -V >&-"), 2, "standard output", "is closed")


def test_what_is_read_is_never_written_over(tmp_path: Path) -> None:
    document, tasks = tmp_path / "plan.txt", tmp_path / "tasks.yaml"
    document.write_bytes(YUNXI.read_bytes())
    planparse("extract", document, "-o", tasks)
    held = tasks.read_bytes()
    link = tmp_path / "link.txt"
    link.symlink_to(document)
    for arguments in (
        ("extract", document, "-o", link),
        ("clean", document, "-o", document),
        ("clean", document, "--raw", "-o", link),
        ("validate", YUNXI, tasks, "-o", tasks),
    ):
        assert_one_line(planparse(*arguments), 2, "is read here", "another")
    assert (document.read_bytes(), tasks.read_bytes()) == (YUNXI.read_bytes(), held)


def test_what_would_steer_a_terminal_is_left_out(tmp_path: Path) -> None:
    text = (
        YUNXI.read_text(encoding="utf-8").replace("粮食", "粮\x1b[31m食").replace("区林业局", "区林\x07业局")
    )
    document = tmp_path / "plan.txt"
    document.write_text(text, encoding="utf-8")
    for command in ("outline", "show", "units", "stats"):
        done = planparse(command, document)
        assert done.returncode == 0
        assert not {b"\x1b", b"\x07"} & {bytes([one]) for one in done.stdout}, command
    assert b"\x1b" not in planparse("show", tmp_path / "\x1b[31m.txt").stderr


def test_a_misspelt_command_is_told_once() -> None:
    done = planparse("exract", YUNXI)
    assert_one_line(done, 2, "extract")
    assert done.stderr.count(b"'extract'") == 1


def test_an_option_without_its_partner_is_told() -> None:
    assert_one_line(planparse("units", YUNXI, "--format", "docx"), 2, "--format", "--split")
    assert_one_line(planparse("validate", YUNXI, "--select", ""), 2, "--select", "names no code")
    assert_one_line(planparse("batch", YUNXI, "-o", "x", "--address", "auto"), 2, "--address", "ray")
