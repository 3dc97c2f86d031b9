"""What `make wheel` compiles: that the compiler takes it shows here, without a C compiler and in seconds."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.timeout(180)
def test_the_compiler_takes_the_modules_of_the_wheel(tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    modules = [str(path.relative_to(ROOT)) for shape in hook["include"] for path in sorted(ROOT.glob(shape))]
    assert "src/planparse/pipeline.py" in modules
    generate = "import sys; from mypyc.build import mypycify; mypycify(sys.argv[2:], target_dir=sys.argv[1])"
    options = [*hook["mypy-args"], f"--cache-dir={tmp_path / 'cache'}"]
    done = subprocess.run(
        [sys.executable, "-c", generate, str(tmp_path), *options, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if "error" in line]
    assert list(tmp_path.glob("*.c"))
