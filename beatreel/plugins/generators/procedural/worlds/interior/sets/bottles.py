"""Shelves of bottles; metres, colours linear BGR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting

_BOTTLES = (  # radius and height from the mouth to the foot
    [(0.013, 0.31), (0.015, 0.295), (0.013, 0.28), (0.014, 0.21), (0.030, 0.175), (0.037, 0.15), (0.037, 0.01), (0.032, 0.0)],
    [(0.014, 0.29), (0.016, 0.27), (0.014, 0.25), (0.016, 0.22), (0.042, 0.19), (0.044, 0.17), (0.044, 0.01), (0.040, 0.0)],
    [(0.012, 0.34), (0.014, 0.32), (0.012, 0.30), (0.014, 0.20), (0.024, 0.12), (0.034, 0.08), (0.036, 0.01), (0.030, 0.0)],
    [(0.018, 0.24), (0.020, 0.225), (0.018, 0.20), (0.055, 0.165), (0.060, 0.12), (0.056, 0.03), (0.048, 0.0)],
    [(0.013, 0.30), (0.013, 0.255), (0.032, 0.225), (0.034, 0.20), (0.028, 0.11), (0.033, 0.03), (0.033, 0.0)],
)  # fmt: skip


def _bottle(profile: list[tuple[float, float]], liquid: int, label: int, cap: int) -> Mesh:
    round_ = profile[-3][0] * 1.03
    top = [(0.0, profile[0][1] + 0.018), (0.016, profile[0][1] + 0.016), (0.017, profile[0][1] - 0.022)]
    return Mesh.of(
        [turned(profile, 14, liquid), turned([(round_, 0.115), (round_, 0.035)], 14, label), turned(top, 11, cap)]
    )


def shelves(setting: Setting, amber: Colour, oak: int, wall: float, half: float) -> None:
    """Fill a wall at ``wall`` with shelves of bottles that are lit from behind."""
    place, rng = setting.place, setting.rng
    back = [setting.glow(tuple(share * part for part in amber), EVEN, scale=1.0) for share in (0.95, 0.75)]
    frost: list[tuple[Colour, Colour]] = [  # what they are of, what shines through
        ((0.01, 0.05, 0.10), (0.01, 0.20, 0.60)), ((0.01, 0.06, 0.02), (0.02, 0.20, 0.05)), ((0.03, 0.03, 0.03), (0.16, 0.40, 0.62)),
        ((0.006, 0.006, 0.02), (0.01, 0.02, 0.06)), ((0.02, 0.02, 0.10), (0.01, 0.03, 0.42)), ((0.08, 0.05, 0.01), (0.20, 0.16, 0.06)),
        ((0.02, 0.08, 0.14), (0.03, 0.38, 0.80)), ((0.01, 0.02, 0.05), (0.01, 0.10, 0.30)),
    ]  # fmt: skip
    glass = [
        setting.paint(
            skins.GLOW, base, gloss=0.10, rough=0.02, scale=2.6, glow=tuple(0.42 * part for part in glow), family=EVEN
        )
        for base, glow in frost
    ]
    label = [
        setting.paint(skins.PLAIN, tone)
        for tone in ((0.42, 0.50, 0.54), (0.06, 0.10, 0.34), (0.05, 0.05, 0.06), (0.10, 0.32, 0.42))
    ]
    cap = setting.paint(skins.METAL, (0.10, 0.30, 0.52), gloss=0.3, rough=0.15, metal=True)
    bottles = [
        [_bottle(profile, liquid, label[(k + n) % 4], cap) for n, liquid in enumerate(glass)]
        for k, profile in enumerate(_BOTTLES)
    ]
    for bay in range(-2, 3):
        x0 = 1.72 * bay
        setting.box((x0 - 0.86, 1.55, wall - 0.2), (0.05, 1.6, 0.20), oak)
        setting.box((x0, 0.45, wall - 0.25), (0.81, 0.45, 0.25), oak)
        for row, y in enumerate((0.92, 1.36, 1.80, 2.24, 2.68)):
            high = 0.39
            sheet = [
                [(x0 - 0.81, y + high, wall - 0.03), (x0 + 0.81, y + high, wall - 0.03)],
                [(x0 - 0.81, y, wall - 0.03), (x0 + 0.81, y, wall - 0.03)],
            ]
            place.add(
                grid(sheet, back[(row + bay) % 2], uv=[[(0, 1.12), (1, 1.12)], [(0, 0.40), (1, 0.40)]])
            )  # brightest at its foot
            place.add(boxes([(x0, y - 0.018, wall - 0.18)], (0.82, 0.018, 0.18), oak))
            for deep in (0.10, 0.25):
                x = x0 - 0.76 + float(rng.uniform(0, 0.08))
                while x < x0 + 0.77:
                    kind = int(rng.integers(len(_BOTTLES)))
                    tone = int(rng.integers(len(glass)))
                    for _ in range(int(rng.integers(1, 4))):
                        if x > x0 + 0.77:
                            break
                        place.add(bottles[kind][tone].moved(x, y, wall - deep))
                        x += 2.25 * max(r for r, _ in _BOTTLES[kind])
                    x += float(rng.uniform(0.01, 0.06))
    setting.box((4.3, 1.55, wall - 0.2), (0.05, 1.55, 0.2), oak)
    setting.box((0, 3.17, wall - 0.2), (half, 0.09, 0.26), oak)
    for x in (-3.4, -1.7, 0.0, 1.7, 3.4):
        place.window((x - 0.8, 1.0, wall - 0.42), (1.6, 0, 0), (0, 1.9, 0), tuple(1.3 * part for part in amber), EVEN)
