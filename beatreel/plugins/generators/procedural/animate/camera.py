"""The camera's path over a scene: smooth, intentional, and no further than the plate allows.

Two limits apply. The *parallax budget*: over any depth edge, near and far may drift apart by at most 24 pixels (of 1440) in
the whole scene, or thin edges smear. The *border*: no frame may look beyond the plate. Both are solved before the first
frame from the plate alone, so that every pose is a function of the instant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.plate import CELL

from .clock import Clock, chance
from .composing import best_place, on_thirds
from .pose import Pose

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Focus

    from .warp import Warp

    Array = np.ndarray[Any, np.dtype[np.float32]]

BUDGET = 24.0  # pixels at 1440 wide
_WINDOW = 5  # cells over which a depth edge is measured
_SWAY = 0.10  # share of the budget that is left for the hand's sway
_PUSH = 0.005  # zoom of a downbeat
_NEAREST = 1.14  # times as close as painted that it looks to bring something onto a third
_CATCH = 0.5  # how much what catches the eye matters against what is named
_WITHIN, _LEAST, _EDGE = 0.27, 0.03, 0.42
"""Of what is seen, to each side of its middle: there what is named stays, and up to there it may reach."""


@dataclass(frozen=True)
class _Reach:
    """How far each degree of freedom may go: metres to each side, radians, share of zoom, pixels."""

    forward: float
    right: float
    up: float
    turn: float
    zoom: float
    pan_x: float
    pan_y: float


# What each move does with its progress p, -1 to 1: (forward, right, up, turn, zoom, pan_x, pan_y) as factors of p.
_MOVES: dict[str, tuple[float, float, float, float, float, float, float]] = {
    "push_in": (1.0, 0.0, 0.0, 0.12, 1.0, 0.0, 0.0),
    "pull_out": (-1.0, 0.0, 0.0, -0.12, -1.0, 0.0, 0.0),
    "drift_left": (0.15, -1.0, 0.0, -0.2, 0.2, -1.0, 0.0),
    "drift_right": (0.15, 1.0, 0.0, 0.2, 0.2, 1.0, 0.0),
    "rise": (0.2, 0.0, 1.0, 0.0, 0.2, 0.0, -1.0),
    "sink": (0.2, 0.0, -1.0, 0.0, 0.2, 0.0, 1.0),
    "orbit": (0.0, 1.0, 0.25, 1.0, 0.35, -0.6, 0.0),
    "hold": (0.22, 0.12, 0.0, 0.1, 0.25, 0.0, 0.0),
}


@dataclass(frozen=True)
class Habit:
    """What a style makes of the camera.

    Attributes
    ----------
    pace : float
        Factor on how far it goes.
    sway : float
        Factor on the unrest of the hand.
    weave : float
        Jitter of the film in its gate, pixels at 1440 wide.
    push : float
        Factor on the push of downbeats.
    """

    pace: float = 1.0
    sway: float = 1.0
    weave: float = 0.0
    push: float = 1.0


STEADY = Habit()


class Camera:
    """The path of one scene.

    Parameters
    ----------
    move : str
        A :data:`beatreel.core.model.CameraMove`.
    clock : Clock
    warp : Warp
        Its plate sets the limits; its maps are used as scratch here.
    travel : float
        Metres at most.
    framing : float
        -1 left to 1 right.
    intensity : float
        0 to 1.
    seed : int
    margin : float
        Pixels of the plate to keep at its edges for whatever bends the picture further.
    layers : tuple of float
        Inverse depths of the layers.
    crop : float
        How much closer than painted it looks.
    habit : Habit
    interest : ndarray (rows, columns), optional
        How much there is to be seen at each place of the plate: a crop looks there if nothing stands out.
    focus : Focus, optional
        What stays in sight, on a third as far as the plate reaches.
    catch : Focus, optional
        What else catches the eye.
    """

    def __init__(
        self,
        move: str,
        clock: Clock,
        warp: Warp,
        *,
        travel: float,
        framing: float = 0.0,
        intensity: float = 0.5,
        seed: int = 0,
        margin: float = 2.0,
        layers: tuple[float, ...] = (),
        crop: float = 1.0,
        habit: Habit = STEADY,
        interest: Array | None = None,
        focus: Focus | None = None,
        catch: Focus | None = None,
    ) -> None:
        self._move = _MOVES.get(move, _MOVES["hold"])
        self._orbit = move == "orbit"
        self._clock = clock
        self._seed = seed
        self._phases = [chance(seed, "sway", i) for i in range(4)]
        self._unit = min(warp.width, warp.height) / 1440
        self._intensity = intensity
        width, height = warp.plate_size
        self._habit = habit
        self._hand = 3 * self._unit * habit.sway
        margin += habit.weave * self._unit * 1.5 + max(self._hand - 3 * self._unit, 0.0)
        usual = 1.05 + 0.085 * abs(framing) + 0.03 * chance(seed, "zoom")
        if focus is not None:  # what fills the picture is looked at no closer, or its head is cut
            reach = max(focus.across * width / warp.width, focus.down * height / warp.height, 1e-3)
            crop = min(crop, max(1.0, _EDGE / (reach * usual)))
        slack_x, slack_y = self._compose(
            warp, crop * usual, margin + CELL, framing=framing, focus=focus, catch=catch, interest=interest
        )
        self._reach = self._longest_reach(warp, travel, slack_x, slack_y)
        if focus is not None:  # nor does it leave the picture on the way
            seen_x, seen_y = warp.width / self._zoom, warp.height / self._zoom
            self._reach = replace(
                self._reach,
                pan_x=min(self._reach.pan_x, _leeway(self._pan_x, focus.x - 0.5, focus.across, width, seen_x)),
                pan_y=min(self._reach.pan_y, _leeway(self._pan_y, focus.y - 0.5, focus.down, height, seen_y)),
            )
        self._fit(warp, margin, layers)

    def pose(self, time: float, moment: Moment | None = None, closer: float = 1.0) -> Pose:
        """Return the pose at an instant; ``moment`` adds the push of downbeats, ``closer`` is a factor on the zoom of at least 1."""
        pose = self._at(time, moment.downbeat * self._intensity * self._habit.push if moment else 0.0)
        weave = self._habit.weave * self._unit
        if not weave and closer == 1:
            return pose
        tick = int(time * 15)  # the gate slips fifteen times a second
        return replace(
            pose,
            zoom=pose.zoom * closer,
            pan_x=pose.pan_x + weave * (chance(self._seed, "weave-x", tick) - 0.5),
            pan_y=pose.pan_y + weave * 2 * (chance(self._seed, "weave-y", tick) - 0.5),
        )

    def _at(self, time: float, accent: float) -> Pose:
        path = self._progress(time)
        side = self._side(time) if self._orbit else path
        forward, right, up, turn, zoom, pan_x, pan_y = self._move
        reach = self._reach
        sway_x = 0.6 * self._clock.wave(0.21, time, self._phases[0]) + 0.4 * self._clock.wave(
            0.47, time, self._phases[1]
        )
        sway_y = 0.7 * self._clock.wave(0.27, time, self._phases[2]) + 0.3 * self._clock.wave(
            0.55, time, self._phases[3]
        )
        return Pose(
            forward=reach.forward * forward * path,
            right=reach.right * (right * path + _SWAY * sway_x),
            up=reach.up * (up * side + _SWAY * sway_y),
            zoom=self._zoom * (1 + reach.zoom * zoom * path) * (1 + _PUSH * accent),
            turn=reach.turn * turn * path + 0.0012 * self._habit.sway * sway_x,
            pan_x=self._pan_x + reach.pan_x * pan_x * path + self._hand * sway_y,
            pan_y=self._pan_y + reach.pan_y * pan_y * path + self._hand * sway_x,
        )

    def _progress(self, time: float) -> float:
        """-1 at the start to 1 at the end, gently eased at both; there and back in a loop."""
        e = self._clock.progress(time)
        if self._clock.loop:
            return math.sin(2 * math.pi * e) if self._orbit else -math.cos(2 * math.pi * e)
        return 2 * (0.65 * e + 0.35 * e * e * (3 - 2 * e)) - 1

    def _side(self, time: float) -> float:
        e = self._clock.progress(time)
        return math.cos(2 * math.pi * e) if self._clock.loop else math.cos(math.pi * e)

    def _compose(
        self,
        warp: Warp,
        zoom: float,
        margin: float,
        *,
        framing: float,
        focus: Focus | None,
        catch: Focus | None,
        interest: Array | None,
    ) -> tuple[float, float]:
        """Set from how near and where the picture is looked at; return how far the frame may be moved off the plate's middle."""
        width, height = warp.plate_size

        def slack(zoom: float) -> tuple[float, float]:
            return max((width - warp.width / zoom) / 2 - margin, 0), max((height - warp.height / zoom) / 2 - margin, 0)

        def room(zoom: float) -> tuple[float, float]:
            across, down = slack(zoom)
            return 0.9 * across / width, 0.9 * down / height

        self._zoom = zoom
        slack_x, slack_y = slack(zoom)
        subjects = [(each, weight) for each, weight in ((focus, 1.0), (catch, _CATCH)) if each is not None]
        if subjects:
            axis = None if focus is not None else warp.centre[0] / width
            zooms = np.linspace(zoom, max(zoom, _NEAREST), 4).tolist()
            seen = warp.width / width, warp.height / height
            found = on_thirds(subjects, zooms, seen, room, framing=framing, axis=axis)
            self._zoom, self._pan_x, self._pan_y = found.zoom, found.x * width, found.y * height
            slack_x, slack_y = slack(found.zoom)
        elif interest is not None:
            place_x, place_y = best_place(interest, 1 - 2 * slack_y / height, framing)
            self._pan_x, self._pan_y = place_x * 0.8 * slack_x, place_y * 0.8 * slack_y
        else:
            self._pan_x = framing * slack_x * 0.75
            self._pan_y = (chance(self._seed, "tilt") - 0.5) * slack_y * 0.5
        if focus is not None:
            seen_x, seen_y = warp.width / self._zoom, warp.height / self._zoom
            self._pan_x = _held(self._pan_x, focus.x - 0.5, focus.across, width, seen_x, slack_x)
            self._pan_y = _held(self._pan_y, focus.y - 0.5, focus.down, height, seen_y, slack_y)
        return slack_x, slack_y

    def _longest_reach(self, warp: Warp, travel: float, slack_x: float, slack_y: float) -> _Reach:
        # A short scene moves less far, or the speed would jump from scene to scene; a lively one moves more.
        length = min(max(self._clock.duration / 5, 0.45), 1.0) * (0.65 + 0.35 * self._intensity) * self._habit.pace
        along, across = parallax_rates(warp)
        allowed = BUDGET * self._unit * (1 - 2 * _SWAY) / 2
        side = min(allowed / max(across, 1e-6), travel * 0.6) * length
        return _Reach(
            forward=min(allowed / max(along, 1e-6), travel / 2) * length,
            right=side,
            up=side * 0.6,
            turn=0.012 * length,
            zoom=0.06 * length,
            pan_x=slack_x * 0.8 * length,
            pan_y=slack_y * 0.65 * length,
        )

    def _fit(self, warp: Warp, margin: float, layers: tuple[float, ...]) -> None:
        """Shrink the reach, then the pan, and enlarge the picture until no frame looks beyond the plate."""
        for _ in range(60):
            if self._inside(warp, margin, layers):
                return
            reach = self._reach
            self._reach = replace(
                reach, right=reach.right * 0.93, up=reach.up * 0.93, pan_x=reach.pan_x * 0.9, pan_y=reach.pan_y * 0.9
            )
            self._pan_x *= 0.95
            self._pan_y *= 0.95
            self._zoom *= 1.003

    def _inside(self, warp: Warp, margin: float, layers: tuple[float, ...]) -> bool:
        width, height = warp.plate_size
        low, high_x, high_y = margin, width - 1 - margin, height - 1 - margin
        for step in range(13):
            pose = self._at(self._clock.start + self._clock.duration * step / 12, 0.0)
            warp.set(pose)
            if warp.map_x.min() < low or warp.map_y.min() < low:
                return False
            if warp.map_x.max() > high_x or warp.map_y.max() > high_y:
                return False
            corners = np.array([[x, y, 1] for x in (0, warp.width - 1) for y in (0, warp.height - 1)], np.float32)
            for inverse in layers:
                x, y = warp.affine(pose, inverse) @ corners.T
                if x.min() < 0 or x.max() > width - 1 or y.max() > height - 1:
                    return False
        return True


def _held(pan: float, focus: float, half: float, size: float, seen: float, slack: float) -> float:
    """Return a pan that keeps something well within the part of a plate that is seen.

    ``focus`` and ``half`` are how far off the middle it is and half its extent, as shares of the plate's ``size``.
    """
    at, most = focus * size, 0.9 * max(slack, 0.0)
    reach = float(np.clip(_EDGE * seen - half * size, _LEAST * seen, _WITHIN * seen))
    return float(np.clip(np.clip(pan, at - reach, at + reach), -most, most))


def _leeway(pan: float, focus: float, half: float, size: float, seen: float) -> float:
    """Return how far a pan may go to either side before something leaves the part of a plate that is seen; see :func:`_held`."""
    return max(_LEAST * seen, _EDGE * seen - half * size - abs(pan - focus * size))


def parallax_rates(warp: Warp) -> tuple[float, float]:
    """Return how fast the two sides of the worst depth edge drift apart: pixels per metre along the axis, and across it."""
    kernel = np.ones((_WINDOW, _WINDOW), np.uint8)
    edge = cv2.dilate(warp.inverse, kernel) - cv2.erode(warp.inverse, kernel)
    rows, columns = edge.shape
    x = (np.arange(columns, dtype=np.float32) + 0.5) * CELL - warp.centre[0]
    y = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) * CELL - warp.centre[1]
    distance = np.sqrt(x * x + y * y)
    return float((edge * distance).max()), float(edge.max()) * warp.focal
