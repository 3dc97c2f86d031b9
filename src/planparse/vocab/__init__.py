"""Every word the program knows.

>>> "牵头单位" in words("responsibilities")["roles"]["lead"]["labels"]
True

Words are YAML files beside this module, each group with examples that must be found and counterexamples that
must not; the tests hold them to it. A file is read when its first reader asks, and never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from planparse.errors import VocabularyError

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def words(name: str) -> dict[str, Any]:
    """The content of `vocab/NAME.yaml`. Callers read it and leave it as it is."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_Loader)
    if not isinstance(loaded, dict):
        raise VocabularyError(f"vocab/{name}.yaml", "holds no groups of words")
    return loaded


def alternation(names: Iterable[str]) -> str:
    """A pattern for the standard library's `re` that matches any of the words, the longest first.

    Words that begin alike share their first character, which makes a scan over a whole document several times
    as fast as trying each word in turn.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(names), key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return (
        "(?:"
        + "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
        + ")"
    )
