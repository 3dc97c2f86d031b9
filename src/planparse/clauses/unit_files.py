"""A user's own bodies, from a YAML file: names, and short forms with the full one.

>>> text = "- 云溪产业集团\\n- {name: 云溪区文化旅游广电局, short: [区文旅广电局]}"
>>> read_units(text, "units.yaml")
Units(names=('云溪产业集团', '云溪区文化旅游广电局'), short=(('区文旅广电局', '云溪区文化旅游广电局'),))
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from planparse.errors import UsageError, VocabularyError

LONGEST_NAME: Final = 40
_BRACKET: Final = re.compile(r"[(〔][^()〔〕]*[)〕]$")
_SEPARATOR: Final = re.compile(r"[、,;:\s]")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Units(NamedTuple):
    """A user's own bodies: their names, and the short forms with the name of each."""

    names: tuple[str, ...]
    short: tuple[tuple[str, str], ...] = ()


def load_units(path: str | Path) -> Units:
    """A user's bodies from a YAML file in UTF-8.

    Raises `UsageError` where the file cannot be read, and what `read_units` raises.
    """
    where = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        what = (error.strerror or "cannot be read").lower()
        raise UsageError(where, what, "check the name of the --units file") from None
    except ValueError:
        raise UsageError(where, "is no UTF-8 text", "save the --units file as UTF-8") from None
    return read_units(text, where)


def read_units(text: str, where: str) -> Units:
    """A user's bodies from YAML: a list of names, and of `{name: …, short: […]}`.

    Raises `VocabularyError` with the line of the file `where` that says something else than that, or that gives one
    short form to two bodies.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "has characters that YAML does not allow"
        place = f"{where}:{mark.line + 1}" if mark is not None else where
        raise VocabularyError(place, f"no YAML: {what}", "check indents, quotes and colons") from None
    except RecursionError:
        raise VocabularyError(where, "nests too deep", "a --units file is a list of names") from None
    return _units(root, where)


def _units(root: Any, where: str) -> Units:
    if root is None:
        raise VocabularyError(where, "is empty", "list the names of bodies, one a line behind a dash")
    if not isinstance(root, yaml.SequenceNode):
        _fault(where, root, "is no list", "begin each line with a dash: - 市数据资源局")
    names: dict[str, int] = {}
    short: dict[str, tuple[str, int]] = {}
    for entry in root.value:
        name, forms = _entry(entry, where)
        if name in names:
            _fault(where, entry, f"{name} stands twice, first in line {names[name]}", "leave one")
        names[name] = entry.start_mark.line + 1
        for form, node in forms:
            if form in short:
                first, line = short[form]
                _fault(
                    where, node, f"{form} is short for {first} in line {line}", "a short form has one name"
                )
            if form == name:
                _fault(where, node, f"{form} is the name itself", "leave it out of short")
            short[form] = name, node.start_mark.line + 1
    for form, (_, line) in short.items():
        if form in names:
            what = f"{form} is the name of a body in line {names[form]}"
            raise VocabularyError(f"{where}:{line}", what, "a short form is no other body's name")
    return Units(tuple(names), tuple((form, name) for form, (name, _) in short.items()))


def _entry(entry: Any, where: str) -> tuple[str, list[tuple[str, Any]]]:
    """The name of an entry, and its short forms with the node of each."""
    if isinstance(entry, yaml.ScalarNode):
        return _name(entry, where), []
    if not isinstance(entry, yaml.MappingNode):
        _fault(
            where,
            entry,
            "is neither a name nor name and short",
            "- {name: 市数据资源管理局, short: [市数据局]}",
        )
    fields: dict[str, Any] = {}
    for key, value in entry.value:
        if key.value not in ("name", "short") or key.value in fields:
            twice = "stands twice" if key.value in fields else "is no field"
            _fault(where, key, f"{key.value} {twice}", "the fields are name and short")
        fields[key.value] = value
    if "name" not in fields:
        _fault(where, entry, "has no name", "write name: and the name in full")
    forms = fields.get("short")
    if forms is None:
        return _name(fields["name"], where), []
    if not isinstance(forms, yaml.SequenceNode):
        _fault(where, forms, "short is no list", "write short: [市数据局]")
    return _name(fields["name"], where), [(_name(form, where), form) for form in forms.value]


def _name(node: Any, where: str) -> str:
    """A name as it stands in a normalised document: NFKC, without space around it."""
    text = unicodedata.normalize("NFKC", node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if len(text) < 2 or text in ("null", "true", "false"):
        _fault(where, node, "is no name", "a name has two characters or more")
    if _SEPARATOR.search(_BRACKET.sub("", text)):
        _fault(where, node, f"{text} is more than one name", "give each name a line of its own")
    if len(text) > LONGEST_NAME:
        _fault(where, node, f"{text[:12]}… is longer than {LONGEST_NAME} characters", "shorten it")
    return text


def _fault(where: str, node: Any, what: str, hint: str) -> NoReturn:
    raise VocabularyError(f"{where}:{node.start_mark.line + 1}", what, hint)
