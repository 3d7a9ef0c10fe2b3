"""A boat on a lake: a hull of planks, who rows it, its lantern, its image in the water and the rings around it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import step
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery.figures import Scenery
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

Array = np.ndarray[Any, np.dtype[np.float32]]

_WOOD, _PALE = np.array([0.050, 0.105, 0.185], np.float32), np.array([0.16, 0.26, 0.36], np.float32)
_COAT = np.array([0.018, 0.018, 0.022], np.float32)
_LANTERN = np.array([0.30, 1.05, 2.6], np.float32)
_ON_ICE = np.float32(0.5)  # of its image, what ice shows at its foot
_PAINTS = {
    "red": (0.022, 0.024, 0.42), "blue": (0.24, 0.09, 0.03), "white": (0.52, 0.54, 0.55), "yellow": (0.02, 0.30, 0.55),
    "green": (0.05, 0.16, 0.05), "black": (0.015, 0.014, 0.014),
}  # fmt: skip
# Who sits there, seen from the front or from behind: metres beside the middle and above the seat.
_TORSO = (
    (-0.20, 0.0), (-0.235, 0.18), (-0.225, 0.36), (-0.21, 0.47), (-0.13, 0.545), (-0.06, 0.575), (0.06, 0.575), (0.13, 0.545),
    (0.21, 0.47), (0.225, 0.36), (0.235, 0.18), (0.20, 0.0),
)  # fmt: skip
_HEAD = (
    (-0.075, 0.60), (-0.108, 0.70), (-0.105, 0.79), (-0.06, 0.855), (0.0, 0.868), (0.06, 0.855), (0.105, 0.79), (0.108, 0.70),
    (0.075, 0.60), (0.04, 0.56), (-0.04, 0.56),
)  # fmt: skip


@dataclass(frozen=True)
class Boat:
    """A boat; metres, radians to the right of ahead for where its bow points.

    Attributes
    ----------
    x, z : float
        Of its middle, on the water.
    heading : float
    canoe : bool
        Both ends pointed, narrow.
    paint : sequence of float
    lit : bool
        A lantern hangs at its bow.
    rowed : bool
        Somebody sits in it.
    iced : bool
        It lies in ice, which mirrors it but dimly.
    """

    x: float
    z: float
    heading: float
    canoe: bool
    paint: Any
    lit: bool
    rowed: bool
    iced: bool = False

    @property
    def long(self) -> float:
        return 5.0 if self.canoe else 4.3

    def half(self, t: Array) -> Array:
        """Return half the width at the gunwale; ``t`` runs from stern to bow, 0 to 1."""
        if self.canoe:
            return np.asarray(0.44 * np.maximum(1 - np.abs(2 * t - 1) ** 2.3, 0) ** 0.85, np.float32)
        full = np.minimum(1.0, 1.30 * np.maximum(1 - t, 0) ** 0.62) * (0.74 + 0.26 * np.minimum(1, 3.2 * t))
        return np.asarray(0.76 * full, np.float32)

    def sheer(self, t: Array) -> Array:
        """Return the height of the gunwale above the water."""
        if self.canoe:
            return np.asarray(0.30 + 0.30 * np.abs(2 * t - 1) ** 3.2, np.float32)
        return np.asarray(0.40 + 0.10 * (1 - t) ** 2 + 0.34 * t**3, np.float32)

    def world(self, along: Any, across: Any, up: Any) -> tuple[Any, Any, Any]:
        """Return a place in the world; along towards the bow from its middle, across to the right."""
        sine, cosine = math.sin(self.heading), math.cos(self.heading)
        return self.x + along * sine + across * cosine, up, self.z + along * cosine - across * sine


def boat_for(words: set[str], shot: str, side: float, focal: float, dim: bool, nobody: bool, rng: np.random.Generator) -> Boat:  # fmt: skip
    """Return the boat of a picture: near in closer ones; ``focal`` in widths of the picture."""
    away = {"wide": rng.uniform(16.5, 19.5), "medium": rng.uniform(18.0, 20.0)}.get(shot, rng.uniform(7.0, 7.6))
    x = side * {"wide": 0.16, "medium": 0.09, "close": 0.02}.get(shot, 0.04) / focal * away
    heading = side * -float(rng.uniform(0.75, 1.05)) * (0.5 if shot == "detail" else 1.0)
    paint = next((_PAINTS[word] for word in _PAINTS if word in words), _WOOD)
    return Boat(x, away, heading, bool({"canoe", "kayak"} & words), paint, dim, not nobody)


class _Sheet:
    """Facets, drawn from far to near at several times the picture's size."""

    def __init__(self, camera: Camera, light: OpenLight, azimuth: float, boat: Boat, up: float) -> None:
        self.camera, self.light, self.boat, self.up = camera, light, boat, up
        self.sun = light.towards(azimuth)
        self.facets: list[tuple[float, Array, Array, Array, float]] = []

    def point(self, along: float, across: float, high: float) -> tuple[float, float, float]:
        x, y, z = self.boat.world(along, across, self.up * high)
        return self.camera.project(float(x), float(y), float(z))

    def facet(
        self, corners: list[tuple[float, float, float]], albedo: Any, *, inside: float = 1.0, nearer: float = 0.0
    ) -> None:
        """Add a facet of places along, across and above; ``inside`` is how much of the sky it sees."""
        seen = [self.point(*corner) for corner in corners]
        world = np.array([self.boat.world(*corner) for corner in corners], np.float32)
        normal = np.cross(world[1] - world[0], world[-1] - world[0])
        normal /= max(float(np.linalg.norm(normal)), 1e-9)
        to_eye = np.array([self.camera.x, self.camera.y, self.camera.z], np.float32) - world[0]
        if float(normal @ to_eye) < 0:
            normal = -normal
        light = self.light
        albedo = np.asarray(albedo, np.float32)
        sky = (
            albedo
            * np.array(light.ambient, np.float32)
            * np.float32((0.45 + 0.55 * max(float(normal[1]), 0.0)) * inside)
        )
        lit = max(float(normal @ np.array(self.sun, np.float32)), 0.0)
        grazing = 1 - min(abs(float(normal @ to_eye)) / max(float(np.linalg.norm(to_eye)), 1e-6), 1.0)
        sun = np.array(light.sun, np.float32) * (
            albedo * np.float32(0.9 * lit * inside) + np.float32(0.015 * grazing**4)
        )
        lamp = 0.0
        if self.boat.lit:
            place = np.array(self.boat.world(0.36 * self.boat.long, 0.0, 0.95), np.float32)
            way = place - world.mean(axis=0)
            away = max(float(np.linalg.norm(way)), 0.1)
            lamp = max(float(normal @ way) / away, 0.0) / (0.25 + away * away)
        away_ = sum(p[2] for p in seen) / len(seen) - nearer
        self.facets.append(
            (away_, np.array([p[:2] for p in seen], np.float32), sky, sun, lamp * float(albedo.mean() + 0.02))
        )

    def draw(self, width: int, height: int) -> tuple[tuple[slice, slice], Array, Array, Array, Array] | None:
        """Return where it is, its cover, light of the sky, of the sun and of the lantern (grey)."""
        every = np.concatenate([facet[1] for facet in self.facets])
        x0, y0 = (max(int(v) - 3, 0) for v in every.min(axis=0))
        x1, y1 = (min(int(v) + 4, limit) for v, limit in zip(every.max(axis=0), (width, height), strict=True))
        if x1 - x0 < 2 or y1 - y0 < 2:
            return None
        fine = 3 if x1 - x0 < 700 else 2
        rows, columns = (y1 - y0) * fine, (x1 - x0) * fine
        picture, cover = np.zeros((rows, columns, 3), np.float32), np.zeros((rows, columns), np.float32)
        sunny, lamp = np.zeros((rows, columns, 3), np.float32), np.zeros((rows, columns), np.float32)
        for _, corners, sky, sun, warm in sorted(self.facets, key=lambda facet: -facet[0]):
            fixed = np.round((corners - (x0, y0)) * (fine * 16) - 8).astype(np.int32)
            cv2.fillPoly(picture, [fixed], sky.tolist(), cv2.LINE_8, 4)
            cv2.fillPoly(sunny, [fixed], sun.tolist(), cv2.LINE_8, 4)
            cv2.fillPoly(lamp, [fixed], warm, cv2.LINE_8, 4)
            cv2.fillPoly(cover, [fixed], 1.0, cv2.LINE_8, 4)
        size = (x1 - x0, y1 - y0)
        small = [cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (cover, picture, sunny, lamp)]
        return (slice(y0, y1), slice(x0, x1)), small[0], small[1], small[2], small[3]


def _hull(sheet: _Sheet) -> None:
    """Build the hull: planks outside, ribs and boards inside, seats, the gunwale."""
    boat = sheet.boat
    ts = np.linspace(0.0, 1.0, 33).astype(np.float32)
    half, sheer = boat.half(ts), boat.sheer(ts)
    along = (ts - 0.5) * boat.long
    strakes = 5
    for side in (-1.0, 1.0):
        for i in range(len(ts) - 1):
            for k in range(strakes):
                low, high = k / strakes, (k + 1) / strakes
                corners = []
                for j, s in ((i, low), (i + 1, low), (i + 1, high), (i, high)):
                    flare = 0.70 + 0.30 * s**0.7
                    corners.append(
                        (float(along[j]), side * float(half[j]) * flare, -0.04 + (float(sheer[j]) + 0.04) * s)
                    )
                sheet.facet(
                    corners, np.asarray(boat.paint) * (0.80 + 0.09 * k), nearer=0.02 if k == strakes - 1 else 0.0
                )
                lap = [corners[0], corners[1], (corners[1][0], corners[1][1], corners[1][2] + 0.013),
                       (corners[0][0], corners[0][1], corners[0][2] + 0.013)]  # fmt: skip
                sheet.facet(lap, np.asarray(boat.paint) * 0.35, nearer=0.01)
            inner = [
                (float(along[j]), side * float(half[j]) * share, float(sheer[j]) * high)
                for j, share, high in ((i, 0.95, 1.0), (i + 1, 0.95, 1.0), (i + 1, 0.62, 0.12), (i, 0.62, 0.12))
            ]
            sheet.facet(inner, _WOOD * (0.85 if i % 4 else 0.45), inside=0.55, nearer=-0.10)
            floor = [
                (float(along[j]), side * share * float(half[j]), high)
                for j, share, high in ((i, 0.0, 0.06), (i + 1, 0.0, 0.06), (i + 1, 0.64, 0.08), (i, 0.64, 0.08))
            ]
            sheet.facet(floor, _WOOD * 0.7, inside=0.4, nearer=-0.25)
            rail = [(float(along[j]), side * float(half[j]) * share, float(sheer[j]) + 0.02)
                    for j, share in ((i, 1.03), (i + 1, 1.03), (i + 1, 0.93), (i, 0.93))]  # fmt: skip
            sheet.facet(rail, _PALE, nearer=0.06)
    if not boat.canoe:
        wide, top = float(half[0]), float(sheer[0])
        start = float(along[0])
        sheet.facet(
            [(start, -0.7 * wide, -0.04), (start, 0.7 * wide, -0.04), (start, wide, top), (start, -wide, top)],
            np.asarray(boat.paint) * 0.9,
        )
    for t in (0.2, 0.48, 0.74):
        at, wide = (t - 0.5) * boat.long, 0.92 * float(boat.half(np.array([t], np.float32))[0])
        sheet.facet(
            [(at - 0.13, -wide, 0.29), (at + 0.13, -wide, 0.29), (at + 0.13, wide, 0.29), (at - 0.13, wide, 0.29)],
            _PALE * 0.8,
            inside=0.8,
        )


def _rower(sheet: _Sheet) -> None:
    boat, camera = sheet.boat, sheet.camera
    seat = (0.48 - 0.5) * boat.long
    for side in (-1.0, 1.0):
        if boat.canoe and side < 0:
            continue
        hand = (seat + 0.42, side * 0.20, 0.66)
        blade = (seat - 0.35, side * 2.15, -0.02) if not boat.canoe else (seat + 0.5, 0.85, -0.05)
        if boat.canoe:
            hand = (seat + 0.25, 0.05, 1.0)
        _rod(sheet, hand, blade, 0.028, _PALE)
        mid = tuple(b + 0.26 * (h - b) for b, h in zip(blade, hand, strict=True))
        _rod(sheet, mid, blade, 0.085, _PALE * 0.9)
        _rod(sheet, (seat, side * 0.20, 0.72), hand, 0.075, _COAT)
    # The body faces the eye: facets turned towards it.
    dx, dz = camera.x - boat.x, camera.z - boat.z
    size = math.hypot(dx, dz)
    right = (dz / size, -dx / size)  # across the view, in the world
    sine, cosine = math.sin(boat.heading), math.cos(boat.heading)
    for outline in (_TORSO, _HEAD):
        curve = silhouette.smooth_curve(outline)
        corners = []
        for u, v in curve[::2]:
            wx, wz = -u * right[0], -u * right[1]
            corners.append((seat + wx * sine + wz * cosine, wx * cosine - wz * sine, 0.30 + float(v)))
        sheet.facet(corners, _COAT * (1.0 if outline is _TORSO else 1.5), nearer=0.05)


def _rod(sheet: _Sheet, a: Any, b: Any, thick: float, albedo: Any) -> None:
    """Add a rod as a flat strip that faces the eye."""
    pa, pb = sheet.point(*a), sheet.point(*b)
    dx, dy = pb[0] - pa[0], pb[1] - pa[1]
    size = math.hypot(dx, dy) or 1.0
    ends = [max(thick * sheet.camera.focal / p[2], 0.9) / 2 for p in (pa, pb)]
    nx, ny = -dy / size, dx / size
    corners = np.array(
        [(p[0] + way * nx * end, p[1] + way * ny * end) for p, end, way in zip((pa, pb, pb, pa), (*ends, *ends[::-1]), (1, 1, -1, -1),
                                                                             strict=True)], np.float32
    )  # fmt: skip
    albedo = np.asarray(albedo, np.float32)
    sky, sun = (
        albedo * np.array(sheet.light.ambient, np.float32) * 0.6,
        albedo * np.array(sheet.light.sun, np.float32) * 0.25,
    )
    sheet.facets.append(((pa[2] + pb[2]) / 2 - 0.12, corners, sky.astype(np.float32), sun.astype(np.float32), 0.01))


def draw_boat(scenery: Scenery, boat: Boat, camera: Camera, light: OpenLight, azimuth: float, water: Array) -> None:
    """Draw a boat and its image in the water, in place; its lantern goes to the lamps, and where it is, ``water`` (0 to 1) ends."""
    width, height = scenery.width, scenery.height
    if boat.lit and scenery.lamps.size == 0:
        scenery.lamps = np.zeros_like(scenery.steady)
    for up in (-1.0, 1.0):
        sheet = _Sheet(camera, light, azimuth, boat, up)
        _hull(sheet)
        if boat.rowed:
            _rower(sheet)
        if boat.lit:
            _rod(sheet, (0.36 * boat.long, 0.0, 0.30), (0.36 * boat.long, 0.0, 1.02), 0.03, _WOOD * 0.4)
        seen = sheet.draw(width, height)
        if seen is None:
            continue
        window, cover, sky, sun, lamp = seen
        if up < 0:
            cover, sky, sun, lamp = _rippled((cover, 0.62 * sky, 0.55 * sun, 0.6 * lamp), scenery.focal / boat.z)
            fall = np.linspace(0.80, 0.55, cover.shape[0], dtype=np.float32)[:, None]
            if boat.iced:
                fall = _ON_ICE * (1 - np.linspace(0, 1, cover.shape[0], dtype=np.float32)[:, None])
            cover, sky, sun, lamp = cover * fall, sky * fall[..., None], sun * fall[..., None], lamp * fall
        else:  # mist that the water mirrors is not on the boat
            water[window] *= 1 - cover
        scenery.cover(window, cover, 0.0)
        scenery.steady[window] += sky
        scenery.sun[window] += sun
        if boat.lit:
            scenery.lamps[window] += lamp[..., None] * _LANTERN * np.float32(1.2)
            _lantern(scenery, sheet, up)
    px, py, away = camera.project(boat.x, 0.0, boat.z)
    reach = 0.5 * boat.long * camera.focal / away
    rows = slice(max(int(py - 0.35 * reach), 0), min(int(py + 0.1 * reach), height))
    columns = slice(max(int(px - 0.8 * reach), 0), min(int(px + 0.8 * reach), width))
    scenery.depth[rows, columns] = np.minimum(scenery.depth[rows, columns], np.float32(away))


def _lantern(scenery: Scenery, sheet: _Sheet, up: float) -> None:
    x, y, away = sheet.point(0.36 * sheet.boat.long, 0.0, 0.95)
    size = max(0.075 * scenery.focal / away, 1.2)
    reach = int(26 * size)
    x0, x1 = max(int(x) - reach, 0), min(int(x) + reach + 1, scenery.width)
    y0, y1 = max(int(y) - reach, 0), min(int(y) + reach + 1, scenery.height)
    if x1 <= x0 or y1 <= y0:
        return
    v, u = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
    a, b = (u - x) / size, (v - y) / size
    if up < 0:  # drawn out towards the viewer
        b = np.where(b > 0, b / 7.0, b / 2.0)
        wave = v / max(0.55 * size, 1.0)
        a = (a + 0.6 * np.sin(wave) + 0.5 * np.sin(0.61 * wave + 1.3) + 0.3 * np.sin(2.3 * wave)) / 1.4
    off = np.hypot(a, b)
    edge = np.clip(2 - 2 * np.hypot((u - x) / reach, (v - y) / reach), 0, 1)
    light = (np.exp(-(off**4)) + 0.13 * edge / (1 + (off / 1.6) ** 2)) if up > 0 else 0.40 * edge * np.exp(-off * off)
    scenery.lamps[y0:y1, x0:x1] += light[..., None] * _LANTERN


def _rippled(parts: tuple[Array, ...], metre: float) -> tuple[Array, ...]:
    """Bend a mirror image as small waves do; ``metre`` in pixels."""
    rows, columns = parts[0].shape
    v, u = np.mgrid[0:rows, 0:columns].astype(np.float32)
    grown = np.clip(v / max(rows, 1), 0, 1)
    wave = np.sin(v / max(0.055 * metre, 1.2) + 0.9 * np.sin(u / max(0.4 * metre, 2.0)))
    bent = (u + wave * (0.010 + 0.045 * grown) * metre).astype(np.float32)
    return tuple(np.asarray(cv2.remap(part, bent, v, cv2.INTER_LINEAR), np.float32) for part in parts)


def stirred(boat: Boat, x: Array, z: Array, foot: Array) -> Array:
    """Return how far rings and the wake of a boat lift the water, -1 to 1."""
    sine, cosine = math.sin(boat.heading), math.cos(boat.heading)
    along, across = (x - boat.x) * sine + (z - boat.z) * cosine, (x - boat.x) * cosine - (z - boat.z) * sine
    ring = np.hypot(along / (0.5 * boat.long), across / 1.0)
    away = np.maximum(ring - 0.9, 0) * 1.2
    rings = np.sin(away * np.float32(2 * math.pi / 0.62)) * np.exp(-away / 2.6) * step(0.0, 0.3, away)
    behind = -along - 0.25 * boat.long
    arm = np.abs(across) - 0.35 - 0.30 * behind
    wake = (
        np.cos(arm * np.float32(2 * math.pi / 0.8))
        * np.exp(-((arm / 0.65) ** 2))
        * np.exp(-np.maximum(behind, 0) / 8.0)
        * step(0, 0.6, behind)
    )
    clear = np.clip(0.5 / np.maximum(foot, 1e-3) - 0.4, 0, 1)
    return np.asarray((1.5 * rings + 1.7 * wake) * clear, np.float32)
