"""The command line: one command a file; no logic, only words and exit codes.

Exit codes: 0 all well; 1 findings, or some documents failed; 2 wrong usage; 3 the input cannot be read. Messages
go to standard error, one line each; data goes to standard output and to nothing else.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from planparse.errors import PlanparseError
from planparse.output import tell, write_standard_output

if TYPE_CHECKING:
    import typer

COMMANDS: tuple[str, ...] = (
    "extract",
    "show",
    "explain",
    "outline",
    "clean",
    "batch",
    "units",
    "stats",
    "validate",
    "fmt",
    "schema",
)

DEBUG = "--debug"

_MEANT = re.compile(r"(Did you mean [^?]*\?).*")
"""Typer and click both say it."""


def application(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """The Typer application with these commands; help and misspelt names need them all."""
    import typer

    app = typer.Typer(
        name="planparse",
        help="Turn Chinese policy documents into task lists (任务分解表): who leads, what, by when, and where it says so.",
        epilog="Start with:  planparse show plan.txt   ·   planparse extract plan.txt -o tasks.csv",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in commands:
        command = import_module(f"planparse.cli.{name}").command
        app.command(name)(command)

    def print_version(asked: bool) -> None:
        if asked:
            from planparse import __version__

            write_standard_output(f"planparse {__version__}\n".encode())
            raise typer.Exit

    @app.callback()
    def planparse(
        _version: bool = typer.Option(
            False,
            "--version",
            "-V",
            help="Print the version and exit.",
            callback=print_version,
            is_eager=True,
        ),
        _debug: bool = typer.Option(False, DEBUG, help="Print a traceback where something breaks."),
    ) -> None:
        """Options that stand before the command."""

    return app


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code. Every fault is one line on standard error."""
    arguments = sys.argv[1:] if arguments is None else arguments
    debug = DEBUG in arguments
    arguments = [argument for argument in arguments if argument != DEBUG]  # it may stand anywhere
    commands = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    try:
        if len(arguments) == 2 and arguments[0] == "extract" and not arguments[1].startswith("-"):
            # The command that people type most has nothing to parse: it starts without the library that would.
            from planparse.cli.extraction import extract_to

            extract_to(arguments[1])
            return 0
        result = application(commands)(arguments, standalone_mode=False)
        return result if isinstance(result, int) else 0
    except SystemExit:  # how typer and rich end a help page whose reader has gone away
        return 0
    except PlanparseError as error:
        return _fail(str(error), error.exit_code, debug)
    except KeyboardInterrupt:
        return _fail("stopped", 130, False)
    except MemoryError:
        return _fail("the document is too large for this machine's memory", 3, debug)
    except Exception as error:
        if type(error).__name__ == "Abort":
            return _fail("stopped", 130, False)
        message = getattr(error, "format_message", None)
        if callable(message):  # a usage error of the command line's own
            context = getattr(error, "ctx", None)
            command = getattr(context, "command_path", "planparse")
            text = _MEANT.sub(r"\1", " ".join(str(message()).split())).rstrip(".")
            return _fail(f"{text}; see: {command} --help", 2, False) if text else 2
        return _fail(f"internal error ({type(error).__name__}: {error}); run again with {DEBUG}", 3, debug)


def _fail(message: str, code: int, debug: bool) -> int:
    if debug:
        raise
    tell(f"planparse: {message}")
    return code
