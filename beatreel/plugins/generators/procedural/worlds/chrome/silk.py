"""Silk before the lens: sheets of satin and veils that hang, fold and drift in front of one another.

Each sheet is a height over the plane of the picture, folded along one way and pulled about by slow waves; it is lit as satin is,
brightest where its threads face the light, and lets light through where it is a veil.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .tank import WIDTHS, finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIFS = ("silk",)
_HUES = ((20.0, 300.0), (255.0, 70.0), (345.0, 200.0))  # where a prompt names none
_NAMED = 0.5  # strength of hues from which a prompt names colours
_STEP = 4  # pixels between those in which slow waves are reckoned
_BRIGHT = {"pearl", "white", "ivory", "cream", "pastel", "champagne", "pale", "bridal"}
_VEILS = {"veil", "veils", "chiffon", "tulle", "gauze", "sheer", "organza", "translucent"}
_LAMPS = {  # ways towards lamps (x to the right, y down, z to the eye), their light, what drives them
    "key": ((-0.62, -0.52, 0.58), 1.0, ("kick", 0.32)),
    "rim": ((0.80, 0.10, 0.45), 0.55, ("offbeat", 0.42)),
    "low": ((0.05, 0.86, 0.42), 0.30, ("downbeat", 0.40)),
}


@dataclass(frozen=True)
class Sheet:
    """A sheet of cloth: the way of its folds, how many there are, where its middle and its edges lie, and how far it is off focus."""

    turn: float
    folds: float
    middle: float
    half: float
    opaque: float
    soft: float
    hue: int


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Callable[..., None]
) -> Painting:  # fmt: skip
    """Paint silk; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 173])
    film = np.random.default_rng([seed & 0x7FFFFFFF, 179])
    words = {*description.all_words, *description.said}
    is_bright, are_veils = bool(words & _BRIGHT), bool(words & _VEILS)
    colours = _dyes(description, film, is_bright)
    wide = WIDTHS.get(shot, 0.62) * 1.15
    x, y = np.meshgrid(
        np.linspace(-0.5, 0.5, width, dtype=np.float32) * wide,
        np.linspace(-0.5, 0.5, height, dtype=np.float32) * wide * height / width,
    )
    x, y = x + np.float32(rng.uniform(-0.15, 0.15)), y + np.float32(rng.uniform(-0.2, 0.2))
    glow = np.exp(-(((x / wide + 0.1) / 0.5) ** 2) - (y / wide / 0.8) ** 2)[..., None]
    ground = (0.004 + 0.03 * glow) * colours[0] if not is_bright else (0.20 + 0.35 * glow) * colours[0]
    lights = {"ground": np.asarray(ground, np.float32)} | {name: np.zeros_like(ground, np.float32) for name in _LAMPS}
    depth = np.full((height, width), 5.0, np.float32)
    lean = float(rng.choice([-1.0, 1.0]))
    thin = 0.62 if are_veils else 1.0
    sheets = (
        Sheet(lean * float(rng.uniform(0.25, 0.5)), 5.0, 0.0, 9.0, 1.0, 0.010, 0),
        Sheet(lean * float(rng.uniform(0.5, 0.85)), 7.0, -0.24, 0.32, 0.75 * thin + 0.25, 0.003, 1),
        Sheet(-lean * float(rng.uniform(0.1, 0.4)), 8.5, 0.22, 0.24, thin, 0.0, 0),
    )
    for n, sheet in enumerate(sheets):
        cover, shades = _lit(sheet, (x, y), rng, width / wide, lean)
        shade = _blurred(cover, 0.03 * width / wide)  # what it takes from the sheets behind it
        down = np.array([[1, 0, 0], [0, 1, 0.01 * width / wide]], np.float32)
        shade = cv2.warpAffine(shade, down, (width, height), borderMode=cv2.BORDER_REPLICATE)
        kept = (1 - 0.6 * shade * (n > 0)) * (1 - cover)
        for name, light in lights.items():
            _, strength, _ = _LAMPS.get(name, (None, 0.0, None))
            satin, shine = shades.get(name, (cover, cover))
            dye = colours[sheet.hue]
            for c in range(3):  # one after the other: a picture has many pixels
                light[..., c] *= kept
                if strength:
                    bright = 0.55 * dye[c] + 0.45 * dye.max()
                    light[..., c] += np.float32(strength) * cover * (satin * dye[c] + shine * bright)
        depth = np.where(cover > 0.5, np.float32(4.2 - 0.7 * n), depth)
        progress(0.1 + 0.28 * (n + 1), "folding silk")
    near = np.exp(-(((x / wide + 0.12 * lean) / 0.42) ** 2) - ((y / wide + 0.25) / 0.75) ** 2)[..., None]  # to the lamp
    for light in lights.values():
        light *= 0.30 + 0.85 * near
    groups = {"ground": LightGroup(lights["ground"])}
    for name, (_, _, (pulse, gain)) in _LAMPS.items():
        groups[name] = LightGroup(lights[name], pulse, 1.0 - 0.5 * gain, gain)
    elements = [Element("flow", 1.0, {"size": 40.0}), Element("motes", 0.4)]
    depth = _blurred(depth, max(1.0, width / 200))
    painting = finished(groups, depth, elements, (not is_bright, (205.0, 240.0)), (width, height))
    calm = {"saturation": 0.92, "exposure": (0.8 if is_bright else 0.5) * painting.grade.exposure, "contrast": 1.2}
    painting.grade = replace(painting.grade, **calm)
    for group in painting.groups.values():
        group.light = halved(group.light)
    return painting


def _dyes(description: SceneDescription, film: np.random.Generator, is_bright: bool) -> Array:
    """Return the colours of two cloths, linear BGR: of one hue a full and a deep one, or a pale one where that is named."""
    palette = description.palette
    hues = (palette.key, palette.fill) if palette.strength >= _NAMED else _HUES[int(film.integers(len(_HUES)))]
    chroma, value, share = (0.055, 0.85, 0.9) if is_bright else (0.12, 0.55, 0.42)
    found = np.stack([share * light_of_hue(hue, chroma, value) for hue in hues]).astype(np.float32)
    if palette.black:
        found[1] = 0.02
    elif palette.chroma == 0:
        found[:] = [[0.10], [0.55]]
    elif abs(hues[0] - hues[1]) < 1:
        found[1] = (0.80, 0.84, 0.86) if is_bright else 0.35 * found[0]
    return found


def _waves(rng: np.random.Generator, x: Array, y: Array, size: float, count: int = 4) -> Array:
    """Return slow waves between about -1 and 1, whose length is about ``size``."""
    rows, columns = x.shape
    small = (max(2, columns // _STEP), max(2, rows // _STEP))
    x, y = (cv2.resize(np.ascontiguousarray(one, np.float32), small, interpolation=cv2.INTER_AREA) for one in (x, y))
    total = np.zeros_like(x)
    for _ in range(count):
        way, phase = rng.uniform(0, 2 * math.pi, 2)
        length = size * float(rng.uniform(0.7, 1.5))
        total += np.sin(2 * math.pi / length * (math.cos(way) * x + math.sin(way) * y) + np.float32(phase))
    full = cv2.resize(total / np.float32(math.sqrt(count)), (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(full, (0, 0), 0.5 * _STEP), np.float32)


def _blurred(light: Array, sigma: float) -> Array:
    """Return it blurred widely, which is done in fewer pixels."""
    step = max(1, int(sigma / 4))
    rows, columns = light.shape
    few = cv2.resize(light, (max(2, columns // step), max(2, rows // step)), interpolation=cv2.INTER_AREA)
    few = cv2.GaussianBlur(few, (0, 0), max(0.5, sigma / step))
    return np.asarray(cv2.resize(few, (columns, rows), interpolation=cv2.INTER_CUBIC), np.float32)


def _weave(rng: np.random.Generator, shape: tuple[int, ...], unit: float) -> Array:
    """Return the unevenness of threads, which run across each other and are finer than folds."""
    rows, columns = shape
    grain = max(1.0, unit / 900)
    total = np.zeros(shape, np.float32)
    for long_, wide in ((28.0, 1.0), (1.0, 28.0)):
        few = (max(2, int(rows / (grain * wide))), max(2, int(columns / (grain * long_))))
        noise = rng.normal(size=few).astype(np.float32)
        total += cv2.resize(noise, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return total / np.float32(1.4)


def _folded(sheet: Sheet, at: tuple[Array, Array], rng: np.random.Generator, lean: float) -> tuple[Array, Array]:
    """Return the height of a sheet, and how far places are outside its edges."""
    x, y = at
    c, s = math.cos(sheet.turn), math.sin(sheet.turn)
    u, v = c * x + s * y, c * y - s * x
    pull = _waves(rng, u, 0.45 * v, 0.9)
    across = u + 0.10 * pull + 0.04 * _waves(rng, u, 0.5 * v, 0.40)
    height = np.zeros_like(u)
    for share, often, calm in ((1.0, 1.0, 1.1), (0.46, 2.1, 0.7), (0.20, 4.3, 0.45), (0.09, 9.5, 0.25)):
        phase = 2 * math.pi * sheet.folds * often / 3 * across + 1.6 * _waves(rng, u, 0.35 * v, 0.8 * calm)
        here = np.clip(0.62 + 0.55 * _waves(rng, u, 0.6 * v, calm), 0.05, 1.3)  # folds run out and begin
        height += share / often**0.75 * here * (0.5 + 0.5 * np.sin(phase)) ** 1.4
    height *= np.float32(0.20)
    edge = 0.16 * _waves(rng, v, 0 * v, 1.1, 3) + 0.5 * height
    away = np.abs(u - sheet.middle * lean - edge) - sheet.half
    return np.asarray(height, np.float32), np.asarray(away, np.float32)


def _lit(
    sheet: Sheet, at: tuple[Array, Array], rng: np.random.Generator, unit: float, lean: float
) -> tuple[Array, dict[str, tuple[Array, Array]]]:
    """Return where a sheet is, and how its threads and its gloss are lit by each lamp; ``unit`` is pixels to a unit."""
    height, away = _folded(sheet, at, rng, lean)
    fine = max(1.5, 0.004 * unit)
    body = np.clip(0.5 - away * unit / fine, 0, 1)
    hem = np.exp(-((away / 0.008) ** 2)) * body
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=unit / 8)
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=unit / 8)
    size = 1 / np.sqrt(1 + gx * gx + gy * gy)
    hollow = height - _blurred(height, 0.05 * unit)
    open_ = np.clip(0.70 + 9.0 * hollow, 0.05, 1.3)
    threads = 1 + 0.035 * _weave(rng, gx.shape, unit)
    del hollow, height, away
    slope = np.sqrt(np.maximum(1 - size * size, 0))
    found = {}
    for name, ((lx, ly, lz), _, _) in _LAMPS.items():
        facing = (-gx * lx - gy * ly + lz) * size
        hx, hy, hz = lx, ly, lz + 1
        half = (-gx * hx - gy * hy + hz) * size / math.sqrt(hx * hx + hy * hy + hz * hz)
        satin = np.clip(0.12 + 0.88 * facing, 0, 1.2) ** 2.2 * open_ * threads
        gloss = (0.75 * np.clip(half, 0, 1) ** 40 + 0.22 * np.clip(half, 0, 1) ** 9) * open_ * threads**2
        found[name] = (np.asarray(0.42 * satin + 0.12 * hem, np.float32), np.asarray(0.55 * gloss, np.float32))
    cover = body * (
        sheet.opaque + (1 - sheet.opaque) * np.clip(0.35 + 1.1 * slope, 0, 1)
    )  # a veil is denser where it turns away
    if sheet.soft:
        sigma = max(0.6, sheet.soft * unit)
        cover = _blurred(cover.astype(np.float32), sigma)
        found = {name: (_blurred(a, sigma), _blurred(b, sigma)) for name, (a, b) in found.items()}
    return np.asarray(cover, np.float32), found
