"""Prisms of glass that split a beam of white light, on a floor that mirrors them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .tank import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIFS = ("prism",)
# Of each shot: length of a side, widths, and where the middle of the prism is.
_SHOTS = {
    "wide": (0.46, 0.36, 0.50),
    "medium": (0.64, 0.31, 0.48),
    "close": (0.95, 0.16, 0.46),
    "detail": (1.5, -0.20, 0.44),
}
_RED, _VIOLET = 22.0, 308.0  # hues of the ends of the spectrum
_BENT = (0.10, 0.62)  # radians below the level at which red and violet leave
_GROUPS = {"glass": ("steady", 0.0), "beam": ("kick", 0.30), "warm": ("offbeat", 0.40), "cool": ("high", 0.40)}
_OTHERS = (
    (0.40, 0.30, -0.30, 0.55),
    (0.30, -0.30, -0.46, 0.30),
)  # sizes, places beside and above, and light of further ones


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Callable[..., None]
) -> Painting:  # fmt: skip
    """Paint prisms; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 191])
    side, x, y = _SHOTS.get(shot, _SHOTS["medium"])
    lights = {name: np.zeros((height, width, 3), np.float32) for name in _GROUPS}
    unit = min(width, 0.5625 * height)
    if "prisms" in description.prompt.lower():
        for size, aside, above, share in _OTHERS:
            at = ((x + aside * side * 2.2) * width, (y + above * side) * height)
            part = {name: np.zeros((height, width, 3), np.float32) for name in _GROUPS}
            _prism(part, at, size * side * unit, float(rng.uniform(-0.5, 0.5)), rng)
            for name, light in part.items():
                lights[name] += np.float32(share) * cv2.GaussianBlur(light, (0, 0), max(0.8, 0.006 * width))
        progress(0.3, "further prisms")
    middle = (x * width, y * height)
    _prism(lights, middle, side * unit, float(rng.uniform(-0.10, 0.10)), rng)
    progress(0.7, "splitting the light")
    line = int(min(middle[1] + 0.42 * side * unit, 0.86 * height))
    rows = np.arange(height - line)
    source = np.clip(line - 1 - rows, 0, height - 1)
    fade = (0.42 * np.exp(-rows / (0.16 * height)))[:, None, None].astype(np.float32)
    for name, light in lights.items():
        image = cv2.GaussianBlur(light[source], (0, 0), sigmaX=max(0.6, 0.004 * width), sigmaY=max(0.8, 0.012 * width))
        light[line:] = light[line:] * np.float32(0.35 if name == "glass" else 0.8) + image * fade
    small = cv2.resize(sum(lights.values()), (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    air = cv2.resize(
        cv2.GaussianBlur(small, (0, 0), max(1.0, width / 60)), (width, height), interpolation=cv2.INTER_LINEAR
    )
    lights["glass"] += 0.06 * air + np.float32([0.004, 0.003, 0.003])
    groups = {name: LightGroup(lights[name], pulse, 1.0 - 0.5 * gain, gain) for name, (pulse, gain) in _GROUPS.items()}
    depth = np.full((height, width), 4.0, np.float32)
    depth[line:] = np.linspace(4.0, 2.0, height - line, dtype=np.float32)[:, None]
    elements = [Element("motes", 0.9), Element("flow", 0.3, {"size": 50.0})]
    painting = finished(groups, depth, elements, (True, (205.0, 238.0)), (width, height))
    painting.grade = replace(painting.grade, exposure=0.72 * painting.grade.exposure, contrast=1.22)
    return painting


def _prism(
    lights: dict[str, Array], at: tuple[float, float], side: float, turn: float, rng: np.random.Generator
) -> None:
    """Add a prism, the beam that falls on it and what comes out of it, in place; ``at`` and ``side`` in pixels."""
    height, width = lights["glass"].shape[:2]
    corners = np.array([(0.0, -0.5774), (0.5, 0.2887), (-0.5, 0.2887)]) * side
    c, s = math.cos(turn), math.sin(turn)
    corners = corners @ np.array([[c, s], [-s, c]]) + at
    top, right, left = corners
    back = corners + np.array([0.16, -0.10]) * side  # its other end, further away
    enters, leaves = 0.52 * left + 0.48 * top, 0.50 * right + 0.50 * top
    fine = max(1.0, width / 700)
    for (a, b), strong in (((enters, enters - np.array([2.2, -0.42]) * width), 1.0), ((enters, leaves), 0.4)):
        lights["beam"] += strong * _beam((height, width), a, b, fine)[..., None] * np.float32([1.0, 0.97, 0.95])
    _fan(lights, leaves, turn, side, rng)
    face = _filled((height, width), corners)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    shade = (0.010 + 0.05 * np.clip((y * height - top[1]) / side, 0, 1) ** 2) * face
    for name in ("beam", "warm", "cool"):  # what lies behind the glass is seen in it, moved and paler
        move = np.array([[1, 0, 0.07 * side], [0, 1, -0.05 * side]], np.float32)
        lights[name] += (
            0.30
            * cv2.warpAffine(lights[name], move, (width, height), borderMode=cv2.BORDER_REPLICATE)
            * face[..., None]
        )
    lights["glass"] += shade[..., None] * np.float32([1.0, 0.95, 0.90])
    edges = np.zeros((height, width), np.float32)
    for shape, strong in ((corners, 1.0), (back, 0.28)):
        for k in range(3):
            edges += strong * _line((height, width), shape[k], shape[(k + 1) % 3], 1.1 * fine)
    for k in range(3):
        edges += 0.45 * _line((height, width), corners[k], back[k], 0.8 * fine)
    lights["glass"] += 0.40 * edges[..., None] * np.float32([1.0, 0.96, 0.92])


def _fan(lights: dict[str, Array], at: Any, turn: float, side: float, rng: np.random.Generator) -> None:
    """Add the spectrum that leaves a prism, in place."""
    height, width = lights["warm"].shape[:2]
    x = np.arange(width, dtype=np.float32)[None] - np.float32(at[0])
    y = np.arange(height, dtype=np.float32)[:, None] - np.float32(at[1])
    away = np.sqrt(x * x + y * y)
    bent = np.arctan2(y, x) - np.float32(0.3 * turn)
    share = (bent - _BENT[0]) / (_BENT[1] - _BENT[0])
    wide = np.clip(8.0 / np.maximum(away, 8.0), 0.012, 0.2)
    inside = np.clip(0.5 + share / wide, 0, 1) * np.clip(0.5 + (1 - share) / wide, 0, 1) * (x > 0)
    streaks = np.interp(np.linspace(0, 1, 256), np.linspace(0, 1, 23), rng.uniform(0.55, 1.15, 23))
    at_share = np.clip(share * 255, 0, 255).astype(np.int32)
    strong = inside * streaks[at_share] * 1.15 / (0.35 + (away / side) ** 0.8)
    table = np.stack([light_of_hue(_RED + (_VIOLET - _RED) * k / 255, 0.19, 0.66) for k in range(256)])
    colour = table[at_share] * strong[..., None].astype(np.float32)
    split = np.clip((share - 0.42) / 0.16, 0, 1)[..., None].astype(np.float32)
    lights["warm"] += colour * (1 - split)
    lights["cool"] += colour * split


def _beam(shape: tuple[int, int], a: Any, b: Any, fine: float) -> Array:
    """Return a beam of light: its core and the air about it."""
    core = _line(shape, a, b, 2.2 * fine)
    few = cv2.resize(core, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = sum(
        share * cv2.GaussianBlur(few, (0, 0), reach * fine) for reach, share in ((1.6, 0.9), (6.0, 0.8), (22.0, 0.5))
    )
    return np.asarray(1.2 * core + cv2.resize(soft, shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _line(shape: tuple[int, int], a: Any, b: Any, thick: float) -> Array:
    drawn = np.zeros(shape, np.uint8)
    ends = [tuple(int(v) for v in np.clip(np.round(np.asarray(p) * 16), -500_000, 500_000)) for p in (a, b)]
    cv2.line(drawn, ends[0], ends[1], 255, max(1, round(thick)), cv2.LINE_AA, 4)
    return cv2.GaussianBlur(drawn.astype(np.float32) / 255, (0, 0), 0.6)


def _filled(shape: tuple[int, int], corners: Any) -> Array:
    drawn = np.zeros(shape, np.uint8)
    cv2.fillPoly(drawn, [np.round(np.asarray(corners) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return drawn.astype(np.float32) / 255
