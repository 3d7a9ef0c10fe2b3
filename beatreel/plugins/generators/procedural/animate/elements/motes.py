"""Dust motes, embers and bokeh: few, soft, mostly tiny, coloured by the light of the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance

from .base import Air, Emitter, Stage, disc, stamp

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float64]]  # dice: seven rows of one number for each sprite


class _Swarm(Emitter):
    """A few sprites on closed paths; positions are shares of the half-size frame."""

    count = 26
    sizes = (2.0, 20.0)  # radius in pixels of the half-size frame at 1440 wide
    softness = 2.0
    rim = 0.0

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        number = max(3, round(self.count * (0.4 + 0.9 * self.amount)))
        self.dice = np.array([[chance(stage.seed, element.kind, i, j) for i in range(number)] for j in range(7)])
        low, high = self.sizes
        radii = [max(2, round((low + (high - low) * step**2) * stage.unit)) for step in (0.0, 0.25, 0.5, 0.75, 1.0)]
        sprites = [disc(radius, self.softness, self.rim) for radius in radii]
        # A square law on size: most are specks, one or two are large and out of focus.
        self.drawn = [sprites[min(int(share**2.6 * len(sprites)), len(sprites) - 1)] for share in self.dice[2]]
        colour = self.options.get("colour")
        self.colour = None if colour is None else np.array(colour, np.float32)

    def place(self, dice: Array, time: float) -> tuple[Array, Array]:
        """Return x and y of each sprite, shares of the frame, wrapping between -0.1 and 1.1."""
        clock = self.stage.clock
        x = (dice[0] + clock.turns_each(0.012 + 0.03 * dice[3], time)) % 1.0
        y = dice[1] + 0.03 * clock.wave_each(0.08 + 0.1 * dice[4], time, dice[5])
        return x * 1.2 - 0.1, y

    def brightness(self, dice: Array, air: Air) -> Array:
        twinkle = 0.6 + 0.4 * self.stage.clock.wave_each(0.2 + 0.5 * dice[6], air.moment.time, dice[5])
        return twinkle * (0.12 + 0.35 * dice[4] * (0.4 + air.moment.kick * self.stage.intensity))

    def emit(self, air: Air) -> None:
        height, width = air.fine.shape[:2]
        rows, columns = air.tint.shape[:2]
        x, y = self.place(self.dice, air.moment.time)
        row, column = (y * rows).astype(int).clip(0, rows - 1), (x * columns).astype(int).clip(0, columns - 1)
        behind = air.tint[row, column].astype(np.float32)
        # Light on light would only bleach it: motes show against the dark.
        level = self.brightness(self.dice, air) * (1 - 0.8 * behind.max(axis=1) / 255)
        colours = (behind * 1.3 + 12 if self.colour is None else self.colour) * level[:, None]
        for sprite, at_x, at_y, colour in zip(self.drawn, x * width, y * height, colours, strict=True):
            stamp(air.fine, sprite, at_x, at_y, colour)


class Motes(_Swarm):
    """Dust in the light; ``options``: colour ([b, g, r] instead of the scene's)."""


class Embers(_Swarm):
    """Sparks that rise; ``options`` as for motes."""

    count = 34
    sizes = (1.5, 6.0)
    softness = 3.0

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        if self.colour is None:
            self.colour = np.array([40, 120, 255], np.float32)

    def place(self, dice: Array, time: float) -> tuple[Array, Array]:
        clock = self.stage.clock
        y = (dice[1] - clock.turns_each(0.05 + 0.09 * dice[3], time)) % 1.0
        x = dice[0] + 0.05 * clock.wave_each(0.11 + 0.13 * dice[4], time, dice[5])
        return x, y * 1.2 - 0.1

    def brightness(self, dice: Array, air: Air) -> Array:
        return 2.2 * super().brightness(dice, air)


class Fireflies(_Swarm):
    """Points that shine and go out again, each in its own time; ``options``: colour as for motes, top (0 to 1)."""

    count = 36
    sizes = (3.0, 8.0)
    softness = 3.2

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.top = float(self.options.get("top", 0.35))
        if self.colour is None:
            self.colour = np.array([70, 225, 215], np.float32)

    def place(self, dice: Array, time: float) -> tuple[Array, Array]:
        clock = self.stage.clock
        x = dice[0] + 0.05 * clock.wave_each(0.05 + 0.08 * dice[3], time, dice[4])
        # More of them low, about the ferns.
        y = self.top + (1.02 - self.top) * dice[1] ** 0.7
        return x, y + 0.025 * clock.wave_each(0.07 + 0.1 * dice[4], time, dice[5])

    def brightness(self, dice: Array, air: Air) -> Array:
        shine = self.stage.clock.wave_each(0.12 + 0.22 * dice[6], air.moment.time, dice[5])
        accent = 0.3 * air.moment.offbeat * self.stage.intensity
        return np.maximum(shine + 0.35, 0.0) * (0.3 + 0.9 * dice[4] ** 2 + accent)


class Bokeh(_Swarm):
    """Large discs out of focus, with a brighter rim; ``options`` as for motes."""

    count = 18
    sizes = (8.0, 70.0)
    softness = 0.5
    rim = 0.55

    def place(self, dice: Array, time: float) -> tuple[Array, Array]:
        clock = self.stage.clock
        x = (dice[0] + clock.turns_each(0.006 + 0.012 * dice[3], time)) % 1.0
        y = (dice[1] - clock.turns_each(0.008 + 0.01 * dice[4], time)) % 1.0
        return x * 1.2 - 0.1, y * 1.2 - 0.1

    def brightness(self, dice: Array, air: Air) -> Array:
        return 0.5 * super().brightness(dice, air) + 0.03


class Lanterns(_Swarm):
    """Paper lanterns far away, that rise and drift; ``options``: colour ([b, g, r] display values)."""

    count = 26
    sizes = (2.2, 6.5)
    softness = 1.1

    def place(self, dice: Array, time: float) -> tuple[Array, Array]:
        clock = self.stage.clock
        up = (dice[1] + clock.turns_each(0.010 + 0.014 * dice[3], time)) % 1.0
        x = dice[0] + 0.02 * clock.wave_each(0.05 + 0.05 * dice[4], time, dice[5])
        return x, 0.72 - 0.80 * up

    def brightness(self, dice: Array, air: Air) -> Array:
        flame = 0.85 + 0.15 * self.stage.clock.wave_each(0.7 + dice[6], air.moment.time, dice[5])
        return flame * (0.45 + 0.4 * dice[4] + 0.12 * air.moment.kick * self.stage.intensity)
