"""Whether the plan commits to reach a number: caps, conditions, staffing, sizes and what there is already are none."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.amounts import Measure
from planparse.literals import Words
from planparse.patterns import lazily
from planparse.vocab import alternation, words

_COUNTED: Final = frozenset({"个", "家", "座", "名", "处", "所", "条", "项"})
_BROUGHT_ABOUT: Final = lazily(r"[^\W\d_已]{0,12}(?:完成|建成|竣工|投用|达标)")
_ALL_THERE: Final = lazily(
    r"(?:全[省市县區区镇鎮乡鄉]|全街道|辖区内?|境内)(?:现有|共有|的)?(?:\d[^,。;、]{1,12}、)?$"
)
_ALL_THERE_ENDS: Final = frozenset("省市县區区镇鎮乡鄉道内有的、")
_EACH_OF_THEM: Final = lazily(r"[^,。;]{0,24}?(?:逐[一个户栋村]|全部|全面)")
"""全乡3座水库、26口山塘逐一落实: all that there are."""
_DONE_TO: Final = lazily(r"对[^,。;\d]{2,24}(?:开展|实施|进行|完成)[^,。;\d的]{0,12}$")
_TERM: Final = lazily(r"[之以]?内[^,。;\d]{0,6}?(?:报[送备请]?|提交|反馈|备案|制定|出台|印发|公示)")
"""Behind so many days: what is to be handed in or issued by then: 20个工作日内报备案."""
_STANDARD: Final = lazily(r"的?[^,。;\d]{0,4}标准")
_SUMMED_UP: Final = frozenset({"类", "种", "大类"})
_SIZES: Final = frozenset({"米", "公里", "千米", "分钟", "小时"})
_SIZED: Final = re.compile(r"[^\W\d_]{0,6}?(?:覆盖率|可达率|到达率|[^\W\d_]{0,3}圈)")
_WITHIN: Final = frozenset({"分钟", "小时", "天", "日", "周", "个工作日"})
_TIMED_RATE: Final = lazily(r"内?[^\W\d_]{1,6}(?<!效)率")
_CONTACTS: Final = lazily(
    r"(?:责任|分管|主管|牵头)?(?:领导|负责人|负责同志|联络员|联系人|信息员|责任人|业务骨干|同志)|专人|(?:具体)?(?:工作|经办)人员"
)
_NAMING: Final = lazily(r"明确|确定|指定|各选派")
_DURATIONS: Final = frozenset({"天", "周", "小时", "分钟"})
_MONEY: Final = ("元", "美元")
_CLASSES: Final = frozenset({"以上", "以下", "及以上", "及以下"})
_PER_PIECE: Final = lazily(
    r"(?:补助|补贴|奖补|奖励)(?:(?:资金|金额|经费)?(?:按照?)?每[^\W\d_]{1,4}|(?<!争取..)(?<!争取....))$|(?:扣[减除发罚]?|罚款?|处|缴纳|收取|征收)$"
)
"""Right before a sum: 补助资金每公里10万元, 扣2000元."""
_REMOVED: Final = lazily(r"(?:淘汰|关停|关闭|取缔|拆除|清退|禁止|禁用)[^,。;、\d]{0,8}$")
_PLAIN_WORD: Final = lazily(r"[^\W\d_的]")
_COUNTED_CLASS: Final = lazily(r"[^\W\d_]{1,8}\d")
_BOUNDS: Final = frozenset("内以之")
_FROM: Final = lazily(r"[由从](?:(?:19|20)\d\d年)?[^,。;\d]{0,16}$")
_GIVEN: Final = re.compile(
    r"(?:聚焦|围绕|对照|依托|紧盯)[国省市县区全家定级“”十一二三四五规划重点确定的]{1,12}$"
)
_AMONG: Final = lazily(r"[^,。;建增引培造成]{2,30}[和及与、]$")
_THERE: Final = lazily(r"对?(?:在建|续建|在谈|在册|[已未]?(?:签约|入库|开工))的")
_PLAIN: Final = lazily(r"[^\d]*")
_RATE: Final = re.compile(r"\d+(?:\.\d+)?%")
_CAPPED: Final = lazily(
    r"(?:不[应得宜能]?(?:超过|高于|大于|多于)|上限[为是]?|最高可?[提达]?[至到]?|至多|最多)[^,。;\d]{1,24}的$"
)


def commits(
    value: str,
    measure: Measure,
    start: int,
    sentence: int,
    clause: int,
    segment: int,
) -> bool:
    """Whether the plan commits to reach the number."""
    number = measure.number
    behind = value[measure.end : measure.end + 2]
    if behind == "的," or _words("not_behind").opens(value, measure.unit_start, len(value)):
        return False  # 进度低于60%的,通报批评
    if _not_before().closes(value, start, measure.start) or _words("caps").closes(value, start, number):
        return False
    if measure.unit != "%" and _words("conditions").opens(value, clause, len(value)):
        listed = measure.behind not in _CLASSES and value.startswith(("、", "等"), measure.end)
        # 对新增就业47万人、粮食产量500亿斤等完成情况进行监测; 对教室照明开展改造800间
        listed = listed or _DONE_TO.match(value, clause, number) is not None
        if not (value.startswith("对", clause) and listed) or value.startswith("的", measure.end):
            return False
    if _names_things(value, measure, clause) or _is_left_behind(value, measure, sentence, clause, segment):
        return False
    said = value[clause:number]
    if "不足" in said or "规模大于" in said:
        return False
    of_class = measure.behind in _CLASSES or measure.unit.endswith("元")
    if of_class and "消除" in said:
        return False  # 消除收入20万元以下的村; 消除黑臭水体5条 is to be done
    if measure.unit in _SIZES and _SIZED.match(value, measure.end):
        return False  # 500米覆盖率, 15分钟生活圈: a size inside a name
    if measure.unit in _WITHIN and _TIMED_RATE.match(value, measure.end):
        return False  # 3分钟内出车率, 24小时入院率
    if (
        measure.unit == "名"
        and _CONTACTS.match(value, measure.end)
        and _NAMING.search(value, clause, measure.start)
    ):
        return False  # 请各单位明确1名责任领导和1名联络员
    if number == sentence and measure.unit in _COUNTED:
        # 9个现代农业园区突出科技支撑: what there is; an item that opens with 50个村完成整治 commits
        return number == start and _BROUGHT_ABOUT.match(value, measure.end) is not None
    return True


def _names_things(value: str, measure: Measure, clause: int) -> bool:
    """Whether a number only says which things are meant, or how long a thing lasts."""
    start, end, unit = measure.start, measure.end, measure.unit
    if unit != "%" and not (measure.before or measure.behind) and _is_all(value, measure, clause):
        return True
    measured = _measured_in().get(unit)
    if measured is not None and not _is_reached(value, measure, clause, measured):
        return True
    if value[end : end + 1] == "级" or (measure.behind and _is_size(value, measure, clause)):
        return True  # 10万吨级码头, 收入20万元以上的村
    if unit in _SUMMED_UP:
        listed = value.find("、", clause, start)
        if listed >= 0 and _PLAIN.fullmatch(value, listed, start):
            return True  # 水库、堤防、山洪3类隐患
    if value[clause] == "按" and _STANDARD.match(value, end):
        return True  # 按照人均不少于0.2平方米的标准
    if unit in _COUNTED:
        there = _words("there").closing(value, clause, start)
        relied_on = _words("relying" if there else "given").closes(value, clause, start - len(there))
        if relied_on or _RATE.match(value, end):
            return True  # 围绕12个方面, 依托现有的5个园区, 4个100%
        if _words("carried_out").closes(value, clause, start):
            return any(value.find(one, end, end + 10) >= 0 for one in _tuple("given_things"))
        if _words("given").opens(value, clause, start) and _AMONG.match(value, clause, start):
            return True  # 围绕3大体系和8条产业链
        if value[start - 1] == "的" and _THERE.fullmatch(value, clause, start):
            return True  # 在建的18个项目年底前竣工6个
        return _GIVEN.search(value, max(clause, start - 16), start) is not None
    term = measure.number - clause < 3 and (unit in _DURATIONS or unit.endswith("工作日"))
    if term and _TERM.match(value, measure.end - len(measure.behind)):
        return True
    if unit in _DURATIONS:
        around_the_clock = measure.amount == 24 and unit == "小时" and value[end : end + 1] not in _BOUNDS
        if around_the_clock and not measure.behind:
            return True
        return value.endswith(_tuple("lasting"), clause, start) and value.find("每", clause, start) < 0
    if unit == "%":
        capped = (
            value[start - 1] == "的" and _CAPPED.search(value, max(clause, start - 40), start) is not None
        )
        return capped or value[measure.number - 1] == "个"
    if unit in _SIZES:
        if unit == "米" and _REMOVED.search(value, max(clause, start - 16), start):
            return _PLAIN_WORD.match(value, end) is not None  # 淘汰4.3米焦炉3座
        inside = measure.behind in ("以内", "之内") or value.startswith(("内", "范围"), end)
        return inside and value.endswith(_tuple("around"), clause, start)
    money = unit.startswith(_MONEY)
    if money and _PER_PIECE.search(value, max(clause, start - 24), start):
        return True
    if money or measure.behind in _CLASSES:
        if money and _class_of_things().match(value, end):
            return True
        made = value.endswith(_tuple("making"), clause, start)
        if money and not made and measure.before and _things().match(value, end):
            return True  # 营业收入超1000亿元企业实现零的突破
        return not made and measure.behind != "" and _actors().match(value, end) is not None
    return False


def _is_all(value: str, measure: Measure, clause: int) -> bool:
    """Whether a number counts all that there are, each of which something is done to: 全镇21个行政村全部达标."""
    return (
        value[measure.start - 1] in _ALL_THERE_ENDS
        and _ALL_THERE.search(value, max(clause, measure.start - 24), measure.start) is not None
        and _EACH_OF_THEM.match(value, measure.end) is not None
    )


def _is_reached(value: str, measure: Measure, clause: int, measured: list[str]) -> bool:
    """Whether what is measured in such a unit is to reach the number: 满意度达到90分; not 满意度测评占10分, 满分100分."""
    if not any(value.find(word, clause, measure.start) >= 0 for word in measured):
        return False
    return bool(measure.before or measure.behind) or value.endswith(_tuple("reaching"), clause, measure.start)


@cache
def _measured_in() -> dict[str, list[str]]:
    return dict(words("targets")["measured_in"])


def _is_size(value: str, measure: Measure, clause: int) -> bool:
    """Whether a number with 以上 tells which things are meant: 收入20万元以上的村, 规模1000头以上养殖场; not 打造500亩以上的基地."""
    start, end = measure.start, measure.end
    if (
        measure.behind not in _CLASSES
        or measure.unit == "%"
        or value.endswith(_tuple("making"), clause, start)
    ):
        return False
    if measure.behind.endswith("下") and _REMOVED.search(value, max(clause, start - 16), start):
        return _PLAIN_WORD.match(value, end) is not None  # 关停30万千瓦以下机组2台
    if measure.behind.startswith("及") and _COUNTED_CLASS.match(value, end):
        return True  # 高度4.3米及以下焦炉2座
    if value.startswith("的", end) and measure.unit.startswith(_tuple("sizes")):
        return not value.startswith(_tuple("reached_levels"), end + 1)
    sizing = start == clause and measure.unit.startswith((*_tuple("sizes"), "户", "人"))
    if sizing and measure.unit not in ("公里", "千米") and _sized_places().match(value, end):
        return True  # 30万千瓦及以上热电机组, 20户以上自然村
    sized = start == clause or value.endswith(_tuple("sized_by"), clause, start)
    return (sized or value.startswith("的", end)) and _holders().match(value, end) is not None


def _is_left_behind(value: str, measure: Measure, sentence: int, clause: int, segment: int) -> bool:
    """Whether a number is what there is: 现有学生3000人, 由15个工作日压减至5个."""
    start = measure.start
    changing = value[measure.end : measure.end + 1] in _changing_starts() and _changing().match(
        value, measure.end
    )
    if changing and _FROM.search(value, max(segment, start - 24), start):
        return True
    if value[clause - 1 : clause + 2] == ",其中":
        # 现有企业120家,其中规上企业30家: a part of what there is
        clause = max(value.rfind(mark, sentence, clause - 1) + 1 for mark in ",;")
        clause = max(clause, sentence)
    low = max(clause, start - 50)
    before = value[low:start]
    if "有" not in before and "已" not in before:
        return False
    said = _present().search(value, low, start)
    return said is not None and not any(
        value.find(one, clause, said.start()) >= 0 for one in _tuple("done_with")
    )


@cache
def _tuple(key: str) -> tuple[str, ...]:
    return tuple(words("targets")[key])


@cache
def _words(key: str) -> Words:
    return Words(words("targets")[key])


@cache
def _not_before() -> Words:
    """What is before a number that counts nothing to be reached: 第5个, 成员3名."""
    return Words([*words("targets")["staffing"], "第", "〔", "[", "后", "之日起"])


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:的[^,。;\d]{{0,6}})?(?:逐步|进一步|大幅)?{alternation(words('targets')['changing'])}[至到为成]"
    )


@cache
def _changing_starts() -> frozenset[str]:
    return frozenset(["的", "逐", "进", "大", *(word[0] for word in words("targets")["changing"])])


@cache
def _present() -> re.Pattern[str]:
    """现有, and behind it no word that turns it into a part of a name, nor a verb of the plan; other numbers may be between.

    What 已 has done is done: 已完成改造5000户.
    """
    doing = ["新增", "扩大", "新建", "改造", "整治"]
    done = rf"(?:(?<=完成)|(?<=累计)|(?<=实现)){alternation(doing)}"
    listed = r"(?:[^,。;\d]{0,24}\d[\d.]*+[^,。;、(\d]{0,8}(?:[、(]|,其中))*"
    return re.compile(
        rf"{alternation(words('targets')['present'])}(?:{done})?(?!.{{0,24}}?{alternation([*doing, '的', '基础上', '再'])})"
        rf"{listed}[^,。;\d]{{0,24}}$"
    )


@cache
def _class_of_things() -> re.Pattern[str]:
    """Behind a sum: things, and how many of them: 10亿元以上项目2个."""
    return re.compile(rf"的?[^\W\d_]{{0,6}}?{alternation(words('targets')['sized_things'])}[^\W\d_]{{0,6}}\d")


@cache
def _things() -> re.Pattern[str]:
    """Right behind a sum: things that have it: 超1000亿元企业."""
    return re.compile(rf"[^\W\d_的]{{0,2}}?{alternation(words('targets')['sized_things'])}")


@cache
def _sized_places() -> re.Pattern[str]:
    """Behind a size that opens a clause: places and works that have it."""
    return re.compile(rf"的?[^\W\d_]{{0,4}}?{alternation(words('targets')['holders'])}")


@cache
def _actors() -> re.Pattern[str]:
    """Behind a size: who is meant: 50亩以上的种植大户."""
    return re.compile(rf"的[^\W\d_]{{0,6}}?{alternation(words('targets')['sized_actors'])}")


@cache
def _holders() -> re.Pattern[str]:
    """Behind a size: what has it: 1000头以上养殖场."""
    group = words("targets")
    return re.compile(rf"的?[^\W\d_]{{0,4}}?{alternation([*group['sized_actors'], *group['holders']])}")
