"""Machines in rows: games, servers, washing machines; metres, colours linear BGR."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .room import BLACK, Room, Span


def _aisle(room: Room, half: float, tall: float, end: float) -> float:
    room.half, room.tall, room.end = half, tall, end
    side = float(room.rng.choice([-1, 1]))
    room.view_by(
        wide=(side * 0.32 * half, 1.45, -side * 7.0, 0.86, 0.49), medium=(side * 0.42 * half, 1.40, -side * 15.0, 0.98, 0.48),
        close=(side * 0.46 * half, 1.30, -side * 32.0, 1.05, 0.47), detail=(side * 0.30 * half, 1.15, -side * 44.0, 1.30, 0.47),
    )  # fmt: skip
    return side


def arcade(room: Room) -> None:
    """Two rows of games whose screens are all the light there is, with neon along the ceiling."""
    side = _aisle(room, 2.15, 2.9, 17.0)
    rng, half, tall = room.rng, room.half, room.tall
    palette = room.description.palette
    neon = [light_of_hue(hue, 0.17, 0.72).astype(float) for hue in (palette.accent, palette.key)] if palette.strength > 0.05 else [
        np.array([1.0, 0.62, 0.05]), np.array([0.85, 0.10, 1.0])]  # fmt: skip
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.075, 0.05, 0.055),
        (0.07, 0.05, 0.055),
        kernel.CARPET,
        -1.0,
        0.72,
    )
    for k in range(17):
        z = 0.4 + 0.94 * k
        for way in (-1.0, 1.0):

            def face(deep: float, low: float = 0.0, way: float = way) -> Span:
                a, b = way * (half - deep), way * (half - low)
                return (min(a, b), max(a, b))

            body = (0.03, 0.022, 0.022)
            hue = (
                neon[int(rng.integers(2))]
                if rng.random() < 0.25
                else light_of_hue(float(rng.uniform(0, 360)), 0.16, 0.72).astype(float)
            )
            tint = (float(hue[0]), float(hue[1]), float(hue[2]))
            for u in (z, z + 0.76):  # the side panels
                room.put(body, face(0.92), (0.0, 1.98), (u, u + 0.05))
            room.put((0.05, 0.05, 0.06), face(0.78), (0.0, 0.86), (z + 0.05, z + 0.76), skins.PANEL)
            room.put((0.04, 0.04, 0.045), face(0.98), (0.86, 0.95), (z + 0.05, z + 0.76))
            room.put(BLACK, face(0.62), (0.95, 1.62), (z + 0.05, z + 0.76), skins.SCREEN, (1.15, 1.15, 1.15))
            room.put(
                BLACK,
                face(0.88),
                (1.66, 1.94),
                (z + 0.06, z + 0.75),
                glow=(tint[0] * 1.5, tint[1] * 1.5, tint[2] * 1.5),
            )
            for n in range(3):
                room.put(
                    BLACK,
                    face(0.90, 0.87),
                    (0.952, 0.972),
                    (z + 0.36 + 0.1 * n, z + 0.40 + 0.1 * n),
                    glow=(0.1, 0.2, 1.4),
                )
            if k % 3 == (0 if way < 0 else 1):
                room.lamp(
                    (way * (half - 1.15), 1.35, z + 0.4),
                    (0.26 * tint[0], 0.26 * tint[1], 0.26 * tint[2]),
                    family=kernel.SUN,
                )
    for x, hue in ((-0.55, neon[0]), (0.55, neon[1])):
        room.put(
            BLACK,
            (x - 0.02, x + 0.02),
            (tall - 0.10, tall - 0.06),
            (0.3, 16.5),
            glow=(float(hue[0]) * 2.6, float(hue[1]) * 2.6, float(hue[2]) * 2.6),
            family=kernel.LAMP,
        )
        for k in range(4):
            room.lamp(
                (x, tall - 0.22, 1.5 + 4.4 * k), (float(hue[0]) * 0.05, float(hue[1]) * 0.05, float(hue[2]) * 0.05)
            )
    room.put(BLACK, (-0.8, 0.8), (1.2, 2.1), (16.9, 17.0), skins.SCREEN, (1.5, 1.5, 1.5))
    room.ambient, room.median = (0.006, 0.004, 0.005), (36.0, 66.0)
    if room.peopled:
        away = {"wide": 6.4, "medium": 5.0, "close": 4.0, "detail": 4.6}[room.shot]
        room.people.append(("stander", -side * (half - 1.28), away, 1.74, side < 0))
    room.pulses["lamps"] = ("kick", 0.90, 0.26)
    room.pulses["glow"] = ("offbeat", 0.94, 0.20)


def servers(room: Room) -> None:
    """Two rows of racks with their lamps, over a floor like a mirror."""
    side = _aisle(room, 1.35, 2.9, 22.0)
    half, tall = room.half, room.tall
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.22, 0.20, 0.18),
        (0.16, 0.15, 0.14),
        kernel.LINO,
        -1.0,
        0.95,
    )
    for k in range(35):
        z = 0.2 + 0.615 * k
        for way in (-1.0, 1.0):
            a, b = sorted((way * (half - 0.62), way * half))
            room.put((0.075, 0.070, 0.066), (a, b), (0.04, 2.16), (z, z + 0.60), skins.RACK, (1.0, 1.0, 1.0))
    for way in (-1.0, 1.0):
        a, b = sorted((way * (half - 0.61), way * (half - 0.60)))
        room.put(BLACK, (a, b), (0.0, 0.04), (0.2, 21.8), glow=(1.6, 0.85, 0.10))
        x0, x1 = sorted((way * (half - 0.62), way * (half - 0.40)))
        room.put((0.08, 0.08, 0.08), (x0, x1), (2.34, 2.46), (0.2, 21.8))  # a tray of cables
        for k in range(5):
            room.lamp((way * (half - 0.75), 0.10, 1.0 + 4.2 * k), (0.060, 0.034, 0.004), family=kernel.SUN)
    for k in range(8):
        z = 1.0 + 2.8 * k
        room.put(
            (0.5, 0.5, 0.5),
            (-0.05, 0.05),
            (tall - 0.06, tall - 0.02),
            (z, z + 1.3),
            glow=(2.4, 2.2, 1.7),
            family=kernel.LAMP,
        )
        room.lamp((0.0, tall - 0.15, z + 0.6), (0.20, 0.175, 0.13))
    room.put(BLACK, (-0.72, 0.72), (0.0, 2.4), (21.9, 22.0), glow=(1.5, 1.0, 0.45))
    room.ambient, room.median = (0.012, 0.010, 0.008), (34.0, 66.0)
    if room.peopled and room.shot in ("wide", "medium"):
        room.people.append(("stander", -side * 0.12, 9.0 if room.shot == "wide" else 6.5, 1.76, side > 0))
    room.travel = 1.6


def laundry(room: Room) -> None:
    """Washing machines along the wall, two high, under tubes; the night in the windows."""
    side = _aisle(room, 2.0, 2.8, 13.0)
    rng, half, tall = room.rng, room.half, room.tall
    x, y, yaw, focal, horizon = room.view
    room.view = (-abs(x), y, abs(yaw) + 3.0, focal, horizon)  # the machines are on the right
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.58, 0.60, 0.50),
        (0.30, 0.32, 0.30),
        kernel.MARBLE,
        -1.0,
        0.8,
    )
    colour = ((0.62, 0.62, 0.60), (0.56, 0.60, 0.48), (0.40, 0.52, 0.60))[int(rng.integers(3))]
    for k in range(16):
        z = 0.3 + 0.78 * k
        for low in (0.06, 1.02):
            room.put(
                colour, (half - 0.72, half), (low, low + 0.93), (z, z + 0.75), skins.DRUM, (1.0, 1.0, 1.0), kernel.LAMP
            )
    room.put((0.10, 0.12, 0.55), (half - 0.62, half), (1.98, 2.35), (0.2, 12.8))
    room.put(BLACK, (half - 0.63, half - 0.61), (2.10, 2.20), (0.2, 12.8), glow=(0.9, 0.2, 1.6))
    for k in range(2):
        z = 2.6 + 4.6 * k
        room.put((0.14, 0.30, 0.46), (-half + 0.18, -half + 0.62), (0.42, 0.47), (z, z + 2.6), skins.WOOD)
        for w in (z + 0.15, z + 2.4):
            room.put((0.3, 0.3, 0.3), (-half + 0.22, -half + 0.58), (0.0, 0.42), (w, w + 0.05))
    for z, tint in ((3.4, (0.55, 0.32, 0.10)), (8.4, (0.15, 0.20, 0.62))):  # baskets
        room.put(tint, (-half + 0.20, -half + 0.58), (0.47, 0.72), (z, z + 0.55))
        room.put((0.7, 0.7, 0.72), (-half + 0.24, -half + 0.54), (0.70, 0.80), (z + 0.05, z + 0.5))
    room.put((0.40, 0.40, 0.40), (-0.25, 0.25), (0.36, 0.66), (7.2, 7.9))  # a cart
    for u in (-0.22, 0.22):
        for w in (7.25, 7.85):
            room.put((0.4, 0.4, 0.4), (u - 0.015, u + 0.015), (0.0, 0.36), (w - 0.015, w + 0.015))
    for k in range(6):
        z = 0.9 + 2.1 * k
        for x in (-0.16, 0.16):
            room.put(
                (0.6, 0.6, 0.6),
                (x - 0.035, x + 0.035),
                (tall - 0.06, tall - 0.02),
                (z, z + 1.2),
                glow=(2.9, 3.0, 2.5),
                family=kernel.LAMP,
            )
        room.lamp((0.0, tall - 0.14, z + 0.6), (0.46, 0.48, 0.40))
    room.window = (3.1, 1.2, 0.75, 2.25, 0, 2, 1, 3.6)
    room.sky = {"day": (1.1, 1.0, 0.9), "golden": (0.6, 0.75, 1.0), "dawn": (0.8, 0.7, 0.7)}.get(
        room.description.time_of_day, (0.30, 0.14, 0.12)
    )
    room.wet = room.description.weather in ("rain", "storm")
    room.ambient, room.median = (0.035, 0.036, 0.032), (62.0, 104.0)
    if room.peopled:
        room.people.append(
            (
                "stander",
                0.45 * half - 0.2,
                {"wide": 5.4, "medium": 4.6, "close": 4.2, "detail": 4.6}[room.shot],
                1.72,
                side > 0,
            )
        )
    room.pulses["lamps"] = ("kick", 0.95, 0.13)
