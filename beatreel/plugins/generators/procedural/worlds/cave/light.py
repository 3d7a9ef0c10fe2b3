"""The light of caves: day that falls in at the mouth and through a hole in the roof, ice that it shines through, air and water."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import tunnel
from beatreel.plugins.generators.procedural.kernels.caustics import sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.tunnel import ROCK, Passage, Sight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]
Point = tuple[float, float, float]

# Daylight outside by time of day: sky, sun, and how bright they are beside lamps.
_DAY: dict[str, tuple[Colour, Colour, float]] = {
    "dawn": ((1.05, 0.86, 0.92), (0.62, 0.85, 1.25), 0.8),
    "day": ((1.10, 1.00, 0.88), (0.86, 1.0, 1.10), 1.0),
    "golden": ((0.62, 0.80, 1.10), (0.34, 0.80, 1.55), 0.9),
    "dusk": ((1.15, 0.66, 0.72), (0.52, 0.56, 1.15), 0.45),
    "night": ((1.15, 0.72, 0.42), (1.05, 0.86, 0.66), 0.20),
}


@dataclass(frozen=True)
class Lamp:
    """Something that shines in a cave; ``size`` in metres, ``colour`` linear BGR at one metre."""

    at: Point
    colour: Colour
    size: float
    family: str


@dataclass
class CaveLight:
    """How a cave is lit.

    Attributes
    ----------
    sky, sun : tuple of float
        Daylight, BGR.
    mouth : Lamp
        The day at the far end.
    lamps : list of Lamp
        All others.
    ambient : tuple of float
    stone : tuple of float
        What the rock reflects, BGR.
    air : float
        Per metre: how soon air hides what is far.
    through : tuple of float
        What shines through ice, BGR; nothing for rock.
    water : tuple of float
        Light that comes out of the water, BGR.
    caustic : ndarray, optional
        Tile of light that water throws on rock.
    """

    sky: Colour
    sun: Colour
    mouth: Lamp
    lamps: list[Lamp] = field(default_factory=list)
    ambient: Colour = (0.060, 0.050, 0.042)
    stone: Colour = (0.27, 0.36, 0.47)
    air: float = 0.010
    through: Colour = (0.0, 0.0, 0.0)
    water: Colour = (0.0, 0.0, 0.0)
    caustic: Array | None = None

    def dimmed(self, day: float, ambient: float) -> CaveLight:
        """Return less daylight, so that what shines by itself rules the picture."""
        mouth = replace(self.mouth, colour=times(self.mouth.colour, 0.5 * day))
        return replace(
            self, sky=times(self.sky, day), sun=times(self.sun, day), mouth=mouth, ambient=times(self.ambient, ambient)
        )


def cave_light(description: SceneDescription, kind: str, passage: Passage, mouth: float) -> CaveLight:
    """Light a cave as the prompt's time of day asks; ``mouth`` is the strength of the day at its far end."""
    sky, sun, bright = _DAY[description.time_of_day]
    end = passage.axis[-1]
    strength = mouth * bright
    lamp = Lamp(
        (float(end[0]), float(end[1]) + 0.8, passage.far - 0.6),
        (sky[0] * strength, sky[1] * strength, sky[2] * strength), 2.4, "day",
    )  # fmt: skip
    light = CaveLight(times(sky, bright), times(sun, bright), lamp)
    if kind == "ice":
        light.stone, light.through, light.air = (
            (0.70, 0.62, 0.50),
            times((0.62, 0.44, 0.19), 0.45 + 0.55 * bright),
            0.006,
        )
        light.ambient = (0.030, 0.020, 0.010)
    elif kind == "grotto":
        light.water, light.ambient = times((0.85, 0.74, 0.22), 0.35 + 0.65 * bright), (0.035, 0.028, 0.008)
    elif kind == "slot":
        light.stone, light.ambient = (
            (0.085, 0.27, 0.62),
            (
                0.026,
                0.055,
                0.110,
            ),
        )  # light comes down from wall to wall, and is red by then
        light.mouth = replace(lamp, colour=times((0.22, 0.55, 1.15), 0.5 * strength))
        light.sky = times((0.50, 0.95, 1.45), bright)
        light.air = 0.022  # dust hangs in it
    if description.weather == "mist":
        light.air *= 1.0 + 2.5 * description.weather_amount
    elif description.weather == "dust":
        light.air *= 1.0 + 1.5 * description.weather_amount
    return light


def times(colour: Colour, factor: float) -> Colour:
    """Return a colour made brighter or darker."""
    return (colour[0] * factor, colour[1] * factor, colour[2] * factor)


def daylight(sight: Sight, light: CaveLight, passage: Passage, kind: str, seed: int) -> Array:
    """Return what is seen outside, (height, width, 3): a bright sky over wooded hills in haze, for a grotto over the sea."""
    height = np.asarray(sight.normal[..., 1] / np.maximum(sight.normal[..., 2], 0.05), np.float32)
    bearing = np.asarray(sight.normal[..., 0] / np.maximum(sight.normal[..., 2], 0.05), np.float32)
    up = np.clip(height * 3.0 + 0.4, 0, 1)[..., None]
    sky = np.array(light.sky, np.float32) * (0.85 + 0.5 * up) * np.float32(1.3) + np.array(
        light.sun, np.float32
    ) * np.float32(0.7)
    if kind == "grotto":
        below = step(0.002, 0.008, -height)[..., None]
        sea = np.array(light.sky, np.float32) * np.float32(0.55) + np.array(light.water, np.float32) * np.float32(0.5)
        sky = sky + (sea - sky) * below
    else:
        flat = np.zeros_like(bearing)
        for tall, wide, shade_, trees in ((0.060, 0.30, 0.66, 0.010), (0.012, 0.16, 0.36, 0.016)):
            line = tall * (0.7 + 1.2 * fbm_at(bearing, flat, wide, seed + int(1000 * tall), 3))
            line = line + trees * np.abs(fbm_at(bearing, flat, 0.022, seed + 5, 3)) - 0.012
            hill = step(-0.0012, 0.0012, line - height)[..., None]
            sky = sky + (sky * np.float32(shade_) - sky) * hill
    return np.asarray(sky * (sight.kind != ROCK)[..., None], np.float32)


def detailed(sight: Sight, detail: float, seed: int, kind: str) -> Array:
    """Give the normals the fine relief that the map lacks, and return a tone of 0 to 1.

    The pattern lies on the plane that the rock faces most.
    """
    x, y, z = (np.ascontiguousarray(sight.where[..., i]) for i in range(3))
    size = np.abs(sight.normal)
    side, top = (
        size[..., 0] >= np.maximum(size[..., 1], size[..., 2]),
        size[..., 1] >= np.maximum(size[..., 0], size[..., 2]),
    )
    u, v = np.where(side, y, x), np.where(side | top, z, y)
    foot = np.asarray(np.maximum(sight.where[..., 3], 0.3) * np.float32(detail), np.float32)
    scale, deep = {"ice": (0.30, 0.14), "slot": (0.9, 0.10)}.get(kind, (0.55, 0.80))
    tone = fbm_at(u, v, scale, seed, 5, foot, 0.62)
    e = np.maximum(foot, 0.012)
    slope_u = (fbm_at(u + e, v, scale, seed, 5, foot, 0.62) - tone) / e
    slope_v = (fbm_at(u, v + e, scale, seed, 5, foot, 0.62) - tone) / e
    strength = np.float32(deep * scale * 0.42)
    moved, strength = sight.normal, strength * (sight.kind == ROCK)
    moved[..., 0] -= np.where(side, 0, slope_u) * strength
    moved[..., 1] -= np.where(side, slope_u, np.where(top, 0, slope_v)) * strength
    moved[..., 2] -= np.where(side | top, slope_v, 0) * strength
    moved /= np.maximum(np.sqrt((moved * moved).sum(2, keepdims=True)), 1e-6)
    if kind == "slot":  # thin beds, lighter and darker
        y = y + 0.5 * fbm_at(x, z, 3.5, seed + 60, 3) + 0.10 * z
        beds = fbm_at(y, 0.05 * (x + z), 0.34, seed + 61, 5, foot, 0.6)
        return np.asarray(np.clip(0.5 + 0.75 * beds + 0.15 * tone, 0, 1), np.float32)
    wide = fbm_at(u + 0.3 * v, v, 3.1, seed + 40, 3, foot)
    veins = ridged_at(u, v * 0.6, 1.7, seed + 50, 4, foot)
    return np.asarray(
        np.clip(0.5 + (0.42 if kind != "ice" else 0.16) * tone + 0.45 * wide + 0.25 * (veins - 0.5), 0, 1), np.float32
    )


def shade(
    passage: Passage, sight: Sight, light: CaveLight, eye: Point, tone: Array, hole: tuple[Point, Point, float] | None,
    out: dict[str, Array],
) -> None:  # fmt: skip
    """Add what the lamps light to the families of ``out``, (height, width, 3) each.

    Parameters
    ----------
    passage, sight, light
    eye : tuple of float
    tone : ndarray (height, width)
        From :func:`detailed`.
    hole : tuple, optional
        A place in the hole of the roof, the direction of the light that falls through it, and the radius of its beam.
    out : dict of str to ndarray
        ``"still"``, ``"day"``, and the families of the lamps.
    """
    rock = sight.kind == ROCK
    ice = sum(light.through) > 0
    hollow = np.clip(1.0 + 2.2 * sight.stands, 0.18, 1.35)
    stone = np.array(light.stone, np.float32) * ((0.55 + 0.9 * tone) * rock)[..., None]
    if not ice:
        stone *= 1 + np.array([-0.30, -0.04, 0.26], np.float32) * (tone[..., None] - 0.5) * 2
    up = 0.6 + 0.4 * sight.normal[..., 1]
    out["still"] += stone * (hollow * up)[..., None] * np.array(light.ambient, np.float32) * np.float32(4.0)
    wet = (0.30 + 0.66 * tone)[..., None]
    day = tunnel.lamp(
        passage, sight, eye, light.mouth.at, light.mouth.size, wrap=0.35, steps=18, fall=1.15, sharp=60.0 if ice else 26.0
    )  # fmt: skip
    out["day"] += (stone * ((0.7 * hollow + 0.3) * day.diffuse)[..., None] + wet * day.gleam[..., None]) * np.array(
        light.mouth.colour, np.float32
    )
    for lamp in light.lamps:
        lit = tunnel.lamp(passage, sight, eye, lamp.at, lamp.size)
        shine = (0.45 * tone * lit.gleam)[..., None]
        out[lamp.family] += (stone * (hollow * lit.diffuse)[..., None] + shine) * np.array(lamp.colour, np.float32)
    if ice:
        _shine_through(sight, light, passage, tone, rock, out)
    if hole is not None:
        _beam_on_rock(sight, light, hole, stone, rock, out["day"])
    if light.caustic is not None:
        net = sampled(
            light.caustic,
            sight.where[..., 0] * 0.23 + 0.1 * sight.where[..., 1],
            sight.where[..., 2] * 0.19 + 0.13 * sight.where[..., 1],
        )
        from_below = (
            np.exp(-np.maximum(sight.where[..., 1] - passage.water, 0) / 2.3)
            * (0.45 + 0.75 * net)
            * np.clip(0.55 - 0.45 * sight.normal[..., 1], 0, 1)
        )
        out["water"] += (
            stone * (from_below * (0.6 + 0.4 * hollow))[..., None] * np.array(light.water, np.float32) * np.float32(3.2)
        )


def _shine_through(
    sight: Sight, light: CaveLight, passage: Passage, tone: Array, rock: Array, out: dict[str, Array]
) -> None:
    """Let the day shine through ice: edges that stand out are thin and bright, hollows deep and blue."""
    # Depth of ice in metres, less overhead and towards the mouth.
    overhead = np.clip(0.5 + 0.16 * (sight.where[..., 1] - passage.axis[0, 1]), 0, 1.2)
    towards = np.clip(sight.where[..., 2] / passage.far, 0, 1)
    deep = 2.3 - 1.15 * overhead - 0.9 * towards - 3.2 * sight.stands + 0.9 * (0.5 - tone)
    deep = np.clip(deep, 0.05, 5.0)
    taken = np.array([0.34, 0.62, 1.45], np.float32)  # per metre: ice lets blue through
    seen = np.exp(-deep[..., None] * taken) * (rock * (0.65 + 0.5 * tone))[..., None]
    colour = np.array(light.through, np.float32)
    out["ice"] += seen * colour * np.float32(1.5)


def _beam_on_rock(
    sight: Sight, light: CaveLight, hole: tuple[Point, Point, float], stone: Array, rock: Array, out: Array
) -> None:
    at, way, size = hole
    off = sight.where[..., :3] - np.array(at, np.float32)
    along = off @ np.array(way, np.float32)
    across = np.sqrt(np.maximum((off * off).sum(2) - along * along, 0))
    edge = size * (1 + 0.22 * fbm_at(np.ascontiguousarray(off[..., 0]), np.ascontiguousarray(off[..., 2]), 0.9, 5, 3))
    lit = (1 - step(0.72, 1.0, np.asarray(across / edge, np.float32))) * (along > 0.3) * rock
    facing = np.clip(-(sight.normal @ np.array(way, np.float32)) + 0.12, 0, 1)
    out += stone * (lit * facing * 7.5)[..., None] * np.array(light.sun, np.float32)


def from_below(sight: Sight, light: CaveLight, passage: Passage, eye: Point, through: Array) -> Array:
    """Return the light that comes up through water whose bed the day reaches from outside, (height, width, 3)."""
    assert light.caustic is not None
    share = sight.wet / np.maximum(sight.where[..., 3], 1e-3)
    x, z = (eye[i] + (sight.where[..., i] - eye[i]) * share for i in (0, 2))
    bed_x, bed_z = x * np.float32(1.25), z + np.float32(0.25) * sight.wet  # the bed lies deeper than the surface
    left = np.clip(passage.far - z, 0, passage.far)
    near = 0.10 + 1.5 * np.exp(-left / (0.26 * passage.far)) + 0.42 * np.exp(-left / (0.8 * passage.far))
    net = 0.70 + 0.75 * sampled(light.caustic, bed_x * 0.16, bed_z * 0.13) * np.exp(-sight.wet / 14.0)
    stones = 1 + 0.35 * fbm_at(bed_x, bed_z, 2.2, 19, 4, np.asarray(sight.wet * 0.004, np.float32))
    value = (sight.wet > 0) * through * near * net * stones
    deep = np.array([1.0, 1.0, 0.45], np.float32) ** np.clip(left * 0.10, 0.3, 2.5)[..., None]
    return np.asarray(value[..., None] * deep * np.array(light.water, np.float32) * np.float32(1.7), np.float32)


def air(sight: Sight, light: CaveLight, passage: Passage, eye: Point, hole: tuple[Point, Point, float] | None) -> Array:
    """Return the light that the air adds, (height, width): from the mouth, and from a beam that falls through the roof."""
    away = np.where(sight.wet > 0, sight.wet, sight.where[..., 3])
    view = sight.where[..., :3] - np.array(eye, np.float32)
    if np.any(sight.wet > 0):
        view[..., 1] = np.where(sight.wet > 0, -np.abs(view[..., 1]), view[..., 1])
    view /= np.maximum(np.sqrt((view * view).sum(2, keepdims=True)), 1e-6)
    way = np.array(light.mouth.at, np.float32) - np.array(eye, np.float32)
    way /= np.linalg.norm(way)
    near = np.clip(view @ way, 0, 1)
    reached = np.minimum(sight.where[..., 3], passage.far)
    glow = (1 - np.exp(-light.air * reached)) * (0.16 + 0.9 * near**24) * (0.25 + 0.75 * (reached / passage.far) ** 2)
    if hole is None:
        return np.asarray(glow, np.float32)
    return np.asarray(glow + _beam(view, away, eye, hole), np.float32)


def _beam(view: Array, away: Array, eye: Point, hole: tuple[Point, Point, float]) -> Array:
    """Return how much of a beam each ray passes through: the way between ray and axis, and the sine between them."""
    at, axis, size = (np.array(part, np.float32) for part in hole)
    start = at - np.array(eye, np.float32)
    cosine = view @ axis
    sine2 = np.maximum(1 - cosine * cosine, 0.02)
    dot_view, dot_axis = view @ start, np.float32(start @ axis)
    t = (dot_view - cosine * dot_axis) / sine2  # along the ray
    s = (cosine * dot_view - dot_axis) / sine2  # along the beam
    apart = view * t[..., None] - start - axis * s[..., None]
    gap2 = (apart * apart).sum(2)
    wide = size * (1 + 0.03 * np.maximum(s, 0))
    chord = np.sqrt(np.maximum(1 - gap2 / (wide * wide), 0))
    side = apart[..., 0] / wide
    streaks = 0.75 + 0.5 * fbm_at(np.asarray(side * 1.3, np.float32), np.zeros_like(side), 0.6, 77, 3)
    inside = np.clip((away - t) / 1.2 + 0.5, 0, 1) * np.clip((s + 0.6) / 0.6, 0, 1) * (t > 0.3)
    fade = np.exp(-np.maximum(s, 0) / 14.0)
    return np.asarray(chord**1.5 * inside * fade * streaks * 0.20 / np.sqrt(sine2), np.float32)


def beam_of(passage: Passage, hole: tuple[float, float, float], lean: float) -> tuple[Point, Point, float]:
    """Return the beam through a hole: a place in it, its direction and radius."""
    distance, shift, size = hole
    row = int(np.searchsorted(tunnel.places(passage.far), distance))
    row = min(row, tunnel.ROWS - 1)
    top = float(passage.axis[row, 1]) + 4.6
    way = np.array([lean, -1.0, -0.16])
    way /= np.linalg.norm(way)
    return (shift, top, distance), (float(way[0]), float(way[1]), float(way[2])), 0.82 * size


def where_beam_lands(beam: tuple[Point, Point, float], floor: float) -> Point:
    """Return the place on a floor that a beam lights."""
    (x, y, z), (a, b, c), _ = beam
    t = (floor - y) / b
    return x + a * t, floor, z + c * t
