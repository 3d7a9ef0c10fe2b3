"""Vessels of a harbour as meshes: fishing boats, steamers, yachts; metres, the bow towards greater x, the waterline at the origin."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import EVEN, Colour, Place, skins

WARM = (0.25, 0.75, 1.2)
_RED_LEAD = (0.03, 0.04, 0.16)
_IRON = (0.03, 0.032, 0.034)


def hull(
    long: float, half: float, deck: tuple[float, float, float], paint: int, trim: int, keel: int, *, counter: float = 0.55
) -> list[Mesh]:  # fmt: skip
    """Return a hull with its deck.

    Parameters
    ----------
    deck : tuple of float
        Its height at the stern, amidships and at the bow.
    counter : float
        Half the width of the stern as a share of ``half``.
    """
    s = np.linspace(0, 1, 48)
    wide = (
        half
        * np.where(s < 0.45, 1 - (1 - counter) * ((0.45 - s) / 0.45) ** 2, 1 - (np.maximum(s - 0.45, 0) / 0.55) ** 2.4)
        + 0.02
    )
    top = (
        np.interp(s, (0, 0.4, 1), (deck[0], deck[1], deck[1]))
        + (deck[2] - deck[1]) * np.clip((s - 0.4) / 0.6, 0, 1) ** 1.7
    )
    x = long * (s - 0.5)
    flare = np.clip((s - 0.75) / 0.25, 0, 1)
    rows = []
    for high, share in ((1.0, 1.0), (0.72, 0.99), (0.42, 0.95), (0.14, 0.86), (-0.12, 0.70), (-0.4, 0.35)):
        rake = 0.075 * long * flare * (1 - high)
        rows.append(np.stack([x - rake, top * high, wide * (share - 0.25 * flare * (1 - high))], 1))
    parts: list[Mesh] = []
    for way in (1.0, -1.0):
        side = np.stack(rows) * [1, 1, way]
        parts += [grid(side[:4].astype(np.float32), paint), grid(side[3:].astype(np.float32), keel)]
        for share, thick in ((1.0, 0.012), (0.72, 0.008)):
            parts.append(tube(np.stack([x, top * share, way * 1.01 * wide], 1), thick * half * 4, 6, trim))
    stern = np.stack([[row[0] for row in rows], [row[0] * [1, 1, -1] for row in rows]])
    back = np.broadcast_to(np.array([-1, 0, 0], np.float32), (2, len(rows), 3))
    parts.append(grid(stern.astype(np.float32), paint, normals=back))
    floor = np.stack([rows[0], rows[0] * [1, 1, -1]]) - [0, 0.16 * half, 0]
    parts.append(grid(floor.astype(np.float32), trim))
    return parts


def _cabin(
    at: tuple[float, float, float], size: tuple[float, float, float], wall: int, roof: int, glass: int
) -> list[Mesh]:
    """Return a deckhouse about a place of the deck, with a band of windows all round."""
    (x, y, z), (long, high, wide) = at, size
    panes = [
        (x + a, y + 0.66 * high, z + way * wide / 2) for a in np.linspace(-0.33, 0.33, 3) * long for way in (-1, 1)
    ]
    front = [
        (x + way * long / 2, y + 0.66 * high, z + b) for b in np.linspace(-0.31, 0.31, 3) * wide for way in (-1, 1)
    ]
    return [
        boxes([(x, y + high / 2, z)], (long / 2, high / 2, wide / 2), wall),
        boxes([(x, y + high + 0.06, z)], (long / 2 + 0.18, 0.07, wide / 2 + 0.18), roof),
        boxes(panes, (0.11 * long, 0.17 * high, 0.02), glass),
        boxes(front, (0.02, 0.17 * high, 0.11 * wide), glass),
    ]  # fmt: skip


def _ring(radius: float, thick: float, skin: int) -> Mesh:
    turn = np.linspace(0, 2 * np.pi, 17)
    return tube(np.stack([radius * np.cos(turn), radius * np.sin(turn), 0 * turn], 1), thick, 7, skin)


def window_glass(place: Place, glow: float) -> int:
    """Add the glass of cabins, lit from within."""
    return place.material(
        skins.PLAIN,
        (0.03, 0.028, 0.025),
        gloss=0.09,
        rough=0.05,
        glow=tuple(glow * part for part in WARM),
        family=EVEN,
    )


def fishing_boat(place: Place, colour: Colour, glow: float, rng: np.random.Generator) -> Mesh:
    """Return a wooden fishing boat of 13 m: a wheelhouse, a mast with its boom, nets on deck, tyres along her side."""
    paint = place.material(skins.WOOD, colour, gloss=0.03, rough=0.25, scale=0.24)
    white = place.material(skins.WOOD, (0.50, 0.53, 0.55), gloss=0.02, rough=0.3, scale=0.3)
    keel = place.material(skins.PLASTER, _RED_LEAD)
    spar = place.material(skins.WOOD, (0.07, 0.13, 0.21), scale=0.3)
    rope = place.material(skins.PLAIN, _IRON)
    net = place.material(
        skins.PLASTER, [(0.10, 0.13, 0.03), (0.03, 0.10, 0.20), (0.12, 0.06, 0.02)][int(rng.integers(3))]
    )
    lamp = place.material(skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(5 * glow * part for part in WARM), family=EVEN)
    parts = hull(13.0, 2.1, (1.5, 1.1, 2.4), paint, white, keel)
    parts += _cabin((-2.6, 1.0, 0.0), (2.6, 2.3, 2.2), white, paint, window_glass(place, glow))
    parts.append(tube([(1.4, 0.9, 0), (1.3, 8.6, 0)], [0.13, 0.06], 8, spar))
    parts.append(tube([(1.3, 2.6, 0), (-2.6, 5.6, 0.2)], [0.08, 0.05], 7, spar))
    parts.append(tube([(-5.4, 1.0, -1.1), (-5.4, 3.4, -0.9), (-5.4, 3.4, 0.9), (-5.4, 1.0, 1.1)], 0.07, 7, rope))
    head = (1.3, 8.2, 0)
    head = (1.3, 8.2, 0)
    ends = [
        (head, foot) for foot in ((6.3, 2.4, 0), (-5.4, 3.4, 0), (1.0, 1.1, 1.9), (1.0, 1.1, -1.9), (-2.6, 5.6, 0.2))
    ]
    parts.append(bars([a for a, _ in ends], [b for _, b in ends], (0.022, 0.022), rope))
    heap = [(0.0, 0.75), (0.45, 0.68), (0.85, 0.35), (1.0, 0.0)]
    parts += [
        turned(heap, 14, net).moved(x, 0.85, z, scale=size)
        for x, z, size in ((3.2, 0.3, 1.0), (-4.2, -0.6, 0.8), (2.3, -0.9, 0.6))
    ]
    parts += [_ring(0.34, 0.12, rope).moved(x, 0.75, way * 2.12) for x in (-4.0, -1.5, 1.2) for way in (-1, 1)]
    parts.append(boxes([(1.3, 6.2, 0), (-2.6, 3.55, 0)], (0.09, 0.13, 0.09), lamp))
    buoy = place.material(skins.PLASTER, (0.03, 0.16, 0.55))
    ball = turned([(0.0, 0.25), (0.2, 0.16), (0.25, 0.0), (0.2, -0.16), (0.0, -0.25)], 10, buoy)
    parts += [ball.moved(x, 1.45, way * 1.5) for x, way in ((4.2, 1), (3.7, -1), (-3.9, 1))]
    return Mesh.of(parts)


def steamer(place: Place, colour: Colour, band: Colour, glow: float) -> Mesh:
    """Return a steamer of 58 m: black sides, white houses, a tall funnel, derricks on two masts, lifeboats."""
    paint = place.material(skins.PLASTER, colour, gloss=0.02, rough=0.3)
    white = place.material(skins.PLASTER, (0.52, 0.55, 0.56))
    keel, iron = place.material(skins.PLASTER, _RED_LEAD), place.material(skins.PLAIN, _IRON)
    spar = place.material(skins.WOOD, (0.08, 0.15, 0.24), scale=0.3)
    stack = place.material(skins.PLASTER, band)
    panes = window_glass(place, glow)
    lamp = place.material(skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(5 * glow * part for part in WARM), family=EVEN)
    parts = hull(58.0, 4.7, (4.6, 3.6, 6.4), paint, white, keel, counter=0.7)
    parts += _cabin((-3.0, 3.4, 0.0), (19.0, 2.6, 7.2), white, spar, panes) + _cabin(
        (0.5, 6.1, 0.0), (10.0, 2.4, 6.0), white, spar, panes
    )
    parts += _cabin((4.6, 8.6, 0.0), (3.0, 2.3, 5.4), white, spar, panes)
    parts.append(turned([(1.15, 9.0), (1.25, 7.2), (1.25, 0.0)], 24, iron).moved(-3.0, 8.4, 0))
    parts.append(turned([(1.29, 6.6), (1.29, 4.2)], 24, stack).moved(-3.0, 8.4, 0))
    holes = [(float(x), 2.0, way * 4.45) for x in np.arange(-18.0, 13.0, 1.9) for way in (-1, 1)]
    parts.append(boxes(holes, (0.22, 0.22, 0.06), panes))
    for x in (16.0, -19.0):
        parts.append(tube([(x, 3.0, 0), (x, 12.0, 0), (x, 21.0, 0)], [0.34, 0.26, 0.10], 9, spar))
        booms = [((x, 5.5, 0), (x + d, 14.0, w)) for d, w in ((7.5, 1.6), (-7.5, -1.6))]
        stays = [((x, 20.0, 0), (x + 2.0 * k, 4.0, w)) for k in (-1, 0, 1) for w in (-4.2, 4.2)]
        parts += [tube(np.array(boom), 0.13, 7, spar) for boom in booms]
        lines = [*stays, *(((x, 18.5, 0), boom[1]) for boom in booms)]
        parts.append(bars([a for a, _ in lines], [b for _, b in lines], (0.035, 0.035), iron))
        parts.append(boxes([(x, 17.0, 0)], (0.16, 0.2, 0.16), lamp))
    parts.append(bars([(16.0, 20.5, 0), (16.0, 20.5, 0)], [(28.5, 6.6, 0), (-19.0, 20.5, 0)], (0.03, 0.03), iron))
    turn = np.linspace(-1, 1, 13)
    for x in (-9.5, -4.5):
        for way in (-1.0, 1.0):
            line = np.stack([x + 2.1 * turn, 6.9 + 0.28 * turn**2, np.full_like(turn, way * 3.5)], 1)
            parts.append(tube(line, 0.62 * np.sqrt(np.clip(1.04 - turn**2, 0, 1)), 10, white))
    rails = [
        (np.linspace(-27, 27, 40)[:, None] * [1, 0, 0] + [0, 4.6 + rise, way * 4.3])
        for rise in (0.0, 0.5)
        for way in (-1, 1)
    ]
    parts += [tube(line[8:28], 0.04, 5, white) for line in rails]
    return Mesh.of(parts)


def yacht(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    """Return a yacht of 11 m at her berth: a white hull, a bare mast, the sail furled on its boom under a cover."""
    white = place.material(skins.PLAIN, (0.56, 0.57, 0.57), gloss=0.06, rough=0.1)
    teak = place.material(skins.WOOD, (0.10, 0.20, 0.32), scale=0.12)
    cover: Any = [(0.22, 0.08, 0.02), (0.04, 0.05, 0.22), (0.10, 0.09, 0.05)][int(rng.integers(3))]
    cloth, alloy = (
        place.material(skins.CLOTH, cover),
        place.material(skins.METAL, (0.42, 0.42, 0.42), gloss=0.06, rough=0.3),
    )
    parts = hull(11.0, 1.75, (1.1, 1.0, 1.5), white, teak, place.material(skins.PLASTER, cover), counter=0.72)
    parts += _cabin((0.4, 0.85, 0.0), (3.8, 0.75, 2.0), white, white, window_glass(place, glow))
    parts.append(tube([(0.9, 0.9, 0), (0.85, 14.5, 0)], [0.09, 0.06], 8, alloy))
    parts.append(tube([(0.8, 2.2, 0), (-3.6, 2.3, 0)], 0.07, 7, alloy))
    parts.append(tube([(0.7, 2.42, 0), (-1.4, 2.46, 0), (-3.5, 2.40, 0)], [0.22, 0.17, 0.10], 9, cloth))
    lines = [((0.85, 14.4, 0), (5.4, 1.5, 0)), ((0.85, 14.4, 0), (-5.4, 1.2, 0)), ((0.85, 9.5, 0.6), (0.6, 1.0, 1.6)),
             ((0.85, 9.5, -0.6), (0.6, 1.0, -1.6)), ((0.85, 9.5, 0.6), (0.85, 9.5, -0.6)), ((0.85, 14.2, 0), (0.85, 9.5, 0.6)),
             ((0.85, 14.2, 0), (0.85, 9.5, -0.6))]  # fmt: skip
    parts.append(bars([a for a, _ in lines], [b for _, b in lines], (0.018, 0.018), alloy))
    return Mesh.of(parts)


CONTAINER = (12.2, 2.6, 2.44)
"""Metres of a container: along, up and across."""


def container_ship(place: Place, paint: Colour, tones: list[int], glow: float, rng: np.random.Generator) -> Mesh:
    """Return a ship with containers on its deck, 190 m long; ``tones`` are skins of containers."""
    long, half = 190.0, 15.0
    steel = place.material(skins.METAL, paint, gloss=0.04, rough=0.4)
    keel = place.material(skins.METAL, _RED_LEAD, gloss=0.02, rough=0.5)
    trim = place.material(skins.METAL, (0.10, 0.105, 0.11), gloss=0.03, rough=0.5)
    white = place.material(
        skins.FACADE, (0.46, 0.48, 0.49), (0.04, 0.04, 0.04), gloss=0.08, rough=0.05, scale=2.6,
        glow=tuple(2.2 * glow * part for part in WARM), family=EVEN, extra=(3.0, 0.5, 0.36, 0.35 + 0.4 * glow),
    )  # fmt: skip
    parts = hull(long, half, (11.0, 10.5, 15.0), steel, trim, keel, counter=0.85)
    by_tone: dict[int, list[tuple[float, float, float]]] = {}
    wide, up, across = CONTAINER
    for x in np.arange(-0.36 * long, 0.38 * long, wide + 1.6):
        if abs(x + 0.22 * long) < 9.0:  # the bridge stands there
            continue
        high = int(rng.integers(4, 7)) if x < 0.3 * long else 3
        for row in range(-5, 6):
            if x > 0.24 * long and abs(row) > 3:
                continue
            for tier in range(high - int(rng.random() < 0.3)):
                if tier < high - 2 and abs(row) < 5 and x < 0.3 * long:
                    continue  # hidden by those around it
                skin = tones[int(rng.integers(len(tones)))]
                by_tone.setdefault(skin, []).append((x, 11.5 + up * (tier + 0.5), row * (across + 0.08)))
    half_box = (wide / 2, up / 2 - 0.03, across / 2)
    parts += [boxes(at, half_box, skin) for skin, at in by_tone.items()]
    bridge = -0.22 * long
    parts += [
        boxes([(bridge, 22.0, 0)], (4.6, 12.0, 11.0), white), boxes([(bridge + 1.0, 35.2, 0)], (3.4, 1.4, 14.6), white),
        boxes([(bridge - 7.0, 26.0, 0)], (2.4, 15.0, 3.4), steel), boxes([(bridge, 40.0, 0)], (0.25, 4.5, 0.25), trim),
    ]  # fmt: skip
    return Mesh.of(parts)
