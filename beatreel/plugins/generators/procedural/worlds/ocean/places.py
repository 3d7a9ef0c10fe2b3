"""Where the camera stands at the sea: places drawn at random, of which the best composed is kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Relief, Sunlight, render

from .far_shore import is_lake
from .ground import BLACK, Shore, shade
from .spindrift import SHINING
from .under_grey import named_water, water_hue
from .views import AT_FEET, CREST, EDGE, TOPS, View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 54
"""Width in pixels of the small pictures that are compared."""
LOW_SUN = ("dawn", "golden", "dusk")
"""Hours in which a wave before the eye stands against the light."""
_VEINS = 0.42  # how much lace a storm leaves on the water
_SEA_END = 11000.0  # metres; the horizon lies a few pixels above


TROPICS = {
    "tropical",
    "turquoise",
    "lagoon",
    "maldives",
    "caribbean",
    "paradise",
    "bahamas",
    "seychelles",
    "tahiti",
    "polynesia",
    "bali",
    "hawaii",
    "island",
    "fiji",
    "palm",
    "palms",
    "coconut",
}
_LAVA = {"volcanic", "basalt", "lava", "iceland", "icelandic", "reynisfjara"}
_TURQUOISE = {
    "turquoise",
    "azure",
    "aqua",
    "aquamarine",
    "cyan",
    "tropical",
    "caribbean",
    "lagoon",
    "crystal",
    "maldives",
    "paradise",
}
_GIANT = {"giant", "huge", "monster", "towering", "massive", "enormous", "gigantic", "mountainous", "rogue", "big"}
_ROUGH = {
    "rough",
    "choppy",
    "raging",
    "angry",
    "crashing",
    "foaming",
    "breaking",
    "turbulent",
    "wild",
    "surging",
    "rolling",
    "gale",
    "powerful",
}
_BREAKERS = {"breaking", "break", "breaks", "crashing", "crash", "breakers", "surf", "surfing", "surfer"}
_STILL = {"calm", "still", "glassy", "gentle", "serene", "peaceful", "tranquil", "quiet", "mirror", "placid"}


@dataclass
class Place:
    """A camera and the shore before it; ``side`` is where the subject stands, -1 or 1."""

    camera: Camera
    shore: Shore
    side: float
    azimuth: float


def find_place(
    view: View, description: SceneDescription, light: OpenLight, aspect: float, rng: np.random.Generator
) -> Place:
    """Look at several small pictures and keep the best composed one."""
    columns, rows = SURVEY_COLUMNS, round(SURVEY_COLUMNS / aspect)
    best: tuple[float, Place] | None = None
    for _ in range(view.candidates):
        place = _place(view, description, rng, rows / columns)
        seen = render_sea(place, view, light, columns, rows, 0.02)
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


def is_calm(description: SceneDescription) -> bool:
    """Return whether the prompt says that the sea lies still."""
    words = set(description.said)
    return is_still(description) and description.weather not in ("storm", "rain", "dust") and not _ROUGH & words


def is_still(description: SceneDescription) -> bool:
    """Return whether no crest is to break: on a sea that is called calm, and on a lake."""
    return bool(_STILL & set(description.said)) or is_lake(description)


def is_turquoise(description: SceneDescription) -> bool:
    """Return whether the open water is as bright as a lagoon's: by day, where a prompt says so."""
    is_bright = description.time_of_day == "day" and description.weather == "clear"
    return is_bright and bool(_TURQUOISE & description.all_words)


def _place(view: View, description: SceneDescription, rng: np.random.Generator, tall: float) -> Place:
    """Draw a place at random."""
    columns, side = SURVEY_COLUMNS, float(rng.choice([-1.0, 1.0]))
    storm = {"storm": 1.0, "rain": 0.35, "dust": 0.5}.get(description.weather, 0.0) * (
        0.5 + 0.5 * description.weather_amount
    )
    if _ROUGH & set(description.said):
        storm = max(storm, 0.55)
    calm = 0.35 if is_still(description) and not storm else 1.0
    height = rng.uniform(*view.tall) * calm * (1 + (1.1 if view.kind in ("open", "head") else 0.35) * storm)
    longest = rng.uniform(*view.longest)
    chop = 0.62 + 0.38 * storm if view.kind != "above" else 0.35
    sea = sea_state(rng, longest=longest, height=height, wind=math.pi + rng.uniform(-0.6, 0.6), chop=chop)
    caps = rng.uniform(0.72, 0.95) - 0.60 * storm
    if view.kind == "crest" and calm == 1:  # light comes through a crest that is not all foam
        caps += 0.20 * storm - 0.30
    if SHINING in description.motifs:
        caps -= 0.25
    veins = _VEINS * storm if view.kind in ("open", "crest") and SHINING not in description.motifs else 0.0
    shore = Shore(
        sea,
        int(rng.integers(1, 1 << 20)),
        height,
        caps,
        clear={"crest": 1.0 if view is TOPS else 2.3}.get(view.kind, 1.0),
        veins=veins,
        hue=water_hue(description) or named_water(description),
    )
    if is_turquoise(description):
        shore.bright = 0.85 if view.kind == "above" else 0.55
    elif named_water(description) and (
        description.colour_of("water") or (_TURQUOISE & description.all_words and description.weather == "clear")
    ):
        shore.bright = 0.35 if description.colour_of("water") else 0.7
    if view.kind == "crest" and calm == 1:  # one rises before the eye
        near, tall_ = (rng.uniform(9.0, 12.0), 1.0) if view is CREST else (rng.uniform(13.0, 17.0), 0.72)
        shore.rollers = tuple(
            (near * far, tall_ * (1.0 + 0.6 * storm) * rng.uniform(0.75, 1.0) * share)
            for far, share in ((1.0, 1.0), (2.3, 1.3), (4.2, 1.5))
        )
    words = set(description.said)
    if view.kind in ("open", "crest") and _GIANT & words and {"wave", "waves", "swell", "swells"} & words:
        near, tall_ = (
            (rng.uniform(17.0, 22.0), rng.uniform(3.0, 3.8)) if view.kind == "crest" else (rng.uniform(30.0, 38.0), 5.0)
        )
        shore.rollers = ((near, tall_), (2.1 * near, 1.6 * tall_), (4.0 * near, 2.4 * tall_))
        shore.whitecaps = min(shore.whitecaps, 0.22)
    if _BREAKERS & set(description.said) and not is_still(description):
        shore.breaks = 1.0
        if view.kind == "open" and not shore.rollers:  # those that do roll in before the eye
            shore.rollers = tuple((away * rng.uniform(0.9, 1.1), 1.7) for away in (16.0, 34.0, 60.0))
    is_black = "black sand" in description.prompt.lower() or "black beach" in description.prompt.lower()
    if view.kind in ("beach", "above") and (is_black or _LAVA & words):
        shore.sand = BLACK
    focal, eye = rng.uniform(*view.focal), rng.uniform(*view.eye)
    horizon = rng.uniform(*view.horizon) * tall
    if (
        view.kind == "crest" and description.time_of_day in LOW_SUN
    ):  # more of the sun's sky, less of the shade before it
        horizon += 0.10 * tall
    if view.kind == "head":
        far = rng.uniform(270, 400)
        x = side * rng.uniform(0.16, 0.30) / focal * far
        near = 0.42 if description.weather == "mist" else 1.0  # in fog it must be nearer to be seen
        shore.headland = (near * x, near * far, near * rng.uniform(58, 90), near * rng.uniform(26, 42))
    if view.kind == "beach":
        # The sea lies ahead, the sand on one side and before the feet; nearer to the water in closer pictures.
        angle, at = (rng.uniform(0.34, 0.62), rng.uniform(-4.4, -2.8))
        if "shipwreck" in description.motifs:  # which lies on the sand
            angle, at = rng.uniform(0.05, 0.16), rng.uniform(-9.0, -6.5)
        elif view in (EDGE, AT_FEET):
            angle, at = (rng.uniform(0.55, 0.95), rng.uniform(-2.2, -1.2))
        shore.beach = (side * math.cos(angle), -math.sin(angle), at, rng.uniform(0.05, 0.07))
        shore.bay = math.tan(angle + rng.uniform(0.0, 0.12)) if angle < 0.7 else 0.5
        shore.stones = rng.uniform(0.36, 0.55)
        swell = (0.34 + 0.30 * (calm > 0.9) + 0.9 * storm) * rng.uniform(0.8, 1.2)
        shore.rollers = tuple(
            (away * rng.uniform(0.85, 1.15), swell * share)
            for away, share in ((5.0, 0.5), (12.0, 1.0), (22.0, 1.25), (38.0, 1.4))
        )
        shore.lush = bool(TROPICS & description.all_words) or "palms" in description.motifs
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


def render_sea(
    place: Place, view: View, light: OpenLight, width: int, height: int, growth: float, told: Any = lambda done: None
) -> Relief:
    """Trace and light water and land; see :func:`~...scenery.relief.render`. ``growth`` is the relative step between samples."""
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
        (3, 3, 3, 1, 1),
        place.camera,
        width,
        height,
        heightfield.sample_distances(view.nearest, _SEA_END, growth),
        told,
    )
