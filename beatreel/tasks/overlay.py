"""Scenes with something drawn over them: only those where something is drawn are encoded anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.timing import frame_to_seconds
from beatreel.media.encode import encode_scene
from beatreel.media.settings import EncodeSettings
from beatreel.tasks.rendition import frames_of

if TYPE_CHECKING:
    from beatreel.core.ports import Overlay, Progress


@contextmanager
def drawn_over(
    clips: Sequence[Path],
    frame_counts: Sequence[int],
    overlay: Overlay,
    settings: EncodeSettings,
    *,
    first_frame: int,
    beside: Path,
    progress: Progress,
) -> Iterator[list[Path]]:
    """Give clips with something drawn over them for as long as the block lasts.

    Parameters
    ----------
    clips : sequence of Path
        Of neighbouring scenes.
    frame_counts : sequence of int
        Of each clip.
    overlay : Overlay
    settings : EncodeSettings
        As the clips were encoded, so that old and new ones can be joined.
    first_frame : int
        Of the first clip, in the film.
    beside : Path
        The file that is made; new clips lie beside it, hidden.
    progress : Progress
        Told 0 to 1.

    Raises
    ------
    MediaError
        If a clip cannot be read or written.
    """
    rate, made = settings.frame_rate, []
    starts = list(accumulate(frame_counts, initial=first_frame))
    whole = starts[-1] - first_frame
    try:
        for number, (clip, start, end) in enumerate(zip(clips, starts, starts[1:], strict=False)):
            if not _touches(overlay, start / rate, end / rate):
                made.append(clip)
                continue
            target = beside.with_name(f".{beside.stem}.{number}.over")
            made.append(target)
            encode_scene(_drawn(clip, overlay, start, rate), {target: settings}, frame_count=end - start)
            progress((end - first_frame) / whole)
        yield made
    finally:
        for path in set(made) - set(clips):
            path.unlink(missing_ok=True)


def _touches(overlay: Overlay, start: Fraction, end: Fraction) -> bool:
    return any(first < end and last > start for first, last in overlay.spans)


def _drawn(clip: Path, overlay: Overlay, first_frame: int, rate: Fraction) -> Iterator[Any]:
    for number, frame in enumerate(frames_of(clip), start=first_frame):
        overlay.draw(frame, frame_to_seconds(number, rate))
        yield frame
