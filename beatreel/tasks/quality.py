"""The gate that takes of uncertain generators must pass before the next step: black, blank, blurred, frozen or of the wrong size.

A generator is uncertain if it says so (``uncertain = True``); a model may paint nothing at all, and say nothing about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import TakeRejectedError
from beatreel.core.model import Scene, VideoSpec
from beatreel.core.value import fingerprint

if TYPE_CHECKING:
    import numpy as np

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

TRIES = 3  # takes of an uncertain generator, at the most
_LOOK = 360  # pixels of width at which pictures are judged
_BLACK = 20.0  # code value that the brightest hundredth must reach
_BLANK = 2.0  # standard deviation of code values that a picture must have
_SHARP = (
    6.0  # of the Laplacian's largest hundredth; finished pictures have 20 and more, after a blur of 1 % of the width 4
)
_SHAPE = 0.03  # relative difference of a still's shape from the film's
_SMALL = 0.5  # of the film's width
_SAMPLES = 12  # frames of a clip whose light and sharpness are judged
_THUMB = (48, 86)
_MOTION = 0.02  # mean change of a thumbnail's code values below which two frames are the same
_FROZEN = 0.6  # share of a clip that may not stand still


def tries(generator: Any) -> int:
    """Return how many takes a generator gets."""
    return TRIES if getattr(generator, "uncertain", False) else 1


def another_seed(seed: int, attempt: int) -> int:
    """Return the seed of a further try; the first has the seed itself."""
    return seed if attempt == 0 else int(fingerprint([seed, attempt])[:8], 16) & 0x7FFFFFFF


def check_still(picture: Path, spec: VideoSpec, scene: Scene, generator: str) -> None:
    """Reject a still that cannot become a scene.

    Raises
    ------
    TakeRejectedError
    """
    import cv2

    image = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    if image is None:
        raise _rejected("unreadable", "no picture", scene, generator)
    height, width = image.shape[:2]
    if abs(width * spec.height / (height * spec.width) - 1) > _SHAPE or width < _SMALL * spec.width:
        raise _rejected("wrong_size", f"{width}x{height} instead of {spec.width}x{spec.height}", scene, generator)
    fault = _fault(image)
    if fault:
        raise _rejected(*fault, scene, generator)


def _fault(picture: Frame) -> tuple[str, str] | None:
    """Return what is wrong with a picture (BGR or RGB), as a code and in words."""
    import cv2
    import numpy as np

    rows = max(8, round(picture.shape[0] * _LOOK / picture.shape[1]))
    filter_ = cv2.INTER_AREA if picture.shape[1] > _LOOK else cv2.INTER_CUBIC
    small = cv2.resize(picture.astype(np.float32), (_LOOK, rows), interpolation=filter_)
    grey = small.mean(axis=2)
    bright = float(np.percentile(grey, 99))
    if bright < _BLACK:
        return "black", f"black (its brightest parts are {bright:.0f} of 255)"
    if float(small.reshape(-1, 3).std(axis=0).max()) < _BLANK:
        return "blank", "one colour only"
    sharp = float(np.percentile(np.abs(cv2.Laplacian(grey, cv2.CV_32F)), 99))
    if sharp < _SHARP:
        return "blurred", f"blurred (sharpness {sharp:.1f}, at least {_SHARP:.0f} is needed)"
    return None


class ClipGate:
    """Looks at a clip's frames as they pass.

    Parameters
    ----------
    frame_count : int
    scene : Scene
    generator : str
        For the message.
    """

    def __init__(self, frame_count: int, scene: Scene, generator: str) -> None:
        self._count = frame_count
        self._every = max(1, frame_count // _SAMPLES)
        self._scene, self._generator = scene, generator
        self._faults: list[tuple[str, str] | None] = []
        self._still = 0
        self._last: Any = None

    def watch(self, frames: Iterator[Frame]) -> Iterator[Frame]:
        """Pass frames on, unchanged.

        Raises
        ------
        TakeRejectedError
            After the last frame, so nothing of a rejected clip is kept by whoever publishes it only when it is whole.
        """
        for number, frame in enumerate(frames):
            self._look(number, frame)
            yield frame
        self._judge()

    def _look(self, number: int, frame: Frame) -> None:
        import cv2
        import numpy as np

        grey = frame[: frame.shape[0] * 2 // 3] if frame.ndim == 2 else frame.mean(axis=2)
        thumb = cv2.resize(grey.astype(np.float32), _THUMB, interpolation=cv2.INTER_AREA)
        if self._last is not None and float(np.abs(thumb - self._last).mean()) < _MOTION:
            self._still += 1
        self._last = thumb
        if number % self._every == 0:
            self._faults.append(_fault(frame if frame.ndim == 3 else np.repeat(grey[..., None], 3, axis=2)))

    def _judge(self) -> None:
        found = [fault for fault in self._faults if fault]
        if found and len(found) == len(self._faults):  # a scene may come out of the dark, and go into it
            raise _rejected(*found[len(found) // 2], self._scene, self._generator)
        if self._count > 1 and self._still > _FROZEN * (self._count - 1):
            raise _rejected("frozen", "frozen (most frames are the same)", self._scene, self._generator)


def none_left(rejections: list[TakeRejectedError]) -> TakeRejectedError:
    """Return the error for a scene of which every take was rejected."""
    last = rejections[-1]
    return TakeRejectedError(
        f"None of {len(rejections)} takes could be used; {last.message[0].lower()}{last.message[1:]}",
        plugin=last.plugin,
        reason=last.reason,
        hint="Try another seed, prompt or model, or other parameters",
    )


def _rejected(reason: str, words: str, scene: Scene, generator: str) -> TakeRejectedError:
    return TakeRejectedError(
        f"The take of scene {scene.index + 1} by “{generator}” is {words}",
        plugin=generator,
        reason=reason,
        hint="Try another seed, prompt or model, or other parameters",
    )
