"""A piano that stands against a wall or has little room, and who lies or sits on it; metres, its keys towards -z."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery import instruments
from beatreel.plugins.generators.procedural.scenery.built import skins
from beatreel.plugins.generators.procedural.scenery.perches import on_piano

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting

TALL, HALF = 1.24, 0.74


def bears(setting: Setting) -> bool:
    """Return whether an animal is on the piano, as a prompt has it."""
    return not setting.is_behind and on_piano(setting.description.prompt)


def upright(setting: Setting) -> Mesh:
    """Return a piano with its stool, music on its desk and two brass candle holders."""
    of = instruments.tints(setting.place)
    wood, ivory, ebony, brass = (of[name] for name in ("mahogany", "ivory", "ebony", "brass"))
    paper = setting.paint(skins.PLAIN, (0.20, 0.24, 0.26))
    places = np.arange(52)
    black = [k for k in range(51) if k % 7 not in (1, 4)]
    parts = [
        boxes([(0, 0.62, 0.06)], (HALF, 0.60, 0.19), wood),
        boxes([(0, TALL - 0.012, 0.05)], (HALF + 0.025, 0.018, 0.225), wood),
        boxes([(0, 0.045, 0.05)], (HALF + 0.02, 0.045, 0.22), wood),
        boxes([(0, 0.665, -0.24)], (HALF, 0.030, 0.15), wood),
        boxes([(0, 0.74, -0.135)], (0.62, 0.045, 0.012), wood),
        *[boxes([(way * (HALF - 0.045), 0.735, -0.24)], (0.045, 0.050, 0.15), wood) for way in (-1.0, 1.0)],
        *[turned([(0.05, 0.62), (0.032, 0.5), (0.042, 0.3), (0.026, 0.1), (0.05, 0.0)], 16, wood).moved(way * (HALF - 0.06), 0, -0.33)
          for way in (-1.0, 1.0)],
        *[boxes([(x, 1.0, -0.135)], (0.30, 0.14, 0.008), wood) for x in (-0.36, 0.36)],
        boxes(np.stack([-0.60 + 1.2 * (places + 0.5) / 52, np.full(52, 0.702), np.full(52, -0.26)], 1), (0.0108, 0.009, 0.075), ivory),
        boxes([(-0.60 + 1.2 * (k + 1) / 52, 0.716, -0.235) for k in black], (0.006, 0.010, 0.048), ebony),
        bars([(-0.30, 0.815, -0.19)], [(0.30, 0.815, -0.19)], (0.010, 0.02), wood),
        boxes([(-0.105, 0.93, -0.165), (0.105, 0.93, -0.165)], (0.10, 0.13, 0.003), paper),
        *[tube([(x, 0.03, -0.16), (x, 0.05, -0.22), (x, 0.055, -0.27)], 0.014, 8, brass) for x in (-0.07, 0.07)],
        turned([(0.0, 0.50), (0.17, 0.50), (0.18, 0.46), (0.03, 0.43), (0.03, 0.08), (0.17, 0.0)], 24, wood).moved(0.12, 0, -0.78),
    ]  # fmt: skip
    for way in (-1.0, 1.0):
        arm = [(way * 0.66, 0.98, -0.14), (way * 0.66, 0.96, -0.22), (way * 0.66, 1.00, -0.25)]
        parts += [
            tube(arm, 0.007, 8, brass),
            turned([(0.024, 0.02), (0.018, 0.0)], 14, brass).moved(way * 0.66, 1.0, -0.25),
        ]
    return Mesh.of(parts)


def put(setting: Setting, x: float, z: float, turn: float) -> None:
    """Stand one on the floor; an animal that is on it lies on its top."""
    setting.place.add(upright(setting).moved(x, 0.0, z, turn=turn))
    if bears(setting):  # a little to its back
        setting.perch = (x - 0.05 * math.sin(turn), TALL + 0.005, z + 0.05 * math.cos(turn))
