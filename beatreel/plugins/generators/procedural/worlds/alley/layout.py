"""Builds the alley from a seed: signs, clutter, figures and lamps, and the tables by which rays find them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.facade import BLOCK
from beatreel.plugins.generators.procedural.kernels.street import (
    CELL_LENGTH,
    CLUTTER,
    FACADE,
    FIRST_CELL,
    PLAIN,
    SIGN,
    Street,
)
from beatreel.plugins.generators.procedural.scenery import shop_signs as signs, staffage

from .draft import Draft, Mood
from .lamplight import set_up
from .lanterns import hang
from .old import furnish

Array = np.ndarray[Any, np.dtype[np.float32]]

_CELLS = 48
_FIGURE_PIXELS = 640.0
_SIGN_PIXELS = 640  # height of the texture of a hanging sign
_ASLEEP = 0.16  # light of windows where a street lamp is the only light
_EAVES = 6.4  # metres, below the lowest roof of an old street
_BEYOND = 30.0  # metres, above what is seen of a modern one


def build(mood: Mood, seed: int) -> Street:
    """Build an alley; :func:`with_figures` puts somebody into it."""
    random = np.random.default_rng(seed)
    width = random.uniform(3.4, 4.1)
    left = -width / 2 + random.uniform(-0.15, 0.15)
    draft = Draft(random, left, left + width, cool_side=-1 if seed % 2 else 1)
    _add_facades(draft, _EAVES if mood.old else _BEYOND)
    if mood.lamps:
        _add_clutter(draft)
        set_up(draft, mood)
        return _tables(draft, mood, seed)
    if mood.lanterns is not None:
        hang(draft, mood)
    if mood.old:
        furnish(draft, mood)
        return _tables(draft, mood, seed)
    if mood.lanterns is None or mood.has_signs:
        _add_hanging_signs(draft, mood)
    _add_flush_signs(draft, mood)
    _add_clutter(draft)
    _add_machines(draft, mood)
    if mood.lanterns is None:
        _add_lanterns(draft, mood)
    return _tables(draft, mood, seed)


def with_figures(street: Street, people: list[staffage.Person]) -> Street:
    """Return an alley with people in it."""
    cards = [one.card(_FIGURE_PIXELS) for one in people]
    images, at = [image for image, _ in cards] or [np.zeros((8, 8), np.float32)], [place for _, place in cards]
    return street._replace(figures=np.stack(_same_size(images)), figure_at=np.array(at, np.float32).reshape(-1, 4))


def _colour(draft: Draft, mood: Mood, family: int) -> Array:
    choices = (mood.cool, mood.second, mood.warm)[family]
    return choices[int(draft.random.integers(len(choices)))] * np.float32(mood.sign_power)


def _family(draft: Draft, side: int) -> int:
    """Return a family of signs: of either wall most are of one, so that two colours of light meet in the street."""
    cool, second = (0.66, 0.16) if side == draft.cool_side else (0.16, 0.66)
    return int(draft.random.choice(3, p=(cool, second, 0.18)))


def _add_facades(draft: Draft, top: float) -> None:
    """Upper floors that overhang and shops that step back give the walls relief; nothing of them stands above a roof."""
    for side in (-1, 1):
        for block in range(-1, 11):
            z = block * BLOCK - 20.0 % BLOCK
            if draft.random.random() < 0.6:
                depth = draft.random.uniform(0.10, 0.34)
                low = draft.random.choice([2.55, 5.4])
                draft.box(draft.on_wall(side, depth), (float(low), top), (z + 0.08, z + BLOCK - 0.08), FACADE, 0.06)


def _add_hanging_signs(draft: Draft, mood: Mood) -> None:
    random = draft.random
    z = random.uniform(3.4, 4.6)
    side = draft.side()
    while z < 44:
        far = z / 44
        width = random.uniform(0.55, 0.75) + 0.45 * far
        low = random.uniform(2.4, 3.0) if random.random() < 0.6 else random.uniform(3.8, 5.0)
        count = int(random.integers(2, 5)) + (1 if far > 0.3 else 0)
        _hang(draft, mood, side, z, low, low + width * count * random.uniform(0.95, 1.2), width, count)
        z += random.uniform(0.8, 2.3) * (1 + 1.6 * far)
        side = -side if random.random() < 0.8 else side


def _hang(draft: Draft, mood: Mood, side: int, z: float, low: float, high: float, width: float, count: int) -> None:
    family = _family(draft, side)
    style = int(draft.random.choice([signs.TUBE, signs.BOX, signs.PANEL], p=(0.55, 0.33, 0.12)))
    colour = _colour(draft, mood, family)
    columns = max(int(_SIGN_PIXELS * width / (high - low)) // 4 * 4, 16)
    image = signs.texture(draft.random, columns, _SIGN_PIXELS, count, colour, style, across=False, latin=mood.latin)
    x = draft.left + 0.08 if side < 0 else draft.right - 0.08 - width
    draft.box((x - 0.08, x + width + 0.08), (high - 0.12, high - 0.08), (z + 0.06, z + 0.12), PLAIN, 0.03)
    _sign(draft, (x, x + width), (low, high), (z, z + 0.18), image, family, 2)
    _lamp(draft, (x + width / 2, (low + high) / 2, z - 0.25), image, width * (high - low), family)


def _add_flush_signs(draft: Draft, mood: Mood) -> None:
    random = draft.random
    z = random.uniform(4.4, 6.0)
    while z < 26:
        side = draft.side()
        family = _family(draft, side)
        length, low, tall = random.uniform(1.6, 2.8), 2.2, random.uniform(0.4, 0.55)
        colour = _colour(draft, mood, family)
        columns = int(160 * length / tall)
        count = int(random.integers(4, 6))
        style = int(random.choice([signs.BOX, signs.PANEL]))
        image = signs.texture(random, columns, 160, count, colour, style, across=True, latin=mood.latin)
        x, y = draft.on_wall(side, 0.22), (low, low + tall)
        _sign(draft, x, y, (z, z + length), image, family, 1 if side < 0 else 0)
        middle = x[1] + 0.3 if side < 0 else x[0] - 0.3
        for third in range(3):
            _lamp(draft, (middle, low + tall / 2, z + length * (third + 0.5) / 3), image, length * tall / 3, family)
        z += length + random.uniform(0.8, 3.2)


def _sign(draft: Draft, x: Any, y: Any, z: Any, image: Array, family: int, face: int) -> None:
    draft.boxes.append((*x, *y, *z))
    draft.traits.append((SIGN, 0.03, family, len(draft.textures), 1.0, face))
    draft.textures.append(image)


def _lamp(draft: Draft, at: tuple[float, float, float], image: Array, area: float, family: int) -> None:
    draft.lights.append((*at, *(image.mean(axis=(0, 1)) * area), family))


def _add_clutter(draft: Draft) -> None:
    random = draft.random
    for _ in range(64):  # air conditioners
        side, z, y = draft.side(), random.uniform(5.2, 40), random.uniform(2.9, 11)
        depth, width, height = random.uniform(0.18, 0.40), random.uniform(0.5, 0.9), random.uniform(0.4, 0.7)
        draft.box(draft.on_wall(side, depth + 0.2), (y, y + height), (z, z + width), CLUTTER, 0.10)
    for _ in range(16):  # pipes
        side, z, depth = draft.side(), random.uniform(1.6, 34), random.uniform(0.06, 0.12)
        draft.box(draft.on_wall(side, depth), (0.0, 14.0), (z, z + depth), CLUTTER, 0.07)
    for i in range(12):  # awnings, with a lip
        side, z = (-1 if i % 2 else 1), 3.9 + i * 2.6 + random.uniform(0, 0.8)
        depth, length = random.uniform(0.4, 0.75), random.uniform(1.6, 2.4)
        draft.box(draft.on_wall(side, depth), (2.19, 2.24), (z, z + length), CLUTTER, 0.06)
        inner = draft.on_wall(side, depth)
        lip = (inner[1] - 0.04, inner[1]) if side < 0 else (inner[0], inner[0] + 0.04)
        draft.box(lip, (2.05, 2.24), (z, z + length), CLUTTER, 0.09)
    for _ in range(26):  # crates, planters and bins
        side, z = draft.side(), random.uniform(3.4, 30)
        depth, height, length = random.uniform(0.25, 0.5), random.uniform(0.3, 0.9), random.uniform(0.3, 0.6)
        draft.box(draft.on_wall(side, depth), (0.0, height), (z, z + length), CLUTTER, 0.07)
        if random.random() < 0.4:
            draft.box(
                draft.on_wall(side, depth * 0.8), (height, height * 1.5), (z + 0.04, z + length * 0.8), CLUTTER, 0.09
            )


def _add_machines(draft: Draft, mood: Mood) -> None:
    """Vending machines: the brightest warm-white things at eye level."""
    random = draft.random
    z = random.uniform(5.2, 8.0)
    for _ in range(3):
        side = draft.side()
        image = _machine(random, [*mood.cool, *mood.warm, *mood.second], mood.sign_power)
        x = draft.on_wall(side, 0.6)
        _sign(draft, x, (0.0, 1.85), (z, z + 0.95), image, 0, 1 if side < 0 else 0)
        light = np.array([0.55, 0.48, 0.38]) * mood.sign_power
        draft.lights.append(((x[0] + x[1]) / 2 - side * 0.6, 1.1, z + 0.5, *light, 0))
        z += random.uniform(6, 11)


def _machine(random: np.random.Generator, colours: list[Array], power: float) -> Array:
    image = np.empty((256, 128, 3), np.float32)
    image[:] = np.array([1, 0.85, 0.7]) * 0.30 * power
    for row in range(4):
        for column in range(6):
            colour = colours[int(random.integers(len(colours)))]
            y, x = 20 + row * 38, 8 + column * 19
            image[y : y + 26, x : x + 14] = 0.12 * power
            cv2.rectangle(
                image,
                (x + 3, y + 2),
                (x + 10, y + 25),
                [float(v) for v in colour * random.uniform(0.5, 1.1) * power],
                -1,
            )
            cv2.rectangle(image, (x + 5, y), (x + 8, y + 3), [0.5 * power] * 3, -1)
        image[48 + row * 38 : 51 + row * 38] = np.array([1, 0.9, 0.8]) * 1.3 * power
    image[180:] *= 0.25
    image[190:196, 20:100] = np.array([1, 0.5, 0.2]) * power
    image[:, :4] *= 0.2
    image[:, -4:] *= 0.2
    return image


def _add_lanterns(draft: Draft, mood: Mood) -> None:
    random = draft.random
    z, side = random.uniform(4.2, 9.0), draft.side()
    for _ in range(int(random.integers(5, 9))):
        colour = mood.warm[int(random.integers(len(mood.warm)))] * np.float32(mood.sign_power)
        inner = draft.left + random.uniform(0.38, 0.5) if side < 0 else draft.right - random.uniform(0.38, 0.5)
        y = random.uniform(1.85, 2.02)
        draft.lanterns.append((inner, y, z, 0.16, 0.21, *(colour * 1.5), 2))
        draft.lights.append((inner, y, z - 0.2, *(colour * 0.16), 2))
        z += random.choice([0.7, 0.7, 4.0, 6.5])
        side = draft.side() if random.random() < 0.3 else side


def _tables(draft: Draft, mood: Mood, seed: int) -> Street:
    boxes = np.array(draft.boxes, np.float32)
    start, items = _cells(boxes)
    textures = draft.textures or [np.zeros((12, 12, 3), np.float32)]
    fine, fine_at = signs.atlas(textures)
    coarse, coarse_at = signs.atlas([_shrunk(image) for image in textures])
    lights = sorted(draft.lights, key=lambda light: light[6])
    families = np.array([light[6] for light in lights])
    indoors = np.float32(_ASLEEP if mood.lamps else 1.0)
    return Street(
        boxes,
        np.array(draft.traits, np.float32),
        start,
        items,
        fine,
        fine_at,
        coarse,
        coarse_at,
        np.ascontiguousarray(np.array([light[:6] for light in lights], np.float32).T),
        np.searchsorted(families, [0, 1, 2, 3]).astype(np.int32),
        draft.random.uniform(6.5 if mood.old else 8.0, 11.0 if mood.old else 22.0, (2, 16)).astype(np.float32),
        np.zeros((1, 8, 8), np.float32),
        np.zeros((0, 4), np.float32),
        np.array(draft.lanterns, np.float32).reshape(-1, 9),
        np.float32(draft.left),
        np.float32(draft.right),
        np.float32(62.0),
        np.float32(mood.wet),
        np.float32(mood.snow),
        np.float32(mood.fog),
        np.array(mood.air, np.float32),
        np.array(mood.ambient, np.float32),
        np.array(mood.zenith, np.float32),
        np.array(mood.horizon, np.float32),
        np.array(mood.glow, np.float32),
        np.float32(mood.cloud),
        np.float32(mood.windows),
        (indoors * mood.warm[0]).astype(np.float32),
        (indoors * (mood.warm if mood.old else mood.cool)[-1]).astype(np.float32),
        np.array([-draft.cool_side * mood.sun[0], *mood.sun[1:]], np.float32),
        np.array(mood.sunlight, np.float32),
        np.float32(mood.old),
        np.int32(seed % 50_000),
    )


def _shrunk(image: Array) -> Array:
    size = (max(2, image.shape[1] // 6), max(2, image.shape[0] // 6))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def _cells(boxes: Array) -> tuple[Any, Any]:
    first = np.clip(np.floor((boxes[:, 4] - 1e-3 - FIRST_CELL) / CELL_LENGTH), 0, _CELLS - 1).astype(int)
    last = np.clip(np.floor((boxes[:, 5] + 1e-3 - FIRST_CELL) / CELL_LENGTH), 0, _CELLS - 1).astype(int)
    lists = [np.flatnonzero((first <= cell) & (last >= cell)) for cell in range(_CELLS)]
    start = np.concatenate([[0], np.cumsum([len(found) for found in lists])]).astype(np.int32)
    return start, np.concatenate(lists).astype(np.int32)


def _same_size(images: list[Array]) -> list[Array]:
    height, width = max(i.shape[0] for i in images), max(i.shape[1] for i in images)
    return [cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA) for image in images]
