"""The station or the ship that a prompt names, traced in the light of a picture's sun."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.scenery import spacecraft
from beatreel.plugins.generators.procedural.scenery.built import Place, level
from beatreel.plugins.generators.procedural.scenery.standing import seen

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from .globes import View
    from .sky import Colours

Array = np.ndarray[Any, np.dtype[np.float32]]

_LAMP = (0.5, 1.0, 1.6)


def add_vessel(painting: Painting, view: View, colours: Colours, rng: np.random.Generator) -> None:
    """Set it before the sky, in place; its lamps shine with the high notes, its drive with the kick."""
    height, width = painting.depth.shape
    x, y, toward = view.sun
    sun = np.array([x, -y, -max(toward, 0.30)])
    place = Place(
        int(rng.integers(1 << 16)),
        sun=tuple(sun / np.linalg.norm(sun)),
        sunlight=tuple(1.8 * colours.sun),
        zenith=tuple(0.16 * colours.gas + 0.06),
        horizon=tuple(0.14 * colours.other + 0.05),
        is_open=True,
    )
    drive = tuple(0.6 * colours.heart + np.array([0.5, 0.4, 0.3], np.float32))
    if view.thing == "station":
        mesh = spacecraft.station(place, _LAMP)
        turn, lean = float(rng.uniform(-0.6, 0.6)), (float(rng.uniform(-0.5, 0.5)), float(rng.uniform(0.25, 0.7)))
    else:
        mesh = spacecraft.starship(place, drive, _LAMP, rng)
        turn = float(rng.uniform(0.35, 0.8)) * (1 if rng.random() < 0.75 else -1)  # mostly its engines are nearer
        turn = turn if rng.random() < 0.5 else math.pi - turn
        lean = (float(rng.uniform(-0.25, 0.25)), float(rng.uniform(-0.4, 0.1)))
    unit = view.size * width / spacecraft.SPAN
    focal = 1.4 * width
    away = focal / unit
    lens = level((0.0, 0.0, 0.0), 0.0, 1.0, 0.5, width, height)
    lens = lens._replace(
        focal=np.float32(focal), centre_x=np.float32(view.spot[0] * width), centre_y=np.float32(view.spot[1] * height)
    )
    place.add(mesh.moved(0, 0, 0, turn).leaned(*lean).moved(0, 0, away))
    found = seen(place, lens, width, height, None)
    keep = (1 - found.cover)[..., None]
    for group in painting.groups.values():
        group.light = halved(group.light * keep)
    painting.groups["sun"].light += halved(found.lit)
    painting.groups["lamps"].light += halved(found.glow + _glare(found.glow))
    painting.depth[found.cover > 0.5] = 8.0


def _glare(glow: Array) -> Array:
    """Return the light that windows and engines throw into the lens about them."""
    height, width = glow.shape[:2]
    small = cv2.resize(glow, (max(8, width // 6), max(8, height // 6)), interpolation=cv2.INTER_AREA)
    soft = sum(
        share * cv2.GaussianBlur(small, (0, 0), reach * width / 6) for reach, share in ((0.012, 0.5), (0.045, 0.5))
    )
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
