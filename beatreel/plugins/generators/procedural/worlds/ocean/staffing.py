"""Who is in a picture of the sea, and what is built there: boats, a lighthouse, a bridge, a pier, somebody on the sand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from . import coast
from .bridge import draw_bridge
from .cliffs import Coast
from .figures import SeaScenery
from .pier import draw_pier
from .views import AT_PLANKS, BESIDE, LOW_SPAN, PIER, PLANKS, SPAN, TOPS, View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .places import Place


_TOWERS = {
    coast.STACKS.focal: 0.22,
    coast.ROCKS.focal: 0.26,
    coast.UNDER.focal: 0.32,
}  # of the picture's height at most


def draw_figures(
    scenery: SeaScenery, view: View, place: Place, description: SceneDescription, light: OpenLight,
    rng: np.random.Generator,
) -> tuple[float, float] | None:  # fmt: skip
    """Draw who is there; return the lamp of the lighthouse."""
    camera, shore, side = place.camera, place.shore, place.side
    ambient, sun = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    third = side * rng.uniform(0.13, 0.19)
    if isinstance(shore, Coast):
        if (
            "lighthouse" not in description.motifs
            or (found := coast.lighthouse_place(scenery, camera, side, _TOWERS.get(view.focal, 0.15))) is None
        ):
            return None
        lit = description.time_of_day in ("dusk", "night", "dawn") or description.weather in ("mist", "storm", "rain")
        return scenery.lighthouse(
            *found,
            ambient,
            sun,
            lit=lit,
            way=int(-side),
            sunward=place.azimuth,
            fog=description.weather == "mist",
            beam=beam_of(description),
        )
    if view.kind == "head" and shore.headland is not None:
        x, z, radius, _ = shore.headland
        spots = np.linspace(-0.35, 0.35, 15, dtype=np.float32) * radius
        tops = shore.land(x + spots, np.full(15, z - 0.15 * radius, np.float32), np.full(15, 1.0, np.float32))
        best = int(np.argmax(tops))
        px, py, depth = camera.project(float(x + spots[best]), float(tops[best]) - 0.6, z - 0.15 * radius)
        unit = max(camera.focal * 17 / depth, 0.038 * scenery.height)
        if "boat" in description.details:
            far = rng.uniform(110, 170)
            at = camera.project(-third * far * scenery.width / camera.focal, 0.0, far)
            scenery.boat(*at[:2], camera.focal * 12 / at[2], ambient, sun, way=int(side))
        lit = description.time_of_day in ("dusk", "night", "dawn") or description.weather in ("mist", "storm", "rain")
        return scenery.lighthouse(
            px,
            py,
            unit,
            ambient,
            sun,
            lit=lit,
            way=int(-side),
            sunward=place.azimuth,
            fog=description.weather == "mist",
            beam=beam_of(description),
        )
    if view in (SPAN, LOW_SPAN):
        lit = description.time_of_day in ("dusk", "night") or description.weather in ("storm", "mist")
        draw_bridge(scenery, camera, light, place.azimuth, -side, rng, lit=lit)
    if view in (PIER, PLANKS, AT_PLANKS, BESIDE):
        lit = description.time_of_day in ("dusk", "night", "dawn") or description.weather in ("mist", "storm", "rain")
        x, y, metre = draw_pier(scenery, camera, light, place.azimuth, side, shore.seed, beside=view is BESIDE, lit=lit)
        if "people" not in description.without:
            scenery.person("traveller", x, y, max(1.78 * metre, 0.03 * scenery.height), mirrored=side > 0,
                           variant=description.flavour)  # fmt: skip
        return None
    if view.kind == "mirror" and "boat" in description.motifs:
        far = rng.uniform(70, 95)
        px, py, depth = camera.project(-third * far * scenery.width / camera.focal, 0.0, far)
        if scenery.depth[min(int(py) - 2, scenery.height - 1), int(px)] > 0.9 * far:  # not where a berg hides it
            scenery.boat(px, py, camera.focal * 9 / depth, ambient, sun, way=int(side))
        return None
    if view.kind in ("open", "crest"):
        far = rng.uniform(120, 190) if view.kind == "open" else rng.uniform(260, 380)
        px, py, depth = camera.project(third * far * scenery.width / camera.focal, 0.0, far)
        is_open = (
            scenery.depth[min(max(int(py) - 2, 0), scenery.height - 1), int(np.clip(px, 0, scenery.width - 1))]
            > 0.9 * far
        )
        is_open &= camera.horizon > 0.28 * scenery.height  # from above it would lie on its side
        if is_open and (
            "boat" in description.details
            or ("boat" not in description.without and description.weather != "storm" and view is not TOPS)
        ):
            scenery.boat(px, py, camera.focal * 12 / depth, ambient, sun, way=int(-side))
    if view.kind in ("beach", "above") and "people" not in description.without and "figure" in description.details:
        _walker(scenery, view, place, light, third, rng)
    return None


def beam_of(description: SceneDescription) -> float:
    """Return how much of the beam of a lighthouse the air shows, 0 to 1: rain after dark most of it, and clear air at night some."""
    is_wet = description.weather in ("storm", "rain") and description.time_of_day in ("night", "dusk", "dawn")
    return 0.7 if is_wet else 0.4 if description.time_of_day == "night" else 0.0


def _walker(
    scenery: SeaScenery, view: View, place: Place, light: OpenLight, third: float, rng: np.random.Generator
) -> None:
    """Let somebody walk on the sand, at a third of the picture or a little inland of it."""
    camera, shore = place.camera, place.shore
    scale = scenery.width / camera.focal
    if view.kind == "beach":
        far = np.float32(rng.uniform(5.4, 7.0)) + np.linspace(0, 9, 10, dtype=np.float32)
        across, far = (one.ravel() for one in np.meshgrid(np.linspace(-0.36, 0.36, 25, dtype=np.float32), far))
        x, z = across * far * np.float32(scale), far
    else:
        nx, nz, at, _ = shore.beach or (0.0, 1.0, 0.0, 0.0)
        middle = camera.y * camera.focal / (rng.uniform(0.42, 0.58) * scenery.height - camera.horizon)
        inland = at + 2.5 - nz * middle - nx * third * middle * scale
        on = np.float32(inland) + np.arange(0, 7.2, 0.6, dtype=np.float32)
        x, z = np.float32(third * middle * scale) + np.float32(nx) * on, np.float32(middle) + np.float32(nz) * on
        across = x / (z * np.float32(scale))
    heights = shore.land(x, z, np.full_like(x, 0.1))
    dry = heights > 0.07
    if not dry.any():
        return
    # At a third, near the water, and not far away.
    off = (
        np.abs(across - third)
        + 0.05 * np.abs(shore.inland(x, z, np.full_like(x, 0.1)) - 3.0)
        + 0.02 * np.abs(z - z[len(z) // 2])
    )
    best = int(np.argmin(np.where(dry, off, np.inf)))
    x, z, ground = float(x[best]), float(z[best]), float(heights[best])
    px, py, depth = camera.project(x, ground, z)
    head = camera.project(x, ground + 1.75, z)[:2]
    length = min(1.75 / math.tan(max(light.elevation, 0.05)), 4.5)
    end = camera.project(
        x - math.sin(place.azimuth) * length, ground, max(z - math.cos(place.azimuth) * length, 0.5 * z)
    )[:2]
    if depth > 0 and 0 < px < scenery.width and 0 < py < scenery.height:
        scenery.walker((px, py), head, end, mirrored=place.side > 0)
