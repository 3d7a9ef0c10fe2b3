"""What somebody holds and what shines: a lantern, a sparkler. It lights the air, the ground and whoever holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import LUMA, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight
    from ._solid_light import Body

Array = np.ndarray[Any, np.dtype[np.float32]]

_WARM = np.array([0.22, 0.62, 1.0], np.float32)


_BRIGHT, _STRONG = 0.85, 1.6  # on the screen: white cloth near it, and how much brighter what is nearest is
_HALF, _SOFT = 0.32, 0.45  # metres at which its light is a third, and how far it reaches round
_BEFORE = 0.12  # metres by which it shines before the hand: a lamp that is held high lights a chin, and not ears alone
_NEAREST = 0.06
_GLARE = 0.4  # of the light in the air about it that is seen before a body


@dataclass(frozen=True)
class Lamp:
    """What somebody holds and what shines.

    Attributes
    ----------
    at : tuple of float
        Where it is, metres of the body that holds it; x right, y up, z away from the eye.
    colour : ndarray (3,)
        Linear BGR: its light close by.
    """

    at: tuple[float, float, float]
    colour: Array

    @classmethod
    def of(cls, painting: Painting, at: tuple[float, float, float]) -> Lamp:
        """Return a small warm lamp that is held at a place."""
        x, y, z = at
        return cls((x, y, z - _BEFORE), _WARM * np.float32(_STRONG * peak(painting, _BRIGHT) / float(_WARM @ LUMA)))

    def on(self, places: tuple[Array, Array, Array], normal: tuple[Array, Array, Array], openness: Array) -> Array:
        """Return what falls on places of a body whose surface looks along ``normal``, (rows, columns, 3)."""
        ways = [np.float32(own) - one for own, one in zip(self.at, places, strict=True)]
        squared = sum(np.square(one) for one in ways)
        facing = sum(way * one for way, one in zip(ways, normal, strict=True)) / np.sqrt(squared + _NEAREST**2)
        facing = np.clip((facing + _SOFT) / (1 + _SOFT), 0, 1) * (0.3 + 0.7 * openness)
        return np.asarray((facing / (1 + 2 * squared / _HALF**2))[..., None] * self.colour, np.float32)


def add_hand_light(
    painting: Painting, light: Backlight, body: Body, at: tuple[float, float], unit: float, *, large: bool = False
) -> None:
    """Let a small lamp at a pixel, ``unit`` pixels to a metre, shine on a painting and on the air before a body, in place.

    It is ``large`` where nothing but the hands about it is seen.
    """
    height, width = light.height, light.width
    warm = _WARM * np.float32(peak(painting, 0.80) / float(_WARM @ LUMA))
    small = (max(8, width // 4), max(8, height // 4))
    rows, columns = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    away = np.hypot(columns * width / small[0] - at[0], rows * height / small[1] - at[1]) / unit
    luma = cv2.resize(light.small @ LUMA, small, interpolation=cv2.INTER_LINEAR)
    dark = luma / max(
        float(np.percentile(luma, 60)), 1e-4
    )  # what is lit is what is there: ground and leaves, not the sky
    near = 0.9 * np.exp(-((away / 0.10) ** 2)) + 0.28 * np.exp(-away / 0.30)
    far = 0.42 * np.exp(-away / 1.0) * np.clip(dark, 0.35, 1.0)
    shine = cv2.resize((near + far).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    painting.add_lights("hand light", LightGroup(halved(shine[..., None] * warm), "flicker", 0.90, 0.18))
    y, x = np.mgrid[body.rows, body.columns].astype(np.float32)
    fall = np.exp(-np.hypot(x - at[0], y - at[1]) / ((0.62 if large else 0.34) * unit))[..., None] * (
        2.2 if large else _GLARE
    )
    body.colour[:] += (
        fall * warm * (0.10 + 0.9 * np.minimum(body.colour / max(float(body.colour.mean()), 1e-4), 1.6) * 0.16)
    )
