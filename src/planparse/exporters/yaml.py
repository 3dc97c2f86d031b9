"""YAML for people who edit it: literal blocks, Chinese unescaped, empty fields left out, a schema for the editor.

The record's own emitter: PyYAML's takes longer to choose how to print a text than the text took to be understood.
What it prints, PyYAML's loaders read back as it was; where YAML 1.1 and 1.2 differ on what a word is (`on`, `1e3`), it
is quoted.

>>> print(scalar("清河县水利局"), scalar("3.10"), scalar("1e3"), scalar("是: 否"), scalar("a\\tb"))
清河县水利局 '3.10' '1e3' '是: 否' "a\\tb"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, cast

from planparse.exporters.data import FULL_ONLY
from planparse.exporters.layout import Layout
from planparse.patterns import lazily
from planparse.records import Plan, Source

SCHEMA_FILE = "planparse-1.schema.json"
"""The name under which the modeline looks for the JSON Schema: beside the file, as `planparse schema -o` writes it."""

_BLOCK_FROM = 60  # characters: a longer text is printed as a literal block
_FLOW_UP_TO = 80  # characters: a longer list of names gets a line for each
_KEY_UP_TO = 128  # characters: a loader takes no more than 1,024, escaped, for a key on one line

_NEVER = r"\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029\ud800-\udfff\ufffe\uffff"
"""What no YAML file may hold as it is, and what some loader takes for the end of a line."""
_ESCAPED = rf"\n{_NEVER}"
_INDICATORS = r",\[\]{}#&*!|>'\"%@`"

_PLAIN = re.compile(
    rf"(?!---|\.\.\.)(?:[^ \-?:{_INDICATORS}{_ESCAPED}]|[\-?:](?=[^ ]))"
    rf"(?:[^ :#{_ESCAPED}]|:(?=[^ ])|(?<=[^ ])#| +(?=[^ #]))*+"
)
_PLAIN_IN_FLOW = re.compile(
    rf"(?!---|\.\.\.)(?:[^ \-?:{_INDICATORS}{_ESCAPED}]|-(?=[^ ]))"
    rf"(?:[^ :#,?\[\]{{}}{_ESCAPED}]|(?<=[^ ])#| +(?=[^ #]))*+"
)
_NO_TEXT = re.compile(
    r"""(?x: ~ | = | << | null | Null | NULL | y | Y | n | N
    | yes | Yes | YES | no | No | NO | on | On | ON | off | Off | OFF | true | True | TRUE | false | False | FALSE
    | [-+]? (?: \.? [0-9] [0-9_]* (?: \.[0-9_]* )? (?: [eE][-+]?[0-9]+ )? | \.(?:inf|Inf|INF) ) | \.(?:nan|NaN|NAN)
    | [-+]? 0 (?: b[01_]+ | x[0-9a-fA-F_]+ | o[0-7_]+ )
    | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [Tt\ ] .* )? )"""
)
"""What a loader of YAML 1.1 or 1.2 may read as something other than text."""

_NO_LITERAL = re.compile(rf"\A[ \n]| (?:\n|\Z)|\n\n\Z|[{_NEVER}]")
_SPECIAL = re.compile(f"[{_ESCAPED}]")
_IN_QUOTES = lazily(rf'["\\{_ESCAPED}]')
_SHORT = {"\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e"}


def export(plan: Plan, layout: Layout) -> bytes:
    """The plan as YAML with a modeline that names the JSON Schema."""
    out = [f"# yaml-language-server: $schema={SCHEMA_FILE}\n"]
    _mapping(out, _entries(plan, layout.full, ""), "", "", layout.full)
    return "".join(out).encode()


def scalar(text: str) -> str:
    """A text on one line: plain where every loader reads it back as this text, else in quotes.

    A lone surrogate, which no file can hold, becomes a question mark.
    """
    if _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text):
        return text
    return _quoted(text)


_short = lru_cache(maxsize=4096)(scalar)  # the names of bodies come again and again


@lru_cache(maxsize=4096)
def _in_flow(text: str) -> str:
    """The same between brackets, where commas and brackets stand for something too."""
    if _PLAIN_IN_FLOW.fullmatch(text) and not _NO_TEXT.fullmatch(text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    if not _SPECIAL.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _IN_QUOTES.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if 0xD800 <= code < 0xE000:
        return "?"
    return "\\" + _SHORT.get(
        character, character if character in '"\\' else f"x{code:02x}" if code < 0x100 else f"u{code:04x}"
    )


def _value(text: str, pad: str) -> str:
    """What stands behind `key:`, with its line end: a long text as a literal block."""
    size = len(text)
    if ("\n" in text or (size > _BLOCK_FROM and not text.isascii())) and not _NO_LITERAL.search(text):
        mark, body = ("|", text[:-1]) if text[-1] == "\n" else ("|-", text)
        if "\n" in body:
            body = re.sub(r"\n(?=[^\n])", "\n" + pad, body)
        return f" {mark}\n{pad}{body}\n"
    return f" {_short(text) if size <= _BLOCK_FROM else scalar(text)}\n"


def _mapping(out: list[str], entries: Iterable[tuple[str, Any]], first: str, pad: str, full: bool) -> None:
    """Keys and values, one a line, keys that hold nothing left out; `first` stands before the first of them."""
    lead = first
    deeper = pad + "  "
    for key, value in entries:
        if not value and (value is None or value is False or not isinstance(value, (int, float))):
            continue
        if isinstance(value, str):
            out.append(f"{lead}{key}:{_value(value, deeper)}")
        elif isinstance(value, (tuple, list)):
            if all(isinstance(part, str) for part in value) and sum(map(len, value)) <= _FLOW_UP_TO:
                out.append(f"{lead}{key}: [{', '.join(map(_in_flow, value))}]\n")
            else:
                out.append(f"{lead}{key}:\n")
                _sequence(out, value, pad, full)
        elif isinstance(value, (date, int, float)):
            out.append(f"{lead}{key}: {_plain(value)}\n")
        elif isinstance(value, Source) and value.page is None and value.cell is None:
            out.append(f"{lead}{key}: {{line: {value.line}, start: {value.start}, end: {value.end}}}\n")
        else:
            out.append(f"{lead}{key}:")
            before = len(out)
            _mapping(out, _entries(value, full, deeper), "\n" + deeper, deeper, full)
            if len(out) == before:
                out.append(" {}\n")
        lead = pad


def _sequence(out: list[str], values: Iterable[Any], pad: str, full: bool) -> None:
    """Texts and records, each behind its dash."""
    deeper = pad + "  "
    for value in values:
        if isinstance(value, str):
            out.append(f"{pad}-{_value(value, deeper)}")
        else:
            before = len(out)
            _mapping(out, _entries(value, full, deeper), f"{pad}- ", deeper, full)
            if len(out) == before:
                out.append(f"{pad}- {{}}\n")


def _entries(value: Any, full: bool, pad: str) -> Iterable[tuple[str, Any]]:
    """A record's or a dictionary's keys, as they are printed, and values."""
    if isinstance(value, dict):
        return [(_key(key, pad), part) for key, part in value.items()]
    keys, get = _shape(cast(Hashable, type(value)), full)
    return zip(keys, get(value), strict=True)


@cache
def _shape(record: Any, full: bool) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    left_out = frozenset() if full else FULL_ONLY.get(record, frozenset())
    names = tuple(field.name for field in fields(record) if field.name not in left_out)
    return names, attrgetter(*names)


def _key(text: str, pad: str) -> str:
    printed = _short(text)
    return printed if len(text) <= _KEY_UP_TO else f"? {printed}\n{pad}"


def _plain(value: date | int | float) -> str:
    """A date or a number as YAML 1.1 reads it: a float has a point."""
    if isinstance(value, bool):
        return "true"
    if not isinstance(value, float):
        return str(value)
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        return text.replace("inf", ".inf").replace("nan", ".nan")
    return text.replace("e", ".0e", 1) if "e" in text and "." not in text else text
