"""Is the file whole? One module for each container, reading structure only, never samples.

Each has ``examine(source, start) -> Declared`` and raises a refusal with reason ``"truncated"`` or ``"damaged"``. A file
whose end is missing usually decodes without any complaint, so the structure has to be asked.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Declared:
    """What the structure of a file promises.

    Attributes
    ----------
    seconds : float or None
        Length of the audio.
    exact_samples : int or None
        Samples per channel that must come out of the decoder, where the format knows them.
    slack : float
        Seconds that the decoder may lawfully give less than ``seconds``: encoder delay and padding.
    payload_bytes : int or None
        Bytes of audio without tags and pictures.
    """

    seconds: float | None = None
    exact_samples: int | None = None
    slack: float = 0.06
    payload_bytes: int | None = None
