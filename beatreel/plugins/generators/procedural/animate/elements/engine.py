"""An engine that nears: its lamps, brighter on the beat, and the steam that it blows out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance
from beatreel.plugins.generators.procedural.animate.motion import moved, shown
from beatreel.plugins.generators.procedural.painting import Motion

from .base import Air, Emitter, Stage, stamp

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

_PUFFS = 14
_LIFE = 1.4  # seconds for which a puff is seen


def _glow(radius: float) -> Any:
    """Return a sprite that is brightest in its middle and fades to nothing, (2 radius, 2 radius)."""
    size = max(3, round(radius))
    y, x = (np.mgrid[-size:size, -size:size] + 0.5) / size
    return np.clip(np.exp(-4.0 * (x * x + y * y)) - 0.02, 0, 1).astype(np.float32)


class Engine(Emitter):
    """Lamps and steam of an engine, which nears as its layer does.

    ``options``: lamps (x, y, width of a metre there, all shares of the plate's width and height, and power), trail (x, y and width of a
    metre at places through which steam goes, if there is any), colour ([b, g, r] display values), inverse (1 / metres), motion (x, y
    and nearing of the layer).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.colour: Any = np.array(self.options.get("colour", [120, 200, 255]), np.float32)
        x, y, nearing = (float(part) for part in self.options["motion"])
        self.motion = Motion(x, y, nearing=nearing)
        self.lamps = np.array(self.options["lamps"], np.float32)
        self.trail = np.array(self.options.get("trail", []), np.float32).reshape(-1, 3)
        half = stage.plate.size[0] / 2
        self.sprites = [_glow(reach * metre * half) for _, _, metre, _ in self.lamps for reach in (0.7, 3.2)]
        self.puffs = (
            [_glow(reach * self.trail[-1, 2] * half) for reach in (0.5, 0.8, 1.2, 1.6)] if len(self.trail) else []
        )

    def emit(self, air: Air) -> None:
        moment, warp, plate = air.moment, self.stage.warp, self.stage.plate
        assert warp._pose is not None
        matrix = moved(
            warp.affine(warp._pose, float(self.options["inverse"])),
            self.motion,
            self.stage.clock,
            moment.time,
            plate.size,
        )
        size = np.array(plate.size, np.float32)
        lamps = shown(matrix, self.lamps[:, :2] * size) / 2
        for n, (x, y) in enumerate(lamps):
            power = float(self.lamps[n, 3]) * self.amount * (0.45 + 0.55 * moment.kick * self.stage.intensity)
            stamp(air.fine, self.sprites[2 * n], x, y, self.colour * np.float32(0.9 * power))
            stamp(air.fine, self.sprites[2 * n + 1], x, y, self.colour * np.float32(0.28 * power))
        if len(self.trail):
            self._steam(air, matrix, size)

    def _steam(self, air: Air, matrix: Any, size: Any) -> None:
        moment, clock = air.moment, self.stage.clock
        turns = clock.turns(1 / _LIFE, moment.time)
        ages = np.array([(n / _PUFFS + turns) % 1.0 for n in range(_PUFFS)])
        at = np.linspace(0, 1, len(self.trail)) ** 1.4
        way = np.stack([np.interp(ages, at, self.trail[:, part]) for part in (0, 1)], 1)
        metre = float(self.trail[-1, 2])
        way += (
            np.array([[chance(self.stage.seed, "puff", n, k) - 0.5 for k in (0, 1)] for n in range(_PUFFS)])
            * metre
            * (0.3 + ages[:, None])
        )
        tint = air.fine_tint
        rows, columns = tint.shape[:2]
        for (x, y), age in zip(shown(matrix, way.astype(np.float32) * size) / 2, ages, strict=True):
            if not (0 <= x < columns and 0 <= y < rows):
                continue
            level = 0.20 * (1 - age) ** 1.2 * min(8 * age, 1.0) * (0.55 + 0.75 * moment.kick * self.stage.intensity)
            sprite = self.puffs[min(int(age * len(self.puffs)), len(self.puffs) - 1)]
            colour = 60 + 0.7 * tint[int(y), int(x)].astype(np.float32)
            stamp(air.fine, sprite, float(x), float(y), colour * np.float32(level))
