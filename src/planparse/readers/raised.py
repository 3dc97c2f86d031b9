"""Raised figures, which formats tell by their place or their look, as characters of their own.

>>> raised("2"), raised("[12]"), raised("注")
('²', '[¹²]', '注')

A plain text has no other way to say that 10万m² are no 102, and that 经济¹ is a word with a note.
"""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The text with its figures raised."""
    return text.translate(_RAISED)
