"""Words prove themselves: examples are found, counterexamples are not, no word stands in two roles."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
import yaml

from planparse import parse
from planparse.clauses.responsibilities import find_responsibilities
from planparse.clauses.units import ends_like_body, split_names
from planparse.normalise import normalise
from planparse.normalise.boilerplate import load_rules, normalise_boilerplate
from planparse.normalise.characters import normalise_characters
from planparse.structure import anatomy, headings
from planparse.text import Text
from planparse.vocab import words

FILES = sorted(path.name for path in files("planparse.vocab").iterdir() if path.name.endswith(".yaml"))
RULES = words("boilerplate")["rules"]
SECTIONS = words("sections")
RESPONSIBILITIES = words("responsibilities")


def lists_of_words(value: Any) -> list[list[str]]:
    """Every list of strings in a vocabulary file."""
    if isinstance(value, dict):
        return [found for part in value.values() for found in lists_of_words(part)]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return [value]
    return [found for part in value for found in lists_of_words(part)] if isinstance(value, list) else []


class StrictLoader(yaml.SafeLoader):
    """Refuses duplicate keys, of which PyYAML would keep the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        assert not twice, f"{twice} stands twice, {node.start_mark}"
        return super().construct_mapping(node, deep)


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_text_only_once_and_without_stray_space(name: str) -> None:
    text = files("planparse.vocab").joinpath(name).read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=StrictLoader)
    for group in lists_of_words(loaded):
        assert group, "an empty group would match everything"
        assert all((word and word == word.strip(" \n")) or name == "metadata.yaml" for word in group)
        twice = [word for word, count in Counter(group).items() if count > 1]
        assert not twice or name == "characters.yaml", twice


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["rule"]))
def test_a_boilerplate_rule_takes_its_examples_and_leaves_its_counterexamples(rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        assert any(cue in example for cue in rule["cues"]), f"no cue in {example}"
        text = normalise_boilerplate(normalise_characters(Text.raw(example)))
        assert rule["rule"] in {removal.rule for removal in text.removals}, example
    for counterexample in rule["counterexamples"]:
        assert not normalise_boilerplate(Text.raw(counterexample)).removals, counterexample


def test_no_cue_belongs_to_two_boilerplate_rules() -> None:
    cues = Counter(cue for rule in RULES for cue in set(rule["cues"]))
    assert not [cue for cue, count in cues.items() if count > 1]


def test_page_numbers() -> None:
    page = words("boilerplate")["page_numbers"]
    patterns = load_rules().page_numbers
    assert all(any(pattern.search(example) for pattern in patterns) for example in page["examples"])
    assert not [one for one in page["counterexamples"] if any(pattern.search(one) for pattern in patterns)]


@pytest.mark.parametrize("kind", SECTIONS["kinds"])
def test_headings_of_a_kind(kind: str) -> None:
    group = SECTIONS["kinds"][kind]
    assert [headings.kind_of(example) for example in group["examples"]] == [kind] * len(group["examples"])
    assert [e for e in group["counterexamples"] if headings.kind_of(e) == kind] == []
    assert [headings.kind_of(name) for name in group["names"]] == [kind] * len(group["names"])


def test_no_heading_is_of_two_kinds() -> None:
    names = Counter(name for group in SECTIONS["kinds"].values() for name in group["names"])
    assert not [name for name, count in names.items() if count > 1]


def test_closings_and_conclusions() -> None:
    for key in ("closings", "conclusions"):
        group = SECTIONS[key]
        for example in group["examples"]:
            plan = parse(f"一、任务\n1.修路。修一公里。\n2.架桥。架一座。\n{example}")
            assert example.rstrip("。") not in plan.tasks[-1].text, example
        for counterexample in group["counterexamples"]:
            plan = parse(f"一、任务\n1.修路。修一公里。\n2.架桥。架一座。\n{counterexample}")
            assert counterexample in plan.tasks[-1].text, counterexample


def test_titles() -> None:
    titles = words("titles")
    for key in ("notices", "plans"):
        for example in titles[key]["examples"]:
            assert anatomy.document_type(example) in titles[key]["names"], example
        for counterexample in titles[key]["counterexamples"]:
            assert anatomy.document_type(counterexample) not in titles[key]["names"]
    for verb in titles["carrying"]["names"]:
        assert anatomy.carried_title(f"关于{verb}《清河县节水方案》的通知") == "清河县节水方案"
    assert not any(anatomy.carried_title(title) for title in titles["carrying"]["counterexamples"])


def test_metadata_labels() -> None:
    metadata = words("metadata")
    for example in metadata["examples"]:
        text = normalise(Text.raw(f"{example}\n关于节水的通知"))
        assert anatomy.metadata_line().match(text.value), example
    for counterexample in metadata["counterexamples"]:
        assert not anatomy.metadata_line().match(counterexample), counterexample


ROLES = RESPONSIBILITIES["roles"]


@pytest.mark.parametrize("role", ROLES)
def test_responsibility_labels(role: str) -> None:
    for text in [*ROLES[role]["examples"], *(f"({label}:县水利局)" for label in ROLES[role]["labels"])]:
        value = normalise(Text.raw(text)).value
        clauses = find_responsibilities(value)
        assert [share.role for clause in clauses for share in clause.shares] == [role], text
        assert all(ends_like_body(value, *name) for c in clauses for s in c.shares for name in s.names)


def test_responsibility_counterexamples() -> None:
    for text in RESPONSIBILITIES["counterexamples"]:
        assert find_responsibilities(text) == [], text


def test_no_label_has_two_roles() -> None:
    labels = [label for group in ROLES.values() for label in group["labels"]] + RESPONSIBILITIES[
        "other_labels"
    ]
    assert not [label for label, count in Counter(labels).items() if count > 1]


@pytest.mark.parametrize("key", ["lead_rules", "comma_rules"])
def test_rules_that_the_first_named_leads(key: str) -> None:
    group = RESPONSIBILITIES[key]
    for text in [*group["examples"], *group["names"]]:
        plan = parse(f"1.修路。修。(责任单位:县交通局,县财政局;{text})\n2.架桥。架。")
        assert plan.tasks[0].lead_units == ("县交通局",), text
        assert [note.kind for note in plan.notes] == ["lead_rule"]
    for text in group["counterexamples"]:
        assert not parse(f"1.修路。修。(责任单位:县交通局、{text})\n2.架桥。架。").notes, text


def test_tails_are_no_part_of_a_name() -> None:
    for tail in RESPONSIBILITIES["tails"]:
        assert split_names(f"县交通局、县财政局{tail}") == ["县交通局", "县财政局"], tail


def test_unit_endings() -> None:
    units = words("units")["suffixes"]
    assert all(ends_like_body(name, 0, len(name)) for name in units["examples"])
    assert not any(ends_like_body(name, 0, len(name)) for name in units["counterexamples"])


def test_characters() -> None:
    vocabulary = words("characters")
    for given, expected in vocabulary["examples"].items():
        assert normalise_characters(Text.raw(given)).value == expected
    for pair in vocabulary["radicals"] + vocabulary["punctuation"]:
        assert len(pair) == 2
        assert normalise_characters(Text.raw(pair[0])).value == pair[1]
