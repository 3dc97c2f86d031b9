"""The parts of a document: title block, carrying notice, plan, conclusions, annexes.

>>> from planparse.text import Text
>>> value = ("关于印发《清河县节水方案》的通知\\n各镇人民政府:\\n现印发给你们。\\n县政府办公室\\n2024年3月8日\\n"
...          "清河县节水方案\\n为节约用水,制定本方案。\\n一、重点任务\\n1.修管网。\\n附件:任务表")
>>> parts = dissect(value, Text.raw(value).lines())
>>> parts.preface, parts.notice, parts.title, parts.body, parts.conclusions
(range(0, 1), range(1, 5), range(5, 6), range(6, 9), range(9, 10))

Each part is a range of lines; together they are all lines, in order. Names follow Akoma Ntoso: preface, preamble,
body, conclusions, attachments.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from planparse.clauses.units import ends_like_body
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.structure.headings import kind_of
from planparse.structure.lines import (
    MONTH_LINE,
    REMARK,
    SEAL,
    Lines,
    is_credit,
    is_dated,
    is_furniture,
    is_remark,
    is_salutation,
)
from planparse.structure.titles import find_titles, is_title
from planparse.vocab import alternation, words

__all__ = ["Anatomy", "Annex", "Lines", "dissect"]

_ANNEX: Final = lazily(r"附\s*[件表录]\s*\w{0,3}\s*[:.]?$")
_ATTACHMENT: Final = re.compile(r"附\s*[件表录]?\s*\w{0,3}\s*[:.]")
_LISTED: Final = re.compile(r"\d{1,2}[.、]")
_STOPS: Final = lazily(r"[,。;:!?]")


class Annex(NamedTuple):
    """An annex with an outline of its own: its label and title, and its lines."""

    title: range
    body: range


class Anatomy(NamedTuple):
    """The ranges of lines of each part; an empty range where a document has no such part."""

    preface: range
    """the title block: page heading, title, number, metadata"""
    notice_title: range
    """the carrying notice's title, within the preface"""
    notice: range
    """the carrying notice's text and signature"""
    title: range
    """the plan's own title: within the preface where no notice carries it"""
    body: range
    """from behind the title to the last paragraph: preamble and outline"""
    conclusions: range
    """attachments, signature, distribution"""
    annexes: tuple[Annex, ...]

    def bodies(self) -> list[range]:
        """The parts that have an outline of their own: the plan's body, then each annex's."""
        return [self.body, *(annex.body for annex in self.annexes)]


def dissect(value: str, lines: Lines) -> Anatomy:
    """Tell the parts of a normalised document apart. `lines` are its lines' starts and ends."""
    plan_end = len(lines)
    first_marker = _first_marker(value, lines, 0)
    notice_title, title = find_titles(value, lines, first_marker)
    start = title.stop
    preface_end = _preface_end(value, lines, notice_title.stop or start)
    if not notice_title:  # the page prints the notice without it
        preface_end = next((i for i in range(title.start) if is_salutation(value, lines[i])), preface_end)
    if preface_end < title.start:
        notice = range(preface_end, title.start)
        start = _preface_end(value, lines, start)
    else:
        preface_end = _preface_end(value, lines, start)
        start = _signed_above(value, lines, preface_end, first_marker)
        notice = range(preface_end, start)
    annexes = _annexes(value, lines, start, plan_end)
    if annexes:
        plan_end = annexes[0].title.start
    conclusions_start = _conclusions(value, lines, start, plan_end)
    return Anatomy(
        preface=range(preface_end),
        notice_title=notice_title,
        notice=notice,
        title=title,
        body=range(start, conclusions_start),
        conclusions=range(conclusions_start, plan_end),
        annexes=annexes,
    )


def _first_marker(value: str, lines: Lines, start: int) -> int:
    """The first line that opens a numbering of headings."""
    for number in range(start, len(lines)):
        marker = markers.at(value, lines[number][0])
        if marker is not None and marker.ordinal == 1 and marker.kind not in markers.WEAK:
            return number
    return len(lines)


def _preface_end(value: str, lines: Lines, start: int) -> int:
    """Behind the metadata, number and remarks that follow a title."""
    end = start
    while end < len(lines):
        line = value[slice(*lines[end])]
        remark = REMARK.match(line) and len(line) <= 40 and (line[0] != "【" or kind_of(line[1:-1]) is None)
        if not (is_furniture(value, lines[end]) or remark):
            break
        end += 1
    return end


def _signed_above(value: str, lines: Lines, start: int, first_marker: int) -> int:
    """Behind the signature of a notice that shares its title with the plan: both stand above the first heading."""
    if start < first_marker < len(lines) and is_salutation(value, lines[start]):
        for number in range(start + 1, first_marker):
            if is_dated(value[slice(*lines[number])]):
                return _preface_end(value, lines, number + 1)
    return start


def _annexes(value: str, lines: Lines, start: int, end: int) -> tuple[Annex, ...]:
    """Annexes that stand in the text: a line 附件1 alone, and below it a title or a numbering of its own."""
    labels = [i for i in range(start, end) if value[lines[i][0]] == "附" and _ANNEX.match(value, *lines[i])]
    found: list[Annex] = []
    for number, label in enumerate(labels):
        stop = labels[number + 1] if number + 1 < len(labels) else end
        body = label + 1
        while body < min(stop, label + 4) and markers.at(value, lines[body][0]) is None:
            if is_title(value, *lines[body]):
                body += 1
                break
            body += 1
        else:
            body = min(label + 1, stop)
        found.append(Annex(range(label, body), range(body, stop)))
    return tuple(found)


def _conclusions(value: str, lines: Lines, start: int, end: int) -> int:
    """Where the lines begin that follow the plan: attachments, signature, date, distribution.

    They stand behind the last heading or item, and begin with a signature above its date, with 附件 or 抄送, or with
    remarks at the very end. What follows them is the page's.
    """
    first = end
    for number in range(end - 1, start - 1, -1):
        marker = markers.at(value, lines[number][0])
        if marker is not None and not _is_attached(value, lines, number, start):
            break
        line = value[slice(*lines[number])]
        if is_dated(line) or (
            MONTH_LINE.match(line) and number > start and _names_body(value, lines[number - 1])
        ):
            first = number
            while first > start and _signs(value[slice(*lines[first - 1])]):
                first -= 1
        elif _concluding().match(line) or (
            first == number + 1 and (marker is not None or _may_end(value, lines[number]))
        ):
            first = number
    return first


def _may_end(value: str, line: tuple[int, int]) -> bool:
    """Whether a line may stand below the signature: a remark, an address, what the page says of itself."""
    start, end = line
    return value[start:end].isascii() or is_remark(value[start:end]) or is_credit(value, line)


def _is_attached(value: str, lines: Lines, number: int, start: int) -> bool:
    """Whether a numbered line goes on with a list of attachments: 附件:1.甲表 / 2.乙表."""
    if not _LISTED.match(value, *lines[number]):
        return False
    for above in range(number - 1, max(start, number - 12) - 1, -1):
        line = value[slice(*lines[above])]
        if _ATTACHMENT.match(line):
            return True
        if not _LISTED.match(line):
            return False
    return False


def _signs(line: str) -> bool:
    """Whether a line may be a signing body above the date, or (盖章), (代章)."""
    if len(line) > 60 or _STOPS.search(line) or markers.at(line, 0) is not None:
        return False
    bare = SEAL.sub("", line)
    return not bare or bare.endswith(_bodies())


def _names_body(value: str, line: tuple[int, int]) -> bool:
    start, end = line
    return _signs(value[start:end]) and ends_like_body(value, start, end)


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(words("units")["suffixes"]["names"])


@cache
def _concluding() -> re.Pattern[str]:
    names = alternation(words("sections")["conclusions"]["names"])
    handled = "主办:[^:]{2,30}督办:[^:]{2,30}[科处室][。 ]*$"  # whose paper it is, above 抄送
    return re.compile(rf"{names}\s*\w{{0,3}}\s*(?=[:.《\s]|$)|{handled}")
