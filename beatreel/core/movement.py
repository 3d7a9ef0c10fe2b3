"""What a prompt asks of the camera: movements, shot sizes, speed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from beatreel.core.model import CameraMove, ShotSize
from beatreel.core.wording import VOCABULARY, phrases, plain, read_words

CAMERA_WORDS: Final[Mapping[CameraMove, tuple[str, ...]]] = {
    "push_in": (
        *(
            "push in",
            "push forward",
            "pushes in",
            "pushing in",
            "pushing forward",
            "dolly in",
            "dolly forward",
            "dolly",
        ),
        *("zoom in", "forward", "approach", "approaching", "walking towards", "tracking forward", "fly through"),
        *("flying through", "flythrough", "first person", "driving through", "zoom", "zooming", "push", "pushing"),
        *("handheld", "hand held", "steadicam", "follow shot", "following shot", "camera follows"),
    ),
    "pull_out": (
        *("pull out", "pull back", "pulls back", "pulling back", "pulling out", "zoom out", "dolly out", "reveal"),
        *(
            "backward",
            "backwards",
            "dolly back",
            "dolly away",
            "move back",
            "moving back",
            "move away",
            "moving away",
            "pull",
        ),
    ),
    "drift_left": (
        *("drift left", "drifting left", "pan left", "pans left", "panning left", "truck left", "slide left"),
        *("move left", "moving left", "sideways left"),
    ),
    "drift_right": (
        *("drift right", "drifting right", "pan right", "pans right", "panning right", "truck right", "slide right"),
        *(
            "move right",
            "moving right",
            "sideways",
            "pan",
            "panning",
            "slow drift",
            "drifting camera",
            "gentle drift",
            "camera drift",
            "handheld drift",
            "lateral drift",
            "sweep",
        ),
        *("sweeping", "glide", "gliding", "slider", "tracking shot", "tracking", "whip pan"),
    ),
    "rise": (
        *("rise", "rising", "crane", "crane up", "ascend", "ascending", "float up", "tilt up", "aerial", "drone"),
        *("soar", "soaring", "tilt", "flyover"),
    ),
    "sink": ("sink", "sinking", "descend", "descending", "crane down", "tilt down", "float down"),
    "orbit": (
        *("orbit", "orbiting", "circle around", "circling", "rotate", "rotating", "spin", "spinning", "revolve"),
        *("revolving", "arc shot"),
    ),
    "hold": (
        *("hold", "static", "static shot", "still camera", "locked off", "locked", "tripod", "fixed camera"),
        *("motionless", "no camera movement", "no movement", "without movement", "without camera movement"),
    ),
}
"""For each movement the phrases that ask for it, in lower case."""

SIDES: Final[Mapping[str, CameraMove]] = {"left": "drift_left", "right": "drift_right"}
"""Words that turn a sideways movement named shortly before them."""

_REACH = 4  # words from a movement to the side that it takes
_WANTED = ("no ", "without ")  # phrases that ask for something by denying another thing


def moves_in(text: str) -> tuple[CameraMove, ...]:
    """Return the movements that a text asks for, in the order of the text, each once.

    Where phrases overlap the longest counts: “pan left” is no “pan”. What the text denies (“no zoom in”) does not count.
    """
    found: list[CameraMove] = []
    since = _REACH  # words since the last movement
    for english, _, denied, move in phrases(read_words(text), _moves()):
        since += 1
        if move is not None and (not denied or english.startswith(_WANTED)):
            found.append(move)
            since = 0
        elif english in SIDES and since <= _REACH and found[-1].startswith("drift"):
            found[-1] = SIDES[english]  # “pans slowly to the left”
        elif not english:
            since = _REACH
    return tuple(dict.fromkeys(found))


def shots_in(text: str) -> tuple[ShotSize, ...]:
    """Return the shot sizes that a text asks for, in the order of the text, each once."""
    index = _shots()
    found: list[ShotSize] = [
        shot for _, _, denied, shot in phrases(read_words(text), index) if shot is not None and not denied
    ]
    return tuple(dict.fromkeys(found))


@cache
def _moves() -> dict[str, CameraMove]:
    return {plain(phrase): move for move, many in CAMERA_WORDS.items() for phrase in many}


@cache
def _shots() -> dict[str, ShotSize]:
    sizes: tuple[ShotSize, ...] = ("wide", "medium", "close", "detail")
    return {plain(phrase): size for size in sizes for phrase in VOCABULARY["shots"][size]}
