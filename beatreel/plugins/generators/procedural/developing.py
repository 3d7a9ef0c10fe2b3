"""Developing: a graded painting becomes a plate, all its light to display the same way."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel import Look

from .duotone import split_of
from .harmony import cube_of, from_lab, harmony_for, to_lab
from .kernels import tone
from .kernels.cube import through
from .kernels.half import halved
from .living import LAND, enlivened, land_of
from .look import print_through, scatter
from .painting import Grade, Layer, LightGroup, Mirror, Painting
from .palette import Split, in_hue, middle_of, recolour, white_balance
from .plate import NEAR, SOFT, LightDelta, Plate, PlateLayer, PlateMirror, inverse_depth
from .sketches import LIT, part_lamps, sampled, sampled_mirror, sketch, towards
from .skies import keep_air, loom
from .toning import COLOURED, PRINTS, toning_of
from .values import balanced, fill_light

if TYPE_CHECKING:
    from .prompt.describe import Palette

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]

PLAIN = Look()
_SMALL = 800  # pixels across; a plate below is a draft's
_PALE, _SOFTEST = 0.88, 0.74  # contrast of a picture in pale colours, and the least that a soft one has
_AIRY = -1.8  # a soft picture is a light one: exposure is this power of the contrast that a prompt takes away
_ONE_COLOUR = math.cos(math.radians(40.0))  # of the angle between two hues that are one colour
_SKIN = 0.6  # how much of its colour skin keeps under a palette: a face by blue night is no slate
_LIT_ALREADY = 0.8  # of what fills the darks that skin does without
_NEAR = 6.0  # metres within which a layer is near


def develop(
    painting: Painting,
    palette: Palette,
    *,
    contrast: float = 1.0,
    speed: float = 1.0,
    look: Look = PLAIN,
    by_day: bool = False,
    named_light: str = "",
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
    named_light : str
        A name of :data:`~.toning.PRINTS`; empty for none.
    """
    palette = palette.model_copy(update={"black": max(palette.black, painting.grey_darks)})
    if painting.is_spotlit and math.cos(math.radians(palette.key - palette.fill)) > _ONE_COLOUR:
        palette = palette.model_copy(update={"shadow": palette.key})
    named = palette
    if painting.is_coloured:
        palette = palette.model_copy(update={"strength": 0.0})
    printed = PRINTS.get(named_light)
    if printed is not None and palette.strength >= COLOURED:
        printed = printed.in_named_colours()
    if named_light == "storm":
        loom(painting)
    small = sketch(painting)
    if painting.is_lamplit and (gains := white_balance(small, palette)) is not None:
        small *= gains
        for group in painting.groups.values():
            group.light = group.light * gains.astype(group.light.dtype)
        for layer in painting.layers:
            layer.colour = layer.colour * gains.astype(layer.colour.dtype)
    is_aired = palette.spares_sky and keep_air(painting, is_sunny=named_light == "sun")
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
        grade = balanced(
            sample, grade, mirrored, is_bright=palette.light or painting.is_bright, by_day=by_day, wanted=printed
        )
    shown = tone.develop(sample, grade)
    if mirrored is not None:
        shown = cv2.add(shown, (tone.develop(mirrored[0], grade) * mirrored[1][..., None]).astype(np.uint8))
    accented, moonlit = painting.is_accented and not painting.is_spotlit, "moon" in painting.groups
    toning = None
    if printed is not None:
        toning = toning_of(to_lab(shown), printed)
        shown = from_lab(toning(to_lab(shown)))
    quiet = printed is not None and printed.quiet
    harmony = harmony_for(
        shown,
        named,
        accented=accented and not quiet,
        lamps=are_parted,
        moonlit=moonlit,
        quiet=quiet,
        pure=painting.is_coloured or painting.is_vivid,
    )
    cube = cube_of(harmony, toning)
    grade = replace(grade, contrast=grade.contrast * look.contrast, exposure=grade.exposure * look.exposure)
    develop_light = _Developer(palette, grade, look, split, middle, cube)
    for layer in painting.layers:
        if (more := fill_light(layer.colour, layer.alpha, grade)) > 1:
            layer.colour = layer.colour * _filled(more, layer).astype(layer.colour.dtype)
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
        vignette=1.0 if printed is None else printed.vignette,
        lettering=painting.lettering,
        masks={name: _small(mask) for name, mask in ({LAND: land_of(painting.depth)} | painting.masks).items()}
        | _near(layers, picture.shape[1], picture.shape[0]),
        layers=layers,
        mirror=_mirror(painting.mirror, develop_light) if painting.mirror else None,
        elements=enlivened(painting.elements, painting.masks, atmosphere),
    )


def _filled(more: float, layer: Layer) -> Array:
    """Return how much brighter a dark layer becomes: for a black coat no face above it is a white mask."""
    if layer.flesh is None:
        return np.array(more, np.float32)
    return np.asarray(1 + (more - 1) * (1 - _LIT_ALREADY * layer.flesh[..., None]), np.float32)


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

    def __call__(self, light: Array, flesh: Array | None = None) -> Picture:
        """Recolour (in place) and develop to BGRA; skin, where ``flesh`` is 1, stays skin."""
        out = np.full((*light.shape[:2], 4), 255, np.uint8)
        before = light.copy() if flesh is not None else None
        recolour(light, self.palette, self.split, self.middle)
        if before is not None and flesh is not None:
            own = np.float32(_SKIN * min(self.palette.chroma, 1.0)) * flesh.astype(np.float32)
            light += (before - light) * own[..., None]
        tone.develop(light, self.grade, out=out)
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
    flesh = layer.flesh[part] if layer.flesh is not None else None
    graded = develop_light(np.array(layer.colour[part], np.float32), flesh)
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
