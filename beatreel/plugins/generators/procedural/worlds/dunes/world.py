"""A dune sea: long crests, slip faces in shade, ripples, haze, and somebody small in it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Focus, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery.open_sky import galaxy_of
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import ground, pyramids, salt, starry
from .figures import Cast, draw_cast
from .rendering import render
from .search import SURVEY_COLUMNS, find_camera
from .site import AWAY, BEFORE_DUST, BEHIND_THINGS, NAMED, PYRAMIDS, STANDING, VIEWS, Site, View, is_named, lay_ground
from .storm import let_stream, raise_dust

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


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
    view, land_shot = view_of(description, shot)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 11])
    site = lay_ground(description, view, land_shot, rng)
    camera, cast = find_camera(site, view, land_shot, description, width / height, rng, AWAY.get(shot))
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
    sky, sun, glow, depth = render(site, camera, view, cast, width, height, progress)
    return _finish(description, site, camera, view, land_shot, cast, (sky, sun, glow, depth), rng)


def view_of(description: SceneDescription, shot: str) -> tuple[View, str]:
    """Return how the dunes of a description are looked at, and the shot as which that is composed."""
    built = bool({"pyramid", "ziggurat"} & set(description.motifs))
    view = (PYRAMIDS if built else VIEWS).get(shot, VIEWS["wide"])
    land_shot = "medium" if built and shot == "detail" else shot  # there it is the stones that are near
    if is_named(description) and not built:  # who is named is seen
        land_shot = "close" if shot == "detail" else shot
        view = replace(VIEWS.get(land_shot, view), **NAMED.get(land_shot, NAMED["wide"]))
    if STANDING & set(description.motifs) and not built:
        land_shot = "medium" if shot == "detail" else shot
        view = replace(VIEWS.get(land_shot, view), **BEHIND_THINGS.get(shot, BEHIND_THINGS["wide"]))
    if description.is_dust_storm and not built:
        view = replace(view, horizon=BEFORE_DUST.get(land_shot, view.horizon))
    if galaxy_of(description) and not built:
        view = replace(view, horizon=starry.HORIZONS.get(land_shot, view.horizon))
    return view, land_shot


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
    if power := galaxy_of(description):
        starry.add_galaxy(sky, masks["sky"], camera, power, site.seed)
    draw_cast(cast, camera, site.azimuth, light, sky, sun, glow)
    if description.is_dust_storm:
        raise_dust(shot, description.weather_amount, picture[:3], depth, camera, light, site.azimuth, site.seed)
    elif description.weather == "dust":
        let_stream(shot, description.weather_amount, picture[:3], depth, camera, light, site.seed)
    if shot in ("close", "detail"):
        _focus(shot, depth, sky, sun, glow)
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (sky, sun, glow))
    _set_black(total, sky, 0.85 if shot == "detail" else 0.60)
    grade = fit_grade(total, light.grade(), median=light.median, white=light.white)
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
        is_accented=description.time_of_day not in ("golden", "dusk", "dawn"),  # violet shade is that already, not teal
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
