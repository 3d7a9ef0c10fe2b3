"""What flies among clouds and shows how large they are: an airliner, a balloon."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.scenery.craft import Craft, Sheet


def airliner(size: float, rng: np.random.Generator) -> Craft:
    """Draw an airliner from the side and a little below; ``size`` is its length in pixels."""
    mirrored = rng.random() < 0.5
    sheet = Sheet(size, float(rng.uniform(-0.14, 0.02)) * (-1 if mirrored else 1))

    def flip(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(-x, y) for x, y in points] if mirrored else points

    sheet.area(flip([(-0.40, -0.01), (-0.50, -0.15), (-0.44, -0.155), (-0.32, -0.02)]), 0.55)
    sheet.area(flip([(-0.03, 0.005), (-0.20, -0.10), (-0.16, -0.105), (0.10, 0.0)]), 0.40)
    body = [
        (0.5, 0.012),
        (0.46, -0.022),
        (0.38, -0.036),
        (-0.30, -0.036),
        (-0.48, -0.022),
        (-0.5, -0.012),
        (-0.34, 0.026),
        (0.38, 0.034),
        (0.47, 0.026),
    ]
    sheet.area(silhouette.smooth_curve(flip(body)), 0.85)
    sheet.area(flip([(0.08, 0.012), (-0.22, 0.20), (-0.17, 0.20), (0.20, 0.016)]), 0.60)
    sheet.area(flip([(-0.38, 0.0), (-0.50, 0.055), (-0.46, 0.058), (-0.32, 0.004)]), 0.50)
    sheet.limb(flip([(0.02, 0.085), (0.10, 0.085)]), 0.034, 0.45)
    side = -1 if mirrored else 1
    for x, y in ((-0.5, -0.155), (-0.20, 0.20), (0.49, 0.01)):
        sheet.disc(x * side, y, 0.010, 1.0, sheet.glow)
    return sheet.done()


def balloon(size: float, rng: np.random.Generator) -> Craft:
    """Draw a hot-air balloon; ``size`` is its height in pixels."""
    sheet = Sheet(size, 0.0)
    envelope = [
        (0.0, -0.5),
        (0.22, -0.44),
        (0.33, -0.26),
        (0.30, -0.06),
        (0.17, 0.14),
        (0.06, 0.28),
        (-0.06, 0.28),
        (-0.17, 0.14),
        (-0.30, -0.06),
        (-0.33, -0.26),
        (-0.22, -0.44),
    ]
    outline = silhouette.smooth_curve(envelope)
    sheet.area(outline, 0.8)
    for number in range(-2, 3):  # gores, alternately dark
        inner, outer = (number - 0.5) / 2.5, (number + 0.5) / 2.5
        if number % 2:
            wedge = [(p[0] * outer, p[1]) for p in outline] + [(p[0] * inner, p[1]) for p in outline[::-1]]
            sheet.area(wedge, 0.34 + 0.05 * float(rng.random()))
    for x in (-0.05, 0.05):
        sheet.limb([(x, 0.28), (x * 0.7, 0.42)], 0.006, 0.3)
    sheet.box(-0.045, 0.42, 0.09, 0.075, 0.28)
    sheet.disc(0.0, 0.33, 0.020, 1.0, sheet.glow)
    return sheet.done()
