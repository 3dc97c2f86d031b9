"""Full names and generic bodies, and a user's own from a `--units` file. Cases are in `cases/clauses/agencies.md`."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.clauses.agencies import MOST_REMEMBERED, Agencies, agencies, is_generic, known_names, resolve
from planparse.clauses.unit_files import Units, load_units, read_units
from planparse.errors import UsageError, VocabularyError

OWN = """
- 云溪产业集团
- name: 岳阳市云溪区农业农村局
  short: [区农业农村局, 农业农村局]
- name: 市文化广电和旅游局
  short: [市文旅局]
- {name: 智慧农业专班, short: [农业专班]}
- { name: "联席会议办公室(市发改委)" }
"""


@pytest.fixture
def own(tmp_path: Path) -> Units:
    path = tmp_path / "units.yaml"
    path.write_text(OWN, encoding="utf-8")
    return load_units(path)


def test_a_users_file_is_read(own: Units) -> None:
    assert own.names == (
        "云溪产业集团",
        "岳阳市云溪区农业农村局",
        "市文化广电和旅游局",
        "智慧农业专班",
        "联席会议办公室(市发改委)",
    )
    assert dict(own.short)["农业农村局"] == "岳阳市云溪区农业农村局"
    assert pickle.loads(pickle.dumps(own)) == own


def test_a_users_names_come_before_ours(own: Units) -> None:
    known = agencies(own)
    assert known.resolve(["区农业农村局", "区财政局", "农业农村局"]) == [
        "岳阳市云溪区农业农村局",
        None,
        "岳阳市云溪区农业农村局",
    ]
    assert known.resolve(["市发改委", "文旅局"]) == ["市发展和改革委员会", "市文化广电和旅游局"]
    assert known.resolve(["云溪产业集团", "市文化广电和旅游局"]) == [None, None]
    assert resolve(["农业农村局", "市文旅局"]) == [None, None]


def test_a_users_name_without_a_level_takes_only_one_that_is_printed(own: Units) -> None:
    known = agencies(own)
    assert known.resolve(["区农业专班"]) == ["区智慧农业专班"]
    assert known.resolve(["区财政局", "农业专班", "教育局"]) == [None, "智慧农业专班", None]
    assert known.resolve(["区财政局", "云溪产业集团", "教育局"]) == [None, None, None]


def test_a_user_may_say_what_a_name_of_ours_is_in_full() -> None:
    known = agencies(Units(("文化广电和旅游局",), (("文旅局", "文化广电和旅游局"),)))
    assert known.resolve(["市文旅局"]) == ["市文化广电和旅游局"]
    assert known.resolve(["市发改委", "文旅局"]) == ["市发展和改革委员会", "市文化广电和旅游局"]


def test_a_users_name_is_not_generic() -> None:
    assert is_generic("市属重点企业")
    assert not agencies(Units(("市属重点企业",))).generic("市属重点企业")


def test_the_same_units_are_prepared_once(own: Units) -> None:
    assert agencies(own) is agencies(Units(own.names, own.short))
    assert agencies() is agencies(None)


def test_known_names_are_full_and_short(own: Units) -> None:
    assert {
        "市发改委",
        "市发展和改革委员会",
        "省教育厅",
        "县教育局",
        "区委组织部",
        "财政部",
        "工信部",
    } <= known_names()
    assert not {"省教育局", "市教育厅", "云溪产业集团"} & known_names()
    assert {"云溪产业集团", "区农业农村局"} <= known_names(own)


def test_names_are_read_in_the_form_of_a_normalised_document() -> None:
    units = read_units("- name: ' 市发改委（粮食局） '\n  short: [市粮食局]", "units.yaml")
    assert units.names == ("市发改委(粮食局)",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "u.yaml: is empty; "),
        ("市教育局", "u.yaml:1: is no list; "),
        ("name: 市教育局", "u.yaml:1: is no list; "),
        ("- 市教育局\n- [市财政局]", "u.yaml:2: is neither a name nor name and short; "),
        ("- 市教育局\n- short: [教育局]", "u.yaml:2: has no name; "),
        ("- name: 市教育局\n  alias: [教育局]", "u.yaml:2: alias is no field; "),
        ("- name: 市教育局\n  name: 教育局", "u.yaml:2: name stands twice; "),
        ("- name: 市教育局\n  short: 教育局", "u.yaml:2: short is no list; "),
        ("- name: 市教育局\n  short:\n  - 教育局\n  - {}", "u.yaml:4: is no name; "),
        ("- name:", "u.yaml:1: is no name; "),
        ("- 局", "u.yaml:1: is no name; "),
        ("- 市教育局、市财政局", "u.yaml:1: 市教育局、市财政局 is more than one name; "),
        ("- " + "市" * 41, "u.yaml:1: " + "市" * 12 + "… is longer than 40 characters; "),
        ("- 市教育局\n\n- 市教育局", "u.yaml:3: 市教育局 stands twice, first in line 1; "),
        (
            "- {name: 甲局, short: [局甲]}\n- {name: 乙局, short: [局甲]}",
            "u.yaml:2: 局甲 is short for 甲局 in line 1; ",
        ),
        ("- {name: 甲局, short: [甲局]}", "u.yaml:1: 甲局 is the name itself; "),
        ("- {name: 甲局, short: [乙局]}\n- 乙局", "u.yaml:1: 乙局 is the name of a body in line 2; "),
        ("- 市教育局\n- 'open", "u.yaml:2: no YAML: "),
        ("- a\n--- \n- b", "u.yaml:"),
        ("- 市教\x07育局", "u.yaml: no YAML: "),
        ("[" * 3000, "u.yaml"),
    ],
)
def test_a_fault_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(VocabularyError) as caught:
        read_units(text, "u.yaml")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_file_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    binary = tmp_path / "units.yaml"
    binary.write_bytes("- 市教育局".encode("gb18030"))
    for path, what in (
        (tmp_path / "none.yaml", "no such file"),
        (tmp_path, "is a directory"),
        (binary, "no UTF-8"),
    ):
        with pytest.raises(UsageError) as caught:
            load_units(path)
        assert what in str(caught.value)
        assert caught.value.exit_code == 2


@given(st.lists(st.text("省市县区委局厅部办公室各镇(、)教育财政发改", max_size=12), max_size=8))
@settings(max_examples=200, deadline=None)
def test_any_names_are_resolved_one_by_one(names: list[str]) -> None:
    full = resolve(names)
    assert len(full) == len(names)
    assert all(one is None or (one != name and len(one) > 1) for one, name in zip(full, names, strict=True))
    assert not any(one is not None and is_generic(name) for one, name in zip(full, names, strict=True))


def test_what_is_remembered_is_bounded() -> None:
    known = Agencies()
    for number in range(MOST_REMEMBERED + 10):
        known.generic(f"第{number}局")
    assert len(known._read) <= MOST_REMEMBERED
    assert known.resolve(["市发改委"]) == ["市发展和改革委员会"]


def test_the_vocabulary_is_loaded_with_the_first_name() -> None:
    code = (
        "from planparse.clauses import agencies; from planparse.vocab import words;"
        "assert words.cache_info().currsize == 0; agencies.is_generic('各镇');"
        "assert words.cache_info().currsize > 0"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).stderr == b""
