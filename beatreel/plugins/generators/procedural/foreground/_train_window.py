"""The world seen from the seat of a train: window, curtain, seat, table and lamp, with masts that pass outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.built import EVEN, SKY, Place, level, skins, traced
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.upholstery import curtain, cushion

from ._land_layer import canvas_size
from ._light import LUMA, Backlight, near_layer, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_HALF, _LOW, _HIGH = 0.66, 0.84, 2.04  # the opening: half its width, sill and head; the wall is at z = 0
_BAR = 1.74  # under the flap that opens
_EYE = 1.36
# For each shot metres from the wall and to the right of the window's middle, degrees of turn to the right, focal length.
_VIEWS = {
    "wide": (1.36, 0.16, -5.0, 0.76), "medium": (0.90, 0.14, -2.0, 0.80), "close": (0.62, 0.62, -38.0, 0.74),
    "detail": (0.70, -0.09, 3.0, 1.10),
}  # fmt: skip
# Strength of the lamps, of what comes in from outside, and how bright most of the carriage is at most.
_HOURS = {
    "night": (1.0, 0.10, 0.34), "dusk": (1.0, 0.40, 0.36), "dawn": (0.45, 1.6, 0.34), "golden": (0.35, 2.4, 0.34), "day": (0.10, 3.0, 0.36),
}  # fmt: skip
_WARM = (0.34, 0.95, 1.75)
_VELVETS = ((0.030, 0.022, 0.150), (0.055, 0.085, 0.028), (0.115, 0.060, 0.030))
_SHARP = ("panes", "train")  # what moves outside with edges that a blurred view has nowhere
_MIRRORED = 0.055  # of the carriage in the pane, where it is darker outside


def add_train_window(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a window of a train before a painting, in place."""
    _, width, height = canvas_size(light)
    side = float(rng.choice([-1.0, 1.0]))
    away, right, turn, focal = _VIEWS.get(shot, _VIEWS["medium"])
    lamps, outside, most = _HOURS[description.time_of_day]
    horizon = min(max(painting.centre[1] / light.height, 0.38), 0.60) if shot != "detail" else 0.24
    lens = level((side * right, _EYE, -away), side * turn, focal, horizon, width, height)
    place = _carriage(int(rng.integers(1 << 16)), side, light, (lamps, outside), rng)
    families, depth, _ = traced(place, lens, width, height, lambda *_: None, 8, bare=True)
    pane = cv2.GaussianBlur(np.clip(families.pop()[..., 0].astype(np.float32), 0, 1), (0, 0), 0.8)
    inside = np.asarray(families[EVEN], np.float32) + np.asarray(families[SKY], np.float32)
    shown = inside[pane < 0.5] @ LUMA
    inside *= np.float32(peak(painting, most) / max(float(np.percentile(shown, 88)), 1e-4))
    most_white = peak(painting, 0.97)
    inside = most_white * (1 - np.exp(-inside / np.float32(most_white)))
    if shot == "detail" and "wet_window" not in description.motifs:  # the eye is on the table
        for group in painting.groups.values():
            (soft,) = defocus([np.asarray(group.light, np.float32)], 0.010 * light.width, 1.0)
            group.light = soft.astype(np.float16)
        painting.elements = [one for one in painting.elements if one.kind not in _SHARP]
    if lamps >= 1:
        _mirror(painting, inside, pane, (light.width, light.height))
    size = (light.width, light.height)
    open_ = cv2.resize(pane, size)
    _confine(painting, open_)
    if shot in ("wide", "medium"):
        painting.layers.append(_mast(light, side, rng))
    colour = cv2.resize(inside / np.maximum(1 - pane, 0.02)[..., None], size)
    painting.layers.append(near_layer(colour, 1 - open_, float(np.median(depth[pane < 0.5]))))
    painting.travel = min(painting.travel, 0.16)


def _carriage(
    seed: int, side: float, light: Backlight, power: tuple[float, float], rng: np.random.Generator
) -> Place:  # fmt: skip
    lamps, outside = power
    place = Place(seed)
    panel = place.material(skins.WOOD, (0.030, 0.068, 0.140), gloss=0.05, rough=0.05, scale=0.4)
    dark = place.material(skins.WOOD, (0.014, 0.030, 0.062), gloss=0.05, rough=0.05, scale=0.3)
    brass = place.material(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.1, metal=True)
    velvet = place.material(skins.CLOTH, _VELVETS[int(rng.integers(3))], scale=2.5)
    ceiling = place.material(skins.PLAIN, (0.12, 0.14, 0.15))
    middle = 0.5 * (_LOW + _HIGH)
    wide, tall = 0.5 * (2.4 - _HALF), 0.5 * (2.5 - _HIGH)
    place.add(
        boxes([(0, _LOW / 2, 0.06)], (2.4, _LOW / 2, 0.06), panel),
        boxes([(0, _HIGH + tall, 0.06)], (2.4, tall, 0.06), panel),
        boxes([(way * (_HALF + wide), middle, 0.06) for way in (-1.0, 1.0)], (wide, middle - _LOW, 0.06), panel),
        boxes([(0, 2.52, -1.2)], (2.4, 0.05, 1.6), ceiling),
        boxes([(0, -0.05, -1.2)], (2.4, 0.05, 1.6), dark),
        boxes([(0, _LOW - 0.02, -0.05)], (_HALF + 0.10, 0.022, 0.07), dark),
    )
    corners = [(-_HALF, _LOW, 0), (_HALF, _LOW, 0), (_HALF, _HIGH, 0), (-_HALF, _HIGH, 0)]
    place.add(
        bars(corners, corners[1:] + corners[:1], (0.024, 0.035), dark),
        bars([(-_HALF, _BAR, 0.03)], [(_HALF, _BAR, 0.03)], (0.013, 0.016), brass),
        tube([(-_HALF - 0.12, _HIGH + 0.05, -0.07), (_HALF + 0.12, _HIGH + 0.05, -0.07)], 0.011, 8, brass),
    )
    for way in (-1.0, 1.0):
        place.add(
            curtain(0.24, _HIGH - _LOW + 0.10, velvet, folds=3.5, deep=0.03, gathered=0.7, phase=way).moved(
                way * (_HALF + 0.03), _HIGH + 0.04, -0.075
            )
        )
    _seat(place, side, velvet, dark)
    _table(place, side, dark, brass, lamps)
    at = (0.0, 2.40, -0.9)
    place.add(
        turned([(0.0, 0.0), (0.14, -0.02), (0.15, 0.0)], 28, _glow(place, (1.4, 2.4, 3.2), lamps)).moved(
            at[0], 2.47, at[2]
        )
    )
    place.lamp(at, tuple(0.55 * lamps * part for part in _WARM), EVEN, 0.15)
    tint = light.mean() / max(float(light.mean() @ LUMA), 1e-5)
    place.window(
        (-_HALF, _LOW, 0.1), (2 * _HALF, 0, 0), (0, _HIGH - _LOW, 0), tuple(float(outside * part) for part in tint), SKY
    )
    return place


def _glow(place: Place, light: tuple[float, ...], power: float) -> int:
    return place.material(
        skins.GLOW, (0.3, 0.3, 0.28), scale=4.0, glow=tuple(power * part for part in light), family=EVEN
    )


def _seat(place: Place, side: float, velvet: int, wood: int) -> None:
    """Add a seat before each side of the window, its back to the end of the compartment."""
    for way in (-1.0, 1.0):
        x = way * (_HALF + 0.30)
        for z in (-0.42, -1.0):
            place.add(
                cushion((0.10, 0.44, 0.27), velvet, square=0.35).leaned(way * -0.12, 0).moved(x + way * 0.12, 0.98, z),
                cushion((0.11, 0.13, 0.20), velvet, square=0.5).moved(x + way * 0.16, 1.46, z),
                cushion((0.30, 0.09, 0.27), velvet, square=0.3).moved(x - way * 0.12, 0.44, z),
            )
        place.add(boxes([(x + way * 0.28, 0.95, -0.7)], (0.02, 0.95, 0.62), wood))


def _table(place: Place, side: float, wood: int, brass: int, lamps: float) -> None:
    """Add the table below the window, with a lamp, a cup and a book on it."""
    china = place.material(skins.PLAIN, (0.44, 0.47, 0.48), gloss=0.06, rough=0.05)
    linen = place.material(skins.CLOTH, (0.34, 0.38, 0.40))
    tea = place.material(skins.PLAIN, (0.01, 0.03, 0.09), gloss=0.1, rough=0.02)
    book = place.material(skins.PLAIN, (0.10, 0.05, 0.03))
    top = 0.80
    place.add(
        boxes([(0, top - 0.018, -0.26)], (0.34, 0.018, 0.24), wood),
        boxes([(0, top + 0.003, -0.26)], (0.31, 0.003, 0.21), linen),
        tube([(0, 0.0, -0.2), (0, top - 0.03, -0.2)], 0.028, 10, brass),
    )
    x = -0.19 * side
    shade = _glow(place, (0.50, 1.55, 2.7), lamps) if lamps > 0.3 else linen
    place.add(
        turned([(0.02, 0.16), (0.012, 0.14), (0.012, 0.03), (0.06, 0.0)], 18, brass).moved(x, top, -0.17),
        turned([(0.05, 0.13), (0.09, 0.0)], 24, shade).moved(x, top + 0.14, -0.17),
        turned([(0.042, 0.062), (0.040, 0.055), (0.026, 0.004), (0.0, 0.004)], 22, china).moved(0.12 * side, top + 0.012, -0.30),
        turned([(0.075, 0.010), (0.05, 0.0)], 24, china).moved(0.12 * side, top + 0.006, -0.30),
        turned([(0.0, 0.05), (0.037, 0.05)], 20, tea).moved(0.12 * side, top + 0.012, -0.30),
        boxes([(0, 0, 0)], (0.09, 0.012, 0.065), book).moved(-0.06 * side, top + 0.020, -0.38, turn=0.4),
    )  # fmt: skip
    place.lamp((x, top + 0.31, -0.24), tuple(0.22 * lamps * part for part in _WARM), EVEN, 0.08)
    place.lamp((x, top + 0.10, -0.24), tuple(0.07 * lamps * part for part in _WARM), EVEN, 0.05)


def _mirror(painting: Painting, inside: Array, pane: Array, size: tuple[int, int]) -> None:
    """Let the pane mirror the lit carriage, faint and doubled by its thickness, in place."""
    seen = cv2.GaussianBlur(np.ascontiguousarray((inside * (1 - pane)[..., None])[:, ::-1]), (0, 0), 0.006 * size[0])
    first = next(iter(painting.groups.values()))
    first.light = (
        np.asarray(first.light, np.float32) + cv2.resize(seen * pane[..., None], size) * np.float32(_MIRRORED)
    ).astype(np.float16)


def _confine(painting: Painting, open_: Array) -> None:
    """Let what moves outside move there alone, in place."""
    for name in painting.masks:
        painting.masks[name] = np.asarray(painting.masks[name], np.float32) * open_
    painting.masks["pane"] = open_
    for element in painting.elements:
        element.mask = element.mask or "pane"


def _mast(light: Backlight, side: float, rng: np.random.Generator) -> Layer:
    """Return a mast of the line that passes, drawn out by speed."""
    x = (np.arange(light.width, dtype=np.float32)[None] + 0.5) / light.width
    at = 0.5 - side * float(rng.uniform(0.26, 0.34))
    alpha = 0.62 * np.exp(-(((x - at) / 0.020) ** 4)) * np.ones((light.height, 1), np.float32)
    colour = np.broadcast_to(0.10 * light.mean(), (*alpha.shape, 3))
    return Layer(colour.astype(np.float16), alpha.astype(np.float16), 9.0, Motion(right=side * 0.42))
