"""Built places of meshes: what stands in them, what lights them, and the picture of them, by :mod:`~..kernels.built`."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import built as kernel, built_skins as skins, bvh, silhouette
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Grade

from . import staffage, tracing

if TYPE_CHECKING:
    from collections.abc import Callable

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, ...]
Point = tuple[float, float, float]

KEY, EVEN, ODD, SKY = range(4)
"""Families of light: the sun, moon or spotlight; two kinds of lamps that take turns; the sky."""
_COARSE = 250  # columns of the coarse picture on which soft light is gathered


@dataclass
class Place:
    """A place while it is built; metres, colours linear BGR.

    Attributes
    ----------
    sun : tuple of float
        Direction towards it.
    sunlight, halo, zenith, horizon : Colour
    fog : tuple of (float, list of Colour)
        Extinction per metre, and what thick air sends of each of the four families.
    dust : float
        How much of the sun and of sharp spotlights the air sends to the eye, per metre.
    air : tuple of (Point, Point)
        Two corners of the room that holds the dust; without them all that is built does.
    is_open : bool
        The sky lights what it sees; otherwise only windows do.
    """

    seed: int
    sun: Point = (0.0, 1.0, 0.0)
    sunlight: Colour = (0.0, 0.0, 0.0)
    halo: Colour = (0.0, 0.0, 0.0)
    zenith: Colour = (0.0, 0.0, 0.0)
    horizon: Colour = (0.0, 0.0, 0.0)
    fog: tuple[float, list[Colour]] = (0.0, [(0.0, 0.0, 0.0)] * 4)
    dust: float = 0.0
    air: tuple[Point, Point] | None = None
    is_open: bool = False
    meshes: list[Mesh] = field(default_factory=list)
    materials: list[list[float]] = field(default_factory=list)
    lamps: list[list[float]] = field(default_factory=list)
    windows: list[list[float]] = field(default_factory=list)
    beacons: list[tuple[Point, Colour]] = field(default_factory=list)

    def material(
        self, kind: int, base: Colour, other: Colour = (0, 0, 0), *, gloss: float = 0.0, rough: float = 0.4, metal: bool = False,
        scale: float = 1.0, glow: Colour = (0, 0, 0), family: int = KEY, extra: tuple[float, ...] = (),
    ) -> int:  # fmt: skip
        """Add a material; return the skin that meshes name it by."""
        room = [*extra, 0.0, 0.0, 0.0, 0.0][:4]
        self.materials.append(
            [*base, *other, float(kind), gloss, rough, float(metal), scale, *glow, float(family), *room]
        )
        return len(self.materials) - 1

    def add(self, *meshes: Mesh) -> None:
        self.meshes.extend(meshes)

    def lamp(
        self, at: Point, light: Colour, family: int, radius: float = 0.06, *, toward: Point | None = None,
        angles: tuple[float, float] = (30.0, 24.0), sharp: bool = False,
    ) -> None:  # fmt: skip
        """Add a lamp; with ``toward``, a spotlight whose cone ends and is full at two angles from its axis in degrees."""
        way, cosines = (0.0, -1.0, 0.0), (-2.0, -1.5)
        if toward is not None:
            to = np.subtract(toward, at)
            way = tuple(to / np.linalg.norm(to))
            cosines = (math.cos(math.radians(angles[0])), math.cos(math.radians(angles[1])))
        self.lamps.append([*at, *light, float(family), radius, *way, *cosines, float(sharp)])

    def window(self, corner: Point, across: Point, up: Point, light: Colour, family: int = SKY) -> None:
        """Add an opening through which soft light comes in."""
        self.windows.append([*corner, *across, *up, *light, float(family)])

    def ready(self) -> kernel.Built:
        """Return the place as it is traced."""
        mesh = Mesh.of(self.meshes)
        points, triangles = np.ascontiguousarray(mesh.points, np.float32), mesh.triangles.astype(np.int32)
        fog = [self.fog[0], *(part for colour in self.fog[1] for part in colour)]
        return kernel.Built(
            tree=bvh.tree(points, triangles), carried=np.ascontiguousarray(mesh.carried, np.float32), triangles=triangles,
            skins=mesh.skins.astype(np.int16), materials=np.array(self.materials, np.float32),
            lamps=np.array(self.lamps, np.float32).reshape(-1, kernel.LAMP_COLUMNS),
            windows=np.array(self.windows, np.float32).reshape(-1, 13),
            sun=np.array(self.sun, np.float32) / np.float32(np.linalg.norm(self.sun)), sunlight=np.array(self.sunlight, np.float32),
            halo=np.array(self.halo, np.float32), zenith=np.array(self.zenith, np.float32),
            horizon=np.array(self.horizon, np.float32), fog=np.array(fog, np.float32), is_open=float(self.is_open),
            soft=np.zeros((1, 1, kernel.CHANNELS), np.float32), where=np.zeros((1, 1, 7), np.float32), step=1.0, seed=self.seed,
        )  # fmt: skip


def aimed(
    eye: Point, at: Point, focal: float, width: int, height: int, centre: tuple[float, float] = (0.5, 0.5)
) -> Lens:
    """Return a camera that looks at a point, which lies at ``centre`` of the picture; focal length in widths of an upright one."""
    forward = np.subtract(at, eye).astype(np.float64)
    forward /= np.linalg.norm(forward)
    right = np.cross((0.0, 1.0, 0.0), forward)
    right /= np.linalg.norm(right)
    narrow = min(width, height * 0.5625 * 1.25)
    return Lens(
        np.array(eye, np.float32), right.astype(np.float32), np.cross(forward, right).astype(np.float32),
        forward.astype(np.float32), np.float32(focal * narrow), np.float32(centre[0] * width), np.float32(centre[1] * height),
    )  # fmt: skip


def level(eye: Point, yaw: float, focal: float, horizon: float, width: int, height: int) -> Lens:
    """Return a level camera turned by ``yaw`` degrees to the right, with the horizon at a share of the height: uprights stay upright."""
    turn = math.radians(yaw)
    at = (eye[0] + math.sin(turn), eye[1], eye[2] + math.cos(turn))
    return aimed(eye, at, focal, width, height, (0.5, horizon))


def gathered(
    place: Place, lens: Lens, width: int, height: int, progress: Callable[..., None], rays: int = 7
) -> kernel.Built:
    """Return a place ready to be traced, with its soft light."""
    built = place.ready()
    step = max(width / _COARSE, 1.0)
    shape = (math.ceil(height / step), math.ceil(width / step))
    soft, sent = np.zeros((2, *shape, kernel.CHANNELS), np.float32)
    where = np.zeros((*shape, 7), np.float32)
    built = built._replace(step=step)
    for first in range(0, shape[0], tracing.BAND):
        rows = slice(first, first + tracing.BAND)
        kernel.gather(built, lens, first, rays, soft[rows], sent[rows], where[rows])
        progress(0.3 * first / shape[0], "gathering light")
    # What walls of a room send back has no edges, and few rays found it: it is averaged over more than what the sky sends.
    direct, indirect = ((1, 2, 1), (1, 2, 1)) if place.is_open else ((1, 2, 3), (1, 2, 4, 8, 14, 7, 3))
    soft = _smoothed(soft, where, direct) + _smoothed(sent, where, indirect)
    return built._replace(soft=soft, where=where)


def _smoothed(soft: Array, where: Array, ways: tuple[int, ...]) -> Array:
    other = np.empty_like(soft)
    for apart in ways:
        kernel.smooth(soft, where, apart, other)
        soft, other = other, soft
    return soft


def traced(
    place: Place,
    lens: Lens,
    width: int,
    height: int,
    progress: Callable[..., None],
    rays: int = 7,
    *,
    bare: bool = False,
) -> tuple[list[Any], Array, Any]:
    """Return light (a float16 picture for each of four families), depth, and ids (skins + 1).

    With ``bare``, the sky behind it all is black, and a fifth picture says how much of it each pixel shows.
    """
    built = gathered(place, lens, width, height, progress, rays)
    light, depth, ids = tracing.trace(
        partial(_bare if bare else kernel.rays, built, lens),
        width, height, progress, families=4 + bare, sharp=0.35, keeps_first=True,
    )  # fmt: skip
    _settle(place, light[:4], ids)
    if place.dust > 0:
        _dusty(place, built, lens, light[:4], depth)
    return light, depth, ids


def _bare(built: kernel.Built, lens: Lens, x: Any, y: Any, jitter: int, out: Array, depth: Array, ids: Any) -> None:
    kernel.rays(built, lens, x, y, jitter, out, depth, ids)
    missed = ids == 0
    out[missed, : kernel.CHANNELS] = 0
    out[:, kernel.CHANNELS :] = missed[:, None]


def _settle(place: Place, light: list[Any], ids: Any) -> None:
    """Let no single mirrored ray of a rough surface sparkle, in place."""
    glossy = np.array([False, *(row[skins.GLOSS] > 0.01 for row in place.materials)])[ids]
    for family in light:
        for first in range(0, len(ids), 4 * tracing.BAND):
            rows = slice(first, first + 4 * tracing.BAND)
            some = family[rows].astype(np.float32)
            most = 1.25 * cv2.medianBlur(some, 5) + 0.02
            family[rows] = halved(np.where(glossy[rows, :, None], np.minimum(some, most), some))


def _dusty(place: Place, built: kernel.Built, lens: Lens, light: list[Any], depth: Array) -> None:
    """Add the light of shafts in the air, in place, traced at a sixth of the size."""
    height, width = depth.shape
    size = (max(2, min(width, 264)), max(2, round(height * min(width, 264) / width)))
    air = np.zeros((size[1], size[0], kernel.CHANNELS), np.float32)
    small = cv2.resize(depth, size, interpolation=cv2.INTER_AREA)
    if place.air is not None:
        small = np.minimum(small, _way_out(lens, place.air, size, width / size[0]))
    kernel.shafts(built, lens, small, width / size[0], 20, air)
    air = np.stack([cv2.GaussianBlur(air[..., k], (0, 0), 1.5) for k in range(kernel.CHANNELS)], -1)
    for k, family in enumerate(light):
        part = air[..., 3 * k : 3 * k + 3]
        if float(part.max()) > 0:
            family += halved(place.dust * cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC).clip(0))


def _way_out(lens: Lens, air: tuple[Point, Point], size: tuple[int, int], step: float) -> Array:
    """Return the depth at which the view through each pixel leaves a room."""
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    x, y = ((x + 0.5) * step - lens.centre_x) / lens.focal, (lens.centre_y - (y + 0.5) * step) / lens.focal
    way = lens.forward + x[..., None] * lens.right + y[..., None] * lens.up
    way = np.where(np.abs(way) < 1e-6, 1e-6, way)
    wall = np.where(way > 0, np.float32(np.max(air, axis=0)), np.float32(np.min(air, axis=0)))
    return np.asarray(((wall - lens.origin) / way).min(axis=-1).clip(0), np.float32)


def graded(
    light: list[Any], start: Grade, median: tuple[float, float], white: tuple[float, float] = (204.0, 236.0)
) -> Grade:
    """Return the grade that fits all light together."""
    height, width = light[0].shape[:2]
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), small, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    return fit_grade(total, start, median=median, white=white)


def body(outlines: Any, tall: float, thick: float, skin: int, rows: int = 220) -> Mesh:
    """Return a body with a silhouette as if it were inflated, feet at the origin, facing both ways.

    Parameters
    ----------
    outlines : str or tuple of outlines
        A name of :data:`~..kernels.silhouette.KINDS`, or curves as they are there.
    tall : float
        Metres of one unit of them.
    thick : float
        Metres from front to back where it is widest.
    rows : int
        How finely it is cut, per unit.
    """
    kind = outlines if isinstance(outlines, str) else "\0"
    if kind == "\0":
        silhouette.KINDS[kind] = outlines
    alpha, feet = staffage.figure(kind, float(rows))
    silhouette.KINDS.pop("\0", None)
    alpha = np.pad(alpha, 2)
    mask = (alpha > 0.5).astype(np.uint8)
    away = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    most = max(float(away.max()), 1.0)
    swell = cv2.GaussianBlur(np.sqrt(np.maximum(2 * most * away - away * away, 0)) / most, (0, 0), 0.025 * rows) * mask
    slope_y, slope_x = np.gradient(swell * thick / 2, tall / rows)
    y, x = np.mgrid[: mask.shape[0], : mask.shape[1]].astype(np.float32)
    x, y = (x - 2 - feet[0]) * tall / rows, (feet[1] - y + 2) * tall / rows
    # Corners just outside are drawn to the outline, or it would have steps.
    soft = cv2.GaussianBlur(alpha, (0, 0), 1.0)
    lean_y, lean_x = np.gradient(soft)
    steep = np.maximum(np.hypot(lean_x, lean_y), 1e-3)
    to = np.where(mask > 0, 0, np.clip((0.5 - soft) / steep, 0, 2)) / steep * (tall / rows)
    x, y = x + lean_x * to, y - lean_y * to
    inside = mask[:-1, :-1] | mask[1:, :-1] | mask[:-1, 1:] | mask[1:, 1:]
    number = np.arange(mask.size, dtype=np.int32).reshape(mask.shape)
    a, b, c, d = (part[inside > 0] for part in (number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    parts = []
    for way in (-1.0, 1.0):
        points = np.stack([x, y, way * swell * thick / 2], -1).reshape(-1, 3).astype(np.float32)
        normal = np.stack([-slope_x * 1.0, slope_y * 1.0, np.full_like(x, way)], -1).reshape(-1, 3)
        normal[:, :2] *= 1.0
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        carried = np.concatenate([x.reshape(-1, 1), y.reshape(-1, 1), normal, np.ones((x.size, 1))], 1).astype(
            np.float32
        )
        parts.append(Mesh(points, carried, faces, np.full(len(faces), skin, np.int16)))
    return Mesh.of(parts)


def flat(mesh: Mesh) -> Mesh:
    """Return what stands upright lying: its y is z, and its thickness is up."""
    carried = mesh.carried.copy()
    carried[:, [3, 4]] = carried[:, [4, 3]]
    points = mesh.points[:, [0, 2, 1]]
    carried[:, [2, 3, 4]] = mesh.carried[:, [2, 4, 3]]
    return Mesh(np.ascontiguousarray(points), carried, mesh.triangles, mesh.skins)


def dressed(mesh: Mesh, *cuts: tuple[float, int]) -> Mesh:
    """Return a mesh whose parts above heights have other skins."""
    middle = mesh.points[mesh.triangles].mean(axis=1)[:, 1]
    worn = mesh.skins.copy()
    for height, skin in cuts:
        worn[middle > height] = skin
    return Mesh(mesh.points, mesh.carried, mesh.triangles, worn)


def focused(light: list[Any], depth: Array, focus: float, aperture: float) -> list[Any]:
    """Return light as a lens shows it that is focused at a distance.

    Parameters
    ----------
    focus : float
        Metres.
    aperture : float
        Widths of the picture of the disc that a point at infinity makes, for a focus at one metre.
    """
    height, width = depth.shape
    blur = aperture * width * np.abs(1 / np.maximum(depth, 0.05) - 1 / focus)
    half = (max(8, width // 2), max(8, height // 2))
    small = cv2.resize(blur, half, interpolation=cv2.INTER_AREA)
    discs = []
    before = 0.0
    for share in (0.0028, 0.006, 0.012, 0.022):
        radius = share * width
        if radius < 0.7 or radius > 1.6 * float(blur.max()):
            continue
        side = 2 * math.ceil(radius / 2) + 1
        y, x = np.mgrid[:side, :side].astype(np.float32) - side // 2
        disc = np.clip(radius / 2 + 0.5 - np.hypot(x, y), 0, 1)
        weight = np.clip(small / (0.6 * radius) - 0.3, 0.0, 1.0) + 1e-4  # what is sharp does not spread
        mix = np.clip((blur - before) / max(radius - before, 1e-3), 0, 1)[..., None]
        discs.append((disc, weight, cv2.filter2D(weight, -1, disc), mix))
        before = radius
    found = []
    for part in light:  # one after the other, to keep memory low
        whole = part.astype(np.float32)
        coarse = cv2.resize(np.minimum(whole, 12.0), half, interpolation=cv2.INTER_AREA)
        if float(coarse.max()) >= 1e-4:
            for disc, weight, under, mix in discs:
                soft = cv2.filter2D(coarse * weight[..., None], -1, disc) / under[..., None]
                whole += (cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR) - whole) * mix
        found.append(halved(whole))
    return found


__all__ = [
    "EVEN", "KEY", "ODD", "SKY", "Place", "aimed", "body", "dressed", "flat", "focused", "gathered", "graded", "level", "skins", "traced",
]  # fmt: skip
