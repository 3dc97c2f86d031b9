"""What a paragraph has from its style: its list and level, whether it is hidden, whether it is of a table of contents.

>>> from xml.etree import ElementTree
>>> from planparse.readers.docx.wordml import NAMESPACE
>>> part = ElementTree.fromstring(f'''<w:styles xmlns:w="{NAMESPACE}">
...   <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
...     <w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
...   <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>
...     <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>''')
>>> styles = read_styles(part)
>>> styles.of_list("2", None, {})
(7, 1)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from planparse.readers.docx.numbering import Numbering
from planparse.readers.docx.wordml import W, integer, switched, value

_LONGEST_CHAIN = 32  # styles based on styles: Word makes no more than eleven
_CONTENTS = ("toc ", "toa heading", "table of figures")
"""How the names of the styles begin that Word gives to lists of headings, figures and sources."""


class Style(NamedTuple):
    """A style's own settings; None where it says nothing."""

    based_on: str
    num_id: int | None
    level: int | None
    hidden: bool | None
    contents: bool


class Styles(NamedTuple):
    """The styles by `w:styleId`, and the one of a paragraph that names none."""

    styles: Mapping[str, Style]
    default: str

    def of_list(self, style: str, own: Element | None, numbering: Numbering) -> tuple[int, int] | None:
        """The `w:numId` and level of a paragraph of `style`, whose own `w:numPr` is `own`; None without a number.

        List and level are inherited each for itself; list 0 switches numbering off (ECMA-376 part 1, 17.9.18). A list that
        comes from a style is used at the level that is tied to the style (17.9.23).
        """
        num_id, level = integer(own, "numId"), integer(own, "ilvl")
        if num_id is None:
            chain = list(self._chain(style))
            num_id = next((one.num_id for _, one in chain if one.num_id is not None), None)
            num = numbering.get(num_id) if num_id is not None else None
            if level is None and num is not None:
                tied = (num.level_of(name) for name, _ in chain)
                level = next((place for place in tied if place is not None), None)
        if not num_id:
            return None
        if level is None:
            level = next((one.level for _, one in self._chain(style) if one.level is not None), 0)
        return num_id, level

    def hidden(self, style: str) -> bool:
        """Whether the text of a style is hidden."""
        return next((bool(one.hidden) for _, one in self._chain(style) if one.hidden is not None), False)

    def contents(self, style: str) -> bool:
        """Whether a style is that of a line of a table of contents."""
        return style in self.styles and self.styles[style].contents

    def _chain(self, style: str) -> Iterator[tuple[str, Style]]:
        """A style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            found = self.styles.get(style)
            if found is None:
                return
            yield style, found
            style = found.based_on


def read_styles(part: Element) -> Styles:
    """The styles of `styles.xml`."""
    styles: dict[str, Style] = {}
    default = ""
    for one in part.findall(f"{W}style"):
        name = one.get(f"{W}styleId", "")
        settings = one.find(f"{W}pPr")
        list_of = settings.find(f"{W}numPr") if settings is not None else None
        styles[name] = Style(
            based_on=value(one, "basedOn") or "",
            num_id=integer(list_of, "numId"),
            level=integer(list_of, "ilvl"),
            hidden=switched(one.find(f"{W}rPr"), "vanish"),
            contents=(value(one, "name") or "").lower().startswith(_CONTENTS),
        )
        if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true", "on"):
            default = name
    return Styles(styles, default)
