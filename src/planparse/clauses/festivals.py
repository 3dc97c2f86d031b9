"""The day of a festival: fixed ones are words of the vocabulary, the others move from year to year.

>>> [str(festival_day(name, 2024)) for name in ("国庆", "春节", "除夕", "元宵", "清明", "中秋")]
['2024-10-01', '2024-02-10', '2024-02-09', '2024-02-24', '2024-04-04', '2024-09-17']
>>> festival_day("中秋", 1990) is None
True
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from planparse.vocab import words

# 春节, by year: New Year's Day of the lunar calendar (紫金历, published by the Purple Mountain Observatory).
SPRING_FESTIVALS: Final = {
    2010: (2, 14), 2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8),
    2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22),
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip

# 端午, 中秋 and 重阳, by year: the 5th of the fifth, the 15th of the eighth and the 9th of the ninth month of that calendar.
DRAGON_BOATS: Final = {
    2010: (6, 16), 2011: (6, 6), 2012: (6, 23), 2013: (6, 12), 2014: (6, 2), 2015: (6, 20), 2016: (6, 9),
    2017: (5, 30), 2018: (6, 18), 2019: (6, 7), 2020: (6, 25), 2021: (6, 14), 2022: (6, 3), 2023: (6, 22),
    2024: (6, 10), 2025: (5, 31), 2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5),
    2031: (6, 24), 2032: (6, 12), 2033: (6, 1), 2034: (6, 20), 2035: (6, 10),
}  # fmt: skip
MID_AUTUMNS: Final = {
    2010: (9, 22), 2011: (9, 12), 2012: (9, 30), 2013: (9, 19), 2014: (9, 8), 2015: (9, 27), 2016: (9, 15),
    2017: (10, 4), 2018: (9, 24), 2019: (9, 13), 2020: (10, 1), 2021: (9, 21), 2022: (9, 10), 2023: (9, 29),
    2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12),
    2031: (10, 1), 2032: (9, 19), 2033: (9, 8), 2034: (9, 27), 2035: (9, 16),
}  # fmt: skip
DOUBLE_NINTHS: Final = {
    2010: (10, 16), 2011: (10, 5), 2012: (10, 23), 2013: (10, 13), 2014: (10, 2), 2015: (10, 21), 2016: (10, 9),
    2017: (10, 28), 2018: (10, 17), 2019: (10, 7), 2020: (10, 25), 2021: (10, 14), 2022: (10, 4), 2023: (10, 23),
    2024: (10, 11), 2025: (10, 29), 2026: (10, 18), 2027: (10, 8), 2028: (10, 26), 2029: (10, 16), 2030: (10, 5),
    2031: (10, 24), 2032: (10, 12), 2033: (10, 1), 2034: (10, 20), 2035: (10, 9),
}  # fmt: skip

_BY_YEAR: Final = {
    "春节": (SPRING_FESTIVALS, 0),
    "除夕": (SPRING_FESTIVALS, -1),
    "元宵": (SPRING_FESTIVALS, 14),
    "端午": (DRAGON_BOATS, 0),
    "中秋": (MID_AUTUMNS, 0),
    "重阳": (DOUBLE_NINTHS, 0),
}
"""The table that a festival is looked up in, and how many days later it is."""

MOVING: Final = (*_BY_YEAR, "清明")
"""Festivals that are on another day each year."""


def festival_day(name: str, year: int) -> date | None:
    """The day of a festival, without 节 behind its name; None where the tables do not reach."""
    fixed = words("deadlines")["festivals"].get(name)
    if fixed is not None:
        return date(year, *fixed)
    if name == "清明":
        # The sun decides, not the moon: so from 2009 to 2043.
        return date(year, 4, 4 if year % 4 in (0, 1) else 5) if 2009 <= year <= 2043 else None
    days, later = _BY_YEAR[name]
    known = days.get(year)
    return date(year, *known) + timedelta(days=later) if known else None
