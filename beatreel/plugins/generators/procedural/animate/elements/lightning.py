"""Lightning: a branching bolt on some first beats of bars, with a short glow of the air around it.

At most one flash in two bars: never near three a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

_OFTEN = 0.75  # of the bars, at full amount
_DECAY = 0.24  # of a bar in which a bolt fades


class Lightning(Emitter):
    """``options``: x (share of the plate), top, bottom (between which it strikes, shares of the plate)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.x = float(self.options.get("x", 0.5))
        self.top, self.bottom = float(self.options.get("top", 0.2)), float(self.options.get("bottom", 0.7))

    def emit(self, air: Air) -> None:
        moment, seed = air.moment, self.stage.seed
        light = moment.downbeat if moment.bar_phase < _DECAY else 0.0
        if moment.bar < 1 or light < 0.03 or chance(seed, "bolt", moment.bar) > _OFTEN * self.amount:
            return
        if moment.bar % 2 and chance(seed, "bolt", moment.bar - 1) <= _OFTEN * self.amount:
            return  # after a strike the next bar rests
        x = self.x + 0.34 * (chance(seed, "bolt-x", moment.bar) - 0.5)
        height, width = air.fine.shape[:2]
        start = self._seen(x, self.top, width, height)
        end = self._seen(x + 0.22 * (chance(seed, "bolt-way", moment.bar) - 0.5), self.bottom, width, height)
        self._draw(air, start, end, light, moment.bar)

    def _seen(self, x: float, y: float, width: int, height: int) -> Any:
        """Return where a place of the plate lies in the half-size frame."""
        warp, plate = self.stage.warp, self.stage.plate.size
        across, down = warp.grid_x[warp.rows // 2], warp.grid_y[:, warp.columns // 2]
        column = np.interp(x * plate[0], across, np.linspace(0, width, len(across)))
        row = np.interp(y * plate[1], down, np.linspace(0, height, len(down)))
        return np.array([column, row])

    def _draw(self, air: Air, start: Any, end: Any, light: float, bar: int) -> None:
        random = np.random.default_rng(chance_seed(self.stage.seed, "bolt", bar))
        unit = self.stage.unit
        core = np.zeros(air.fine.shape[:2], np.uint8)
        main = jagged(start, end, random, 0.16)
        paths = [(main, 2.4, 255.0)]
        for _ in range(int(random.integers(3, 6))):
            at = int(random.integers(4, len(main) - 8))
            way = (
                main[at]
                + (end - start) * random.uniform(0.14, 0.34)
                + random.uniform(-1, 1) * 0.2 * abs(end[1] - start[1]) * np.array([1, 0.2])
            )
            paths.append((jagged(main[at], way, random, 0.2, 4), 1.2, 120.0))
        for path, thick, bright in paths:
            points = np.round(path * 16).astype(np.int32)
            wide = max(1, round(thick * unit))
            cv2.polylines(core, [points], False, bright * min(1.0, max(thick * unit, 0.4)), wide, cv2.LINE_AA, 4)
        strike = cv2.merge([core] * 3)
        cv2.add(air.fine, cv2.convertScaleAbs(strike, alpha=light), dst=air.fine)
        rows, columns = air.haze.shape[:2]
        small = cv2.resize(core, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32)
        halo = (
            cv2.GaussianBlur(small, (0, 0), max(1.0, columns / 60)) * 1.6
            + cv2.GaussianBlur(small, (0, 0), columns / 14) * 5.0
        )
        colour = np.array([1.0, 0.82, 0.76], np.float32) * np.float32(light)
        cv2.add(air.haze, np.clip(halo[..., None] * colour, 0, 120).astype(np.uint8), dst=air.haze)


def jagged(start: Any, end: Any, random: np.random.Generator, rough: float, halvings: int = 6) -> Any:
    """Return a broken line between two points: each halving moves the middles aside, half as far as the one before."""
    points = np.array([start, end], np.float64)
    across = np.array([end[1] - start[1], start[0] - end[0]])
    for _ in range(halvings):
        middles = (points[1:] + points[:-1]) / 2 + random.uniform(-rough, rough, (len(points) - 1, 1)) * across
        woven = np.empty((2 * len(points) - 1, 2))
        woven[::2], woven[1::2] = points, middles
        points, rough = woven, rough * 0.52
    return points
