"""A bamboo grove: jointed stalks in mist to either side of a path, thin leaves above, light from its far end."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette, woods

from .canvas import Bark, Canvas, tinted, weather_elements, with_sun_ahead
from .light import forest_light

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_GREEN, _PALE = (0.085, 0.250, 0.150), (0.26, 0.42, 0.33)  # of stalks and of the bloom on them, linear BGR
_LEAF = (0.050, 0.205, 0.110)
_AIR = (0.62, 1.06, 0.80)  # what leaves leave of the light, BGR
_LEAF_SHAPE = np.array(
    [
        [0.0, 0.0],
        [0.18, 0.055],
        [0.45, 0.062],
        [0.75, 0.035],
        [1.0, 0.0],
        [0.75, -0.030],
        [0.45, -0.058],
        [0.18, -0.050],
    ]
)
_LOOKS = {  # horizon, focal length, eye, clear air; see Canvas.under
    "wide": (0.615, 1.05, 1.55, 15.0),
    "medium": (0.60, 1.45, 1.5, 13.0),
    "close": (0.62, 1.5, 1.3, 9.0),
    "detail": (0.66, 2.2, 1.4, 7.0),
}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a bamboo grove; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 61])
    light = tinted(forest_light(description, rng), _AIR, 0.72)
    night = description.time_of_day == "night"
    light = with_sun_ahead(light, rng, (0.20, 0.27), (0.08, 0.17), rays=max(light.rays, 0.5), wide=0.52, narrow=0.22)
    dim = 0.55 if night else 1.0
    sky = tuple(float(c) * 3.0 * dim for c in light.base)
    looks = _LOOKS.get(shot, _LOOKS["detail"])
    canvas = Canvas.under(light, rng, (width, height), looks, (sky, 2.6))
    {"wide": _way, "medium": _way, "close": _stalks}.get(shot, _leaves)(canvas, description, shot)
    progress(0.8, "light in the mist")
    far = {"wide": 34.0, "medium": 26.0, "close": 16.0}.get(shot, 8.0)
    return canvas.painting(
        shot, replace(light.grade(), saturation=1.25, bloom=0.14), weather_elements(description, light, shot),
        rays=0.36, travel={"wide": 1.6, "medium": 1.2, "close": 0.35}.get(shot, 0.12), far=far, night=night,
        median=(40.0, 84.0) if night else (44.0, 86.0) if shot == "close" else (56.0, 102.0),
    )  # fmt: skip


def _way(canvas: Canvas, description: SceneDescription, shot: str) -> None:
    """Wide and medium: a path between the stalks, ending in light."""
    rng = canvas.rng
    half, start, swing, often, phase = (
        1.05,
        0.0,
        float(rng.uniform(0.5, 0.9)),
        float(rng.uniform(0.14, 0.2)),
        float(rng.uniform(0, 6.3)),
    )
    start = -swing * math.sin(phase + often * 3.0)
    canvas.ground(
        (half, start, swing, often, phase), (0.10, 0.19, 0.15), (0.05, 0.085, 0.065), (0.20, 0.25, 0.26), rough=1.1
    )

    _fallen(canvas)

    def middle(z: float) -> float:
        return start + swing * math.sin(phase + often * z)

    plants = []
    for near, far, count in (
        (26.0, 46.0, 150),
        (15.0, 26.0, 84),
        (8.5, 15.0, 40),
        (4.6, 8.5, 16),
        (2.3, 4.4, 5),
        (1.15, 1.9, 3),
    ):
        for k in range(count):
            z = float(rng.uniform(near, far))
            side = 1.0 if k % 2 else -1.0
            reach = 0.62 * canvas.width / canvas.lens.focal * z
            edge = half + 0.35 + 0.10 * near / 4 if near > 2 else 0.33 * z
            off = edge + (max(reach - edge, 0.3)) * float(rng.uniform(0, 1)) ** 1.15
            plants.append((z, middle(z) + side * off))
    plants.sort(reverse=True)
    levels = [(9.0, 0.0), (4.5, 7.0), (0.0, 3.2)]
    for number, (nearest, metres) in enumerate(levels):
        if number:
            canvas.near(metres)
        farthest = levels[number - 1][0] if number else 99.0
        mine = [one for one in plants if nearest <= one[0] < farthest]
        if number == 0:
            for z in (44.0, 34.0, 27.0):
                _foliage(canvas, z, 1500, 0.5)
        for z, x in mine:
            _stalk(canvas, x, z)
        if number == 0:
            _foliage(canvas, 20.0, 1700, 0.42)
            _foliage(canvas, 13.0, 1300, 0.36)
            z, aside = 11.0 if shot == "wide" else 9.2, float(rng.uniform(-0.25, 0.25))
            if "people" not in description.without:
                canvas.body("stander", middle(z) + aside, z)
        elif number == 1:
            _foliage(canvas, 7.5, 700, 0.28)
        else:
            _foliage(canvas, 3.6, 170, 0.14)
            _shoots(canvas)


def _stalk(canvas: Canvas, x: float, z: float) -> None:
    rng = canvas.rng
    tall = float(rng.uniform(12.0, 17.0))
    across = float(rng.uniform(0.075, 0.125))
    lean = float(rng.normal(0, 0.35)) - 0.25 * np.sign(x)
    age = float(rng.uniform(0, 1)) ** 2
    colour = tuple(a + (b - a) * age * 0.75 for a, b in zip(_GREEN, (0.10, 0.30, 0.27), strict=True))
    canvas.stem(
        (x, 0.0), (x + lean, tall), (across, across * 0.35), z,
        Bark(woods.BAMBOO, colour, _PALE, float(rng.uniform(2.6, 3.4))),
        curve=float(rng.normal(0, 0.10)), low=0.45, tone=float(rng.uniform(0.7, 1.2)),
    )  # fmt: skip


def _foliage(canvas: Canvas, z: float, count: int, lowest: float, shade: float = 1.0) -> None:
    """Let sprays of leaves hang between the stalks, from ``lowest`` (share of the height) upwards."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    shape, tone, sun = canvas.blank(), canvas.blank(), canvas.blank()
    unit = canvas.lens.focal / z
    sprays = max(3, count // 7)
    for _ in range(sprays):
        x = float(rng.uniform(-0.05, 1.05)) * width
        away = abs(x / width - canvas.light.sun_x)
        lift = float(rng.uniform(0, 1)) ** 0.8
        # An arch: the leaves part above the path.
        y = (lowest * (0.35 + 0.65 * min(1.0, away / 0.30) ** 0.8)) * (1 - lift) * height - 0.03 * height * lift
        way = math.pi / 2 + float(rng.normal(0, 0.9))
        _spray((shape, tone, sun), (x, y), way, 0.165 * unit, rng, away)
    canvas.flat(shape, tone, sun, tuple(c * shade for c in _LEAF), z, glow=1.5)


def _spray(
    masks: tuple[Any, Any, Any], at: tuple[float, float], way: float, size: float, rng: np.random.Generator, away: float
) -> None:
    """Draw a twig with five to nine drooping leaves, each in two halves of which one is in the light."""
    shape, tone, sun = masks
    count = int(rng.integers(5, 10))
    twig = size * 1.5
    bend = float(rng.normal(0, 0.20))
    t = np.linspace(-1.2, 1, 9)
    stick = np.stack([at[0] + twig * t * np.cos(way + bend * t), at[1] + twig * t * np.sin(way + bend * t)], 1)
    thick = max(0.35, 0.009 * size)
    side = np.array([-math.sin(way), math.cos(way)]) * thick
    outline = np.concatenate([stick - side * 1.6, (stick + side * 0.5)[::-1]])
    silhouette.fill(shape, outline)
    silhouette.fill(tone, outline, 90)
    for i in range(count):
        part = (i + 0.5) / count
        x = at[0] + twig * part * math.cos(way + bend * part)
        y = at[1] + twig * part * math.sin(way + bend * part)
        turn = way + (1 if i % 2 else -1) * float(rng.uniform(0.25, 0.95)) * (1 - 0.6 * part)
        turn += 0.35 * math.cos(turn)  # they hang
        long_ = size * float(rng.uniform(0.65, 1.2))
        flat, curl = float(rng.uniform(0.45, 1.15)), float(rng.normal(0, 0.10))
        along = _LEAF_SHAPE[:, 0]
        across = _LEAF_SHAPE[:, 1] * 1.15 * flat + curl * along**2
        cos, sin = math.cos(turn), math.sin(turn)
        points = np.stack([along * cos - across * sin, along * sin + across * cos + 0.16 * along**2], 1) * long_ + (
            x,
            y,
        )
        value = int(rng.integers(50, 190))
        # Some lie in the light, and let it through.
        lit = float(rng.uniform(0, 1)) ** 2.6 * math.exp(-((away / 0.5) ** 2))
        silhouette.fill_each(masks, silhouette.fixed(points), (255, value, int(14 + 220 * lit)))
        if size > 14:
            rib = np.stack(
                [along * cos - curl * along**2 * sin, along * sin + curl * along**2 * cos + 0.16 * along**2], 1
            )
            half = np.concatenate([points[:5], (rib * long_ + (x, y))[1:4][::-1]])
            silhouette.fill_each((tone, sun), silhouette.fixed(half), (int(value * 0.62), int((14 + 220 * lit) * 0.55)))


def _fallen(canvas: Canvas) -> None:
    """Strew leaves over the ground near by."""
    rng, lens = canvas.rng, canvas.lens
    shape, tone, sun = canvas.blank(), canvas.blank(), canvas.blank()
    for _ in range(900):
        z = 1.6 + 6.0 * float(rng.uniform(0, 1)) ** 1.4
        x = float(rng.uniform(-0.6, 0.6)) * canvas.width / lens.focal * z
        turn, long_ = float(rng.uniform(0, 6.3)), float(rng.uniform(0.05, 0.10))
        leaf = _LEAF_SHAPE * long_
        px = x + leaf[:, 0] * math.cos(turn) - leaf[:, 1] * 1.2 * math.sin(turn)
        pz = z + leaf[:, 0] * math.sin(turn) + leaf[:, 1] * 1.2 * math.cos(turn)
        points = np.stack([lens.middle + px / pz * lens.focal, lens.horizon + lens.eye / pz * lens.focal], 1)
        silhouette.fill(shape, points)
        silhouette.fill(tone, points, int(rng.integers(60, 230)))
        silhouette.fill(sun, points, int(255 * float(rng.uniform(0, 1)) ** 2))
    canvas.flat(shape, tone, sun, (0.10, 0.20, 0.19), 3.0, glow=0.9)


def _shoots(canvas: Canvas) -> None:
    """Let a fringe of low plants stand at the lower corners."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    shape, tone, sun = canvas.blank(), canvas.blank(), canvas.blank()
    for k in range(26):
        side = 1 if k % 2 else -1
        x = (0.5 + side * (0.33 + 0.2 * float(rng.uniform(0, 1)))) * width
        y = (1.03 - 0.05 * float(rng.uniform(0, 1))) * height
        _spray(
            (shape, tone, sun),
            (x, y),
            -math.pi / 2 - side * float(rng.uniform(-0.2, 0.7)),
            0.055 * height,
            rng,
            abs(x / width - canvas.light.sun_x),
        )
    canvas.flat(shape, tone, sun, _LEAF, 2.6, glow=1.2)


def _stalks(canvas: Canvas, description: SceneDescription, shot: str) -> None:
    """Close: three stalks within reach, their joints in the light, the grove out of focus behind them."""
    rng = canvas.rng
    canvas.ground((0.0, 0, 0, 0, 0), (0.10, 0.19, 0.15), (0.05, 0.085, 0.065), (0.2, 0.25, 0.26), rough=1.0)
    for near, far, count in ((16.0, 30.0, 90), (8.0, 16.0, 40), (4.0, 8.0, 14)):
        for z in sorted(rng.uniform(near, far, count), reverse=True):
            reach = 0.6 * canvas.width / canvas.lens.focal * z
            _stalk(canvas, float(rng.uniform(-1, 1)) * reach, float(z))
        _foliage(canvas, near, 900, 0.5)
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), canvas.width / 230)
    canvas.near(2.4)
    for x in (-0.62, 0.70):
        _stalk(canvas, x + float(rng.uniform(-0.12, 0.12)), 2.4)
    _foliage(canvas, 2.0, 150, 0.30)
    canvas.near(1.0)
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    for x, z in ((side * 0.17, 1.0), (-side * 0.25, 1.15)):
        canvas.stem(
            (x, 0.0), (x + float(rng.normal(0, 0.05)), 4.0), (0.115, 0.108), z, Bark(woods.BAMBOO, _GREEN, _PALE, 2.7), low=0.0, tone=0.55,
            broken=0.5,
        )  # fmt: skip
    _foliage(canvas, 0.9, 36, 0.22, 0.6)
    _foliage(canvas, 0.5, 12, 0.10, 0.3)


def _leaves(canvas: Canvas, description: SceneDescription, shot: str) -> None:
    """Detail: a joint and its leaves before stalks out of focus."""
    rng = canvas.rng
    for near, far, count in ((6.0, 16.0, 50), (3.0, 5.0, 7)):
        for z in sorted(rng.uniform(near, far, count), reverse=True):
            reach = 0.6 * canvas.width / canvas.lens.focal * z
            _stalk(canvas, float(rng.uniform(-1, 1)) * reach, float(z))
        _foliage(canvas, near, 400, 0.7)
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), canvas.width / 55)
    canvas.bokeh()
    canvas.near(1.1)
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    canvas.stem(
        (side * 0.10, 0.0),
        (side * 0.13, 4.0),
        (0.125, 0.12),
        1.0,
        Bark(woods.BAMBOO, _GREEN, _PALE, 3.2),
        low=0.0,
        broken=0.4,
    )
    shape, tone, sun = canvas.blank(), canvas.blank(), canvas.blank()
    for k in range(16):
        x = (0.5 + side * 0.2) * canvas.width - side * canvas.width * float(rng.uniform(-0.1, 0.75))
        y = canvas.height * (0.05 + 0.85 * (k + float(rng.uniform(0, 1))) / 16)
        _spray(
            (shape, tone, sun),
            (x, y),
            math.pi / 2 + side * float(rng.uniform(0.1, 1.2)),
            0.085 * canvas.height,
            rng,
            abs(x / canvas.width - canvas.light.sun_x),
        )
    canvas.flat(shape, tone, sun, _LEAF, 0.8, glow=1.6)
