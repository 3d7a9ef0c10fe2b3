"""Still water that mirrors what stands on it and the sky: its image is drawn from below and bent by small waves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

from ._land_layer import blank

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View

    from ._ground import Canvas
    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]
Draw = Callable[["Canvas", "View"], Array]
"""Draws things into a canvas as a view sees them and returns the light of what shines, three channels for each family."""

_COARSE = 0.5  # size of a mirrored picture: waves blur it anyway


@dataclass(frozen=True)
class Surface:
    """Water at y = 0 from the horizon to the lower edge of a picture.

    Attributes
    ----------
    view : View
    top : int
        Its first row.
    shares : ndarray (rows, width)
        Of light that it mirrors.
    across, up : ndarray (rows, width)
        By how many pixels waves bend the image.
    spread : ndarray (rows, width)
        Pixels up and down over which waves too small to be seen smear it.
    """

    view: View
    top: int
    shares: Array
    across: Array
    up: Array
    spread: Array

    @classmethod
    def of(cls, view: View, rough: float, seed: int) -> Surface:
        """Return a surface; ``rough`` is the slope of its waves."""
        top = max(int(view.horizon) + 1, 0)
        rows = np.arange(top, view.height, dtype=np.float32)[:, None] + np.float32(0.5)
        z = view.focal * view.eye / (rows - view.horizon)
        columns = np.arange(view.width, dtype=np.float32)[None] + np.float32(0.5)
        x = (columns - view.centre_x) / view.focal * z
        z = np.broadcast_to(z, x.shape)
        deep = z * z / (view.focal * view.eye)  # metres of water under a row
        foot = np.maximum(z / view.focal, 0.3 * deep)
        slopes = []
        for n, (wide, long) in enumerate(((1.5, 0.75), (1.1, 0.8))):
            swell = fbm_at(x / (2.2 * wide), z / (2.2 * long), 1.1, seed + 40 + n, 5, foot / 2.2)
            chop = fbm_at(x / wide, z / long, 0.22, seed + 50 + n, 3, foot)
            slopes.append(rough * (1.5 * swell + 0.7 * chop))
        away = np.sqrt(x * x + z * z + np.float32(view.eye**2))
        steep = view.eye / away
        shares = 0.10 + 0.78 * (1 - np.clip(steep + 1.2 * slopes[0], 0, 1)) ** 3
        unseen = rough * np.clip(deep / 0.5, 0.15, 1.0)
        return cls(
            view, top, shares.astype(np.float32), (2 * view.focal * slopes[1] * np.clip(1.4 * steep, 0.06, 0.6)).astype(np.float32),
            (2 * view.focal * slopes[0]).astype(np.float32), (1.1 * view.focal * unseen).astype(np.float32),
        )  # fmt: skip

    def bent(self, image: Array, row: float, scale: float) -> Array:
        """Return an image as the surface shows it, whose row ``row`` lies at the horizon and whose rows run up from there."""
        rows = np.arange(self.shares.shape[0], dtype=np.float32)[:, None] + np.float32(
            self.top + 0.5 - self.view.horizon
        )
        columns = np.arange(self.view.width, dtype=np.float32)[None] + np.float32(0.5)
        map_x = ((columns + self.across) * scale - 0.5).astype(np.float32)
        total = None
        for part in (-1.0, -0.33, 0.33, 1.0):
            high = np.maximum(rows + self.up + part * self.spread, 0.0)
            map_y = (row - high * scale - 0.5).astype(np.float32)
            found = cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            total = found if total is None else total + found
        return np.asarray(total * np.float32(0.25), np.float32)

    def mirrored(self, draw: Draw) -> tuple[Array, Array, Array]:
        """Return steady light, light of lamps and cover of what is drawn, as the surface shows it without its share."""
        view = self.view
        high = view.height - view.horizon + 0.12 * view.height
        size = (max(8, round(view.width * _COARSE)), max(8, round(high * _COARSE)))
        below = replace(
            view,
            width=size[0],
            height=size[1],
            focal=view.focal * _COARSE,
            centre_x=view.centre_x * _COARSE,
            horizon=high * _COARSE,
            eye=-view.eye,
        )
        canvas = blank(*size)
        glow = draw(canvas, below)
        glow[..., :3] += canvas[1]
        return tuple(self.bent(each, high * _COARSE, _COARSE) for each in (canvas[0], glow, canvas[2]))


def sky_over(light: Backlight, view: View, horizon: float) -> Array:
    """Return the light of the world above a horizon (a share of its height), as wide as a view and an eighth as dense, upside up."""
    rows = light.small[: max(2, int(horizon * light.small.shape[0]))]
    return np.ascontiguousarray(
        cv2.resize(rows, (max(8, view.width // 8), max(8, round(view.horizon / 8)))), np.float32
    )


def lay_water(
    canvas: Canvas, surface: Surface, sky: Array, body: Array, mirrored: tuple[Array, Array, Array], far: tuple[Array, float]
) -> None:  # fmt: skip
    """Paint water into a canvas, in place.

    Parameters
    ----------
    sky : ndarray
        Of :func:`sky_over`.
    body : ndarray (3,)
        Light that comes out of the water itself.
    mirrored : tuple of ndarray
        Of :meth:`Surface.mirrored`.
    far : tuple of ndarray (width, 3) and float
        Light of the air, and metres at which two thirds are air.
    """
    steady, warm, cover, depth = canvas
    view, top = surface.view, surface.top
    part = np.s_[top : view.height]
    own, glow, hidden = mirrored
    above = surface.bent(sky, float(len(sky)), 1 / 8)
    image = own + above * (1 - hidden)[..., None]
    shares = surface.shares[..., None]
    water = (
        image * shares
        + body
        * (1 - shares)
        * (0.75 + 0.5 * np.clip(surface.up / max(float(np.abs(surface.up).max()), 1e-6), -1, 1))[..., None]
    )
    rows = np.arange(top, view.height, dtype=np.float32)[:, None] + np.float32(0.5)
    z = np.broadcast_to(view.focal * view.eye / (rows - view.horizon), hidden.shape)
    haze, thick = far
    through = np.exp(-((z / thick) ** 1.3))[..., None]
    steady[part] = water * through + haze[None] * (1 - through)
    warm[part] = glow * np.minimum(1.15 * shares + 0.1, 1.0) * through
    cover[part] = 1.0
    depth[part] = z
