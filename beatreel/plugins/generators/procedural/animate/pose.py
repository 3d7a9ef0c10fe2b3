"""Where the camera is at an instant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pose:
    """Where the camera is.

    Attributes
    ----------
    forward, right, up : float
        Metres from where the plate was painted.
    zoom : float
        1 shows the plate at its own size.
    turn : float
        Radians about the axis.
    pan_x, pan_y : float
        Pixels of the plate from its middle.
    """

    forward: float = 0.0
    right: float = 0.0
    up: float = 0.0
    zoom: float = 1.0
    turn: float = 0.0
    pan_x: float = 0.0
    pan_y: float = 0.0
