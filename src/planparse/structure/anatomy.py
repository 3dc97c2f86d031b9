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
from typing import NamedTuple

from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.vocab import alternation, words

Lines = list[tuple[int, int]]

_LONGEST_TITLE = 160
_DATE = r"(?P<date>(?:19|20|[一二])[\w〇○]{2,3}\s*年\s*\w{1,3}\s*月\s*\w{1,3}\s*日|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})"
DATE_LINE = re.compile(rf"[(\[]?{_DATE}(?:印发)?[)\]]?$")
_BODY_AND_DATE = lazily(
    rf"[^\d,。;:《》]{{2,40}}(?:[委办局厅部院府会署处社站所队室司]\s*{_DATE}|\s*{_DATE.replace('date', 'printed')}\s*印发)$"
)
SEAL = re.compile(r"\s*[(\[][^()]{0,24}(?:盖章|代章|章)[)\]]$")
NUMBER_LINE = re.compile(
    r"[(\[]?(?P<number>[^\W\d_][\w()]{0,24}[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]\s*第?\s*\d+\s*号)[)\]]?(?:\s*签发人?.{0,20})?$"
)
_ANNEX = lazily(r"附\s*[件表录]\s*\w{0,3}\s*[:.]?$")
_ATTACHMENT = re.compile(r"附\s*[件表录]?\s*\w{0,3}\s*[:.]")
_LISTED = re.compile(r"\d{1,2}[.、]")
_REMARK = re.compile(r"[(\[【][^。]{2,40}[)\]】]$")
_WORD = re.compile(r"[^\W_]")
_NO_WORD = re.compile(r"[\W_]+")
_STOPS = lazily(r"[,。;:!?]")
_TITLE_TAIL = re.compile(r"[》”]?(?:[(\[【][^()\[\]【】]{1,24}[)\]】]|\d{4}年?[\-—–~]\d{4}年?)?[》”]?$")
_TITLE_NOTE = re.compile(
    r"[(\[【](?:(?:19|20)\d\d年?[\-—–~至](?:19|20)\d\d年?|试行|暂行|试点|征求意见稿|讨论稿|送审稿|修订稿?|草案)[)\]】]$"
)
"""Its last line: the term of the plan, or how final it is."""
_NO_TITLE = re.compile(r"^(?:现将|为|根据|按照|经)|制[定订](?:本|以下|如下|了)|^本")  # 制定本方案: a sentence
_TITLE_HEAD = lazily(
    r"(?:19|20)\d\d年(?!\d{1,2}月)|[^\W\d_][^\W\d_省市县区州镇乡旗]{1,6}(?:[省市县区州镇乡旗盟]|街道)(?=\w{3}|\W)"
)
"""What the title of a plan opens with where no body does: a year or a place."""
_ABOUT = ("关于", "印发", "转发")
_MOST_LINES = 5
_LONGEST_PART = 60
"""Characters of a line of a wrapped title."""
_LONGEST_MENU = 6
"""Characters of an entry of a page's menu, at most."""
_MARKS = re.compile(r"^[\s#*\-•·|]+|[\s*#|]+$")


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
    total = len(lines)
    first_marker = _first_marker(value, lines, 0)
    titles = [i for i in range(min(first_marker, total)) if is_title(value, *lines[i])]
    plan_end = total
    first = titles[0] if titles else None
    carried = _carried(value, lines, titles)
    notice_title = title = range(0)
    if carried is not None:
        notice_at, title = carried
        notice_title = _whole_title(value, lines, notice_at)
    elif first is not None:
        same = [i for i in titles if _plain(value, lines[i]) == _plain(value, lines[titles[-1]])]
        title = _whole_title(value, lines, same[-1])
        before = [i for i in titles if i < title.start and is_notice(value[slice(*lines[i])])]
        if before and not is_notice(value[slice(*lines[titles[-1]])]):
            notice_title = _whole_title(value, lines, before[-1])
    if title and title.stop < total and _TITLE_NOTE.match(value, *lines[title.stop]):
        title = range(title.start, title.stop + 1)
    start = title.stop
    preface_end = _preface_end(value, lines, notice_title.stop or start)
    if not notice_title or preface_end >= title.start:
        preface_end = max(_preface_end(value, lines, start), start)
        notice = range(preface_end, preface_end)
        start = preface_end
    else:
        notice = range(preface_end, title.start)
        start = _preface_end(value, lines, start)
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


def is_title(value: str, start: int, end: int) -> bool:
    """Whether a line may be a document's title: it ends with a 文种 and is no sentence."""
    if value[end - 1] not in _title_ends():
        return False
    line = _MARKS.sub("", value[start:end])
    if not 4 <= len(line) <= _LONGEST_TITLE and line.removeprefix("的") not in _type_names():
        return False
    if "。" in line or line[-1] in ":;,、" or markers.at(line, 0) is not None or _ATTACHMENT.match(line):
        return False
    if metadata_line().match(value, start, end):
        return False  # 标题:关于…的通知 in a table of metadata
    return _TITLE_TAIL.sub("", line).endswith(_types()) and not _NO_TITLE.search(line)


def document_type(title: str) -> str | None:
    """The 文种 that a title ends with.

    >>> document_type("南充市支持人工智能OPC创新发展行动计划(2026—2027年)")
    '行动计划'
    """
    title = _TITLE_TAIL.sub("", title)
    if not title.endswith(_types()):
        return None
    for name in _types():
        if title.endswith(name):
            break
    return name


def _carried(value: str, lines: Lines, titles: list[int]) -> tuple[int, range] | None:
    """The line of a notice that carries a plan, and the lines of the plan's title below it."""
    for number in titles:
        if value[lines[number][1] - 1] not in _carrier_ends():
            continue
        whole = _whole_title(value, lines, number)
        name = carried_title(_joined(value, lines, whole))
        if name is None:
            continue
        wanted = _key(name)
        for below in range(whole.stop, len(lines)):
            head = _key(value[slice(*lines[below])])[:40]
            if not head or not wanted.startswith(head) or value[lines[below][0]] == "《":
                continue
            joined = ""
            for last in range(below, min(below + _MOST_LINES, len(lines))):
                joined += _key(value[slice(*lines[last])])
                if not wanted.startswith(joined):
                    break
                # the whole of it, or the first of two plans
                if joined == wanted or (wanted[len(joined)] in "和及与" and is_title(value, *lines[last])):
                    return number, range(below, last + 1)
    return None


def carried_title(notice_title: str) -> str | None:
    """The title of the plan that a notice's title names, or None.

    >>> carried_title("县政府办公室关于印发《清河县节水方案》的通知")
    '清河县节水方案'
    >>> carried_title("县政府关于印发清河县节水方案的通知"), carried_title("县政府印发《清河县节水方案》")
    ('清河县节水方案', '清河县节水方案')
    """
    match = _carrying().search(notice_title)
    return (match["quoted"] or match["plain"]) if match else None


def _first_marker(value: str, lines: Lines, start: int) -> int:
    """The first line that opens a numbering of headings."""
    for number in range(start, len(lines)):
        marker = markers.at(value, lines[number][0])
        if marker is not None and marker.ordinal == 1 and marker.kind not in markers.WEAK:
            return number
    return len(lines)


def _whole_title(value: str, lines: Lines, last: int) -> range:
    """The lines of a wrapped title, of which the last is known."""
    first = last
    for number in range(last - 1, max(last - _MOST_LINES, -1), -1):
        above, below = value[slice(*lines[number])], value[slice(*lines[number + 1])]
        if below.startswith(_ABOUT) or not _may_belong(value, lines[number]):
            break
        if is_title(value, *lines[number]) and not below.startswith("的"):
            break
        if _is_unfinished(above, below) or (number + 1 == first and _goes_on(below)):
            first = number
    while first > 0 and last - first < _MOST_LINES and _is_body_above(value, lines, first):
        first -= 1
    return range(first, last + 1)


def _may_belong(value: str, line: tuple[int, int]) -> bool:
    """Whether a line above a title's last one may be part of it: words alone, and none of the page's."""
    start, end = line
    if end - start > _LONGEST_PART or value[end - 1] in "。;,!?)】":
        return False
    if value[start] in "-#*|《" and not value.startswith("***", start):  # ***县: a name that is masked
        return False
    if value.find(":", start, end) >= 0:
        return False  # a label of the page's
    return not (value.endswith(_page_heads(), start, end) or _is_furniture(value, line))


def _is_unfinished(above: str, below: str) -> bool:
    """Whether a title that begins so needs what stands below: 关于印发…, 清河县节水…; a quotation that is open."""
    about = above.find("关于")
    if 0 <= about <= len(above) - 6 or above.endswith("关于"):
        return True
    if above.count("《") > above.count("》") or above.count("“") > above.count("”"):
        return True
    if " " in above or above.endswith(_bodies()):
        return False  # who writes
    return bool(_TITLE_HEAD.match(above)) and not _TITLE_HEAD.match(below)


def _goes_on(line: str) -> bool:
    """Whether a line cannot open a title: the end of one, or a 文种 alone."""
    return line.startswith("的") or _TITLE_TAIL.sub("", line) in _type_names()


def _is_body_above(value: str, lines: Lines, first: int) -> bool:
    """Whether the line above a title is the body that issues it, or the first of two: 中共清河县委员会 / 清河县人民政府."""
    start, end = lines[first - 1]
    if not _may_belong(value, lines[first - 1]) or is_title(value, start, end):
        return False
    above, below = value[start:end], value[slice(*lines[first])]
    is_body = above.endswith(_bodies())
    if below.startswith(_ABOUT):
        return is_body or end - start > _LONGEST_MENU
    if not is_body or below.startswith(above):
        return False
    if below.endswith(_bodies()):
        return above.startswith("中共") or value.find(above, lines[first][1]) > 0  # it signs, too
    return above.startswith("中共") and "关于" in below and not below.startswith("中共")


def _preface_end(value: str, lines: Lines, start: int) -> int:
    """Behind the metadata, number and remarks that follow a title."""
    end = start
    while end < len(lines):
        line = value[slice(*lines[end])]
        if not (_is_furniture(value, lines[end]) or (_REMARK.match(line) and len(line) <= 40)):
            break
        end += 1
    return end


def _is_furniture(value: str, line: tuple[int, int]) -> bool:
    start, end = line
    return bool(
        metadata_line().match(value, start, end)
        or NUMBER_LINE.match(value, start, end)
        or DATE_LINE.match(value, start, end)
        or not _WORD.search(value, start, end)
    )


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
        if _concluding().match(line) or (first == number + 1 and (_is_remark(line) or line.isascii())):
            first = number
        elif is_dated(line):
            first = number
            while first > start and _signs(value[slice(*lines[first - 1])]):
                first -= 1
        elif marker is not None and first == number + 1:
            first = number
    return first


def is_dated(line: str) -> bool:
    """Whether a line is a signature's date, alone or behind the signing body."""
    return bool(DATE_LINE.match(line) or _BODY_AND_DATE.match(line)) and len(line) <= 60


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


def _is_remark(line: str) -> bool:
    """(此件公开发布), but no clause in brackets."""
    if len(line) > 40 or ":" in line or not _REMARK.match(line):
        return False
    return not line.rstrip(")]】。").endswith(("负责", "牵头", "配合", "落实", "参与", "参加"))


def is_notice(title: str) -> bool:
    """Whether a title is a notice's, and no plan's or news of one: 县政府办公室印发《清河县节水方案》."""
    title = _MARKS.sub("", title)
    return not title.endswith("》") and document_type(title) in words("titles")["notices"]["names"]


def _plain(value: str, line: tuple[int, int]) -> str:
    return _bare(value[slice(*line)])


def _joined(value: str, lines: Lines, part: range) -> str:
    return "".join(_MARKS.sub("", value[slice(*lines[i])]) for i in part)


def _bare(line: str) -> str:
    return _NO_WORD.sub("", line)


def _key(title: str) -> str:
    """What two printings of one title have in common: a notice often leaves a 的 out."""
    return _bare(title).replace("的", "")


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(words("units")["suffixes"]["names"])


@cache
def _type_names() -> frozenset[str]:
    return frozenset(_types())


@cache
def _types() -> tuple[str, ...]:
    titles = words("titles")
    return tuple(sorted({*titles["notices"]["names"], *titles["plans"]["names"]}, key=len, reverse=True))


@cache
def _page_heads() -> tuple[str, ...]:
    return (*words("titles")["page_heads"]["names"], "号")


@cache
def _title_ends() -> frozenset[str]:
    """What a title may end with: the end of a 文种, of a bracket, of a year, or a mark of the page."""
    return frozenset({name[-1] for name in _types()} | set("》”)]】0123456789年 *#|\u3000\t"))


@cache
def _carrier_ends() -> frozenset[str]:
    """What a title that carries another may end with: 的通知, 印发《…》, or a mark of the page."""
    return frozenset({name[-1] for name in words("titles")["notices"]["names"]} | set("》*#|\u3000\t "))


@cache
def _carrying() -> re.Pattern[str]:
    titles = words("titles")
    verbs, notices = alternation(titles["carrying"]["names"]), alternation(titles["notices"]["names"])
    several = "《[^》]*》(?:等|[、和及与]?《)"
    return re.compile(
        f"{verbs}(?:《(?P<quoted>[^》]{{4,150}})》(?:的{notices}|$)"
        f"|(?!{several})(?P<plain>[^。]{{3,150}}?[^。》])的{notices})"
    )


@cache
def metadata_line() -> re.Pattern[str]:
    """A line that begins with one of the labels of `vocab/metadata.yaml`, or with the day of a page's publication."""
    metadata = words("metadata")
    labels = [label for field in metadata["fields"].values() for label in field] + metadata["kept"]
    label = rf"{alternation(labels)}[\]】*]* ?:"
    published = alternation(metadata["published"])
    day = r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
    clock = r" ?\d{1,2}:\d\d(?::\d\d)?"
    return re.compile(
        rf"[\W_]*(?:{label}|{published} ?(?P<said>{day})(?:{clock})?$|(?P<printed>{day})(?:{clock})? ?(?={label}|$))",
        re.MULTILINE,
    )


@cache
def _concluding() -> re.Pattern[str]:
    names = alternation(words("sections")["conclusions"]["names"])
    return re.compile(rf"{names}\s*\w{{0,3}}\s*(?=[:.《\s]|$)")
