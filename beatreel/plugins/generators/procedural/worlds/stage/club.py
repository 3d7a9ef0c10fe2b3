"""A jazz club: a low stage before red curtains, piano, double bass and drums under warm spots, tables with lamps, smoke, a sign of neon.

Traced by :mod:`~..kernels.built`. Light families: ``spots`` (with their cones), ``tables``, ``neon`` and ``wash`` on the curtains.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Element, Grade, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import instruments
from beatreel.plugins.generators.procedural.scenery.built import (
    EVEN,
    KEY,
    ODD,
    SKY,
    Place,
    body,
    dressed,
    skins,
)
from beatreel.plugins.generators.procedural.scenery.exposure import Level, chances, expose
from beatreel.plugins.generators.procedural.scenery.tracing import project

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Colour = tuple[float, ...]

MOTIF = "jazz_club"
HALF, TALL, BACK, STAGE, EDGE = (
    4.4,
    3.5,
    10.4,
    0.36,
    6.9,
)  # half width, height, wall behind the stage, its height and edge
_SMOKY = {"smoke", "smoky", "smokey", "haze", "hazy", "fog", "foggy"}
_LARGER = 1.2  # than life, whoever sings there: it is who is looked at
_WARM: Colour = (0.34, 0.95, 1.75)
_VIEWS = {
    "wide": Level((1.0, 1.45, 0.7), -5.0, 0.98, 0.41),
    "medium": Level((0.5, 1.45, 3.2), -4.0, 1.0, 0.43),
    "close": Level((-0.25, 1.42, 5.75), 27.0, 1.22, 0.45),
    "detail": Level((0.42, 1.86, 8.35), 190.0, 1.35, 0.42),
}


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a jazz club. Wide is the room over its tables, medium the stage, close the players, detail the microphone."""
    rng, side = chances(seed, variation, shot, 251)
    named = description.palette.strength > 0.4 and math.cos(math.radians(description.palette.key - 40.0)) < 0.5
    cold = tuple(0.9 * light_of_hue(description.palette.key if named else 285.0, 0.17, 0.6))
    smoke = 0.030 if description.weather in ("mist", "dust") else 0.020
    if is_smoky := bool(description.all_words & _SMOKY):
        smoke = 0.050
    lit = smoke / 0.020  # thick smoke takes the light of what is in it
    place = Place(
        int(seed) % 50_000 + variation, dust=1.5 * smoke,
        fog=(
            smoke,
            [tuple(lit * part for part in light) for light in (
                (0.006, 0.015, 0.027), (0.003, 0.010, 0.020), tuple(0.010 * part for part in cold), (0.002, 0.002, 0.012),
            )],
        ),
    )  # fmt: skip
    _room(place, side, cold, rng, named=named)
    _band(place, description, side)
    _tables(place, description, shot, side, rng)
    lens = _VIEWS[shot].lens(side, size)
    seen = expose(place, lens, size, progress)
    if shot == "detail":
        seen = seen.focused(0.86, 0.055)
    start = Grade(
        contrast=1.26,
        pivot=0.2,
        saturation=1.14,
        lift=(0.012, 0.006, 0.006),
        desaturate=0.36,
        bloom=0.26,
        bloom_width=1.35,
    )
    found = [
        Element("motes", 0.5),
        Element("mist", 0.60 if is_smoky else 0.34, {"low": 0.20, "high": 0.75, "drift": 10}),
    ]
    painting = seen.painting(
        {
            "spots": (KEY, "downbeat", 0.92, 0.16),
            "tables": (EVEN, "offbeat", 0.86, 0.26),
            "neon": (ODD, "kick", 0.84, 0.32),
            "wash": (SKY, "low", 0.88, 0.22),
        },
        start, (26.0, 54.0), elements=found + seen.beacons(0.22, (80.0, 150.0, 235.0)),
        travel={"wide": 0.9, "medium": 0.7, "close": 0.4, "detail": 0.12}[shot], lettering=True,
    )  # fmt: skip
    if "people" in description.without and shot in ("wide", "medium"):
        x, y, away = project(lens, (0.12 * side, STAGE, EDGE + 0.35))
        painting.boards = (x, y, _LARGER * float(lens.focal) / away)
    return painting


def _room(place: Place, side: float, cold: Colour, rng: np.random.Generator, *, named: bool) -> None:
    """Build the room; where a colour is ``named``, curtains and light have it in place of red."""
    wash = tuple(0.8 * part for part in cold) if named else (0.03, 0.03, 0.75)
    spot = (0.95, 1.05, 1.15) if named else _WARM
    brick = place.material(skins.BRICK, (0.045, 0.065, 0.13))
    boards = place.material(skins.WOOD, (0.030, 0.044, 0.068), gloss=0.05, rough=0.04, scale=0.13)
    platform = place.material(skins.WOOD, (0.034, 0.062, 0.110), gloss=0.05, rough=0.04, scale=0.10)
    dark = place.material(skins.PLASTER, (0.020, 0.018, 0.024))
    velvet = place.material(skins.CLOTH, tuple(0.01 + 0.14 * part for part in cold) if named else (0.014, 0.010, 0.17))
    iron = place.material(skins.PLAIN, (0.015, 0.015, 0.016), gloss=0.03, rough=0.3)
    wall = [(0, TALL / 2, BACK + 0.15), (-HALF - 0.1, TALL / 2, BACK / 2), (HALF + 0.1, TALL / 2, BACK / 2)]
    place.add(boxes(wall[:1], (HALF + 0.3, TALL / 2, 0.1), brick))
    for x in (-HALF, HALF):
        points = np.zeros((2, 2, 3), np.float32)
        points[..., 0], points[0, :, 1], points[:, 0, 2], points[:, 1, 2] = x, TALL, -2.5, BACK + 0.1
        place.add(grid(points, brick, uv=points[..., [2, 1]]))
    boards_mesh = grid(np.array([[(-HALF, 0, -3), (HALF, 0, -3)], [(-HALF, 0, BACK), (HALF, 0, BACK)]], np.float32), boards,
                       uv=np.array([[(-3, -HALF), (-3, HALF)], [(BACK, -HALF), (BACK, HALF)]], np.float32))  # fmt: skip
    place.add(boards_mesh, boxes([(0, TALL + 0.05, BACK / 2)], (HALF, 0.05, BACK), dark))
    place.add(boxes([(0, STAGE / 2, (EDGE + BACK) / 2)], (HALF, STAGE / 2, (BACK - EDGE) / 2), platform))
    place.add(boxes([(0, STAGE - 0.02, EDGE - 0.012)], (HALF, 0.03, 0.012), iron))
    s = np.linspace(-HALF, HALF, 421)  # curtains, parted a little where the brick shows
    fold = BACK - 0.25 + 0.13 * np.sin(9.5 * s + 0.8 * np.sin(1.3 * s)) + 0.03 * np.sin(23 * s)
    points = np.empty((3, len(s), 3), np.float32)
    points[..., 0], points[..., 1], points[..., 2] = s, np.array([TALL - 0.05, 1.8, STAGE + 0.02])[:, None], fold
    place.add(grid(points, velvet))
    u = np.linspace(-HALF, HALF, 181)
    drop = TALL - 0.42 - 0.20 * np.abs(np.sin(u * math.pi / 1.1))
    swag = np.stack([np.stack([u, np.full_like(u, TALL), np.full_like(u, EDGE + 0.55)], 1),
                     np.stack([u, drop, EDGE + 0.55 + 0.05 * np.sin(19 * u)], 1)])  # fmt: skip
    place.add(grid(swag, velvet))
    for x in (-2.6, -0.9, 0.9, 2.6):  # lamps on a bar
        can = turned([(0.05, 0.11), (0.085, 0.09), (0.09, -0.10), (0.075, -0.10)], 16, iron)
        place.add(can.leaned(0.10 * x, -0.35).moved(x, TALL - 0.32, 5.6))
    place.add(bars([(-HALF, TALL - 0.15, 5.6)], [(HALF, TALL - 0.15, 5.6)], (0.025, 0.025), iron))
    for x, power, to, angles in ((-1.5, 11.0, (-1.35, 0.8, 8.5), (23, 15)), (1.6, 7.5, (0.85, 0.9, 8.2), (15, 10))):
        place.lamp(
            (x * side, TALL - 0.42, 5.5), tuple(power * part for part in spot), KEY, 0.05, toward=(to[0] * side, *to[1:]), angles=angles,
            sharp=True,
        )  # fmt: skip
    for x in (-3.2, -1.1, 1.1, 3.2):  # lamps on the floor that stroke the curtains
        place.lamp((x, STAGE + 0.35, BACK - 0.9), wash, SKY, 0.25)
    place.lamp((side * 3.4, 3.0, 8.2), tuple(5.0 * part for part in cold), SKY, 0.15)
    place.lamp((-side * 3.6, 3.1, 3.4), tuple(3.2 * part for part in cold), SKY, 0.15)
    place.lamp((side * 3.6, 3.1, 1.2), tuple(2.2 * part for part in cold), SKY, 0.15)
    for x, y, z in ((-2.3, 2.55, 2.0), (0.4, 2.45, 3.6), (2.6, 2.6, 4.2)):  # pendants
        glow = place.material(skins.GLOW, (0, 0, 0), scale=3.0, glow=(0.7, 1.9, 3.2), family=EVEN)
        shade = turned([(0.015, 0.20), (0.03, 0.17), (0.16, 0.03), (0.17, 0.0)], 24, iron)
        place.add(
            shade.moved(side * x, y, z),
            turned([(0.0, 0.05), (0.035, 0.02), (0.0, -0.02)], 14, glow).moved(side * x, y + 0.02, z),
        )
        place.add(bars([(side * x, y + 0.2, z)], [(side * x, TALL, z)], (0.006, 0.006), iron))
        place.lamp((side * x, y - 0.05, z), (0.20, 0.62, 1.15), EVEN, 0.06)
        place.beacons.append(((side * x, y, z), _WARM))
    _bar(place, brick, rng)
    _neon(place, side, cold)
    for k, z in enumerate((2.4, 5.2)):  # sconces
        for way in (-1.0, 1.0):
            glow = place.material(skins.GLOW, (0, 0, 0), scale=4.0, glow=(0.45, 1.35, 2.5), family=EVEN)
            place.add(turned([(0.10, 0.16), (0.06, 0.0)], 14, glow).moved(way * (HALF - 0.12), 1.9, z))
            place.lamp((way * (HALF - 0.32), 2.1, z), (0.25, 0.75, 1.45), EVEN, 0.12)
            place.beacons.append(((way * (HALF - 0.12), 1.98, z), _WARM))
            place.add(boxes([(way * (HALF - 0.02), 1.55, z + 1.3)], (0.02, 0.34, 0.26), iron))
            picture = place.material(skins.PLASTER, (0.16 + 0.05 * k, 0.17, 0.18))
            place.add(boxes([(way * (HALF - 0.045), 1.55, z + 1.3)], (0.01, 0.26, 0.19), picture))


def _bar(place: Place, brick: int, rng: np.random.Generator) -> None:
    """Close the room behind the house, with bottles before lit shelves."""
    z = -2.6
    place.add(boxes([(0, TALL / 2, z - 0.2)], (HALF + 0.3, TALL / 2, 0.1), brick))
    oak = place.material(skins.WOOD, (0.02, 0.05, 0.11), gloss=0.05, rough=0.04, scale=0.2)
    place.add(boxes([(0, 0.55, z + 1.0)], (2.6, 0.55, 0.28), oak), boxes([(0, 1.12, z + 1.0)], (2.7, 0.03, 0.36), oak))
    tones = ((0.02, 0.35, 0.9), (0.05, 0.55, 0.25), (0.10, 0.12, 0.7), (0.6, 0.7, 0.75), (0.45, 0.30, 0.10))
    glass = [place.material(skins.GLOW, (0.02, 0.02, 0.02), scale=0.0, glow=tone, family=ODD) for tone in tones]
    bottle = [(0.012, 0.30), (0.013, 0.22), (0.034, 0.17), (0.036, 0.0)]
    for y in (1.45, 1.85, 2.25):
        place.add(boxes([(0, y, z)], (2.4, 0.015, 0.13), oak))
        for x in np.arange(-2.3, 2.3, 0.13):
            if rng.random() < 0.8:
                place.add(turned(bottle, 10, glass[int(rng.integers(5))]).moved(float(x), y + 0.015, z))
    place.lamp((0, 2.5, z + 0.5), (0.3, 0.8, 1.4), ODD, 0.3)


_LETTERS = {  # strokes of a script, on a line of height 1
    "j": [(-0.10, 0.05), (0.02, -0.12), (0.16, -0.02), (0.20, 0.30), (0.22, 1.0), (0.02, 0.98)],
    "a": [
        (0.50, 0.48),
        (0.36, 0.55),
        (0.24, 0.36),
        (0.27, 0.10),
        (0.40, 0.02),
        (0.50, 0.18),
        (0.53, 0.52),
        (0.52, 0.12),
        (0.60, 0.02),
    ],
    "z": [(0.02, 0.52), (0.38, 0.52), (0.04, 0.03), (0.42, 0.03)],
}


def _neon(place: Place, side: float, cold: Colour) -> None:
    """Hang “Jazz” on the wall, and a note under it."""
    tubes = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=tuple(4.5 * part for part in cold), family=ODD)
    rose = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=(0.9, 0.25, 2.9), family=ODD)
    x0, y0, high = -side * 2.1 - 0.85, 2.25, 0.80
    for letter, at in (("j", 0.0), ("a", 0.20), ("z", 0.86), ("z", 1.34)):
        line = np.array([(x0 + high * (at + u), y0 + high * v, BACK - 0.45) for u, v in _LETTERS[letter]])
        dense = np.stack(
            [np.interp(np.linspace(0, len(line) - 1, 40), range(len(line)), line[:, c]) for c in range(3)], 1
        )
        if letter != "z":
            kernel = np.array([0.25, 0.5, 0.25])
            for _ in range(4):
                dense[1:-1] = sum(k * dense[n : len(dense) - 2 + n] for n, k in enumerate(kernel))
        place.add(tube(dense, 0.017, 8, tubes))
    u = np.linspace(x0 - 0.05, x0 + 1.25, 30)
    place.add(tube(np.stack([u, y0 - 0.17 + 0.05 * np.sin(7 * (u - x0)), np.full(30, BACK - 0.45)], 1), 0.013, 8, rose))
    for dx in (0.2, 0.9):
        place.lamp((x0 + dx, y0 + 0.25, BACK - 0.62), tuple(0.55 * part for part in cold), ODD, 0.2)


_SUIT: Colour = (0.020, 0.018, 0.020)
_PIANIST = (
    ((0.02, 0.60), (-0.05, 0.62), (-0.075, 0.68), (-0.05, 0.735), (0.01, 0.745), (0.055, 0.71), (0.07, 0.665), (0.05, 0.62)),
    ((-0.02, 0.60), (-0.10, 0.565), (-0.155, 0.46), (-0.165, 0.34), (-0.14, 0.25), (0.04, 0.255), (0.06, 0.36), (0.07, 0.48), (0.05, 0.57)),
    ((-0.13, 0.32), (0.06, 0.325), (0.24, 0.31), (0.28, 0.28), (0.27, 0.06), (0.34, 0.03), (0.34, 0.0), (0.18, 0.0), (0.19, 0.20),
     (0.05, 0.225), (-0.13, 0.235)),
    ((0.0, 0.55), (0.06, 0.42), (0.20, 0.43), (0.34, 0.455), (0.36, 0.43), (0.20, 0.385), (0.03, 0.36), (-0.06, 0.50)),
)  # fmt: skip


def _band(place: Place, description: SceneDescription, side: float) -> None:
    of = instruments.tints(place)
    suit = place.material(skins.CLOTH, _SUIT)
    skin = place.material(skins.PLAIN, (0.075, 0.12, 0.21))
    shirt = place.material(skins.CLOTH, (0.35, 0.38, 0.40))
    piano = instruments.piano(of)
    if side < 0:  # its keys are at the outer side, its open lid towards the house in any case
        piano = _mirrored(piano)
    place.add(piano.moved(-1.05 * side, STAGE, 8.55, turn=math.radians(-8 * side)))
    place.add(instruments.double_bass(of).leaned(0.10 * side, -0.10).moved(1.05 * side, STAGE, 8.25))
    place.add(instruments.drums(of).moved(2.75 * side, STAGE, 9.0))
    place.add(instruments.stand(of, 1.42).moved(0.12 * side, STAGE, 7.55))
    if "people" in description.without:
        return
    if description.all_words & {"singer", "vocalist", "chanteuse"}:
        place.add(body("stander", 1.70, 0.30, suit).moved(0.12 * side, STAGE, 7.86))
    player = dressed(body(_PIANIST, 1.76, 0.36, suit), (1.76 * 0.60, skin))
    if side < 0:
        player = _mirrored(player)
    place.add(player.moved(-2.45 * side, STAGE, 8.55 + 0.18))
    bassist = dressed(body("stander", 1.80, 0.32, suit), (1.80 * 0.835, skin))
    x = 1.30 * side
    place.add(bassist.moved(x, STAGE, 8.62))
    for joints in (((-0.24, 1.42, 0.0), (-0.42, 1.22, -0.24), (-0.26, 1.05, -0.42)),
                   ((0.22, 1.42, 0.0), (0.30, 1.40, -0.22), (-0.18, 1.58, -0.36))):  # fmt: skip
        arm = [(x + side * p[0], STAGE + p[1], 8.62 + p[2]) for p in joints]
        place.add(
            tube(arm, [0.065, 0.052, 0.045], 10, suit),
            turned([(0.0, 0.05), (0.045, 0.0), (0.0, -0.05)], 10, skin).moved(*arm[-1]),
        )
    place.add(boxes([(x, STAGE + 1.36, 8.62 - 0.155)], (0.035, 0.10, 0.012), shirt))


def _mirrored(mesh: Mesh) -> Mesh:
    return Mesh(
        mesh.points * np.float32([-1, 1, 1]), mesh.carried * np.float32([1, 1, -1, 1, 1, 1]), mesh.triangles, mesh.skins
    )


def _tables(place: Place, description: SceneDescription, shot: str, side: float, rng: np.random.Generator) -> None:
    cloth = place.material(skins.CLOTH, (0.030, 0.020, 0.10))
    wood = place.material(skins.WOOD, (0.018, 0.035, 0.07), gloss=0.05, rough=0.12, scale=0.1)
    glass = place.material(skins.PLAIN, (0.10, 0.11, 0.11), gloss=0.12, rough=0.07)
    drink = place.material(skins.PLAIN, (0.02, 0.16, 0.45), gloss=0.06, rough=0.1)
    brass = place.material(skins.METAL, (0.14, 0.40, 0.68), gloss=0.4, rough=0.25, metal=True)
    dark = place.material(skins.CLOTH, (0.014, 0.013, 0.015))
    spots = [(-1.25, 3.0), (1.7, 2.7), (0.15, 4.6), (-2.9, 4.9), (3.1, 5.0), (-3.1, 2.2)]
    for n, (x, z) in enumerate(spots):
        x = side * x + float(rng.uniform(-0.15, 0.15))
        z += float(rng.uniform(-0.15, 0.15))
        edge = np.linspace(0, 2 * np.pi, 65)
        top = turned([(0.0, 0.755), (0.40, 0.755), (0.42, 0.74)], 40, cloth)
        hang = np.empty((2, 65, 3), np.float32)
        for row, (r, y) in enumerate(((0.42, 0.745), (0.45, 0.42))):
            wave = r * (1 + (0.06 * np.sin(9 * edge + n) if row else 0))
            hang[row, :, 0], hang[row, :, 1], hang[row, :, 2] = wave * np.cos(edge), y, wave * np.sin(edge)
        place.add(Mesh.of([top, grid(hang[:, ::-1], cloth, wrap=True)]).moved(x, 0, z))
        place.add(bars([(x, 0, z)], [(x, 0.74, z)], (0.03, 0.03), wood))
        place.add(turned([(0.05, 0.05), (0.24, 0.03), (0.25, 0.0)], 20, wood).moved(x, 0, z))
        # A lamp with a pleated shade.
        shade = place.material(skins.GLOW, (0.02, 0.03, 0.10), scale=9.0, glow=(0.10, 0.62, 1.9), family=EVEN)
        turn = np.linspace(0, 2 * np.pi, 73)
        pleats = np.empty((2, 73, 3), np.float32)
        for row, (r, y) in enumerate(((0.055, 0.155), (0.105, 0.0))):
            wide = r * (1 + 0.035 * np.sin(24 * turn))
            pleats[row, :, 0], pleats[row, :, 1], pleats[row, :, 2] = wide * np.cos(turn), y, wide * np.sin(turn)
        uv = np.stack(np.broadcast_arrays(turn[None], np.array([[0.15], [0.0]])), -1).astype(np.float32)
        lx, lz = x + 0.10 * side, z + 0.06
        place.add(grid(pleats[:, ::-1], shade, uv=uv, wrap=True).moved(lx, 0.93, lz))
        foot = [(0.01, 0.20), (0.014, 0.12), (0.024, 0.09), (0.012, 0.05), (0.05, 0.015), (0.055, 0.0)]
        place.add(turned(foot, 16, brass).moved(lx, 0.755, lz))
        place.lamp((lx, 1.12, lz), (0.06, 0.20, 0.42), EVEN, 0.07)
        place.lamp((lx, 0.90, lz), (0.05, 0.17, 0.36), EVEN, 0.04)
        place.beacons.append(((lx, 1.0, lz), _WARM))
        cup = [(0.036, 0.10), (0.034, 0.02), (0.030, 0.005), (0.0, 0.004)]
        gx, gz = x - 0.16 * side, z - 0.10
        place.add(turned(cup, 20, glass).moved(gx, 0.757, gz))
        place.add(turned([(0.0, 0.045), (0.032, 0.045), (0.030, 0.01)], 20, drink).moved(gx, 0.757, gz))
        for k in range(2):
            angle = float(rng.uniform(-0.5, 0.5)) + (math.pi if k else 0.0) + (0.9 if n % 2 else -0.7)
            cx, cz = x + 0.72 * math.cos(angle), z + 0.55 * math.sin(angle) - 0.12
            _chair(place, cx, cz, angle, wood)
            if "people" not in description.without and rng.random() < 0.8 and cz > (3.4 if shot == "wide" else 4.5):
                place.add(body("stander", 1.74, 0.34, dark).moved(cx, -0.52, cz, turn=float(rng.uniform(-0.4, 0.4))))


def _chair(place: Place, x: float, z: float, turn: float, wood: int) -> None:
    """Put a bentwood chair that looks at its table."""
    seat = turned([(0.0, 0.47), (0.19, 0.47), (0.20, 0.455), (0.19, 0.44)], 20, wood)
    s = np.linspace(-1, 1, 21)
    back = np.stack([0.17 + 0 * s, 0.46 + 0.46 * np.sqrt(1 - 0.96 * s**4), 0.17 * s], 1)
    inner = np.stack([0.17 + 0 * s, 0.46 + 0.30 * np.sqrt(1 - 0.96 * s**4), 0.10 * s], 1)
    legs = bars([(0.13, 0, 0.13), (0.13, 0, -0.13), (-0.13, 0, 0.13), (-0.13, 0, -0.13)],
                [(0.11, 0.45, 0.11), (0.11, 0.45, -0.11), (-0.11, 0.45, 0.11), (-0.11, 0.45, -0.11)], (0.014, 0.014), wood)  # fmt: skip
    place.add(Mesh.of([seat, tube(back, 0.013, 8, wood), tube(inner, 0.009, 8, wood), legs]).moved(x, 0, z, turn=-turn))
