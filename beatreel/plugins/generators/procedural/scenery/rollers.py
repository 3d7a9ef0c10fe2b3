"""A giant wave that breaks: its sheet of water from the trough over the face to the lip, as far as it has broken along its crest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.sheets import fill_sheet

Array = np.ndarray[Any, np.dtype[np.float32]]

# Sections of the wave, in heights of it: to the front and up, from the trough to the lip; before it breaks, while its lip is thrown, when
# that has reached the trough, and as white water.
_STAGES = np.array(
    [
        [(3.2, 0), (2.2, 0.0), (1.5, 0.03), (0.95, 0.12), (0.55, 0.28), (0.25, 0.48), (0.02, 0.66), (-0.25, 0.76), (-0.6, 0.70)],
        [(3.2, 0), (2.0, 0.0), (1.2, 0.02), (0.66, 0.11), (0.30, 0.30), (0.10, 0.56), (0.04, 0.82), (0.06, 0.97), (0.16, 1.02)],
        [(3.2, 0), (1.9, 0.0), (1.0, 0.00), (0.42, 0.08), (0.05, 0.30), (-0.06, 0.60), (0.10, 0.90), (0.50, 1.00), (0.92, 0.74)],
        [(3.2, 0), (2.2, 0.0), (1.0, 0.00), (0.40, 0.06), (0.02, 0.30), (-0.05, 0.62), (0.22, 0.90), (0.85, 0.76), (1.22, 0.06)],
        [(3.6, 0), (2.6, 0.02), (2.1, 0.10), (1.75, 0.30), (1.45, 0.48), (1.10, 0.56), (0.75, 0.64), (0.35, 0.72), (-0.1, 0.70)],
    ]
)  # fmt: skip
_AT = np.array([0.0, 0.55, 1.0, 1.4, 2.1])  # how far it has broken at each of them
_AFAR = 14.0  # heights to the front as far as which the trough goes on


@dataclass(frozen=True)
class Roller:
    """A wave that breaks.

    Attributes
    ----------
    tall : float
        Metres.
    seed : int
    rider : tuple of float or None
        Where somebody rides it, and leaves a track: metres along the crest, and ``v``.
    """

    tall: float
    seed: int
    rider: tuple[float, float] | None = None

    def broken(self, s: Array) -> Array:
        """Return how far it has broken ``s`` metres along its crest, 0 to 2.1; the curl is at 0."""
        along = np.array([-2.6, -1.5, -0.75, 0.0, 0.75, 2.6, 5.0]) * self.tall
        return np.interp(s, along, [2.1, 2.05, 1.45, 1.0, 0.60, 0.16, 0.0])

    def height(self, s: Array) -> Array:
        """Return its height there, metres."""
        along = np.array([-4.0, -1.5, 0.4, 3.0, 7.0]) * self.tall
        return self.tall * np.interp(s, along, [0.75, 0.92, 1.0, 0.72, 0.30])

    def section(self, s: Array, v: Array) -> tuple[Array, Array]:
        """Return how far to the front and up the sheet is at ``s`` along the crest and ``v`` from trough (0) to lip (1), metres."""
        s, v = np.broadcast_arrays(s, v)
        b = np.clip(self.broken(s), 0, _AT[-1] - 1e-6)
        stage = np.clip(np.searchsorted(_AT, b, side="right") - 1, 0, len(_AT) - 2)
        share = ((b - _AT[stage]) / (_AT[stage + 1] - _AT[stage]))[..., None]
        share = share * share * (3 - 2 * share)
        t = np.clip(v, 0, 1) * (_STAGES.shape[1] - 1)
        k = np.minimum(t.astype(int), _STAGES.shape[1] - 2)
        f = (t - k)[..., None]

        def knot(at: Any) -> Any:
            at = np.clip(at, 0, _STAGES.shape[1] - 1)
            return _STAGES[stage, at] * (1 - share) + _STAGES[stage + 1, at] * share

        a, p, q, d = knot(k - 1), knot(k), knot(k + 1), knot(k + 2)
        found = 0.5 * (2 * p + (q - a) * f + (2 * a - 5 * p + 4 * q - d) * f**2 + (3 * p - a - 3 * q + d) * f**3)
        tall = self.height(s)
        front, up = found[..., 0] * tall, found[..., 1] * tall
        beyond = np.clip(-v, 0, None)  # the trough goes on towards the eye
        return front + beyond * _AFAR * self.tall, up

    def sheet(self, s: Array, v: Array) -> tuple[Array, Array, Array]:
        """Return places (s, front, up) of the sheet, metres, with the torn edge of its lip and the lumps of its white water."""
        s, v = np.broadcast_arrays(s, v)
        b = self.broken(s)
        torn = fbm_at(s / self.tall, 0 * s, 0.16, self.seed, 4) * np.clip(b - 0.3, 0, 1)
        v = np.where(v > 0, v * (1 - np.clip(0.05 + 0.16 * torn, 0, 0.2) * np.clip(b - 0.3, 0, 1)), v)
        front, up = self.section(s, v)
        white = np.clip((b - 1.25) / 0.5, 0, 1) * np.clip(6 * v, 0, 1)
        lumps = fbm_at(s / self.tall, 3.0 * v, 0.34, self.seed + 7, 5) * white
        return s, front + 0.20 * self.tall * lumps, up + 0.13 * self.tall * lumps

    def lies(self, s: float, v: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the place (front, up) and the way out of the water (front, up) at a point of its face."""
        at = [self.section(np.array(s), np.array(v + d)) for d in (-0.02, 0.02)]
        (f0, u0), (f1, u1) = ((float(x), float(y)) for x, y in at)
        length = math.hypot(f1 - f0, u1 - u0)
        return (0.5 * (f0 + f1), 0.5 * (u0 + u1)), ((u1 - u0) / length, -(f1 - f0) / length)


@dataclass(frozen=True)
class Look:
    """From where a roller is looked at: the eye, in metres along the crest, to the front and up; where it looks; the picture.

    Attributes
    ----------
    eye : tuple of float
    turn : float
        Radians by which it looks along the crest, off straight at the wave.
    focal, centre_x, horizon : float
        Pixels.
    flip : bool
        Left and right are changed.
    """

    eye: tuple[float, float, float]
    turn: float
    focal: float
    centre_x: float
    horizon: float
    flip: bool

    def seen(self, s: Array, front: Array, up: Array) -> tuple[Array, Array, Array]:
        """Return pixel x, y and depth of places."""
        ds, df = s - self.eye[0], front - self.eye[1]
        c, k = math.cos(self.turn), math.sin(self.turn)
        z = -k * ds - c * df
        x = c * ds - k * df
        z_ = np.maximum(z, 0.05)
        way = -1.0 if self.flip else 1.0
        return (
            self.centre_x + way * self.focal * x / z_,
            self.horizon - self.focal * (up - self.eye[2]) / z_,
            z,
        )


def seen(roller: Roller, look: Look, width: int, height: int, fine: float = 1.0) -> Array:
    """Return what is seen of it, (height, width, 7): depth (0 where it is not), s, v, and the way out of the sheet (s, front, up)."""
    t = np.linspace(-1, 1, int(420 * fine))
    s = (look.eye[0] * 0.5 + 1.0 * roller.tall * (0.9 * t + 3.6 * t**3))[:, None]
    v = np.concatenate([-np.geomspace(1.0, 0.004, int(70 * fine)), np.linspace(0, 1, int(300 * fine))])[None]
    s, v = (np.ascontiguousarray(one, np.float32) for one in np.broadcast_arrays(s, v))
    at = np.stack(roller.sheet(s, v), -1)
    along, across = np.gradient(at, axis=0), np.gradient(at, axis=1)
    normal = np.cross(across, along)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)
    x, y, z = look.seen(*np.moveaxis(at, -1, 0))
    grid = np.concatenate([np.stack([x, y, z, s, v], -1), normal], -1).astype(np.float32)
    out = np.zeros((height, width, 6), np.float32)
    fill_sheet(grid, np.float32(0.3), out)
    return out
