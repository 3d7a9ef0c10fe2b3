"""A ball of mirrors under a ceiling, and the specks of light that it throws on all that it sees; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import bvh, probe
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.mesh import NX, OPEN, Mesh, bars, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting

    Array = np.ndarray[Any, np.dtype[np.float64]]

MOTIF = "mirror_ball"
_STEP = 6.6  # degrees between specks
_WIDE = 0.62  # of a speck, degrees from its middle
_FAR = 26.0
_DIMMED = 0.5
_RIM = np.linspace(0, 2 * math.pi, 9)[:-1]
_AXES = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], np.float64)
_AWAY = {"wide": 4.6, "medium": 3.0, "close": 1.75, "detail": 0.95}  # of the ball from the camera


def colours(setting: Setting) -> list[Colour]:
    """Return the lights that are turned on it: the two colours of the prompt and white."""
    palette = setting.description.palette
    named = [tuple(light_of_hue(hue, 0.19, 0.66).astype(float)) for hue in (palette.key, palette.accent)]
    return [*named, (0.95, 0.97, 1.0)]


def ball(setting: Setting, radius: float, families: list[int]) -> Mesh:
    """Return a ball of small flat mirrors, its middle at the origin; some of them send a lamp to the eye."""
    rng = setting.rng
    mirror = setting.paint(skins.METAL, (0.72, 0.72, 0.72), gloss=0.85, rough=0.01, metal=True)
    dull = setting.paint(skins.METAL, (0.28, 0.28, 0.28), gloss=0.5, rough=0.12, metal=True)
    lit = [
        setting.glow(tuple(share * part for part in tone), families[n % len(families)])
        for n, tone in enumerate(colours(setting))
        for share in (3.2, 1.1)
    ]
    rows = max(12, round(math.pi * radius / 0.042))
    points, normals, chosen = [], [], []
    for row in range(rows):
        up, low = (math.pi * (0.5 - (row + edge) / rows) for edge in (0.06, 0.94))
        count = max(4, round(2 * rows * math.cos(0.5 * (up + low))))
        for k in range(count):
            a, b = (2 * math.pi * (k + edge) / count for edge in (0.06, 0.94))
            quad = [
                (math.cos(e) * math.cos(t), math.sin(e), math.cos(e) * math.sin(t))
                for e, t in ((up, a), (up, b), (low, b), (low, a))
            ]
            points.append(radius * np.array(quad))
            normal = np.mean(quad, axis=0) + 0.05 * rng.normal(size=3)
            normals.append(normal / np.linalg.norm(normal))
            chance = float(rng.random())
            chosen.append(lit[int(rng.integers(len(lit)))] if chance < 0.16 else dull if chance < 0.40 else mirror)
    plates = _plates(np.array(points), np.array(normals), np.array(chosen))
    core = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022))
    a = np.linspace(math.pi / 2, -math.pi / 2, 17)
    return Mesh.of(
        [plates, turned([(0.985 * radius * math.cos(t), 0.985 * radius * math.sin(t)) for t in a], 32, core)]
    )


def _plates(corners: Array, normals: Array, chosen: Any) -> Mesh:
    """Return flat plates: corners (count, sides, 3), one normal and one skin for each."""
    count, sides = corners.shape[:2]
    carried = np.zeros((count, sides, 6), np.float32)
    carried[..., NX : NX + 3], carried[..., OPEN] = normals[:, None], 1.0
    fan = np.array([[0, k, k + 1] for k in range(1, sides - 1)], np.int32)
    triangles = (sides * np.arange(count, dtype=np.int32)[:, None, None] + fan).reshape(-1, 3)
    return Mesh(
        corners.reshape(-1, 3).astype(np.float32),
        carried.reshape(-1, 6),
        triangles,
        np.repeat(chosen, sides - 2).astype(np.int16),
    )


def hang(setting: Setting, at: tuple[float, float, float], radius: float, families: list[int], ceiling: float) -> None:
    """Hang a ball at a place and let it throw specks; each third of them is of another family, so that they seem to turn."""
    place = setting.place
    iron = setting.paint(skins.METAL, (0.10, 0.10, 0.11), gloss=0.2, rough=0.2, metal=True)
    place.add(*_specks(setting, at, families))
    place.add(ball(setting, radius, families).moved(*at))
    x, y, z = at
    place.add(bars([(x, y + radius, z)], [(x, ceiling, z)], (0.008, 0.008), iron))
    place.add(turned([(0.02, 0.09), (0.05, 0.07), (0.05, 0.0)], 16, iron).moved(x, y + 0.97 * radius, z))


def _specks(setting: Setting, at: tuple[float, float, float], families: list[int]) -> list[Mesh]:
    rng = setting.rng
    mesh = Mesh.of(setting.place.meshes)
    tree = bvh.tree(np.ascontiguousarray(mesh.points, np.float32), mesh.triangles.astype(np.int32))
    ways = []
    for up in np.arange(-88.0, 62.0, _STEP):
        count = max(3, round(360 * math.cos(math.radians(up)) / _STEP))
        turns = np.radians((np.arange(count) + float(rng.random())) * 360 / count)
        e = math.radians(float(up)) + 0.012 * rng.normal(size=count)
        ways.append(np.stack([np.cos(e) * np.cos(turns), np.sin(e), np.cos(e) * np.sin(turns)], 1))
    middle = np.concatenate(ways)
    side = np.cross(middle, (0.0, 1.0, 0.03))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    up_ = np.cross(side, middle)
    wide = math.tan(math.radians(_WIDE)) * rng.uniform(0.7, 1.25, len(middle))[:, None, None]
    rim = middle[:, None] + wide * (np.cos(_RIM)[:, None] * side[:, None] + np.sin(_RIM)[:, None] * up_[:, None])
    met = _met(tree, np.array(at), rim.reshape(-1, 3)).reshape(rim.shape)
    away = np.linalg.norm(met - np.array(at), axis=2)
    good = (away.max(axis=1) < _FAR) & (away.min(axis=1) > 0.5) & (away.max(axis=1) < 1.35 * away.min(axis=1))
    met, away, middle = met[good], away[good], middle[good]
    met = np.array(at) + (met - np.array(at)) * (1 - 0.012 / away)[..., None]
    share = 2.4 / (1 + (away.mean(axis=1) / 4.5) ** 2) * rng.uniform(0.5, 1.0, len(met))
    level, kind = np.digitize(share, (0.5, 1.0, 1.6)), rng.integers(0, 3, len(met))
    tones = colours(setting)
    skin_of = np.array(
        [
            [
                setting.glow(tuple(part * one for one in tones[k]), families[k % len(families)])
                for part in (0.35, 0.75, 1.3, 2.1)
            ]
            for k in range(3)
        ]
    )
    return [_plates(met, -middle, skin_of[kind, level])] if len(met) else []


def _met(tree: Any, at: Array, ways: Array) -> Array:
    """Return what rays from a place meet first, looking through each side of a cube in turn."""
    out = np.empty((len(ways), 3), np.float64)
    faces = np.argmax(ways @ _AXES.T, axis=1)
    for face, forward in enumerate(_AXES):
        some = np.flatnonzero(faces == face)
        right = np.roll(np.abs(forward), 1)
        up = np.cross(forward, right)
        one = ways[some]
        ahead = one @ forward
        axes = (right.astype(np.float32), up.astype(np.float32), forward.astype(np.float32))
        lens = Lens(at.astype(np.float32), *axes, np.float32(1.0), np.float32(0.0), np.float32(0.0))
        found = np.empty((len(some), 3), np.float64)
        probe.places(tree, lens, (one @ right) / ahead, -(one @ up) / ahead, _FAR, found)
        out[some] = found
    return out


def hang_in_view(setting: Setting, lens: Any, families: list[int]) -> None:
    """Hang one before the camera in a room that has none, high on a third of the picture; other lamps are dimmed for it."""
    if setting.hour in ("night", "dusk"):
        setting.dim(_DIMMED)
        for row in setting.place.lamps:
            row[3:6] = [_DIMMED * part for part in row[3:6]]
        setting.median = (0.75 * setting.median[0], 0.75 * setting.median[1])
    width, height = 2 * float(lens.centre_x), 16 / 9 * 2 * float(lens.centre_x)
    across = (0.60 - 0.5) * width / float(lens.focal)
    up = (float(lens.centre_y) - 0.24 * height) / float(lens.focal)
    away = _AWAY[setting.shot]
    eye = np.asarray(lens.origin, np.float64)
    way = np.asarray(lens.forward + across * lens.right + up * lens.up, np.float64)
    mesh = Mesh.of(setting.place.meshes)
    tree = bvh.tree(np.ascontiguousarray(mesh.points, np.float32), mesh.triangles.astype(np.int32))
    radius = 0.24
    room = float(np.linalg.norm(_met(tree, eye, (way / np.linalg.norm(way))[None])[0] - eye)) / float(
        np.linalg.norm(way)
    )
    at = eye + min(away, 0.85 * room) * way
    over = float(_met(tree, np.array([at[0], eye[1], at[2]]), np.array([[0.0, 1.0, 0.0]]))[0, 1])
    ceiling = min(over, 9.0)
    at[1] = min(at[1], ceiling - radius - 0.12)
    hang(setting, (float(at[0]), float(at[1]), float(at[2])), radius, families, ceiling)
