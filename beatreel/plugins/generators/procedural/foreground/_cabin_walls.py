"""Walls of logs, roof, chimney and windows of a cabin in the light of the world and of its own lamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.house import (
    BANK,
    ICE,
    ROOF,
    SNOW,
    STONE,
    TIMBER,
    UNDER,
    WALL,
    Opening,
    look_at,
)

from ._ground import SNOW as WHITE

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import House, Seen, View

    from ._ground import Canvas, Land
    from ._lamplight import Lamps

Array = np.ndarray[Any, np.dtype[np.float32]]

_BAND = 128  # rows that are painted at once
_LOG = 0.24  # metres from log to log
_WOOD = np.array([0.125, 0.170, 0.220], np.float32)
_TRIM = np.array([0.060, 0.090, 0.125], np.float32)
_PAINT = np.array([0.30, 0.34, 0.36], np.float32)
_SHINGLE = np.array([0.070, 0.080, 0.090], np.float32)
_STONE = np.array([0.17, 0.18, 0.19], np.float32)
_SKIN = {
    WALL: _WOOD,
    ROOF: _SHINGLE,
    SNOW: WHITE,
    TIMBER: _TRIM,
    UNDER: _WOOD * 0.7,
    STONE: _STONE,
    ICE: WHITE * 0.75,
    BANK: WHITE,
}


def house_light(canvas: Canvas, view: View, house: House, land: Land, lamps: Lamps, seed: int) -> Array:
    """Paint a house over what is behind it; return the light of its windows themselves, (height, width, 3)."""
    glow = np.zeros_like(canvas[1])
    fine = 3 if view.width < 900 else 2
    for top in range(0, view.height, _BAND):  # a house that fills the picture would take 1.7 GB at once
        seen = look_at(house, view, fine, seed, (top, min(top + _BAND, view.height)))
        if seen is not None:
            _band_light(canvas, glow, seen, view, house, land, lamps, seed)
    return glow


def _band_light(
    canvas: Canvas, glow: Array, seen: Seen, view: View, house: House, land: Land, lamps: Lamps, seed: int
) -> None:
    steady, warm, cover, depth = canvas
    fine = seen.fine
    shape = (*seen.face.shape, 3)
    own, lit, shine = (np.zeros(shape, np.float32) for _ in range(3))
    body = (seen.face >= 0).astype(np.float32)
    for number, face in enumerate(house.faces):
        rows, columns = np.nonzero(seen.face == number)
        if not rows.size:
            continue
        u, v, x, y, z = (each[rows, columns] for each in (seen.u, seen.v, seen.x, seen.y, seen.z))
        foot = z / (view.focal * fine)
        its = _face(face, u, v, x, y, z, foot, house, land, lamps, seed + 31 * number)
        if face.skin == BANK:  # it runs out into the ground
            there = step(0.02, 0.6, v + 0.10 * fbm_at(u, v, 0.6, seed + 3, 2))
            body[rows, columns] = there
            its = tuple(colour * there[:, None] for colour in its)
        for target, colour in zip((own, lit, shine), its, strict=True):
            target[rows, columns] = colour
    size = (seen.columns.stop - seen.columns.start, seen.rows.stop - seen.rows.start)
    part = (seen.rows, seen.columns)
    alpha = cv2.resize(body, size, interpolation=cv2.INTER_AREA)
    away = np.where(seen.face >= 0, seen.z, 0) * body
    far = cv2.resize(away, size, interpolation=cv2.INTER_AREA) / np.maximum(alpha, 1e-3)
    through = land.air(far)[..., None]
    haze = land.haze_at(np.arange(seen.columns.start, seen.columns.stop, dtype=np.float32), view.width)[None]
    keep = (1 - alpha)[..., None]
    own, lit, shine = (cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (own, lit, shine))
    steady[part] = steady[part] * keep + own * through + haze * (1 - through) * alpha[..., None]
    warm[part] = warm[part] * keep + lit * through
    glow[part] = shine * (0.3 + 0.7 * through)
    cover[part] += (1 - cover[part]) * alpha
    depth[part] = np.where(alpha > 0.5, far, depth[part])


def _face(
    face: Any,
    u: Array,
    v: Array,
    x: Array,
    y: Array,
    z: Array,
    foot: Array,
    house: House,
    land: Land,
    lamps: Lamps,
    seed: int,
) -> tuple[Array, Array, Array]:
    n = face.normal
    up = float(n[1])
    nx, ny, nz = (np.full_like(u, part) for part in n)
    tone = np.ones_like(u)
    albedo = np.broadcast_to(_SKIN[face.skin], (len(u), 3)).copy()
    occlusion = np.ones_like(u)
    if face.skin == WALL:
        ny, tone = _logs(u, v, ny, foot, seed)
        under = (house.faces[0].outline[:, 1].max() if face.name == "front" else face.outline[:, 1].max()) - v
        if face.name == "front":
            under = (
                under - np.abs(u - house.width / 2) * (face.outline[3, 1] - face.outline[2, 1]) / (house.width / 2)
            ) * 0.7
        occlusion = 1 - 0.62 * np.exp(-np.clip(under, 0, None) / 0.55)
    elif face.skin == SNOW:
        bump = fbm_at(u, v, 1.3, seed, 4, foot)
        side = fbm_at(u + 0.1, v, 1.3, seed, 4, foot) - bump
        ny = ny + 0.2 * bump
        nx = nx - 1.2 * side
        tone = 1 + 0.22 * bump
    elif face.skin == BANK:
        bump, aside, on = (fbm_at(u + a, v + b, 1.1, seed, 4, foot) for a, b in ((0, 0), (0.1, 0), (0, 0.1)))
        lean_u, lean_v = -2.2 * (aside - bump), -2.2 * (on - bump)
        nx, ny, nz = (n[c] + lean_u * face.across[c] + lean_v * face.up[c] for c in range(3))
        length = np.sqrt(nx * nx + ny * ny + nz * nz)
        nx, ny, nz = nx / length, ny / length, nz / length
    elif face.skin == STONE:
        tone = np.clip(0.75 + 0.9 * fbm_at(u * 1.3, v * 2.2, 0.35, seed, 3, foot), 0.2, 1.6)
    elif face.skin == ROOF:
        row = v / 0.30
        tone = (0.75 + 0.5 * (row - np.floor(row))) * (1 + 0.5 * fbm_at(u * 3, v, 0.6, seed, 3, foot))
    elif face.skin == TIMBER:
        tone = 0.8 + 0.5 * fbm_at(u, 6 * v, 0.5, seed, 3, foot)
    towards = land.towards
    direct = np.clip(nx * towards[0] + ny * towards[1] + nz * towards[2], 0, 1)
    ground = 0.30 if land.snow else 0.10
    # From above comes the sky, from below what the ground sends back, from before the sky behind the camera, which is dark.
    around = np.clip(0.40 + 0.42 * ny, 0.05, 1) + ground * np.clip(0.5 - 0.5 * ny, 0, 1)
    own = (
        albedo
        * (tone * occlusion)[:, None]
        * (around[:, None] * land.ambient * np.float32(0.62) + direct[:, None] * land.key * np.float32(0.10))
    )
    if face.skin == BANK:  # as the ground is lit
        sky = np.clip(0.55 + 0.45 * ny - 0.35 * nz, 0.15, 1.4) * 0.74
        own = albedo * (sky[:, None] * land.ambient * np.float32(0.34) + direct[:, None] * land.key * np.float32(0.13))
    fall = lamps.on(x, y, z, (nx, ny, nz), 0.15)
    if face.skin == BANK:
        fall = fall / (1 + fall / 1.6)
    if face.skin == UNDER:
        fall = fall + np.float32(0.10 if up < 0 else 0)
    lit = (
        albedo
        * (tone * fall)[:, None]
        * (
            land.lamp
            * np.float32(1.0 if face.skin == BANK else 1.5 if face.skin != SNOW else 0.9 if up > 0.3 else 0.25)
        )
    )
    shine = np.zeros_like(own)
    for one in house.openings:
        if one.wall == face.name:
            (_door if one.is_door else _window)(one, u, v, foot, own, lit, shine, land, seed)
    return own, lit, shine


def _logs(u: Array, v: Array, ny: Array, foot: Array, seed: int) -> tuple[Array, Array]:
    """Return which way logs look and how bright they are: round, of uneven thickness, with dark joints that come and go."""
    bend = 0.035 * fbm_at(u, 0 * v, 2.5, seed + 1, 2)
    at = (v + bend) / _LOG
    number = np.floor(at)
    within = at - number - 0.5
    own = np.sin(number * 12.9898 + seed % 89) * 43758.547
    own = own - np.floor(own)
    sharp = np.clip(_LOG / (6 * foot), 0, 1)
    ny = ny + 1.1 * within * sharp
    grain = fbm_at(0.6 * u + 7 * own, v * 9, 0.5, seed + 3, 3, foot * 4)
    stain = fbm_at(u, v * 1.6, 1.4, seed + 5, 3, foot)
    joint = step(0.36, 0.5, np.abs(within)) * np.clip(0.75 + 1.1 * fbm_at(u, number, 0.8, seed + 7, 2), 0.15, 1) * sharp
    tone = (0.72 + 0.4 * own) * (1 + 0.35 * grain + 0.45 * stain) * (1 - 0.7 * joint) + 0.12 * (1 - sharp)
    return ny, np.asarray(np.clip(tone, 0.1, 2), np.float32)


def _window(
    one: Opening, u: Array, v: Array, foot: Array, own: Array, lit: Array, shine: Array, land: Land, seed: int
) -> None:
    a, b = (u - one.u) / one.wide, (v - one.v) / one.high
    soft = foot / one.wide
    frame, bar = 0.10, 0.045
    near = (a > -0.16) & (a < 1.16) & (b > -0.22) & (b < 1.16)
    if not near.any():
        return
    outer = _within(a, -frame, 1 + frame, soft) * _within(b, -frame, 1 + frame, soft)
    inner = _within(a, 0, 1, soft) * _within(b, 0, 1, soft)
    bars = np.maximum(_within(a, 0.5 - bar / 2, 0.5 + bar / 2, soft), _within(b, 0.56 - bar / 2, 0.56 + bar / 2, soft))
    grain = 1 + 0.3 * fbm_at(u * 3, v * 3, 0.3, seed + 41, 3, foot)
    timber = _PAINT
    trim = (outer * (1 - inner))[:, None]
    around = lit.copy()
    own += (timber * grain[:, None] * land.ambient * np.float32(0.22) - own) * trim
    lit += (around * 1.6 - lit) * trim
    glass = inner * (1 - bars)
    shade = inner[:, None]
    own *= 1 - shade
    lit *= 1 - shade
    lit += (inner * bars)[:, None] * timber * land.lamp * np.float32(0.22)
    # A warm room out of focus: a lamp, curtains at the sides, something dark low down.
    lamp_a = 0.36 + 0.28 * ((seed + round(7 * one.u)) % 5) / 4
    lamp = np.exp(-(((a - lamp_a) / 0.22) ** 2) - ((b - 0.60) / 0.26) ** 2)
    room = 0.50 + 0.22 * fbm_at(a * 0.9, b * 0.9, 0.45, seed + 43, 2) - 0.28 * step(0.35, 0.0, b)
    fold = 0.80 + 0.20 * np.sin(46 * a + 3 * fbm_at(a, b, 0.5, seed + 44, 2))
    curtain = np.maximum(step(0.24, 0.15, a - 0.10 * b * b), step(0.76, 0.85, a + 0.10 * b * b))
    bright = (room + 1.15 * lamp) * (1 - curtain) + curtain * fold * (0.36 + 0.35 * lamp)
    frost = np.clip(1.25 - 3.2 * np.minimum(np.minimum(a, 1 - a), np.minimum(b, 1 - b)) - 0.9, 0, 1)
    bright *= 1 - 0.35 * frost
    tint = land.lamp[None, :] * (1 + np.clip(bright - 0.9, 0, 1)[:, None] * np.array([1.6, 0.5, 0.0], np.float32))
    shine += (glass * np.clip(bright, 0.05, 2) * 1.3)[:, None] * tint
    if land.snow:  # on the sill and in the corners of the bars
        wave = 0.035 * fbm_at(u, 0 * u, 0.4, seed + 47, 3)
        sill = (
            _within(a, -frame - 0.02, 1 + frame + 0.02, soft)
            * step(0.075 + wave, 0.055 + wave, b)
            * step(-0.13, -0.11, b)
        )
        ledge = inner * _within(b, 0.56 + bar / 2, 0.56 + bar / 2 + 0.03 + 0.6 * wave, soft)
        white = np.maximum(sill, 0.9 * ledge)[:, None]
        own += (WHITE * land.ambient * np.float32(0.30) - own) * white
        lit += (WHITE * land.lamp * np.float32(0.30) * np.clip(0.3 + 8 * (b[:, None] + 0.02), 0.15, 1) - lit) * white
        shine *= 1 - white


def _door(
    one: Opening, u: Array, v: Array, foot: Array, own: Array, lit: Array, shine: Array, land: Land, seed: int
) -> None:
    a, b = (u - one.u) / one.wide, (v - one.v) / one.high
    soft = foot / one.wide
    outer = _within(a, -0.11, 1.11, soft) * step(1.06, 1.06 - soft, b)
    inner = _within(a, 0, 1, soft) * step(1.0, 1.0 - soft, b)
    plank = np.abs((a * 5) % 1 - 0.5)
    tone = (0.85 + 0.4 * fbm_at(u * 4, v, 0.6, seed + 51, 3, foot)) * (1 - 0.5 * step(0.43, 0.5, plank))
    red = np.array([0.085, 0.120, 0.270], np.float32)
    before = lit / np.maximum(_WOOD, 1e-3)
    for share, colour, shade in ((outer - inner, _TRIM * 1.2, 1.0), (inner, red, 0.8)):
        part = np.clip(share, 0, 1)[:, None]
        own += (colour * tone[:, None] * land.ambient * np.float32(0.20 * shade) - own) * part
        lit += (before * colour * tone[:, None] * np.float32(shade) - lit) * part
    pane = _within(a, 0.28, 0.72, soft) * _within(b, 0.60, 0.86, soft) * (1 - _within(a, 0.48, 0.52, soft))
    shine += (pane * 0.62)[:, None] * land.lamp
    # the lamp beside it
    du, dv = u - (one.u - 0.28), v - (one.v + 2.02)
    bulb = np.exp(-(((du / 0.055) ** 2 + (dv / 0.085) ** 2) ** 2))
    shine += (2.2 * bulb)[:, None] * (land.lamp + np.array([0.35, 0.3, 0.0], np.float32) * land.lamp.max())


def _within(a: Array, low: float, high: float, soft: Array) -> Array:
    """Return 1 between two bounds, with edges as soft as a pixel."""
    soft = np.maximum(soft, 1e-4)
    return np.asarray(np.clip((a - low) / soft + 0.5, 0, 1) * np.clip((high - a) / soft + 0.5, 0, 1), np.float32)
