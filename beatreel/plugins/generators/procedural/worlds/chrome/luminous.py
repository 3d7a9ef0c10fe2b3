"""Light itself: trails that a lamp draws in the dark, clouds of glowing points, the jewels of a kaleidoscope."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .forms import form_of
from .tank import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIFS = ("light_painting", "particles", "kaleidoscope")
_PULSES = (("first", "kick"), ("second", "offbeat"), ("third", "high"))
# Of each shot: distance of the camera from what it looks at, its height over the floor, row of the horizon.
_SHOTS = {
    "wide": (3.7, 1.05, 0.47),
    "medium": (2.9, 1.05, 0.48),
    "close": (2.1, 1.0, 0.48),
    "detail": (1.35, 0.95, 0.48),
}
_CLOUDS = (
    {"sphere", "ball", "orb", "cloud"},
    {"swirl", "swirls", "swirling", "spiral", "spirals", "vortex", "galaxy", "spinning", "whirling", "whirlpool"},
    {"wave", "waves", "waving", "flowing", "ocean", "sea", "landscape"},
)
"""Words for each form that a cloud of points has of itself."""
_HUES = ((310.0, 200.0, 60.0), (255.0, 25.0, 85.0), (350.0, 190.0, 75.0))  # where a prompt names none


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Callable[..., None]
) -> Painting:  # fmt: skip
    """Paint light; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    motif = next(name for name in MOTIFS if name in description.motifs)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 163])
    palette = description.palette
    named = (palette.key, palette.accent, palette.fill)
    hues = named if palette.strength >= 0.5 else _HUES[int(rng.integers(len(_HUES)))]
    chroma, value = (0.135, 0.52) if motif == "kaleidoscope" else (0.20, 0.62)  # thick glass is no neon
    colours = np.stack([light_of_hue(hue, chroma, value) for hue in hues]).astype(np.float32)
    progress(0.1, motif.replace("_", " "))
    if motif == "particles":
        form = form_of(description, np.random.default_rng([seed & 0x7FFFFFFF, len(shot), 181]))
        said = set(description.said)
        kind = next((kind for kind, words in enumerate(_CLOUDS) if words & said), None)
        return _points(shot, (width, height), colours, rng, form, kind)
    return {"light_painting": _trails, "kaleidoscope": _jewels}[motif](shot, (width, height), colours, rng)


def _seen(points: Array, shot: str, size: tuple[int, int]) -> tuple[Array, Array, Array]:
    """Return columns, rows and distances of points in metres about the origin, whose y is above a floor at 0."""
    width, height = size
    away, eye, horizon = _SHOTS.get(shot, _SHOTS["medium"])
    deep = np.maximum(points[:, 2] + away, 0.15)
    scale = 1.15 * min(width, 0.6 * height) / deep
    return 0.5 * width + points[:, 0] * scale, horizon * height - (points[:, 1] - eye) * scale, deep


def _curves(rng: np.random.Generator) -> list[Array]:
    """Return paths of a lamp on a string: an orb of turned circles, a spiral that rises, or loops around a middle."""
    t = np.linspace(0, 1, 900, dtype=np.float32)
    kind, found = int(rng.integers(3)), []
    lean = float(rng.uniform(-0.3, 0.3))
    for n in range(26 if kind == 0 else 16):
        a = 2 * math.pi * t
        if kind == 0:  # great circles about one axis
            turn, radius = math.pi * n / 26, 1.0 + 0.02 * float(rng.normal())
            x, y, z = np.sin(a) * math.cos(turn), np.cos(a), np.sin(a) * math.sin(turn)
            curve = radius * np.stack([x + lean * y, y, z], 1) + np.float32([0, 1.12, 0])
        elif kind == 1:
            high, phase = 2.6 * t, float(rng.uniform(0, 6.28))
            radius = (0.25 + 0.09 * n / 4) * (1 + 0.25 * np.sin(5 * t + n)) * (0.5 + 0.6 * np.sin(math.pi * t))
            curve = np.stack([radius * np.cos(3 * a + phase), 0.05 + high, radius * np.sin(3 * a + phase)], 1)
        else:
            p, q, off = 2 + n % 2, 3, 0.12 * n
            radius = 0.75 + 0.32 * np.cos(q * a + off) + 0.02 * n
            curve = np.stack(
                [
                    radius * np.cos(p * a + off),
                    1.15 + 0.62 * np.sin(q * a + off) + lean * radius,
                    radius * np.sin(p * a),
                ],
                1,
            )
        found.append(curve.astype(np.float32))
    return found


def _trails(shot: str, size: tuple[int, int], colours: Array, rng: np.random.Generator) -> Painting:
    """Draw paths of light over a wet floor: each of some threads, hot in the middle, with a glow about them."""
    width, height = size
    horizon = _SHOTS.get(shot, _SHOTS["medium"])[2]
    lines = [np.zeros((height, width), np.float32) for _ in colours]
    for n, curve in enumerate(_curves(rng)):
        family = (0, 0, 1, 0, 2, 1)[n % 6]
        bright = 0.35 + 0.65 * np.clip(
            0.5 + 0.6 * np.sin(np.linspace(0, 9, len(curve)) + float(rng.uniform(0, 6))), 0, 1
        )
        for thread in range(3):
            shift = np.float32(0.012 * rng.normal(size=3))
            for mirrored in (False, True):
                points = (curve + shift) * np.float32([1, -1 if mirrored else 1, 1])
                x, y, deep = _seen(points, shot, size)
                _draw(
                    lines[family],
                    x,
                    y,
                    deep,
                    bright * (0.22 if mirrored else 1.0) * (1.0 if thread == 0 else 0.45),
                    shot,
                )
    row = np.arange(height, dtype=np.float32)[:, None] / height
    wet = np.where(row > horizon + 0.30, np.exp(-((row - horizon - 0.30) / 0.25)), 1.0).astype(np.float32)
    groups = {}
    for (name, pulse), line, colour in zip(_PULSES, lines, colours, strict=True):
        lit = _glowing(line * wet, width)
        hot = np.clip(line - 0.75, 0, None)[..., None] * np.float32([1, 1, 1])
        groups[name] = LightGroup((lit[..., None] * colour + 0.5 * hot).astype(np.float32), pulse, 0.80, 0.36)
    depth = np.broadcast_to(np.where(row > 0.9, 3.0, 5.0), (height, width))
    return finished(
        groups,
        depth,
        [Element("motes", 0.9), Element("mist", 0.12, {"low": 0.4, "high": 0.9, "drift": 8})],
        (True, (205.0, 238.0)),
        size,
    )


def _draw(line: Array, x: Array, y: Array, deep: Array, bright: Any, shot: str) -> None:
    """Draw a path into a picture, in place, thicker and softer where it is far from where the lens is focused."""
    height, width = line.shape
    focus = _SHOTS.get(shot, _SHOTS["medium"])[0]
    canvas = np.zeros((height, width), np.uint8)
    unit = width / 540
    pieces = 60
    edges = np.linspace(0, len(x) - 1, pieces + 1).astype(int)
    for a, b in zip(edges[:-1], edges[1:], strict=True):
        away = float(deep[a:b].mean())
        if away < 0.35:
            continue
        path = np.round(np.stack([x[a : b + 1], y[a : b + 1]], 1) * 16).astype(np.int32)
        thick = max(1, round(unit * min(0.9 * focus / away, 4.0)))
        shade = int(np.clip(255 * float(bright[a:b].mean()) * min(1.2, (focus / away) ** 1.1), 0, 255))
        cv2.polylines(canvas, [path], isClosed=False, color=shade, thickness=thick, lineType=cv2.LINE_AA, shift=4)
    line += canvas.astype(np.float32) / 255


def _glowing(line: Array, width: int) -> Array:
    """Return lines of light with the glow of air and lens about them."""
    found = 1.1 * line
    small = cv2.resize(line, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    for reach, share in ((0.006, 0.55), (0.022, 0.38), (0.075, 0.26)):
        soft = cv2.GaussianBlur(small, (0, 0), max(reach * width / 4, 0.6))
        found += share * cv2.resize(soft, (line.shape[1], line.shape[0]), interpolation=cv2.INTER_LINEAR)
    return found


def _points(
    shot: str,
    size: tuple[int, int],
    colours: Array,
    rng: np.random.Generator,
    form: tuple[Any, Any, Any] | None,
    named: int | None,
) -> Painting:
    """Scatter glowing points in a shape, in focus in its middle: the one that is given, a sphere, a swirl or waves."""
    width, height = size
    count, kind = 26_000, int(rng.integers(3))
    kind = kind if named is None else named
    shines: Any = 1.0
    if form is not None:
        points, place, shines = form
        count = len(points)
    elif kind == 0:
        way = rng.normal(size=(count, 3))
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        ripple = (
            1 + 0.16 * np.sin(5 * way[:, 0] + 3 * way[:, 1]) * np.sin(4 * way[:, 2] + 2) + 0.02 * rng.normal(size=count)
        )
        points = 1.05 * way * ripple[:, None] + [0, 1.1, 0]
        place = 0.5 + 0.5 * way[:, 1]
    elif kind == 1:
        r, arm = 2.2 * rng.random(count) ** 0.6, rng.integers(0, 3, count)
        a = 2.1 * np.log(r + 0.15) + 2 * math.pi * arm / 3 + 0.30 * rng.normal(size=count)
        lift = 0.10 * rng.normal(size=count) / (0.4 + r)
        x, z = r * np.cos(a), r * np.sin(a)
        points = np.stack([x, 1.0 + 0.75 * z + lift, 0.55 * z], 1)
        place = r / 2.2
    else:
        u, w = rng.uniform(-2.6, 2.6, count), rng.uniform(-1.8, 3.4, count)
        wave = 0.26 * np.sin(1.9 * u + 1.1 * w) + 0.16 * np.sin(2.7 * w - 1.3 * u + 1) + 0.10 * np.sin(4.3 * u)
        points = np.stack([u, 0.75 + wave + 0.42 * np.round(rng.uniform(0, 2, count)) - 0.1, w], 1)
        place = 0.5 + wave
    points = points + (0.012 if form is None else 0.003) * rng.normal(size=points.shape)
    x, y, deep = _seen(points.astype(np.float32), shot, size)
    focus = _SHOTS.get(shot, _SHOTS["medium"])[0]
    blur = np.abs(1 / deep - 1 / focus) * 0.030 * width * {"wide": 0.6, "medium": 0.8}.get(shot, 1.1)
    strong = shines * rng.gamma(1.3, 0.7, count) * (focus / deep) ** 1.4
    family = np.clip((place + 0.18 * rng.normal(size=count)) * 3, 0, 2.99).astype(int)
    family = np.array([0, 2, 1])[family]
    groups = {}
    inside = (x > 1) & (x < width - 2) & (y > 1) & (y < height - 2) & (deep > 0.3)
    bounds = [0.0, 0.9, 2.2, 5.0, 10.0, 1e9]
    unit = width / 540
    for k, (name, pulse) in enumerate(_PULSES):
        total = np.zeros((height, width), np.float32)
        for low, high in zip(bounds[:-1], bounds[1:], strict=True):
            some = inside & (family == k) & (blur >= low * unit) & (blur < high * unit)
            if not some.any():
                continue
            part = np.zeros((height, width), np.float32)
            radius = max(min(0.5 * (low + min(high, 18.0)) * unit, 0.03 * width), 0.75 * unit)
            light = strong[some] * 5.0 * max(unit, 0.4) ** 2
            np.add.at(part, (y[some].astype(int), x[some].astype(int)), light.astype(np.float32))
            total += _disc(part, radius)
        lit = _glowing(total, width)
        groups[name] = LightGroup(
            (lit[..., None] * colours[k] + 0.12 * np.clip(total - 0.8, 0, 2)[..., None]).astype(np.float32),
            pulse,
            0.82,
            0.34,
        )
    depth = np.full((height, width), focus, np.float32)
    return finished(
        groups, depth, [Element("motes", 1.0), Element("flow", 0.5, {"size": 40.0})], (True, (205.0, 238.0)), size
    )


def _disc(points: Array, radius: float) -> Array:
    """Return points as the discs that a lens makes of them out of focus."""
    if radius < 1.6:
        return np.asarray(cv2.GaussianBlur(points, (0, 0), max(0.55 * radius, 0.5)), np.float32)
    side = 2 * math.ceil(radius) + 1
    y, x = np.mgrid[:side, :side].astype(np.float32) - side // 2
    away = np.hypot(x, y)
    disc = np.clip(radius + 0.5 - away, 0, 1) * (0.7 + 0.3 * (away / radius) ** 2)
    return np.asarray(cv2.filter2D(points, -1, disc / disc.sum()), np.float32)


def _jewels(shot: str, size: tuple[int, int], colours: Array, rng: np.random.Generator) -> Painting:
    """Fold pieces of coloured glass by two mirrors around the middle, and by a third as often as it goes."""
    width, height = size
    fold = {"wide": 6, "medium": 8, "close": 6, "detail": 5}.get(shot, 6)
    zoom = {"wide": 1.0, "medium": 0.72, "close": 0.45, "detail": 0.32}.get(shot, 0.7)
    middle = (0.0, 0.0) if shot in ("wide", "medium") else tuple(rng.uniform(-0.5, 0.5, 2))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    x, y = (x / width - 0.5) * 2 * zoom + middle[0], (y / height - 0.5) * 2 * zoom * height / width + middle[1]
    sector = math.pi / fold
    turn = float(rng.uniform(0, 2 * sector))
    radius, angle = np.hypot(x, y), np.arctan2(y, x) + turn
    angle = np.abs((angle + sector) % (2 * sector) - sector)
    u, v = radius * np.cos(angle), radius * np.sin(angle)
    for _ in range(3):  # the third mirror stands across the wedge
        over = u > 0.92
        u = np.where(over, 1.84 - u, u)
        back = np.hypot(u, v)
        angle = np.abs((np.arctan2(v, u) + sector) % (2 * sector) - sector)
        u, v = back * np.cos(angle), back * np.sin(angle)
    tile = 1024
    light = _glass(tile, colours, rng)
    at = (
        ((0.06 + 0.88 * np.clip(u, 0, 1)) * tile).astype(np.float32),
        ((0.06 + 0.88 * np.clip(v / max(math.tan(sector), 0.4), 0, 1)) * tile).astype(np.float32),
    )
    centre = np.exp(-((radius / (1.05 * zoom + 0.35)) ** 2)).astype(np.float32)
    groups = {}
    for (name, pulse), part in zip(_PULSES, light, strict=True):
        seen = cv2.remap(part, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        groups[name] = LightGroup((seen * (0.22 + 1.1 * centre[..., None])).astype(np.float32), pulse, 0.78, 0.40)
    depth = np.full((height, width), 3.0, np.float32)
    return finished(groups, depth, [Element("motes", 0.4)], (True, (205.0, 238.0)), size)


def _glass(tile: int, colours: Array, rng: np.random.Generator) -> list[Array]:
    """Return a heap of coloured glass on a lamp, one picture of each family: pieces with bevels, and beads on them."""
    y, x = np.mgrid[:tile, :tile].astype(np.float32) / tile
    light = [np.zeros((tile, tile, 3), np.float32) for _ in range(3)]
    for count, share, lead in ((34, 1.0, 0.012), (120, 0.55, 0.006)):
        spots = rng.random((count, 2)).astype(np.float32)
        first, second = np.full((tile, tile), 9.0, np.float32), np.full((tile, tile), 9.0, np.float32)
        which = np.zeros((tile, tile), np.int32)
        for n, (a, b) in enumerate(spots):
            away = np.hypot(x - a, y - b)
            nearer = away < first
            second = np.where(nearer, first, np.minimum(second, away))
            which = np.where(nearer, n, which)
            first = np.minimum(first, away)
        rim = second - first
        bevel = np.clip(rim / (5 * lead), 0, 1)
        edge = np.clip((rim - lead) / lead, 0, 1)
        family = rng.choice(3, count, p=(0.48, 0.40, 0.12))  # the two that are named, above all
        tone = (0.08 + 0.9 * rng.random(count) ** 1.7).astype(np.float32)
        lean = rng.uniform(0, 6.28, count).astype(np.float32)
        slope = 0.75 + 2.2 * ((x - spots[which, 0]) * np.cos(lean[which]) + (y - spots[which, 1]) * np.sin(lean[which]))
        lit = edge * tone[which] * np.clip(slope, 0.12, 1.6) * (0.55 + 0.45 * bevel) + 0.9 * edge * (1 - bevel) * (
            slope > 1.0
        )
        pale = (rng.random(count) < 0.12)[which][..., None]
        for k in range(3):
            colour = np.where(pale, 0.35 * colours[k] + 0.5, colours[k])
            light[k] += share * ((family == k)[which] * lit)[..., None] * colour
    return light
