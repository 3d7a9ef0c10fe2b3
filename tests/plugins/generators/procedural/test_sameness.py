"""The same scene is the same picture: in another process, on other threads, and at another size."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.painters import painter
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

from .look import HEIGHT, WIDTH, difference, paint, shown

SCENES: dict[str, dict[str, Any]] = {
    "skyline": {"time_of_day": "dusk"},
    "interior": {},
    "field": {},
    "clouds": {"shot": "close", "weather": "storm"},
    "space": {"shot": "medium", "time_of_day": "night"},
}


def digests() -> str:
    """Return a digest of the light of each scene, before it is graded."""
    lights = (
        [np.ascontiguousarray(one.light) for one in paint(world, **facts).groups.values()]
        for world, facts in SCENES.items()
    )
    return " ".join(hashlib.sha256(b"".join(map(bytes, groups))).hexdigest() for groups in lights)


def test_another_process_gives_the_same_bytes_on_any_number_of_threads() -> None:
    here = digests()
    assert len(set(here.split())) == len(SCENES)
    threads = "1" if (os.cpu_count() or 1) > 1 else "2"  # OpenCV takes all that there are by default
    found = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import digests; print(digests())"],
        capture_output=True, text=True, check=True, env={**os.environ, "OPENCV_FOR_THREADS_NUM": threads},
    )  # fmt: skip
    assert found.stdout.strip() == here


@pytest.mark.parametrize(
    ("world", "hour", "most"), [("dunes", "golden", 8), ("field", "golden", 9), ("skyline", "dusk", 8)]
)
def test_another_size_has_the_same_composition(world: str, hour: str, most: float) -> None:
    large = painter(world)(
        SceneDescription(world=world, time_of_day=hour), shot="wide", variation=0, width=2 * WIDTH, height=2 * HEIGHT, seed=7,
        progress=lambda done, note="": None,
    )  # fmt: skip
    assert difference(shown(large), shown(paint(world, time_of_day=hour))) < most
