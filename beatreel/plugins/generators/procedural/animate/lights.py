"""Light groups in time with the music: how bright each family is at an instant, and the picture they make together.

The accents of a scene are measured on its own plate: whatever its groups are, a beat lifts the mean of the picture by the
same few code values. That keeps bright pictures from strobing and dark ones from standing still.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .clock import Clock, chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel import Moment
    from beatreel.plugins.generators.procedural.plate import LightDelta, Plate

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_CALM, _LIVELY = 6.8, 10.0  # mean luma that a beat adds, code values, at intensity 0 and 1
_EXPOSURE = 0.045  # largest gain of the exposure pulse
_FLICKER_RATE = 11.0  # chances a second
_BREATH = 0.05  # exposure between the quietest and the loudest stretch
_LUMA = (0.0722 * 219 / 255, 0.7152 * 219 / 255, 0.2126 * 219 / 255)


def mean_luma(picture: Picture) -> float:
    """Return the mean luma of display BGR(A) in code values (without the offset of 16)."""
    step = max(1, picture.shape[0] // 512)
    means = picture[::step, ::step, :3].reshape(-1, 3).mean(axis=0)
    return float(sum(weight * value for weight, value in zip(_LUMA, means, strict=True)))


class LightRig:
    """The lights of one scene.

    Parameters
    ----------
    plate : Plate
    clock : Clock
    intensity : float
        0 to 1.
    seed : int
    """

    def __init__(self, plate: Plate, clock: Clock, *, intensity: float = 0.5, seed: int = 0) -> None:
        self._clock, self._seed, self._intensity = clock, seed, intensity
        target = _CALM + (_LIVELY - _CALM) * intensity
        shine = _mirror_share(plate)
        families = plate.mirror.families if plate.mirror else []
        lifted = sum(light.gain * mean_luma(light.picture) for light in plate.lights if light.pulse == "kick")
        lifted += sum(family.gain * mean_luma(family.picture) * shine for family in families if family.pulse == "kick")
        self._strength = min(target / lifted, 1.6) if lifted > 0 else 1.0
        middle = mean_luma(plate.picture) + (mean_luma(plate.mirror.environment) * shine if plate.mirror else 0.0)
        missing = max(target - self._strength * lifted, 0.0)
        self._pulse = min(missing / max(middle, 8.0), _EXPOSURE)
        self._lift = min(max(missing - self._pulse * middle, 0.0), 6.0)
        self._base, self._lights = _merged(plate.picture, plate.lights)
        self._buffer = np.empty_like(self._base)
        if plate.mirror:
            self._surroundings, self._families = _merged(plate.mirror.environment, families)

    def change(self, light: LightDelta, moment: Moment) -> float:
        """Return how much of a group's light is added at an instant, -1 to 1."""
        scale = self._strength if light.pulse in ("kick", "offbeat", "downbeat") else 0.5 + self._intensity
        return min(max(light.gain * self._accent(light, moment) * scale, -1.0), 1.0)

    def exposure(self, moment: Moment) -> tuple[float, float]:
        """Return gain and lift (code values) of luma at an instant."""
        breath = 0.0 if self._clock.loop else _BREATH * (moment.energy - 0.6) * (0.5 + self._intensity)
        return (
            1 + self._pulse * moment.kick + 0.012 * moment.downbeat * self._intensity + breath,
            self._lift * moment.kick,
        )

    def picture(self, moment: Moment, rows: slice) -> Picture:
        """Return the plate as lit at an instant, of which only ``rows`` are valid; not to be written to, reused by the next call."""
        return self._mix(self._base, self._lights, moment, self._buffer, rows)

    def environment(self, moment: Moment) -> Picture:
        """Return the mirror's surroundings as lit at an instant; not to be written to."""
        return self._mix(self._surroundings, self._families, moment, np.empty_like(self._surroundings), slice(None))

    def _mix(self, base: Picture, lights: Sequence[LightDelta], moment: Moment, out: Picture, rows: slice) -> Picture:
        mixed = base
        for light in lights:
            change = self.change(light, moment)
            if abs(change) > 0.004:
                cv2.addWeighted(mixed[rows], 1.0, light.picture[rows], change, 0.0, dst=out[rows])
                mixed = out
        return mixed

    def _accent(self, light: LightDelta, moment: Moment) -> float:
        if light.pulse == "kick":
            return moment.kick
        if light.pulse == "offbeat":
            return moment.offbeat * 0.5
        if light.pulse == "downbeat":
            return moment.downbeat
        if light.pulse in ("low", "mid", "high"):
            return 0.5 if self._clock.loop else float(getattr(moment, light.pulse))
        if light.pulse == "flicker":
            return self._flicker(light.name, moment.time)
        return 0.0

    def _flicker(self, name: str, time: float) -> float:
        """A tired tube: mostly on, now and then a short stutter of at most two dips a second."""
        window = int((time - self._clock.start if self._clock.loop else time) // 2)
        if chance(self._seed, name, window) > 0.4:
            return 0.0
        at = (time % 2.0) - 1.6 * chance(self._seed, name, window, "at")
        return -1.0 if 0 <= at < 0.07 or 0.16 <= at < 0.20 else 0.0


def _merged(base: Picture, lights: Sequence[LightDelta]) -> tuple[Picture, list[LightDelta]]:
    """Return the picture with every group at its base weight, and one delta for each accent: one addition a frame each."""
    rest = np.ascontiguousarray(base)
    pulses: dict[str, list[LightDelta]] = {}
    for light in lights:
        if light.base != 1:
            rest = cv2.addWeighted(rest, 1.0, light.picture, light.base - 1, 0.0)
        if light.gain and light.pulse != "steady":
            key = f"flicker {light.name}" if light.pulse == "flicker" else light.pulse
            pulses.setdefault(key, []).append(light)
    merged = []
    for group in pulses.values():
        strongest = max(group, key=lambda light: light.gain)
        picture = strongest.picture
        for light in group:
            if light is not strongest:
                picture = cv2.addWeighted(picture, 1.0, light.picture, light.gain / strongest.gain, 0.0)
        merged.append(replace(strongest, picture=np.ascontiguousarray(picture)))
    return rest, merged


def _mirror_share(plate: Plate) -> float:
    """How much of the mirror's surroundings reaches the picture on average, 0 to 1."""
    return float(plate.mirror.shade[::8, ::8, 0].mean()) / 255 if plate.mirror else 0.0
