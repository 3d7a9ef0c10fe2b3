"""What grows in a field: pictures of blossoms and ears, and how each kind of field is sown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from .botanical import Array, Colour, blank, grid, lay, petal_outline
from .sunflowers import broad_leaf, sunflower

SIZES = (220, 130, 76, 44, 26, 15, 9, 5)  # widths in the atlas, pixels
VARIANTS = 5


@dataclass(frozen=True)
class Crop:
    """A kind of field.

    Attributes
    ----------
    blossoms : tuple of str
        Names of :data:`DRAWN`; which one grows is drawn for each plant.
    grass, stem : tuple of float
        Colours, linear BGR.
    height, spread : float
        Metres of a plant, and how much it varies.
    size : float
        Metres of a blossom's width.
    share : float
        Of plants that blossom.
    rows : float
        Metres between rows; 0 for none.
    tall : float
        Metres of the grass between.
    leaf : tuple of str
        Name of :data:`DRAWN` of its broad leaves, or none.
    """

    blossoms: tuple[str, ...]
    grass: Colour
    stem: Colour
    height: float
    spread: float
    size: float
    share: float
    rows: float = 0.0
    tall: float = 0.30
    leaf: tuple[str, ...] = ()


CROPS = {
    "poppies": Crop(
        ("poppy", "poppy", "poppy", "bud", "daisy"),
        (0.050, 0.20, 0.11),
        (0.05, 0.17, 0.09),
        0.56,
        0.30,
        0.095,
        0.24,
        0.0,
        0.44,
    ),
    "wheat": Crop(("wheat",), (0.085, 0.34, 0.52), (0.10, 0.36, 0.52), 0.82, 0.16, 0.036, 0.9, 0.0, 0.58),
    "lavender": Crop(("lavender",), (0.10, 0.17, 0.12), (0.11, 0.18, 0.12), 0.60, 0.16, 0.036, 0.95, 1.9, 0.20),
    "tulips": Crop(("tulip",), (0.045, 0.19, 0.09), (0.05, 0.22, 0.11), 0.44, 0.14, 0.075, 0.95, 1.3, 0.20),
    "heather": Crop(("heather",), (0.055, 0.13, 0.12), (0.05, 0.10, 0.11), 0.40, 0.30, 0.060, 0.9, 0.0, 0.16),
    "meadow": Crop(
        ("daisy", "daisy", "bell", "buttercup", "poppy", "seed"),
        (0.050, 0.22, 0.10),
        (0.05, 0.18, 0.09),
        0.50,
        0.40,
        0.055,
        0.30,
        0.0,
        0.46,
    ),
    "wildflowers": Crop(
        ("daisy", "bell", "poppy", "buttercup", "daisy", "bell", "seed"),
        (0.050, 0.20, 0.10),
        (0.05, 0.18, 0.09),
        0.52,
        0.34,
        0.068,
        0.86,
        0.0,
        0.36,
    ),
    "daisies": Crop(("daisy",), (0.050, 0.22, 0.10), (0.05, 0.18, 0.09), 0.46, 0.36, 0.062, 0.34, 0.0, 0.30),
    "grass": Crop(("wheat",), (0.055, 0.15, 0.12), (0.075, 0.19, 0.16), 0.62, 0.35, 0.022, 0.22, 0.0, 0.50),
    "sunflowers": Crop(
        ("sunflower",), (0.030, 0.12, 0.055), (0.04, 0.17, 0.08), 1.35, 0.16, 0.24, 0.5, 1.5, 0.42, ("broad_leaf",)
    ),
}

WINTER = Crop(("seed",), (0.10, 0.16, 0.20), (0.085, 0.145, 0.19), 0.42, 0.50, 0.034, 0.10, 0.0, 0.20)
"""What stands in snow: dry stalks, and nothing that blossoms."""


def mean_colour(found: tuple[Array, Array, Array]) -> Array:
    """Return the mean colour of the blossoms of an atlas, (3,)."""
    picture, places, _ = found
    top = int(places[0, -1, 1])
    strip = picture[top:]
    return np.asarray(
        (strip[..., :3] * strip[..., 3:4]).sum(axis=(0, 1)) / np.maximum(strip[..., 3].sum(), 1e-3), np.float32
    )


def poppy(random: np.random.Generator, width: int) -> Array:
    """Return a poppy from above as linear BGR and cover, ``width`` pixels wide."""
    canvas = blank(width, 0.95)
    x, y, r = width * 0.5, width * 0.47, width * 0.47
    squash, start = random.uniform(0.55, 0.9), random.uniform(0, 6.28)
    dx, dy = grid(canvas, x, y)
    away, angle = np.hypot(dx, dy / squash) / r, np.arctan2(dy / squash, dx)
    veins = 0.92 + 0.08 * np.sin(angle * 46 + 3 * away) + 0.05 * np.sin(angle * 23 - 5 * away)
    for k in range(5):
        turn = start + k * 2.513 + random.uniform(-0.15, 0.15)
        facing = np.cos(angle - turn - np.pi / 2)
        shade = (
            veins
            * (0.42 + 0.62 * np.clip(away, 0, 1) ** 0.8)
            * (0.50 + 0.55 * np.clip(facing, 0, 1) ** 0.7)
            * random.uniform(0.85, 1.12)
        )
        outline = petal_outline(
            r * random.uniform(0.92, 1.02), r * random.uniform(1.25, 1.5), turn, squash, x, y, random.uniform(0.0, 0.05)
        )
        lay(canvas, outline, (0.018, 0.035, 0.78), 1.0, np.clip(shade, 0.1, 1.3))
    ring = [
        (x + 0.16 * r * np.cos(a) * (1 + 0.2 * (k % 2)), y + 0.16 * r * squash * np.sin(a) * (1 + 0.2 * (k % 2)))
        for k, a in enumerate(np.linspace(0, 6.28, 28))
    ]
    lay(canvas, ring, (0.02, 0.02, 0.03), 0.1)
    lay(
        canvas,
        [(x + 0.07 * r * np.cos(a), y + 0.07 * r * squash * np.sin(a) - 0.02 * r) for a in np.linspace(0, 6.28, 16)],
        (0.06, 0.16, 0.11),
        0.4,
    )
    return canvas


def bud(random: np.random.Generator, width: int) -> Array:
    """Return a poppy not yet open as linear BGR and cover, ``width`` pixels wide."""
    canvas = blank(width, 1.2)
    x, y = width * 0.5, width * 0.62
    r = width * 0.17
    lay(
        canvas,
        [(x + r * np.cos(a), y + 1.7 * r * np.sin(a)) for a in np.linspace(0, 6.28, 24)],
        (0.06, 0.20, 0.12),
        0.5,
    )
    lay(
        canvas,
        [(x + 0.3 * r * np.cos(a), y + 1.5 * r * np.sin(a)) for a in np.linspace(0, 6.28, 16)],
        (0.02, 0.05, 0.6),
        0.8,
    )
    return canvas


def _rays(
    random: np.random.Generator,
    width: int,
    count: int,
    petal: Colour,
    heart: Colour,
    long_: float,
    wide: float,
    core: float,
    rings: int = 1,
) -> Array:
    canvas = blank(width)
    x = y = width * 0.5
    r, squash, start = width * 0.48, random.uniform(0.45, 0.95), random.uniform(0, 6.28)
    dx, dy = grid(canvas, x, y)
    away = np.hypot(dx, dy / squash) / r
    for ring in range(rings):
        for k in range(count):
            turn = start + (k + 0.5 * ring) * 6.283 / count + random.uniform(-0.06, 0.06)
            shade = np.clip((0.62 + 0.42 * away) * random.uniform(0.78, 1.08) * (0.85 + 0.15 * ring), 0, 1.15)
            lay(
                canvas,
                petal_outline(r * long_ * random.uniform(0.86, 1.03), r * wide, turn, squash, x, y, 0.02),
                petal,
                0.85,
                shade,
            )
    e = np.linspace(0, 6.28, 36)
    turned = 13 * np.arctan2(dy / squash, dx)
    spots = 0.80 + 0.30 * np.sin(turned + 16 * away / core) * np.sin(turned - 16 * away / core)
    dome = np.clip(1.15 - 0.55 * (away / core) ** 2 - 0.3 * dy / r / core, 0.15, 1.4)
    lay(canvas, np.stack([x + core * r * np.cos(e), y + core * r * squash * np.sin(e)], 1), heart, 0.35, spots * dome)
    return canvas


def daisy(random: np.random.Generator, width: int) -> Array:
    """Return a daisy as linear BGR and cover, ``width`` pixels wide."""
    return _rays(random, width, 19, (0.82, 0.86, 0.88), (0.02, 0.42, 0.80), 1.0, 0.24, 0.26)


def buttercup(random: np.random.Generator, width: int) -> Array:
    """Return a buttercup as linear BGR and cover, ``width`` pixels wide."""
    return _rays(random, width, 5, (0.01, 0.56, 0.90), (0.02, 0.40, 0.62), 0.85, 0.86, 0.18)


def bell(random: np.random.Generator, width: int) -> Array:
    """Return a blue flower as linear BGR and cover, ``width`` pixels wide."""
    return _rays(random, width, 9, (0.72, 0.16, 0.22), (0.50, 0.08, 0.16), 0.95, 0.34, 0.18)


def seed(random: np.random.Generator, width: int) -> Array:
    """A dandelion clock."""
    canvas = blank(width)
    x = y = width * 0.5
    r = width * 0.46
    dx, dy = grid(canvas, x, y)
    away, angle = np.hypot(dx, dy) / r, np.arctan2(dy, dx)
    fluff = np.clip(1 - away, 0, 1) ** 0.35 * (0.35 + 0.4 * np.exp(-(((away - 0.82) / 0.16) ** 2)))
    fluff = fluff * (0.75 + 0.25 * np.sin(angle * 44) * np.sin(away * 30)) * (away < 1)
    canvas[..., :3] = 0.85
    canvas[..., 3], canvas[..., 4] = fluff, 1.1
    return canvas


def lavender(random: np.random.Generator, width: int) -> Array:
    """Return a spike of lavender as linear BGR and cover, ``width`` pixels wide."""
    tall = 3.4
    canvas = blank(width, tall)
    x, height = width * 0.5, width * tall
    e = np.linspace(0, 2 * math.pi, 14)
    # One whorl apart from the others, as most have; those above are close to each other and smaller.
    for row in (0.95, *np.linspace(0.81, 0.07, 12)):
        share = max(0.9 - row, 0.0)
        reach = width * 0.26 * (1 - 0.62 * share**1.5) * random.uniform(0.85, 1.1)
        for k in random.permutation(9):
            aside = (k - 4) / 4
            turn = -0.5 * math.pi + 0.95 * aside + random.normal(0, 0.25)
            long_ = width * random.uniform(0.10, 0.15) * (1 - 0.35 * share)
            cx = x + aside * reach * random.uniform(0.8, 1.1)
            cy = height * row - random.uniform(0, 0.16) * width - 0.10 * width * (1 - aside * aside)
            along, across = np.cos(e) * long_, np.sin(e) * 0.42 * long_
            outline = np.stack(
                [
                    cx + along * math.cos(turn) - across * math.sin(turn),
                    cy + along * math.sin(turn) + across * math.cos(turn),
                ],
                1,
            )
            shade = random.uniform(0.40, 1.0) * (0.65 + 0.35 * abs(aside))
            lay(canvas, outline, (0.52 * shade, 0.13 * shade, 0.29 * shade), 0.8)
            if random.random() < 0.28:  # it is open
                lip = np.stack([cx + 0.075 * width * np.cos(e), cy + 0.055 * width * np.sin(e) - 0.5 * long_], 1)
                lay(canvas, lip, (0.80, 0.34, 0.55), 0.9)
    return canvas


_TULIPS = (
    (0.02, 0.03, 0.72),
    (0.02, 0.03, 0.72),
    (0.03, 0.16, 0.78),
    (0.04, 0.52, 0.80),
    (0.34, 0.16, 0.72),
)  # linear BGR


def tulip(random: np.random.Generator, width: int) -> Array:
    """Return a tulip from aside as linear BGR and cover, ``width`` pixels wide."""
    canvas = blank(width, 1.45)
    x, foot = width * 0.5, width * 1.40
    tint = np.array(_TULIPS[int(random.integers(len(_TULIPS)))])
    s = np.linspace(0, 1, 22)
    dx, dy = grid(canvas, x, foot)
    rise = np.clip(-dy / (1.1 * width), 0, 1)
    veins = 0.95 + 0.05 * np.sin(dx * (70 / width) * (1.6 - 0.6 * rise))  # they spread towards the top
    for aside, half, tall, lean, dark in (
        (-0.17, 0.20, 1.06, -0.07, 0.55), (0.17, 0.20, 1.08, 0.07, 0.60), (0.0, 0.19, 1.16, 0.0, 0.45),
        (-0.20, 0.24, 1.14, -0.10, 0.85), (0.21, 0.24, 1.10, 0.10, 0.95), (0.01, 0.27, 1.02, 0.02, 1.12),
    ):  # fmt: skip
        wide = half * np.sin(np.pi * s**0.72) ** 0.75
        middle = aside * np.sin(0.5 * np.pi * s) + lean * s**2
        height = foot - width * tall * s
        left, right = width * (0.5 + middle - wide), width * (0.5 + middle + wide)
        outline = [*zip(left, height, strict=True), *zip(right[::-1], height[::-1], strict=True)]
        shade = dark * random.uniform(0.9, 1.1)
        round_ = 1.05 - 0.45 * np.abs(dx / width - aside) / half  # a petal is a bowl
        lit = veins * (0.55 + 0.60 * rise) * np.clip(round_, 0.5, 1.1)
        lay(canvas, outline, tuple(float(v) for v in tint * shade), 1.0, lit)
        rib = [(x + width * (middle[k] - 0.012), height[k]) for k in range(2, 19)]
        rib += [(x + width * (middle[k] + 0.012), height[k]) for k in range(18, 1, -1)]
        lay(canvas, rib, tuple(float(v) for v in tint * shade * 0.86), 0.9, lit)
    return canvas


def heather(random: np.random.Generator, width: int) -> Array:
    """Return a sprig of heather as linear BGR and cover, ``width`` pixels wide."""
    tall = 2.6
    canvas = blank(width, tall)
    height = width * tall
    e = np.linspace(0, 6.28, 12)
    for branch in (-1.0, 1.0, 0.0):
        lean, top = 0.26 * branch, 0.96 - 0.22 * abs(branch)
        for row in range(13):  # bells in whorls, smaller towards the tip
            along = row / 12
            x = width * (0.5 + lean * (0.35 + 0.65 * along)) + random.normal(0, 0.02 * width)
            y = height * (1.0 - top * (0.20 + 0.78 * along))
            size = width * (0.085 - 0.045 * along)
            for side in (-1, 1, 0):
                shade = random.uniform(0.55, 1.3)
                outline = np.stack(
                    [x + 1.05 * side * size + 0.62 * size * np.cos(e), y + 0.3 * size * abs(side) + size * np.sin(e)], 1
                )
                lay(canvas, outline, (0.42 * shade, 0.13 * shade, 0.44 * shade), 0.8)
    return canvas


def wheat(random: np.random.Generator, width: int) -> Array:
    """Return an ear of wheat as linear BGR and cover, ``width`` pixels wide."""
    tall = 4.6
    canvas = blank(width, tall)
    x, height = width * 0.5, width * tall
    for k in range(16):  # awns
        side = -1 if k % 2 else 1
        y = height * (0.92 - 0.035 * k)
        tip = (x + side * width * random.uniform(0.25, 0.49), y - height * random.uniform(0.20, 0.32))
        w = max(width * 0.012, 0.5)
        lay(
            canvas,
            [(x - w, y), (x + w, y), (tip[0] + 0.3 * w, tip[1]), (tip[0] - 0.3 * w, tip[1])],
            (0.16, 0.52, 0.74),
            1.0,
        )
    e = np.linspace(0, 6.28, 16)
    for k in range(17):
        side = -1 if k % 2 else 1
        y, size = height * (0.965 - 0.039 * k), width * (0.15 - 0.0035 * k)
        shade = random.uniform(0.75, 1.15)
        lean = side * 0.42
        px, py = 0.62 * size * np.cos(e), 1.45 * size * np.sin(e)
        outline = np.stack(
            [x + side * size * 0.75 + px * np.cos(lean) - py * np.sin(lean), y + px * np.sin(lean) + py * np.cos(lean)],
            1,
        )
        lay(canvas, outline, (0.10 * shade, 0.40 * shade, 0.66 * shade), 0.75)
    return canvas


DRAWN = {
    "poppy": poppy,
    "bud": bud,
    "daisy": daisy,
    "sunflower": sunflower,
    "broad_leaf": broad_leaf,
    "buttercup": buttercup,
    "bell": bell,
    "seed": seed,
    "lavender": lavender,
    "heather": heather,
    "tulip": tulip,
    "wheat": wheat,
}


def atlas(names: tuple[str, ...], seed_: int) -> tuple[Array, Array, Array]:
    """Draw the blossoms of a field: the picture, the places of sprites (name by name, ``VARIANTS`` each) in it, and the widths."""
    random = np.random.default_rng(seed_)
    sprites = [DRAWN[name](random, SIZES[0]) for name in names for _ in range(VARIANTS)]
    places = np.zeros((len(sprites), len(SIZES), 4), np.float32)
    rows: list[Array] = []
    wide = len(sprites) * (SIZES[0] + 2)
    top = 0
    for level, size in enumerate(SIZES):
        tall = max(round(sprite.shape[0] / sprite.shape[1] * size) for sprite in sprites) + 2
        strip = np.zeros((tall, wide, 5), np.float32)
        for index, sprite in enumerate(sprites):
            high = max(2, round(sprite.shape[0] / sprite.shape[1] * size))
            flat = sprite.copy()
            flat[..., :3] *= sprite[..., 3:4]
            flat[..., 4] *= sprite[..., 3]
            parts = [
                cv2.resize(np.ascontiguousarray(flat[..., c]), (size, high), interpolation=cv2.INTER_AREA)
                for c in range(5)
            ]
            small = np.stack(parts, axis=2)
            small[..., [0, 1, 2, 4]] /= np.maximum(small[..., 3:4], 0.02)
            left = index * (size + 2)
            strip[:high, left : left + size] = small
            places[index, level] = (left, top, size, high)
        rows.append(strip)
        top += tall
    return np.concatenate(rows), places, np.array(SIZES, np.float32)
