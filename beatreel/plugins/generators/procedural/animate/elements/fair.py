"""What moves at a fair: light that turns with the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .base import Air, Emitter, Stage, disc, stamp

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element


class Chase(Emitter):
    """Bulbs of a ring and its spokes that light up one after another, so that it seems to turn; their light together stays the same.

    ``options``: points (x and y in shares of the plate, and the place around the hub, 0 to 1), colour ([b, g, r] display values), waves
    (how many runs of light follow each other around it).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        points = np.asarray(self.options["points"], np.float32).reshape(-1, 3)
        self.points = points[:, :2] * np.array(stage.plate.size, np.float32)
        self.place = points[:, 2]
        self.waves = int(self.options.get("waves", 5))
        self.colour: Any = np.array(self.options.get("colour", [150, 215, 255]), np.float32)
        self.sprite = disc(max(3, round(7 * stage.unit)), 2.2)

    def emit(self, air: Air) -> None:
        x, y, _ = self.stage.warp.to_frame(self.points[:, 0], self.points[:, 1], 0.0)
        run = np.cos(2 * np.pi * (self.waves * self.place - self.stage.clock.turns(0.5, air.moment.time)))
        power = np.maximum(run, 0) ** 3 * self.amount * (0.75 + 0.25 * air.moment.kick)
        for n in np.flatnonzero(power > 0.04):
            stamp(air.fine, self.sprite, x[n] / 2, y[n] / 2, self.colour * power[n])
