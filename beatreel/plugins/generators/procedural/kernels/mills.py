"""Windmills and wind turbines, as meshes.

Each stands on y = 0 about x = z = 0 and looks to the camera (-z); what turns is flat, at z = 0, about its own middle.
"""

from __future__ import annotations

import math

import numpy as np

from .mesh import Mesh, bars, boxes, extruded, tube, turned
from .pagoda import DOOR, ENAMEL, FLAME, IRON, LEAF, PLASTER, RIDGE, STONE, WOOD

HUB = 11.7  # metres from the foot of a windmill to the middle of its sails
REACH = 9.6  # and the length of a sail
_OUT = 2.75  # how far before the middle of the tower they turn
_SIDES = 8


def windmill(turn: float) -> Mesh:
    """Return an old tower mill whose cap is turned by an angle (radians), without its sails; 14 metres."""
    start = math.pi / _SIDES
    parts = [
        turned([(2.05, 10.5), (2.75, 5.4), (3.15, 3.0), (3.2, 2.2)], _SIDES, PLASTER, start=start, openness=[0.8, 1.0, 0.9, 0.4]),
        turned([(3.25, 2.2), (3.45, 0.0)], _SIDES, STONE, start=start, openness=[0.35, 0.7]),
        turned([(4.5, 2.95), (4.5, 2.80), (3.0, 2.75)], 16, WOOD, openness=[1.0, 0.8, 0.2]),
        turned([(2.0, 2.96), (4.5, 2.95)], 16, WOOD),
    ]  # fmt: skip
    at = np.linspace(0, 2 * math.pi, 25)[:-1]
    ring = np.stack([np.cos(at), 0 * at, np.sin(at)], 1)
    up = np.array([0, 1, 0])
    parts.append(bars(4.4 * ring + 2.9 * up, 4.4 * ring + 3.85 * up, (0.04, 0.04), WOOD))
    ends = np.roll(ring, -1, 0)
    parts += [bars(4.4 * ring + y * up, 4.4 * ends + y * up, (0.04, 0.05), WOOD) for y in (3.4, 3.85)]
    parts.append(bars(4.3 * ring[::3] + 2.8 * up, 3.3 * ring[::3] + 1.1 * up, (0.07, 0.07), WOOD, openness=0.5))
    # Windows, one over the other along the stair, on the faces that look to the camera, and the door.
    for face, y, lit in ((6, 4.4, True), (5, 6.6, True), (6, 8.4, False), (4, 5.2, False)):
        angle = start + 2 * math.pi * (face + 0.5) / _SIDES
        reach = (3.15 - 0.147 * (y - 3.0)) * math.cos(math.pi / _SIDES) + 0.02
        way = np.array([math.cos(angle), 0.14, math.sin(angle)])
        across, place = np.array([-math.sin(angle), 0, math.cos(angle)]), way * reach + y * up - 0.14 * reach * up
        axes = np.stack([across, up - 0.14 * np.array([way[0], 0, way[2]]), way])[None]
        pane = boxes([place], [(0.34, 0.50, 0.03)], FLAME if lit else STONE, axes=axes, openness=0.1)
        pane.carried[:, 1] -= 0.3
        parts.append(pane)
        frame = [place - 0.40 * across, place + 0.40 * across]
        parts.append(boxes(frame, [(0.07, 0.60, 0.08)], WOOD, axes=axes[0]))
        cross = [place, place - 0.56 * up, place + 0.56 * up]
        sizes = [(0.34, 0.035, 0.06), (0.46, 0.06, 0.12), (0.40, 0.06, 0.08)]
        parts.append(boxes(cross, sizes, WOOD, axes=axes[0]))
    parts.append(boxes([(0.35, 1.05, -3.22)], [(0.55, 1.05, 0.10)], DOOR, openness=0.4))
    cap = [
        turned([(0.02, 13.5), (0.8, 13.25), (1.55, 12.5), (2.05, 11.4), (2.3, 10.55), (2.1, 10.4)], 20, RIDGE,
               openness=[1, 1, 1, 0.9, 0.8, 0.3]),
        tube([(0, HUB, 0), (0, HUB, -_OUT - 0.1)], [0.34, 0.30], 10, WOOD),
        turned([(0.0, 0.42), (0.28, 0.30), (0.36, 0.0), (0.28, -0.30), (0.0, -0.42)], 12, IRON).moved(0, HUB, -_OUT),
        tube([(0, 11.2, 1.8), (0, 7.2, 4.6), (0, 3.7, 6.4)], [0.16, 0.13, 0.11], 6, WOOD),
        bars([(-1.6, 10.8, 1.2), (1.6, 10.8, 1.2)], [(0, 4.0, 6.2), (0, 4.0, 6.2)], (0.07, 0.07), WOOD),
    ]  # fmt: skip
    parts.append(Mesh.of(cap).moved(0, 0, 0, turn))
    return Mesh.of(parts)


def hub_of(turn: float) -> tuple[float, float, float]:
    """Return where the middle of the sails of such a mill is."""
    return -_OUT * math.sin(turn), HUB, -_OUT * math.cos(turn)


def sails(squeeze: float, torn: int) -> Mesh:
    """Return four lattice sails with cloth, as wide as ``squeeze`` leaves of them; ``torn`` chooses where the cloth is gone."""
    rng = np.random.default_rng(torn)
    parts = []
    for n in range(4):
        points, ends, thick = [(0.0, 0.0, 0.0)], [(0.0, REACH, 0.0)], []
        inner, outer = 1.6, REACH - 0.1
        lead, trail = -0.32, 1.55
        rungs = np.linspace(inner, outer, 17)
        for y in rungs:
            points.append((lead, y, 0))
            ends.append((trail, y, 0))
        for x in (lead, 0.45, 1.0, trail):
            points.append((x, inner, 0))
            ends.append((x, outer, 0))
        thick = [0.13] + [0.028] * len(rungs) + [0.04] * 4
        blade = [bars([a], [b], (wide, 0.03), WOOD) for a, b, wide in zip(points, ends, thick, strict=True)]
        # Cloth is set on part of a sail; its lower edge hangs loose.
        end = float(rng.uniform(0.72, 0.95)) if n != 2 else 0.42
        y = np.linspace(outer, outer - end * (outer - inner), 12)
        left = np.full(12, 0.06)
        right = trail - 0.06 - 0.10 * np.abs(np.sin(np.linspace(0, 9.4, 12))) - 0.25 * (np.arange(12) > 10)
        outline = [*zip(left, y, strict=True), *zip(right[::-1], y[::-1], strict=True)]
        cloth = extruded(outline, 0.02, LEAF, openness=0.9)
        cloth.carried[:, 0] = 0.25 + 0.35 * np.sin(3.0 * cloth.points[:, 1]) ** 2  # no two hands are as bright
        blade.append(cloth)
        turn = math.pi / 2 * n
        whole = Mesh.of(blade)
        c, s = math.cos(turn), math.sin(turn)
        points_ = whole.points @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]], np.float32)
        parts.append(Mesh(points_.astype(np.float32), whole.carried, whole.triangles, whole.skins))
    mesh = Mesh.of(parts)
    return Mesh(mesh.points * np.array([squeeze, 1, 1], np.float32), mesh.carried, mesh.triangles, mesh.skins)


TOWER = 84.0  # metres from the foot of a wind turbine to its hub
BLADE = 41.0


def turbine(turn: float) -> Mesh:
    """Return the tower of a wind turbine and the house on top of it, without its rotor."""
    house = [
        boxes([(0, TOWER + 0.3, 1.2)], [(1.7, 1.8, 4.6)], ENAMEL),
        turned([(0.0, 1.9), (1.2, 1.3), (1.7, 0.0), (1.2, -1.3), (0.0, -1.9)], 14, ENAMEL).moved(0, TOWER, -4.4),
    ]
    mast = turned([(1.15, TOWER), (1.7, 0.5 * TOWER), (2.2, 0.0)], 16, ENAMEL)
    return Mesh.of([mast, Mesh.of(house).moved(0, 0, 0, turn)])


def rotor(squeeze: float) -> Mesh:
    """Return the three blades of a wind turbine."""
    y = np.linspace(0.0, BLADE, 9)
    wide = np.array([1.1, 1.3, 2.0, 1.9, 1.6, 1.3, 1.0, 0.65, 0.12])
    outline = [*zip(-0.35 * wide, y, strict=True), *zip((0.75 * wide)[::-1], y[::-1], strict=True)]
    blade = extruded(outline, 0.3, ENAMEL)
    parts = []
    for n in range(3):
        c, s = math.cos(2 * math.pi * n / 3), math.sin(2 * math.pi * n / 3)
        points = blade.points @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]], np.float32)
        parts.append(Mesh(points.astype(np.float32), blade.carried, blade.triangles, blade.skins))
    mesh = Mesh.of(parts)
    return Mesh(mesh.points * np.array([squeeze, 1, 1], np.float32), mesh.carried, mesh.triangles, mesh.skins)
