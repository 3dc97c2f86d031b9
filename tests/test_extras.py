"""What is installed beside the core is loaded only when it is used, and named when it is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import SAMPLES, sample

EXTRAS = {
    "resiliparse", "trafilatura", "lxml", "docx", "pypdfium2", "openpyxl", "matplotlib", "pyarrow", "ray", "pandas",
    "numpy", "jieba", "pydantic", "rich", "typer",
}  # fmt: skip
"""Beside what a format needs: what only one option or command needs."""

_LOADED = """
import sys
sys.argv = ["planparse", *sys.argv[1:]]
from planparse.__main__ import main
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(*arguments: str | Path) -> set[str]:
    """The packages that a command loads."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_a_text_file_loads_none_of_them() -> None:
    assert not loaded("extract", sample("yunxi-2024-plan")) & EXTRAS
    assert not loaded("extract", SAMPLES / "shanghai-2025-17.md") & EXTRAS


def test_importing_loads_none_of_them() -> None:
    script = "import sys, planparse; planparse.parse('一、任务'); print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & EXTRAS


def test_a_format_loads_its_own() -> None:
    assert loaded("extract", SAMPLES / "nanchong-2026.html") & EXTRAS == {"resiliparse"}


_BLOCKED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("resiliparse", "pypdfium2", "openpyxl", "docx"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocked())
sys.argv = ["planparse", *sys.argv[1:]]
from planparse.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (["extract", SAMPLES / "nanchong-2026.html"], "planparse[html]"),
        (["extract", sample("yunxi-2024-plan"), "-o", "{out}/tasks.xlsx"], "planparse[xlsx]"),
        (["extract", sample("yunxi-2024-plan"), "-o", "{out}/tasks.docx"], "planparse[docx]"),
    ],
)
def test_a_missing_one_is_named_in_one_line(arguments: list[str | Path], extra: str, tmp_path: Path) -> None:
    given = [str(one).replace("{out}", str(tmp_path)) for one in arguments]
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKED, *given], capture_output=True, text=True, check=False
    )
    assert done.returncode in (2, 3)
    assert done.stderr.count("\n") == 1
    assert f"pip install '{extra}'" in done.stderr
    assert not list(tmp_path.iterdir())
