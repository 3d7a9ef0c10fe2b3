"""The inside of a car around its windscreen: dashboard with lit instruments, steering wheel, pillars, mirror.

Lengths are shares of the picture's width, from the middle of its lower edge; v is negative above it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

Array = np.ndarray[Any, np.dtype[np.float32]]

_STRIP = 160  # rows painted at a time; a whole 2K picture at once would take 600 MB
_WHEEL = (-0.13, -0.30)
_RING, _THICK = 0.335, 0.027
_DIALS = (
    (-0.118, 0.095, 0.62),
    (0.118, 0.095, 0.38),
)  # beside the wheel's middle, radius, how far the needle has turned
_DIAL_V = -0.505
_LEATHER = 0.055


@dataclass(frozen=True)
class Lights:
    """What lights a cabin, linear BGR: its instruments, the sky above, the road ahead, the horizon that its mirror shows."""

    glow: Array
    sky: Array
    ahead: Array
    horizon: Array


def cabin(
    width: int, height: int, rng: np.random.Generator, lights: Lights, *, followed: float, zoom: float = 1.0
) -> tuple[Array, Array]:
    """Paint the cabin.

    Parameters
    ----------
    lights : Lights
    followed : float
        Light of the headlights in the mirror, 0 for none.
    zoom : float
        Larger than 1 looks at the instruments over the wheel.

    Returns
    -------
    colour : ndarray (height, width, 3), float16
        Linear BGR.
    alpha : ndarray (height, width), float16
    """
    unit = zoom * float(min(width, 0.62 * height))
    centre = 0.5 * width - (_WHEEL[0] * unit if zoom > 1 else 0.0)
    wide, tall = width / unit, height / unit
    seed = int(rng.integers(1 << 16))
    face = _instruments(unit)
    colour = np.zeros((height, width, 3), np.float16)
    alpha = np.zeros((height, width), np.float16)
    for first in range(0, height, _STRIP):
        last = min(first + _STRIP, height)
        rows, columns = np.mgrid[first:last, 0:width].astype(np.float32)
        u, v = (columns - centre) / unit, (rows - height) / unit
        part, cover = np.zeros((*u.shape, 3), np.float32), np.zeros_like(u)
        if zoom == 1:
            _frame(part, cover, u, v, wide, tall, unit, lights)
        if zoom == 1 and v.min() < -tall + 0.34:
            _mirror(part, cover, u, v, tall, unit, lights, followed)
        if v.max() > -0.80:
            _dash(part, cover, u, v, unit, seed, lights)
            _cluster(part, u, v, unit, face, lights)
            _wheel(part, cover, u, v, unit, seed, lights)
        colour[first:last], alpha[first:last] = part, cover
    return colour, alpha


def _over(colour: Array, alpha: Array, value: Array, cover: Array) -> None:
    colour += (value - colour) * cover[..., None]
    np.maximum(alpha, cover, out=alpha)


def _edge(inside: Array, unit: float) -> Array:
    """Return the cover of what lies inside by so many units, with an edge of one pixel."""
    return np.clip(inside * unit + 0.5, 0, 1)


def _frame(
    colour: Array, alpha: Array, u: Array, v: Array, wide: float, tall: float, unit: float, lights: Lights
) -> None:
    """Paint the pillar at the left, the lining of the roof and the tinted upper edge of the windscreen."""
    down = v + tall
    tint = 0.45 * step(0.30, 0.06, down)
    _over(colour, alpha, 0.10 * lights.sky * np.ones_like(colour), tint)
    lining = 0.055 + 0.02 * u * u - down
    left = -(u + 0.47 * wide + 0.10 - 0.16 * down / tall)
    inside = np.maximum(lining, left)
    frame = _edge(inside, unit)
    # Cloth that the light of the windscreen grazes at its edge.
    shade = 0.010 + 0.050 * np.exp(-np.maximum(inside, 0) / 0.014) + 0.02 * step(0.004, 0.0, np.abs(inside - 0.022))
    _over(colour, alpha, shade[..., None] * lights.sky, frame)


def _mirror(
    colour: Array, alpha: Array, u: Array, v: Array, tall: float, unit: float, lights: Lights, followed: float
) -> None:
    """Paint the mirror: what lies behind, through the rear window between the headrests."""
    x, y = (u - 0.17) / 0.165, (v + tall - 0.165) / 0.054
    y = y + 0.06 * x  # it is turned to the driver
    bulge = 1 - (np.abs(x) ** 4 + np.abs(y) ** 4)
    stalk = _edge(0.011 + 0.02 * np.clip(-v - tall + 0.12, 0, 1) - np.abs(u - 0.17), unit) * (y < 0)
    _over(colour, alpha, 0.015 * lights.sky * np.ones_like(colour), stalk)
    rim = np.clip(bulge * 12 + 0.5, 0, 1)
    lit = 0.012 + 0.09 * np.clip(0.6 - bulge / 0.5, 0, 1) * np.clip(-y, 0, 1)
    _over(colour, alpha, lit[..., None] * lights.sky, rim)
    gx, gy = x / 0.93, y / 0.84
    glass = np.clip((1 - (np.abs(gx) ** 4 + np.abs(gy) ** 4)) * 10, 0, 1)
    window = step(0.05, -0.03, np.abs(gx) - 0.80 - 0.14 * gy) * step(0.80, 0.70, np.abs(gy + 0.02))
    for seat in (-0.42, 0.44):
        head = (np.abs(gx - seat) / 0.19) ** 3 + (np.abs(gy - 0.78) / 0.62) ** 3
        window = window * step(0.92, 1.08, head)
    high = np.clip(0.25 - gy, 0, 1)[..., None]
    sky = lights.horizon + (0.55 * lights.sky - lights.horizon) * high**0.7
    ground = (0.045 + 0.05 * np.exp(-((gx / (0.08 + 0.5 * np.clip(gy - 0.2, 0, 1))) ** 2)))[..., None] * lights.sky
    hills = 0.22 - 0.10 * np.sin(2.1 * gx + 1) - 0.05 * np.sin(7 * gx)
    scene = np.where((gy < hills)[..., None], sky, 0.4 * ground)
    scene = np.where((gy > 0.26)[..., None], ground, scene)
    for place, size in ((-0.10, 0.030), (0.06, 0.030), (0.30, 0.014)):
        off = np.hypot((gx - place) * 3.2, gy - 0.22)
        spot = 5.0 * np.exp(-((off / (1.6 * size)) ** 2)) + 0.5 * np.exp(-off / (3.0 * size))
        scene = scene + (followed * spot)[..., None] * np.array([0.75, 0.92, 1.0], np.float32)
    scene = 0.012 * lights.sky + window[..., None] * 0.62 * scene
    _over(colour, alpha, scene * (1 - 0.35 * np.abs(gy) ** 6)[..., None], glass)


def _dash(colour: Array, alpha: Array, u: Array, v: Array, unit: float, seed: int, lights: Lights) -> None:
    """Paint the padded top with its hood, the face under it with a vent, a strip of trim and a lit display."""
    x = u - _WHEEL[0]
    hood = np.exp(-((x / 0.27) ** 6))
    far = -0.585 + 0.06 * u * u - 0.075 * hood
    wiper = _edge(0.004 - np.abs(v - far + 0.020 + 0.10 * (u - 0.42)), unit) * (u > -0.1) * (u < 0.6)
    _over(colour, alpha, 0.02 * lights.sky * np.ones_like(colour), wiper)
    near = -0.500 + 0.02 * u * u
    inside = v - far
    deep = np.clip(inside / np.maximum(near - far, 0.02), 0, 1)
    # Seen flat: the grain of the skin shrinks with distance, and its farthest part mirrors the sky.
    stretch = 1 / (0.25 + deep)
    grain = fbm_at(u * stretch, 2.4 * np.log(0.25 + deep), 0.010, seed, 3, np.full_like(u, 1.0 / unit))
    top = _LEATHER * (0.30 + 0.55 * (1 - deep) ** 2) * (1 + 0.55 * grain) + 0.10 * np.exp(
        -np.maximum(inside, 0) / 0.010
    )
    top = top * (
        1 - 0.75 * np.exp(-(((inside - 0.022) / 0.004) ** 2)) * (np.abs(u - 0.30) < 0.26)
    )  # where air comes out
    seam = np.abs(v - near + 0.014)
    top = top * (1 - 0.55 * step(0.0035, 0.0015, seam))
    stitch = step(0.0030, 0.0012, np.abs(v - near + 0.020)) * (np.abs((u / 0.013) % 1.0 - 0.5) < 0.33)
    roll = np.exp(-(((v - near + 0.004) / 0.007) ** 2))
    shine = (top + 0.05 * roll + 0.10 * stitch)[..., None] * lights.sky + (0.05 * (1 - deep))[..., None] * lights.ahead
    face = np.clip((v - near) / 0.5, 0, 1)
    under = 0.016 * (1 - 0.65 * face) * (1 + 0.5 * grain) * step(-0.002, 0.03, v - near)
    front = under[..., None] * lights.sky + 0.012 * lights.glow * np.exp(-((x / 0.30) ** 2))[..., None]
    trim = step(0.016, 0.013, np.abs(v + 0.318 + 0.02 * u))
    brushed = 0.055 + 0.10 * step(0.010, 0.0, np.abs(v + 0.329 + 0.02 * u))
    front += (brushed[..., None] * lights.sky - front) * trim[..., None]
    vent = 1 - (np.abs((u - 0.355) / 0.105) ** 4 + np.abs((v + 0.418) / 0.058) ** 4)
    ring = step(0.30, 0.18, np.abs(vent - 0.18)) * (0.05 + 0.20 * np.clip(-(v + 0.418) / 0.058, 0, 1))
    slat = ((v + 0.418) / 0.021 + 0.5) % 1.0
    fins = (0.006 + 0.035 * step(0.30, 0.05, slat) + 0.012 * slat) * step(0.016, 0.012, np.abs(v + 0.418) - 0.034)
    front += ((np.where(vent > 0.34, fins, ring))[..., None] * lights.sky - front) * np.clip(vent * 14, 0, 1)[..., None]
    screen = 1 - (np.abs((u - 0.355) / 0.110) ** 10 + np.abs((v + 0.245) / 0.046) ** 10)
    text = sum(
        step(0.0055, 0.003, np.abs(v + 0.262 - 0.026 * n)) * (np.abs(u - 0.33 + 0.5 * (0.11 - w)) < 0.5 * w)
        for n, w in enumerate((0.11, 0.075))
    )
    level = step(0.004, 0.002, np.abs(u - 0.43)) * (v > -0.27) * (v < -0.225)
    shown = (0.10 + 0.10 * (u - 0.25) / 0.2 + 0.9 * np.clip(text + level, 0, 1))[..., None] * lights.glow
    front += (shown + 0.010 * lights.sky - front) * np.clip(screen * 20, 0, 1)[..., None]
    front += (0.05 * np.exp(-(np.hypot(u - 0.355, v + 0.245) ** 2) / 0.010))[..., None] * lights.glow
    value = shine + (front - shine) * step(-0.001, 0.006, v - near)[..., None]
    _over(colour, alpha, value, _edge(inside, unit))


def _instruments(unit: float) -> list[tuple[int, Array, Array]]:
    """Return for each dial half its size in pixels, what is printed on its face and its needle, drawn four times as large."""
    found = []
    for number, (_, size, turn) in enumerate(_DIALS):
        half = math.ceil(size * unit) + 2
        scale = 4 * size * unit
        middle = 4 * half
        face, needle = (np.zeros((8 * half, 8 * half), np.uint8) for _ in range(2))

        def place(away: float, angle: float, middle: int = middle, scale: float = scale) -> tuple[int, int]:
            return round(middle + away * scale * math.sin(angle)), round(middle - away * scale * math.cos(angle))

        for tick, angle in enumerate(np.linspace(-2.2, 2.2, 41)):
            long_ = 0.16 if tick % 5 == 0 else 0.07
            thick = max(1, round((0.035 if tick % 5 == 0 else 0.018) * scale))
            cv2.line(face, place(0.90, angle), place(0.90 - long_, angle), 255, thick, cv2.LINE_AA)
            if tick % 5 == 0:
                text = str(tick * 5 if number == 0 else tick // 5)
                size_ = 0.0060 * scale
                (across, down), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size_, 1)
                x, y = place(0.61, angle)
                cv2.putText(
                    face, text, (x - across // 2, y + down // 2), cv2.FONT_HERSHEY_SIMPLEX, size_, 220,
                    max(1, round(0.016 * scale)), cv2.LINE_AA,
                )  # fmt: skip
        angle = -2.2 + 4.4 * turn
        point, left, right = place(0.84, angle), place(0.05, angle + math.pi / 2), place(0.05, angle - math.pi / 2)
        cv2.fillConvexPoly(needle, np.array([point, left, place(0.2, angle + math.pi), right]), 255, cv2.LINE_AA)
        small = (2 * half, 2 * half)
        images = (cv2.resize(one, small, interpolation=cv2.INTER_AREA) for one in (face, needle))
        printed, pointer = (np.asarray(one, np.float32) / 255 for one in images)
        found.append((half, printed, pointer))
    return found


def _cluster(
    colour: Array, u: Array, v: Array, unit: float, faces: list[tuple[int, Array, Array]], lights: Lights
) -> None:
    """Paint the recess under the hood and its two dials behind glass."""
    x, y = u - _WHEEL[0], v - _DIAL_V
    recess = 1 - (np.abs(x / 0.245) ** 5 + np.abs((y - 0.012) / 0.112) ** 4)
    cover = np.clip(recess * 16, 0, 1)
    deep = (0.004 + 0.010 * np.clip(y / 0.1, 0, 1))[..., None] * lights.sky
    pool = sum(np.exp(-(((x - at) ** 2 + y * y) / (1.1 * size) ** 2)) for at, size, _ in _DIALS)
    colour += (deep + (0.035 * pool)[..., None] * lights.glow - colour) * cover[..., None]
    for (at, size, _), (half, printed, pointer) in zip(_DIALS, faces, strict=True):
        dx, dy = x - at, y
        off = np.hypot(dx, dy) / size
        near = off < 1.25
        if not near.any():
            continue
        bezel = np.exp(-(((off - 1.03) / 0.045) ** 2))
        sheen = 0.03 + 0.25 * np.clip(-dy / size, 0, 1) ** 2 + 0.10 * np.clip(dy / size, 0, 1) ** 4
        face = step(1.02, 0.98, off)
        colour *= (1 - 0.55 * face)[..., None]
        column, row = (np.round(d * unit + half - 0.5).astype(int) for d in (dx, dy))
        fits = (column >= 0) & (row >= 0) & (column < 2 * half) & (row < 2 * half)
        ink, hand = (np.where(fits, image[row % (2 * half), column % (2 * half)], 0) for image in (printed, pointer))
        lit = 0.05 * step(1.0, 0.55, off) + 0.07 * np.exp(-(((off - 0.97) / 0.03) ** 2)) + 0.95 * ink
        colour += (lit * face)[..., None] * (0.75 * lights.glow + 0.25 * lights.glow.mean())
        colour += (hand * (off > 0.12))[..., None] * np.array([0.05, 0.20, 1.3], np.float32) * lights.glow.max()
        cap = step(0.17, 0.14, off)
        colour += ((0.02 + 0.06 * np.clip(-dy / size * 5, 0, 1))[..., None] * lights.sky - colour) * cap[..., None]
        colour += (bezel * sheen)[..., None] * lights.sky
    glint = np.exp(-(((y + 0.035 + 0.18 * x) / 0.022) ** 2)) * cover  # on the glass before them
    colour += (0.012 * glint)[..., None] * lights.sky


def _wheel(colour: Array, alpha: Array, u: Array, v: Array, unit: float, seed: int, lights: Lights) -> None:
    """Paint the steering wheel: a round rim of stitched leather, three spokes with satin edges, a padded hub."""
    x, y = u - _WHEEL[0], (v - _WHEEL[1]) * 1.05
    off = np.hypot(x, y)
    angle = np.arctan2(x, -y)
    if not (off < _RING + 0.05).any():
        return
    grain = fbm_at(u, v, 0.009, seed + 5, 2, np.full_like(u, 1.0 / unit))
    light = lights.sky + 0.5 * lights.ahead
    reach = np.clip((off - 0.05) / (_RING - 0.05), 0, 1)
    spokes = np.zeros_like(off)
    for turn, half in ((math.radians(97), 0.036), (math.radians(-97), 0.036), (math.pi, 0.030)):
        along = x * math.sin(turn) - y * math.cos(turn)
        beside = x * math.cos(turn) + y * math.sin(turn)
        flare = half * (0.75 + 0.7 * (2 * reach - 1) ** 2)
        inside = flare - np.abs(beside)
        cover = _edge(inside, unit) * (along > 0) * (off < _RING)
        satin = step(0.013, 0.009, np.abs(inside - 0.002))
        tone = 0.010 + 0.016 * np.clip(0.5 - beside / flare * math.sin(turn), 0, 1) + satin * (0.05 + 0.10 * (y < 0.02))
        _over(colour, alpha, (tone * (1 + 0.25 * grain))[..., None] * light, cover)
        spokes = np.maximum(spokes, cover)
    pad = 1 - (np.abs(x / 0.118) ** 3.2 + np.abs((y - 0.012) / 0.100) ** 3.2)
    tone = _LEATHER * (0.16 + 0.55 * np.clip(-y / 0.10, 0, 1) ** 2 * np.clip(1.2 - pad, 0, 1)) * (1 + 0.5 * grain)
    tone = tone + 0.04 * np.exp(-(((pad - 0.10) / 0.07) ** 2)) * np.clip(0.4 - y / 0.1, 0, 1)
    badge = np.abs(np.hypot(x, y) - 0.024)
    tone = tone + step(0.004, 0.0015, badge) * (0.06 + 0.12 * np.clip(-y / 0.024, 0, 1))
    _over(colour, alpha, tone[..., None] * light, np.clip(pad * 16 + 0.5, 0, 1))
    t = np.clip((off - _RING) / _THICK, -1, 1)
    rise = np.sqrt(np.maximum(1 - t * t, 0))
    # Light falls on it from above and from ahead; what faces the driver is the darkest of it.
    facing = np.clip(t * np.cos(angle) * 0.95 + 0.10 * rise, 0, 1)
    tone = _LEATHER * (0.10 + 0.95 * facing**1.5) * (1 + 0.6 * grain)
    tone = tone + 0.12 * np.exp(-(((t * np.cos(angle) - 0.80) / 0.14) ** 2)) * np.clip(np.cos(angle), 0, 1)
    stitch = np.exp(-(((t + 0.55) / 0.10) ** 2)) * (np.abs((angle * 34) % 1.0 - 0.5) < 0.28)
    tone = tone + 0.03 * stitch
    joint = np.minimum(np.abs(angle - 0.72), np.abs(angle + 0.72))
    tone = tone * (1 - 0.6 * step(0.012, 0.004, joint))
    value = tone[..., None] * light
    value = value + (0.05 * np.clip(-t, 0, 1) ** 2 * np.clip(np.cos(angle), 0, 1))[..., None] * lights.glow
    _over(colour, alpha, value, _edge(_THICK - np.abs(off - _RING), unit))
