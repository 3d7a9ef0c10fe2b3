"""The ground of canyon country: strata that break in cliffs and benches, a river or a plain, and what grows on it.

Heights are metres above the floor. What is steep and what is gentle follows a table of layers, hard ones and soft ones, so cliffs lie
at the same height on both sides of a valley; so do the colours of the rock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    LENT,
    faded_noise as _noise,
    fbm,
    gradient_at as _wave,
    lattice_random,
    smoothstep,
)

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.relief import Points

Array = np.ndarray[Any, np.dtype[np.float32]]

PROFILE = 4096  # entries of the table of layers
BANDS = 768  # entries of the table of colours
(HIGH, WIDE, BED, RIVER, SWING, PHASE, LENGTH, FLOOR, TRACK, SCRUB, SIZE) = range(11)

_0, _1, _HALF = np.float32(0), np.float32(1), np.float32(0.5)


@njit(**LENT)
def _fold(n):  # type: ignore[no-untyped-def]
    """Return the size of a noise, rounded at its creases: gullies, no slits."""
    return np.sqrt(n * n + np.float32(0.012)) - np.float32(0.11)


@njit(**LENT)
def middle_at(z, land):  # type: ignore[no-untyped-def]
    """Return x of the middle of the valley, or of the track."""
    turn = z / land[LENGTH] + land[PHASE]
    return land[SWING] * (np.sin(turn) - np.sin(land[PHASE]) + np.float32(0.42) * (
        np.sin(np.float32(2.3) * turn + _1) - np.sin(np.float32(2.3) * land[PHASE] + _1)))  # fmt: skip


@njit(**LENT)
def _layered(u, profile, e):  # type: ignore[no-untyped-def]
    """Return the share of the height; single beds of a cliff only where they are seen."""
    line = profile[0] if e < _HALF else profile[1]
    at = min(max(u, _0), _1) * np.float32(PROFILE - 1)
    i = min(np.int32(at), np.int32(PROFILE - 2))
    return line[i] + (line[i + 1] - line[i]) * (at - np.float32(i))


@njit(**LENT)
def _is_bench(u, profile):  # type: ignore[no-untyped-def]
    """Return whether no cliff is near."""
    i = min(max(np.int32(u * np.float32(PROFILE)), np.int32(0)), np.int32(PROFILE - 1))
    low, high = max(i - 60, 0), min(i + 60, PROFILE - 1)
    return profile[1, high] - profile[1, low] < np.float32(1.1) * np.float32(high - low) / np.float32(PROFILE)


@njit(**LENT)
def _scrub(x, z, land, seed, e):  # type: ignore[no-untyped-def]
    """Return how far bushes stand out of the ground, metres."""
    if e > np.float32(0.35):
        return _0
    cell = np.float32(2.3)
    ix, iz = np.int32(np.floor(x / cell)), np.int32(np.floor(z / cell))
    best = _0
    for i in range(-1, 2):
        for k in range(-1, 2):
            jx, jz = ix + i, iz + k
            if lattice_random(jx, jz, seed) > land[SCRUB]:
                continue
            cx = (np.float32(jx) + np.float32(0.2) + np.float32(0.6) * lattice_random(jx, jz, seed + 1)) * cell
            cz = (np.float32(jz) + np.float32(0.2) + np.float32(0.6) * lattice_random(jx, jz, seed + 2)) * cell
            size = lattice_random(jx, jz, seed + 3)
            r = np.float32(0.16) + np.float32(0.55) * size * size * size
            away = ((x - cx) * (x - cx) + (z - cz) * (z - cz)) / (r * r)
            if away < np.float32(1.6):
                rough = np.float32(0.30) * _noise(x, z, np.float32(0.30), seed + 4, e) + np.float32(0.25) * _noise(
                    x, z, np.float32(0.09), seed + 5, e
                )
                best = max(best, r * np.float32(0.8) * max(_1 - away + rough, _0) ** np.float32(0.7))
    return best


@njit(**LENT)
def _gorge(x, z, e, land, profile, seed):  # type: ignore[no-untyped-def]
    side = x - middle_at(z, land)
    s = abs(side) - land[BED] * (_1 + np.float32(0.35) * _wave(_0, z / np.float32(140), seed + 9))
    # Headlands and side valleys, then buttresses, then what weather breaks off.
    s += np.float32(95) * _wave(x / np.float32(260), z / np.float32(260), seed) * smoothstep(
        np.float32(-10), np.float32(70), s)  # fmt: skip
    s += np.float32(40) * _fold(_wave(x / np.float32(105), z / np.float32(105), seed + 1)) - np.float32(11)
    s += np.float32(15) * _fold(_noise(x, z, np.float32(38), seed + 2, e)) - np.float32(3)
    s += np.float32(4.5) * _noise(x, z, np.float32(13), seed + 3, e)
    s += np.float32(1.2) * _fold(_noise(x, z, np.float32(5), seed + 4, e)) + np.float32(0.3) * _noise(
        x, z, np.float32(1.7), seed + 5, e
    )
    h = land[HIGH] * _layered(s / land[WIDE], profile, e)
    if s > land[WIDE] * np.float32(0.9):  # the high plain, with what is left of a plain that was higher still
        over = _wave(x / np.float32(620), z / np.float32(620), seed + 21) + np.float32(0.25) * _wave(
            x / np.float32(170), z / np.float32(170), seed + 22
        )
        over += np.float32(0.05) * _noise(x, z, np.float32(40), seed + 23, e)
        away = smoothstep(np.float32(180), np.float32(420), s)
        h += np.float32(0.42) * land[HIGH] * _layered((over - np.float32(0.06)) / np.float32(0.30), profile, e) * away
        h += np.float32(1.6) * _noise(x, z, np.float32(45), seed + 24, e)
    if s < np.float32(30):
        flat = smoothstep(np.float32(30), np.float32(-4), s)
        bank = abs(side) - land[RIVER] * (_1 + np.float32(0.30) * _wave(_0, z / np.float32(60), seed + 11))
        bank += np.float32(1.5) * _noise(x, z, np.float32(9), seed + 12, e)
        h += flat * min(max(bank * np.float32(0.10), np.float32(-1)), np.float32(3.5))
    h += np.float32(0.22) * _noise(x, z, np.float32(7), seed + 6, e) * smoothstep(_0, np.float32(3), h)
    h += np.float32(0.07) * _noise(x, z, np.float32(1.1), seed + 7, e) + np.float32(0.03) * _noise(
        x, z, np.float32(0.3), seed + 8, e
    )
    if h > _HALF and (s < _0 or s > land[WIDE] or _is_bench(s / land[WIDE], profile)):
        h += _scrub(x, z, land, seed + 77, e)
    return max(h, _0)


@njit(**LENT)
def _mesas(x, z, e, land, buttes, profile, seed):  # type: ignore[no-untyped-def]
    h = np.float32(3.2) * _wave(x / np.float32(120), z / np.float32(120), seed + 1)
    h += np.float32(0.6) * _noise(x, z, np.float32(24), seed + 2, e) + np.float32(0.07) * _noise(
        x, z, np.float32(3.1), seed + 3, e
    )
    h += np.float32(0.022) * _noise(x, z, np.float32(0.7), seed + 4, e) + np.float32(0.012) * _noise(
        x, z, np.float32(0.2), seed + 5, e
    )
    if e < np.float32(0.03):
        h += np.float32(0.006) * _noise(x, z, np.float32(0.06), seed + 6, e)
    for b in range(buttes.shape[0]):
        tall = buttes[b, 3]
        dx = (x - buttes[b, 0]) * buttes[b, 4]
        dz = z - buttes[b, 1]
        away = np.sqrt(dx * dx + dz * dz)
        reach = buttes[b, 2]
        spread = tall * np.float32(1.05)
        if away > np.float32(1.5) * reach + spread:
            continue
        part = np.int32(seed + 30 * (b + 2))
        s = reach - away
        s += reach * np.float32(0.34) * _wave(x / (_HALF * reach), z / (_HALF * reach), part)
        rough = smoothstep(-spread, _0, s) * np.float32(0.75) + np.float32(0.25)
        s += rough * min(np.float32(0.16) * reach, np.float32(26)) * (
            _fold(_noise(x, z, max(np.float32(0.16) * reach, np.float32(9)), part + 1, e)) - np.float32(0.25))  # fmt: skip
        s += rough * (np.float32(4.0) * _fold(_noise(x, z, np.float32(11), part + 2, e)) + np.float32(0.9) * _noise(
            x, z, np.float32(4), part + 3, e) + np.float32(0.22) * _noise(x, z, np.float32(1.6), part + 4, e))  # fmt: skip
        u = (s + spread * np.float32(0.78)) / spread
        h = max(h, _0) * (_1 if u <= _0 else _HALF) + tall * _layered(u, profile, e) if u > _0 else h
    if land[TRACK] > 0:
        off = abs(x - middle_at(z, land))
        worn = smoothstep(np.float32(3.4), np.float32(2.1), off)
        rut = smoothstep(np.float32(0.45), np.float32(0.15), abs(off - np.float32(0.85)))
        h -= worn * (np.float32(0.10) + np.float32(0.07) * rut)
    return h


@njit(**LENT)
def _height(x, z, e, land, buttes, profile, seed):  # type: ignore[no-untyped-def]
    if buttes.shape[0]:
        bare = land[TRACK] > 0 and abs(x - middle_at(z, land)) < np.float32(3)
        return _mesas(x, z, e, land, buttes, profile, seed) + (_0 if bare else _scrub(x, z, land, seed + 77, e))
    return _gorge(x, z, e, land, profile, seed)


@njit(**LENT)
def fill_heights(x, z, foot, land, buttes, profile, seed, out):  # type: ignore[no-untyped-def]
    """Write the height of each of the flat positions; without buttes it is a gorge."""
    for i in range(x.shape[0]):
        out[i] = _height(x[i], z[i], foot[i], land, buttes, profile, seed)


@njit(**LENT)
def settle(x, y, z, way_x, way_z, slope, reach, foot, land, buttes, profile, seed):  # type: ignore[no-untyped-def]
    """Move points that were found between two samples of a ray to where it meets the ground, in place.

    The samples lie on circles about the camera, which would show on every cliff.
    """
    for i in range(x.shape[0]):
        e = max(foot[i], np.float32(0.012))
        low, high = -reach[i], reach[i]
        middle = _0
        for _ in range(6):
            off = _height(x[i] + way_x[i] * middle, z[i] + way_z[i] * middle, e, land, buttes, profile, seed)
            off -= y[i] + slope[i] * middle
            if abs(off) < np.float32(0.25) * e:
                break
            if off < _0:
                low = middle
            else:
                high = middle
            middle = _HALF * (low + high)
        x[i] += way_x[i] * middle
        y[i] += slope[i] * middle
        z[i] += way_z[i] * middle


@njit(**FLAGS)
def fill_rock(x, y, z, foot, land, buttes, profile, bands, seed, normal, albedo, water):  # type: ignore[no-untyped-def]
    """Write normals (points, 3), the colour of the ground (points, 3) and where water is (points,) of points that are seen."""
    high = land[HIGH]
    hs = np.zeros(5, np.float32)
    for i in range(x.shape[0]):
        px, pz, e = x[i], z[i], max(foot[i], np.float32(0.012))
        bush = _scrub(px, pz, land, seed + 77, e)
        # Here, aside and ahead; then more broadly: a cliff seen finely is a curtain of streaks, and nothing grows on it.
        wide = max(e, np.float32(1.3))
        for k in range(5):
            if k == 3 and bush < np.float32(0.01) and (hs[1] - hs[0]) ** 2 + (hs[2] - hs[0]) ** 2 < e * e:
                break
            reach = e if k < 3 else wide
            aside, ahead = reach * np.float32(k % 2), reach * np.float32(k == 2 or k == 4)
            hs[k] = _height(px + aside, pz + ahead, reach, land, buttes, profile, seed)
        at = hs[0]
        nx, nz = at - hs[1], at - hs[2]
        if nx * nx + nz * nz > e * e:
            share = e / wide * np.float32(0.65)
            nx = np.float32(0.35) * nx + share * (at - hs[3])
            nz = np.float32(0.35) * nz + share * (at - hs[4])
        if bush > np.float32(0.01) and abs(at - hs[3]) + abs(at - hs[4]) > np.float32(1.6):
            bush = _0
        length = _1 / np.sqrt(nx * nx + nz * nz + e * e)
        nx *= length
        nz *= length
        ny = e * length
        water[i] = _1 if not buttes.shape[0] and at <= np.float32(0.0005) else _0
        # On a cliff the height of the ground is not the height of what is seen.
        level = y[i] if ny < np.float32(0.5) else at
        bent = level + np.float32(0.012) * high * _wave(px / np.float32(160), pz / np.float32(160), seed + 51)
        bent += np.float32(1.1) * _noise(px, pz, np.float32(17), seed + 52, e)
        band = min(max(bent / high, _0), np.float32(1.5)) / np.float32(1.5) * np.float32(BANDS - 1)
        k = min(np.int32(band), np.int32(BANDS - 2))
        t = band - np.float32(k)
        steep = smoothstep(np.float32(0.72), np.float32(0.45), ny)
        # Beds within a layer, cracks that run down, and dark streaks where water runs over a cliff.
        fine = _noise(level, px * np.float32(0.05) + pz * np.float32(0.05), np.float32(2.4), seed + 53, e) + np.float32(
            0.7
        ) * _noise(level, px * np.float32(0.04), np.float32(0.55), seed + 54, e)
        down = level * np.float32(0.035)
        streak = _noise(px + down, pz - down, np.float32(6.5), seed + 55, e) + np.float32(0.7) * _noise(
            px + down, pz, np.float32(2.1), seed + 56, e
        )
        # They begin at a ledge and dry up, or a wall would be a plaid.
        fade = smoothstep(
            np.float32(-0.05),
            np.float32(0.35),
            _noise(px + np.float32(0.4) * level, pz + level, np.float32(23), seed + 62, e),
        )
        grain = fbm(px * np.float32(0.9), pz * np.float32(0.9) + level, seed + 57, 2) if e < np.float32(0.4) else _0
        tone = _1 + steep * (np.float32(0.19) * fine - np.float32(0.30) * fade * max(streak - np.float32(0.05), _0))
        tone *= _1 + np.float32(0.16) * grain
        if e < np.float32(0.30) and steep > np.float32(0.05):  # from near: broken faces, and cracks between blocks
            along = px + np.float32(0.6) * pz
            broken = _noise(_HALF * along, level, np.float32(1.1), seed + 63, e) + np.float32(0.8) * _noise(
                np.float32(0.7) * along, level, np.float32(0.36), seed + 64, e) + np.float32(0.6) * _noise(
                along, level, np.float32(0.11), seed + 65, e)  # fmt: skip
            crack = smoothstep(
                np.float32(0.07), _0, abs(_noise(along, np.float32(0.45) * level, np.float32(2.6), seed + 66, e))
            )
            crack *= smoothstep(np.float32(0.30), np.float32(0.08), e)
            tone *= _1 + steep * (np.float32(0.22) * broken - np.float32(0.34) * crack)
        patch = _wave(px / np.float32(31), pz / np.float32(31), seed + 58)
        soil = _1 - steep
        growth = soil * smoothstep(np.float32(-0.5), np.float32(0.5), patch) * land[SCRUB] * smoothstep(
            np.float32(0.80), np.float32(0.95), ny)  # fmt: skip
        green = _0
        leaf = _1
        if bush > np.float32(0.01):
            green = np.float32(0.92)
            leaf = max(_1 + np.float32(1.2) * _noise(px + level, pz, np.float32(0.07), seed + 60, e * _HALF) + np.float32(0.8) * _noise(
                px, pz + level, np.float32(0.21), seed + 61, e), np.float32(0.15))  # fmt: skip
        elif e > np.float32(0.20):
            spots = smoothstep(
                np.float32(0.12), np.float32(0.42), _noise(px, pz, np.float32(2.6), seed + 59, e * _HALF)
            )
            seen = smoothstep(np.float32(1.4), np.float32(0.5), e)
            green = growth * (np.float32(0.9) * spots * seen + np.float32(0.30) * (_1 - seen))
        dust = np.float32(0.60) if not buttes.shape[0] else np.float32(0.85)
        stony = _1
        if e < np.float32(0.12):  # before the feet: gravel, no velvet
            stony += soil * np.float32(0.24) * (
                _noise(px, pz, np.float32(0.55), seed + 67, e) + np.float32(0.9) * _noise(px, pz, np.float32(0.16), seed + 68, e)
                + np.float32(0.8) * _noise(px, pz, np.float32(0.05), seed + 69, e))  # fmt: skip
        worn = _0
        if land[TRACK] > 0:
            worn = soil * smoothstep(np.float32(3.2), np.float32(1.8), abs(px - middle_at(pz, land)))
        for c in range(3):
            rock = (bands[k, c] + (bands[k + 1, c] - bands[k, c]) * t) * tone
            earth = bands[BANDS, c] * (_1 + np.float32(0.14) * patch + np.float32(0.12) * grain) * stony
            value = rock + (earth - rock) * soil * dust
            value += (bands[BANDS + 1, c] * leaf - value) * green * (_1 - worn)
            value += (np.float32(1.35) * earth - value) * worn * np.float32(0.7)
            albedo[i, c] = value
        normal[i, 0], normal[i, 1], normal[i, 2] = nx, ny, nz


@dataclass
class Country:
    """One place in canyon country.

    Attributes
    ----------
    land : ndarray
        Lengths in metres by the names at the top of this module.
    profile : ndarray (2, PROFILE)
        Share of the height by the share of the way from the foot of a wall to its rim, with single beds and without.
    bands : ndarray (BANDS + 2, 3)
        Colour of the rock by height, then of the earth, then of what grows; linear BGR.
    buttes : ndarray (count, 5)
        x, z, radius, height, squeeze across; none in a gorge.
    """

    land: Array
    profile: Array
    bands: Array
    seed: int
    buttes: Array = field(default_factory=lambda: np.zeros((0, 5), np.float32))

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return ground heights; see :data:`~...scenery.relief.Heights`."""
        flat = [np.ascontiguousarray(part, np.float32).ravel() for part in (x, z, foot)]
        out = np.empty_like(flat[0])
        fill_heights(*flat, self.land, self.buttes, self.profile, np.int32(self.seed), out)
        return out.reshape(x.shape)

    def settle(self, points: Points, y: Array, growth: float) -> None:
        """Move points and their heights ``y`` to where the rays meet the ground, in place; samples were ``growth`` apart."""
        flat = np.hypot(points.dx, points.dz)
        settle(
            points.x, y, points.z, points.dx / flat, points.dz / flat, points.dy / flat,
            (1.05 * growth * points.distance * flat).astype(np.float32), points.foot, self.land, self.buttes, self.profile,
            np.int32(self.seed),
        )  # fmt: skip

    def rock(self, x: Array, y: Array, z: Array, foot: Array) -> tuple[Array, Array, Array]:
        """Return normals (points, 3), colours (points, 3) and water (points,)."""
        normal, albedo = np.empty((x.size, 3), np.float32), np.empty((x.size, 3), np.float32)
        water = np.empty(x.size, np.float32)
        fill_rock(
            x, y, z, foot, self.land, self.buttes, self.profile, self.bands, np.int32(self.seed), normal, albedo, water
        )
        return normal, albedo, water

    def height(self, x: float, z: float) -> float:
        """Return the height of one place."""
        one = (np.full(1, value, np.float32) for value in (x, z, 1.0))
        return float(self.heights(*one)[0])


def walls(rng: np.random.Generator, layers: int) -> Array:
    """Return the profile of a wall: hard layers break in cliffs, soft ones lie in slopes of rubble between them."""
    thick = rng.uniform(0.4, 1.7, layers)
    hard = rng.uniform(0.55, 0.88, layers)
    hard[-1] = 0.94  # the rim is what held
    way, rise, plain = [0.0], [0.0], [0]
    for size, share in zip(thick / thick.sum(), hard, strict=True):
        cliff = 0.10 + 0.10 * (1 - share)
        way.append(way[-1] + size * (1 - cliff))
        rise.append(rise[-1] + size * (1 - share))
        foot = len(way) - 1
        for part in _ledges(rng, int(rng.integers(3, 7))):
            way += [way[-1] + size * cliff * part * 0.72, way[-1] + size * cliff * part]
            rise += [rise[-1] + size * share * part * 0.22, rise[-1] + size * share * part]
        plain += [foot, len(way) - 1]
    at = np.linspace(0, 1, PROFILE)
    smooth = np.interp(at, [way[i] for i in plain], [rise[i] for i in plain])
    return np.stack([np.interp(at, way, rise), smooth]).astype(np.float32)


def _ledges(rng: np.random.Generator, count: int) -> Array:
    """Return the shares of the beds of which a cliff consists."""
    parts = rng.uniform(0.4, 1.6, count)
    return np.asarray(parts / parts.sum(), np.float32)


def butte(rng: np.random.Generator) -> Array:
    """Return the profile of a butte: rubble at its foot, a bench, sheer rock, a flat top."""
    foot = rng.uniform(0.30, 0.42)
    way = [0.0, 0.30, 0.58, 0.70, 0.705, 0.76, 0.775, 0.80, 0.812, 0.845, 0.87, 1.0]
    rise = [0.0, 0.26, 0.66, 0.93, 1.0, 1.04, 1.9, 1.95, 2.55, 2.58, 2.68, 2.70]
    scaled = [value * foot if value <= 1 else foot + (value - 1) / 1.70 * (1 - foot) for value in rise]
    profile = np.interp(np.linspace(0, 1, PROFILE), way, scaled)
    beds = np.interp(profile, np.linspace(0, 1, 60), rng.normal(0, 0.0035, 60)) * (profile > foot) * (profile < 0.97)
    return np.stack([np.maximum.accumulate(profile + beds), profile]).astype(np.float32)


_ROCKS = np.array(
    [(0.075, 0.155, 0.37), (0.100, 0.245, 0.49), (0.17, 0.35, 0.58), (0.055, 0.095, 0.21), (0.12, 0.22, 0.42),
     (0.28, 0.44, 0.60)],
    np.float32,
)  # fmt: skip
_OFTEN = (0.30, 0.27, 0.12, 0.12, 0.14, 0.05)
_EARTH = (0.078, 0.190, 0.350)
_GROWTH = (0.055, 0.105, 0.095)


def colours(rng: np.random.Generator, layers: int, even: float) -> Array:
    """Return the table of colours: thick and thin bands of a few rocks, the more alike the more ``even`` (0 to 1)."""
    edges = np.concatenate([[0], np.cumsum(rng.gamma(1.3, 1.0, layers))])
    edges = edges / edges[-1] * BANDS
    table = np.zeros((BANDS + 2, 3), np.float32)
    last = -1
    for first, end in zip(edges, edges[1:], strict=False):
        kind = int(rng.choice(len(_ROCKS), p=_OFTEN))
        if kind == last:
            kind = (kind + 1) % 3
        last = kind
        table[int(first) : int(end) + 1] = _ROCKS[kind] * rng.uniform(0.82, 1.12)
    mean = table[:BANDS].mean(axis=0)
    table[:BANDS] += (mean - table[:BANDS]) * np.float32(even)
    table[:BANDS] = cv2.GaussianBlur(table[:BANDS], (1, 9), 0, sigmaY=1.2, borderType=cv2.BORDER_REPLICATE)
    table[BANDS], table[BANDS + 1] = _EARTH, _GROWTH
    return table
