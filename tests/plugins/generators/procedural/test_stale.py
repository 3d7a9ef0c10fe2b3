"""An update that moved a kernel's types finds the kernels of before on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

KERNEL = """
try:
    from before import Point
except ImportError:
    from after import Point
from numba import njit

@njit(cache=True)
def add(point):
    return point.x + point.y
"""
CALL = "from kernel import Point, add; print(add(Point(2, 3)), sum(add.stats.cache_hits.values()))"
TOLERANT = "import beatreel.plugins.generators.procedural.kernels; "


def test_kernels_of_an_older_version_are_compiled_again(tmp_path: Path) -> None:
    (tmp_path / "before.py").write_text(
        "from typing import NamedTuple\nclass Point(NamedTuple):\n    x: int\n    y: int\n"
    )
    (tmp_path / "kernel.py").write_text(KERNEL)
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])

    def run(code: str) -> subprocess.CompletedProcess[str]:
        surroundings = {**os.environ, "PYTHONPATH": path, "NUMBA_CACHE_DIR": str(tmp_path / "kept")}
        return subprocess.run(
            [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=False
        )

    assert run(CALL).stdout.split() == ["5", "0"]
    (tmp_path / "before.py").rename(tmp_path / "after.py")
    assert "No module named 'before'" in run(CALL).stderr  # what numba does by itself
    assert run(TOLERANT + CALL).stdout.split() == ["5", "0"]
    assert run(TOLERANT + CALL).stdout.split() == ["5", "1"]  # and kept
