"""What jieba does: `--keywords` and the words of `vocab/keywords.yaml`, and names run together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from planparse import parse
from planparse.clauses.units import split_names
from planparse.segment import keywords, split_run_together, with_keywords
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


@pytest.mark.parametrize(
    "names",
    [
        "市经信局 市新经济委",
        "市市场监管局 市财政局",
        "市城市管理局 市财政局",
        "县区域合作办 县财政局",
        "市教育局 市城市运行管理服务中心",
        "市经信局 区新经济委",
        "市发改委 市财政局 市教育局",
        "省发展改革委 省能源局",
        "国家发展改革委 国家能源局",
        "省科技厅 教育厅",
        "财政部 商务部",
        "市委办 市政府办",
        "市委组织部 市委老干部局",
        "市教育局 团市委",
        "县妇联 县残联",
    ],
)
def test_names_run_together_are_parted(names: str) -> None:
    assert split_run_together(names.replace(" ", "")) == names.split()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "市教育局",
        "市委市政府督查室",
        "县委县政府农村工作办公室",
        "国家税务总局清河县税务局",
        "岳阳市生态环境局云溪分局",
        "市水利局城区分局",
        "市公安局区分局",
        "市公安局交警支队",
        "市商务局市场运行科",
        "市卫健委县级医院管理中心",
        "市住房和城乡建设局乡村建设科",
        "市人力资源和社会保障局市区劳动监察大队",
        "省发展改革委能源局",
        "市发展和改革委员会",
        "成都市区教育局",
    ],
)
def test_one_name_stays_one(name: str) -> None:
    assert split_run_together(name) == [name]


def test_a_list_parts_names_run_together() -> None:
    assert split_names("县人社局县医保局县财政局、市城市管理局市财政局") == [
        "县人社局",
        "县医保局",
        "县财政局",
        "市城市管理局",
        "市财政局",
    ]


def test_ordinary_names_load_no_jieba() -> None:
    names = "市发展和改革委员会、国家税务总局清河县税务局、市委市政府督查室、县委县政府、市经信局市新经济委、市公安局交警支队"
    code = (
        "import sys; from planparse.clauses.units import split_names;"
        f"assert len(split_names({names!r})) == 7; assert 'jieba' not in sys.modules"
    )
    assert run("-c", code).stderr == b""
