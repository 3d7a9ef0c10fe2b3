"""How a city is built: blocks, towers that rise towards one or two centres, roofs with what stands on them, a viaduct."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.city import (
    BLANK,
    CURTAIN,
    GLOWING,
    PUNCHED,
    RIBBON,
    STRIPS,
    City,
)
from beatreel.plugins.generators.procedural.scenery.city_mood import Mood

Array = np.ndarray[Any, np.dtype[np.float32]]

WIDE, LONG = 70.0, 92.0  # metres of a block with half of each street around it
COLUMNS, ROWS = 44, 40
X0, Z0 = -WIDE * COLUMNS / 2, -LONG * 3
ROAD = 9.0  # half a street with its pavements
RED = 3  # colour index of beacons, after the three of the palette
LAMP = 4  # warm white


@dataclass
class Ground:
    """What a city is built around.

    Attributes
    ----------
    shore : float
        There is water where z is less.
    low : float
        Metres that no roof before ``low_until`` (metres of z, within ``low_width`` of x = 0) may exceed.
    roof : tuple of float or None
        x0, x1, z0, z1 and height of a roof to stand on.
    viaduct : float or None
        z of an elevated railway along x.
    """

    shore: float = -1e9
    low: float = 1e9
    low_until: float = 0.0
    low_width: float = 1e9
    roof: tuple[float, float, float, float, float] | None = None
    viaduct: float | None = None


@dataclass
class Draft:
    """Boxes that grow while the city is built."""

    random: np.random.Generator
    boxes: list[tuple[float, ...]] = field(default_factory=list)
    traits: list[tuple[float, ...]] = field(default_factory=list)

    def box(
        self, x: Any, y: Any, z: Any, style: int, albedo: float, *, share: float = 0.0, tone: float = 0.0, seed: int = 0
    ) -> None:
        self.boxes.append((*x, *y, *z))
        self.traits.append((style, seed, share, tone, albedo, 0.0, 0.0))

    def glow(self, x: Any, y: Any, z: Any, colour: int, power: float) -> None:
        self.boxes.append((*x, *y, *z))
        self.traits.append((GLOWING, 0, 0, 0, 0.03, power, colour))


def build(mood: Mood, seed: int, ground: Ground) -> City:
    """Build a city; the same mood, seed and ground give the same one."""
    random = np.random.default_rng(seed)
    draft = Draft(random)
    centres = _centres(random)
    for row in range(ROWS):
        for column in range(COLUMNS):
            _block(draft, mood, ground, centres, X0 + column * WIDE, Z0 + row * LONG)
    if ground.roof:
        _roof(draft, ground.roof)
    if ground.shore > Z0:
        _quay(draft, ground.shore)
    if ground.viaduct is not None:
        _viaduct(draft, ground.viaduct)
    return _tables(draft, mood, seed, ground)


def _centres(random: np.random.Generator) -> list[tuple[float, float, float, float]]:
    """Where the towers crowd: x, z, reach, height."""
    side = random.choice([-1, 1])
    first = (
        side * random.uniform(60, 190),
        random.uniform(700, 950),
        random.uniform(170, 250),
        random.uniform(150, 210),
    )
    second = (
        -side * random.uniform(330, 620),
        random.uniform(1100, 1700),
        random.uniform(150, 260),
        random.uniform(90, 170),
    )
    return [first, second]


def _height(random: np.random.Generator, centres: list[tuple[float, float, float, float]], x: float, z: float) -> float:
    near = sum(
        tall * math.exp(-((x - cx) ** 2 + (z - cz) ** 2) / (2 * reach * reach)) for cx, cz, reach, tall in centres
    )
    return float(
        (13 + 20 * random.random() ** 1.6) * (1.0 + 0.004 * near) + near * (0.25 + 1.1 * random.random() ** 1.5)
    )


def _block(draft: Draft, mood: Mood, ground: Ground, centres: Any, x: float, z: float) -> None:
    random = draft.random
    splits = [(1, 1), (2, 1), (1, 2), (2, 2), (2, 3)]
    across, along = splits[int(random.integers(len(splits)))]
    wide, long_ = (WIDE - 2 * ROAD) / across, (LONG - 2 * ROAD) / along
    for i in range(across):
        for k in range(along):
            x0, z0 = x + ROAD + i * wide, z + ROAD + k * long_
            gap = random.uniform(0.3, 1.6)
            lot = (x0 + gap, x0 + wide - gap, z0 + gap, z0 + long_ - gap)
            height = _height(random, centres, x0 + wide / 2, z0 + long_ / 2)
            dice = random.random(12)
            if z0 < ground.shore + 14 or _covers(ground.roof, lot):
                continue
            if z0 < ground.low_until and abs(x0 + wide / 2) < ground.low_width:
                height = min(height, ground.low * (0.45 + 0.55 * dice[11]))
            _building(draft, mood, lot, height, dice)


def _covers(roof: Any, lot: tuple[float, float, float, float]) -> bool:
    return (
        roof is not None
        and lot[0] < roof[1] + 6
        and lot[1] > roof[0] - 6
        and lot[2] < roof[3] + 3
        and lot[3] > roof[2] - 6
    )


def _building(draft: Draft, mood: Mood, lot: tuple[float, float, float, float], height: float, dice: Any) -> None:
    x0, x1, z0, z1 = lot
    seed = int(dice[0] * 60_000)
    tall = height > 75
    styles = (CURTAIN, CURTAIN, RIBBON, STRIPS, PUNCHED) if tall else (PUNCHED, PUNCHED, PUNCHED, RIBBON, STRIPS)
    style = styles[int(dice[1] * 5)]
    share = (0.10 + 0.40 * dice[2]) * mood.share
    tone = 0.75 * dice[3] ** 1.5 + (0.15 if tall else 0.0)
    albedo = 0.05 + 0.13 * dice[4]
    look = {"share": share, "tone": min(tone, 1.0), "seed": seed}
    if not tall:
        draft.box((x0, x1), (0, height), (z0, z1), style, albedo, **look)
        if z0 < 700:
            _clutter(draft, lot, height)
        return
    podium = 14 + 16 * dice[5]
    draft.box((x0, x1), (0, podium), (z0, z1), RIBBON, albedo, **look)
    inset_x, inset_z = (x1 - x0) * (0.04 + 0.14 * dice[6]), (z1 - z0) * (0.04 + 0.2 * dice[7])
    x0, x1, z0, z1 = x0 + inset_x, x1 - inset_x, z0 + inset_z, z1 - inset_z
    levels = 1 + int(dice[8] * 3)
    at = podium
    for level in range(levels):
        top = podium + (height - podium) * (0.62 + 0.38 * (level + 1) / levels if level + 1 < levels else 1.0)
        draft.box((x0, x1), (at, top), (z0, z1), style, albedo, **look)
        at = top
        if level + 1 < levels:
            step_x, step_z = (x1 - x0) * 0.13, (z1 - z0) * 0.13
            x0, x1, z0, z1 = x0 + step_x, x1 - step_x, z0 + step_z, z1 - step_z
    _crown(draft, mood, (x0, x1, z0, z1), height, dice)


def _crown(draft: Draft, mood: Mood, top: tuple[float, float, float, float], height: float, dice: Any) -> None:
    x0, x1, z0, z1 = top
    mx, mz = (x0 + x1) / 2, (z0 + z1) / 2
    draft.box((mx - (x1 - x0) * 0.28, mx + (x1 - x0) * 0.28), (height, height + 5), (mz - 5, mz + 5), BLANK, 0.06)
    colour = int(dice[9] * 3)
    if dice[10] < 0.30:  # a band of light around the top
        e = 0.35
        draft.glow((x0 - e, x1 + e), (height - 1.6, height - 0.5), (z0 - e, z1 + e), colour, 2.6 * mood.neon)
    elif dice[10] < 0.42:  # lit corners
        for x in (x0, x1):
            draft.glow(
                (x - 0.4, x + 0.4), (height * 0.3, height + 0.3), (z0 - 0.45, z0 + 0.35), colour, 2.0 * mood.neon
            )
    if dice[5] > 0.5:  # a mast
        tip = height + 18 + 46 * dice[7]
        draft.box(
            (mx - 1.3, mx + 1.3), (height + 5, height + 5 + (tip - height) * 0.5), (mz - 1.3, mz + 1.3), BLANK, 0.05
        )
        draft.box((mx - 0.6, mx + 0.6), (height + 5, tip), (mz - 0.6, mz + 0.6), BLANK, 0.05)
        draft.glow((mx - 0.9, mx + 0.9), (tip, tip + 1.8), (mz - 0.9, mz + 0.9), RED, 5.0 * mood.neon)
    else:
        draft.glow((x0, x0 + 1.4), (height, height + 1.6), (z0, z0 + 1.4), RED, 4.0 * mood.neon)


def _clutter(draft: Draft, lot: tuple[float, float, float, float], height: float) -> None:
    """What stands on a roof: parapet, stair house, machines, now and then a water tank."""
    random = draft.random
    x0, x1, z0, z1 = lot
    if z0 < 380:
        for part in (
            ((x0, x1), (z0, z0 + 0.4)),
            ((x0, x0 + 0.4), (z0, z1)),
            ((x1 - 0.4, x1), (z0, z1)),
            ((x0, x1), (z1 - 0.4, z1)),
        ):
            draft.box(part[0], (height, height + 0.9), part[1], BLANK, 0.11)
    for _ in range(int(random.integers(2, 6)) if z0 < 450 else 1):
        w, d, h = random.uniform(1.5, 6), random.uniform(1.5, 6), random.uniform(1.2, 3.6)
        x, z = random.uniform(x0 + 1, max(x1 - w - 1, x0 + 1.1)), random.uniform(z0 + 1, max(z1 - d - 1, z0 + 1.1))
        draft.box((x, x + w), (height, height + h), (z, z + d), BLANK, random.uniform(0.06, 0.16))
    if random.random() < 0.25 and z0 < 420:
        x, z = random.uniform(x0 + 2, x1 - 5), random.uniform(z0 + 2, z1 - 5)
        for leg_x in (x, x + 2.6):
            for leg_z in (z, z + 2.6):
                draft.box((leg_x, leg_x + 0.25), (height, height + 3.4), (leg_z, leg_z + 0.25), BLANK, 0.05)
        draft.box((x - 0.3, x + 3.1), (height + 3.4, height + 7.2), (z - 0.3, z + 3.1), BLANK, 0.09)
        draft.box((x + 0.4, x + 2.4), (height + 7.2, height + 8.0), (z + 0.4, z + 2.4), BLANK, 0.08)


def _roof(draft: Draft, roof: tuple[float, float, float, float, float]) -> None:
    """The roof that the camera stands on, with a parapet at its far end and machines at one side."""
    random = draft.random
    x0, x1, z0, z1, y = roof
    draft.box((x0, x1), (0, y), (z0, z1), PUNCHED, 0.26, share=0.3, seed=77)
    draft.box((x0, x1), (y, y + 0.55), (z1 - 0.45, z1), BLANK, 0.20)
    draft.box((x0, x1), (y + 0.55, y + 0.63), (z1 - 0.55, z1 + 0.08), BLANK, 0.34)
    side = random.choice([-1, 1])
    edge = side * random.uniform(2.6, 3.4)
    far = (min(edge, edge + side * 2.2), max(edge, edge + side * 2.2))
    z = z1 - random.uniform(3.4, 4.6)
    draft.box(far, (y, y + 1.35), (z, z + 1.7), BLANK, 0.13)
    draft.box((far[0] + 0.2, far[1] - 0.2), (y + 1.35, y + 1.5), (z + 0.2, z + 1.5), BLANK, 0.05)
    for i in range(3):
        pipe = edge - side * (0.35 + 0.3 * i)
        draft.box((pipe - 0.06, pipe + 0.06), (y, y + 0.5 + 0.35 * i), (z + 0.4, z + 0.52), BLANK, 0.10)
    for n in range(2):  # boxes with plants along the parapet, a bench before them
        x, far_ = -side * (1.35 + 1.35 * n), z1 - 0.6
        draft.box((x - 0.58, x + 0.58), (y, y + 0.46), (far_ - 0.6, far_), BLANK, 0.17)
        for _ in range(30):
            u, w = x + random.uniform(-0.5, 0.5), far_ - random.uniform(0.08, 0.52)
            top = y + 0.5 + random.uniform(0.2, 0.75)
            draft.box((u - 0.012, u + 0.012), (y + 0.4, top), (w - 0.012, w + 0.012), BLANK, 0.05)
            draft.box((u - 0.08, u + 0.08), (top - 0.09, top), (w - 0.05, w + 0.05), BLANK, 0.07)
    x = -side * 2.1
    draft.box((x - 0.75, x + 0.75), (y + 0.38, y + 0.45), (z1 - 2.5, z1 - 2.05), BLANK, 0.24)
    for leg in (x - 0.6, x + 0.6):
        draft.box((leg - 0.05, leg + 0.05), (y, y + 0.38), (z1 - 2.45, z1 - 2.1), BLANK, 0.10)
    mast = -side * random.uniform(2.2, 3.2)
    draft.box((mast - 0.03, mast + 0.03), (y, y + 4.2), (z1 - 1.1, z1 - 1.04), BLANK, 0.05)
    for i, reach in enumerate((0.7, 0.55, 0.62, 0.4)):
        level = y + 3.1 + 0.3 * i
        draft.box((mast - reach, mast + reach), (level, level + 0.025), (z1 - 1.09, z1 - 1.06), BLANK, 0.05)
    draft.glow((mast - 0.06, mast + 0.06), (y + 4.2, y + 4.32), (z1 - 1.12, z1 - 1.0), RED, 3.0)
    _bulbs(draft, (mast, edge), y + 2.5, z1 - 1.055)


def _bulbs(draft: Draft, ends: tuple[float, float], high: float, z: float) -> None:
    """Nine bulbs on a string that sags between two ends."""
    cord = [(ends[0] + (ends[1] - ends[0]) * part, high - 2.0 * part * (1 - part)) for part in np.linspace(0, 1, 64)]
    for (x0, y0), (x1, y1) in zip(cord, cord[1:], strict=False):
        draft.box(
            (min(x0, x1), max(x0, x1)), (min(y0, y1) + 0.05, max(y0, y1) + 0.06), (z - 0.006, z + 0.006), BLANK, 0.04
        )
    for k in range(9):
        part = (k + 0.5) / 9
        x, y = ends[0] + (ends[1] - ends[0]) * part, high - 2.0 * part * (1 - part)
        for step in range(-3, 4):  # round, of slices
            half = 0.045 * math.sqrt(1 - (step / 3.6) ** 2)
            at = y + 0.0125 * step
            draft.glow((x - half, x + half), (at - 0.0063, at + 0.0063), (z - half, z + half), LAMP, 4.0)


def _lantern(ground: Ground) -> tuple[float, float, float, float]:
    """The bulbs over the roof, as one lamp."""
    if ground.roof is None:
        return 0.0, 0.0, 0.0, 0.0
    return 0.0, ground.roof[4] + 2.2, ground.roof[3] - 1.0, 5.0


DECK = 8.6  # height of the rails over the street


def _viaduct(draft: Draft, z: float) -> None:
    """An elevated railway across the view: deck, parapets, columns, and a station roof far to one side."""
    half = 4.4
    draft.box((X0, -X0), (DECK - 1.3, DECK - 0.2), (z - half, z + half), BLANK, 0.09)
    draft.box((X0, -X0), (DECK - 0.2, DECK + 0.75), (z - half, z - half + 0.25), BLANK, 0.13)
    draft.box((X0, -X0), (DECK - 0.2, DECK + 0.75), (z + half - 0.25, z + half), BLANK, 0.13)
    for k in range(-30, 31):
        x = k * 23.0 + 11.5
        draft.box((x - 0.9, x + 0.9), (0, DECK - 1.3), (z - 0.9, z + 0.9), BLANK, 0.10)
        draft.box((x - 1.2, x + 1.2), (DECK - 2.3, DECK - 1.3), (z - half, z + half), BLANK, 0.09)
        draft.box((x - 0.12, x + 0.12), (DECK, DECK + 7.0), (z + half, z + half + 0.24), BLANK, 0.05)
        draft.box((x - 0.1, x + 0.1), (DECK + 6.4, DECK + 6.6), (z - 1.0, z + half), BLANK, 0.05)


def _quay(draft: Draft, shore: float) -> None:
    """A wall of stone along the water, with a rail, and lamps on a promenade behind it."""
    draft.box((X0, -X0), (0, 2.4), (shore, shore + 1.4), BLANK, 0.16)
    draft.box((X0, -X0), (2.4, 2.75), (shore - 0.25, shore + 1.7), BLANK, 0.26)
    draft.box((X0, -X0), (3.6, 3.7), (shore + 0.2, shore + 0.3), BLANK, 0.06)
    for x in np.arange(-660.0, 661.0, 22.0):
        draft.box((x - 0.12, x + 0.12), (2.4, 7.2), (shore + 2.4, shore + 2.64), BLANK, 0.05)
        draft.glow((x - 0.4, x + 0.4), (7.2, 8.0), (shore + 2.1, shore + 2.9), LAMP, 2.6)


def _surfaced(traits: Any, bare: float) -> Any:
    traits[:, 4] = np.minimum(traits[:, 4] * np.float32(bare), 0.55)
    return traits


def _tables(draft: Draft, mood: Mood, seed: int, ground: Ground) -> City:
    boxes = np.array(draft.boxes, np.float32)
    first_x = np.clip(np.floor((boxes[:, 0] - X0 - 1e-3) / WIDE), 0, COLUMNS - 1).astype(int)
    last_x = np.clip(np.floor((boxes[:, 1] - X0 + 1e-3) / WIDE), 0, COLUMNS - 1).astype(int)
    first_z = np.clip(np.floor((boxes[:, 4] - Z0 - 1e-3) / LONG), 0, ROWS - 1).astype(int)
    last_z = np.clip(np.floor((boxes[:, 5] - Z0 + 1e-3) / LONG), 0, ROWS - 1).astype(int)
    cells: list[list[int]] = [[] for _ in range(COLUMNS * ROWS)]
    top = np.zeros(COLUMNS * ROWS, np.float32)
    for index in range(len(boxes)):
        for row in range(first_z[index], last_z[index] + 1):
            for column in range(first_x[index], last_x[index] + 1):
                cell = row * COLUMNS + column
                cells[cell].append(index)
                top[cell] = max(top[cell], boxes[index, 3])
    start = np.concatenate([[0], np.cumsum([len(items) for items in cells])]).astype(np.int32)
    return City(
        boxes=boxes,
        traits=_surfaced(np.array(draft.traits, np.float32), mood.bare),
        cell_start=start,
        cell_items=np.concatenate([np.array(items, np.int32) for items in cells]),
        cell_top=top,
        grid=np.array([X0, Z0, WIDE, LONG, COLUMNS, ROWS], np.float64),
        road=ROAD,
        shore=ground.shore,
        seed=seed % 50_000,
        lantern=np.array(_lantern(ground) if mood.traffic > 0 else (0.0, 0.0, 0.0, 0.0), np.float64),
        **mood.light(),
    )
