"""A sheet of liquid metal that lies: waves that roll over it, or rings that spread; it fills the picture up to its horizon.

Its heights are sums of sines, so that its normals are exact and what is finer than a pixel fades before it shimmers.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels import surface

from . import sculpture

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_NAMED = {
    "ripples": "ripples? rippling rippled drops? droplets? raindrops?",
    "waves": "waves? wavy sea ocean tides? swell surface lake pool",
}
# height of the camera, pitch down in degrees, focal length in widths, and radians to the right
_SHOTS = {
    "wide": (2.7, 17.0, 0.85, 0.0),
    "medium": (1.6, 34.0, 1.1, 0.9),
    "close": (1.5, 62.0, 1.2, -0.7),
    "detail": (0.85, 24.0, 1.9, 0.35),
}
_AT_RINGS = {  # which spread from places before the camera
    "wide": (1.9, 24.0, 0.95, 0.0),
    "medium": (1.7, 36.0, 1.1, 0.0),
    "close": (1.5, 48.0, 1.2, 0.0),
    "detail": (1.15, 58.0, 1.35, 0.0),
}
_RINGS, _MIDDLE = 12.5, 0.10  # radians a metre; how large a crest's middle is, metres
_STEPS = 14
_FADED = 3.4  # pixels; and how far rings reach, metres
_REACH = 1.5


class Water(NamedTuple):
    """What moves: waves (k_x, k_z, phase, height), rings (x, z, wave number, phase, height)."""

    waves: Array
    rings: Array


def kind_of(description: SceneDescription) -> str:
    """Return which of the two a prompt names before its first comma; empty for neither."""
    words = sculpture.words_of(description)
    if not sculpture.is_mirror(description) or "silk" in words:
        return ""
    return next(
        (kind for kind, names in _NAMED.items() if any(re.fullmatch(n, w) for n in names.split() for w in words)), ""
    )


def water_of(kind: str, random: np.random.Generator) -> Water:
    """Return the waves of a kind, other for each state of ``random``."""
    way = float(random.uniform(0.9, 2.2))
    waves: list[tuple[float, ...]] = []
    for n in range(7):
        number = 1.3 * 1.38**n
        turn = way + float(random.normal(0, 0.40))
        high = (0.30 * 0.80**n if kind == "waves" else 0.020) / number * float(random.uniform(0.7, 1.2))
        waves.append((number * math.cos(turn), number * math.sin(turn), float(random.uniform(0, 6.28)), high))
    rings: list[tuple[float, ...]] = []
    if kind == "ripples":
        side = float(random.choice([-1.0, 1.0]))
        for x, z, high in ((0.30, 2.2, 0.034), (-0.9, 3.9, 0.026), (1.5, 5.6, 0.022), (-0.35, 1.15, 0.014)):
            at = side * x + float(random.normal(0, 0.1)), z + float(random.normal(0, 0.15))
            rings.append((*at, _RINGS * float(random.uniform(0.85, 1.2)), float(random.uniform(0, 6.28)), high))
    return Water(np.array(waves, np.float32), np.array(rings, np.float32).reshape(-1, 5))


def look_at(water: Water, shot: str, width: int, height: int) -> tuple[Array, float]:
    """Return the buffer of :mod:`~..kernels.surface` for a shot, and the focal length in pixels."""
    shots = _AT_RINGS if len(water.rings) else _SHOTS
    eye, pitch, focal, turn = shots.get(shot, shots["medium"])
    sine, cosine = math.sin(turn), math.cos(turn)
    focal *= min(width, 0.703125 * height)
    down = math.radians(pitch)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    right, up = (columns + 0.5 - width / 2) / focal, (height / 2 - rows - 0.5) / focal
    length = np.sqrt(right * right + up * up + 1)
    dx = right / length
    dy = (up * math.cos(down) - math.sin(down)) / length
    dz = (math.cos(down) + up * math.sin(down)) / length
    met = dy < -0.012
    fall = np.where(met, -dy, 1.0)
    away = np.minimum(eye / fall, 90.0)
    x, z = dx * cosine + dz * sine, dz * cosine - dx * sine
    for _ in range(_STEPS):  # damped, for the height where a ray meets is that of a place before or behind it
        level = height_of(water, x * away, z * away, away / focal)[0]
        away += 0.6 * (np.clip((eye - level) / fall, 0.3, 90.0) - away)
    _, slope_x, slope_z = height_of(water, x * away, z * away, away / focal / np.maximum(fall, 0.02) ** 0.8)
    slope_x, slope_z = slope_x * cosine - slope_z * sine, slope_x * sine + slope_z * cosine
    size = 1 / np.sqrt(slope_x * slope_x + slope_z * slope_z + 1)
    nx, ny, nz = -slope_x * size, size, -slope_z * size
    into = np.minimum(nx * dx + ny * dy + nz * dz, 0)
    buffer = np.zeros((height, width, surface.CHANNELS), np.float32)
    # The rig stands around who looks, its larger lights behind the camera: the sheet mirrors what is before it.
    for k, part in enumerate((2 * into * nx - dx, dy - 2 * into * ny, 2 * into * nz - dz)):
        buffer[..., k] = part
    buffer[..., surface.FACING] = np.clip(1 + into, 0, 1)
    buffer[..., surface.OCCLUSION] = np.clip(
        0.75 + 1.2 * buffer[..., 1], 0.25, 1
    )  # what looks down sees the sheet again
    buffer[..., surface.COVERAGE] = np.clip((-dy - 0.012) * 0.7 * focal / 8, 0, 1)
    buffer[..., surface.DEPTH] = np.where(met, away * 2.2, 60.0)
    return buffer, focal


def height_of(water: Water, x: Array, z: Array, pixel: Array) -> tuple[Array, Array, Array]:
    """Return height and slopes at places, without what is finer than about two pixels there (metres a pixel)."""
    level, slope_x, slope_z = (np.zeros_like(x) for _ in range(3))
    for kx, kz, phase, high in water.waves:
        seen = high * np.exp(-((_FADED * math.hypot(kx, kz) * pixel) ** 2))
        angle = kx * x + kz * z + phase
        level += seen * np.sin(angle)
        slope = seen * np.cos(angle)
        slope_x += kx * slope
        slope_z += kz * slope
    for at_x, at_z, number, phase, high in water.rings:
        off_x, off_z = x - at_x, z - at_z
        far = np.sqrt(off_x * off_x + off_z * off_z + _MIDDLE**2)
        seen = high * np.exp(-far / _REACH - (_FADED * number * pixel) ** 2)
        angle = number * far - phase
        level += seen * np.cos(angle)
        slope = -seen * (number * np.sin(angle) + np.cos(angle) / _REACH) / far
        slope_x += slope * off_x
        slope_z += slope * off_z
    return level, slope_x, slope_z
