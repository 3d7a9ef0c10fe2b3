"""High halls: works where metal is poured, and a library; metres, colours linear BGR."""

from __future__ import annotations

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins

from .room import BLACK, OAK, Colour, Room


def works(room: Room) -> None:
    """A hall of steel: girders, a crane, boilers and pipes, molten metal that pours, sparks."""
    rng = room.rng
    room.half, room.tall, room.end = 6.2, 8.6, 40.0
    half, tall = room.half, room.tall
    side = float(rng.choice([-1, 1]))
    room.view_by(
        wide=(side * 1.4, 1.6, -side * 4.0, 0.86, 0.62), medium=(side * 1.6, 1.5, -side * 9.0, 1.10, 0.60),
        close=(side * 1.2, 1.2, -side * 14.0, 1.45, 0.58), detail=(side * 0.6, 0.7, -side * 12.0, 1.8, 0.55),
    )  # fmt: skip
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.15, 0.17, 0.19),
        (0.10, 0.10, 0.10),
        kernel.CONCRETE,
        1.0,
        0.72,
    )
    steel: Colour = (0.13, 0.15, 0.17)
    for k in range(8):
        z = 2.2 + 5.0 * k
        for way in (-1.0, 1.0):
            x = way * (half - 0.7)
            room.put(steel, (x - 0.24, x + 0.24), (0, tall), (z - 0.05, z + 0.05), skins.STEEL)
            for w in (-0.24, 0.24):
                room.put(steel, (x - 0.26, x + 0.26), (0, tall), (z + w - 0.03, z + w + 0.03), skins.STEEL)
        room.put(steel, (-half, half), (tall - 1.0, tall - 0.86), (z - 0.1, z + 0.1), skins.STEEL)
        room.put(steel, (-half, half), (tall - 0.2, tall), (z - 0.1, z + 0.1), skins.STEEL)
        for n in range(9):
            x = -half + 0.7 + 1.35 * n
            room.put(steel, (x - 0.04, x + 0.04), (tall - 1.0, tall), (z - 0.04, z + 0.04))
    for way in (-1.0, 1.0):
        x = way * (half - 0.75)
        room.put((0.05, 0.28, 0.45), (x - 0.2, x + 0.2), (5.9, 6.2), (0, 40), skins.STEEL)  # the crane's rail
        for y in (3.6, 4.0, 4.6):
            a, b = sorted((way * (half - 0.3), way * (half - 0.3 - 0.18)))
            room.put((0.16, 0.19, 0.22), (a, b), (y, y + 0.18), (0, 40), skins.STEEL)
    z = 16.5
    room.put((0.04, 0.30, 0.50), (-half, half), (5.75, 6.5), (z, z + 0.8), skins.STEEL)
    lx = -side * 1.3
    room.put(steel, (lx - 0.03, lx + 0.03), (4.4, 5.8), (z + 0.3, z + 0.36))
    room.put((0.07, 0.07, 0.075), (lx - 0.75, lx + 0.75), (3.3, 4.5), (z - 0.5, z + 1.1), skins.STEEL)  # the ladle
    room.put(BLACK, (lx - 0.70, lx + 0.70), (4.42, 4.52), (z - 0.45, z + 1.05), glow=(0.25, 1.3, 3.4))
    room.put(BLACK, (lx - 0.80, lx - 0.73), (0.9, 3.9), (z + 0.1, z + 0.2), glow=(0.6, 2.6, 5.0))  # what pours
    room.put((0.06, 0.06, 0.065), (lx - 1.5, lx + 0.2), (0.0, 0.95), (z - 0.7, z + 1.2), skins.STEEL)
    room.put(BLACK, (lx - 1.4, lx + 0.1), (0.93, 0.99), (z - 0.6, z + 1.1), glow=(0.25, 1.25, 3.2))
    for at in ((lx - 0.8, 1.7, z - 1.0), (lx - 0.75, 3.2, z - 0.8)):
        room.lamp(at, (0.55, 2.3, 5.6), family=kernel.SUN)
    room.shadows = 2
    room.beacons.append(((lx - 0.76, 1.05, z), (60.0, 150.0, 245.0)))
    for zz, way in ((8.5, side), (12.5, -side), (24.0, side), (29.0, -side)):  # boilers and machines
        a, b = sorted((way * (half - 1.1), way * (half - 3.0)))
        high = float(rng.uniform(1.8, 3.2))
        room.put((0.12, 0.14, 0.13), (a, b), (0, high), (zz, zz + 2.2), skins.STEEL)
        room.put(steel, (a + 0.5, a + 0.9), (high, 5.0), (zz + 0.9, zz + 1.3), skins.STEEL)
        room.put((0.30, 0.32, 0.33), (a + 0.25, b - 0.25), (0.9, 1.35), (zz - 0.02, zz), glow=(0.02, 0.18, 0.6))
        for n in range(3):
            room.put(
                BLACK,
                (a + 0.3 + 0.16 * n, a + 0.36 + 0.16 * n),
                (1.5, 1.56),
                (zz - 0.03, zz),
                glow=((0.1, 0.9, 0.15), (0.1, 0.7, 1.2), (0.05, 0.1, 1.2))[n],
            )
    for k in range(7):
        zl = 3.5 + 5.0 * k
        for x in (-2.6, 2.6):
            room.put((0.1, 0.1, 0.1), (x - 0.22, x + 0.22), (5.55, 5.72), (zl - 0.22, zl + 0.22))
            room.put(
                BLACK,
                (x - 0.16, x + 0.16),
                (5.50, 5.56),
                (zl - 0.16, zl + 0.16),
                glow=(1.9, 2.3, 2.3),
                family=kernel.LAMP,
            )
        room.lamp((0.0, 5.4, zl), (0.42, 0.50, 0.52))
    room.window = (5.0, 1.7, 6.6, 8.1, 0, 6, 3, 4.7)
    room.sky = {"night": (0.22, 0.12, 0.07), "dusk": (0.6, 0.4, 0.3)}.get(
        room.description.time_of_day, (1.5, 1.25, 1.05)
    )
    room.ambient, room.median = (0.012, 0.010, 0.009), (34.0, 66.0)
    if room.peopled:
        away = {"wide": 12.8, "medium": 12.2, "close": 13.2, "detail": 13.6}[room.shot]
        room.people += [("stander", lx + 0.9, away, 1.76, side > 0), ("walker", lx - 2.7, away + 5.5, 1.74, side < 0)]
    room.embers, room.travel = 1.0, 2.0


def books(room: Room) -> None:
    """Shelves to the ceiling, a gallery, tables with lamps, light from high windows and from the end."""
    rng = room.rng
    room.half, room.tall, room.end = 3.1, 6.2, 24.0
    half = room.half
    side = float(rng.choice([-1, 1]))
    room.view_by(
        wide=(side * 0.5, 1.55, -side * 2.5, 0.84, 0.60), medium=(side * 0.9, 1.50, -side * 10.0, 1.0, 0.58),
        close=(side * 0.9, 1.30, -side * 27.0, 1.15, 0.55), detail=(side * 0.8, 1.10, -side * 34.0, 1.55, 0.52),
    )  # fmt: skip
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.26, 0.36, 0.44),
        (0.055, 0.105, 0.18),
        kernel.PLANKS,
        0.0,
        0.75,
    )
    for k in range(9):
        z = 0.5 + 2.6 * k
        for way in (-1.0, 1.0):
            for low, high, deep in ((0.12, 2.72, 0.62), (3.02, 4.90, 0.50)):
                a, b = sorted((way * (half - deep), way * half))
                room.put((0.9, 0.95, 1.0), (a, b), (low, high), (z + 0.13, z + 2.47), skins.BOOKS)
            a, b = sorted((way * (half - 0.72), way * half))
            for w in (z - 0.13, z + 2.47):
                room.put(OAK, (a, b), (0.0, 5.0), (w, w + 0.26), skins.WOOD)
            room.put(OAK, (a, b), (0.0, 0.12), (z, z + 2.6), skins.WOOD)
            room.put(OAK, (a, b), (4.90, 5.06), (z, z + 2.6), skins.WOOD)
    for way in (-1.0, 1.0):  # the gallery and its rail
        a, b = sorted((way * (half - 1.15), way * half))
        room.put(OAK, (a, b), (2.74, 2.92), (0.3, 23.6), skins.WOOD)
        a, b = sorted((way * (half - 1.15), way * (half - 1.09)))
        room.put((0.05, 0.20, 0.30), (a, b), (3.72, 3.78), (0.3, 23.6))
        for k in range(39):
            zz = 0.5 + 0.6 * k
            room.put((0.03, 0.06, 0.09), (a + 0.015, b - 0.015), (2.92, 3.72), (zz, zz + 0.03))
    lx, lz = -side * (half - 0.85), 6.3  # a ladder
    for u in (0.0, 0.42):
        room.put((0.07, 0.16, 0.30), (lx - 0.03, lx + 0.03), (0.0, 2.7), (lz + u, lz + u + 0.045), skins.WOOD)
    for n in range(8):
        room.put(
            (0.07, 0.16, 0.30), (lx - 0.03, lx + 0.03), (0.25 + 0.3 * n, 0.29 + 0.3 * n), (lz, lz + 0.46), skins.WOOD
        )
    brass: Colour = (0.06, 0.26, 0.42)
    for k in range(4):
        z = 4.4 + 4.6 * k
        room.table(0.0, z, 1.15, 2.3, 0.76)
        for w in (-0.6, 0.6):
            room.put(brass, (-0.015, 0.015), (0.76, 1.12), (z + w - 0.015, z + w + 0.015))
            room.put(
                (0.05, 0.22, 0.07),
                (-0.09, 0.09),
                (1.10, 1.21),
                (z + w - 0.20, z + w + 0.20),
                glow=(0.10, 0.75, 0.22),
                family=kernel.SUN,
            )
            room.put(
                BLACK,
                (-0.07, 0.07),
                (1.085, 1.10),
                (z + w - 0.18, z + w + 0.18),
                glow=(1.2, 2.6, 3.6),
                family=kernel.SUN,
            )
            room.beacons.append(((0.0, 1.14, z + w), (90.0, 210.0, 190.0)))
        room.lamp((0.0, 1.05, z), (0.13, 0.34, 0.52), family=kernel.SUN)
        for u, w, tone in (
            (-0.36, -0.2, (0.10, 0.12, 0.40)),
            (0.30, 0.35, (0.35, 0.42, 0.46)),
            (-0.30, 0.75, (0.10, 0.24, 0.12)),
        ):
            room.put(tone, (u, u + 0.22), (0.76, 0.80 + 0.05 * rng.random()), (z + w, z + w + 0.16))
        for way in (-1.0, 1.0):
            for w in (-0.6, 0.6):
                x, zz = way * 0.85, z + w
                room.put(OAK, (x - 0.2, x + 0.2), (0.43, 0.47), (zz - 0.2, zz + 0.2), skins.WOOD)
                room.put(
                    OAK,
                    (x + way * 0.18 - 0.02, x + way * 0.18 + 0.02),
                    (0.47, 0.98),
                    (zz - 0.19, zz + 0.19),
                    skins.WOOD,
                )
                for u in (-0.18, 0.18):
                    for v in (-0.18, 0.18):
                        room.put(OAK, (x + u - 0.02, x + u + 0.02), (0.0, 0.43), (zz + v - 0.02, zz + v + 0.02))
    for k in range(4):
        z = 3.6 + 5.2 * k
        room.put(brass, (-0.012, 0.012), (4.25, 6.2), (z - 0.012, z + 0.012))
        room.lamp((0.0, 4.1, z), (0.30, 0.72, 1.10), 0.15)
        room.beacons.append(((0.0, 4.1, z), (120.0, 190.0, 240.0)))
    room.rose = (3.3, 1.35, 1.7, 0.0)
    room.sky = {"night": (0.35, 0.18, 0.10), "dusk": (0.8, 0.5, 0.4), "golden": (0.9, 1.6, 2.4)}.get(
        room.description.time_of_day, (1.5, 1.4, 1.3)
    )
    room.window = (5.2, 0.9, 5.2, 6.0, 0, 4, 1, 3.0)
    room.ambient, room.median = (0.010, 0.014, 0.018), (40.0, 76.0)
    if room.peopled and ("figure" in room.description.details or room.shot in ("wide", "medium")):
        away = {"wide": 8.6, "medium": 6.9}.get(room.shot, 6.4)
        room.people.append(("stander", -side * 1.55, away, 1.72, side > 0))
    room.travel = 1.2
