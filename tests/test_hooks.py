"""Where CI runs us: the hooks from a clone of this repository, the action's own commands, what the docs tell to write."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from planparse.cli import COMMANDS
from tests.documents import ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

BROKEN = """\
schema: planparse/1
source: {file: a.txt, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
tasks:
- number: '1'   # 照原文
  id: 3.10
  lead_units: [甲局]
  source: {line: 1, start: 0, end: 9}
"""
CANONICAL = """\
schema: planparse/1
source:
  file: a.txt
  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
tasks:
- id: 3.10
  number: '1'  # 照原文
  lead_units: [甲局]
  source: {line: 1, start: 0, end: 9}
"""


def run(
    *arguments: object, cwd: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, arguments)),
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )


def git(repository: Path, *arguments: object) -> str:
    identity = {
        f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = run("git", *arguments, cwd=repository, environment=identity)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(repository: Path) -> str:
    """Make a repository of a folder, and return its one commit."""
    git(repository, "init", "--quiet")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "all")
    return git(repository, "rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """This repository as it would be if what is here were committed."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    if listed.returncode != 0:
        pytest.skip("not a clone of the repository: there is nothing to run hooks from")
    place = tmp_path / "planparse"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "samples/")):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    return place


def needs_package_index(folder: Path) -> None:
    """Skip where the hook's environment cannot be built."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    asked = run(
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--retries", "0", "--timeout", "5",
        "--dest", folder, "hatchling", cwd=folder,
    )  # fmt: skip
    if asked.returncode != 0:
        pytest.skip("no package index: pre-commit cannot build the hook's environment")


@pytest.mark.timeout(300)
def test_pre_commit_runs_the_hooks_from_a_clone(clone: Path, tmp_path: Path) -> None:
    needs_package_index(tmp_path)
    revision = commit(clone)
    project = tmp_path / "project"
    (project / "tasks").mkdir(parents=True)
    tasks = project / "tasks" / "a.yaml"
    tasks.write_text(BROKEN, encoding="utf-8")
    (project / "other.yaml").write_text("a:   1\n", encoding="utf-8")
    hooks = [{"id": hook["id"]} for hook in HOOKS]
    config = {"repos": [{"repo": str(clone), "rev": revision, "hooks": hooks}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    commit(project)
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8", "PIP_NO_COMPILE": "1"}
    first = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=project, environment=home)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "planparse: formatted tasks/a.yaml" in first.stdout
    assert re.search(r"tasks/a\.yaml:\d+:\d+: error wrong-type", first.stdout), first.stdout
    assert tasks.read_text(encoding="utf-8") == CANONICAL
    assert (project / "other.yaml").read_text(encoding="utf-8") == "a:   1\n"
    tasks.write_text(CANONICAL.replace("3.10", "'1'"), encoding="utf-8")
    git(project, "add", "--all")
    second = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=project, environment=home)
    assert second.returncode == 0, second.stdout + second.stderr


def test_the_hooks_are_what_pre_commit_takes() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    assert [hook["id"] for hook in clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")] == [
        "planparse-validate",
        "planparse-fmt",
    ]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_takes_task_lists_and_nothing_else(hook: dict[str, Any]) -> None:
    assert hook["entry"].split()[1] in COMMANDS

    def is_taken(name: str) -> bool:
        return bool(re.search(hook["files"], name)) and not re.search(hook["exclude"], name)

    assert all(map(is_taken, ["tasks/a.yaml", "tasks/2024/a.yml", "tasks/a.json", "plans/甲.tasks.yaml"]))
    assert not any(
        map(
            is_taken,
            ["a.yaml", "tasks/a.txt", "subtasks/a.yaml", "tasks/planparse-1.schema.json", "a.yaml.orig"],
        )
    )


def step(name: str) -> dict[str, Any]:
    steps: list[dict[str, Any]] = ACTION["runs"]["steps"]
    return next(one for one in steps if one.get("name") == name)


def run_step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The commands of one step of the action, as the runner's bash runs them."""
    environment = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", **inputs}
    return run(
        "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step(name)["run"],
        cwd=folder, environment=environment,
    )  # fmt: skip


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")


@needs_bash
def test_the_action_annotates_and_fails(tmp_path: Path) -> None:
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "a.yaml").write_text(BROKEN, encoding="utf-8")
    files = ACTION["inputs"]["files"]["default"]
    done = run_step("Validate", tmp_path, FILES=files, OPTIONS="")
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error file=tasks/a\.yaml,line=5,", done.stdout, re.MULTILINE), done.stdout
    done = run_step("Validate", tmp_path, FILES=files, OPTIONS="--ignore wrong-type,id-number")
    assert done.stdout == ""
    done = run_step("Format", tmp_path, FILES="**/*.yaml")
    assert done.returncode == 1
    assert "+- id: 3.10\n" in done.stdout


@needs_bash
def test_the_action_runs_no_command_that_an_input_holds(tmp_path: Path) -> None:
    run_step("Validate", tmp_path, FILES="$(touch a) `touch b`", OPTIONS="; touch c")
    assert list(tmp_path.iterdir()) == []


def test_the_action_passes_its_inputs_by_the_environment() -> None:
    for one in ACTION["runs"]["steps"]:
        assert "${{" not in one.get("run", "")
        for value in one.get("env", {}).values():
            assert value.removeprefix("${{ inputs.").removesuffix(" }}") in ACTION["inputs"]


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)


def test_what_the_docs_tell_to_write_is_yaml() -> None:
    read = [yaml.safe_load(block) for block in blocks("yaml")]
    assert len(read) == 5
    ids = [hook["id"] for data in read for repo in data.get("repos", ()) for hook in repo["hooks"]]
    assert sorted(ids) == sorted(hook["id"] for hook in HOOKS)
    uses = [one for data in read for one in data.get("jobs", {}).get("tasks", {}).get("steps", ())]
    with_us = next(one for one in uses if "planparse@" in one.get("uses", ""))
    assert set(with_us["with"]) <= set(ACTION["inputs"])


@needs_bash
def test_the_commands_of_the_docs_run(tmp_path: Path) -> None:
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "a.yaml").write_text(BROKEN.replace("3.10", "'1'"), encoding="utf-8")
    lines = [line.strip().removeprefix("- run: ").removeprefix("- ") for line in DOCS.splitlines()]
    commands = [line for line in lines if line.startswith("planparse ") and " -o " in line]
    assert len(commands) == 3
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = run("bash", "-c", command, cwd=tmp_path, environment={"PATH": path})
        assert done.returncode == 0, done.stderr
        assert (tmp_path / command.partition(" -o ")[2].split()[0]).stat().st_size > 1
