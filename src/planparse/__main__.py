"""`planparse`, and `python -m planparse`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. `--version` is answered before anything else is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from planparse import __version__

        print(f"planparse {__version__}")
        return
    from planparse.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
