"""What could not be read: nothing in a document that is as it should be, whatever was done to it; and linear."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.clauses.responsibilities import find_responsibilities
from planparse.clauses.unread import Unread, find_unread
from planparse.normalise import normalise
from planparse.readers.reading import Reading
from planparse.tabular import open_tables
from planparse.text import Text
from planparse.vocab import words
from tests.documents import DAMAGES, NAMES, text_of
from tests.fixtures import CASES, read_cases

UNREAD = words("unread")
PIECES = [
    "(",
    ")",
    "责任单位",
    ":",
    "县教育局",
    "、",
    "牵头",
    "\n",
    "(十",
    "l.",
    "1.1",
    "13月底前",
    "X月",
    "年",
    "完成时限:",
    "待定",
    "。",
    " ",
]


def unread(text: str) -> list[Unread]:
    value = normalise(open_tables(Reading(text, "utf-8"))[0]).value
    return find_unread(value, 0, len(value), find_responsibilities(value))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_nothing_nor_does_any_damage_to_it(name: str) -> None:
    text = text_of(name)
    assert [unread(damage(text)) for damage in DAMAGES] == [[]] * len(DAMAGES)


def test_of_the_wordings_met_in_documents_only_placeholders_are_told() -> None:
    cases = [
        case
        for path in sorted((CASES / "forms" / "catalogue").glob("*.md"))
        for case in read_cases(f"forms/catalogue/{path.stem}")
    ]
    told = {case.title: [one.code for one in found] for case in cases if (found := unread(case.given))}
    assert told == {
        "2014年X月X日—2014年X月X日": ["unread-date", "unread-date"],
        "2026年XX月XX日": ["unread-date"],
    }


def test_behind_a_time_label() -> None:
    for text in UNREAD["unknown_times"]["examples"]:
        assert [one.code for one in unread(text)] == ["unread-date"], text
    for name in UNREAD["unknown_times"]["names"]:
        assert [one.code for one in unread(f"(责任单位:县水利局;完成时限:{name})")] == ["unread-date"], name
    for text in UNREAD["unknown_times"]["counterexamples"]:
        assert unread(text) == [], text


def test_who_has_charge() -> None:
    group = UNREAD["charge"]
    for text in [*group["examples"], *(f"(县人民政府{name})" for name in group["names"])]:
        assert [one.code for one in unread(text)] == ["unread-clause"], text
    assert [text for text in group["counterexamples"] if unread(text)] == []


def test_a_label_with_none_behind_it_is_read() -> None:
    texts = [*UNREAD["none"]["examples"], *(f"(责任单位:{name})" for name in UNREAD["none"]["names"])]
    assert [text for text in texts if unread(text)] == []
    for text in UNREAD["none"]["counterexamples"]:
        assert [one.code for one in unread(text)] == ["unread-clause"], text


@pytest.mark.parametrize("character", UNREAD["not_behind_number"])
def test_words_that_begin_like_a_number_in_a_bracket(character: str) -> None:
    for text in (f"(一)甲\n(二{character}甲乙\n(三)丙", f"1.1{character}甲\n1.2{character}乙"):
        assert [one.code for one in find_unread(text, 0, len(text), [])] == [], text


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_places_in_it_in_order(text: str) -> None:
    value = normalise(Text.raw(text)).value
    found = find_unread(value, 0, len(value), find_responsibilities(value))
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert all(0 <= one.start < one.end <= len(value) and "\n" not in one.message for one in found)


def test_only_the_stretch_asked_for_is_looked_at() -> None:
    value = "1,修路\n2.架桥\n13月底前\n3.植树\n13月底前"
    whole = find_unread(value, 0, len(value), [])
    begin = value.index("2.")
    end = value.index("3.")
    assert [one.code for one in whole] == ["unread-marker", "unread-date", "unread-date"]
    assert find_unread(value, begin, end, []) == whole[1:2]


@pytest.mark.parametrize(
    "piece",
    [
        "1,甲乙丙\n",
        "(十 甲\n",
        "X月",
        "(",
        "(责任单位 甲局",
        "300年底,",
        "(市甲局、乙局负责",
        "1.1甲\n",
        "\n",
        "责任单位 甲局\n",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    seconds: list[float] = []
    for size in (4_000, 32_000):
        value = piece * (size // len(piece))
        runs: list[float] = []
        for _ in range(3):
            begun = time.perf_counter()
            find_unread(value, 0, len(value), [])
            runs.append(time.perf_counter() - begun)
        seconds.append(min(runs))
    assert all(after < 40 * before + 0.05 for before, after in pairwise(seconds))
