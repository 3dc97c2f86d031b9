"""`planparse show`: the task table in the terminal."""

from __future__ import annotations

from planparse.cli.options import Encoding, File, Labels


def command(file: File, labels: Labels = "zh", encoding: Encoding = None) -> None:
    """Show the task table of one document in the terminal.

    Examples:

    - `planparse show plan.txt`

    - `planparse show plan.txt | less -R`
    """
    from planparse.cli.drawing import draw
    from planparse.cli.extraction import advise, language
    from planparse.cli.table import task_table
    from planparse.pipeline import extract

    chosen = language(labels)
    plan = extract(file, encoding=encoding)
    draw(*task_table(plan, chosen))
    advise(plan, file)
