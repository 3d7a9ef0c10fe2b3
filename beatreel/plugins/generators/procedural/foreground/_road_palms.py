"""Palms along a road, in its perspective: they stand on the verge, and not in a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.palm import palm

from ._light import Backlight, backlit, near_layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.painting import Painting

ROAD = "paved"
"""Mask of a painting that says where its road lies."""
_ROWS = (0.08, 0.14, 0.24, 0.42)  # of what lies below the horizon, where palms have their feet
_VERGE, _TALL = 2.0, 8.5  # metres from the road to a trunk, and of a palm
_LEAST = 0.02  # of the width, that a road is wide where palms stand along it
_DROP = 1.6  # how much farther what is seen beside the road may be: beyond that it falls away


def road_palms(painting: Painting) -> list[tuple[float, float, float, float, int]]:
    """Return where palms stand along the road of a painting, far to near: metres away, x, row, height (pixels) and side, -1 or 1."""
    road, depth = painting.masks[ROAD] > 0.5, painting.depth
    height, width = depth.shape
    found = []
    for share in _ROWS:
        row = int(painting.centre[1] + share * (height - painting.centre[1]))
        columns = np.flatnonzero(road[min(row, height - 1)])
        if len(columns) < _LEAST * width:
            continue
        away = float(np.median(depth[row, columns]))
        unit = painting.focal / max(away, 1.0)
        for edge, side in ((int(columns[0]), -1), (int(columns[-1]), 1)):
            x = edge + side * _VERGE * unit
            beside = float(depth[row, min(max(int(x), 0), width - 1)])
            if 1 < edge < width - 2 and -0.05 * width < x < 1.05 * width and beside < _DROP * away:
                found.append((away, x, float(row), _TALL * unit, side))
    return found


def add_road_palms(
    painting: Painting, light: Backlight, rng: np.random.Generator, sunlit: Callable[[Any, float], Any]
) -> bool:
    """Add them as one layer; return whether there were any. ``sunlit`` gives the sun's colour by cover and the row of a crown."""
    spots = road_palms(painting)
    if not spots:
        return False
    total, covered = (
        np.zeros((light.height, light.width, 3), np.float32),
        np.zeros((light.height, light.width), np.float32),
    )
    for away in dict.fromkeys(spot[0] for spot in spots):  # those at both sides at once
        canvas = np.zeros((light.height, light.width), np.uint8)
        pair = [spot[1:] for spot in spots if spot[0] == away]
        grown = float(rng.uniform(0.85, 1.1))
        for x, row, size, side in pair:
            palm(canvas, x, row, grown * size, -side * float(rng.uniform(0.02, 0.14)), rng)
        x, row, size, _ = pair[0]
        cover = canvas.astype(np.float32) / 255 * (painting.depth > 0.85 * away)  # a car may be nearer
        colour = backlit(light, cover, 0.06, 0.45, at=(x / light.width, 0.4)) + sunlit(cover, row - 0.80 * grown * size)
        colour -= total
        colour *= cover[..., None]
        total += colour
        np.maximum(covered, cover, out=covered)
    total /= np.maximum(covered, 1e-3)[..., None]
    painting.layers.append(near_layer(total, covered, spots[-1][0]))
    return True
