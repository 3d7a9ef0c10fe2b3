"""Corridors and a room with a fire; metres, colours linear BGR. All layouts by name."""

from __future__ import annotations

from collections.abc import Callable

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins

from .halls import books, works
from .metro import carriage, station
from .room import BLACK, FLAME, OAK, TUBE, Colour, Room, Span
from .rows import arcade, laundry, servers


def corridor(room: Room) -> None:
    """Doors on both sides under tubes: a hospital, a school with lockers, an office, a hotel with sconces and carpet."""
    rng, words = room.rng, room.words
    school, hotel = (
        bool(words & {"school", "locker", "lockers", "classroom", "university"}),
        bool(words & {"hotel", "motel", "carpet"}),
    )
    room.half, room.tall, room.end = (1.75 if not hotel else 1.25), (2.75 if not hotel else 2.6), 38.0
    half, tall = room.half, room.tall
    side = float(rng.choice([-1, 1]))
    room.view_by(
        wide=(side * 0.28 * half, 1.42, -side * 2.5, 0.84, 0.50), medium=(side * 0.34 * half, 1.35, -side * 6.0, 1.05, 0.49),
        close=(-side * 0.35 * half, 0.85, side * 13.0, 1.15, 0.46), detail=(side * 0.2 * half, 0.22, -side * 3.0, 1.25, 0.36),
    )  # fmt: skip
    leaf: Colour = (0.30, 0.42, 0.44)
    if hotel:
        room.wall, room.ground, room.floor, room.polish, room.walls = (
            (0.24, 0.34, 0.44),
            (0.05, 0.055, 0.24),
            kernel.CARPET,
            0.0,
            0.0,
        )
        leaf = (0.05, 0.10, 0.19)
    else:
        room.wall = ((0.56, 0.60, 0.50), (0.60, 0.58, 0.52), (0.52, 0.60, 0.58))[int(rng.integers(3))]
        room.ground = ((0.20, 0.25, 0.19), (0.27, 0.27, 0.25), (0.17, 0.20, 0.22))[int(rng.integers(3))]
        if school:
            leaf = ((0.42, 0.22, 0.07), (0.10, 0.16, 0.42), (0.16, 0.34, 0.10))[int(rng.integers(3))]
    first = 1.6 + float(rng.uniform(0, 1.2))
    for k in range(8):
        z = first + 4.4 * k
        for way in (-1.0, 1.0):
            at = z + (2.2 if way > 0 else 0.0)
            if at > room.end - 2:
                continue

            def face(deep: float, low: float = 0.0, way: float = way) -> Span:
                a, b = way * (half - deep), way * (half - low)
                return (min(a, b), max(a, b))

            wall_wood: Colour = (0.26, 0.30, 0.30) if not hotel else (0.03, 0.06, 0.11)
            for z0, z1, y0, y1 in (
                (at - 0.09, at, 0, 2.18),
                (at + 1.0, at + 1.09, 0, 2.18),
                (at - 0.09, at + 1.09, 2.10, 2.18),
            ):
                room.put(wall_wood, face(0.07), (y0, y1), (z0, z1))
            room.put(leaf if not school else (0.20, 0.30, 0.36), face(0.025), (0.0, 2.10), (at, at + 1.0), skins.PANEL)
            room.put((0.5, 0.5, 0.5), face(0.08), (0.98, 1.01), (at + 0.08, at + 0.20))
            if not hotel:  # a pane in the door; some rooms are lit
                lit = rng.random() < 0.35
                glow = (1.15, 1.10, 0.85) if lit else (0.05, 0.045, 0.035)
                room.put(
                    (0.05, 0.05, 0.05), face(0.035), (1.25, 1.85), (at + 0.60, at + 0.82), glow=glow, family=kernel.LAMP
                )
                room.put((0.42, 0.22, 0.08), face(0.03), (1.52, 1.64), (at - 0.36, at - 0.18))
            if hotel:
                for u in (at - 0.62,):
                    room.put(
                        (0.4, 0.7, 0.85),
                        face(0.13, 0.03),
                        (1.62, 1.90),
                        (u - 0.09, u + 0.09),
                        glow=(0.75, 1.7, 2.6),
                        family=kernel.LAMP,
                    )
                    room.lamp((way * (half - 0.28), 1.80, u), (0.15, 0.42, 0.78))
                    room.beacons.append(((way * (half - 0.1), 1.76, u), (120.0, 190.0, 240.0)))
            elif school:
                for n in range(6):
                    u = at + 1.16 + 0.33 * n + (0 if way < 0 else 0.1)
                    shade = float(rng.uniform(0.85, 1.1))
                    room.put(
                        (leaf[0] * shade, leaf[1] * shade, leaf[2] * shade),
                        face(0.36),
                        (0.08, 1.86),
                        (u, u + 0.32),
                        skins.PANEL,
                    )
            else:
                room.put(
                    (0.22, 0.36, 0.42), face(0.09, 0.02), (0.86, 0.98), (at + 1.15, at + 4.25), skins.WOOD
                )  # a handrail
    if not school and not hotel and rng.random() < 0.8:  # a bed that waits
        z, way = float(rng.uniform(6.5, 9.0)), -side
        a, b = sorted((way * (half - 0.12), way * (half - 0.92)))
        room.put((0.70, 0.68, 0.64), (a, b), (0.62, 0.76), (z, z + 1.95))
        room.put((0.80, 0.80, 0.78), (a + 0.1, b - 0.1), (0.76, 0.86), (z + 1.45, z + 1.85))
        room.put((0.40, 0.40, 0.40), (a, b), (0.50, 0.55), (z, z + 1.95))
        for u in (a + 0.05, b - 0.05):
            for w in (z + 0.08, z + 1.85):
                room.put((0.35, 0.35, 0.35), (u - 0.02, u + 0.02), (0.0, 0.60), (w - 0.02, w + 0.02))
        for w in (z, z + 1.92):
            room.put((0.45, 0.45, 0.45), (a, b), (0.95, 0.98), (w, w + 0.03))
            for u in (a, b - 0.03):
                room.put((0.45, 0.45, 0.45), (u, u + 0.03), (0.5, 0.98), (w, w + 0.03))
    # the end: a double door under a sign, or a window
    end = room.end
    room.put((0.30, 0.36, 0.36) if not hotel else leaf, (-0.95, 0.95), (0, 2.15), (end - 0.05, end), skins.PANEL)
    for x in (-0.5, 0.5):
        room.put(
            BLACK,
            (x - 0.2, x + 0.2),
            (1.05, 1.9),
            (end - 0.08, end),
            glow=(2.6, 2.5, 2.0) if not hotel else (0.5, 1.3, 2.2),
            family=kernel.LAMP,
        )
    if not hotel:
        z = 9.4
        room.put(
            BLACK,
            (-0.28, 0.28),
            (tall - 0.42, tall - 0.24),
            (z, z + 0.05),
            glow=(0.10, 0.85, 0.12) if not words & {"red"} else (0.05, 0.08, 1.0),
        )
        room.lamp((0.0, tall - 0.5, z - 0.2), (0.02, 0.16, 0.03), family=kernel.SUN)
        dead = int(rng.integers(2, 6)) if rng.random() < 0.5 else -1
        for k in range(13):
            z = 1.2 + 2.9 * k
            glow = (0.04, 0.04, 0.04) if k == dead else (TUBE[0] * 3.0, TUBE[1] * 3.0, TUBE[2] * 3.0)
            for x in (-0.12, 0.12):
                room.put(
                    (0.6, 0.6, 0.6),
                    (x - 0.04, x + 0.04),
                    (tall - 0.05, tall - 0.01),
                    (z, z + 1.25),
                    glow=glow,
                    family=kernel.LAMP,
                )
            room.put((0.55, 0.55, 0.55), (-0.22, 0.22), (tall - 0.012, tall), (z - 0.04, z + 1.29))
            if k != dead:
                room.lamp((0.0, tall - 0.12, z + 0.62), (0.55 * TUBE[0], 0.55 * TUBE[1], 0.55 * TUBE[2]))
                if k < 6:
                    room.beacons.append(((0.0, tall - 0.05, z + 0.62), (225.0, 235.0, 220.0)))
        room.ambient = (0.035, 0.036, 0.032)
        room.median = (
            (74.0, 116.0) if not words & {"dark", "abandoned", "horror", "haunted", "night", "creepy"} else (40.0, 74.0)
        )
    else:
        room.ambient, room.median = (0.012, 0.022, 0.032), (52.0, 88.0)
    room.pulses["lamps"] = ("kick", 0.95, 0.14)
    if room.peopled:
        away = {"wide": 10.5, "medium": 6.4, "close": 7.5, "detail": 6.0}[room.shot]
        room.people.append(("stander", -side * 0.22 * half, away, 1.76, side > 0))
    room.travel = 1.6


def hearth(room: Room) -> None:
    """A room of boards under beams, a fire burning in its chimney, tables with candles, a window to the night."""
    rng = room.rng
    room.half, room.tall, room.end = 3.1, 2.95, 7.4
    half, tall, end = room.half, room.tall, room.end
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.060, 0.125, 0.225),
        (0.05, 0.095, 0.16),
        kernel.PLANKS,
        -2.0,
        0.42,
    )
    fx = float(rng.uniform(-0.5, 0.9))
    side = -1.0 if fx > 0.2 else 1.0
    room.view_by(
        wide=(0.20 * side, 1.45, 0.0, 0.80, 0.47), medium=(0.3 * side, 1.35, -2.0 * side, 0.98, 0.48),
        close=(fx + 0.9 * side, 1.05, -9.0 * side, 1.30, 0.46), detail=(fx + 0.5 * side, 0.62, -5.0 * side, 1.75, 0.50),
    )  # fmt: skip
    stone: Colour = (0.20, 0.235, 0.26)
    front = end - 0.75
    for x in ((fx - 1.15, fx - 0.62), (fx + 0.62, fx + 1.15)):
        room.put(stone, x, (0.0, 1.28), (front, end), skins.BRICK)
    room.put(stone, (fx - 1.15, fx + 1.15), (0.98, 1.36), (front, end), skins.BRICK)
    room.put(stone, (fx - 0.88, fx + 0.88), (1.48, tall), (front + 0.18, end), skins.BRICK)
    room.put(OAK, (fx - 1.30, fx + 1.30), (1.36, 1.50), (front - 0.14, end), skins.WOOD)
    room.put(stone, (fx - 1.30, fx + 1.30), (0.0, 0.09), (front - 0.52, end))
    room.put(BLACK, (fx - 0.62, fx + 0.62), (0.09, 0.98), (end - 0.12, end), skins.BRICK)
    for bright, z, wide, high in ((0.75, end - 0.24, 0.50, 0.70), (1.0, end - 0.40, 0.42, 0.56)):
        room.put(
            BLACK, (fx - wide, fx + wide), (0.12, 0.12 + high), (z, z + 0.004), skins.FIRE, (bright, bright, bright)
        )
    for x, y, z in ((-0.36, 0.10, 0.52), (0.02, 0.10, 0.56), (-0.20, 0.19, 0.50)):
        room.put((0.03, 0.05, 0.09), (fx + x, fx + x + 0.52), (y, y + 0.10), (end - z - 0.1, end - z), skins.WOOD)
    strong = 2.5
    for x, z in ((-0.28, 0.95), (0.26, 1.05)):
        room.lamp((fx + x, 0.62, end - z), (FLAME[0] * strong, FLAME[1] * strong, FLAME[2] * strong), family=kernel.SUN)
    room.lamp((fx, 0.45, end - 0.42), (0.12, 0.5, 1.2), family=kernel.SUN)
    room.shadows = 2
    room.beacons.append(((fx, 0.42, end - 0.45), (40.0, 120.0, 240.0)))
    # logs beside it, things on the mantel
    for n in range(12):
        x, y = fx - 1.95 + 0.135 * (n % 5), 0.02 + 0.13 * (n // 5)
        room.put((0.09, 0.17, 0.28), (x, x + 0.12), (y, y + 0.12), (end - 0.6, end - 0.1), skins.WOOD)
    for x in (-1.05, -0.85, 0.95):
        room.candle(fx + x, 1.50, front - 0.02, lights=x > 0)
    room.put(
        (0.05, 0.16, 0.22), (fx - 0.24, fx + 0.24), (1.70, 2.28), (front + 0.13, front + 0.18), skins.WOOD
    )  # a picture
    room.put((0.10, 0.14, 0.13), (fx - 0.18, fx + 0.18), (1.76, 2.22), (front + 0.12, front + 0.14))
    for k in range(5):  # beams
        z = 0.9 + 1.45 * k
        room.put(OAK, (-half, half), (tall - 0.24, tall), (z, z + 0.22), skins.WOOD)
    room.put(OAK, (-0.13, 0.13), (tall - 0.38, tall - 0.12), (0.5, end - 0.5), skins.WOOD)
    # the bar or a shelf with bottles on the right wall
    for y in (1.25, 1.68, 2.10):
        room.put(OAK, (half - 0.26, half), (y, y + 0.035), (2.6, 5.6), skins.WOOD)
        z = 2.7
        while z < 5.5:
            tone = ((0.03, 0.10, 0.05), (0.02, 0.06, 0.14), (0.30, 0.40, 0.45), (0.05, 0.12, 0.22))[
                int(rng.integers(4))
            ]
            high = float(rng.uniform(0.14, 0.30))
            room.put(tone, (half - 0.20, half - 0.12), (y + 0.035, y + high), (z, z + 0.075))
            z += float(rng.uniform(0.11, 0.24))
    tables = (
        ((-1.55 * side, 4.6), (1.25 * side, 3.2))
        if room.shot in ("wide", "medium")
        else ((-1.7 * side, 4.9), (1.8 * side, 4.4))
    )
    for x, z in tables:
        room.table(x, z, 1.25, 0.78, 0.76)
        room.candle(x + 0.05, 0.76, z)
        room.chair(x - 0.35, z + 0.62, 1)
        room.chair(x + 0.40, z - 0.66, -1)
        for u, v in ((-0.35, 0.1), (0.38, -0.12)):
            room.put(
                (0.10, 0.20, 0.33),
                (x + u - 0.045, x + u + 0.045),
                (0.76, 0.89),
                (z + v - 0.045, z + v + 0.045),
                skins.WOOD,
            )
    # a fur before the hearth
    room.put((0.16, 0.20, 0.26), (fx - 0.85, fx + 0.85), (0.0, 0.018), (front - 1.75, front - 0.65))
    room.window = (3.2, 0.62, 0.95, 2.05, 0, 3, 3, 3.6)
    room.sky = {"night": (0.40, 0.20, 0.10), "dusk": (0.75, 0.42, 0.28), "dawn": (0.8, 0.62, 0.55)}.get(
        room.description.time_of_day, (0.75, 0.42, 0.28)
    )
    room.wet = room.description.weather in ("rain", "storm")
    room.ambient = (0.004, 0.006, 0.010)
    room.median = (34.0, 66.0)
    if room.peopled and "figure" in room.description.details:
        room.people.append(("stander", fx - 1.0 * side, end - 2.0, 1.74, side > 0))
    room.pulses["glow"] = ("kick", 0.90, 0.24)
    room.embers, room.travel = 0.35, 0.8


LAYOUTS: dict[str, Callable[[Room], None]] = {
    "carriage": carriage,
    "station": station,
    "hearth": hearth,
    "arcade": arcade,
    "servers": servers,
    "laundry": laundry,
    "works": works,
    "books": books,
    "corridor": corridor,
}
"""What fills a room, by the motif that asks for it; a corridor comes last, as the light of tubes may mean another room."""
