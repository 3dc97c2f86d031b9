"""Whether a person looks at standard output, and what of a document may be printed there.

>>> flat("修\\x1b[31m路\\n架桥")
'修[31m路 架桥'
"""

from __future__ import annotations

import os
import sys

from planparse.exporters.plain import legal


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def has_color() -> bool:
    """Whether to print in colour: on a terminal whose user has not set NO_COLOR (see no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR")


def flat(text: str) -> str:
    """A text of a document on one line, without what a terminal would obey."""
    return " ".join(legal(text).split())
