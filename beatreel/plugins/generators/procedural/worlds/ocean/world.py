"""The sea: open water towards the sun, a headland with its lighthouse, a beach, a breaking crest, foam from above."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Relief, Sunlight, render

from . import coast, icy
from .bridge import draw_bridge
from .cliffs import Coast
from .figures import SeaScenery
from .ground import Shore, shade
from .pier import draw_pier
from .surf import add_surf

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 54
_SEA_END = 11000.0  # metres; the horizon lies a few pixels above


@dataclass(frozen=True)
class View:
    """A composition: ranges to draw from; lengths in metres, picture measures in widths or heights of the picture."""

    kind: str
    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    longest: tuple[float, float]
    tall: tuple[float, float]
    nearest: float
    travel: float
    aside: tuple[float, float]
    candidates: int = 6


OPEN = View("open", (5.5, 11), (1.0, 1.35), (0.40, 0.48), (24, 36), (1.0, 1.7), 3.0, 1.0, (0.02, 0.22))
HEAD = View("head", (15, 26), (1.15, 1.5), (0.38, 0.45), (30, 44), (1.3, 2.0), 8.0, 1.4, (0.35, 0.9))
TOWER = View("head", (7, 14), (2.2, 2.9), (0.40, 0.47), (30, 44), (1.3, 2.0), 8.0, 1.2, (0.35, 0.9))
BEACH = View("beach", (2.0, 3.2), (0.95, 1.2), (0.40, 0.48), (11, 16), (0.5, 0.8), 1.6, 0.5, (0.25, 0.7))
CREST = View("crest", (1.3, 2.2), (1.5, 2.0), (0.42, 0.52), (13, 19), (1.9, 2.7), 1.6, 0.5, (0.05, 0.30), 10)
TOPS = View("crest", (2.0, 3.0), (2.3, 2.9), (0.40, 0.48), (16, 24), (2.0, 2.8), 1.6, 0.5, (0.20, 0.42), 10)
LOW = View("open", (2.6, 4.2), (1.15, 1.45), (0.50, 0.58), (18, 28), (1.1, 1.8), 2.2, 0.8, (0.04, 0.24))
ABOVE = View("above", (26, 40), (0.95, 1.25), (-0.62, -0.40), (9, 13), (0.45, 0.7), 8.0, 1.2, (0.3, 2.6))
SPAN = View("open", (7, 12), (1.0, 1.15), (0.60, 0.66), (18, 26), (0.5, 0.9), 3.0, 1.2, (0.02, 0.22))
LOW_SPAN = View("open", (4, 6), (1.15, 1.35), (0.64, 0.70), (14, 20), (0.4, 0.7), 3.0, 1.0, (0.02, 0.22))
BRIDGE_VIEWS = {
    "wide": (SPAN, SPAN),
    "medium": (LOW_SPAN, SPAN),
    "close": (LOW_SPAN, LOW_SPAN),
    "detail": (SPAN, LOW_SPAN),
}
PIER = View("open", (4.0, 4.3), (0.92, 1.08), (0.42, 0.48), (14, 22), (0.3, 0.6), 1.6, 0.35, (0.02, 0.16))
PLANKS = View("open", (3.1, 3.4), (1.0, 1.2), (0.38, 0.44), (14, 22), (0.3, 0.6), 1.6, 0.25, (0.02, 0.16))
BESIDE = View("open", (1.9, 2.2), (1.0, 1.15), (0.46, 0.54), (10, 15), (0.25, 0.5), 1.6, 0.35, (0.10, 0.25))
PIER_VIEWS = {"wide": (PIER, BESIDE), "medium": (BESIDE, PIER), "close": (PLANKS, PLANKS)}
NEAR_TOWER = View("head", (5, 9), (3.3, 3.9), (0.62, 0.68), (30, 44), (1.3, 2.0), 8.0, 1.0, (0.35, 0.9))
LIGHTHOUSE_VIEWS = {
    "wide": (HEAD, HEAD),
    "medium": (HEAD, TOWER),
    "close": (TOWER, TOWER),
    "detail": (NEAR_TOWER, NEAR_TOWER),
}
EDGE = View("beach", (0.9, 1.4), (1.1, 1.35), (0.44, 0.52), (10, 14), (0.4, 0.65), 1.0, 0.35, (0.15, 0.5))
BEACH_VIEWS = {"wide": (BEACH, BEACH), "medium": (BEACH, EDGE), "close": (EDGE, EDGE), "detail": (ABOVE, ABOVE)}
VIEWS = {"wide": (OPEN, HEAD), "medium": (LOW, HEAD), "close": (CREST, CREST), "detail": (TOPS, TOPS)}


@dataclass
class Place:
    """A camera and the shore before it; ``side`` is where the subject stands, -1 or 1."""

    camera: Camera
    shore: Shore
    side: float
    azimuth: float


_SHORES = {"beach", "shore", "seashore", "cove", "palm", "palms"}  # words of a prompt that shall see sand
_STILL = {"calm", "still", "glassy", "gentle", "serene", "peaceful", "tranquil", "quiet", "mirror", "placid"}
_LOW_SUN = math.radians(12.0)


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
    """Paint the sea; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is open water with a boat in the path of the sun or, in odd variations, a headland with a lighthouse; medium the same from
    lower; close a crest with light through it; detail the tops of waves. Where a shore is named, there is a beach with somebody on
    it, and the detail is its line of foam from above. A lighthouse that
    the prompt names is in every picture but the last, from near in the close one; so is a pier. A bridge is in all of them.
    """
    views: dict[str, Any] = LIGHTHOUSE_VIEWS if "lighthouse" in description.motifs else {}
    if "bridge" in description.motifs:
        views = BRIDGE_VIEWS
    if "canal" in description.motifs:  # behind its houses lies the lagoon
        views = dict.fromkeys(VIEWS, (OPEN, OPEN))
    if "pier" in description.motifs:
        views = PIER_VIEWS
    icebergs = "icebergs" in description.motifs and not views  # no bridge leads over a polar sea
    if icebergs:
        views = icy.VIEWS
    cliffs = "sea_cliffs" in description.motifs and not {"bridge", "pier", "icebergs"} & set(description.motifs)
    if cliffs:
        views = coast.VIEWS
        if "lighthouse" in description.motifs:
            views = {**views, "detail": (coast.UNDER, coast.UNDER)}
    is_sailed = "boat" in description.without  # by what is set into the picture
    if is_sailed and not views:  # no land behind a ship, whose waterline would be seen through fog
        views = dict.fromkeys(VIEWS, (OPEN, OPEN if description.weather == "mist" else HEAD))
    if not views and _SHORES & description.all_words and not is_sailed:
        views = BEACH_VIEWS if "palms" not in description.motifs else {**BEACH_VIEWS, "detail": (EDGE, EDGE)}
    view = views.get(shot, VIEWS.get(shot, VIEWS["wide"]))[(variation + seed) % 2]
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 53])
    light = open_light(description, rng)
    # Sand and foam take the sun's colour more than snow and rock do.
    sun = tuple(0.88 * part + 0.12 * sum(light.sun) / 3 for part in light.sun)
    light = replace(light, aurora=0.0, saturation=0.88 * light.saturation, sun=sun)
    if width > height and light.elevation < _LOW_SUN:  # it stays in a wide picture, which sees less of the sky
        light = replace(light, elevation=math.atan(math.tan(light.elevation) * height / width))
    if icebergs:
        light = icy.icy_light(light, description)
    elif description.weather == "mist":  # most of it is laid over the picture, by its depths
        light = replace(light, air=0.45 * light.air)
    place: Any
    if cliffs:
        light = coast.coast_light(light, description)
        place = coast.find_place(view, description, width / height, rng)
    else:
        place = (icy.find_place if icebergs else _find_place)(view, description, light, width / height, rng)
    progress(0.08, "camera found")
    place.camera = place.camera.scaled(width / SURVEY_COLUMNS)
    relief = (icy.render_ice if icebergs else coast.render_coast if cliffs else _render)(
        place,
        view,
        light,
        width,
        height,
        0.0055 if icebergs else 0.0042,
        lambda done: progress(0.1 + 0.7 * done, "painting the sea"),
    )
    steady, sun, glint, water = relief.lights
    clear = (1 - relief.cover)[..., None]
    sky_seed = int(rng.integers(1, 1 << 20))
    skies = open_sky.paint_sky(light, place.camera, place.azimuth, width, height, sky_seed)
    for part, sky in zip((steady, sun), skies, strict=True):
        sky *= clear
        part += sky
    del skies, sky
    progress(0.86, "sky")
    scenery = SeaScenery(steady, sun, [glint, water], relief.depth, place.camera.focal)
    spray, bursts = add_surf(scenery, place, view, light, rng) if cliffs else (None, [])
    lamp = _figures(scenery, view, place, description, light, rng)
    progress(0.92, "figures")
    painting = _finish(description, view, place, light, relief, scenery, lamp, spray)
    if bursts:
        painting.elements.append(Element("bursts", 0.5 + 0.5 * place.shore.rough, {"points": bursts}))
    return painting


def _find_place(
    view: View, description: SceneDescription, light: OpenLight, aspect: float, rng: np.random.Generator
) -> Place:
    """Look at several small pictures and keep the best composed one."""
    columns, rows = SURVEY_COLUMNS, round(SURVEY_COLUMNS / aspect)
    best: tuple[float, Place] | None = None
    for _ in range(view.candidates):
        place = _place(view, description, rng, rows / columns)
        seen = _render(place, view, light, columns, rows, 0.02)
        luma = np.sqrt(np.maximum(sum(seen.lights[:3]) @ np.array([0.07, 0.72, 0.21], np.float32), 0))
        luma = np.clip(luma / (np.percentile(luma[seen.cover > 0.5], 98) + 1e-6), 0, 1.2)
        blocks = cv2.resize(luma, (6, 10), interpolation=cv2.INTER_AREA)
        score = 2.0 * float(blocks.std())
        land = float((seen.cover - seen.lights[3][..., 0]).clip(0, 1).mean())
        if view.kind == "head":
            score += 2 * math.exp(-(((land - 0.085) / 0.05) ** 2))
        if view.kind == "crest":
            top = seen.cover.shape[0] - (seen.cover > 0.5).sum(axis=0)
            rise = float((place.camera.horizon - top.min()) / rows)
            third = abs(abs(float(np.argmin(top)) / columns - 0.5) - 0.17)
            score -= 3 * max(0.0, float((seen.depth < 9).mean()) - 0.30)
            score += 2 * math.exp(-(((rise - 0.085) / 0.04) ** 2)) + math.exp(-((third / 0.12) ** 2))
        if seen.depth.min() < 2.2 * view.nearest and view.kind != "above":
            score -= 10  # the lens would be under water
        if view.kind in ("beach", "above"):
            score += 2 * math.exp(-(((land - 0.38) / 0.16) ** 2))
        if best is None or score > best[0]:
            best = (score, place)
    assert best is not None
    return best[1]


def _place(view: View, description: SceneDescription, rng: np.random.Generator, tall: float) -> Place:
    """Draw a place at random."""
    columns, side = SURVEY_COLUMNS, float(rng.choice([-1.0, 1.0]))
    storm = {"storm": 1.0, "rain": 0.35, "dust": 0.5}.get(description.weather, 0.0) * (
        0.5 + 0.5 * description.weather_amount
    )
    calm = 0.35 if _STILL & set(description.prompt.lower().replace(",", " ").split()) and not storm else 1.0
    height = rng.uniform(*view.tall) * calm * (1 + (1.1 if view.kind in ("open", "head") else 0.35) * storm)
    longest = rng.uniform(*view.longest)
    chop = 0.62 + 0.38 * storm if view.kind != "above" else 0.35
    sea = sea_state(rng, longest=longest, height=height, wind=math.pi + rng.uniform(-0.6, 0.6), chop=chop)
    caps = rng.uniform(0.72, 0.95) - 0.60 * storm - (0.22 if view.kind == "crest" else 0.0)
    shore = Shore(sea, int(rng.integers(1, 1 << 20)), height, caps)
    focal, eye = rng.uniform(*view.focal), rng.uniform(*view.eye)
    horizon = rng.uniform(*view.horizon) * tall
    if view.kind == "head":
        far = rng.uniform(270, 400)
        x = side * rng.uniform(0.16, 0.30) / focal * far
        near = 0.42 if description.weather == "mist" else 1.0  # in fog it must be nearer to be seen
        shore.headland = (near * x, near * far, near * rng.uniform(58, 90), near * rng.uniform(26, 42))
    if view.kind == "beach":
        angle = rng.uniform(0.02, 0.20)
        shore.beach = (side * math.cos(angle), math.sin(angle), rng.uniform(-2.2, 0.6), rng.uniform(0.05, 0.08))
        shore.stones = rng.uniform(0.26, 0.40)
    if view.kind == "above":
        angle = rng.uniform(0.5, 2.6)
        nx, nz = math.cos(angle) * side, math.sin(angle) * rng.choice([-1.0, 1.0])
        middle = eye * focal / (0.5 * tall - horizon)
        shore.beach = (nx, nz, nz * middle + rng.uniform(-0.2, 0.2) * middle, rng.uniform(0.05, 0.08))
        shore.stones = 9.0  # from above they are spots
    if view.kind == "beach":
        eye += max(0.0, float(shore.land(*np.zeros((3, 1), np.float32))[0]))
    camera = Camera(0.0, eye, 0.0, 0.0, focal * columns, columns / 2, horizon * columns)
    aside = (0.06, 0.22) if description.time_of_day == "night" and view.kind in ("head", "beach") else view.aside
    away = rng.uniform(*aside) * (1.5 if description.time_of_day == "day" else 1.0)
    # Over the boat on open water, away from what is tall elsewhere.
    azimuth = (side if view.kind in ("open", "crest") else -side) * away
    if view.kind == "beach":
        azimuth = -side * away
    return Place(camera, shore, side, azimuth)


def _render(
    place: Place, view: View, light: OpenLight, width: int, height: int, growth: float, told: Any = lambda done: None
) -> Relief:
    shore = place.shore
    sunlight = None
    if shore.headland is not None:
        x, z, radius, _ = shore.headland
        count = 700 if width > SURVEY_COLUMNS else 160
        cell = 5.2 * radius / count
        sunlight = Sunlight(
            shore.land, place.azimuth, light.elevation, light.softness, [(x, z, cell)], count=count, reach=14.0
        )
    return render(
        shore.heights,
        lambda points: shade(points, shore, sunlight, light, place.azimuth),
        (3, 3, 3, 1),
        place.camera,
        width,
        height,
        heightfield.sample_distances(view.nearest, _SEA_END, growth),
        told,
    )


def _figures(
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
            or (found := coast.lighthouse_place(scenery, side, 0.30 if view.focal == coast.UNDER.focal else 0.15))
            is None
        ):
            return None
        lit = description.time_of_day in ("dusk", "night", "dawn") or description.weather in ("mist", "storm", "rain")
        return scenery.lighthouse(
            *found, ambient, sun, lit=lit, way=int(-side), sunward=place.azimuth, fog=description.weather == "mist"
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
        )
    if view in (SPAN, LOW_SPAN):
        lit = description.time_of_day in ("dusk", "night") or description.weather in ("storm", "mist")
        draw_bridge(scenery, camera, light, place.azimuth, -side, rng, lit=lit)
    if view in (PIER, PLANKS, BESIDE):
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
        if "whale" in description.motifs and view.kind == "open":
            scenery.flukes(px, py, max(camera.focal * 4.5 / (0.5 * depth), 0.028 * scenery.height), ambient, sun)
        elif "boat" in description.details or (
            "boat" not in description.without and description.weather != "storm" and view is not TOPS
        ):
            scenery.boat(px, py, camera.focal * 12 / depth, ambient, sun, way=int(-side))
    if view.kind in ("beach", "above") and "people" not in description.without:
        _walker(scenery, view, place, light, third, rng)
    return None


def _walker(
    scenery: SeaScenery, view: View, place: Place, light: OpenLight, third: float, rng: np.random.Generator
) -> None:
    """Let somebody walk on the sand, at a third of the picture or a little inland of it."""
    camera, shore = place.camera, place.shore
    scale = scenery.width / camera.focal
    foot = np.full(1, 0.1, np.float32)
    if view.kind == "beach":
        far = rng.uniform(12, 18)
        places = [(third * far * scale + place.side * 0.4 * i, far) for i in range(12)]
    else:
        nx, nz, at, _ = shore.beach or (0.0, 1.0, 0.0, 0.0)
        middle = camera.y * camera.focal / (rng.uniform(0.42, 0.58) * scenery.height - camera.horizon)
        inland = at + 2.5 - nz * middle - nx * third * middle * scale
        places = [
            (third * middle * scale + nx * (inland + 0.6 * i), middle + nz * (inland + 0.6 * i)) for i in range(12)
        ]
    for x, z in places:
        ground = float(shore.land(np.array([x], np.float32), np.array([z], np.float32), foot)[0])
        if ground > 0.10:
            break
    px, py, depth = camera.project(x, ground, z)
    head = camera.project(x, ground + 1.75, z)[:2]
    length = min(1.75 / math.tan(max(light.elevation, 0.05)), 4.5)
    end = camera.project(
        x - math.sin(place.azimuth) * length, ground, max(z - math.cos(place.azimuth) * length, 0.5 * z)
    )[:2]
    if depth > 0 and 0 < px < scenery.width and 0 < py < scenery.height:
        scenery.walker((px, py), head, end, mirrored=place.side > 0)


def _finish(
    description: SceneDescription, view: View, place: Place, light: OpenLight, relief: Relief, scenery: SeaScenery,
    lamp: tuple[float, float] | None, spray: Array | None = None,
) -> Painting:  # fmt: skip
    steady, sun, glint, water = relief.lights
    height, width = relief.depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    parts = [steady, sun, glint] + [part for part in (scenery.lamps, spray) if part is not None and part.size]
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in parts)
    open_sky.set_black(total, steady, 0.8 if view.kind == "beach" else 0.55)
    start = light.grade()
    if view.kind in ("above", "beach"):
        start = replace(start, contrast=1.5)
    grade = fit_grade(total, start, median=light.median, white=light.white)
    sparkle = np.clip(glint.max(axis=2) / (0.5 * max(light.sun)), 0, 1)
    groups = {
        "sky": LightGroup(steady),
        "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.14),
        "glints": LightGroup(glint, "offbeat", 0.9, 0.35),
    }
    if spray is not None:
        groups["spray"] = LightGroup(spray, "downbeat", 0.9, 0.32)
    if scenery.lamps.size:
        groups["lamp"] = LightGroup(scenery.lamps, "downbeat", 1.0, 0.35)
    near = relief.cover * (relief.depth < heightfield.FAR * 0.9)
    solid = (relief.cover > 0.5) | (relief.depth < 0.5 * heightfield.FAR)  # a lighthouse stands before the sky
    depth = np.where(solid, np.minimum(relief.depth, heightfield.FAR), heightfield.FAR).astype(np.float32)
    masks = {
        "sky": (1 - relief.cover).astype(np.float32),
        "water": (water[..., 0] * near).astype(np.float32),
        "glints": cv2.GaussianBlur(sparkle, (0, 0), max(0.6, width / 260)),
    }
    return Painting(
        groups=groups,
        depth=depth,
        focal=place.camera.focal,
        centre=(place.camera.centre_x, min(max(place.camera.horizon, 0.1 * height), 0.9 * height)),
        grade=grade,
        masks=masks,
        elements=_elements(description, view, place, light, lamp, width, height),
        travel=view.travel,
    )


def _elements(
    description: SceneDescription, view: View, place: Place, light: OpenLight, lamp: tuple[float, float] | None, width: int,
    height: int,
) -> list[Element]:  # fmt: skip
    weather, amount = description.weather, description.weather_amount
    camera = place.camera
    # Seen from above the water only shifts along; a swell in perspective would need a horizon.
    swell = {
        "horizon": camera.horizon / height,
        "eye": camera.y,
        "length": place.shore.sea.longest,
        "height": 13.0 if view.kind in ("crest", "above") else 9.0,
    }
    elements = [Element("swell", 1.0, swell, "water"), Element("glints", 0.9, {"colour": _shown(light.sun)}, "glints")]
    if light.clouds > 0.3 and view.kind != "above":
        elements.append(Element("drift", 1.0, {"rate": 9.0 if place.azimuth > 0 else -9.0}, "sky"))
    if lamp is not None and (description.time_of_day in ("dusk", "night", "dawn") or weather in ("mist", "storm")):
        elements.append(Element("beam", 0.9, {"x": lamp[0] / width, "y": lamp[1] / height}))
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "storm":
        elements.append(Element("rain", min(1.0, 0.5 + 0.5 * amount)))
    if weather in ("mist", "storm"):
        elements.append(Element("mist", 0.3 + 0.4 * amount, {"low": 0.30, "high": 0.75}))
    if description.time_of_day != "night" and view.kind not in ("above",) and weather in ("clear", "mist"):
        elements.append(Element("birds", 0.3, {"top": 0.12, "bottom": 0.34, "count": 5, "size": 13.0}, "sky"))
    spot = open_sky.on_picture(light, camera, place.azimuth)
    if (
        spot
        and description.time_of_day in ("dawn", "golden")
        and weather == "clear"
        and 0 < spot[0] < width
        and spot[1] > 0
    ):
        elements.append(Element("flare", 0.35, {"x": spot[0] / width, "y": spot[1] / height}))
    return elements


def _shown(colour: tuple[float, float, float]) -> list[int]:
    """Return a display colour of full brightness."""
    top = max(colour)
    return [round(255 * math.sqrt(part / top)) for part in colour]
