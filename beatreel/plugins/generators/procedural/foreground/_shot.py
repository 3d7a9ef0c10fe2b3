"""From where a building in a landscape is looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """A look at a building.

    Attributes
    ----------
    away, eye, travel : float
        Metres to the building, of the eye over the ground, and that the camera may move.
    aside, turn : float
        Where the building stands, widths from the middle, and how it is turned.
    focal, horizon : float
        Focal length in widths of the picture, horizon in heights.
    """

    away: float
    aside: float
    turn: float
    focal: float
    horizon: float
    eye: float
    travel: float
