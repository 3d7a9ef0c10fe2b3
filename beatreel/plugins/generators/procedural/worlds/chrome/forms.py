"""What a cloud of glowing points may be in the form of: a flower, a face, a hand, a heart, wings, a globe."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery import blooms, giants
from beatreel.plugins.generators.procedural.scenery.built import Place

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float64]]

COUNT = 70_000
_FORMS = {
    "flower": {"rose", "roses", "flower", "flowers", "peony", "lily", "lotus", "tulip", "orchid", "bloom", "petals"},
    "face": {
        "face",
        "faces",
        "head",
        "mask",
        "portrait",
        "human",
        "woman",
        "man",
        "girl",
        "bust",
        "statue",
        "person",
        "singer",
    },
    "hand": {"hand", "hands"},
    "heart": {"heart", "hearts"},
    "wings": {"butterfly", "butterflies", "wings", "moth"},
    "globe": {"globe", "planet", "earth", "world", "sphere", "orb"},
}
_CELL, _THROUGH = 0.025, 0.09  # metres
_SLICE = 0.022  # metres between the lines of a hologram


def form_of(description: SceneDescription, rng: np.random.Generator) -> tuple[Array, Array, Array] | None:
    """Return points in metres, where in the form each is (0 to 1, for its colour) and how strong it shines; None for no form."""
    words = set(description.said)
    kind = next((name for name, named in _FORMS.items() if words & named), "")
    is_hologram = bool(words & {"hologram", "holograms", "holographic"})
    if not kind:
        if not is_hologram:
            return None
        kind = "globe"
    points, normals = _FORM_POINTS[kind](words, rng)
    turn = float(rng.uniform(-0.5, 0.5))
    c, s = math.cos(turn), math.sin(turn)
    way = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    points, normals = points @ way, normals @ way
    place = (points[:, 1] - points[:, 1].min()) / max(float(np.ptp(points[:, 1])), 1e-6)
    lit = np.clip(
        normals @ np.array([-0.62, 0.55, -0.56]), 0, 1
    )  # by a lamp that is not there, so that its form is seen
    strong = (0.05 + 1.0 * lit**2.4 + 0.9 * (1 - np.abs(normals[:, 2])) ** 3) * np.where(normals[:, 2] > 0.1, 0.06, 1.0)
    strong *= _seen_first(points)
    if is_hologram:
        points[:, 1] = np.round(points[:, 1] / _SLICE) * _SLICE
    else:  # some leave it
        away = (rng.random(len(points)) < 0.16) * rng.gamma(1.0, 0.16, len(points))
        points = points + away[:, None] * (normals + np.array([0.6, 0.5, 0.0]))
    return points, place, strong


def _seen_first(points: Array) -> Array:
    """Return how much of points is seen from smaller z: what lies behind others hardly, what is crowded less each."""
    cells = np.floor((points[:, :2] - points[:, :2].min(axis=0)) / _CELL).astype(int)
    flat = cells[:, 0] * (cells[:, 1].max() + 1) + cells[:, 1]
    nearest, count = np.full(flat.max() + 1, np.inf), np.bincount(flat)
    np.minimum.at(nearest, flat, points[:, 2])
    crowd = count[flat] / max(float(np.median(count[count > 0])), 1.0)
    return np.where(points[:, 2] < nearest[flat] + _THROUGH, 1.0, 0.06) / np.maximum(crowd, 1.0) ** 0.6


def _sampled(mesh: Mesh, rng: np.random.Generator, tall: float, low: float, count: int = COUNT) -> tuple[Array, Array]:
    """Return points that are even on a mesh, scaled to a height, and their normals."""
    corners = np.asarray(mesh.points, np.float64)[mesh.triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(faces, axis=1)
    which = rng.choice(len(area), count, p=area / area.sum())
    a, b = rng.random((2, count))
    a, b = np.where(a + b > 1, 1 - a, a), np.where(a + b > 1, 1 - b, b)
    first, second, third = (corners[which, k] for k in range(3))
    points = first + a[:, None] * (second - first) + b[:, None] * (third - first)
    normals = np.asarray(mesh.carried, np.float64)[mesh.triangles[which, 0], 2:5]
    lowest, highest = points[:, 1].min(), points[:, 1].max()
    scale = tall / (highest - lowest)
    middle = 0.5 * (points.min(axis=0) + points.max(axis=0)) * [1, 0, 1] + [0, lowest, 0]
    return (points - middle) * scale + [0, low, 0], normals


def _flower(words: set[str], rng: np.random.Generator) -> tuple[Array, Array]:
    kind = next((name for name in ("lotus", "lily", "tulip") if name in words), "rose")
    mesh = (
        blooms.bloom(Place(0), kind, (0.5, 0.5, 0.5), rng)
        if kind != "lotus"
        else blooms.head(Place(0), kind, (0.5,) * 3, rng)
    )
    cut = 1.75  # of its stem
    points, normals = _sampled(mesh, rng, 3.6 if kind != "lotus" else 1.2, -cut if kind != "lotus" else 0.6)
    kept = points[:, 1] > 0.3
    return points[kept], normals[kept]


def _face(words: set[str], rng: np.random.Generator) -> tuple[Array, Array]:
    points, normals = _sampled(giants.bust(0, tall=1.0, rng=rng, cell=0.0032), rng, 2.1, -0.5, count=4 * COUNT)
    kept = (points[:, 1] > 0.22) & (np.abs(points[:, 0]) < 0.66)  # head and throat
    return points[kept], normals[kept]


def _hand(words: set[str], rng: np.random.Generator) -> tuple[Array, Array]:
    return _sampled(giants.hand(0, tall=1.0, cell=0.016), rng, 1.75, 0.15)


def _globe(words: set[str], rng: np.random.Generator) -> tuple[Array, Array]:
    way = rng.normal(size=(COUNT, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    lines = rng.random(COUNT) < 0.7  # of latitude and longitude
    turn, rise = np.arctan2(way[:, 2], way[:, 0]), np.arcsin(way[:, 1])
    often = rng.random(COUNT) < 0.5
    turn = np.where(lines & often, np.round(turn / 0.2618) * 0.2618, turn)
    rise = np.where(lines & ~often, np.round(rise / 0.2618) * 0.2618, rise)
    way = np.stack([np.cos(rise) * np.cos(turn), np.sin(rise), np.cos(rise) * np.sin(turn)], 1)
    return 0.85 * way + [0, 1.12, 0], way


def _heart(words: set[str], rng: np.random.Generator) -> tuple[Array, Array]:
    t, v = rng.uniform(0, 2 * math.pi, COUNT), rng.uniform(-1, 1, COUNT)
    fall = np.sqrt(1 - v**2)
    x = 16 * np.sin(t) ** 3 / 17
    y = (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)) / 17
    points = np.stack([0.95 * fall * x, 1.15 + 0.95 * fall * y, 0.42 * v], 1)
    normals = np.stack([x * fall, y * fall, v * 1.2], 1)
    return points, normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


def _wings(words: set[str], rng: np.random.Generator) -> tuple[Array, Array]:
    t = rng.uniform(0, 2 * math.pi, COUNT)
    r = np.exp(np.sin(t)) - 2 * np.cos(4 * t) + np.sin((2 * t - math.pi) / 24) ** 5  # T. H. Fay's butterfly curve
    veins = np.where(rng.random(COUNT) < 0.45, 1.0, np.sqrt(rng.random(COUNT)))
    x, y = 0.42 * r * veins * np.sin(t), 0.42 * r * veins * np.cos(t)
    points = np.stack([x, 1.1 + 0.85 * y, 0.45 * np.abs(x)], 1)
    lean = np.sign(x)[:, None] * [0.45, 0.0, 0.0] + [0, 0, -0.75]
    return points, lean / np.linalg.norm(lean, axis=1, keepdims=True)


_FORM_POINTS = {"flower": _flower, "face": _face, "hand": _hand, "globe": _globe, "heart": _heart, "wings": _wings}
