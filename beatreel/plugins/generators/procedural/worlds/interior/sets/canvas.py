"""Paintings that nobody painted: fields, strokes, hills under a disc, in a few colours; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting


def canvas(setting: Setting, wide: float, tall: float) -> Mesh:
    """Return a painting in the plane z = 0, seen from -z: fields, strokes and discs of a few colours."""
    rng = setting.film  # it hangs there in all pictures
    palette = setting.description.palette
    first = palette.key if palette.strength > 0.4 else float(rng.uniform(0, 360))
    tones = [
        tuple(
            0.62
            * light_of_hue(first + turn, 0.02 + 0.085 * float(rng.random()), 0.25 + 0.55 * float(rng.random())).astype(
                float
            )
        )
        for turn in (0.0, 25.0, 190.0, 150.0, -30.0)
    ]
    paints = [setting.paint(skins.PLASTER, tone) for tone in [*tones, (0.55, 0.57, 0.57), (0.02, 0.02, 0.022)]]
    w, h, step = wide / 2, tall / 2, 0.0012
    parts = [boxes([(0, 0, 0.0)], (w, h, 0.004), paints[int(rng.integers(7))])]
    depth = -0.006

    def add(outline: np.ndarray, skin: int) -> None:
        nonlocal depth
        depth -= step
        clipped = np.stack([np.clip(outline[:, 0], -w, w), np.clip(outline[:, 1], -h, h)], 1)
        keep = np.linalg.norm(clipped - np.roll(clipped, 1, axis=0), axis=1) > 1e-4
        if keep.sum() >= 3:
            parts.append(extruded(clipped[keep], 0.0006, skin).moved(0, 0, depth))

    kind = int(rng.integers(3))
    if kind == 0:  # fields of colour
        low = -0.9 * h
        while low < 0.8 * h:
            high = low + float(rng.uniform(0.25, 0.8)) * h
            add(
                np.array(
                    [
                        (-0.88 * w, low),
                        (0.88 * w, low),
                        (0.88 * w, min(high, 0.92 * h)),
                        (-0.88 * w, min(high, 0.92 * h)),
                    ]
                ),
                paints[int(rng.integers(7))],
            )
            low = high + 0.06 * h
    elif kind == 1:  # strokes
        for _ in range(26):
            at, angle, long, thick = (
                rng.uniform(-0.9, 0.9, 2) * (w, h),
                float(rng.uniform(0, 6.28)),
                float(rng.uniform(0.3, 1.1)) * w,
                float(rng.uniform(0.02, 0.14)) * w,
            )
            along, across = np.array([math.cos(angle), math.sin(angle)]), np.array([-math.sin(angle), math.cos(angle)])
            t = np.linspace(-1, 1, 10)[:, None]
            bend = float(rng.uniform(-0.4, 0.4)) * long
            spine = at + long * 0.5 * t * along + bend * (t**2) * across
            edge = thick * np.sqrt(np.maximum(1.02 - t**2, 0.02)) * across
            add(np.concatenate([spine - edge, (spine + edge)[::-1]]), paints[int(rng.integers(7))])
    else:  # hills under a disc
        a = np.linspace(0, 2 * math.pi, 40)[:-1]
        add(np.stack([0.3 * w + 0.32 * w * np.cos(a), 0.4 * h + 0.32 * w * np.sin(a)], 1), paints[int(rng.integers(5))])
        for n in range(5):
            u = np.linspace(-w, w, 24)
            top = h * (
                0.25
                - 0.26 * n
                + 0.14 * np.sin(2.4 * u / w + 6 * rng.random())
                + 0.06 * np.sin(6 * u / w + 6 * rng.random())
            )
            add(
                np.concatenate([np.stack([u, top], 1), [(w, -h), (-w, -h)]])[::-1],
                paints[(n + int(rng.integers(2))) % 7],
            )
    return Mesh.of(parts)
