"""Cars of the fifties as meshes: fins, chrome and whitewalls; metres, the nose towards greater x, wheels on the ground."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import ODD, Colour, Place, skins

PAINTS: dict[str, Colour] = {
    "red": (0.022, 0.016, 0.36),
    "blue": (0.34, 0.15, 0.040),
    "turquoise": (0.38, 0.36, 0.075),
    "white": (0.52, 0.56, 0.58),
    "black": (0.010, 0.010, 0.011),
    "pink": (0.36, 0.24, 0.62),
    "yellow": (0.02, 0.42, 0.66),
    "green": (0.10, 0.24, 0.06),
    "silver": (0.34, 0.34, 0.34),
    "cream": (0.34, 0.50, 0.56),
    "orange": (0.012, 0.15, 0.60),
    "purple": (0.20, 0.03, 0.13),
    "grey": (0.12, 0.12, 0.12),
    "gold": (0.05, 0.28, 0.48),
    "teal": (0.20, 0.19, 0.02),
    "burgundy": (0.020, 0.010, 0.11),
}
NAMES = (
    *"car convertible cadillac chevy chevrolet oldtimer automobile limousine coupe supercar roadster mustang porsche".split(),
    *"ferrari lamborghini cabriolet pickup truck van camper campervan jeep lowrider".split(),
)
"""What a car is called."""

_EVEN = (1.0,)  # paint is not blotched
_AXLES = (-1.55, 1.62)
_WHEEL = 0.35
_BELT = 0.98
_STATIONS = 150
_NOSE, _TAIL = 2.72, -2.78
# Along the car, from tail to nose: half width, height of the shoulder, height of the middle.
_AT = np.array([-2.78, -2.70, -2.45, -1.9, -1.2, -0.4, 0.9, 1.3, 2.0, 2.5, 2.66, 2.72])
_HALF = np.array([0.80, 0.88, 0.94, 0.97, 0.98, 0.98, 0.98, 0.98, 0.96, 0.92, 0.88, 0.80])
_SHOULDER = np.array([1.06, 1.13, 1.12, 1.06, 0.99, 0.97, 0.97, 0.97, 0.94, 0.90, 0.87, 0.80])
_MIDDLE = np.array([0.78, 0.90, 0.95, 0.99, 1.00, 0.98, 0.99, 1.02, 0.99, 0.94, 0.88, 0.78])


def old_car(place: Place, colour: str, rng: np.random.Generator, *, is_open: bool = False, lamps: float = 0.0) -> Mesh:
    """Return a car; 5.5 m long, 1.5 m high.

    Parameters
    ----------
    colour : str
        A name of :data:`PAINTS`.
    is_open : bool
        A convertible with its top down.
    lamps : float
        Light of its headlights, 0 for none.
    """
    paint = place.material(skins.PLAIN, PAINTS[colour], gloss=0.07, rough=0.02, extra=_EVEN)
    second = place.material(
        skins.PLAIN, PAINTS["cream" if colour != "cream" else "red"], gloss=0.07, rough=0.02, extra=_EVEN
    )
    chrome = place.material(skins.METAL, (0.60, 0.60, 0.60), gloss=0.62, rough=0.05, metal=True)
    glass = place.material(skins.PLAIN, (0.020, 0.022, 0.022), gloss=0.10, rough=0.01)
    rubber = place.material(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.02, rough=0.3)
    white = place.material(skins.PLAIN, (0.50, 0.53, 0.54), gloss=0.02, rough=0.3)
    dark = place.material(skins.PLAIN, (0.008, 0.008, 0.008))
    leather = place.material(skins.CLOTH, (0.30, 0.42, 0.48) if colour != "white" else (0.03, 0.03, 0.30), gloss=0.02)
    head = place.material(
        skins.GLOW,
        (0.5, 0.5, 0.5),
        gloss=0.2,
        rough=0.05,
        scale=0.0,
        glow=tuple(lamps * part for part in (0.75, 0.95, 1.1)),
        family=ODD,
    )
    tail = place.material(
        skins.GLOW,
        (0.02, 0.02, 0.35),
        gloss=0.1,
        scale=0.0,
        glow=tuple((0.15 + 0.8 * lamps) * part for part in (0.02, 0.03, 1.0)),
        family=ODD,
    )
    parts = [_body(paint, is_open), _wells(dark), *_wheels(rubber, white, chrome), *_trim(chrome, second, dark)]
    parts += (
        _inside(leather, chrome, dark) if is_open else _cabin(second if rng.random() < 0.6 else paint, glass, chrome)
    )
    for z in (-0.70, 0.70):
        for off in (-0.115, 0.115):
            lamp = turned([(0.0, 0.05), (0.06, 0.04), (0.088, 0.0)], 20, head).leaned(-math.pi / 2, 0)
            parts.append(lamp.moved(_NOSE - 0.04, 0.72, z + off))
            parts.append(_ring(_NOSE - 0.02, 0.72, z + off, 0.095, chrome))
        fin = turned([(0.0, 0.16), (0.030, 0.06), (0.052, 0.0), (0.0, -0.02)], 14, tail).leaned(math.pi / 2, 0)
        parts += [fin.moved(_TAIL - 0.02, 1.00, 1.17 * z), fin.moved(_TAIL - 0.02, 0.86, 1.17 * z)]
    return Mesh.of(parts)


def _body(paint: int, is_open: bool) -> Mesh:
    """Return the body: sections along the car, cut out about the wheels; a convertible is open amidships."""
    x = np.linspace(_TAIL, _NOSE, _STATIONS)
    half, shoulder, middle = (np.interp(x, _AT, row) for row in (_HALF, _SHOULDER, _MIDDLE))
    low = np.full(_STATIONS, 0.30) + 0.08 * (np.abs(x) / 2.75) ** 8
    for axle in _AXLES:
        reach = _WHEEL + 0.07
        low = np.maximum(
            low, np.where(np.abs(x - axle) < reach, _WHEEL + np.sqrt(np.maximum(reach**2 - (x - axle) ** 2, 0)), 0)
        )
    rows = []
    for share, high in ((0.93, 0.0), (0.985, 0.35), (1.0, 0.62), (0.985, 0.86), (0.945, 0.97), (0.90, 1.0)):
        rows.append((share * half, low + (shoulder - low) * high))
    for share, high in ((0.84, 0.30), (0.70, 0.72), (0.35, 0.95), (0.0, 1.0)):
        rows.append((share * half, shoulder - 0.03 + (middle - shoulder + 0.03) * high))
    side = [np.stack([x, y, z], -1) for z, y in rows]
    other = [np.stack([x, y, -z], -1) for z, y in rows]
    points = np.stack(side + other[-2::-1], 0).astype(np.float32)
    sheet = grid(points, paint)
    keep = np.ones(len(sheet.triangles), np.bool_)
    centre = sheet.points[sheet.triangles].mean(axis=1)
    if is_open:
        keep = ~((centre[:, 0] > -1.25) & (centre[:, 0] < 0.70) & (np.abs(centre[:, 2]) < 0.80) & (centre[:, 1] > 0.8))
    ends = [_end(points[:, index], paint) for index in (0, -1)]
    return Mesh.of([Mesh(sheet.points, sheet.carried, sheet.triangles[keep], sheet.skins[keep]), *ends])


def _end(outline: Any, skin: int) -> Mesh:
    """Close an end of the body, from one side to the other."""
    half = len(outline) // 2 + 1
    way = 1.0 if outline[0, 0] > 0 else -1.0
    normals = np.broadcast_to(np.array([way, 0, 0], np.float32), (2, half, 3))
    return grid(np.stack([outline[:half], outline[::-1][:half]]), skin, normals=normals)


def _wells(dark: int) -> Mesh:
    return boxes([(0, 0.48, 0), (0, 0.34, 0)], [(2.55, 0.24, 0.62), (2.4, 0.06, 0.90)], dark)


def _wheels(rubber: int, white: int, chrome: int) -> list[Mesh]:
    tyre = [
        (0.21, 0.10),
        (0.30, 0.11),
        (0.34, 0.08),
        (_WHEEL, 0.04),
        (_WHEEL, -0.04),
        (0.34, -0.08),
        (0.30, -0.11),
        (0.21, -0.10),
    ]
    found = []
    for x in _AXLES:
        for way in (-1.0, 1.0):
            one = [turned(tyre, 40, rubber), turned([(0.215, 0.114), (0.285, 0.116)], 40, white)]
            one.append(turned([(0.0, 0.135), (0.05, 0.132), (0.09, 0.11), (0.20, 0.095), (0.215, 0.108)], 32, chrome))
            found.append(Mesh.of(one).leaned(0, -math.pi / 2 * way).moved(x, _WHEEL, way * -0.80))
    return found


def _trim(chrome: int, second: int, dark: int) -> list[Mesh]:
    """Return bumpers, grille, the strip along the side and what is under it."""
    found = []
    for x, way in ((_NOSE + 0.07, 1.0), (_TAIL - 0.07, -1.0)):
        z = np.linspace(-0.98, 0.98, 25)
        bend = x - way * 0.22 * np.abs(z) ** 3
        found += [
            tube(np.stack([bend, np.full(25, high), z], 1), thick, 10, chrome)
            for high, thick in ((0.47, 0.075), (0.56, 0.035))
        ]
        for z0 in (-0.42, 0.42):
            found.append(
                tube(
                    [(x + way * 0.06, 0.36, z0), (x + way * 0.09, 0.50, z0), (x + way * 0.03, 0.66, z0)],
                    [0.03, 0.065, 0.03],
                    10,
                    chrome,
                )
            )
    found.append(boxes([(_NOSE - 0.01, 0.70, 0)], (0.02, 0.115, 0.48), dark))
    slats = [(_NOSE + 0.02, 0.62 + 0.04 * k, 0) for k in range(5)]
    found.append(boxes(slats, (0.012, 0.008, 0.48), chrome))
    found.append(boxes([(_NOSE + 0.02, 0.70, -0.48 + 0.08 * k) for k in range(13)], (0.010, 0.11, 0.006), chrome))
    for way in (-1.0, 1.0):
        x = np.linspace(-2.6, 2.45, 40)
        wide = np.interp(x, _AT, _HALF) + 0.012
        high = np.interp(x, [-2.6, -1.0, 2.45], [0.88, 0.76, 0.74])
        found.append(tube(np.stack([x, high, way * wide], 1), 0.018, 6, chrome))
        rocker = np.stack([x, np.full(40, 0.335), way * (0.945 * wide)], 1)
        rocker = rocker[(np.abs(x - _AXLES[0]) > 0.45) & (np.abs(x - _AXLES[1]) > 0.45)]
        inner = rocker[(rocker[:, 0] > _AXLES[0]) & (rocker[:, 0] < _AXLES[1])]
        found.append(tube(inner, 0.028, 6, chrome))
        at = np.linspace(-2.55, -1.15, 24)  # in as many steps as the body bends, or it would dip into that
        blade = [
            np.stack([at, np.interp(at, [-2.55, -1.15], ends), way * (np.interp(at, _AT, _HALF) + 0.012)], 1)
            for ends in ((0.86, 0.74), (0.58, 0.70))
        ]
        found.append(
            grid(np.array(blade), second, normals=np.broadcast_to(np.array([0, 0, way], np.float32), (2, 24, 3)))
        )
        found.append(boxes([(0.05, 0.90, way * 0.99), (-0.9, 0.90, way * 0.99)], (0.07, 0.012, 0.012), chrome))
        found.append(tube([(0.62, 1.00, way * 0.93), (0.64, 1.09, way * 1.02)], [0.012, 0.012], 6, chrome))
        found.append(boxes([(0.64, 1.12, way * 1.04)], (0.02, 0.035, 0.055), chrome))
    return found


def _cabin(roof: int, glass: int, chrome: int) -> list[Mesh]:
    """Return a hardtop: glass all around under a roof."""
    found = []
    t = np.linspace(0, 2 * np.pi, 65)
    rings = []
    for share in (0.0, 0.5, 0.86, 1.0):
        back, front, wide = -1.60 + 0.62 * share, 0.92 - 0.72 * share, 0.86 - 0.15 * share
        middle, long_ = (back + front) / 2, (front - back) / 2
        cx, cz = np.cos(t), np.sin(t)
        power = 0.34  # nearly a rectangle
        rings.append(
            np.stack(
                [
                    middle + long_ * np.sign(cx) * np.abs(cx) ** power,
                    np.full(65, _BELT - 0.04 + 0.46 * share),
                    wide * np.sign(cz) * np.abs(cz) ** power,
                ],
                -1,
            )
        )
    found.append(grid(np.array(rings[::-1], np.float32), glass, wrap=True))
    top = [
        rings[-1],
        rings[-1] * [0.97, 1, 0.95] + [0, 0.045, 0],
        rings[-1] * [0.7, 1, 0.6] + [-0.1, 0.085, 0],
        rings[-1] * [0.0, 1, 0.0] + [-0.37, 0.10, 0],
    ]
    top[1][:, 0] -= 0.01
    found.append(grid(np.array(top[::-1], np.float32), roof, wrap=True))
    lip = rings[-1] * [1.005, 1, 1.02]
    found.append(tube(lip, 0.016, 6, chrome))
    for z in (-1, 1):
        pillars = [
            ((0.90, _BELT - 0.03, z * 0.85), (0.22, 1.38, z * 0.71)),
            ((-0.35, _BELT - 0.03, z * 0.87), (-0.40, 1.38, z * 0.735)),
            ((-1.56, _BELT - 0.03, z * 0.84), (-0.95, 1.38, z * 0.71)),
        ]
        for index, (a, b) in enumerate(pillars):
            found.append(tube([a, b], 0.018 if index == 1 else 0.030, 6, roof if index == 2 else chrome))
    return found


def _inside(leather: int, chrome: int, dark: int) -> list[Mesh]:
    """Return the seats of a convertible, its windscreen and wheel."""
    found = [boxes([(-0.3, 0.56, 0)], (0.98, 0.03, 0.80), dark)]
    for x in (-0.98, 0.0):
        found.append(_cushion((0.27, 0.10, 0.74), leather, pleats=0.0).moved(x + 0.28, 0.74, 0))
        back = _cushion((0.10, 0.31, 0.74), leather, pleats=0.012).moved(0, 0.26, 0).leaned(-0.18, 0)
        found.append(back.moved(x, 0.72, 0))
    found.append(boxes([(0.60, 0.94, 0)], (0.14, 0.06, 0.80), leather))
    z = np.linspace(-0.84, 0.84, 21)
    low = np.stack([0.92 - 0.28 * (z / 0.84) ** 4, np.full(21, _BELT), z], 1)
    top = np.stack([0.50 - 0.24 * (z / 0.84) ** 4, np.full(21, 1.38), 0.93 * z], 1)
    found.append(tube(np.concatenate([low[:1], top, low[-1:]]), 0.020, 6, chrome))
    found.append(bars([(0.90, _BELT, 0)], [(0.50, 1.38, 0)], (0.010, 0.010), chrome))
    t = np.linspace(0, 2 * np.pi, 33)
    wheel = np.stack([0.42 - 0.08 * np.sin(t), 1.02 + 0.17 * np.sin(t), 0.38 + 0.19 * np.cos(t)], 1)
    found.append(tube(wheel, 0.013, 8, dark))
    found.append(tube([(0.60, 0.92, 0.38), (0.42, 1.02, 0.38)], 0.020, 8, chrome))
    return found


def _cushion(half: tuple[float, float, float], leather: int, pleats: float) -> Mesh:
    """Return a bench's cushion about the origin, round at its edges, with a piped seam; its ``pleats`` are as deep, metres."""
    long_, tall, wide = half
    t = np.linspace(0, 2 * np.pi, 41)
    across = np.sin(np.linspace(-0.5 * np.pi, 0.5 * np.pi, 97))
    ends = (1 - np.abs(across) ** 14) ** 0.25  # nearly a box, whose ends are round
    along, up = (np.sign(one) * np.abs(one) ** 0.42 for one in (np.cos(t), np.sin(t)))
    fold = pleats * np.abs(np.sin(across * wide * np.pi / 0.105))[None] ** 0.5 * (np.abs(up) < 0.92)[:, None]
    x = along[:, None] * (long_ - pleats + fold) * ends
    y = up[:, None] * tall * (0.25 + 0.75 * ends)
    z = np.broadcast_to(wide * across, x.shape)
    seam = [(0.0, tall * (0.25 + 0.75 * end) + 0.002, wide * at) for at, end in zip(across, ends, strict=True)]
    return Mesh.of([grid(np.stack([x, y, z], -1).swapaxes(0, 1), leather), tube(seam, 0.010, 6, leather)])


def _ring(x: float, y: float, z: float, radius: float, skin: int) -> Mesh:
    t = np.linspace(0, 2 * np.pi, 25)
    return tube(np.stack([np.full(25, x), y + radius * np.sin(t), z + radius * np.cos(t)], 1), 0.014, 6, skin)
