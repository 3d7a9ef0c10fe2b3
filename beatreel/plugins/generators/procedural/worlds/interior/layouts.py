"""A room with a fire; metres, colours linear BGR. All layouts by name."""

from __future__ import annotations

from collections.abc import Callable

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins

from .halls import books, works
from .metro import carriage, station
from .room import BLACK, FLAME, OAK, Colour, Room
from .rows import arcade, laundry, servers


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
}
"""What fills a room, by the motif that asks for it."""
