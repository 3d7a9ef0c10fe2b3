"""Space, or another world, seen from inside a ship: from a deck with a great window, or from a cockpit behind its seats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube
from beatreel.plugins.generators.procedural.painting import LightGroup
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, Place, level, skins, traced
from beatreel.plugins.generators.procedural.scenery.upholstery import cushion

from ._land_layer import canvas_size
from ._light import LUMA, Backlight, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, ...]

_PILOTED = {"cockpit", "pilot", "helm", "flight", "bridge"}
# Eye (x, y, z), degrees of turn to the right, focal length in widths, horizon as a share of the height.
_DECK = {
    "wide": ((0.35, 1.55, -5.2), -3.0, 0.92, 0.52),
    "medium": ((-0.55, 1.50, -3.5), 7.0, 0.86, 0.52),
    "close": ((0.95, 1.55, -2.1), -22.0, 0.84, 0.52),
    "detail": ((-0.2, 1.30, -2.0), 5.0, 1.0, 0.40),
}
_COCKPIT = {
    "wide": ((0.0, 1.45, -2.75), 0.0, 0.86, 0.50),
    "medium": ((0.42, 1.42, -1.75), -7.0, 0.80, 0.50),
    "close": ((-0.62, 1.36, -1.05), 20.0, 0.76, 0.52),
    "detail": ((0.45, 1.34, -0.92), -14.0, 0.95, 0.30),
}
_STANDS = {"wide": (-0.45, -1.15), "medium": (0.35, -1.0), "close": (0.1, -0.9)}
_SOMEBODY = {
    "man",
    "woman",
    "girl",
    "boy",
    "figure",
    "astronaut",
    "captain",
    "somebody",
    "silhouette",
    "person",
    "crew",
}
_INSIDE = 0.15  # how bright most of the ship is, of what is outside
_PLANETS = ((215.0, 45.0), (195.0, 25.0), (255.0, 335.0))  # hues of its lights where the prompt names none


def add_ship_window(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set the inside of a ship before a painting, in place; its strips and screens are families of light of their own."""
    _, width, height = canvas_size(light)
    side = float(rng.choice([-1.0, 1.0]))
    piloted = bool(_PILOTED & description.all_words)
    (x, y, z), turn, focal, horizon = (_COCKPIT if piloted else _DECK)[shot if shot in _DECK else "medium"]
    lens = level((side * x, y, z), side * turn, focal, horizon, width, height)
    place = Place(int(rng.integers(1 << 16)))
    tints = _tints(description)
    (_cockpit if piloted else _deck)(place, tints, np.random.default_rng([description.flavour & 0xFFFF, 7]))
    _daylight(place, light, piloted=piloted)
    families, depth, ids = traced(place, lens, width, height, lambda *_: None, 8, bare=True)
    size = (light.width, light.height)
    pane = cv2.resize(cv2.GaussianBlur(np.clip(families.pop()[..., 0].astype(np.float32), 0, 1), (0, 0), 0.7), size)
    _settle(place, families, ids)
    lights = {"even": EVEN, "odd": ODD, "glass": SKY}
    seen = {name: cv2.resize(np.asarray(families[of], np.float32), size) for name, of in lights.items()}
    total = sum(seen.values())
    shown = (total @ LUMA)[pane < 0.5]
    share = (
        np.float32(peak(painting, _INSIDE) / max(float(np.percentile(shown, 86)), 1e-4))
        if shown.size
        else np.float32(1)
    )
    most = peak(painting, 0.96)
    knee = most * (1 - np.exp(-total * share / most)) / np.maximum(total, 1e-6)
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * pane[..., None])
    for layer in painting.layers:
        layer.alpha = halved(np.asarray(layer.alpha, np.float32) * pane)
    pulses = {"even": ("kick", 0.80, 0.32), "odd": ("offbeat", 0.82, 0.30), "glass": ("steady", 1.0, 0.0)}
    for name, part in seen.items():
        painting.add_lights(name, LightGroup(halved(part * knee), *pulses[name]))
    near = cv2.resize(depth.astype(np.float32), size, interpolation=cv2.INTER_NEAREST)
    near = np.minimum(near, np.percentile(near[pane < 0.05], 98)) if (pane < 0.05).any() else near
    painting.depth = np.where(pane > 0.5, np.maximum(painting.depth, 60.0), near).astype(painting.depth.dtype)
    for name in painting.masks:
        painting.masks[name] = np.asarray(painting.masks[name], np.float32) * pane
    painting.masks["pane"] = pane
    for element in painting.elements:
        element.mask = element.mask or "pane"
    if not piloted and _SOMEBODY & description.all_words and shot in _STANDS:
        x, z = _STANDS[shot]
        share = light.width / width
        near = lens._replace(
            **{name: np.float32(getattr(lens, name) * share) for name in ("focal", "centre_x", "centre_y")}
        )
        somebody = staffage.Person("stander", side * x, z, variant=description.flavour)
        staffage.light_up([group.light for group in painting.groups.values()], painting.depth, near, [somebody])
    painting.centre, painting.focal = (0.5 * light.width, horizon * light.height), focal * light.width
    painting.travel = 0.25 if piloted else 0.5


def _settle(place: Place, families: list[Any], ids: Any) -> None:
    """Let no wall sparkle beside thin strips of light, in place."""
    shines = np.array([True, *(row[skins.KIND] == skins.GLOW for row in place.materials)])[ids]
    for family in families:
        light = np.asarray(family, np.float32)
        calm = np.dstack([cv2.medianBlur(np.ascontiguousarray(light[..., k]), 5) for k in range(3)])
        family[...] = np.where(shines[..., None], light, np.minimum(light, 1.25 * calm + 0.004)).astype(family.dtype)


def _tints(description: SceneDescription) -> tuple[Colour, Colour]:
    palette = description.palette
    hues = (palette.key, palette.fill) if palette.strength > 0.3 else _PLANETS[description.flavour % len(_PLANETS)]
    return tuple(tuple(float(part) for part in light_of_hue(hue, 0.15, 0.72)) for hue in hues)


def _daylight(place: Place, light: Backlight, *, piloted: bool) -> None:
    """Let what is outside shine in through the glass."""
    tint = light.mean() / max(float(light.mean() @ LUMA), 1e-5)
    half, low, tall = (1.2, 1.05, 1.1) if piloted else (1.6, 0.6, 2.4)
    place.window((-half, low, 0.15), (2 * half, 0, 0), (0, tall, 0), tuple(float(1.5 * part) for part in tint), SKY)


def _glow(place: Place, tint: Colour, power: float, family: int) -> int:
    return place.material(
        skins.GLOW, (0.02, 0.02, 0.02), scale=0.0, glow=tuple(power * part for part in tint), family=family
    )


def _ring(inner: Array, outer: Array, skin: int, z: float = 0.0) -> Mesh:
    """Return a flat wall between two loops of as many points, seen from -z."""
    points = np.zeros((2, len(inner), 3), np.float32)
    points[0, :, :2], points[1, :, :2], points[..., 2] = inner, outer, z
    return grid(points, skin, normals=np.broadcast_to(np.float32([0, 0, -1]), points.shape))


def _reveal(loop: Array, skin: int, z: tuple[float, float]) -> Mesh:
    points = np.zeros((2, len(loop), 3), np.float32)
    points[:, :, :2], points[0, :, 2], points[1, :, 2] = loop, z[0], z[1]
    return grid(points, skin)


def _along(corners: list[tuple[float, float]], count: int = 12) -> Array:
    """Return a closed loop through corners, each side in so many steps."""
    loop = np.array([*corners, corners[0]], np.float32)
    t = np.linspace(0, 1, count, endpoint=False, dtype=np.float32)[:, None]
    sides = [a * (1 - t) + b * t for a, b in zip(loop[:-1], loop[1:], strict=True)]
    return np.concatenate([*sides, loop[:1]])


def _scaled(loop: Array, middle: tuple[float, float], share: float) -> Array:
    return np.asarray(np.float32(middle) + (loop - np.float32(middle)) * np.float32(share), np.float32)


def _deck(place: Place, tints: tuple[Colour, Colour], rng: np.random.Generator) -> None:
    """Build a deck: a window with eight corners and a lit rim, ribs with strips of light, a rail, a bench, screens on its sides."""
    hull = place.material(skins.PLAIN, (0.16, 0.155, 0.15), gloss=0.03, rough=0.3)
    dark = place.material(skins.PLAIN, (0.045, 0.045, 0.046), gloss=0.04, rough=0.2)
    floor = place.material(skins.PLAIN, (0.035, 0.035, 0.037), gloss=0.30, rough=0.03)
    steel = place.material(skins.METAL, (0.42, 0.42, 0.42), gloss=0.4, rough=0.2, metal=True)
    even, odd = _glow(place, tints[0], 3.4, EVEN), _glow(place, tints[1], 3.4, ODD)
    middle = (0.0, 1.80)
    window = _along(
        [
            (-1.75, 1.15),
            (-1.05, 0.48),
            (1.05, 0.48),
            (1.75, 1.15),
            (1.75, 2.45),
            (1.05, 3.12),
            (-1.05, 3.12),
            (-1.75, 2.45),
        ]
    )
    section = _along(
        [(-1.75, 0.0), (1.75, 0.0), (2.5, 0.75), (2.5, 2.75), (1.5, 3.55), (-1.5, 3.55), (-2.5, 2.75), (-2.5, 0.75)]
    )
    place.add(
        _ring(window, _scaled(window, middle, 2.4), hull),
        _reveal(window, dark, (0.0, 0.4)),
        tube(
            np.concatenate([_scaled(window, middle, 1.035), np.full((len(window), 1), -0.03, np.float32)], 1),
            0.022,
            6,
            even,
        ),
        bars([(x, 0.3, 0.22) for x in (-0.62, 0.62)], [(x, 3.3, 0.22) for x in (-0.62, 0.62)], (0.035, 0.06), dark),
    )
    place.add(_reveal(section, hull, (-7.5, 0.0)))
    place.add(boxes([(0, 0.004, -3.7)], (1.74, 0.004, 3.8), floor))
    for n, z in enumerate((-1.1, -2.5, -3.9)):
        inner = _scaled(section, middle, 0.90)
        place.add(
            _ring(inner, section, dark, z - 0.14),
            _ring(inner, section, dark, z + 0.14),
            _reveal(inner, dark, (z - 0.14, z + 0.14)),
        )
        upper = inner[inner[:, 1] > 0.35]
        order = np.argsort(np.arctan2(upper[:, 0], upper[:, 1] - middle[1]))
        place.add(
            tube(
                np.concatenate([upper[order], np.full((len(upper), 1), z - 0.15, np.float32)], 1),
                0.020,
                6,
                odd if n % 2 else even,
            )
        )
        for way in (-1.0, 1.0):
            place.lamp(
                (1.7 * way, 2.5, z - 0.45), tuple(0.55 * part for part in tints[n % 2]), ODD if n % 2 else EVEN, 0.2
            )
    for way in (-1.0, 1.0):  # screens between the ribs, ducts along the top
        for z in (-1.8, -3.2):
            skin = odd if rng.random() < 0.5 else even
            place.add(boxes([(way * 2.46, 1.55, z)], (0.03, 0.42, 0.40), dark))
            lines = [(way * 2.42, 1.22 + 0.075 * k, z + 0.05 * float(rng.normal())) for k in range(9)]
            place.add(boxes(lines, [(0.006, 0.012, float(rng.uniform(0.06, 0.28))) for _ in lines], skin))
        place.add(tube([(way * 1.2, 3.28, -7.0), (way * 1.2, 3.28, 0.0)], 0.10, 12, hull))
        place.add(boxes([(way * 1.62, 0.05, -3.0)], (0.014, 0.012, 3.0), even))
    place.add(
        tube([(-1.7, 1.02, -0.62), (1.7, 1.02, -0.62)], 0.028, 10, steel),
        bars(
            [(x, 0.0, -0.62) for x in (-1.5, -0.5, 0.5, 1.5)],
            [(x, 1.0, -0.62) for x in (-1.5, -0.5, 0.5, 1.5)],
            (0.016, 0.016),
            steel,
        ),
    )
    pad = place.material(skins.CLOTH, tuple(0.03 + 0.07 * part for part in tints[1]), scale=2.0)
    place.add(
        cushion((0.80, 0.09, 0.26), pad, square=0.35).moved(-0.55, 0.42, -1.75),
        boxes([(-0.55, 0.17, -1.75)], (0.62, 0.17, 0.16), dark),
    )


def _cockpit(place: Place, tints: tuple[Colour, Colour], rng: np.random.Generator) -> None:
    """Build a cockpit: a windshield between struts, a desk of screens under it, a panel of switches above, two seats."""
    hull = place.material(skins.PLAIN, (0.11, 0.108, 0.105), gloss=0.03, rough=0.3)
    dark = place.material(skins.PLAIN, (0.035, 0.035, 0.037), gloss=0.05, rough=0.2)
    leather = place.material(skins.CLOTH, (0.030, 0.031, 0.034), gloss=0.05, rough=0.25, scale=1.5)
    middle = (0.0, 1.62)
    window = _along(
        [
            (-1.35, 1.30),
            (-1.05, 1.06),
            (1.05, 1.06),
            (1.35, 1.30),
            (1.02, 2.20),
            (0.80, 2.32),
            (-0.80, 2.32),
            (-1.02, 2.20),
        ]
    )
    section = _along(
        [
            (-1.2, 0.0),
            (1.2, 0.0),
            (1.55, 0.5),
            (1.62, 1.5),
            (1.15, 2.45),
            (0.7, 2.62),
            (-0.7, 2.62),
            (-1.15, 2.45),
            (-1.62, 1.5),
            (-1.55, 0.5),
        ]
    )
    place.add(
        _ring(window, _scaled(window, middle, 2.6), hull),
        _reveal(window, dark, (0.0, 0.22)),
        _reveal(section, hull, (-4.5, 0.0)),
    )
    place.add(
        bars([(-0.50, 1.0, 0.08), (0.50, 1.0, 0.08)], [(-0.34, 2.4, 0.08), (0.34, 2.4, 0.08)], (0.026, 0.05), dark)
    )
    place.add(boxes([(0, 0.0, -2.2)], (1.3, 0.02, 2.4), dark))
    place.add(
        tube(
            np.concatenate([_scaled(window, middle, 1.04), np.full((len(window), 1), -0.02, np.float32)], 1),
            0.010,
            6,
            _glow(place, tints[0], 2.6, EVEN),
        )
    )
    skin = {(n, family): _glow(place, tints[n], power, family) for n, family, power in ((0, EVEN, 2.2), (1, ODD, 2.4))}
    lamps = [skin[0, EVEN], skin[1, ODD]]
    faint = [_glow(place, tints[0], 0.045, EVEN), _glow(place, tints[1], 0.05, ODD)]
    desk = boxes([(0, 0.52, -0.20)], (1.45, 0.52, 0.20), dark)
    slope = boxes([(0, 0.0, 0.0)], (1.38, 0.02, 0.24), dark).leaned(0.0, -0.62).moved(0, 0.94, -0.42)
    place.add(desk, slope, boxes([(0, 1.055, -0.14)], (1.40, 0.02, 0.17), hull))
    for n, x in enumerate((-1.08, -0.60, 0.0, 0.60, 1.08)):  # screens on the slope
        wide = 0.30 if n == 2 else 0.205
        parts = [boxes([(0, 0.024, 0)], (wide, 0.004, 0.165), faint[n % 2])]
        if n == 2:  # a globe in its grid
            a = np.linspace(0, 2 * math.pi, 41)
            rims = [
                np.stack([0.135 * share * np.cos(a), 0 * a + 0.032, 0.135 * np.sin(a)], 1) for share in (1.0, 0.62, 0.2)
            ]
            parts += [tube(rim, 0.0035, 5, lamps[0]) for rim in rims]
            for high in (-0.07, 0.0, 0.07):
                half = math.sqrt(0.135**2 - high**2)
                parts.append(bars([(-half, 0.032, high)], [(half, 0.032, high)], (0.003, 0.003), lamps[0]))
            parts.append(boxes([(0.09, 0.034, 0.06), (-0.05, 0.034, -0.03)], (0.012, 0.004, 0.012), lamps[1]))
        else:
            rows = np.linspace(-0.13, 0.13, 8)
            parts.append(
                boxes(
                    [(float(rng.uniform(-0.06, 0.02)), 0.031, float(r)) for r in rows],
                    [(float(rng.uniform(0.02, 0.10)), 0.003, 0.0035) for _ in rows],
                    lamps[n % 2],
                )
            )
            t = np.linspace(-0.17, 0.17, 40)
            parts.append(
                tube(
                    np.stack([t, 0 * t + 0.033, 0.05 * np.sin(28 * t + n) * np.exp(-((t / 0.12) ** 2))], 1),
                    0.003,
                    5,
                    lamps[(n + 1) % 2],
                )
            )
        place.add(Mesh.of(parts).leaned(0.0, -0.62).moved(x, 0.94, -0.42))
        place.lamp((x, 1.16, -0.62), tuple(0.16 * part for part in tints[n % 2]), ODD if n % 2 else EVEN, 0.10)
    _switches(place, lamps, dark, rng)
    for way in (-1.0, 1.0):
        place.add(
            cushion((0.27, 0.40, 0.09), leather, square=0.5).moved(0.62 * way, 0.98, -1.30),
            cushion((0.17, 0.12, 0.07), leather, square=0.6).moved(0.62 * way, 1.46, -1.30),
            boxes([(0.62 * way, 0.46, -1.12)], (0.29, 0.10, 0.28), leather),
            boxes([(0.62 * way, 0.2, -1.12)], (0.07, 0.2, 0.07), dark),
        )
        place.add(
            bars(
                [(0.62 * way + 0.31 * k, 0.72, -1.32) for k in (-1.0, 1.0)],
                [(0.62 * way + 0.31 * k, 0.72, -0.88) for k in (-1.0, 1.0)],
                (0.03, 0.035),
                dark,
            )
        )
        place.lamp(
            (1.1 * way, 2.15, -1.6), tuple(0.30 * part for part in tints[way > 0]), ODD if way > 0 else EVEN, 0.15
        )
    place.add(boxes([(0, 0.42, -0.95)], (0.17, 0.42, 0.45), dark))
    place.add(
        bars([(x, 0.84, -0.80) for x in (-0.06, 0.06)], [(x, 1.0, -0.74) for x in (-0.06, 0.06)], (0.012, 0.012), hull),
        boxes([(x, 1.0, -0.74) for x in (-0.06, 0.06)], (0.026, 0.03, 0.026), lamps[1]),
    )


def _switches(place: Place, lamps: list[int], dark: int, rng: np.random.Generator) -> None:
    """Cover the panel overhead, the sides and the pedestal with switches and small lamps."""
    place.add(boxes([(0, 2.52, -1.0)], (0.62, 0.04, 0.75), dark).leaned(0.0, 0.0))
    spots: dict[int, list[tuple[float, float, float]]] = {0: [], 1: []}
    above = [
        (-0.54 + 0.09 * k, 2.475, -1.65 + 0.13 * row) for k in range(13) for row in range(10) if rng.random() < 0.62
    ]
    spots[0] += [at for n, at in enumerate(above) if n % 3]
    spots[1] += above[::3]
    aside = [(row, k) for k in range(14) for row in range(5)]
    for way in (-1.0, 1.0):
        some = [
            (way * (1.50 - 0.012 * row), 0.95 + 0.085 * row, -2.1 + 0.12 * k) for row, k in aside if rng.random() < 0.5
        ]
        spots[0] += some[: 2 * len(some) // 3]
        spots[1] += some[2 * len(some) // 3 :]
    for k in range(4):
        spots[k % 2] += [(-0.105 + 0.07 * k, 0.845, -1.35 + 0.06 * row) for row in range(8) if rng.random() < 0.6]
    for n, some in spots.items():
        place.add(boxes(some, (0.016, 0.008, 0.012), lamps[n]))
