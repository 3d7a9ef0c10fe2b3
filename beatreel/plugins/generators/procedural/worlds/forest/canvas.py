"""The canvas on which woods other than spruces are painted: trunks, leaves, ground and somebody in the air between them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.stars import stars

from .light import ForestLight, mist_field, shafts, sun_disc

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Grade
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]
Colour = tuple[float, float, float]  # linear BGR
Look = tuple[float, float, float, float]

_LIES = 0.2  # from how much snow on the ground some lies against trunks
_DRIFT = 0.10  # metres that it is higher there


@dataclass(frozen=True)
class Lens:
    """How a wood is looked at: pixels, except for the eye, which is metres above the ground."""

    middle: float
    horizon: float
    focal: float
    eye: float

    def at(self, x: float, up: float, z: float) -> tuple[float, float]:
        """Return the pixel of a point ``x`` metres to the right, ``up`` above the ground and ``z`` ahead."""
        return self.middle + x / z * self.focal, self.horizon + (self.eye - up) / z * self.focal


@dataclass(frozen=True)
class Bark:
    """A stem's surface: its kind in :mod:`..kernels.woods`, its colour and that of its marks, joints a metre."""

    kind: int
    colour: Colour
    marks: Colour
    joints: float = 0.0


@dataclass
class Canvas:
    """A picture that is painted from far to near; :meth:`near` begins a layer that moves by itself.

    Attributes
    ----------
    air : ndarray (height / 4, width / 4, 6)
        Colour of endless mist: steady and sunlit.
    clear : float
        Metres in which the mist takes two thirds of a colour.
    sky, sun : Colour
        The light of the sky and of the sun on things.
    """

    width: int
    height: int
    light: ForestLight
    lens: Lens
    rng: np.random.Generator
    clear: float
    sky: Colour
    sun: Colour
    seed: int = 0
    air: Array = field(init=False)
    steady: Array = field(init=False)
    warm: Array = field(init=False)
    cover: Array = field(init=False)
    layers: list[Layer] = field(default_factory=list)
    behind: tuple[Array, Array, Array] | None = None
    metres: float = 0.0
    valley: float = 0.25

    def __post_init__(self) -> None:
        quarter = max(8, -(-self.width // 4)), max(8, -(-self.height // 4))
        fields = mist_field(self.light, *quarter, self.seed & 0xFFFF, valley=self.valley)
        self.air = np.ascontiguousarray(np.concatenate(fields, axis=2), np.float32)
        size = (self.width, self.height)
        self.steady, self.warm = (cv2.resize(each, size) for each in fields)
        if self.light.disc > 0:
            disc = sun_disc(self.light, *size)
            for k in range(3):
                self.warm[..., k] += disc * np.float32(self.light.core[k])
        if self.light.stars > 0:
            self.steady += stars(*size, 0.5 * self.light.stars, self.seed & 0xFFFF, below=0.5)[..., None]
        self.cover = np.zeros((self.height, self.width), np.float32)

    @classmethod
    def under(
        cls, light: ForestLight, rng: np.random.Generator, size: tuple[int, int], looks: Look, lit: tuple[Colour, float], *,
        valley: float = 0.25,
    ) -> Canvas:  # fmt: skip
        """Return an empty one, looked at from about the middle of a path.

        Parameters
        ----------
        looks : tuple of float
            Horizon (a share of the height), focal length (widths), height of the eye, and metres of clear air in thin mist.
        lit : tuple of Colour and float
            The light of the sky, and how strong that of the sun is.
        """
        width, height = size
        horizon, focal, eye, clear = looks
        sky, strength = lit
        lens = Lens((0.5 + float(rng.uniform(-0.03, 0.03))) * width, horizon * height, focal * width, eye)
        sun = tuple(float(c) * strength for c in np.array(light.core) * 0.6 + np.array(light.warm) * 0.6)
        seed = int(rng.integers(1, 1 << 30))
        return cls(width, height, light, lens, rng, clear / light.fog**0.8, sky, sun, seed=seed, valley=valley)

    def blank(self) -> Mask:
        """Return an empty mask."""
        return np.zeros((self.height, self.width), np.uint8)

    def through(self, z: float) -> float:
        """Return the share of a colour that gets through ``z`` metres of mist."""
        return math.exp(-z / self.clear)

    def near(self, metres: float) -> None:
        """Finish what is painted, as background or as a layer, and begin a layer at a distance."""
        self._finish()
        self.metres = metres
        self.steady, self.warm = (np.zeros((self.height, self.width, 3), np.float32) for _ in range(2))
        self.cover = np.zeros((self.height, self.width), np.float32)

    def _finish(self) -> None:
        if self.behind is None:
            self.behind = (self.steady, self.warm, self.cover)
            return
        self.steady += self.warm
        self.steady /= np.maximum(self.cover, 1e-3)[..., None]
        self.layers.append(Layer(self.steady.astype(np.float16), self.cover.astype(np.float16), self.metres))

    def stem(
        self, foot: tuple[float, float], top: tuple[float, float], thick: tuple[float, float], z: float, bark: Bark, *,
        curve: float = 0.0, flare: float = 0.0, low: float = 0.5, broken: float = 0.6, tone: float = 1.0, mirrored: bool = False,
    ) -> None:  # fmt: skip
        """Paint a trunk between two points in metres (right, up) at a distance.

        Parameters
        ----------
        thick : tuple of float
            Metres across at the foot and at the top.
        curve : float
            Metres by which its middle stands aside.
        flare : float
            How much wider it is at the ground than ``thick`` says, in widths.
        low : float
            Mist at its foot.
        mirrored : bool
            Its image in still water.
        broken : float
            How much leaves break the sunlight on it.
        """
        seed = int(self.rng.integers(1, 1 << 20))
        (x0, y0), (x1, y1) = self.lens.at(*foot, z), self.lens.at(*top, z)
        first, last = max(math.floor(min(y1, y0)), 0), min(math.ceil(y0), self.height)
        if mirrored:
            first, last = max(math.floor(y0), 0), min(math.ceil(2 * y0 - y1), self.height)
        if last <= first:
            return
        rows = np.arange(first, last, dtype=np.float32) + 0.5
        t = np.clip(abs(y0 - rows) / max(y0 - y1, 1e-3), 0, 1)
        up = foot[1] + (top[1] - foot[1]) * t
        unit = self.lens.focal / z
        middle = x0 + (x1 - x0) * t + np.float32(curve * unit) * 4 * t * (1 - t)
        half = 0.5 * unit * (thick[0] + (thick[1] - thick[0]) * t)
        if flare:
            half *= 1 + flare * np.exp(-(up - foot[1]) / (1.1 * thick[0]))
        at = float(middle.mean()) / self.width
        side = np.clip((self.light.sun_x - at) / 0.16, -1, 1)
        close = math.exp(-(((self.light.sun_x - at) / 0.20) ** 2))
        facts = np.array([self.through(z), side, close, z / self.lens.focal, bark.joints, low, 1.1, broken], np.float32)
        colours = np.array([bark.colour, bark.marks, self.sky, self.sun], np.float32)
        colours[:2] *= np.float32(tone)
        woods.trunk(
            self.steady, self.warm, self.cover, self.air,
            np.stack([middle, half, up], 1).astype(np.float32), first, facts, colours, bark.kind,
            seed,
        )  # fmt: skip
        if self.light.ground_snow > _LIES and foot[1] < 0.1 and not mirrored and half[-1] > 0.8:
            self._drift((float(middle[-1]), y0), float(half[-1]), unit, seed)

    def _drift(self, foot: tuple[float, float], half: float, unit: float, seed: int) -> None:
        """Let snow lie against the foot of a trunk (pixels) that is ``half`` as many wide, lit as the snow about it is."""
        x, y = foot
        rows = slice(max(math.floor(y - _DRIFT * unit - half), 0), min(math.ceil(y + 0.6 * half + 3), self.height))
        columns = slice(max(math.floor(x - 3 * half - 2), 0), min(math.ceil(x + 3 * half + 2), self.width))
        if rows.stop - rows.start < 2 or columns.stop - columns.start < 2:
            return
        down = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] + np.float32(0.5) - y
        right = np.arange(columns.start, columns.stop, dtype=np.float32)[None] + np.float32(0.5) - x
        across = right / (2.2 * half)
        lean = 0.25 * math.sin(seed)
        crest = (_DRIFT * unit + 0.35 * half) * np.clip(1 - (across - lean * 0.3) ** 2, 0, 1) ** 1.5
        crest *= 1 + 0.10 * np.sin(5 * across + seed % 7)
        share = (
            np.clip(crest + down, 0, 1)
            * np.clip(1 - down / (0.5 * half + 2), 0, 1)
            * np.clip(3 - 3 * np.abs(across), 0, 1)
        )
        sunny = np.clip((self.light.sun_x - x / self.width) / 0.16, -1, 1)
        shade = np.clip(
            0.97 + 0.10 * sunny * across - 0.16 * np.clip(-down / np.maximum(crest, 1), 0, 1) * (1 - across**2),
            0.7,
            1.15,
        )
        behind = (self.steady, self.warm) if self.behind is None else self.behind[:2]
        near = slice(min(rows.stop - 1, self.height - 2), min(rows.stop + max(round(0.7 * half), 2), self.height))
        for part, ground in zip((self.steady, self.warm), behind, strict=True):
            lit = ground[near, columns].reshape(-1, 3).mean(axis=0)
            part[rows, columns] += (lit * shade[..., None] - part[rows, columns]) * share[..., None]
        cover = self.cover[rows, columns]
        cover += (1 - cover) * share

    def slab(self, inner: float, edge: Array, up: Array, z: float, bark: Bark, *, tone: float = 1.0) -> None:
        """Paint a board of a root or the like, from ``inner`` to ``edge`` (metres to the right) at heights that fall."""
        x0, x1 = (self.lens.middle + side / z * self.lens.focal for side in (inner, edge))
        first = round(self.lens.at(0.0, float(up[0]), z)[1])
        at = float(np.mean(x1)) / self.width
        side = np.clip((self.light.sun_x - at) / 0.16, -1, 1)
        close = math.exp(-(((self.light.sun_x - at) / 0.20) ** 2))
        facts = np.array([self.through(z), side, close, z / self.lens.focal, bark.joints, 0.35, 1.1, 0.7], np.float32)
        colours = np.array([bark.colour, bark.marks, self.sky, self.sun], np.float32)
        colours[:2] *= np.float32(tone)
        woods.trunk(
            self.steady, self.warm, self.cover, self.air,
            np.stack([(x0 + x1) / 2, np.abs(x1 - x0) / 2, up], 1).astype(np.float32), first, facts, colours, bark.kind,
            int(self.rng.integers(1, 1 << 20)),
        )  # fmt: skip

    def ground(
        self, path: tuple[float, ...], leaves: Colour, earth: Colour, way: Colour, *, rough: float = 1.0, broken: float = 0.8,
        size: float = 1.0,
    ) -> None:  # fmt: skip
        """Paint the ground; see :func:`..kernels.woods.ground`."""
        woods.ground(
            self.steady, self.warm, self.air,
            np.array([self.lens.middle, self.lens.horizon, self.lens.focal, self.lens.eye], np.float32),
            np.array(path, np.float32), np.array([leaves, earth, way, self.sky, self.sun], np.float32),
            np.array([self.clear, self.light.sun_x * self.width, rough, broken, 0, size], np.float32),
            int(self.rng.integers(1, 1 << 20)),
        )  # fmt: skip

    def flat(self, shape: Mask, tone: Mask, sun: Mask, local: Colour, z: float, *, glow: float = 1.0) -> None:
        """Lay what was drawn flat over the canvas, ``glow`` times as bright in the sun as in the light of the sky."""
        back = np.array([local, local], np.float32) * np.array([self.sky, self.sun], np.float32)
        back[1] *= np.float32(glow)
        woods.blend(self.steady, self.warm, self.cover, self.air, shape, tone, sun, back, self.through(z))

    def body(self, kind: str, x: float, z: float, size: float = 1.75) -> None:
        """Let somebody stand on the ground."""
        unit = self.lens.focal / z
        px, py = self.lens.at(x, 0.0, z)
        mirrored = px > self.light.sun_x * self.width
        behind = None if self.behind is None else self.behind[:2]
        haze = max(1 - self.through(z), 0.04)
        window, alpha = staffage.stand(
            (self.steady, self.warm), kind, (px, py), size * unit, mirrored=mirrored, variant=self.seed, haze=haze,
            lights=behind,
        )  # fmt: skip
        np.maximum(self.cover[window], alpha, out=self.cover[window])

    def bokeh(self) -> None:
        """Let gaps between leaves shine as circles, as an open lens shows them."""
        rng, width, height = self.rng, self.width, self.height
        layer = np.zeros((height, width), np.float32)
        for _ in range(46):
            away, angle = abs(float(rng.normal(0, 0.40))), float(rng.uniform(0, 6.3))
            x = (self.light.sun_x + away * math.cos(angle)) * width
            y = self.light.sun_y * height + 0.1 * height + away * math.sin(angle) * width * 1.3
            radius, thick = width * float(rng.uniform(0.016, 0.055)), max(1, int(width / 700))
            one = np.zeros_like(layer)
            cv2.circle(one, (int(x * 16), int(y * 16)), int(radius * 16), 1.0, -1, cv2.LINE_AA, 4)
            cv2.circle(one, (int(x * 16), int(y * 16)), int(radius * 16), 1.3, thick, cv2.LINE_AA, 4)
            layer += one * np.float32(rng.uniform(0.04, 0.26) * math.exp(-away * 1.1))
        layer = cv2.GaussianBlur(layer, (0, 0), width / 1000)
        self.warm += layer[..., None] * np.array(self.light.core, np.float32)

    def painting(
        self, shot: str, grade: Grade, elements: list[Element], *, rays: float, travel: float, far: float, night: bool,
        median: tuple[float, float], lamps: dict[str, LightGroup] | None = None,
    ) -> Painting:  # fmt: skip
        """Finish the canvas: groups of light, those of ``lamps`` among them, depth, masks and what moves."""
        from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade

        self._finish()
        assert self.behind is not None
        steady, warm, cover = self.behind
        width, height, light = self.width, self.height, self.light
        beams = shafts(light, 1 - np.float32(0.9) * cover, self.seed & 0xFFFF)
        ray_light = (beams * np.float32(rays * light.rays))[..., None] * np.array(light.shafts, np.float32)
        del beams
        small = (max(8, width // 8), max(8, height // 8))
        lit = [lamp.light for lamp in (lamps or {}).values()]
        total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (steady, warm, ray_light, *lit))
        for layer in self.layers:
            share = cv2.resize(np.asarray(layer.alpha, np.float32), small, interpolation=cv2.INTER_AREA)[..., None]
            colour = cv2.resize(np.asarray(layer.colour, np.float32), small, interpolation=cv2.INTER_AREA)
            total = total * (1 - share) + colour * share
        row = np.arange(height, dtype=np.float32)[:, None] + 0.5
        depth = self.lens.eye * self.lens.focal / np.maximum(row - self.lens.horizon, 1e-3)
        depth = np.broadcast_to(np.clip(depth, 0.5, far).astype(np.float32), (height, width))
        low = np.broadcast_to(np.clip((row / height - 0.42) / 0.3, 0, 1).astype(np.float32), (height, width))
        return Painting(
            groups={
                "mist": LightGroup(steady),
                "moon" if night else "sun": LightGroup(warm, "kick", 1.0, 0.12),
                "rays": LightGroup(ray_light, "downbeat", 1.0, 0.45),
                **(lamps or {}),
            },
            depth=depth,
            focal=self.lens.focal,
            centre=(self.lens.middle, self.lens.horizon),
            grade=darker(total, fit_grade(total, grade, median=median), median[1]),
            masks={"low": low, "sky": np.broadcast_to(1 - low[:, :1], (height, width))},
            layers=self.layers,
            elements=elements,
            travel=travel,
        )


def with_sun_ahead(
    light: ForestLight, rng: np.random.Generator, high: tuple[float, float], aside: tuple[float, float], **more: float
) -> ForestLight:
    """Return the light with the sun hidden in the mist ahead: its row, a share of the height, and how far it is from the middle."""
    return replace(
        light, sun_y=light.sun_y if light.moon else float(rng.uniform(*high)), disc=light.disc if light.moon else 0.0,
        sun_x=0.5 + float(rng.choice([-1, 1]) * rng.uniform(*aside)), stars=0.0, **more,
    )  # fmt: skip


def tinted(light: ForestLight, air: Colour, share: float) -> ForestLight:
    """Return light that has fallen through leaves, which leave ``air`` of its colours; less so the nearer to the sun."""

    def through(colour: Colour, part: float) -> Colour:
        mean = sum(colour) / 3
        blue, green, red = (c + (mean * 1.15 * f - c) * share * part for c, f in zip(colour, air, strict=True))
        return blue, green, red

    return replace(light, base=through(light.base, 1.0), warm=through(light.warm, 0.75), core=through(light.core, 0.45))


def weather_elements(description: SceneDescription, light: ForestLight, shot: str) -> list[Element]:
    """Return what moves in the air of a wood."""
    weather, amount = description.weather, description.weather_amount
    elements = (
        [Element("mist", min(1.0, 0.25 + (0.35 + 0.5 * amount) * (weather == "mist")), {}, "low")]
        if shot != "detail"
        else []
    )
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "storm":
        elements.append(Element("rain", min(1.0, 0.5 + 0.5 * amount)))
    if light.rays > 0.4:
        elements.append(Element("rays", 0.4 * min(1.0, light.rays), {"x": light.sun_x, "y": light.sun_y}))
    if "fireflies" in description.motifs:
        elements.append(
            Element("fireflies", 0.9 if shot != "detail" else 0.6, {"top": 0.45 if shot == "wide" else 0.3})
        )
    if weather not in ("rain", "storm", "snow"):
        elements.append(Element("motes", 0.5 if shot in ("close", "detail") else 0.3))
    return elements
