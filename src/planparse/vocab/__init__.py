"""Every word the program knows.

>>> "牵头单位" in words("responsibilities")["roles"]["lead"]["labels"]
True

Words are YAML files beside this module, each group with examples that must be found and counterexamples that
must not; the tests hold them to it. A file is read when its first reader asks, and never changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from planparse.errors import VocabularyError

_FOLDER = Path(__file__).parent
COMPILED = _FOLDER / "compiled.json"
"""The same words, ready to load: YAML takes a third of the time in which a short document is read."""


@cache
def words(name: str) -> dict[str, Any]:
    """The content of `vocab/NAME.yaml`. Callers read it and leave it as it is.

    It is taken from `compiled.json` where that was made from the very same file, else read anew: no edit is ever lost.
    """
    data = (_FOLDER / f"{name}.yaml").read_bytes()
    known = _compiled().get(name)
    current = known is not None and known["crc32"] == crc32(data)
    loaded = known["words"] if known is not None and current else load(data)
    if not isinstance(loaded, dict):
        raise VocabularyError(f"vocab/{name}.yaml", "holds no groups of words")
    return loaded


def load(data: bytes) -> Any:
    """The content of a YAML file of words."""
    import yaml  # longer to import than all words together take from compiled.json

    return yaml.load(data.decode("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def compiled() -> str:
    """What `compiled.json` should hold."""
    files = sorted(_FOLDER.glob("*.yaml"))
    found = {
        path.stem: {"crc32": crc32(path.read_bytes()), "words": load(path.read_bytes())} for path in files
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def _compiled() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(COMPILED.read_bytes())
    except (OSError, ValueError):
        return {}
    return found


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
