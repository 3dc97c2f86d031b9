"""`planparse clean`: the normalised text, or what was taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from planparse.cli.options import Encoding, File, Output


def command(
    file: File,
    output: Output = "-",
    removed: Annotated[
        bool, typer.Option("--removed", help="Print what was taken away instead, and by which rule.")
    ] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="Print the text before any change: what places in it count.")
    ] = False,
    encoding: Encoding = None,
) -> None:
    """Print the text as it is read: wraps rejoined, site furniture gone.

    Examples:

    - `planparse clean plan.txt`

    - `planparse clean plan.txt --removed`

    - `planparse clean plan.docx --raw`
    """
    from planparse.normalise import normalise
    from planparse.output import refuse_inputs, write
    from planparse.places import Places
    from planparse.readers import read

    refuse_inputs(output, [file])
    reading = read(file, encoding=encoding).reading
    if raw:
        write(reading.text.encode("utf-8", "replace"), output)
        return
    text = normalise(reading.opened())
    if removed:
        places = Places(text, reading)
        lines = [
            f"{places.of(one.span).line}\t{one.rule}\t{_seen(text.source[one.span.start : one.span.end])}"
            for one in sorted(text.removals, key=lambda one: one.span.start)
        ]
    else:
        lines = [text.value]
    write("".join(line + "\n" for line in lines).encode("utf-8", "replace"), output)


def _seen(text: str) -> str:
    """A text on one line; a character that nobody sees, and that a terminal may obey, by its number.

    >>> _seen("第\u200b3页\\n")
    '第<U+200B>3页'
    """
    flat = " ".join(text.split())
    return "".join(mark if mark.isprintable() else f"<U+{ord(mark):04X}>" for mark in flat)
