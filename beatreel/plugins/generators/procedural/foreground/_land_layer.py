"""How a piece of land with what stands on it is set before the world that is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import LightGroup

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View
    from beatreel.plugins.generators.procedural.painting import Painting, Pulse

    from ._ground import Canvas
    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

WIDEST = 1140  # pixels; wider pictures are painted as wide and enlarged, for the sake of memory
_GONE = ("birds", "flare", "ripples", "glints", "swell", "wind", "sand", "cascade", "rays", "traffic")


def canvas_size(light: Backlight) -> tuple[float, int, int]:
    """Return the size of a canvas as a share of the painting's, and its width and height in pixels."""
    share = min(1.0, WIDEST / light.width)
    return share, round(light.width * share), round(light.height * share)


def blank(width: int, height: int) -> Canvas:
    """Return a canvas on which nothing stands: steady light, light of lamps, cover and depth."""
    steady, warm = (np.zeros((height, width, 3), np.float32) for _ in range(2))
    return steady, warm, np.zeros((height, width), np.float32), np.full((height, width), 1e4, np.float32)


def lay(
    painting: Painting, light: Backlight, canvas: Canvas, seen: tuple[View, float],
    lamps: dict[str, tuple[Array, Pulse, float, float]], travel: float, veil: Array | None = None,
) -> None:  # fmt: skip
    """Set a canvas into the light groups of a painting, a colour at a time, which takes a third of the memory.

    Parameters
    ----------
    canvas : tuple of ndarray
        Steady light, light of lamps (which ``lamps`` names again), cover and depth.
    seen : tuple of View and float
        The camera of the canvas, and the canvas's size as a share of the painting's.
    lamps : dict
        Light, pulse, base and gain of new groups.
    travel : float
        Metres that the camera may move.
    veil : ndarray, optional
        What smoke leaves of the world behind, 0 to 1.
    """
    steady, _, cover, depth = canvas
    view, share = seen
    painting.layers[:] = []
    size = (light.width, light.height)
    far = cv2.resize((1 - cover) if veil is None else (1 - cover) * veil, size)
    names = list(painting.groups)
    for colour in range(3):
        own = cv2.resize(np.ascontiguousarray(steady[..., colour]), size)
        for name in names:
            lit = np.asarray(painting.groups[name].light[..., colour], np.float32) * far
            if name == names[0]:
                lit += own
            painting.groups[name].light[..., colour] = lit
    for name, (lamp, pulse, base, gain) in lamps.items():
        large = np.empty((*size[::-1], 3), np.float16)
        for colour in range(3):
            large[..., colour] = cv2.resize(np.ascontiguousarray(lamp[..., colour]), size)
        painting.add_lights(name, LightGroup(large, pulse, base, gain))
    cover = cv2.resize(cover, size)
    depth = cv2.resize(depth, size, interpolation=cv2.INTER_NEAREST)
    painting.depth = np.where(cover > 0.5, depth, painting.depth).astype(np.float32)
    for name in ("open", "sky"):
        if name in painting.masks:
            painting.masks[name] = np.asarray(painting.masks[name], np.float32) * (1 - cover)
    painting.focal, painting.centre = view.focal / share, (view.centre_x / share, view.horizon / share)
    painting.travel = travel
    painting.elements[:] = [element for element in painting.elements if element.kind not in _GONE]


def out_of_focus(painting: Painting, light: Backlight, reach: float, kept: float) -> None:
    """Blur what is behind and darken it, in place: there is no horizon in it on which a thing could stand, or the eye is on what is near.

    Snow is bright at any hour, and what is behind it must not be black.
    """
    for group in painting.groups.values():
        small = cv2.resize(np.asarray(group.light, np.float32), None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), max(0.8, reach * small.shape[1])) * np.float32(kept)
        for colour in range(3):
            group.light[..., colour] = cv2.resize(np.ascontiguousarray(small[..., colour]), (light.width, light.height))
