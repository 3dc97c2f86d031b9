"""`planparse schema`: the JSON Schema of the record."""

from __future__ import annotations

from planparse.cli.options import Output


def command(output: Output = "-") -> None:
    """Print the JSON Schema of the record, for editors and other validators.

    Example: `planparse schema -o planparse-1.schema.json` beside the task YAML, so that an editor completes and explains.
    """
    from planparse.output import write
    from planparse.schema import published

    write(published(), output)
