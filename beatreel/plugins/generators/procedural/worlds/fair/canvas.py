"""A picture of things that stand on level ground, upright or mirrored in it: polygons and panels in perspective, and bulbs.

Metres: x to the right, y up, z away; the ground is y = 0, the eye at x = z = 0. Colours linear BGR.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.scenery import staffage

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]

FAMILIES = ("bulbs", "other")  # of bulbs: every other one
_FIXED, _BITS = 16, 4  # fractional bits of OpenCV's coordinates


@dataclass(frozen=True)
class Eye:
    """Height over the ground in metres; focal length, middle and horizon in pixels."""

    high: float
    focal: float
    centre: float
    horizon: float

    def scaled(self, factor: float) -> Eye:
        """Return the same view for a picture ``factor`` times as large."""
        return Eye(self.high, self.focal * factor, self.centre * factor, self.horizon * factor)


def _fixed(pixels: Array, left: int, top: int) -> Any:
    """Return pixels as OpenCV's fixed-point coordinates from a corner."""
    return np.clip(np.round((pixels - (left, top)) * _FIXED), -(2**20), 2**20).astype(np.int32)


class Canvas:
    """Light while it is painted.

    Attributes
    ----------
    sky, booths : ndarray (height, width, 3)
        What the sky lights, and what the booths light; a mirrored canvas has the same.
    cores : dict of str to ndarray (height, width, 3), uint8
        Bulbs by family, 255 for a full one.
    glow : dict of str to ndarray (height, width, 3), float16
        Light of the bulbs that is on the picture already, as in a wet ground.
    depth : ndarray (height, width)
    """

    def __init__(self, eye: Eye, width: int, height: int, ambient: Colour, *, mirrored: bool = False) -> None:
        self.eye, self.width, self.height, self.mirrored = eye, width, height, mirrored
        self.ambient = np.array(ambient, np.float32)
        self.sky = np.zeros((height, width, 3), np.float32)
        self.booths = np.zeros((height, width, 3), np.float32)
        self.cores = {name: np.zeros((height, width, 3), np.uint8) for name in FAMILIES}
        self.glow = {name: np.zeros((height, width, 3), np.float16) for name in FAMILIES}
        self.depth = np.full((height, width), 4000.0, np.float32)

    def at(self, points: Any) -> Array:
        """Return pixels (count, 2) of points (count, 3) in metres."""
        p = np.asarray(points, np.float64).reshape(-1, 3)
        y = -p[:, 1] if self.mirrored else p[:, 1]
        scale = self.eye.focal / np.maximum(p[:, 2], 0.4)
        return np.stack([self.eye.centre + p[:, 0] * scale, self.eye.horizon - (y - self.eye.high) * scale], 1)

    def lay(self, left: int, top: int, cover: Array, albedo: Any, glow: Any, away: float) -> None:
        """Cover a part of the picture; ``albedo`` and ``glow`` broadcast to (rows, columns, 3), ``cover`` is (rows, columns), 0 to 1."""
        rows, columns = cover.shape
        part = np.s_[top : top + rows, left : left + columns]
        keep = (1 - cover)[..., None]
        self.sky[part] = self.sky[part] * keep + cover[..., None] * np.float32(albedo) * self.ambient
        self.booths[part] = self.booths[part] * keep + cover[..., None] * np.float32(glow)
        for name in FAMILIES:
            if self.glow[name][part].any():
                self.glow[name][part] *= halved(keep)
            if self.cores[name][part].any():
                self.cores[name][part] = (self.cores[name][part] * keep).astype(np.uint8)
        self.depth[part] = np.where(cover > 0.5, np.float32(away), self.depth[part])

    def _bounds(self, pixels: Array) -> tuple[int, int, int, int] | None:
        x0, y0 = np.floor(pixels.min(axis=0)).astype(int) - 1
        x1, y1 = np.ceil(pixels.max(axis=0)).astype(int) + 2
        x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, self.width), min(y1, self.height)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def polygon(self, points: Any, albedo: Any, glow: Any = 0.0, opaque: float = 1.0) -> None:
        """Fill a polygon of points in metres."""
        pixels = self.at(points)
        bounds = self._bounds(pixels)
        if bounds is None:
            return
        x0, y0, x1, y1 = bounds
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.fillPoly(mask, [_fixed(pixels, x0, y0)], round(255 * opaque), cv2.LINE_AA, _BITS)
        away = float(np.asarray(points, np.float64).reshape(-1, 3)[:, 2].mean())
        self.lay(x0, y0, mask.astype(np.float32) / 255, albedo, glow, away)

    def bars(self, ends: list[tuple[Any, Any, float]], albedo: Any, glow: Any = 0.0) -> None:
        """Draw straight bars (start, end, metres thick) of one material; thin ones are fainter, not thinner."""
        drawn = []
        for start, end, wide in ends:
            pixels = self.at([start, end])
            along = pixels[1] - pixels[0]
            size = float(np.hypot(*along))
            thick = wide * self.eye.focal / max((start[2] + end[2]) / 2, 0.4)
            if size > 0.3:
                side = np.array([-along[1], along[0]]) / size * max(thick, 0.9) / 2
                corners = np.stack([pixels[0] + side, pixels[1] + side, pixels[1] - side, pixels[0] - side])
                drawn.append((min(1.0, thick / 0.9), corners))
        bounds = self._bounds(np.concatenate([corners for _, corners in drawn])) if drawn else None
        if bounds is None:
            return
        x0, y0, x1, y1 = bounds
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        for opaque, corners in sorted(drawn, key=lambda one: one[0]):
            cv2.fillConvexPoly(mask, _fixed(corners, x0, y0), round(255 * opaque), cv2.LINE_AA, _BITS)
        away = float(np.mean([(start[2] + end[2]) / 2 for start, end, _ in ends]))
        self.lay(x0, y0, mask.astype(np.float32) / 255, albedo, glow, away)

    def panel(self, corners: Any, albedo: Array, glow: Array, cover: Array | None = None) -> None:
        """Lay a drawn panel over a quadrilateral (4 points in metres: upper left, upper right, lower right, lower left)."""
        pixels = self.at(corners)
        bounds = self._bounds(pixels)
        if bounds is None:
            return
        x0, y0, x1, y1 = bounds
        rows, columns = albedo.shape[:2]
        cover = np.ones((rows, columns), np.float32) if cover is None else cover
        sheet = np.concatenate([albedo, glow, cover[..., None]], axis=2)
        across = max(np.hypot(*(pixels[1] - pixels[0])), np.hypot(*(pixels[2] - pixels[3])), 1.0)
        down = max(np.hypot(*(pixels[3] - pixels[0])), np.hypot(*(pixels[2] - pixels[1])), 1.0)
        small = (int(min(columns, max(2, across))), int(min(rows, max(2, down))))
        parts = [cv2.resize(sheet[..., k : k + 4], small, interpolation=cv2.INTER_AREA) for k in (0, 4)]
        source = np.array([[0, 0], [small[0], 0], [small[0], small[1]], [0, small[1]]], np.float32)
        matrix = cv2.getPerspectiveTransform(source, (pixels - (x0, y0)).astype(np.float32))
        a, b = (
            cv2.warpPerspective(
                part, matrix, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            )
            for part in parts
        )
        shape = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.fillConvexPoly(shape, _fixed(pixels, x0, y0), 255, cv2.LINE_AA, _BITS)
        cover_ = b[..., 2] * (shape.astype(np.float32) / 255)
        away = float(np.asarray(corners, np.float64).reshape(-1, 3)[:, 2].mean())
        self.lay(x0, y0, cover_, a[..., :3], np.concatenate([a[..., 3:], b[..., :2]], axis=2), away)

    def figure(self, kind: str, size: float, x: float, z: float, rim: Any, *, mirrored: bool, variant: int) -> None:
        """Stand somebody on the ground, ``size`` pixels tall, lit from both sides by ``rim``."""
        one = staffage.body(kind, size, mirrored=mirrored, variant=variant)
        place = self.at([(x, 0.0, z)])[0]
        planes = np.dstack([one.cover, one.openness, np.abs(one.normal[..., 0]), one.normal[..., 2], one.albedo])
        foot = one.feet[1]
        if self.mirrored:
            planes, foot = planes[::-1], planes.shape[0] - foot
        left, top = round(place[0] - one.feet[0]), round(place[1] - foot)
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(left + planes.shape[1], self.width), min(top + planes.shape[0], self.height)
        if x1 <= x0 or y1 <= y0:
            return
        planes = planes[y0 - top : y1 - top, x0 - left : x1 - left]
        cover, open_, aside, away = (np.ascontiguousarray(planes[..., k]) for k in range(4))
        albedo = np.ascontiguousarray(planes[..., 4:])
        # Light from both sides catches shoulders and arms.
        lit = (0.35 + aside**1.5)[..., None] * albedo * 2.2 + (np.clip(1 + away, 0, 1) ** 2)[..., None] * 0.8
        self.lay(x0, y0, cover, albedo, lit * open_[..., None] * np.float32(rim), z)

    def bulb(self, point: Any, radius: float, colour: Any, family: int, power: float = 1.0) -> None:
        """Light a bulb; far ones are fainter, not smaller."""
        size = radius * self.eye.focal / max(point[2], 0.4)
        x, y = self.at([point])[0]
        if not (-size < x < self.width + size and -size < y < self.height + size):
            return
        shown = max(size, 0.85)
        strong = power * min(1.0, 0.25 + 0.75 * size / 0.85)
        tint = [float(min(255.0, 255 * strong * c)) for c in colour]
        cv2.circle(
            self.cores[FAMILIES[family]],
            (round(x * _FIXED), round(y * _FIXED)),
            round(shown * _FIXED),
            tint,
            -1,
            cv2.LINE_AA,
            _BITS,
        )

    def shine(self, strength: float, reach: float) -> dict[str, Any]:
        """Return the light of the bulbs by family: cores, and a narrow and a wide glow, with what was there before."""
        found = {}
        small = (max(8, self.width // 4), max(8, self.height // 4))
        for name in FAMILIES:
            core = self.cores[name]
            wide = cv2.resize(core, small, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
            near = max(0.6, reach * self.width / 4)
            glow = 0.9 * cv2.GaussianBlur(wide, (0, 0), near) + 1.1 * cv2.GaussianBlur(wide, (0, 0), 5 * near)
            light = cv2.resize(glow, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
            light *= np.float32(0.8 * strength)
            bright = core.astype(np.float32)
            bright *= np.float32(strength / 255)
            # A filament is nearly white.
            light += bright + 0.35 * bright.max(axis=2, keepdims=True) * np.float32([0.7, 0.9, 1.0])
            light += self.glow[name]
            found[name] = halved(light)
        return found
