"""A painting made larger than it was painted, before it goes out of focus: what a lens blurs needs half the pixels each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting


def enlarge(painting: Painting, size: tuple[int, int]) -> None:
    """Give a painting ``size`` pixels (width, height), in place."""
    share = size[0] / painting.depth.shape[1]
    for group in painting.groups.values():
        large = cv2.resize(np.asarray(group.light, np.float32), size, interpolation=cv2.INTER_LINEAR)
        group.light = halved(large)
    for layer in painting.layers:
        layer.colour, layer.alpha = (
            halved(cv2.resize(np.asarray(part, np.float32), size, interpolation=cv2.INTER_LINEAR))
            for part in (layer.colour, layer.alpha)
        )
    painting.masks = {
        name: cv2.resize(np.asarray(mask, np.float32), size, interpolation=cv2.INTER_LINEAR)
        for name, mask in painting.masks.items()
    }
    painting.depth = cv2.resize(painting.depth, size, interpolation=cv2.INTER_NEAREST)
    painting.focal, painting.centre = share * painting.focal, (share * painting.centre[0], share * painting.centre[1])
    if painting.boards is not None:
        x, y, unit = painting.boards
        painting.boards = (share * x, share * y, share * unit)
