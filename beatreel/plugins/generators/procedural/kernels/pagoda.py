"""Temples of wood: halls and pagodas with curved eaves on brackets, gates (torii) and lanterns of stone, as meshes.

Each stands on y = 0 about x = z = 0 and looks to the camera (-z).
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from .mesh import Mesh, bars, boxes, grid, tube, turned

Array = np.ndarray[Any, np.dtype[np.float32]]

(
    TILE, WOOD, PAINTED, PLASTER, STONE, PAPER, BRONZE, DOOR, FLAME, RIDGE, LEAF, BARK, IRON, ENAMEL, LIVERY, PANE, GLASS, ASHLAR,
    SHUTTER, GLOW, STUCCO,
) = range(21)  # fmt: skip
"""Skins; stucco of several colours has the numbers from :data:`STUCCO` on."""


class Storey(NamedTuple):
    """Half its width and depth, the height of its walls, how far its eaves reach beyond them, how high its roof rises (metres)."""

    wide: float
    deep: float
    wall: float
    over: float
    rise: float


PAGODA = (
    Storey(2.75, 2.75, 2.7, 2.5, 1.25), Storey(2.35, 2.35, 1.35, 2.4, 1.2), Storey(2.05, 2.05, 1.25, 2.3, 1.15),
    Storey(1.8, 1.8, 1.15, 2.2, 1.1), Storey(1.6, 1.6, 1.1, 2.15, 2.7),
)  # fmt: skip
HALL = (Storey(6.4, 4.6, 3.1, 2.3, 1.35), Storey(5.0, 3.4, 1.25, 2.7, 3.6))
SHRINE = (Storey(3.0, 2.4, 2.7, 1.9, 3.0),)


class Built(NamedTuple):
    """A building: its mesh, middles of its lit openings with the way they look (x, y, z, dx, dz, size), its eaves' corners, height."""

    mesh: Mesh
    windows: Array
    corners: Array
    tall: float


_SIDES = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
_RAFTER = 0.30  # metres from rafter to rafter
_FOOT = 0.95  # height of the base


@cache
def temple(storeys: tuple[Storey, ...], *, ridge: float = 0.12, painted: bool = False, spire: bool = True) -> Built:
    """Return a building of storeys, from below; the last roof ends in a ridge half as long as told, or a spire."""
    parts: list[Mesh] = []
    windows: list[tuple[float, ...]] = []
    corners: list[Array] = []
    first = storeys[0]
    timber = PAINTED if painted else WOOD
    _base(parts, first)
    y = _FOOT
    for number, one in enumerate(storeys):
        last = number == len(storeys) - 1
        inner = (ridge, 0.10) if last else (storeys[number + 1].wide, storeys[number + 1].deep)
        if number:
            _balcony(parts, one, y, timber)
        _walls(parts, windows, one, y, timber, ground=not number)
        top = y + one.wall
        eave = top + 0.42
        _brackets(parts, one, top, timber)
        corners += _roof(parts, one, eave, inner, one.rise, timber)
        y = eave + one.rise
    if spire:
        y = _spire(parts, y)
    else:
        _crest(parts, ridge, y)
        y += 0.6
    return Built(Mesh.of(parts), np.asarray(windows, np.float32), np.asarray(corners, np.float32), y)


def _base(parts: list[Mesh], one: Storey) -> None:
    x, z = one.wide + 1.5, one.deep + 1.5
    parts.append(boxes([(0, 0.38, 0), (0, 0.83, 0)], [(x, 0.40, z), (x + 0.10, 0.10, z + 0.10)], STONE, openness=0.8))
    steps = 4
    for n in range(steps):
        high = _FOOT * (steps - n) / (steps + 1)
        parts.append(boxes([(0, high / 2, -z - 0.17 - 0.32 * n)], [(1.35, high / 2, 0.17)], STONE))
    rails = np.array([-1.5, 1.5])
    heads, feet = ([(side, y, -z - out) for side in rails] for y, out in ((0.82, 0.0), (0.02, 1.45)))
    parts.append(bars(heads, feet, (0.16, 0.12), STONE))


def _at(side: tuple[float, float], one: Storey, along: Any, out: Any, y: Any) -> Array:
    """Return points before a wall: metres along it to the right, out of it, and height."""
    nx, nz = side
    deep = one.wide if nx else one.deep
    along, out, y = np.broadcast_arrays(*(np.asarray(each, np.float32) for each in (along, out, y)))
    return np.stack([nx * (deep + out) - nz * along, y, nz * (deep + out) + nx * along], -1)


def _walls(
    parts: list[Mesh], windows: list[tuple[float, ...]], one: Storey, y: float, timber: int, *, ground: bool
) -> None:
    for side in _SIDES:
        half = one.deep if side[0] else one.wide
        bays = 3 if half < 4 else 5
        edges = np.linspace(-half, half, bays + 1)
        wide = edges[1] - edges[0]
        low, high = (0.0, one.wall - 0.34) if ground else (0.28, one.wall - 0.22)

        def panel(a: float, b: float, low: float, high: float, out: float, skin: int, opened: Any) -> None:
            quad = _at(side, one, [[a, b], [a, b]], out, [[y + high, y + high], [y + low, y + low]])  # noqa: B023
            uv = [[(0, high - low), (b - a, high - low)], [(0, 0), (b - a, 0)]]
            parts.append(grid(quad, skin, uv=uv, openness=opened))  # noqa: B023

        shade = [[0.18, 0.18], [0.62, 0.62]]
        panel(-half, half, 0, one.wall, -0.08, PLASTER, shade)
        panel(-half, half, one.wall, one.wall + 1.15, -0.06, timber, 0.15)  # behind the brackets
        for bay in range(bays):
            a, b = float(edges[bay]) + 0.12, float(edges[bay + 1]) - 0.12
            middle = bay == bays // 2
            if ground and middle:
                panel(a, b, 0.02, high - 0.32, -0.03, DOOR, shade)
                panel(a + 0.08, b - 0.08, 0.95, high - 0.42, -0.02, PAPER, 0.4)
                low_, high_ = 0.95, high - 0.42
            elif ground or middle:
                low_, high_ = (0.92, high - 0.32) if ground else (low + 0.10, high - 0.06)
                panel(a + 0.05, b - 0.05, low_, high_, -0.02, PAPER, 0.4)
            else:
                continue
            spot = _at(side, one, 0.5 * (a + b), 0.06, y + 0.5 * (low_ + high_))
            windows.append((*spot.tolist(), *side, (b - a) * (high_ - low_)))
        rise = np.array([0, one.wall, 0], np.float32)
        posts = _at(side, one, edges, 0.02, y)
        parts += [tube([post, post + rise], [0.15, 0.14], 12, timber, openness=[[0.55], [0.2]]) for post in posts]
        for level, thick in ((0.10, 0.10), (0.80, 0.07), (one.wall - 0.30, 0.09), (one.wall - 0.06, 0.12)):
            if not ground and 0.5 < level < one.wall - 0.4:
                continue
            ends = _at(side, one, [-half - 0.22, half + 0.22], 0.06, y + level)
            parts.append(bars(ends[:1], ends[1:], (0.11, thick), timber, openness=0.35))
        if ground and wide:  # bars of the windows
            for bay in range(bays):
                if bay == bays // 2:
                    continue
                x = np.arange(float(edges[bay]) + 0.2, float(edges[bay + 1]) - 0.15, 0.13)
                foot, head = (_at(side, one, x, 0.02, y + level) for level in (0.9, one.wall - 0.66))
                parts.append(bars(foot, head, (0.022, 0.022), timber, openness=0.4))


def _brackets(parts: list[Mesh], one: Storey, y: float, timber: int) -> None:
    """Blocks and arms in three steps, from the head of each post out to the eaves."""
    up = np.array([0, 1, 0], np.float32)
    for side in _SIDES:
        half = one.deep if side[0] else one.wide
        count = 4 if half < 4 else 6
        out_ = np.array([side[0], 0, side[1]], np.float32)
        along_ = np.array([-side[1], 0, side[0]], np.float32)
        axes = np.stack([along_, up, out_])
        x = np.linspace(-half, half, count)
        x = np.sort(np.concatenate([x, 0.5 * (x[1:] + x[:-1])]))
        for step_ in range(3):
            reach = 0.10 + 0.36 * step_
            level = y + 0.08 + 0.20 * step_
            arms = _at(side, one, x, reach, level)
            parts.append(boxes(arms, (0.30, 0.055, 0.07), timber, axes=axes, openness=0.22 + 0.1 * step_))
            parts.append(
                boxes(
                    _at(side, one, x, 0.5 * reach, level - 0.06),
                    (0.07, 0.07, 0.5 * reach + 0.16),
                    timber,
                    axes=axes,
                    openness=0.2,
                )
            )
            blocks = _at(side, one, np.concatenate([x - 0.24, x, x + 0.24]), reach + 0.02, level + 0.095)
            parts.append(boxes(blocks, (0.085, 0.05, 0.09), timber, axes=axes, openness=0.25 + 0.1 * step_))
        beam = _at(side, one, [-half - 0.95, half + 0.95], 0.90, y + 0.66)
        parts.append(bars(beam[:1], beam[1:], (0.09, 0.09), timber, openness=0.3))


def _surface(
    one: Storey, eave: float, inner: tuple[float, float], rise: float, side: tuple[float, float], s: Array, t: Array,
    lift: float,
) -> Array:  # fmt: skip
    """Return points of a roof's side: ``s`` -1 to 1 along its eave, ``t`` 0 at its top to 1 at its eave."""
    nx, nz = side
    ox, oz = one.wide + one.over, one.deep + one.over
    ax, az = (inner[0] + (ox - inner[0]) * t, inner[1] + (oz - inner[1]) * t)
    # The corners sweep up and a little out.
    corner = np.abs(s) ** 3.2 * t**2.2
    grow = 1 + 0.030 * corner
    across, out = (az, ax) if nx else (ax, az)
    y = eave + rise * (1 - t) ** 1.42 + 0.16 * one.over * corner + lift
    x = nx * out * grow - nz * across * s * grow
    z = nz * out * grow + nx * across * s * grow
    return np.stack([x, y, z], -1).astype(np.float32)


def _roof(
    parts: list[Mesh], one: Storey, eave: float, inner: tuple[float, float], rise: float, timber: int
) -> list[Array]:
    s, t = np.meshgrid(np.linspace(-1, 1, 33, dtype=np.float32), np.linspace(0, 1, 13, dtype=np.float32))
    thick = 0.20
    found: list[Array] = []
    for side in _SIDES:
        half = (one.deep if side[0] else one.wide) + one.over
        top = _surface(one, eave, inner, rise, side, s, t, thick)
        run = np.linalg.norm(np.diff(top[:, 16], axis=0), axis=1)
        wide = np.abs((inner[1 if side[0] else 0] + (half - inner[1 if side[0] else 0]) * t) * s) * np.sign(s)
        uv = np.stack([wide, np.broadcast_to(np.concatenate([[0], np.cumsum(run)])[:, None], s.shape)], -1)
        parts.append(grid(top, TILE, uv=uv, openness=np.clip(0.45 + 0.9 * t, 0, 1)))
        # Underneath: boards, in the shade of themselves, from the eave in to the wall.
        inward = one.over / max(half - inner[1 if side[0] else 0], 0.1)
        t2 = 1 - np.linspace(0, 1, 7, dtype=np.float32)[:, None] * np.float32(min(inward, 1)) + 0 * s[:7]
        low = _surface(one, eave, inner, rise, side, s[:7], t2, 0.0)
        low[..., 1] = np.minimum(low[..., 1], eave + 0.62) + np.linspace(0, 0.10, 7, dtype=np.float32)[:, None] + 0.02
        parts.append(grid(low, WOOD if timber == WOOD else PLASTER, openness=np.linspace(0.42, 0.10, 7)[:, None]))
        ends = np.linspace(-1, 1, 33, dtype=np.float32)[None].repeat(2, 0)
        edge = _surface(one, eave, inner, rise, side, ends, np.ones_like(ends), 0.0)
        edge[0, :, 1] += thick
        parts.append(grid(edge, RIDGE, openness=0.8))
        count = 2 * round(half / _RAFTER)
        at = (np.arange(count + 1, dtype=np.float32) / count * 2 - 1) * 0.985
        for drop, near, far in ((-0.05, 0.999, 1 - 0.55 * inward), (-0.15, 1 - 0.24 * inward, 1 - 0.98 * inward)):
            a = _surface(one, eave, inner, rise, side, at, np.full_like(at, near), drop)
            b = _surface(one, eave, inner, rise, side, at, np.full_like(at, far), drop)
            keep = np.abs(at) < 0.99
            # They run at right angles to the wall.
            b_ = b[keep]
            if side[0]:
                b_[:, 2] = np.clip(a[keep][:, 2], b_[:, 2].min(), b_[:, 2].max())
            else:
                b_[:, 0] = np.clip(a[keep][:, 0], b_[:, 0].min(), b_[:, 0].max())
            b_[:, 1] = np.minimum(b_[:, 1], eave + 0.55)
            parts.append(bars(a[keep], b_, (0.045, 0.05), timber, openness=0.34 if drop > -0.1 else 0.24))
        line = np.linspace(0.02, 1.0, 14, dtype=np.float32)
        hip = _surface(one, eave, inner, rise, side, np.ones_like(line), line, thick + 0.10)
        hip[-1, 1] += 0.10
        parts.append(tube(hip, np.linspace(0.13, 0.17, 14), 8, RIDGE))
        tip = hip[-1]
        parts.append(boxes([tip + np.array([0, 0.06, 0], np.float32)], [(0.10, 0.15, 0.10)], RIDGE))
        found.append(_surface(one, eave, inner, rise, side, np.float32([0.97]), np.float32([0.97]), -0.1)[0])
    return found


def _balcony(parts: list[Mesh], one: Storey, y: float, timber: int) -> None:
    reach = 0.62
    parts.append(boxes([(0, y + 0.05, 0)], [(one.wide + reach, 0.06, one.deep + reach)], timber, openness=0.6))
    for side in _SIDES:
        half = (one.deep if side[0] else one.wide) + reach - 0.06
        for level, thick in ((0.62, 0.045), (0.42, 0.03), (0.24, 0.03)):
            ends = _at(side, one, [-half - 0.2, half + 0.2], reach - 0.06, y + level)
            parts.append(bars(ends[:1], ends[1:], (0.04, thick), timber, openness=0.7))
        x = np.linspace(-half, half, 7)
        parts.append(
            bars(
                _at(side, one, x, reach - 0.06, y + 0.05),
                _at(side, one, x, reach - 0.06, y + 0.66),
                (0.045, 0.045),
                timber,
                openness=0.65,
            )
        )


def _spire(parts: list[Mesh], y: float) -> float:
    """The nine rings over a pagoda."""
    parts.append(boxes([(0, y + 0.28, 0)], [(0.42, 0.26, 0.42)], BRONZE))
    parts.append(turned([(0.1, 0.86), (0.30, 0.78), (0.36, 0.62), (0.30, 0.52)], 16, BRONZE).moved(0, y, 0))
    high = 4.6
    parts.append(tube([(0, y + 0.5, 0), (0, y + high, 0)], [0.07, 0.03], 8, BRONZE))
    for n in range(9):
        r = 0.40 - 0.022 * n
        parts.append(
            turned([(r - 0.05, 0.07), (r, 0.04), (r, -0.04), (r - 0.05, -0.07)], 18, BRONZE).moved(
                0, y + 1.15 + 0.27 * n, 0
            )
        )
    for turn in (0.0, math.pi / 2):
        flame = [[(-0.02, 1.0, 0), (0.02, 1.0, 0)], [(-0.22, 0.55, 0), (0.22, 0.55, 0)], [(-0.1, 0.0, 0), (0.1, 0, 0)]]
        parts.append(grid(flame, BRONZE).moved(0, y + 3.5, 0, turn))
    parts.append(
        turned([(0.0, 0.26), (0.10, 0.14), (0.12, 0.06), (0.05, 0.0)], 12, BRONZE).moved(0, y + high - 0.05, 0)
    )
    return y + high + 0.2


def _crest(parts: list[Mesh], ridge: float, y: float) -> None:
    """The ridge of a hall: courses of tiles, with horned ends."""
    x = np.linspace(-ridge, ridge, 15)
    rise = 0.28 * np.abs(x / ridge) ** 3
    for level, half, thick in ((0.25, 0.20, 0.16), (0.50, 0.15, 0.12), (0.68, 0.20, 0.06)):
        points = np.stack([x * 1.02, y + level + rise, 0 * x], -1)
        parts.append(bars(points[:-1], points[1:] + (points[1:] - points[:-1]) * 0.06, (half, thick), RIDGE))
    for end in (-1.0, 1.0):
        line = [(end * (ridge + a), y + b, 0) for a, b in ((-0.1, 0.5), (0.1, 0.95), (0.04, 1.35), (-0.18, 1.6))]
        parts.append(tube(line, [0.24, 0.2, 0.12, 0.03], 8, RIDGE))


@cache
def torii(tall: float = 4.6) -> Mesh:
    """Return a gate of two posts and two lintels, the upper one swept up at its ends."""
    half = 0.46 * tall
    parts = []
    for side in (-1.0, 1.0):
        line = [(side * (half + 0.10), 0, 0), (side * half, 0.5 * tall, 0), (side * (half - 0.10), tall * 0.93, 0)]
        parts.append(tube(line, [0.062 * tall, 0.058 * tall, 0.052 * tall], 20, PAINTED))
        parts.append(
            turned([(0.080 * tall, 0.10 * tall), (0.085 * tall, 0.0)], 20, RIDGE).moved(side * (half + 0.10), 0, 0)
        )
    x = np.linspace(-1, 1, 25) * 1.50 * half
    bend = 0.060 * tall * np.abs(x / x[-1]) ** 2.6
    for level, deep, thick, skin, long in (
        (0.945, 0.050, 0.034, PAINTED, 0.95), (1.012, 0.060, 0.036, PAINTED, 1.0), (1.062, 0.082, 0.016, RIDGE, 1.03),
    ):  # fmt: skip
        points = np.stack([x * long, level * tall + bend, 0 * x], -1)
        parts.append(
            bars(points[:-1], points[1:] + 0.02 * (points[1:] - points[:-1]), (deep * tall, thick * tall), skin)
        )
    parts.append(
        bars([(-1.24 * half, 0.755 * tall, 0)], [(1.24 * half, 0.755 * tall, 0)], (0.030 * tall, 0.040 * tall), PAINTED)
    )
    parts.append(boxes([(0, 0.855 * tall, 0)], [(0.055 * tall, 0.06 * tall, 0.03 * tall)], PAINTED))
    wedges = [(side * half, 0.80 * tall, -0.02) for side in (-1.0, 1.0)]
    parts.append(boxes(wedges, (0.075 * tall, 0.012 * tall, 0.045 * tall), RIDGE))
    return Mesh.of(parts)


LAMP = 1.40  # height of the light in a lantern of stone, metres
LANTERN = 2.12  # and of the lantern


@cache
def stone_lantern() -> Mesh:
    """Return a lantern of stone: foot, post, lotus, a house of six sides for the light, roof with curled corners, jewel."""
    parts = [
        turned([(0.36, 0.16), (0.42, 0.13), (0.44, 0.0)], 6, STONE, openness=[0.9, 0.8, 0.5]),
        turned([(0.17, 0.24), (0.30, 0.20), (0.34, 0.16)], 20, STONE, openness=[0.6, 0.8, 0.7]),
        turned([(0.145, 1.02), (0.15, 0.70), (0.175, 0.66), (0.175, 0.58), (0.15, 0.54), (0.16, 0.22)], 20, STONE,
               openness=[0.45, 0.75, 0.8, 0.7, 0.8, 0.6]),
        turned([(0.34, 1.20), (0.40, 1.17), (0.40, 1.10), (0.28, 1.03), (0.15, 1.0)], 6, STONE, openness=[0.6, 0.8, 0.8, 0.4, 0.3]),
    ]  # fmt: skip
    # The house of the light: posts, sill and lintel about openings, through which one sees paper.
    wide = 0.25
    for n in range(6):
        a, b = 2 * math.pi * n / 6, 2 * math.pi * (n + 1) / 6
        p, q = (np.array([math.cos(each) * wide, 0, math.sin(each) * wide]) for each in (a, b))

        def at(share: float, y: float, into: float = 0.0, p: Any = p, q: Any = q) -> Any:
            spot = p + share * (q - p)
            return (spot[0] * (1 - into), y, spot[2] * (1 - into))

        for s0, s1, y0, y1 in (
            (0.0, 0.2, 1.20, 1.60),
            (0.8, 1.0, 1.20, 1.60),
            (0.2, 0.8, 1.20, 1.26),
            (0.2, 0.8, 1.54, 1.60),
        ):
            quad = [[at(s0, y1), at(s1, y1)], [at(s0, y0), at(s1, y0)]]
            uv = [[(s0 + n, y1), (s1 + n, y1)], [(s0 + n, y0), (s1 + n, y0)]]
            parts.append(grid(quad, STONE, uv=uv, openness=[[0.3, 0.3], [0.6, 0.6]]))
        for s0, s1 in ((0.2, 0.2), (0.8, 0.8)):  # how thick the stone is
            quad = [[at(s0, 1.54), at(s1, 1.54, 0.2)], [at(s0, 1.26), at(s1, 1.26, 0.2)]]
            parts.append(grid(quad, STONE, openness=0.3))
        for y in (1.26, 1.54):
            quad = [[at(0.2, y), at(0.8, y)], [at(0.2, y, 0.2), at(0.8, y, 0.2)]]
            parts.append(grid(quad, STONE, openness=0.3))
        quad = [[at(0.1, 1.56, 0.17), at(0.9, 1.56, 0.17)], [at(0.1, 1.24, 0.17), at(0.9, 1.24, 0.17)]]
        parts.append(grid(quad, FLAME, uv=[[(-1, 1), (1, 1)], [(-1, -1), (1, -1)]]))
    jewel = (
        (0.0, 2.12),
        (0.055, 2.05),
        (0.10, 1.98),
        (0.095, 1.93),
        (0.07, 1.90),
        (0.12, 1.87),
        (0.14, 1.83),
        (0.10, 1.80),
    )
    parts += [_cap(), turned(jewel, 20, STONE)]
    return Mesh.of(parts)


def _cap() -> Mesh:
    """The roof of a lantern: six hollow sides, whose corners curl up."""
    parts = []
    t = np.linspace(0, 1, 9)[:, None]
    for n in range(6):
        a = 2 * math.pi * n / 6 + np.linspace(0, 2 * math.pi / 6, 13)[None]
        s = np.linspace(-1, 1, 13)[None]
        flat = math.cos(math.pi / 6) / np.cos(a - 2 * math.pi * (n + 0.5) / 6)  # straight eaves
        corner = np.abs(s) ** 3 * t**3
        radius = (0.10 + 0.44 * t) * flat * (1 + 0.04 * corner)
        y = 1.62 + 0.22 * (1 - t) ** 1.5 + 0.075 * corner
        top = np.stack([radius * np.cos(a), y + 0.055, radius * np.sin(a)], -1)
        parts.append(grid(top, STONE, openness=np.clip(0.7 + 0.4 * t + 0 * s, 0, 1)))
        edge = np.stack([top[-1], top[-1] - np.array([0, 0.07, 0])])
        parts.append(grid(edge, STONE, openness=0.8))
        low = np.stack([top[-1] - np.array([0, 0.07, 0]), top[-1] * np.array([0.4, 0, 0.4]) + np.array([0, 1.60, 0])])
        parts.append(grid(low, STONE, openness=[[0.45] * 13, [0.2] * 13]))
    return Mesh.of(parts)
