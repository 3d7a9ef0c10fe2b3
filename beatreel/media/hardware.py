"""Encoders in graphics cards and chips, which are quicker than x264. No two kinds give the same bytes, and one that FFmpeg knows need not
work here: its driver or the card itself may be missing. So one is used only where a few frames have gone through it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from beatreel.core.config import Settings
from beatreel.core.errors import ConfigError
from beatreel.media.settings import X264, EncodeSettings

CODECS = {"nvenc": "h264_nvenc", "qsv": "h264_qsv", "vaapi": "h264_vaapi", "videotoolbox": "h264_videotoolbox"}
"""The setting ``render.encoder`` to FFmpeg's name."""

_FRAMES = 8
_PATIENCE = 60.0  # seconds


def codec_of(settings: Settings) -> str:
    """Return FFmpeg's name of the encoder of a film's clips.

    Raises
    ------
    ConfigError
        If an encoder is asked for that does not work here.
    """
    wanted = settings.render.encoder
    on_cluster = settings.executor.kind == "ray"
    if wanted == "x264" or (
        wanted == "auto" and on_cluster
    ):  # machines may differ, and their clips are joined as they are
        return X264
    if wanted == "auto":
        return next((codec for codec in CODECS.values() if not fault_of(codec)), X264)
    why = "on a cluster all machines encode with x264" if on_cluster else fault_of(CODECS[wanted])
    if why:
        raise ConfigError(
            f"Films cannot be encoded with {wanted}: {why}",
            hint="Set render.encoder to x264, or to auto for what there is",
        )
    return CODECS[wanted]


@cache
def fault_of(codec: str) -> str:
    """Return why an encoder cannot be used on this machine, empty if it can; tried in a process of its own, for drivers crash."""
    import av

    if codec not in av.codecs_available:
        return f"the FFmpeg here does not have {codec}"
    home = str(Path(__file__).resolve().parents[2])
    search = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
    try:
        tried = subprocess.run(
            [sys.executable, "-P", "-m", "beatreel.media.hardware", codec],
            env={**os.environ, "PYTHONPATH": search},
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{codec} hangs on this machine"
    return "" if tried.returncode == 0 else f"no frame went through {codec} on this machine"


def _try(codec: str) -> None:
    """Encode a few frames and read them back."""
    import av
    import numpy as np

    from beatreel.media.encode import SceneEncoder

    settings = EncodeSettings(name="trial", width=320, height=576, frame_rate=30, codec=codec)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.mp4"
        with SceneEncoder(path, settings) as encoder:
            for number in range(_FRAMES):
                encoder.write_planes(np.full((576 * 3 // 2, 320), 16 + 20 * number, np.uint8))
        with av.open(str(path)) as film:
            pictures = list(film.decode(video=0))
    if len(pictures) != _FRAMES or not pictures[0].key_frame:
        raise SystemExit(f"{len(pictures)} frames came back")


if __name__ == "__main__":
    _try(sys.argv[1])
