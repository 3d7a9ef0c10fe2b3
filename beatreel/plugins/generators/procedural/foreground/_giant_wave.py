"""A giant wave that breaks before the world's sea, with whoever rides it, and its spray."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, Motion
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.people.surfing import wave_rider
from beatreel.plugins.generators.procedural.scenery.rollers import Look, Roller, seen

from ._drops import drops
from ._light import LUMA, near_layer, peak
from ._roller_light import Waters, lit
from ._solid_light import Rig, laid

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_TALL = 7.0  # metres
_AT = (
    0.50,
    0.50,
)  # where somebody rides: heights along the crest from the curl, share of the way from the trough to the lip
_WATERS = (115.0, 290.0)  # hues that water may have, from green to indigo
_TOLD = 0.45  # strength from which hues are named
_HUES = {"day": 195.0, "golden": 172.0, "dawn": 185.0, "dusk": 200.0, "night": 225.0}
_BRIGHT = {"day": 0.70, "golden": 0.60, "dawn": 0.58, "dusk": 0.50, "night": 0.34}  # of thin water, on the screen
_WHITE = {"day": 0.97, "golden": 0.94, "dawn": 0.92, "dusk": 0.84, "night": 0.66}  # of foam in the light


class _View(NamedTuple):
    """How it is looked at: metres from the rider, radians off straight at the wave, focal length in widths, metres of the eye above
    the trough (or above the rider's feet where ``beside``), where the rider is, widths from the middle away from the curl, and the
    horizon, heights."""

    away: float
    turn: float
    focal: float
    eye: float
    aside: float
    horizon: float
    beside: bool = False


_VIEWS = {
    "wide": _View(13.0, 0.66, 1.12, 1.3, 0.16, 0.72),
    "medium": _View(7.2, 0.95, 1.05, 1.2, 0.10, 0.80),
    "close": _View(4.4, 0.95, 2.2, 0.55, 0.06, 0.54, beside=True),
    "detail": _View(4.2, 0.60, 4.2, 0.34, -0.46, 0.46, beside=True),
}
_LEANS = 0.34  # radians by which a board on the face leans towards us


def add_giant_wave(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let a giant wave break before a sea, in place; where a surfer is named, one rides it."""
    view = _VIEWS.get(shot, _VIEWS["medium"])
    rides = "wave_rider" in description.motifs
    way = float(rng.choice([-1.0, 1.0]))
    roller = Roller(_TALL, description.flavour & 0xFFFF, (_AT[0] * _TALL, _AT[1]) if rides else None)
    s, v = _AT[0] * _TALL, _AT[1]
    (front, up), out = roller.lies(s, v)
    turn = view.turn + float(rng.uniform(-0.06, 0.06))
    eye = (
        s + view.away * math.sin(turn),
        front + view.away * math.cos(turn),
        up + view.eye if view.beside else view.eye,
    )
    horizon = view.horizon * light.height  # only the sky of the world is seen above the wave
    look = Look(eye, turn, view.focal * light.width, light.width * (0.5 + way * view.aside), horizon, way < 0)
    found = seen(roller, look, light.width, light.height, 1.0 if light.width < 900 else 1.6)
    waters = _waters(painting, light, description, painting.centre[1] / light.height)
    colour, cover = lit(found, roller, look, waters)
    rng_spray = np.random.default_rng(int(rng.integers(1 << 30)))
    _spindrift(colour, cover, roller, look, waters, rng_spray)
    painting.layers.clear()
    painting.layers.append(near_layer(colour, cover, view.away + 1.0))
    for name in ("water", "glints"):
        if name in painting.masks:
            rows, columns = painting.masks[name].shape[:2]
            small = cv2.resize(cover, (columns, rows), interpolation=cv2.INTER_AREA)
            painting.masks[name] = (painting.masks[name] * (1 - small)).astype(np.float32)
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("birds", "glints")]
    x, y, z = (float(one) for one in look.seen(np.array(s), np.array(front), np.array(up)))
    if rides:
        _ride(painting, light, description, shot, look, (x, y, z), turn, out, waters, rng_spray)
    _let_burst(painting, roller, look, light)


def _waters(painting: Painting, light: Backlight, description: SceneDescription, horizon: float) -> Waters:
    """Return the colours about a wave: those of the sky that is painted, and of the water that is named."""
    hour = description.time_of_day
    rows = light.small.shape[0]
    above = light.small[: max(int(horizon * rows), 2)]
    most = peak(painting, 0.95)
    low = np.minimum(above[-max(len(above) // 4, 1) :].reshape(-1, 3).mean(axis=0), most)
    high = np.minimum(above[: max(len(above) // 2, 1)].reshape(-1, 3).mean(axis=0), most)
    key = light.brightest()
    tint = key / max(float(key @ LUMA), 1e-5)
    tint = 1 + 0.30 * (tint / max(float(tint.max()), 1.0) - 1)
    of_sky = high / max(float(high @ LUMA), 1e-5)
    of_sky = of_sky / max(float(of_sky.max()), 1e-5)
    hue = _hue(description)
    bright = _BRIGHT[hour] * (0.8 if description.weather in ("storm", "rain", "overcast", "mist") else 1.0)
    through = peak(painting, bright) * light_of_hue(hue, 0.15, 0.70)
    deep = peak(painting, 0.17 if hour != "night" else 0.09) * light_of_hue(hue + 12, 0.10, 0.55)
    white = peak(painting, _WHITE[hour])
    to_x, _ = light.direction(0.5, 0.5)
    to_light = np.array([to_x + 0.3, -0.45, 0.65], np.float32)
    return Waters(
        deep=deep.astype(np.float32),
        through=through.astype(np.float32),
        low=low.astype(np.float32),
        high=high.astype(np.float32),
        foam=(white * tint).astype(np.float32),
        shade=(0.30 * white * (0.45 + 0.55 * of_sky)).astype(np.float32),
        to_light=to_light / np.linalg.norm(to_light),
        glint=(0.8 * white * tint).astype(np.float32),
    )


def _hue(description: SceneDescription) -> float:
    """Return the hue of the water: the one that is named, else that of its hour."""
    palette = description.palette
    hues = (palette.key, palette.fill, palette.accent) if palette.strength >= _TOLD else ()
    named = [one for one in hues if _WATERS[0] <= one <= _WATERS[1] and one not in description.sky_hues]
    return named[0] if named else _HUES[description.time_of_day]


def _spindrift(
    colour: Array, cover: Array, roller: Roller, look: Look, waters: Waters, rng: np.random.Generator
) -> None:
    """Let the wind tear spray off the crest, and water fly where the lip falls, in place."""
    count = 1500
    s = rng.uniform(-1.6, 1.5, count) * roller.tall
    b = roller.broken(s)
    kept = rng.random(count) < np.clip(b, 0.05, 1.0)
    s = s[kept].astype(np.float32)
    front, up = roller.section(s, np.full_like(s, 0.93))
    x, y, z = look.seen(s, front, up)
    unit = look.focal / np.maximum(z, 0.5)
    way = 1.0 if not look.flip else -1.0
    starts = np.stack([x, y + 0.12 * unit], -1)
    speeds = np.stack([way * unit * rng.normal(0.5, 0.7, len(s)), -unit * rng.gamma(1.4, 0.42, len(s))], -1)
    cloud = drops(
        cover.shape,
        starts,
        speeds,
        0.35 * float(unit.mean()),
        0.008 * float(unit.mean()),
        rng,
        mist=0.20 * float(unit.mean()),
    )
    s = rng.uniform(-1.5, -0.2, 1400).astype(np.float32) * roller.tall
    front, up = roller.section(s, np.full_like(s, 0.985))
    x, y, z = look.seen(s, front + 0.3, np.maximum(0.2 * up, 0.05))
    unit = look.focal / np.maximum(z, 0.5)
    starts = np.stack([x, y], -1) + unit[:, None] * rng.normal(0, 0.15, (len(s), 2))
    speeds = np.stack([unit * rng.normal(0.0, 1.1, len(s)), -unit * rng.gamma(1.6, 0.75, len(s))], -1)
    burst = drops(
        cover.shape,
        starts,
        speeds,
        1.2 * float(unit.mean()),
        0.010 * float(unit.mean()),
        rng,
        mist=0.30 * float(unit.mean()),
    )
    _lay(colour, cover, np.maximum(0.85 * cloud, 0.9 * burst), 0.6 * waters.foam + 0.4 * waters.low)


def _lay(colour: Array, cover: Array, spray: Array, light: Array) -> None:
    share = spray / np.maximum(np.maximum(cover, spray), 1e-3)
    colour += (light.astype(np.float32) - colour) * share[..., None]
    np.maximum(cover, spray, out=cover)


def _ride(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, look: Look, at: tuple[float, float, float],
    turn: float, out: tuple[float, float], waters: Waters, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Set somebody on the wave, in place, the spray of the board behind and before them."""
    from ._words import words_of

    x, y, z = at
    unit = look.focal / z
    words = words_of(description)
    dye = DYES.get(description.dressed)
    film = description.flavour
    cast = wave_rider(Wish(rng, dye, 0.6, words, True, film, shot))
    way = -1.0 if look.flip else 1.0
    model = cast.model.turned(0.75 * turn)  # its nose towards us
    model = model.pitched(_LEANS).rolled(0.16 * out[0] * math.sin(turn) - 0.14)
    if look.flip:
        model = model.mirrored()
    rig = Rig.of(
        painting, light, (x / light.width, max(y / light.height - 0.1, 0.1)), description.time_of_day, bright=1.9
    )
    shape = (light.height, light.width)
    canvas, alpha = np.zeros((*shape, 3), np.float32), np.zeros(shape, np.float32)
    foam = 0.75 * waters.foam + 0.25 * waters.low
    _lay(canvas, alpha, _fan(shape, (x, y), unit, way, rng, 1.0), foam)
    body = laid(
        model, rig, (x, y + 0.02 * unit), unit, (light.width, light.height), wet=0.7, seed=int(rng.integers(1 << 16))
    )
    if body.cover.size:
        window = (body.rows, body.columns)
        share = body.cover / np.maximum(np.maximum(alpha[window], body.cover), 1e-3)
        canvas[window] += (body.colour - canvas[window]) * share[..., None]
        alpha[window] = np.maximum(alpha[window], body.cover)
    _lay(canvas, alpha, 0.9 * _fan(shape, (x, y + 0.03 * unit), unit, way, rng, 0.45), foam)
    _lay(canvas, alpha, _wash(shape, (x, y), unit, way, rng), foam)
    layer = near_layer(canvas, alpha, z)
    layer.motion = Motion(x=x / light.width, y=y / light.height, rock=0.03, sway=0.004)
    painting.layers.append(layer)


def _fan(
    shape: tuple[int, int], at: tuple[float, float], unit: float, way: float, rng: np.random.Generator, size: float
) -> Array:
    """Return the spray that a board throws: a fan off its tail, up and back, and a low sheet along its rail."""
    count = round(4200 * size)
    along = rng.beta(1.2, 2.2, count)  # from the tail to the nose
    starts = np.stack(
        [at[0] + way * unit * (-0.95 + 1.6 * along), at[1] + unit * (0.03 - 0.05 * along + rng.normal(0, 0.02, count))],
        -1,
    )
    high = rng.gamma(1.7, 0.42, count) * (1.0 - 0.55 * along) * size
    speeds = np.stack([-way * unit * (0.25 + 0.8 * high + rng.normal(0, 0.16, count)), -unit * 1.7 * high], -1)
    return drops(shape, starts, speeds, 0.85 * unit * size, 0.011 * unit, rng, mist=0.07 * unit, low=0.10 * unit)


def _wash(shape: tuple[int, int], at: tuple[float, float], unit: float, way: float, rng: np.random.Generator) -> Array:
    """Return the foam that boils along the lower rail of a board."""
    along = rng.beta(1.1, 1.5, 900)
    starts = np.stack(
        [at[0] + way * unit * (-1.0 + 1.45 * along), at[1] + unit * (0.09 - 0.10 * along + rng.normal(0, 0.022, 900))],
        -1,
    )
    speeds = unit * np.stack([-way * rng.gamma(2.0, 0.14, 900), rng.normal(0.06, 0.07, 900)], -1)
    return drops(shape, starts, speeds, 0.06 * unit, 0.026 * unit, rng, mist=0.03 * unit, shutter=0.10)


def _let_burst(painting: Painting, roller: Roller, look: Look, light: Backlight) -> None:
    """Let spray fly on while the picture moves."""
    points = []
    for s, size in ((-0.5, 0.34), (-0.9, 0.40), (-1.3, 0.30)):
        at = np.array(s * roller.tall)
        front, _ = roller.section(at, np.array(0.98))
        x, y, z = (float(one) for one in look.seen(at, front, np.array(0.1)))
        if z > 1.0 and 0 < x < light.width:
            unit = look.focal / z
            points.append([x / light.width, y / light.height, size * roller.tall * unit / light.width, 1 / z])
    if points:
        painting.elements.append(Element("bursts", 0.6, {"points": points}))
