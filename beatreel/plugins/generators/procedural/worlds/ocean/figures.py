"""Who is at the sea: a sailing boat, a lighthouse, somebody on the beach."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery import front, staffage
from beatreel.plugins.generators.procedural.scenery.figures import LAMP, Scenery

Array = np.ndarray[Any, np.dtype[np.float32]]

HULL = ((-0.30, 0.075), (-0.25, -0.015), (0.20, -0.015), (0.33, 0.085), (0.05, 0.065))
MAST = ((-0.006, 0.06), (-0.004, 1.03), (0.006, 1.03), (0.008, 0.06))
MAIN_SAIL = ((-0.02, 0.11), (-0.012, 1.0), (-0.10, 0.72), (-0.19, 0.44), (-0.27, 0.14))
JIB = ((0.02, 0.90), (0.025, 0.13), (0.29, 0.10), (0.20, 0.36), (0.10, 0.66))
TOWER = ((-0.105, 0.0), (-0.062, 0.80), (0.062, 0.80), (0.105, 0.0))
BANDS = (
    ((-0.092, 0.24), (-0.082, 0.42), (0.082, 0.42), (0.092, 0.24)),
    ((-0.072, 0.60), (-0.064, 0.76), (0.064, 0.76), (0.072, 0.60)),
)
GALLERY = ((-0.10, 0.79), (-0.10, 0.825), (0.10, 0.825), (0.10, 0.79))
LANTERN = ((-0.048, 0.825), (-0.048, 0.92), (0.048, 0.92), (0.048, 0.825))
DOME = ((-0.062, 0.915), (-0.03, 0.965), (0.0, 1.0), (0.03, 0.965), (0.062, 0.915))
HOUSE = ((0.12, 0.0), (0.12, 0.17), (0.10, 0.165), (0.24, 0.27), (0.48, 0.27), (0.56, 0.165), (0.54, 0.17), (0.54, 0.0))
FOUNDATION = ((0.12, 0.02), (0.12, -0.10), (0.54, -0.10), (0.54, 0.02))
ROOF = ((0.10, 0.165), (0.24, 0.28), (0.48, 0.28), (0.56, 0.165))
SLITS = tuple(
    ((a - 0.011, b), (a - 0.011, b + 0.035), (a + 0.011, b + 0.035), (a + 0.011, b))
    for a, b in ((0.0, 0.13), (-0.012, 0.47), (0.008, 0.69))
)
RAILING = (
    ((-0.105, 0.866), (-0.105, 0.872), (0.105, 0.872), (0.105, 0.866)),
    *(
        ((a - 0.003, 0.82), (a - 0.003, 0.87), (a + 0.003, 0.87), (a + 0.003, 0.82))
        for a in (-0.1, -0.075, -0.05, 0.05, 0.075, 0.1)
    ),
)
MULLIONS = tuple(
    ((a - 0.003, 0.825), (a - 0.003, 0.92), (a + 0.003, 0.92), (a + 0.003, 0.825))
    for a in (-0.045, -0.018, 0.018, 0.045)
)
WINDOWS = (
    ((0.20, 0.06), (0.20, 0.12), (0.25, 0.12), (0.25, 0.06)),
    ((0.40, 0.06), (0.40, 0.12), (0.45, 0.12), (0.45, 0.06)),
)
_LIGHTHOUSE = 17.0  # metres of it


class SeaScenery(Scenery):
    """A picture of the sea into which figures are drawn; see :class:`~...scenery.figures.Scenery`."""

    def body(self, outlines: Any, x: float, y: float, unit: float, steady: Array, sun: Array) -> None:
        """Draw an opaque shape with its own light."""
        window, alpha = front.shape(self.width, self.height, outlines, x, y, unit)
        if alpha.size == 0:
            return
        self.cover(window, alpha, 0.0)
        self.steady[window] += alpha[..., None] * steady
        self.sun[window] += alpha[..., None] * sun

    def _round(self, outlines: Any, x: float, y: float, unit: float, steady: Array, sun: Array, sunward: float) -> None:
        """Draw what is round about an upright axis: it is lit on one side and has weathered streaks."""
        window, alpha = front.shape(self.width, self.height, outlines, x, y, unit)
        if alpha.size == 0:
            return
        rows, columns = (np.arange(part.start, part.stop, dtype=np.float32) for part in window)
        up = (y - rows[:, None]) / unit
        across = np.clip((columns[None, :] + 0.5 - x) / (unit * (0.105 - 0.054 * up)), -1, 1)
        toward = np.sqrt(1 - across * across)
        facing = np.clip(across * np.sin(sunward) - toward * np.cos(sunward), 0, 1)
        foot = np.full_like(across, 1 / (0.1 * unit))
        worn = 1 + 0.22 * fbm_at(2.6 * across, 1.4 * up + 0 * across, 1.0, 5, 5, 3 * foot)
        worn *= 1 - 0.25 * np.clip(0.25 - up, 0, 0.25) / 0.25
        self.cover(window, alpha, 0.0)
        self.steady[window] += (alpha * worn * (0.42 + 0.58 * toward))[..., None] * steady
        self.sun[window] += (alpha * worn * (0.14 + 0.62 * facing))[..., None] * sun

    def boat(self, x: float, y: float, unit: float, ambient: Array, sun: Array, *, way: int) -> None:
        """Draw a sloop under sail, its waterline at a pixel, its mast ``unit`` pixels tall."""
        outlines = [_turned(o, way) for o in (HULL, MAST, MAIN_SAIL, JIB)]
        self._mirror_image(outlines, x, y, unit)
        self.body(outlines[2:3], x, y, unit, ambient * 0.42, sun * 0.34)
        self.body(outlines[3:], x, y, unit, ambient * 0.36, sun * 0.26)
        self.body(outlines[:2], x, y, unit, ambient * 0.05, sun * 0.03)

    def lighthouse(
        self, x: float, y: float, unit: float, ambient: Array, sun: Array, *, lit: bool, way: int, sunward: float,
        fog: bool = False, beam: float = 0.0,
    ) -> tuple[float, float]:  # fmt: skip
        """Draw a lighthouse, its foot at a pixel, the sun at an azimuth, and return the pixel of its lamp.

        ``beam`` is how much the air shows of its light; fog shows all of it.
        """
        white, red = np.array([0.62, 0.64, 0.66], np.float32), np.array([0.06, 0.07, 0.42], np.float32)
        beside = next((one for one in (way, -way) if self._is_grounded(x, y, unit, one)), 0)
        if beside:
            self.body([_turned(HOUSE, beside)], x, y, unit, ambient * white * 0.42, sun * white * 0.22)
            self.body([_turned(FOUNDATION, beside)], x, y, unit, ambient * white * 0.16, sun * white * 0.08)
            self.body([_turned(ROOF, beside)], x, y, unit, ambient * 0.10, sun * 0.07)
        self._round([TOWER], x, y, unit, ambient * white, sun * white, sunward)
        self._round(BANDS, x, y, unit, ambient * red, sun * red, sunward)
        self.body(SLITS, x, y, unit, ambient * 0.06, sun * 0.03)
        self.body([GALLERY, DOME, *RAILING], x, y, unit, ambient * 0.05, sun * 0.03)
        self.body([LANTERN], x, y, unit, ambient * 0.25, sun * 0.2)
        self.body(MULLIONS, x, y, unit, ambient * 0.05, sun * 0.03)
        house = [_turned(HOUSE, beside)] if beside else []
        window, alpha = front.shape(self.width, self.height, [TOWER, LANTERN, DOME, *house], x, y, unit)
        # What is seen of it has its place in the air; in fog it is to be seen before the land about it.
        away = np.float32(_LIGHTHOUSE * self.focal / unit * (0.5 if fog else 1.0))
        np.copyto(self.depth[window], np.minimum(self.depth[window], away), where=alpha > 0.5)
        if lit:
            if beside:
                self._lamp(*front.shape(self.width, self.height, [_turned(o, beside) for o in WINDOWS], x, y, unit))
            window, alpha = front.shape(self.width, self.height, [LANTERN], x, y, unit)
            self._lamp(window, alpha * np.float32(1.6))
            self._halo(x, y - 0.87 * unit, 0.26 * unit)
            if fog or beam:
                self._beam(x, y - 0.87 * unit, unit, way, 1.0 if fog else beam)
        return x, y - 0.87 * unit

    def _is_grounded(self, x: float, y: float, unit: float, way: int) -> bool:
        """Return whether the keeper's house has ground below all of it on a side."""
        edges = [self.edge(x + way * at * unit, 1500.0) for at in (0.14, 0.25, 0.36, 0.46, 0.54)]
        return all(edge is not None and edge[0] < y + 0.09 * unit for edge in edges)

    def _beam(self, x: float, y: float, unit: float, way: int, strength: float) -> None:
        """Let the air show the light that goes out to both sides, more of it to the open sea."""
        rows, columns = np.mgrid[0 : -(-self.height // 4), 0 : -(-self.width // 4)].astype(np.float32) * 4
        along, off = columns - np.float32(x), rows - np.float32(y)
        out = np.abs(along) / unit
        slope = off - 0.10 * np.abs(along)
        wide = (0.035 + 0.11 * out) * unit
        cone = np.exp(-((slope / wide) ** 2)) * 0.05 / (0.05 + 0.11 * out) * np.exp(-out / 3.2)
        cone *= np.where(along * way > 0, 0.45, 1.0)
        light = cv2.resize(cone.astype(np.float32), (self.width, self.height), interpolation=cv2.INTER_LINEAR)
        self.lamps += light[..., None] * (LAMP * np.float32(1.3 * strength))

    def walker(
        self, foot: tuple[float, float], head: tuple[float, float], end: tuple[float, float], *, mirrored: bool
    ) -> None:
        """Draw somebody walking, and the shadow; ``head`` and ``end`` (of the shadow) are pixels like ``foot``."""
        size = max(float(np.hypot(head[0] - foot[0], head[1] - foot[1])), 1.0)
        drawn = max(size, 0.5 * float(np.hypot(end[0] - foot[0], end[1] - foot[1])))
        alpha, origin = staffage.figure("walker", 2 * drawn, mirrored=mirrored)
        self._laid(alpha, origin, foot, end, drawn, 0.85 * size, 0.55)
        self._laid(alpha, origin, foot, head, drawn, size, 0.96)

    def _laid(
        self, alpha: Array, origin: tuple[float, float], foot: tuple[float, float], tip: tuple[float, float], drawn: float,
        wide: float, dark: float,
    ) -> None:  # fmt: skip
        """Darken a shape whose upright axis leads from ``foot`` to ``tip``."""
        up_x, up_y = (tip[0] - foot[0]) / (2 * drawn), (tip[1] - foot[1]) / (2 * drawn)
        across = wide / (2 * drawn)
        matrix = np.array(
            [
                [across, -up_x, foot[0] - across * origin[0] + up_x * origin[1]],
                [0.0, -up_y, foot[1] + up_y * origin[1]],
            ],
            np.float32,
        )
        rows, columns = alpha.shape
        corners = matrix @ np.array([[x, y, 1] for x in (0, columns) for y in (0, rows)], np.float32).T
        x0, x1 = max(int(corners[0].min()) - 2, 0), min(int(corners[0].max()) + 3, self.width)
        y0, y1 = max(int(corners[1].min()) - 2, 0), min(int(corners[1].max()) + 3, self.height)
        if x1 <= x0 or y1 <= y0:
            return
        matrix[:, 2] -= (x0, y0)
        laid = cv2.warpAffine(alpha, matrix, (x1 - x0, y1 - y0), flags=cv2.INTER_AREA)
        self.cover((slice(y0, y1), slice(x0, x1)), laid * np.float32(dark), 0.0)

    def _mirror_image(self, outlines: list[Any], x: float, y: float, unit: float) -> None:
        """Darken the water below a shape."""
        flipped = [[(px, -0.55 * py) for px, py in outline] for outline in outlines]
        window, alpha = front.shape(self.width, self.height, flipped, x, y, unit)
        if alpha.size == 0:
            return
        rows = np.arange(alpha.shape[0], dtype=np.float32)[:, None]
        columns = np.arange(alpha.shape[1], dtype=np.float32)[None, :]
        wobble = np.sin(rows * np.float32(90 / max(unit, 8))) * (0.3 + rows / alpha.shape[0]) * np.float32(0.02 * unit)
        alpha = cv2.remap(
            alpha, (columns + wobble).astype(np.float32), np.broadcast_to(rows, alpha.shape).copy(), cv2.INTER_LINEAR
        )
        fade = (1 - rows / alpha.shape[0]) ** 1.3
        self.cover(window, alpha * fade * np.float32(0.62), 0.0)


def _turned(outline: Any, way: int) -> Any:
    return [(way * px, py) for px, py in outline]
