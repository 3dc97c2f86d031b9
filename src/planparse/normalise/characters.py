"""One character for one meaning: full width, odd spaces, radicals; what prints nothing goes.

>>> normalise_characters(Text.raw("责任单位：Ａ局\\u200b　⻄⼯ ①\\r\\n")).value
'责任单位:A局 西工 ①\\n'

After this: ASCII punctuation and digits where a full-width form stood; `\\n` alone ends lines; every other white
space is a plain space; no zero-width character. Never blanket NFKC: ① stays a marker. The table is explicit:
Unicode's compatibility mappings of one character to one, and `vocab/characters.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import words

_SPACES: Final = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u180e\u2800"
_LINE_ENDS: Final = "\x0b\x0c\x85\u2028\u2029"
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u061c\ufe00-\ufe0f\x00-\x08\x0e-\x1f\x7f"
_FOLDED: Final = (
    "\u2e80-\u2fd5\uf900-\ufad9\uff01-\uff9f\uffe0-\uffe6\ufe10-\ufe19\ufe30-\ufe6b"  # radicals to small forms
    "\u2236\u00ab\u00bb\u2010\u2011\u2027"
)
_ODD: Final = lazily(f"[{_SPACES}{_LINE_ENDS}{_FOLDED}]")
_PRIVATE: Final = "\ue000-\uf8ff"
_GONE: Final = lazily(rf"[{_INVISIBLE}\r{_PRIVATE}]")
_ANY: Final = re.compile(f"[{_SPACES}{_LINE_ENDS}{_FOLDED}{_INVISIBLE}\r{_PRIVATE}]")
_DAMAGED_DOT: Final = lazily(rf"(?<![^\n])[0-9]{{1,3}}(\s*[{_PRIVATE}] *)")
_INVISIBLES: Final = lazily(rf"[{_INVISIBLE}]+")

_FEW: Final = 32
"""Odd characters in a document, each of which may stand in it thousands of times."""

RULE: Final = "characters/invisible"


def normalise_characters(text: Text) -> Text:
    """Fold look-alike characters and drop invisible ones; every character keeps its place in the source."""
    found = set(_ANY.findall(text.value))
    gone = {character for character in found if _GONE.match(character)}
    if len(gone) < len(found):
        text = text.map(_folded(text.value, found - gone))
    if not gone:
        return text
    edits: list[Edit] = []
    value, done = text.value, 0
    for match in _GONE.finditer(value):
        start, end = match.span()
        if start < done:
            continue
        if "\ue000" <= value[start] <= "\uf8ff":
            # A number's dot in a font of its own, often on the next line: 1, then a sign that no one has.
            line = value.rfind("\n", 0, start - 1 if value[start - 1 : start] == "\n" else start) + 1
            dot = _DAMAGED_DOT.match(value, line) if start else None
            if dot is not None and dot.start(1) <= start < dot.end(1):
                done = dot.end(1)
                edits.append((dot.start(1), done, ".", ""))
        elif value[start] != "\r":
            run = _INVISIBLES.match(value, start)
            done = run.end() if run else end
            edits.append((start, done, "", RULE))
        elif value.startswith("\n", end):
            edits.append((start, end, "", ""))
        else:
            edits.append((start, end, "\n", ""))
    return text.edit(edits) if edits else text


def _folded(value: str, odd: set[str]) -> str:
    """The value with the odd characters that it holds folded. Each of a few is replaced in turn, which is much faster."""
    table = _table()
    folds = {character: table(character) for character in odd}
    folds = {character: folded for character, folded in folds.items() if folded != character}
    if len(folds) > _FEW or not folds.keys().isdisjoint(folds.values()):
        return _ODD.sub(lambda match: table(match[0]), value)
    for character, folded in folds.items():
        value = value.replace(character, folded)
    return value


class _Table:
    def __init__(self) -> None:
        vocabulary = words("characters")
        self.known = {pair[0]: pair[1:] for pair in vocabulary["radicals"] + vocabulary["punctuation"]}

    def __call__(self, character: str) -> str:
        known = self.known.get(character)
        if known is None:
            known = self.known[character] = self.fold(character)
        return known

    @staticmethod
    def fold(character: str) -> str:
        if character in "\x0b\x0c\x85\u2028\u2029":
            return "\n"
        folded = unicodedata.normalize("NFKC", character)
        if character.isspace() or folded.isspace() or character in "\u180e\u2800":
            return " "
        return folded if len(folded) == 1 else character


@cache
def _table() -> _Table:
    return _Table()
