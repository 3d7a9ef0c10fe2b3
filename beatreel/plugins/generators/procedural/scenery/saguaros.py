"""Saguaros, the tall cacti of the desert, as meshes: ribs, arms and spines; metres, the foot at the origin."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid

from .built import Place, skins

Array = np.ndarray[Any, np.dtype[np.float64]]

TALL, WIDE = 5.4, 2.7
"""How high a saguaro is, and how far its arms reach from side to side."""
_RIBS = 15
_HEAD = 0.9  # radii below its tip at which a limb begins to close


def _limb(points: Array, radius: float, flesh: int, spine: int, rng: np.random.Generator) -> Mesh:
    """Return a ribbed limb along points (count, 3) in a plane of constant z, with a round head and spines along its ribs."""
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0, length[-1], max(24, round(length[-1] / 0.06)))
    at = np.concatenate([at[at < length[-1] - radius], length[-1] - radius * np.cos(np.linspace(0, 1.55, 10)) ** 1.2])
    line = np.stack([np.interp(at, length, points[:, k]) for k in range(3)], 1)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    across = np.stack([along[:, 1], -along[:, 0], 0 * along[:, 0]], 1)
    to_tip = np.clip((length[-1] - at) / (_HEAD * radius), 0, 1)
    radii = radius * np.sqrt(np.maximum(1 - (1 - to_tip) ** 2, 1e-4)) * (0.86 + 0.14 * np.clip(at / 1.2, 0, 1))
    turn = np.linspace(0, 2 * np.pi, 8 * _RIBS + 1)
    rib = 1 - 0.16 * (0.5 - 0.5 * np.cos(_RIBS * turn)) ** 0.75

    def out(angle: Array) -> Array:
        return np.cos(angle)[..., None] * across[:, None] + np.sin(angle)[..., None] * np.array([0.0, 0.0, 1.0])

    sheet = line[:, None] + (radii[:, None] * rib)[..., None] * out(turn[None])
    openness = np.broadcast_to(0.45 + 0.55 * ((rib - 0.84) / 0.16), sheet.shape[:2])
    skin = grid(sheet, flesh, openness=openness, wrap=True)
    crests = 2 * np.pi * np.arange(_RIBS) / _RIBS
    ways = out(crests[None] + 0 * radii[:, None])
    spots = line[:, None] + radii[:, None, None] * ways
    foot, way = np.repeat(spots[::2].reshape(-1, 3), 3, 0), np.repeat(ways[::2].reshape(-1, 3), 3, 0)
    way = way + rng.normal(0, 0.75, way.shape)
    tips = foot + 0.075 * way / np.linalg.norm(way, axis=1, keepdims=True)
    return Mesh.of([skin, bars(foot, tips, (0.0035, 0.0035), spine)])


def _arm(side: float, low: float, reach: float, top: float, z: float) -> Array:
    """Return the points of an arm that leaves the trunk at a height, bends upward and ends at another."""
    bend = np.linspace(0, np.pi / 2, 12)
    elbow = np.stack([side * reach * np.sin(bend), low + 0.55 * reach * (1 - np.cos(bend)), 0 * bend], 1)
    up = np.array([[side * (reach + 0.02), y, 0.0] for y in np.linspace(low + 0.62 * reach, top, 8)])
    return np.concatenate([elbow, up]) + np.array([0.0, 0.0, z])


def saguaro(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a saguaro with two or three arms."""
    flesh = place.material(skins.PLASTER, (0.095, 0.215, 0.140), gloss=0.02)
    spine = place.material(skins.PLAIN, (0.40, 0.52, 0.60))
    trunk = np.stack([0.05 * np.sin(np.linspace(0, 2, 40)), np.linspace(-0.2, TALL, 40), np.zeros(40)], 1)
    side = float(rng.choice([-1.0, 1.0]))
    arms = [
        _arm(side, 1.9, 1.05, TALL * rng.uniform(0.72, 0.82), 0.0),
        _arm(-side, 2.5, 0.95, TALL * rng.uniform(0.66, 0.9), 0.05),
    ]
    if rng.random() < 0.6:
        arms.append(_arm(side, 3.3, 0.62, TALL * 0.86, -0.22))
    return Mesh.of([_limb(trunk, 0.34, flesh, spine, rng), *(_limb(arm, 0.22, flesh, spine, rng) for arm in arms)])
