"""A cell's value as the spreadsheet program prints it: 3 and not 3.0, 95% and not 0.95, 2026/3/8.

>>> from datetime import datetime
>>> printed(3.0, "General"), printed(0.955, "0.0%"), printed(12000, '#,##0"亩"'), printed(-2, "0_);(0)")
('3', '95.5%', '12,000亩', '(2)')
>>> printed(datetime(2026, 3, 8), '[$-804]yyyy"年"m"月"d"日";@'), printed(datetime(2026, 3, 8), "mm-dd-yy")
('2026年3月8日', '2026/3/8')

Formats are those of ECMA-376, 18.8.31. Where a program decides by the reader's country, it is China. What is not
understood (fractions, exponents, digits around a literal) is printed without a format.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# The dates among the formats that a file names by number alone (ECMA-376, 18.8.30, for zh-cn).
CHINESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 56), 'h"时"mm"分"ss"秒"'),
    34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"',
}
_BY_COUNTRY = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}

_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*);?')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<skipped>[_*].)|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<general>General)|(?P<digits>[#0?][#0?,.]*)|(?P<bare>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|(?:AM/PM|A/P|上午/下午)|'
    r"(?P<field>y+|e+|m+|d+|a{3,4}|h+|s+)|(?P<bare>.)",
    re.IGNORECASE | re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-\]]*)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = "一二三四五六日"
_MOST_DECIMALS = 30


def printed(value: object, format: str) -> str:
    """What a cell shows that holds `value`, which is a number, a date, a truth value, a text or None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, format)
    if isinstance(value, datetime | date | time | timedelta):
        return _date(value, _BY_COUNTRY.get(format, format))
    return str(value)


def _number(value: int | float, format: str) -> str:
    sections = [section for section in _SECTION.findall(format) if section]
    try:
        amount = Decimal(repr(value))
    except InvalidOperation:
        return str(value)
    if not sections or not amount.is_finite():
        return _general(amount)
    chosen = 0
    if amount < 0 and len(sections) > 1:
        chosen, amount = 1, -amount
    elif amount == 0 and len(sections) > 2:
        chosen = 2
    try:
        written = _written(abs(amount), sections[chosen])
    except InvalidOperation:  # more digits than a number has
        written = None
    if written is None:
        return _general(amount)
    return f"-{written}" if amount < 0 else written


def _general(amount: Decimal) -> str:
    if amount == amount.to_integral_value() and abs(amount) < 10**15:
        return f"{amount:.0f}"
    return format(float(amount), ".10g")


def _written(amount: Decimal, section: str) -> str | None:
    """A number in one section of a format; None where the section is not understood."""
    tokens = list(_TOKEN.finditer(section))
    places = [token for token in tokens if token["digits"] or token["general"]]
    marks = "".join(token["bare"] or "" for token in tokens)
    if "@" in marks or len(places) > 1 or "/" in marks or "E" in marks.upper():
        return None
    amount *= 100 ** marks.count("%")
    pieces: list[str] = []
    for token in tokens:
        if token["digits"]:
            pieces.append(_digits(amount, token["digits"]))
        elif token["general"]:
            pieces.append(_general(amount))
        elif token["bracket"] is not None:
            currency = _CURRENCY.match(token["bracket"])
            pieces.append(currency[1] if currency else "")
        else:
            pieces.append(token["quoted"] or token["escaped"] or token["bare"] or "")
    return "".join(pieces).strip()


def _digits(amount: Decimal, places: str) -> str:
    """A number in `#,##0.00`: `0` always prints a digit, a comma behind all of them divides by a thousand."""
    scaled = places.rstrip(",.")
    amount /= 1000 ** places[len(scaled) :].count(",")
    whole, _, fraction = scaled.partition(".")
    decimals = min(sum(mark in "0#?" for mark in fraction), _MOST_DECIMALS)
    amount = amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits, _, behind = f"{amount:f}".partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").zfill(least)
    if "," in whole:
        digits = f"{int(digits or 0):,}" if len(digits) > 3 else digits
    kept = sum(mark == "0" for mark in fraction)
    while len(behind) > kept and behind.endswith("0"):
        behind = behind[:-1]
    return f"{digits}.{behind}" if behind else digits


def _date(value: datetime | date | time | timedelta, format: str) -> str:
    section = _SECTION.findall(format)[0]
    tokens = list(_DATE_TOKEN.finditer(section))
    fields = [(token["elapsed"] or token["field"] or "").lower() for token in tokens]
    if not any(fields):
        return _plainly(value)
    pieces: list[str] = []
    for number, token in enumerate(tokens):
        field = fields[number]
        if not field:
            pieces.append(token["quoted"] or token["escaped"] or token["bare"] or "")
        elif token["elapsed"] or isinstance(value, timedelta):
            pieces.append(_elapsed(value, field, bool(token["elapsed"])))
        else:
            pieces.append(_field(value, field, _is_minute(fields, number)))
    return "".join(pieces).replace("@", "").strip()


def _is_minute(fields: list[str], number: int) -> bool:
    """Whether an m counts minutes: it stands behind hours or before seconds."""
    before = next((field for field in reversed(fields[:number]) if field), "")
    behind = next((field for field in fields[number + 1 :] if field), "")
    return before.startswith("h") or behind.startswith("s")


def _field(value: date | time, field: str, minute: bool) -> str:
    kind, width = field[0], len(field)
    if kind in "hs" or (kind == "m" and minute):
        clock = value.time() if isinstance(value, datetime) else value if isinstance(value, time) else time()
        counted = {"h": clock.hour, "m": clock.minute, "s": clock.second}[kind]
        return f"{counted:0{min(width, 2)}d}"
    if isinstance(value, time):
        return ""
    if kind in "ye":
        return f"{value.year:04d}" if width > 2 or kind == "e" else f"{value.year % 100:02d}"
    if kind == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[value.weekday()]
    if kind == "m":
        return _MONTHS[value.month - 1] if width > 2 else f"{value.month:0{width}d}"
    return f"星期{_WEEKDAYS[value.weekday()]}" if width > 2 else f"{value.day:0{width}d}"


def _elapsed(value: datetime | date | time | timedelta, field: str, whole: bool) -> str:
    """Hours, minutes or seconds of a length of time; all of it where the field is in brackets."""
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
    elif isinstance(value, datetime | time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
    else:
        seconds = 0
    unit, wrap = {"h": (3600, 24), "m": (60, 60), "s": (1, 60)}.get(field[0], (86400, 10**9))
    count = seconds // unit
    return f"{count if whole else count % wrap:0{min(len(field), 2)}d}"


def _plainly(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value)
