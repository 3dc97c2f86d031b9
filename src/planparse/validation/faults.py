"""What may be wrong with a file before it is known what it says: the codes of its form.

>>> [rule.code for rule in RULES if rule.severity == "warning"]
['empty-list', 'unused-ignore']

The codes of its meaning are the modules of `checks/`.
"""

from __future__ import annotations

from typing import NamedTuple

from planparse.findings import Rule

STOPPING = frozenset({"syntax", "empty", "too-deep", "too-large"})
"""Codes of what keeps a file, or a part of it, from being read: `--select` and `--ignore` do not hide them."""


class Fault(NamedTuple):
    """One fault of form, and where: line and column, from 1."""

    line: int
    column: int
    code: str
    message: str
    hint: str


RULES: tuple[Rule, ...] = (
    Rule(
        "syntax",
        "error",
        "写法有误",
        "不是正确的 YAML(或 JSON):漏了冒号,冒号是全角的,引号、括号没有关上,缩进不齐,用了制表符。"
        "写坏的那一项跳过不读,其余照常检查。以 `.json` 结尾的文件按 JSON 检查:多余的逗号、注释、单引号都算错。",
        "document:\n  title：全角冒号",
        "document:\n  title: 半角冒号加空格",
    ),
    Rule(
        "empty",
        "error",
        "文件是空的",
        "文件里只有注释,或者什么也没有。",
        "# 待补",
        "document: {title: 节水方案}",
    ),
    Rule(
        "too-deep",
        "error",
        "嵌套太深",
        "嵌套超过四十层,不会是任务清单,不再往下读。",
        "document: " + "[" * 41 + "]" * 41,
        "document: {attachments: [任务清单]}",
    ),
    Rule(
        "too-large",
        "error",
        "展开后太大",
        "别名层层引用,展开后超过三十万项;或者文件本身大于 16 MB。不会是任务清单,不再往下读。",
        "",
        "document: {attachments: &a [任务清单]}",
    ),
    Rule(
        "unknown-tag",
        "error",
        "不允许的标签",
        "值前有 `!` 开头的标签。任务清单里没有要用标签的地方;标签不会被执行,这个值不读。",
        "document:\n  title: !!python/object/apply:os.getcwd []",
        "document:\n  title: 节水方案",
    ),
    Rule(
        "duplicate-key",
        "error",
        "字段重复",
        "同一处把一个字段写了两次。读文件的程序只取其中一个,另一个悄悄丢掉。",
        "document:\n  title: 节水方案\n  title: 节能方案",
        "document:\n  title: 节水方案",
    ),
    Rule(
        "unknown-field",
        "error",
        "没有这个字段",
        "字段名拼错了,或者写错了层级。字段见 `planparse schema`。",
        "document:\n  titel: 节水方案",
        "document:\n  title: 节水方案",
    ),
    Rule(
        "missing-field",
        "error",
        "缺少字段",
        "缺少不能没有的字段:任务要有 `id`、`number`、`source`,时限要有 `text`、`kind`,指标要有 `text`、`value`、`unit`、`measure`。",
        "phases:\n- title: 部署阶段",
        "phases:\n- title: 部署阶段\n  source: {line: 3, start: 20, end: 60}",
    ),
    Rule(
        "wrong-type",
        "error",
        "类型不对",
        "应为文字、列表、数字之处写成了别的;或者 YAML 把没有引号的值读成了别的:`3.10` 是小数 3.1,`on` 是 true,`2024-03-08` 是日期。",
        "document:\n  issuers: 县水利局\n  title: 2024-03-08",
        "document:\n  issuers: [县水利局]\n  title: '2024-03-08'",
    ),
    Rule(
        "bad-value",
        "error",
        "值不在允许之列",
        "值的类型对,但不是这里可以写的:类别、比较符、周期拼错,行号是负数,止在起之前,校验值不是 64 位十六进制数。",
        "notes:\n- {kind: default, text: 皆为到2022年, source: {line: 3, start: 20, end: 60}}",
        "notes:\n- {kind: default_deadline, text: 皆为到2022年, source: {line: 3, start: 20, end: 60}}",
    ),
    Rule(
        "bad-date",
        "error",
        "不是日期",
        "日期写成 `2024-03-08` 的样子,月和日各两位;没有 9 月 31 日。",
        "document:\n  document_date: 2024年3月8日",
        "document:\n  document_date: 2024-03-08",
    ),
    Rule(
        "empty-value",
        "error",
        "空值",
        "应有内容之处什么也没有:空的单位名称,空的编号,冒号后没有列表。没有的内容整行删去。",
        "document:\n  issuers: [县水利局, '']\n  title: ''",
        "document:\n  issuers: [县水利局]",
    ),
    Rule(
        "empty-list",
        "warning",
        "空列表",
        "YAML 里写了空列表 `[]`。没有的内容不写;若是误删,补上。JSON 里每个字段都写,空列表不算。",
        "document:\n  issuers: []",
        "document:\n  title: 节水方案",
    ),
    Rule(
        "unused-ignore",
        "warning",
        "多余的忽略",
        "`# planparse: ignore[代码]` 所在的行没有这个代码的问题:问题已经改好,或者代码写错了。删去这条注释。",
        "document:\n  title: 节水方案  # planparse: ignore[bad-date] 原文如此",
        "document:\n  document_date: 2024-02-30  # planparse: ignore[bad-date] 原文如此",
    ),
)
