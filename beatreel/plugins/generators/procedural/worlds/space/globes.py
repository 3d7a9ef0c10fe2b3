"""What is seen from space and from the ground of other worlds: gas, stars and globes before them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.planet import Kind, planet
from beatreel.plugins.generators.procedural.painting import LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .rings import add_rings
from .sky import Colours, cluster, stars

Array = np.ndarray[Any, np.dtype[np.float32]]
Vector = tuple[float, float, float]

_SUNLIGHT = 2.6


@dataclass
class View:
    """What a picture shows; places in shares of the picture, lengths in widths.

    Attributes
    ----------
    heart, form, brightness, thickness
        Of the gas, see :func:`~.sky.gas`.
    sun : tuple of float
        Unit vector to the sun: x right, y down, z to the viewer.
    globes : list
        (kind, x, y, radius, air, with rings) from far to near.
    disc : tuple of float or None
        Where the sun itself is seen.
    thing : str
        Astronaut, station or ship.
    spot, size : tuple of float, float
        Where it is and how large.
    """

    heart: tuple[float, float]
    form: tuple[float, ...]
    sun: Vector
    brightness: float = 0.8
    thickness: float = 2.4
    globes: list[tuple[Kind, float, float, float, float, bool]] = field(default_factory=list)
    disc: tuple[float, float] | None = None
    thing: str = "ship"
    spot: tuple[float, float] = (0.3, 0.3)
    size: float = 0.08
    stars: int = 1500


def sky_of(view: View, colours: Colours, cloud: Any, width: int, height: int, seed: int) -> Painting:
    """Return a painting with gas and stars only."""
    half = view.stars // 2
    groups: dict[str, LightGroup] = {}

    def group(name: str, light: Array, pulse: Any, gain: float) -> None:
        groups[name] = LightGroup(halved(light), pulse, 1.0, gain)

    group("gas", (cloud.one[..., None] * (colours.gas * 0.95)).astype(np.float32), "mid", 0.22)
    group("other gas", (cloud.other[..., None] * (colours.other * 0.85)).astype(np.float32), "offbeat", 0.34)
    share = (cloud.one / (cloud.one + cloud.other + 1e-3))[..., None]
    own = share * colours.gas + (1 - share) * colours.other  # two gases of opposite hues would add up to a pale core
    group("heart", (cloud.lit[..., None] * (0.46 * own + 0.10 * colours.heart)).astype(np.float32), "kick", 0.24)
    white = np.array([1.0, 0.95, 0.92], np.float32)
    for name, bright, tint, pulse in (
        ("stars", 5, white, "high"),
        ("sun", 3, 0.5 * white + 0.5 * colours.heart, "downbeat"),
    ):
        field_of = stars(width, height, count=half, bright=bright, seed=seed + bright) * np.minimum(
            cloud.through + 0.06, 1
        )
        if name == "sun":
            field_of = field_of + min(view.brightness, 1.0) * cluster(width, height, view.heart, seed)
        group(name, (field_of[..., None] * tint).astype(np.float32), pulse, 0.35 if name == "stars" else 0.16)
    group("lamps", np.zeros((height, width, 3), np.float32), "high", 0.5)
    # The gas lies deep: what is thin is seen far behind.
    depth = (34.0 + 46.0 * cv2.GaussianBlur(np.clip(cloud.through, 0, 1), (0, 0), width / 50)).astype(np.float32)
    return Painting(groups=groups, depth=depth, focal=1.0 * width, centre=(0.5 * width, 0.45 * height))


def add_globe(painting: Painting, view: View, colours: Colours, globe: tuple[Any, ...], seed: int) -> None:
    """Add a globe of :attr:`View.globes` to a painting, in place, before all that is there."""
    kind, x, y, radius, air, rings = globe
    height, width = painting.depth.shape
    centre, reach = (x * width, y * height), radius * width
    glow = reach * (1 + 7 * air) + 2
    box = (
        max(int(centre[0] - glow), 0), max(int(centre[1] - glow), 0),
        min(int(centre[0] + glow) + 2, width), min(int(centre[1] + glow) + 2, height),
    )  # fmt: skip
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    lean = 0.35 if x < 0.5 else -0.45
    found = planet(
        box, centre=centre, radius=reach, sun=view.sun, kind=kind, lean=lean, air=max(air, 0.002), seed=seed % 97
    )
    window = np.s_[box[1] : box[3], box[0] : box[2]]
    cover = found[..., 3:4]
    for group in painting.groups.values():
        group.light[window] *= 1 - cover
    dark, light = _surface(kind, colours)
    sunlit = (dark + (light - dark) * found[..., 0:1]) * (found[..., 1:2] * cover) * (colours.sun * _SUNLIGHT)
    painting.groups["sun"].light[window] += sunlit.astype(np.float32)
    if air > 0:
        tint = (
            0.75 * light_of_hue(235.0, 0.12, 0.7) + 0.25 * colours.sun
            if kind == "water"
            else 0.5 * colours.planet + 0.5 * colours.sun
        )
        painting.groups["heart"].light[window] += (found[..., 2:3] * tint * 1.5).astype(np.float32)
    painting.groups["lamps"].light[window] += (found[..., 4:5] * cover * np.array([0.25, 0.6, 1.2], np.float32)).astype(
        np.float32
    )
    ambient = (colours.gas * 0.006 + colours.other * 0.004) * cover
    painting.groups["gas"].light[window] += ambient.astype(np.float32)
    near = {"rock": 40.0, "gas": 22.0, "water": 12.0}[kind]
    painting.depth[window] = np.where(cover[..., 0] > 0.5, np.float32(near), painting.depth[window])
    if rings:
        add_rings(painting, centre, reach, view.sun, colours, lean=lean, seed=seed)


def _surface(kind: str, colours: Colours) -> tuple[Array, Array]:
    """Return the darkest and the lightest colour of a surface."""
    if kind == "water":
        return np.array([0.20, 0.060, 0.012], np.float32), np.array([0.80, 0.80, 0.82], np.float32)
    if kind == "rock":
        return np.array([0.09, 0.09, 0.10], np.float32), np.array([0.42, 0.44, 0.48], np.float32)
    return (colours.planet * 0.16 + colours.other * 0.05).astype(np.float32), (colours.planet * 0.55 + 0.20).astype(
        np.float32
    )
