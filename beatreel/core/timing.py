"""The only place that turns seconds into video frames or samples and back.

Conventions
-----------
There is one absolute clock: second 0 is the first sample of the song. ``frame = round(seconds * frame_rate)``
from that clock, with exact :class:`~fractions.Fraction` rates, never by adding up frame lengths, so the
error of any instant is at most half a frame however long the song is.
"""

from __future__ import annotations

from fractions import Fraction

FRAME_RATES: dict[str, Fraction] = {
    "24": Fraction(24),
    "25": Fraction(25),
    "30": Fraction(30),
    "60": Fraction(60),
}


def seconds_to_frame(seconds: float | Fraction, frame_rate: Fraction) -> int:
    """Return the frame index nearest to an instant (an exact half goes to the even frame, as ``round`` does).

    Parameters
    ----------
    seconds : float or Fraction
        Instant on the absolute clock, in seconds.
    frame_rate : Fraction
        Exact frames per second, > 0.

    Returns
    -------
    int
        Frame index.
    """
    return round(Fraction(seconds) * frame_rate)


def frame_to_seconds(frame: int, frame_rate: Fraction) -> float:
    """Return the instant at which a frame is first shown, in seconds."""
    return float(Fraction(frame) / frame_rate)


def frame_count(duration: float | Fraction, frame_rate: Fraction) -> int:
    """Return how many frames a film of this duration has: ``round(duration * frame_rate)``, at least 1."""
    return max(1, seconds_to_frame(duration, frame_rate))


def seconds_to_sample(seconds: float | Fraction, sample_rate: int) -> int:
    """Return the sample index nearest to an instant."""
    return seconds_to_frame(seconds, Fraction(sample_rate))


def half_frame(frame_rate: Fraction) -> float:
    """Return half the time that one frame is shown, in seconds: the largest allowed error of a cut."""
    return float(Fraction(1, 2) / frame_rate)
