"""A black hole with a disc of glowing gas, and the sky behind it bent about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.black_hole import GLOW, HEAT, black_hole, seen_behind
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

from .globes import View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from .sky import Colours

Array = np.ndarray[Any, np.dtype[np.float32]]

# For each shot: how far away it is seen from, degrees above its disc, focal length in widths, and the middle of the range of its places.
_SEEN: dict[str, tuple[float, float, float, tuple[float, float]]] = {
    "wide": (34.0, 7.0, 1.05, (0.56, 0.40)),
    "medium": (24.0, 11.0, 1.05, (0.50, 0.42)),
    "close": (15.0, 5.0, 0.95, (0.46, 0.46)),
    "detail": (12.5, 16.0, 1.35, (0.22, 0.40)),
}


def view_of(rng: np.random.Generator, shot: str, thing: str) -> View:
    """Return what stands about it: thin gas, many stars, somebody small."""
    side = float(rng.choice([-1.0, 1.0]))
    return View(
        heart=(0.5 - 0.3 * side, float(rng.uniform(0.74, 0.84))),
        form=(math.sin(0.7 * side), math.cos(0.7), 0.1, 0.0, 0.8, 0.34, 0.25, float(rng.uniform(1.1, 2.3))),
        sun=(-0.4 * side, -0.75, 0.5),
        brightness=0.42,
        thing=thing,
        spot=(0.5 - side * float(rng.uniform(0.14, 0.24)), float(rng.uniform(0.70, 0.80))),
        size={"wide": 0.07, "medium": 0.10, "close": 0.13}.get(shot, 0.10),
        stars=2600,
    )


def add_black_hole(painting: Painting, colours: Colours, shot: str, rng: np.random.Generator, seed: int) -> None:
    """Set it before the sky of a painting, in place."""
    height, width = painting.depth.shape
    away, above, focal, (x, y) = _SEEN.get(shot, _SEEN["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    rise = math.radians(above * float(rng.uniform(0.75, 1.3)))
    away *= float(rng.uniform(0.92, 1.10))
    turn = float(rng.uniform(0, 6.3))
    eye = (away * math.cos(rise) * math.cos(turn), away * math.sin(rise), away * math.cos(rise) * math.sin(turn))
    roll = side * float(rng.uniform(0.10, 0.42))
    centre = ((0.5 + side * (x - 0.5)) * width, (y + float(rng.uniform(-0.03, 0.03))) * height)
    found = black_hole(width, height, eye=eye, focal=focal * width, centre=centre, roll=roll, seed=seed)
    right, down, through = seen_behind(found, eye=eye, focal=focal * width, roll=roll)
    at = [
        np.abs((part + middle) % (2 * size) - size)
        for part, middle, size in ((right, centre[0] + width, width), (down, centre[1] + height, height))
    ]
    for group in painting.groups.values():
        bent = cv2.remap(
            group.light.astype(np.float32), at[0], at[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )
        group.light = halved(bent * through[..., None])
    heat = np.clip(found[..., HEAT], 0, 1.3)[..., None]
    outer = 0.75 * colours.heart + 0.25 * colours.gas
    outer = (outer / max(float(outer.max()), 1e-3)) ** 1.6
    white = np.array([0.86, 0.95, 1.0], np.float32)
    tint = outer * np.array([0.55, 0.72, 1.0], np.float32) + (white - outer * 0.8) * np.clip(1.5 * heat - 0.62, 0, 1)
    disc = (4.2 * found[..., GLOW])[..., None] * tint
    inner = np.clip((heat - 0.62) / 0.2, 0, 1)
    painting.add_lights("disc", LightGroup(halved(disc * (1 - inner)), "low", 0.88, 0.24))
    painting.add_lights("inner disc", LightGroup(halved(disc * inner), "kick", 0.85, 0.30))
    near = np.clip(found[..., GLOW] * 2, 0, 1)
    painting.depth[:] = painting.depth * (1 - near) + 26.0 * near
    painting.depth[through < 0.02] = 26.0
    painting.masks["disc"] = near.astype(np.float32)
