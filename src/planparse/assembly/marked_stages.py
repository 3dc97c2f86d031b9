"""Stages below 实施步骤 that a mark opens and no number: ——动员部署(3月20日前)。; 【第一阶段】动员部署(3月)。"""

from __future__ import annotations

from typing import Final

from planparse.assembly.material import Material
from planparse.assembly.stages import names_stage
from planparse.numbering.numerals import integer
from planparse.patterns import lazily
from planparse.structure import headings
from planparse.structure.outline import Entry

_MARK: Final = lazily(
    r"[ \t]*(?:—{1,2}|-{1,2}|[•●■▲◆★])\s*(?=[^\W\d_])|[ \t]*[【\[](?P<number>第(?P<count>[一二三四五六七八九])[阶階]段)[】\]]\s*"
)


def marked_stages(material: Material, entry: Entry, lines: range) -> list[Entry]:
    """The stages among the lines of an entry that has none with a number, where two or more lines open so and all are stages."""
    if not entry.leaf or entry.kind != "phases" or not entry.named:
        return []
    marks = [
        (number, mark)
        for number in lines[1:]
        if (mark := _MARK.match(material.value, *material.lines[number])) is not None
    ]
    if len(marks) < 2:
        return []
    stops = [number for number, _ in marks[1:]] + [lines.stop]
    stages = []
    for ordinal, ((number, mark), stop) in enumerate(zip(marks, stops, strict=True), 1):
        alone = stop > number + 1
        stages.append(
            entry._replace(
                kind_of_marker="stage" if mark["number"] else "dash",
                ordinal=(integer(mark["count"]) if mark["count"] else None) or ordinal,
                number=mark["number"] or "",
                level=entry.level + 1,
                start=mark.start(),
                lines=range(number, stop),
                heading=headings.split(material.value, mark.end(), material.lines[number][1], alone=alone),
                named=False,
            )
        )
    return stages if all(names_stage(material, stage, below=False) for stage in stages) else []
