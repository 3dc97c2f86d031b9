"""What a project settles once: `.planparse.yaml`, or `[tool.planparse]` of pyproject.toml, nearest above a file.

    ignore: [placeholder]
    severity: {missing-unit: error, numbering-gap: info, unlike-unit: off}
    strict: true
    units: units.yaml

>>> read_settings({"severity": {"missing-unit": "error"}, "strict": True}, Path("."), ".planparse.yaml").severities
{'missing-unit': 'error'}
>>> read_settings({"sevrity": {}}, Path("."), ".planparse.yaml")
Traceback (most recent call last):
planparse.errors.UsageError: .planparse.yaml: there is no setting 'sevrity'; did you mean 'severity'?
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from planparse.errors import UsageError
from planparse.findings import SEVERITIES
from planparse.validation.choosing import OFF, PLAIN, Settings, rules

OWN_FILE = ".planparse.yaml"
PROJECT_FILE = "pyproject.toml"

_KEYS = ("select", "ignore", "severity", "strict", "units")
_LARGEST_FILE = 1024 * 1024


def settings_for(file: str) -> Settings:
    """The settings that hold for a file: those of the nearest folder above it that has any. Raises UsageError."""
    return _settings_of(Path(file).absolute().parent)


@cache
def _settings_of(folder: Path) -> Settings:
    for place in (folder, *folder.parents):
        for name, load in ((OWN_FILE, _own), (PROJECT_FILE, _project)):
            path = place / name
            if path.is_file():
                found = load(path)
                if found is not None:
                    return read_settings(found, place, str(path))
    return PLAIN


def read_settings(found: Any, folder: Path, where: str) -> Settings:
    """Settings from plain data; file names in it stand from `folder`. Raises UsageError naming `where`."""
    if not isinstance(found, dict):
        raise UsageError(where, "holds no settings", f"write one of {', '.join(_KEYS)}, a colon and a value")
    for key in found:
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"the settings are {', '.join(_KEYS)}"
            raise UsageError(where, f"there is no setting {str(key)!r}", hint)
    severity = found.get("severity") or {}
    if not isinstance(severity, dict):
        raise UsageError(where, "severity is no table", "write code: severity, as missing-unit: error")
    # YAML takes off for false.
    severities = {code: OFF if level is False else level for code, level in severity.items()}
    known_codes(severities, where)
    for code, level in severities.items():
        if level not in (*SEVERITIES, OFF):
            what = f"there is no severity {level!r} (of {code})"
            raise UsageError(where, what, f"choose one of {', '.join((*SEVERITIES, OFF))}")
    strict = found.get("strict", False)
    if not isinstance(strict, bool):
        raise UsageError(where, "strict is neither true nor false", "write true or false")
    units = found.get("units")
    if units is not None and not isinstance(units, str):
        raise UsageError(where, "units is no file name", "write units: units.yaml")
    select = found.get("select")
    return Settings(
        None if select is None else _codes(select, "select", where),
        _codes(found.get("ignore") or [], "ignore", where),
        severities,
        strict,
        known_units(str(folder / units)) if units else frozenset(),
    )


def known_codes(codes: Iterable[Any], where: str) -> frozenset[str]:
    """The codes, all of which there are. Raises UsageError for another one."""
    found = []
    for code in codes:
        if code not in rules():
            near = get_close_matches(str(code), rules(), 1)
            hint = f"did you mean {near[0]!r}?" if near else "docs/checks.md lists them"
            raise UsageError(where, f"there is no code {str(code)!r}", hint)
        found.append(code)
    return frozenset(found)


@cache
def known_units(path: str) -> frozenset[str]:
    """The names of a user's list of bodies, and those that planparse knows itself. Raises PlanparseError."""
    from planparse.clauses.agencies import known_names
    from planparse.clauses.unit_files import load_units

    return known_names(load_units(path))


def _codes(value: Any, key: str, where: str) -> frozenset[str]:
    if not isinstance(value, list):
        raise UsageError(where, f"{key} is no list", f"write {key}: [missing-unit]")
    return known_codes(value, where)


def _own(path: Path) -> Any:
    text = _text(path)
    try:
        return yaml.safe_load(text) or {}
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        what = getattr(error, "problem", None) or "cannot be read"
        raise UsageError(where, f"is no YAML: {what}", "check indents, quotes and colons") from None


def _project(path: Path) -> Any:
    """The table of planparse; None where there is none: the search goes on above."""
    try:
        tables = tomllib.loads(_text(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(str(path), f"is no TOML: {error}", "check it with its other users") from None
    return tables.get("tool", {}).get("planparse")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise UsageError(str(path), "is larger than 1 MB", "check that it holds settings")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(str(path), f"cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise UsageError(str(path), "is no UTF-8 text", "save it as UTF-8") from None
