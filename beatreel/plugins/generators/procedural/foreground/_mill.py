"""A windmill on a hill, or wind turbines in a row: their sails turn in the film."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import mills
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.painting import Motion

from ._ground import Land, ground_light
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import Backlight, peak
from ._mesh_light import lamp_air, lie_mist, mesh_light
from ._moving import DARK, add_moving
from ._near_things import fence, tufts
from ._shot import Shot

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


_SHOTS = {
    "wide": Shot(46.0, 0.12, 0.50, 1.20, 0.62, 4.6, 2.4),
    "medium": Shot(29.0, 0.07, 0.58, 1.20, 0.66, 2.6, 1.2),
    "close": Shot(18.5, 0.05, 0.66, 1.10, 0.72, 1.5, 0.5),
    "detail": Shot(21.0, -0.06, 0.70, 1.75, 0.98, 1.5, 0.12),
}
_CLOTH = np.array([0.34, 0.44, 0.52], np.float32)  # light comes through it
_TURNS = {"storm": 0.14, "rain": 0.10, "dust": 0.12, "mist": 0.045}  # a second


def add_windmill(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a hill with a windmill into a painting, in place."""
    share, width, height = canvas_size(light)
    one = _SHOTS.get(shot, _SHOTS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    view = View(width, height, one.focal * width, (0.5 + side * one.aside) * width, one.horizon * height, one.eye, side)
    land = _land(painting, light, description, view, seed)
    turn = one.turn + float(rng.uniform(-0.08, 0.08))
    mill = mills.windmill(turn).moved(0, -0.1, one.away)
    lamps = Lamps(
        np.array([[0.35, 2.2, one.away - 4.2]], np.float32), np.zeros((1, 3), np.float32), np.array([5.0], np.float32),
        np.array([0.7], np.float32),
    )  # fmt: skip
    land = replace(land, path=(0.35, one.away - 3.4, float(0.25 * np.sin(seed))))
    canvas = blank(width, height)
    if shot == "detail":
        out_of_focus(painting, light, 0.02, 0.95)
    ground_light(canvas, view, land, lamps, edge=_hill(view, one.away + 5, seed))
    _, flame = mesh_light(canvas, view, mill, land, lamps, seed)
    if shot in ("wide", "medium"):
        fence(canvas, view, land, lamps, rng)
    if not land.snow and shot != "detail":
        tufts(canvas, view, land, lamps, rng, much=2.0, aside=0.7)
    lamp_air(flame, flame, view)
    lay(painting, light, canvas, (view, share), {"windows": (canvas[1] + flame, "kick", 1.0, 0.25)}, one.travel)
    hx, hy, hz = mills.hub_of(turn)
    z = one.away + hz
    px, py = view.at(hx, hy - 0.1, z)
    squeeze = math.cos(turn)
    rate = side * _TURNS.get(description.weather, 0.065)
    motion = Motion(float(px) / width, float(py) / height, rate, squeeze)
    vanes = mills.sails(squeeze, seed)
    angle = float(rng.uniform(0.25, 0.6))
    add_moving(
        painting, light, view, _turned(vanes, squeeze, angle).moved(hx, hy - 0.1, z), land, seed, z, motion, _CLOTH
    )


def _turned(vanes: Any, squeeze: float, angle: float) -> Any:
    """Return flat sails at another angle about their middle."""
    c, s = math.cos(angle), math.sin(angle)
    way = np.array([[c, s / squeeze, 0], [-s * squeeze, c, 0], [0, 0, 1]], np.float32).T
    return replace(vanes, points=(vanes.points @ way.T).astype(np.float32))


def _land(painting: Painting, light: Backlight, description: SceneDescription, view: View, seed: int) -> Land:
    ground = "snow" if description.weather == "snow" else "grass"
    land = Land.before(light, description, view, seed, ground, peak(painting, 0.88))
    bright = {"golden": 1.5, "dawn": 1.6}.get(description.time_of_day, 1.0)
    return replace(land, ambient=land.ambient * np.float32(bright), thick=2.2 * land.thick)


def _hill(view: View, away: float, seed: int) -> Array:
    """Return the rows of the top of a hill ``away`` metres off, (1, columns): it falls to both sides of what stands on it."""
    columns = (np.arange(view.width, dtype=np.float32) - view.centre_x)[None] / view.width
    wave = fbm_at(columns * 3, 0 * columns, 0.5, seed + 21, 5)
    round_ = 1 - np.exp(-((columns / 0.62) ** 2))
    return np.asarray(
        view.horizon + view.focal * view.eye / away + view.width * (0.26 * round_ + 0.010 * wave), np.float32
    )


_PARK = {
    # metres away and to the right of the first, their steps, how many; metres of the eye, horizon in heights, focal length in widths
    "wide": ((165.0, -22.0), (95.0, 32.0), 4, 3.0, 0.56, 1.15),
    "medium": ((125.0, 18.0), (110.0, -44.0), 3, 3.0, 0.62, 1.10),
    "close": ((96.0, 7.0), (120.0, -52.0), 2, 2.4, 0.61, 1.0),
    "detail": ((84.0, 7.0), (150.0, -70.0), 2, 2.2, 1.10, 1.35),
}


def add_turbines(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set wind turbines that stand in a row on the world's own land into a painting, in place."""
    share, width, height = canvas_size(light)
    first, steps, count, eye, horizon, focal = _PARK.get(shot, _PARK["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    view = View(width, height, focal * width, 0.5 * width, horizon * height, eye, side)
    land = _land(painting, light, description, view, seed)
    far = replace(land, thick=900.0)
    turn = float(rng.uniform(0.35, 0.65))
    squeeze = math.cos(turn)
    canvas = blank(width, height)
    stands = []
    for n in range(count):
        z = first[0] + n * steps[0]
        stands.append((first[1] + n * steps[1] + float(rng.uniform(-3, 3)), z))
    for x, z in reversed(stands):
        mesh_light(canvas, view, mills.turbine(turn).moved(x, -4.0, z), far, DARK, seed)
    if shot == "detail":
        out_of_focus(painting, light, 0.02, 0.95)
    else:
        lie_mist(canvas, view, land, 60.0, 0.7, seed, over=True, deep=3.0)
    lamps = _beacons(view, stands, far, canvas)
    lay(painting, light, canvas, (view, share), {"beacons": (lamps, "downbeat", 0.75, 0.35)}, 2.0)
    for n, (x, z) in reversed(list(enumerate(stands))):
        hx, hy, hz = x - 4.6 * math.sin(turn), mills.TOWER - 4.0, z - 4.6 * math.cos(turn)
        px, py = view.at(hx, hy, hz)
        if not -0.3 * height < float(py) < 1.2 * height:
            continue
        rate = side * (0.11 + 0.008 * n) * (1.4 if description.weather == "storm" else 1.0)
        motion = Motion(float(px) / width, float(py) / height, rate, squeeze)
        blades = _turned(mills.rotor(squeeze), squeeze, float(rng.uniform(0, 2)))
        add_moving(painting, light, view, blades.moved(hx, hy, hz), far, seed, hz, motion)


def _beacons(view: View, stands: list[tuple[float, float]], land: Land, canvas: Any) -> Array:
    """Return the light of the red lamps on top of turbines."""
    lamps = np.zeros_like(canvas[1])
    for x, z in stands:
        px, py = (float(each) for each in view.at(x + 1.5, mills.TOWER - 1.4, z))
        reach = max(0.9, 0.55 * view.focal / z)
        edge = int(8 * reach) + 2
        x0, x1, y0, y1 = (
            max(int(px) - edge, 0),
            min(int(px) + edge, view.width),
            max(int(py) - edge, 0),
            min(int(py) + edge, view.height),
        )
        if x1 <= x0 or y1 <= y0:
            continue
        rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
        off = np.hypot(columns - px, rows - py) / reach
        shine = (np.exp(-(off**2)) + 0.16 * np.exp(-off / 1.8))[..., None]
        lamps[y0:y1, x0:x1] += shine * float(land.lamp.max()) * np.array([0.10, 0.12, 1.0], np.float32)
    return lamps
