"""Buildings of a city street: shops below, brick, stone, concrete or glass above, with piers, sills, cornices and fire escapes; metres."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, skins
from beatreel.plugins.generators.procedural.scenery.lettering import word, word_width
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .brownstones import fire_escape
from .homes import WARM

if TYPE_CHECKING:
    from .site import Site

BASE = 4.4  # height of the shops
_COOL = (1.0, 0.95, 0.75)
_NAMES = (
    "CAFE",
    "BOOKS",
    "DELI",
    "HOTEL",
    "PIZZA",
    "BAR",
    "BAKERY",
    "MUSIC",
    "GRILL",
    "SHOES",
    "DINER",
    "FLOWERS",
    "RECORDS",
    "TAILOR",
    "NOODLES",
    "OPTIC",
)
_AWNINGS = ((0.05, 0.05, 0.30), (0.06, 0.14, 0.05), (0.22, 0.10, 0.04), (0.05, 0.18, 0.38), (0.04, 0.04, 0.05))
_BOARDS = (
    (0.03, 0.05, 0.04),
    (0.10, 0.04, 0.02),
    (0.02, 0.02, 0.02),
    (0.03, 0.03, 0.16),
    (0.10, 0.11, 0.11),
    (0.04, 0.10, 0.16),
)


@dataclass(frozen=True)
class Style:
    """What is above the shops: wall, glass, trim, bay, floor, shares of window, and whether it is of brick, or of glass alone."""

    wall: tuple[float, float, float]
    glass: tuple[float, float, float]
    trim: tuple[float, float, float]
    bay: float
    floor: float
    across: float
    up: float
    brick: bool = False
    curtain: bool = False


BRICKS = (
    Style((0.075, 0.11, 0.26), (0.05, 0.048, 0.045), (0.26, 0.30, 0.33), 2.6, 3.3, 0.42, 0.58, brick=True),
    Style((0.055, 0.075, 0.17), (0.05, 0.048, 0.045), (0.12, 0.14, 0.16), 2.4, 3.3, 0.44, 0.58, brick=True),
    Style((0.16, 0.24, 0.33), (0.05, 0.048, 0.045), (0.30, 0.34, 0.36), 2.8, 3.4, 0.42, 0.60, brick=True),
    Style((0.11, 0.13, 0.16), (0.05, 0.048, 0.045), (0.20, 0.22, 0.24), 2.5, 3.3, 0.46, 0.58, brick=True),
)  # fmt: skip
OFFICES = (
    Style((0.30, 0.35, 0.39), (0.06, 0.055, 0.05), (0.36, 0.40, 0.43), 3.0, 3.6, 0.52, 0.62),
    Style((0.10, 0.10, 0.10), (0.11, 0.09, 0.07), (0.10, 0.10, 0.10), 1.6, 3.8, 0.93, 0.86, curtain=True),
    Style((0.20, 0.26, 0.33), (0.05, 0.05, 0.05), (0.28, 0.33, 0.37), 2.6, 3.5, 0.44, 0.66),
    Style((0.36, 0.37, 0.38), (0.07, 0.065, 0.06), (0.36, 0.37, 0.38), 3.8, 3.6, 0.88, 0.46),
    Style((0.08, 0.12, 0.22), (0.05, 0.05, 0.05), (0.17, 0.20, 0.24), 2.5, 3.5, 0.46, 0.62, brick=True),
    Style((0.05, 0.05, 0.05), (0.13, 0.115, 0.09), (0.06, 0.06, 0.06), 1.8, 3.9, 0.94, 0.88, curtain=True),
)  # fmt: skip


def signs_of(site: Site) -> list[tuple[float, ...]]:
    """Return the lights of signs: of the colours that the prompt names, or warm, white and a few tubes."""
    palette = site.palette
    if site.tubes:
        return [tuple(float(v) for v in light_of_hue(hue, 0.26, 0.62)) for hue in site.tubes]
    if palette.strength > 0.45:
        hues = (palette.key, palette.fill, palette.accent)
        return [tuple(float(v) for v in light_of_hue(hue, 0.19, 0.68)) for hue in hues]
    return [WARM, _COOL, (0.10, 0.12, 1.0), (0.9, 0.45, 0.10), WARM]


def _cold_and_warm(site: Site) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    """Return pale lights of the two hues that the prompt names, the colder one first."""
    palette = site.palette
    if palette.strength < 0.45 or abs((palette.key - palette.fill + 180) % 360 - 180) < 40:
        return None
    cold, warm = sorted((palette.key, palette.fill), key=from_cold)
    pale = (tuple(float(v) for v in light_of_hue(hue, 0.10, 0.8)) for hue in (cold, warm))
    first, second = pale
    return first, second


def lamps_of(site: Site) -> tuple[float, ...]:
    """Return the light of street lamps: of the colder hue that the prompt names, so that shops are of the warmer one; else of sodium."""
    named = _cold_and_warm(site)
    return named[0] if named else (0.24, 0.62, 1.15)


def lamp_glow(site: Site, power: float, family: int) -> int:
    """Return the skin of a street lamp's glass in a family of light, as bright as the hour asks for."""
    glow = tuple(power * site.dark * part for part in lamps_of(site))
    return site.place.material(skins.PLAIN, (0.5, 0.5, 0.5), glow=glow, family=family)


class Fronts:
    """Makes the buildings of one street out of one set of materials."""

    def __init__(self, site: Site, styles: tuple[Style, ...]) -> None:
        self.site, self.styles = site, styles
        place, dark = site.place, site.dark
        share = 0.03 + 0.36 * dark
        self._walls = self._glazed(0.25 + 1.25 * dark, share)
        self._plain = [place.material(skins.BRICK if style.brick else skins.PLASTER, style.wall) for style in styles]
        self._trims = [place.material(skins.PLASTER, style.trim) for style in styles]
        self._roof = place.material(skins.PLASTER, (0.7, 0.68, 0.66) if site.snow else (0.14, 0.14, 0.14))
        self._iron = place.material(skins.METAL, (0.02, 0.02, 0.02), gloss=0.03, rough=0.4)
        self._frame = place.material(skins.METAL, (0.045, 0.045, 0.045), gloss=0.06, rough=0.3)
        self._inside = place.material(skins.PLASTER, (0.10, 0.13, 0.16))
        self._boards = [place.material(skins.PLAIN, tone, gloss=0.05, rough=0.05) for tone in _BOARDS]
        self._cloths = [place.material(skins.CLOTH, tone, scale=2.0) for tone in _AWNINGS]
        light = 0.10 + 1.5 * dark
        signs = signs_of(site)
        named = _cold_and_warm(site)
        self.panes = (WARM, named[0], named[1]) if named else (WARM, (0.55, 0.85, 1.05), WARM)
        if site.tubes:  # they are what shines: shops are dim and of their colour
            self.panes = tuple(tuple(float(0.45 * v) for v in light_of_hue(hue, 0.13, 0.7)) for hue in site.tubes)
        self._panes = [
            place.material(
                skins.GLOW, (0.06, 0.06, 0.06), gloss=0.07, rough=0.03, scale=0.42, family=(EVEN, ODD)[n % 2],
                glow=tuple(light * part for part in tone),
            )
            for n, tone in enumerate(self.panes)
        ]  # fmt: skip
        bright = 5.5 if "neon" in site.words else 3.4
        self._letters = [
            place.material(
                skins.PLAIN, (0.45, 0.46, 0.46), glow=tuple((0.06 + bright * dark) * part for part in tone), family=(ODD, EVEN)[n % 2]
            )
            for n, tone in enumerate(signs)
        ]  # fmt: skip
        self.signs = signs

    def _glazed(self, power: float, share: float) -> list[int]:
        """Return walls of windows, of which a share is lit."""
        return [
            self.site.place.material(
                skins.FACADE, style.wall, style.glass, gloss=0.10, rough=0.03, scale=style.bay, family=(EVEN, ODD)[n % 2],
                glow=tuple(power * part for part in (WARM if n % 3 else _COOL)), extra=(style.floor, style.across, style.up, share),
            )
            for n, style in enumerate(self.styles)
        ]  # fmt: skip

    def far_walls(self) -> list[int]:
        """Return walls of towers in the distance: few of their windows are lit, and those are dim, or they would be a noise of dots."""
        return self._glazed(0.2 + 0.6 * self.site.dark, 0.02 + 0.13 * self.site.dark)

    def building(self, number: int, wide: float, floors: int, *, near: bool) -> tuple[Mesh, float]:
        """Return a building whose front lies on z = 0 and faces -z, and how wide it is: whole bays."""
        rng = self.site.rng
        n = number % len(self.styles)
        style, trim = self.styles[n], self._trims[n]
        count = max(3, round(wide / style.bay))
        wide = count * style.bay
        half, high = wide / 2, BASE + floors * style.floor
        parts = [
            self._walled(n, -half, half, 0.0, 14.0, BASE, high),
            sheet(-half, half, 0.0, 14.0, high - 0.5, self._roof),
        ]
        parts.append(boxes([(0, BASE / 2, 7.2)], (half, BASE / 2, 6.8), self._plain[n]))
        parts += self._relief(style, trim, half, count, floors, high, near=near)
        parts += self._shops(half, number, near=near)
        if style.brick and floors < 9 and near:
            for x in (-half + 3.0, half - 4.4)[: 1 + (wide > 13)]:
                parts.append(fire_escape(min(floors, 6) + 1, BASE - 3.4, style.floor, self._iron).moved(x, 0, 0))
        if floors > 12 and not style.brick:  # the tower steps back
            up = int(rng.integers(4, 12)) * style.floor
            inset = min(2 * style.bay, 0.25 * wide)
            parts.append(self._walled(n, -half + inset, half - inset, 4.0, 13.0, high, high + up))
            parts.append(sheet(-half + inset, half - inset, 4.0, 13.0, high + up - 0.5, self._roof))
        elif rng.random() < 0.45:
            parts.append(self._tank().moved(float(rng.uniform(-0.5, 0.5)) * half, high - 0.4, 5.0))
        return Mesh.of(parts), wide

    def _walled(self, n: int, x0: float, x1: float, z0: float, z1: float, low: float, high: float) -> Mesh:
        """Return four walls whose rows of windows begin at ``low``."""
        corners = [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]
        found = []
        for (ax, az), (bx, bz) in zip(corners, [*corners[1:], corners[0]], strict=True):
            long, tall = math.hypot(bx - ax, bz - az), high - low
            points = [[(ax, high, az), (bx, high, bz)], [(ax, low, az), (bx, low, bz)]]
            found.append(grid(points, self._walls[n], uv=[[(0, tall), (long, tall)], [(0, 0), (long, 0)]]))
        return Mesh.of(found)

    def _relief(
        self, style: Style, trim: int, half: float, count: int, floors: int, high: float, *, near: bool
    ) -> list[Mesh]:
        edges = -half + style.bay * np.arange(count + 1)
        middle, tall = 0.5 * (BASE + high), 0.5 * (high - BASE)
        parts = [boxes([(0, BASE - 0.10, -0.12)], (half, 0.28, 0.14), trim)]
        if style.curtain:
            parts.append(boxes([(x, middle, -0.07) for x in edges], (0.045, tall, 0.09), self._frame))
            if near:
                parts.append(
                    boxes(
                        [(0, BASE + k * style.floor, -0.02) for k in range(1, floors)], (half, 0.14, 0.04), self._frame
                    )
                )
            return parts
        step = 1 if not style.brick else max(1, count // 3)
        parts.append(
            boxes(
                [(x, middle, -0.09) for x in edges[::step]],
                (0.24, tall, 0.12),
                trim if not style.brick else self._plain[self.styles.index(style)],
            )
        )
        sill = 0.46 - 0.5 * style.up
        rows = [BASE + (k + sill) * style.floor - 0.07 for k in range(floors)]
        if near and style.across < 0.8:
            centres = edges[:-1] + style.bay / 2
            wide = 0.5 * style.across * style.bay + 0.10
            tops = [BASE + (k + 0.46 + 0.5 * style.up) * style.floor + 0.10 for k in range(floors)]
            parts.append(boxes([(x, y, -0.08) for y in rows for x in centres], (wide, 0.07, 0.12), trim))
            parts.append(boxes([(x, y, -0.05) for y in tops for x in centres], (wide, 0.12, 0.07), trim))
            boxed = [(x, y + 0.32, -0.22) for y in rows[:5] for x in centres if self.site.rng.random() < 0.10]
            if boxed and style.brick:  # of air conditioners
                parts.append(boxes(boxed, (0.34, 0.24, 0.26), self._frame))
        else:
            parts.append(boxes([(0, y, -0.06) for y in rows], (half, 0.08, 0.09), trim))
        parts.append(
            boxes(
                [(0, high + 0.15, -0.30), (0, high + 0.42, -0.18)], [(half + 0.1, 0.14, 0.42), (half, 0.20, 0.28)], trim
            )
        )
        if near:
            at = np.arange(-half + 0.3, half, 0.85)
            parts.append(boxes(np.stack([at, 0 * at + high - 0.15, 0 * at - 0.22], 1), (0.09, 0.20, 0.20), trim))
        return parts

    def _shops(self, half: float, number: int, *, near: bool) -> list[Mesh]:
        """Return the shops of a building, each with a pane, a door, its name or an awning above."""
        rng = self.site.rng
        shops = max(1, round(2 * half / 7.5))
        wide = 2 * half / shops
        parts = []
        for k in range(shops):
            x, tone = -half + (k + 0.5) * wide, int(rng.integers(len(self._boards)))
            board, pane = self._boards[tone], self._panes[(number + k) % len(self._panes)]
            reach = wide / 2 - 0.30
            low = [[(x - reach, 3.3, 0.28), (x + reach, 3.3, 0.28)], [(x - reach, 0.55, 0.28), (x + reach, 0.55, 0.28)]]
            parts.append(grid(low, pane, uv=[[(0, 2.75), (2 * reach, 2.75)], [(0, 0.3), (2 * reach, 0.3)]]))
            parts.append(boxes([(x, 0.28, 0.02)], (reach, 0.28, 0.30), board))
            sides = [x - wide / 2 + 0.15, x + wide / 2 - 0.15]
            parts.append(boxes([(at, 1.9, -0.05) for at in sides], (0.17, 1.9, 0.36), board))
            parts.append(boxes([(x, 3.72, -0.14)], (wide / 2 - 0.06, 0.40, 0.20), board))
            parts.append(
                boxes([(at, 1.9, 0.20) for at in np.linspace(x - reach, x + reach, 5)], (0.035, 1.4, 0.06), self._frame)
            )
            parts.append(boxes([(x, 2.72, 0.20)], (reach, 0.03, 0.05), self._frame))
            door = x + (reach - 0.75) * (1 if (number + k) % 2 else -1)
            parts.append(boxes([(door, 1.15, 0.16)], (0.56, 1.15, 0.06), self._frame))
            parts.append(boxes([(door, 1.30, 0.08)], (0.42, 0.85, 0.03), pane))
            if near:
                parts += self._wares(x, reach, door)
            if rng.random() < 0.30:
                parts.append(self._awning(x, reach, int(rng.integers(len(self._cloths)))))
            else:
                parts += self._name(str(rng.choice(_NAMES)), x, wide, int(rng.integers(len(self._letters))))
        return parts

    def _wares(self, x: float, reach: float, door: float) -> list[Mesh]:
        """Return dark shapes behind a pane: what is sold, and who stands in the shop."""
        rng = self.site.rng
        at = rng.uniform(x - reach + 0.2, x + reach - 0.2, 9)
        at = at[np.abs(at - door) > 0.8]
        high = rng.uniform(0.12, 0.62, len(at))
        low = np.stack([at, 0.58 + high, 0 * at + 0.24], 1)
        return (
            [boxes(low, np.stack([rng.uniform(0.06, 0.24, len(at)), high, 0 * at + 0.02], 1), self._inside)]
            if len(at)
            else []
        )

    def _awning(self, x: float, reach: float, cloth: int) -> Mesh:
        drop = [
            [(x - reach, 3.25, -0.1), (x + reach, 3.25, -0.1)],
            [(x - reach, 2.72, -1.45), (x + reach, 2.72, -1.45)],
            [(x - reach, 2.46, -1.46), (x + reach, 2.46, -1.46)],
        ]
        return grid(drop, self._cloths[cloth])

    def _name(self, name: str, x: float, wide: float, light: int) -> list[Mesh]:
        self.site.lettering = True
        high = min(0.46, 0.46 * (wide - 1.4) / max(word_width(name, 0.46), 0.1))
        starts, ends = [], []
        for line in word(name, x, 0.0, high):
            points = [(a, 3.72 + high / 2 - b, -0.36) for a, b in line]
            starts += points[:-1]
            ends += points[1:]
        return [bars(starts, ends, (0.035, 0.02), self._letters[light])] if starts else []

    def blade(self, light: int) -> tuple[Mesh, float]:
        """Return a lit sign with a name from top to bottom, which hangs out from a front (z < 0), and half its height."""
        self.site.lettering = True
        edge, board = self._letters[light], self._boards[2]
        name = str(self.site.rng.choice([one for one in _NAMES if len(one) < 6]))
        tall = 0.40 * len(name) + 0.2
        y = 5.2 + tall
        parts = [boxes([(0, y, -0.85)], (0.10, tall, 0.46), board)]
        for way in (-1.0, 1.0):
            parts.append(boxes([(0, y + way * tall, -0.85)], (0.13, 0.03, 0.48), edge))
            parts.append(boxes([(0, y, -0.85 + way * 0.46)], (0.13, tall, 0.03), edge))
            starts, ends = [], []
            for n, letter in enumerate(name):
                for line in word(letter, 0.0, 0.0, 0.52):
                    points = [(way * 0.12, y + tall - 0.32 - 0.8 * n - b, -0.85 + way * a) for a, b in line]
                    starts += points[:-1]
                    ends += points[1:]
            parts.append(bars(starts, ends, (0.04, 0.02), edge))
        return Mesh.of(parts), tall

    def _tank(self) -> Mesh:
        wood = self.site.place.material(skins.WOOD, (0.06, 0.09, 0.14), scale=0.3, family=KEY)
        feet = [(x, 0.0, z) for x in (-1, 1) for z in (-1, 1)]
        return Mesh.of([
            turned([(0.0, 6.6), (1.75, 5.4), (1.6, 5.4), (1.6, 2.2), (0.0, 2.2)], 20, wood),
            *(tube([foot, (foot[0], 2.3, foot[2])], 0.12, 6, self._iron) for foot in feet),
        ])  # fmt: skip
