"""Metal or glass in a studio of coloured lights, in the forms of :mod:`.sculpture`; what else flows is in :mod:`.fluid`, silk in
:mod:`.silk`, light alone in :mod:`.luminous`, and matt forms are in :mod:`.solids`.

The form comes from :mod:`~..kernels.surface`; its colour is a mirror of a light rig whose families (``key``, ``fill``,
``accent`` and the steady ``studio``) change with the music, while the rig slowly swirls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import surface
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.surface import Form, View
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Mirror, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.setting import paint as paint_set

from . import edges, fire, fluid, lens, luminous, prism, sculpture, seen, silk, solids, waves

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_DRAFT_WIDTH = 800  # pixels; below, a pixel takes in more and needs more rays
_LYING = 1.1  # width per height from which the form lies down
_BAND = 64
# distance, half width at distance 1, and how far off centre the camera may stand
_SHOTS = {"wide": (6.4, 0.92, 0.15), "medium": (4.6, 0.70, 0.25), "close": (3.3, 0.62, 0.6), "detail": (2.5, 0.52, 0.9)}
# of what floats apart from each other
_SEVERAL = {"wide": (7.6, 0.92, 0.9), "medium": (4.6, 0.74, 0.9), "close": (3.9, 0.64, 0.5), "detail": (2.9, 0.58, 1.1)}
_SINGLE = {"wide": (4.9, 0.92, 0.5), "medium": (3.9, 0.70, 0.35), "close": (3.4, 0.66, 0.6), "detail": (2.7, 0.56, 0.8)}
_COVERED = {"wide": 0.52, "medium": 0.62, "close": 0.72, "detail": 0.8}  # shares of the picture
_NAMED = 0.5  # strength of hues from which a prompt names colours
_BLACKENED = np.float32(0.06)  # of a studio before which there is nothing but black
_DIMMED = np.float32(0.22)  # of a studio that is said to be dark
_SURROUNDING = np.float32(0.85)
_SILVERY = {"silver", "white", "grey", "gray", "platinum", "pearl", "steel"}
_OWN = 30.0  # degrees up to which a named colour is the metal's own
_GREY = 80.0  # the hue that stands for a colour without one
_METALS = {"gold": 85.0, "golden": 85.0, "copper": 45.0, "bronze": 60.0, "brass": 90.0, "rose": 20.0}


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Callable[..., None],
) -> Painting:
    """Paint the sheet of :mod:`.waves`, or the sculpture, which stands in a tall picture and lies in a wide one; see :mod:`~..worlds`."""
    if set(fire.MOTIFS) & set(description.motifs):
        return fire.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    is_molten = seen.is_molten(description)  # what swirls is metal, whatever smoke there is
    if set(fluid.MOTIFS) & set(description.motifs) and not is_molten:
        return fluid.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    if set(prism.MOTIFS) & set(description.motifs):
        return prism.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    cloth = bool(set(silk.MOTIFS) & set(description.motifs))
    if cloth and sculpture.kind_of(description) != "ball":
        return silk.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    shines = set(luminous.MOTIFS) & set(description.motifs)
    if shines and not (shines == {"particles"} and is_molten):  # they glitter around it, and are not it
        return luminous.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    forms = next((plan for motif, plan in solids.PLANS.items() if motif in description.motifs), None)
    if forms and not (forms is solids.PLANS[solids.FORMS] and (is_molten or sculpture.is_mirror(description))):
        return paint_set(forms, description, shot, variation, (width, height), seed, progress)
    random = np.random.default_rng([seed, variation, 21])
    is_lying = False
    form: Form | None = None
    strays = np.zeros((0, surface.STRAY), np.float32)
    stained: np.ndarray[Any, np.dtype[np.float16]] | None = None
    if sheet := waves.kind_of(description):
        buffer, focal = waves.look_at(waves.water_of(sheet, random), shot, width, height)
        direction = buffer[..., :3]
    else:
        kind = sculpture.kind_of(description)
        form = sculpture.form_of(kind, description, random)
        targets = sculpture.covered(kind) or _COVERED
        chance = np.random.default_rng([seed, variation, len(shot), 22])
        view = _best_view(
            form,
            shot,
            targets.get(shot, 0.6),
            chance,
            shots={"spheres": _SEVERAL, "shards": _SEVERAL, "ball": _SINGLE}.get(kind, _SHOTS),
        )
        is_lying = width > _LYING * height
        tall = (height, width) if is_lying else (width, height)
        focal = float(min(tall[0], tall[1] * 0.703125) / view.spread)
        buffer, strays = _buffer(form, view, *tall, progress)
        if form.glass and seen.is_colourful(description):
            stained = seen.stains(form, view, buffer, random)
        direction = _turned(buffer[..., :3], float(view.turn))
        strays[:, 3:6] = _turned(strays[:, 3:6], float(view.turn))
        if is_lying:
            buffer, strays = np.ascontiguousarray(np.rot90(buffer)), edges.laid_on_side(strays, tall[0])
            x, y, z = np.moveaxis(np.rot90(direction), 2, 0)
            direction = np.stack(
                [-y, x, z], axis=-1
            )  # what pointed up points to the left, what pointed right points up
    coverage, facing = buffer[..., surface.COVERAGE], buffer[..., surface.FACING]
    if cloth:  # it lies on velvet, or hangs before it
        behind_it = silk.paint(
            description,
            shot="wide",
            variation=variation,
            width=width,
            height=height,
            seed=seed,
            progress=lambda *_: None,
        )
    white = seen.is_white(description)
    bright = white or description.time_of_day in ("day", "dawn", "golden")
    colours = _colours(description)
    rig = _rig(colours, bright)
    backdrop = _backdrop(width, height, colours, bright, int(random.integers(1 << 20)))
    if cloth:
        lights = [group.light.astype(np.float32) * np.float32(group.base) for group in behind_it.groups.values()]
        backdrop = cv2.GaussianBlur(0.5 * np.sum(lights, axis=0), (0, 0), 0.012 * width)
    if white:
        rig["studio"].light += _SURROUNDING * seen.white_room()
        backdrop = 0.35 * backdrop + seen.white_backdrop(width, height, colours)
    if form is not None:
        further = _distance_blur(form, view, rig, *tall, bright)
        backdrop += np.rot90(further) if is_lying else further
    if not bright and seen.is_black(description):
        backdrop *= _BLACKENED
    elif not bright and (seen.is_dark(description) or description.palette.black):
        backdrop *= _DIMMED
    rim = (facing**5)[..., None] * colours["fill"] * np.float32(0.15 if white else 0.8) * coverage[..., None]
    if is_molten and not bright:
        rim = rim + seen.heat(buffer)
    if seen.FILM & set(sculpture.words_of(description)):
        rim = rim + seen.film(buffer, bright)
    lesser, share = edges.strayed(strays, rig, backdrop.astype(np.float32, copy=False), focal)
    whole, coverage = coverage.copy(), coverage - share
    buffer[..., surface.COVERAGE] = coverage
    del strays
    is_clear = form is not None and bool(form.glass)
    in_glass: dict[str, LightGroup] = {}
    clear = buffer[..., surface.CLEAR] if is_clear else np.float32(0)
    if is_clear:
        let_through = buffer[..., surface.OCCLUSION] * coverage * clear
        behind = lens.through(backdrop, direction, focal) * let_through[..., None]
        in_glass = lens.lit(rig, buffer, direction, focal)
        if stained is not None:
            stained = np.ascontiguousarray(np.rot90(stained)) if is_lying else stained
            behind *= stained
            for group in in_glass.values():
                group.light *= stained
            del stained
    else:
        behind = np.float32(0)
    direction = _smoothed(direction, coverage, facing)
    # Towards the silhouette the surroundings are squeezed into a pixel: the even rim takes over, or they would sparkle.
    grazing = np.clip((facing - 0.80) / 0.20, 0, 1)
    open_ = np.clip(buffer[..., surface.OCCLUSION], 0, 1) ** 0.55
    open_, grazing = (1 - 0.45 * clear) * open_, (1 - clear) * grazing
    shade = (
        np.clip((0.84 + 0.16 * facing**4) * open_, 0, 1)
        * (1 - 0.75 * grazing * grazing)
        * coverage
        * (1 - 0.65 * clear)
    )
    turning, blunt = edges.blunted(direction, coverage * (1 - clear), share, rig)
    turning *= (shade * blunt * blunt)[..., None]  # a share squared, see edges.strayed
    shade *= 1 - blunt
    beside = (1 - whole) * (1 - whole * (1 - clear))  # squared beside a mirror, see edges.strayed
    backdrop *= beside[..., None]
    backdrop += behind
    backdrop += lesser
    backdrop += turning
    del behind, lesser, beside, turning
    return Painting(
        groups={
            "backdrop": LightGroup(backdrop.astype(np.float32, copy=False)),
            "rim": LightGroup(rim.astype(np.float32), "kick", 0.45, 0.5),
            **in_glass,
        },
        depth=np.where(whole > 0.4, buffer[..., surface.DEPTH], 14.0).astype(np.float32),
        focal=focal,
        centre=(width / 2, height / 2),
        grade=_grade(bright),
        mirror=Mirror(direction, shade.astype(np.float32), rig),
        elements=[
            Element("flow", 0.85),
            Element("bokeh", 0.5, {"colour": [float(v) * 235 for v in colours["fill"] ** 0.6]}),
        ],
        travel=0.5,
        is_vivid=not bright and (_metal_of(description) is not None or seen.is_colourful(description)),
    )


def _best_view(
    form: Form, shot: str, target: float, random: np.random.Generator, shots: dict[str, tuple[float, float, float]]
) -> View:
    """Try a few views in miniature and keep the one whose form fills the picture best and reaches a third of it."""
    distance, spread, off = shots.get(shot, shots["medium"])
    best, best_score = None, -1e9
    for _ in range(6):
        turn = random.uniform(0, 2 * np.pi)
        aside, up = off * random.uniform(-1, 1), off * random.uniform(-1.2, 1.2)
        x = -distance * np.sin(turn) + aside * np.cos(turn)
        z = -distance * np.cos(turn) - aside * np.sin(turn)
        view = View(*(np.float32(v) for v in (x, up, z, turn, spread, distance + 3.0)))
        small = np.zeros((64, 36, surface.CHANNELS), np.float32)
        surface.march(form, view, 36, 64, 1, 0, 64, small)
        hit = small[..., surface.COVERAGE]
        columns = hit.mean(axis=0)
        balance = -abs(float(hit.mean()) - target) - 0.4 * float(np.ptp(columns) < 0.25)
        openness = float(small[..., surface.OCCLUSION][hit > 0].mean()) if hit.any() else 0.0
        score = balance + 0.3 * openness
        if score > best_score:
            best, best_score = view, score
    assert best is not None
    return best


def _buffer(form: Form, view: View, width: int, height: int, progress: Callable[..., None]) -> tuple[Array, Array]:
    """Return what is seen of a form, and the rays that see something else than most of their pixel."""
    half = np.zeros(((height + 1) // 2, (width + 1) // 2, surface.CHANNELS), np.float32)
    for first in range(0, half.shape[0], _BAND):
        band = half[first : first + _BAND]
        surface.march(form, view, width, height, 2, first, len(band), band)
        progress(0.5 * (first + len(band)) / half.shape[0], "marching the surface")
    crease = _creases(half)
    full = np.empty((height, width, surface.CHANNELS), np.float32)
    for k in range(surface.CHANNELS):
        full[..., k] = cv2.resize(np.ascontiguousarray(half[..., k]), (width, height), interpolation=cv2.INTER_LINEAR)
    full[..., :3] /= np.maximum(np.linalg.norm(full[..., :3], axis=2, keepdims=True), 1e-6)
    near = cv2.erode(np.minimum(half[..., surface.DEPTH], float(view.reach)), np.ones((5, 5), np.uint8)) - np.float32(
        0.08
    )
    start = cv2.resize(near, (width, height), interpolation=cv2.INTER_NEAREST)
    mask = cv2.resize(crease, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    full[..., surface.DEPTH] = np.where(mask, start, full[..., surface.DEPTH])
    samples = 2 if width >= _DRAFT_WIDTH else 4
    strays = []
    for first in range(0, height, _BAND):
        band = full[first : first + _BAND]
        chosen = mask[first : first + _BAND]
        found = np.empty((int(chosen.sum()) * samples * samples, surface.STRAY), np.float32)
        count = surface.refine(form, view, width, height, chosen, first, samples, band, found)
        strays.append(found[:count].copy())
        progress(0.5 + 0.48 * (first + len(band)) / height, "smoothing silhouettes")
    return full, np.concatenate(strays)


def _creases(half: Array) -> Any:
    """Where enlarging the half-size buffer would mix different surfaces, or bend a reflection too far: uint8 0 or 1."""
    kernel = np.ones((3, 3), np.uint8)
    mask = np.zeros(half.shape[:2], np.uint8)
    for channel, limit in ((0, 0.30), (1, 0.30), (2, 0.30), (surface.COVERAGE, 0.5), (surface.DEPTH, 0.12)):
        plane = np.ascontiguousarray(half[..., channel])
        covered = cv2.dilate(half[..., surface.COVERAGE], kernel) > 0
        mask |= ((cv2.dilate(plane, kernel) - cv2.erode(plane, kernel) > limit) & covered).astype(np.uint8)
    return mask


def _turned(direction: Array, turn: float) -> Array:
    """Turn reflections into the camera's axes, so that the rig stands around the camera and not around the form."""
    cosine, sine = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    x, z = direction[..., 0], direction[..., 2]
    return np.stack([x * cosine - z * sine, direction[..., 1], x * sine + z * cosine], axis=-1)


def _smoothed(direction: Array, coverage: Array, facing: Array) -> Array:
    """Return directions that change less from pixel to pixel where a surface turns away, or its rim would sparkle."""
    weight = cv2.blur(coverage, (3, 3))[..., None] + np.float32(1e-4)
    found = cv2.blur(direction * coverage[..., None], (3, 3))
    found /= weight
    found -= direction
    found *= (np.clip((facing - 0.62) / 0.25, 0, 1) * (coverage > 0))[..., None]
    found += direction
    found /= np.maximum(np.linalg.norm(found, axis=2, keepdims=True), 1e-5)
    return np.asarray(found, np.float32)


def _metal_of(description: SceneDescription) -> float | None:
    """Return the hue of a metal that has one, or None."""
    return next((_METALS[word] for word in description.said if word in _METALS), None)


def _colours(description: SceneDescription) -> dict[str, Array]:
    palette = description.palette
    metal = _metal_of(description)
    key, fill, accent = palette.key, palette.fill, palette.accent
    if metal is None and seen.is_colourful(description):
        hues = {
            "key": 28.0,
            "fill": 255.0,
            "accent": 145.0,
        }  # with the gold of the studio four that nobody takes for another
        colours = {name: light_of_hue(hue, 0.20, 0.68) for name, hue in hues.items()}
        return {**colours, "white": light_of_hue(92.0, 0.12, 0.84), "tint": np.ones(3, np.float32)}
    if metal is not None and (palette.strength < _NAMED or abs(key - metal) < _OWN):
        return _of_metal(metal, fill if palette.strength >= _NAMED and abs(fill - metal) >= _OWN else metal - 6)
    tint = np.ones(3, np.float32) if metal is None else light_of_hue(metal, 0.14, 0.82)
    silvery = metal is None and bool(_SILVERY & set(description.said)) and fill == _GREY
    return {
        "key": light_of_hue(key, 0.26, 0.60) * tint,
        "fill": np.array([0.95, 0.97, 1.0], np.float32) if silvery else light_of_hue(fill, 0.25, 0.64) * tint,
        "accent": light_of_hue(accent, 0.17, 0.75) * tint,
        "white": np.array([1.0, 0.86, 0.74], np.float32) * tint,
        "tint": tint,
    }


def _of_metal(metal: float, fill: float) -> dict[str, Array]:
    """Return lamps for a metal of a hue that is to be seen in it: nearly white ones, which it tints once and not twice."""
    tint = light_of_hue(metal, 0.14, 0.82)
    lamps = {"key": (metal, 0.04, 0.88), "fill": (fill, 0.09, 0.82), "accent": (metal + 8, 0.05, 0.88)}
    colours = {name: light_of_hue(hue, chroma, value) * tint for name, (hue, chroma, value) in lamps.items()}
    return {**colours, "white": np.array([0.70, 0.86, 1.0], np.float32) * tint, "tint": tint}


def _backdrop(width: int, height: int, colours: dict[str, Array], bright: bool, seed: int) -> Array:
    """Return a studio out of focus: a wall lit from both sides in two colours, tall soft boxes before it, a floor that takes them up."""
    rows, columns = max(8, height // 8), max(8, width // 8)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x, y = x / columns - 0.5, y / rows - 0.5
    chance = np.random.default_rng([seed, 5])
    side = float(chance.choice([-1.0, 1.0]))
    cloud = fill_fbm(rows, columns, step_x=2.2 / columns, step_y=2.4 / rows, seed=seed, octaves=4)[..., None]

    def pool(at: float, up: float, wide: float, tall: float) -> Array:
        return np.asarray(np.exp(-(((x - at) / wide) ** 2) - ((y - up) / tall) ** 2)[..., None], np.float32)

    floor = (1 / (1 + np.exp(-(y - 0.27) / 0.02)))[..., None].astype(np.float32)
    key, fill = pool(-0.42 * side, -0.20, 0.50, 0.46), pool(0.45 * side, 0.14, 0.48, 0.42)
    if bright:
        light = (
            0.15
            + colours["key"] * (0.14 + 0.26 * key)
            + colours["fill"] * 0.30 * fill
            + 0.26 * pool(0, -0.05, 0.6, 0.5)
        )
        light = light * (1 - 0.22 * floor)
    else:
        light = (
            np.array([0.010, 0.006, 0.007], np.float32) + 0.15 * key * colours["key"] + 0.10 * fill * colours["fill"]
        )
        light = light * (1 - 0.55 * floor) + 0.02 * floor * pool(0.0, 0.32, 0.6, 0.12) * (
            colours["key"] + colours["fill"]
        )
    light = light * (1 + 0.35 * cloud)
    for n in range(4):  # soft boxes, far out of focus
        at = side * (-0.40 + 0.27 * n + float(chance.uniform(-0.05, 0.05)))
        wide, tall = float(chance.uniform(0.018, 0.05)), float(chance.uniform(0.14, 0.30))
        up = float(chance.uniform(-0.24, 0.0))
        box = 1 / (1 + np.exp((np.abs(x - at) - wide) / 0.016)) / (1 + np.exp((np.abs(y - up) - tall) / 0.02))
        lamp = (colours["key"], colours["white"], colours["fill"], colours["accent"])[n]
        light = light + (0.50 if bright else 0.34) * box[..., None].astype(np.float32) * lamp * (1 - 0.9 * floor)
    return cv2.resize(np.maximum(light, 0).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)


def _distance_blur(form: Form, view: View, rig: dict[str, LightGroup], width: int, height: int, bright: bool) -> Array:
    """The same liquid again, further away, turned and far out of focus: depth behind the form."""
    step = 8
    turn = view.turn + np.float32(2.1)
    x, z = -8.0 * np.sin(turn) + 1.6 * np.cos(turn), -8.0 * np.cos(turn) - 1.6 * np.sin(turn)
    behind = View(*(np.float32(v) for v in (x, view.y + 0.6, z, turn, view.spread * 0.9, 12.0)))
    small = np.zeros((height // step, width // step, surface.CHANNELS), np.float32)
    surface.march(form, behind, width, height, step, 0, small.shape[0], small)
    direction = _turned(small[..., :3], float(turn))
    across = ((np.arctan2(direction[..., 0], -direction[..., 2]) / np.pi + 1) * 0.5 * seen.RIG_WIDTH).astype(np.float32)
    down = ((0.5 - np.arcsin(np.clip(direction[..., 1], -1, 1)) / np.pi) * seen.RIG_HEIGHT).astype(np.float32)
    total = np.sum([group.light for group in rig.values()], axis=0).astype(np.float32)
    mirrored = (
        cv2.remap(total, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        * small[..., surface.COVERAGE, None]
    )
    blurred = cv2.GaussianBlur(np.minimum(mirrored, 4.0), (0, 0), max(2.2 * min(width, height) / 1584 * 3.2, 0.8))
    return cv2.resize(blurred, (width, height), interpolation=cv2.INTER_CUBIC).clip(0) * np.float32(
        0.10 if bright else 0.20
    )


def _rig(colours: dict[str, Array], bright: bool) -> dict[str, LightGroup]:
    """Soft boxes and strips around the form, as maps of azimuth and elevation."""
    v, u = np.mgrid[0 : seen.RIG_HEIGHT, 0 : seen.RIG_WIDTH].astype(np.float32)
    elevation, azimuth = (0.5 - v / seen.RIG_HEIGHT) * np.pi, (u / seen.RIG_WIDTH * 2 - 1) * np.pi

    def box(at: float, up: float, wide: float, tall: float, power: int = 6) -> Array:
        off = np.abs((azimuth - at + np.pi) % (2 * np.pi) - np.pi)
        shape = np.exp(-((off / wide) ** power) - (np.abs(elevation - up) / tall) ** power)
        return (shape * (0.72 + 0.28 * np.cos(off / wide)))[..., None].astype(np.float32)

    sky = (
        (0.008 + 0.05 * np.clip(np.sin(elevation), 0, 1) ** 2)[..., None]
        * np.array([1.0, 0.62, 0.52], np.float32)
        * colours["tint"]
    )
    if bright:
        sky = sky * 5 + 0.07
    line = np.exp(-((elevation / 0.16) ** 2))[..., None]
    studio = sky + (box(0.55, 0.9, 0.55, 0.16) * 3.2 + box(-0.75, 1.05, 0.30, 0.20) * 2.2) * colours["white"]
    for i in range(5):
        studio = studio + box(-3 + i * 1.3, 0.45 + 0.1 * (i % 3), 0.035, 0.55, 8) * 0.9 * colours["white"]
    left, right = (0.5 + 0.5 * np.sin(sign * azimuth - 0.3) for sign in (-1, 1))
    wash = np.exp(-((elevation / 0.75) ** 2)) * (
        1.0 if colours["tint"].min() == 1 else 2.4
    )  # gold has its colour in its darks
    key = (box(-1.9, 0.25, 0.20, 1.05) * 3.6 + box(1.75, 0.15, 0.22, 0.95) * 3.0) * colours["key"]
    key = key + (line[..., 0] * 0.12 + 0.34 * wash * left**3)[..., None] * colours["key"]
    fill = (
        box(0.1, -0.85, 0.9, 0.12) * 1.8 + box(-1.2, -0.3, 0.12, 0.6) * 2.4 + box(1.15, 0.1, 0.13, 0.8) * 2.8
    ) * colours["fill"]
    fill = fill + (line[..., 0] * 0.10 + 0.34 * wash * right**3)[..., None] * colours["fill"]
    accent = (box(2.7, -0.2, 0.10, 0.8) * 2.4 + box(-2.75, -0.55, 0.5, 0.07) * 1.1) * colours["accent"]
    return {
        "studio": LightGroup(studio.astype(np.float32)),
        "key": LightGroup(key.astype(np.float32), "kick", 0.85, 0.30),
        "fill": LightGroup(fill.astype(np.float32), "offbeat", 0.9, 0.4),
        "accent": LightGroup(accent.astype(np.float32), "downbeat", 0.85, 0.35),
    }


def _grade(bright: bool) -> Grade:
    return Grade(
        exposure=1.0 if bright else 1.7,
        contrast=1.12,
        pivot=0.22,
        saturation=1.04,
        lift=(0.014, 0.005, 0.010),
        desaturate=0.35,
        bloom=0.10,
        bloom_width=1.15,
    )
