"""The few things that stop a run. Odd text never does: it gives a diagnostic instead."""

from __future__ import annotations


class PlanparseError(Exception):
    """What a user can mend. Printed as one line; `exit_code` is the command's."""

    exit_code = 3

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        where = where.encode("utf-8", "replace").decode()  # a file name that is no UTF-8
        self.where, self.what, self.hint = where, what, hint
        super().__init__(f"{where}: {what}" + (f"; {hint}" if hint else ""))

    def __reduce__(self) -> tuple[type[PlanparseError], tuple[str, str, str]]:
        return type(self), (self.where, self.what, self.hint)


class ReaderError(PlanparseError):
    """The input cannot be read, or is no document."""


class UsageError(PlanparseError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class OutputError(PlanparseError):
    """The output cannot be written."""

    exit_code = 2


class VocabularyError(PlanparseError):
    """A word list of ours, or of the user's, is not what it should be."""
