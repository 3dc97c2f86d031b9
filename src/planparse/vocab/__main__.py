"""`python -m planparse.vocab` makes `compiled.json` anew from the YAML files."""

from __future__ import annotations

from planparse.vocab import COMPILED, compiled

if __name__ == "__main__":
    COMPILED.write_text(compiled(), encoding="utf-8")
