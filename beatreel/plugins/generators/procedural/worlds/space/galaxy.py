"""A spiral galaxy: arms of stars and dust that wind about a bright core, seen at a slant."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

from .globes import View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from .sky import Colours

Array = np.ndarray[Any, np.dtype[np.float32]]

# For each shot: its radius in widths, degrees from edge on, and where its core stands.
_SEEN = {
    "wide": (0.46, 34.0, (0.54, 0.40)),
    "medium": (0.66, 48.0, (0.46, 0.44)),
    "close": (1.00, 22.0, (0.40, 0.48)),
    "detail": (1.55, 56.0, (0.16, 0.36)),
}
_PITCH = 3.1  # how tightly the arms wind: radians of turn for a factor e of radius
_STRIP = 256


def view_of(rng: np.random.Generator, shot: str, thing: str) -> View:
    """Return what stands about it: hardly any gas, many stars, somebody small."""
    side = float(rng.choice([-1.0, 1.0]))
    return View(
        heart=(0.5 - 0.3 * side, 0.85),
        form=(math.sin(0.7 * side), math.cos(0.7), 0.1, 0.0, 0.8, 0.25, 0.25, float(rng.uniform(1.1, 2.3))),
        sun=(-0.4 * side, -0.75, 0.5),
        brightness=0.20,
        thing=thing,
        spot=(0.5 - side * float(rng.uniform(0.14, 0.26)), float(rng.uniform(0.74, 0.84))),
        size={"wide": 0.06, "medium": 0.09, "close": 0.12}.get(shot, 0.09),
        stars=2200,
    )


def arms_colour(colours: Colours) -> Array:
    """Return the light of the young stars in the arms, linear BGR: the colder of the two named colours, bluish where none is cold.

    Both together would be the pink between blue and gold.
    """
    own = max((colours.gas, colours.other), key=lambda light: float(light[0] - light[2]))
    return np.asarray(0.72 * own + np.array([0.26, 0.17, 0.11], np.float32), np.float32)


def add_galaxy(painting: Painting, colours: Colours, shot: str, rng: np.random.Generator, seed: int) -> None:
    """Set it before the sky of a painting, in place: core, arms and young stars are families of their own."""
    height, width = painting.depth.shape
    radius, slant, (x, y) = _SEEN.get(shot, _SEEN["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    lie = math.sin(math.radians(slant * float(rng.uniform(0.85, 1.15))))
    roll, wind = side * float(rng.uniform(0.25, 0.75)), float(rng.uniform(0, 6.3))
    centre = ((0.5 + side * (x - 0.5)) * width, (y + float(rng.uniform(-0.03, 0.03))) * height)
    arms, core, knots = (np.zeros((height, width, 3), np.float16) for _ in range(3))
    gold = 0.55 * colours.heart + np.array([0.22, 0.36, 0.45], np.float32)
    cool = arms_colour(colours)
    c, s = math.cos(roll), math.sin(roll)
    foot = np.float32(1 / (radius * width))
    for first in range(0, height, _STRIP):
        rows = slice(first, min(first + _STRIP, height))
        v, u = np.mgrid[rows, :width].astype(np.float32)
        u, v = (u - centre[0]) * foot, (v - centre[1]) * foot
        px, py = c * u + s * v, (c * v - s * u)
        flat = py / lie
        r = np.sqrt(px * px + flat * flat) + 1e-4
        turn = np.arctan2(flat, px) - side * _PITCH * np.log(r + 0.06) + wind
        fine = np.full_like(r, 6.0 * foot / lie)
        # Noise follows the arms: it is drawn out along them.
        a, b = np.cos(turn), np.sin(turn)
        torn = fbm_at(2.6 * px, 2.6 * flat, 0.5, seed + 1, 6, fine)
        along = fbm_at(2.2 * a + 3.0 * r, 2.2 * b - 2.0 * r, 0.7, seed + 2, 5, fine)
        arm = np.clip(0.5 + 0.5 * np.cos(2 * turn + 1.5 * torn + 0.7 * along), 0, 1) ** 2.2
        spur = np.clip(0.5 + 0.5 * np.cos(4 * turn + 2.6 * torn + 1.2), 0, 1) ** 3
        disc = np.exp(-r / 0.34) * np.clip((1.12 - r) / 0.5, 0, 1)
        lane = np.clip(0.5 + 0.5 * np.cos(2 * turn + 0.75 + 1.3 * torn), 0, 1) ** 5 * np.clip(r / 0.12, 0, 1)
        dust = np.clip(1 - 0.85 * lane * np.clip(0.75 + 1.4 * along, 0, 1.2), 0.08, 1)
        light = disc * (0.16 + 1.35 * arm + 0.35 * spur) * np.clip(0.75 + 1.5 * along + 0.5 * torn, 0.1, 2.2) * dust
        bulge = np.exp(-np.sqrt(px * px + (py / (0.55 + 0.45 * lie)) ** 2) / 0.075) * np.clip(0.4 + 0.6 * dust, 0, 1)
        speck = fbm_at(62 * px, 62 * flat, 0.6, seed + 5, 3, 62 * fine)
        young = np.clip(speck - 0.24, 0, 1) * 5.0 * arm * disc * (r > 0.10)
        mix = np.clip(r / 0.45, 0, 1)[..., None]
        arms[rows] = (1.15 * light)[..., None] * (gold * (1 - mix) + cool * mix)
        core[rows] = (1.9 * bulge)[..., None] * gold
        knots[rows] = young[..., None] * (0.35 * cool + 0.65 * cool.max())
        dark = np.clip(1 - 1.1 * disc, 0.12, 1)[..., None]  # its own dust and glare hide what is behind
        for name in ("gas", "other gas", "heart"):
            painting.groups[name].light[rows] *= halved(dark)
    painting.add_lights("arms", LightGroup(arms, "low", 0.90, 0.20))
    painting.add_lights("core", LightGroup(core, "kick", 0.86, 0.28))
    painting.add_lights("young stars", LightGroup(knots, "high", 0.80, 0.40))
