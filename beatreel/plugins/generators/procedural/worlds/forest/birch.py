"""Woods of leaves: white birches with golden ones, maples with red ones, beeches with green ones, light from behind them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods

from .canvas import Bark, Canvas, Colour, tinted, weather_elements, with_sun_ahead
from .leaves import crown, put
from .light import forest_light
from .sprig import LOBED, OVAL, hang

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription


@dataclass(frozen=True)
class Kind:
    """Trees of a wood; colours linear BGR.

    ``leans`` is by how many metres their tops stand aside, ``lower`` how far down their crowns hang; ``way`` is the earth of their path,
    ``sheds`` whether leaves lie on the ground.
    """

    bark: Bark
    leaves: tuple[Colour, ...]
    bare: Colour
    air: Colour
    ground: Colour
    leans: float
    lower: float
    thick: tuple[float, float]
    way: tuple[Colour, Colour] = ((0.035, 0.085, 0.15), (0.06, 0.14, 0.22))
    sheds: bool = True


BIRCHES = Kind(
    Bark(woods.BIRCH, (0.50, 0.55, 0.58), (0.035, 0.040, 0.045)),
    ((0.025, 0.30, 0.62), (0.02, 0.19, 0.58), (0.03, 0.40, 0.60)), (0.30, 0.30, 0.30), (0.62, 0.92, 1.12), (0.03, 0.19, 0.40),
    0.6, 1.0, (0.16, 0.34),
)  # fmt: skip
MAPLES = Kind(
    Bark(woods.ROUGH, (0.055, 0.060, 0.070), (0.040, 0.075, 0.055)),
    ((0.022, 0.030, 0.50), (0.020, 0.075, 0.62), (0.030, 0.018, 0.30)), (0.05, 0.05, 0.06), (0.80, 0.80, 1.08), (0.03, 0.045, 0.34),
    1.9, 1.45, (0.14, 0.40),
)  # fmt: skip
BEECHES = Kind(
    Bark(woods.SMOOTH, (0.105, 0.115, 0.115), (0.055, 0.105, 0.080)),
    ((0.030, 0.26, 0.13), (0.045, 0.40, 0.23), (0.020, 0.16, 0.07)), (0.05, 0.06, 0.06), (0.86, 1.04, 0.93), (0.035, 0.165, 0.075),
    1.3, 1.25, (0.20, 0.46), way=((0.15, 0.20, 0.235), (0.22, 0.28, 0.32)), sheds=False,
)  # fmt: skip
_AUTUMN = {"autumn", "autumnal", "october", "november"}
_LEAF = np.array([(-0.5, 0.0), (-0.15, 0.36), (0.2, 0.30), (0.55, 0.0), (0.2, -0.30), (-0.15, -0.36)])
_LOOKS = {  # horizon, focal length, eye, clear air; see Canvas.under
    "wide": (0.62, 1.05, 1.6, 24.0),
    "medium": (0.60, 1.4, 1.5, 20.0),
    "close": (0.62, 1.45, 1.4, 14.0),
    "detail": (0.66, 2.0, 1.4, 9.0),
}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint birches, maples or beeches; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 71])
    kind = kind_of(description)
    winter, night = description.is_snowy, description.time_of_day == "night"
    light = forest_light(description, rng)
    light = light if winter or night else tinted(light, kind.air, 0.5)
    light = with_sun_ahead(light, rng, (0.27, 0.34), (0.06, 0.16), rays=max(light.rays, 0.4), wide=0.50, narrow=0.19)
    sky = tuple(float(c) * (1.2 if night else 2.3) for c in light.base)
    looks = _LOOKS.get(shot, _LOOKS["detail"])
    canvas = Canvas.under(light, rng, (width, height), looks, (sky, 2.4))
    if shot in ("wide", "medium"):
        _avenue(kind, canvas, description, shot, winter)
    elif shot == "close":
        _trunks(kind, canvas, winter)
    else:
        _twigs(kind, canvas, winter)
    progress(0.8, "light in the mist")
    elements = weather_elements(description, light, shot)
    return canvas.painting(
        shot, replace(light.grade(), saturation=1.2, bloom=0.15), elements, rays=0.20 if shot == "detail" else 0.26,
        travel={"wide": 1.5, "medium": 1.1, "close": 0.4}.get(shot, 0.12),
        far={"wide": 50.0, "medium": 40.0, "close": 20.0}.get(shot, 8.0), night=night,
        median=(42.0, 84.0) if night else (54.0, 100.0),
    )  # fmt: skip


def kind_of(description: SceneDescription) -> Kind:
    """Return which trees a description names; beeches are golden in autumn."""
    if "maples" in description.motifs:
        return MAPLES
    if "beeches" not in description.motifs:
        return BIRCHES
    return replace(BIRCHES, bark=BEECHES.bark, bare=BEECHES.bare) if _AUTUMN & description.all_words else BEECHES


def _floor(kind: Kind, canvas: Canvas, path: tuple[float, ...], winter: bool) -> None:
    if winter:
        canvas.ground(path, (0.72, 0.68, 0.66), (0.66, 0.62, 0.60), (0.60, 0.57, 0.55), rough=0.25, broken=0.7)
    else:
        canvas.ground(path, kind.ground, *kind.way, rough=1.2, broken=0.8, size=0.9)
        if kind.sheds:
            _fallen(kind, canvas)


def _fallen(kind: Kind, canvas: Canvas) -> None:
    """Strew leaves over the ground near by."""
    rng, lens = canvas.rng, canvas.lens
    for colour in kind.leaves:
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        for _ in range(700):
            z = 1.5 + 8.0 * float(rng.uniform(0, 1)) ** 1.5
            x = float(rng.uniform(-0.6, 0.6)) * canvas.width / lens.focal * z
            turn, long_ = float(rng.uniform(0, 6.3)), float(rng.uniform(0.04, 0.075))
            leaf = _LEAF * long_
            px = x + leaf[:, 0] * math.cos(turn) - leaf[:, 1] * math.sin(turn)
            pz = z + leaf[:, 0] * math.sin(turn) + leaf[:, 1] * math.cos(turn)
            points = np.stack([lens.middle + px / pz * lens.focal, lens.horizon + lens.eye / pz * lens.focal], 1)
            put(masks, points, float(rng.uniform(0.25, 0.9)), float(rng.uniform(0, 1)) ** 2)
        canvas.flat(*masks, colour, 3.5, glow=0.9)


def _avenue(kind: Kind, canvas: Canvas, description: SceneDescription, shot: str, winter: bool) -> None:
    """Wide and medium: a way between the trunks into the light."""
    rng = canvas.rng
    swing, often, phase = float(rng.uniform(0.5, 1.0)), 0.12, float(rng.uniform(0, 6.3))
    start = -swing * math.sin(phase + often * 3)
    _floor(kind, canvas, (0.85, start, swing, often, phase), winter)
    bands = ((36.0, 62.0, 60), (20.0, 36.0, 34), (11.0, 20.0, 17), (6.0, 10.5, 8), (2.4, 4.6, 3))
    for number, (near, far, count) in enumerate(bands):
        if number > 2:
            canvas.near((7.0, 3.2)[number - 3])
        _crowns(kind, canvas, far, (0.60, 0.55, 0.46, 0.36, 0.22)[number], (30, 30, 26, 16, 8)[number], winter)
        trees = []
        for k in range(count):
            z = float(rng.uniform(near, far))
            way = start + swing * math.sin(phase + often * z)
            reach = 0.6 * canvas.width / canvas.lens.focal * z
            edge = 1.2 + 0.02 * z if number < 4 else 0.36 * canvas.width / canvas.lens.focal * z
            off = edge + max(reach - edge, 0.2) * float(rng.uniform(0, 1)) ** 1.1
            trees.append((z, way + (1 if k % 2 else -1) * off))
        for z, x in sorted(trees, reverse=True):
            _tree(kind, canvas, x, z)
        z, aside = 11.5 if shot == "wide" else 11.2, float(rng.uniform(-0.2, 0.2))
        if number == 2 and "people" not in description.without:
            canvas.body("stander", start + swing * math.sin(phase + often * z) + aside, z)


def _tree(kind: Kind, canvas: Canvas, x: float, z: float) -> None:
    rng = canvas.rng
    across, tall = float(rng.uniform(*kind.thick)), float(rng.uniform(15.0, 21.0))
    lean = float(rng.normal(0, kind.leans))
    canvas.stem(
        (x, -0.05), (x + lean, tall), (across, 0.35 * across), z, kind.bark, curve=float(rng.normal(0, 0.3 * kind.leans)), flare=0.35,
        low=0.4, tone=float(rng.uniform(0.65, 1.1)), broken=0.55,
    )  # fmt: skip
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    unit = canvas.lens.focal / z
    if unit * across < 3:
        return
    for _ in range(int(rng.integers(3, 7))):
        share = float(rng.uniform(0.22, 0.75))
        px, py = canvas.lens.at(x + lean * share, tall * share, z)
        side, long_ = float(rng.choice([-1, 1])), float(rng.uniform(0.7, 1.8)) * unit
        t = np.linspace(0, 1, 12)
        bx, by = px + side * long_ * t * 0.8, py - long_ * (0.95 * t - 0.25 * t**2)
        half = 0.045 * across * unit * (1 - 0.8 * t) + 0.3
        put(masks, np.concatenate([np.stack([bx, by - half], 1), np.stack([bx, by + half], 1)[::-1]]), 0.22, 0.10)
    canvas.flat(*masks, kind.bare, z)


def _crowns(kind: Kind, canvas: Canvas, z: float, lowest: float, count: int, winter: bool) -> None:
    """Golden leaves above, farther down at the sides than before the light."""
    if winter:
        return
    rng, width, height = canvas.rng, canvas.width, canvas.height
    unit = canvas.lens.focal / z
    for colour in kind.leaves:
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        for _ in range(count // 3 + 1):
            x = float(rng.uniform(-0.05, 1.05)) * width
            away = abs(x / width - canvas.light.sun_x)
            y = (
                kind.lower * lowest * (0.15 + 0.85 * min(1.0, away / 0.40)) * float(rng.uniform(0, 1)) ** 0.8 * height
                - 0.02 * height
            )
            size = min(float(rng.uniform(0.9, 2.0)) * unit, 0.13 * width)
            dx, dy = canvas.light.sun_x * width - x, canvas.light.sun_y * height - y
            far = math.hypot(dx, dy) + 1
            bright = math.exp(-((away / 0.38) ** 2))
            crown(masks, (x, y), size, max(1.5, min(0.10 * unit, 0.014 * width)), (dx / far, dy / far), rng, bright)
        canvas.flat(*masks, colour, z, glow=1.2)


def _trunks(kind: Kind, canvas: Canvas, winter: bool) -> None:
    """Close: trunks within reach, their marks and peeling bark, the wood behind them."""
    rng = canvas.rng
    _floor(kind, canvas, (0.0, 0, 0, 0, 0), winter)
    for near, far, count in ((20.0, 40.0, 36), (8.0, 18.0, 12)):
        _crowns(kind, canvas, far, 0.6, 24, winter)
        for z in sorted(rng.uniform(near, far, count), reverse=True):
            _tree(kind, canvas, float(rng.uniform(-0.6, 0.6)) * canvas.width / canvas.lens.focal * float(z), float(z))
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), canvas.width / 300)
    canvas.near(3.4)
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    for x, z in ((-side * 0.75, 3.4), (side * 0.05, 4.2)):
        _tree(kind, canvas, x + float(rng.normal(0, 0.08)), z)
    _crowns(kind, canvas, 4.0, 0.3, 12, winter)
    canvas.near(1.3)
    canvas.stem((side * 0.26, 0.0), (side * 0.30, 5.0), (0.29, 0.26), 1.3, kind.bark, low=0.0, tone=0.8, broken=0.5)
    _crowns(kind, canvas, 1.6, 0.18, 6, winter)


def _twigs(kind: Kind, canvas: Canvas, winter: bool) -> None:
    """Detail: bark within reach, and what is behind it out of focus."""
    rng, width = canvas.rng, canvas.width
    _crowns(kind, canvas, 14.0, 0.9, 24, winter)
    for z in (16.0, 12.0, 9.0, 7.0):
        _tree(kind, canvas, float(rng.uniform(-0.5, 0.5)) * canvas.width / canvas.lens.focal * z, z)
    _crowns(kind, canvas, 6.0, 0.7, 12, winter)
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), width / 55)
    canvas.bokeh()
    canvas.near(1.0)
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    canvas.stem((side * 0.14, 0.0), (side * 0.16, 4.0), (0.27, 0.25), 1.0, kind.bark, low=0.0, tone=0.9, broken=0.5)
    if not winter:
        leaf = (LOBED, 0.085) if kind is MAPLES else (OVAL, 0.062)
        hang(canvas, leaf[0], kind.leaves, kind.bare, -side, leaf[1])
