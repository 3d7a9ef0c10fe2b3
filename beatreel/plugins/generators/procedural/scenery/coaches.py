"""Buses, school buses, trams, vans and lorries as meshes; metres, their origin on the road below their middle, their front towards z."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, Colour, Place, skins

_STEPS = 7  # of a rounded edge
_GRIME = (0.013, 0.013, 0.013)
_PASSENGERS = 0.6  # of the windows show somebody


@dataclass(frozen=True)
class Livery:
    """Skins of a vehicle: its paint, a second one, panes, its windscreen, what is black, rims, lamps at front and back, its sign."""

    paint: int
    second: int
    pane: int
    screen: int
    black: int
    rim: int
    head: int
    tail: int
    sign: int


def livery(place: Place, paint: Colour, second: Colour, *, lit: float) -> Livery:
    """Add the materials of a vehicle; ``lit`` is how dark it is outside."""
    inside = tuple((0.03 + 1.0 * lit) * part for part in (0.55, 0.85, 1.0))
    shine = max(lit, 0.12)
    return Livery(
        place.material(skins.PLAIN, paint, gloss=0.06, rough=0.05),
        place.material(skins.PLAIN, second, gloss=0.06, rough=0.05),
        place.material(skins.PLAIN, (0.035, 0.035, 0.035), gloss=0.08, rough=0.03, glow=inside, family=ODD),
        place.material(
            skins.GLOW, (0.03, 0.03, 0.03), gloss=0.10, rough=0.02, scale=0.5, family=ODD,
            glow=tuple(0.22 * part for part in inside),
        ),
        place.material(skins.PLAIN, _GRIME, gloss=0.03, rough=0.2),
        place.material(skins.METAL, (0.36, 0.37, 0.38), gloss=0.2, rough=0.3, metal=True),
        place.material(skins.PLAIN, (0.4, 0.42, 0.42), glow=tuple(7.0 * shine * part for part in (0.8, 0.95, 1.0)), family=EVEN),
        place.material(skins.PLAIN, (0.02, 0.02, 0.3), glow=(0.04 * shine, 0.08 * shine, 3.0 * shine), family=ODD),
        place.material(skins.PLAIN, (0.03, 0.03, 0.03), glow=tuple(2.4 * shine * part for part in (0.10, 0.62, 1.0)), family=EVEN),
    )  # fmt: skip


@dataclass(frozen=True)
class Shell:
    """The body of a vehicle: half its width and length, its lowest and highest edge, and how round its edges are."""

    wide: float
    long: float
    low: float
    high: float
    round: float

    def front(self, x: Any, y: Any, off: float = 0.0) -> Any:
        """Return points (…, 3) of its front, ``off`` metres before it."""
        x, y = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(y, np.float32))
        r = self.round
        over = np.hypot(np.maximum(np.abs(x) - (self.wide - r), 0), np.maximum(y - (self.high - r), 0))
        z = self.long - r + np.sqrt(np.maximum(r * r - over * over, 0)) + off
        return np.stack([x, y, z], -1)

    def on_front(self, half: float, low: float, high: float, skin: int, off: float = 0.012) -> Mesh:
        """Return a pane or a panel that follows its front."""
        y, x = np.meshgrid(np.linspace(high, low, 5), np.linspace(half, -half, 21), indexing="ij")
        return grid(self.front(x, y, off), skin)

    def body(self, skin: int) -> Mesh:
        r, w, reach = self.round, self.wide, self.long - self.round
        bend = np.linspace(0, np.pi / 2, _STEPS)
        left = [(w, self.low), *zip(w - r + r * np.cos(bend), self.high - r + r * np.sin(bend), strict=True)]
        outline = np.array([*left, *((-x, y) for x, y in reversed(left))], np.float32)
        ring = [np.column_stack([outline, np.full(len(outline), z)]) for z in (reach, -reach)]
        # Each end is drawn in rings from its edge to its middle, closer where it is round.
        middle = np.array([0.0, 0.5 * (self.low + self.high)], np.float32)
        span = np.array([w, 0.5 * (self.high - self.low)], np.float32)
        around = np.concatenate([outline, outline[:1]])
        ends = []
        for way in (1.0, -1.0):
            rings = []
            for share in (*(1 - (r / span.min()) * (1 - np.cos(bend))), 0.0):
                flat = middle + (around - middle) * share
                points = self.front(flat[:, 0], flat[:, 1])
                points[:, 2] *= way
                rings.append(points)
            ends.append(grid(rings if way > 0 else rings[::-1], skin))
        return Mesh.of([grid(ring, skin), *ends, boxes([(0, self.low + 0.02, 0)], (w, 0.02, reach), skin)])


def _wheels(shell: Shell, worn: Livery, at: tuple[float, ...], size: float) -> list[Mesh]:
    tyre = turned([(0.0, 0.15), (size, 0.15), (size, -0.15), (0.0, -0.15)], 26, worn.black).leaned(math.pi / 2, 0)
    hub = turned([(0.0, 0.17), (0.5 * size, 0.16), (0.55 * size, 0.0)], 18, worn.rim).leaned(math.pi / 2, 0)
    arch = turned([(0.0, 0.01), (1.15 * size, 0.01), (1.15 * size, 0.0)], 26, worn.black).leaned(math.pi / 2, 0)
    found = []
    for z in at:
        outside = [arch.moved(shell.wide + 0.004, 1.15 * size, 0), hub.moved(shell.wide, size, 0)]
        found += [tyre.moved(way * (shell.wide - 0.13), size, z) for way in (-1, 1)]
        found += [one.moved(0, 0, z, turn=turn) for one in outside for turn in (0.0, math.pi)]
    return found


def _windows(
    shell: Shell, worn: Livery, low: float, high: float, at: Any, half: float, rng: np.random.Generator, *,
    aboard: float = _PASSENGERS,
) -> list[Mesh]:  # fmt: skip
    """Return a black band with panes on both sides, and who sits behind some of them."""
    y, tall = 0.5 * (low + high), 0.5 * (high - low)
    found = []
    for way in (-1.0, 1.0):
        x = way * (shell.wide + 0.006)
        found.append(
            boxes(
                [(x, y, 0.5 * (at[0] + at[-1]))], (0.006, tall + 0.06, 0.5 * (at[-1] - at[0]) + half + 0.08), worn.black
            )
        )
        found.append(boxes([(x + 0.006 * way, y, z) for z in at], (0.006, tall, half), worn.pane))
        for z in at:
            if rng.random() < aboard:
                off, up = float(rng.uniform(-0.4, 0.4)) * half, low + float(rng.uniform(0.30, 0.42))
                out = x + 0.013 * way
                head = turned([(0.0, 0.004), (0.10, 0.004), (0.10, 0.0)], 14, worn.black).leaned(way * math.pi / 2, 0)
                found += [
                    head.moved(out, up, z + off),
                    boxes([(out, 0.5 * (low + up - 0.08), z + off)], (0.003, 0.5 * (up - 0.08 - low), 0.2), worn.black),
                ]
    return found


def _doors(shell: Shell, worn: Livery, at: tuple[float, ...], low: float, high: float) -> list[Mesh]:
    x, y, tall = shell.wide + 0.016, 0.5 * (low + high), 0.5 * (high - low)
    found = [boxes([(x, y, z) for z in at], (0.008, tall, 0.62), worn.black)]
    found.append(
        boxes(
            [(x + 0.006, y + 0.05, z + off) for z in at for off in (-0.29, 0.29)], (0.006, tall - 0.12, 0.24), worn.pane
        )
    )
    return found


def _faces(shell: Shell, worn: Livery, y: float, half: float = 0.17) -> list[Mesh]:
    """Return lamps at both ends."""
    x = shell.wide - 0.38
    z = shell.long + 0.01
    return [
        boxes([(way * x, y, z) for way in (-1, 1)], (half, 0.10, 0.02), worn.head),
        boxes([(way * (shell.wide - 0.26), y + 0.25, -z) for way in (-1, 1)], (0.09, 0.24, 0.02), worn.tail),
    ]


def _driver(shell: Shell, worn: Livery, x: float, y: float) -> Mesh:
    """Return whoever sits behind the windscreen, seen against the light inside."""
    turn = np.linspace(0, 2 * np.pi, 17)
    ball = shell.front(x + 0.11 * np.cos(turn)[None] * [[0], [1]], y + 0.13 * np.sin(turn)[None] * [[0], [1]], 0.02)
    return Mesh.of([grid(ball, worn.black), shell.on_front(0.24, y - 0.55, y - 0.12, worn.black, 0.02).moved(x, 0, 0)])


def _mirrors(shell: Shell, worn: Livery, y: float) -> Mesh:
    x, z = shell.wide + 0.22, shell.long + 0.12
    return Mesh.of([
        *(tube([(way * (shell.wide - 0.05), y + 0.4, shell.long - 0.2), (way * x, y + 0.42, z)], 0.02, 6, worn.black) for way in (-1, 1)),
        boxes([(way * x, y + 0.15, z) for way in (-1, 1)], (0.09, 0.24, 0.05), worn.black),
    ])  # fmt: skip


def city_bus(worn: Livery, rng: np.random.Generator, *, manned: bool = True) -> Mesh:
    """Return a low bus of 11 m: a large windscreen, a sign above it, doors on its right; somebody in it where it is ``manned``."""
    shell = Shell(1.27, 5.5, 0.30, 3.05, 0.20)
    at = np.linspace(-4.3, 4.3, 7)
    parts = [
        shell.body(worn.paint),
        *_wheels(shell, worn, (-2.9, 3.1), 0.48),
        *_windows(shell, worn, 1.30, 2.45, at, 0.64, rng, aboard=_PASSENGERS if manned else 0.0),
    ]
    parts.append(boxes([(way * (shell.wide + 0.004), 0.62, 0) for way in (-1, 1)], (0.006, 0.16, 5.2), worn.second))
    parts += _doors(shell, worn, (-0.2, 4.75), 0.38, 2.5)
    parts += [
        shell.on_front(1.2, 1.12, 2.90, worn.black, 0.006),
        shell.on_front(1.12, 1.16, 2.42, worn.screen),
        shell.on_front(0.85, 2.52, 2.82, worn.sign),
    ]
    if manned:
        parts.append(_driver(shell, worn, 0.62, 1.78))
    parts.append(boxes([(0, 1.95, -shell.long - 0.006)], (0.95, 0.42, 0.006), worn.pane))
    parts += [
        *_faces(shell, worn, 0.72),
        _mirrors(shell, worn, 2.1),
        boxes([(0, 3.12, -1.0)], (0.8, 0.12, 1.6), worn.second),
    ]
    return Mesh.of(parts)


def school_bus(worn: Livery, rng: np.random.Generator, *, manned: bool = True) -> Mesh:
    """Return a yellow school bus with its bonnet, black rails along it, and warning lamps on its brow."""
    shell = Shell(1.2, 4.4, 0.55, 3.05, 0.30)
    nose = Shell(0.98, 5.9, 0.62, 1.62, 0.24)
    at = np.linspace(-3.6, 3.3, 9)
    aboard = _PASSENGERS if manned else 0.0
    windows = _windows(shell, worn, 1.78, 2.52, at, 0.36, rng, aboard=aboard)
    bonnet = Shell(nose.wide, 1.6, nose.low, nose.high, nose.round).body(worn.paint).moved(0, 0, nose.long - 1.6)
    parts = [shell.body(worn.paint), bonnet, *windows]
    parts += [*_wheels(shell, worn, (-2.6,), 0.48), *_wheels(nose, worn, (4.6,), 0.48)]
    for y in (0.85, 1.2, 1.6):
        parts.append(boxes([(way * (shell.wide + 0.01), y, -0.2) for way in (-1, 1)], (0.014, 0.035, 4.0), worn.black))
    parts += [
        shell.on_front(1.08, 1.72, 2.50, worn.black, 0.006),
        *(shell.on_front(0.48, 1.78, 2.44, worn.screen).moved(x, 0, 0) for x in (-0.54, 0.54)),
    ]
    parts += [*_doors(shell, worn, (3.65,), 0.62, 2.5), nose.on_front(0.55, 0.80, 1.42, worn.black)]
    parts += [
        boxes([(way * 0.78, 1.10, 5.90) for way in (-1, 1)], (0.13, 0.13, 0.03), worn.head),
        boxes([(0, 0.62, 5.98)], (1.15, 0.14, 0.07), worn.black),
    ]
    parts += [boxes([(x, 2.82, way * 4.36) for x in (-0.85, 0.85) for way in (-1, 1)], (0.12, 0.10, 0.08), worn.tail)]
    parts += [boxes([(0, 2.80, way * 4.41) for way in (-1, 1)], (0.55, 0.12, 0.02), worn.black)]
    parts += [boxes([(x, 2.0, -4.41) for x in (-0.62, 0.0, 0.62)], (0.26, 0.38, 0.012), worn.pane)]
    parts += [
        boxes([(x, 1.15, -4.42) for x in (-0.9, 0.9)], (0.11, 0.11, 0.03), worn.tail),
        boxes([(0, 0.62, -4.46)], (1.18, 0.14, 0.07), worn.black),
    ]
    return Mesh.of(parts)


def tram(worn: Livery, rng: np.random.Generator, sections: int = 3) -> Mesh:
    """Return a tram of several sections with bellows between them, its collector up at a wire 5.6 m above the road."""
    parts: list[Mesh] = []
    long, gap = 3.9, 0.36
    step = 2 * long + gap
    for n in range(sections):
        z0 = (n - 0.5 * (sections - 1)) * step
        shell = Shell(1.25, long, 0.26, 3.35, 0.34 if n in (0, sections - 1) else 0.12)
        at = np.linspace(-2.75, 2.75, 4)
        one = [
            shell.body(worn.paint),
            *_windows(shell, worn, 1.25, 2.60, at, 0.72, rng),
            *_doors(shell, worn, (-0.92, 0.92), 0.34, 2.6),
        ]
        one.append(boxes([(way * (shell.wide + 0.004), 0.70, 0) for way in (-1, 1)], (0.006, 0.22, 3.4), worn.second))
        one.append(boxes([(0, 3.5, -0.6)], (0.85, 0.16, 1.8), worn.second))
        if n == sections - 1:
            one += [
                shell.on_front(1.16, 1.02, 3.15, worn.black, 0.008),
                shell.on_front(1.05, 1.15, 2.62, worn.screen, 0.014),
                shell.on_front(0.75, 2.72, 3.05, worn.sign, 0.014),
            ]
            one.append(_driver(shell, worn, 0.0, 1.85))
            one += [
                boxes([(way * 0.85, 0.78, long) for way in (-1, 1)], (0.20, 0.08, 0.02), worn.head),
                boxes([(0, 0.42, long)], (0.7, 0.09, 0.05), worn.black),
            ]
        if n == 0:
            one += [
                boxes([(0, 1.9, -long - 0.01)], (0.95, 0.62, 0.012), worn.pane),
                boxes([(way * 0.9, 0.85, -long - 0.01) for way in (-1, 1)], (0.12, 0.16, 0.02), worn.tail),
            ]
        if n:
            one.append(boxes([(0, 1.75, -long - 0.5 * gap)], (1.08, 1.40, 0.5 * gap + 0.1), worn.black))
        if n == sections // 2:
            knee = [(0, 3.66, -0.9), (0, 4.5, 0.5), (0, 5.55, -0.4)]
            one += [
                tube([(x + off, y, z) for _, y, z in knee], 0.028, 6, worn.black)
                for x in (-0.25, 0.25)
                for off in (0.0,)
            ]
            one.append(boxes([(0, 5.58, -0.4)], (0.75, 0.03, 0.06), worn.black))
        parts += [part.moved(0, 0, z0) for part in one]
    return Mesh.of(parts)


RAIL_CAR = 19.3
"""Metres from one car of a train to the next."""


def rail_car(worn: Livery, rng: np.random.Generator, *, is_last: bool = False) -> Mesh:
    """Return a car of a commuter train, bellows behind it or, of the last one, its tail lamps; rows of seats are seen in its windows."""
    shell = Shell(1.38, 9.4, 0.55, 3.65, 0.30)
    low, high = 1.50, 2.75
    at = np.array([-8.1, -6.6, -3.1, -1.6, 1.6, 3.1, 6.6, 8.1])
    parts = [shell.body(worn.paint), *_windows(shell, worn, low, high, at, 0.66, rng)]
    for way in (-1.0, 1.0):
        x = way * (shell.wide + 0.014)
        parts += [
            boxes([(x, low + 0.16, z + off) for z in at for off in (-0.36, 0.30)], (0.003, 0.16, 0.20), worn.second),
            boxes([(x, high - 0.16, z) for z in at], (0.003, 0.012, 0.64), worn.black),
            boxes([(way * (shell.wide + 0.004), 1.02, 0)], (0.006, 0.10, shell.long - 0.2), worn.second),
        ]
    parts += _doors(shell, worn, (-4.85, 0.0, 4.85), 0.62, 2.95)
    parts.append(boxes([(0, 0.34, z) for z in (-6.4, 6.4)], (1.05, 0.26, 1.5), worn.black))
    parts.append(boxes([(0, 3.74, z) for z in (-4.5, 4.5)], (0.75, 0.11, 2.6), worn.black))
    if is_last:
        parts += [
            boxes([(0, 2.2, -shell.long - 0.006)], (1.0, 0.5, 0.006), worn.pane),
            boxes([(way * 1.0, 1.1, -shell.long - 0.01) for way in (-1, 1)], (0.14, 0.10, 0.02), worn.tail),
        ]
    else:
        parts.append(boxes([(0, 2.05, -shell.long - 0.25)], (1.05, 1.35, 0.27), worn.black))
    return Mesh.of(parts)


def lorry(worn: Livery, *, van: bool = False) -> Mesh:
    """Return a lorry: a cab and a box behind it; or a delivery van."""
    if van:
        cab, box = Shell(0.98, 2.6, 0.35, 1.35, 0.16), Shell(1.0, 1.95, 0.35, 2.5, 0.14)
        parts = [
            cab.body(worn.paint),
            box.body(worn.paint).moved(0, 0, -0.62),
            *_wheels(cab, worn, (-1.65, 1.65), 0.36),
            *_faces(cab, worn, 0.85, 0.14),
        ]
        slope = [[(0.88, 2.30, 1.36), (-0.88, 2.30, 1.36)], [(0.92, 1.36, 2.12), (-0.92, 1.36, 2.12)]]
        parts.append(grid(slope, worn.screen))
        for way in (-1.0, 1.0):
            side = [
                [(way * 0.93, 2.25, 0.55), (way * 0.93, 2.25, 1.33)],
                [(way * 0.985, 1.36, 0.55), (way * 0.985, 1.36, 2.05)],
            ]
            parts.append(grid(side if way > 0 else [row[::-1] for row in side], worn.pane))
        parts.append(boxes([(x, 1.9, -2.585) for x in (-0.48, 0.48)], (0.36, 0.30, 0.012), worn.pane))
        return Mesh.of(parts)
    cab, box = Shell(1.2, 1.05, 0.55, 2.95, 0.20), Shell(1.25, 3.3, 0.95, 3.65, 0.04)
    parts = [
        cab.body(worn.paint).moved(0, 0, 3.6),
        box.body(worn.second).moved(0, 0, -0.9),
        boxes([(0, 0.75, -0.4)], (0.5, 0.15, 3.6), worn.black),
    ]
    parts += [
        part.moved(0, 0, 3.6)
        for part in (cab.on_front(1.08, 1.65, 2.60, worn.screen), cab.on_front(0.8, 0.85, 1.35, worn.black))
    ]
    parts += [
        *_wheels(box, worn, (-3.2, -2.1, 3.4), 0.48),
        boxes([(way * 0.85, 0.75, 4.66) for way in (-1, 1)], (0.17, 0.11, 0.02), worn.head),
    ]
    parts += [
        boxes([(way * 1.205, 2.1, 3.7) for way in (-1, 1)], (0.012, 0.42, 0.5), worn.pane),
        boxes([(way * 1.05, 0.85, -4.2) for way in (-1, 1)], (0.14, 0.08, 0.03), worn.tail),
    ]
    return Mesh.of(parts)
