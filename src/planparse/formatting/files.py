"""Files to their canonical form, and what differs.

>>> changed = Formatted("tasks.yaml", "schema:  planparse/1\\n", "schema: planparse/1\\n", True)
>>> print(difference(changed), end="")
--- tasks.yaml
+++ tasks.yaml
@@ -1 +1 @@
-schema:  planparse/1
+schema: planparse/1
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import NamedTuple

from planparse.formatting import format_text
from planparse.validation.files import STANDARD_INPUT, read_text

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_END = "\\ No newline at end of file"


class Formatted(NamedTuple):
    """A file before and after."""

    name: str
    before: str
    after: str
    is_changed: bool
    """whether the bytes differ: the encoding and line ends count too"""

    @property
    def data(self) -> bytes:
        """The canonical form as UTF-8."""
        return self.after.encode()


def format_file(file: str, stdin_filename: str | None = None) -> Formatted:
    """Read a file, or standard input for `-`, and format it. Raises ReaderError and FormatError."""
    is_named = file != STANDARD_INPUT
    name = file if is_named else stdin_filename or file
    before = read_text(file)
    after = format_text(before, name)
    is_changed = after.encode() != Path(file).read_bytes() if is_named else after != before
    return Formatted(name, before, after, is_changed)


def difference(formatted: Formatted) -> str:
    """What changes, as a unified diff; empty where only the encoding or the line ends do."""
    before, after = (
        _LINE.findall(text.replace("\r\n", "\n").replace("\r", "\n"))
        for text in (formatted.before, formatted.after)
    )
    lines = difflib.unified_diff(before, after, formatted.name, formatted.name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}\n" for line in lines)
