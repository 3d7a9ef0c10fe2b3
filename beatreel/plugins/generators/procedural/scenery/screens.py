"""What lit screens show: snow, colour bars, lines of code, plots, maps; laid on the glass that a picture sees.

A screen is a material of its own whose glow is the colour of its light. Its picture is laid on after tracing, as sharp as the pixels
are, so that a wall of screens costs no more triangles than one of plain glass.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .exposure import Exposure

Array = np.ndarray[Any, np.dtype[np.float32]]
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Screen:
    """A lit screen.

    Attributes
    ----------
    skin, family : int
        Its material, which no other surface has, and the family of its light.
    corner, across, down : tuple of float
        Its upper left corner as it is looked at, and the way from there along its edges (metres).
    picture : ndarray (rows, columns, 3)
        What it shows, BGR shares of its light.
    flickers : bool
        Snow runs over it.
    """

    skin: int
    family: int
    corner: Point
    across: Point
    down: Point
    picture: Array
    flickers: bool = False

    def moved(self, x: float, y: float, z: float, turn: float = 0.0) -> Screen:
        """Return it turned about the vertical and set to a place, as a mesh is."""
        c, s = math.cos(turn), math.sin(turn)
        corner, across, down = (
            (c * one[0] - s * one[2], one[1], s * one[0] + c * one[2]) for one in (self.corner, self.across, self.down)
        )
        return replace(self, corner=(corner[0] + x, corner[1] + y, corner[2] + z), across=across, down=down)


def show(seen: Exposure, screens: Sequence[Screen]) -> Array:
    """Lay pictures on screens, in place; return where those are that flicker, 0 or 1."""
    lens = seen.lens
    flickering = np.zeros(seen.depth.shape, np.float32)
    for one in screens:
        seen_there = seen.ids == one.skin + 1
        if not seen_there.any():
            continue
        # Its rim, too, has some of its light.
        y, x = np.nonzero(cv2.dilate(seen_there.astype(np.uint8), np.ones((3, 3), np.uint8)))
        right, up = (
            (x + 0.5 - float(lens.centre_x)) / float(lens.focal),
            (float(lens.centre_y) - y - 0.5) / float(lens.focal),
        )
        way = lens.forward + right[:, None] * lens.right + up[:, None] * lens.up
        across, down, corner = np.asarray(one.across), np.asarray(one.down), np.asarray(one.corner) - lens.origin
        normal = np.cross(across, down)
        away = corner @ normal / (way @ normal)
        at = away[:, None] * way - corner
        u, v = at @ across / (across @ across), at @ down / (down @ down)
        pixels = float(lens.focal) * float(np.linalg.norm(across)) / float(np.median(away))
        picture = one.picture
        if pixels < picture.shape[1]:  # no finer than what is seen of it
            columns = max(4, round(pixels))
            rows = max(3, round(picture.shape[0] * columns / picture.shape[1]))
            picture = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA)
        to = [(part * size - 0.5).astype(np.float32) for part, size in ((u, picture.shape[1]), (v, picture.shape[0]))]
        tone = np.concatenate(  # a picture may have no more than 32767 columns here
            [
                cv2.remap(picture, a[None], b[None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[0]
                for a, b in zip(*(np.array_split(part, len(y) // 30_000 + 1) for part in to), strict=True)
            ]
        )
        part = seen.light[one.family]
        part[y, x] = halved(part[y, x].astype(np.float32) * tone)
        if one.flickers:
            flickering[seen_there] = 1.0
    return flickering


def _dim_rim(picture: Array, share: float = 0.55) -> Array:
    """Return a picture as a bulged tube has it: darker to its rim, in lines."""
    rows, columns = picture.shape[:2]
    y, x = np.linspace(-1, 1, rows, dtype=np.float32)[:, None], np.linspace(-1, 1, columns, dtype=np.float32)
    lines = 1 - 0.22 * (np.arange(rows) % 3 == 0).astype(np.float32)[:, None]
    return np.asarray(picture * ((1 - share * (0.5 * (x * x + y * y)) ** 1.5) * lines)[..., None], np.float32)


def snow(rng: np.random.Generator) -> Array:
    """Return what a tube shows without a station: grains, bands that roll, a torn line."""
    rows, columns = 270, 360
    fine = rng.random((rows, columns // 2)).astype(np.float32).repeat(2, axis=1) ** 1.8
    coarse = cv2.resize(rng.random((rows // 3, columns // 6)).astype(np.float32), (columns, rows))
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    rolled = (y + rng.random()) % 1.0
    band = 0.75 + 0.55 * np.exp(-(((rolled - 0.5) / 0.10) ** 2)) - 0.35 * np.exp(-(((rolled - 0.7) / 0.05) ** 2))
    tone = (0.25 + 2.0 * fine) * (0.7 + 0.6 * coarse) * band
    for at in rng.integers(10, rows - 10, 3):
        tone[at : at + 2] = 0.3 + 2.2 * rng.random((1, columns)).astype(np.float32)
    return _dim_rim(np.repeat(tone[..., None], 3, axis=2))


def bars(rng: np.random.Generator) -> Array:
    """Return colour bars that a bad signal tears."""
    rows, columns = 270, 360
    picture = np.zeros((rows, columns, 3), np.float32)
    tones = [(1, 1, 1), (0.1, 1, 1), (1, 1, 0.1), (0.1, 0.9, 0.1), (1, 0.1, 0.9), (0.1, 0.1, 1), (1, 0.15, 0.1)]
    for n, tone in enumerate(tones):
        left, right = columns * n // 7, columns * (n + 1) // 7
        picture[: rows * 2 // 3, left:right] = tone
        picture[rows * 2 // 3 : rows * 3 // 4, left:right] = 0.5 * np.array(tones[6 - n])
    picture[rows * 3 // 4 :] = np.repeat(np.linspace(0.05, 1.0, 6), columns // 6)[None, :, None]
    return _torn(0.15 + 0.95 * picture, rng)


def _torn(picture: Array, rng: np.random.Generator) -> Array:
    rows = len(picture)
    shift = np.zeros(rows, int)
    for _ in range(4):
        at, high = int(rng.integers(0, rows)), int(rng.integers(3, 22))
        shift[at : at + high] += int(rng.integers(-40, 41))
    torn = np.stack([np.roll(line, by, axis=0) for line, by in zip(picture, shift, strict=True)])
    torn = torn * (0.85 + 0.3 * rng.random((rows, torn.shape[1], 1)).astype(np.float32))
    return _dim_rim(torn.astype(np.float32))


def stray(rng: np.random.Generator) -> Array:
    """Return a picture that a bad signal only half brings: a head and shoulders or a horizon, in snow."""
    rows, columns = 270, 360
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    x, y = x / columns - 0.5, y / rows - 0.5
    if rng.random() < 0.55:
        a = float(rng.uniform(-0.12, 0.12))
        head = ((x - a) / 0.115) ** 2 + ((y + 0.06) / 0.20) ** 2 < 1
        body = (y > 0.17 + 1.1 * (x - a) ** 2) & (np.abs(x - a) < 0.34)
        tone = np.where(head | body, 0.10, 0.95 - 0.5 * y)
    else:
        ridge = 0.05 + 0.07 * np.sin(9 * x + 6 * rng.random()) + 0.03 * np.sin(31 * x + 6 * rng.random())
        sun = ((x - 0.12) / 0.09) ** 2 + ((y + 0.14) / 0.12) ** 2 < 1
        tone = np.where(y > ridge, 0.14, np.where(sun, 1.9, 0.75 + 0.7 * y))
    tone = cv2.GaussianBlur(tone.astype(np.float32), (0, 0), 2.5) * (0.7 + 0.6 * rng.random((rows, columns)))
    return _torn(np.repeat(tone[..., None], 3, axis=2).astype(np.float32), rng)


def code(rng: np.random.Generator, *, columns: int = 64) -> Array:
    """Return lines of code, indented, some of them pale or marked; glyphs are grids of dots that nobody can read."""
    wide, high = 8, 14
    lines = round(columns * wide * 0.62 / high)
    picture = np.full((lines * high, columns * wide, 3), 0.035, np.float32)
    glyphs = (rng.random((40, 4, 3)) < 0.55).astype(np.uint8)
    indent = 0
    for n in range(lines):
        indent = max(0, min(6, indent + int(rng.integers(-1, 2))))
        at, tone = 5 + 3 * indent, 1.0
        if rng.random() < 0.12:
            continue
        for k in range(1, 4):  # its number
            number = cv2.resize(glyphs[(n + 7 * k) % 40], (5, 8), interpolation=cv2.INTER_NEAREST)
            picture[n * high + 3 : n * high + 11, k * 7 : k * 7 + 5] += 0.22 * number[..., None]
        end = int(rng.integers(at + 4, columns - 2))
        while at < end:
            word = int(rng.integers(2, 9))
            shade = tone * float(rng.choice([0.55, 1.0, 1.0, 1.9]))
            pale = rng.random() < 0.18
            for k in range(at, min(at + word, end)):
                glyph = cv2.resize(glyphs[int(rng.integers(40))], (6, 8), interpolation=cv2.INTER_NEAREST) * shade
                patch = picture[n * high + 3 : n * high + 11, k * wide + 1 : k * wide + 7]
                patch += glyph[..., None] * (np.float32([1.2, 1.2, 1.2]) if pale else np.float32([1, 1, 1]))
            at += word + 1
    for at in rng.integers(2, lines - 2, 2):
        picture[at * high : (at + 1) * high] += 0.16  # marked
    return np.clip(picture, 0, 2.6)


def plots(rng: np.random.Generator) -> Array:
    """Return windows of instruments: curves over a grid, bars, a dial, rows of figures."""
    rows, columns = 360, 576
    picture = np.full((rows, columns, 3), 0.05, np.float32)
    corners = [(8, 8), (columns // 2 + 4, 8), (8, rows // 2 + 4), (columns // 2 + 4, rows // 2 + 4)]
    kinds = rng.permutation(4)
    for (x, y), kind in zip(corners, kinds, strict=True):
        wide, high = columns // 2 - 12, rows // 2 - 12
        cv2.rectangle(picture, (x, y), (x + wide, y + high), (0.10,) * 3, -1)
        cv2.rectangle(picture, (x, y), (x + wide, y + 12), (0.35,) * 3, -1)
        u = np.linspace(0, 1, 120)
        if kind == 0:
            for k in range(1, 8):
                cv2.line(picture, (x + wide * k // 8, y + 14), (x + wide * k // 8, y + high), (0.16,) * 3, 1)
            for tone, k in ((1.6, 1), (0.6, 2)):
                v = 0.5 + 0.22 * np.sin(7 * k * u + 6 * rng.random()) + 0.10 * np.sin(31 * u + 6 * rng.random())
                points = np.stack([x + wide * u, y + 14 + (high - 18) * v], 1).astype(np.int32)
                cv2.polylines(picture, [points], False, (tone,) * 3, 2, cv2.LINE_AA)
        elif kind == 1:
            for k, share in enumerate(rng.uniform(0.15, 0.95, 14)):
                left = x + 8 + (wide - 16) * k // 14
                cv2.rectangle(picture, (left, y + high - 6), (left + wide // 20, int(y + high - 6 - share * (high - 26))),
                              (0.4 + share,) * 3, -1)  # fmt: skip
        elif kind == 2:
            for n in range(9):
                long = int(rng.uniform(0.2, 0.55) * wide)
                cv2.line(picture, (x + 8, y + 24 + 16 * n), (x + 8 + long, y + 24 + 16 * n), (0.7,) * 3, 4)
                cv2.line(picture, (x + wide - 60, y + 24 + 16 * n), (x + wide - 20, y + 24 + 16 * n), (1.3,) * 3, 4)
        else:
            middle = (x + wide // 2, y + 12 + high // 2)
            for radius in (70, 48, 26):
                cv2.circle(picture, middle, radius, (0.45,) * 3, 1, cv2.LINE_AA)
            a = float(rng.uniform(0, 360))
            cv2.ellipse(picture, middle, (70, 70), a, 0, 50, (0.55,) * 3, -1, cv2.LINE_AA)
            for _ in range(7):
                spot = (int(middle[0] + rng.uniform(-55, 55)), int(middle[1] + rng.uniform(-55, 55)))
                cv2.circle(picture, spot, 3, (1.9,) * 3, -1, cv2.LINE_AA)
    return picture


def world_map(rng: np.random.Generator) -> Array:
    """Return a map of lands that nobody knows, with a net of lines and the track of something."""
    rows, columns = 360, 640
    field = cv2.resize(rng.standard_normal((9, 15)).astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    field += 0.35 * cv2.resize(
        rng.standard_normal((36, 60)).astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC
    )
    land = (field > 0.35).astype(np.float32)
    shore = np.abs(cv2.Laplacian(cv2.GaussianBlur(land, (0, 0), 1.2), cv2.CV_32F))
    tone = 0.10 + 0.34 * land + 2.2 * np.clip(shore, 0, 0.5)
    tone[:: rows // 9] += 0.18
    tone[:, :: columns // 16] += 0.18
    picture = np.repeat(tone[..., None], 3, axis=2).astype(np.float32)
    u = np.linspace(0, 1, 200)
    for k in range(3):
        v = 0.5 + 0.30 * np.sin(2 * math.pi * u + k + 6 * rng.random())
        points = np.stack([columns * u, rows * v], 1).astype(np.int32)
        cv2.polylines(picture, [points], False, (1.5 if k == 0 else 0.7,) * 3, 2, cv2.LINE_AA)
    for _ in range(16):
        spot = (int(rng.uniform(20, columns - 20)), int(rng.uniform(20, rows - 20)))
        cv2.circle(picture, spot, 4, (2.2,) * 3, -1, cv2.LINE_AA)
        cv2.circle(picture, spot, 10, (0.8,) * 3, 1, cv2.LINE_AA)
    return picture


def tracks(rng: np.random.Generator) -> Array:
    """Return a song as its maker sees it: tracks with clips and waves, and the line where it plays."""
    rows, columns = 400, 640
    picture = np.full((rows, columns, 3), 0.06, np.float32)
    high = rows // 12
    for n in range(1, 12):
        y, x, own = n * high, 96, float(rng.choice([0.55, 1.0, 1.5]))
        cv2.rectangle(picture, (4, y + 3), (88, y + high - 3), (0.28,) * 3, -1)
        cv2.circle(picture, (16, y + high // 2), 5, (1.4,) * 3, -1, cv2.LINE_AA)
        while x < columns - 20:
            long = int(rng.choice([40, 80, 80, 160]))
            if rng.random() < 0.72:
                end = min(x + long - 3, columns - 4)
                cv2.rectangle(picture, (x, y + 3), (end, y + high - 4), (0.30 * own,) * 3, -1)
                for at in range(x + 2, end - 1, 3):
                    swing = int((high / 2 - 5) * rng.random() * (0.4 + 0.6 * abs(math.sin(at * 0.05))))
                    cv2.line(picture, (at, y + high // 2 - swing), (at, y + high // 2 + swing), (1.1 * own,) * 3, 1)
            x += long
    at = int(rng.uniform(0.4, 0.8) * columns)
    cv2.line(picture, (at, 0), (at, rows), (2.4,) * 3, 2)
    return picture


PICTURES: dict[str, Callable[[np.random.Generator], Array]] = {
    "snow": snow, "bars": bars, "stray": stray, "code": code, "plots": plots, "map": world_map, "tracks": tracks,
}  # fmt: skip
"""What a screen may show, by name."""
