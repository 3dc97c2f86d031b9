"""What planparse gives back: one `Plan` a document.

Frozen dataclasses, so that reading a document costs no validation library at start-up; `schema.py` holds them
against the same definitions where records come in from outside. Offsets count Unicode characters of the
decoded source, half open; dates are ISO dates; units of administration are strings as printed, after NFKC.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, replace
from datetime import date as Day
from typing import Any, ClassVar, Literal, TypeVar, cast, dataclass_transform

SCHEMA: Literal["planparse/1"] = "planparse/1"

SectionKind = Literal["tasks", "safeguards", "phases"]
Role = Literal["lead", "responsible", "supporting"]
Basis = Literal["printed", "lead_rule", "section"]
DeadlineKind = Literal["by", "between", "recurring", "ongoing"]
Precision = Literal["day", "month", "quarter", "half", "year"]
Period = Literal["year", "half", "quarter", "month", "week"]
Comparator = Literal["=", ">=", "<=", ">", "<", "~", "+", "-"]
NoteKind = Literal["lead_rule", "default_deadline", "scope"]


class Record:
    """What all records share, written once: generated for each class it costs start-up. A record never changes."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (type(self), self._values())

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        pairs = zip(fields(self), self._values(), strict=True)  # type: ignore[arg-type]
        return f"{type(self).__name__}({', '.join(f'{field.name}={value!r}' for field, value in pairs)})"


_R = TypeVar("_R", bound=Record)


def _made(kind: type[_R], values: tuple[Any, ...]) -> _R:
    """The record of a kind with these values, for copying and for other processes."""
    names = (one.name for one in fields(kind))  # type: ignore[arg-type]
    return kind(**dict(zip(names, values, strict=True)))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def _record(cls: type[_R]) -> type[_R]:
    """A dataclass with slots whose records are made quickly: a document has hundreds.

    The usual `__init__` of a frozen class looks `object.__setattr__` up for each field; this one calls the slots' setters.
    `made_quickly` (see `quick`) fills an object of a class without the lock, and then gives it its own class; so does
    `altered_quickly` with the values of another record.
    """
    described = dataclass(kw_only=True, eq=False, repr=False, init=False)(cls)
    listed = fields(described)  # type: ignore[arg-type]
    names = [one.name for one in listed]
    unlocked = type(cls.__name__, (), {"__slots__": tuple(names)})
    body = {name: value for name, value in vars(described).items() if name not in names}
    body = {**body, "__slots__": (), "__qualname__": cls.__qualname__}
    del body["__dict__"], body["__weakref__"]
    made: Any = type(cls.__name__, (Record, unlocked), body)
    known: dict[str, Any] = {f"set_{name}": getattr(made, name).__set__ for name in names}
    known |= {f"default_{one.name}": one.default for one in listed}
    known |= {"made_class": made, "unlocked_class": unlocked}
    taken = ", ".join(
        one.name if one.default is MISSING else f"{one.name}=default_{one.name}" for one in listed
    )
    optional = [one.default is not MISSING for one in listed]
    in_order = "" if optional == sorted(optional) else "*, "
    setters = "".join(f"    set_{name}(self, {name})\n" for name in names)
    filling = "".join(f"    self.{name} = {name}\n" for name in names)
    copying = "".join(f"    self.{name} = record.{name}\n" for name in names)
    exec(
        f"def __init__(self, *, {taken}):\n{setters}"
        f"def made_quickly({in_order}{taken}):\n    self = unlocked_class()\n{filling}"
        "    self.__class__ = made_class\n    return self\n"
        f"def altered_quickly(record, changes):\n    self = unlocked_class()\n{copying}"
        "    for name, value in changes.items():\n        setattr(self, name, value)\n"
        "    self.__class__ = made_class\n    return self\n",
        known,
    )
    made.__init__, made.made_quickly = known["__init__"], known["made_quickly"]
    made.altered_quickly = staticmethod(known["altered_quickly"])
    return cast("type[_R]", made)


_BORDER: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}


@_record
class Source(Record):
    """原文位置 · a place in the text of the source, as it was decoded or as the reader gave it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    line: int
    """行号 · counted from 1"""
    start: int
    """起 · the first character"""
    end: int
    """止 · behind the last character"""
    page: int | None = None
    """页码 · counted from 1, where the format has pages"""
    cell: str | None = None
    """单元格 · where the format names its cells, as B12"""


@_record
class Document(Record):
    """公文要素 · what the document says of itself."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    title: str | None = None
    """标题 · the plan's own title; when a notice carries it, what is printed between 《 and 》"""
    notice_title: str | None = None
    """通知标题 · the carrying notice's full title"""
    document_type: str | None = None
    """文种 · 实施方案, 行动计划, …"""
    document_number: str | None = None
    """发文字号"""
    issuers: tuple[str, ...] = ()
    """发文机关"""
    recipients: tuple[str, ...] = ()
    """主送机关"""
    cc_recipients: tuple[str, ...] = ()
    """抄送机关"""
    document_date: Day | None = None
    """成文日期 · the signature's date"""
    publication_date: Day | None = None
    """发布日期 · the web page's date"""
    index_number: str | None = None
    """索引号"""
    attachments: tuple[str, ...] = ()
    """附件"""


@_record
class SourceFile(Record):
    """来源文件 · which file was read, and how."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    file: str
    """文件名"""
    media_type: str = "text/plain"
    """媒体类型"""
    encoding: str = "utf-8"
    """字符编码"""
    reader: str = ""
    """读取程序 · which program read it, and its version"""
    sha256: str
    """SHA-256 · of the file's bytes"""


@_record
class Person(Record):
    """责任人 · a person who answers for a task."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    role: str
    """职责 · 责任领导, 责任人, …"""
    name: str
    """姓名"""


@_record
class Deadline(Record):
    """时限 · by when something has to be done."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    text: str
    """原文 · the wording"""
    kind: DeadlineKind
    """类别 · by, between, recurring, ongoing"""
    start: Day | None = None
    """开始日期"""
    date: Day | None = None
    """截止日期 · the last day"""
    precision: Precision | None = None
    """精度"""
    every: Period | None = None
    """周期 · of what recurs"""
    inherited: bool = False
    """继承 · the date is the document's or a phase's"""
    source: Source | None = None
    """原文位置"""


@_record
class Target(Record):
    """指标 · a number that the plan commits to reach."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    text: str
    """原文 · the wording"""
    indicator: str | None = None
    """指标名称"""
    comparator: Comparator = "="
    """比较符"""
    value: int | float
    """数值 · in plain units: 5.4万亩 is 54000"""
    unit: str
    """计量单位"""
    measure: str
    """数量原文 · as printed"""
    by: Day | None = None
    """截止日期 · of one of the document's own goals"""
    source: Source | None = None
    """原文位置"""


@_record
class Assignment(Record):
    """分工 · one unit in one role, with its evidence."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    unit: str
    """单位 · as printed"""
    role: Role
    """角色 · lead, responsible, supporting"""
    resolved: str | None = None
    """全称 · where it is certain"""
    generic: bool = False
    """泛指 · 各镇, 有关部门"""
    basis: Basis = "printed"
    """依据 · printed, lead_rule or section"""
    source: Source | None = None
    """原文位置"""


@_record
class Subtask(Record):
    """子任务 · (1) … (2) … inside an item, or the wording that one of several clauses speaks of."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    number: str | None = None
    """序号 · as printed"""
    title: str | None = None
    """标题"""
    text: str = ""
    """内容"""
    lead_units: tuple[str, ...] = ()
    """牵头单位"""
    responsible_units: tuple[str, ...] = ()
    """责任单位"""
    supporting_units: tuple[str, ...] = ()
    """配合单位"""
    source: Source | None = None
    """原文位置"""


@_record
class Task(Record):
    """任务 · a leaf of the document's numbering."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    id: str
    """编号 · the path's numbers in Arabic digits; unique in the plan"""
    number: str
    """序号 · as printed"""
    outline: tuple[str, ...] = ()
    """所属章节 · the headings above, outermost first"""
    section_kind: SectionKind = "tasks"
    """章节类别"""
    title: str | None = None
    """任务名称"""
    text: str = ""
    """工作内容 · up to the clause, without it"""
    lead_units: tuple[str, ...] = ()
    """牵头单位"""
    responsible_units: tuple[str, ...] = ()
    """责任单位"""
    supporting_units: tuple[str, ...] = ()
    """配合单位"""
    people: tuple[Person, ...] = ()
    """责任人"""
    due: Day | None = None
    """完成时限 · the last day by which all of it must be done"""
    deadlines: tuple[Deadline, ...] = ()
    """时限"""
    targets: tuple[Target, ...] = ()
    """指标"""
    subtasks: tuple[Subtask, ...] = ()
    """子任务"""
    keywords: tuple[str, ...] = ()
    """关键词"""
    assignments: tuple[Assignment, ...] = ()
    """分工依据"""
    source: Source
    """原文位置"""


@_record
class Phase(Record):
    """阶段 · a stage of 实施步骤."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    title: str
    """阶段名称"""
    start: Day | None = None
    """开始日期"""
    end: Day | None = None
    """结束日期"""
    text: str = ""
    """内容"""
    source: Source
    """原文位置"""


@_record
class Group(Record):
    """工作机构 · a leading group or task force with its roster."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    name: str
    """名称"""
    roles: dict[str, tuple[str, ...]]
    """成员 · 组长, 副组长, 成员单位, … as printed"""
    source: Source
    """原文位置"""


@_record
class Note(Record):
    """说明 · a statement that holds for many tasks."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    kind: NoteKind
    """类别"""
    text: str
    """原文"""
    source: Source
    """原文位置"""


@_record
class Section(Record):
    """章节 · one entry of the outline, with the wording that belongs to no task."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    number: str | None = None
    """序号 · as printed"""
    title: str | None = None
    """标题"""
    level: int
    """层级 · 0 for what stands outside the numbering"""
    kind: str
    """类别"""
    text: str = ""
    """内容"""
    source: Source
    """原文位置"""


@_record
class Diagnostic(Record):
    """疑点 · what looked like a clause, a date or a number and could not be read."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    code: str
    """代码"""
    message: str
    """说明"""
    source: Source
    """原文位置"""


@_record
class Removed(Record):
    """删除 · wording that a named rule took away."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    rule: str
    """规则"""
    text: str
    """原文"""
    source: Source
    """原文位置"""


@_record
class Accepted(Record):
    """认可的改动 · a deliberate difference from the document, and why it was made."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    task: str | None = None
    """任务编号 · of the task that differs; nothing for what is no task's"""
    code: str
    """代码 · that of the finding, as unit-changed"""
    field: str | None = None
    """字段 · only what differs in this field, as lead_units"""
    value: str | None = None
    """值 · only this difference: what the document has or what stands here instead"""
    reason: str
    """原因"""


@_record
class Plan(Record):
    """任务分解 · one document, broken down."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _BORDER

    schema: Literal["planparse/1"] = SCHEMA
    """格式版本"""
    document: Document = Document()
    """公文要素"""
    source: SourceFile
    """来源文件"""
    tasks: tuple[Task, ...] = ()
    """任务"""
    phases: tuple[Phase, ...] = ()
    """阶段"""
    groups: tuple[Group, ...] = ()
    """工作机构"""
    targets: tuple[Target, ...] = ()
    """总体目标 · the document's own goals"""
    notes: tuple[Note, ...] = ()
    """说明"""
    accepted: tuple[Accepted, ...] = ()
    """认可的改动 · what people changed on purpose; planparse itself writes none"""
    sections: tuple[Section, ...] = ()
    """章节"""
    diagnostics: tuple[Diagnostic, ...] = ()
    """疑点"""
    removed: tuple[Removed, ...] = ()
    """删除"""

    def brief(self) -> Plan:
        """The same plan without what `--full` adds: evidence, outline, diagnostics and removals."""
        return replace(
            self,
            tasks=tuple(_brief_task(task) for task in self.tasks),
            targets=tuple(replace(target, source=None) for target in self.targets),
            sections=(),
            diagnostics=(),
            removed=(),
        )


def _brief_task(task: Task) -> Task:
    return replace(
        task,
        assignments=(),
        deadlines=tuple(replace(deadline, source=None) for deadline in task.deadlines),
        targets=tuple(replace(target, source=None) for target in task.targets),
        subtasks=tuple(replace(subtask, source=None) for subtask in task.subtasks),
    )
