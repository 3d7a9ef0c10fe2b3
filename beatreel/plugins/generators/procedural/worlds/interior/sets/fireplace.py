"""A fireplace for rooms: a chimney of bricks, logs that burn, a mantel with candles."""

from __future__ import annotations

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Setting

from .canvas import canvas
from .cathedral import candle

WORDS = frozenset({"fireplace", "fireplaces", "hearth", "fireside", "firelight", "firelit"})
_OPEN, _HIGH, _HALF, _DEEP = 0.62, 0.92, 1.05, 0.55  # half the opening and its height, half the breast and its depth


def fireplace(setting: Setting, x: float, z: float, tall: float, brick: int, wood: int) -> None:
    """Build one against a wall at ``z``, its fire towards smaller z."""
    place, rng = setting.place, setting.rng
    stone = setting.paint(skins.STONE, (0.20, 0.23, 0.25), scale=1.2)
    soot = setting.paint(skins.BRICK, (0.035, 0.035, 0.038))
    front, deep = z - _DEEP, _DEEP / 2
    for way in (-1.0, 1.0):
        side = 0.5 * (_HALF - _OPEN)
        setting.box((x + way * (_OPEN + side), _HIGH / 2, front + deep), (side, _HIGH / 2, deep), brick)
    setting.box((x, 0.5 * (_HIGH + tall), front + deep), (_HALF, 0.5 * (tall - _HIGH), deep), brick)
    setting.box((x, _HIGH / 2, z - 0.02), (_OPEN, _HIGH / 2, 0.02), soot)
    setting.box((x, 0.03, front - 0.10), (_HALF + 0.1, 0.03, 0.42), stone)
    setting.box((x, 1.22, front - 0.05), (_HALF + 0.12, 0.05, 0.20), wood)
    for n, (u, y, w) in enumerate(((-0.20, 0.13, 0.24), (0.16, 0.13, 0.30), (0.0, 0.25, 0.27))):
        log = turned([(0.0, 0.36), (0.065, 0.36), (0.07, -0.36), (0.0, -0.36)], 12, soot)
        place.add(log.leaned(0.0, 1.45).moved(x + u, y, front + w, turn=0.25 * (n - 1)))
    for n in range(34):
        family = ODD if n % 2 else EVEN
        u = -0.42 + 0.84 * ((n * 0.618) % 1.0)
        high = float(rng.uniform(0.18, 0.46)) * (1.35 - 1.6 * abs(u))
        hot = setting.glow((0.25, 1.9, 5.6) if n % 3 else (0.8, 3.6, 7.5), family, scale=1 / high)
        outline = [(0.0, high), (0.012, 0.8 * high), (0.04, 0.5 * high), (0.075, 0.2 * high), (0.06, 0.0)]
        tongue = turned(outline, 10, hot).leaned(float(rng.normal(0, 0.10)), float(rng.normal(0, 0.16)))
        place.add(tongue.moved(x + u, float(rng.uniform(0.08, 0.22)), front + float(rng.uniform(0.10, 0.34))))
    ember = setting.glow((0.04, 0.35, 1.6), EVEN, scale=5.0)
    place.add(boxes([(x, 0.075, front + 0.27)], (0.46, 0.012, 0.16), ember))
    for u, family in ((-0.2, EVEN), (0.2, ODD)):
        place.lamp((x + u, 0.62, front - 0.22), tuple(1.9 * part for part in WARM), family, 0.3)
    place.beacons.append(((x, 0.35, front + 0.2), WARM))
    for u in (-0.85, -0.70, 0.78):
        candle(setting, (x + u, 1.27, front - 0.08), float(rng.uniform(0.14, 0.26)), EVEN, thick=0.025)
    place.add(canvas(setting, 1.1, 1.1).moved(x, 1.55, front - 0.03))
