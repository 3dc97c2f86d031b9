"""Why a file is left as it is: one line that says where and what to do."""

from __future__ import annotations

from typing import Any

from planparse.errors import PlanparseError


class FormatError(PlanparseError):
    """A file that has no canonical form. Its `where` is file:line:column."""

    exit_code = 1


def fault_at(file: str, mark: Any, what: str, hint: str) -> FormatError:
    """The fault at a mark of a node or a token, which counts from 0."""
    return FormatError(f"{file}:{mark.line + 1}:{mark.column + 1}", what, hint)
