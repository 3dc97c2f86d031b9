"""Tallies as a picture, by matplotlib: the time line of deadlines, and bars by unit, section, role and year.

The same tallies give the same bytes. matplotlib draws Chinese only with a font that has it: one is looked for, and
where there is none the user is told which to install, rather than given boxes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import matplotlib
import matplotlib.dates
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from planparse.errors import OutputError
from planparse.tallies import Tallies, most

_FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "Microsoft YaHei", "SimHei", "SimSun", "DengXian", "PingFang SC", "Heiti SC", "Songti SC", "STHeiti",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Noto Serif CJK JP",
    "Droid Sans Fallback", "Arial Unicode MS",
)  # fmt: skip
"""In order of preference; matplotlib knows a collection by its first face, which is the Japanese one in Noto's."""
_LONGEST = 18
"""Characters of a label."""
_MONTH = 27.0
"""Days: the width of a month's bar."""
_COLOUR = "#2f5d8a"


def plot(tallies: Tallies, words: Mapping[str, str], format: str, *, top: int) -> bytes:
    """The picture as SVG or PNG. `words` are its titles, `top` is how many units and sections it shows.

    Raises OutputError where no font has Chinese.
    """
    settings: Any = {
        "font.family": [chinese_font()],
        "axes.unicode_minus": False,
        "svg.hashsalt": "planparse",
        "svg.fonttype": "path",  # outlines: whoever looks at it needs no font
    }
    units = most(tallies.units, top)
    sections = most({name or words["untitled"]: count for name, count in tallies.sections.items()}, top)
    longest = max(len(units), len(sections), 4)
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(14, 7 + 0.28 * longest), layout="constrained")
        heights = [3, max(0.28 * longest, 2), 2]
        grid = figure.add_gridspec(3, 2, height_ratios=heights)
        _time_line(figure.add_subplot(grid[0, :]), tallies.months, words["months"])
        _bars(figure.add_subplot(grid[1, 0]), units, words["units"])
        _bars(figure.add_subplot(grid[1, 1]), sections, words["sections"])
        roles = {words[role or "none"]: count for role, count in tallies.roles.items()}
        _bars(figure.add_subplot(grid[2, 0]), roles, words["roles"])
        years = {str(year or words["undated"]): count for year, count in tallies.years.items()}
        _bars(figure.add_subplot(grid[2, 1]), years, words["years"])
        out = io.BytesIO()
        dated = {"Date": None} if format == "svg" else {"Software": None}
        figure.savefig(out, format=format, dpi=120, metadata=dated)
    return out.getvalue()


def chinese_font() -> str:
    """The name of an installed font that has Chinese. Raises OutputError where there is none."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in _FONTS:
        if name in installed:
            return name
    raise OutputError(
        "--plot",
        "no font with Chinese characters is installed",
        "install one: fonts-noto-cjk on Debian and Ubuntu, google-noto-sans-cjk-fonts on Fedora",
    )


def _time_line(axes: Axes, months: Mapping[tuple[int, int], int], title: str) -> None:
    dates: Any = matplotlib.dates  # which says nothing of its types
    days = [date(year, month, 15) for year, month in months]
    axes.bar(dates.date2num(days), list(months.values()), color=_COLOUR, width=_MONTH)
    if days:
        axes.xaxis.set_major_locator(dates.AutoDateLocator(minticks=3))
        axes.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m"))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)


def _bars(axes: Axes, counts: Mapping[str, int], title: str) -> None:
    names = [name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…" for name in counts]
    bars = axes.barh(range(len(counts)), list(counts.values()), color=_COLOUR, height=0.7)
    axes.bar_label(bars, padding=3)
    axes.set_yticks(range(len(counts)), [name.replace("$", r"\$") for name in names])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
