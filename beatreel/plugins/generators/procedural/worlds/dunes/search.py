"""Where a picture of the dunes is taken from: many small pictures are rated, and the best composed one is kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

from . import ground, pyramids
from .figures import Cast, cast_for
from .rendering import render
from .site import NOBODY, Site, View, is_named

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .light import Daylight

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 45
_MASSES = (
    0.24  # contrast of large masses from which more is no better: it would be one black slope beside one bright one
)
_ALTERNATING = 0.22  # edges of light a pixel of land from which more are no better
_CARAVAN = 3  # camels that are one
_SLAB = 0.45  # share of the sun that only a steep face gets


def find_camera(
    site: Site, view: View, shot: str, description: SceneDescription, aspect: float, rng: np.random.Generator,
    away: tuple[float, float] | None = None,
) -> tuple[Camera, Cast]:  # fmt: skip
    """Look at many small pictures and keep the best composed one."""
    columns = SURVEY_COLUMNS
    rows = round(columns / aspect)
    site.light_up((0.0, 0.0), [1.2, 6.0] if shot in ("wide", "medium") else [0.5, 4.0], 768)
    spread = 300.0 if shot in ("wide", "medium") else 120.0
    best: tuple[float, Camera, Cast] | None = None
    has_somebody = view.figures_at != NOBODY and is_named(description)
    for _ in range(view.candidates):
        x, z = site.level_place(spread, rng) if shot in ("close", "detail") else rng.uniform(-spread, spread, 2)
        offset = rng.uniform(*site.light.offset) * rng.choice([-1.0, 1.0])
        heading = site.azimuth + offset
        if site.pyramid is not None and away is not None:
            x, z = _before(site.pyramid, heading, rng.uniform(*away), rng)
        eye = site.height(x, z) + math.exp(rng.uniform(*np.log(view.eye)))
        focal = rng.uniform(*view.focal) * columns
        camera = Camera(x, eye, z, heading, focal, columns / 2, rng.uniform(*view.horizon) * rows)
        cast_rng = np.random.default_rng(rng.integers(1 << 30))
        if shot == "close":
            _lay_path(site, camera, cast_rng)
        sky, sun, glow, depth = render(site, camera, view, Cast(), columns, rows, None, growth=0.012)
        reach = NOBODY if "people" in description.without else view.figures_at
        cast = cast_for(site, camera, depth, sky + sun + glow, reach, shot, description.motifs, cast_rng)
        score = _score(sky, sun, glow, depth, shot, cast, 1.2 * view.nearest, site.light)
        if has_somebody and not cast.members:
            score -= 9.0
        if "caravan" in description.motifs and shot in ("wide", "medium") and 0 < len(cast.members) < _CARAVAN:
            score -= 2.0
        if site.pyramid is not None:
            score += _shows(site, camera, depth)
        elif shot in ("wide", "medium"):
            score += _alternates(sky, sun, depth, site.light)
        if best is None or score > best[0]:
            best = (score, camera, cast)
    assert best is not None
    if shot == "close":
        _lay_path(site, best[1], np.random.default_rng(0), best[2])
    return best[1], best[2]


def _before(pyramid: tuple[float, float], heading: float, away: float, rng: np.random.Generator) -> tuple[float, float]:
    """Return where to stand so that a pyramid is seen a little beside the middle."""
    aside = rng.uniform(0.04, 0.22) * rng.choice([-1.0, 1.0]) * away
    ahead, right = (math.sin(heading), math.cos(heading)), (math.cos(heading), -math.sin(heading))
    return tuple(float(p - away * a - aside * s) for p, a, s in zip(pyramid, ahead, right, strict=True))


def _shows(site: Site, camera: Camera, depth: Array) -> float:
    """Rate how a small picture shows the first pyramid: its top inside, its feet not behind a dune, two sides of it."""
    assert site.pyramid is not None
    tall = float(site.land[ground.PYRAMIDS + 1 + pyramids.TALL])
    rows, columns = depth.shape
    x, top, away = camera.project(site.pyramid[0], tall, site.pyramid[1])
    if not (0.12 * columns < x < 0.88 * columns and 0.05 * rows < top < 0.6 * rows):
        return -6.0
    column = depth[:, int(x)]
    seen = float(((column > 0.7 * away) & (column < 1.05 * away)).sum())
    whole = max(camera.focal * tall / away, 1.0)
    others = 0
    for at in range(1 + pyramids.EACH, 1 + pyramids.EACH * min(int(site.land[ground.PYRAMIDS]), 3), pyramids.EACH):
        other, behind, high = (
            float(site.land[ground.PYRAMIDS + at + k]) for k in (pyramids.X, pyramids.Z, pyramids.TALL)
        )
        x_other, _, far = camera.project(other, high, behind)
        others += far > 0 and 0.08 * columns < x_other < 0.92 * columns and abs(x_other - x) > 0.16 * columns
    return 3.0 * min(seen / whole, 0.9) + 1.3 * others - 4.0 * float((depth[: rows // 2] < 0.4 * away).mean())


def _alternates(sky: Array, sun: Array, depth: Array, light: Daylight) -> float:
    """Rate how crests alternate with shade over a small picture of the land: one lit face, or one wall, is a slab."""
    land = depth < heightfield.FAR * 0.9
    if not land.any():
        return 0.0
    is_lit = land & (sun[..., 2] / (sun[..., 2] + sky[..., 2] + 1e-6) > 0.42)
    edges = float((np.diff(is_lit, axis=1) & land[:, 1:]).sum() + (np.diff(is_lit, axis=0) & land[1:]).sum())
    facing = sun[..., 2][land] / (light.sun[2] * light.sand[2])
    slab = max(0.0, float((facing > _SLAB).mean()) - 0.08)
    return 3.0 * min(edges / float(land.sum()) / _ALTERNATING, 1.0) - 5.0 * slab


def _lay_path(site: Site, camera: Camera, rng: np.random.Generator, cast: Cast | None = None) -> None:
    """Let footprints lead from beside the camera into the picture, to the first figure where there is one."""
    land = site.land
    turn = camera.heading + rng.uniform(-0.12, 0.12)
    side = 0.55
    land[ground.PATH_X] = camera.x + math.cos(camera.heading) * side
    land[ground.PATH_Z] = camera.z - math.sin(camera.heading) * side
    if cast is not None and cast.members:
        goal = cast.members[0]
        turn = math.atan2(goal.x - land[ground.PATH_X], goal.z - land[ground.PATH_Z])
    land[ground.PATH_DX], land[ground.PATH_DZ] = math.sin(turn), math.cos(turn)
    land[ground.FOOTPRINTS] = 1.0 if cast is not None and cast.members else 0.0


def _score(
    sky: Array, sun: Array, glow: Array, depth: Array, shot: str, cast: Cast, nearest: float, light: Daylight
) -> float:
    """Rate a small picture: light against shade, large shapes, planes of depth, a place for somebody, no torn edges."""
    land = depth < heightfield.FAR * 0.9
    if not land.any() or depth.min() < nearest:
        return -10.0
    luma = (sky + sun + glow) @ np.array([0.07, 0.72, 0.21], np.float32)
    tone = np.sqrt(luma / (np.percentile(luma, 99) + 1e-6)).clip(0, 1)
    direct = sun[..., 2] / (sun[..., 2] + sky[..., 2] + 1e-6)
    lit = float((direct[land] > 0.42).mean())
    target, width, weight = {"detail": (0.92, 0.10, 4.0), "close": (0.62, 0.22, 2.2)}.get(shot, (light.lit, 0.20, 2.4))
    blocks = cv2.resize(tone, (6, 10), interpolation=cv2.INTER_AREA)
    score = weight * math.exp(-(((lit - target) / width) ** 2)) + (3.0 if shot != "detail" else 0.8) * min(
        float(blocks.std()), _MASSES
    )
    ratio = np.log(depth[land])
    planes, _ = np.histogram(
        ratio,
        np.log([1.0, 30.0, 110.0, 400.0, 4000.0])
        if shot in ("wide", "medium")
        else np.log([0.1, 3.0, 15.0, 60.0, 4000.0]),
    )
    shares = planes / max(planes.sum(), 1)
    score += 0.9 * float(np.minimum(shares, 0.18).sum()) / 0.72
    step = np.abs(np.diff(1 / depth, axis=0))
    score -= 0.25 * float(step.max() * np.median(depth[land]) / 6.0) if shot != "detail" else 0.0
    score -= 1.2 * max(0.0, float((depth < 0.4 * np.median(depth[-8:])).mean()) - 0.05)
    score += 2.0 * cast.quality - (3.0 if not cast.quality else 0.0)
    if shot == "detail":
        # Ripples stand out where the light grazes the sand.
        grazing = float(np.median(sun[len(sun) // 2 :, :, 2])) / (light.sun[2] * light.sand[2])
        score += 3.0 * math.exp(-(((grazing - 0.22) / 0.09) ** 2))
    # Sand wholly in shade shows neither ripples nor the colour of the sun.
    score -= 6.0 * max(0.0, (0.40 if shot == "close" else 0.28) - lit)
    # A dune in its own shade is a black wall.
    black = float((tone < (0.33 if shot == "close" else 0.30)).mean())
    score -= 4.0 * max(0.0, black - 0.15) if shot == "close" else 5.0 * max(0.0, black - 0.20)
    top = depth[: max(1, len(depth) // 12)]
    score -= 1.5 * float((top < heightfield.FAR * 0.9).mean()) if shot != "detail" else 0.0
    return score
