"""A black stage: one lamp from above through haze, its pool on a dark floor that shines, somebody in it or nobody."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import staffage

from . import band  # whose figures are drawn here, too

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIF = "black_stage"
_ONE_COLOUR = math.cos(math.radians(40.0))  # of the angle between two hues that are one colour
# For each shot the row of the floor, how tall somebody is (shares of the height), and half the width of the pool (of the width).
_LOOKS = {
    "wide": (0.74, 0.20, 0.20),
    "medium": (0.82, 0.40, 0.30),
    "close": (0.93, 0.62, 0.40),
    "detail": (1.02, 0.82, 0.50),
}
_METRES = 1.75
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
_DANCERS = {"dancer", "dancers", "dance", "dancing", "ballet", "ballerina"}
_FIRE = {"fire", "flame", "flames", "burning", "blaze", "inferno"}
SOLOISTS = {
    "violinist",
    "violin",
    "cellist",
    "cello",
    "saxophonist",
    "saxophone",
    "sax",
    "trumpeter",
    "trumpet",
    "pianist",
    "piano",
}
"""Who plays for an empty house."""
PLAYED = {"pianist", "playing", "plays", "player"}
"""Words by which somebody plays the instrument that is named."""
_SMOKE = {"smoke", "smoky", "fog", "foggy", "mist", "misty", "haze", "hazy"}
_SINGERS = {"singer", "singing", "rapper", "vocalist"}


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int, progress: Progress
) -> Painting:
    """Paint a black stage; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    width, height = size
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 131])
    floor, tall, half = _LOOKS.get(shot, _LOOKS["medium"])
    if "piano" in description.all_words and not PLAYED & description.all_words:  # a grand stands where things do
        floor, half = 0.60, 0.62
    elif SOLOISTS & description.all_words:  # stands nearer than the world's own figures do
        floor, half = floor + 0.075, 1.4 * half
    at, lamp = 0.5 + float(rng.uniform(-0.10, 0.10)), 0.5 + float(rng.choice([-1, 1]) * rng.uniform(0.02, 0.24))
    palette = description.palette
    named = palette.strength > 0
    white = 0.06 + 0.94 * light_of_hue(palette.key, 0.19, 0.66) if named else np.array([0.72, 0.86, 1.0], np.float32)
    white /= float(white.max())
    back = light_of_hue(palette.fill if named else 235.0, 0.17, 0.6).astype(np.float32)
    spot, haze = _lamp(width, height, (lamp, at), (floor, half), int(rng.integers(1, 1 << 16)))
    progress(0.4, "the lamp is lit")
    lit = spot[..., None] * white.astype(np.float32)
    low = np.exp(-(((np.arange(height, dtype=np.float32)[:, None, None] / height - floor) / 0.20) ** 2))
    glow = low * (0.020 + 0.030 * haze[..., None]) * back
    if _SMOKE & description.all_words:
        hues = (palette.key, palette.accent) if named else (235.0, 25.0)
        lamps = [light_of_hue(hue, 0.19, 0.58).astype(np.float32) for hue in hues]
        _fill_with_smoke(lit, glow, floor, lamps, int(rng.integers(1, 1 << 16)))
    somebody = "people" not in description.without and ("figure" in description.motifs or _named(description))
    if somebody:
        _stand(lit, glow, description, (at * width, floor * height, tall * height), white, back, lamp < at)
    _mirror(lit, round(floor * height))
    _mirror(glow, round(floor * height))
    fires = (
        _fires((width, height), floor, at, shot, rng)
        if _FIRE & description.all_words and "lone_flower" not in description.motifs
        else None
    )
    if fires:
        glow += fires[1]
    progress(0.8, "somebody stands in it" if somebody else "nobody stands in it")
    two = math.cos(math.radians(palette.key - palette.fill)) < _ONE_COLOUR
    painting = _finish(
        shot, size, floor, lit.astype(np.float32), glow.astype(np.float32), fires[0] if fires else None, two=two,
        brightest=float(white @ _LUMA),
    )  # fmt: skip
    if not somebody and shot in ("wide", "medium"):
        painting.boards = (at * width, floor * height, tall * height / _METRES)
    if fires:
        painting.elements += [Element("fire", 0.9, place) for place in fires[2]] + [Element("sparks", 0.8, fires[2][0])]
    return painting


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


def _fill_with_smoke(lit: Array, glow: Array, floor: float, lamps: list[Array], seed: int) -> None:
    """Let smoke roll over the stage, lit from behind by a lamp of each colour, and by the spot where its beam goes, in place."""
    height, width = lit.shape[:2]
    small = (max(8, width // 3), max(8, height // 3))
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    x, y = (x + 0.5) / small[0], (y + 0.5) / small[0]
    tall = height / width
    bent = 0.35 * fbm_at(1.6 * x, 1.8 * y, 0.3, seed, 4)
    cloud = np.clip(0.42 + 1.15 * fbm_at(2.4 * x + bent, 3.0 * y - bent, 0.5, seed + 1, 6), 0, 1.5) ** 1.3
    up = floor * tall - y  # over the floor, widths
    bank = np.where(up > 0, np.exp(-((up / 0.55) ** 2)) + 0.16, np.exp(-((up / 0.30) ** 2)))
    density = cv2.resize((cloud * bank).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC).clip(0)
    for n, lamp in enumerate(lamps):
        reach = np.hypot(x - (0.06, 0.94)[n], y - (floor - 0.16 + 0.10 * n) * tall)
        share = cv2.resize((0.55 / (0.25 + 2.6 * reach**2)).astype(np.float32), (width, height))
        glow += (0.20 if n == 0 else 0.11) * (density * share)[..., None] * lamp
    glow += 0.055 * density[..., None] * lamps[0]
    lit *= 1 + 0.5 * density[..., None]


def _stand(
    lit: Array, glow: Array, description: SceneDescription, place: tuple[float, float, float], white: Array, back: Array,
    from_left: bool,
) -> None:  # fmt: skip
    """Let somebody stand in the pool, lit from above and a little from behind."""
    height, width = lit.shape[:2]
    x, y, tall = place
    words = description.all_words
    kind = "dancer" if words & _DANCERS else band.SINGER[0] if words & _SINGERS else "stander"
    one = staffage.body(kind, tall, mirrored=from_left, variant=description.flavour)
    alpha, feet = one.cover, one.feet
    nx, ny, nz = one.normal[..., 0], -one.normal[..., 1], -one.normal[..., 2]
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
    lit[box] += cover * (1.1 * (0.12 + one.albedo[part]) * down**1.4 * one.openness[part][..., None] + 0.006) * white
    glow[box] += cover * 0.22 * edge * back


def _fires(
    size: tuple[int, int], floor: float, at: float, shot: str, rng: np.random.Generator
) -> tuple[Array, Array, list[dict[str, float]]]:
    """Return flames along the back of the stage, what they light about them, and where the film lets them burn."""
    width, height = size
    tall = {"wide": 0.15, "medium": 0.24, "close": 0.34}.get(shot, 0.42)
    burning = np.zeros((height, width, 3), np.float32)
    places = []
    for x in np.linspace(0.06, 0.94, 8) + rng.uniform(-0.03, 0.03, 8):
        if abs(x - at) < {"wide": 0.13, "medium": 0.22}.get(shot, 0.26):  # nobody stands in it
            continue
        high, seed = tall * float(rng.uniform(0.65, 1.1)), int(rng.integers(1, 1 << 16))
        foot = min(floor, 1.0) - 0.004
        heat = Flames(seed).heat(max(8, round(0.95 * high * height)), max(8, round(high * height)), 0.31, 0.77)
        rows, columns = heat.shape
        move = np.array([[1, 0, x * width - columns / 2], [0, 1, foot * height - rows]], np.float32)
        burning += fire_colour(cv2.warpAffine(heat, move, (width, height), flags=cv2.INTER_LINEAR))[..., :3]
        places.append({"x": float(x), "y": foot, "tall": high, "depth": 9.0, "seed": seed})
    burning *= np.float32(1.3)
    small = cv2.resize(burning, (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    around = sum(0.16 * cv2.GaussianBlur(small, (0, 0), reach * width / 8) for reach in (0.03, 0.09, 0.22))
    return burning, cv2.resize(np.asarray(around, np.float32), (width, height)), places


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
    shot: str, size: tuple[int, int], floor: float, lit: Array, glow: Array, burning: Array | None, *, two: bool,
    brightest: float,
) -> Painting:  # fmt: skip
    width, height = size
    small = (max(8, width // 8), max(8, height // 8))
    total = np.asarray(sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (lit, glow)), np.float32)
    pale = 0.35 * min(2 * brightest, 1.0) ** 2
    start = Grade(
        contrast=1.25,
        saturation=1.15,
        bloom=0.20,
        bloom_width=1.3,
        desaturate=pale,
        lift=(0.010, 0.006, 0.005),
    )
    # Brighter than this, red light would be orange.
    most = 255 * min(max(brightest, 0.1) ** (1 / 2.2) + 0.06, 1.0)
    row = np.arange(height, dtype=np.float32)[:, None] / height
    depth = np.broadcast_to(np.where(row < floor, 9.0, 9.0 * np.maximum(1 - 1.4 * (row - floor), 0.4)), (height, width))
    elements = [Element("motes", 0.7), Element("mist", 0.30, {"low": 0.2, "high": 0.8, "drift": 8})]
    groups = {
        "spot": LightGroup(lit, "kick", 0.86, 0.30),
        "back": LightGroup(glow, "offbeat", 0.85, 0.40),
    }
    if burning is not None:  # in a film they live: the animator draws them in place of these
        groups["flames"] = LightGroup(halved(burning), "steady", 0.0)
        total = total + cv2.resize(burning, small, interpolation=cv2.INTER_AREA)
    return Painting(
        groups=groups, depth=depth.astype(np.float32), focal=1.2 * width, centre=(0.5 * width, 0.45 * height),
        grade=fit_grade(total, start, median=(12.0, 40.0), white=(min(200.0, 0.85 * most), min(236.0, most))),
        masks={"low": np.broadcast_to(np.clip((row - 0.4) / 0.3, 0, 1), (height, width)).astype(np.float32)},
        elements=elements, is_spotlit=True, grey_darks=1.0 if not two else 0.0, travel={"wide": 0.8, "medium": 0.6}.get(shot, 0.3),
    )  # fmt: skip
