"""The page's own words, in Chinese and English; what the document says stays as it is.

>>> said("lead", "zh"), said("lead", "en")
('牵头', 'Lead')
"""

from __future__ import annotations

from planparse.exporters.layout import Labels

_WORDS: dict[str, tuple[str, str]] = {
    "review": ("核对", "Review"),
    "tasks": ("任务", "Tasks"),
    "task": ("任务", "Task"),
    "subtask": ("子任务", "Subtask"),
    "subtasks": ("子任务", "Subtasks"),
    "task_table": ("任务表", "Task table"),
    "source": ("原文", "Source"),
    "number": ("编号", "ID"),
    "content": ("工作内容", "Content"),
    "units": ("单位", "Units"),
    "due": ("完成时限", "Due"),
    "targets": ("指标", "Targets"),
    "lead": ("牵头", "Lead"),
    "responsible": ("责任", "Responsible"),
    "supporting": ("配合", "Supporting"),
    "people": ("责任人", "People"),
    "deadline": ("时限", "Deadline"),
    "target": ("指标", "Target"),
    "removed": ("删去", "Removed"),
    "doubt": ("疑点", "Doubt"),
    "doubts": ("疑点", "Doubts"),
    "phases": ("阶段", "Phases"),
    "phase": ("阶段", "Phase"),
    "groups": ("工作机构", "Groups"),
    "group": ("工作机构", "Group"),
    "goals": ("总体目标", "Overall targets"),
    "notes": ("说明", "Notes"),
    "note": ("说明", "Note"),
    "legend": ("图例", "Legend"),
    "show_removed": ("显示删去的", "Show removed"),
    "show_rest": ("显示任务以外的", "Show text outside tasks"),
    "filters": ("筛选", "Filters"),
    "filter_words": ("查找任务", "Find tasks"),
    "filter_words_hint": ("编号、名称、内容", "ID, title, content"),
    "filter_unit": ("单位", "Unit"),
    "filter_unit_hint": ("全称或部分", "all or part"),
    "filter_role": ("角色", "Role"),
    "filter_section": ("章节", "Section"),
    "every_section": ("全部章节", "All sections"),
    "from": ("时限自", "Due from"),
    "to": ("至", "to"),
    "clear": ("清除", "Clear"),
    "counted": ("显示 {shown} 项，共 {all} 项", "{shown} of {all} tasks shown"),
    "counted_all": ("共 {all} 项任务", "{all} tasks"),
    "no_match": ("没有符合条件的任务。", "No task matches."),
    "no_tasks": ("没有读出任务。", "No task was found."),
    "keys": ("快捷键", "Shortcuts"),
    "keys_move": ("下一项、上一项", "next, previous task"),
    "keys_marks": ("任务内的标记", "marks of the task"),
    "keys_jump": ("表与原文互换", "table ⇄ source"),
    "keys_find": ("查找", "find"),
    "keys_clear": ("清除", "clear"),
    "skip": ("跳到任务表", "Skip to the task table"),
    "resolved": ("全称", "full name"),
    "generic": ("泛指", "generic"),
    "lead_rule": ("按“列第一位的为牵头单位”", "by the rule that the first named leads"),
    "by_section": ("出自章节的分工", "from the section's clause"),
    "inherited": ("沿用全文或阶段的时限", "the document's or a phase's"),
    "by": ("截止", "by"),
    "between": ("起止", "between"),
    "recurring": ("定期", "recurring"),
    "ongoing": ("长期", "ongoing"),
    "rule": ("规则", "rule"),
    "line": ("第{line}行", "line {line}"),
    "made_by": ("由 planparse 按规则读出，请以原文为准。", "Read by planparse's rules; the document itself prevails."),
}  # fmt: skip

COMPARATORS = {"=": "=", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "+": "+", "-": "−"}


def said(key: str, labels: Labels) -> str:
    """The page's word for a thing."""
    return _WORDS[key][labels == "en"]


def words(labels: Labels) -> dict[str, str]:
    """All of them, by key."""
    return {key: pair[labels == "en"] for key, pair in _WORDS.items()}
