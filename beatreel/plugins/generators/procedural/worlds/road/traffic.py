"""What moves on a road, as elements: traffic, and the marks that pass where the picture drives."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.painting import Element

from .land import Road

_HEAD, _TAIL = [205, 235, 250], [28, 30, 235]  # display BGR


def line(camera: Camera, road: Road, across: float, first: float, last: float, size: tuple[int, int]) -> dict[str, Any]:
    """Return a line along the road as elements take it; metres from the middle and along the road."""
    width, height = size
    points, metres = [], []
    for z in np.geomspace(max(first, 1.2), last, 64):
        x, y, _ = road.at(float(z), across)
        px, py, away = camera.project(x, y, float(z))
        points.append([round(px / width, 6), round(py / height, 6), round(camera.focal / away / width, 7)])
        metres.append(round(float(z), 3))
    return {"points": points, "metres": metres}


def moving(
    camera: Camera,
    road: Road,
    size: tuple[int, int],
    *,
    rides: bool,
    high: bool,
    behind: float,
    lane: float,
    dark: float,
    mask: str,
    near: float = 0.0,
) -> list[Element]:
    """Return traffic after dark, and for a picture that drives the marks, reflectors and lamps that pass.

    Parameters
    ----------
    rides : bool
        The picture moves with the traffic.
    high : bool
        It looks from above.
    behind : float
        Metres from which on cars of the own lane are seen; 0 for all.
    lane : float
        Metres from the middle of the road to that of a lane.
    dark : float
        0 by day to 1.
    mask : str
        Where the road is not hidden.
    near : float
        Metres from which on it is seen; 0 for what the view has of itself.
    """
    found: list[Element] = []
    near = near or (20.0 if high else 3.5)
    lanes_each = (1, 3) if road.lanes == 4 else (1,)
    if road.dirt:  # one lane without marks, and nobody comes
        return found
    if dark > 0.1:
        lanes = [{**line(camera, road, -lane * n, near, 650.0, size), "colour": _HEAD, "way": -1} for n in lanes_each]
        for n in lanes_each:
            if not rides or n > 1:
                start = behind if n == 1 and behind else near
                lanes.append({**line(camera, road, lane * n, start, 650.0, size), "colour": _TAIL, "way": 1})
        options = {
            "lanes": lanes, "speed": 44.0 if rides else 23.0, "spacing": 75.0 if road.lanes == 4 else 150.0, "wet": round(road.wet, 3)
        }  # fmt: skip
        found.append(Element("cars", min(1.0, 0.3 + 0.7 * dark) * (1.0 if road.lanes == 4 else 0.5), options, mask))
    if rides:
        found.append(Element("marks", 0.9, {"lines": _marks(camera, road, size, dark), "speed": 22.0}, mask))
    return found


def _marks(camera: Camera, road: Road, size: tuple[int, int], dark: float) -> list[dict[str, Any]]:
    four = road.lanes == 4
    paint = [round(c * (0.55 + 0.35 * min(1.0, 0.20 + dark))) for c in ([150, 190, 205] if four else [60, 165, 205])]
    broken = {"length": 3.0, "period": 12.0, "wide": 0.15, "colour": paint}
    found = [
        {**line(camera, road, where * road.half, 1.2, 75.0, size), **broken}
        for where in ((0.5, -0.5) if four else (0.0,))
    ]
    if dark > 0.2:
        post = {"length": 0.0, "period": 26.0, "wide": 0.16, "high": 0.72}
        for where, colour in ((-1, [120, 190, 230]), (1, [90, 150, 255])):
            found.append({**line(camera, road, where * (road.half + 0.9), 1.6, 130.0, size), **post, "colour": colour})
    if road.ground == "city" and dark > 0.2:
        # Only far ones: what passes near would need its post.
        lamp = {"length": 0.0, "period": 34.0, "wide": 0.42, "high": 8.4, "colour": [110, 190, 255]}
        found += [{**line(camera, road, where * (road.half - 0.9), 60.0, 330.0, size), **lamp} for where in (-1, 1)]
    return found
