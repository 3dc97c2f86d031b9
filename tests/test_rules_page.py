"""`docs/rules.md` is what the generator gives, and leaves nothing out."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from planparse.rules_page import PATH, page
from planparse.vocab import words
from tests.documents import ROOT

FILES = sorted(path.name for path in files("planparse.vocab").iterdir() if path.name.endswith(".yaml"))
PAGE = page()


MACHINERY = ("pattern", "inline", "unit", "longest")


def leaves(value: Any) -> list[str]:
    """Every word and example of a vocabulary file; patterns and the like are for the program alone."""
    if isinstance(value, dict):
        return [leaf for key, part in value.items() if key not in MACHINERY for leaf in leaves(part)]
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [str(value)]


def test_the_page_in_docs_is_the_generated_one() -> None:
    written = (ROOT / PATH).read_text(encoding="utf-8")
    assert written == PAGE, "run: python -m planparse.rules_page --write"


@pytest.mark.parametrize("name", FILES)
def test_every_file_appears_with_every_word_and_example(name: str) -> None:
    assert PAGE.count(f"`vocab/{name}`") == 1
    section = PAGE[PAGE.index(f"`vocab/{name}`") :].split("\n## ")[0]
    plain = section + re.sub(r"\\(.)", r"\1", section)
    assert [
        leaf
        for leaf in leaves(words(name.removesuffix(".yaml")))
        if " ↵ ".join(leaf.split("\n")) not in plain
    ] == []


def test_every_boilerplate_rule_has_a_heading() -> None:
    for rule in words("boilerplate")["rules"]:
        assert f"\n### `{rule['rule']}`\n" in PAGE


def test_every_file_and_every_group_has_a_chinese_name() -> None:
    assert re.findall(r"^## [\w-]+$", PAGE, re.MULTILINE | re.ASCII) == []
    assert re.findall(r"^(?:- \*\*|#+ )`[^`/]+`", PAGE, re.MULTILINE) == []


def test_examples_of_modules_are_shown() -> None:
    assert ">>> kind_of(" in PAGE
    assert PAGE.count("```") % 2 == 0


def test_it_is_printed_or_written(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "planparse.rules_page"]
    assert subprocess.run(command, capture_output=True, check=True).stdout.decode() == PAGE
    (tmp_path / "docs").mkdir()
    done = subprocess.run([*command, "--write"], capture_output=True, check=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert (tmp_path / PATH).read_text(encoding="utf-8") == PAGE
