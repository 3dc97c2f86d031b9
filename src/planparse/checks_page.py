"""The checks page: every code that `planparse validate` may print, for the people who edit task lists.

>>> print(page().splitlines()[0])
# 检查一览

What it says of a code stands beside the code: in the docstrings of `checks/`, and in `validation/faults.py`.
`python -m planparse.checks_page` prints the page, `--write` writes `docs/checks.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from planparse.checks import AGAINST_DOCUMENT, CHECKS, rule
from planparse.checks.example import DOCUMENT
from planparse.findings import Rule
from planparse.output import print_or_write
from planparse.validation.faults import RULES

PATH = "docs/checks.md"

SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}

_INTRODUCTION = """# 检查一览

`planparse validate` 报告的每个代码是什么意思。代码不会改名;怎样选用、忽略、改变轻重,见
[validating.md](validating.md)。本页由 `python -m planparse.checks_page --write` 生成,请勿手改。

例子只写与这一项有关的字段,其余从略。"""

_FORM = "文件的写法和字段。有一处写错,不妨碍检查其余各处。"
_MEANING = "写法都对,内容有没有矛盾。写错了读不出来的地方,不再作这些检查。"

_AGAINST = f"""清单与原文有没有出入。要用 `--source` 给出原文,怎样对照、怎样认可有意的改动,见
[validating.md](validating.md#对照原文)。例子说的是这份原文(`plan.txt`),没有写出的字段与原文相同:

```text
{DOCUMENT}```"""


def page() -> str:
    """The whole page."""
    checks = [rule(module) for module in CHECKS]
    against = [rule(module) for module in AGAINST_DOCUMENT]
    lines = [_INTRODUCTION, "", *_table([*RULES, *checks, *against])]
    parts = (("写法", _FORM, RULES), ("内容", _MEANING, checks), ("对照原文", _AGAINST, against))
    for title, about, rules in parts:
        lines += ["", f"## {title}", "", about]
        for one in rules:
            lines += _section(one)
    return "\n".join(lines) + "\n"


def _table(rules: list[Rule]) -> Iterator[str]:
    yield "| 代码 | 轻重 | 说的是 |"
    yield "| --- | --- | --- |"
    for one in rules:
        yield f"| [`{one.code}`](#{one.code}) | {SEVERITIES[one.severity]} | {one.title} |"


def _section(one: Rule) -> Iterator[str]:
    yield from ("", f"### {one.code}", "", f"{SEVERITIES[one.severity]} · **{one.title}** · {one.about}")
    for name, example in (("错", one.wrong), ("对", one.right)):
        if example:
            yield from ("", f"{name}:", "", "```yaml", example, "```")


def main(arguments: list[str]) -> None:
    """Print the page, or write it with `--write`."""
    print_or_write(page().encode(), PATH, arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
