"""What lies at the edge of the water before the eye, where nothing else is named: shells in wet sand, stones and reeds of a lake."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery import shells
from beatreel.plugins.generators.procedural.scenery.built import Place, level, skins
from beatreel.plugins.generators.procedural.scenery.standing import Seen, seen

from ._land_layer import canvas_size
from ._pieces import FOCAL, Thing, ground_of, lay_thing, look_at, new_place, total_light
from ._scene import Scene

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

SHELLS = {"seashell", "seashells", "shell", "shells", "conch", "starfish"}  # words of a prompt that shall see some
_ICE = {"frozen", "ice", "iced", "icy", "icebound", "frost"}
_DRY = 0.25  # share of water up to which a place is sand
_LAKE_EYE = 1.3  # metres


def add_shells(painting: Painting, light: Backlight, description: SceneDescription, rng: np.random.Generator) -> None:
    """Lay shells and pebbles on the sand before the eye, in place."""
    share, width, height = canvas_size(light)
    water = cv2.resize(np.asarray(painting.masks["water"], np.float32), (width, height))
    row = int(0.80 * height)
    dry = np.flatnonzero(water[row - 4 : row + 4].max(axis=0) < _DRY)
    if len(dry) < 0.2 * width:
        return
    column = int(np.clip(np.median(dry), 0.28 * width, 0.72 * width))
    horizon = float(np.clip(painting.centre[1] / light.height, 0.05, 0.6))
    focal = FOCAL * width
    z = 0.62  # metres: as large as they are from so near
    eye = (row - horizon * height) / focal * z
    lens = level((0.0, eye, 0.0), 0.0, FOCAL, horizon, width, height)._replace(focal=np.float32(focal))
    place = new_place(painting, light, description, int(rng.integers(1 << 16)))
    mesh = _shells(place, rng)
    scene = Scene(
        lens, width, height, share, z, eye, float(rng.uniform(-0.4, 0.4)), (column / width - 0.5) * width * z / focal
    )
    thing = Thing(mesh, (0.3, 0.08), reach=0.5)
    found = look_at(place, scene, thing, ground_of(painting, light), description.world)
    lay_thing(painting, light, description, scene, thing, found, total_light(place), place.seed)


def _shells(place: Place, rng: np.random.Generator) -> Mesh:
    """Return one shell or starfish that is looked at, smaller ones and pebbles about it."""
    large = (shells.scallop, shells.starfish, shells.scallop)[int(rng.integers(3))](place, rng)
    parts = [large.leaned(0.10, 0.12).moved(0.0, 0.004, 0.0, float(rng.uniform(0, 6.28)), 1.3)]
    parts.append(shells.conch(place, rng).moved(0.15, 0.0, 0.13, float(rng.uniform(0, 6.28)), 0.85))
    parts.append(shells.scallop(place, rng).moved(-0.19, -0.004, 0.24, float(rng.uniform(0, 6.28)), 0.6))
    tones = [
        place.material(skins.PLASTER, tone, gloss=0.06, rough=0.2)
        for tone in ((0.10, 0.11, 0.12), (0.26, 0.28, 0.30), (0.14, 0.18, 0.24))
    ]
    for _ in range(46):
        x, z = float(rng.normal(0, 0.24)), float(rng.normal(0.12, 0.26))
        if math.hypot(x, z) > 0.11:
            size = 0.004 + 0.014 * float(rng.random()) ** 2.5
            parts.append(shells.stone(tones[int(rng.integers(3))], size, rng).moved(x, 0.15 * size, z))
    return Mesh.of(parts)


def add_lake_shore(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let stones and reeds stand in the shallows before the eye, each with its image in the water, as layers."""
    if _ICE & description.all_words:  # which mirrors the mountains alone
        return
    _, width, height = canvas_size(light)
    horizon = float(np.clip(painting.centre[1] / light.height, 0.2, 0.6))
    focal = FOCAL * width
    lens = level((0.0, _LAKE_EYE, 0.0), 0.0, FOCAL, horizon, width, height)._replace(focal=np.float32(focal))
    side = float(rng.choice([-1.0, 1.0]))
    nearest = _LAKE_EYE * focal / (height * (1.0 - horizon))
    place = new_place(painting, light, description, int(rng.integers(1 << 16)))
    rock = place.material(skins.PLASTER, (0.075, 0.080, 0.086), gloss=0.03, rough=0.3)
    parts = []
    for k in range(16):
        z = nearest * float(rng.uniform(1.0, 2.3))
        x = side * (0.08 + 0.42 * float(rng.random())) * z / FOCAL * (1 if k < 11 else -1)
        size = 0.04 + 0.17 * float(rng.random()) ** 2.4
        parts.append(shells.stone(rock, size, rng, rough=0.42).moved(x, 0.10 * size, z))
    _layer(painting, light, lens, place, Mesh.of(parts), nearest, None)
    place = new_place(painting, light, description, int(rng.integers(1 << 16)))
    is_late = description.palette.temperature > 0.2 or bool({"autumn", "fall", "october"} & description.all_words)
    tones = ((0.03, 0.13, 0.16), (0.10, 0.34, 0.42)) if is_late else ((0.045, 0.17, 0.095), (0.11, 0.42, 0.24))
    blade, head = place.material(skins.LEAF, *tones), place.material(skins.CLOTH, (0.02, 0.05, 0.09), scale=0.05)
    for at, away, many in ((0.40, 1.6, 46), (0.30, 2.4, 34)) if shot == "detail" else ((0.42, 1.8, 46),):
        z = nearest * away
        stand = shells.reeds(blade, head, many, 1.5, 0.9, rng).moved(-side * at * z / FOCAL, 0.0, z)
        _layer(painting, light, lens, place, stand, z, Motion(x=0.5 - side * at, y=0.9, rock=0.010))
        place.meshes.clear()


def _layer(
    painting: Painting, light: Backlight, lens: Any, place: Place, mesh: Mesh, away: float, motion: Motion | None
) -> None:
    """Add what stands in still water and its image as one layer."""
    _, width, height = canvas_size(light)
    flipped = Mesh(
        mesh.points * np.float32([1, -1, 1]), mesh.carried * np.float32([1, 1, 1, -1, 1, 1]), mesh.triangles, mesh.skins
    )
    real, image = (_traced(place, part, lens, width, height) for part in (mesh, flipped))
    rows = np.arange(height, dtype=np.float32)[:, None]
    columns = np.arange(width, dtype=np.float32)[None]
    wave = 0.004 * width * np.sin(rows / (0.006 * width) + 3 * np.sin(columns / (0.05 * width)))
    at = ((columns + wave).astype(np.float32), (rows + 0 * columns).astype(np.float32))
    mirrored, cover = (cv2.remap(part, *at, cv2.INTER_LINEAR) for part in (image.lit, image.cover))
    cover *= np.float32(0.62)
    lit = real.lit + 0.30 * mirrored * (1 - real.cover)[..., None]
    total = real.cover + cover * (1 - real.cover)
    size = (light.width, light.height)
    colour = cv2.resize(lit / np.maximum(total, 0.02)[..., None], size)
    painting.layers.append(Layer(colour.astype(np.float16), cv2.resize(total, size).astype(np.float16), away, motion))


def _traced(place: Place, mesh: Mesh, lens: Any, width: int, height: int) -> Seen:
    """Return what is seen of a mesh on its side of the water."""
    place.meshes.clear()
    place.add(mesh)
    found = seen(place, lens, width, height, None)
    rows = np.arange(height, dtype=np.float32)[:, None]
    y = float(lens.origin[1]) - (rows + 0.5 - lens.centre_y) / lens.focal * np.minimum(found.depth, 1e4)
    up = 1.0 if float(mesh.points[:, 1].mean()) > 0 else -1.0
    kept = np.clip(up * y * float(lens.focal) / np.minimum(found.depth, 1e4) + 0.5, 0, 1) * (found.cover > 0)
    found.cover *= kept
    found.lit *= kept[..., None]
    return found
