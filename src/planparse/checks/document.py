"""The document of a task list, read again.

>>> squeezed("修 路（一公里）\\n架桥")
'修路(一公里)架桥'
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from planparse.records import Plan

_SPACE = re.compile(r"\s+")


class Document(NamedTuple):
    """The document of a task list, read again."""

    plan: Plan | None
    """None where there is no such document"""
    text: str = ""
    """its text, without spaces and line ends"""
    is_same: bool = True
    """whether it is, byte by byte, the one that the task list was made from"""
    name: str = ""
    """what its file is called, or, where there is none, where it was looked for"""


def squeezed(text: str) -> str:
    """A text as it is compared: spaces, line ends and the width of characters say nothing."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
