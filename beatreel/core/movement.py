"""What a prompt asks of the camera: movements, shot sizes, speed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from beatreel.core.model import CameraMove, ShotSize
from beatreel.core.wording import VOCABULARY, forms, phrases, plain, read_words

# What a camera does, and whoever it sees may do as well.
_ON = (
    *("moving through", "moves through", "move through", "gliding through", "glides through", "floating through"),
    *("floats through", "drifting through", "drifts through", "travelling through", "traveling through"),
    *("moving along", "moving down", "moving past", "gliding along", "gliding down", "floating down"),
)
_AROUND = ("arc around", "arcs around", "arcing around", "circles around", "spins around", "spinning around")

CAMERA_WORDS: Final[Mapping[CameraMove, tuple[str, ...]]] = {
    "push_in": (
        *("push in", "push forward", "pushes in", "pushing in", "pushing forward", "push", "pushing", "forward"),
        *("dolly in", "dolly forward", "dolly", "dollying", "dolly shot", "zoom in", "zoom", "zooming", "crash zoom"),
        *("dolly zoom", "vertigo shot", "approach", "approaching", "walking towards", "tracking forward", "moves in"),
        *("flying low over", "flying low", "flies low over"),
        *("fly through", "flying through", "flythrough", "driving through", "first person", "point of view", "pov"),
        *("handheld", "hand held", "shaky", "shaky camera", "steadicam", "gimbal", "found footage", "walk through"),
        *("follow shot", "following shot", "camera follows", "follow", "following", "chase", "chasing", "chase camera"),
        *(
            "move in",
            "moving in",
            "moving forward",
            "move forward",
            "driving forward",
            "creep in",
            "creeping in",
            "closing in",
            "plunge",
        ),
        *("swaying camera", "creeping", "travelling forward", "shaking", "shaky cam", "walking camera", "slow walk"),
        *(
            "walking pace",
            "walking shot",
            "fpv",
            "push through",
            "closer",
            "getting closer",
            "slow creep",
            "slow advance",
            "advancing",
            "walkthrough",
        ),
        *("following from behind", "tracking from behind"),
        *_ON,
    ),
    "pull_out": (
        *("pull out", "pull back", "pulls back", "pulling back", "pulling out", "pull", "zoom out", "zooming out"),
        *("dolly out", "dolly back", "dolly away", "reveal", "revealing", "backward", "backwards", "receding"),
        *("move back", "moving back", "move away", "moving away", "moving backwards", "moves back", "widening"),
        *("zooms out", "retreat", "retreating", "backing away", "back away", "backing off"),
        *("push out", "pushes out", "pushing out", "flies backwards", "flying backwards", "flies away"),
    ),
    "drift_left": (
        *("drift left", "drifting left", "pan left", "pans left", "panning left", "truck left", "slide left"),
        *("move left", "moving left", "sideways left", "float left", "floating left", "right to left"),
    ),
    "drift_right": (
        *("drift right", "drifting right", "pan right", "pans right", "panning right", "truck right", "slide right"),
        *("move right", "moving right", "sideways", "pan", "panning", "slow drift", "drifting camera", "gentle drift"),
        *("camera drift", "handheld drift", "lateral drift", "drift", "drifting", "float", "floating", "lateral"),
        *("sweep", "sweeping", "swoop", "swooping", "glide", "gliding", "slider", "sliding", "sway", "swaying"),
        *("tracking shot", "tracking", "trucking", "whip pan", "whip", "swish pan", "hover", "hovering", "side scroll"),
        *("wander", "wandering", "left to right", "parallax slide", "parallax drift"),
    ),
    "rise": (
        *("rise", "rising", "crane", "crane up", "crane shot", "ascend", "ascending", "float up", "tilt up", "tilt"),
        *("aerial", "drone", "soar", "soaring", "flyover", "fly over", "flying over", "helicopter shot", "jib"),
        *("boom up", "pedestal up", "lift", "lifting", "upward", "upwards", "take off", "climbing camera"),
        *("lifting off", "camera climbs"),
    ),
    "sink": (
        *("sink", "sinking", "descend", "descending", "crane down", "tilt down", "float down", "boom down", "downward"),
        *("downwards", "pedestal down", "lowering", "diving camera", "falling camera", "descent", "craning down"),
        *("dropping camera", "camera drops", "tilting down", "tilts down"),
        *("swoop down", "swoops down", "swooping down"),
    ),
    "orbit": (
        *("orbit", "orbiting", "circle around", "circling", "rotate", "rotating", "spin", "spinning", "revolve"),
        *("revolving", "arc shot", "arc", "swirl", "swirling", "turntable", "carousel shot", "spiralling camera"),
        *_AROUND,
        *("orbital", "360", "360 degree", "half circle", "circle", "circular", "rotation", "spiral", "turn around"),
        *("moving around the subject", "camera moves around", "moves around the subject"),
    ),
    "hold": (
        *("hold", "static", "static shot", "still camera", "locked off", "locked", "tripod", "fixed camera", "still"),
        *("motionless", "no camera movement", "no movement", "without movement", "without camera movement"),
        *("locked down", "stationary", "unmoving", "tableau", "freeze frame", "held", "holding", "still shot", "fixed"),
        *("no camera move", "steady frame", "camera at rest", "camera not moving", "doesn't move", "does not move"),
    ),
}
"""For each movement the phrases that ask for it, in lower case."""

_ALONE: Final = frozenset(
    plain(word)
    for word in (
        *("approach", "approaching", "follow", "following", "chase", "chasing", "creeping", "plunge", "shaking"),
        *("reveal", "revealing", "receding", "widening", "push", "pushing", "pull", "forward", "backward", "backwards"),
        *(
            "drift",
            "drifting",
            "float",
            "floating",
            "sliding",
            "sway",
            "swaying",
            "hover",
            "hovering",
            "whip",
            "lateral",
        ),
        *("swoop", "swooping", "wander", "wandering", "sweep", "sweeping", "rise", "rising", "ascend", "ascending"),
        *("soar", "soaring", "lift", "lifting", "upward", "upwards", "sink", "sinking", "descend", "descending"),
        *("downward", "downwards", "lowering", "rotate", "rotating", "spin", "spinning", "revolve", "revolving"),
        *("circling", "swirl", "swirling", "arc", "hold", "holding", "held", "still", "locked", "fixed", "stationary"),
        *(
            "closer",
            "getting closer",
            "advancing",
            "retreat",
            "retreating",
            "backing away",
            "back away",
            "lifting off",
            "descent",
        ),
        *("circle", "half circle", "circular", "rotation", "spiral", "orbital", "turn around"),
        *("fly over", "flying over"),
        *_AROUND,
        *_ON,
    )
)
"""Words that things do as well (“smoke rising”): they move the camera only where their clause speaks of nothing else, names the camera,
or has a word of speed beside them."""
_ONWARDS = frozenset(("through", "along", "down", "past", "around", "over"))
"""With these at its end such a phrase says where the camera goes, “moving through the trees”, if its clause names nobody before it."""
_MACHINES = frozenset(("cranes", "drones", "helicopters", "aerials"))  # several are seen, and carry no camera
_OF_CRANES = frozenset(("harbour", "harbor", "dock", "construction", "silhouette", "silhouettes", "paper", "origami"))
_SCREENS = frozenset(
    ("tv", "tvs", "television", "televisions", "radio", "screen", "snow", "noise", "electricity", "hum", "crackle")
)
_SETS = frozenset(("tv", "tvs", "television", "televisions", "radio", "monitor", "monitors"))
_INTO = ("moving in", "moves in", "move in")
_LENS = frozenset(("camera", "cam", "shot", "lens", "frame", "movement", "move", "motion", "footage"))
_FILLERS = frozenset(
    ("a", "an", "the", "and", "then", "very", "with", "in", "up", "down", "out", "back", "left", "right", "to", "smooth",
     "smoothly", "steady", "steadily", "soft", "softly", "gently", "through", "constant", "always", "subtle")
)  # fmt: skip

SIDES: Final[Mapping[str, CameraMove]] = {"left": "drift_left", "right": "drift_right"}
"""Words that turn a sideways movement named shortly before them."""

_DIRECTIONS: Final[Mapping[str, CameraMove]] = {
    **dict.fromkeys(("in", "inward", "inwards", "forward", "forwards", "closer", "toward", "towards"), "push_in"),
    **dict.fromkeys(("out", "back", "backward", "backwards", "away"), "pull_out"),
    **dict.fromkeys(("up", "upward", "upwards"), "rise"),
    **dict.fromkeys(("down", "downward", "downwards"), "sink"),
    **dict.fromkeys(("around", "round"), "orbit"),
    **SIDES,
}
_TURNED: Final = frozenset(
    ("pan", "tilt", "track", "dolly", "truck", "crab", "glide", "drift", "float", "slide", "drone", "crane", "jib", "boom",
     "zoom", "creep", "move", "travel", "inch", "pull", "fly", "sweep", "walk", "drop", "steadicam", "gimbal", "handheld")
)  # fmt: skip
"""Movements that a direction turns: “tracking in”, “floating forward”; some of them are none without one."""
_CARRIERS: Final = frozenset(
    ("drone", "aerial", "gimbal", "steadicam", "handheld", "hand held", "tracking", "dolly", "pan", "jib")
)
"""What the camera is carried by or how, where another movement is named right after it: “drone orbit”, “gimbal glide”."""
_ACROSS: Final = frozenset(("left to right", "right to left"))
_CLEAR: Final = frozenset(("forward", "forwards", "backward", "backwards", "upward", "upwards", "downward", "downwards",
                           "left", "right", "closer", "away"))  # fmt: skip
_BEYOND: Final = frozenset(
    ("on", "to", "toward", "towards", "from", "over", "and", "with", "past", "through", "slowly")
)
_NEAR = 2  # words from a movement to “left to right”
_REACH = 4  # words from a movement to the side that it takes
_WANTED = ("no ", "without ")  # phrases that ask for something by denying another thing


_Part = tuple[str, str, bool, CameraMove | None]


def moves_in(text: str) -> tuple[CameraMove, ...]:
    """Return the movements that a text asks for, in the order of the text, each once.

    Where phrases overlap the longest counts: “pan left” is no “pan”. What the text denies (“no zoom in”) does not count.
    """
    found: list[CameraMove] = []
    since = _REACH  # words since the last movement
    parts = list(phrases(read_words(text), _moves()))
    for at, (english, _, denied, move) in enumerate(parts):
        since += 1
        turned = _turned(parts, at)
        moved = turned or move
        if moved is None or (denied and not english.startswith(_WANTED) and " not " not in english):
            if english in SIDES and found and since <= _REACH and found[-1].startswith("drift"):
                found[-1] = SIDES[english]  # “pans slowly to the left”
            elif not english:
                since = _REACH
        elif _moves_the_camera(parts, at, is_alone=move is None):
            is_side = turned is None and since <= _NEAR and found[-1:] in (["drift_left"], ["drift_right"])
            if is_side and english in _ACROSS:
                found[-1] = moved  # “pan from right to left”
            elif not (is_side and parts[at - 1][0] in _ACROSS) and not (turned is None and _carries(parts, at)):
                found.append(moved)
            since = 0
    return tuple(dict.fromkeys(found))


def _carries(parts: Sequence[_Part], at: int) -> bool:
    """Return whether a word says no more than how the camera is carried in the movement that follows it."""
    after = at + 1
    while after < len(parts) and not parts[after][3] and _says_how(parts[after][0]):  # “drone shot flying forward”
        after += 1
    return parts[at][0] in _CARRIERS and after < len(parts) and bool(parts[after][3] or _turned(parts, after))


def _says_how(word: str) -> bool:
    return word in _LENS or _is_of(word, "speeds")


def _is_about_a_place(parts: Sequence[_Part], at: int) -> bool:
    """Return whether something moves where it is: “grass moving in the wind”."""
    is_named = at + 1 < len(parts) and parts[at + 1][0] in ("the", "a", "an")
    return is_named and not any(parts[i][0] in _LENS for i in range(max(at - 3, 0), at))


def _turned(parts: Sequence[_Part], at: int) -> CameraMove | None:
    """Return the movement of “tracking in” or “slow left pan”, whose direction stands beside it."""
    if not any(form in _TURNED for form in forms(parts[at][0].removesuffix(" shot"))):
        return None
    before = parts[at - 1][0] if at else ""
    if before in SIDES and (at < 2 or parts[at - 2][0] != "to"):
        return SIDES[before]
    if before in _DIRECTIONS and before in _CLEAR:  # “a slow backward dolly”
        return _DIRECTIONS[before]
    after = [english for english, *_ in parts[at + 1 : at + 4]]
    while after and _says_how(after[0]):
        after.pop(0)
    if after[:2] == ["from", "behind"]:
        return "push_in"
    direction = _DIRECTIONS.get(after[0]) if after else None
    is_end = direction is not None and (after[1:2] in ([], [""]) or after[1] in _BEYOND or after[0] in _CLEAR)
    return direction if is_end else None


def _moves_the_camera(parts: Sequence[_Part], at: int, *, is_alone: bool) -> bool:
    """Return whether a word that moves cameras and things alike is about the camera here; see :data:`_ALONE`."""
    neighbours = {parts[i][0] for i in (at - 1, at + 1) if 0 <= i < len(parts)}
    if parts[at][0] in _MACHINES or (parts[at][0] == "crane" and neighbours & _OF_CRANES):
        return False
    if parts[at][0] == "tilt" and at + 1 < len(parts) and parts[at + 1][0] == "shift":  # a lens
        return False
    if parts[at][0] == "flyover" and at and _is_below(parts, at):  # a road, where one is under it
        return False
    if parts[at][0] in _INTO and _is_about_a_place(parts, at):
        return False
    if parts[at][0] == "static" and _is_noise(parts, at):
        return False
    if not is_alone and not any(form in _ALONE for form in forms(parts[at][0])):
        return True
    if at and parts[at - 1][0] in _CARRIERS:  # “steadicam following her”
        return True
    first = next((i + 1 for i in range(at - 1, -1, -1) if not parts[i][0]), 0)
    last = next((i for i in range(at + 1, len(parts)) if not parts[i][0]), len(parts))
    others = [parts[i] for i in range(first, last) if i != at]
    said_before = [parts[i][0] for i in range(first, at)]
    by_nobody = said_before[-1:] == ["of"] or all(word in _FILLERS or _says_how(word) for word in said_before)
    if parts[at][0].split(" ")[-1] in _ONWARDS and by_nobody:  # “dreams of flying over the sea”
        return True
    if any(parts[i][0] in _LENS for i in range(max(first, at - 2), min(last, at + 3))):
        return True
    before = parts[at - 1][0] if first < at else ""
    beside = [before, parts[at + 1][0] if at + 1 < last else ""]
    is_done = before and not _is_of(before, "speeds") and before not in _FILLERS  # “smoke rising slowly”
    if not is_done and any(_is_of(word, "speeds") for word in beside):
        return True
    return all(
        move is not None
        or english in _FILLERS
        or english in _DIRECTIONS
        or _is_of(english, "speeds")
        or _is_of(english, "shots")
        for english, _, _, move in others
    )


def _is_noise(parts: Sequence[_Part], at: int) -> bool:
    """Return whether “static” is what a screen shows: “static on an old television”."""
    if any(parts[i][0] in _SCREENS for i in range(max(at - 3, 0), min(at + 2, len(parts)))):
        return True
    after = [english for english, *_ in parts[at + 1 : at + 6]]
    after = after[: after.index("")] if "" in after else after
    return after[:1] in (["on"], ["from"], ["of"], ["in"]) and bool(_SETS & set(after))


def _is_below(parts: Sequence[_Part], at: int) -> bool:
    return bool({"under", "beneath", "below"} & {english for english, *_ in parts[max(at - 3, 0) : at]})


def _is_of(word: str, section: str) -> bool:
    return any(form in _words_of(section) for form in forms(word))


@cache
def _words_of(section: str) -> frozenset[str]:
    return frozenset(plain(word) for words in VOCABULARY[section].values() for word in words)


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
