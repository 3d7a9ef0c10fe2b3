"""Where water falls: the rock, what comes over it, and from where it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

    from .crags import Crags


@dataclass(frozen=True)
class Sheet:
    """Water that falls in one plane; metres. ``spreads`` is by how much wider it is at its foot, a share of ``half``."""

    x: float
    z: float
    top: float
    low: float
    half: float
    spreads: float


@dataclass
class Gorge:
    """A camera, the rock before it and the water that falls over it."""

    camera: Camera
    crags: Crags
    sheets: list[Sheet]
    side: float
    azimuth: float
