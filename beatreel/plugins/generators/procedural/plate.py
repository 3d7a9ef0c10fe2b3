"""The plate: a graded painting in the form from which every frame is cheap.

A plate holds the finished picture, one *delta* per light group (picture minus the picture without that group, so that the
group can be dimmed by one weighted addition), the depth as a coarse grid, soft colour for what floats in the air, masks,
and the layers and mirror of the painting. It lives in a folder of ``.npy`` files that are mapped, not read.

Conventions
-----------
Pictures are uint8, display BGR with gamma 2 and a fourth channel, because four channels are warped twice as fast as three.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel import Look

from .duotone import split_of
from .harmony import cube_of, harmony_for
from .kernels import tone
from .kernels.cube import through
from .kernels.half import halved
from .living import LAND, enlivened, land_of
from .look import print_through, scatter
from .painting import Element, Focus, Grade, Layer, LightGroup, Mirror, Motion, Painting, Pulse
from .palette import Split, in_hue, middle_of, recolour, white_balance
from .sketches import LIT, part_lamps, sampled, sampled_mirror, sketch, towards
from .skies import keep_air
from .values import balanced, fill_light

if TYPE_CHECKING:
    from .prompt.describe import Palette

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]

PLAIN = Look()
FORMAT = 4
_SMALL = 800  # pixels across; a plate below is a draft's
CELL = 8  # pixels per cell of the depth grid
_PALE, _SOFTEST = 0.88, 0.74  # contrast of a picture in pale colours, and the least that a soft one has
_AIRY = -1.8  # a soft picture is a light one: exposure is this power of the contrast that a prompt takes away
SOFT = 4  # pixels per pixel of atmosphere and masks
_ONE_COLOUR = math.cos(math.radians(40.0))  # of the angle between two hues that are one colour
_MANIFEST = "plate.json"
NEAR = "near"  # mask of who stands so near that no veil is before them
_NEAR = 6.0  # metres


@dataclass
class LightDelta:
    """What one light group adds to the picture in display values, and which accent drives it."""

    name: str
    picture: Picture
    pulse: Pulse
    base: float
    gain: float


@dataclass
class PlateLayer:
    """A foreground layer, premultiplied BGRA, cropped to the rows in which it is not empty; if it moves, to its columns too.

    Attributes
    ----------
    picture : ndarray (rows, width, 4)
    top, left : int
        First row and column within the plate.
    inverse : float
        1 / depth in metres.
    motion : Motion or None
    """

    picture: Picture
    top: int
    inverse: float
    left: int = 0
    motion: Motion | None = None


@dataclass
class PlateMirror:
    """A mirror ready to be relit.

    Attributes
    ----------
    across, down : ndarray (height, width), float32
        Pixels of the environment that are seen; OpenCV samples floats faster than its fixed-point maps.
    shade : ndarray (height, width, 4), uint8
    environment : ndarray (512, 1024, 4) or (256, 512, 4), uint8
        All families together; the smaller one for a draft.
    families : list of LightDelta
        What each family adds to the environment.
    """

    across: np.ndarray[Any, np.dtype[np.float32]]
    down: np.ndarray[Any, np.dtype[np.float32]]
    shade: Picture
    environment: Picture
    families: list[LightDelta]


@dataclass
class Plate:
    """See the module.

    Attributes
    ----------
    picture : ndarray (height, width, 4), uint8
        Its fourth channel is 0 where the painting's mask ``open`` is 1 (the sky is seen, or its mirror image) and 255 where
        something solid is, so that what shines behind the land can be drawn in a frame.
    lights : list of LightDelta
    inverse : ndarray (height / 8, width / 8), float32
        1 / depth, near things dilated and smoothed, so that edges bend and do not tear.
    atmosphere : ndarray (height / 4, width / 4, 3), uint8
        The picture as light in the air: very soft.
    masks : dict of str to ndarray (height / 4, width / 4), uint8
    layers : list of PlateLayer
        Far to near.
    mirror : PlateMirror or None
    elements : list of Element
    focal : float
        Pixels of the plate.
    centre : tuple of float
        Vanishing point in pixels of the plate.
    focus : Focus or None
        What is to be kept in sight.
    travel : float
        Metres.
    speed : float
        Of what moves by itself.
    lettering : bool
        There are signs to read.
    """

    picture: Picture
    lights: list[LightDelta]
    inverse: Array
    atmosphere: Picture
    focal: float
    centre: tuple[float, float]
    travel: float
    focus: Focus | None = None
    speed: float = 1.0
    lettering: bool = False
    masks: dict[str, Picture] = field(default_factory=dict)
    layers: list[PlateLayer] = field(default_factory=list)
    mirror: PlateMirror | None = None
    elements: list[Element] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.picture.shape[1], self.picture.shape[0]


def develop(
    painting: Painting,
    palette: Palette,
    *,
    contrast: float = 1.0,
    speed: float = 1.0,
    look: Look = PLAIN,
    by_day: bool = False,
) -> Plate:
    """Grade a painting.

    Parameters
    ----------
    painting : Painting
        Used up: its arrays are changed and freed on the way, to keep memory low.
    palette : Palette
    contrast : float
        Factor on the painting's contrast.
    speed : float
        Kept for the animator.
    look : Look
        Of the style.
    by_day : bool
        See :func:`~.values.balanced`.
    """
    palette = palette.model_copy(update={"black": max(palette.black, painting.grey_darks)})
    if painting.is_spotlit and math.cos(math.radians(palette.key - palette.fill)) > _ONE_COLOUR:
        palette = palette.model_copy(update={"shadow": palette.key})
    named = palette
    if painting.is_coloured:
        palette = palette.model_copy(update={"strength": 0.0})
    small = sketch(painting)
    if painting.is_lamplit and (gains := white_balance(small, palette)) is not None:
        small *= gains
        for group in painting.groups.values():
            group.light = group.light * gains.astype(group.light.dtype)
        for layer in painting.layers:
            layer.colour = layer.colour * gains.astype(layer.colour.dtype)
    is_aired = palette.spares_sky and keep_air(painting)
    are_parted = part_lamps(painting, palette, small)
    if are_parted or is_aired:
        small = sketch(painting)
    split = split_of(small, palette, lamplit=painting.is_lamplit, parted=are_parted)
    middle = middle_of(small)
    grade = replace(
        painting.grade,
        contrast=painting.grade.contrast * max(contrast * (_PALE if palette.light else 1.0), _SOFTEST),
        exposure=painting.grade.exposure * max(1.0, contrast**_AIRY),
    )
    sample = recolour(tone.bloom(sampled(painting), grade.bloom, grade.bloom_width), palette, split, middle)
    mirrored = sampled_mirror(painting, palette, split, middle) if painting.mirror else None
    if not painting.is_coloured:  # what is lit in pure red is dark, and shall be
        grade = balanced(sample, grade, mirrored, is_bright=palette.light or painting.is_bright, by_day=by_day)
    shown = tone.develop(sample, grade)
    if mirrored is not None:
        shown = cv2.add(shown, (tone.develop(mirrored[0], grade) * mirrored[1][..., None]).astype(np.uint8))
    accented, moonlit = painting.is_accented and not painting.is_spotlit, "moon" in painting.groups
    cube = cube_of(harmony_for(shown, named, accented=accented, lamps=are_parted, moonlit=moonlit))
    grade = replace(grade, contrast=grade.contrast * look.contrast, exposure=grade.exposure * look.exposure)
    develop_light = _Developer(palette, grade, look, split, middle, cube)
    for layer in painting.layers:
        if (more := fill_light(layer.colour, layer.alpha, grade)) > 1:
            layer.colour = layer.colour * layer.colour.dtype.type(more)
    # Layers first, for what is left of them is small.
    layers = [_layer(painting.layers.pop(0), develop_light) for _ in range(len(painting.layers))]
    if palette.lit is not None:
        for name in [name for name in painting.groups if name.partition(" ")[0] in LIT]:
            painting.groups[name].light = in_hue(painting.groups[name].light, palette.lit)
    lights = {name: _bloomed(group, grade, look) for name, group in painting.groups.items()}
    total = np.zeros_like(next(iter(lights.values())), dtype=np.float32)
    for light in lights.values():
        total += light
    picture = develop_light(total.copy())
    if "open" in painting.masks:
        picture[..., 3] = np.clip(255.5 - 255 * painting.masks.pop("open"), 0, 255).astype(np.uint8)
    atmosphere = _atmosphere(total, develop_light)
    deltas = []
    for name, group in painting.groups.items():
        light = lights.pop(name)
        if group.pulse == "steady" and group.base == 1:
            continue
        without = total - light
        np.maximum(without, 0, out=without)
        del light
        deltas.append(_delta(name, picture, develop_light(without), group))
    return Plate(
        picture=picture,
        lights=deltas,
        inverse=inverse_depth(painting.depth),
        atmosphere=atmosphere,
        focal=float(painting.focal),
        centre=(float(painting.centre[0]), float(painting.centre[1])),
        focus=painting.focus,
        travel=float(painting.travel),
        speed=float(speed),
        lettering=painting.lettering,
        masks={name: _small(mask) for name, mask in ({LAND: land_of(painting.depth)} | painting.masks).items()}
        | _near(layers, picture.shape[1], picture.shape[0]),
        layers=layers,
        mirror=_mirror(painting.mirror, develop_light) if painting.mirror else None,
        elements=enlivened(painting.elements, painting.masks, atmosphere),
    )


def inverse_depth(depth: Array) -> Array:
    """Return the depth grid of a plate.

    Near things are dilated by a cell and everything is smoothed, so that thin edges are carried along instead of torn;
    the nearest fifth is compressed, or they alone would forbid the camera to move.

    Parameters
    ----------
    depth : ndarray (height, width)
        Metres.

    Returns
    -------
    ndarray (height / 8, width / 8), float32
        1 / metres.
    """
    inverse = 1.0 / np.maximum(depth.astype(np.float32), 0.3)
    size = (max(2, depth.shape[1] // CELL), max(2, depth.shape[0] // CELL))
    inverse = cv2.resize(inverse, size, interpolation=cv2.INTER_AREA)
    near = max(float(np.percentile(inverse, 80)), 1e-4)
    inverse = (near * np.tanh(inverse / near)).astype(np.float32)
    reach = max(2.2 * min(depth.shape) / 1584, 0.6)
    return cv2.GaussianBlur(cv2.dilate(inverse, np.ones((3, 3), np.uint8)), (0, 0), reach)


def picture_of(plate: Plate, width: int, height: int) -> Picture:
    """Return the still for people, uint8 BGR (height, width, 3): the middle of the plate with layers and mirror."""
    whole = plate.picture.copy()
    if plate.mirror:
        mirror = plate.mirror
        lit = cv2.remap(mirror.environment, mirror.across, mirror.down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        whole = cv2.add(whole, cv2.multiply(lit, mirror.shade, scale=1 / 255))
    for layer in plate.layers:
        high, wide = layer.picture.shape[:2]
        rows = whole[layer.top : layer.top + high, layer.left : layer.left + wide]
        cover = layer.picture[..., 3:].astype(np.uint16)
        rows[...] = np.minimum(layer.picture + (rows * (255 - cover) + 127) // 255, 255).astype(np.uint8)
    left, top = (whole.shape[1] - width) // 2, (whole.shape[0] - height) // 2
    return np.ascontiguousarray(whole[top : top + height, left : left + width, :3])


def _bloomed(group: LightGroup, grade: Grade, look: Look) -> Any:
    light = tone.bloom(np.array(group.light, np.float32), grade.bloom, grade.bloom_width)
    light = halved(scatter(light, look, grade))
    group.light = np.zeros((0, 0, 3), np.float32)
    return light


@dataclass(frozen=True)
class _Developer:
    """From light to display, the same way for all parts of a plate."""

    palette: Palette
    grade: Grade
    look: Look
    split: Split | None
    middle: float
    cube: Array | None

    def __call__(self, light: Array) -> Picture:
        """Recolour (in place) and develop to BGRA."""
        out = np.full((*light.shape[:2], 4), 255, np.uint8)
        tone.develop(recolour(light, self.palette, self.split, self.middle), self.grade, out=out)
        if self.cube is not None:
            through(out, self.cube)
        return print_through(out, self.look)


def _delta(name: str, picture: Picture, without: Picture, group: LightGroup) -> LightDelta:
    delta = cv2.subtract(picture, without)
    delta[..., 3] = 0
    return LightDelta(name, delta, group.pulse, group.base, group.gain)


def _small(image: Any) -> Picture:
    height, width = image.shape[:2]
    small = cv2.resize(
        image.astype(np.float32), (max(2, width // SOFT), max(2, height // SOFT)), interpolation=cv2.INTER_AREA
    )
    return np.clip(small * 255 + 0.5, 0, 255).astype(np.uint8)


def _atmosphere(total: Array, develop_light: _Developer) -> Picture:
    height, width = total.shape[:2]
    small = cv2.resize(
        np.minimum(total, 5), (max(2, width // SOFT), max(2, height // SOFT)), interpolation=cv2.INTER_AREA
    )
    small = cv2.GaussianBlur(small, (0, 0), 26 * min(width, height) / 1584)
    return np.ascontiguousarray(develop_light(small)[..., :3])


def _layer(layer: Layer, develop_light: _Developer) -> PlateLayer:
    rows = np.flatnonzero(layer.alpha.max(axis=1) > 0)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 1)
    left, right = 0, layer.alpha.shape[1]
    if layer.motion is not None:  # an empty edge about it, or it would be cut off where it turns
        columns = np.flatnonzero(layer.alpha.max(axis=0) > 0)
        left, right = (max(int(columns[0]) - 2, 0), min(int(columns[-1]) + 3, right)) if columns.size else (0, 1)
        top, bottom = max(top - 2, 0), min(bottom + 2, layer.alpha.shape[0])
    part = np.s_[top:bottom, left:right]
    alpha = layer.alpha[part].astype(np.float32)
    graded = develop_light(np.array(layer.colour[part], np.float32))
    graded[..., 3] = 255
    picture = np.clip(graded * alpha[..., None] + 0.5, 0, 255).astype(np.uint8)
    return PlateLayer(picture, top, 1.0 / max(layer.depth, 0.3), left, layer.motion)


def _near(layers: list[PlateLayer], width: int, height: int) -> dict[str, Picture]:
    """Return the mask of what near layers cover; nothing where there are none."""
    cover = np.zeros((height, width), np.uint8)
    for layer in layers:
        if layer.inverse >= 1 / _NEAR:
            rows, columns = layer.picture.shape[:2]
            window = cover[layer.top : layer.top + rows, layer.left : layer.left + columns]
            np.maximum(window, layer.picture[..., 3], out=window)
    size = (max(2, width // SOFT), max(2, height // SOFT))
    return {NEAR: cv2.resize(cover, size, interpolation=cv2.INTER_AREA)} if cover.any() else {}


def _mirror(mirror: Mirror, develop_light: _Developer) -> PlateMirror:
    direction = mirror.direction
    lights = {name: np.asarray(group.light, np.float32) for name, group in mirror.environments.items()}
    if direction.shape[1] < _SMALL:  # a draft cannot show so many pixels of its surroundings
        lights = {
            name: cv2.resize(light, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
            for name, light in lights.items()
        }
    height, width = next(iter(lights.values())).shape[:2]
    across, down = towards(direction, width, height)
    total = np.sum(list(lights.values()), axis=0)
    environment = develop_light(np.array(total))
    environment[..., 3] = 0
    families = []
    for name, group in mirror.environments.items():
        without = develop_light(np.maximum(total - lights[name], 0))
        if group.pulse != "steady" or group.base != 1:
            families.append(_delta(name, environment, without, group))
    shade = np.clip(mirror.shade * 255 + 0.5, 0, 255).astype(np.uint8)
    return PlateMirror(across, down, cv2.merge([shade] * 4), environment, families)


def save(plate: Plate, folder: Path) -> None:
    """Write a plate into an existing folder; the same plate gives the same bytes."""
    arrays: dict[str, Any] = {"picture": plate.picture, "inverse": plate.inverse, "atmosphere": plate.atmosphere}
    arrays |= {f"light-{i}": light.picture for i, light in enumerate(plate.lights)}
    arrays |= {f"mask-{name}": mask for name, mask in plate.masks.items()}
    arrays |= {f"layer-{i}": layer.picture for i, layer in enumerate(plate.layers)}
    if plate.mirror:
        mirror = plate.mirror
        arrays |= {"mirror-across": mirror.across, "mirror-down": mirror.down, "mirror-shade": mirror.shade}
        arrays |= {"mirror-environment": mirror.environment}
        arrays |= {f"mirror-family-{i}": family.picture for i, family in enumerate(mirror.families)}
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
    manifest = {
        "format": FORMAT,
        "focal": plate.focal,
        "centre": list(plate.centre),
        "focus": plate.focus,
        "travel": plate.travel,
        "speed": plate.speed,
        "lettering": plate.lettering,
        "lights": [_facts(light) for light in plate.lights],
        "masks": list(plate.masks),
        "layers": [_placed(layer) for layer in plate.layers],
        "families": [_facts(family) for family in plate.mirror.families] if plate.mirror else None,
        "elements": [vars(element) for element in plate.elements],
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), "utf-8")


def load(folder: Path) -> Plate:
    """Open a plate; its arrays stay on disk and are mapped read-only.

    Raises
    ------
    ValueError
        If the folder holds no plate, or one of another format.
    OSError
    """
    manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise ValueError(f"plate of format {manifest.get('format')}, {FORMAT} is needed")

    def array(name: str) -> Any:
        return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)

    def lights(facts: list[dict[str, Any]], prefix: str) -> list[LightDelta]:
        return [LightDelta(picture=array(f"{prefix}-{i}"), **fact) for i, fact in enumerate(facts)]

    mirror = None
    if manifest["families"] is not None:
        mirror = PlateMirror(
            across=array("mirror-across"),
            down=array("mirror-down"),
            shade=array("mirror-shade"),
            environment=array("mirror-environment"),
            families=lights(manifest["families"], "mirror-family"),
        )
    return Plate(
        picture=array("picture"),
        lights=lights(manifest["lights"], "light"),
        inverse=array("inverse"),
        atmosphere=array("atmosphere"),
        focal=manifest["focal"],
        centre=(manifest["centre"][0], manifest["centre"][1]),
        focus=Focus(*manifest["focus"]) if manifest["focus"] else None,
        travel=manifest["travel"],
        speed=manifest["speed"],
        lettering=manifest["lettering"],
        masks={name: array(f"mask-{name}") for name in manifest["masks"]},
        layers=[_opened(array(f"layer-{i}"), fact) for i, fact in enumerate(manifest["layers"])],
        mirror=mirror,
        elements=[Element(**element) for element in manifest["elements"]],
    )


def _placed(layer: PlateLayer) -> dict[str, Any]:
    found: dict[str, Any] = {"top": layer.top, "inverse": layer.inverse}
    if layer.motion is not None:
        found |= {"left": layer.left, "motion": vars(layer.motion)}
    return found


def _opened(picture: Picture, facts: dict[str, Any]) -> PlateLayer:
    motion = Motion(**facts["motion"]) if "motion" in facts else None
    return PlateLayer(picture, facts["top"], facts["inverse"], facts.get("left", 0), motion)


def _facts(light: LightDelta) -> dict[str, Any]:
    return {"name": light.name, "pulse": light.pulse, "base": light.base, "gain": light.gain}
