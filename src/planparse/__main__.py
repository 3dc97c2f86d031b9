"""`planparse`, and `python -m planparse`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. `--version` is answered before anything else is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        from planparse import __version__

        try:
            print(f"planparse {__version__}", flush=True)
            return
        except OSError:  # the command line says why
            pass
    if sys.argv[1:2] == ["extract"]:
        import gc

        gc.disable()  # one document, all of whose records live to the end
    from planparse.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
