"""What somebody holds and what shines: a lantern, a sparkler. It lights the air, the ground and whoever holds it."""

from __future__ import annotations

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


def add_hand_light(
    painting: Painting, light: Backlight, body: Body, at: tuple[float, float], unit: float, *, large: bool = False
) -> None:
    """Let a small lamp at a pixel, ``unit`` pixels to a metre, shine on a painting and on the body before it, in place.

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
        2.2 if large else 1.0
    )
    body.colour[:] += (
        fall * warm * (0.10 + 0.9 * np.minimum(body.colour / max(float(body.colour.mean()), 1e-4), 1.6) * 0.16)
    )
