"""A wood of giant mushrooms that shine: caps like lamps over a path, their light on mist, moss and trunks."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Pulse
from beatreel.plugins.generators.procedural.scenery import plants

from .canvas import Bark, Canvas, Lens, tinted, weather_elements
from .caps import Mushroom, shine
from .light import forest_light

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_BARK = Bark(woods.ROUGH, (0.075, 0.075, 0.080), (0.040, 0.075, 0.050))  # linear BGR
_COLOURS = ((1.00, 0.78, 0.12), (0.95, 0.22, 0.62))  # of the two families: cyan and violet
_PULSES: tuple[tuple[Pulse, float, float], ...] = (("kick", 0.80, 0.38), ("offbeat", 0.80, 0.38))
_NIGHT = (1.05, 0.95, 0.72)
_BY_DAY = 0.05  # how bright they are under a sun
_CAPS = ((0.030, 0.035, 0.36), (0.045, 0.15, 0.34))  # of both families by day: red and ochre
_PALE = (0.40, 0.52, 0.62)


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a wood of mushrooms; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 79])
    night = description.time_of_day in ("night", "dusk")
    light = tinted(forest_light(description, rng), _NIGHT, 0.3)
    if night:
        light = replace(
            light, base=tuple(0.40 * c for c in light.base), warm=tuple(0.22 * c for c in light.warm),
            core=tuple(0.12 * c for c in light.core), disc=light.disc if light.moon else 0.0, stars=0.0,
        )  # fmt: skip
    horizon, focal, eye = {
        "wide": (0.65, 0.95, 1.6), "medium": (0.66, 1.25, 1.2), "close": (0.70, 1.4, 0.55)
    }.get(shot, (0.76, 1.8, 0.16))  # fmt: skip
    lens = Lens((0.5 + float(rng.uniform(-0.03, 0.03))) * width, horizon * height, focal * width, eye)
    clear = {"wide": 20.0, "medium": 17.0, "close": 12.0}.get(shot, 7.0) / light.fog**0.6
    sky = tuple(float(c) * 1.6 for c in light.base)
    sun = tuple(float(c) * 1.8 for c in np.array(light.core) * 0.6 + np.array(light.warm) * 0.6)
    canvas = Canvas(width, height, light, lens, rng, clear, sky, sun, seed=int(rng.integers(1, 1 << 30)))
    glows = _wood(canvas, description, shot, 1.0 if night else _BY_DAY)
    progress(0.8, "light in the mist")
    elements = weather_elements(description, light, shot)
    elements = [one for one in elements if one.kind not in ("rays", "fireflies")]
    elements.append(Element("fireflies", 0.8, {"colour": [255.0, 225.0, 150.0], "top": 0.25}))
    lamps = {
        f"mushrooms {number + 1}": LightGroup(light, pulse, base, gain)
        for number, (light, (pulse, base, gain)) in enumerate(zip(glows.light, _PULSES, strict=True))
    }
    painting = canvas.painting(
        shot, replace(light.grade(), saturation=1.2, bloom=0.20, desaturate=0.25), elements, rays=0.10 if night else 0.25,
        travel={"wide": 1.3, "medium": 0.9, "close": 0.35}.get(shot, 0.10),
        far={"wide": 50.0, "medium": 40.0, "close": 20.0}.get(shot, 8.0), night=night, lamps=lamps,
        median=(30.0, 62.0) if night else (48.0, 92.0),
    )  # fmt: skip
    painting.depth = glows.depth(painting.depth)
    return painting


class _Glows:
    """The light of both families, with what it falls on."""

    def __init__(self, canvas: Canvas, strength: float) -> None:
        self.canvas, self.strength = canvas, strength
        self.light = [np.zeros((canvas.height, canvas.width, 3), np.float32) for _ in _COLOURS]
        quarter = (max(8, canvas.height // 4), max(8, canvas.width // 4))
        self.halo = [np.zeros(quarter, np.float32) for _ in _COLOURS]
        self.near = np.zeros((canvas.height, canvas.width), np.float32)  # metres where a mushroom stands, else 0

    def add(self, one: Mushroom, family: int) -> None:
        canvas = self.canvas
        seen = shine(one, canvas.width, canvas.height)
        if seen is None:
            return
        through, cover = canvas.through(one.away), seen.cover[..., None]
        colour = np.array(_COLOURS[family], np.float32)
        for picture in (canvas.steady, canvas.warm, *self.light):
            picture[seen.box] *= 1 - cover
        mist = cv2.resize(canvas.air[..., :3], (canvas.width, canvas.height))[seen.box]
        pale = seen.pale[..., None]
        local = np.array(_CAPS[family], np.float32) * (1 - pale) + np.array(_PALE, np.float32) * pale
        if self.strength > _BY_DAY:  # at night what shines through has the colour
            local = 0.12 + 0.12 * np.array(_COLOURS[family], np.float32)
        body = local * seen.body[..., None] * through
        canvas.steady[seen.box] += body * np.array(canvas.sky, np.float32) * 1.4 + mist * (cover * (1 - through))
        canvas.warm[seen.box] += body * np.array(canvas.sun, np.float32) * 0.45
        # White where it is brightest, as a lamp is.
        glow = seen.glow[..., None]
        self.light[family][seen.box] += (
            self.strength * through * glow * (colour + 0.45 * np.maximum(glow - 0.7, 0)) * 0.62
        )
        self.near[seen.box] = np.where(seen.cover > 0.5, one.away, self.near[seen.box])
        self._throw(one, family, through)

    def _throw(self, one: Mushroom, family: int, through: float) -> None:
        """Light the mist about a cap and the ground about a foot."""
        halo = self.halo[family]
        rows, columns = halo.shape
        y, x = np.mgrid[:rows, :columns].astype(np.float32) * 4 + 2
        reach = max(0.9 * one.wide * one.unit, 4.0)
        cx, cy = one.x + one.lean * one.unit, one.y - one.tall * one.unit
        near = np.exp(-((((x - cx) ** 2 + (y - cy) ** 2) / reach**2) ** 0.6))
        wide = 1.3 * (one.wide + 0.5 * one.tall) * one.unit
        flat = max(self.canvas.lens.eye / one.away, 0.06)
        pool = np.exp(-((x - one.x) ** 2 + ((y - one.y) / flat) ** 2) / wide**2)
        pool *= 1 / (0.6 + 0.5 * one.tall) * (y > self.canvas.lens.horizon)
        halo += (0.055 * near + 0.05 * pool * self._albedo()) * through * self.strength

    def _albedo(self) -> Array:
        """Return how much the ground throws back, from what is painted of it."""
        if not hasattr(self, "_ground"):
            rows, columns = self.halo[0].shape
            grey = cv2.resize(self.canvas.steady.sum(axis=2), (columns, rows), interpolation=cv2.INTER_AREA)
            smooth = cv2.GaussianBlur(grey, (0, 0), max(2.0, columns / 40))
            self._ground = np.clip(grey / np.maximum(smooth, 1e-4), 0.3, 2.0) ** 1.5
        return self._ground

    def behind(self, paint: Callable[[], None], columns: tuple[float, float]) -> None:
        """Paint something on the canvas between two columns that hides the light behind it."""
        box = np.s_[:, max(int(columns[0]), 0) : max(int(columns[1]) + 1, 0)]
        before = self.canvas.cover[box].copy()
        self.canvas.cover[box] = 0
        paint()
        alpha = self.canvas.cover[box]
        for light in self.light:
            light[box] *= 1 - alpha[..., None]
        self.near[box] *= alpha < 0.5
        np.maximum(alpha, before, out=alpha)

    def settle(self) -> None:
        """Lay the light on mist and ground over what is painted; what comes nearer hides it."""
        size = (self.canvas.width, self.canvas.height)
        for light, halo, colour in zip(self.light, self.halo, _COLOURS, strict=True):
            light += cv2.resize(halo, size)[..., None] * np.array(colour, np.float32)
            halo[:] = 0

    def depth(self, behind: Array) -> Array:
        """Return the depth of the picture with the mushrooms in it."""
        return np.where(self.near > 0, self.near, behind).astype(np.float32)


def _wood(canvas: Canvas, description: SceneDescription, shot: str, strength: float) -> _Glows:
    rng, lens = canvas.rng, canvas.lens
    swing, often, phase = float(rng.uniform(0.5, 1.0)), 0.13, float(rng.uniform(0, 6.3))
    start = -swing * math.sin(phase + often * 3)
    is_low = shot in ("close", "detail")
    path = (0.0, 0, 0, 0, 0) if is_low else (0.75, start, swing, often, phase)
    size = {"close": 0.5, "detail": 0.25}.get(shot, 1.0)
    canvas.ground(
        path, (0.025, 0.085, 0.075), (0.04, 0.07, 0.075), (0.10, 0.115, 0.12), rough=1.3, broken=0.4, size=size
    )
    glows = _Glows(canvas, strength)
    bands = {
        "wide": ((24, 46, 16, 46), (12, 24, 12, 22), (5.5, 12, 9, 7)), "medium": ((20, 40, 14, 40), (9, 20, 11, 16), (4.0, 8.5, 7, 5)),
        "close": ((12, 26, 12, 24), (4.5, 12, 11, 8), (2.2, 4.2, 7, 0)),
    }.get(shot, ((7, 16, 10, 14), (2.2, 6, 9, 3), (0.95, 1.7, 6, 0)))  # fmt: skip
    tallest = {"wide": 6.0, "medium": 4.2, "close": 2.2}.get(shot, 0.85)
    for number, (near, far, mushrooms, trunks) in enumerate(bands):
        things: list[tuple[float, str, int]] = [
            (float(z), "trunk", k) for k, z in enumerate(rng.uniform(near, far, trunks))
        ]
        things += [
            (float(z), "mushroom", k)
            for k, z in enumerate(np.linspace(near, far, mushrooms) + rng.uniform(0, 0.3, mushrooms))
        ]
        for z, kind, k in sorted(things, reverse=True):
            way = 0.0 if is_low else start + swing * math.sin(phase + often * z)
            reach = 0.62 * canvas.width / lens.focal * z
            side = 1 if k % 2 else -1
            if kind == "trunk":
                edge = 1.6 + 0.03 * z if not is_low else 0.25 * reach
                x = way + side * (edge + max(reach - edge, 0.3) * float(rng.uniform(0.1, 1)))
                glows.behind(partial(_trunk, canvas, x, z), _columns(canvas, x, z, 2.5))
                continue
            tall = tallest * float(rng.uniform(0.25, 1.0) ** 1.3) * (0.8 if number == 2 else 1.0)
            edge = (0.55 + 0.30 * tall) if not is_low else 0.04 * reach
            x = way + side * (edge + max(0.75 * reach - edge, 0.1) * float(rng.uniform(0, 1)) ** 1.3)
            _cluster(glows, x, z, tall, rng)
        glows.settle()
    if not is_low and "people" not in description.without:  # before the light of all
        z = 5.6 if shot == "wide" else 4.0
        x = start + swing * math.sin(phase + often * z)
        glows.behind(lambda: canvas.body("stander", x, z), _columns(canvas, x, z, 1.0))
    _front(canvas, shot)
    return glows


def _columns(canvas: Canvas, x: float, z: float, reach: float) -> tuple[float, float]:
    lens = canvas.lens
    return lens.middle + (x - reach) / z * lens.focal, lens.middle + (x + reach) / z * lens.focal


def _cluster(glows: _Glows, x: float, z: float, tall: float, rng: np.random.Generator) -> None:
    """Add a mushroom and what grows at its foot."""
    lens = glows.canvas.lens
    family = int(rng.random() < 0.42)
    group = [(0.0, tall)] + [
        (float(rng.choice([-1, 1]) * rng.uniform(0.22, 0.6)) * tall, tall * float(rng.uniform(0.16, 0.42)))
        for _ in range(int(rng.integers(1, 4)))
    ]
    for aside, high in group:
        px, py = lens.at(x + aside, 0.0, z)
        glows.add(
            Mushroom(
                px, py, lens.focal / z, high, high * float(rng.uniform(0.62, 0.98)), high - lens.eye, z,
                lean=float(rng.normal(0, 0.07)) * high, seed=int(rng.integers(1, 1 << 16)),
            ),
            family,
        )  # fmt: skip


def _trunk(canvas: Canvas, x: float, z: float) -> None:
    rng = canvas.rng
    across, tall = float(rng.uniform(0.35, 0.8)), 60.0
    canvas.stem(
        (x, -0.05), (x + float(rng.normal(0, 0.7)), tall), (across, 0.5 * across), z, _BARK, curve=float(rng.normal(0, 0.2)),
        flare=0.5, low=0.3, tone=float(rng.uniform(0.5, 0.9)), broken=0.3,
    )  # fmt: skip


def _front(canvas: Canvas, shot: str) -> None:
    """Ferns and a trunk in the dark before it all, which frame the light."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    metres = {"wide": 1.9, "medium": 1.9, "close": 1.2}.get(shot, 0.5)
    canvas.near(metres)
    if shot in ("wide", "medium"):
        side = float(rng.choice([-1, 1]))
        edge = 0.50 * width / canvas.lens.focal * metres
        canvas.stem(
            (side * edge, -0.1),
            (side * edge * 1.1, 14.0),
            (0.42, 0.34),
            metres,
            _BARK,
            flare=0.4,
            low=0.1,
            tone=0.4,
            broken=0.2,
        )
    mask = canvas.blank()
    for _ in range(9 if shot != "detail" else 5):
        side = float(rng.choice([0.0, 1.0])) + float(rng.uniform(-0.05, 0.16)) * float(rng.choice([-1, 1]))
        size = height * float(rng.uniform(0.10, 0.19))
        stems, leaflets = plants.fern(rng, side * width, height * float(rng.uniform(0.98, 1.05)), size)
        plants.draw_segments(mask, stems, size * 0.012)
        plants.draw_segments(mask, leaflets, size * 0.018)
    dark = np.round(mask * 0.22).astype(np.uint8)
    canvas.flat(mask, dark, np.zeros_like(mask), (0.05, 0.10, 0.06), 0.2)
