"""A field before hills: what is sown where, a path, a tree, somebody, and the sky."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import meadow, silhouette, tone
from beatreel.plugins.generators.procedural.kernels.city_sky import Dome
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Grade

from . import crops as plants, staffage
from .city_mood import Mood, mood_of
from .dyed_skies import in_sky_hues
from .sowing import edge_of, patch, path_at, smooth, sunlit
from .stars import milky_way, strewn

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


_GALAXY = 0.9  # of the Milky Way, beside the sky of a field at night


@dataclass
class Stage:
    """One field, ready to be painted.

    Attributes
    ----------
    width, height : int
    focal, centre_x, horizon, eye : float
        Of the camera: pixels, and metres above the ground.
    mood : Mood
    crop : Crop
    random : Generator
    out : ndarray (height, width, 9)
    row_turn : float
        Tangent of the angle between rows, or the path, and the view.
    path : bool
    sea : float
        Heights of the picture that the field ends below the horizon, over the sea; 0 before hills.
    road : float
        Metres from the middle of a road of earth to its edges; 0 for none.
    blossoms : ndarray (height, width) or None
        Where blossoms in focus stand before all else, 0 to 1.
    """

    width: int
    height: int
    focal: float
    centre_x: float
    horizon: float
    eye: float
    mood: Mood
    crop: plants.Crop
    random: np.random.Generator
    out: Array
    row_turn: float
    path: bool
    atlas: tuple[Array, Array, Array] = field(init=False)
    bare: Array = field(init=False)

    moonlit: bool = False
    snow: float = 0.0
    sea: float = 0.0
    road: float = 0.0
    clouded: float = 0.0
    blossoms: Array | None = None

    def __post_init__(self) -> None:
        self.atlas = plants.atlas((*self.crop.blossoms, *self.crop.leaf), int(self.random.integers(1 << 20)))
        if self.snow > 0:
            white = np.array((0.86, 0.80, 0.76)) * self.snow
            self.crop = replace(self.crop, grass=tuple(np.array(self.crop.grass) * (1 - self.snow) + white))
        if self.moonlit:  # by night there is hardly a colour but blue
            pale = np.array(_pale(self.crop.grass), np.float32)
            if self.snow > 0:  # it stays white
                pale = 0.35 * pale + 0.65 * np.array(self.crop.grass, np.float32)
            self.crop = replace(self.crop, grass=tuple(map(float, pale)), stem=_pale(self.crop.stem))
            self.atlas[0][..., :3] = _pale(self.atlas[0][..., :3])

    @property
    def sun(self) -> tuple[float, float]:
        """Pixel of the sun or moon."""
        turn, up = math.radians(self.mood.azimuth), math.radians(self.mood.elevation)
        return self.centre_x + self.focal * math.tan(turn), self.horizon - self.focal * math.tan(up) / math.cos(turn)

    def light(self) -> tuple[Array, Array, Array, Array]:
        """Sunlight and sky light on plants, and what haze adds of both."""
        mood = self.mood
        air = np.array(mood.air, np.float32)
        sun = np.array(mood.sunlight, np.float32)
        return (
            0.55 * sun + 0.45 * 0.55 * sun.max(),  # leaves scatter it: less orange than the sun itself
            np.array(mood.ambient, np.float32) * 1.5,
            np.array(mood.glow, np.float32) * 0.20,
            air * 0.9,
        )


_TOLD = 0.45  # strength of a palette whose colours are those of the sky
_COUNTRY = (0.56, 0.29, 0.13)  # sky over a low sun where no smoke of a city is in it, BGR


def mood_for(description: SceneDescription, random: np.random.Generator) -> Mood:
    """The light of a city's sky, without the city, a little lower and further to the side."""
    mood = mood_of(description, random)
    hour = description.time_of_day
    changes: dict[str, Any] = {"street_air": (0.0, 0.0, 0.0), "haze": mood.haze * 1.6}
    if hour == "dusk":
        changes |= {"sunlight": (0.10, 0.13, 0.26), "ambient": tuple(1.5 * v for v in mood.ambient)}
    elif hour == "night":
        changes |= {
            "sunlight": (0.20, 0.155, 0.110),
            "elevation": 17.0,
            "median": (26.0, 62.0),
            "zenith": tuple(0.55 * v for v in mood.zenith),
            "horizon": tuple(0.6 * v for v in mood.horizon),
            "ambient": tuple(0.45 * v for v in mood.ambient),
        }
    elif hour == "day":
        changes |= {"azimuth": math.copysign(66.0, mood.azimuth), "ambient": tuple(0.8 * v for v in mood.ambient)}
        deep = (0.78, 0.82) if description.named_light == "sun" else (0.62, 0.72)
        changes |= {
            name: tuple(part * v for v in getattr(mood, name))
            for name, part in zip(("zenith", "horizon"), deep, strict=True)
        }
    elif hour == "golden":
        changes |= {
            "elevation": float(random.uniform(5, 11)),
            "glow": (0.27, 1.15, 2.6),
            "sunlight": (0.36, 3.2, 4.4),  # gold on ripe ears, where that of a city is orange on stone
            "zenith": _COUNTRY if description.palette.strength < _TOLD else (0.40, 0.27, 0.22),
        }
    else:
        changes |= {"elevation": float(random.uniform(3, 7)), "sunlight": (0.8, 1.3, 2.6)}
    if "backlight" in description.without:
        changes |= {"azimuth": math.copysign(66.0, mood.azimuth)}
    if description.weather in ("rain", "storm", "snow", "overcast"):
        changes.pop("sunlight", None)
    if hour == "night" and description.weather == "snow":  # it is brighter than the sky over it
        changes |= {"median": (46.0, 96.0), "cloud": 0.5}
        changes |= {name: tuple(0.6 * part for part in changes[name]) for name in ("zenith", "horizon")}
    if description.weather == "storm":
        changes |= _threatening(mood)
    return in_sky_hues(replace(mood, **changes), description)


def _threatening(mood: Mood) -> dict[str, Any]:
    """Return a sky of dark clouds over a band of light, whatever the hour."""
    level = 0.5 * (sum(mood.zenith) + sum(mood.horizon)) / 3
    return {
        "zenith": tuple(0.20 * level * part for part in (1.18, 1.0, 0.88)),
        "horizon": tuple(
            0.42 * level * part + 0.25 * own for part, own in zip((1.0, 1.0, 1.0), mood.horizon, strict=True)
        ),
        "ambient": tuple(0.55 * part for part in mood.ambient),
        "glow": tuple(0.20 * part for part in mood.glow),
        "cloud": 1.0,
    }


def _pale(colour: Any) -> Any:
    """Return a colour as it looks by moonlight."""
    colour = np.asarray(colour, np.float32)
    grey = colour @ np.array([0.2, 0.6, 0.2], np.float32)
    pale = 0.28 * colour + 0.72 * grey[..., None] * np.array([1.35, 0.98, 0.72], np.float32)
    return tuple(map(float, pale)) if colour.ndim == 1 else pale


def paint_sky(stage: Stage) -> None:
    """Paint the sky and its sun or moon."""
    light = stage.mood.light()
    scene = Dome(
        **{name: light[name] for name in Dome._fields if name != "seed"}, seed=int(stage.random.integers(50_000))
    )
    meadow.fill_sky(scene, stage.focal, stage.centre_x, stage.horizon, stage.out)
    stage.bare = stage.out.sum(axis=2)


def darken_sky(stage: Stage) -> None:
    """Make a sky darker than the field that the sun breaks through on, but for a band over the horizon, in place."""
    height = stage.height
    rows = np.arange(height, dtype=np.float32)[:, None, None]
    band = np.exp(-np.maximum(stage.horizon - rows, 0) / (0.10 * height))
    stage.out *= np.where(rows < stage.horizon, 0.30 + 0.45 * band, 1).astype(np.float32)
    stage.bare = stage.out.sum(axis=2)


def galaxy(stage: Stage, power: float, seed: int) -> None:
    """Add the Milky Way to the light of the sky, in place."""
    half = max(8, -(-stage.width // 2)), max(8, -(-stage.height // 2))  # it is soft
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32) * 2 + 1
    ways = np.stack([(x - stage.centre_x) / stage.focal, (stage.horizon - y) / stage.focal, np.ones_like(x)])
    ways /= np.linalg.norm(ways, axis=0)
    band = milky_way(ways[0], ways[1], ways[2], 0.0, seed) * np.float32(_GALAXY * power)
    band = cv2.resize(band, (stage.width, stage.height), interpolation=cv2.INTER_LINEAR)
    dense = band.max(axis=2) / max(float(band.max()), 1e-6)
    light = band + strewn(dense, 0.11 * power, seed, below=stage.horizon / stage.height)[..., None]
    light[math.ceil(stage.horizon) :] = 0
    stage.out[..., meadow.SKY : meadow.SKY + 3] += light
    stage.bare += light.sum(axis=2)


def open_sky_mask(stage: Stage) -> Array:
    """Return where the sky is as it was painted first, (height, width), 0 to 1: neither hills nor trees nor blades are before it."""
    changed = np.abs(stage.out.sum(axis=2) - stage.bare) / np.maximum(stage.bare, 1e-4)
    return np.asarray(1 - np.clip((changed - 0.03) / 0.10, 0, 1), np.float32)


def hills(stage: Stage, strength: float = 1.0) -> Array:
    """Paint hills from far to near; return the row of the last one's top for each column."""
    width, height, random, mood = stage.width, stage.height, stage.random, stage.mood
    columns = np.linspace(0, 1, width, dtype=np.float32)
    sunlight, ambient, haze_sun, haze_sky = stage.light()
    near_sun = np.exp(-(((columns * width - stage.sun[0]) / (0.55 * width)) ** 2))[None, :, None].astype(np.float32)
    top = np.full(width, stage.horizon, np.float32)
    table = ((5000.0, 0.060, 2.0, 5), (2200.0, 0.040, 2.6, 5), (900.0, 0.026, 3.4, 6), (380.0, 0.016, 2.4, 6))
    for number, (depth, tall, step, octaves) in enumerate(table):
        seed = int(random.integers(1 << 16))
        line = fill_fbm(
            1, width, step_x=step / width, step_y=1.0, offset_x=float(random.uniform(0, 50)), seed=seed, octaves=octaves
        )[0]
        fine = (
            fill_fbm(1, width, step_x=130 / width, step_y=1.0, seed=seed + 9, octaves=4)[0] if number > 1 else 0 * line
        )
        woods = smooth(0.05, 0.3, fill_fbm(1, width, step_x=7.0 / width, step_y=1.0, seed=seed + 5, octaves=2)[0])
        bumps = np.abs(fine) * woods * (0.006 if number == 2 else 0.011) * height
        ridge = stage.horizon - strength * height * tall * (0.75 + 1.1 * line) - bumps + 0.002 * height
        mist = 1 - math.exp(-depth * mood.haze * 1.15)
        first, last = max(int(ridge.min()) - 2, 0), min(int(stage.horizon + 0.03 * height), height)
        rows = np.arange(first, last, dtype=np.float32)[:, None]
        ground = np.clip((rows - ridge[None, :]) / (0.05 * height), 0, 1)
        green = np.array((0.055, 0.15, 0.10) if number < 3 else stage.crop.grass, np.float32)
        green += (np.array((0.62, 0.58, 0.55), np.float32) - green) * np.float32(0.8 * stage.snow)
        stripes = 0.75 + 0.5 * smooth(
            -0.25,
            0.25,
            fill_fbm(
                height // 4 + 1,
                width // 4 + 1,
                step_x=9.0 / width * 4,
                step_y=60.0 / height * 4,
                seed=seed + 3,
                octaves=3,
            ),
        )
        stripes = cv2.resize(stripes.astype(np.float32), (width, height))[first:last]
        soft = cv2.GaussianBlur(bumps.astype(np.float32)[None], (0, 0), max(width / 50, 1.0))[
            0
        ]  # crowns are uneven, feet are not
        forest = (rows < (ridge + bumps + 0.25 * soft)[None, :]) & (soft > 0.0012 * height)[None, :]
        body = np.where(forest, 0.35, stripes)[..., None] * green
        alpha = np.clip(rows - ridge[None, :] + 0.5, 0, 1)[..., None]
        lit = body * sunlight * (0.16 * (1 - mist)) * (1 - 0.4 * ground[..., None]) + haze_sun * near_sun * (mist * 2.2)
        dim = body * ambient * (0.7 * (1 - mist)) + haze_sky * (mist * (1 + 0.25 * (1 - ground[..., None])))
        _over(stage.out[first:last], alpha, lit, dim)
        top = np.minimum(top, ridge)
    return ridge


def _over(out: Array, alpha: Array, lit: Any, dim: Any) -> None:
    for first, value in ((meadow.SUN, lit), (meadow.PETALS, np.float32(0)), (meadow.SKY, dim)):
        part = out[..., first : first + 3]
        part += (value - part) * alpha


def ground_colour(stage: Stage) -> None:
    """Paint the earth under the plants, darker than they are."""
    near = np.array(stage.crop.grass, np.float32) * (0.75 if stage.snow else 0.45)
    green = np.array(stage.crop.grass, np.float32)
    distant = 0.8 * green + (plants.mean_colour(stage.atlas) - green) * min(1.1 * stage.crop.share, 0.8)
    sunlight, ambient, haze_sun, haze_sky = stage.light()
    edge = stage.horizon - edge_of(stage, np.arange(stage.width, dtype=np.float32) + 0.5)[None, :].astype(np.float32)
    for first in range(max(int(stage.horizon - 0.04 * stage.height), 0), stage.height, 128):
        last = min(first + 128, stage.height)
        rows = np.arange(first, last, dtype=np.float32)[:, None]
        depth = stage.eye * stage.focal / np.maximum(rows - stage.horizon, 0.5)
        mist = (1 - np.exp(-np.minimum(depth, 400) * stage.mood.haze * 1.3))[..., None].astype(np.float32)
        alpha = np.clip(rows - edge + 0.5, 0, 1)[..., None]
        far = smooth(20, 120, depth)[..., None].astype(np.float32)
        base = near + (distant - near) * far
        low, dark = 0.05, 0.35
        across = (np.arange(stage.width, dtype=np.float32)[None, :] - stage.centre_x) / stage.focal * depth
        if stage.road:
            base, open_ = _with_road(stage, base, depth)
            low, dark = low + 0.30 * open_, dark + 0.6 * open_
        if stage.snow:  # drifts, lit by all of the sky
            drift = patch(across.ravel(), np.broadcast_to(depth, across.shape).ravel(), 0.055, 13).reshape(across.shape)
            drift = drift + (0.5 - drift) * smooth(60.0, 160.0, depth)  # so far away they are narrower than a pixel
            base = base * (0.70 + 0.55 * drift[..., None]).astype(np.float32)
            low, dark = 0.22, 1.9 if stage.moonlit else 1.0
        shade = sunlit(stage, across.ravel(), np.broadcast_to(depth, across.shape).ravel()).reshape(across.shape)[
            ..., None
        ]
        base = base * (0.5 + 0.5 * shade).astype(np.float32)
        lit = base * sunlight * shade.astype(np.float32) * (low + (0.35 - low) * far) * (1 - mist) + haze_sun * mist
        dim = base * ambient * (dark + (np.maximum(0.95, dark) - dark) * far) * (1 - mist) + haze_sky * mist
        _over(stage.out[first:last], alpha, lit, dim)


def _with_road(stage: Stage, base: Array, depth: Array) -> tuple[Array, Array]:
    """Return the colours of the ground with those of a road of earth, and where it is, for rows of the picture."""
    across = (np.arange(stage.width, dtype=np.float32)[None, :] - stage.centre_x) / stage.focal * depth
    off = across - path_at(stage, depth)
    far = np.broadcast_to(depth, off.shape)
    rough = patch(across.ravel(), far.ravel(), 0.9, 17).reshape(off.shape)
    grain = fbm_at(across.astype(np.float32), far.astype(np.float32), 0.30, 19, 4)  # stones and clods
    edge = stage.road * (0.86 + 0.22 * rough)
    open_ = np.clip((edge - np.abs(off)) / 0.16 + 0.5, 0, 1) * (depth < 160)
    ruts = np.exp(-(((np.abs(off) - 0.52 * stage.road) / (0.20 * stage.road)) ** 2))
    grassy = np.clip(1.0 - np.abs(off) / (0.26 * stage.road), 0, 1) * rough
    earth = np.array((0.17, 0.26, 0.34), np.float32) * (0.62 + 0.35 * rough + 0.30 * ruts + 0.5 * grain)[..., None]
    earth = earth + (np.asarray(stage.crop.grass, np.float32) - earth) * grassy[..., None]
    share = open_[..., None].astype(np.float32)
    return (base + (earth - base) * share).astype(np.float32), share


_CROWNS = ((0.62, 0.55), (0.42, 0.35))
"""Of the crowns of lone trees: radians between two branches, and how much shorter than upright ones level ones are."""


def tree(stage: Stage, x: float, y: float, size: float, mist: float) -> None:
    """Paint a lone tree with its foot at a pixel, a round or an oval crown; light comes through at its edges."""
    random, out = stage.random, stage.out
    _, ambient, haze_sun, haze_sky = stage.light()
    mask = np.zeros(out.shape[:2], np.uint8)
    tips: list[tuple[float, float, float]] = []
    spread, upright = _CROWNS[int(random.integers(len(_CROWNS)))]

    def branch(px: float, py: float, angle: float, length: float, thick: float, level: int) -> None:
        points = []
        for k in range(5):
            t = k / 4
            bend = angle + 0.25 * math.sin(3 * t + level) * (1 if level else 0.3)
            points.append((px + math.sin(bend) * length * t, py - math.cos(bend) * length * t))
        for k in range(4):
            wide = thick * (1 - 0.11 * k)
            ends = [np.array(points[k + i]) for i in (0, 1)]
            across = np.array([ends[1][1] - ends[0][1], ends[0][0] - ends[1][0]])
            across = across / max(float(np.hypot(*across)), 1e-6) * wide / 2
            silhouette.fill(mask, [ends[0] + across, ends[1] + across * 0.9, ends[1] - across * 0.9, ends[0] - across])
            centre = (round(float(ends[0][0]) * 16), round(float(ends[0][1]) * 16))
            cv2.circle(mask, centre, max(round(wide * 8), 1), 255, -1, cv2.LINE_AA, 4)
        ex, ey = points[-1]
        if level >= 3:
            tips.append((ex, ey, length))
            return
        for k in range(3 if level else 4):
            side = (k - (1 if level else 1.5)) * spread
            turn = angle * 0.75 + side + float(random.normal(0, 0.16))
            reach = 1 - upright * (1 - math.cos(turn))  # what goes up is longer, or its crown were an umbrella
            branch(
                ex,
                ey,
                turn,
                length * random.uniform(0.66, 0.86) * max(reach, 0.4),
                thick * 0.58,
                level + 1,
            )

    branch(x, y, 0.05, 0.20 * size, 0.066 * size, 0)
    alpha = (mask.astype(np.float32) / 255)[..., None]
    bark = np.array((0.03, 0.04, 0.05), np.float32)
    _over(out, alpha, haze_sun * mist, bark * ambient * (1 - mist) + haze_sky * mist)
    spots = np.array(tips)
    count = 34000
    which = random.integers(len(spots), size=count)
    angle, away = random.random(count) * 6.283, np.sqrt(random.random(count))
    reach = spots[which, 2] * (0.75 + 0.85 * random.random(len(spots)))[which]
    lx = spots[which, 0] + np.cos(angle) * away * reach * 1.1
    ly = spots[which, 1] + np.sin(angle) * away * reach * 0.95
    middle_x, middle_y = float(spots[:, 0].mean()), float(spots[:, 1].mean())
    span = float(np.hypot(spots[:, 0] - middle_x, spots[:, 1] - middle_y).max()) + 1e-6
    edge = np.hypot(lx - middle_x, ly - middle_y) / span
    sx, sy = stage.sun[0] - middle_x, stage.sun[1] - middle_y
    toward = ((lx - middle_x) * sx + (ly - middle_y) * sy) / (span * max(math.hypot(sx, sy), 1.0))
    table = np.zeros((count, meadow.BLADE), np.float32)
    leaf = size * 0.0105
    table[:, 0], table[:, 1], table[:, 2] = lx, ly + leaf * 0.5, leaf * (0.7 + 0.6 * random.random(count))
    table[:, 3], table[:, 4] = leaf * 0.55, (random.random(count) - 0.5) * leaf * 1.6
    table[:, 5:8] = np.array((0.035, 0.15, 0.085)) * (0.5 + random.random(count))[:, None]
    clump = np.hypot(lx - spots[which, 0], (ly - spots[which, 1]) * 1.4) / (reach + 1e-6)
    table[:, 8] = np.clip(
        0.03 + 0.75 * toward * edge + 0.30 * (edge - 0.75) + 0.18 * clump * (ly < spots[which, 1]), 0.02, 1.0
    )
    table[:, 9], table[:, 11] = mist, 0
    order = np.argsort(table[:, 8], kind="stable")
    meadow.blades(out, np.ascontiguousarray(table[order]), *stage.light())


def somebody(
    stage: Stage, kind: str, x: float, y: float, size: float, *, mirrored: bool = False, variant: int = 0
) -> None:
    """Let somebody stand with the feet at a pixel."""
    if kind in staffage.EXTRAS:
        lights = [stage.out[..., first : first + 3] for first in (meadow.SUN, meadow.SKY)]
        window, cover = staffage.stand(lights, kind, (x, y), size, mirrored=mirrored, variant=variant, shade=0.3)
        stage.out[window][..., meadow.PETALS : meadow.PETALS + 3] *= 1 - cover[..., None]
        return
    shape, (foot_x, foot_y) = silhouette.figure(kind, size, mirrored=mirrored)
    left, top = round(x - foot_x), round(y - foot_y)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + shape.shape[1], stage.width), min(top + shape.shape[0], stage.height)
    if x1 <= x0 or y1 <= y0:
        return
    alpha = shape[y0 - top : y1 - top, x0 - left : x1 - left]
    sunlight, ambient, _, _ = stage.light()
    shift = max(0.014 * size, 0.6) * (1 if stage.sun[0] < x else -1)
    moved = cv2.warpAffine(
        alpha, np.array([[1, 0, shift], [0, 1, 0.4 * abs(shift)]], np.float32), (alpha.shape[1], alpha.shape[0])
    )
    rim = np.clip(alpha - moved, 0, 1)[..., None]
    _over(stage.out[y0:y1, x0:x1], alpha[..., None], rim * sunlight * 0.30, ambient * (0.035 + 0.10 * rim))


def grade(total: Array, mood: Mood) -> Grade:
    """Return how fields are developed: not darker than the hour, and nothing burnt out."""
    start = Grade(
        contrast=1.16,
        pivot=0.2,
        saturation=1.16,
        lift=(0.014, 0.008, 0.004),
        desaturate=0.36,
        bloom=0.17,
        bloom_width=1.2,
    )
    found = fit_grade(total, start, median=mood.median)
    for _ in range(12):
        shown = tone.picture(total, found) @ np.array([0.0722, 0.7152, 0.2126], np.float32)
        middle, white = np.percentile(shown, [50, 99])
        if middle <= 1.15 * mood.median[1] or white < (199 if mood.median[1] > 70 else 185):
            break
        found = replace(found, exposure=found.exposure * 0.92)
    return found
