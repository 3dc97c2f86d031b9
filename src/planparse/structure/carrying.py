"""The plan that a notice carries, as its title or its text names it: 关于印发《清河县节水方案》的通知."""

from __future__ import annotations

import re
from functools import cache

from planparse.vocab import alternation, words


def carried_title(notice_title: str) -> str | None:
    """The title of the plan that a notice's title names, or None.

    >>> carried_title("县政府办公室关于印发《清河县节水方案》的通知")
    '清河县节水方案'
    >>> carried_title("县政府关于印发清河县节水方案的通知"), carried_title("县政府印发《清河县节水方案》")
    ('清河县节水方案', '清河县节水方案')
    >>> carried_title("县政府转发县水利局等部门关于清河县节水方案的通知")
    '关于清河县节水方案'
    """
    match = _carrying().search(notice_title)
    return (match["quoted"] or match["plain"]) if match else None


@cache
def carrier_ends() -> frozenset[str]:
    """What a title that carries another may end with: 的通知, 印发《…》, or a mark of the page."""
    return frozenset({name[-1] for name in words("titles")["notices"]["names"]} | set("》*#|\u3000\t "))


@cache
def handing_over() -> re.Pattern[str]:
    """现将《清河县节水方案》印发给你们."""
    verbs = alternation(words("titles")["carrying"]["names"])
    return re.compile(f"[^《。]{{0,20}}《(?P<quoted>[^》]{{4,150}})》[^。]{{0,60}}?{verbs}")


@cache
def _carrying() -> re.Pattern[str]:
    titles = words("titles")
    verbs, notices = alternation(titles["carrying"]["names"]), alternation(titles["notices"]["names"])
    several = "《[^》]*》(?:等|[、和及与]?《)"
    return re.compile(
        f"{verbs}(?:《(?P<quoted>[^》]{{4,150}})》(?:的{notices}|$)"
        f"|(?!{several})(?:[^《》。关關]{{2,40}}(?=[关關][于於]))?(?P<plain>[^。]{{3,150}}?[^。》])的{notices})"
    )
