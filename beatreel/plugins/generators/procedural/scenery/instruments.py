"""Instruments as meshes: grand piano, double bass, guitar, saxophone, drums, microphones; metres, standing at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, tube, turned

from .built import Place, body, flat, skins

Tints = dict[str, int]


def tints(place: Place) -> Tints:
    """Add what instruments are made of to a place; return the skins by name."""
    return {
        "lacquer": place.material(skins.PLAIN, (0.008, 0.008, 0.009), gloss=0.06, rough=0.02),
        "ivory": place.material(skins.PLAIN, (0.50, 0.56, 0.60), gloss=0.03, rough=0.1),
        "brass": place.material(skins.METAL, (0.16, 0.46, 0.78), gloss=0.5, rough=0.16, metal=True),
        "chrome": place.material(skins.METAL, (0.55, 0.55, 0.55), gloss=0.55, rough=0.12, metal=True),
        "iron": place.material(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.03, rough=0.3),
        "spruce": place.material(skins.WOOD, (0.020, 0.062, 0.165), gloss=0.05, rough=0.14, scale=0.5),
        "cedar": place.material(skins.WOOD, (0.060, 0.155, 0.31), gloss=0.05, rough=0.14, scale=0.3),
        "mahogany": place.material(skins.WOOD, (0.012, 0.030, 0.085), gloss=0.06, rough=0.10, scale=0.4),
        "hollow": place.material(skins.PLAIN, (0.004, 0.004, 0.005)),
        "ebony": place.material(skins.PLAIN, (0.012, 0.012, 0.014), gloss=0.04, rough=0.15),
        "string": place.material(skins.METAL, (0.16, 0.17, 0.18), gloss=0.15, rough=0.2, metal=True),
        "skin": place.material(skins.PLAIN, (0.46, 0.52, 0.55), gloss=0.02, rough=0.3),
        "shell": place.material(skins.PLAIN, (0.03, 0.015, 0.14), gloss=0.08, rough=0.08),
    }


def piano(of: Tints) -> Mesh:
    """Return a grand piano, its keys towards smaller x, its open side towards smaller z."""
    curve = np.array([(-0.80, -0.76), (0.10, -0.76), (0.42, -0.70), (0.62, -0.44), (0.78, -0.16), (1.12, 0.10), (1.34, 0.34), (1.36, 0.60),
                      (1.18, 0.74), (0.90, 0.76), (-0.80, 0.76)], np.float32)  # fmt: skip
    rim = []
    n = len(curve)
    for a in range(n):  # round all but the corners of the keyboard
        if a in (0, n - 1, 1):
            rim.append(curve[a])
            continue
        p0, p1, p2, p3 = curve[a - 1], curve[a], curve[(a + 1) % n], curve[(a + 2) % n]
        steps = (0.0, 0.33, 0.67) if a < n - 2 else (0.0,)
        rim += [
            0.5
            * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
            for t in steps
        ]
    outline = np.array(rim, np.float32)
    bottom = flat(extruded(outline, 0.06, of["lacquer"])).moved(0, 0.67, 0)
    wall = [np.array([*a, *b]) for a, b in zip(outline, np.roll(outline, -1, 0), strict=True)]
    low = [(w[0], 0.83, w[1]) for w in wall if not (w[0] < -0.7 and w[2] < -0.7)]
    high = [(w[2], 0.83, w[3]) for w in wall if not (w[0] < -0.7 and w[2] < -0.7)]
    sides = bars(low, high, (0.018, 0.16), of["lacquer"])
    plate = flat(extruded(outline * [0.92, 0.92], 0.02, of["brass"])).moved(0.02, 0.86, 0)
    across = np.linspace(-0.6, 0.62, 40)
    ends = [(0.25 + 0.95 * (z + 0.6) / 1.22, 0.90, z) for z in across]
    wires = bars([(-0.35, 0.90, z) for z in across], ends, (0.0015, 0.0015), of["string"])
    # The lid turns about the straight side.
    a = math.radians(38)
    lid = flat(extruded(outline[outline[:, 0] > -0.5] * [1.02, 1.0], 0.022, of["lacquer"]))
    z = lid.points[:, 2] - 0.76
    lid_points = np.stack(
        [lid.points[:, 0], 1.0 + lid.points[:, 1] - z * math.sin(a), 0.76 + z * math.cos(a)], 1
    ).astype(np.float32)
    carried = lid.carried.copy()
    ny, nz = carried[:, 3].copy(), carried[:, 4].copy()
    carried[:, 3], carried[:, 4] = ny * math.cos(a) - nz * math.sin(a), nz * math.cos(a) + ny * math.sin(a)
    lid = Mesh(lid_points, carried, lid.triangles, lid.skins)
    prop = bars([(0.45, 0.9, -0.62)], [(0.45, 1.72, -0.30)], (0.012, 0.012), of["lacquer"])
    keys = boxes([(-0.90, 0.735, -0.61 + 0.0235 * k) for k in range(52)], (0.09, 0.012, 0.0108), of["ivory"])
    black = [k for k in range(51) if k % 7 not in (1, 4)]
    sharps = boxes([(-0.865, 0.752, -0.598 + 0.0235 * k) for k in black], (0.055, 0.012, 0.006), of["ebony"])
    front = boxes([(-0.90, 0.69, 0), (-0.80, 0.86, 0), (-0.90, 0.75, -0.70), (-0.90, 0.75, 0.70)],
                  [(0.14, 0.035, 0.76), (0.02, 0.12, 0.62), (0.14, 0.06, 0.06), (0.14, 0.06, 0.06)], of["lacquer"])  # fmt: skip
    stand = boxes([(-0.62, 1.12, 0.0)], (0.012, 0.13, 0.36), of["lacquer"])
    leg = [
        (0.085, 0.66),
        (0.085, 0.52),
        (0.05, 0.48),
        (0.062, 0.30),
        (0.04, 0.10),
        (0.05, 0.06),
        (0.03, 0.04),
        (0.03, 0.0),
    ]
    legs = [turned(leg, 16, of["lacquer"]).moved(x, 0, z) for x, z in ((-0.72, -0.62), (-0.72, 0.62), (1.05, 0.45))]
    lyre = bars(
        [(-0.55, 0.66, -0.08), (-0.55, 0.66, 0.08)],
        [(-0.62, 0.12, -0.06), (-0.62, 0.12, 0.06)],
        (0.014, 0.014),
        of["lacquer"],
    )
    pedals = boxes([(-0.68, 0.07, z) for z in (-0.06, 0.0, 0.06)], (0.07, 0.008, 0.016), of["brass"])
    box = boxes([(-0.60, 0.10, 0.0)], (0.05, 0.05, 0.12), of["lacquer"])
    bench = boxes([(-1.42, 0.47, 0.0)], (0.17, 0.045, 0.36), of["ebony"])
    corners = [(-1.42 + x, z) for x in (-0.14, 0.14) for z in (-0.32, 0.32)]
    feet = bars([(x, 0.0, z) for x, z in corners], [(x, 0.45, z) for x, z in corners], (0.02, 0.02), of["ebony"])
    return Mesh.of(
        [bottom, sides, plate, wires, lid, prop, keys, sharps, front, stand, *legs, lyre, pedals, box, bench, feet]
    )


_BASS = ((0.0, 0.02), (-0.10, 0.025), (-0.19, 0.07), (-0.235, 0.16), (-0.225, 0.25), (-0.175, 0.315), (-0.150, 0.37), (-0.160, 0.43),
         (-0.185, 0.49), (-0.175, 0.56), (-0.12, 0.615), (-0.05, 0.645), (-0.024, 0.67))  # fmt: skip


def double_bass(of: Tints) -> Mesh:
    """Return a double bass that stands upright, its face towards smaller z; 1.85 m."""
    half = np.array(_BASS)
    outline = tuple((float(x), float(y)) for x, y in np.concatenate([half, half[::-1] * [-1, 1]]))
    tall = 1.85
    parts = [body((outline,), tall, 0.26, of["spruce"], 420).moved(0, 0.06, 0)]
    face = -0.132
    board = extruded([(-0.028, 0.62), (-0.020, 1.62), (0.020, 1.62), (0.028, 0.62)], 0.03, of["ebony"])
    parts.append(board.leaned(0, 0.03).moved(0, 0.20, face))
    neck = [(0, 1.20, -0.075), (0, 1.5, -0.085), (0, 1.78, -0.07), (0, 1.84, -0.05)]
    parts.append(tube(neck, [0.030, 0.024, 0.026, 0.030], 10, of["spruce"]))
    turn = np.linspace(0, 4.2 * np.pi, 40)
    radius = 0.055 * np.exp(-0.14 * turn) + 0.004
    scroll = np.stack([0 * turn, 1.93 + radius * np.cos(turn + 2.2), -0.075 + radius * np.sin(turn + 2.2)], 1)
    parts.append(tube(scroll, np.linspace(0.026, 0.014, 40), 8, of["spruce"]))
    parts.append(boxes([(0, 1.86, -0.07)], (0.030, 0.06, 0.022), of["spruce"]))
    for k, y in enumerate((1.81, 1.84, 1.88, 1.91)):
        way = -1.0 if k % 2 else 1.0
        parts.append(bars([(0, y, -0.06)], [(way * 0.10, y, -0.06)], (0.006, 0.006), of["ebony"]))
        parts.append(boxes([(way * 0.105, y, -0.06)], (0.008, 0.018, 0.012), of["brass"]))
    parts.append(extruded([(-0.085, 0.0), (-0.06, 0.14), (-0.025, 0.165), (0.025, 0.165), (0.06, 0.14), (0.085, 0.0), (0.05, 0.0),
                           (0.03, 0.06), (-0.03, 0.06), (-0.05, 0.0)], 0.02, of["ivory"]).moved(0, 0.56, face - 0.04))  # fmt: skip
    parts.append(
        extruded([(-0.045, 0.38), (-0.03, 0.16), (0.03, 0.16), (0.045, 0.38)], 0.02, of["ebony"]).moved(
            0, 0.02, face - 0.05
        )
    )
    x = np.array([-0.021, -0.007, 0.007, 0.021])
    bridge = [(a * 1.3, 0.72, face - 0.055) for a in x]
    ends = [(a * 0.8, 1.80, -0.115) for a in x], [(a * 1.3, 0.40, face - 0.06) for a in x]
    parts += [bars(bridge, there, (0.0022, 0.0022), of["string"]) for there in ends]
    for way in (-1.0, 1.0):
        s = np.linspace(-1, 1, 15)
        hole = np.stack([way * (0.155 + 0.022 * np.sin(2.6 * s)), 0.66 + 0.125 * s, np.full(15, face - 0.004)], 1)
        parts.append(tube(hole, 0.008 * (1.1 - 0.4 * np.abs(s)), 6, of["ebony"]))
    parts.append(bars([(0, 0, 0)], [(0, 0.12, 0)], (0.008, 0.008), of["chrome"]))
    return Mesh.of(parts)


_GUITAR = ((0.0, 0.0), (0.10, 0.010), (0.165, 0.055), (0.190, 0.13), (0.178, 0.20), (0.142, 0.26), (0.122, 0.305), (0.128, 0.35),
           (0.143, 0.395), (0.138, 0.445), (0.10, 0.48), (0.035, 0.492))  # fmt: skip


def guitar(of: Tints) -> Mesh:
    """Return an acoustic guitar that stands upright, its face towards smaller z; 1 m."""
    s = np.linspace(0, len(_GUITAR) - 1, 34)
    half = np.stack([np.interp(s, np.arange(len(_GUITAR)), np.array(_GUITAR)[:, k]) for k in range(2)], 1)
    half[1:-1] = 0.25 * half[:-2] + 0.5 * half[1:-1] + 0.25 * half[2:]
    outline = np.concatenate([half[1:], half[:0:-1] * [-1, 1]])
    inner = (outline - [0, 0.25]) * 0.972 + [0, 0.25]
    face = -0.05
    parts = [extruded(outline, 0.098, of["mahogany"]), extruded(outline, 0.006, of["ivory"]).moved(0, 0, face + 0.002)]
    parts.append(extruded(inner, 0.003, of["cedar"]).moved(0, 0, face - 0.002))
    a = np.linspace(0, 2 * np.pi, 41)
    for radius, thick, skin in ((0.050, 0.0030, "ebony"), (0.057, 0.0022, "ivory"), (0.062, 0.0016, "ebony")):
        ring = np.stack([radius * np.cos(a), 0.335 + radius * np.sin(a), np.full(41, face - 0.003)], 1)
        parts.append(tube(ring, thick, 6, of[skin]))
    parts.append(
        turned([(0.0, 0.002), (0.048, 0.0)], 32, of["hollow"]).leaned(0, -math.pi / 2).moved(0, 0.335, face - 0.003)
    )
    parts.append(
        extruded([(-0.027, 0.385), (-0.0215, 0.845), (0.0215, 0.845), (0.027, 0.385)], 0.010, of["ebony"]).moved(
            0, 0, face - 0.007
        )
    )
    parts.append(
        tube(
            [(0, 0.46, face + 0.012), (0, 0.62, face + 0.006), (0, 0.84, face + 0.004)],
            [0.024, 0.020, 0.019],
            12,
            of["mahogany"],
        )
    )
    head = extruded(
        [(-0.022, 0.0), (-0.036, 0.03), (-0.034, 0.155), (0.0, 0.165), (0.034, 0.155), (0.036, 0.03), (0.022, 0.0)],
        0.016,
        of["mahogany"],
    )
    parts.append(head.leaned(0, 0.22).moved(0, 0.84, face - 0.002))
    for k in range(3):
        at = 0.872 + 0.04 * k
        for way in (-1.0, 1.0):
            z = face + 0.22 * (at - 0.84)
            parts.append(bars([(way * 0.034, at, z)], [(way * 0.056, at, z)], (0.003, 0.003), of["chrome"]))
            parts.append(boxes([(way * 0.058, at, z)], (0.006, 0.010, 0.007), of["ivory"]))
    parts.append(boxes([(0, 0.165, face - 0.008)], (0.080, 0.014, 0.006), of["ebony"]))
    parts.append(boxes([(0, 0.170, face - 0.015)], (0.040, 0.0025, 0.004), of["ivory"]))
    frets = [0.845 - 0.61 * (1 - 2 ** (-n / 12)) for n in range(1, 15)]
    parts.append(boxes([(0, y, face - 0.0125) for y in frets], (0.0225, 0.0011, 0.0012), of["chrome"]))
    x = 0.0066 * (np.arange(6) - 2.5)
    strings = [(1.5 * u, 0.170, face - 0.020) for u in x], [(u, 0.85, face - 0.015) for u in x]
    parts.append(bars(*strings, (0.0009, 0.0009), of["chrome"]))
    return Mesh.of(parts)


def lying(mesh: Mesh) -> Mesh:
    """Return what stands upright lying on its back, its upper end away from the eye."""
    return mesh.leaned(0, math.pi / 2).moved(0, float(mesh.points[:, 2].max()), 0)


def harp(of: Tints) -> Mesh:
    """Return a concert harp, its column towards smaller x: a neck that curves like an S, a soundboard, strings; 1.8 m."""
    column = turned(
        [
            (0.0, 1.80),
            (0.075, 1.78),
            (0.06, 1.68),
            (0.035, 1.60),
            (0.035, 0.28),
            (0.06, 0.20),
            (0.08, 0.10),
            (0.09, 0.0),
        ],
        20,
        of["brass"],
    ).moved(-0.48, 0, 0)
    t = np.linspace(0, 1, 40)
    neck = np.stack([-0.48 + t, 1.76 - 0.34 * np.sin(math.pi * t) * (1 - 0.45 * t) - 0.50 * t**2, 0 * t], 1)
    low, high = np.array([-0.36, 0.14, 0.0]), np.array([0.54, 1.24, 0.0])
    board = low + (high - low) * t[:, None]
    share = np.linspace(0.06, 0.94, 42)
    tops = np.stack([np.interp(share, t, neck[:, k]) for k in range(3)], 1)
    feet = low + (high - low) * share[:, None] + np.array([0, 0.08, 0])
    return Mesh.of([
        column, tube(neck, np.linspace(0.045, 0.06, 40), 12, of["brass"]), tube(board, np.linspace(0.15, 0.06, 40), 16, of["spruce"]),
        boxes([(0.0, 0.06, 0)], (0.58, 0.06, 0.20), of["brass"]), bars(feet, tops, (0.0016, 0.0016), of["string"]),
    ])  # fmt: skip


def saxophone(of: Tints) -> Mesh:
    """Return a saxophone that hangs upright, its bell towards greater x; 0.8 m, its neck at the origin."""
    line = np.array([(-0.14, 0.01), (-0.08, 0.05), (-0.02, 0.04), (0.0, -0.02), (0.01, -0.20), (0.03, -0.42), (0.045, -0.60), (0.08, -0.70),
                     (0.14, -0.73), (0.20, -0.68), (0.225, -0.56), (0.235, -0.44), (0.27, -0.36)])  # fmt: skip
    wide = [0.009, 0.011, 0.013, 0.015, 0.019, 0.026, 0.033, 0.040, 0.045, 0.048, 0.055, 0.075, 0.112]
    path = np.concatenate([line, np.zeros((len(line), 1))], 1)
    dense = np.stack([np.interp(np.linspace(0, 12, 61), range(13), path[:, c]) for c in range(3)], 1)
    parts = [tube(dense, np.interp(np.linspace(0, 12, 61), range(13), wide), 16, of["brass"])]
    keys = [(0.012 + 0.035 * t, -0.08 - 0.5 * t, -0.03 - 0.016 * t) for t in np.linspace(0, 1, 9)]
    cup = [(0.0, 0.006), (0.013, 0.004), (0.014, 0.0), (0.0, -0.004)]
    parts += [turned(cup, 10, of["brass"]).leaned(0, math.pi / 2).moved(*key) for key in keys]
    parts.append(bars([(0.005, -0.05, -0.04)], [(0.05, -0.62, -0.055)], (0.003, 0.003), of["brass"]))
    return Mesh.of(parts)


def drums(of: Tints) -> Mesh:
    """Return a small kit: bass drum towards smaller z, snare, tom, cymbals on stands."""
    hoop = [(0.0, 0.20), (0.255, 0.20), (0.275, 0.20), (0.28, 0.17), (0.27, 0.16)]
    hoop += [(0.27, -0.16), (0.28, -0.17), (0.275, -0.20), (0.255, -0.20)]
    kick = turned(hoop, 40, of["shell"])
    head = turned([(0.0, -0.195), (0.25, -0.195)], 40, of["skin"])
    parts = [Mesh.of([kick, head]).leaned(0, math.pi / 2).moved(0, 0.28, 0)]
    for x, y, z, r, h in (
        (-0.42, 0.62, 0.45, 0.18, 0.13),
        (-0.12, 0.78, 0.10, 0.15, 0.18),
        (0.52, 0.48, 0.40, 0.21, 0.36),
    ):
        parts.append(turned([(r, h / 2), (r, -h / 2)], 32, of["shell"]).moved(x, y, z))
        parts.append(turned([(0.0, h / 2), (r, h / 2)], 32, of["skin"]).moved(x, y, z))
        parts.append(
            turned(
                [(r + 0.008, h / 2 + 0.006), (r + 0.010, h / 2 - 0.014), (r, h / 2 - 0.014)], 32, of["chrome"]
            ).moved(x, y, z)
        )
        parts.append(bars([(x, 0, z)], [(x, y - h / 2, z)], (0.010, 0.010), of["chrome"]))
    plates = [
        (-0.72, 0.92, 0.25, 0.18, 0.0),
        (-0.72, 0.95, 0.25, 0.18, 0.03),
        (0.50, 1.12, 0.0, 0.25, -0.25),
        (-0.40, 1.22, 0.0, 0.21, 0.2),
    ]
    for x, y, z, r, lean in plates:
        plate = turned([(0.0, 0.022), (0.03, 0.018), (0.045, 0.006), (r, -0.008)], 40, of["brass"])
        parts += [
            plate.leaned(lean, 0.12).moved(x, y, z),
            bars([(x, 0, z)], [(x, y + 0.05, z)], (0.008, 0.008), of["chrome"]),
        ]
    return Mesh.of(parts)


def microphone(of: Tints) -> Mesh:
    """Return the head of a microphone of the fifties, its ribbed front towards smaller z; 0.19 m, its foot at the origin."""
    t = np.linspace(0, 2 * np.pi, 49)
    parts = []
    high, wide, deep = 0.085, 0.040, 0.032
    for k in range(9):  # ribs along its face
        a = (k - 4) / 4.6
        x = wide * a
        size = math.sqrt(max(1 - a * a, 0.05))
        y, z = 0.115 + high * size**0.7 * np.cos(t), deep * size * np.sin(t)
        parts.append(tube(np.stack([np.full(49, x), y, z], 1), 0.0036, 8, of["chrome"]))
    for h in (-0.30, 0.30):
        s = np.linspace(0, 2 * np.pi, 49)
        band = np.stack([1.03 * wide * np.cos(s), np.full(49, 0.115 + h * high), 1.06 * deep * np.sin(s)], 1)
        parts.append(tube(band, 0.005, 8, of["chrome"]))
    inner = [(0.0, 0.078), (0.5, 0.072), (0.80, 0.048), (0.9, 0.0), (0.80, -0.048), (0.5, -0.072), (0.0, -0.078)]
    core = turned([(r, y) for r, y in inner], 24, of["iron"])
    parts.append(
        Mesh(
            (core.points * [0.037, 1, 0.029] + [0, 0.115, 0]).astype(np.float32),
            core.carried,
            core.triangles,
            core.skins,
        )
    )
    parts.append(boxes([(0, 0.115, -0.034)], (0.0045, 0.08, 0.003), of["chrome"]))
    parts.append(
        turned(
            [(0.010, 0.05), (0.022, 0.035), (0.024, 0.02), (0.015, 0.012), (0.015, 0.0), (0.011, -0.03)],
            20,
            of["chrome"],
        )
    )
    return Mesh.of(parts)


def stand(of: Tints, tall: float) -> Mesh:
    """Return a microphone stand with a round foot and a microphone on top."""
    foot = [(0.012, 0.06), (0.02, 0.04), (0.13, 0.022), (0.14, 0.012), (0.14, 0.0)]
    pole = bars([(0, 0.02, 0)], [(0, tall, 0)], (0.009, 0.009), of["chrome"])
    clutch = turned([(0.016, 0.03), (0.018, 0.0), (0.014, -0.03)], 14, of["iron"]).moved(0, 0.62 * tall, 0)
    return Mesh.of([turned(foot, 28, of["iron"]), pole, clutch, microphone(of).moved(0, tall, 0)])
