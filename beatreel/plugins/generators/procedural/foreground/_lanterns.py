"""Paper lanterns: many on the water of a lake or river, to the horizon, and others that rise into the sky over any land."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import lanterns
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.pagoda import FLAME, GLOW
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Motion
from beatreel.plugins.generators.procedural.scenery.defocus import defocus

from ._ground import Land
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import LUMA, Backlight, peak
from ._mesh_light import lamp_air, mesh_light
from ._moving import DARK, add_canvas
from ._water import Surface, lay_water, sky_over

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting, Pulse
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Look:
    """Metres of the eye over the water, focal length in widths, metres to the nearest lantern, metres that the camera may move."""

    eye: float
    focal: float
    nearest: float
    travel: float


_LOOKS = {
    "wide": _Look(2.0, 1.0, 3.6, 1.0),
    "medium": _Look(1.35, 1.15, 3.0, 0.6),
    "close": _Look(0.85, 1.2, 1.9, 0.25),
    "detail": _Look(0.48, 1.3, 1.15, 0.08),
}
_FAMILIES: tuple[tuple[str, Pulse], ...] = (("bulbs", "kick"), ("other bulbs", "offbeat"))
_TINTS = (np.array([1.0, 1.0, 1.0], np.float32), np.array([0.80, 0.72, 1.0], np.float32))  # the paper of some is redder
_WEATHER = ("rain", "snow", "mist", "lightning", "fireworks", "aurora", "meteors", "petals")
_FAR = 340.0  # metres


def add_water_lanterns(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set water with lanterns into a painting, in place; if others rise, they are seen in it, too."""
    share, width, height = canvas_size(light)
    one = _LOOKS.get(shot, _LOOKS["medium"])
    seed = int(rng.integers(1 << 16))
    horizon = float(np.clip(painting.centre[1] / light.height, 0.34, 0.56))
    view = View(width, height, one.focal * width, 0.5 * width, horizon * height, one.eye)
    land = _land(painting, light, description, view, seed, 190.0)
    flies = "paper_lanterns" in description.motifs
    meshes = _floating(one, rng, _afloat(description), few=flies)
    still, near = _rising(view, rng, over=1.0) if flies else ([], [])
    if still:
        meshes = [Mesh.of([mesh, other]) for mesh, other in zip(meshes, still, strict=True)]
    if shot == "detail":
        out_of_focus(painting, light, 0.012, 0.5 if description.time_of_day == "night" else 0.8)
    surface = Surface.of(view, 0.012 if description.weather != "storm" else 0.03, seed)
    canvas = blank(width, height)
    haze = land.haze_at(np.arange(width, dtype=np.float32), width)
    sky = sky_over(light, view, painting.centre[1] / light.height)
    body = np.array([0.030, 0.026, 0.016], np.float32) * np.float32(max(float(land.ambient @ LUMA), 0.05))
    mesh = Mesh.of([meshes[0], _glowing(meshes[1])])

    def draw(seen: Any, below: View) -> Array:
        return np.concatenate(_glow(seen, below, mesh, land, seed), axis=2)

    mirrored = surface.mirrored(draw)
    lay_water(canvas, surface, sky, body, (mirrored[0], mirrored[1][..., :3] * 0, mirrored[2]), (haze, land.thick))
    canvas[1][:] = 0
    part = np.s_[surface.top :]
    seen = draw(canvas, view)
    free = 1 - np.clip(8 * seen[part].max(axis=2), 0, 1)
    seen[part] += mirrored[1] * (0.95 * surface.shares * free)[..., None]
    groups: dict[str, tuple[Array, Pulse, float, float]] = {}
    for number, ((name, pulse), tint) in enumerate(zip(_FAMILIES, _TINTS, strict=True)):
        glow = seen[..., 3 * number : 3 * number + 3] * tint
        if shot == "detail":
            glow = _bokeh(glow, canvas, one, width)
        lamp_air(glow, glow, view)
        groups[name] = (glow, pulse, 1.0, 0.32)
    lay(painting, light, canvas, (view, share), groups, one.travel)
    painting.elements[:] = [element for element in painting.elements if element.kind in _WEATHER]
    rows = np.arange(light.height, dtype=np.float32)[:, None]
    water = np.clip((rows - horizon * light.height) / (0.01 * light.height), 0, 1)
    painting.masks["lantern water"] = np.broadcast_to(water, (light.height, light.width)).astype(np.float32)
    painting.elements.append(Element("ripples", 0.6, {"rings": 0.0, "horizon": horizon}, "lantern water"))
    if flies:
        _fly(painting, light, view, land, near, seed)


def add_paper_lanterns(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let lanterns rise into the sky of a painting, in place; over water they come with it."""
    if "water_lanterns" in description.motifs:
        return
    _, width, height = canvas_size(light)
    seed = int(rng.integers(1 << 16))
    near_by = {"wide": 1.0, "medium": 1.25, "close": 1.6}.get(shot, 2.1)
    view = View(width, height, 1.0 * width, 0.5 * width, 0.62 * height, 1.6)
    land = _land(painting, light, description, view, seed, 240.0)
    still, near = _rising(view, rng, over=near_by)
    canvas = blank(width, height)
    glows = [
        glow * tint
        for glow, tint in zip(
            _glow(canvas, view, Mesh.of([still[0], _glowing(still[1])]), land, seed), _TINTS, strict=True
        )
    ]
    kept = 1 - cv2.resize(canvas[2], (light.width, light.height))
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * kept[..., None])
    for (name, pulse), glow in zip(_FAMILIES, glows, strict=True):
        lamp_air(glow, glow, view)
        large = halved(cv2.resize(glow, (light.width, light.height)))
        painting.add_lights(name, LightGroup(large, pulse, 1.0, 0.22))
    _fly(painting, light, view, land, near, seed)


def _land(
    painting: Painting, light: Backlight, description: SceneDescription, view: View, seed: int, thick: float
) -> Land:
    """Return the light of the land, and that of paper with a flame behind it, which is no lamp."""
    land = Land.before(light, description, view, seed, "floor", peak(painting, 0.80))
    power = 0.62 * peak(painting, 0.80) / max(float(land.lamp.max()), 1e-6)
    return replace(land, thick=thick, lamp=land.lamp * np.float32(power) * np.array([0.62, 0.84, 1.0], np.float32))


def _glow(canvas: Any, view: View, mesh: Mesh, land: Land, seed: int) -> tuple[Array, Array]:
    """Draw lanterns into a canvas and return the light of both families."""
    second, first = mesh_light(canvas, view, mesh, land, DARK, seed)
    return first, second


def _glowing(mesh: Mesh) -> Mesh:
    """Return lanterns as such of the second family."""
    return replace(mesh, skins=np.where(mesh.skins == FLAME, np.int16(GLOW), mesh.skins))


def _afloat(description: SceneDescription) -> tuple[tuple[Mesh, Mesh], float]:
    """Return two forms of what floats there, and how large it is beside a lantern."""
    if "candle_boats" in description.motifs:
        return (lanterns.paper_boat(), lanterns.paper_boat()), 0.72
    if "water_candles" in description.motifs:
        return (lanterns.candle(8), lanterns.candle(6)), 0.80
    return (lanterns.floating(4), lanterns.floating(6)), 1.0


def _floating(one: _Look, rng: np.random.Generator, forms: tuple[tuple[Mesh, Mesh], float], *, few: bool) -> list[Mesh]:
    """Return the lanterns on the water in two families: no two of the near ones touch, and far ones are many."""
    places: list[tuple[float, float]] = []
    hand = float(rng.choice([-1.0, 1.0]))
    first = {3.6: (-0.95, 4.7), 3.0: (-0.55, 3.9), 1.9: (-0.30, 2.45), 1.15: (-0.10, 1.55)}[one.nearest]
    places.append((hand * first[0], first[1]))
    wanted = 130 if few else 420
    while len(places) < wanted:
        z = one.nearest * (_FAR / one.nearest) ** float(rng.random() ** 0.72)
        x = float(rng.uniform(-0.62, 0.62)) * z + float(rng.normal(0, 1.0))
        stream = 0.10 * z * np.sin(0.55 * np.log(z) * 3 + hand)  # they drift along a current
        if rng.random() > np.exp(-(((x - stream) / (0.22 * z + 1.2)) ** 2)) + 0.35:
            continue
        if any((x - a) ** 2 + (z - b) ** 2 < (0.75 + 0.25 * np.exp(-z / 6) + 0.012 * z) ** 2 for a, b in places[-80:]):
            continue
        places.append((x, z))
    families: list[list[Mesh]] = [[], []]
    for number, (x, z) in enumerate(places):
        size = forms[1] * float(rng.uniform(0.34, 0.46)) * (1 + 0.0022 * z)  # so that the farthest are still seen
        mesh = forms[0][0 if rng.random() < 0.7 else 1]
        families[number % 2].append(mesh.moved(x, -0.01, z, float(rng.uniform(0, 6.28)), size))
    return [Mesh.of(family) for family in families]


def _rising(view: View, rng: np.random.Generator, over: float) -> tuple[list[Mesh], list[tuple[Mesh, float]]]:
    """Return lanterns far up in two families, and near ones with their distance; ``over`` brings them nearer."""
    families: list[list[Mesh]] = [[], []]
    near: list[tuple[Mesh, float]] = []
    top = view.horizon / view.focal  # slope of the upper edge
    for number in range(190):
        z = 26.0 * (420.0 / 26.0) ** float(rng.random() ** 0.8) / over
        x = float(rng.normal(0, 0.26)) * z
        up = float(rng.random() ** 0.8) * 0.98 * top + 0.012
        size = float(rng.uniform(0.95, 1.2)) * (1 + 0.0010 * z)
        mesh = lanterns.rising().leaned(float(rng.normal(0, 0.06)), 0.0).moved(x, view.eye + up * z, z, 0.0, size)
        families[number % 2].append(mesh)
    for index in range(6):
        z = float(rng.uniform(8.5, 21.0)) / over
        column = (index + 0.5 + float(rng.uniform(-0.35, 0.35))) / 6 - 0.5
        x = 0.92 * column * view.width / view.focal * z
        up = float(rng.uniform(0.25, 0.85)) * top
        mesh = lanterns.rising().leaned(float(rng.normal(0, 0.07)), 0.0).moved(x, view.eye + up * z, z)
        near.append((mesh, z))
    return [Mesh.of(family) for family in families], sorted(near, key=lambda each: -each[1])


def _fly(
    painting: Painting, light: Backlight, view: View, land: Land, near: list[tuple[Mesh, float]], seed: int
) -> None:
    """Add the near lanterns as layers that rise, each three together."""
    for number in range(0, len(near), 3):
        canvas = blank(view.width, view.height)
        some = near[number : number + 3]
        glow, _ = _glow(canvas, view, Mesh.of([mesh for mesh, _ in some]), land, seed)
        soft = np.zeros_like(glow)
        lamp_air(glow, soft, view)
        canvas[0][:] += glow + soft
        canvas[2][:] = np.maximum(canvas[2], np.clip(1.5 * soft.max(axis=2), 0, 0.35))
        z = float(np.mean([away for _, away in some]))
        add_canvas(
            painting, light, canvas, z, Motion(x=0.2 * number, right=0.0015 * (1 - number), down=-0.10 / z, sway=0.004)
        )
    painting.elements.append(Element("lanterns", 0.6, {"colour": [70, 150, 255]}))


def _bokeh(glow: Array, canvas: Any, one: _Look, width: int) -> Array:
    """Return the light with what is far out of focus."""
    near = canvas[3] < 2.6 * one.nearest
    kept = cv2.GaussianBlur(near.astype(np.float32), (0, 0), 1.0)[..., None]
    soft = defocus([glow * (1 - kept)], 0.017 * width, 1.5)[0]
    return np.asarray(glow * kept + soft * (1 - 0.97 * kept), np.float32)
