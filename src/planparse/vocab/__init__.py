"""Every word the program knows.

>>> "牵头单位" in words("responsibilities")["roles"]["lead"]["labels"]
True

Words are YAML files beside this module, each group with examples that must be found and counterexamples that
must not; the tests hold them to it. A file is read when its first reader asks, and never changed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from planparse.errors import VocabularyError

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def words(name: str) -> dict[str, Any]:
    """The content of `vocab/NAME.yaml`. Callers read it and leave it as it is."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_Loader)  # noqa: S506 — a safe loader, in C where there is one
    if not isinstance(loaded, dict):
        raise VocabularyError(f"vocab/{name}.yaml", "holds no groups of words")
    return loaded


def alternation(names: list[str]) -> str:
    """A pattern that matches any of the words, the longest first whatever their order."""
    return "|".join(sorted(map(_escape, names), key=lambda word: (-len(word), word)))


def _escape(word: str) -> str:
    return "".join("\\" + c if c in r".^$*+?{}[]\|()" else c for c in word)
