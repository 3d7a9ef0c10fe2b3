"""What is printed on cloth and grown on coats: stripes, spots, blossoms, ribs of paper, bars of feathers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.solids import Model, Seen

Array = np.ndarray[Any, np.dtype[np.float32]]

_PRINTS = (
    "dapple",
    "worn",
    "scales",
    "print",
    "stripes",
    "tiger",
    "zebra",
    "rosettes",
    "barred",
    "coat",
    "pelt",
    "patches",
    "wrinkled",
    "net",
    "stone",
)


def printed(colour: Array, seen: Seen, model: Model) -> Array:
    """Return the colour of cloth with what is printed on it: blossoms, stripes, ribs of paper, patches of fur."""
    x, y = np.meshgrid(seen.x, seen.y)
    for number, skin in enumerate(model.skins):
        here = seen.skin == number
        if not here.any() or skin.weave not in _PRINTS:
            continue
        second = np.array(skin.second, np.float32)
        if skin.weave == "stripes":
            share = 0.5 + 0.5 * np.sign(np.sin((y + 0.6 * x) * 320)) * 0.8
        elif skin.weave == "tiger":  # they run down the flanks, fork and end
            bend = fbm_at(x, 0.7 * y + seen.z, 0.35, 17, 3)
            wave = np.sin(46 * (x + 0.12 * bend + 0.05 * np.sin(9 * y)) + 2.5 * bend)
            share = np.clip(7 * (wave - 0.45 - 0.5 * fbm_at(x, y, 0.22, 18, 2)), 0, 1)
        elif skin.weave == "zebra":  # rings about neck and legs, bows over the rump
            bow = np.clip(-x - 0.25, 0, 0.5) * (y - 0.6)
            bend = fbm_at(x, y + 0.5 * seen.z, 0.40, 29, 3)
            on_legs = np.clip((0.95 - y) / 0.2, 0, 1)
            wave = np.sin(60 * (x + 0.25 * (y - 1.2) + 1.2 * bow + 0.07 * bend))
            share = np.clip(3.5 * (wave + on_legs * (np.sin(72 * y + 2 * bend) - wave)) + 0.5, 0, 1)
        elif skin.weave in ("coat", "pelt"):  # paler below than on the back
            share = np.clip(0.32 - 1.0 * seen.normal[..., 1] + 0.45 * fbm_at(x, 2.0 * y, 0.10, 21, 4), 0, 1)
        elif skin.weave == "dapple":  # a horse: clouded flanks, darker legs
            spots = 0.5 + 1.1 * fbm_at(x + 0.5 * seen.z, y, 0.11, 26, 2)
            share = np.clip(0.30 * np.clip(spots, 0, 1) + np.clip(0.95 - 1.25 * y, 0, 0.75), 0, 1)
        elif skin.weave == "worn":  # paint that is chipped and runs with rust
            chipped = fbm_at(x + seen.z, y - 0.4 * seen.z, 0.16, 27, 5) - 0.5 * fbm_at(
                6 * x + 3 * seen.z, 0.6 * y, 0.20, 28, 3
            )
            share = np.clip(9 * (chipped - 0.10), 0, 1) + np.clip(0.30 + 1.2 * chipped, 0, 0.35)
            share = np.clip(share, 0, 0.92)
        elif skin.weave == "wrinkled":  # creases that cross, and ring what is thin; dust lies on what is level
            bent = 0.05 * fbm_at(x, y, 0.30, 33, 3)
            level = np.abs(fbm_at(1.1 * x + bent, 3.4 * y + 0.5 * x + bent, 0.16, 34, 3))
            steep = np.abs(fbm_at(2.3 * x + 0.8 * seen.z, 1.2 * y - bent, 0.15, 35, 3))
            share = np.clip(1 - 13 * level, 0, 1) * 0.75 + np.clip(1 - 15 * steep, 0, 1) * 0.45
            share = np.clip(share - 0.35 * np.clip(seen.normal[..., 1], 0, 1), -0.25, 0.85)
        elif skin.weave == "stone":  # grain, streaks that rain has left, lichen
            grain = fbm_at(x + 0.7 * seen.z, y, 0.022, 36, 3)
            streaks = fbm_at(3.2 * x + 0.8 * seen.z, 0.5 * y, 0.22, 37, 3)
            share = np.clip(0.22 + 0.55 * grain + 0.9 * np.clip(streaks, 0, 1) - 0.25 * seen.normal[..., 1], 0, 0.9)
        elif skin.weave == "net":
            share = _net(x + 0.5 * seen.z, y, 0.30)
        elif skin.weave == "patches":
            share = np.clip(14 * (fbm_at(x + 0.6 * seen.z, y - 0.4 * seen.z, 0.42, 24, 3) - 0.06), 0, 1)
        elif skin.weave == "rosettes":
            share = _rosettes(x + 0.3 * seen.z, y)
        elif skin.weave == "scales":  # dark between them; from far they are one tone
            size = 0.0105
            u, v = (x + 0.55 * seen.z) / size, (y - 0.35 * seen.z + 0.25 * x) / (0.8 * size)
            u = u + 0.5 * (np.floor(v) % 2)
            away = np.hypot(1.1 * (u - np.floor(u) - 0.5), v - np.floor(v) - 0.42)
            step = float(seen.x[1] - seen.x[0]) if len(seen.x) > 1 else size
            share = np.clip(6 * (away - 0.40), 0, 1) * min(max(0.4 * size / step - 0.4, 0.0), 1.0)
        elif skin.weave == "barred":  # pale edges of small feathers
            loose = fbm_at(x + 0.5 * seen.z, y, 0.05, 22, 3)
            row = (y + 0.012 * loose) / 0.030
            across = (x + 0.5 * seen.z + 0.010 * loose) / 0.034 + 0.5 * (np.floor(row) % 2)
            drop = row - np.floor(row) - 0.8 * (across - np.floor(across) - 0.5) ** 2
            mottled = 0.55 + 0.9 * fbm_at(x + 0.5 * seen.z, 0.6 * y, 0.085, 23, 3)
            share = np.clip(4 * (np.abs(drop - 0.5) - 0.30), 0, 0.8) * np.clip(mottled, 0, 1)
        else:  # flowers of five petals on a lattice, some left out
            side = 0.115
            u, v = (x + seen.z * 0.7) / side + 0.5 * (np.floor(y / side) % 2), y / side
            cell = np.sin(np.floor(u) * 12.9898 + np.floor(v) * 78.233) * 43758.547
            cell -= np.floor(cell)
            du, dv = u - np.floor(u) - 0.35 - 0.3 * cell, v - np.floor(v) - 0.65 + 0.3 * cell
            petals = 0.30 * (0.72 + 0.28 * np.cos(5 * np.arctan2(dv, du) + 6 * cell)) * (0.6 + 0.6 * cell)
            share = np.clip((petals - np.hypot(du, dv)) * 18, 0, 1) * (cell > 0.25)
        colour[here] += (second - colour[here]) * share[here][..., None]
    return colour


def _net(x: Array, y: Array, size: float) -> Array:
    """Return 1 on the lines between cells about so large whose seeds are scattered, 0 within (Worley, 1996)."""
    u, v = x / size, y / size
    first, second = np.full_like(u, 9.0), np.full_like(u, 9.0)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            column, row = np.floor(u) + i, np.floor(v) + j
            chance = np.sin(column * 127.1 + row * 311.7) * 43758.547
            chance -= np.floor(chance)
            other = np.sin(column * 269.5 + row * 183.3) * 43758.547
            other -= np.floor(other)
            away = np.hypot(column + 0.15 + 0.7 * chance - u, row + 0.15 + 0.7 * other - v)
            second = np.minimum(second, np.maximum(first, away))
            first = np.minimum(first, away)
    return np.clip(1 - 14 * (second - first - 0.09), 0, 1).astype(np.float32)


def _rosettes(x: Array, y: Array) -> Array:
    """Return the rings of a leopard, 0 to 1: none like the next, open here and there, and some of them filled."""
    bent = 0.30 * fbm_at(x, y, 0.11, 20, 2)
    u, v = x / 0.100 + bent, y / 0.088 - bent
    u = u + 0.5 * (np.floor(v) % 2)
    column, row = np.floor(u), np.floor(v)
    chance = []
    for n in range(3):
        one = np.sin(column * (12.9898 + n) + row * (78.233 - 3 * n)) * 43758.547
        chance.append(one - np.floor(one))
    across, down = u - column - 0.35 - 0.30 * chance[0], v - row - 0.35 - 0.30 * chance[1]
    away = np.hypot(across, 1.1 * down) + 0.16 * fbm_at(x, y, 0.022, 19, 2)
    size = 0.20 + 0.10 * chance[2]
    ring = np.clip(14 * (0.105 - np.abs(away - size)), 0, 1)
    gap = np.clip(2.5 * np.cos(np.arctan2(down, across) * 2.0 + 6.28 * chance[0]) + 1.7, 0, 1)
    filled = np.clip(13 * (0.14 - away), 0, 1) * (chance[2] < 0.25)
    return np.asarray(np.maximum(ring * gap, filled), np.float32)
