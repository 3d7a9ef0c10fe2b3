"""A picture as luma and half-size chroma, from which frames are made without a conversion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .finish import chroma_of, colour_weights, luma_of
from .sampling import SPARE_ROWS

Picture = np.ndarray[Any, np.dtype[np.uint8]]

_BLACK = 16
NO_COLOUR = 128  # chroma of grey, and of light that changes no colour


@dataclass
class Sheets:
    """A picture, or what a light adds to it.

    Attributes
    ----------
    luma : ndarray (height + 2, width), uint8
        The last two rows are there to be fetched with the others.
    chroma : ndarray (height / 2 + 2, width / 2, 2), uint8
        U and V side by side, 128 is none.
    """

    luma: Picture
    chroma: Picture

    @classmethod
    def of(cls, picture: Picture, chroma: float, turn: float, *, is_light: bool = False) -> Sheets:
        """Split BGRA (height, width, 4); ``chroma`` and ``turn`` as in :class:`~.finish.Finish`.

        Parameters
        ----------
        is_light : bool
            It is to be added: black is 0 instead of 16.
        """
        height, width = (side // 2 * 2 for side in picture.shape[:2])
        picture = picture[:height, :width]
        weights = colour_weights(chroma, turn)
        luma = np.zeros((height + SPARE_ROWS, width), np.uint8)
        luma_of(picture, weights, luma[:height])
        if is_light:
            luma[:height] -= _BLACK
        u, v = (np.empty((height // 2, width // 2), np.uint8) for _ in range(2))
        chroma_of(picture, weights, u, v)
        both = np.zeros((height // 2 + SPARE_ROWS, width // 2, 2), np.uint8)
        both[: height // 2, :, 0], both[: height // 2, :, 1] = u, v
        return cls(luma, both)

    def colour(self, factor: float) -> None:
        """Multiply the colour."""
        levels = np.arange(256, dtype=np.float32) - NO_COLOUR
        self.chroma[:] = cv2.LUT(
            self.chroma, np.clip(np.rint(levels * np.float32(factor) + NO_COLOUR), 0, 255).astype(np.uint8)
        )

    def rows(self, top: int, bottom: int) -> tuple[Any, Any]:
        """Return flat views of the rows of both, from ``top``, even, to ``bottom``."""
        return self.luma[top:bottom].reshape(-1), self.chroma[top // 2 : -(-bottom // 2)].reshape(-1)
