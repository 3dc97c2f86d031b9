"""The sample documents, and what damage may be done to them without changing the answer."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden"

ALL = sorted(path.stem for path in GOLDEN.glob("*.yaml"))
"""Every document with an answer written by hand, whatever its format."""
NAMES = [name for name in ALL if (SAMPLES / f"{name}.txt").exists()]
"""Those that are plain text."""


def sample(name: str) -> Path:
    """The path of a sample document."""
    return next(SAMPLES.glob(f"{name}.*"))


def text_of(name: str) -> str:
    """A sample's text, line ends as they are."""
    return sample(name).read_bytes().decode("utf-8")


_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "!(),.:;?"}


def crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def full_width(text: str) -> str:
    """ASCII punctuation made full width, but for decimal points and the dots of numbers."""
    out = []
    for i, c in enumerate(text):
        digit_beside = c in ".:" and i > 0 and text[i - 1].isdigit()
        out.append(c if digit_beside else c.translate(_WIDE))
    return "".join(out)


def wrapped(text: str, width: int = 28) -> str:
    """Each line broken after so many characters, as a plain-text mail or an old terminal does."""
    lines = []
    for line in text.split("\n"):
        lines += [line[i : i + width] for i in range(0, len(line), width)] or [""]
    return "\n".join(lines)


def display_wrapped(text: str, width: int = 56) -> str:
    """Each line broken after so many columns, where a Chinese character takes two."""
    lines = []
    for line in text.split("\n"):
        current, used = "", 0
        for c in line:
            size = 1 if ord(c) < 0x2E80 else 2
            if used + size > width:
                lines.append(current)
                current, used = "", 0
            current += c
            used += size
        lines.append(current)
    return "\n".join(lines)


def indented(text: str) -> str:
    return textwrap.indent(text, "\u3000\u3000")


def blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def page_numbers(text: str) -> str:
    """A page number after every 25th line."""
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(line)
        if number % 25 == 0:
            lines.append(f"— {number // 25} —")
    return "\n".join(lines)


def page_numbers_in_sentences(text: str) -> str:
    """The same, and every 25th line is broken in mid-sentence by its page number."""
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        if number % 25 == 0 and len(line) > 60:
            half = len(line) // 2
            lines += [line[:half], f"— {number // 25} —", line[half:]]
        else:
            lines.append(line)
    return "\n".join(lines)


def wrapped_with_pages(text: str) -> str:
    return page_numbers(wrapped(text))


VARIANTS: dict[str, Callable[[str], str]] = {
    "crlf": crlf,
    "full-width": full_width,
    "wrapped": wrapped,
    "display-wrapped": display_wrapped,
    "indented": indented,
    "blank-lines": blank_lines,
    "wrapped-blank-lines": lambda text: blank_lines(wrapped(text)),
    "page-numbers": page_numbers,
    "page-numbers-in-sentences": page_numbers_in_sentences,
    "wrapped-with-pages": wrapped_with_pages,
}


DAMAGES: list[Callable[[str], str]] = [str.__str__, *VARIANTS.values()]
"""None, and each of the variants."""


def without_line_breaks(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")
