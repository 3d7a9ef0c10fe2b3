"""Somebody small in a large place: who walks where on the dunes, their silhouettes and their shadows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.scenery import staffage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

    from .light import Daylight
    from .site import Site

Array = np.ndarray[Any, np.dtype[np.float32]]

SHAPE_COLUMNS, SHAPE_ROWS = 96, 64  # a cut-out 2.4 units wide and 1.6 high


@dataclass(frozen=True)
class Member:
    """One figure: ground position in metres, height in metres, looking left or right."""

    kind: str
    x: float
    y: float
    z: float
    height: float
    mirrored: bool


@dataclass
class Cast:
    """The figures of a picture and how well the place suits them, 0 to 1."""

    members: list[Member] = field(default_factory=list)
    quality: float = 0.0

    def shadows(self) -> tuple[Array, Array]:
        """Return positions and cut-outs for the shadow test of the sand."""
        if not self.members:
            return np.zeros((0, 5), np.float32), np.zeros((0, SHAPE_ROWS, SHAPE_COLUMNS), np.float32)
        figures = [[m.x, m.y, m.z, m.height, -1.0 if m.mirrored else 1.0] for m in self.members]
        return np.array(figures, np.float32), np.stack([_cut_out(m.kind) for m in self.members])


def _cut_out(kind: str) -> Array:
    alpha, (x, y) = staffage.figure(kind, SHAPE_ROWS / 1.6)
    canvas = np.zeros((SHAPE_ROWS, SHAPE_COLUMNS), np.float32)
    move = np.array([[1, 0, SHAPE_COLUMNS / 2 - x], [0, 1, SHAPE_ROWS - y]], np.float32)
    return np.asarray(cv2.warpAffine(alpha, move, (SHAPE_COLUMNS, SHAPE_ROWS), dst=canvas), np.float32)


def cast_for(
    site: Site,
    camera: Camera,
    depth: Array,
    light: Array,
    reach: tuple[float, float],
    shot: str,
    motifs: tuple[str, ...],
    rng: np.random.Generator,
) -> Cast:
    """Find a crest on a third of a small picture and put somebody on it.

    Parameters
    ----------
    camera, depth, light
        The small picture: its camera, depth (rows, columns) in metres and linear light.
    reach : tuple of float
        Nearest and farthest distance in metres at which figures look right.
    """
    if reach[0] > 1e5:
        return Cast(quality=0.5)
    rows, columns = depth.shape
    luma = light @ np.array([0.07, 0.72, 0.21], np.float32)
    best: tuple[float, int, int] | None = None
    for column in list(range(round(columns * 0.24), round(columns * 0.43))) + list(
        range(round(columns * 0.57), round(columns * 0.76))
    ):
        line = depth[:, column]
        for row in range(round(rows * 0.20), round(rows * 0.66)):
            near, far = line[row + 1], line[row - 1]
            if far < near * 1.35 or not reach[0] < near < reach[1]:
                continue
            behind = luma[max(0, row - 4) : row, max(0, column - 2) : column + 3].mean()
            tone = math.sqrt(float(behind / (np.percentile(luma, 97) + 1e-6)))
            sides = depth[row + 1, max(0, column - 3) : column + 4]
            steady = 1.0 if float(np.ptp(np.log(np.minimum(sides, 2 * near)))) < 0.5 else 0.55
            third = 1 - min(abs(column / columns - 1 / 3), abs(column / columns - 2 / 3)) / 0.12
            value = 0.5 * tone + 0.3 * third + 0.2 * steady
            if best is None or value > best[0]:
                best = (value, column, row)
    if best is None:
        return Cast()
    quality, column, row = best
    members = _company(site, camera, depth, column, row, shot, motifs, rng)
    return Cast(members, quality if members else 0.0)  # a good place at which nobody can stand is none


def _company(
    site: Site,
    camera: Camera,
    depth: Array,
    column: int,
    row: int,
    shot: str,
    motifs: tuple[str, ...],
    rng: np.random.Generator,
) -> list[Member]:
    caravan = "caravan" in motifs or (shot == "wide" and not ("figure" in motifs or "hiker" in motifs))
    if shot in ("close",) or not caravan:
        kinds, gaps = ["traveller"], [0.0]
    else:
        count = int(rng.integers(4, 8))
        kinds = ["traveller"] + [("rider", "camel")[int(rng.random() < 0.6)] for _ in range(count)]
        gaps = [0.0, 3.4] + [4.1] * (count - 1)
    way = 1.0 if column < depth.shape[1] / 2 else -1.0
    distance = float(depth[row + 1, column])
    members = []
    side = way * sum(gaps) / 2
    for kind, gap in zip(kinds, gaps, strict=True):
        side -= way * gap * float(rng.uniform(0.85, 1.25)) if gap else 0.0
        x_picture = column + 0.5 + side * camera.focal / distance
        if not 0.11 * depth.shape[1] < x_picture < 0.89 * depth.shape[1]:
            continue
        spot = crest_at(site, camera, x_picture, distance)
        if spot is None:
            continue
        height = 1.8 if kind == "traveller" else 2.25
        members.append(Member(kind, *spot, height, way < 0))
    return members


def crest_at(site: Site, camera: Camera, x_picture: float, distance: float) -> tuple[float, float, float] | None:
    """Return the highest visible point (x, y, z) of the ground about ``distance`` metres away in a picture column."""
    dir_x, dir_z, stretch = camera.column_directions(np.array([x_picture]))
    distances = np.linspace(0.72 * distance, 1.35 * distance, 700, dtype=np.float32) * stretch[0]
    start = np.array([camera.x], np.float32), np.array([camera.z], np.float32)
    heights = site.heights(*start, dir_x, dir_z, distances)[0]
    slopes = (heights - camera.y) / distances
    best = int(np.argmax(slopes))
    if best in (0, len(distances) - 1):
        return None
    d = float(distances[best])
    return camera.x + float(dir_x[0]) * d, float(heights[best]), camera.z + float(dir_z[0]) * d


def draw_cast(cast: Cast, camera: Camera, azimuth: float, light: Daylight, sky: Array, sun: Array, glow: Array) -> None:
    """Draw the figures into the light groups, dark, with a rim of light on the sunny side."""
    sunward = math.sin(azimuth - camera.heading)
    for member in cast.members:
        x, y, depth = camera.project(member.x, member.y, member.z)
        unit = camera.focal * member.height / depth
        air = 1 - math.exp(-depth * light.haze - (depth * light.haze_far) ** 2)
        if member.kind in staffage.EXTRAS:
            staffage.stand((sky, sun, glow), member.kind, (x, y + 0.03 * unit), unit, mirrored=member.mirrored,
                           haze=max(air, 0.04), shade=0.25)  # fmt: skip
            continue
        alpha, (foot_x, foot_y) = silhouette.figure(member.kind, unit, mirrored=member.mirrored)
        left, top = x - foot_x, y - foot_y + unit * 0.03
        rows, columns = alpha.shape
        x0, y0 = int(math.floor(left)), int(math.floor(top))
        if x0 < 0 or y0 < 0 or x0 + columns + 1 >= sky.shape[1] or y0 + rows + 1 >= sky.shape[0]:
            continue
        move = np.array([[1, 0, left - x0], [0, 1, top - y0]], np.float32)
        alpha = cv2.warpAffine(alpha, move, (columns + 1, rows + 1))
        rim_width = max(0.6, unit * 0.035)
        shifted = cv2.warpAffine(
            alpha,
            np.array([[1, 0, -sunward * rim_width], [0, 1, rim_width * 0.4]], np.float32),
            (columns + 1, rows + 1),
        )
        rim = np.clip(alpha - shifted, 0, 1)[..., None]
        window = np.s_[y0 : y0 + rows + 1, x0 : x0 + columns + 1]
        cover = alpha[..., None]
        body = np.array(light.sky, np.float32) * 0.05 + np.array(light.haze_away, np.float32) * air
        sky[window] = sky[window] * (1 - cover) + body * cover
        sun[window] = sun[window] * (1 - cover) + np.array(light.sun, np.float32) * 0.30 * (1 - air) * rim
        glow[window] *= 1 - cover * (1 - air)
