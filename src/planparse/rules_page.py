"""The rules page: what is read as what, for the people who read the documents.

>>> print(page().splitlines()[0])
# 规则一览

The words are those of `vocab/`, the worked examples those of the modules' docstrings; here are the Chinese names of
both. A group without a name here is printed under its key, so that nothing new stays hidden.
`python -m planparse.rules_page` prints the page, `--write` writes `docs/rules.md`.
"""

from __future__ import annotations

import doctest
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from inspect import getdoc
from typing import Any

from planparse.output import print_or_write
from planparse.vocab import words

PATH = "docs/rules.md"

_INTRODUCTION = """# 规则一览

本页写明 planparse 把什么读作什么。词语来自 `src/planparse/vocab/`,样例来自各模块的说明;本页由
`python -m planparse.rules_page --write` 生成,请勿手改。

每组词语后的“是”为应当这样读的例子,“不是”为不得这样读的例子。词语按规范化以后的写法列出:
标点、数字用半角。看一项任务是怎样读出来的:`planparse explain 文件 编号`。"""

_FILES = {
    "sections": (
        "章节类别",
        "标题说明其下各段是什么:指导思想、原则、目标不分解为任务,其余的末级条目是任务。",
    ),
    "responsibilities": ("责任分工", "谁牵头、谁负责、谁配合。标签后跟冒号和单位名称,或者单位名称后跟动词。"),
    "units": ("单位名称", "名称以什么结尾才是单位,“和”“与”“及”两边都是单位时才分开。"),
    "agencies": (
        "单位全称",
        (
            "层级只印一次的,归其后各单位(省科技厅、教育厅);有把握的简称展开为全称;各镇、有关部门一类记作泛指。"
            "自有单位写在文件里,用 `--units` 给出,见 `docs/units.md`。"
        ),
    ),
    "deadlines": ("时限", "何时完成。日期须说明在此之前完成,或者写在时限标签之后;取所说时段的最后一日。"),
    "targets": ("指标", "完成多少。须有数值和计量单位;上限、补助、条件、编制不是指标。"),
    "rosters": ("工作机构", "领导小组名单中的标签,其后是姓名或单位;职务归旁边的人,名单后的句子不是成员。"),
    "titles": ("文种", "标题以什么结尾,是哪一类文件。"),
    "metadata": ("公文要素", "网页和版头在值之前印的标签。"),
    "boilerplate": (
        "页面杂项",
        "网页、采集程序和页码带进来的文字,按规则逐条删去;`planparse clean 文件 --removed` 列出删去了什么。",
    ),
    "tables": (
        "任务分解表",
        "表头整格是下列名称之一的列才读,别的列连同表头照录在任务内容之后;合并的单元格归其下各行。",
    ),
    "pages": ("网页", "网页各部分的名称、<meta> 标签和采集头部的键。"),
    "characters": ("字符", "看上去一样的字符归为一个。"),
    "unread": ("疑点", "像责任分工、时限或序号,却读不出来的:列入疑点并指明位置,不猜。"),
    "keywords": ("关键词", "`planparse extract 文件 --keywords N` 用的停用词和专名。"),
}
"""What each vocabulary file is about, in the order of the page."""

_NAMES = {
    "sections.verbs": "标题前可有的动词",
    "sections.subjects": "标题的前半,后接各类的“后半”:攻坚目标",
    "sections.kinds.guiding.heads": "后半",
    "sections.kinds.principles.heads": "后半",
    "sections.kinds.goals.heads": "后半",
    "sections.kinds.phases.heads": "后半",
    "sections.kinds.principles.ends": "任意两字之后",
    "sections.kinds.principles.does": "但这两字是:",
    "sections.kinds.goals.ends": "任意两字之后",
    "sections.kinds.goals.does": "但这两字是:",
    "sections.records": "一项任务开头的标签,后面是任务的名称",
    "sections.leaves": "下面没有分项、也没有责任单位时才不算任务的标题",
    "sections.traditional": "繁体字和简体字",
    "sections.kinds": "标题类别",
    "sections.kinds.closing": "附则(不是任务)",
    "guiding": "指导思想(不是任务)",
    "principles": "基本原则(不是任务)",
    "goals": "目标(不是任务,其中的数量为总体目标)",
    "phases": "实施步骤(阶段及其中的任务)",
    "safeguards": "保障措施(任务)",
    "sections.kinds.tasks": "重点任务(任务)",
    "stages": "实施步骤下的条目以此开头:是阶段,不是任务",
    "closings": "段落以此开头:说的是全文,不属于上一项任务",
    "conclusions": "段落以此开头:正文到此为止",
    "responsibilities.roles": "标签",
    "responsibilities.verbs": "动词",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "supporting": "配合单位",
    "people": "责任人标签",
    "people_parts": "责任人标签,由几部分拼成:责任校领导、分管副市长",
    "charges": "怎样负责",
    "responsibilities.people_parts.levels": "哪一级的",
    "responsibilities.people_parts.posts": "什么职务",
    "responsibilities.people_parts.heads": "本身含层级的职务",
    "people_beside": "和单位写在同一个标签里的责任人:责任单位及责任人",
    "open_labels": "分工标签:角色由其后的动词决定",
    "no_prefix": "行首责任人、时限标签之前有此词:是句子,不是标签",
    "other_labels": "其他标签:单位到此为止",
    "joints": "两个单位之间的连接词",
    "tails": "单位名称后的尾词:不属于名称",
    "summed_up": "“等”字总括的,以此结尾:不属于名称",
    "names_like_verbs": "像动词的单位名称",
    "goes_on": "名单之后、逗号或分号后有此词:正文继续",
    "lead_rules": "列第一位的为牵头单位(自此以下都适用)",
    "comma_rules": "第一个逗号前的为牵头单位(自此以下都适用)",
    "scopes": "涉及所有任务的说明:记入说明,不记入各项任务",
    "suffixes": "名称的结尾",
    "levels": "可共用一个中心词的层级",
    "heads": "共用的中心词",
    "collective": "同样可以共用后面名称的词",
    "short_offices": "“各”后的单字简称",
    "agencies.levels": "名称之前的层级",
    "province": "省、自治区",
    "below": "市、州、县、区",
    "any": "省、市、县都有的",
    "governments": "政府(乡镇也有)",
    "party": "党委",
    "national": "中央",
    "central": "中央",
    "town": "乡镇",
    "short": "简称(全称)",
    "bare": "与其他中央单位并列、又没有地方单位时",
    "generic": "泛指",
    "agencies.generic.marks": "含有",
    "agencies.generic.heads": "开头",
    "agencies.generic.tails": "结尾",
    "agencies.generic.levels": "不指一地的层级",
    "unknown_times": "时限标签之后:日期未定",
    "none": "标签之后:没有",
    "charge": "括号里一级政府之后:有人负责,没有说是牵头还是负责",
    "not_behind_number": "括号和数字之后紧跟此字:不是序号",
    "deadlines.labels": "时限标签:其后的日期都是时限",
    "deadlines.before": "日期之后",
    "done": "上半年、一季度等之后:在此期间完成",
    "reached": "几月、几日之后紧跟此词:到那时完成",
    "in_range": "起止时间之后紧跟此词:在此期间完成",
    "deadlines.planned": "年份之后紧跟此词:当年完成",
    "counted": "年份之后紧跟此词,其后有数值:当年完成",
    "attained": "年份之后,指标和数值之间有此词:当年完成",
    "adverbs": "年份和此类词之间",
    "bases": "年份之前有此词:比较的基年,不是时限",
    "until": "日期之前:到这一日为止",
    "never_before": "日期之前有此词:不是时限",
    "never_after": "日期之后有此词:不是时限",
    "festivals": "有固定日期的节日",
    "ongoing": "没有截止日期(长期)",
    "ongoing_behind_label": "时限标签之后:没有截止日期(长期)",
    "defaults": "未注明时限的任务,以这句话中的日期为时限",
    "targets.units": "计量单位",
    "per": "计量单位和“/”之后",
    "measured_in": "只计这些指标的单位",
    "岁": "岁",
    "分": "分",
    "firm_units": "汉字数目只认的单位",
    "firm_verbs": "汉字数目之前须有的动词",
    "comparators": "比较词",
    ">=": "不少于",
    ">": "超过",
    "<=": "不超过",
    "<": "低于",
    "~": "约",
    "+": "增加",
    "-": "减少",
    "targets.verbs": "比较词与数值之间的动词",
    "ending_alike": "结尾像比较词的词",
    "caps": "上限:不是指标",
    "rules_of_money": "补助、奖励、贷款、条件:同句的数值不是指标",
    "conditions": "说明对象的开头:同段的数值不是指标",
    "present": "现有的:不是指标",
    "done_with": "“现有”之前有此词:仍是指标",
    "there": "数值之前:现有的",
    "relying": "“现有的”之前有此词:不是指标",
    "lately": "过去的:其后的数值不是指标",
    "anew": "“过去的”之后又说将来的:仍是指标",
    "changing": "“由……”之后:原来的数不是指标",
    "given": "数值之前:所指的事项,不是指标",
    "carried_out": "数值之前:落实已有的政策措施,不是指标",
    "given_things": "已有的政策措施",
    "lasting": "数值之前:持续时间,不是指标",
    "around": "数值之前:禁止、限制的范围,不是指标",
    "sized_things": "规模之后:所指的项目和企业",
    "sized_actors": "规模之后:所指的经营者",
    "reaching": "这些单位的数值之前须有此词",
    "sizes": "这些单位的“以上的”:所指的对象,不是指标",
    "reached_levels": "“以上的”之后有此词:仍是指标",
    "holders": "规模之后:所指的对象",
    "sized_by": "规模之前:按此分级",
    "making": "规模之前:要建成的规模,是指标",
    "staffing": "人员配备:其后的数值不是指标",
    "not_behind": "数值之后有此词:不是指标",
    "rosters.roles": "名单标签",
    "rosters.beside": "夹在名单标签之间才算名单标签",
    "posts": "职务的结尾",
    "bodies": "工作机构的结尾",
    "rosters.behind": "名单之后的句子里有此词",
    "surnames": "职务之后的姓",
    "kinds": "开头:泛指的成员",
    "lists": "名单标题的结尾",
    "notices": "承载其他文件的文种",
    "plans": "被承载的文种",
    "carrying": "印发、转发一类的动词",
    "page_heads": "网页和版头的名称:不是标题的一部分",
    "credits": "印在正文之后的标签",
    "published": "印在发布日期之前的动词",
    "inline_marks": "行内页码开头的符号",
    "fields": "有对应字段的标签",
    "index_number": "索引号",
    "issuer": "发文机关",
    "document_number": "发文字号",
    "document_date": "成文日期",
    "publication_date": "发布日期",
    "kept": "没有对应字段的标签",
    "tables.columns": "表头",
    "number": "序号",
    "group": "几行共有的类别",
    "tables.columns.task": "任务",
    "content": "工作内容",
    "open": "分工:角色由单元格里的话决定",
    "deadline": "时限",
    "target": "目标",
    "period": "季度:其下是到季末要做的",
    "beside": "认得,但不属于任务",
    "disowning": "上层表头有此词:其下各列不是分工",
    "captions": "表名的结尾",
    "sums": "合计行:不是任务",
    "tables.columns.time": "时间(本来就是任务表时)",
    "task_endings": "任务一列的表头以此结尾(旁边有序号和责任单位时)",
    "not_with": "含有此词的不是",
    "as_above": "单元格里:同上一格",
    "tables.none": "单元格里:没有",
    "tables.notes": "说明行的开头:不是任务",
    "firm_endings": "单元格内换行之前有此结尾:单位名称到此为止",
    "meta_tags": "网页 <meta> 标签",
    "front_matter": "采集头部的键",
    "list_headings": "链接列表的标题",
    "pages.labels": "没有中文标签的字段印作",
    "article_title": "标题",
    "content_source": "来源",
    "content_author": "作者",
    "source_address": "原文链接",
    "dropped": "删去的键",
    "radicals": "部首",
    "punctuation": "标点",
    "stop_words": "停用词:不作关键词",
    "terms": "专名:不拆开",
    "names": "词语",
    "labels": "标签",
    "cues": "词语",
    "before": "前",
    "behind": "后",
    "examples": "是",
    "counterexamples": "不是",
}
"""Chinese names of keys; a path counts before a bare key."""

_UNITS = {
    "line": "整行删去",
    "rest": "在文件后半部分,自此行起全部删去",
    "tail": "在文件末尾,自此行起全部删去",
    "stretch": "只删去这几个字",
}

_MODULES = {
    "normalise.labels": "给表格里的公文要素补上冒号",
    "normalise.characters": "字符归一",
    "normalise.markup": "去掉 Markdown 标记和采集头部",
    "normalise.boilerplate": "删去页面杂项",
    "normalise.lettering": "合并逐字隔开的行",
    "normalise.spacing": "删去多余空格",
    "normalise.gluing": "把粘在上一行的标题和条目分开",
    "normalise.widths": "由行宽看出折断的行",
    "normalise.alone": "独立成行的行",
    "normalise.wrapping": "接回被折断的行",
    "numbering.markers": "认出序号",
    "structure.lines": "认出日期、文号、要素行",
    "structure.titles": "认出标题",
    "structure.anatomy": "分出版头、通知、正文、落款、附件",
    "structure.headings": "标题到哪里为止,属哪一类",
    "structure.outline": "由序号排出层次",
    "clauses.responsibilities": "责任分工",
    "clauses.shares": "单位和动词",
    "clauses.legends": "首位牵头",
    "clauses.units": "单位名称的拆分",
    "clauses.agencies": "单位全称和泛指",
    "clauses.deadlines": "时限",
    "clauses.times": "时间和日期",
    "clauses.targets": "指标",
    "clauses.amounts": "数量和单位",
    "clauses.people": "姓名和职务",
    "clauses.rosters": "工作机构",
    "clauses.unread": "疑点",
    "numbering.unread": "像序号的疑点",
    "assembly.assignments": "列第一位的为牵头单位",
    "assembly.subtasks": "子任务",
}
"""Whose docstrings show an example, in the order in which a document passes them."""

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\*_<>|[]#`~"})


def page() -> str:
    """The whole page."""
    lines = [_INTRODUCTION]
    for name in vocabularies():
        title, about = _FILES.get(name, (name, ""))
        lines += [
            "",
            f"## {title}",
            "",
            f"{about}词语在 `vocab/{name}.yaml`。",
            *_group(words(name), name, 3),
        ]
    lines += ["", "## 每一步的样例", "", "一份文件依次经过这些步骤。样例是模块说明里的,由测试运行。"]
    for name, title in _MODULES.items():
        lines += ["", f"### {title}", "", f"`{name}`", "", "```python", *_examples(name), "```"]
    return "\n".join(lines) + "\n"


def vocabularies() -> list[str]:
    """The names of all vocabulary files, in the order of the page; what it does not know comes last."""
    found = sorted(
        path.name.removesuffix(".yaml")
        for path in files("planparse.vocab").iterdir()
        if path.name.endswith(".yaml")
    )
    order = list(_FILES)
    return sorted(found, key=lambda name: order.index(name) if name in order else len(order))


def _group(group: dict[str, Any], path: str, level: int) -> Iterator[str]:
    """The lines of a group: its word lists, its examples, and the groups in it under headings of their own."""
    inner: list[tuple[str, str, Any]] = []
    lists: list[str] = []
    for key, value in group.items():
        if key in ("examples", "counterexamples"):
            continue
        if key == "rules" and isinstance(value, list):
            inner += [(f"`{rule['rule']}`", key, rule) for rule in value]
        elif isinstance(value, dict) and not _is_table(value):
            inner.append((f"`{value['rule']}`" if "rule" in value else _name(key, path), key, value))
        elif isinstance(value, list | dict):
            lists.append(f"- **{_name(key, path)}**:{_words(value)}")
        elif key == "unit":
            lists.append(f"- **处理**:{_UNITS.get(value, value)}")
    for key in ("examples", "counterexamples"):
        if group.get(key):
            lists.append(f"- **{_NAMES[key]}**:{_quoted(group[key])}")
    if lists:
        yield from ("", *lists)
    for name, key, value in inner:
        yield from ("", f"{'#' * level} {name}")
        yield from _group(value, f"{path}.{key}", level + 1)


def _is_table(value: dict[str, Any]) -> bool:
    """Whether a mapping holds days of the year, 元旦: [1, 1], or full names, 发改委: 发展和改革委员会."""
    return all(
        isinstance(part, str) or (isinstance(part, list) and all(isinstance(n, int) for n in part))
        for part in value.values()
    )


def _name(key: str, path: str) -> str:
    return _NAMES.get(f"{path}.{key}") or _NAMES.get(key) or f"`{key}`"


def _words(value: list[Any] | dict[str, Any]) -> str:
    if isinstance(value, dict):
        return "、".join(
            f"{name}({part})" if isinstance(part, str) else f"{name}({part[0]}月{part[1]}日)"
            for name, part in value.items()
        )
    return "、".join(str(word).translate(_ESCAPED) for word in value)


def _quoted(examples: list[Any] | dict[str, Any]) -> str:
    if isinstance(examples, dict):
        return "、".join(f"{_code(given)} → {_code(expected)}" for given, expected in examples.items())
    return "、".join(_code(example) for example in examples)


def _code(example: object) -> str:
    text = " ↵ ".join(str(example).split("\n"))
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _examples(module: str) -> Iterator[str]:
    """The examples of a module's docstring, without the setting up around them."""
    doc = getdoc(import_module(f"planparse.{module}")) or ""
    for example in doctest.DocTestParser().get_examples(doc):
        source = example.source.rstrip("\n").split("\n")
        yield from (f"{'>>>' if number == 0 else '...'} {line}" for number, line in enumerate(source))
        yield from example.want.rstrip("\n").split("\n") if example.want else ()


def main(arguments: list[str]) -> None:
    """Print the page, or write it with `--write`."""
    print_or_write(page().encode(), PATH, arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
