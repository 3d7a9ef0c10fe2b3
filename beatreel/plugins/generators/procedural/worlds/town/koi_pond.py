"""A pond in a Japanese garden: carp in dark water, lily pads, stones and lanterns about it, a temple behind clipped bushes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import pagoda
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, leaves
from beatreel.plugins.generators.procedural.kernels.trees import tree
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.koi import koi, koi_skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .blossom import _flower, _lantern, _stone, _turned
from .homes import WARM
from .site import Site, View

Array = np.ndarray[Any, np.dtype[np.float32]]

AIR = 0.004
_MIDDLE, _LONG, _WIDE = 7.5, 6.6, 4.6  # metres: where the water lies, half its extent along z and across
_LEVEL = -0.20
_TEMPLE = 27.0
_VIEWS = {
    "wide": View((0.3, 2.3, -0.9), 0.0, 0.88, 0.37, 0.8),
    "medium": View((-1.2, 2.4, 1.2), 8.0, 1.0, 0.15, 0.6),
    "close": View((-2.9, 2.2, 5.4), -14.0, 1.0, 0.5, 0.3, down=66.0),
    "detail": View((-0.5, 1.15, 6.2), 24.0, 1.15, 0.5, 0.1, down=64.0),
}
_SEEN = {
    "wide": (0.3, 3.9, 1.9),
    "medium": (-0.8, 4.4, 1.35),
    "close": (-2.75, 6.5, 0.95),
    "detail": (-0.3, 6.75, 0.46),
}
"""Where on the water a shot looks (x, z), and how far about it carp swim, metres."""


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: behind the trees to one side."""
    return side * float(rng.uniform(0.3, 0.6) if hour != "day" else rng.uniform(0.9, 1.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    place, rng = site.place, site.rng
    seed = int(rng.integers(1, 1 << 16))
    moss = (0.74, 0.72, 0.70) if site.snow > 0 else (0.022, 0.075, 0.040)
    ground = place.material(skins.GROUND, moss, tuple(1.5 * part for part in moss), scale=1.8)
    water = place.material(skins.WATER, (0.020, 0.026, 0.009), gloss=0.045, rough=0.0, scale=2.6)
    site.water.append(water)
    place.add(_banks(seed, ground), sheet(-9, 9, -1, 16, _LEVEL, water))
    view = _VIEWS[shot]
    view = replace(view, eye=(view.eye[0] * side, *view.eye[1:]), yaw=view.yaw * side)
    _stones(site, seed)
    carp = _fish(site, seed, shot, side)
    _lilies(site, seed, shot, side, carp)
    for x, z, family in ((-3.6, 13.2, EVEN), (3.1, 14.0, ODD), (-5.0, 6.0, ODD)):
        _lantern(site, side * x * float(_reach(x, z, seed)), z, family)
    _bushes(site, seed)
    if shot in ("wide", "medium"):
        _trees(site, view)
        _hall(site)
    return view


def _shore(x: Any, z: Any, seed: int) -> Array:
    """Return how far from the water places are, in shares of its extent: below 1 they lie in it."""
    x, z = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
    bend = 0.20 * fbm_at(np.ascontiguousarray(x), np.ascontiguousarray(z), 4.5, seed, 3)
    return np.asarray(np.hypot(x / _WIDE, (z - _MIDDLE) / _LONG) + bend, np.float32)


def _reach(x: float, z: float, seed: int) -> float:
    """Return by how much to move a place away from the middle for it to be dry."""
    shares = np.linspace(1.0, 2.0, 21)
    dry = _shore(shares * x, np.full(21, z), seed) > 1.06
    return float(shares[int(np.argmax(dry))])


def _heights(x: Any, z: Any, seed: int) -> Array:
    """Return the height of the ground: the bank falls steeply to the water, the garden rises behind."""
    x, z = (
        np.ascontiguousarray(one) for one in np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
    )
    bank = np.clip((_shore(x, z, seed) - 1.0) * 4.0, -0.9, 0.04)
    mounds = 0.5 * np.clip((np.hypot(x, z - _MIDDLE) - 7.0) / 9.0, 0, 1) * (1 + 0.8 * fbm_at(x, z, 6.0, seed + 3, 3))
    return np.asarray(bank + mounds + 0.03 * fbm_at(x, z, 0.8, seed + 5, 3), np.float32)


def _banks(seed: int, skin: int) -> Mesh:
    near = np.arange(-6.0, 18.0, 0.16)
    z = np.concatenate([near, 18.0 * (240.0 / 18.0) ** np.linspace(0, 1, 70)])
    u = np.linspace(-1, 1, 170)
    x = (0.55 * u + 0.45 * u**3)[None, :] * (11.0 + 0.9 * np.maximum(z, 0))[:, None]
    along = np.broadcast_to(z[:, None], x.shape)
    points = np.stack([x, _heights(x, along, seed), along], -1)[::-1]
    return grid(points, skin, uv=points[..., [0, 2]])


def _stones(site: Site, seed: int) -> None:
    """Set stones about the water, some of them in it."""
    rng = site.rng
    for a in np.arange(0, 2 * math.pi, 0.105):
        way = float(a + rng.normal(0, 0.02))
        shares = np.linspace(0.6, 1.5, 60)
        x, z = shares * _WIDE * math.cos(way), _MIDDLE + shares * _LONG * math.sin(way)
        share = float(shares[int(np.argmax(_shore(x, z, seed) > 0.97))]) + float(rng.normal(0, 0.02))
        size = float(rng.uniform(0.14, 0.34)) * (1.7 if rng.random() < 0.18 else 1.0)
        stone = _stone(site, share * _WIDE * math.cos(way), _MIDDLE + share * _LONG * math.sin(way), size)
        site.place.add(stone.moved(0, _LEVEL + 0.10, 0))


def _fish(site: Site, seed: int, shot: str, side: float) -> list[tuple[float, float]]:
    """Let carp swim where the shot looks, deep ones dim; return where."""
    rng = site.rng
    x0, z0, about = _SEEN[shot]
    shallow, deep = koi_skins(site.place, 1.0), koi_skins(site.place, 0.26)
    many = {"wide": 24, "medium": 20, "close": 13, "detail": 7}[shot]
    taken: list[tuple[float, float]] = []
    for n in range(6 * many):
        x = side * x0 + about * float(rng.uniform(-0.75, 0.75))
        z = z0 + about * float(rng.uniform(-1.25, 1.25))
        if _shore(x, z, seed) > 0.86 or any(math.hypot(x - a, z - b) < 0.34 for a, b in taken) or len(taken) >= many:
            continue
        taken.append((x, z))
        is_deep = n % 3 == 2
        long_ = float(rng.uniform(0.5, 0.8) if shot in ("wide", "medium") else rng.uniform(0.42, 0.66)) * (
            0.8 if is_deep else 1.0
        )
        one = koi(deep if is_deep else shallow, rng, bend=float(rng.normal(0, 0.5)))
        turn = float(rng.uniform(0, 6.28))
        site.place.add(one.moved(x, _LEVEL + (0.004 if is_deep else 0.012), z, turn, long_))
        ahead, aside = 0.5 * long_ * math.cos(turn), 0.5 * long_ * math.sin(turn)
        site.swimmers.append(((x - ahead, _LEVEL, z - aside), (x + ahead, _LEVEL, z + aside)))
    return taken


def _lilies(site: Site, seed: int, shot: str, side: float, carp: list[tuple[float, float]]) -> None:
    """Lay pads on the water in groups at the edge of what is seen, none over a carp, and flowers on a few."""
    place, rng = site.place, site.rng
    pad = place.material(skins.LEAF, (0.022, 0.10, 0.040), (0.07, 0.26, 0.12), gloss=0.03, rough=0.5)
    petal = place.material(skins.LEAF, (0.42, 0.30, 0.74), (0.80, 0.76, 0.90))
    heart, anther = (place.material(skins.PLAIN, tone) for tone in ((0.06, 0.40, 0.70), (0.08, 0.50, 0.80)))
    x0, z0, about = _SEEN[shot]
    groups = [
        (side * x0 + about * a, z0 + about * b)
        for a, b in ((0.95, 0.9), (-0.95, -0.5), (0.85, -1.2), (-0.9, 1.4), (0.1, 2.2), (1.0, 0.1))
    ]
    size = 0.62 if shot == "detail" else 0.85 if shot == "close" else 1.2
    turn, out = np.linspace(0.2, 2 * math.pi - 0.2, 49), np.linspace(0, 1, 9)
    for n in range(60):
        gx, gz = groups[n % len(groups)]
        x, z = gx + 0.20 * about * float(rng.normal()), gz + 0.24 * about * float(rng.normal())
        if _shore(x, z, seed) > 0.93 or any(math.hypot(x - a, z - b) < 0.26 for a, b in carp):
            continue
        radius, way = size * float(rng.uniform(0.08, 0.19)), float(rng.uniform(0, 6.28))
        rim = radius * (1 + 0.03 * np.sin(6 * turn + n))
        flat = out[:, None] * rim[None]
        rise = 0.012 + 0.0004 * n + 0.09 * radius * (out**6)[:, None] * (1 + 0.5 * np.sin(5 * turn + n))[None]
        points = np.stack([flat * np.cos(turn + way), rise, flat * np.sin(turn + way)], -1)
        veins = 0.18 * (np.cos(18 * turn)[None] ** 8) * np.clip(out * 4, 0, 1)[:, None]
        tone = np.clip(0.42 + 0.25 * float(rng.uniform(-1, 1)) + veins + 0.2 * out[:, None] ** 8, 0.02, 0.97)
        uv = np.stack([tone, np.broadcast_to(out[:, None], tone.shape)], -1)
        place.add(grid(points[:, ::-1], pad, uv=uv[:, ::-1]).moved(x, _LEVEL, z))
        if n % 9 == 3:
            for scale, lift in ((3.2 * size, 0.02), (2.2 * size, 0.035)):
                flower = _turned(_flower(rng, petal, heart, anther), (0.1, 1.0, -0.1))
                place.add(flower.moved(x, _LEVEL + lift, z, float(rng.uniform(0, 6.28)), scale))


def _leaf(site: Site, dark: tuple[float, ...], light: tuple[float, ...]) -> int:
    through = tuple(0.10 * a * b for a, b in zip(light, site.light.sun, strict=True))
    return site.place.material(skins.LEAF, dark, light, glow=through, family=SKY)


def _bushes(site: Site, seed: int) -> None:
    """Plant clipped bushes in mounds about the pond."""
    place, rng = site.place, site.rng
    snow = site.snow > 0
    leaf = (
        _leaf(site, (0.5, 0.5, 0.5), (0.8, 0.8, 0.8)) if snow else _leaf(site, (0.016, 0.07, 0.03), (0.05, 0.19, 0.09))
    )
    for _ in range(40):
        way, share = float(rng.uniform(0, 6.28)), float(rng.uniform(1.25, 1.75))
        x, z = share * _WIDE * math.cos(way), _MIDDLE + share * _LONG * math.sin(way)
        if z < 1.5 or (abs(x) < 1.6 and z > 10):
            continue
        radius = float(rng.uniform(0.45, 1.0))
        up = rng.normal(size=(2600, 3)).astype(np.float32)
        up[:, 1] = np.abs(up[:, 1])
        up /= np.linalg.norm(up, axis=1, keepdims=True)
        at = up * [radius, 0.72 * radius, radius] * rng.uniform(0.9, 1.0, (len(up), 1))
        base = float(_heights(x, z, seed).flat[0])
        mound = leaves(at, up + 0.5 * rng.normal(size=up.shape), rng.uniform(0.03, 0.055, len(up)), leaf, rng)
        place.add(mound.moved(x, base - 0.05, z))


def _trees(site: Site, view: View) -> None:
    """Plant maples and pines behind the pond and beside it."""
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.020, 0.022, 0.028))
    leaf = [
        _leaf(site, (0.012, 0.045, 0.24), (0.03, 0.13, 0.52)),
        _leaf(site, (0.014, 0.06, 0.026), (0.05, 0.20, 0.09)),
        _leaf(site, (0.02, 0.09, 0.05), (0.06, 0.28, 0.16)),
    ]
    kinds = []
    for skin in leaf:
        grown = tree(rng, float(rng.uniform(5.4, 7.2)), leafy=0 if site.is_winter else 9000, leaf=0.085, gnarled=0.8)
        kinds.append(
            Mesh(
                grown.points,
                grown.carried,
                grown.triangles,
                np.where(grown.skins == pagoda.LEAF, skin, bark).astype(np.int16),
            )
        )
    spots = [(-6.6, 13.0, 0), (7.2, 16.0, 0), (-9.5, 19.0, 1), (10.5, 21.0, 2)]
    spots += [
        (float(x) + float(rng.normal(0, 1)), 38.0 + float(rng.uniform(0, 14)), 1 + n % 2)
        for n, x in enumerate(np.linspace(-34, 34, 18))
    ]
    for x, z, n in spots:
        place.add(kinds[n].moved(x, 0.2, z, float(rng.uniform(0, 6.28)), 1.0 if z < 30 else 1.7))


def _hall(site: Site) -> None:
    """Set a temple of wood behind the pond; its paper windows are lit after dark."""
    place = site.place
    strong = max(site.dark, 0.10)
    wood = place.material(skins.WOOD, (0.030, 0.045, 0.085), scale=0.2)
    made: dict[int, int] = {
        pagoda.TILE: place.material(skins.PLASTER, (0.075, 0.07, 0.06) if site.snow <= 0 else (0.7, 0.68, 0.66)),
        pagoda.RIDGE: place.material(skins.PLASTER, (0.06, 0.055, 0.05)),
        pagoda.PLASTER: place.material(skins.PLASTER, (0.42, 0.46, 0.50)),
        pagoda.STONE: place.material(skins.PLASTER, (0.16, 0.165, 0.17)),
        pagoda.PAPER: place.material(
            skins.PLAIN, (0.40, 0.44, 0.47), glow=tuple(1.5 * strong * part for part in WARM), family=EVEN
        ),
    }
    hall = pagoda.temple(pagoda.SHRINE if site.rng.random() < 0.4 else pagoda.HALL, spire=False).mesh
    skin = np.array([made.get(number, wood) for number in range(64)], np.int16)[hall.skins]
    place.add(Mesh(hall.points, hall.carried, hall.triangles, skin).moved(0.0, 0.35, _TEMPLE, 0.12))
