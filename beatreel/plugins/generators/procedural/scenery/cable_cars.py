"""A cable car as climbs hills: open benches before a cabin, a roof with a lantern, a lamp on its front; metres, its nose towards -z."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import EVEN, skins
from .lettering import word, word_width

if TYPE_CHECKING:
    from .built import Place

_LONG, _WIDE = 3.9, 1.16  # half of it


def cable_car(place: Place, tone: tuple[float, ...], *, lit: float) -> Mesh:
    """Return a car, its wheels' feet at y = 0; ``lit`` is how bright its lamps are."""
    paint = place.material(skins.PLAIN, tone, gloss=0.05, rough=0.08)
    cream = place.material(skins.PLAIN, (0.40, 0.50, 0.55), gloss=0.04, rough=0.1)
    wood = place.material(skins.WOOD, (0.045, 0.10, 0.18), gloss=0.03, rough=0.15, scale=0.12)
    brass = place.material(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.15, metal=True)
    dark = place.material(skins.PLAIN, (0.016, 0.016, 0.018))
    pane = place.material(
        skins.GLOW,
        (0.05, 0.055, 0.055),
        gloss=0.10,
        rough=0.02,
        family=EVEN,
        glow=tuple((0.05 + 1.1 * lit) * part for part in (0.22, 0.66, 1.25)),
    )
    lamp = place.material(
        skins.PLAIN, (0.6, 0.62, 0.62), glow=tuple((0.3 + 9.0 * lit) * part for part in (0.5, 0.9, 1.2)), family=EVEN
    )
    parts = [
        boxes([(0, 0.50, 0), (0, 0.28, 0)], [(_WIDE - 0.05, 0.10, _LONG), (0.75, 0.16, 3.0)], dark),
        boxes([(0, 0.62, 0)], (_WIDE, 0.05, _LONG), wood),
        boxes(
            [(way * (_WIDE + 0.14), 0.42, -1.9) for way in (-1.0, 1.0)], (0.16, 0.03, 1.9), wood
        ),  # boards on which people stand
        boxes([(way * (_WIDE - 0.02), 1.02, 1.95) for way in (-1.0, 1.0)], (0.03, 0.36, 1.95), paint),
        boxes([(way * (_WIDE + 0.012), 1.02, 1.95) for way in (-1.0, 1.0)], (0.006, 0.16, 1.75), cream),
        boxes([(way * (_WIDE - 0.02), 2.52, 1.95) for way in (-1.0, 1.0)], (0.03, 0.12, 1.95), cream),
        boxes([(0, 1.02, z) for z in (-_LONG, _LONG)], (0.96, 0.36, 0.03), paint),
        boxes([(0, 1.02, -_LONG - 0.032)], (0.72, 0.16, 0.006), cream),
        boxes([(0, 1.95, 0.05), (0, 1.95, _LONG - 0.02)], (_WIDE - 0.05, 0.55, 0.02), pane),
    ]
    for way in (-1.0, 1.0):
        parts.append(
            boxes(
                [(way * (_WIDE - 0.03), 1.92, float(z)) for z in np.linspace(0.45, 3.45, 5)], (0.015, 0.46, 0.31), pane
            )
        )
        parts.append(
            boxes(
                [(way * 0.45, 0.98, -1.95), (way * 0.20, 1.32, -1.95)], [(0.24, 0.03, 1.75), (0.03, 0.30, 1.75)], wood
            )
        )
        posts = [-_LONG + 0.05, -2.6, -1.3, 0.05, 1.3, 2.6, _LONG - 0.05]
        parts.append(
            bars(
                [(way * (_WIDE - 0.04), 0.6, z) for z in posts],
                [(way * (_WIDE - 0.04), 2.75, z) for z in posts],
                (0.035, 0.035),
                wood,
            )
        )
        parts.append(tube([(way * (_WIDE + 0.02), 1.0, -2.6), (way * (_WIDE + 0.02), 2.1, -2.6)], 0.018, 8, brass))
    parts += [  # the front: three panes, a sign, a lamp
        boxes([(x, 1.92, -_LONG + 0.01) for x in (-0.64, 0.0, 0.64)], (0.27, 0.42, 0.012), pane),
        bars(
            [(x, 1.38, -_LONG) for x in (-0.95, -0.32, 0.32, 0.95)],
            [(x, 2.75, -_LONG) for x in (-0.95, -0.32, 0.32, 0.95)],
            (0.035, 0.03),
            paint,
        ),
        boxes([(0, 2.56, -_LONG - 0.02)], (0.98, 0.17, 0.025), cream),
        turned([(0.0, 0.05), (0.13, 0.03), (0.15, 0.0), (0.15, -0.10), (0.0, -0.12)], 24, brass)
        .leaned(0, -np.pi / 2)
        .moved(0, 1.16, -_LONG - 0.10),
        turned([(0.0, 0.012), (0.12, 0.0)], 24, lamp).leaned(0, -np.pi / 2).moved(0, 1.16, -_LONG - 0.16),
        boxes([(0, 0.42, -_LONG - 0.06)], (0.85, 0.08, 0.05), dark),
    ]
    wide = word_width("UNION", 0.17)
    parts += [
        tube([(x - wide / 2, 2.645 - y, -_LONG - 0.05) for x, y in stroke], 0.016, 6, dark)
        for stroke in word("UNION", wide / 2, 0.0, 0.17)
    ]
    a = np.linspace(-1.0, 1.0, 13)
    roof = np.zeros((2, 13, 3), np.float32)
    roof[..., 0], roof[..., 1] = 1.30 * a, 2.98 - 0.24 * a * a
    roof[0, :, 2], roof[1, :, 2] = _LONG + 0.35, -_LONG - 0.35
    under = roof.copy()
    under[..., 1] -= 0.05
    edge = np.stack([under[1], roof[1]])
    parts += [grid(roof, cream), grid(under[::-1], wood), grid(edge[::-1], paint)]
    parts += [boxes([(0, 3.10, 0)], (0.55, 0.13, 3.2), cream), boxes([(0, 3.25, 0)], (0.64, 0.03, 3.35), paint)]
    parts.append(
        boxes(
            [(way * 0.552, 3.11, z) for way in (-1.0, 1.0) for z in np.linspace(-2.8, 2.8, 9)],
            (0.006, 0.07, 0.24),
            pane,
        )
    )
    return Mesh.of(parts)
