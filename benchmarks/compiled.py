"""The same as the wheel that `make wheel` makes: its hot modules are compiled.

A wheel is built from a copy of the sources, so that the checkout stays pure Python, and installed into a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
_MEASURE = "from benchmarks.__main__ import bench_parse; bench_parse()"
_PLANS = """
import hashlib, pathlib, sys
from planparse import extract
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    plan = extract(path)
    print(path.name, hashlib.sha256(bytes(exporter("json")(plan, Layout(full=True)))).hexdigest())
"""


def bench_compiled() -> None:
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        print(f"parse     wheel            not measured: there is no C compiler ({compiler})")
        return
    with tempfile.TemporaryDirectory() as folder:
        installed = _installed(Path(folder))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), str(ROOT)])}
        listing = [sys.executable, "-c", _PLANS, str(ROOT / "samples")]
        plans = [
            subprocess.run(listing, env=one, capture_output=True, check=True) for one in (environment, None)
        ]
        if plans[0].stdout != plans[1].stdout:
            raise AssertionError("the compiled wheel gives other plans than the sources")
        subprocess.run([sys.executable, "-c", _MEASURE], env=environment, cwd=folder, check=True)


def _installed(folder: Path) -> Path:
    """Build the wheel in the folder and unpack it there."""
    sources = folder / "sources"
    sources.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    shutil.copytree(ROOT / "src", sources / "src", ignore=shutil.ignore_patterns("__pycache__"))
    building = {**os.environ, "HATCH_BUILD_HOOKS_ENABLE": "1"}
    subprocess.run([*_PIP, "wheel", "--no-deps", "--wheel-dir", folder, sources], env=building, check=True)
    [wheel] = folder.glob("*.whl")
    installed = folder / "installed"
    subprocess.run([*_PIP, "install", "--no-deps", "--target", installed, wheel], check=True)
    return installed
