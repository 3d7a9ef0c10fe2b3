"""Who dances in rooms: a couple that waltzes, somebody on her toes; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import skins

from .joinery import loft
from .people import bent, gentleman, head, lady

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting


def dancers(setting: Setting, at: tuple[float, float, float], turn: float) -> None:
    """Let a couple waltz."""
    rng = setting.rng
    tones = [(0.10, 0.06, 0.30), (0.34, 0.20, 0.10), (0.42, 0.46, 0.52), (0.10, 0.30, 0.42)]
    colours = {
        "red": (0.02, 0.02, 0.30),
        "white": (0.55, 0.58, 0.60),
        "blue": (0.32, 0.12, 0.04),
        "gold": (0.06, 0.28, 0.45),
        "black": (0.015, 0.014, 0.016),
    }
    tone = next((colours[word] for word in setting.description.words if word in colours), tones[int(rng.integers(4))])
    dress = setting.paint(skins.CLOTH, tone, scale=0.6)
    suit = setting.paint(skins.CLOTH, (0.014, 0.013, 0.015), scale=0.6)
    shirt = setting.paint(skins.CLOTH, (0.5, 0.53, 0.55), scale=0.6)
    skin = setting.paint(skins.PLAIN, (0.16, 0.24, 0.38))
    hair, dark = (
        setting.paint(skins.CLOTH, (0.02, 0.04, 0.075), scale=2.0),
        setting.paint(skins.CLOTH, (0.012, 0.014, 0.018), scale=2.0),
    )
    man = Mesh.of(gentleman(suit, shirt, skin, dark)).moved(0, 0, 0.24)
    woman = Mesh.of(lady(dress, skin, hair, rng)).moved(0, 0, -0.24, turn=math.pi)
    setting.place.add(Mesh.of([man, woman]).moved(*at, turn=turn + math.pi / 2.6))


def ballerina(setting: Setting, at: tuple[float, float, float], turn: float) -> None:
    """Let somebody stand on her toes in a tutu, one leg drawn up, arms in a round over her head."""
    rng = setting.rng
    tone = ((0.50, 0.50, 0.56), (0.40, 0.40, 0.56), (0.54, 0.55, 0.56), (0.03, 0.03, 0.035))[int(rng.integers(4))]
    cloth, tulle = (
        setting.paint(skins.CLOTH, tone, scale=0.6),
        setting.paint(skins.CLOTH, tuple(1.05 * part for part in tone), scale=4.0),
    )
    skin, hair = (
        setting.paint(skins.PLAIN, (0.19, 0.27, 0.42)),
        setting.paint(skins.CLOTH, (0.015, 0.022, 0.035), scale=2.0),
    )
    tights, satin = (
        setting.paint(skins.CLOTH, (0.36, 0.38, 0.47)),
        setting.paint(skins.PLAIN, (0.40, 0.42, 0.58), gloss=0.05, rough=0.2),
    )
    up = 0.12  # she stands on the tips of her toes
    parts = [
        loft(
            [
                (0.0, y + up, 0.0, w, d)
                for y, w, d in (
                    (0.92, 0.14, 0.115),
                    (1.0, 0.135, 0.108),
                    (1.10, 0.112, 0.09),
                    (1.22, 0.125, 0.10),
                    (1.31, 0.140, 0.112),
                    (1.37, 0.135, 0.09),
                )
            ],
            cloth,
        )
    ]
    parts.append(
        loft(
            [
                (0.0, y + up, 0.0, w, d)
                for y, w, d in (
                    (1.34, 0.135, 0.088),
                    (1.41, 0.148, 0.075),
                    (1.45, 0.10, 0.062),
                    (1.48, 0.05, 0.05),
                    (1.54, 0.042, 0.042),
                )
            ],
            skin,
        )
    )
    a = np.linspace(0, 2 * math.pi, 121)
    for n in range(5):  # layers of tulle
        r = np.linspace(0.13, 0.50 - 0.025 * n, 8)[:, None]
        points = np.empty((8, 121, 3), np.float32)
        wave = 0.020 * np.sin(17 * a + 2 * n) * (r / 0.5) ** 2
        points[..., 0], points[..., 2] = r * np.cos(a), r * np.sin(a)
        points[..., 1] = 1.0 + up + 0.05 - 0.018 * n - 0.10 * (r / 0.5) ** 2 + wave
        parts.append(grid(points, tulle, wrap=True))
    parts.append(
        loft(
            [
                (0.06, 0.95 + up, 0.0, 0.085, 0.10),
                (0.045, 0.72 + up, 0.0, 0.072, 0.080),
                (0.03, 0.49 + up, 0.0, 0.052, 0.056),
                (0.02, 0.30 + up, 0.01, 0.050, 0.056),
                (0.01, 0.10 + up, 0.0, 0.030, 0.034),
            ],
            tights,
        )
    )
    parts.append(
        loft(
            [
                (0.01, 0.11 + up, 0.0, 0.032, 0.036),
                (0.01, 0.02 + up, -0.01, 0.034, 0.040),
                (0.01, -0.06 + up, -0.012, 0.026, 0.028),
                (0.01, -0.12 + up, -0.012, 0.016, 0.018),
            ],
            satin,
        )
    )
    knee, toe = (-0.40, 0.66 + up, -0.10), (-0.02, 0.50 + up, -0.08)  # passé: toe at the knee
    parts += [
        tube(_between((-0.07, 0.92 + up, 0.0), knee), np.linspace(0.085, 0.056, 6), 16, tights),
        tube(_between(knee, (-0.12, 0.54 + up, -0.085)), np.linspace(0.056, 0.032, 6), 16, tights),
        tube(_between((-0.13, 0.545 + up, -0.085), toe), np.linspace(0.034, 0.016, 6), 12, satin),
    ]
    parts += [part.leaned(0.0, 0.12).moved(0.0, 1.50 + up, 0.0) for part in head(skin, hair, bun=True)]
    for way in (-1.0, 1.0):
        arm = [(0.15 * way, 1.41 + up, 0.0), (0.46 * way, 1.66 + up, -0.06), (0.07 * way, 1.98 + up, -0.08)]
        parts += [
            tube(bent(arm), np.linspace(0.038, 0.022, 9), 12, skin),
            turned([(0.0, 0.05), (0.022, 0.0), (0.0, -0.04)], 10, skin).moved(*arm[-1]),
        ]
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))


def _between(
    a: tuple[float, float, float], b: tuple[float, float, float], count: int | None = None
) -> list[tuple[float, ...]]:
    t = np.linspace(0, 1, count or 6)[:, None]
    return [tuple(p) for p in np.array(a) * (1 - t) + np.array(b) * t]
