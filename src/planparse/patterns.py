"""Patterns that are compiled when they are first used.

>>> number = lazily(r"[0-9]+")
>>> number.findall("3座5条")
['3', '5']

Compiling all patterns takes longer than reading a short document, and most documents need half of them.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

LETTER: Final = r"[^\W\dA-Za-z_]"
"""A Chinese character, or another letter that is not Latin.

To be preferred where no more is needed: `re` marks each of the 27,000 characters of a range of Chinese ones when it
compiles a pattern, which takes a millisecond.
"""


class _Lazy:
    """Stands for a pattern; its attributes are the pattern's, taken over at the first look."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)  # a copy asks for what no pattern has
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazily(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use. A faulty pattern raises then."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
