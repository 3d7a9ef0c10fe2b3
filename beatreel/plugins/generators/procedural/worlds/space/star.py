"""The surface of a star seen from near: its boiling face, arches of plasma over its edge, the corona about it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.star import COVER, HEAT, OUTSIDE, star
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .sky import stars

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Arch = tuple[float, float, float]
"""Where its feet are, radians along the edge from the top, and how high it is, radii."""


@dataclass(frozen=True)
class _Look:
    """A composition: the disc's middle and radius (widths), how fine its grain is, arches over its edge and spots on its face."""

    centre: tuple[float, float]
    radius: float
    grain: float
    arches: tuple[Arch, ...]
    spots: tuple[tuple[float, float, float], ...]


# Places of spots are shares of the picture, their radii widths of it.
_LOOKS = {
    "wide": _Look(
        (0.5, 1.02), 0.98, 5.0, ((-0.34, -0.02, 0.30), (0.26, 0.42, 0.10)), ((0.68, 0.86, 0.030), (0.76, 0.885, 0.020)),
    ),
    "medium": _Look(
        (0.5, 0.52), 0.36, 2.6, ((-1.20, -0.74, 0.34), (0.95, 1.16, 0.14), (2.3, 2.75, 0.24)),
        ((0.42, 0.47, 0.018), (0.60, 0.60, 0.012)),
    ),
    "close": _Look(
        (0.62, 1.92), 2.35, 15.0, ((-0.26, 0.02, 0.20), (-0.20, -0.04, 0.10), (0.10, 0.16, 0.03)),
        ((0.40, 0.78, 0.075), (0.53, 0.825, 0.040)),
    ),
    "detail": _Look((0.30, 1.55), 2.30, 20.0, ((-0.02, 0.20, 0.11),), ((0.40, 0.56, 0.150), (0.70, 0.64, 0.075))),
}  # fmt: skip


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a star; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is along its curve with an arch of plasma, medium all of it, close under the arches, detail over a spot.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 47])
    look = _LOOKS.get(shot, _LOOKS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    number = int(rng.integers(1, 1 << 20))
    centre = ((0.5 + side * (look.centre[0] - 0.5)) * width, look.centre[1] * height)
    radius = look.radius * width * float(rng.uniform(0.94, 1.06))
    spots = []
    for x, y, reach in look.spots:
        px = ((0.5 + side * (x - 0.5) + float(rng.uniform(-0.04, 0.04))) * width - centre[0]) / radius
        py = ((y + float(rng.uniform(-0.02, 0.02))) * height - centre[1]) / radius
        if px * px + py * py < 0.98:
            spots.append((px, py, math.sqrt(1 - px * px - py * py), reach * width / radius))
    found = star(
        width, height, centre=centre, radius=radius, spots=np.array(spots, np.float32), grain=look.grain,
        turn=float(rng.uniform(0, 6.3)), seed=number % 97,
    )  # fmt: skip
    progress(0.4, "what boils")
    deep, middle, hot = _ramp(description)
    heat, cover, outside = (found[..., plane] for plane in (HEAT, COVER, OUTSIDE))
    face = heat * cover
    sky = 0.7 * stars(width, height, count=700, bright=1, seed=number) * (1 - cover)
    groups = {
        "sky": LightGroup(sky[..., None] * np.array([1.0, 0.95, 0.92], np.float32)),
        "face": LightGroup((1.5 * np.clip(face, 0, 0.9) ** 1.6)[..., None] * deep, "low", 0.94, 0.16),
        "grains": LightGroup((2.6 * np.clip(face - 0.42, 0, 1) ** 1.5)[..., None] * middle, "kick", 0.9, 0.26),
        "heat": LightGroup((5.5 * np.clip(face - 0.86, 0, 1) ** 1.4)[..., None] * hot, "high", 0.9, 0.4),
    }  # fmt: skip
    angle = np.arctan2(
        (np.arange(width, dtype=np.float32) + 0.5)[None] - centre[0],
        centre[1] - (np.arange(height, dtype=np.float32) + 0.5)[:, None],
    )
    _corona(groups, outside, angle, cover, (deep, middle), number, 0.30 / look.radius)
    progress(0.6, "corona")
    strands, glow = _arches(look.arches, side, centre, radius, (width, height), rng)
    plasma = (1.5 * strands)[..., None] * (0.35 * deep + 0.65 * middle)
    plasma += (0.5 * np.maximum(strands - 0.8, 0))[..., None] * hot
    groups["arches"] = LightGroup(plasma, "mid", 0.85, 0.45)
    groups["glow"] = LightGroup(glow[..., None] * deep * np.float32(0.9), "offbeat", 0.85, 0.35)
    progress(0.9, "arches")
    painting = Painting(
        groups={name: LightGroup(np.asarray(g.light, np.float16), g.pulse, g.base, g.gain) for name, g in groups.items()},
        depth=np.where(cover > 0.5, np.float32(26.0), np.float32(70.0)).astype(np.float32),
        focal=1.0 * width,
        centre=(0.5 * width, 0.45 * height),
    )  # fmt: skip
    painting.depth = cv2.GaussianBlur(painting.depth, (0, 0), width / 60)
    small = (max(16, width // 8), max(16, height // 8))
    total = np.sum(
        [cv2.resize(group.light.astype(np.float32), small, interpolation=cv2.INTER_AREA) for group in groups.values()],
        axis=0,
    )
    painting.grade = fit_grade(
        total, Grade(contrast=1.15, saturation=1.15, bloom=0.22, bloom_width=1.2, desaturate=0.5, lift=(0.010, 0.006, 0.010)),
        median=(46.0, 104.0), white=(212.0, 240.0),
    )  # fmt: skip
    painting.travel = 2.0
    painting.masks = {"face": cover.astype(np.float32), "beyond": (1 - cover).astype(np.float32)}
    painting.elements = [Element("flow", 0.45), Element("embers", 0.5)]
    return painting


def _ramp(description: SceneDescription) -> tuple[Array, Array, Array]:
    """Return the light of what is coolest, of the grains and of what is hottest: red, orange and near white, or the named colours."""
    palette = description.palette
    if palette.strength > 0:
        return (
            light_of_hue(palette.key, 0.20, 0.55),
            light_of_hue(palette.fill if abs(palette.fill - palette.key) > 8 else palette.key + 18, 0.15, 0.74),
            0.7 + 0.3 * light_of_hue(palette.accent, 0.06, 0.92),
        )
    return light_of_hue(38.0, 0.20, 0.56), light_of_hue(62.0, 0.17, 0.74), np.array([0.72, 0.93, 1.0], np.float32)


def _corona(
    groups: dict[str, LightGroup], outside: Array, angle: Array, cover: Array, tints: tuple[Array, Array], seed: int, reach: float
) -> None:  # fmt: skip
    """Add what glows about it: a thin bright shell with spikes, and long streamers."""
    ragged = fbm_at(angle * 9, outside * 1.2, 0.30, seed % 500 + 3, 5)
    long = fbm_at(angle * 2.2, 0.25 * outside, 0.5, seed % 500 + 9, 4)
    shell = np.exp(-outside / (0.028 * reach * (1 + 1.1 * np.clip(ragged, -0.7, 1.5)))) * (1 - cover)
    streamers = np.exp(-outside / (0.30 * reach)) * (0.45 + 0.9 * np.clip(long + 0.25, 0, 1)) * (1 - cover)
    groups["shell"] = LightGroup(shell[..., None] * (1.1 * tints[1]), "kick", 0.9, 0.3)
    groups["corona"] = LightGroup(streamers[..., None] * (0.42 * tints[0]), "downbeat", 0.9, 0.3)


def _arches(
    arches: tuple[Arch, ...], side: float, centre: tuple[float, float], radius: float, size: tuple[int, int], rng: np.random.Generator
) -> tuple[Array, Array]:  # fmt: skip
    """Return the light of arches of plasma, many fine strands each, and the glow about them."""
    width, height = size
    light = np.zeros((height, width), np.float32)
    strand = np.zeros((height, width), np.uint8)
    share = np.linspace(0, 1, 72)
    unit = width / 1584
    for left, right, high in arches:
        shift = float(rng.uniform(-0.10, 0.10)) * abs(right - left)
        a, b = sorted((side * left + shift, side * right + shift))
        lean = float(rng.uniform(-0.25, 0.25))
        for k in range(54):
            spread = 0.26 * (b - a)
            start, end = a + float(rng.normal(0, 0.30)) * spread, b + float(rng.normal(0, 0.30)) * spread
            rise = high * float(rng.uniform(0.45, 1.08)) * (1 if k % 3 else 0.6)
            wave = 0.03 * np.sin(share * float(rng.uniform(5, 16)) + float(rng.uniform(0, 6))) * np.sin(np.pi * share)
            up = rise * np.sin(np.pi * share) ** 0.72 * (1 + wave) - 0.012
            turn = start + (end - start) * (share + (lean + 0.25 * wave) * np.sin(np.pi * share)) + wave * (b - a)
            points = np.stack(
                [centre[0] + radius * (1 + up) * np.sin(turn), centre[1] - radius * (1 + up) * np.cos(turn)], 1
            )
            strand[:] = 0
            thick = max(1, round(unit * float(rng.uniform(1.0, 4.5))))
            cv2.polylines(strand, [np.round(points * 16).astype(np.int32)], False, 255, thick, cv2.LINE_AA, 4)
            light += strand * np.float32(float(rng.uniform(0.10, 0.55)) / 255)
    soft = cv2.GaussianBlur(light, (0, 0), max(0.6, 1.3 * unit))
    y, x = np.mgrid[:height, :width].astype(np.float32) / width
    patchy = 0.55 + 1.1 * fbm_at(x, y, 0.09, 31, 4)
    soft = soft * np.clip(patchy, 0.12, 1.4)
    glow = cv2.GaussianBlur(soft, (0, 0), 14 * unit) + 0.8 * cv2.GaussianBlur(soft, (0, 0), 60 * unit)
    return soft.astype(np.float32), glow.astype(np.float32)
