"""A black stage: one lamp from above through haze, its pool on a dark floor that shines, somebody in it or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from . import band  # whose figures are drawn here, too

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIF = "black_stage"
# For each shot the row of the floor, how tall somebody is (shares of the height), and half the width of the pool (of the width).
_LOOKS = {
    "wide": (0.74, 0.20, 0.20),
    "medium": (0.82, 0.40, 0.30),
    "close": (0.93, 0.62, 0.40),
    "detail": (1.02, 0.82, 0.50),
}
_DANCERS = {"dancer", "dancers", "dance", "dancing", "ballet", "ballerina"}
_SINGERS = {"singer", "singing", "rapper", "vocalist"}


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int, progress: Progress
) -> Painting:
    """Paint a black stage; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    width, height = size
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 131])
    floor, tall, half = _LOOKS.get(shot, _LOOKS["medium"])
    at, lamp = 0.5 + float(rng.uniform(-0.10, 0.10)), 0.5 + float(rng.choice([-1, 1]) * rng.uniform(0.02, 0.24))
    palette = description.palette
    named = palette.strength > 0
    white = 0.55 + 0.45 * light_of_hue(palette.key, 0.10, 0.85) if named else np.array([0.72, 0.86, 1.0], np.float32)
    back = light_of_hue(palette.fill if named else 235.0, 0.17, 0.6).astype(np.float32)
    spot, haze = _lamp(width, height, (lamp, at), (floor, half), int(rng.integers(1, 1 << 16)))
    progress(0.4, "the lamp is lit")
    lit = spot[..., None] * white.astype(np.float32)
    low = np.exp(-(((np.arange(height, dtype=np.float32)[:, None, None] / height - floor) / 0.20) ** 2))
    glow = low * (0.020 + 0.030 * haze[..., None]) * back
    somebody = "people" not in description.without and ("figure" in description.motifs or _named(description))
    if somebody:
        _stand(lit, glow, description, (at * width, floor * height, tall * height), white, back, lamp < at)
    _mirror(lit, round(floor * height))
    _mirror(glow, round(floor * height))
    progress(0.8, "somebody stands in it" if somebody else "nobody stands in it")
    return _finish(description, shot, size, floor, lit.astype(np.float32), glow.astype(np.float32), haze)


def _named(description: SceneDescription) -> bool:
    return bool(description.all_words & (_DANCERS | _SINGERS))


def _lamp(
    width: int, height: int, across: tuple[float, float], where: tuple[float, float], seed: int
) -> tuple[Array, Array]:
    """Return the light of the beam and of its pool on the floor, and the haze, each (height, width)."""
    (lamp, at), (floor, half) = across, where
    small = (max(8, width // 2), max(8, height // 2))
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    x, y = (x + 0.5) / small[0], (y + 0.5) / small[1]
    smoke = fbm_at(2.2 * x + 0.6 * y, 3.2 * y, 0.55, seed, 5)
    haze = np.clip(0.55 + 0.75 * smoke, 0.05, 1.4)
    t = np.clip((y + 0.10) / (floor + 0.10), 0, 1.3)
    centre, wide = lamp + (at - lamp) * t, 0.012 + (half - 0.012) * t
    beam = np.exp(-1.7 * np.abs((x - centre) / wide) ** 2.6) / (0.30 + 1.5 * t) * haze * (y < floor)
    tall = height / width
    pool = np.exp(-((((x - at) / half) ** 2 + ((y - floor) * tall / (0.24 * half)) ** 2) ** 1.6))
    rough = 1 + 0.22 * fbm_at(9 * x, 60 * y, 1.0, seed + 1, 4)
    total = 0.26 * beam + 0.62 * pool * rough * (y > floor - 0.24 * half / tall)
    return tuple(
        cv2.resize(part.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR) for part in (total, haze)
    )


def _stand(
    lit: Array, glow: Array, description: SceneDescription, place: tuple[float, float, float], white: Array, back: Array,
    from_left: bool,
) -> None:  # fmt: skip
    """Let somebody stand in the pool, lit from above and a little from behind."""
    height, width = lit.shape[:2]
    x, y, tall = place
    words = description.all_words
    kind = "dancer" if words & _DANCERS else band.SINGER[0] if words & _SINGERS else "stander"
    alpha, feet = silhouette.figure(kind, tall, mirrored=from_left)
    nx, ny, nz = silhouette.inflated(alpha)
    left, top = round(x - feet[0]), round(y - feet[1])
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + alpha.shape[1], width), min(top + alpha.shape[0], height)
    if x1 <= x0 or y1 <= y0:
        return
    part, box = np.s_[y0 - top : y1 - top, x0 - left : x1 - left], np.s_[y0:y1, x0:x1]
    cover = alpha[part][..., None]
    side = -1.0 if from_left else 1.0
    down = np.clip(-0.95 * ny + 0.22 * side * nx - 0.30 * nz - 0.10, 0, 1)[part][..., None]
    edge = np.clip(1 - 1.25 * np.abs(nz), 0, 1)[part][..., None] ** 2
    lit[box] *= 1 - cover
    glow[box] *= 1 - cover
    lit[box] += cover * (0.55 * down**1.6 + 0.006) * white
    glow[box] += cover * 0.22 * edge * back


def _mirror(light: Array, floor: int) -> None:
    """Let the floor shine: the image of what is above it, faint and drawn out, in place."""
    height, width = light.shape[:2]
    below = height - floor
    if below < 4:
        return
    rows = np.clip(floor - 1 - (np.arange(below) * 0.92).astype(int), 0, floor - 1)
    image = cv2.GaussianBlur(np.ascontiguousarray(light[rows]), (0, 0), 0.006 * width, sigmaY=0.014 * width)
    fade = np.exp(-np.arange(below, dtype=np.float32) / (0.16 * height))[:, None, None]
    light[floor:] += 0.20 * image * fade


def _finish(
    description: SceneDescription, shot: str, size: tuple[int, int], floor: float, lit: Array, glow: Array, haze: Array
) -> Painting:
    width, height = size
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (lit, glow))
    start = Grade(
        contrast=1.25, saturation=1.15, bloom=0.20, bloom_width=1.3, desaturate=0.35, lift=(0.010, 0.006, 0.005)
    )
    row = np.arange(height, dtype=np.float32)[:, None] / height
    depth = np.broadcast_to(np.where(row < floor, 9.0, 9.0 * np.maximum(1 - 1.4 * (row - floor), 0.4)), (height, width))
    elements = [Element("motes", 0.7), Element("mist", 0.30, {"low": 0.2, "high": 0.8, "drift": 8})]
    return Painting(
        groups={"spot": LightGroup(lit, "kick", 0.86, 0.30), "back": LightGroup(glow, "offbeat", 0.85, 0.40)},
        depth=depth.astype(np.float32), focal=1.2 * width, centre=(0.5 * width, 0.45 * height),
        grade=fit_grade(np.asarray(total, np.float32), start, median=(12.0, 40.0), white=(200.0, 236.0)),
        masks={"low": np.broadcast_to(np.clip((row - 0.4) / 0.3, 0, 1), (height, width)).astype(np.float32)},
        elements=elements, travel={"wide": 0.8, "medium": 0.6}.get(shot, 0.3),
    )  # fmt: skip
