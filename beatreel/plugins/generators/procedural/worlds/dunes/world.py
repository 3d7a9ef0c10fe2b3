"""A dune sea: long crests, slip faces in shade, ripples, haze, and somebody small in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera, SunGrid
from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Focus, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import ground, pyramids, salt
from .figures import Cast, cast_for, draw_cast
from .light import Daylight, daylight
from .pyramids import lay_out

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 45
STRIP = 16  # picture columns that are traced at a time


@dataclass(frozen=True)
class View:
    """How a shot size looks at the dunes; lengths in metres, picture measures in widths and heights of the frame."""

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    wavelength: tuple[float, float]
    amplitude: tuple[float, float]
    nearest: float
    figures_at: tuple[float, float]
    candidates: int
    travel: float
    ripple: float = 0.19
    macro: float = 1.0


NOBODY = (1e6, 1e6)  # distances at which figures look right: none

VIEWS: dict[str, View] = {
    "wide": View((16, 46), (0.85, 1.25), (0.25, 0.36), (85, 125), (22, 33), 2.0, (62, 175), 64, 2.2),
    "medium": View((2.2, 9.0), (1.3, 1.9), (0.36, 0.52), (70, 110), (18, 27), 1.5, (35, 120), 64, 0.9),
    "close": View((1.1, 1.7), (0.95, 1.2), (0.20, 0.30), (60, 100), (13, 20), 0.7, (18, 70), 56, 0.35, 0.15),
    "detail": View((0.26, 0.36), (1.25, 1.6), (-0.04, 0.10), (60, 100), (10, 16), 0.25, NOBODY, 40, 0.05, 0.105, 0.12),
}

_NAMED: dict[str, dict[str, Any]] = {
    "wide": {"eye": (11, 32), "figures_at": (36, 100)}, "medium": {"figures_at": (13, 42)}, "close": {"figures_at": (8, 24)},
}  # fmt: skip
"""What is other about a view where the prompt names somebody: they are nearer."""

PYRAMIDS: dict[str, View] = {
    "wide": View((9, 30), (0.95, 1.2), (0.42, 0.52), (85, 125), (13, 20), 2.0, (62, 190), 64, 2.2),
    "medium": View((3.0, 9.0), (1.5, 1.8), (0.50, 0.60), (70, 110), (9, 14), 1.5, (45, 160), 64, 0.9),
    "close": View((1.2, 1.8), (0.95, 1.2), (0.34, 0.42), (60, 100), (8, 12), 0.7, (18, 70), 56, 0.35, 0.15),
    "detail": View((5.0, 14.0), (2.7, 3.3), (0.64, 0.74), (70, 110), (9, 14), 2.0, (90, 260), 48, 0.9),
}
"""Views where pyramids stand: lower dunes, and a horizon that leaves room for them."""
_AWAY = {"wide": (430, 640), "medium": (430, 620), "close": (520, 760), "detail": (520, 700)}  # metres to the first


@dataclass
class Site:
    """A place of the dune sea with its light: what the camera search and the painter share."""

    land: Array
    light: Daylight
    seed: int
    azimuth: float
    pyramid: tuple[float, float] | None = None
    frames: Array | None = None
    lits: Array | None = None

    def heights(self, x: Array, z: Array, step_x: Array, step_z: Array, distances: Array) -> Array:
        """Return ground heights along lines, (lines, distances)."""
        out = np.empty((len(x), len(distances)), np.float32)
        ground.fill_profiles(x, z, step_x, step_z, distances, self.land, np.int32(self.seed), out)
        return out

    def height(self, x: float, z: float) -> float:
        """Return the ground height at a point."""
        point = np.array([x], np.float32), np.array([z], np.float32), np.zeros(1, np.float32), np.zeros(1, np.float32)
        return float(self.heights(*point, np.zeros(1, np.float32))[0, 0])

    def level_place(self, spread: float, rng: np.random.Generator) -> tuple[float, float]:
        """Return a random place that is not a slip face, where no ripples form."""
        places = rng.uniform(-spread, spread, (24, 2)).astype(np.float32)
        step = np.array([0.0, 3.0], np.float32)
        still, moving = np.zeros(24, np.float32), np.ones(24, np.float32)
        along_x = np.diff(self.heights(places[:, 0], places[:, 1], moving, still, step))[:, 0] / 3
        along_z = np.diff(self.heights(places[:, 0], places[:, 1], still, moving, step))[:, 0] / 3
        gentle = np.flatnonzero(np.hypot(along_x, along_z) < 0.26)
        x, z = places[gentle[0] if gentle.size else 0]
        return float(x), float(z)

    def light_up(self, centre: tuple[float, float], cells: list[float], count: int, reach: float = 18.0) -> None:
        """Make shadow grids around a point, from the coarsest cell size to the finest."""
        away = (-math.sin(self.azimuth), -math.cos(self.azimuth))
        coarser = None
        grids: list[SunGrid] = []
        for cell in sorted(cells, reverse=True):
            x, z = heightfield.grid_positions(centre, away, cell, count)
            across = np.arange(count, dtype=np.float32) * cell
            ones = np.ones(count, np.float32)
            heights = self.heights(
                (x - away[1] * across).astype(np.float32),
                (z + away[0] * across).astype(np.float32),
                ones * np.float32(away[0]),
                ones * np.float32(away[1]),
                across,
            )
            coarser = heightfield.light_grid(
                heights, x, z, away, cell, self.light.elevation, self.light.softness, coarser, reach
            )
            grids.insert(0, coarser)
        self.frames = np.stack([grid.frame() for grid in grids])
        self.lits = np.stack([np.stack([grid.lit, grid.bounce, grid.hollow]) for grid in grids])


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Progress,
) -> Painting:
    """Paint dunes; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is a drone's view with a caravan, medium a crest with a lone traveller, close a trail of footprints over
    ripples, detail the ripples and their grains in raking light.
    """
    if "salt_flat" in description.motifs:
        return salt.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    built = bool({"pyramid", "ziggurat"} & set(description.motifs))
    view = (PYRAMIDS if built else VIEWS).get(shot, VIEWS["wide"])
    land_shot = "medium" if built and shot == "detail" else shot  # there it is the stones that are near
    if _is_named(description) and not built:  # who is named is seen
        land_shot = "close" if shot == "detail" else shot
        view = replace(VIEWS.get(land_shot, view), **_NAMED.get(land_shot, _NAMED["wide"]))
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 11])
    site = _site(description, view, land_shot, rng)
    camera, cast = _find_camera(site, view, land_shot, description, width / height, rng, _AWAY.get(shot))
    progress(0.08, "camera found")
    camera = camera.scaled(width / SURVEY_COLUMNS)
    ahead = (math.sin(camera.heading), math.cos(camera.heading))
    fine = 0.20 if land_shot in ("wide", "medium") else 0.04
    reach = 0.33 * fine * 1280
    site.light_up(
        (camera.x + ahead[0] * reach, camera.z + ahead[1] * reach),
        [fine, fine * 5.5, fine * 30],
        1280,
        18.0 if fine > 0.1 else 9.0,
    )
    progress(0.15, "shadows cast")
    sky, sun, glow, depth = _render(site, camera, view, cast, width, height, progress)
    return _finish(description, site, camera, view, land_shot, cast, (sky, sun, glow, depth), rng)


def _is_named(description: SceneDescription) -> bool:
    return "figure" in description.details and "people" not in description.without


def _site(description: SceneDescription, view: View, shot: str, rng: np.random.Generator) -> Site:
    land = np.zeros(ground.LAND_SIZE, np.float32)
    land[ground.WAVELENGTH] = rng.uniform(*view.wavelength)
    land[ground.AMPLITUDE] = rng.uniform(*view.amplitude)
    land[ground.SINUOSITY] = rng.uniform(0.75, 1.25)
    land[ground.CREST] = rng.uniform(0.60, 0.68)
    land[ground.CROSSING] = rng.uniform(0.10, 0.24)
    land[ground.RIPPLE] = view.ripple * rng.uniform(0.9, 1.15)
    land[ground.MACRO] = view.macro
    land[ground.RIPPLE_EVEN] = {"detail": 0.85, "close": 0.6, "medium": 0.2}.get(shot, 0.0)
    wind = math.atan2(0.21, 1.0) + rng.uniform(-0.35, 0.35)
    land[ground.WIND_X], land[ground.WIND_Z] = math.sin(wind), math.cos(wind)
    light = daylight(description, close=shot in ("close", "detail"), rng=rng)
    azimuth = rng.uniform(0, 2 * math.pi)
    if shot in ("close", "detail"):
        # Ripples show their relief when the light rakes across them.
        wind = azimuth + rng.choice([0.0, math.pi]) + rng.uniform(-0.6, 0.6)
        land[ground.WIND_X], land[ground.WIND_Z] = math.sin(wind), math.cos(wind)
    site = Site(land, light, int(rng.integers(1, 1 << 20)), azimuth)
    if view is PYRAMIDS["detail"]:  # a long lens through all that air would leave a shadow play
        site.light = replace(light, haze=0.4 * light.haze, haze_far=0.4 * light.haze_far, mist=0.2 * light.mist)
    if view in PYRAMIDS.values():
        site.pyramid = lay_out(land[ground.PYRAMIDS :], "ziggurat" in description.motifs, rng)
    return site


def _find_camera(
    site: Site, view: View, shot: str, description: SceneDescription, aspect: float, rng: np.random.Generator,
    away: tuple[float, float] | None = None,
) -> tuple[Camera, Cast]:  # fmt: skip
    """Look at many small pictures and keep the best composed one."""
    columns = SURVEY_COLUMNS
    rows = round(columns / aspect)
    site.light_up((0.0, 0.0), [1.2, 6.0] if shot in ("wide", "medium") else [0.5, 4.0], 768)
    spread = 300.0 if shot in ("wide", "medium") else 120.0
    best: tuple[float, Camera, Cast] | None = None
    is_named = view.figures_at != NOBODY and _is_named(description)
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
        sky, sun, glow, depth = _render(site, camera, view, Cast(), columns, rows, None, growth=0.012)
        reach = NOBODY if "people" in description.without else view.figures_at
        cast = cast_for(site, camera, depth, sky + sun + glow, reach, shot, description.motifs, cast_rng)
        score = _score(sky, sun, glow, depth, shot, cast, 1.2 * view.nearest, site.light)
        if is_named and not cast.members:
            score -= 6.0
        if site.pyramid is not None:
            score += _shows(site, camera, depth)
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
    target, width, weight = {"detail": (0.92, 0.10, 4.0), "close": (0.62, 0.22, 2.2)}.get(shot, (light.lit, 0.20, 1.5))
    blocks = cv2.resize(tone, (6, 10), interpolation=cv2.INTER_AREA)
    score = weight * math.exp(-(((lit - target) / width) ** 2)) + (3.0 if shot != "detail" else 0.8) * float(
        blocks.std()
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
    if shot == "close":  # a dune in its own shade is a black wall
        score -= 4.0 * max(0.0, float((tone < 0.30).mean()) - 0.15)
    top = depth[: max(1, len(depth) // 12)]
    score -= 1.5 * float((top < heightfield.FAR * 0.9).mean()) if shot != "detail" else 0.0
    return score


def _render(
    site: Site,
    camera: Camera,
    view: View,
    cast: Cast,
    width: int,
    height: int,
    progress: Progress | None,
    growth: float = 0.0011,
) -> tuple[Array, Array, Array, Array]:
    """Trace and shade the picture in strips of columns."""
    sky, sun, glow = (np.empty((height, width, 3), np.float32) for _ in range(3))
    depth = np.empty((height, width), np.float32)
    distances = heightfield.sample_distances(view.nearest, 3400.0, growth)
    figures, shapes = cast.shadows()
    camera_row = np.array(
        [camera.x, camera.y, camera.z, camera.heading, camera.focal, camera.centre_x, camera.horizon], np.float32
    )
    light, colours = site.light.arrays(site.azimuth)
    for first in range(0, width, STRIP):
        count = min(STRIP, width - first)
        columns = first + (np.arange(2 * count) + 0.5) / 2
        dir_x, dir_z, stretch = camera.column_directions(columns)
        starts = np.full(2 * count, camera.x, np.float32), np.full(2 * count, camera.z, np.float32)
        profile = site.heights(*starts, dir_x, dir_z, distances)
        traced = np.empty((2 * height, 2 * count), np.float32)
        heightfield.trace_columns(
            profile,
            distances,
            np.float32(camera.y),
            stretch,
            np.float32(camera.focal),
            np.float32(camera.horizon),
            np.float32(0.5),
            traced,
        )
        ground.shade_columns(
            first, traced, camera_row, stretch, dir_x, dir_z, light, colours, site.land, np.int32(site.seed),
            site.frames, site.lits,
            len(site.lits), figures, shapes, sky, sun, glow, depth,
        )  # fmt: skip
        if progress is not None:
            progress(0.15 + 0.75 * (first + count) / width, "painting the dunes")
    return sky, sun, glow, depth


def _finish(
    description: SceneDescription,
    site: Site,
    camera: Camera,
    view: View,
    shot: str,
    cast: Cast,
    picture: tuple[Array, Array, Array, Array],
    rng: np.random.Generator,
) -> Painting:
    sky, sun, glow, depth = picture
    height, width = depth.shape
    light = site.light
    ground_mask = (depth < heightfield.FAR * 0.9).astype(np.float32)
    masks = {"ground": ground_mask, "crest": _crests(depth), "sky": 1 - ground_mask}
    if light.stars > 0:
        sky += (stars(width, height, 0.5 * light.stars, site.seed) * masks["sky"])[..., None]
    draw_cast(cast, camera, site.azimuth, light, sky, sun, glow)
    if shot in ("close", "detail"):
        _focus(shot, depth, sky, sun, glow)
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (sky, sun, glow))
    _set_black(total, sky, 0.85 if shot == "detail" else 0.55)
    grade = fit_grade(total, light.grade(), median=light.median, white=light.white)
    if site.pyramid is not None:
        grade = darker(total, grade, 1.08 * light.median[1])
    name = "moon" if description.time_of_day == "night" else "sun"
    groups = {
        "sky": LightGroup(sky),
        name: LightGroup(sun, "kick", 1.0, 0.16),
        "glow": LightGroup(glow, "downbeat", 1.0, 0.22),
    }
    travel = view.travel
    return Painting(
        groups=groups,
        depth=depth,
        focal=camera.focal,
        centre=(camera.centre_x, camera.horizon),
        grade=grade,
        masks=masks,
        elements=_elements(description, site, camera, shot, rng),
        focus=_pyramid_at(site, camera, (width, height)) if site.pyramid is not None else None,
        travel=travel,
    )


def _pyramid_at(site: Site, camera: Camera, size: tuple[int, int]) -> Focus | None:
    """Return where the first pyramid is seen, from its top to its feet."""
    assert site.pyramid is not None
    tall = float(site.land[ground.PYRAMIDS + 1 + pyramids.TALL])
    x, top, away = camera.project(site.pyramid[0], tall, site.pyramid[1])
    unit = camera.focal * tall / away
    return Focus.inside(x - 0.5 * unit, top - 0.1 * unit, x + 0.5 * unit, top + 0.8 * unit, size)


def _set_black(small: Array, sky: Array, share: float) -> None:
    """Take the veil off the darkest shade, in a small picture and in the steady light (in place)."""
    luma = small @ np.array([0.07, 0.72, 0.21], np.float32)
    darkest = small[luma <= np.percentile(luma, 1.5)].mean(axis=0) * np.float32(share)
    for part in (small, sky):
        part -= darkest
        np.maximum(part, 0, out=part)


def _crests(depth: Array) -> Array:
    """Return a soft mask of the crests from which the wind lifts sand."""
    step = max(2, depth.shape[0] // 470)
    edge = np.zeros_like(depth)
    edge[step:] = (depth[:-step] > depth[step:] * 1.25) & (depth[step:] < 700)
    sigma = depth.shape[1] / 100
    small = cv2.resize(edge, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigmaX=max(0.5, sigma), sigmaY=max(0.4, sigma * 0.45))
    return np.asarray(cv2.resize(np.clip(soft * 20, 0, 1), depth.shape[::-1]), np.float32)


def _focus(shot: str, depth: Array, *parts: Array) -> None:
    """Blur what is out of focus, as a lens close to the ground does."""
    row = np.median(depth, axis=1)
    focus = float(np.interp(0.60 if shot == "detail" else 0.55, np.linspace(0, 1, len(row)), row))
    spread = depth.shape[1] / 1584
    strength = (11.0 if shot == "detail" else 2.6) * spread
    blur = np.abs(1 - focus / np.maximum(depth, 1e-3)) * strength
    blur = cv2.GaussianBlur(np.minimum(blur, 1.6 * strength), (0, 0), 4 * spread + 0.5)
    levels = [0.0, 1.0, 2.2, 4.5, 9.0, 18.0]
    for part in parts:
        sharp = part.copy()
        previous = sharp
        for low, high in zip(levels[:-1], levels[1:], strict=True):
            if low > blur.max():
                break
            softer = cv2.GaussianBlur(sharp, (0, 0), high)
            share = np.clip((blur - low) / (high - low), 0, 1)[..., None]
            inside = (blur >= low)[..., None]
            np.copyto(part, previous + (softer - previous) * share, where=inside)
            previous = softer


def _elements(
    description: SceneDescription, site: Site, camera: Camera, shot: str, rng: np.random.Generator
) -> list[Element]:
    weather, amount = description.weather, description.weather_amount
    stormy = weather in ("dust", "storm")
    side = float(np.sign(math.sin(site.azimuth - camera.heading)) or 1.0)
    elements = [Element("sand", min(1.0, 0.35 + (0.6 * amount if stormy else 0.0)), {"direction": -side}, "crest")]
    if shot in ("close", "detail") or stormy:
        elements.append(
            Element("sand", 0.35 + (0.5 * amount if stormy else 0.0), {"direction": -side, "low": True}, "ground")
        )
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "mist":
        elements.append(Element("mist", amount, {}, "ground"))
    if description.time_of_day != "night" and weather not in ("rain", "snow"):
        elements.append(Element("motes", 0.25 if shot in ("wide", "medium") else 0.45))
    sun_x, sun_y = site.light.on_picture(camera, site.azimuth)
    if description.time_of_day in ("dawn", "golden") and weather == "clear":
        elements.append(Element("flare", 0.5, {"x": sun_x, "y": sun_y}))
    if ("birds" in description.motifs or rng.random() < 0.3) and shot in ("wide", "medium") and not stormy:
        elements.append(Element("birds", 0.3, {"top": 0.08, "bottom": 0.22, "count": 7}, "sky"))
    return elements
