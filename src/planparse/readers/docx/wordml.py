"""WordprocessingML in ElementTree's terms: names, and values of attributes.

>>> from xml.etree import ElementTree
>>> properties = ElementTree.fromstring(f'<p xmlns:w="{NAMESPACE}"><w:ilvl w:val="1"/><w:vanish w:val="off"/></p>')
>>> integer(properties, "ilvl"), value(properties, "numId"), switched(properties, "vanish"), switched(properties, "b")
(1, None, False, None)
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_VAL = f"{W}val"
_LARGEST = 2**31 - 1


def value(parent: Element | None, name: str) -> str | None:
    """`w:val` of the child `name`; None where there is no such child, empty where it has no value."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(_VAL, "")


def integer(parent: Element | None, name: str) -> int | None:
    """`w:val` of the child `name` as a number; None where it has none."""
    return number(value(parent, name))


def number(text: str | None) -> int | None:
    """A whole number of Word's range, or None.

    >>> number("3"), number("-1"), number("9" * 5000), number("三")
    (3, -1, None, None)
    """
    if not text or len(text) > 11:
        return None
    try:
        found = int(text)
    except ValueError:
        return None
    return found if abs(found) <= _LARGEST else None


def font(look: Element | None) -> str:
    """The font that a `w:rPr` names for Latin letters, which signs of symbol fonts are; empty where it names none."""
    fonts = look.find(f"{W}rFonts") if look is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def switched(parent: Element | None, name: str) -> bool | None:
    """Whether the child `name` switches something on; None where it is not there (ECMA-376 part 1, 17.17.4)."""
    found = value(parent, name)
    return None if found is None else found not in ("0", "false", "off")
