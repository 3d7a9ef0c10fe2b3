"""What lies on the sea bed in the round: a wreck, a piano, a car, a house, a statue."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile, sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery import tall_ships
from beatreel.plugins.generators.procedural.scenery.built import EVEN, Place, level
from beatreel.plugins.generators.procedural.scenery.standing import Seen, seen

from .water import veil

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .bed import Bed
    from .views import View
    from .world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]
Things = Mapping[str, Callable[..., Any]]
"""How things that may lie there are built, by motif; see :mod:`~...foreground`."""

WRECK = "shipwreck"
_TALLEST = 7.0  # metres of what lies there; what is larger is a model of itself, or water would hide it
_TEMPLES = {
    "temple",
    "temples",
    "column",
    "columns",
    "colonnade",
    "acropolis",
    "pantheon",
    "parthenon",
    "greek",
    "roman",
}
_CLEAR = 0.42  # what is looked for is seen through less water
_WEED = np.array([0.040, 0.075, 0.042], np.float32)


@dataclass(frozen=True)
class Lying:
    """A thing on the bed.

    Attributes
    ----------
    mesh : Mesh
        Metres, its foot at the origin.
    away, aside : float
        Metres to it, and beside the middle.
    turn : float
        Radians.
    high : float
        Metres of it over the bed.
    lamps : list
        As those of :class:`~..foreground.Thing`.
    """

    mesh: Mesh
    away: float
    aside: float
    turn: float
    high: float
    lamps: tuple[Any, ...] = ()


def named(description: SceneDescription, things: Things) -> str:
    """Return the thing that a prompt puts on the sea bed, of those that can be built; empty for none."""
    if "ruins" in description.motifs and _TEMPLES & description.all_words:
        return "stone_temple" if "stone_temple" in things else ""
    return next((one for one in (WRECK, *things) if one in description.motifs and one != "whale"), "")


# For each shot of the wreck: metres to her, how she is turned (degrees), metres aside.
_WRECK = {
    "wide": (25.0, 28.0, 1.0),
    "medium": (19.0, 38.0, 0.0),
    "close": (16.0, 140.0, 0.0),
    "detail": (12.0, 22.0, 3.0),
}
# For each shot of a thing: most shares of the width and height that it fills, and how it is turned (degrees).
_THING = {
    "wide": (0.56, 0.36, 26.0),
    "medium": (0.78, 0.46, -32.0),
    "close": (1.0, 0.62, 20.0),
    "detail": (1.5, 0.95, -24.0),
}


def lying(
    place: Place, motif: str, things: Things, description: SceneDescription, shot: str, focal: float, tall: float, side: float,
    rng: np.random.Generator,
) -> Lying:  # fmt: skip
    """Return how a thing lies in a shot; ``focal`` and ``tall`` in widths of the picture."""
    if motif == WRECK:
        away, turn, aside = _WRECK.get(shot, _WRECK["medium"])
        heading = side * math.radians(turn + float(rng.uniform(-6, 6)))
        mesh = tall_ships.wreck(place, rng).leaned(math.radians(24) * float(rng.uniform(0.8, 1.2)), math.radians(-5))
        return Lying(mesh.moved(0, -1.9, 0), away, side * aside, heading, 7.0)
    wide, high, turn = _THING.get(shot, _THING["medium"])
    broken = description.model_copy(update={"words": (*description.words, "ruined")})
    thing = things[motif](place, broken, 0.9, np.random.default_rng([place.seed, 5]))
    scale = min(1.0, _TALLEST / thing.size[1])
    mesh, size = thing.mesh.moved(0, 0, 0, scale=scale), tuple(scale * part for part in thing.size)
    lamps = tuple((tuple(scale * part for part in at), light, scale * radius) for at, light, radius in thing.lamps)
    turn += 0.4 * thing.views.get(shot, thing.views["medium"]).turn
    unit = min(wide / size[0], high * tall / size[1])
    lean = 0.09 * float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.5, 1.0)) * min(1.0, 3.0 / size[1])
    mesh = mesh.leaned(lean, 0.3 * lean).moved(0, -0.05 * min(size), 0)
    aside = side * (0.0 if shot in ("close", "detail") else 0.10) / unit
    return Lying(mesh, focal / unit, aside, side * math.radians(turn + float(rng.uniform(-5, 5))), size[1], lamps)


def view_of(view: View, motif: str, things: Things, description: SceneDescription, shot: str, tall: float) -> View:
    """Return a view in which the foot of a thing is in the picture."""
    if motif == WRECK:
        return view
    focal, horizon = sum(view.focal) / 2, sum(view.horizon) / 2
    probe = lying(Place(1), motif, things, description, shot, focal, tall, 1.0, np.random.default_rng(1))
    low = {"detail": 0.99}.get(shot, 0.90)
    eye = min(max((low - horizon) * tall * probe.away / focal, 0.45), 0.45 * probe.high + 0.9)
    return replace(view, eye=(eye, 1.1 * eye), focal=(focal, focal), nearest=min(view.nearest, 0.35 * probe.away))


def sink(stage: Stage, bed: Bed, motif: str, things: Things, description: SceneDescription, shot: str) -> None:
    """Draw a thing on the bed of a picture, in place."""
    height, width = stage.relief.depth.shape
    camera, rng, side = stage.camera, stage.rng, stage.side
    place = place_under(stage, bed.surface)
    of = lying(place, motif, things, description, shot, camera.focal / width, height / width, side, rng)
    spots = np.linspace(-0.5, 0.5, 5, dtype=np.float32) * min(0.6 * of.away, 6.0)
    base = float(np.median(bed.heights(of.aside + spots, of.away + 0.5 * spots, np.full(5, 0.1, np.float32))))
    place.add(of.mesh.moved(of.aside, base, of.away, of.turn))
    c, s = math.cos(of.turn), math.sin(of.turn)
    for (x, y, z), light, radius in of.lamps:
        place.lamp((of.aside + c * x - s * z, base + y, of.away + s * x + c * z), light, EVEN, radius)
    found = trace(stage, place)
    found.lit *= np.float32(1.25)
    _grown_over(stage, found, place.seed)
    dancing(stage, found)
    shown = found.cover * (found.depth < stage.relief.depth + 0.05 * of.away)  # the sand has swallowed some of it
    colour = through_water(stage, found)
    stage.cover((slice(0, height), slice(0, width)), shown.astype(np.float32), colour, 0.0)
    if found.glow.any():
        stage.shining()[:] += found.glow * (shown * np.exp(-0.04 * found.depth))[..., None]
    np.copyto(stage.relief.depth, found.depth, where=shown > 0.5)


def place_under(stage: Stage, depth: float) -> Place:
    """Return an empty place in the light under so many metres of water."""
    light = stage.light
    sun = np.array(light.sun, np.float32) * np.exp(-0.6 * depth * np.array(light.extinction, np.float32))
    water = np.array(light.water, np.float32)
    return Place(
        int(stage.rng.integers(1 << 16)),
        sun=(0.35 * light.lean * stage.side + 0.15 * stage.side, 1.0, -0.35),
        sunlight=tuple(2.6 * sun),
        zenith=tuple(0.75 * sun + 1.0 * water),
        horizon=tuple(0.7 * water),
        is_open=True,
    )


def cropped(stage: Stage, box: tuple[slice, slice]) -> Stage:
    """Return a stage that sees only a box of the picture (rows, columns): what is small is traced there, and not in all of it."""
    rows, columns = box
    camera = replace(
        stage.camera, centre_x=stage.camera.centre_x - columns.start, horizon=stage.camera.horizon - rows.start
    )
    relief = replace(stage.relief, lights=[], cover=stage.relief.cover[box], depth=stage.relief.depth[box])
    return replace(stage, camera=camera, relief=relief)


def box_of(stage: Stage, meshes: list[Mesh]) -> tuple[slice, slice]:
    """Return the rows and columns of a picture in which meshes before the camera lie."""
    height, width = stage.relief.depth.shape
    camera = stage.camera
    x, y, z = np.concatenate([mesh.points for mesh in meshes]).T
    z = np.maximum(z, np.float32(0.05))
    across, down = camera.centre_x + camera.focal * x / z, camera.horizon - camera.focal * (y - camera.y) / z

    def between(at: Array, size: int) -> slice:
        first = min(max(int(at.min()) - 3, 0), size - 8)
        return slice(first, min(max(int(at.max()) + 4, first + 8), size))

    return between(down, height), between(across, width)


def trace(stage: Stage, place: Place, lift: float = 0.0) -> Seen:
    """Trace a place as the stage's camera sees it, its middle row moved down by ``lift`` pixels."""
    height, width = stage.relief.depth.shape
    camera = stage.camera
    lens = level((0.0, camera.y, 0.0), 0.0, 1.0, camera.horizon / height, width, height)
    lens = lens._replace(
        focal=np.float32(camera.focal), centre_x=np.float32(camera.centre_x), centre_y=np.float32(camera.horizon + lift)
    )
    return seen(place, lens, width, height, None)


def through_water(stage: Stage, found: Seen) -> Array:
    """Return the colours of what was seen, as the water before it shows them."""
    height, width = found.cover.shape
    rows = (np.arange(height, dtype=np.float32)[:, None] + 0.5 - stage.camera.horizon) / stage.camera.focal
    dy = np.broadcast_to(-rows / np.sqrt(1 + rows * rows), (height, width)).astype(np.float32)
    clear = _CLEAR * np.minimum(found.depth, 80.0)[..., None]
    through = np.exp(-clear * np.array(stage.light.extinction, np.float32))
    own = found.lit / np.maximum(found.cover, 1e-3)[..., None]
    return np.asarray(own * through + veil(stage.light, dy) * (1 - through), np.float32)


def _places(stage: Stage, found: Seen) -> tuple[Array, Array, Array]:
    """Return where what is seen lies, metres."""
    height, width = found.cover.shape
    camera = stage.camera
    y, x = np.mgrid[:height, :width].astype(np.float32) + np.float32(0.5)
    z = np.minimum(found.depth, np.float32(90))
    return (
        (x - np.float32(camera.centre_x)) / np.float32(camera.focal) * z,
        camera.y - (y - np.float32(camera.horizon)) / np.float32(camera.focal) * z,
        z,
    )


def _grown_over(stage: Stage, found: Seen, seed: int) -> None:
    """Let weed and crusts grow on what has lain for long, in place."""
    x, y, z = _places(stage, found)
    size = float(np.median(z[found.cover > 0.5])) / 7 if (found.cover > 0.5).any() else 1.0
    a, b = x + 0.6 * z, y - 0.4 * z
    patch = fbm_at(a, b, 0.9 * size, seed + 3, 5)
    fine = fbm_at(a, b, 0.12 * size, seed + 4, 4)
    share = np.clip(2.4 * (patch + 0.45 * fine - 0.02), 0, 0.62)[..., None]
    bright = found.lit.mean(axis=2, keepdims=True)
    weed = (
        (0.55 * bright + 0.30 * found.cover[..., None] * np.array(stage.light.water, np.float32)) * _WEED / _WEED.mean()
    )
    found.lit += (weed - found.lit) * share
    found.lit *= (1 + 0.35 * fine)[..., None]


def dancing(stage: Stage, found: Seen, size: float = 3.6, strength: float = 1.0) -> None:
    """Throw the net of light that the waves make on what is seen, in place; ``size`` is that of the net, metres."""
    x, y, z = _places(stage, found)
    tile = caustic_tile(int(stage.rng.integers(1, 1 << 20)), 256)
    scale = np.float32(1 / size)
    u, v = (x + 0.35 * y) * scale, (z + 0.5 * y) * scale
    net = np.minimum(sampled(tile, u, v), sampled(tile, 0.83 * v + 0.37, 0.83 * u + 0.11))
    found.lit *= (0.80 + 1.5 * strength * net)[..., None].astype(np.float32)
    # What is black shows it, too, for a thin skin of what has settled there.
    found.lit += (0.035 * (0.35 + 2.0 * net) * found.cover)[..., None].astype(np.float32) * np.array(
        stage.light.sun, np.float32
    )
