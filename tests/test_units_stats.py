"""`planparse units` and `planparse stats` as people use them: real processes over several files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from planparse import extract
from planparse.splitting import file_names
from planparse.tallies import tally
from planparse.workload import own_list, workload
from tests.documents import NAMES, sample
from tests.launching import assert_one_line, planparse

YUNXI = sample("yunxi-2024-plan")
HENGLI = sample("hengli-2018-plan")
FIRST = "关于节水的方案\n一、任务\n1.修渠。2024年3月底前修。(牵头单位:县水利局;配合单位:各镇)\n2.种树。种。(责任单位:县林业局)\n"
SECOND = "关于修路的方案\n一、任务\n1.修路。2024年9月底前修。(牵头单位:县公路局;责任单位:县水利局、各镇)\n"


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    """A document, and another as task YAML."""
    first, second = tmp_path / "节水.txt", tmp_path / "修路.yaml"
    first.write_text(FIRST, encoding="utf-8")
    (tmp_path / "修路.txt").write_text(SECOND, encoding="utf-8")
    assert planparse("extract", tmp_path / "修路.txt", "-o", second).returncode == 0
    return first, second


def cells(output: bytes) -> list[list[str]]:
    """The rows of a table as rich draws it, the header first."""
    lines = output.decode().replace("┃", "│").splitlines()
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if "│" in line]


def bars(output: bytes) -> dict[str, str]:
    """What stands before and behind each bar."""
    found = {}
    for line in output.decode().splitlines():
        parts = line.replace("█", " ").replace("▏", " ").split()
        if len(parts) == 2 and parts[1].isdigit():
            found[parts[0]] = parts[1]
    return found


def test_units_counts_over_documents_and_task_lists(plans: tuple[Path, Path]) -> None:
    done = planparse("units", *plans, "--as-of", "2024-01-01")
    assert (done.returncode, done.stderr) == (0, b"")
    assert cells(done.stdout) == [
        ["单位", "牵头", "责任", "配合", "方案", "最近时限"],
        ["县水利局", "1", "1", "", "2", "2024-03-31"],
        ["县公路局", "1", "", "", "1", "2024-09-30"],
        ["各镇", "", "1", "1", "2", "2024-03-31"],
        ["县林业局", "", "1", "", "1", ""],
    ]
    later = cells(planparse("units", *plans, "--as-of", "2024-06-01", "--labels", "en").stdout)
    assert later[0] == ["Unit", "Lead", "Responsible", "Supporting", "Plans", "Next due"]
    assert [row[5] for row in later[1:]] == ["2024-09-30", "2024-09-30", "2024-09-30", ""]


def test_units_counts_what_the_plan_says() -> None:
    plan = extract(HENGLI)
    rows = cells(planparse("units", HENGLI).stdout)[1:]
    for at, key in ((1, "lead_units"), (2, "responsible_units"), (3, "supporting_units")):
        assert sum(int(row[at] or 0) for row in rows) == sum(len(getattr(task, key)) for task in plan.tasks)
    leading = Counter(name for task in plan.tasks for name in task.lead_units)
    assert [int(row[1]) for row in rows if row[1]] == sorted(leading.values(), reverse=True)


@pytest.mark.parametrize("format", ["yaml", "csv", "xlsx", "docx", "md", "ics", "json"])
def test_each_unit_gets_its_own_list(format: str, plans: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "lists"
    done = planparse("units", *plans, "--split", out, "--format", format)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"4 lists in {out}\n"
    assert sorted(path.stem for path in out.iterdir()) == sorted(["县水利局", "县公路局", "各镇", "县林业局"])


def test_a_units_list_holds_its_tasks_and_says_where_they_are_from(
    plans: tuple[Path, Path], tmp_path: Path
) -> None:
    assert planparse("units", *plans, "--split", tmp_path / "lists", "-f", "yaml").returncode == 0
    data = yaml.safe_load((tmp_path / "lists" / "县水利局.yaml").read_text(encoding="utf-8"))
    assert data["document"]["title"] == "县水利局任务清单"
    assert [(task["id"], task["title"], task["outline"]) for task in data["tasks"]] == [
        ("1-1.1", "修渠", ["《关于节水的方案》", "一、任务"]),
        ("2-1.1", "修路", ["《关于修路的方案》", "一、任务"]),
    ]
    alone = yaml.safe_load((tmp_path / "lists" / "县林业局.yaml").read_text(encoding="utf-8"))
    assert alone["document"]["title"] == "关于节水的方案县林业局任务清单"
    assert [task["id"] for task in alone["tasks"]] == ["1.2"]
    assert alone["source"]["file"] == "节水.txt"
    checked = planparse("validate", *(tmp_path / "lists").iterdir()).stdout.decode()
    assert " error " not in checked


def test_every_task_reaches_each_of_its_units() -> None:
    plans = [extract(sample(name)) for name in NAMES]
    for unit in workload(plans).values():
        own = own_list(unit, plans)
        named = [
            task
            for plan in plans
            for task in plan.tasks
            if {share.printed for share in unit.shares}
            & {*task.lead_units, *task.responsible_units, *task.supporting_units}
        ]
        assert [task.text for task in own.tasks] == [task.text for task in named]
        assert len({task.id for task in own.tasks}) == len(own.tasks)


def test_two_spellings_are_one_unit(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "一、任务\n1.修路。修。(牵头单位:省科技厅、教育厅)\n2.架桥。架。(牵头单位:省教育厅)\n",
        encoding="utf-8",
    )
    assert planparse("extract", path, "-o", tmp_path / "tasks.yaml").returncode == 0
    for file in (path, tmp_path / "tasks.yaml"):  # with evidence, and without
        rows = cells(planparse("units", file).stdout)[1:]
        assert [row[:2] for row in rows] == [["省教育厅", "2"], ["省科学技术厅", "1"]]
    by_unit = {
        unit.name: [share.printed for share in unit.shares] for unit in workload([extract(path)]).values()
    }
    assert by_unit == {"省科学技术厅": ["省科技厅"], "省教育厅": ["教育厅", "省教育厅"]}


def test_file_names_are_safe_and_never_collide() -> None:
    names = [
        "各镇/街道",
        "各镇\\街道",
        "../../etc/passwd",
        "..",
        "",
        "CON",
        "nul.txt",
        "甲\n局",
        "A局",
        "a局",
        "长" * 200,
    ]
    found = file_names([*names, "-局", ".隐藏", "\ud800局", "\u202e反"], ".csv")
    assert found[:2] == ["各镇_街道.csv", "各镇_街道-2.csv"]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert Path(name).name == name
        assert not name.startswith(".")
        assert len(name.encode("utf-8")) <= 255
        assert not set(name) & set('\\/:*?"<>|\n\u202e')
    assert "CON.csv" not in found


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        json.dumps(
            {
                "schema": "planparse/1",
                "source": {"file": "x", "sha256": "0" * 64},
                "tasks": [
                    {
                        "id": "1",
                        "number": "1",
                        "text": "修路",
                        "lead_units": ["../../外", "/etc/局", "甲\u001b[31m局"],
                        "source": {"line": 1, "start": 0, "end": 2},
                    }
                ],
            },
            ensure_ascii=True,
        ),
        encoding="utf-8",
    )
    out = tmp_path / "deep" / "lists"
    done = planparse("units", tmp_path / "plan.yaml", "--split", out, "-f", "json")
    assert done.returncode == 0, done.stderr
    assert len(list(out.iterdir())) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "plan.yaml"]
    assert b"\x1b" not in planparse("units", tmp_path / "plan.yaml").stdout


def test_a_link_in_the_folder_is_not_followed(plans: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "lists"
    out.mkdir()
    kept = tmp_path / "kept"
    kept.write_text("mine", encoding="utf-8")
    (out / "县水利局.csv").symlink_to(kept)
    assert_one_line(planparse("units", *plans, "--split", out, "-f", "csv"), 2, "is a link")
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_list_never_takes_the_place_of_what_was_read(plans: tuple[Path, Path], tmp_path: Path) -> None:
    source = tmp_path / "县水利局.yaml"
    plans[1].rename(source)
    before = source.read_bytes()
    done = planparse("units", plans[0], source, "--split", tmp_path, "-f", "yaml")
    assert_one_line(done, 2, "县水利局.yaml", "is read here")
    assert source.read_bytes() == before
    assert not (tmp_path / "县林业局.yaml").exists()


def test_one_bad_file_does_not_cost_the_others(plans: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("schema: planparse/1\ntasks: 3\n", encoding="utf-8")
    for command in ("units", "stats"):
        done = planparse(command, tmp_path / "missing.txt", tmp_path / "bad.yaml", *plans)
        messages = done.stderr.decode().splitlines()
        assert done.returncode == 3
        assert len(messages) == 2
        assert "missing.txt" in messages[0]
        assert "is no sound task list" in messages[1]
        assert "planparse validate" in messages[1]
        assert "县水利局" in done.stdout.decode()


def test_wrong_usage_gets_one_line(plans: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert_one_line(planparse("units", *plans, "--as-of", "morgen"), 2, "morgen", "2024-03-08")
    assert_one_line(planparse("units", *plans, "--split", tmp_path / "file"), 2, "is a file")
    assert_one_line(planparse("units", *plans, "--split", tmp_path / "x", "-f", "odt"), 2, "odt", "yaml")
    assert_one_line(planparse("stats", *plans, "--plot", tmp_path / "x.pdf"), 2, ".svg or .png")
    assert_one_line(planparse("stats"), 2, "planparse stats --help")
    assert not (tmp_path / "x").exists()


def test_stats_draws_bars(plans: tuple[Path, Path]) -> None:
    done = planparse("stats", *plans)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("2 个方案,3 项任务")
    assert bars(done.stdout) == {
        "一、任务": "3",
        "县水利局": "2",
        "各镇": "2",
        "县林业局": "1",
        "县公路局": "1",
        "牵头单位": "2",
        "责任单位": "2",
        "配合单位": "1",
        "没有单位": "0",
        "2024": "2",
        "没有时限": "1",
        "2024-03": "1",
        "2024-09": "1",
    }
    assert "█" * 30 + " 3" in done.stdout.decode(), "the longest bar is the highest count"
    fewer = planparse("stats", *plans, "--top", "2", "--labels", "en").stdout.decode()
    assert "县林业局" not in fewer
    assert "2 others" in fewer


def test_stats_of_the_samples_add_up() -> None:
    plans = [extract(sample(name)) for name in NAMES]
    tallies = tally(plans)
    tasks = [task for plan in plans for task in plan.tasks]
    assert tallies.tasks == len(tasks) == sum(tallies.sections.values()) == sum(tallies.years.values())
    assert tallies.roles[None] == sum(
        not (task.lead_units or task.responsible_units or task.supporting_units) for task in tasks
    )
    assert sum(tallies.months.values()) == sum(bool(one.date) for task in tasks for one in task.deadlines)
    assert tallies.years[2024] == sum(task.due is not None and task.due.year == 2024 for task in tasks)
    assert list(tallies.months) == sorted(tallies.months)
    assert date(2024, 3, 31).year in tallies.years


@pytest.fixture
def picture_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """matplotlib keeps its cache of fonts with the tests."""
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path_factory.getbasetemp() / "matplotlib"))


@pytest.mark.usefixtures("picture_cache")
@pytest.mark.parametrize(("ending", "magic"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_picture_is_the_same_every_time(ending: str, magic: bytes, tmp_path: Path) -> None:
    first, again = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    done = planparse("stats", YUNXI, HENGLI, "--plot", first)
    if b"no font with Chinese" in done.stderr:
        pytest.skip("no font with Chinese characters is installed")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert first.read_bytes().startswith(magic)
    assert planparse("stats", YUNXI, HENGLI, "--plot", again).returncode == 0
    assert first.read_bytes() == again.read_bytes()


@pytest.mark.usefixtures("picture_cache")
def test_a_missing_font_or_library_is_one_line(tmp_path: Path) -> None:
    target = tmp_path / "x.svg"
    arguments = ["stats", str(YUNXI), "--plot", str(target)]
    fonts = "from matplotlib import font_manager as f; f.fontManager.ttflist = []"
    library = "sys.modules['matplotlib'] = None"
    for code, words in (
        (fonts, ("no font", "fonts-noto-cjk")),
        (library, ("pip install 'planparse[plot]'",)),
    ):
        program = f"import sys; {code}; from planparse.cli import run; sys.exit(run({arguments!r}))"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=False, env=dict(os.environ)
        )
        assert_one_line(done, 2, *words)
    assert not target.exists()
