"""What stands on tables of a diner: milkshakes, mugs of coffee, ketchup, mustard, sugar and napkins; metres, feet at the origin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting


def milkshake(setting: Setting) -> Mesh:
    """Return a tall glass of strawberry shake with cream, a cherry and a straw."""
    shake = setting.paint(skins.PLAIN, (0.28, 0.26, 0.52), gloss=0.10, rough=0.03)
    clear = setting.paint(skins.PLAIN, (0.30, 0.33, 0.35), gloss=0.22, rough=0.02)
    cream = setting.paint(skins.CLOTH, (0.56, 0.60, 0.62), scale=4.0)
    red = setting.paint(skins.PLAIN, (0.02, 0.02, 0.36), gloss=0.10, rough=0.03)
    whirl = [
        (0.0, 0.262),
        (0.012, 0.250),
        (0.020, 0.240),
        (0.018, 0.234),
        (0.034, 0.222),
        (0.032, 0.214),
        (0.046, 0.200),
    ]
    parts = [
        turned([(0.046, 0.20), (0.042, 0.14), (0.034, 0.06), (0.020, 0.035), (0.010, 0.030)], 28, shake),
        turned([(0.010, 0.034), (0.012, 0.016), (0.038, 0.006), (0.040, 0.0)], 28, clear),
        turned(whirl, 28, cream),
        turned([(0.0, 0.022), (0.011, 0.018), (0.0145, 0.010), (0.011, 0.002), (0.0, -0.002)], 18, red).moved(0.002, 0.254, 0),
        tube([(0.018, 0.20, 0.01), (0.045, 0.30, 0.02), (0.052, 0.33, 0.022)], 0.0045, 8, red),
    ]  # fmt: skip
    ring = np.linspace(0, 2 * math.pi, 33)
    parts.append(tube(np.stack([0.046 * np.cos(ring), np.full(33, 0.202), 0.046 * np.sin(ring)], 1), 0.002, 6, clear))
    return Mesh.of(parts)


def coffee(setting: Setting) -> Mesh:
    """Return a thick white mug of black coffee."""
    china = setting.paint(skins.PLAIN, (0.46, 0.49, 0.50), gloss=0.06, rough=0.05)
    black = setting.paint(skins.PLAIN, (0.006, 0.012, 0.03), gloss=0.12, rough=0.02)
    a = np.linspace(-1.35, 1.35, 13)
    handle = np.stack([0.038 + 0.028 * np.cos(a), 0.048 + 0.028 * np.sin(a), 0 * a], 1)
    bowl = [(0.034, 0.082), (0.036, 0.088), (0.041, 0.088), (0.042, 0.08), (0.038, 0.03), (0.036, 0.0)]
    return Mesh.of([turned(bowl, 28, china), turned([(0.0, 0.08), (0.036, 0.08)], 24, black), tube(handle, 0.006, 8, china)])  # fmt: skip


def condiments(setting: Setting, chrome: int) -> Mesh:
    """Return a squeeze bottle of ketchup, one of mustard, sugar in a glass, and napkins in a box of chrome."""
    red = setting.paint(skins.PLAIN, (0.02, 0.02, 0.34), gloss=0.06, rough=0.10)
    yellow = setting.paint(skins.PLAIN, (0.02, 0.30, 0.50), gloss=0.06, rough=0.10)
    sugar = setting.paint(skins.PLAIN, (0.42, 0.45, 0.46), gloss=0.12, rough=0.04)
    paper = setting.paint(skins.CLOTH, (0.50, 0.53, 0.54), scale=2.0)
    bottle = [(0.0, 0.20), (0.005, 0.20), (0.009, 0.165), (0.022, 0.155), (0.030, 0.135), (0.030, 0.0)]
    return Mesh.of([
        turned(bottle, 20, red).moved(-0.02, 0, -0.11), turned(bottle, 20, yellow).moved(-0.01, 0, -0.035),
        turned([(0.035, 0.11), (0.036, 0.0)], 20, sugar).moved(0.0, 0, 0.05),
        turned([(0.0, 0.15), (0.008, 0.148), (0.036, 0.118), (0.036, 0.108)], 20, chrome).moved(0.0, 0, 0.05),
        boxes([(0.03, 0.07, 0.15)], (0.05, 0.07, 0.045), chrome), boxes([(0.03, 0.075, 0.15)], (0.052, 0.05, 0.030), paper),
    ])  # fmt: skip
