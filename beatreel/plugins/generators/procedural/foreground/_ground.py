"""The land on which a cabin stands or a fire burns: snow, sand, grass or the floor of a forest, in the light of the world and of lamps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

from ._light import Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import House, View
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._lamplight import Lamps

Array = np.ndarray[Any, np.dtype[np.float32]]
Canvas = tuple[Array, Array, Array, Array]

_STRIP = 128
_FAR = 85.0  # metres at which the land ends in the haze
_PAVED = 1.15  # metres from the middle of a paved path to its edge
_SLAB = np.array([0.150, 0.165, 0.170], np.float32)
_COOL = np.array([1.12, 1.0, 0.90], np.float32)  # what lies in the shade sees the sky above, not the glow
SNOW = np.array([0.93, 0.90, 0.88], np.float32)
_LAMPS = {"day": 0.35, "golden": 0.6, "dawn": 0.85}  # beside the light of day
_SKIES = {"day": 5.5, "golden": 1.9, "dawn": 1.15}
_SUNS = {"day": 3.0, "golden": 2.5, "dawn": 1.5}
_COLOURS = {
    "floor": np.array([0.060, 0.105, 0.120], np.float32),
    "grass": np.array([0.085, 0.200, 0.150], np.float32),
    "sand": np.array([0.30, 0.40, 0.47], np.float32),
}


@dataclass(frozen=True)
class Land:
    """The light over a piece of land.

    Attributes
    ----------
    ambient, key : ndarray (3,)
        Of the sky, and of its bright part, which stands behind.
    towards : ndarray (3,)
        The way to that.
    haze : ndarray (columns, 3)
        Light of the air before what is far, from left to right.
    thick : float
        Metres at which two thirds are air.
    lamp : ndarray (3,)
        Light of a window.
    house : House or None
        What stands on it.
    seed : int
    ground : {"snow", "floor", "grass", "sand"}
    path : tuple of float or None
        x and z of its end, and how it bends.
    seen : ndarray (3,)
        Light of the world's own ground, which sand has too.
    paved : bool
        The path is of slabs of stone.
    """

    ambient: Array
    key: Array
    towards: Array
    haze: Array
    thick: float
    lamp: Array
    house: House | None
    seed: int
    ground: str
    path: tuple[float, float, float] | None
    seen: Array
    paved: bool = False

    @property
    def snow(self) -> bool:
        """Whether it is covered with snow."""
        return self.ground == "snow"

    @classmethod
    def before(
        cls,
        light: Backlight,
        description: SceneDescription,
        view: View,
        seed: int,
        ground: str,
        lamp: float,
        house: House | None = None,
    ) -> Land:
        """Read the light of a painting; ``lamp`` is the light of a window or a flame."""
        rows = light.small.shape[0]
        row = min(max(int(view.horizon / view.height * rows), 2), rows - 2)
        band = light.small[max(row - rows // 8, 0) : row + 1].mean(axis=0)
        haze = cv2.GaussianBlur(band[None], (0, 0), 0.16 * band.shape[0], borderType=cv2.BORDER_REPLICATE)[0]
        sky = light.small[: max(row, 1)].reshape(-1, 3).mean(axis=0)
        to_x, to_y = light.direction(0.5, 0.6)
        towards = np.array([view.side * to_x * 0.8, 0.30 + 0.3 * max(-to_y, 0), 0.75], np.float32)
        towards /= np.linalg.norm(towards)
        hour = description.time_of_day
        warm = np.array([0.13, 0.47, 1.0], np.float32) * np.float32(lamp * _LAMPS.get(hour, 1.0))
        sky = sky * np.float32(_SKIES.get(hour, 1.0))
        seen = light.small[min(row + rows // 6, rows - 2) :].reshape(-1, 3).mean(axis=0)
        path = None
        if house is not None:
            door = next((one for one in house.openings if one.is_door), house.openings[0])
            at = house.point(door.wall, door.u + door.wide / 2, 0.0)
            path = (float(at[0]), float(at[2]), float(0.25 * np.sin(seed)))
        thick = {"mist": 52.0, "snow": 58.0, "storm": 50.0}.get(description.weather, 75.0)
        return cls(
            np.asarray(sky * _COOL, np.float32), light.brightest(6.0) * np.float32(_SUNS.get(hour, 1.0)), towards,
            np.asarray(haze, np.float32), thick, warm, house, seed, ground, path, np.asarray(seen, np.float32),
        )  # fmt: skip

    def air(self, z: Any) -> Any:
        """Return how much of what is ``z`` metres away the air leaves."""
        return np.exp(-((np.asarray(z, np.float32) / np.float32(self.thick)) ** 1.3))

    def haze_at(self, columns: Array, width: int) -> Array:
        """Return the light of the air at picture columns, (count, 3)."""
        at = np.clip(columns / width * len(self.haze) - 0.5, 0, len(self.haze) - 1)
        return np.stack([np.interp(at, np.arange(len(self.haze)), self.haze[:, c]) for c in range(3)], -1).astype(
            np.float32
        )

    def path_at(self, z: Array) -> Array:
        """Return where the path is at a distance, metres to the right."""
        if self.path is None:
            return np.full(z.shape, 1e3, np.float32)
        x, far, bend = self.path
        t = np.clip((far - z) / max(far - 1.0, 1.0), 0, 1.3)
        if self.paved:  # straight, as people who pave lay it
            return np.asarray(x * (1 - t) + bend * np.sin(3 * t), np.float32)
        return np.asarray(
            x * (1 - t) + (1.3 * np.sin(2.6 * t + 6 * bend) - 1.3 * np.sin(6 * bend)) * t + 0.5 * t, np.float32
        )

    def rise(self, x: Array, z: Array, foot: Array) -> Array:
        """Return how high the ground stands over its mean, metres."""
        strong = {"snow": 1.0, "sand": 0.38}.get(self.ground, 0.55)
        high = strong * (
            0.42 * fbm_at(x, 0.6 * z, 4.2, self.seed + 1, 3, foot) + 0.05 * fbm_at(x, z, 0.7, self.seed + 2, 3, foot)
        )
        if self.ground == "sand":  # trodden all over
            high += 0.022 * fbm_at(x, z, 0.26, self.seed + 3, 2, foot)
        if self.path is None or self.house is None:
            return np.asarray(high, np.float32)
        far = self.path[1]
        across = x - self.path_at(z)
        if self.paved:
            high *= 1 - 0.85 * step(_PAVED + 0.7, _PAVED - 0.1, np.abs(across)) * (z < far + 1)
            bank = np.exp(-((self.house.away(x, z) / 0.5) ** 2)) * step(_PAVED, _PAVED + 1.0, np.abs(across))
            return np.asarray(high * np.clip(self.house.away(x, z) / 2.0, 0.1, 1) + 0.06 * bank, np.float32)
        before = step(far + 0.3, far - 0.6, z)
        trodden = np.exp(-((across / 0.42) ** 4)) * before
        high -= 0.16 * strong * trodden
        if self.snow:
            pace = 0.62
            number = np.floor(z / pace)
            hand = np.where(number % 2 == 0, 1.0, -1.0).astype(np.float32)
            along = z - (number + 0.5) * pace
            print_ = np.exp(-((((along / 0.15) ** 2) + ((across - 0.14 * hand) / 0.062) ** 2) ** 2))
            high -= 0.10 * print_ * before * np.clip(0.12 / np.maximum(foot, 1e-3), 0, 1)
        bank = np.exp(-((self.house.away(x, z) / 0.7) ** 2)) * (1 - 0.9 * np.exp(-((across / 0.75) ** 2)))
        return np.asarray(high + 0.5 * bank, np.float32)


def ground_light(
    canvas: Canvas,
    view: View,
    land: Land,
    lamps: Lamps,
    crest: float = 0.0,
    *,
    edge: Array | None = None,
    far: float = _FAR,
    within: Callable[[Array, Array], Array] | None = None,
) -> None:
    """Paint the ground over what is behind it, in place.

    Parameters
    ----------
    crest : float
        Metres at which it ends in a low crest, before what the world has behind; 0 for land that goes on into the haze.
    edge : ndarray (1, columns), optional
        The rows in which it ends, in place of a crest.
    far : float
        Metres at which it is lost in the haze, where it has neither.
    within : callable, optional
        Of metres aside and ahead: where there is land, 0 to 1.
    """
    steady, warm, cover, depth = canvas
    first = max(int(view.horizon + view.focal * view.eye / (1.5 * crest or far)), 0)
    if crest:
        across = np.arange(view.width, dtype=np.float32)[None] / view.focal
        wave = fbm_at(across, 0 * across, 0.55, land.seed + 21, 4)
        edge = view.horizon + view.focal * view.eye / crest * (1 + 0.45 * wave)
    columns = np.arange(view.width, dtype=np.float32) + 0.5
    haze = land.haze_at(columns, view.width)[None]
    for top in range(first, view.height, _STRIP):
        rows = slice(top, min(top + _STRIP, view.height))
        down = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] + 0.5 - view.horizon
        z = np.broadcast_to(view.focal * view.eye / np.maximum(down, 0.5), (rows.stop - rows.start, view.width))
        x = view.side * (columns - view.centre_x)[None, :] / view.focal * z
        x, z = np.ascontiguousarray(x, np.float32), np.ascontiguousarray(z, np.float32)
        foot = z / view.focal
        deep = foot * z / view.eye  # metres of ground under a row
        near = np.maximum(foot, 0.35 * deep)
        own, lit = _surface(x, z, near, land, lamps)
        through = land.air(z)[..., None]
        own = own * through + haze * (1 - through)
        share = step(far, 0.62 * far, z)[..., None]
        if edge is not None:
            share = np.clip(down + view.horizon - edge, 0, 1)[..., None]
        if within is not None:
            share = share * within(x, z)[..., None]
        steady[rows] += (own - steady[rows]) * share
        warm[rows] += (lit * through - warm[rows]) * share
        cover[rows] = np.maximum(cover[rows], share[..., 0])
        depth[rows] = np.where(share[..., 0] > 0.4, z, depth[rows])


def _pave(albedo: Array, x: Array, z: Array, foot: Array, land: Land) -> None:
    """Lay slabs of stone along the path, in place: no two alike, moss in their joints, worn along the middle."""
    across = x - land.path_at(z)
    edge = _PAVED + 0.10 * fbm_at(x, z, 0.5, land.seed + 31, 2)
    on = step(0.06, -0.06, np.abs(across) - edge) * (z < (land.path[1] if land.path else 0.0) + 1.0)
    row = np.floor(z / 0.78)
    shift = np.sin(row * 91.7 + land.seed % 97) * 0.5
    column = np.floor((across + shift) / 0.92)
    own = np.sin(row * 12.9898 + column * 78.233) * 43758.547
    own = own - np.floor(own)
    to_row = 0.39 - np.abs(z - (row + 0.5) * 0.78)
    to_column = 0.46 - np.abs(across + shift - (column + 0.5) * 0.92)
    gap = np.minimum(to_row, to_column) + 0.02 * fbm_at(x, z, 0.2, land.seed + 32, 2, foot)
    joint = step(0.05, 0.015, gap) * np.clip(0.09 / np.maximum(foot, 1e-3) - 0.4, 0.25, 1)
    worn = 0.85 + 0.35 * np.exp(-((across / 0.6) ** 2))
    grain = fbm_at(x, z, 0.16, land.seed + 33, 4, foot)
    tone = worn * (0.72 + 0.5 * own) * (1 + 0.55 * grain) * (1 - 0.72 * joint)
    moss = step(0.05, 0.4, fbm_at(x, z, 0.7, land.seed + 34, 3, foot) + 0.35 * np.abs(across) - 0.2)[..., None]
    stone = tone[..., None] * (_SLAB + 0.5 * moss * (_COLOURS["grass"] * 0.8 - _SLAB))
    albedo += (stone - albedo) * on[..., None]


def _surface(x: Array, z: Array, foot: Array, land: Land, lamps: Lamps) -> tuple[Array, Array]:
    """Return the light of the sky and of the lamps on the ground."""
    step_ = np.maximum(0.06, foot)
    here = land.rise(x, z, foot)
    slope_x = (land.rise(x + step_, z, foot) - here) / step_
    slope_z = (land.rise(x, z + step_, foot) - here) / step_
    length = np.sqrt(slope_x**2 + slope_z**2 + 1)
    nx, ny, nz = -slope_x / length, 1 / length, -slope_z / length
    towards = land.towards
    direct = np.clip(nx * towards[0] + ny * towards[1] + nz * towards[2], 0, 1)
    away = land.house.away(x, z) if land.house is not None else np.full(x.shape, 99.0, np.float32)
    shade = 1 - (0.22 if land.snow else 0.6) * np.exp(-away / 0.5) - 0.28 * np.exp(-away / 2.4)
    open_ = np.clip(0.55 + 0.45 * ny - 0.35 * nz + 0.25 * here, 0.15, 1.4) * shade
    if land.snow:
        albedo = np.broadcast_to(SNOW, (*x.shape, 3))
        strength, sky = 0.13, 0.34
    else:
        litter = fbm_at(x, z, 0.5, land.seed + 11, 4, foot)
        patches = fbm_at(x, z, 3.5, land.seed + 12, 3, foot)
        rough = 0.35 if land.ground == "sand" else 1.0
        grain = fbm_at(x, z, 0.07, land.seed + 13, 3, foot)
        tone = np.clip(0.8 + 0.9 * rough * litter + 0.5 * rough * patches + 0.32 * grain, 0.2, 1.8)
        albedo = tone[..., None] * _COLOURS[land.ground]
        if land.paved:
            _pave(albedo, x, z, foot, land)
        elif land.path is not None:
            across = np.exp(-(((x - land.path_at(z)) / 0.5) ** 4)) * step(land.path[1] + 0.3, land.path[1] - 0.6, z)
            dust = np.array([0.16, 0.21, 0.26], np.float32)
            albedo += tone[..., None] * ((dust - _COLOURS[land.ground]) * (0.75 * across)[..., None])
        strength, sky = (0.05, 0.42) if land.ground == "sand" else (0.10, 0.75)
    own = albedo * (
        open_[..., None] * land.ambient * np.float32(sky) + direct[..., None] * land.key * np.float32(strength)
    )
    if land.ground == "sand":  # as the sand beside it
        own = (tone * np.clip(0.25 + 0.62 * open_ + 0.5 * direct, 0.1, 1.6))[..., None] * land.seen
    fall = lamps.on(x, here, z, (nx, ny, nz), 0.08)
    if land.house is None:
        fall = fall / (1 + fall / 2.2)
    bright = albedo * (land.lamp * np.float32({"snow": 1.0, "sand": 2.0}.get(land.ground, 3.6)))
    return own, fall[..., None] * bright
