"""Water of a waterfall: sheets that tear into threads, or hang as ice; the pool that mirrors its walls; mist at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import FAR, Camera

from . import open_sky
from .falls_light import neutral
from .open_sky import OpenLight

if TYPE_CHECKING:
    from .falls_light import Country
    from .gorge import Gorge, Sheet

Array = np.ndarray[Any, np.dtype[np.float32]]

_WHITE = np.array([0.93, 0.91, 0.89], np.float32)
_ICE = np.array([0.86, 0.78, 0.64], np.float32)
_BLUE = np.array([0.80, 0.55, 0.28], np.float32)


class Site(NamedTuple):
    """A gorge while it is painted: its light (steady, of the sun, and of moving water), how far it is, and what it is lit by."""

    steady: Array
    sun: Array
    water: Array
    depth: Array
    gorge: Gorge
    camera: Camera
    light: OpenLight
    country: Country


def draw_sheets(site: Site, seed: int) -> Array:
    """Draw what falls, in place; return where it does, (height, width) 0 to 1."""
    steady, sun, water, depth, gorge, camera, light, country = site
    height, width = depth.shape
    whole = np.zeros((height, width), np.float32)
    ambient, warm = neutral(light.ambient), np.array(light.sun, np.float32)
    for number, sheet in enumerate(sorted(gorge.sheets, key=lambda one: -one.z)):
        metre = camera.focal / sheet.z
        x0, x1 = (
            int(np.clip(camera.centre_x + metre * (sheet.x + way * 2.2 * sheet.half), 0, width)) for way in (-1, 1)
        )
        y0, y1 = (
            int(np.clip(camera.horizon - metre * (y - camera.y), 0, height))
            for y in (sheet.top, sheet.low - 0.02 * sheet.top)
        )
        if x1 <= x0 or y1 <= y0:
            continue
        window = (slice(y0, y1), slice(x0, x1))
        px, py = np.meshgrid(np.arange(x0, x1) + 0.5, np.arange(y0, y1) + 0.5)
        x = ((px - camera.centre_x) / metre - sheet.x).astype(np.float32)
        fall = (sheet.top - camera.y - (camera.horizon - py) / metre).astype(np.float32)
        share = np.clip(fall / max(sheet.top - sheet.low, 1.0), 0, 1)
        cover, bright = _threads(sheet, x, fall, share, seed + 11 * number, country.frozen)
        # Its image is hidden by rock that stands before it, softly.
        seen = np.clip((depth[window] - sheet.z + 0.05 * sheet.z) / (0.01 * sheet.z), 0, 1)
        # It comes over the edge of the rock, not out of the sky above it.
        over = cv2.warpAffine(
            (depth < 0.9 * FAR).astype(np.float32),
            np.array([[1, 0, 0], [0, 1, round(height / 160)]], np.float32),
            (width, height),
        )
        cover = cover * seen * cv2.GaussianBlur(over, (0, 0), max(0.6, height / 700))[window]
        lit = _lit(gorge, sheet, light, y0, y1, camera)[:, None]
        side = 0.5 + 0.5 * np.clip(x / sheet.half * (1 if gorge.azimuth > 0 else -1), -1, 1)
        if country.frozen:
            tint = _ICE + (_BLUE - _ICE) * (1 - bright)[..., None]
            own = tint * (ambient * np.float32(1.15) * (0.45 + 0.65 * bright)[..., None])
            direct = tint * warm * (lit * (0.15 + 0.45 * bright * (0.5 + 0.5 * side)))[..., None]
        else:
            own = _WHITE * ambient * (1.15 * (0.35 + 0.75 * bright))[..., None]
            direct = _WHITE * warm * (lit * (0.10 + 0.42 * bright * (0.6 + 0.4 * side)))[..., None]
        keep = (1 - cover)[..., None]
        for part in (steady, sun, water):
            part[window] *= keep
        steady[window] += cover[..., None] * own * np.float32(0.55)
        water[window] += cover[..., None] * own * np.float32(0.45)
        sun[window] += cover[..., None] * direct
        whole[window] = np.maximum(whole[window], cover)
        depth[window] = np.where(cover > 0.5, np.float32(sheet.z), depth[window])
    return whole


def _threads(sheet: Sheet, x: Array, fall: Array, share: Array, seed: int, frozen: bool) -> tuple[Array, Array]:
    """Return how dense a sheet is and how bright, 0 to 1 each, at metres from its middle and below its lip."""
    half = np.float32(sheet.half)
    time = np.sqrt(np.maximum(fall, 0.0)) * np.sqrt(np.float32(sheet.top))  # drawn out as it gains speed
    sway = 0.16 * half * fbm_at(np.zeros_like(x), fall, 0.35 * sheet.top, seed, 3)
    wide = (
        half
        * (0.80 + sheet.spreads * share**1.5)
        * (1 + 0.18 * fbm_at(np.sign(x) * 9, 0.5 * time, 0.16 * sheet.top, seed + 1, 3))
    )
    u = (x + sway) / wide
    edge = np.clip((1 - np.abs(u)) * 2.6, 0, 1)
    broad = fbm_at(x, 0.10 * time, 0.55 * half, seed + 2, 4, None, 0.55)
    fine = fbm_at(x, 0.045 * time, 0.16 * half, seed + 3, 5, None, 0.62)
    if frozen:
        return _icicles(sheet, x, share, broad, seed)
    # Tongues of water outrun each other: their tips are arrows that point down.
    tongue = ridged_at(x + 0.3 * broad * half, 0.16 * time, 0.62 * half, seed + 6, 3, None, 0.5)
    body = edge**0.8 * np.clip(0.95 - 0.30 * share + 0.75 * broad + 0.75 * fine, 0, 1)
    veil = np.clip((1.25 - np.abs(u)) * 1.2, 0, 1) * share * np.clip(0.30 + 0.5 * fine, 0, 1) * 0.6
    lip = 0.012 * sheet.top * (1 + fbm_at(x, np.zeros_like(x), 0.5 * half, seed + 7, 3))
    lip += 0.07 * sheet.top * np.clip(x / half, -1.3, 1.3) ** 2  # it begins round, not with a corner
    cover = np.clip(np.maximum(body, veil), 0, 1) * np.clip((fall - lip) / (0.02 * sheet.top), 0, 1)
    if sheet.low > 0:  # it bursts on the ledge
        cover = cover * np.clip((1 - share) / 0.05, 0, 1)
    bright = np.clip(0.52 + 0.30 * share + 0.45 * (tongue - 0.4) + 0.55 * fine + 0.3 * broad, 0, 1)
    return cover.astype(np.float32), bright.astype(np.float32)


def _icicles(sheet: Sheet, x: Array, share: Array, broad: Array, seed: int) -> tuple[Array, Array]:
    """Return a frozen sheet: columns in rows before each other, each with its own end and its own light."""
    cover, bright = np.zeros_like(x), np.zeros_like(x)
    table = np.random.default_rng(seed).random((4, 512)).astype(np.float32)
    for size, longest in ((0.50, 1.4), (0.33, 1.2), (0.20, 1.0), (0.11, 0.8), (0.07, 0.55)):
        at = (x + 0.10 * sheet.half * broad * (1 - share)) / np.float32(size * sheet.half) + np.float32(91 * size)
        cell = np.floor(at)
        number = cell.astype(np.int64) % 512
        end = 1.25 * longest * (0.45 + 0.55 * table[0][number]) * np.clip(1.45 - 0.7 * np.abs(x / sheet.half), 0, 1)
        wide = np.sqrt(np.clip((end - share) / (0.35 * end + 0.02), 0, 1))
        off = np.abs(at - cell - 0.5 - 0.2 * (table[1][number] - 0.5)) * 2
        inside = np.clip((wide - off) * 5, 0, 1)
        round_ = np.sqrt(np.clip(1 - (off / np.maximum(wide, 0.05)) ** 2, 0, 1))
        light = (0.30 + 0.45 * table[2][number]) * (0.35 + 0.65 * round_) + 0.28 * round_**6 + 0.12 * broad
        bright += (light - bright) * inside
        cover = np.maximum(cover, inside)
    lip = 0.012 * (1 + 1.5 * table[3][np.floor(x / (0.2 * sheet.half)).astype(np.int64) % 512])
    return (cover * np.clip((share - lip) / 0.01, 0, 1)).astype(np.float32), np.clip(bright, 0, 1).astype(np.float32)


def _lit(gorge: Gorge, sheet: Sheet, light: OpenLight, y0: int, y1: int, camera: Camera) -> Array:
    """Return how much of the sun rows of a sheet see."""
    towards = np.array([light.towards(gorge.azimuth)], np.float32)
    rows = np.linspace(y0, y1, 14)
    seen = []
    for row in rows:
        free = 0.0
        for aside in (-0.7, 0.0, 0.7):
            y = camera.y + (camera.horizon - row) * sheet.z / camera.focal
            start = np.array([sheet.x + aside * sheet.half, max(y, 0.3), sheet.z - 0.06 * sheet.z], np.float32)
            free += (
                float(gorge.crags.trace(start, towards, 0.02, np.full(1, 1.0, np.float32), 4 * sheet.z, -1.0)[0] == 0)
                / 3
            )
        seen.append(free)
    soft = np.convolve(np.pad(seen, 2, mode="edge"), np.ones(5) / 5, "valid")
    return np.interp(np.arange(y0, y1), rows, soft).astype(np.float32)


def draw_pool(site: Site, seed: int) -> Array:
    """Draw the water below, which mirrors what stands over it, in place; return where it is, (height, width) 0 to 1."""
    steady, sun, water, depth, gorge, camera, light, country = site
    height, width = depth.shape
    first = min(max(int(camera.horizon) + 1, 0), height - 1)
    px, py = np.meshgrid(np.arange(width, dtype=np.float32) + 0.5, np.arange(first, height, dtype=np.float32) + 0.5)
    z = camera.y * camera.focal / np.maximum(py - camera.horizon, 0.5)
    x = (px - camera.centre_x) * z / camera.focal
    wet = np.clip((depth[first:] - z) / (0.004 * z) + 0.5, 0, 1) * (z < 3 * gorge.sheets[0].z)
    foot = z * z / (camera.focal * camera.y)
    sheet = gorge.sheets[-1]
    away = np.hypot(x - sheet.x, z - sheet.z)
    unit = sheet.half
    churn = np.exp(-away / (2.2 * unit))
    gap = gorge.crags.gap(x, z, foot)
    scale = gorge.crags.scale
    ripple_x = (0.02 + 0.10 * churn) * fbm_at(x, z, 0.9 * scale, seed, 5, foot, 0.62)
    ripple_z = (0.03 + 0.14 * churn) * fbm_at(x, z, 1.1 * scale, seed + 1, 5, foot, 0.62)
    calm = 0.18 if country.frozen else 1.0
    # What stands at about the distance of the wall is mirrored upside down.
    wall = 0.85 * sheet.z
    up = 2 * camera.horizon - py + 2 * camera.focal * camera.y / wall
    map_y = np.clip(up - calm * camera.focal * (0.5 * np.abs(ripple_z) + ripple_z), 0, camera.horizon - 1).astype(
        np.float32
    )
    map_x = np.clip(px + calm * camera.focal * 0.6 * ripple_x, 0, width - 1).astype(np.float32)
    down = camera.y / np.sqrt(camera.y**2 + z * z + x * x)
    fresnel = 0.05 + 0.95 * (1 - down) ** 5
    fresnel = np.clip(fresnel * (0.85 - 0.35 * churn), 0, 1)
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    # Foam: under the fall, and where the stream runs past stones.
    lace = ridged_at(
        x + 0.4 * fbm_at(x, z, 2 * scale, seed + 2, 2, foot), 0.55 * z, 1.0 * scale, seed + 3, 5, foot, 0.6
    )
    ring = step(0.9 * scale, 0.0, gap + 0.5 * scale * fbm_at(x, z, 1.6 * scale, seed + 4, 3, foot))
    lanes = step(0.05, 0.45, fbm_at(x, 0.28 * z, 3.4 * scale, seed + 5, 4, foot))
    amount = np.clip(1.25 * churn + 0.55 * ring + 0.30 * lanes * np.exp(-away / (9 * unit)), 0, 1)
    foam = step(0.95 - 0.75 * amount, 1.12 - 0.62 * amount, lace) * np.clip(1.4 * amount, 0, 1)
    shallow = step(1.5 * scale, 0.0, gap)
    body = country.pool * (1.6 + 0.9 * np.clip(churn, 0, 1) + 0.5 * shallow)[..., None]
    if country.frozen:
        drift = step(-0.15, 0.25, fbm_at(x, z, 5.0 * scale, seed + 6, 4, foot))
        foam = np.clip(0.95 * drift + 0.6 * ring, 0, 1) * (0.92 + 0.08 * lace)
        cracks = ridged_at(x, z, 2.2 * scale, seed + 7, 4, foot, 0.5)
        body = body * (0.8 + 0.8 * step(0.8, 0.97, cracks))[..., None]
        fresnel *= 0.6
    shade = 0.72 + 0.28 * fbm_at(x, z, 0.5 * scale, seed + 8, 3, foot)
    white = (_WHITE * shade[..., None] * foam[..., None]).astype(np.float32)
    clear = (1 - foam)[..., None]
    top = slice(0, first)
    for part, base in (
        (steady, clear * ((1 - fresnel)[..., None] * body * ambient) + white * neutral(light.ambient)),
        (sun, clear * ((1 - fresnel)[..., None] * body * warm * np.float32(0.05)) + white * warm * np.float32(0.10)),
        (water, np.zeros(1, np.float32)),
    ):
        mirrored = cv2.remap(np.ascontiguousarray(part[top]), map_x, np.minimum(map_y, first - 1), cv2.INTER_LINEAR)
        mirrored = cv2.GaussianBlur(mirrored, (0, 0), sigmaX=0.4, sigmaY=max(0.5, height / 500))
        new = mirrored * (fresnel[..., None] * clear) + base
        part[first:] += (new - part[first:]) * wet[..., None]
    depth[first:] = np.where(wet > 0.5, np.minimum(z, FAR), depth[first:])
    whole = np.zeros((height, width), np.float32)
    whole[first:] = wet * (1 - 0.5 * foam)
    return whole


def draw_mist(site: Site, seed: int) -> tuple[float, float]:
    """Let mist rise where the water comes down, in place; return between which rows it moves, in shares of the height."""
    steady, sun, water, depth, gorge, camera, light, country = site
    height, width = depth.shape
    sheet = gorge.sheets[-1]
    metre = camera.focal / sheet.z
    foot_x, foot_y = camera.centre_x + metre * sheet.x, camera.horizon + metre * camera.y
    if not country.frozen:
        small = (max(8, width // 4), max(8, height // 4))
        x, y = np.meshgrid(
            (np.arange(small[0]) + 0.5) * width / small[0], (np.arange(small[1]) + 0.5) * height / small[1]
        )
        across = (x - foot_x).astype(np.float32) / (metre * sheet.half)
        up = (foot_y - y).astype(np.float32) / (metre * sheet.top)
        clouds = fbm_at(across.astype(np.float32), (5 * up).astype(np.float32), 2.2, seed, 5, None, 0.55)
        wide = 1.5 + 5.0 * np.clip(up, 0, 1) ** 0.7
        plume = np.exp(-((across / wide) ** 2)) * np.exp(-np.clip(up, 0, 9) / 0.16) * np.exp(-np.clip(-up, 0, 9) / 0.03)
        for ledge in gorge.sheets[:-1]:
            if ledge.low > 0:
                over = up - np.float32(ledge.low / sheet.top)
                puff = (
                    np.exp(-((across / 0.8) ** 2))
                    * np.exp(-np.clip(over, 0, 9) / 0.05)
                    * np.exp(-np.clip(-over, 0, 9) / 0.03)
                )
                plume = np.maximum(plume, 0.28 * puff * np.clip(1 + 1.5 * clouds, 0, 1.4))
        low = np.exp(-((across / 9.0) ** 2)) * np.exp(-np.clip(up, 0, 9) / 0.10) * np.exp(-np.clip(-up, 0, 9) / 0.05)
        alpha = np.clip(1.25 * plume * (0.85 + 0.9 * clouds) + 0.45 * low * (0.8 + 1.1 * clouds), 0, 0.93)
        alpha = cv2.resize(alpha.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        alpha *= np.clip((depth - 0.62 * sheet.z) / (0.30 * sheet.z), 0, 1)
        ambient, warm = neutral(light.ambient), np.array(light.sun, np.float32)
        _, glow = open_sky.veil(light, np.ones(1, np.float32))
        keep = (1 - alpha)[..., None]
        for part in (steady, sun, water):
            part *= keep
        steady += alpha[..., None] * (_WHITE * ambient * np.float32(0.62))
        water += alpha[..., None] * (_WHITE * ambient * np.float32(0.42))
        sun += alpha[..., None] * (_WHITE * warm * np.float32(0.075) + 0.05 * glow[0])
    return float(np.clip(foot_y / height - 0.22, 0.1, 0.9)), float(np.clip(foot_y / height + 0.06, 0.2, 0.98))
