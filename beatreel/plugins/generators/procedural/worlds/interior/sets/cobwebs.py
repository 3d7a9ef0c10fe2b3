"""Cobwebs in the near corners of what the camera sees: threads that fan out from a corner, and sagging ones between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, tube
from beatreel.plugins.generators.procedural.scenery.built import SKY, skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.scenery.setting import Setting

    Array = np.ndarray[Any, np.dtype[np.float64]]

WORDS = {"cobweb", "cobwebs", "spiderweb", "spiderwebs"}
_THREAD = 0.0011  # radius at a metre from the camera


def hang(setting: Setting, lens: Lens, size: tuple[int, int]) -> None:
    """Hang webs into the upper corners of the picture, one nearer than the other, and a torn one lower."""
    rng, side = setting.rng, setting.side
    place = setting.place
    pale = tuple(0.10 * (a + b) for a, b in zip(place.horizon, place.zenith, strict=True))
    silk = place.material(skins.PLAIN, (0.50, 0.50, 0.50), glow=pale, family=SKY)
    dusty = place.material(skins.PLAIN, (0.34, 0.34, 0.34), glow=tuple(0.6 * part for part in pale), family=SKY)
    for across, down, reach, away, skin in (
        (-side, 0.0, 0.62, 1.15, silk),
        (side, 0.0, 0.44, 1.75, dusty),
        (side, 0.52, 0.30, 1.45, dusty),
    ):
        corner = np.array([0.5 + 0.5 * across, down])
        place.add(_web(lens, size, corner, reach, away, skin, rng))


def _web(
    lens: Lens, size: tuple[int, int], corner: Array, reach: float, away: float, skin: int, rng: np.random.Generator
) -> Mesh:
    """Return a web; ``corner`` is where it hangs, in shares of the picture, ``reach`` how far it comes in, in widths."""
    inward = math.atan2(0.5 - corner[1] if corner[1] > 0.3 else 1.0, 0.5 - corner[0])
    spread = 0.86 if corner[1] < 0.3 else 1.25
    rays = 9
    turns = inward + np.linspace(-spread, spread, rays) + rng.normal(0, 0.05, rays)
    lengths = reach * rng.uniform(0.75, 1.15, rays)
    wide, tall = size

    def at(turn: float, far: float) -> Array:
        """Return the place in the room of one in the picture, a little nearer the further it hangs in."""
        x, y = corner[0] * wide + far * wide * math.cos(turn), corner[1] * tall + far * wide * math.sin(turn)
        u, v = (x - lens.centre_x) / lens.focal, (lens.centre_y - y) / lens.focal
        deep = away * (1 - 0.25 * far)
        return np.asarray(lens.origin + deep * (lens.forward + u * lens.right + v * lens.up), np.float64)

    radius = _THREAD * away
    parts = []
    for turn, long in zip(turns, lengths, strict=True):
        parts.append(tube([at(turn, share * long) for share in np.linspace(-0.06, 1.0, 6)], radius, 5, skin))
    for ring in np.linspace(0.12, 0.92, 11) ** 1.15:
        for k in range(rays - 1):
            if rng.random() < 0.12:  # torn
                continue
            t = np.linspace(0, 1, 7)
            shares = ring * float(rng.uniform(0.97, 1.03)) * (1 - 0.16 * np.sin(math.pi * t))
            line = [
                at(float(turns[k] * (1 - a) + turns[k + 1] * a), float((lengths[k] * (1 - a) + lengths[k + 1] * a) * b))
                for a, b in zip(t, shares, strict=True)
            ]
            parts.append(tube(line, 0.7 * radius, 4, skin))
    return Mesh.of(parts)
