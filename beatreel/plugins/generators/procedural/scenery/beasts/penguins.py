"""Emperor penguins that stand together; metres."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

_BLACK = Skin((0.020, 0.018, 0.017), 0.16, "feathers", pile=0.3)
_WHITE = Skin((0.62, 0.66, 0.68), 0.06, "feathers", pile=0.3)
_GOLD = Skin((0.05, 0.40, 0.72), 0.06, "feathers", pile=0.3)
_BEAK = Skin((0.012, 0.014, 0.018), 0.35, "plain")
_FOOT = Skin((0.035, 0.035, 0.040), 0.2, "plain")


def _penguin(lean: float, look: float) -> Model:
    """Return one, 1.1 m tall, which faces the eye; ``look`` turns its head, radians."""
    m = Model()
    m.limb([(0, 0.10, 0.03), (0, 0.42, 0.02), (lean, 0.76, 0.02)], [0.135, 0.185, 0.105], _BLACK, blend=0.06)
    m.limb(
        [(0, 0.12, -0.045), (0, 0.42, -0.060), (lean, 0.72, -0.035)], [0.120, 0.160, 0.085], _WHITE, group=1, blend=0.05
    )
    s, c = np.sin(look), np.cos(look)
    head = np.array([lean, 0.965, -0.005])
    m.cone((lean, 0.80, 0.015), 0.088, head, 0.078, _BLACK, group=2, blend=0.05)
    way = np.array([-s, 0.0, -c])
    m.limb([head + 0.06 * way, head + 0.12 * way + (0, 0.012, 0), head + 0.175 * way - (0, 0.012, 0)],
           [0.030, 0.018, 0.006], _BEAK, group=3, blend=0.01)  # fmt: skip
    for side in (-1, 1):
        aside = np.array([c, 0.0, -s]) * side
        m.ball(head + 0.058 * aside + (0, -0.055, 0), 0.036, _GOLD, group=4, blend=0.02)
        m.ball(head + 0.055 * aside + 0.045 * way + (0, 0.015, 0), 0.008, Skin((0.01,) * 3, 0.6, "plain"), group=5)
        m.limb(
            [(lean + 0.135 * side, 0.72, 0.02), (0.205 * side, 0.50, 0.03), (0.225 * side, 0.30, 0.05)],
            [0.040, 0.042, 0.018], _BLACK, group=6, flat=2.2, across=(1.0, 0.1, 0.2 * side), blend=0.01,
        )  # fmt: skip
        m.cone(
            (0.065 * side, 0.03, 0.0),
            0.030,
            (0.075 * side, 0.022, -0.12),
            0.034,
            _FOOT,
            group=7,
            flat=1.6,
            across=(0, 1, 0),
        )
    m.cone((0, 0.12, 0.12), 0.05, (0, 0.03, 0.22), 0.02, _BLACK, blend=0.05)
    return m


def penguins(wish: Wish) -> Cast:
    """Emperor penguins, some of which look about."""
    rng, model = wish.rng, Model()
    places = ((0.0, 0.0), (0.62, 0.35), (-0.55, 0.30), (1.20, 0.95), (-1.10, 0.85), (0.25, 1.15))
    for n, (x, z) in enumerate(places):
        one = _penguin(float(rng.uniform(-0.02, 0.02)), float(rng.uniform(-0.9, 0.9)))
        turn = float(rng.uniform(-0.9, 0.9))
        model.add(one, at=(x + float(rng.uniform(-0.08, 0.08)), 0.0, z), turn=turn, scale=1.0 - 0.03 * (n % 3))
    return Cast(
        model, looks_left=False, tall=1.05, turn=(-0.15, 0.15), heart=(0.74, 0.92), detail=(0.0, 0.80, 0.75), sway=0.012
    )
