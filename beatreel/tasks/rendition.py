"""Further renditions of a scene from its finished clip: no picture is drawn again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError
from beatreel.core.files import sha256_of
from beatreel.core.ports import Progress
from beatreel.media.encode import encode_scene
from beatreel.media.settings import EncodeSettings

if TYPE_CHECKING:
    import numpy as np


def encode_again(
    clip: Path, frame_count: int, outputs: Mapping[Path, EncodeSettings], *, progress: Progress
) -> dict[str, str]:
    """Encode a scene's master clip to other renditions.

    Parameters
    ----------
    clip : Path
    frame_count : int
        How many frames it must have.
    outputs : mapping of Path to EncodeSettings

    Returns
    -------
    dict of str to str
        Rendition name to the SHA-256 of its clip.

    Raises
    ------
    MediaError
        If the clip cannot be read or has another number of frames.
    """
    encode_scene(frames_of(clip), outputs, frame_count=frame_count, progress=progress)
    return {settings.name: sha256_of(path) for path, settings in outputs.items()}


def frames_of(clip: Path) -> Iterator[np.ndarray[Any, np.dtype[np.uint8]]]:
    """Yield the frames of a clip as I420 arrays that may be written to."""
    import av

    try:
        with av.open(str(clip), format="mp4") as container:
            for frame in container.decode(video=0):
                yield frame.to_ndarray(format="yuv420p").astype("uint8", copy=False)
    except av.error.FFmpegError as error:
        raise MediaError(f"The clip “{clip.name}” cannot be read: {error}", hint="Render the scene anew") from error
