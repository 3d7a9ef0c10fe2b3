"""From the frames that a model draws to those of the film: filled to the scene's length, retimed to the beat, on exact instants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Music, Scene

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_NEAR = 0.02  # share of a frame from which another one counts as the same
_DIP = 0.25  # seconds in which a scene comes out of the dark or goes into it


def place(time: float, scene: Scene, music: Music, *, count: int, rate: float, pulse: float) -> float:
    """Return which frame of a clip is shown at an instant, as a fraction.

    Parameters
    ----------
    time : float
        Seconds.
    count : int
        Frames of the clip.
    rate : float
        Frames per second of the clip.
    pulse : float
        How much the motion hurries on beats, 0 to 1.

    Returns
    -------
    float
        0 to ``count - 1``. A clip that is too short runs back and forth; a scene that loops ends where it began.
    """
    last = count - 1
    if last <= 0:
        return 0.0
    if scene.loop:
        share = (time - scene.start) / max(scene.duration, 1e-6) % 1.0
        return last * (1 - abs(2 * share - 1))
    beaten = time if scene.calm or scene.grid != "beat_cut" else on_beat(time, music, pulse * scene.intensity)
    at = max(beaten - scene.start, 0.0) * rate % (2 * last)
    return at if at <= last else 2 * last - at


def on_beat(time: float, music: Music, pulse: float) -> float:
    """Return an instant moved within its beat: motion hurries after the beat and rests before the next; beats stay where they are."""
    beats = music.analysis.beat_times
    number = bisect_right(beats, time)
    if number == 0 or number == len(beats):
        return time
    start, length = beats[number - 1], beats[number] - beats[number - 1]
    phase = (time - start) / length
    return start + length * (1 - (1 - phase) ** (1 + pulse))


def shown(frames: Sequence[Picture], at: float) -> Picture:
    """Return the picture at a place between the frames of a clip, moved along the flow from one to the next."""
    first = min(int(at), len(frames) - 1)
    share = at - first
    if share < _NEAR or first + 1 >= len(frames):
        return frames[first]
    if share > 1 - _NEAR:
        return frames[first + 1]
    return _between(frames[first], frames[first + 1], share)


def _between(one: Picture, other: Picture, share: float) -> Picture:
    import cv2
    import numpy as np

    greys = [cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (one, other)]
    if min(greys[0].shape) < 32:  # too small for the flow's pyramid
        return np.asarray(cv2.addWeighted(one, 1 - share, other, share, 0))
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST).calc(greys[0], greys[1], None)
    rows, columns = np.indices(flow.shape[:2], dtype=np.float32)
    moved = [
        cv2.remap(
            picture,
            columns + flow[..., 0] * way,
            rows + flow[..., 1] * way,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        for picture, way in ((one, np.float32(-share)), (other, np.float32(1 - share)))
    ]
    return np.asarray(cv2.addWeighted(moved[0], 1 - share, moved[1], share, 0))


def brightness(time: float, scene: Scene) -> float:
    """Return how bright a scene is at an instant, 0 to 1, where it comes out of the dark or goes into it."""
    light = 1.0
    if scene.entrance == "dip":
        light = min(light, (time - scene.start) / _DIP)
    if scene.exit == "dip":
        light = min(light, (scene.end - time) / _DIP)
    return min(max(light, 0.0), 1.0)


def framed(picture: Picture, scene: Scene) -> Picture:
    """Return a still as the scene sees it: nearer, to a side, mirrored."""
    rows, columns = picture.shape[:2]
    height, width = round(rows / scene.crop), round(columns / scene.crop)
    left = round((columns - width) * (1 + scene.framing) / 2)
    top = (rows - height) // 2
    seen = picture[top : top + height, left : left + width]
    return seen[:, ::-1] if scene.mirrored else seen
