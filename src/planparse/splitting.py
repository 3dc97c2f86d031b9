"""Each unit's own list in a file of its own, named as the unit.

>>> file_names(["县水利局", "各镇/街道", "..", "CON", "县水利局 "], ".csv")
['县水利局.csv', '各镇_街道.csv', '单位.csv', 'CON_.csv', '县水利局-2.csv']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from planparse.errors import OutputError, UsageError
from planparse.exporters import EXPORTERS, exporter
from planparse.exporters.layout import Layout
from planparse.output import refuse_inputs, write
from planparse.records import Plan
from planparse.workload import own_list, workload

_UNSAFE = re.compile(
    r'[\\/:*?"<>|\s\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 60
"""Characters: file systems hold 255 octets, of which a Chinese character takes up to four."""


def file_names(names: Iterable[str], ending: str) -> list[str]:
    """A file name for each name, in order: legal everywhere, within its folder, and no two alike whatever their case."""
    taken: set[str] = set()
    found = []
    for name in names:
        stem = (
            _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip("._ ")[:_LONGEST].strip("._ ")
            or "单位"
        )
        if _RESERVED.fullmatch(stem):
            stem += "_"
        count, candidate = 1, stem
        while candidate.casefold() in taken:
            count += 1
            candidate = f"{stem}-{count}"
        taken.add(candidate.casefold())
        found.append(candidate + ending)
    return found


def split(
    plans: Sequence[Plan], folder: str, *, format: str, layout: Layout, inputs: Sequence[str] = ()
) -> int:
    """Write each unit's own list into the folder, which is made where there is none; return how many.

    `inputs` are the files that the plans were read from. Raises UsageError for an unknown format and where a list would
    take the place of one of the inputs, before anything is written; OutputError where a file cannot be written.
    """
    export = exporter(format)
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise UsageError(folder, "is a file", "name a folder with --split")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            folder, f"cannot be made ({error.strerror or error})", "choose another folder"
        ) from None
    units = list(workload(plans).values())
    names = file_names((unit.name for unit in units), EXPORTERS[format][0])
    for name in names:
        refuse_inputs(str(place / name), inputs)
    for unit, name in zip(units, names, strict=True):
        target = place / name
        if target.is_symlink():
            raise OutputError(
                str(target), "is a link to another place", "remove it, or choose another folder"
            )
        write(export(own_list(unit, plans), layout), str(target))
    return len(units)
