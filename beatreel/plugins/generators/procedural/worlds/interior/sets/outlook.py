"""What is seen through the windows of a room: a city with its lights, trees, mountains, the sea or space, at the hour; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, tower

from .space_beyond import WORDS, space_beyond

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting

_KINDS = {
    "space": WORDS,
    "city": {"city", "skyline", "skyscraper", "skyscrapers", "downtown", "town", "motel", "street", "penthouse", "tokyo", "york"},
    "sea": {"sea", "ocean", "beach", "coast", "island", "waves", "bay", "harbor", "harbour", "lake"},
    "hills": {"mountain", "mountains", "alps", "alpine", "hill", "hills", "desert", "valley", "countryside", "cottage",
              "farmhouse"},
    "trees": {"forest", "garden", "tree", "trees", "wood", "woods", "park", "jungle", "orchard",
              "meadow", "snow", "snowfall", "snowy", "cabin", "chalet", "lodge", "hut", "log"},
}  # fmt: skip


_LIT = (0.22, 1.6)  # by how many more of a city's windows are lit, and how much brighter, where its lights are named


def outlook_of(words: set[str], usual: str = "city") -> str:
    """Return what a prompt lets one see through a window: land, the sea, a city, or what is usual."""
    return next((kind for kind, named in _KINDS.items() if words & named), usual)


def outlook(setting: Setting, z: float, *, aside: bool = False, usual: str = "city") -> None:
    """Put it beyond the wall at ``z``, whose windows look along z from some floors up; ``aside``, at x, where the light comes from."""
    kind = outlook_of(setting.words, usual)
    before = len(setting.place.meshes)
    if kind == "trees":  # the sun is seen between them
        ahead, _, across = setting.place.sun[::-1] if not aside else setting.place.sun
        _trees(setting, z, (-setting.side * across if aside else across) / max(abs(ahead), 0.05))
    elif kind == "space":  # from beside it one looks along the room, and so does the giant stand
        space_beyond(setting, z, -560.0 * setting.side if aside else 0.0)
    else:
        {"city": _city, "hills": _hills, "sea": _sea}[kind](setting, z)
    if aside:
        turned = [mesh.moved(0, 0, 0, turn=-setting.side * math.pi / 2) for mesh in setting.place.meshes[before:]]
        setting.place.meshes[before:] = turned


def daylight(setting: Setting, share: float) -> Colour:
    """Return what a wall out there sends that reflects so much of the sky."""
    place = setting.place
    return tuple(share * (a + b) for a, b in zip(place.zenith, place.horizon, strict=True))


def _toned(light: Colour, tone: Colour) -> Colour:
    return tuple(a * b for a, b in zip(light, tone, strict=True))


def _city(setting: Setting, z: float) -> None:
    """Towers with lit windows; by day the sky lights their walls, and their floors are lines of dark glass."""
    place, rng = setting.place, setting.rng
    dark = setting.hour in ("night", "dusk")
    roof = setting.paint(skins.PLAIN, (0.01, 0.01, 0.012))
    palette = setting.description.palette
    tint = tuple(2.4 * light_of_hue(palette.accent, 0.19, 0.62).astype(float))
    more, brighter = _LIT if setting.words & {"lights", "lit", "glowing", "neon"} else (0.0, 1.0)
    if dark:
        styles = [
            place.material(
                skins.FACADE, base, (0.008, 0.008, 0.010), scale=bay, glow=tuple(brighter * part for part in glow), family=family,
                extra=(3.3, 0.55, 0.6, lit + more),
            )
            for base, bay, glow, family, lit in (
                ((0.02, 0.018, 0.018), 2.2, (0.45, 1.35, 2.5), EVEN, 0.30), ((0.014, 0.014, 0.016), 1.8, (0.9, 1.5, 2.0), ODD, 0.24),
                ((0.02, 0.016, 0.016), 2.8, (0.35, 1.1, 2.4), ODD, 0.36), ((0.018, 0.018, 0.02), 1.6, (1.5, 1.5, 1.3), EVEN, 0.16),
            )
        ]  # fmt: skip
    else:
        styles = [
            setting.paint(skins.PLASTER, (0.02, 0.02, 0.02), glow=_toned(daylight(setting, share), tone), family=SKY)
            for share, tone in ((0.24, (1, 1, 1)), (0.17, (0.8, 0.95, 1.15)), (0.12, (0.75, 0.9, 1.1)), (0.30, (0.95, 1, 1.02)))
        ]  # fmt: skip
    glass = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), glow=daylight(setting, 0.07), family=SKY)
    rows = ((z + 24.0, 9.0, 7.0), (z + 48.0, 13.0, 15.0), (z + 92.0, 20.0, 26.0), (z + 170.0, 30.0, 52.0))
    for near, wide, tall in rows:
        reach = 0.75 * near + 12.0
        x = -reach + float(rng.uniform(-wide, 0))
        while x < reach:
            across = float(rng.uniform(0.6, 1.2)) * wide
            top, at = float(rng.uniform(-0.55, 1.0)) * tall - 2.0, near + float(rng.uniform(0, 0.3)) * near * 0.4
            style = styles[int(rng.integers(len(styles)))]
            place.add(tower(x, x + across, at, at + 0.8 * wide, -40.0, top, style, roof))
            if not dark and near < z + 100:
                floors = np.arange(top - 1.4, min(max(top - 26.0, -14.0), top - 2.0), -3.2)
                spots = [(x + across / 2, float(y), at - 0.05) for y in floors]
                place.add(boxes(spots, (0.46 * across, 0.75, 0.05), glass))
            if dark and rng.random() < 0.16:  # a sign or a lit crown
                sign = setting.glow(tint if rng.random() < 0.6 else (0.3, 0.5, 2.2), ODD)
                place.add(boxes([(x + across / 2, top - 0.5, at - 0.1)], (0.34 * across, 0.22, 0.05), sign))
            x += across + float(rng.choice([0.4, 1.0, 5.0]))


def _ground(setting: Setting, z: float, y: float, light: Colour) -> None:
    skin = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), glow=light, family=SKY)
    points = np.array([[(-400, y, z + 600), (400, y, z + 600)], [(-400, y, z + 1), (400, y, z + 1)]], np.float32)
    setting.place.add(grid(points, skin))


def _trees(setting: Setting, z: float, slope: float) -> None:
    """Crowns of trees before more of them; bare and white in snow."""
    place, rng = setting.place, setting.rng
    snow = setting.description.weather == "snow" or bool(setting.words & {"snow", "snowy", "snowfall", "winter"})
    _ground(setting, z, -2.2, daylight(setting, 0.42) if snow else _toned(daylight(setting, 0.11), (0.6, 1.15, 0.9)))
    for far, tall, share in ((70.0, 7.0, 0.13), (190.0, 24.0, 0.24)):  # woods, and hills in the haze
        place.add(_ridge(setting, z + far, tall, share, (1.0, 1.05, 0.95) if far > 100 or snow else (0.75, 1.1, 0.9)))
    bark = setting.paint(skins.PLAIN, (0.02, 0.025, 0.03), glow=daylight(setting, 0.03), family=SKY)
    for n in range(12):
        far = float(rng.uniform(7, 12) if n < 4 else rng.uniform(13, 42))
        x = float(rng.uniform(-0.8, 0.8)) * (far + 3)
        if abs(x - far * slope) < 0.35 * far + 2.0:
            continue
        tall = float(rng.uniform(5.0, 8.5))
        if snow:
            tree = bare_tree(tall, bark, rng)
        else:
            share = float(rng.uniform(0.05, 0.09))
            tone = _toned(daylight(setting, share), (0.42, 1.25, 0.85))
            leaf = setting.paint(skins.LEAF, (0.01, 0.05, 0.03), (0.02, 0.08, 0.05), glow=tone, family=SKY)
            tree = broad_tree(tall, 0.9 * tall, bark, leaf, rng, 1900)
        place.add(tree.moved(x, -2.2, z + far, turn=float(rng.uniform(0, 6))))


def _ridge(setting: Setting, far: float, tall: float, share: float, tone: Colour) -> Mesh:
    rng = setting.rng
    x = np.linspace(-1.2 * far, 1.2 * far, 160)
    line = sum(
        float(rng.uniform(0.5, 1.0)) * tall / k * np.abs(np.sin(x / far * k * 2.1 + float(rng.uniform(0, 6))))
        for k in (1, 2, 4, 9, 19)
    )
    skin = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), glow=_toned(daylight(setting, share), tone), family=SKY)
    points = np.empty((2, 160, 3), np.float32)
    points[..., 0], points[..., 2] = x, far
    points[0, :, 1], points[1, :, 1] = line - 6, -60.0
    return grid(points, skin)


def _hills(setting: Setting, z: float) -> None:
    warm = bool(setting.words & {"desert", "canyon"})
    for n, (far, tall) in enumerate(((90.0, 10.0), (220.0, 34.0), (480.0, 92.0))):
        tone: Colour = (0.6, 0.85, 1.2) if warm else (1.1, 1.0, 0.92)
        setting.place.add(_ridge(setting, z + far, tall, 0.05 + 0.09 * n, tone))


def _sea(setting: Setting, z: float) -> None:
    place, rng = setting.place, setting.rng
    water = setting.paint(skins.WATER, (0.03, 0.02, 0.01), gloss=0.30, rough=0.03, scale=2.0)
    points = np.array([[(-900, -7, z + 2500), (900, -7, z + 2500)], [(-900, -7, z + 1), (900, -7, z + 1)]], np.float32)
    place.add(grid(points, water, uv=points[..., [0, 2]]), _ridge(setting, z + 900, 40.0, 0.16, (1.1, 1.0, 0.95)))
    lamp = setting.glow((0.5, 1.5, 2.8), EVEN)
    if setting.hour in ("night", "dusk"):  # lights along the shore over there
        spots = [(float(x), float(rng.uniform(-5, 2)), z + 860.0) for x in rng.uniform(-420, 420, 50)]
        place.add(boxes(spots, (0.9, 0.9, 0.1), lamp))


def blinds(x: float, low: float, high: float, half: float, z: float, skin: int) -> Mesh:
    """Return a venetian blind before a window at ``z``: tilted slats between two cords."""
    tilt = math.radians(-26)  # the low sun comes in between them
    rows = np.arange(low, high, 0.085)
    axes = np.array([[1, 0, 0], [0, math.cos(tilt), -math.sin(tilt)], [0, math.sin(tilt), math.cos(tilt)]], np.float32)
    slats = boxes(
        [(x, float(y), z) for y in rows], (half, 0.002, 0.034), skin, axes=np.broadcast_to(axes, (len(rows), 3, 3))
    )
    cords = boxes(
        [(x + way * 0.6 * half, (low + high) / 2, z) for way in (-1, 1)], (0.004, (high - low) / 2, 0.004), skin
    )
    return Mesh.of([slats, cords, boxes([(x, high, z)], (half, 0.035, 0.04), skin)])
