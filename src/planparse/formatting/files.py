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
import os
import re
from typing import NamedTuple

from planparse.formatting import FormatError, format_text
from planparse.input import STANDARD_INPUT
from planparse.validation.files import read_data, text_of

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
    name = stdin_filename or file if file == STANDARD_INPUT else file
    data = read_data(file)
    if file != STANDARD_INPUT and not os.path.isfile(file):
        raise FormatError(file, "is no file that can be written in place", "read it as standard input: -")
    before = text_of(data, file)
    after = format_text(before, name)
    return Formatted(name, before, after, after.encode() != data)


def difference(formatted: Formatted) -> str:
    """What changes, as a unified diff; empty where only the encoding or the line ends do."""
    before, after = (
        _LINE.findall(text.replace("\r\n", "\n").replace("\r", "\n"))
        for text in (formatted.before, formatted.after)
    )
    lines = difflib.unified_diff(before, after, formatted.name, formatted.name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}\n" for line in lines)
