"""Rooms that light themselves: corridors under tubes, taverns before a fire, rows of machines, works, libraries.

What stands in each is in :mod:`.layouts`. Families of light: ``glow`` (fire, screens, what is molten; the SUN channels of the kernel),
``lamps`` (tubes, candles, pendants) and ``sky`` (windows).
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import hall as kernel
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import staffage, tracing
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .layouts import LAYOUTS
from .room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

KINDS = tuple(LAYOUTS)
"""Motifs that choose such a room."""
_FAMILIES = ("glow", "lamps", "sky")


def paint(
    kind: str, description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint one of :data:`KINDS`."""
    width, height = size
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 211])
    room = Room(description, shot, rng)
    LAYOUTS[kind](room)
    lens = _lens(room, width, height)
    hall = _hall(room, lens, description, int(seed) % 50_000 + variation)
    light, depth, ids = tracing.trace(partial(kernel.rays, hall, lens), width, height, progress, families=3, sharp=0.4)
    hits = ids >> 3
    _soften(light, hits == kernel.FLOOR, width, room.polish)
    staffage.light_up(light, depth, lens, _people(room, description.flavour))
    if room.air:
        _haze(light, depth, *room.air)
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), small, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    start = Grade(
        contrast=1.16,
        pivot=0.2,
        saturation=1.14,
        lift=(0.014, 0.008, 0.004),
        desaturate=0.38,
        bloom=0.20,
        bloom_width=1.25,
    )
    grade = fit_grade(total, start, median=room.median, white=(206.0, 236.0))
    groups = {}
    for name, part in zip(_FAMILIES, light, strict=True):
        pulse, base, gain = room.pulses[name]
        if float(part.max()) > 1e-4 or name == "lamps":
            groups[name] = LightGroup(part, pulse, base, gain)
    window = (hits == kernel.LEFT) & (light[2].max(axis=2) > 0.3 * max(float(hall.sky.max()), 1e-3))
    return Painting(
        groups=groups,
        depth=depth,
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=grade,
        is_lamplit=True,
        masks={"floor": (hits == kernel.FLOOR).astype(np.float32), "window": window.astype(np.float32)},
        elements=_elements(room, lens, width, height),
        travel=room.travel * {"wide": 1.0, "medium": 0.7, "close": 0.4, "detail": 0.25}[shot],
    )


def _lens(room: Room, width: int, height: int) -> Lens:
    x, y, yaw, focal, horizon = room.view
    turn = math.radians(yaw)
    narrow = min(width, height * 0.5625 * 1.25)
    return Lens(
        np.array([x, y, 0.0], np.float32), np.array([math.cos(turn), 0, -math.sin(turn)], np.float32),
        np.array([0, 1, 0], np.float32), np.array([math.sin(turn), 0, math.cos(turn)], np.float32),
        np.float32(focal * narrow), np.float32(width / 2), np.float32(horizon * height),
    )  # fmt: skip


def _hall(room: Room, lens: Lens, description: SceneDescription, seed: int) -> kernel.Hall:
    cards, places = _figures(_people(room, description.flavour))
    boxes, order = _by_place(room.boxes)
    e, a = math.radians(room.sun[0]), math.radians(room.sun[1])
    return kernel.Hall(
        half=room.half,
        tall=room.tall,
        end=room.end,
        window=np.array(room.window, np.float64),
        rose=np.array(room.rose, np.float64),
        columns=boxes,
        paint=np.array(room.colours, np.float32).reshape(-1, 3)[order],
        figures=cards,
        figure_at=places,
        skins=np.array(room.skins, np.int64)[order],
        glow=np.array(room.glow, np.float32).reshape(-1, 3)[order],
        glows=np.array(room.glows, np.int64)[order],
        lamps=np.array(room.lamps, np.float64).reshape(-1, 4),
        tints=np.array(room.tints, np.float32).reshape(-1, 3),
        burns=np.array(room.burns, np.int64),
        shadows=room.shadows,
        contact=0.62,
        floor=room.floor,
        stone=room.walls,
        sun=np.array([-math.cos(e) * math.cos(a), math.sin(e), math.cos(e) * math.sin(a)], np.float64),
        sunlight=np.zeros(3, np.float32),
        sky=np.array(room.sky, np.float32),
        ambient=np.array(room.ambient, np.float32),
        lamplight=np.ones(3, np.float32),
        wall=np.array(room.wall, np.float32),
        wood=np.array(room.ground, np.float32),
        stain=np.ones((3, 3), np.float32),
        gloss=room.polish,
        dust=0.0,
        seed=seed,
        edge=room.edge,
        deep=room.deep,
        flood=room.flood,
        vault=room.vault,
        packs=kernel.packed(boxes),
    )


def _by_place(boxes: list[tuple[float, ...]]) -> tuple[Any, Any]:
    """Return boxes with neighbours next to each other, and the order that does it: long ones first, then by side and height, along."""
    found = np.array(boxes, np.float64).reshape(-1, 6)
    x, y, z = ((found[:, i] + found[:, i + 1]) / 2 for i in (0, 2, 4))
    long_ = found[:, 5] - found[:, 4] < 12
    order = np.lexsort((z, np.floor(y / 1.6), np.floor(x / 1.2), np.floor(z / 14), long_))
    return found[order], order


def _people(room: Room, variant: int) -> list[staffage.Person]:
    return [
        staffage.Person(kind, x, z, tall, mirrored, variant + n)
        for n, (kind, x, z, tall, mirrored) in enumerate(room.people)
    ]


def _figures(people: list[staffage.Person]) -> tuple[Array, Any]:
    """Return the cards of who is there, all of one size, and where they stand (z, x, height, width)."""
    found = [one.card(420.0) for one in people]
    cards = [cv2.resize(cut, (384, 512), interpolation=cv2.INTER_AREA) for cut, _ in found] or [np.zeros((2, 2))]
    return np.stack(cards).astype(np.float32), np.array([at for _, at in found], np.float64).reshape(-1, 4)


def _soften(light: list[Any], floor: Any, width: int, polish: float) -> None:
    """Spread the single mirrored ray of the floor along the view, more on dull floors."""
    scale = width / 1584
    soft = cv2.GaussianBlur(floor.astype(np.float32), (0, 0), max(scale, 0.5))[..., None] * np.float32(0.75)
    for family in light:
        sharp = np.minimum(family.astype(np.float32), 4.0)
        tall = (2.0 + 9.0 * (1 - polish)) * scale
        blurred = cv2.GaussianBlur(sharp, (0, 0), sigmaX=max(0.9 * scale, 0.4), sigmaY=max(tall, 0.5))
        family += halved((blurred - sharp) * soft)


def _haze(light: list[Any], depth: Array, thick: float, colour: tuple[float, float, float]) -> None:
    """Let the air take light on its way and give that of the lamps instead, band by band."""
    for first in range(0, len(depth), tracing.BAND):
        rows = slice(first, first + tracing.BAND)
        through = np.exp(-thick * depth[rows])[..., None]
        for family in light:
            family[rows] = family[rows] * through
        light[1][rows] += halved((1 - through) * np.float32(colour))


def _elements(room: Room, lens: Lens, width: int, height: int) -> list[Element]:
    found = [Element("motes", 0.6)]
    points: dict[tuple[float, ...], list[list[float]]] = {}
    for (x, y, z), colour in room.beacons:
        px, py, away = project(lens, (x, y, z))
        if away > 0.5 and 0 < px < width and 0 < py < height:
            points.setdefault(colour, []).append([px / width, py / height])
    found += [Element("beacons", 0.30, {"points": some[:8], "colour": list(colour)}) for colour, some in points.items()]
    if room.embers:
        found.append(Element("embers", room.embers))
    if room.wet:
        found.append(Element("ripples", 0.25, {"rings": 0.0, "waves": 0.0}, "window"))
    return found
