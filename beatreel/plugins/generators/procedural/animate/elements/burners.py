"""Burners of hot-air balloons: they light the envelopes from within, one half of them on the beat, the others between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.animate.motion import moved, shown
from beatreel.plugins.generators.procedural.painting import Motion

from .base import Air, Emitter, Stage, disc, stamp

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element


class Burners(Emitter):
    """Light within balloons, which drift as their layers do.

    ``options``: points (x, y, width in shares of the plate's width and height, 1 / metres, 0 or 1 for whom the beat or what lies
    between lights, and the motion of its layer: x, right, down, sway), colour ([b, g, r] display values).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.points = [[float(part) for part in one] for one in self.options["points"]]
        self.colour: Any = np.array(self.options.get("colour", [70, 160, 255]), np.float32)
        scale = stage.plate.size[0] / 2
        self.sprites = [disc(max(3, round(0.40 * size * scale)), 4.5) for _, _, size, *_ in self.points]

    def emit(self, air: Air) -> None:
        moment, warp, plate = air.moment, self.stage.warp, self.stage.plate
        assert warp._pose is not None
        for (x, y, size, inverse, turn, pivot, right, down, sway), sprite in zip(
            self.points, self.sprites, strict=True
        ):
            accent = moment.offbeat if turn else moment.kick
            power = self.amount * (0.10 + 0.5 * accent * (0.4 + 0.6 * self.stage.intensity))
            motion = Motion(x=pivot, right=right, down=down, sway=sway)
            matrix = moved(warp.affine(warp._pose, inverse), motion, self.stage.clock, moment.time, plate.size)
            at = np.array([[x * plate.size[0], y * plate.size[1] + 0.22 * size * plate.size[0]]])
            px, py = shown(matrix, at)[0]
            stamp(air.fine, sprite, px / 2, py / 2, self.colour * np.float32(0.55 * power))
