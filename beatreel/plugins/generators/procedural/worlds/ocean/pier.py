"""A wooden pier: seen from its own planks, which lead to somebody at the far end, or from beside, on its piles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery import front, open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from .structure import Structure

if TYPE_CHECKING:
    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]

DECK = 2.3  # metres above the mean water
_WOOD = np.array([0.125, 0.155, 0.185], np.float32)
_HALF, _LENGTH, _BOARD = 1.7, 46.0, 0.19  # metres
_BAY = 4.0  # metres from post to post
_LAMP = np.array([0.35, 1.15, 2.6], np.float32)


def draw_pier(
    scenery: SeaScenery, camera: Camera, light: OpenLight, azimuth: float, side: float, seed: int, *, beside: bool, lit: bool,
) -> tuple[float, float, float]:  # fmt: skip
    """Draw the pier and return the pixel of the middle of its end, and how many pixels a metre is there.

    Parameters
    ----------
    side : float
        Where its near end leaves the picture if it is seen from beside: -1 left, 1 right.
    beside : bool
        Seen from the water beside it, not from its planks.
    lit : bool
        Its lamps burn.
    """
    scale = scenery.width / camera.focal
    if beside:
        near, far = 11.0, 11.0 + 0.86 * _LENGTH
        first = np.array([side * 0.60 * near * scale, near])
        end = np.array([-side * 0.10 * far * scale, far])
        way = (end - first) / np.hypot(*(end - first))
        first = first - 8.0 * way
        length = float(np.hypot(*(end - first)))
    else:
        angle = -side * 0.035
        way = np.array([math.sin(angle), math.cos(angle)])
        first, length = np.array([side * 0.30, 0.0]) - 1.0 * way, _LENGTH
    pier = _Pier(scenery, camera, light, azimuth, first, way, _WOOD, nearest=0.9)
    bays = np.arange(length, 0.5 if not beside else -0.1, -_BAY)
    if beside:
        pier.piles(bays, length)
        pier.girder(np.linspace(length, 0.0, 24))
    pier.planks(length, seed)
    pier.rails(bays, lit=lit, beside=beside)
    px, py, away = pier.at(length - 1.2, 0.0, DECK)
    return px, py, camera.focal / away


class _Pier(Structure):
    deck: tuple[slice, Array, Array, Array] | None = (
        None  # rows of the picture; place on the planks and brightness of pixels
    )

    def planks(self, length: float, seed: int) -> None:
        """Paint the boards: each pixel below the horizon finds its place on the deck."""
        scenery, camera = self.scenery, self.camera
        above = camera.y - DECK
        if above < 0.05:
            return
        corners = [self.at(a, s * _HALF, DECK) for a in (0.0, length) for s in (-1, 1)]
        top = max(int(min(c[1] for c in corners)), 0)
        rows = np.arange(top, scenery.height, dtype=np.float32) + np.float32(0.5)
        rows = rows[rows > camera.horizon + 1]
        if rows.size == 0:
            return
        columns = np.arange(scenery.width, dtype=np.float32) + np.float32(0.5)
        z = (above * camera.focal / (rows - camera.horizon))[:, None]
        x = (columns - camera.centre_x)[None, :] / camera.focal * z
        dx, dz = x - np.float32(self.first[0]), z - np.float32(self.first[1])
        along = (dx * self.way[0] + dz * self.way[1]).astype(np.float32)
        lateral = (dx * self.across[0] + dz * self.across[1]).astype(np.float32)
        foot = np.broadcast_to(z / camera.focal, along.shape)
        deep = foot * z / above  # metres of planks under a row of pixels
        inside = np.clip((_HALF - np.abs(lateral)) / foot + 0.5, 0, 1) * np.clip((length - along) / deep + 0.5, 0, 1)
        inside *= along > 0
        first_row, wanted = int(rows[0] - 0.5), np.flatnonzero(inside.max(axis=1) > 0)
        if wanted.size == 0:
            return
        part = slice(int(wanted[0]), int(wanted[-1]) + 1)
        along, lateral, foot, deep, inside = (a[part] for a in (along, lateral, foot, deep, inside))
        x, z = x[part], np.broadcast_to(z[part], along.shape)
        window = slice(first_row + part.start, first_row + part.stop)
        albedo, sheen = _boards(along, lateral, foot, deep, seed)
        self._light_planks(window, albedo, sheen, inside, x, z)
        self.deck = window, along, lateral, albedo * inside

    def _light_planks(
        self, window: slice, albedo: Array, sheen: Array, inside: Array, x: Array, z: Array
    ) -> None:  # fmt: skip
        scenery, light, camera = self.scenery, self.light, self.camera
        above = camera.y - DECK
        distance = np.sqrt(x * x + z * z + above * above)
        down = above / distance
        ambient, sun = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
        rise = max(light.towards(self.azimuth)[1], 0.05)
        steady = albedo[..., None] * _WOOD * ambient * np.float32(1.15)
        bright = albedo[..., None] * _WOOD * sun * np.float32(0.9 * rise)
        # Worn and wet wood mirrors the sky at a grazing angle.
        share = (sheen * (0.03 + 0.55 * (1 - down) ** 5))[..., None]
        dx, dz = x / distance, z / distance
        sky, glow = open_sky.sky_colours(light, self.azimuth, dx, down, dz)
        steady += (sky - steady) * share
        bright += (glow - bright) * share
        mu = np.clip(dx * math.sin(self.azimuth) + dz * math.cos(self.azimuth), 0, 1)
        veil, haze = open_sky.veil(light, mu)
        through = np.exp(-distance * np.float32(light.air * 1.25))[..., None]
        steady, bright = steady * through + veil * (1 - through), bright * through + haze * (1 - through)
        keep = (1 - inside)[..., None]
        for group, colour in ((scenery.steady, steady), (scenery.sun, bright)):
            group[window] = group[window] * keep + colour * inside[..., None]
        for group in scenery.others:
            group[window] *= keep
        np.copyto(scenery.depth[window], z.astype(np.float32), where=inside > 0.5)

    def pool(self, along: float, lateral: float) -> None:
        """Let a lamp light the planks below it."""
        if self.deck is None:
            return
        window, places, laterals, albedo = self.deck
        if not self.scenery.lamps.size:
            self.scenery.lamps = np.zeros_like(self.scenery.steady)
        squared = 9.0 + (places - np.float32(along)) ** 2 + (laterals - np.float32(lateral)) ** 2
        self.scenery.lamps[window] += (albedo * (27.0 / squared**1.5))[..., None] * (_LAMP * np.float32(0.06))

    def girder(self, steps: Any) -> None:
        """Draw the beam under the deck, on the side that is seen."""
        for a, b in zip(steps[:-1], steps[1:], strict=True):
            for lateral in (_HALF, -_HALF):
                self.fill([self.at(float(a), lateral, DECK - 0.55), self.at(float(b), lateral, DECK - 0.55),
                           self.at(float(b), lateral, DECK), self.at(float(a), lateral, DECK)], 0.8)  # fmt: skip

    def piles(self, bays: Any, length: float) -> None:
        """Draw the legs in the water with their braces, and what the water mirrors of them."""
        for along in bays:
            for lateral in (_HALF - 0.15, -_HALF + 0.15):
                low, high = self.at(float(along), lateral, -0.35), self.at(float(along), lateral, DECK - 0.3)
                half = 0.15 * self.camera.focal / low[2]
                deep = -2 * low[1] + high[1]
                self.shadow(
                    [
                        [
                            (low[0] - half, -low[1]),
                            (low[0] + half, -low[1]),
                            (low[0] + half, deep),
                            (low[0] - half, deep),
                        ]
                    ],
                    0.3,
                )
                self.line(low, high, 0.30, 0.5)
            self.line(
                self.at(float(along), _HALF - 0.15, 0.2), self.at(float(along), -_HALF + 0.15, DECK - 0.5), 0.14, 0.4
            )

    def shadow(self, outlines: Any, dark: float) -> None:
        """Darken water."""
        window, alpha = front.shape(self.scenery.width, self.scenery.height, outlines, 0.0, 0.0, 1.0)
        if alpha.size:
            self.scenery.cover(window, alpha * np.float32(dark), 0.0)

    def rails(self, bays: Any, *, lit: bool, beside: bool) -> None:
        """Draw posts and rails from far to near, and the lamps on every third pair of posts."""
        lateral = _HALF - 0.08
        for index, along in enumerate(bays):
            for edge in (lateral, -lateral):
                tall = index % 3 == 0 and edge > 0
                foot, head = (
                    self.at(float(along), edge, DECK),
                    self.at(float(along), edge, DECK + (3.0 if tall else 1.15)),
                )
                if along + 1e-6 >= 0.8:
                    self.line(foot, head, 0.13 if not tall else 0.12, 0.55)
                if tall and along > 2.5:
                    self.line(head, self.at(float(along), edge, DECK + 3.3), 0.34, 0.5)
                    if lit:
                        self.pool(float(along), edge)
                        self.lamp(self.at(float(along), edge, DECK + 3.14), _LAMP, 0.13, 0.16, 3.2)
                before = float(along) - _BAY
                for height, thick in ((1.1, 0.09), (0.6, 0.06)):
                    start = max(before, 0.9 if not beside else 0.0)
                    self.line(
                        self.at(float(along), edge, DECK + height), self.at(start, edge, DECK + height), thick, 0.75
                    )


def _boards(along: Array, lateral: Array, foot: Array, deep: Array, seed: int) -> tuple[Array, Array]:
    """Return how bright the boards are (about 1) and how much they shine (0 to 1)."""
    board = np.floor(along / _BOARD)
    drawn = np.sin(board * 12.9898 + seed % 97) * 43758.547
    own = (drawn - np.floor(drawn)).astype(np.float32)
    within = along / np.float32(_BOARD) - board
    # The gap between boards fades to its mean where a row of pixels spans several.
    sharp = step(0.9, 0.25, deep / _BOARD)
    gap = step(0.06 + 0.5 * float(np.median(deep)) / _BOARD, 0.0, np.minimum(within, 1 - within)) * sharp
    grain = fbm_at(along * 9.0 + board * 3.1, lateral * 0.9, 0.9, seed + 3, 4, np.maximum(foot, 0.4 * deep) * 3.0)
    stain = fbm_at(along, lateral, 2.2, seed + 7, 3, deep)
    bright = (0.72 + 0.5 * own * (0.35 + 0.65 * sharp) + 0.22 * (1 - sharp)) * (1 + 0.34 * grain + 0.22 * stain)
    nails = (
        step(0.035, 0.015, np.abs(np.abs(lateral) - (_HALF - 0.2))) * step(0.5, 0.25, np.abs(within - 0.5) * 4) * sharp
    )
    return (bright * (1 - 0.85 * gap) * (1 - 0.35 * nails)).astype(np.float32), (
        np.clip(0.55 + 0.5 * stain + 0.3 * own, 0, 1) * (1 - gap)
    ).astype(np.float32)
