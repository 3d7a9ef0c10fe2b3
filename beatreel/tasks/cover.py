"""The cover: the frame of the film that stands best alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.files import whole_file
from beatreel.core.model import Storyboard
from beatreel.core.ports import Progress

if TYPE_CHECKING:
    import numpy as np

_INTO_SCENE = 0.4  # share of a scene at which its camera has arrived and its entrance accent has gone


def make_cover(master: Path, storyboard: Storyboard, destination: Path, *, progress: Progress) -> None:
    """Write a JPEG of the master's best frame.

    Parameters
    ----------
    master : Path
    storyboard : Storyboard
        One frame of each scene is judged: by contrast, colour and detail within the middle 3:4, which profile grids show, with a
        bonus for the scenes at the hook.
    destination : Path
    progress : Progress
    """
    import av
    from PIL import Image

    best: tuple[float, Any] | None = None
    with av.open(str(master)) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        for scene in storyboard.scenes:
            time = scene.start + scene.duration * _INTO_SCENE
            container.seek(int(time / stream.time_base), stream=stream)
            frame = next((frame for frame in container.decode(stream) if frame.time >= time - 0.05), None)
            if frame is None:
                continue
            picture = frame.to_ndarray(format="rgb24")
            score = _score(picture) * (1.25 if scene.index == storyboard.loop.scene else 1.0)
            if best is None or score > best[0]:
                best = score, picture
            progress((scene.index + 1) / len(storyboard.scenes))
    assert best is not None
    with whole_file(destination) as part:
        Image.fromarray(best[1]).save(part, "JPEG", quality=92)


def _score(picture: np.ndarray[Any, Any]) -> float:
    """How well a frame stands alone: spread of light times colour times fine detail, each saturating."""
    import cv2

    height, width = picture.shape[:2]
    middle = picture[(height - width * 4 // 3) // 2 :][: width * 4 // 3] if height > width * 4 // 3 else picture
    small = cv2.resize(middle, (270, 360), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype("float32")
    lab = cv2.cvtColor(small.astype("float32") / 255, cv2.COLOR_RGB2LAB)
    chroma = float(cv2.magnitude(lab[..., 1], lab[..., 2]).mean())
    detail = float(abs(cv2.Laplacian(grey, cv2.CV_32F)).mean())
    return min(float(grey.std()) / 60, 1.2) + min(chroma / 30, 1.0) + 0.5 * min(detail / 12, 1.0)
