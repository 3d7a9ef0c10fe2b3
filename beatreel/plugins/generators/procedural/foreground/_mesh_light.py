"""Meshes in the light of the world and of lamps: tiles, wood, plaster, stone, paper with a light behind it, leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.mesh import NX, OPEN, sight
from beatreel.plugins.generators.procedural.kernels.pagoda import (
    ASHLAR,
    BARK,
    BRONZE,
    DOOR,
    ENAMEL,
    FLAME,
    GLASS,
    GLOW,
    IRON,
    LEAF,
    LIVERY,
    PAINTED,
    PANE,
    PAPER,
    PLASTER,
    RIDGE,
    SHUTTER,
    STONE,
    STUCCO,
    TILE,
    WOOD,
)

from . import _stucco as stucco
from ._ground import SNOW as WHITE

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, Sight

    from ._ground import Canvas, Land
    from ._lamplight import Lamps

Array = np.ndarray[Any, np.dtype[np.float32]]

_BAND = 128  # rows that are painted at once
_MOSS = np.array([0.045, 0.115, 0.085], np.float32)
_ALBEDO = {
    TILE: np.array([0.085, 0.080, 0.075], np.float32),
    RIDGE: np.array([0.060, 0.058, 0.056], np.float32),
    WOOD: np.array([0.085, 0.120, 0.165], np.float32),
    PAINTED: np.array([0.045, 0.085, 0.420], np.float32),
    PLASTER: np.array([0.40, 0.45, 0.48], np.float32),
    STONE: np.array([0.20, 0.215, 0.22], np.float32),
    PAPER: np.array([0.30, 0.36, 0.40], np.float32),
    BRONZE: np.array([0.10, 0.20, 0.26], np.float32),
    DOOR: np.array([0.055, 0.080, 0.115], np.float32),
    FLAME: np.array([0.30, 0.36, 0.40], np.float32),
    GLOW: np.array([0.30, 0.36, 0.40], np.float32),
    LEAF: np.array([0.05, 0.12, 0.10], np.float32),
    IRON: np.array([0.028, 0.028, 0.030], np.float32),
    ENAMEL: np.array([0.62, 0.62, 0.60], np.float32),
    BARK: np.array([0.060, 0.070, 0.080], np.float32),
    LIVERY: np.array([0.060, 0.075, 0.260], np.float32),
    PANE: np.array([0.030, 0.034, 0.038], np.float32),
    GLASS: np.array([0.020, 0.020, 0.022], np.float32),
    ASHLAR: np.array([0.21, 0.235, 0.25], np.float32),
    SHUTTER: np.array([0.045, 0.080, 0.050], np.float32),
}
_ALBEDO |= {STUCCO + n: np.array(colour, np.float32) for n, colour in enumerate(stucco.COLOURS)}
_GLOSS = {
    TILE: 0.55,
    RIDGE: 0.5,
    WOOD: 0.12,
    PAINTED: 0.3,
    STONE: 0.15,
    BRONZE: 0.9,
    IRON: 0.5,
    ENAMEL: 0.5,
    PAPER: 0.0,
    FLAME: 0.0,
    LEAF: 0.1,
    LIVERY: 0.7,
    GLASS: 0.35,
    PANE: 0.5,
}

_BARE = (BRONZE, ENAMEL, GLASS, IRON, LIVERY, PANE)  # on which no snow lies


def mesh_light(
    canvas: Canvas, view: View, mesh: Mesh, land: Land, lamps: Lamps, seed: int, leaf: Array | None = None
) -> tuple[Array, Array]:
    """Paint a mesh over what is behind it; return the light of its windows (and of what glows as
    they do), and that of its lanterns, (height, width, 3)."""
    shines = np.zeros_like(canvas[1]), np.zeros_like(canvas[1])
    fine = 3 if view.width < 900 else 2
    for top in range(0, view.height, _BAND):
        seen = sight(mesh, view, fine, (top, min(top + _BAND, view.height)))
        if seen is not None and (seen.skin >= 0).any():
            _band(canvas, shines, seen, view, land, lamps, seed, leaf)
    return shines


def _band(
    canvas: Canvas, shines: tuple[Array, Array], seen: Sight, view: View, land: Land, lamps: Lamps, seed: int,
    leaf: Array | None,
) -> None:  # fmt: skip
    steady, warm, cover, depth = canvas
    fine = seen.fine
    shape = (*seen.skin.shape, 3)
    own, lit, paper, flame = (np.zeros(shape, np.float32) for _ in range(4))
    across = view.side * ((np.arange(shape[1], dtype=np.float32) + 0.5) / fine + seen.columns.start - view.centre_x)
    upward = view.horizon - ((np.arange(shape[0], dtype=np.float32) + 0.5) / fine + seen.rows.start)
    for skin in np.unique(seen.skin[seen.skin >= 0]):
        rows, columns = np.nonzero(seen.skin == skin)
        z = seen.z[rows, columns]
        x, y = across[columns] / view.focal * z, view.eye + upward[rows] / view.focal * z
        its = _shaded(
            int(skin), seen.carried[rows, columns], x, y, z, view, land, lamps, seed, z / (view.focal * fine), leaf
        )
        own[rows, columns], lit[rows, columns], shine = its
        (flame if skin == FLAME else paper)[rows, columns] = shine
    size = (seen.columns.stop - seen.columns.start, seen.rows.stop - seen.rows.start)
    part = (seen.rows, seen.columns)
    body = (seen.skin >= 0).astype(np.float32)
    alpha = cv2.resize(body, size, interpolation=cv2.INTER_AREA)
    far = cv2.resize(seen.z * body, size, interpolation=cv2.INTER_AREA) / np.maximum(alpha, 1e-3)
    through = land.air(far)[..., None]
    haze = land.haze_at(np.arange(seen.columns.start, seen.columns.stop, dtype=np.float32), view.width)[None]
    keep = (1 - alpha)[..., None]
    own, lit, paper, flame = (cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (own, lit, paper, flame))
    steady[part] = steady[part] * keep + own * through + haze * (1 - through) * alpha[..., None]
    warm[part] = warm[part] * keep + lit * through
    shines[0][part] = paper * (0.3 + 0.7 * through)
    shines[1][part] = flame * (0.3 + 0.7 * through)
    cover[part] += (1 - cover[part]) * alpha
    depth[part] = np.where(alpha > 0.5, far, depth[part])


def _shaded(
    skin: int, carried: Array, x: Array, y: Array, z: Array, view: View, land: Land, lamps: Lamps, seed: int, foot: Array,
    leaf: Array | None,
) -> tuple[Array, Array, Array]:  # fmt: skip
    u, v, opened = carried[:, 0], carried[:, 1], carried[:, OPEN]
    n = carried[:, NX : NX + 3].copy()
    sight_ = np.stack([x, y - view.eye, z], 1)
    sight_ /= np.linalg.norm(sight_, axis=1, keepdims=True)
    facing = np.einsum("ij,ij->i", n, sight_)
    n *= np.where(facing > 0, -1, 1)[:, None].astype(np.float32)
    albedo = np.broadcast_to(_ALBEDO[skin], (len(u), 3)).copy()
    tone = np.ones_like(u)
    if skin == TILE:
        tone = _tiles(u, v, n, foot, seed)
    elif skin in (WOOD, PAINTED, DOOR, BARK):
        tone = _grain(u, v, foot, seed, 0.45 if skin == PAINTED else 1.0)
        if skin == PAINTED:  # worn near the ground and in the weather
            worn = np.clip(1.2 * fbm_at(x + z, y * 0.6, 0.8, seed + 5, 4, foot) - 0.1, 0, 0.5)[:, None]
            albedo += (_ALBEDO[WOOD] - albedo) * worn
            dark = step(0.25, 0.0, y)[:, None]
            albedo *= 1 - 0.6 * dark
    elif skin in (STONE, PLASTER, RIDGE):
        tone = _stone(x, y, z, n, albedo, foot, seed, skin)
    elif skin >= STUCCO:
        tone = stucco.weathered(u, v, x + z, y, albedo, foot, seed)
    elif skin == SHUTTER:
        tone = stucco.slats(u, v, foot)
    elif skin == ASHLAR:
        tone = _courses(u, v, foot, seed) * _stone(x, y, z, n, albedo, foot, seed, skin)
    elif skin == LIVERY and leaf is not None:
        albedo[:] = leaf
    elif skin == LEAF and leaf is not None:
        albedo[:] = leaf
        tone = 0.55 + 0.9 * u
    if land.snow and skin in (TILE, STONE, RIDGE, PAINTED, ASHLAR):
        lies = step(0.45, 0.75, n[:, 1] + 0.25 * fbm_at(x, z, 0.5, seed + 9, 3, foot))[:, None]
        albedo += (WHITE - albedo) * lies
        tone = tone + (1 - tone) * 0.8 * lies[:, 0]
    length = np.linalg.norm(n, axis=1, keepdims=True)
    n /= np.maximum(length, 1e-6)
    nx, ny, nz = n.T
    towards = land.towards
    straight = nx * towards[0] + ny * towards[1] + nz * towards[2]
    direct = np.clip(straight, 0, 1)
    ground = 0.30 if land.snow else 0.10
    around = np.clip(0.42 + 0.42 * ny + 0.10 * nz, 0.05, 1) + ground * np.clip(0.5 - 0.5 * ny, 0, 1)
    if skin == LEAF:  # light comes through
        direct = 0.35 + 0.65 * np.abs(straight)
        around = 0.55 + 0 * around
    shade = (tone * opened)[:, None]
    own = albedo * shade * (around[:, None] * land.ambient * np.float32(0.95))
    own += (
        albedo
        * (tone * np.clip(1.25 * opened - 0.2, 0, 1) * direct)[:, None]
        * land.key
        * np.float32(0.30 if skin == LEAF else 0.16)
    )
    gloss = _GLOSS.get(skin, 0.0)
    if gloss and (not land.snow or skin in _BARE):
        along = -np.clip(np.einsum("ij,ij->i", n, sight_), -1, 0)
        mirror = sight_ + 2 * along[:, None] * n
        fresnel = 0.04 + 0.96 * (1 - along) ** 5
        if skin == BRONZE:
            fresnel = 0.35 + 0.65 * fresnel
        sky = np.clip(0.15 + 1.1 * mirror[:, 1], 0, 1)
        glance = np.clip(mirror @ towards, 0, 1) ** 6
        sheen = (gloss * fresnel * opened * np.clip(tone, 0, 1.4))[:, None]
        own += sheen * (sky[:, None] * land.ambient * np.float32(0.8) + glance[:, None] * land.key * np.float32(0.35))
    fall = lamps.on(x, y, z, (nx, ny, nz), 0.9 if skin == LEAF else 0.2)
    fall = fall / (1 + fall / 2.6)
    lit = albedo * (tone * fall * (0.35 + 0.65 * np.clip(1.6 * opened, 0, 1)))[:, None] * (land.lamp * np.float32(1.9))
    shine = np.zeros_like(own)
    if skin == PAPER:
        shine = _paper(u, v, foot, land, seed)
        own *= np.float32(0.3)
    elif skin == PANE:
        shine = _pane(u, v, land, seed)
    elif skin in (FLAME, GLOW):
        near = np.exp(-((u / 0.8) ** 2) - ((v + 0.25) / 0.75) ** 2)
        shine = (
            (0.55 + 1.5 * near)[:, None]
            * land.lamp
            * (1 + np.clip(near - 0.4, 0, 1)[:, None] * np.array([1.5, 0.45, 0.0], np.float32))
        )
    return own, lit, shine


def _tiles(u: Array, v: Array, n: Array, foot: Array, seed: int) -> Array:
    """Bend normals over rows of round tiles; return how bright they are."""
    wide, long = 0.27, 0.30
    sharp = np.clip(wide / (5 * foot), 0, 1)
    at = u / wide
    swell = 2 * np.pi * at
    along = np.stack([n[:, 2], 0 * at, -n[:, 0]], 1)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    n += (0.75 * np.sin(swell) * sharp)[:, None] * along
    row = v / long
    lap = row - np.floor(row)
    own = np.sin(np.floor(at) * 12.9898 + np.floor(row) * 78.233) * 43758.547
    own = own - np.floor(own)
    hollow = 0.5 + 0.5 * np.cos(swell)
    stain = fbm_at(u * 1.5, v * 0.5, 1.6, seed + 3, 4, foot)
    tone = 1 + sharp * (0.40 * (hollow - 0.5) + 0.30 * (lap - 0.5) + 0.35 * (own - 0.5))
    return np.asarray(np.clip(tone * (1 + 0.6 * stain), 0.15, 2), np.float32)


def _grain(u: Array, v: Array, foot: Array, seed: int, much: float) -> Array:
    fine = fbm_at(0.7 * u, v * 16, 0.5, seed + 1, 4, foot * 5)
    broad = fbm_at(0.5 * u, v * 3, 0.8, seed + 2, 3, foot * 2)
    return np.asarray(np.clip(1 + much * (0.55 * fine + 0.55 * broad), 0.15, 2), np.float32)


def _stone(x: Array, y: Array, z: Array, n: Array, albedo: Array, foot: Array, seed: int, skin: int) -> Array:
    """Return how bright stone is: speckled, streaked by rain; moss grows on what looks up."""
    a, b = x + 0.6 * z, y + 0.5 * z
    rough = fbm_at(a, b, 0.5, seed + 1, 4, foot)
    speck = fbm_at(a, b, 0.022, seed + 2, 2, foot)
    if skin == PLASTER:
        return np.asarray(np.clip(1 + 0.35 * rough, 0.3, 1.6), np.float32)
    streak = fbm_at(5 * (x + z), 0.7 * y, 0.8, seed + 4, 3, foot)
    if skin in (STONE, ASHLAR):
        patch = fbm_at(a + 3, b, 0.24, seed + 6, 4, foot)
        moss = np.clip(step(0.0, 0.35, patch + 0.55 * n[:, 1] - 0.25) + step(0.35, 0.0, y) * (0.3 + patch), 0, 0.9)
        albedo += (_MOSS * (1 + 0.8 * speck[:, None]) - albedo) * moss[:, None]
        lichen = step(0.22, 0.30, fbm_at(a, b + 5, 0.10, seed + 8, 3, foot)) * (1 - moss)
        albedo += (np.array([0.33, 0.38, 0.37], np.float32) - albedo) * (0.5 * lichen)[:, None]
        n += (0.14 * np.stack([rough, speck, rough - speck], 1)).astype(np.float32)
    return np.asarray(np.clip(1 + 0.45 * rough + 0.22 * speck + 0.4 * streak, 0.15, 1.9), np.float32)


def _courses(u: Array, v: Array, foot: Array, seed: int) -> Array:
    """Return how bright blocks of stone in courses are; no two are alike, and far joints are not seen."""
    row = np.floor(v / 0.52)
    wide = 1.05 + 0.25 * np.sin(row * 7.13)
    at = u / wide + 0.5 * np.mod(row, 2) + 0.3 * np.sin(row * 3.7 + seed % 7)
    own = np.sin(row * 12.9898 + np.floor(at) * 78.233) * 43758.547
    own = own - np.floor(own)
    edge = np.minimum(0.26 - np.abs(v - (row + 0.5) * 0.52), wide * (0.5 - np.abs(at - np.floor(at) - 0.5)))
    sharp = np.clip(0.10 / np.maximum(foot, 1e-3) - 0.5, 0, 1)
    joint = step(0.035, 0.010, edge) * sharp
    return np.asarray((0.80 + 0.40 * own) * (1 - 0.55 * joint), np.float32)


def _pane(u: Array, v: Array, land: Land, seed: int) -> Array:
    """Light in a window of a carriage: a lamp under the ceiling, drawn curtains here and there, and somebody who sits by it."""
    number = np.floor(u / 2)
    across = u - 2 * number
    own = np.sin(number * 12.9898 + seed % 89) * 43758.547
    own = own - np.floor(own)
    glow = 0.62 + 0.55 * np.exp(-(((across - 0.5) / 0.32) ** 2) - ((v - 0.95) / 0.42) ** 2)
    glow *= 1 - 0.55 * step(0.26, 0.22, v)  # the backs of the seats
    aside = across - 0.3 - 0.4 * (own > 0.5)
    head = np.minimum(
        (aside / 0.13) ** 2 + ((v - 0.50) / 0.17) ** 2,
        (aside / 0.26) ** 2 + (np.minimum(v - 0.18, 0) / 0.1) ** 2 + 9 * (v > 0.30),
    )
    glow *= 1 - 0.8 * step(1.15, 0.85, head) * (own > 0.35)
    drawn = np.clip(np.abs(across - 0.5) - (0.46 - 0.2 * own), 0, 0.05) / 0.05
    glow *= 1 - 0.45 * drawn
    bar = step(0.02, 0.012, np.abs(v - 0.74))
    bright = glow * (1 - 0.7 * bar) * (0.75 + 0.4 * own)
    return np.asarray(bright[:, None] * land.lamp * np.array([1.15, 1.02, 1.0], np.float32), np.float32)


def _paper(u: Array, v: Array, foot: Array, land: Land, seed: int) -> Array:
    """Light behind paper on a lattice; from far the lattice is only darker."""
    sharp = np.clip(0.03 / np.maximum(foot, 1e-4) - 0.5, 0, 1)

    def lines(at: Array, pitch: float) -> Array:
        off = np.abs((at / pitch) % 1 - 0.5) * pitch
        return np.asarray(np.clip((0.011 - (0.5 * pitch - off)) / np.maximum(foot, 1e-4) + 0.5, 0, 1), np.float32)

    bar = np.maximum(lines(u, 0.155), lines(v, 0.24))
    open_ = (1 - bar) * sharp + 0.78 * (1 - sharp)
    glow = 0.80 + 0.35 * fbm_at(u, v, 1.3, seed + 3, 2) - 0.10 * np.clip(v - 0.9, -0.5, 0.8)
    bright = np.clip(open_ * glow, 0.03, 1.4)
    tint = land.lamp[None] * (1 + np.clip(bright - 0.75, 0, 1)[:, None] * np.array([1.1, 0.40, 0.0], np.float32))
    return np.asarray(bright[:, None] * tint, np.float32)


def lie_mist(
    canvas: Canvas, view: View, land: Land, z: float, much: float, seed: int, *, over: bool = False, deep: float = 3.2
) -> None:
    """Let mist lie before what is farther than ``z`` metres, in place.

    With ``over`` it veils the world behind the canvas too; at ``deep`` metres over the ground a third of it is left.
    """
    steady, warm, cover, depth = canvas
    top = max(int(view.horizon - view.focal * (2.8 * deep - view.eye if over else 9.0) / z), 0)
    bottom = min(int(view.horizon + view.focal * view.eye / z) + 1, view.height)
    if bottom <= top:
        return
    rows = (np.arange(top, bottom, dtype=np.float32) + 0.5)[:, None]
    columns = np.arange(view.width, dtype=np.float32)[None]
    y = view.eye + (view.horizon - rows) / view.focal * z
    x = (columns - view.centre_x) / view.focal * z
    wave = fbm_at(x + 0 * y, 2.6 * y + 0 * x, 9.0, seed + 77, 4)
    thick = (1 - np.exp(-z / land.thick)) * much
    alpha = (thick * np.exp(-np.clip(y, 0, None) / deep) * np.clip(0.75 + 1.1 * wave, 0, 1.3))[..., None]
    alpha *= np.clip(y / (1.5 if over else 0.45), 0, 1)[..., None]  # or it would end in a line on the ground
    alpha = np.clip(alpha, 0, 0.95)
    part = np.s_[top:bottom]
    haze = land.haze_at(columns[0], view.width)[None]
    if over:  # thin enough at its upper edge for that not to be seen
        alpha *= np.clip((2.8 * deep - y) / deep, 0, 1)[..., None]
        depth[part] = np.where(
            cover[part] < 0.5, np.where(alpha[..., 0] > 0.5, np.float32(z), depth[part]), depth[part]
        )
    share = np.float32(1) if over else cover[part][..., None]
    steady[part] += (haze - steady[part]) * alpha * share
    warm[part] *= 1 - 0.7 * alpha
    if over:
        cover[part] += (1 - cover[part]) * alpha[..., 0]


def height_fog(
    canvas: Canvas, view: View, land: Land, deep: float, far: float, much: float, seed: int, end: float
) -> None:
    """Let fog lie on a land and thin out with height, before all that a canvas shows and what is behind it, in place.

    Parameters
    ----------
    deep : float
        Metres of height at which a third of it is left.
    far : float
        Metres at which two thirds of what stands in it are gone.
    much : float
        0 to 1, how much of what stands in it may be gone.
    end : float
        Metres at which the land ends.
    """
    steady, warm, cover, depth = canvas
    columns = np.arange(view.width, dtype=np.float32)[None]
    haze = land.haze_at(columns[0], view.width)[None]
    for top in range(0, view.height, _BAND):
        part = np.s_[top : min(top + _BAND, view.height)]
        rows = np.arange(part.start, part.stop, dtype=np.float32)[:, None] + np.float32(0.5)
        z = np.where(cover[part] > 0.5, depth[part], np.float32(end))
        y = view.eye + (view.horizon - rows) / view.focal * z
        x = (columns - view.centre_x) / view.focal * z
        wave = fbm_at(x / 2.2, y + 0.35 * z, 1.6 * deep, seed + 71, 4)
        alpha = much * (1 - np.exp(-z / far)) * np.exp(-np.clip(y, 0, None) / (deep * np.clip(1 + 0.9 * wave, 0.3, 2)))
        steady[part] += (haze - steady[part]) * alpha[..., None]
        warm[part] *= (1 - 0.8 * alpha)[..., None]
        cover[part] += (1 - cover[part]) * alpha


def lamp_air(glow: Array, target: Array, view: View) -> None:
    """Let the air about lamps shine, in place."""
    small = cv2.resize(glow, (max(8, view.width // 4), max(8, view.height // 4)), interpolation=cv2.INTER_AREA)
    for part, reach in ((0.22, 0.012), (0.16, 0.05)):
        soft = cv2.GaussianBlur(small, (0, 0), max(0.8, reach * view.width / 4))
        target += np.float32(part) * cv2.resize(soft, (view.width, view.height))
