"""An old graveyard on its own piece of land: leaning stones and crosses, bare trees, a gate of iron, candles, mist."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import graves
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.kernels.trees import tree

from ._ground import Land, ground_light
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import Backlight, peak
from ._mesh_light import lamp_air, lie_mist, mesh_light
from ._near_things import tufts, walker

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Shot:
    """Metres of the eye over the ground; focal length in widths, horizon in heights; where rows of stones stand, metres."""

    eye: float
    focal: float
    horizon: float
    rows: tuple[float, ...]
    travel: float


_SHOTS = {
    "wide": _Shot(2.3, 1.25, 0.64, (9.0, 11.0, 13.2, 15.6, 18.4, 21.5, 25.0, 29.5, 35.0), 1.4),
    "medium": _Shot(1.35, 1.25, 0.66, (4.8, 6.6, 8.6, 10.8, 13.4, 16.6, 20.5, 26.0), 0.8),
    "close": _Shot(1.05, 1.20, 0.60, (5.6, 7.8, 10.5, 14.0, 18.5, 24.0), 0.45),
    "detail": _Shot(0.62, 1.45, 0.50, (3.6, 5.4, 7.6, 10.5, 14.5), 0.12),
}


_GATE = 7.2  # metres to it
_DARK = Lamps(*(np.zeros(shape, np.float32) for shape in ((0, 3), (0, 3), (0,), (0,))))  # no candle reaches what is far


def add_graveyard(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a graveyard into a painting, in place."""
    share, width, height = canvas_size(light)
    one = _SHOTS.get(shot, _SHOTS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    view = View(width, height, one.focal * width, 0.5 * width, one.horizon * height, one.eye, side)
    ground = "snow" if description.weather == "snow" else "floor" if description.world == "forest" else "grass"
    land = Land.before(light, description, view, seed, ground, peak(painting, 0.86))
    air = land
    # Mist that the light behind shines through, before which stones stand dark, with pale edges.
    glow = land.haze * np.float32(1.25) + light.brightest(12.0) * np.float32(
        0.26 if description.time_of_day == "night" else 0.12
    )
    night = np.float32({"night": 1.9, "dusk": 1.3}.get(description.time_of_day, 1.1))
    land = replace(
        land, path=(0.3, 40.0, float(0.12 * np.sin(seed))), thick=min(land.thick, 34.0), haze=glow,
        ambient=land.ambient * night, key=land.key * np.float32(1.6),
    )  # fmt: skip
    if shot == "wide":  # one looks through the gate
        at = float(land.path_at(np.array([_GATE], np.float32))[0])
        view = replace(view, centre_x=0.5 * width - side * view.focal * at / _GATE)
    near, far, bare, flames = _stones(one, land, shot, rng)
    lamps = Lamps(
        np.asarray(flames or [(0, -50.0, 5)], np.float32), np.zeros((max(len(flames), 1), 3), np.float32),
        np.full(max(len(flames), 1), 0.85, np.float32), np.full(max(len(flames), 1), 0.22, np.float32),
    )  # fmt: skip
    canvas = blank(width, height)
    behind = Mesh.of([_backdrop(shot, light, view, rng), *bare])
    lie_mist(canvas, view, land, 70.0, 1.7, seed + 5, over=True, deep=13.0)
    _, flame = mesh_light(canvas, view, behind, replace(air, thick=min(air.thick, 48.0)), _DARK, seed)
    lie_mist(canvas, view, land, 32.0, 0.9, seed, over=True, deep=2.6)
    ground_light(canvas, view, land, lamps)
    lie_mist(canvas, view, land, 26.0, 1.0, seed + 1)
    _, more = mesh_light(canvas, view, Mesh.of(far), land, lamps, seed)
    flame += more
    lie_mist(canvas, view, land, 15.0 if shot != "detail" else 8.0, 0.8, seed + 3)
    if shot == "detail":
        out_of_focus(painting, light, 0.03, 0.9)
        for each_ in (*canvas[:2], flame):
            each_[:] = cv2.GaussianBlur(each_, (0, 0), max(0.8, 0.008 * width))
    before = canvas[2].copy()
    canvas[2][:] = 0
    _, more = mesh_light(canvas, view, Mesh.of(near), land, lamps, seed + 7)
    flame *= (1 - canvas[2])[..., None]
    flame += more
    canvas[2][:] = 1 - (1 - before) * (1 - canvas[2])
    if ground != "snow":
        tufts(canvas, view, land, lamps, rng, much=0.5, aside=0.6)
    if "figure" in description.details and "people" not in description.without and shot in ("wide", "medium"):
        walker(canvas, view, replace(land, path=(0.0, 21.0, 0.0)), lamps, rng)
    lamp_air(flame, flame, view)
    lay(painting, light, canvas, (view, share), {"candles": (canvas[1] + flame, "kick", 1.0, 0.25)}, one.travel)
    if shot != "medium":
        painting.grade = fit_grade(
            Backlight.of(painting).small,
            painting.grade,
            median=(46.0 if shot == "wide" else 36.0, 80.0),
            white=(200.0, 236.0),
        )


def _stones(
    one: _Shot, land: Land, shot: str, rng: np.random.Generator
) -> tuple[list[Mesh], list[Mesh], list[Mesh], list[tuple[float, float, float]]]:
    """Return what stands near and what stands far, trees that rise out of the mist, and where candles burn."""
    near: list[Mesh] = []
    far: list[Mesh] = []
    bare: list[Mesh] = []
    flames: list[tuple[float, float, float]] = []
    split = 3.0 if shot == "detail" else 15.0
    candle = graves.candle()

    def base(x: float, z: float) -> float:
        return float(land.rise(np.float32([x]), np.float32([z]), np.zeros(1, np.float32))[0])

    def light(x: float, z: float, scale: float = 1.0) -> None:
        y = base(x, z) + 0.01
        (near if z < split else far).append(candle.moved(x, y, z, 0.0, scale))
        flames.append((x, y + graves.CANDLE * scale, z - 0.02))

    def stand(mesh: Mesh, x: float, z: float, lean: float) -> None:
        leaned = mesh.leaned(float(rng.normal(0, lean)), float(rng.normal(0, lean)))
        (near if z < split else far).append(leaned.moved(x, base(x, z) - 0.08, z, float(rng.normal(0, 0.16))))

    reach = 0.5 / one.focal
    for number, z in enumerate(one.rows):
        wide = reach * z + 1.0
        x = -wide + float(rng.uniform(0, 1.2))
        while x < wide:
            there = z + float(rng.uniform(-0.55, 0.55))
            way = float(land.path_at(np.float32([there]))[0])
            if abs(x - way) > 1.05 and rng.random() < 0.86:
                kind = rng.random()
                mesh = (
                    graves.stone(rng)
                    if kind < 0.62
                    else graves.cross(rng, celtic=kind > 0.80)
                    if kind < 0.93
                    else graves.obelisk(rng)
                )
                stand(mesh, x, there, 0.085)
                if rng.random() < (0.34 if number < 5 else 0.18):
                    light(x + float(rng.uniform(-0.3, 0.3)), there - 0.45)
            x += float(rng.uniform(1.35, 2.1))
    if shot == "wide":
        x = float(land.path_at(np.float32([_GATE]))[0])
        near.append(graves.gate().moved(x, base(x, _GATE) - 0.05, _GATE, 0.03))
        for hand in (-1.0, 1.0):
            light(x + hand * 1.5 + float(rng.uniform(-0.1, 0.1)), _GATE - 0.75, 1.25)
        light(x + float(rng.uniform(0.95, 1.3)), _GATE - 0.9, 0.9)
    elif shot == "close":
        stand(graves.cross(np.random.default_rng(3), celtic=True), 0.42, 3.5, 0.03)
        stand(graves.stone(rng), -0.95, 4.3, 0.09)
        for x, z in ((0.16, 2.95), (0.62, 3.05), (-0.8, 3.8)):
            light(x, z)
    elif shot == "detail":
        stand(graves.stone(rng, "round"), 0.10, 2.0, 0.05)
        for x, z, scale in ((-0.17, 1.50, 1.0), (0.05, 1.62, 0.85), (0.34, 1.46, 1.1)):
            light(x, z, scale)
    for x, z, tall in {
        "wide": ((-6.8, 17.5, 11.0), (9.0, 25.0, 13.0)), "medium": ((5.4, 13.5, 10.0), (-8.2, 21.0, 11.0)),
        "close": ((-4.4, 11.0, 9.0),), "detail": ((2.8, 9.0, 8.0),),
    }.get(shot, ()):  # fmt: skip
        grown = tree(rng, tall, leafy=0, gnarled=1.0)
        (near if z < split else bare).append(grown.moved(x, base(x, z) - 0.1, z))
    return near, far, bare, flames


def _backdrop(shot: str, light: Backlight, view: View, rng: np.random.Generator) -> Mesh:
    """Return a chapel where it does not stand before the moon, and bare trees, dim in the mist."""
    reach = 0.5 * view.width / view.focal
    parts = []
    hand = -view.side if light.direction(0.5, 0.4)[0] > 0 else view.side
    away, aside = {"wide": (38.0, 0.42), "medium": (34.0, 0.40), "close": (26.0, 0.62)}.get(shot, (24.0, 0.55))
    parts.append(graves.chapel().moved(hand * aside * reach * away, -0.3, away, 0.5 * hand))
    kinds = [tree(rng, 1.0, leafy=0, gnarled=1.0) for _ in range(2)]
    count = 7
    for index in range(count):
        z = float(rng.uniform(26.0, 58.0))
        x = ((index + float(rng.uniform(0, 1))) / count * 2.6 - 1.3) * reach * z
        tall = float(rng.uniform(7.0, 13.0))
        parts.append(kinds[index % 2].moved(x, -0.1, z, float(rng.uniform(0, 6)), tall))
    return Mesh.of(parts)
