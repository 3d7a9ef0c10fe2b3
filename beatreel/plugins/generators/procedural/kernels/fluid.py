"""A fluid in a plane, and the dye that it carries, without the blur of a grid.

The flow is computed forwards on a coarse grid (J. Stam, "Stable Fluids", SIGGRAPH 1999, with the projection done by Fourier
transform and the vorticity confinement of R. Fedkiw, J. Stam and H. W. Jensen, SIGGRAPH 2001). The dye is found backwards: each
pixel is followed against the stored flow to where it was, and gathers what the nozzles gave on its way, so filaments stay as thin
as they are however far a picture looks in.

Lengths are widths of the tank, times are steps; the tank is as wide as 1 and repeats at its sides.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numba import njit

from .noise import LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

ACROSS = 240  # cells of the flow's grid
STRIDE = 2  # steps that a pixel is followed back at once; the flow hardly changes meanwhile


class Nozzle(NamedTuple):
    """Where dye comes in.

    Attributes
    ----------
    x, y : float
        Its middle, widths of the tank from the left and from the top.
    radius : float
    push_x, push_y : float
        What it adds to the flow, widths a step.
    colour : int
        Which dye: 0, 1 or 2.
    first, last : int
        Steps between which it is open.
    swing : float
        How far it sways to the sides, widths.
    """

    x: float
    y: float
    radius: float
    push_x: float
    push_y: float
    colour: int
    first: int
    last: int
    swing: float = 0.0

    def at(self, step: int) -> tuple[float, float]:
        """Return where it is."""
        return self.x + self.swing * float(np.sin(0.21 * step + 7 * self.x)), self.y


def flow(
    nozzles: list[Nozzle],
    high: float,
    steps: int,
    *,
    lift: float,
    curl: float,
    viscosity: float,
    stir: Array | None = None,
) -> Array:
    """Return the flow at every step, (steps, rows, columns, 2) in widths a step.

    Parameters
    ----------
    nozzles : list of Nozzle
    high : float
        Height of the tank in widths.
    steps : int
    lift : float
        What dye of density 1 adds to the flow downwards in a step, widths a step; negative for what rises.
    curl : float
        Strength of the vorticity confinement, 0 to 1.
    viscosity : float
        Cells by which a flow blurs in a step.
    stir : ndarray (rows, columns, 2), optional
        Flow at the beginning; see :func:`shape`.
    """
    rows, columns = shape(high)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    px, py = (x + 0.5) / columns, (y + 0.5) / columns
    velocity = np.zeros((rows, columns, 2), np.float32) if stir is None else stir.astype(np.float32).copy()
    dye = np.zeros((rows, columns), np.float32)
    found = np.empty((steps, rows, columns, 2), np.float32)
    project = _projection(rows, columns)
    for step in range(steps):
        for nozzle in nozzles:
            if nozzle.first <= step < nozzle.last:
                nx, ny = nozzle.at(step)
                share = np.exp(-((px - nx) ** 2 + (py - ny) ** 2) / (0.5 * nozzle.radius**2))
                velocity[..., 0] += nozzle.push_x * share
                velocity[..., 1] += nozzle.push_y * share
                dye = np.minimum(dye + 0.5 * share, 1.5)
        velocity[..., 1] += np.float32(lift) * dye
        if curl:
            _confine(velocity, curl)
        velocity = found[step] = project(velocity)
        map_x, map_y = x - velocity[..., 0] * columns, y - velocity[..., 1] * columns
        moved = cv2.remap(velocity, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP)
        velocity = cv2.GaussianBlur(moved, (0, 0), viscosity) if viscosity else moved
        dye = np.maximum(cv2.remap(dye, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), 0)
    return found


def shape(high: float) -> tuple[int, int]:
    """Return rows and columns of the flow's grid for a tank of a height in widths."""
    return cv2.getOptimalDFTSize(round(ACROSS * high)), ACROSS


def _projection(rows: int, columns: int) -> Any:
    """Return a function that takes what diverges out of a flow."""
    ky = np.fft.fftfreq(rows).astype(np.float32)[:, None]
    kx = np.fft.rfftfreq(columns).astype(np.float32)[None]
    square = kx * kx + ky * ky
    square[0, 0] = 1

    def project(velocity: Array) -> Array:
        u, v = np.fft.rfft2(velocity[..., 0]), np.fft.rfft2(velocity[..., 1])
        along = (kx * u + ky * v) / square
        parts = [np.fft.irfft2(u - kx * along, s=(rows, columns)), np.fft.irfft2(v - ky * along, s=(rows, columns))]
        return np.stack(parts, axis=-1).astype(np.float32)

    return project


def _confine(velocity: Array, strength: float) -> None:
    """Give back to small whirls what the grid takes from them, in place."""
    u, v = velocity[..., 0], velocity[..., 1]
    whirl = (np.roll(v, -1, 1) - np.roll(v, 1, 1) - np.roll(u, -1, 0) + np.roll(u, 1, 0)) * np.float32(0.5)
    size = np.abs(whirl)
    gx = (np.roll(size, -1, 1) - np.roll(size, 1, 1)) * np.float32(0.5)
    gy = (np.roll(size, -1, 0) - np.roll(size, 1, 0)) * np.float32(0.5)
    length = np.sqrt(gx * gx + gy * gy) + np.float32(1e-6)
    velocity[..., 0] += np.float32(strength) * gy / length * whirl
    velocity[..., 1] -= np.float32(strength) * gx / length * whirl


def gather(
    flow: Array, nozzles: list[Nozzle], window: tuple[float, float, float], size: tuple[int, int]
) -> tuple[Array, Array]:
    """Return the dyes of a picture of the last step, (height, width, 3), and where each pixel was at the first, (height, width, 2).

    Parameters
    ----------
    window : tuple of float
        What the picture shows: left and top edge and width, widths of the tank.
    size : tuple of int
        Width and height in pixels.
    """
    width, height = size
    steps = flow.shape[0]
    places = np.zeros((steps, len(nozzles), 4), np.float32)
    colours = np.array([nozzle.colour for nozzle in nozzles], np.int64)
    for step in range(steps):
        for k, nozzle in enumerate(nozzles):
            is_open = nozzle.first <= step < nozzle.last
            places[step, k] = (*nozzle.at(step), nozzle.radius, 1.0 if is_open else 0.0)
    dyes, source = np.zeros((height, width, 3), np.float32), np.zeros((height, width, 2), np.float32)
    _gather(flow, places, colours, *(np.float32(v) for v in window), dyes, source)
    return dyes, source


@njit(**LENT)
def _gather(flow, places, colours, left, top, wide, dyes, source):  # type: ignore[no-untyped-def]
    height, width = dyes.shape[:2]
    steps, rows, columns = flow.shape[:3]
    cell = np.float32(columns)
    pixel = wide / np.float32(width)
    many = np.float32(STRIDE)
    half, one, zero = np.float32(0.5), np.float32(1.0), np.float32(0.0)
    for j in range(height):
        for i in range(width):
            x = left + (np.float32(i) + half) * pixel
            y = top + (np.float32(j) + half) * pixel
            for back in range(0, steps, STRIDE):
                step = steps - 1 - back
                for k in range(places.shape[1]):
                    if places[step, k, 3] > zero:
                        dx = (x - places[step, k, 0]) / places[step, k, 2]
                        dy = (y - places[step, k, 1]) / places[step, k, 2]
                        away = one - dx * dx - dy * dy
                        if away > zero:
                            dyes[j, i, colours[k]] += many * away * away
                fx, fy = x * cell - half, y * cell - half
                x0, y0 = np.floor(fx), np.floor(fy)
                u, v = fx - x0, fy - y0
                ix, iy = np.int64(x0), np.int64(y0)
                ix0, ix1 = ix % columns, (ix + 1) % columns
                iy0, iy1 = min(max(iy, 0), rows - 1), min(max(iy + 1, 0), rows - 1)
                w00, w01, w10, w11 = (one - u) * (one - v), u * (one - v), (one - u) * v, u * v
                x -= many * (
                    w00 * flow[step, iy0, ix0, 0] + w01 * flow[step, iy0, ix1, 0]
                    + w10 * flow[step, iy1, ix0, 0] + w11 * flow[step, iy1, ix1, 0]
                )  # fmt: skip
                y -= many * (
                    w00 * flow[step, iy0, ix0, 1] + w01 * flow[step, iy0, ix1, 1]
                    + w10 * flow[step, iy1, ix0, 1] + w11 * flow[step, iy1, ix1, 1]
                )  # fmt: skip
            source[j, i, 0] = x
            source[j, i, 1] = y
