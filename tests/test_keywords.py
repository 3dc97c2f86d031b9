"""Keywords: `--keywords`, and the words of `vocab/keywords.yaml`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from planparse import parse
from planparse.segment import keywords, with_keywords
from planparse.vocab import words
from tests.documents import sample

STOP_WORDS = words("keywords")["stop_words"]
TERMS = words("keywords")["terms"]
TEXT = "推进高标准农田建设,改造高标准农田5.4万亩,推广AI和5G。"
YUNXI = sample("yunxi-2024-plan")


def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=50, check=False)


def test_keywords_are_terms_and_words_but_no_numbers_and_no_stop_words() -> None:
    found = keywords(TEXT, 9)
    assert found[0] == "高标准农田"
    assert set(found) == {"高标准农田", "AI", "5G"}


def test_as_many_as_asked_for_and_the_same_every_time() -> None:
    assert [len(keywords(TEXT, count)) for count in (1, 2, 9)] == [1, 2, 3]
    assert keywords(TEXT, 2) == keywords(TEXT, 9)[:2]
    assert keywords("", 3) == keywords("2024年3月", 3) == ()


def test_of_equal_words_the_first_printed_comes_first() -> None:
    assert keywords("碳达峰、碳中和", 2) == ("碳达峰", "碳中和")
    assert keywords("碳中和、碳达峰", 2) == ("碳中和", "碳达峰")


@pytest.mark.parametrize("word", STOP_WORDS["names"])
def test_a_stop_word_is_no_keyword(word: str) -> None:
    assert keywords(word, 9) == ()


@pytest.mark.parametrize("term", TERMS["names"])
def test_a_term_is_one_keyword(term: str) -> None:
    assert keywords(term, 9) == (term,)


def test_examples_and_counterexamples() -> None:
    assert [text for text in STOP_WORDS["examples"] if keywords(text, 9)] == []
    assert [text for text in STOP_WORDS["counterexamples"] if not keywords(text, 9)] == []
    terms = set(TERMS["names"])
    assert [text for text in TERMS["examples"] if terms.isdisjoint(keywords(text, 99))] == []
    assert [text for text in TERMS["counterexamples"] if not terms.isdisjoint(keywords(text, 99))] == []


def test_each_task_has_its_own_and_nothing_else_changes() -> None:
    plan = parse("一、任务\n1.修渠。整修灌溉渠道。\n2.植树。种植油茶。")
    marked = with_keywords(plan, 2)
    assert [len(task.keywords) for task in marked.tasks] == [2, 2]
    assert "油茶" in marked.tasks[1].keywords
    assert with_keywords(marked, 0) == plan


def test_a_program_keeps_its_own_jieba(tmp_path: Path) -> None:
    temporary, compiled = tmp_path / "temporary", tmp_path / "compiled"
    temporary.mkdir()
    code = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1]; from planparse.segment import keywords;"
        "assert 'jieba' not in sys.modules; keywords('碳达峰', 1);"
        "import jieba; assert not jieba.dt.initialized"
    )
    # Compiled anew, so that each warning which jieba has to give is given.
    done = run("-W", "always", "-X", f"pycache_prefix={compiled}", "-c", code, temporary)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(temporary.iterdir()) == []


def test_extract_fills_keywords_and_prints_nothing_beside() -> None:
    done = run("-m", "planparse", "extract", YUNXI, "--keywords", 3)
    assert (done.returncode, done.stderr) == (0, b"")
    tasks = yaml.safe_load(done.stdout)["tasks"]
    assert {len(task["keywords"]) for task in tasks} == {3}


def test_extract_refuses_fewer_than_one() -> None:
    done = run("-m", "planparse", "extract", YUNXI, "--keywords", 0)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"planparse: ")
    assert b"--keywords" in done.stderr
    assert done.stderr.count(b"\n") == 1
