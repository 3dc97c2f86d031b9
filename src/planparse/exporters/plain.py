"""Text that every format can hold.

>>> legal("修路\\x07\\ud800")
'修路\ufffd'
"""

from __future__ import annotations

from planparse.patterns import lazily

_SURROGATE = lazily("[\ud800-\udfff]")
_ILLEGAL = lazily("[^\t\n\x20-\x7e\x85\xa0-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without what XML 1.0 refuses: control characters, and halves of characters, which become U+FFFD."""
    if not _ILLEGAL.search(text):  # surrogates are illegal too
        return text
    return _ILLEGAL.sub("", _SURROGATE.sub("\ufffd", text))
