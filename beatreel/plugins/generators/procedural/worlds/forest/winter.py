"""A wood in winter: bare trees in the mist, snow or rime along their limbs, an avenue of them with lamps in a park."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.painting import LightGroup
from beatreel.plugins.generators.procedural.scenery import bare_trees, plants
from beatreel.plugins.generators.procedural.scenery.bare_trees import BareTree

from .canvas import Bark, Canvas, weather_elements, with_sun_ahead
from .light import forest_light

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .canvas import Colour

Array = np.ndarray[Any, np.dtype[np.float32]]

_BARK = Bark(woods.ROUGH, (0.050, 0.054, 0.060), (0.022, 0.024, 0.028))  # linear BGR
_TWIGS, _WHITE = (0.036, 0.038, 0.044), (0.74, 0.70, 0.67)
_FLOORS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((0.040, 0.075, 0.135), (0.034, 0.050, 0.068), (0.066, 0.084, 0.105)),  # leaves that fell
    ((0.74, 0.70, 0.67), (0.66, 0.62, 0.59), (0.58, 0.55, 0.53)),  # snow
)
_STALKS = (0.060, 0.110, 0.165)
_LOOKS = {  # horizon, focal length, eye, clear air; see Canvas.under
    "wide": (0.66, 0.95, 1.7, 42.0),
    "medium": (0.64, 1.35, 1.6, 30.0),
    "close": (0.80, 1.15, 1.5, 24.0),
    "detail": (0.66, 2.0, 1.4, 10.0),
}
_RIME = {"frosted", "frosty", "frost", "rime", "hoarfrost", "frozen", "icy"}
_KINDS = 7
_LAMP = (0.13, 0.46, 1.0)


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint bare trees; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks along a way under great trees, medium between them with somebody on the way, close up at one of them, detail
    at its twigs before lights out of focus.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 127])
    night = description.time_of_day == "night"
    light = forest_light(description, rng)
    light = with_sun_ahead(light, rng, (0.36, 0.46), (0.08, 0.17), wide=0.55, narrow=0.20)
    sky = tuple(float(c) * (1.6 if night else 2.3) for c in light.base)
    canvas = Canvas.under(light, rng, (width, height), _LOOKS.get(shot, _LOOKS["detail"]), (sky, 2.4), valley=0.35)
    wood = _Wood(canvas, description)
    {"wide": wood.avenue, "medium": wood.avenue, "close": wood.great, "detail": wood.twigs}.get(shot, wood.avenue)(shot)
    progress(0.8, "light in the mist")
    return canvas.painting(
        shot, replace(light.grade(), saturation=1.2, bloom=0.15), weather_elements(description, light, shot), rays=0.24,
        travel={"wide": 1.4, "medium": 1.0, "close": 0.4}.get(shot, 0.12), far=60.0, night=night,
        median=(34.0, 70.0) if night else (54.0, 100.0), lamps=wood.lamps(),
    )  # fmt: skip


class _Wood:
    """What the four shots are put together from."""

    def __init__(self, canvas: Canvas, description: SceneDescription) -> None:
        self.canvas, self.rng = canvas, canvas.rng
        self.snow = canvas.light.ground_snow
        words = {*description.all_words, *description.said}
        self.rime = 0.75 if words & _RIME else 0.0
        self.somebody = "people" not in description.without
        self.lit = "park_lamps" in description.motifs
        self.dark = {"night": 1.0, "dusk": 0.75, "dawn": 0.35}.get(description.time_of_day, 0.12)
        self.posts: list[tuple[float, float]] = []
        height, width = canvas.height, canvas.width
        y, x = np.mgrid[: height // 4 + 1, : width // 4 + 1].astype(np.float32) * 4
        away = np.hypot(x - canvas.light.sun_x * width, y - canvas.light.sun_y * height) / width
        lit = 255 * (0.08 + 0.80 * np.exp(-((away / 0.34) ** 2)))
        self.sunlit = cv2.resize(lit, (width, height)).astype(np.uint8)
        soft = fill_fbm(*lit.shape, step_x=26 / width, step_y=26 / width, seed=canvas.seed & 0xFFFF, octaves=3)
        self.uneven = cv2.resize(np.clip(165 + 150 * soft, 70, 240), (width, height)).astype(np.uint8)
        self.trees = [bare_trees.grow(self.rng, wide=float(w)) for w in self.rng.uniform(0.62, 1.0, _KINDS)]

    def avenue(self, shot: str) -> None:
        """Wide and medium: a way between the trees into the light."""
        canvas, rng = self.canvas, self.rng
        straight = self.lit
        if shot == "medium":  # the way lies aside, and the trees on the other side are near
            side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
            canvas.lens = replace(canvas.lens, middle=canvas.lens.middle - 0.15 * side * canvas.width)
        swing, often, phase = (0.0 if straight else float(rng.uniform(0.8, 1.5))), 0.07, float(rng.uniform(0, 6.3))
        start = -swing * math.sin(phase + often * 3)
        self._floor((1.5 if straight else 0.8, start, swing, often, phase))
        aside = 4.2 if straight else 3.0
        bands = ((60.0, 110.0, 26), (34.0, 60.0, 15), (19.0, 34.0, 8), (10.5, 19.0, 5), (5.5, 9.0, 2))
        for number, (near, far, count) in enumerate(bands):
            if number > 2:
                canvas.near((10.0, 5.5)[number - 3])
            places = []
            for k in range(count):
                z = near + (far - near) * (k + float(rng.uniform(0.2, 0.8))) / count
                way = start + swing * math.sin(phase + often * z)
                half = 0.55 * canvas.width / canvas.lens.focal * z
                first = k < 0.6 * count or number > 2
                off = (
                    aside + float(rng.uniform(0, 0.6))
                    if first
                    else aside + (half - aside) * float(rng.uniform(0.3, 1.0))
                )
                if number == 4:
                    off = max(off, 0.62 * half)
                places.append((z, way + (off if k % 2 else -off)))
            for z, x in sorted(places, reverse=True):
                self.tree(x, z, float(rng.uniform(11.0, 15.5)))
            if self.lit and number < 4:
                self._lamps(near, far, aside - 1.6)
            self._stalks(near, far, start, (0, 0, 5, 9, 10)[number])
            z = 17.0 if shot == "wide" else 12.5
            if number == (2 if z > 19 else 3 if z < 10.5 else 2) and self.somebody:
                canvas.body("stander", start + swing * math.sin(phase + often * z) + 0.2, z)

    def great(self, shot: str) -> None:
        """Close: a great tree whose limbs fill the sky, the wood behind it."""
        canvas, rng = self.canvas, self.rng
        self._floor((0.0, 0.0, 0.0, 0.0, 0.0))
        side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
        for near, far, count in ((34.0, 70.0, 18), (18.0, 32.0, 6)):
            for z in sorted(rng.uniform(near, far, count), reverse=True):
                half = 0.6 * canvas.width / canvas.lens.focal * float(z)
                self.tree(float(rng.uniform(-half, half)), float(z), float(rng.uniform(11.0, 15.0)))
        if self.lit:
            self._lamps(12.0, 36.0, 3.6)
        canvas.near(8.0)
        self.trees[0] = bare_trees.grow(rng, wide=1.05, trunk=0.26, thick=0.050)
        self.tree(0.16 * side * canvas.width / canvas.lens.focal * 8.0, 8.0, 9.6, kind=0)
        self._stalks(5.0, 9.0, 0.0, 16)

    def twigs(self, shot: str) -> None:
        """Detail: twigs within reach, and the wood out of focus."""
        canvas, rng = self.canvas, self.rng
        self._floor((0.0, 0.0, 0.0, 0.0, 0.0))
        for z in (30.0, 24.0, 17.0, 13.0):
            half = 0.5 * canvas.width / canvas.lens.focal * z
            self.tree(float(rng.uniform(-half, half)), z, 12.0)
        if self.lit:
            self._lamps(12.0, 25.0, 2.0)
        for picture in (canvas.steady, canvas.warm):
            picture[:] = cv2.GaussianBlur(picture, (0, 0), canvas.width / 60)
        canvas.bokeh()
        side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
        for depth, (long, y, turn) in enumerate(((0.62, 0.34, 1.45), (0.80, 0.74, 1.05))):
            canvas.near(1.6 - 0.5 * depth)
            bough = bare_trees.grow(rng, wide=0.80, trunk=0.62, thick=0.020, low=0.25)
            foot = ((0.5 + 0.60 * side) * canvas.width, (y + float(rng.uniform(-0.04, 0.04))) * canvas.height)
            bough = bare_trees.turned(bough, -side * (turn + float(rng.uniform(-0.1, 0.1))))
            self._stamp(bough, foot, long * canvas.height, 1.2, snow=1.0)
            side = -side

    def tree(self, x: float, z: float, tall: float, *, kind: int | None = None) -> None:
        """Set a tree on the ground, ``tall`` metres high."""
        canvas, rng = self.canvas, self.rng
        tree = self.trees[int(rng.integers(_KINDS)) if kind is None else kind]
        unit = canvas.lens.focal / z * tall
        foot = canvas.lens.at(x, -0.05, z)
        if unit > 0.35 * canvas.height:  # near enough for its bark to be seen
            across, up, aside, thick, thin = (tall * each for each in tree.trunk)
            canvas.stem(
                (x, -0.1), (x + across, up), (thick, thin), z, _BARK, curve=aside, flare=0.45, low=0.2,
                tone=float(rng.uniform(0.8, 1.1)), broken=0.4,
            )  # fmt: skip
            self._stamp(tree, foot, unit, z, trunk=False)
            return
        self._stamp(tree, foot, unit, z)

    def _stamp(
        self, tree: BareTree, foot: tuple[float, float], unit: float, z: float, *, trunk: bool = True, snow: float = 0.0
    ) -> None:
        canvas, rng = self.canvas, self.rng
        lies = max(snow, 1.0) * self.snow if self.snow else 0.0
        wood, white, origin = bare_trees.draw(tree, unit, snow=lies, rime=self.rime, trunk=trunk)
        mirrored = bool(trunk and z > 2 and rng.random() < 0.5)
        masks = [canvas.blank() for _ in range(2)]
        for mask, part in zip(masks, (wood, white), strict=True):
            plants.stamp(mask, part, origin, *foot, mirrored=mirrored)
        shape, snowy = masks
        rim = cv2.subtract(shape, _moved(shape, (2 if foot[0] < canvas.light.sun_x * canvas.width else -2), -1))
        canvas.flat(shape, cv2.convertScaleAbs(shape, alpha=0.75), rim, _TWIGS, z, glow=1.2)
        if lies or self.rime:
            canvas.flat(
                snowy,
                cv2.multiply(snowy, self.uneven, scale=1 / 255),
                cv2.multiply(snowy, self.sunlit, scale=1 / 255),
                _WHITE,
                z,
            )
        self._lamplit(shape, snowy, z)

    def _floor(self, path: tuple[float, ...]) -> None:
        bare, white = _FLOORS
        share = min(1.15 * self.snow, 1.0)
        floor = [
            tuple(a + (b - a) * share for a, b in zip(*each, strict=True)) for each in zip(bare, white, strict=True)
        ]
        self.canvas.ground(path, *floor, rough=0.28 if self.snow else 1.1, broken=0.35, size=0.8)

    def _stalks(self, near: float, far: float, middle: float, count: int) -> None:
        """Dry grass that stands out of the snow or the leaves, in tufts beside the way."""
        canvas, rng = self.canvas, self.rng
        if not count:
            return
        mask = canvas.blank()
        for z in sorted(rng.uniform(near, far, count), reverse=True):
            half = 0.55 * canvas.width / canvas.lens.focal * float(z)
            x = middle + float(rng.choice([-1, 1])) * (1.3 + max(half - 1.3, 0.3) * float(rng.uniform(0, 1)))
            unit = canvas.lens.focal / float(z)
            at = canvas.lens.at(x, 0.0, float(z))
            blades = 34
            xs = at[0] + rng.normal(0, 0.22, blades) * unit
            long = rng.uniform(0.12, 0.55, blades) * unit
            strokes = plants.grass(rng, xs, at[1] + rng.uniform(-0.05, 0.05, blades) * unit, long)
            thick = 0.005 * unit
            plants.draw_segments(mask, strokes, thick, round(255 * min(thick, 1.0)))
        canvas.flat(mask, cv2.convertScaleAbs(mask, alpha=0.7), mask, _STALKS, far, glow=0.9)

    def _lamps(self, near: float, far: float, aside: float) -> None:
        """Lamp posts on both sides of the way, twelve metres apart."""
        canvas = self.canvas
        mask = canvas.blank()
        for z in np.arange(13.0, 110.0, 11.0):
            if not near <= z < far:
                continue
            for side in (-1.0, 1.0):
                unit = canvas.lens.focal / float(z)
                x0, y0 = canvas.lens.at(side * aside, 0.0, float(z))
                top = canvas.lens.at(side * aside, 3.5, float(z))
                parts = (
                    ((x0, y0), (top[0], top[1]), 0.09), ((x0, y0), (x0, y0 - 0.6 * unit), 0.20),
                    ((top[0] - 0.16 * unit, top[1] - 0.48 * unit), (top[0] + 0.16 * unit, top[1] - 0.48 * unit), 0.10),
                )  # fmt: skip
                for start, end, thick in parts:
                    plants.draw_segments(mask, np.array([[start, end]]), thick * unit)
                self.posts.append((side * aside, float(z)))
        canvas.flat(mask, cv2.convertScaleAbs(mask, alpha=0.6), canvas.blank(), (0.03, 0.03, 0.03), near)

    def _lamplit(self, shape: Any, snowy: Any, z: float) -> None:
        """Light of the lamps on the twigs about them."""
        near = [post for post in self.posts if abs(post[1] - z) < 9.0]
        if not near or not self.dark:
            return
        canvas = self.canvas
        total = np.zeros((canvas.height // 8 + 1, canvas.width // 8 + 1), np.float32)
        y, x = np.mgrid[: total.shape[0], : total.shape[1]].astype(np.float32) * 8
        for side, away in near:
            px, py = canvas.lens.at(side, 3.8, away)
            unit = canvas.lens.focal / away
            total += 1.0 / (1.0 + (np.hypot(x - px, y - py) / (1.1 * unit)) ** 2 + ((away - z) / 2.0) ** 2) ** 1.5
        field = cv2.resize(total, (canvas.width, canvas.height))
        white = snowy.astype(np.float32) / 255
        share = (
            (0.055 * shape.astype(np.float32) / 255 + 0.45 * white) * field * np.float32(self.dark * canvas.through(z))
        )
        canvas.steady += share[..., None] * np.array(_LAMP, np.float32)

    def lamps(self) -> dict[str, LightGroup]:
        """Return the light of the lamps in two families: their heads, the air about them, and what lies on the ground."""
        if not self.posts:
            return {}
        canvas = self.canvas
        height, width = canvas.height, canvas.width
        half = (height // 2, width // 2)
        y, x = (np.mgrid[: half[0], : half[1]].astype(np.float32) + 0.5) * 2
        below = np.maximum(y - canvas.lens.horizon, 1.0)
        ground_z = canvas.lens.eye * canvas.lens.focal / below
        ground_x = (x - canvas.lens.middle) / canvas.lens.focal * ground_z
        on_ground = (y > canvas.lens.horizon).astype(np.float32)
        families = [np.zeros((*half, 3), np.float32) for _ in range(2)]
        for number, (side, z) in enumerate(sorted(self.posts, key=lambda post: -post[1])):
            unit = canvas.lens.focal / z
            px, py = canvas.lens.at(side, 3.72, z)
            away = np.hypot(x - px, y - py) / unit
            through = canvas.through(0.6 * z)
            core = np.exp(-((np.hypot((x - px) / 0.85, y - py) / (0.21 * unit)) ** 4))
            air = 0.16 / (1 + (away / 0.5) ** 2) + 0.050 * np.exp(-away / 2.4)
            pool = 12.0 / (12.0 + (ground_x - side) ** 2 + (ground_z - z) ** 2) ** 1.5 * 6.0
            lit = on_ground * pool * (0.55 if self.snow else 0.09) * canvas.through(z)
            colour = np.array(_LAMP, np.float32)
            glow = (air * (0.35 + through) + 0.16 * lit)[..., None] * colour
            glow += (core * through)[..., None] * np.array([0.75, 1.15, 1.5], np.float32)
            families[number % 2] += glow
        strength = np.float32(0.9 * self.dark)
        lights = [cv2.resize(each * strength, (width, height)) for each in families]
        return {
            "lamps": LightGroup(lights[0], "kick", 1.0, 0.30),
            "other lamps": LightGroup(lights[1], "offbeat", 1.0, 0.30),
        }


def _moved(mask: Any, right: int, down: int) -> Any:
    return cv2.warpAffine(mask, np.array([[1, 0, right], [0, 1, down]], np.float32), mask.shape[::-1])
