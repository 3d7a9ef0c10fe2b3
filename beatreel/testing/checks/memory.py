"""Whether a generator's memory grows from scene to scene."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
import tracemalloc
from pathlib import Path

from beatreel import Still, VideoSpec
from beatreel.testing.checks.subject import Subject, require

SCENES = 60  # of a long film
_WARM = 20  # scenes after which caches are as full as they get
_SPEC = VideoSpec(width=72, height=128)
_FEW = 3  # stills of a generator that paints slowly
_QUICK = 0.3  # seconds for a scene
_NOISE = 1_000_000  # bytes that come and go anyhow
_NATIVE_NOISE = 48_000_000


def steady_memory(subject: Subject) -> None:
    """Paint and animate sixty small scenes; what Python holds must not grow by a quarter of a frame for each."""
    small = Subject(subject.provider, subject.fresh("memory"), spec=_SPEC, params=subject.params)
    begun = time.process_time()
    _scene(small, 0)
    # One that paints slowly paints a few stills, and animates each of them for several scenes.
    stills = SCENES if time.process_time() - begun < _QUICK else _FEW
    painted: list[Still] = []
    tracemalloc.start()
    try:
        for number in range(_WARM):
            _scene(small, number, painted, stills)
        held, resident = _held(), _resident()
        for number in range(_WARM, SCENES):
            _scene(small, number, painted, stills)
        grown, native = _held() - held, _resident() - resident
    finally:
        tracemalloc.stop()
    scenes, frame = SCENES - _WARM, _SPEC.width * _SPEC.height * 3
    require(
        grown <= _NOISE + scenes * frame // 4,
        f"it holds {grown / 1e6:.1f} MB more after {scenes} further scenes of {_SPEC.width}x{_SPEC.height}; let go of what a scene needed",
    )
    require(
        native <= _NATIVE_NOISE,
        f"its process grew by {native / 1e6:.0f} MB over {scenes} small scenes; let go of what a scene needed",
    )


def _scene(small: Subject, number: int, painted: list[Still] | None = None, stills: int = SCENES) -> None:
    """Make one scene; of a generator that may paint only a few stills, those that it painted are kept and shown again."""
    still = None
    if hasattr(small.provider, "paint"):
        if painted and len(painted) >= stills:
            still = painted[number % stills]
        else:
            folder, picture = small.paint(seed=number + 1)
            still = Still(path=folder, picture=picture, sha256=f"{number:064d}")
            if painted is not None and stills < SCENES:
                painted.append(still)
    if hasattr(small.provider, "animate"):
        for _ in small.animate(first=30 * number, count=2, still=still):
            pass
    if still is not None and (painted is None or stills >= SCENES):
        shutil.rmtree(still.path)


def _held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def _resident() -> int:
    """Bytes of memory that this process has, or 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    if sys.platform != "linux" or not statm.exists():
        return 0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
