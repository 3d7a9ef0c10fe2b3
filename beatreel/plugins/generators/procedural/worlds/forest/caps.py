"""Mushrooms that shine: cap, gills and stem of one, as light and cover in a window of the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Mushroom:
    """One mushroom.

    Attributes
    ----------
    x, y : float
        Pixel in which its stem leaves the ground.
    unit : float
        Pixels of a metre at its distance.
    tall, wide : float
        Metres of the stem and across the cap.
    above : float
        Metres by which the cap's rim is above the eye; negative where one looks down on it.
    away : float
        Metres from the camera.
    lean : float
        Metres by which the cap stands aside of the foot.
    seed : int
    """

    x: float
    y: float
    unit: float
    tall: float
    wide: float
    above: float
    away: float
    lean: float = 0.0
    seed: int = 1


@dataclass
class Shine:
    """What a mushroom adds to a window of the picture.

    Attributes
    ----------
    box : tuple of slice
        The window.
    cover : ndarray (rows, columns)
        0 to 1.
    glow : ndarray (rows, columns)
        Its own light, about 0 to 1.5.
    body : ndarray (rows, columns)
        How much it throws back of the light about it, 0 to 1.
    pale : ndarray (rows, columns)
        Where it is white whatever the colour of its cap: spots, gills and stem, 0 to 1.
    """

    box: tuple[slice, slice]
    cover: Array
    glow: Array
    body: Array
    pale: Array


def shine(one: Mushroom, width: int, height: int) -> Shine | None:
    """Return what a mushroom shows, or None where it is out of the picture or a speck."""
    half = 0.5 * one.wide * one.unit
    dome = 0.62 * half * (0.8 + 0.5 * ((one.seed * 0.37) % 1.0))
    cap_x, cap_y = one.x + one.lean * one.unit, one.y - one.tall * one.unit
    # The rim is a circle seen at a slant: as much of its lower side shows as it is higher than the eye.
    slant = float(np.clip(one.above / one.away, -0.75, 0.75))
    flat = half * max(abs(slant), 0.05)
    top, bottom = cap_y - dome - flat - 3, one.y + 0.12 * half + 3
    left, right = min(cap_x - half, one.x - half) - 3, max(cap_x + half, one.x + half) + 3
    rows = slice(max(int(top), 0), min(int(bottom) + 1, height))
    columns = slice(max(int(left), 0), min(int(right) + 1, width))
    if rows.stop - rows.start < 2 or columns.stop - columns.start < 2 or half < 1.5:
        return None
    y = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5)[:, None]
    x = (np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5)[None]
    u, v = (x - cap_x) / half, (cap_y - y) / half  # v is up
    e = flat / half
    inside = np.sqrt(np.maximum(1 - u * u, 0))
    edge = half / 1.2
    rough = fbm_at(u + 0 * v, v + 0 * u, 0.45, one.seed & 0xFFF, 3)
    lobes = 1 + 0.02 * np.sin(9 * np.arcsin(np.clip(u, -1, 1)) + one.seed)
    crown = (dome / half) * np.power(inside, 0.62) * lobes + e * inside * (0.35 if slant > 0 else 1.0)
    in_rim = (np.abs(v) < e * inside) & (np.abs(u) < 1)
    under = in_rim if slant > 0 else np.zeros_like(in_rim)
    cap = _soft((crown - v) * edge) * _soft((v + e * inside) * edge) * (np.abs(u) < 1)

    # Gills: rays from the stem; brightest at the stem and thin at the rim.
    radius = np.sqrt(u * u + (v / max(e, 1e-3)) ** 2)
    angle = np.arctan2(v / max(e, 1e-3), u)
    count = max(12, min(64, int(half / 3)))
    gill = 0.5 + 0.5 * np.cos(angle * count + 0.8 * np.sin(5 * angle + one.seed))
    gills = (0.38 + 0.70 * gill * np.clip(radius * 1.5, 0, 1)) * (1.25 - 0.55 * radius)

    # The cap lets its light through: most at the rim, least on top, with paler spots.
    low = np.clip((crown - v) / np.maximum(crown + e, 1e-3), 0, 1)
    skin = 0.05 + 0.62 * low**2.4 + 0.07 * rough
    spots = _spots(u, v / np.maximum(dome / half, 0.2), one.seed)
    skin += 0.34 * spots
    body_cap = 0.35 + 0.5 * np.clip(v / max(dome / half, 0.1), 0, 1) + 0.25 * spots

    # The stem: lit from above by the gills, with a foot that swells.
    reach = np.clip((one.y - y) / max(one.tall * one.unit, 1.0), 0, 1.0)  # 0 at the foot, 1 under the cap
    thick = (0.085 + 0.05 * (1 - reach) ** 3 + 0.03 * reach**4) * min(one.wide, 1.2 * one.tall) * one.unit
    thick *= 1 + 0.06 * np.sin(7 * reach + one.seed)
    middle = one.x + (cap_x - one.x) * reach**1.4
    across = (x - middle) / np.maximum(thick, 0.5)
    tip = (cap_y + 0.1 * flat) if slant > 0 else cap_y
    stem = _soft((1 - np.abs(across)) * thick / 1.0) * (y > tip) * (y < one.y + 1)
    if slant <= 0:
        stem = stem * (1 - cap)
    round_ = np.sqrt(np.maximum(1 - across * across, 0))
    fibre = 1 + 0.18 * fbm_at(across, 0.5 * reach + 0 * across, 0.35, (one.seed + 7) & 0xFFF, 2)
    lit = (0.07 + 0.85 * np.exp(-(1 - reach) * one.tall / (0.45 * one.wide + 0.2))) * (0.45 + 0.55 * round_) * fibre

    glow = np.where(under, gills, skin)
    body = np.where(under, 0.14 + 0.34 * gill, body_cap)
    pale = np.where(under, 0.8, spots)
    glow = glow + (lit - glow) * stem
    body = body + (0.25 + 0.55 * round_ * fibre - body) * stem
    pale = pale + (1 - pale) * stem
    cover = np.maximum(cap, stem)
    return Shine(
        (rows, columns),
        cover.astype(np.float32),
        (glow * cover).astype(np.float32),
        (np.clip(body, 0, 1) * cover).astype(np.float32),
        pale.astype(np.float32),
    )


def _soft(pixels: Array) -> Array:
    return np.clip(pixels + 0.5, 0, 1)


def _spots(u: Array, v: Array, seed: int) -> Array:
    """Return pale warts on a dome, 0 to 1."""
    found = np.zeros(np.broadcast(u, v).shape, np.float32)
    rng = np.random.default_rng(seed)
    for _ in range(13):
        a, b = float(rng.uniform(-1.3, 1.3)), float(rng.uniform(0.15, 0.95))
        at, size = math.sin(a) * math.sqrt(max(1 - b * b * 0.6, 0.05)), float(rng.uniform(0.05, 0.11))
        squeeze = max(math.cos(a), 0.25)  # narrow where the cap turns away
        found = np.maximum(
            found, np.clip(1.6 - 1.6 * ((u - at) / (size * squeeze)) ** 2 - 1.6 * ((v - b) / (1.2 * size)) ** 2, 0, 1)
        )
    return found
