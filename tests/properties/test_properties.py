"""What must hold for every text, one sentence each."""

from __future__ import annotations

import os
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from benchmarks.__main__ import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse import Plan, check, parse
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.normalise import PASSES, normalise
from planparse.normalise.characters import normalise_characters
from planparse.numbering.numerals import chinese, integer
from planparse.places import Places
from planparse.records import Source
from planparse.text import Edit, Text
from planparse.validation import validate_text
from tests.documents import DAMAGES, NAMES, text_of
from tests.properties.strategies import texts

# The same cases each time, so that CI does not flicker; HYPOTHESIS_EXAMPLES=5000 looks further.
BUDGET = int(os.environ.get("HYPOTHESIS_EXAMPLES", "150"))
SETTINGS = settings(max_examples=BUDGET, deadline=None, derandomize=BUDGET == 150)


def norm(text: str) -> str:
    folded = unicodedata.normalize("NFKC", normalise_characters(Text.raw(text)).value)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c)[0] != "C")


def bare(text: str) -> str:
    """Letters and digits alone: what no pass may change, wherever a line broke."""
    return "".join(c for c in norm(text) if c.isalnum())


@st.composite
def edited(draw: st.DrawFn) -> Text:
    """A text after a few rounds of random edits."""
    text = Text.raw(draw(st.text(alphabet="ab一二。 \n", max_size=30)))
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text.value)), max_size=6)))
        edits: list[Edit] = []
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            if not edits or start >= edits[-1][1]:
                edits.append(
                    (
                        start,
                        end,
                        draw(st.sampled_from(["", "", "\n", "xy"])),
                        draw(st.sampled_from(["", "rule"])),
                    )
                )
        text = text.edit(edits)
    return text


@SETTINGS
@given(edited())
def test_positions_never_go_backwards_and_stay_in_the_source(text: Text) -> None:
    places = [text.start_in_source(i) for i in range(len(text.value))]
    assert places == sorted(places)
    assert all(0 <= place <= len(text.source) for place in places)


@SETTINGS
@given(edited())
def test_a_character_that_was_not_replaced_is_found_in_the_source(text: Text) -> None:
    for i, character in enumerate(text.value):
        span = text.span(i, i + 1)
        if character not in "xy\n":
            assert text.source[span.start : span.end] == character


@SETTINGS
@given(texts)
@pytest.mark.parametrize("run", PASSES, ids=lambda run: run.__name__)
def test_a_pass_run_twice_is_the_pass_run_once(run: Any, source: str) -> None:
    text = Text.raw(source)
    for earlier in PASSES[: PASSES.index(run)]:
        text = earlier(text)
    once = run(text)
    assert run(once).value == once.value


@SETTINGS
@given(texts)
def test_normalising_loses_no_letter_that_is_not_in_removed(source: str) -> None:
    text = normalise(Text.raw(source))
    gone = sum(len(bare(source[r.span.start : r.span.end])) for r in text.removals)
    assert len(bare(text.value)) >= len(bare(source)) - gone


def places_of(plan: Plan) -> list[Source]:
    return [*(section.source for section in plan.sections), *(task.source for task in plan.tasks)]


def assert_tiled(plan: Plan, source: str) -> None:
    """Sections, tasks and what was removed cover the source; sections and tasks do not overlap."""
    blocks = sorted((place.start, place.end) for place in places_of(plan))
    for (_, end), (start, _) in pairwise(blocks):
        assert end <= start
    covered = bytearray(len(source))
    for start, end in [*blocks, *((r.source.start, r.source.end) for r in plan.removed)]:
        covered[start:end] = b"\1" * (end - start)
    left = {c for c, hit in zip(source, covered, strict=True) if not hit and not c.isspace()}
    assert all(unicodedata.normalize("NFKC", c).isspace() or c in "\u180e\u2800" for c in left), left


@SETTINGS
@given(texts)
def test_nothing_is_lost(source: str) -> None:
    assert_tiled(parse(source), source)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_sample_is_lost(name: str) -> None:
    for damage in DAMAGES:
        source = damage(text_of(name))
        assert_tiled(parse(source), source)


def assert_spans(plan: Plan, source: str) -> None:
    """Every value's place cuts out its wording."""

    def cut(place: Any) -> str:
        return norm(source[place.start : place.end])

    for task in plan.tasks:
        assert norm(task.number).strip("、.") in cut(task.source)
        assert norm(task.title or "") in without(cut(task.source), plan, task.source, source)
        for assignment in task.assignments:
            assert norm(assignment.unit) == without(cut(assignment.source), plan, assignment.source, source)
        claims = [(d.text, d.source) for d in task.deadlines] + [(t.text, t.source) for t in task.targets]
        for text, place in claims:
            if place is not None:
                assert norm(text) == without(cut(place), plan, place, source)
        for subtask in task.subtasks:
            assert subtask.source is not None
            assert task.source.start <= subtask.source.start <= subtask.source.end <= task.source.end
    for place in places_of(plan):
        assert 0 <= place.start < place.end <= len(source)
        before = source[: place.start].replace("\r\n", "\n").replace("\r", "\n")
        assert place.line == before.count("\n") + 1


def without(wording: str, plan: Plan, place: Any, source: str) -> str:
    """The wording without what was removed inside it: a page number may stand in a name."""
    for removed in plan.removed:
        if place.start <= removed.source.start and removed.source.end <= place.end:
            wording = wording.replace(norm(source[removed.source.start : removed.source.end]), "", 1)
    return wording


@SETTINGS
@given(texts)
def test_every_span_cuts_out_its_wording(source: str) -> None:
    assert_spans(parse(source), source)


@pytest.mark.parametrize("name", NAMES)
def test_every_span_of_a_sample_cuts_out_its_wording(name: str) -> None:
    for damage in DAMAGES:
        source = damage(text_of(name))
        assert_spans(parse(source), source)


@SETTINGS
@given(texts)
def test_parsing_never_raises_and_gives_the_same_plan_twice(source: str) -> None:
    assert parse(source) == parse(source)


@SETTINGS
@given(texts)
def test_ids_are_unique(source: str) -> None:
    ids = [task.id for task in parse(source).tasks]
    assert len(set(ids)) == len(ids)
    assert not [finding for finding in check(parse(source)) if finding.severity == "error"]


@settings(SETTINGS, max_examples=BUDGET // 3)
@given(texts)
@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("full", [True, False])
def test_a_plan_survives_yaml_and_json(format: str, full: bool, source: str) -> None:
    plan = parse(source.encode("utf-8", "replace").decode())
    data = exporter(format)(plan, Layout(full=full)).decode()
    read = validate_text(data, "plan." + format)
    assert not [finding for finding in read.findings if finding.severity == "error"]
    assert read.plan == (plan if full else plan.brief())


@SETTINGS
@given(st.text(max_size=300))
def test_validating_never_raises(text: str) -> None:
    assert validate_text(text, "x.yaml").findings


def test_every_integer_to_9999_survives_chinese() -> None:
    assert [integer(chinese(value)) for value in range(10000)] == list(range(10000))


@SETTINGS
@given(st.text(max_size=60))
def test_places_count_lines_as_editors_do(source: str) -> None:
    places = Places(Text.raw(source))
    for i in range(len(source)):
        before = source[:i].replace("\r\n", "\n").replace("\r", "\n")
        if not (source[i] == "\n" and i and source[i - 1] == "\r"):
            assert places.at(i, i + 1).line == before.count("\n") + 1


@pytest.mark.timeout(20)  # each takes a second at most: what grows with the square takes a minute
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_of_a_hundred_thousand_characters_is_read(piece: str) -> None:
    source = (piece * 100_000)[:100_000]
    assert_tiled(parse(source), source)
