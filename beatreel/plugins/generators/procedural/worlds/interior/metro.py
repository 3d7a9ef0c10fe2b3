"""Under the ground: a station with its tracks and trains, and the inside of a car; metres, colours linear BGR."""

from __future__ import annotations

import re

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .room import BLACK, TUBE, Colour, Room

_DERELICT = {
    "abandoned",
    "derelict",
    "lost",
    "ruin",
    "ruins",
    "decay",
    "decaying",
    "ghost",
    "haunted",
    "flooded",
}
_SPRAYED = {"graffiti", "graffitied", "tags", "spray", "sprayed"}
_END = 44.0  # of the platforms; the tracks go on
_FLOOR, _ROOF = -0.72, 2.34  # of a train; its skin is three metres high

_SITS = {*"sits sit sitting seat seats seated asleep sleeping sleeps dozing".split()}
_CROWDED = {*"crowded packed crowd rush commuters full passengers".split()}


def station(room: Room) -> None:
    """Platforms and tracks: between platforms under a tiled vault, or beside one under girders."""
    rng, words = room.rng, room.description.all_words
    derelict, flooded = bool(words & _DERELICT), "flooded" in words
    vaulted = room.description.flavour % 5 < 3  # one stop throughout a film
    room.deep, room.end, room.polish = 1.1, 95.0, 0.88 if derelict else 0.80
    room.walls, room.floor = (2.0 if derelict else 3.0), (kernel.CONCRETE if derelict else kernel.LINO)
    room.ground = (0.15, 0.16, 0.16)
    if flooded:
        room.deep, room.flood = 0.42, 1.0
    side = 1.0 if rng.random() < 0.5 else -1.0
    (_vaulted if vaulted else _girders)(room, side)
    if derelict or words & _SPRAYED:
        _spray(room, side)
    neon = bool(words & {"neon", "synthwave", "cyberpunk", "futuristic"})
    tubes = _tubes(room, derelict, 0.3 if neon else 1.0)
    if neon:
        _neon(room, side)
    near = rng.random() < 0.5
    track = side * ((1.45 if near else -1.45) if vaulted else abs(room.edge) + 1.6)  # where the train is
    state = ""
    if not derelict and not flooded:
        state = ("stands", "passes", "comes")[int(rng.integers(3))]
        state = "passes" if words & {"passing", "speeding", "rushing", "fast", "rush"} else state
        state = "comes" if words & {"arriving", "approaching", "tunnel", "headlight", "headlights"} else state
    elif re.search(r"\btrains?\b(?! station)", room.description.prompt.lower()):
        state = "comes"
    if state and room.shot == "close":  # seen from the track
        state = "comes"
    _train(room, state, track)
    room.ambient = (0.010, 0.011, 0.010)
    room.air = (0.016 if derelict else 0.009, tuple(0.20 * v * tubes for v in (0.95, 1.0, 0.9)))
    room.median = (30.0, 62.0) if derelict else (40.0, 80.0)
    room.pulses["lamps"] = ("kick", 0.93, 0.18)
    room.pulses["glow"] = ("offbeat", 0.90, 0.24) if neon or state == "passes" else ("downbeat", 0.94, 0.16)
    if room.peopled:
        near = {"wide": 8.5, "medium": 6.2, "close": 10.5, "detail": 7.5}[room.shot]
        stand = side * (abs(room.edge) + 1.0) if vaulted else side * (abs(room.edge) - 0.75)
        room.people.append(("stander", stand, near, 1.76, side > 0))
        if not derelict:
            for kind, x, z in (("walker", 1.9, 17.0), ("stander", 1.2, 22.5), ("stander", 2.4, 27.0)):
                x = side * (abs(room.edge) + x) if vaulted else side * (abs(room.edge) - x)
                room.people.append((kind, x, z, 1.70, bool(rng.random() < 0.5)))
        if _CROWDED & set(room.description.said):  # in rows along the edge
            for n, z in enumerate((10.2, 11.6, 12.8, 14.4, 15.6, 18.4, 19.8, 24.0)):
                x = side * (abs(room.edge) + (0.8 + 0.75 * (n % 3)) * (1 if vaulted else -1))
                room.people.append(("stander", x, z, 1.68 + 0.03 * (n % 4), n % 2 > 0))
    room.travel = 1.6


def _vaulted(room: Room, side: float) -> None:
    room.half, room.tall, room.edge, room.vault = 6.3, 5.3, -2.9, 4.3
    room.wall = (0.50, 0.54, 0.52)
    room.view_by(
        wide=(side * 4.45, 1.50, -side * 13.0, 0.80, 0.52),
        medium=(side * 3.75, 1.35, -side * 9.0, 0.98, 0.52),
        close=(side * 1.3, 0.15, -side * 3.0, 1.05, 0.56),
        detail=(side * 4.2, 0.20, -side * 5.0, 1.15, 0.40),
    )
    for way in (-1.0, 1.0):
        x0, x1 = sorted((way * 2.9, way * 6.4))
        room.put((0.34, 0.36, 0.36), (x0, x1), (-1.1, 5.4), (_END, 95), skins.TILES)
        _edge(room, way * 2.9, way)
        x0, x1 = sorted((way * 5.55, way * 6.1))
        for k in range(3):
            _bench(room, x0, x1, 6.0 + 11.5 * k + (2.0 if way > 0 else 0.0))
        for k in range(7):  # posters in frames, and the name of the stop between them
            z = 3.2 + 5.6 * k
            x0, x1 = sorted((way * 6.02, way * 6.3))
            room.put((0.9, 0.9, 0.9), (x0, x1), (1.15, 2.95), (z, z + 2.5), skins.POSTER)
            if k % 2:
                a, b = sorted((way * 6.06, way * 6.3))
                room.put((0.42, 0.16, 0.03), (a, b), (1.95, 2.45), (z + 3.2, z + 4.9))
                a, b = sorted((way * 6.05, way * 6.3))
                room.put((0.7, 0.7, 0.7), (a, b), (2.12, 2.28), (z + 3.4, z + 4.7))
    room.put((0.30, 0.32, 0.32), (-2.9, 2.9), (3.15, 5.4), (_END, 95), skins.TILES)
    for x in (-1.45, 1.45):
        _track(room, x)


def _girders(room: Room, side: float) -> None:
    room.half, room.tall, room.edge = 6.9, 3.75, 3.5
    room.wall = (0.46, 0.50, 0.50)
    room.view_by(
        wide=(side * 1.0, 1.55, side * 10.0, 0.80, 0.50),
        medium=(side * 2.95, 1.40, -side * 3.0, 0.98, 0.50),
        close=(side * 5.1, 0.10, -side * 4.0, 1.05, 0.55),
        detail=(side * 2.9, 0.20, side * 3.0, 1.15, 0.40),
    )
    steel: Colour = ((0.10, 0.16, 0.07), (0.16, 0.10, 0.05), (0.05, 0.07, 0.20))[room.description.flavour % 3]
    for way in (-1.0, 1.0):
        _edge(room, way * 3.5, -way)
        _track(room, way * 5.1)
        for k in range(9):
            z, x = 3.4 + 4.7 * k, way * 2.35
            room.put(steel, (x - 0.17, x + 0.17), (0, 3.75), (z - 0.03, z + 0.03), skins.STEEL)
            for w in (-0.15, 0.15):
                room.put(steel, (x - 0.17, x + 0.17), (0, 3.75), (z + w - 0.025, z + w + 0.025), skins.STEEL)
            room.put((0.4, 0.4, 0.4), (x - 0.18, x + 0.18), (1.75, 2.05), (z - 0.185, z - 0.18), skins.PANEL)
        room.put(steel, (way * 2.35 - 0.14, way * 2.35 + 0.14), (3.32, 3.75), (0, _END), skins.STEEL)
        a, b = sorted((way * 6.76, way * 6.9))
        room.put(
            steel, (a, b), (3.30, 3.75), (-6, _END), skins.STEEL
        )  # carries the girders, or the wall ended in steps
        a, b = sorted((way * 6.84, way * 6.9))
        room.put((0.28, 0.12, 0.05), (a, b), (2.25, 2.55), (0, _END), skins.TILES)  # a band of coloured tiles
        for k in range(5):
            z = 4.0 + 8.0 * k
            room.put((0.9, 0.9, 0.9), (a, b), (0.55, 2.05), (z, z + 2.2), skins.POSTER)
    for k in range(14):
        z = 1.0 + 3.2 * k
        room.put(steel, (-6.9, 6.9), (3.52, 3.75), (z - 0.09, z + 0.09), skins.STEEL)
    room.put((0.34, 0.36, 0.36), (-3.6, 3.6), (-1.1, 3.75), (_END, 95), skins.TILES)
    for way in (-1.0, 1.0):
        a, b = sorted((way * 3.6, way * 6.9))
        room.put((0.20, 0.21, 0.21), (a, b), (3.05, 3.75), (_END, 95), skins.TILES)
    for k in range(3):
        _bench(room, -0.45, 0.45, 9.5 + 9.4 * k)


def _spray(room: Room, side: float) -> None:
    """Spray the walls, over posters and names too, and look at one of them from near in details."""
    out = 6.02 if room.vault > 0 else 6.82
    high = 2.75 if room.vault > 0 else 2.9
    for way in (-1.0, 1.0):
        x0, x1 = sorted((way * (out - 0.04), way * (out + 0.2)))
        for k in range(6):
            z = 0.5 + 7.4 * k
            room.put((0.52, 0.54, 0.53), (x0, x1), (0.0 if room.vault > 0 else -0.4, high), (z, z + 7.4), skins.SPRAYED)
    for _ in range(40):  # what has come down lies about
        x = side * float(room.rng.uniform(3.3, 5.4) if room.vault > 0 else room.rng.uniform(-1.8, 1.8))
        z, half = float(room.rng.uniform(1.5, 22.0)), float(room.rng.uniform(0.03, 0.16))
        tone: Colour = ((0.30, 0.31, 0.30), (0.16, 0.22, 0.26), (0.50, 0.52, 0.52))[int(room.rng.integers(3))]
        room.put(tone, (x - half, x + half), (0.0, 0.35 * half), (z - 0.6 * half, z + 0.6 * half))
    if room.shot == "detail":
        room.view = (
            (side * 3.6, 1.35, side * 52.0, 0.90, 0.50)
            if room.vault > 0
            else (side * 2.9, 1.35, side * 60.0, 1.0, 0.46)
        )


def _edge(room: Room, x: float, way: float) -> None:
    """A pale kerb, a yellow line behind it; ``way``: on which side of ``x`` the platform is."""
    is_old = bool(room.description.all_words & _DERELICT)
    line: Colour = (0.13, 0.19, 0.22) if is_old else (0.03, 0.42, 0.62)  # of which little paint is left
    for low, high, colour, tall in ((-0.03, 0.30, (0.42, 0.43, 0.43), 0.012), (0.38, 0.62, line, 0.008)):
        a, b = sorted((x + way * low, x + way * high))
        room.put(colour, (a, b), (-0.10 if low < 0 else 0.0, tall), (-6, _END))


def _track(room: Room, x: float) -> None:
    for u in (-0.72, 0.72):
        room.put((0.30, 0.31, 0.33), (x + u - 0.035, x + u + 0.035), (-room.deep, -0.92), (-6, 95))
    u = -1.18 if x > 0 else 1.18
    room.put((0.12, 0.13, 0.15), (x + u - 0.05, x + u + 0.05), (-room.deep, -0.84), (-6, 95))
    for k in range(7):  # lamps of the tunnel
        z = _END + 3.0 + 6.5 * k
        u = x + (1.35 if x > 0 else -1.35)
        room.put(BLACK, (u - 0.06, u + 0.06), (1.5, 1.72), (z, z + 0.12), glow=(0.9, 1.9, 2.6), family=kernel.SKY)
    z = _END + 0.6
    colour = (0.05, 0.06, 2.2) if room.rng.random() < 0.5 else (0.7, 2.0, 0.10)
    u = x + (1.1 if x > 0 else -1.1)
    room.put((0.02, 0.02, 0.02), (u - 0.13, u + 0.13), (0.6, 1.5), (z, z + 0.1))
    room.put(BLACK, (u - 0.08, u + 0.08), (1.2, 1.36), (z - 0.01, z), glow=colour, family=kernel.SKY)
    room.beacons.append(((u, 1.28, z), (colour[0] * 100, colour[1] * 100, colour[2] * 100)))


def _bench(room: Room, x0: float, x1: float, z: float) -> None:
    seat: Colour = (0.07, 0.15, 0.26)
    for u in (z + 0.2, z + 1.7):
        room.put((0.05, 0.05, 0.05), (x0 + 0.1, x1 - 0.1), (0.0, 0.42), (u, u + 0.07))
    for n in range(4):
        u = x0 + (x1 - x0) * n / 4
        room.put(seat, (u, u + (x1 - x0) / 4 - 0.03), (0.42, 0.46), (z, z + 2.0), skins.WOOD)


def _tubes(room: Room, derelict: bool, power: float) -> float:
    """Rows of tubes over the platforms; return how many of them burn, 0 to 1."""
    rng, vaulted = room.rng, room.vault > 0
    rows = (-3.9, 3.9) if vaulted else (-1.1, 1.1)
    high = 3.45 if vaulted else 3.40
    burning = total = 0
    for x in rows:
        for k in range(14):
            z = 0.6 + 3.1 * k
            dead = derelict and rng.random() < 0.62
            half_dead = dead and rng.random() < 0.25
            strong = 0.0 if dead and not half_dead else (0.9 if half_dead else 3.2) * (0.4 + 0.6 * power)
            glow = tuple(strong * v + 0.03 for v in TUBE)
            room.put(
                (0.5, 0.5, 0.5),
                (x - 0.045, x + 0.045),
                (high, high + 0.06),
                (z, z + 2.5),
                glow=glow,
                family=kernel.LAMP,
            )
            room.put((0.10, 0.10, 0.10), (x - 0.13, x + 0.13), (high + 0.06, high + 0.13), (z - 0.06, z + 2.56))
            if vaulted:
                for w in (z + 0.3, z + 2.2):
                    room.put((0.05, 0.05, 0.05), (x - 0.012, x + 0.012), (high + 0.13, 5.0), (w, w + 0.024))
            burning, total = burning + (strong > 0), total + 1
            if strong > 0:
                share = strong / 3.2 * 0.80 * power
                room.lamp((x, high - 0.02, z + 1.25), (share * TUBE[0], share * TUBE[1], share * TUBE[2]))
                if k < 6:
                    room.beacons.append(((x, high, z + 1.2), (190.0, 205.0, 190.0)))
    return (0.35 + 0.65 * burning / total) * (0.5 + 0.5 * power)


def _neon(room: Room, side: float) -> None:
    """Two lines of neon along the hall, which light walls and floor."""
    palette = room.description.palette
    hues = (palette.key, palette.accent) if palette.strength > 0.05 else (345.0, 205.0)
    for n, hue in enumerate(hues):
        tint = light_of_hue(hue, 0.17, 0.72).astype(float)
        way = side if n else -side
        if room.vault > 0:
            x, y = way * 5.05, 3.35
        else:
            x, y = way * 2.35, 3.28
        room.put(
            BLACK, (x - 0.03, x + 0.03), (y, y + 0.05), (0, _END), glow=(tint[0] * 2.8, tint[1] * 2.8, tint[2] * 2.8)
        )
        for k in range(10):
            at = (x - way * 0.12, y - 0.05, 1.5 + 4.3 * k)
            room.lamp(at, (tint[0] * 0.55, tint[1] * 0.55, tint[2] * 0.55), family=kernel.SUN)


def _train(room: Room, state: str, x: float) -> None:
    steel: Colour = (0.50, 0.50, 0.48)
    left, right = x - 1.28, x + 1.28
    if state == "passes":
        room.put(steel, (left, right), (_FLOOR, _ROOF), (-14, 95), skins.PASSING, (1.9, 1.9, 1.9))
        room.put(BLACK, (left + 0.1, right - 0.1), (-room.deep, _FLOOR), (-14, 95))
    elif state:
        first = {"wide": 13.0, "medium": 11.0, "close": 16.0, "detail": 12.0}[room.shot]
        if state == "stands":
            first = {"wide": 5.5, "medium": 3.5, "close": 24.0, "detail": 1.0}[room.shot]
        for k in range(3):
            z = first + 18.6 * k
            room.put(steel, (left, right), (_FLOOR, _ROOF), (z, z + 18.2), skins.CAR, (1.15, 1.15, 1.15))
            room.put((0.12, 0.12, 0.12), (left + 0.25, right - 0.25), (_ROOF, _ROOF + 0.14), (z + 0.3, z + 17.9))
            room.put(BLACK, (left + 0.2, right - 0.2), (_FLOOR + 0.4, _ROOF - 0.3), (z + 18.2, z + 18.6))
            for w in (z + 2.0, z + 12.6):
                room.put(BLACK, (left + 0.15, right - 0.15), (-0.98, _FLOOR), (w, w + 3.4))
        for way in (-0.84, 0.84):
            room.lamp(
                (x + way, 0.15, first - 0.4),
                (2.0, 2.15, 2.2) if state == "comes" else (0.25, 0.28, 0.3),
                family=kernel.SUN,
            )
            room.beacons.append(((x + way, 0.18, first), (225.0, 240.0, 240.0)))
    if state:
        inner = 0.22 if state != "comes" else 0.10
        for k in range(6):
            z = (3.0 if state == "passes" else first + 2.0) + 4.6 * k
            for u in (left - 0.25, right + 0.25):
                room.lamp((u, 1.2, z), (inner * 0.95, inner, inner * 1.02), family=kernel.SUN)


def carriage(room: Room) -> None:
    """The inside of a car: seats along the sides, poles and straps, tubes, the tunnel rushing past dark panes."""
    rng = room.rng
    room.half, room.tall, room.end = 1.38, 2.25, 17.4
    half, tall = room.half, room.tall
    side = float(rng.choice([-1, 1]))
    room.view_by(
        wide=(side * 0.22, 1.42, -side * 4.0, 0.86, 0.50),
        medium=(side * 0.35, 1.25, -side * 12.0, 0.98, 0.50),
        close=(side * 0.55, 1.25, -side * 33.0, 1.05, 0.50),
        detail=(side * 0.5, 0.75, -side * 18.0, 1.25, 0.46),
    )
    room.wall, room.ground, room.floor, room.walls, room.polish = (
        (0.34, 0.39, 0.40),
        (0.10, 0.11, 0.13),
        kernel.LINO,
        -1.0,
        0.85,
    )
    cloth: Colour = ((0.55, 0.20, 0.04), (0.03, 0.22, 0.60), (0.08, 0.05, 0.50))[room.description.flavour % 3]
    neon = bool(room.description.all_words & {"neon", "synthwave", "cyberpunk", "futuristic"})
    power = 0.14 if neon else 1.0
    for way in (-1.0, 1.0):

        def face(deep: float, low: float = 0.0, way: float = way) -> tuple[float, float]:
            a, b = way * (half - deep), way * (half - low)
            return (min(a, b), max(a, b))

        for k in range(4):
            z = 0.4 + 4.4 * k
            room.put(
                (0.10, 0.11, 0.11), face(0.06), (0.86, 1.80), (z, z + 2.7), skins.RUSH, (1.0, 1.0, 1.0), kernel.SKY
            )
            for y in (0.80, 1.80):
                room.put((0.30, 0.31, 0.31), face(0.075), (y, y + 0.06), (z - 0.05, z + 2.75))
            for w in (z - 0.06, z + 1.32, z + 2.70):
                room.put((0.30, 0.31, 0.31), face(0.075), (0.80, 1.86), (w, w + 0.06))
            for n in range(5):  # seats
                w = z + 0.03 + 0.535 * n
                room.put(cloth, face(0.52, 0.02), (0.38, 0.46), (w, w + 0.50))
                room.put(cloth, face(0.14, 0.02), (0.46, 0.88), (w, w + 0.50))
            room.put((0.20, 0.21, 0.21), face(0.46, 0.05), (0.0, 0.38), (z + 0.05, z + 2.65), skins.PANEL)
            for w in (z - 0.12, z + 2.78):  # a screen at the end of the seats, a pole
                room.put((0.28, 0.30, 0.30), face(0.54, 0.0), (0.42, 1.32), (w, w + 0.02), skins.PANEL)
                x = way * (half - 0.56)
                room.put((0.05, 0.48, 0.80), (x - 0.017, x + 0.017), (0.0, tall), (w - 0.017, w + 0.017))
            d = z + 2.95  # a door
            for w in (d, d + 0.68):
                room.put((0.36, 0.38, 0.38), face(0.045), (0.02, 1.98), (w, w + 0.655), skins.PANEL)
                room.put(
                    (0.10, 0.11, 0.11),
                    face(0.052),
                    (0.95, 1.75),
                    (w + 0.12, w + 0.53),
                    skins.RUSH,
                    (1.0, 1.0, 1.0),
                    kernel.SKY,
                )
            for n in range(2):
                room.put(
                    (0.95, 0.95, 0.95),
                    face(0.11, 0.0),
                    (1.90, 2.14),
                    (z + 0.1 + 1.3 * n, z + 1.25 + 1.3 * n),
                    skins.POSTER,
                )
        x = way * (half - 0.60)
        room.put((0.05, 0.48, 0.80), (x - 0.016, x + 0.016), (1.86, 1.892), (0, 17.2))
        for k in range(22):
            z = 0.7 + 0.72 * k
            room.put((0.05, 0.05, 0.055), (x - 0.018, x + 0.018), (1.70, 1.86), (z, z + 0.022))
            room.put((0.10, 0.10, 0.11), (x - 0.012, x + 0.012), (1.60, 1.70), (z - 0.055, z + 0.075))
    for x in (-0.42, 0.42):
        for k in range(6):
            z = 0.4 + 2.85 * k
            room.put(
                (0.6, 0.6, 0.6),
                (x - 0.075, x + 0.075),
                (tall - 0.03, tall),
                (z, z + 2.4),
                glow=(1.7 * power, 2.0 * power, 1.95 * power),
                family=kernel.LAMP,
            )
            room.lamp((x, tall - 0.16, z + 1.2), (0.34 * power, 0.40 * power, 0.39 * power))
            if k < 4:
                room.beacons.append(((x, tall - 0.05, z + 1.2), (210.0, 220.0, 205.0)))
    room.put((0.30, 0.32, 0.32), (-0.42, 0.42), (0.0, 2.0), (17.3, 17.4), skins.PANEL)
    room.put(BLACK, (-0.27, 0.27), (1.0, 1.75), (17.26, 17.3), glow=(0.9, 0.95, 0.85), family=kernel.LAMP)
    if neon:
        palette = room.description.palette
        for x, hue in (
            ((-1.30, palette.key), (1.30, palette.accent))
            if palette.strength > 0.05
            else ((-1.30, 345.0), (1.30, 205.0))
        ):
            tint = light_of_hue(hue, 0.17, 0.72).astype(float)
            room.put(
                BLACK, (x - 0.03, x + 0.03), (2.17, 2.20), (0, 17.2), glow=(tint[0] * 1.3, tint[1] * 1.3, tint[2] * 1.3)
            )
            for k in range(6):
                room.lamp(
                    (x * 0.9, 2.05, 1.2 + 3.0 * k), (tint[0] * 0.30, tint[1] * 0.30, tint[2] * 0.30), family=kernel.SUN
                )
    room.sky = (0.0, 0.0, 0.0)
    room.ambient, room.median = (0.012, 0.013, 0.012), (40.0, 80.0)
    if room.peopled:
        _board(room, side)
    room.pulses["lamps"] = ("kick", 0.92, 0.20)
    room.pulses["sky"] = ("offbeat", 0.6, 0.8)
    room.travel = 0.8


def _board(room: Room, side: float) -> None:
    """Let people stand and sit in a car: one near by as the prompt has it, some farther off, many where it is crowded."""
    away = {"wide": 5.6, "medium": 4.4, "close": 3.6, "detail": 4.6}[room.shot]
    seat = room.half - 0.36
    said = set(room.description.said)

    def sits(way: float, z: float) -> tuple[str, float, float, float, bool]:
        return ("passenger", way * seat, 0.68 + 0.535 * round((z - 0.68) / 0.535), 1.74, way > 0)

    room.people.append(sits(-side, away) if _SITS & said else ("stander", -side * 0.45, away, 1.74, side > 0))
    room.people += [sits(side, away + 2.4), sits(-side, away + 4.8)]
    if _CROWDED & said:
        room.people += [sits(way, away + off) for way, off in ((side, 3.4), (-side, 2.2), (side, 5.6), (-side, 6.4))]
        spots = ((0.30, 3.6), (-0.5, 4.6), (0.05, 6.0), (0.6, 7.1), (-0.35, 8.4))
        room.people += [
            ("stander", side * x, away + z, 1.70 + 0.03 * (n % 3), n % 2 > 0) for n, (x, z) in enumerate(spots)
        ]
