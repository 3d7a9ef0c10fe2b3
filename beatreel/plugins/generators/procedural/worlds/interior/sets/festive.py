"""A room at Christmas: its tree with what lies under it; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, turned
from beatreel.plugins.generators.procedural.scenery import christmas
from beatreel.plugins.generators.procedural.scenery.built import skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting

WORDS = {"christmas", "xmas"}


def festive_tree(
    setting: Setting, families: tuple[int, int], at: tuple[float, float] = (0.0, 0.0), *, tall: float = 2.15
) -> Mesh:
    """Return a tree with bulbs in two families and baubles, presents under it; it stands at ``at``, where its lamps are put."""
    boughs = 70_000 if setting.shot in ("close", "detail") else 30_000
    rng, place = setting.rng, setting.place
    grown = christmas.tree(place, tall, rng, glow=2.6, snow=False, boughs=boughs, families=families).moved(0, 0.12, 0)
    foot = turned([(0.16, 0.24), (0.18, 0.22), (0.13, 0.0)], 24, setting.paint(skins.PLAIN, (0.05, 0.09, 0.16)))
    ribbon = setting.paint(skins.PLAIN, (0.10, 0.36, 0.56), gloss=0.08, rough=0.1)
    papers = [
        setting.paint(skins.PLAIN, tone, gloss=0.03, rough=0.2)
        for tone in ((0.02, 0.02, 0.32), (0.05, 0.16, 0.05), (0.42, 0.45, 0.46), (0.20, 0.07, 0.03))
    ]
    parts = [grown, foot]
    for n in range(9):
        a, w, h = 2.4 * n, float(rng.uniform(0.09, 0.17)), float(rng.uniform(0.06, 0.14))
        d = 0.8 * w
        box = Mesh.of(
            [
                boxes([(0, h, 0)], (w, h, d), papers[n % 4]),
                boxes([(0, h, 0)], (0.014, h + 0.003, d + 0.003), ribbon),
                boxes([(0, h, 0)], (w + 0.003, h + 0.003, 0.014), ribbon),
                *[
                    turned([(0.0, 0.05), (0.035, 0.03), (0.0, 0.0)], 10, ribbon).moved(0.03 * way, 2 * h, 0)
                    for way in (-1.0, 1.0)
                ],
            ]
        )
        parts.append(box.moved(0.52 * math.cos(a), 0, 0.52 * math.sin(a), turn=float(rng.uniform(0, 6))))
    light = (0.30, 0.78, 1.25)
    for family, y in zip(families, (0.7 * tall, 0.32 * tall), strict=True):
        place.lamp((at[0], y, at[1] - 0.34 * tall), tuple(0.75 * part for part in light), family, 0.4)
        place.beacons.append(((at[0], y + 0.3, at[1] - 0.2), light))
    return Mesh.of(parts).moved(at[0], 0, at[1])
