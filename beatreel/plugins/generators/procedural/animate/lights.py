"""Light groups in time with the music: how bright each family is at an instant, and the picture they make together.

The accents of a scene are measured on its own plate: whatever its groups are, a beat lifts the mean of the picture by the
same few code values. That keeps bright pictures from strobing and dark ones from standing still.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT

from .clock import Clock, chance
from .flashes import MOST, relative_luminance, safe_strength
from .sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Pulse
    from beatreel.plugins.generators.procedural.plate import LightDelta, Plate, PlateLayer

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Seen = tuple[int, int, int, int]

_CALM, _LIVELY = 6.0, 7.8  # mean luma that a beat adds, code values, at intensity 0 and 1
_BAR = 1.6  # and a downbeat on top of that
_MOST = 9.5  # all that answers the first beat of a bar together, or bright pictures jump
_BAR_EXPOSURE = 0.012  # gain of exposure on a downbeat
_BETWEEN = (
    0.4  # most that what answers between the beats adds, of what a beat adds: as strong as it, it would hide the beat
)
_REDUCED, _MOST_REDUCED = 3.2, 4.3  # what a beat adds, and all together, where motion is reduced
_EXPOSURE = 0.045  # largest gain of the exposure pulse
_COARSE = 8  # every so many pixels are enough to find flashes
_BREATH = 0.05  # exposure between the quietest and the loudest stretch
_GONE: Any = np.zeros((0, 0, 4), np.uint8)
_LUMA = (0.0722 * 219 / 255, 0.7152 * 219 / 255, 0.2126 * 219 / 255)


def mean_luma(picture: Any, seen: Seen | None = None) -> float:
    """Return the mean luma of display BGR(A), or of the part that is seen, in code values (without the offset of 16)."""
    left, right, top, bottom = seen or (0, picture.shape[1], 0, picture.shape[0])
    step = max(1, picture.shape[0] // 512)
    means = picture[top:bottom:step, left:right:step, :3].reshape(-1, 3).mean(axis=0)
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
    calm : bool
        The light hardly answers the beat.
    beats_a_second : int
        In the fullest second of the scene; see :mod:`~.flashes`.
    seen : tuple of int, optional
        Left, right, top and bottom of what the scene sees of the plate: what lies beyond is no light for it.

    Attributes
    ----------
    luma : float
        Mean of the picture between the accents, code values without the offset of 16.
    """

    def __init__(
        self,
        plate: Plate,
        clock: Clock,
        *,
        intensity: float = 0.5,
        seed: int = 0,
        calm: bool = False,
        beats_a_second: int = 0,
        seen: Seen | None = None,
    ) -> None:
        intensity = 0.3 * intensity if calm else intensity
        self._clock, self._seed, self._intensity = clock, seed, intensity
        self._most = _MOST_REDUCED if calm else _MOST
        target = _REDUCED if calm else _CALM + (_LIVELY - _CALM) * intensity
        families = plate.mirror.families if plate.mirror else []
        in_mirror, in_frame = _mirror_luma(plate, seen), _frame_luma(plate, seen)

        def lift_of(pulse: Pulse) -> float:
            """Mean luma that an accent adds at full strength."""
            plain = sum(one.gain * in_frame(one.picture) for one in plate.lights if one.pulse == pulse)
            return plain + sum(one.gain * in_mirror(one.picture) for one in families if one.pulse == pulse)

        lifted, on_bars = lift_of("kick"), lift_of("downbeat")
        self._strength = min(target / lifted, 1.6) if lifted > 0 else 1.0
        between = 0.5 * lift_of("offbeat")
        self._between = min(self._strength, _BETWEEN * target / between) if between > 0 else self._strength
        self._bars = min(_BAR * (0.3 if calm else 1.0) / on_bars, self._strength) if on_bars > 0 else 1.0
        middle = in_frame(plate.picture) + _layers_luma(plate, seen)
        middle += in_mirror(plate.mirror.environment) if plate.mirror else 0.0
        missing = max(target - self._strength * lifted, 0.0)
        self._pulse = min(missing / max(middle, 8.0), _EXPOSURE)
        self._lift = min(max(missing - self._pulse * middle, 0.0), 6.0)
        self.luma = middle
        self._on_bar = _BAR_EXPOSURE * intensity
        self._hold_back(self._governed(lifted, on_bars))
        self._base, self._lights = _merged(plate.picture, plate.lights)
        self._buffer = np.empty_like(self._base)
        if plate.mirror:
            self._surroundings, self._families = _merged(plate.mirror.environment, families)
        self._hold_back(self._safe_strength(plate, beats_a_second))

    def hold_to(self, lift: float) -> None:
        """Hold everything back where a downbeat lifts the mean luma of the finished frames by ``lift``, and that is too much."""
        self._hold_back(min(self._most / max(lift, 1e-3), 1.0))

    def _hold_back(self, share: float) -> None:
        self._strength, self._bars, self._between = (
            each * share for each in (self._strength, self._bars, self._between)
        )
        self._pulse, self._lift, self._on_bar = self._pulse * share, self._lift * share, self._on_bar * share

    def _governed(self, lifted: float, on_bars: float) -> float:
        """Return by how much everything is held back, so that not even a downbeat lifts the mean by more than is good."""
        exposed = (self._pulse + self._on_bar) * self.luma + self._lift
        whole = self._strength * lifted + self._bars * on_bars + exposed
        return min(_MOST / whole, 1.0) if whole > 0 else 1.0

    def _safe_strength(self, plate: Plate, beats_a_second: int) -> float:
        """How much of the accents is no strobe; see :mod:`~.flashes`."""
        if 2 * beats_a_second <= MOST:  # on the beat and between
            return 1.0
        small = plate.picture[::_COARSE, ::_COARSE, :3].astype(np.float32)
        deltas = [(light, light.picture[::_COARSE, ::_COARSE, :3].astype(np.float32)) for light in self._lights]
        if plate.mirror:
            where = np.ix_(range(0, plate.size[1], _COARSE), range(0, plate.size[0], _COARSE))
            height, width = plate.mirror.environment.shape[:2]
            at = plate.mirror.down[where].astype(int) % height, plate.mirror.across[where].astype(int) % width
            shade = plate.mirror.shade[where][..., :1].astype(np.float32) / 255
            small += plate.mirror.environment[at][..., :3] * shade
            deltas += [(family, family.picture[at][..., :3] * shade) for family in self._families]

        def lit(strength: float) -> list[tuple[Any, int]]:
            found = []
            for pulse, share in (("kick", self._strength), ("offbeat", 0.5 * self._between)):
                shown = small.copy()
                for light, delta in deltas:
                    if light.pulse == pulse:
                        shown += delta * (light.gain * strength * share)
                if pulse == "kick":
                    shown = shown * (1 + self._pulse * strength) + self._lift * strength
                found.append((relative_luminance(np.minimum(shown, 255)), beats_a_second))
            return found

        return safe_strength(relative_luminance(np.minimum(small, 255)), lit)

    def change(self, light: LightDelta, moment: Moment) -> float:
        """Return how much of a group's light is added at an instant, -1 to 1."""
        scale = {"kick": self._strength, "offbeat": self._between, "downbeat": self._bars}.get(
            light.pulse, 0.5 + self._intensity
        )
        return min(max(light.gain * self._accent(light, moment) * scale, -1.0), 1.0)

    def exposure(self, moment: Moment) -> tuple[float, float]:
        """Return gain and lift (code values) of luma at an instant."""
        breath = 0.0 if self._clock.loop else _BREATH * (moment.energy - 0.6) * (0.5 + self._intensity)
        return (
            1 + self._pulse * moment.kick + self._on_bar * moment.downbeat + breath,
            self._lift * moment.kick,
        )

    def picture(self, moment: Moment, rows: slice) -> Picture:
        """Return the plate as lit at an instant, of which only ``rows`` are valid; not to be written to, reused by the next call."""
        return self._mix(self._base, self._lights, moment, self._buffer, rows)

    def environment(self, moment: Moment) -> Picture:
        """Return the mirror's surroundings as lit at an instant; not to be written to."""
        return self._mix(self._surroundings, self._families, moment, np.empty_like(self._surroundings), slice(None))

    def split(self, chroma: float, turn: float) -> tuple[Sheets, list[Sheets]]:
        """Return the picture and what each light adds, as luma and chroma; :meth:`picture` has none any more.

        Parameters
        ----------
        chroma, turn : float
            As :class:`~.planar.Sheets` takes them.
        """
        base = Sheets.of(self._base, chroma, turn)
        added = [Sheets.of(light.picture, chroma, turn, is_light=True) for light in self._lights]
        self._base = self._buffer = _GONE
        self._lights = [replace(light, picture=_GONE) for light in self._lights]
        return base, added

    def changes(self, moment: Moment) -> list[tuple[int, float]]:
        """Return the numbers of the lights that change the picture at an instant, each with how much of it is added, -1 to 1."""
        return self._changes(self._lights, moment)

    def _changes(self, lights: Sequence[LightDelta], moment: Moment) -> list[tuple[int, float]]:
        changes = [(number, self.change(light, moment)) for number, light in enumerate(lights)]
        return [change for change in changes if abs(change[1]) > 0.004]

    def _mix(self, base: Picture, lights: Sequence[LightDelta], moment: Moment, out: Picture, rows: slice) -> Picture:
        changes = [(lights[number].picture[rows], by) for number, by in self._changes(lights, moment)]
        mixed = base
        while changes:
            (one, by_one), *changes = changes
            if changes:
                (two, by_two), *changes = changes
                _add_two(*(each.reshape(-1) for each in (mixed[rows], one, two, out[rows])), by_one, by_two)
            else:
                cv2.addWeighted(mixed[rows], 1.0, one, by_one, 0.0, dst=out[rows])
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


@njit(**LENT)
def _add_two(below: Any, one: Any, two: Any, out: Any, by_one: float, by_two: float) -> None:
    """Write ``below + one * by_one + two * by_two``, rounded and clipped, to ``out``; flat uint8 all.

    Memory is the bottleneck, so two groups are added in one pass: a third less time than two calls of OpenCV.
    """
    a, b = np.float32(by_one), np.float32(by_two)
    for i in range(out.size):
        light = np.float32(below[i]) + np.float32(one[i]) * a + np.float32(two[i]) * b + np.float32(0.5)
        out[i] = np.uint8(min(max(light, np.float32(0.0)), np.float32(255.0)))


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


def _frame_luma(plate: Plate, seen: Seen | None) -> Callable[[Picture], float]:
    """Return what tells how much a picture of the plate adds to the mean luma of the frame: not what layers hide."""
    if not plate.layers:
        return lambda picture: mean_luma(picture, seen)
    clear = np.ones(plate.picture[::_COARSE, ::_COARSE, 0].shape, np.float32)
    for layer in plate.layers:
        rows, columns, part = _laid(layer)
        clear[rows, columns] *= 1 - part[..., 3].astype(np.float32) / 255
    left, right, top, bottom = (edge // _COARSE for edge in seen or (0, plate.size[0], 0, plate.size[1]))
    where = (slice(top, max(bottom, top + 1)), slice(left, max(right, left + 1)))
    share = clear[where][..., None]
    return lambda picture: mean_luma(picture[::_COARSE, ::_COARSE, :3][where] * share)


def _layers_luma(plate: Plate, seen: Seen | None) -> float:
    """Return what the layers show of the mean luma of the frame; they are a few, and where two overlap the nearer one counts."""
    if not plate.layers:
        return 0.0
    total = np.zeros((*plate.picture[::_COARSE, ::_COARSE, 0].shape, 3), np.float32)
    for layer in plate.layers:
        rows, columns, part = _laid(layer)
        total[rows, columns] *= 1 - part[..., 3:].astype(np.float32) / 255
        total[rows, columns] += part[..., :3]
    left, right, top, bottom = (edge // _COARSE for edge in seen or (0, plate.size[0], 0, plate.size[1]))
    return mean_luma(total[top : max(bottom, top + 1), left : max(right, left + 1)])


def _laid(layer: PlateLayer) -> tuple[slice, slice, Picture]:
    """Return where a layer lies on every eighth pixel of the plate, and its pixels there."""
    top, left = -(-layer.top // _COARSE), -(-layer.left // _COARSE)
    part = layer.picture[top * _COARSE - layer.top :: _COARSE, left * _COARSE - layer.left :: _COARSE]
    return slice(top, top + part.shape[0]), slice(left, left + part.shape[1]), part


def _mirror_luma(plate: Plate, seen: Seen | None) -> Callable[[Picture], float]:
    """Return what tells how much a picture of the mirror's surroundings adds to the mean luma of the frame."""
    mirror = plate.mirror
    if mirror is None:
        return lambda surroundings: 0.0
    height, width = mirror.environment.shape[:2]
    left, right, top, bottom = seen or (0, plate.size[0], 0, plate.size[1])
    where = (slice(top, bottom, _COARSE), slice(left, right, _COARSE))
    at = mirror.down[where].astype(int) % height, mirror.across[where].astype(int) % width
    shade = mirror.shade[where][..., :3].astype(np.float32) / 255
    return lambda surroundings: mean_luma(surroundings[at][..., :3] * shade)
