"""Flames, sparks and smoke of a thing that burns; its light is laid with the thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Motion

from ._light import LUMA
from ._pieces import Fire

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight
    from ._pieces import Thing
    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]

_WIDE = 0.95  # of a flame, of its height
_FIRES = 12  # at most
_GLOW = np.array([0.12, 0.48, 1.0], np.float32)  # of firelight, linear BGR
_REACH = 1.1  # of white that land is lit to close to a fire
_AFTER_DARK = {
    "night": 0.13,
    "dusk": 0.20,
}  # of white that the land has at most where it burns: no moon outshines a fire
_FALLS = 1.4  # power by which that falls
_LIES = 0.72  # of the height of the eye, beyond which what is below it is ground
_SKY_FROM = 1000.0  # metres from which nothing is land


def fires_over(mesh: Mesh, rng: np.random.Generator, *, count: int, foot: float, tall: float) -> list[Fire]:
    """Return flames all along a thing, ``foot`` of its height up where it is highest, and about ``tall`` metres high."""
    low, high = float(mesh.points[:, 0].min()), float(mesh.points[:, 0].max())
    fires = []
    for n in range(count):
        left = low + (high - low) * (0.06 + 0.88 * n / count)
        there = np.abs(mesh.points[:, 0] - left - 0.44 * (high - low) / count) < 0.44 * (high - low) / count
        if not there.any():
            continue
        x, y, z = (float(part) for part in mesh.points[there][int(np.argmax(mesh.points[there][:, 1]))])
        size = tall * float(rng.uniform(0.6, 1.25))
        fires.append(Fire((x, max(foot * y, 0.2), z - 0.5), size))
        fires.append(Fire((x + float(rng.normal(0, 0.1)) * tall, max(0.4 * foot * y, 0.1), z - 0.8), 0.6 * size))
    return fires


def dim_land(painting: Painting, light: Backlight, white: float, hour: str) -> None:
    """Let the land about a fire be dark by night and at dusk, in place; ``white`` is the light that comes out as white."""
    rows, columns = light.small.shape[:2]
    land = cv2.resize(painting.depth, (columns, rows), interpolation=cv2.INTER_NEAREST) < _SKY_FROM
    middle = float(np.median((light.small @ LUMA)[land])) if land.any() else 0.0
    most = white * _AFTER_DARK.get(hour, np.inf)
    if middle <= most:
        return
    less = np.where(painting.depth < _SKY_FROM, np.float32(most / middle), np.float32(1))[..., None]
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * less)


def set_alight(
    painting: Painting,
    light: Backlight,
    scene: Scene,
    thing: Thing,
    white: float,
    seed: int,
) -> None:
    """Let the fires of a thing burn, in place; in a film the animator draws them in place of those of the still."""
    width, height = scene.width, scene.height
    heat = np.zeros((height, width), np.float32)
    for number, fire in enumerate(thing.fires[:_FIRES]):
        x, y, unit = scene.pixel(fire.at)
        tall = fire.tall * unit
        rows, columns = max(8, round(tall)), max(8, round(_WIDE * tall))
        flame = Flames(seed + 11 * number).heat(columns, rows, (0.31 + 0.17 * number) % 1, (0.77 + 0.29 * number) % 1)
        move = np.array([[1, 0, x - columns / 2], [0, 1, y - rows]], np.float32)
        heat = np.maximum(heat, cv2.warpAffine(flame, move, (width, height), flags=cv2.INTER_LINEAR))
        options = {
            "x": x / width,
            "y": y / height,
            "tall": tall / height,
            "depth": scene.at(fire.at)[2],
            "seed": seed + 11 * number,
        }
        painting.elements.append(Element("fire", 0.9, options))
        if number % 3 == 0:
            painting.elements.append(Element("sparks", 0.7, options))
    glow = fire_colour(heat) * np.float32(0.6 * white)
    size = (light.width, light.height)
    shown = np.stack([cv2.resize(np.ascontiguousarray(glow[..., c]), size) for c in range(3)], -1)
    painting.groups["flames"] = LightGroup(shown.astype(np.float16), "steady", 0.0)
    painting.groups["fire in the air"] = LightGroup(_air(glow, size, scene, thing), "kick", 0.9, 0.25)
    painting.add_lights("firelight", LightGroup(_on_the_ground(painting, light, white), "kick", 0.9, 0.20))
    painting.layers.append(_smoke(light, scene, thing, white, seed))
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("birds", "butterflies")]


def _on_the_ground(painting: Painting, light: Backlight, white: float) -> Any:
    """Return what the flames throw on the land about them: the less the farther it is, and the more the lighter it is itself."""
    rows, columns = light.small.shape[:2]
    far = cv2.resize(painting.depth, (columns, rows), interpolation=cv2.INTER_NEAREST)
    across, down = light.width / columns, light.height / rows
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32) * across, np.arange(rows, dtype=np.float32) * down)
    luma = light.small @ LUMA
    below = (y - painting.centre[1]) * far / painting.focal  # metres under the eye
    eye = max(float(np.median(below[-max(rows // 4, 1) :])), 0.1)
    land = (far < _SKY_FROM) & (below > _LIES * eye)  # and not what stands on it, which has been lit already
    fall = np.zeros_like(luma)
    for one in painting.elements:
        if one.kind != "fire" or "depth" not in one.options:
            continue
        z, tall = float(one.options["depth"]), float(one.options["tall"]) * light.height
        tall_m = tall * z / painting.focal
        dx = (x * far - float(one.options["x"]) * light.width * z - painting.centre[0] * (far - z)) / painting.focal
        dy = (
            (y - painting.centre[1]) * far - (float(one.options["y"]) * light.height - painting.centre[1]) * z
        ) / painting.focal
        fall += tall_m**2 / (dx * dx + dy * dy + (far - z) ** 2 + tall_m**2)
    # What is dark by itself sends less of it back.
    own = np.clip(luma / max(float(np.median(luma[land])) if land.any() else 1.0, 1e-5), 0.3, 1.6)
    fall = np.where(land, own * fall**_FALLS / (1 + fall**_FALLS), 0).astype(np.float32)
    shown = cv2.resize(cv2.GaussianBlur(fall, (0, 0), 0.8), (light.width, light.height), interpolation=cv2.INTER_LINEAR)
    return (shown[..., None] * (_GLOW * np.float32(_REACH * white))).astype(np.float16)


def _air(glow: Array, size: tuple[int, int], scene: Scene, thing: Thing) -> Any:
    """Return what the air about the flames sends of their light."""
    small = cv2.resize(glow, (max(8, scene.width // 8), max(8, scene.height // 8)), interpolation=cv2.INTER_AREA)
    unit = float(scene.lens.focal) / scene.z / 8
    total = np.zeros_like(small)
    for part, reach in ((0.10, 0.12), (0.09, 0.4), (0.07, 1.0)):
        total += np.float32(part) * cv2.GaussianBlur(small, (0, 0), max(0.8, reach * max(thing.size) * unit))
    return cv2.resize(total, size, interpolation=cv2.INTER_LINEAR).astype(np.float16)


def _smoke(light: Backlight, scene: Scene, thing: Thing, white: float, seed: int) -> Layer:
    """Return a column of smoke that leans with the wind, lit from below by the fire."""
    width, height = max(8, scene.width // 3), max(8, scene.height // 3)
    top = max(thing.fires, key=lambda fire: fire.at[1] + 0.6 * fire.tall)
    x0, y0, unit = (each / 3 for each in scene.pixel((top.at[0] * 0.4, top.at[1] + 0.35 * top.tall, top.at[2])))
    lean = 0.35 if seed % 2 else -0.35
    y, x = np.mgrid[:height, :width].astype(np.float32) + 0.5
    up = np.maximum(y0 - y, 0) / unit / thing.size[1]  # heights of the thing
    across = (x - x0) / unit / thing.size[1] - lean * up**1.25
    broad = 0.20 * thing.size[0] / thing.size[1] + 0.24 * up**0.85
    u, v = across / (0.35 + 0.35 * up), 1.9 * np.log1p(1.6 * up)
    swirl = fbm_at(u + 0.6 * np.sin(3 * v), v, 0.55, seed + 3, 5)
    fine = fbm_at(u, v + 0.35 * swirl, 0.16, seed + 5, 4)
    body = 1 - (np.abs(across + 0.16 * swirl) / broad) ** 2
    dense = np.clip(0.62 * body + 0.95 * swirl + 0.35 * fine + 0.08, 0, 1)
    alpha = np.clip(1.7 * dense, 0, 1) * np.clip(up / 0.10, 0, 1) * np.exp(-0.42 * up) * np.clip(body * 3, 0, 1) * 0.88
    # Lit by the sky above and on the side of the light, by the fire below.
    relief = fbm_at(u + 0.04, v + 0.05, 0.55, seed + 3, 5) - swirl
    ambient = 0.30 * light.mean() + 0.06 * light.brightest()
    shade = np.clip(0.55 + 3.2 * relief + 0.3 * fine, 0.15, 1.5)[..., None]
    fire = np.exp(-up / 0.30)[..., None] * np.array([0.02, 0.16, 0.55], np.float32) * np.float32(0.55 * white)
    colour = shade * (ambient * np.float32(0.55)) + np.clip(0.6 + 2.0 * swirl, 0.2, 1.4)[..., None] * fire
    size = (light.width, light.height)
    cover = cv2.resize(alpha.astype(np.float32), size, interpolation=cv2.INTER_CUBIC).clip(0, 1)
    shown = cv2.resize(colour.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    return Layer(
        shown.astype(np.float16),
        cover.astype(np.float16),
        scene.z + 0.5,
        Motion(right=0.004 * np.sign(lean), down=-0.008),
    )
