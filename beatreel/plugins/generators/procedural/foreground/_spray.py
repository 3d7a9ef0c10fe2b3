"""The water that flies up about feet that run through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.spray import TALL, WIDE, Spray

from ._light import LUMA
from ._splash import lay_over

if TYPE_CHECKING:
    from ._places import Place
    from ._solid_light import Body, Rig

Array = np.ndarray[Any, np.dtype[np.float32]]


def add_spray(canvas: Array, alpha: Array, body: Body, place: Place, rig: Rig, rng: np.random.Generator) -> None:
    """Let water fly up about feet that run through it: plumes that trail behind, drops on their arcs, and mist."""
    height, width = alpha.shape
    reach = max(int(0.15 * place.unit), 2)
    foot = int(min(place.y, height - 1)) - body.rows.start
    near = body.cover[max(foot - 3 * reach, 0) : max(foot, 1)].max(axis=0)
    places = np.flatnonzero(near > 0.4) + body.columns.start
    if places.size == 0:
        return
    fine = 3 if width < 800 else 1  # drops are round and small: in few pixels they are drawn in more
    drops = np.zeros((height * fine, width * fine), np.uint8)
    starts, back = rng.choice(places, 9), 0.35 * place.unit * (1 if place.looks_left else -1)
    for _ in range(2200):
        x = float(rng.choice(starts)) + 0.10 * place.unit * float(rng.normal())
        out, up = 0.30 * place.unit * float(rng.normal()) + back, place.unit * float(rng.gamma(1.5, 0.17))
        t = float(rng.uniform(0.1, 1.0))
        at = (x + 1.6 * out * t, place.y - 4 * up * t * (1 - t) - 0.01 * place.unit)
        slope = np.array([1.6 * out, -4 * up * (1 - 2 * t)])
        end = np.array(at) + 0.012 * slope
        thick = max(1, round(fine * place.unit * min(float(rng.gamma(1.6, 0.0028)), 0.012)))
        ends = [tuple(np.round(np.array(one) * 16 * fine).astype(int).tolist()) for one in (at, end)]
        cv2.line(drops, ends[0], ends[1], int(rng.integers(50, 255)), thick, cv2.LINE_AA, 4)
    spray = cv2.resize(drops, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    for start in rng.choice(places, 5):  # what is thrown up as a sheet
        size = place.unit * float(rng.uniform(0.55, 0.95))
        wide, high = max(4, round(WIDE * size)), max(4, round(TALL * size))
        plume = np.clip(cv2.resize(Spray(rng, min(high, 500)).at(), (wide, high), interpolation=cv2.INTER_LINEAR), 0, 1)
        lay_over(spray, 0.8 * plume, round(start + 0.6 * back - wide / 2), round(place.y - 0.88 * high))
    mist = cv2.GaussianBlur(spray, (0, 0), max(1.0, 0.07 * place.unit))
    cover = np.clip(0.95 * cv2.GaussianBlur(spray, (0, 0), 0.6) + 0.9 * mist, 0, 0.94)
    light = 0.45 * rig.key + 0.7 * rig.sides[2] + 0.45 * rig.front
    light += 0.45 * (float(light @ LUMA) - light)  # foam is white in any light
    canvas += (light - canvas) * cover[..., None]
    np.maximum(alpha, cover, out=alpha)
