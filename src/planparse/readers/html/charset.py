"""The characters of a page: its byte order mark, what it says of itself where that is true, then what its bytes allow.

>>> decode_page('<meta charset="gb2312"><p>一、目标'.encode("gbk"), "page.html", None)
('<meta charset="gb2312"><p>一、目标', 'gb18030')
>>> decode_page('<meta charset="gb2312"><p>一、目标'.encode("utf-8"), "page.html", None)[1]
'utf-8'

Sites cut descriptions off inside a character: a page in which very few characters are broken is read with U+FFFD for
those, as browsers show it.
"""

from __future__ import annotations

import re

from planparse.readers.plain import decode

_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_WITHIN = 16 * 1024
"""Bytes from the start in which a page names its characters."""
_CHARSETS = {
    **dict.fromkeys(
        ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "ms936", "euc-cn"), "gb18030"
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
}
"""What pages of Chinese text name beside UTF-8. GB18030 holds GB2312 and GBK. Other names are mistakes."""
_MOST_BROKEN = 0.005
"""Of the characters beyond ASCII. Where the encoding is another one, most are broken."""
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def decode_page(data: bytes, where: str, encoding: str | None) -> tuple[str, str]:
    """The markup and its encoding. Raises ReaderError where the bytes are no text.

    A page that was saved again often keeps the name of its old characters, so a name is believed only where the bytes
    are no UTF-8: text of another encoding is never UTF-8 by chance, but for a few words.
    """
    if encoding is None and not data.startswith(_BOMS) and not _is_utf8(data):
        declared = _DECLARED.search(data, 0, _WITHIN)
        name = _CHARSETS.get(declared[1].decode("ascii").lower()) if declared else None
        if name and _is(data, name):
            return decode(data, where, name)
        for possible in ("utf-8", name) if name else ("utf-8",):
            text = data.decode(possible, "replace")
            beyond = len(text) - len(text.encode("ascii", "ignore"))
            if 0 < text.count("\ufffd") <= _MOST_BROKEN * beyond:
                return decode(text.encode(), where, "utf-8")[0], possible
    return decode(data, where, encoding)


def _is_utf8(data: bytes) -> bool:
    return _is(data, "utf-8")


def _is(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True
