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
    encoding: Encoding = None,
) -> None:
    """Print the text as it is read: wraps rejoined, site furniture gone.

    Examples:

    - `planparse clean plan.txt`

    - `planparse clean plan.txt --removed`
    """
    from planparse.normalise import normalise
    from planparse.output import write
    from planparse.places import Places
    from planparse.readers import read
    from planparse.text import Text

    text = normalise(Text.raw(read(file, encoding=encoding).text))
    if removed:
        places = Places(text)
        lines = [
            f"{places.of(one.span).line}\t{one.rule}\t{' '.join(text.source[one.span.start : one.span.end].split())}"
            for one in sorted(text.removals, key=lambda one: one.span.start)
        ]
    else:
        lines = [text.value]
    write("".join(line + "\n" for line in lines).encode("utf-8", "replace"), output)
