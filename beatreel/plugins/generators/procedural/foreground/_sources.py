"""What shines in a picture, as somebody in it is lit by it: from where, how much against all else, and in which colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from ._light import LUMA, SMALL, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element, Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight
    from ._places import Place
    from ._solid_light import Body, Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_UNDER_A_ROOF = ("stage", "interior", "cave")
_LAMP = 2.0  # times as bright as the middle of a picture: what is brighter shines
_BURNT = 10.0  # how much more light than is painted comes from what is white on the screen
_FLAMES, _FLAME = 25.0, np.array([0.10, 0.42, 1.0], np.float32)  # as bright as white, and of which colour, linear BGR
_SLIM = 0.4  # a flame's area, in squares of its height
_AROUND = 1.0  # steradians from which the rest of a place lights somebody as brightly as the middle of the picture
_FARTHEST = 300.0  # metres, beyond which all is as the sky is
_NEAREST = 0.4  # metres
_PURE = 0.9  # how pure the colour of its light is, at most
_SHADE = 0.72  # of the light before somebody goes where all of it comes from behind
_TURNED = 0.8  # how far the light before them turns towards what shines
_COLOURED = 0.75  # how far it takes its colour
_ASIDE = 2.2  # times the light before somebody that each of their sides gets, where all comes from there
_ABOVE = 0.8  # and from above or below
_LIFTED = 2.2  # by how much at most: what is black stays dark
_RIM = np.float32(1.5)  # of the light on edges, where all comes from behind


def is_lit_by_lamps(description: SceneDescription) -> bool:
    """Return whether light comes from what is seen to shine: under the open sky of a day it comes from all of that."""
    return description.time_of_day != "day" or description.world in _UNDER_A_ROOF


@dataclass(frozen=True)
class Sources:
    """The light of what shines, at a place.

    Attributes
    ----------
    share : float
        How much of all light there comes from it, 0 to 1.
    way : ndarray (3,)
        The way to it; x right, y up, z away from the eye. It is short where it comes from all around, and 1 long at most.
    colour, left, right : ndarray (3,)
        Linear BGR: of all of it, of luminance 1, and of the parts that come from either side, which add up to that.
    """

    share: float
    way: Array
    colour: Array
    left: Array
    right: Array

    @property
    def behind(self) -> float:
        """How much of all light comes from behind, 0 to 1."""
        return self.share * min(max(float(self.way[2]), 0.0), 1.0)

    @classmethod
    def on(cls, painting: Painting, light: Backlight, place: Place, high: float) -> Sources:
        """Return what shines on somebody in a place, ``high`` metres over their feet."""
        row = max(place.y - high * place.unit, 0.2 * light.height)
        return cls.at(painting, light, place.x, row, painting.focal / place.unit)

    @classmethod
    def at(cls, painting: Painting, light: Backlight, x: float, y: float, metres: float) -> Sources:
        """Return what shines on a pixel of a painting that is ``metres`` away."""
        rows, columns = light.small.shape[:2]
        far = cv2.resize(painting.depth, (columns, rows), interpolation=cv2.INTER_NEAREST)
        for layer in painting.layers:
            near = cv2.resize(np.asarray(layer.alpha, np.float32), (columns, rows), interpolation=cv2.INTER_AREA) > 0.5
            far[near] = layer.depth
        far = np.clip(far, _NEAREST, _FARTHEST)
        across = (np.arange(columns, dtype=np.float32) + 0.5) * (light.width / columns)
        down = (np.arange(rows, dtype=np.float32) + 0.5) * (light.height / rows)
        focal, (middle, level) = painting.focal, painting.centre
        to_x = (across[None] - middle) * far / focal - (x - middle) * metres / focal
        to_y = -(down[:, None] - level) * far / focal + (y - level) * metres / focal
        away = np.stack([to_x, to_y, far - metres], -1)
        distance = np.sqrt(np.square(away).sum(axis=-1) + _NEAREST**2)
        luma = light.small @ LUMA
        plain, white = float(np.median(luma)), peak(painting, 0.9)
        shines = np.maximum(luma - _LAMP * plain, 0) * (1 + _BURNT * np.clip(2 * luma / white - 1, 0, 1))
        shines *= np.square(SMALL * far / focal / distance)
        ways = (away / distance[..., None]).reshape(-1, 3)
        lights = ((shines / np.maximum(luma, 1e-6))[..., None] * light.small).reshape(-1, 3)
        for one in painting.elements:
            if one.kind == "fire" and "tall" in one.options:
                its, way = _flame(one, painting, light, (x, y, metres))
                ways, lights = np.vstack([ways, way[None]]), np.vstack([lights, its[None] * np.float32(white)])
        each = lights @ LUMA
        total = float(each.sum())
        if total <= 0:
            none = np.zeros(3, np.float32)
            return cls(0.0, none, none + 1, none, none)
        colour = _of_luminance(lights.sum(axis=0), 1.0)
        to_right = np.clip(0.5 + 1.5 * ways[:, :1], 0, 1)
        left, right = (
            _of_luminance((lights * part).sum(axis=0), float((each * part[:, 0]).sum()) / total)
            for part in (1 - to_right, to_right)
        )
        way = (each[:, None] * ways).sum(axis=0) / total
        return cls(total / (total + _AROUND * plain), way.astype(np.float32), colour, left, right)


def _flame(one: Element, painting: Painting, light: Backlight, at: tuple[float, float, float]) -> tuple[Array, Array]:
    """Return what a fire that is drawn in each frame throws on a place (pixels and metres), white being 1, and the way to it."""
    x, y, metres = at
    tall, far = float(one.options["tall"]) * light.height, float(one.options.get("depth", metres + 1))
    middle, level = painting.centre
    column, row = float(one.options["x"]) * light.width, float(one.options["y"]) * light.height - 0.4 * tall
    away = np.array(
        [
            (column - middle) * far - (x - middle) * metres,
            (y - level) * metres - (row - level) * far,
            (far - metres) * painting.focal,
        ],
        np.float32,
    ) / np.float32(painting.focal)
    distance = max(float(np.linalg.norm(away)), _NEAREST)
    angle = _SLIM * (tall * far / painting.focal / distance) ** 2
    return _FLAME / (_FLAME @ LUMA) * np.float32(_FLAMES * min(angle, 2.0)), away / np.float32(distance)


def _of_luminance(colour: Array, bright: float) -> Array:
    """Return a colour of which a little white keeps things seen, at a luminance."""
    colour = (1 - _PURE) + _PURE * colour / max(float(colour @ LUMA), 1e-6)
    return np.asarray(colour / (colour @ LUMA) * np.float32(bright), np.float32)


def lit_by(rig: Rig, sources: Sources) -> Rig:
    """Return lights of which those that shine in the picture are the strongest: what is towards them is lit in their colour.

    What looks away from them is darker, and is dark where all light comes from behind.
    """
    share, behind = np.float32(sources.share), np.float32(sources.behind)
    white, way = np.float32(rig.front @ LUMA), sources.way
    aside = np.array([way[0], max(float(way[1]), -0.4), min(float(way[2]), 0.0) - 0.45], np.float32)
    to_front = (1 - _TURNED * share) * rig.to_front + _TURNED * share * aside / np.linalg.norm(aside)
    mixed = np.float32(_COLOURED) * share
    front = (rig.front + mixed * (white * sources.colour - rig.front)) * (1 - np.float32(_SHADE) * behind)
    sides = rig.sides * (1 - np.float32(0.5) * share)
    sides[0] += share * white * np.float32(_ASIDE) * sources.left
    sides[1] += share * white * np.float32(_ASIDE) * sources.right
    for at, part in ((2, way[1]), (3, -way[1])):
        sides[at] += share * white * np.float32(_ABOVE * max(float(part), 0.0)) * sources.colour
    strong = np.float32(rig.key @ LUMA) * (1 + (_RIM - 1) * behind)
    key = rig.key + share * (strong * sources.colour - rig.key)
    keys = np.stack([key + share * (_sided(one, strong) - key) for one in (sources.left, sources.right)])
    to_key = rig.to_key + share * (np.array([*way[:2], max(float(way[2]), 0.4)], np.float32) - rig.to_key)
    return replace(
        rig, sides=sides, key=key, keys=keys, front=front, wrap=float(behind), to_front=_unit(to_front), to_key=_unit(to_key)
    )  # fmt: skip


def _sided(colour: Array, bright: np.float32) -> Array:
    """Return the light behind on one side: of the colour that comes from there, and the brighter the more of all light does."""
    share = float(colour @ LUMA)
    return np.asarray(colour / max(share, 1e-6) * bright * np.float32(min(2 * share, 1.0) ** 0.5), np.float32)


def _unit(way: Array) -> Array:
    return np.asarray(way / np.linalg.norm(way), np.float32)


def expose(painting: Painting, body: Body, least: float) -> None:
    """Light a body before what is bright until its form is seen: at least so bright (0 to 1, on the screen) on average, in place."""
    total = float(body.cover.sum())
    mean = float((body.colour @ LUMA * body.cover).sum()) / max(total, 1e-3)
    gain = min(max(peak(painting, least) / max(mean, 1e-6), 1.0), _LIFTED)
    np.minimum(gain * body.colour, np.maximum(body.colour, peak(painting, 0.9)), out=body.colour)
