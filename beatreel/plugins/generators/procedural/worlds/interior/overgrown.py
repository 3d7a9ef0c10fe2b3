"""What greenhouses and overgrown halls are like: their sections, openings and what stands and grows in them; metres, linear BGR."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels.glasshouse import GLASS, ROOF, WALL

from .overgrown_boxes import Boxes, church, greenhouse, mall, station, works
from .plants import KINDS

Colour = tuple[float, float, float]


class Plan(NamedTuple):
    """A hall: see :class:`~..kernels.glasshouse_space.Glasshouse` for what is passed on to the kernel.

    Attributes
    ----------
    half : tuple
        Corners of the section's right half, from the floor up to the middle.
    roles : tuple of int
        What its sides are, the top last.
    views : dict
        Of each shot: x, y, yaw in degrees, focal and horizon as shares of the picture.
    rise, aside : float, tuple
        By how many degrees the sun is higher here than the hour says, and how far it is from ahead.
    beds : tuple
        Shapes that stand along the sides, and from where to where (metres from the middle) they do.
    hang : tuple
        How many vines hang, from what height, from where to where.
    trees : tuple
        z, x, height of each tree.
    rubble : int
    edge : tuple of str
        What grows low along a path.
    boxes : callable
        Given the plan, z of rib 0, the side and a generator, what is built: boxes and their colours.
    """

    half: tuple[tuple[float, float], ...]
    roles: tuple[int, ...]
    views: dict[str, tuple[float, float, float, float, float]]
    pitch: float
    thick: float
    deep: float
    end: float
    path: float
    panes: tuple[float, ...]
    gap: tuple[float, ...]
    door: tuple[float, ...]
    masonry: int
    wall: Colour
    iron: Colour
    ground: Colour
    ivy: float
    wet: float
    dim: float
    lamp: Colour
    mist: float
    air: float
    rise: float
    aside: tuple[float, float]
    beds: tuple[tuple[str, ...], float, float]
    hang: tuple[int, float, float, float]
    trees: tuple[tuple[float, float, float], ...]
    rubble: int
    boxes: Callable[[Plan, float, float, np.random.Generator], Boxes]
    edge: tuple[str, ...] = ("fern", "blade")


PLANS = {
    "greenhouse": Plan(
        half=((3.16, 0.0), (3.20, 0.72), (3.18, 2.55), (2.95, 3.45), (2.30, 4.25), (1.30, 4.80)),
        roles=(WALL, GLASS, GLASS, GLASS, GLASS, GLASS),
        views={
            "wide": (0.12, 1.30, -1.0, 0.84, 0.58), "medium": (0.35, 1.40, -7.0, 1.10, 0.55),
            "close": (0.30, 1.30, 17.0, 1.50, 0.52), "detail": (0.25, 0.42, -4.0, 1.25, 0.52),
        },
        pitch=1.5, thick=0.035, deep=0.11, end=21.0, path=0.78, panes=(0.5, 9.0, 0.012, 0.0, 0.85),
        gap=(0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0), door=(-1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0), masonry=0,
        wall=(0.05, 0.065, 0.12), iron=(0.050, 0.060, 0.052), ground=(0.085, 0.092, 0.10), ivy=0.0, wet=0.7, dim=0.8,
        lamp=(3.35, 0.085, 3.0), mist=1.0, air=0.022, rise=0.0, aside=(10, 24),
        beds=(("fern", "broad", "palm", "blade", "fern", "broad"), 1.05, 2.9), hang=(12, 4.3, 0.8, 2.5), trees=(), rubble=0,
        boxes=greenhouse,
    ),
    "mall": Plan(
        half=((7.0, 0.0), (7.0, 7.3), (5.4, 8.7), (0.9, 9.7)), roles=(WALL, ROOF, GLASS, GLASS),
        views={
            "wide": (0.6, 1.55, -2.0, 0.84, 0.64), "medium": (1.2, 1.50, -9.0, 1.10, 0.62),
            "close": (1.0, 1.35, -14.0, 1.50, 0.58), "detail": (0.5, 0.45, -6.0, 1.4, 0.52),
        },
        pitch=4.6, thick=0.16, deep=0.30, end=32.0, path=0.0, panes=(1.15, 1.15, 0.035, 0.50, 0.45),
        gap=(1.75, 0.15, 2.95, 0.0, 3.0, 1.0, 0.0), door=(3.6, 4.2, 7.2, 0.0, 6.0, 3.0, 1.0), masonry=2,
        wall=(0.30, 0.33, 0.34), iron=(0.16, 0.17, 0.17), ground=(0.15, 0.16, 0.165), ivy=0.55, wet=0.75, dim=0.34,
        lamp=(3.0, 0.0, 2.0), mist=0.0, air=0.016, rise=14.0, aside=(26, 44),
        beds=(("fern", "blade", "broad", "blade", "fern"), 1.6, 4.4), hang=(22, 3.6, 3.7, 4.7),
        trees=((9.4, -0.9, 6.6), (15.5, 1.6, 5.6), (22.0, -1.2, 6.8)), rubble=34, boxes=mall,
    ),
    "works": Plan(
        half=((6.0, 0.0), (6.0, 5.6), (0.5, 8.4)), roles=(WALL, ROOF, ROOF),
        views={
            "wide": (0.7, 1.60, -2.5, 0.86, 0.62), "medium": (1.2, 1.50, -9.0, 1.10, 0.60),
            "close": (1.0, 1.30, -15.0, 1.50, 0.57), "detail": (0.5, 0.45, -6.0, 1.4, 0.52),
        },
        pitch=4.8, thick=0.10, deep=0.28, end=34.0, path=0.0, panes=(1.2, 1.5, 0.05, 0.44, 0.0),
        gap=(1.75, 1.1, 4.7, 0.0, 5.0, 6.0, 1.0), door=(3.2, 1.2, 6.4, 0.0, 8.0, 7.0, 1.0), masonry=0,
        wall=(0.060, 0.080, 0.135), iron=(0.050, 0.062, 0.085), ground=(0.12, 0.125, 0.13), ivy=0.62, wet=0.85, dim=0.30,
        lamp=(3.0, 0.0, 2.0), mist=0.0, air=0.017, rise=8.0, aside=(30, 48),
        beds=(("fern", "blade", "blade", "broad", "fern"), 2.2, 5.4), hang=(26, 5.5, 0.6, 5.2),
        trees=((20.0, 2.4, 4.8), (13.0, -3.6, 4.2)), rubble=30, boxes=works,
    ),
    "station": Plan(  # tracks between two platforms, half of the glass gone
        half=((8.2, 0.0), (8.2, 5.0), (6.4, 7.6), (3.4, 9.4), (0.6, 9.9)), roles=(WALL, ROOF, GLASS, GLASS, GLASS),
        views={
            "wide": (0.9, 2.3, -3.0, 0.82, 0.60), "medium": (4.7, 2.50, -12.0, 1.0, 0.58),
            "close": (3.4, 2.20, 12.0, 1.35, 0.50), "detail": (-0.9, 0.62, 0.0, 1.2, 0.44),
        },
        pitch=5.2, thick=0.12, deep=0.26, end=46.0, path=0.0, panes=(1.3, 0.95, 0.035, 0.56, 0.30),
        gap=(1.5, 1.9, 4.3, 1.0, 3.0, 3.0, 1.0), door=(7.0, 0.0, 9.0, 0.0, 1.0, 1.0, 1.0), masonry=0,
        wall=(0.085, 0.110, 0.160), iron=(0.060, 0.070, 0.075), ground=(0.085, 0.090, 0.095), ivy=0.30, wet=0.95, dim=0.46,
        lamp=(3.0, 0.0, 2.0), mist=0.0, air=0.012, rise=6.0, aside=(16, 34),
        beds=(("blade", "fern", "blade", "blade", "broad"), 1.75, 2.45), hang=(24, 7.4, 1.0, 6.4),
        trees=((22.0, -1.6, 4.6),), rubble=22, boxes=station,
    ),
    "church": Plan(
        half=((4.6, 0.0), (4.6, 7.4), (3.4, 10.4), (1.3, 12.8)), roles=(WALL, ROOF, ROOF, ROOF),
        views={
            "wide": (0.4, 1.55, -1.5, 0.88, 0.70), "medium": (0.8, 1.50, -6.0, 1.15, 0.67),
            "close": (0.8, 1.30, -12.0, 1.60, 0.62), "detail": (0.4, 0.42, -5.0, 1.4, 0.54),
        },
        pitch=4.2, thick=0.30, deep=0.42, end=30.0, path=0.0, panes=(2.1, 2.4, 0.06, 0.60, 0.0),
        gap=(0.85, 2.1, 6.8, 1.0, 2.0, 3.0, 1.0), door=(1.9, 2.6, 9.6, 1.0, 3.0, 3.0, 1.0), masonry=1,
        wall=(0.24, 0.27, 0.29), iron=(0.26, 0.29, 0.31), ground=(0.15, 0.16, 0.165), ivy=0.50, wet=0.55, dim=0.36,
        lamp=(3.0, 0.0, 2.0), mist=0.0, air=0.016, rise=6.0, aside=(20, 40),
        beds=(("fern", "blade", "fern", "blade", "broad"), 1.3, 4.2), hang=(10, 9.0, 2.0, 4.0),
        trees=((10.0, -2.6, 7.6), (15.0, 2.6, 8.8), (21.5, -2.3, 8.0), (24.0, 1.5, 5.5)), rubble=26, boxes=church,
    ),
}  # fmt: skip


def in_bloom(plan: Plan) -> Plan:
    """Return a greenhouse whose beds are full of roses, which are looked at from near in close pictures and those of details."""
    views = {**plan.views, "close": (0.25, 1.25, 21.0, 1.35, 0.50), "detail": (0.32, 0.92, 30.0, 1.75, 0.50)}
    kinds = ("rose",)
    return plan._replace(views=views, beds=(kinds, *plan.beds[1:]), edge=("rose", "rose", "fern"))


def planted(plan: Plan, shot: str, side: float, rng: np.random.Generator) -> tuple[Any, Any]:
    """Return where plants stand and hang (see the kernel), near ones first, and the rubble."""
    found: list[tuple[float, ...]] = []
    kinds, near, far = plan.beds

    def pick(kind: str) -> int:
        return int(rng.choice([k for k, one in enumerate(KINDS) if one == kind]))

    def add(z: float, x: float, low: float, tall: float, wide: float, kind: str) -> None:
        found.append((z, x, low, tall, wide * float(rng.choice([-1.0, 1.0])), pick(kind), float(rng.random())))

    dense = plan.path > 0
    for way in (-1.0, 1.0):
        z = 1.5 if way == side else 1.9
        while z < min(plan.end - 1, 26.0):
            kind = str(rng.choice(kinds))
            tall = float(rng.uniform(0.8, 1.5)) * (1.9 if kind == "palm" else 1.0)
            share = float(rng.uniform(0.0, 0.35 if dense else 1.0) ** (1.0 if dense else 0.8))
            x = way * (near + (far - near) * (share if kind != "palm" else 0.6)) + way * 0.35 * tall
            add(z, x, -0.03, tall, tall * float(rng.uniform(1.0, 1.3)), kind)
            if dense or rng.random() < 0.5:  # one behind it, taller
                kind = str(rng.choice(kinds))
                tall = float(rng.uniform(1.4, 2.4)) * (1.25 if kind == "palm" else 1.0)
                add(z + 0.3, way * float(rng.uniform(0.72, 0.98)) * far, -0.03, tall, tall, kind)
            if dense:  # and low ones along the edge
                tall = float(rng.uniform(0.35, 0.6))
                add(z + 0.15, way * (near + 0.05), -0.04, tall, 1.4 * tall, str(rng.choice(plan.edge)))
            z += float(rng.uniform(0.55, 0.95) if dense else rng.uniform(0.8, 1.7))
    count, top, inner, outer = plan.hang
    for k in range(count):
        long = float(rng.uniform(0.9, 2.2)) * (1.0 if dense else 1.25)
        x = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(inner, outer))
        add(2.4 + (plan.end - 6) / count * (k + float(rng.uniform(0, 0.8))), x, top - long, long, long * 0.8, "vine")
    for z, x, tall in plan.trees:
        add(
            z + float(rng.uniform(-0.8, 0.8)), side * x, -0.05, tall * float(rng.uniform(0.9, 1.1)), tall * 0.95, "tree"
        )
        for _ in range(5):  # what grows about its foot
            small = float(rng.uniform(0.4, 1.0))
            at = z + float(rng.uniform(-0.9, 0.9))
            add(at, side * x + float(rng.normal(0, 0.8)), -0.03, small, 1.2 * small, str(rng.choice(["fern", "blade"])))
    stones = []
    for _ in range(plan.rubble):
        size = 0.08 + 0.40 * float(rng.random()) ** 2.5
        z, x = float(rng.uniform(2.2, 18.0)), float(rng.choice([-1, 1])) * float(rng.uniform(0.5, far))
        flat = float(rng.uniform(0.4, 0.8))
        stones.append((x, 0.15 * size, z, size, size * flat, size * float(rng.uniform(0.7, 1.3))))
    return np.array(sorted(found), np.float64), np.array(stones, np.float64).reshape(-1, 6)
