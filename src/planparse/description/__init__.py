"""What a document says of itself: the fields of `Document`.

>>> from planparse.structure.anatomy import dissect
>>> from planparse.text import Text
>>> value = "县政府办公室关于印发《清河县节水方案》的通知\\n清政办发〔2024〕2号\\n各镇人民政府:\\n现印发给你们。\\n2024年3月8日\\n清河县节水方案\\n一、任务"
>>> lines = Text.raw(value).lines()
>>> document = describe(value, lines, dissect(value, lines))
>>> document.title, document.document_number, document.issuers, document.recipients, str(document.document_date)
('清河县节水方案', '清政办发〔2024〕2号', ('县政府办公室',), ('各镇人民政府',), '2024-03-08')
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from planparse.clauses.units import ends_like_body, split_names
from planparse.description.metadata import Metadata, document_number, read_metadata
from planparse.description.signature import Signature, read_date, read_signature, same_body, split_bodies
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.records import Document
from planparse.structure.anatomy import Anatomy
from planparse.structure.carrying import carried_title
from planparse.structure.lines import DATE_LINE, Lines, is_credit, is_salutation, metadata_line, number_line
from planparse.structure.titles import document_type, is_notice, without_marks

_DASHES: Final = " #*-•·|—"
_ABOUT: Final = re.compile("关于|印发|转发|批转|關於|印發|轉發|批轉")
_ISSUER: Final = re.compile(rf"^(?P<body>[^,。;:《》]{{2,60}}?)\s*(?:——)?\s*(?={_ABOUT.pattern})")
_PLACES: Final = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "村", "社区", "街道")
_LISTED: Final = lazily(r"(?<![\d.])\d{1,2}[.、](?!\d(?!\d{3}年))")
_ATTACHMENT: Final = re.compile(
    r"附\s*(?:件|表|录)?\s*[\d一二三四五六七八九十]{0,3}\s*[:.]\s*|\d{1,2}[.、]\s*"
)


def describe(value: str, lines: Lines, parts: Anatomy) -> Document:
    """Read the document's fields from its title block, notice and conclusions."""
    credits = [number for number in parts.conclusions if is_credit(value, lines[number])]
    metadata = read_metadata(value, lines, [*parts.preface, *credits])
    heading = _title(value, lines, parts.notice_title)
    title = _title(value, lines, parts.title)
    carried = carried_title(title or "") if not heading else None
    if carried is not None:
        heading, title = title, carried
    signature = read_signature(value, lines, parts.notice) or read_signature(value, lines, parts.conclusions)
    head = _heading_bodies(value, lines, parts)
    return Document(
        title=title,
        notice_title=heading if heading and is_notice(heading) else None,
        document_type=document_type(title) if title else None,
        document_number=_number(value, lines, parts, metadata),
        issuers=_issuers(signature, head) or _printed_issuers(value, lines, parts, metadata),
        recipients=_recipients(value, lines, parts),
        cc_recipients=_copied(value, lines, parts),
        document_date=_document_date(signature, value, lines, parts, metadata),
        publication_date=metadata.dates.get("publication_date"),
        index_number=metadata.texts.get("index_number"),
        attachments=_attachments(value, lines, parts),
    )


def _title(value: str, lines: Lines, part: range) -> str | None:
    joined = "".join(_words(value, lines[number]) for number in part)
    return joined or None


def _words(value: str, line: tuple[int, int]) -> str:
    """A line without the marks of the page, or of a list, around it."""
    return without_marks(value[slice(*line)].lstrip(_DASHES))


def _number(value: str, lines: Lines, parts: Anatomy, metadata: Metadata) -> str | None:
    for number in [*parts.preface, *parts.notice]:
        match = number_line(value, *lines[number])
        if match:
            return document_number(match["number"])
    return metadata.texts.get("document_number")


def _heading_bodies(value: str, lines: Lines, parts: Anatomy) -> list[str]:
    """The bodies that the document's title or the page's heading names before 关于."""
    found: list[str] = []
    title = _heading(value, lines, parts.notice_title or parts.title)
    for line in [title, *[_words(value, lines[number]) for number in parts.preface]]:
        match = _ISSUER.match(line) if _ABOUT.search(line) else None
        if match:
            found += [name for name in split_bodies(match["body"].strip(" —")) if _is_office(name)]
    return found


def _heading(value: str, lines: Lines, part: range) -> str:
    """A title with a space behind each body that has a line of its own."""
    joined = ""
    for number in part:
        line = _words(value, lines[number])
        parted = _is_office(joined) and (line.startswith(("关于", "關於")) or _is_office(line))
        joined += f" {line}" if parted else line
    return joined


def _is_office(name: str) -> bool:
    """A body, and no mere place: 甲市 before 关于 names where, not who."""
    return bool(name) and ends_like_body(name, 0, len(name)) and not name.endswith(_PLACES)


def _issuers(signature: Signature | None, head: list[str]) -> tuple[str, ...]:
    """The signing bodies, each by the fuller of the names that heading and signature print.

    A body that both print alike is that one: 江南大学 is not 中共江南大学委员会, which signs beside it.
    """
    if signature is None or not signature.bodies:
        return tuple(dict.fromkeys(head))
    fuller = [name for name in head if name not in signature.bodies]
    return tuple(
        body if body in head else max([body, *(name for name in fuller if same_body(body, name))], key=len)
        for body in signature.bodies
    )


def _printed_issuers(value: str, lines: Lines, parts: Anatomy, metadata: Metadata) -> tuple[str, ...]:
    """The bodies that the red head above a document number names, else those that the page does; where none signs."""
    head = ""
    for number in parts.preface:
        line = value[slice(*lines[number])]
        if line.endswith("文件"):
            head = line.removesuffix("文件")
        elif head and number_line(line, 0, len(line)):
            named = head
            break
    else:
        named = metadata.texts.get("issuer", "")
    return tuple(name for name in split_bodies(named) if _is_office(name))


def _recipients(value: str, lines: Lines, parts: Anatomy) -> tuple[str, ...]:
    """The list before the first colon of the text."""
    for number in [*parts.notice[:8], *parts.body[:2]]:
        start, end = lines[number]
        if markers.at(value, start):
            break
        if is_salutation(value, lines[number]):
            return tuple(split_names(value[start : end - 1]))
    return ()


def _copied(value: str, lines: Lines, parts: Anatomy) -> tuple[str, ...]:
    for number in parts.conclusions:
        line = value[slice(*lines[number])]
        if line.startswith(("抄送:", "抄报:")):
            return tuple(split_names(line[3:].rstrip("。")))
    return ()


def _document_date(
    signature: Signature | None, value: str, lines: Lines, parts: Anatomy, metadata: Metadata
) -> date | None:
    if signature is not None and signature.date is not None:
        return signature.date
    if "document_date" in metadata.dates:
        return metadata.dates["document_date"]
    for number in parts.preface:
        match = DATE_LINE.match(value, *lines[number])
        if match and number >= parts.title.stop and not metadata_line().match(value, *lines[number]):
            return read_date(match["date"])
    return None


def _attachments(value: str, lines: Lines, parts: Anatomy) -> tuple[str, ...]:
    """The names behind 附件: in the notice and behind the plan; each once."""
    found: list[str] = []
    listing = False
    for number in [*parts.notice, *parts.conclusions]:
        line = value[slice(*lines[number])]
        label = _ATTACHMENT.match(line)
        if label is None or not (listing or line[0] == "附"):
            listing = False
            continue
        listing = True
        rest = line[label.end() :]
        for name in _LISTED.split(rest):
            name = name.strip(" 。;,")
            if name:
                found.append(name)
    return tuple(dict.fromkeys(found))
