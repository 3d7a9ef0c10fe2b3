"""The light of a painting on bodies of :mod:`..scenery.solids`: its sky, its ground, its sides and its brightest part behind them.

A little comes from the front, as a photographer adds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.solids import look_at

from ._flesh import complexion, hollowed, lit_within
from ._fur import add_fur, pile_of
from ._hand_light import Lamp
from ._light import LUMA, peak
from ._prints import printed
from ._weave import combed, frayed, woven

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.palette import Palette
    from beatreel.plugins.generators.procedural.scenery.solids import Model, Seen

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_UP = np.array([0, 1, 0], np.float32)
_STRIP = 192  # rows that are lit at once
_DRAFT = 400, 800  # widths of pictures that are drafts: quick rather than fine
_DENSEST, _FEWEST, _ONE = 800.0, 300.0, 500.0  # places to a metre that are traced, of many people; parts of one or two
_FRONT = {
    "day": 0.60,
    "golden": 0.47,
    "dawn": 0.42,
    "dusk": 0.34,
    "night": 0.27,
}  # of white cloth in the light from the front, on the screen
_BESIDE_HAIR = 0.006  # metres about hair within which it frays
_DARKEST = 0.014  # of the light that falls on it: black cloth is not as black as a hole
_BEFORE, _ASIDE, _BEHIND = 0.12, 0.35, 1.5  # of its light that each has where somebody is lit from behind
_RIM = {"day": 0.80, "golden": 0.92, "dawn": 0.85, "dusk": 0.80, "night": 0.78}
_ROUGH = {
    "cloth": 0.55,
    "leather": 0.28,
    "rubber": 0.12,
    "skin": 0.06,
    "hair": 0.5,
    "curls": 0.5,
    "fur": 1.0,
    "mane": 1.0,
    "coat": 0.5,
    "pelt": 0.4,
    "tiger": 0.9,
    "rosettes": 0.9,
    "hide": 0.18,
    "wrinkled": 0.5,
    "stone": 0.35,
    "net": 0.2,
    "dapple": 0.40,
    "zebra": 0.40,
    "worn": 0.12,
    "patches": 0.2,
    "scales": 0.1,
    "barred": 0.5,
    "feathers": 0.5,
    "print": 0.35,
    "straw": 0.6,
    "wood": 0.15,
    "sequins": 0.55,
    "tulle": 0.5,
}


@dataclass(frozen=True)
class Rig:
    """The lights about a body.

    Attributes
    ----------
    sides : ndarray (5, 3)
        What comes from the left, right, above, below and the front.
    key, front : ndarray (3,)
        The light behind, and the one before it.
    to_key, to_front : ndarray (3,)
        The ways to them; x right, y up, z away from the eye.
    small : ndarray (rows, columns, 3)
        The picture, as what shines mirrors it.
    at : tuple of float
        The body's middle, shares of width and height.
    on_flesh : float
        How much of what comes from the front and the sides falls on skin and hair, where clothes are lit for their colour.
    wrap : float
        How far the light behind reaches round all edges, 0 to 1.
    keys : ndarray (2, 3), optional
        The light behind on the left and on the right, where those differ.
    lamp : Lamp, optional
        What the body itself holds and what shines.
    """

    sides: Array
    key: Array
    front: Array
    to_key: Array
    to_front: Array
    small: Array
    at: tuple[float, float]
    on_flesh: float = 1.0
    wrap: float = 0.0
    keys: Array | None = None
    lamp: Lamp | None = None

    @classmethod
    def of(
        cls, painting: Painting, light: Backlight, at: tuple[float, float], hour: str, *, bright: float = 1.0
    ) -> Rig:
        """Read the lights from a painting, for a body whose middle is at shares of width and height."""
        small = light.small
        rows, columns = small.shape[:2]
        third = max(columns // 3, 1)
        soft = np.minimum(small, np.float32(peak(painting, 0.97)))
        parts = (soft[:, :third], soft[:, -third:], soft[: rows // 3], soft[-rows // 4 :], soft)
        sides = np.stack([part.reshape(-1, 3).mean(axis=0) for part in parts])
        sides[3] *= 0.7
        sides[4] *= 0.5
        white = peak(painting, _FRONT.get(hour, 0.4)) * bright
        mean = sides[4] / max(float(sides[4] @ LUMA), 1e-5)
        mean = mean / max(1.0, 0.55 * float(mean.max()))  # never a lamp of one colour alone
        to_x, to_y = light.direction(*at)
        side = 1.0 if to_x >= 0 else -1.0
        brightest = light.brightest(3.0)
        key = brightest / max(float(brightest @ LUMA), 1e-5) * np.float32(peak(painting, _RIM.get(hour, 0.8)))
        to_key = np.array([1.2 * to_x + 0.35 * side, 0.35 - to_y, 0.75])
        to_front = np.array([0.65 * side, 0.55, -0.75])
        level = float((sides @ LUMA).mean())
        sides = sides * np.float32(min(max(0.55 * white / max(level, 1e-5), 0.4), 2.5))
        front = (0.35 + 0.65 * mean) * np.float32(white)
        return cls(
            sides.astype(np.float32),
            key.astype(np.float32),
            front.astype(np.float32),
            _unit(to_key),
            _unit(to_front),
            small,
            at,
        )

    def whitened(self, share: float) -> Rig:
        """Return the same lights nearer to white: by a blue one a fox is still seen as red."""
        front, sides = (part + share * ((part @ LUMA)[..., None] - part) for part in (self.front, self.sides))
        return replace(self, front=np.asarray(front, np.float32), sides=np.asarray(sides, np.float32))

    def before(self, side: float) -> Rig:
        """Return the same lights, the front one where somebody looks (1: to the right): a face is not in its own shade."""
        return replace(self, to_front=_unit((0.72 * side, 0.55, -0.68)))

    def backlit(self) -> Rig:
        """Return the same lights where the one behind is what is named: edges shine, and what faces the camera is dark."""
        front, sides = np.float32(_BEFORE) * self.front, np.float32(_ASIDE) * self.sides
        return replace(self, front=front, sides=sides, key=np.float32(_BEHIND) * self.key)

    def split(self, palette: Palette, side: float) -> Rig:
        """Return lights for a face that looks to a side (1: right): one before it; its cheek lies in shade, in the second colour."""
        white = float(self.front @ LUMA)
        warm, cold = np.ones(3, np.float32), np.ones(3, np.float32)
        if palette.strength > 0.4:
            warm, cold = (light_of_hue(hue, 0.13, 0.72) for hue in (palette.accent, palette.key))
            warm, cold = (0.35 + 0.65 * one / max(float(one @ LUMA), 1e-3) for one in (warm, cold))
        sides = 0.45 * self.sides
        sides[0 if side > 0 else 1] = 0.34 * white * cold
        key = 0.5 * self.key + 0.5 * float(self.key @ LUMA) * cold
        front = np.asarray(0.70 * white * warm, np.float32)
        return replace(
            self, sides=sides.astype(np.float32), key=key.astype(np.float32), front=front, to_front=_unit((0.94 * side, 0.36, -0.16)),
            to_key=_unit((-0.8 * side, 0.35, 0.55)),
        )  # fmt: skip


# Planes of what is known of each place of a body.
_PLANES = (
    *(
        "cover",
        "z",
        "normal x",
        "normal y",
        "normal z",
        "open",
        "lit",
        "blue",
        "green",
        "red",
        "gloss",
        "metal",
        "tender",
        "glow",
    ),
    *("rough", "threads", "fur", "wood", "glitter", "hair", "flesh", "pile", "curls"),
)


@dataclass(frozen=True)
class Body:
    """A body as it is laid into a picture.

    Attributes
    ----------
    colour, cover : ndarray (rows, columns[, 3])
        Linear light and cover, of a window of the picture.
    rows, columns : slice
        The window.
    hair, flesh : ndarray (rows, columns)
        How much of it is hair, and how much is skin.
    """

    colour: Array
    cover: Array
    rows: slice
    columns: slice
    hair: Array
    flesh: Array


def laid(
    model: Model,
    rig: Rig,
    at: tuple[float, float],
    unit: float,
    size: tuple[int, int],
    *,
    lowest: float = -9.0,
    wet: float = 0.0,
    comb: tuple[float, float] = (0.0, -0.6),
    seed: int = 0,
) -> Body:
    """Return a body in the light of a rig, its origin at a pixel, ``unit`` pixels to a metre; ``wet`` makes it shine.

    ``comb`` is the way its hair lies, x to the right and y up.

    It is traced at most 800 times a metre: what a picture shows finer than that is woven into it afterwards.
    """
    crowd = max(1.0, len(model.parts) / _ONE)  # where many stand together, less is seen of each
    fine = 2.0 if unit < 500 and not _DRAFT[0] <= size[0] < _DRAFT[1] else 1.0
    dense = min(unit * fine, max(max(_DENSEST, 0.35 * unit) / crowd, min(_FEWEST, unit)))
    (x, y), (width, height) = at, size
    low, high = max(lowest, (y - height) / unit - 0.02), y / unit + 0.02
    seen = look_at(
        model,
        dense,
        rig.to_front,
        lowest=low,
        highest=high,
        leftmost=-x / unit - 0.02,
        rightmost=(width - x) / unit + 0.02,
    )
    planes = _planes(seen, model)
    scale = dense / unit
    left, top = x - seen.origin[0] / scale, y - seen.origin[1] / scale
    room = int(unit * max(pile_of(skin) for skin in model.skins)) + 1
    x0, x1 = max(int(left) - room, 0), min(int(left + planes.shape[2] / scale) + room + 1, width)
    y0, y1 = max(int(top) - room, 0), min(int(top + planes.shape[1] / scale) + room + 1, height)
    if x1 <= x0 or y1 <= y0:
        none = np.zeros((0, 0), np.float32)
        return Body(np.zeros((0, 0, 3), np.float32), none, slice(0, 0), slice(0, 0), none, none)
    # Each pixel is the mean of several; edges between skins are softened, or they would show the steps of what was traced.
    soft = 0.35 * scale if scale > 1.0 else min(0.55 * crowd, 0.9)
    for one in planes:
        one[:] = cv2.GaussianBlur(one, (0, 0), soft)
    if room > 1:
        _mingle(planes, 0.009 * dense)
    loose = _about_hair(planes, dense) if planes[_PLANES.index("hair")].any() else None
    colour = np.empty((y1 - y0, x1 - x0, 3), np.float32)
    cover, hair, flesh, pile = (np.empty((y1 - y0, x1 - x0), np.float32) for _ in range(4))
    normal = np.zeros((y1 - y0, x1 - x0, 2) if room > 1 else (0, 0, 2), np.float32)
    across = (np.arange(x0, x1, dtype=np.float32) + 0.5 - x) / unit
    for first in range(y0, y1, _STRIP):
        last = min(first + _STRIP, y1)
        move = np.array(
            [[scale, 0, (x0 - left + 0.5) * scale - 0.5], [0, scale, (first - top + 0.5) * scale - 0.5]], np.float32
        )
        down = (y - (np.arange(first, last, dtype=np.float32) + 0.5)) / unit
        strip = _strip(planes, loose, move, across, down, seed)
        shown = np.clip(strip[0], 0, 1)
        strip[1:] /= np.maximum(strip[0], 1e-3)
        facts = dict(zip(_PLANES, strip, strict=True))
        colour[first - y0 : last - y0] = _shaded(facts, across, down, 1 / unit, rig, wet, seed)
        cover[first - y0 : last - y0] = shown
        hair[first - y0 : last - y0] = shown * facts["hair"]
        flesh[first - y0 : last - y0] = shown * facts["flesh"]
        if room > 1:
            pile[first - y0 : last - y0] = facts["pile"]
            normal[first - y0 : last - y0] = np.stack([facts["normal x"], facts["normal y"]], -1)
    if room > 1:
        colour, cover = add_fur(colour, cover, normal, pile, unit, comb, 0.30 * rig.key, seed)
    return Body(colour, cover, slice(y0, y1), slice(x0, x1), hair, flesh)


def _planes(seen: Seen, model: Model) -> Array:
    """Return :data:`_PLANES` of what is seen, times its cover."""
    skins = [*model.skins, model.skins[0]]

    def of(values: list[float]) -> Array:
        return np.array(values, np.float32)[seen.skin]

    def made_of(*weaves: str) -> Array:
        return of([float(skin.weave in weaves) for skin in skins])

    colour = printed(np.array([skin.colour for skin in skins], np.float32)[seen.skin], seen, model)
    planes = [seen.z, *np.moveaxis(seen.normal, -1, 0), seen.openness, seen.lit, *np.moveaxis(colour, -1, 0)]
    planes.append(of([skin.gloss for skin in skins]))
    planes += [made_of("metal"), made_of("skin", "wax", "tulle", "ribs", "feathers")]
    planes.append(of([skin.glow for skin in skins]))
    planes.append(of([_ROUGH.get(skin.weave, 0.0) for skin in skins]))
    planes += [
        made_of("hair", "straw"),
        made_of(
            "fur",
            "coat",
            "pelt",
            "tiger",
            "rosettes",
            "mane",
            "hide",
            "net",
            "dapple",
            "zebra",
            "patches",
            "feathers",
            "barred",
        ),
        made_of("wood"),
        made_of("sequins"),
        made_of("hair", "curls"),
        made_of("skin"),
        of([pile_of(skin) for skin in skins]),
        made_of("curls"),
    ]
    covered = np.empty((1 + len(planes), *seen.cover.shape), np.float32)
    covered[0] = seen.cover
    for one, plane in zip(covered[1:], planes, strict=True):
        one[:] = plane * seen.cover
    return covered


def _about_hair(planes: Array, dense: float) -> Array:
    """Return how much hair is about a place, 0 to 1: about eyes and what is held before it, none."""
    one = dict(zip(_PLANES, planes, strict=True))
    soft = one["hair"] + one["flesh"] + np.clip(4 * one["rough"], 0, 1) * one["cover"]
    hard = cv2.GaussianBlur(np.clip(one["cover"] - soft, 0, 1), (0, 0), 0.5 * _BESIDE_HAIR * dense)
    hair = 2 * cv2.GaussianBlur(one["hair"], (0, 0), _BESIDE_HAIR * dense)
    up = 2 * cv2.GaussianBlur(one["hair"] * np.clip(one["normal y"], 0, 1), (0, 0), _BESIDE_HAIR * dense)
    hair *= 1 - 0.9 * np.clip(2.2 * up / np.maximum(hair, 1e-3) - 0.5, 0, 1)  # on top it lies flat
    return np.asarray(np.clip(hair, 0, 1) * np.clip(1 - 4 * hard, 0, 1), np.float32)


def _strip(planes: Array, loose: Array | None, move: Array, across: Array, down: Array, seed: int) -> Array:
    """Return planes as some rows of a picture see them: ``move`` leads from its pixels to theirs, ``loose`` is the hair about a place."""
    size, flags = (len(across), len(down)), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    near = cv2.warpAffine(loose, move, size, flags=flags) if loose is not None else None
    if near is None or not near.any():
        return np.stack([cv2.warpAffine(one, move, size, flags=flags) for one in planes])
    foot = float(across[1] - across[0]) if len(across) > 1 else 0.01
    right, up = frayed(near, across, down, foot, seed)
    columns, rows = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    columns = move[0, 0] * (columns + right / foot) + move[0, 2]
    rows = move[1, 1] * (rows - up / foot) + move[1, 2]
    return np.stack([cv2.remap(one, columns, rows, cv2.INTER_LINEAR) for one in planes])


def _mingle(planes: Array, soft: float) -> None:
    """Let the colours of what is furred run into one another, in place: hair of two colours has no edge."""
    furred = planes[_PLANES.index("fur")] * (planes[_PLANES.index("pile")] > 0.004)
    share = cv2.GaussianBlur(furred, (0, 0), soft)
    here = np.clip(furred / np.maximum(planes[0], 1e-3), 0, 1)
    for name in ("blue", "green", "red"):
        one = planes[_PLANES.index(name)]
        mixed = cv2.GaussianBlur(one / np.maximum(planes[0], 1e-3) * furred, (0, 0), soft) / np.maximum(share, 1e-3)
        one += (mixed * planes[0] - one) * here


def _shaded(facts: dict[str, Array], across: Array, down: Array, foot: float, rig: Rig, wet: float, seed: int) -> Array:
    """Return the light that a strip of a body sends to the eye, (rows, columns, 3), linear BGR."""
    (x, y, z), texture = woven(facts, across, down, foot, seed)
    colour = np.stack([facts[one] for one in ("blue", "green", "red")], -1) * texture[..., None]
    metal, tender, openness, lit = facts["metal"], facts["tender"], facts["open"], facts["lit"]
    colour *= (1 - 0.35 * wet * (1 - metal))[..., None]
    flesh = facts["flesh"] if facts["flesh"].any() else None
    if flesh is not None:
        places = (*np.meshgrid(across, down), facts["z"])
        colour, pores = complexion(colour, flesh, places, foot, seed)
    colour += (_DARKEST * (1 - metal))[..., None]
    gloss = np.minimum(facts["gloss"] * (1 - 0.55 * tender) + 0.12 * wet, 1.0)  # skin shines as no varnish does

    def square(part: Array) -> Array:
        return np.square(np.maximum(part, 0))[..., None]

    around = sum(square(part) * light for part, light in zip((-x, x, y, -y, -z), rig.sides, strict=True))
    open_ = np.clip(0.15 + 0.95 * openness, 0, 1)
    open_ = (open_ * (1 - 0.25 * (1 - openness)))[..., None]
    facing = x * rig.to_front[0] + y * rig.to_front[1] + z * rig.to_front[2]
    front = lit_within(facing, lit, tender, facts["flesh"])
    if flesh is not None:
        open_ = hollowed(open_, flesh)
    edge = np.clip(1 + z, 0, 1)  # 1 where the body turns away
    towards = np.clip(0.25 + 0.4 * rig.wrap + 0.75 * (x * rig.to_key[0] + y * rig.to_key[1]) + 0.3 * z, 0, 1)
    rim = towards * edge ** (1.7 - 0.5 * rig.wrap) * (0.25 + 0.75 * openness)
    key = rig.key
    if rig.keys is not None:
        key = rig.keys[0] + np.clip(0.5 + 0.9 * x, 0, 1)[..., None] * (rig.keys[1] - rig.keys[0])
    # A face has one side in the light and one in soft shade.
    own = facts["flesh"][..., None]
    around, front = around * (1 - 0.28 * own), front * (1 + 0.22 * own)
    bare = 1 - (1 - rig.on_flesh) * np.maximum(facts["flesh"], facts["hair"])[..., None]
    light = colour * (bare * (open_ * around + front * rig.front) + (1.3 * rim)[..., None] * key)
    if rig.lamp is not None:
        places = (*np.meshgrid(across, down), facts["z"])
        light += colour * rig.lamp.on(places, (x, y, z), openness)
    # What shines mirrors the picture about it, most where it turns away.
    shine = gloss * (0.06 + 0.94 * edge**3) * (1 - metal) + metal * (0.55 + 0.45 * edge**3) * gloss
    tint = np.where(metal[..., None] > 0.5, colour / np.maximum(colour.max(axis=-1, keepdims=True), 1e-3), 1.0)
    about = _mirrored(x, y, z, rig)
    about += (0.55 * metal)[..., None] * ((about @ LUMA)[..., None] - about)  # gold is gold in a blue room, too
    light = light * (1 - 0.8 * metal * gloss)[..., None] + shine[..., None] * open_ * about * tint
    half = _unit(rig.to_front + np.array([0, 0, -1.0]))
    gleam = (
        np.clip(x * half[0] + y * half[1] + z * half[2], 0, 1) ** (12 + 70 * gloss) * (0.12 + 0.9 * gloss) * gloss * lit
    )
    if flesh is not None:  # it shines in dots, not as wax does
        gleam *= 1 + flesh * np.clip(1.6 * pores, -0.6, 0.6)
    light += gleam[..., None] * bare * rig.front * 2.2
    nap = np.minimum(facts["rough"], 0.6)  # on cloth the light from behind reaches farther in
    turned = np.clip(1 + facts["normal z"], 0, 1)  # as it hangs: folds in dark cloth would be grey streaks
    deep = 2.7 - 1.1 * nap - 0.5 * rig.wrap
    light += (0.60 * towards * turned**deep * (0.25 + 0.75 * openness) * np.clip(0.35 + gloss, 0, 1))[..., None] * key
    if facts["hair"].any():
        light += combed((x, y, z), texture, facts["hair"] * (0.3 + 0.7 * openness), colour, rig)
    light += (facts["glow"][..., None] * colour) * np.float32(max(float(rig.key @ LUMA), 1e-3) * 1.3)
    return np.asarray(light, np.float32)


def _mirrored(x: Array, y: Array, z: Array, rig: Rig) -> Array:
    """Return what of the picture a smooth surface mirrors, or at its edge what is behind it."""
    rows, columns = rig.small.shape[:2]
    soft = cv2.GaussianBlur(rig.small, (0, 0), max(1.0, 0.02 * columns))
    reach = 0.20 + 0.75 * np.clip(-z, 0, 1)
    across = (rig.at[0] + reach * x) * columns
    down = (rig.at[1] - reach * y * columns / rows) * rows
    found = cv2.remap(
        soft, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    return np.asarray(found, np.float32)


def _unit(way: Any) -> Array:
    way = np.asarray(way, np.float32)
    return np.asarray(way / max(float(np.linalg.norm(way)), 1e-6), np.float32)
