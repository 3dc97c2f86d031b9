"""Words prove themselves: examples are found, counterexamples are not, no word stands in two roles."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

import hypothesis
import pytest
import yaml
from hypothesis import strategies as st

from planparse import parse
from planparse.clauses.agencies import is_generic, resolve
from planparse.clauses.responsibilities import find_responsibilities
from planparse.clauses.units import ends_like_body, split_names
from planparse.literals import Lookup
from planparse.normalise import normalise
from planparse.normalise.boilerplate import load_rules, normalise_boilerplate
from planparse.normalise.characters import normalise_characters
from planparse.structure import headings
from planparse.structure.carrying import carried_title
from planparse.structure.lines import metadata_line
from planparse.structure.titles import document_type
from planparse.tabular.cells import names_text
from planparse.tabular.headers import column_of, read_header
from planparse.text import Text
from planparse.vocab import COMPILED, compiled, words

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


def test_the_compiled_words_are_current() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compiled(), "run python -m planparse.vocab"


@hypothesis.given(
    st.lists(st.text("甲乙丙丁", min_size=2, max_size=4), min_size=1, max_size=6),
    st.text("甲乙丙丁", max_size=30),
)
def test_a_lookup_finds_what_stands_at_each_place(names: list[str], value: str) -> None:
    expected = []
    for place in range(len(value)):
        there = [name for name in names if value.startswith(name, place)]
        if there:
            expected.append((place, max(there, key=len)))
    assert list(Lookup(names).finditer(value)) == expected


def test_no_cue_belongs_to_two_boilerplate_rules() -> None:
    cues = Counter(cue for rule in RULES for cue in set(rule["cues"]))
    assert not [cue for cue, count in cues.items() if count > 1]


def test_page_numbers() -> None:
    page = words("boilerplate")["page_numbers"]
    patterns = (load_rules().page_number, load_rules().inline_number)
    assert all(any(pattern.search(example) for pattern in patterns) for example in page["examples"])
    assert not [one for one in page["counterexamples"] if any(pattern.search(one) for pattern in patterns)]
    on_lines = [one for one in page["examples"] if load_rules().page_number.search(one)]
    assert all(
        load_rules().number_line.search(f"\n{one}") for one in on_lines
    )  # else they would never be tried


@pytest.mark.parametrize("kind", SECTIONS["kinds"])
def test_headings_of_a_kind(kind: str) -> None:
    group = SECTIONS["kinds"][kind]
    assert [headings.kind_of(example) for example in group["examples"]] == [kind] * len(group["examples"])
    assert [e for e in group["counterexamples"] if headings.kind_of(e) == kind] == []
    assert [headings.kind_of(name) for name in group["names"]] == [kind] * len(group["names"])


def test_no_heading_is_of_two_kinds() -> None:
    names = Counter(name for group in SECTIONS["kinds"].values() for name in group["names"])
    assert not [name for name, count in names.items() if count > 1]


def test_headings_of_a_leaf() -> None:
    group = SECTIONS["leaves"]
    assert all(headings.kind_of_leaf(example) for example in group["examples"])
    assert not any(headings.kind_of_leaf(example) for example in group["counterexamples"])


def test_stages() -> None:
    group = SECTIONS["stages"]
    for heading in group["examples"] + group["counterexamples"]:
        plan = parse(f"一、实施步骤\n1.{heading}。召开会议。\n2.准备材料。准备。")
        assert [phase.title for phase in plan.phases] == [heading] * (heading in group["examples"]), heading


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
            assert document_type(example) in titles[key]["names"], example
        for counterexample in titles[key]["counterexamples"]:
            assert document_type(counterexample) not in titles[key]["names"]
    for verb in titles["carrying"]["names"]:
        assert carried_title(f"关于{verb}《清河县节水方案》的通知") == "清河县节水方案"
    assert not any(carried_title(title) for title in titles["carrying"]["counterexamples"])
    heads = titles["page_heads"]
    assert all(head.endswith(tuple(heads["names"])) for head in heads["examples"])
    assert not any(head.endswith(tuple(heads["names"])) for head in heads["counterexamples"])


def test_metadata_labels() -> None:
    metadata = words("metadata")
    for example in metadata["examples"]:
        text = normalise(Text.raw(f"{example}\n关于节水的通知"))
        assert metadata_line().match(text.value), example
    for counterexample in metadata["counterexamples"]:
        assert not metadata_line().match(counterexample), counterexample


def test_what_a_page_prints_below_a_document() -> None:
    credits = words("metadata")["credits"]
    for line in [*credits["examples"], *(f"{name}:清河县网" for name in credits["names"])]:
        assert parse(f"一、任务\n1.修路。修一公里。\n{line}").tasks[0].text == "修一公里。", line
    for line in credits["counterexamples"]:
        assert line in parse(f"一、任务\n1.修路。修一公里。\n{line}").tasks[0].text, line


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


def test_labels_of_persons_that_are_put_together() -> None:
    parts = RESPONSIBILITIES["people_parts"]
    for label in [
        *parts["examples"],
        *(charge + post for charge in parts["charges"] for post in parts["posts"]),
    ]:
        found = find_responsibilities(f"修路。({label}:张三)")
        assert [(role, "张三") for clause in found for role, _ in clause.people] == [(label, "张三")], label
    for label in parts["counterexamples"]:
        assert not any(clause.people for clause in find_responsibilities(f"修路。({label}:张三)")), label


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


def test_names_that_end_like_a_verb() -> None:
    group = RESPONSIBILITIES["names_like_verbs"]
    for text in [*group["examples"], *(f"(责任单位:县{name})" for name in group["names"])]:
        assert [share.role for c in find_responsibilities(text) for share in c.shares] == ["responsible"], (
            text
        )
    for text in group["counterexamples"]:
        assert [share.role for c in find_responsibilities(text) for share in c.shares] == ["supporting"], text


def test_tails_are_no_part_of_a_name() -> None:
    for tail in RESPONSIBILITIES["tails"]:
        assert split_names(f"县交通局、县财政局{tail}") == ["县交通局", "县财政局"], tail
    summed_up = RESPONSIBILITIES["summed_up"]
    for text in [*summed_up["examples"], *(f"等县级相关{name}" for name in summed_up["names"])]:
        assert split_names(f"县交通局、县财政局{text}") == ["县交通局", "县财政局"], text
    for text in summed_up["counterexamples"]:
        assert split_names(f"县财政局、{text}") == ["县财政局", text], text


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


AGENCIES = words("agencies")
BEHIND = {
    "province": ("省", "内蒙古自治区"),
    "below": ("市", "清河县"),
    "any": ("省", "县"),
    "governments": ("区", "城关镇"),
    "party": ("市委", "清河县委"),
    "national": ("",),
}
"""What stands before the names of a group."""


@pytest.mark.parametrize("group", BEHIND)
def test_bodies_are_known_in_full_and_short(group: str) -> None:
    short = AGENCIES[group]["short"]
    for before in BEHIND[group]:
        for name, full in short.items():
            assert resolve([before + name]) == [before + full], before + name
            assert resolve([before + full]) == [None], before + full
        for name in AGENCIES[group].get("names", ()):
            assert resolve([before + name]) == [None], before + name
            assert not is_generic(before + name)


@pytest.mark.parametrize("group", ["province", "below", "any", "party"])
def test_bodies_take_the_level_that_is_printed_before_them(group: str) -> None:
    first = {"province": "省教育厅", "below": "市教育局", "any": "县体育局", "party": "区委组织部"}[group]
    before = BEHIND[group][0] if group == "province" else first.removesuffix(first[-3:])
    for name in AGENCIES[group].get("names", ()):
        assert resolve([first, name]) == [None, before + name]
    both = _forms("party") & _forms("any")
    assert both == {"外办", "金融办"}
    for name, full in AGENCIES[group]["short"].items():
        certain = group != "party" or name not in both
        assert resolve([first, name]) == [None, before + full if certain else None]


@pytest.mark.parametrize("group", BEHIND)
def test_examples_of_bodies(group: str) -> None:
    for given, expected in AGENCIES[group]["examples"].items():
        names = split_names(given)
        full = [one or name for one, name in zip(resolve(names), names, strict=True)]
        assert "、".join(full) == expected
    for given in AGENCIES[group]["counterexamples"]:
        assert not any(resolve(split_names(given))), given


def test_central_bodies_beside_another() -> None:
    for name, full in AGENCIES["national"]["bare"].items():
        assert resolve([name, "财政部"]) == [full, None]
        assert resolve([name]) == [None]


def test_no_body_is_named_twice() -> None:
    for group in BEHIND:
        short = AGENCIES[group]["short"]
        names = Counter([*AGENCIES[group].get("names", ()), *short])
        assert not [name for name, count in names.items() if count > 1], group
        assert not short.keys() & set(short.values()), group
    behind_government = [name for group in ("province", "below", "any") for name in _forms(group)]
    assert not [name for name, count in Counter(behind_government).items() if count > 1]


def _forms(group: str) -> set[str]:
    short = AGENCIES[group]["short"]
    return {*AGENCIES[group].get("names", ()), *short, *short.values()}


@pytest.mark.parametrize(
    ("name", "short", "full"),
    [
        ("province", "工信厅", "工业和信息化厅"),
        ("below", "工信局", "工业和信息化局"),
        ("town", "政府", "人民政府"),
        ("central", "统战部", "统一战线工作部"),
    ],
)
def test_levels_stand_before_names(name: str, short: str, full: str) -> None:
    levels = AGENCIES["levels"][name]
    assert [resolve([level + short]) for level in levels] == [[level + full] for level in levels]
    others = [one for key, group in AGENCIES["levels"].items() for one in group if name not in (key, "town")]
    assert [resolve([level + short]) for level in others] == [[None]] * len(others)


def test_generic_bodies() -> None:
    generic = AGENCIES["generic"]
    assert [
        name for name in [*generic["examples"], *generic["names"], *generic["tails"]] if not is_generic(name)
    ] == []
    assert [one for one in generic["heads"] + generic["marks"] if not is_generic(f"{one}乡镇政府")] == []
    assert [one for one in generic["levels"] if not is_generic(f"{one}人民政府")] == []
    assert [name for name in generic["counterexamples"] if is_generic(name)] == []


TABLES = words("tables")


@pytest.mark.parametrize("kind", TABLES["columns"])
def test_headers_of_a_kind(kind: str) -> None:
    group = TABLES["columns"][kind]
    for header in [*group["examples"], *group["names"]]:
        column = column_of(header)
        assert column is not None, header
        assert column.kind == kind, header
    for header in group["counterexamples"]:
        column = column_of(header)
        assert column is None or column.kind != kind, header


def test_no_header_is_of_two_kinds() -> None:
    roles = [label for group in ROLES.values() for label in group["labels"]]
    others = RESPONSIBILITIES["people"] + RESPONSIBILITIES["open_labels"] + words("deadlines")["labels"]
    names = [name for group in TABLES["columns"].values() for name in group["names"]]
    assert not [name for name, count in Counter(roles + others + names).items() if count > 1]


def test_how_headers_of_tasks_end() -> None:
    group = TABLES["task_endings"]
    for header in [*group["examples"], *(f"县直{ending}" for ending in group["names"])]:
        assert read_header([["序号", header, "责任单位"]]) is not None, header
    for header in [*group["counterexamples"], *(f"{word}事项" for word in group["not_with"])]:
        assert read_header([["序号", header, "责任单位"]]) is None, header


@pytest.mark.parametrize("is_above", [True, False])
def test_cells_that_say_what_the_one_above_does(is_above: bool) -> None:
    group = TABLES["as_above"]
    for cell in [*group["names"], *group["examples"]] if is_above else group["counterexamples"]:
        plan = parse(f"序号\t任务\t责任单位\n1\t修路\t县交通局\n2\t架桥\t{cell}")
        assert (plan.tasks[1].responsible_units == ("县交通局",)) == is_above, cell


def test_upper_headers_that_disown_the_columns_below() -> None:
    group = TABLES["disowning"]
    for upper in [*group["examples"], *group["names"]]:
        assert (
            parse(f"任务\t{upper}\t完成时限\n\t责任单位\t\n修路\t县交通局\t6月").tasks[0].responsible_units
            == ()
        )
    for upper in group["counterexamples"]:
        plan = parse(f"任务\t{upper}\t完成时限\n\t责任单位\t\n修路\t县交通局\t6月")
        assert plan.tasks[0].responsible_units == ("县交通局",), upper


def test_captions_of_tables() -> None:
    group = TABLES["captions"]
    text = "一、保障\n1.加强领导。压实责任。\n{}\n任务\t责任单位\n修路\t县交通局"
    for caption in [*group["examples"], *(f"重点任务{name}" for name in group["names"])]:
        assert parse(text.format(caption)).tasks[-1].outline == (caption,), caption
    for line in group["counterexamples"]:
        assert parse(text.format(line)).tasks[-1].outline == ("一、保障", "1.加强领导"), line


@pytest.mark.parametrize(("key", "is_task"), [("sums", False), ("notes", False), ("none", True)])
def test_cells_that_say_nothing_of_a_task(key: str, is_task: bool) -> None:
    group = TABLES[key]
    for cell in [*group["examples"], *group["names"]]:
        plan = parse(f"序号\t任务\t责任单位\n1\t修路\t县交通局\n{cell}\t\t\n2\t架桥\t{cell}\n")
        assert len(plan.tasks) == 2, cell
        assert plan.tasks[1].responsible_units == () or not is_task, cell
    for cell in group["counterexamples"]:
        plan = parse(f"序号\t任务\t责任单位\n1\t{cell}\t{cell}")
        assert plan.tasks[0].text == cell
        assert plan.tasks[0].responsible_units != (), cell


def test_names_end_where_a_line_of_a_cell_ends_so() -> None:
    group = TABLES["firm_endings"]
    for line in [*group["examples"], *(f"县水利工程{name}" for name in group["names"])]:
        assert names_text(f"{line}\n财政局", ((0, len(line) + 4),)).value == f"{line}、财政局"
    for line in group["counterexamples"]:
        assert names_text(f"{line}\n会保障局", ((0, len(line) + 5),)).value == f"{line}会保障局"


ROSTERS = words("rosters")


def _members(lines: str) -> list[tuple[str, ...]]:
    """The names of each role of the groups in a section."""
    groups = parse(f"一、组织领导\n{lines}").groups
    return [names for group in groups for names in group.roles.values()]


@pytest.mark.parametrize("label", [*ROSTERS["roles"]["names"], *ROSTERS["beside"]["names"]])
def test_labels_of_rosters(label: str) -> None:
    first, last = "顾问" if label == "总指挥" else "总指挥", "顾问" if label == "联络员" else "联络员"
    found = _members(f"{first}:张三\n{label}:李四\n{last}:王五")
    assert found == ([("张三",), ("王五",)] if label == "主要职责" else [("张三",), ("李四",), ("王五",)])


def test_lines_of_rosters() -> None:
    for line in ROSTERS["roles"]["examples"][:3]:
        assert len(_members(f"总指挥:张三\n{line}")) == 2, line
    for line in [*ROSTERS["roles"]["counterexamples"], *ROSTERS["beside"]["counterexamples"]]:
        assert _members(f"总指挥:张三\n{line}") == [], line
    for line in ROSTERS["beside"]["examples"]:
        assert len(_members(f"总指挥:张三\n{line}\n成员:李四")) == 3, line
        assert _members(f"总指挥:张三\n{line}") == [], line


def test_posts_belong_to_names() -> None:
    group = ROSTERS["posts"]
    for post in [*group["examples"], *(f"县水利局{name}" for name in group["names"])]:
        assert _members(f"组长:张三\n成员:李四 {post} 王五")[1] == (f"李四 {post}", "王五"), post
    for other in group["counterexamples"]:
        assert _members(f"组长:张三\n成员:王五 县长 {other}")[1] == ("王五 县长", other), other


def test_names_stand_behind_posts() -> None:
    group = ROSTERS["surnames"]
    for named in [*group["examples"], *(f"副县长{name}强" for name in group["names"])]:
        assert _members(f"组长:县委常委、{named}\n成员:县水利局")[0] == (f"县委常委、{named}",), named
    for other in [*group["counterexamples"], *ROSTERS["kinds"]["counterexamples"]]:
        assert _members(f"组长:县委常委、{other}\n成员:县水利局")[0] == ("县委常委", other), other
    for post in [*ROSTERS["kinds"]["examples"], *(f"{name}镇长" for name in ROSTERS["kinds"]["names"])]:
        assert _members(f"组长:张三\n成员:{post}、副县长张强")[1] == (post, "副县长张强"), post


def test_sentences_behind_rosters() -> None:
    group = ROSTERS["behind"]
    for sentence in [*group["examples"], *ROSTERS["bodies"]["examples"]]:
        assert _members(f"组长:张三\n成员:县水利局\n{sentence}") == [("张三",), ("县水利局",)], sentence
    for verb in group["names"]:
        assert _members(f"组长:张三\n成员:县水利局领导小组{verb}县水利局,另行通知。")[1] == ("县水利局",), (
            verb
        )
    for member in [*group["counterexamples"], *ROSTERS["bodies"]["counterexamples"]]:
        assert _members(f"组长:张三\n成员:县财政局\n{member}")[1] == ("县财政局", member), member


def test_what_rosters_are_called() -> None:
    annex = "一、任务\n1.修路。修一公里。\n附件\n{}\n组长:张三\n成员:县水利局"
    for name in ROSTERS["bodies"]["names"]:
        for title in (f"县节水{name}", *(f"县节水{name}{ending}" for ending in ROSTERS["lists"]["names"])):
            assert [group.name for group in parse(annex.format(title)).groups] == [f"县节水{name}"], title
    for title in ROSTERS["lists"]["examples"]:
        assert parse(annex.format(title)).groups[0].name.endswith(("领导小组", "专班")), title
    for title in ROSTERS["lists"]["counterexamples"]:
        assert parse(annex.format(title)).groups[0].name == "领导小组", title
