"""Under water: a canyon with shafts of light, a whale below the surface, a forest of kelp, a reef, jellyfish in the dark."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import front
from beatreel.plugins.generators.procedural.scenery.focus import focus_of, sampled
from beatreel.plugins.generators.procedural.scenery.relief import Relief, Sunlight, render

from . import figures
from .bed import Bed, shade
from .corals import draw_corals
from .life import draw_jellyfish, elements
from .ruins import draw_ruins
from .sunken import Things, named, sink, view_of
from .swimmers import let_swim, over_the_reef, swimmer_of, tone_of
from .views import (
    CAVE_VIEWS,
    GARDEN_VIEWS,
    JELLY_VIEWS,
    KELP_VIEWS,
    RUINS_VIEWS,
    SWIMMING_VIEWS,
    VIEWS,
    WRECK_VIEWS,
    View,
)
from .water import DeepLight, background, beams, deep_light, has_beams, shafts, veil

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 48
_LARGEST = {
    "garden": 0.86,
    "reef": 0.7,
    "ruins": 0.6,
    "wreck": 0.5,
    "kelp": 0.7,
}  # widths of what swims before what is looked at, too
_NEARER = {"close": 1.4, "detail": 2.0}  # times as large it is there
_ABYSS = {"trench", "abyss", "abyssal", "hadal"}  # where no light of day comes
_THE_DEEP = re.compile(r"\bthe deep\b(?! [a-z])")  # and no deep end, or deep blue
_NAMED = 0.4  # strength of hues from which a prompt names colours
_SHINING = {"glowing", "bioluminescent", "luminous", "luminescent"}


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Progress,
    things: Things = MappingProxyType({}),
) -> Painting:
    """Paint under water; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is a canyon with a diver or, in odd variations, a whale below the surface; medium and close a forest of kelp and a
    reef; detail jellyfish that shine. Ruins, wrecks, kelp, corals and whales that the prompt names are seen in all, and so
    are ``things``, which say how what lies on the bed is built.
    """
    thing = named(description, things)
    if thing == "stone_temple" and shot in ("medium", "detail"):  # between its columns
        thing = ""
    views = RUINS_VIEWS if "ruins" in description.motifs else GARDEN_VIEWS if "corals" in description.motifs else {}
    views = JELLY_VIEWS if "jellyfish" in description.motifs and not views else views
    if not views and {"kelp", "seaweed"} & description.all_words:
        views = KELP_VIEWS
    if thing and ("ruins" in description.motifs or not views):
        views = WRECK_VIEWS
    elif thing:
        thing = ""
    if not views and {"cave", "canyon", "trench", "cavern", "gorge"} & description.all_words:
        views = CAVE_VIEWS
    if not views and swimmer_of(description):
        views = SWIMMING_VIEWS
    view = views.get(shot, VIEWS.get(shot, VIEWS["wide"]))[(variation + seed) % 2]
    if thing:
        view = view_of(view, thing, things, description, shot, height / width)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 67])
    light = deep_light(description)
    if view.kind == "jelly" or "jellyfish" in description.motifs:
        # Deeper down: what shines by itself needs the dark.
        light = light.sunless() if _is_abyss(description) else light.dimmed(0.42)
    elif _is_abyss(description):
        light = light.sunless()
    if view.kind == "garden":
        light = light.cleared(0.5)
    side = float(rng.choice([-1.0, 1.0]))
    camera, bed = _find_place(view, light, height / width, side, rng)
    camera = camera.scaled(width / SURVEY_COLUMNS)
    progress(0.06, "place found")
    sun_at = ((0.5 + side * light.lean * rng.uniform(0.25, 0.6)) * width, rng.uniform(-0.05, 0.10) * height)
    relief = _render(
        camera, bed, view, light, width, height, 0.004, lambda done: progress(0.1 + 0.5 * done, "painting the bed")
    )
    steady, sun = relief.lights
    clear = (1 - relief.cover)[..., None]
    sea = sea_state(rng, longest=9.0, height=0.5, wind=rng.uniform(0, 6.3), chop=0.45, count=11)
    above = light.over_corals() if view.kind == "garden" else light
    backs = background(above, camera, bed.surface - camera.y, sea, width, height, sun_at)
    for part, back in zip((steady, sun), backs, strict=True):
        back *= clear
        part += back
    del back, backs, clear
    progress(0.72, "water")
    stage = Stage(light, camera, relief, steady, sun, rng, side)
    if view.kind == "garden":
        draw_corals(stage, bed, _named_hues(description))
    before = sampled(relief.depth)
    if thing:
        sink(stage, bed, thing, things, description, shot)
    has_fish = view.kind == "garden" or (
        {"fish", "fishes"} & description.all_words and view.kind not in ("jelly", "open")
    )
    if has_fish and not swimmer_of(description):
        over_the_reef(stage, bed, shot, tone_of(description))
    _people(stage, view, description, shot, bed.surface, thing)
    progress(0.84, "life")
    rays = shafts(width, height, sun_at, int(rng.integers(1, 1 << 20)))
    far = 1 - np.exp(-relief.depth / np.float32(16.0))
    strength = 0.42 * light.rays * (0.7 if view.kind in ("reef", "garden") else 1.0)
    if has_beams(description):
        rays = 0.6 * rays + 1.1 * beams(width, height, sun_at, rng)
        far, strength = 1 - np.exp(-relief.depth / np.float32(6.0)), 0.55 * max(light.rays, 0.8)
    colour = np.array(light.sun, np.float32) * np.exp(-0.45 * bed.surface * np.array(light.extinction, np.float32))
    ray_light = (rays * (0.25 + 0.75 * far) * strength)[..., None] * colour
    focus = focus_of(before, relief.depth) if thing or view.kind == "ruins" else None
    painting = _finish(description, view, stage, ray_light, sun_at)
    painting.focus = focus
    painting.is_accented = description.palette.strength < _NAMED  # no pink sun over water that is called green
    return painting


def _named_hues(description: SceneDescription) -> tuple[float, ...]:
    """Return the hues of corals where a prompt names warm ones, which then are not the water's."""
    palette = description.palette
    is_named = palette.strength > 0 and palette.key not in (palette.accent, palette.fill)
    return tuple(dict.fromkeys((palette.accent, palette.fill))) if is_named and "corals" in description.details else ()


def _is_abyss(description: SceneDescription) -> bool:
    words = description.all_words
    is_deep = bool(_THE_DEEP.search(description.prompt.lower())) or ("deep" in words and bool(_SHINING & words))
    return bool(_ABYSS & words) or is_deep


@dataclass
class Stage:
    """A painted picture into which the living are drawn; ``side`` is where they are, -1 or 1."""

    light: DeepLight
    camera: Camera
    relief: Relief
    steady: Array
    sun: Array
    rng: np.random.Generator
    side: float
    glow: Array | None = None
    kelp: Array | None = None
    layers: list[Layer] = field(default_factory=list)
    bells: list[list[float]] = field(default_factory=list)
    bubbles: tuple[float, float] | None = None

    def cover(self, window: tuple[slice, slice], alpha: Array, colour: Array, shine: float = 0.0) -> None:
        """Lay a shape over the picture; ``shine`` is how much of the sunlight behind it stays."""
        share = alpha[..., None]
        self.steady[window] += (colour - self.steady[window]) * share
        self.sun[window] *= 1 - (1 - shine) * share

    def shining(self) -> Array:
        """Return the light of what shines by itself."""
        if self.glow is None:
            self.glow = np.zeros_like(self.steady)
        return self.glow

    def water_at(self, y: float, distance: float) -> Array:
        """Return the colour in which a dark thing at a picture row and a distance is seen."""
        rise = (self.camera.horizon - y) / self.camera.focal
        dy = np.array([rise / math.sqrt(1 + rise * rise)], np.float32)
        share = 1 - np.exp(-distance * np.array(self.light.extinction, np.float32))
        return np.asarray(veil(self.light, dy)[0] * share, np.float32)


def _find_place(view: View, light: DeepLight, tall: float, side: float, rng: np.random.Generator) -> tuple[Camera, Bed]:
    """Look at several small pictures and keep the best composed one."""
    columns = SURVEY_COLUMNS
    best: tuple[float, Camera, Bed] | None = None
    tile = caustic_tile(int(rng.integers(1, 1 << 20)))
    for _ in range(view.candidates):
        canyon = None
        if view.kind == "canyon":
            canyon = (rng.uniform(2.9, 4.6), side * rng.uniform(1.0, 3.0), rng.uniform(13, 19))
        reef = {
            "canyon": 0.35,
            "reef": rng.uniform(0.55, 0.75),
            "kelp": 0.25,
            "ruins": 0.18,
            "wreck": 0.22,
            "garden": rng.uniform(0.40, 0.55),
        }.get(view.kind, 0.05)
        bed = Bed(
            int(rng.integers(1, 1 << 20)),
            rng.uniform(*view.depth),
            tile,
            canyon,
            reef,
            (-side, rng.uniform(2.6, 3.8)) if view.kind == "garden" else None,
        )
        eye = rng.uniform(*view.eye)
        if view.kind in ("canyon", "reef", "kelp", "ruins", "garden", "wreck"):
            eye += max(float(bed.heights(*np.zeros((3, 1), np.float32))[0]), 0.0)
        camera = Camera(
            0.0,
            eye,
            0.0,
            0.0,
            rng.uniform(*view.focal) * columns,
            columns / 2,
            rng.uniform(*view.horizon) * tall * columns,
        )
        if view.candidates == 1:
            return camera, bed
        seen = _render(camera, bed, view, light, columns, round(columns * tall), 0.02)
        near = float((seen.depth < 2.5 * view.nearest).mean())
        luma = np.sqrt(np.maximum((seen.lights[0] + seen.lights[1]) @ np.array([0.07, 0.72, 0.21], np.float32), 0))
        score = 4 * float(cv2.resize(luma, (6, 10), interpolation=cv2.INTER_AREA).std()) - 6 * max(0.0, near - 0.05)
        open_share = float(1 - seen.cover.mean())
        wanted = 0.36 if view.kind == "canyon" else 0.50
        score += 2 * math.exp(-(((open_share - wanted) / 0.12) ** 2))
        if view.kind == "canyon":
            # Open in the middle, walls at both sides.
            middle = seen.cover[: round(0.5 * len(seen.cover))]
            score += float(
                middle[:, : columns // 4].mean()
                + middle[:, -columns // 4 :].mean()
                - middle[:, columns // 3 : -columns // 3].mean()
            )
        if best is None or score > best[0]:
            best = (score, camera, bed)
    assert best is not None
    return best[1], best[2]


def _render(
    camera: Camera,
    bed: Bed,
    view: View,
    light: DeepLight,
    width: int,
    height: int,
    growth: float,
    told: Any = lambda done: None,
) -> Relief:
    count = 720 if width > SURVEY_COLUMNS else 150
    lean = (0.35 * light.lean + 0.12, 0.30)
    elevation = math.atan2(1.0, math.hypot(*lean))
    sunlight = Sunlight(
        bed.heights, math.atan2(lean[0], lean[1]), elevation, 0.03,
        [(0.0, 30.0, 80.0 / count), (0.0, 9.0, 24.0 / count)], count=count, reach=3.0,
    )  # fmt: skip
    return render(
        bed.heights,
        lambda points: shade(points, bed, sunlight, light, lean),
        (3, 3),
        camera,
        width,
        height,
        heightfield.sample_distances(view.nearest, 140.0, growth),
        told,
    )


def _people(stage: Stage, view: View, description: SceneDescription, shot: str, depth: float, thing: str) -> None:
    """Draw who is there."""
    rng, light, side = stage.rng, stage.light, stage.side
    height, width = stage.relief.depth.shape
    third = 0.5 + side * rng.uniform(0.13, 0.19)
    if view.kind == "kelp":
        _kelp(stage)
    if view.kind == "ruins":
        draw_ruins(stage, temple=rng.uniform(12.5, 16.5))
    if view.kind == "jelly":
        draw_jellyfish(stage, *view.jellyfish, named=description.count_of("jellyfish"))
        return
    if "jellyfish" in description.motifs:  # over whatever stands there
        draw_jellyfish(stage, 0.24, 4, named=description.count_of("jellyfish"))
    swimmer = swimmer_of(description)
    if view.kind == "open" or swimmer:
        high = (0.36, 0.44) if view.kind == "open" else (0.24, 0.34)
        let_swim(
            stage,
            depth,
            swimmer or "whale",
            shot,
            named=bool(swimmer),
            high=high,
            largest=_LARGEST.get(view.kind, 9.0) * _NEARER.get(shot, 1.0),
            tone=tone_of(description),
            count=description.count_of(swimmer) if swimmer else 0,
        )
    if (
        view.kind != "garden"
        and "people" not in description.without
        and not (
            (swimmer or (thing and shot in ("close", "detail")))
            and not {"diver", "divers", "diving"} & description.all_words
        )
    ):
        y = {
            "canyon": rng.uniform(0.42, 0.52),
            "open": rng.uniform(0.60, 0.68),
            "kelp": rng.uniform(0.40, 0.52),
            "reef": rng.uniform(0.28, 0.36),
            "ruins": rng.uniform(0.40, 0.48),
            "wreck": rng.uniform(0.30, 0.38),
        }
        size = (
            {"canyon": 0.135, "open": 0.085, "kelp": 0.17, "reef": 0.20, "ruins": 0.12, "wreck": 0.085}[view.kind]
            * width
            * rng.uniform(0.9, 1.15)
        )
        x, at = third * width, y[view.kind] * height
        window, alpha = front.drawn(
            width, height, figures.DIVER, x, at, size, turn=side * rng.uniform(-0.1, 0.35), mirrored=side > 0
        )
        if alpha.size:
            stage.cover(window, alpha, stage.water_at(at, 3.0) * np.float32(0.45), 0.05)
            stage.bubbles = ((x - side * 0.42 * size) / width, (at - 0.06 * size) / height)
            if description.time_of_day in ("night", "dusk") or view.kind == "canyon":
                _torch(stage, x - side * 0.48 * size, at + 0.05 * size, -side, size)
    if view.kind == "reef":
        mask = figures.corals(width, height, rng, -side, rng.uniform(0.30, 0.42))
        colour = np.empty((height, width, 3), np.float32)
        y_, x_ = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
        tone = cv2.resize(0.7 + 0.5 * fbm_at(x_, y_, 0.05 * width, 11, 4), (width, height))
        accent = np.array([[0.16, 0.07, 0.42], [0.05, 0.15, 0.42], [0.26, 0.09, 0.30]], np.float32)[
            int(rng.integers(3))
        ]
        colour[:] = accent * np.array(light.sun, np.float32) * 0.72
        colour *= (tone * _upper(mask, width))[..., None]
        stage.layers.append(Layer(colour, mask.astype(np.float32) / 255, 1.6))


def _upper(mask: Any, width: int) -> Array:
    """Return how much light from above reaches the parts of a shape: its upper edges and thin twigs most."""
    cover = mask.astype(np.float32) / 255
    shift = max(1, round(width / 220))
    lower = np.zeros_like(cover)
    lower[shift:] = cover[:-shift]
    edge = cv2.GaussianBlur(np.clip(cover - lower, 0, 1), (0, 0), max(0.5, width / 700))
    dense = cv2.blur(cover, (max(3, width // 14),) * 2)
    return np.asarray(0.30 + 0.85 * (1 - dense) ** 1.2 + 1.3 * edge, np.float32)


def _torch(stage: Stage, x: float, y: float, way: float, size: float) -> None:
    """A diver's torch: a small bright lamp and a cone of lit water."""
    height, width = stage.relief.depth.shape
    rows, columns = np.mgrid[0 : -(-height // 4), 0 : -(-width // 4)].astype(np.float32) * 4
    along = (columns - x) * way / size
    off = (rows - y - 0.22 * np.abs(columns - x)) / size
    out = np.maximum(along, 0.001)
    cone = np.exp(-((off / (0.02 + 0.16 * out)) ** 2)) * np.exp(-out / 0.9) * np.clip(along * 12, 0, 1) * 0.34
    away = np.hypot(columns - x, rows - y) / size
    cone += 2.2 * np.exp(-((away / 0.035) ** 2)) + 0.20 * np.exp(-away / 0.14)
    light = cv2.resize(cone.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    glow = stage.shining()
    glow += light[..., None] * np.array([0.55, 0.95, 1.25], np.float32) * np.float32(0.5 + 0.5 * stage.light.glow)


def _kelp(stage: Stage) -> None:
    """Two planes of kelp: the farther one drowned in light, the nearer one dark against it."""
    rng, light = stage.rng, stage.light
    height, width = stage.relief.depth.shape
    masks = np.zeros((height, width), np.float32)
    for distance, thick, count in ((11.0, 0.013, 11), (6.0, 0.022, 6), (2.6, 0.040, 3)):
        places = [float(v) for v in rng.uniform(-0.05, 1.05, count)]
        if distance < 8:
            # The view stays open on the side of the diver.
            places = [
                0.5 - stage.side * (0.12 + 0.42 * abs(2 * v - 1)) if i % 3 else 0.5 + stage.side * (0.40 + 0.12 * v)
                for i, v in enumerate(places)
            ]
        base = min(1.02, (stage.camera.horizon + stage.camera.focal * stage.camera.y / distance) / height)
        near = 0.6 + 0.4 * stage.camera.focal / width  # what is looked at more closely is larger
        mask = figures.kelp(width, height, rng, places, thick * near**2, base).astype(np.float32) / 255
        rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
        through = np.exp(-distance * np.array(light.extinction, np.float32))
        leaf = np.array([0.016, 0.105, 0.085], np.float32) * np.array(light.sun, np.float32) * (1.15 - rows) * 0.8
        before = veil(light, np.clip((stage.camera.horizon / height - rows[..., 0]) * 0.9, -1, 1)) * (1 - through)
        colour = leaf * through + before
        colour = colour * (0.45 + 0.75 * _upper((mask * 255).astype(np.uint8), width))[..., None]
        share = mask[..., None]
        stage.steady += (colour - stage.steady) * share
        stage.sun *= 1 - (0.90 - 0.02 * np.float32(distance)) * share
        masks = np.maximum(masks, mask * np.float32(min(1.0, 3.2 / distance + 0.25)))
    stage.kelp = masks


def _finish(
    description: SceneDescription, view: View, stage: Stage, rays: Array, sun_at: tuple[float, float]
) -> Painting:
    light, camera, steady, sun = stage.light, stage.camera, stage.steady, stage.sun
    height, width = stage.relief.depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    parts = [steady, sun, rays] + ([stage.glow] if stage.glow is not None else [])
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in parts)
    for layer in stage.layers:
        share, colour = (
            cv2.resize(np.asarray(part, np.float32), small, interpolation=cv2.INTER_AREA)
            for part in (layer.alpha, layer.colour)
        )
        total = total * (1 - share[..., None]) + colour * share[..., None]
    grade = fit_grade(total, light.grade(), median=light.median, white=light.white)
    groups = {
        "water": LightGroup(steady),
        "sun": LightGroup(sun, "kick", 1.0, 0.16),
        "rays": LightGroup(rays, "downbeat", 0.85, 0.45),
    }
    if stage.glow is not None:
        groups["glow"] = LightGroup(stage.glow, "offbeat" if view.kind != "jelly" else "kick", 0.95, 0.35)
    # What dances on the sand is thrown onto a level bed: towards its horizon and above there is none.
    level = np.clip((np.arange(height, dtype=np.float32)[:, None] - camera.horizon) / (0.08 * height) - 0.2, 0, 1)
    ground = stage.relief.cover
    lit = np.clip(sun.max(axis=2) / (0.35 * max(light.sun)), 0, 1)
    masks = {
        "bed": (ground * level * np.exp(-stage.relief.depth / np.float32(14.0)) * (0.25 + 0.75 * lit)).astype(
            np.float32
        ),
        "open": 1 - ground,
    }
    masks["water"] = masks.pop("open")
    if stage.kelp is not None:
        masks["kelp"] = cv2.GaussianBlur(stage.kelp, (0, 0), max(1.0, width / 160))
    depth = np.minimum(stage.relief.depth, 60.0).astype(np.float32)
    if view.kind == "kelp":
        depth = cv2.blur(depth, (max(3, width // 24),) * 2)
    return Painting(
        groups=groups,
        depth=depth,
        focal=camera.focal,
        centre=(camera.centre_x, min(camera.horizon, 0.9 * height)),
        grade=grade,
        masks=masks,
        layers=stage.layers,
        elements=elements(description, view, stage, sun_at),
        travel=view.travel,
    )
