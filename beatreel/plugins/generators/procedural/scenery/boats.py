"""Open boats as meshes: a rowing boat and a motor boat, and who sits in them."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube


def open_boat(long: float, hull: int, inside: int, trim: int, *, motor: int = -1) -> Mesh:
    """Return a boat whose bow points along z and whose water line is at y = 0; with the skin of a motor, it has one."""
    stations = np.linspace(-1, 1, 25)
    wide = (
        0.19
        * long
        * np.where(stations > 0, np.sqrt(np.clip(1 - np.abs(stations) ** 2.2, 0, 1)), 1 - 0.12 * stations**2)
    )
    high = 0.075 * long * (1.0 + 0.55 * np.clip(stations, 0, 1) ** 2 + 0.12 * stations**2)
    section = np.linspace(-1, 1, 15)
    z = 0.5 * long * stations

    def shell(shrink: float, sink: float) -> np.ndarray:
        x = np.sign(section)[None] * (np.abs(section) ** 0.55)[None] * (wide * shrink)[:, None]
        low = -0.05 * long + sink
        y = low + (high - low)[:, None] * (np.abs(section) ** 2.6)[None]
        return np.stack(np.broadcast_arrays(x, y, z[:, None]), -1)

    outer, inner = shell(1.0, 0.0), shell(0.93, 0.025 * long)
    inner[..., 1] = np.minimum(inner[..., 1], outer[..., 1])
    parts = [grid(outer, hull), grid(inner[:, ::-1], inside)]
    parts += [tube(outer[:, side], 0.008 * long, 7, trim) for side in (0, -1)]
    parts.append(grid(np.stack([outer[0], np.broadcast_to([0, -0.02, z[0]], outer[0].shape)]), hull))
    parts.append(
        boxes([(0, 0.045 * long, share * long) for share in (-0.22, 0.10)], (0.17 * long, 0.012, 0.045 * long), trim)
    )
    if motor >= 0:
        parts.append(boxes([(0, 0.10 * long, -0.54 * long)], (0.045 * long, 0.06 * long, 0.05 * long), motor))
        parts.append(boxes([(0, -0.01 * long, -0.545 * long)], (0.015 * long, 0.08 * long, 0.02 * long), motor))
    return Mesh.of(parts)
