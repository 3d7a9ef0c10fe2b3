"""A theatre: velvet curtains drawn aside, one cone of light on somebody alone on the boards, gilded boxes, rows of seats.

Traced by :mod:`~..kernels.theatre`. Light families: ``spot`` (with its cone), ``foot`` (footlights) and ``house`` (lamps of the boxes).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import theatre as kernel
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, sight
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.prompt.reading import lexicon
from beatreel.plugins.generators.procedural.scenery import camp, instruments, odd_things, staffage, tracing
from beatreel.plugins.generators.procedural.scenery.built import Place

from . import band
from .dark import PLAYED

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

DANCERS = {"dancer", "dancers", "dance", "dancing", "ballet", "ballerina"}
_CARD = 620.0 / staffage.NOMINAL  # pixels to a metre of who stands there
_THINGS: dict[frozenset[str], Callable[[Place], Mesh]] = {
    frozenset({"piano", "pianos"}): lambda place: instruments.piano(instruments.tints(place)),
    frozenset({"chair", "stool"}): camp.chair,
    frozenset({"harp"}): lambda place: instruments.harp(instruments.tints(place)),
    frozenset({"drums", "drumkit"}): lambda place: instruments.drums(instruments.tints(place)),
    frozenset({"cello", "bass", "contrabass"}): lambda place: instruments.double_bass(instruments.tints(place)),
    frozenset({"microphone", "mic"}): lambda place: instruments.stand(instruments.tints(place), 1.5),
    frozenset({"mirror"}): lambda place: odd_things.mirror(place)[0],
}
"""What stands in the light in place of somebody, if a prompt names it."""
_SEATS = {"seat", "seats", "row", "rows", "stalls", "auditorium"}
_SINGERS = {"singer", "opera", "soprano", "tenor", "cabaret", "microphone", "aria"}
MANY = {"orchestra", "choir"}
"""Who has the whole stage, and stands there for :mod:`~beatreel.plugins.generators.procedural.foreground`."""
_RED = np.array((0.016, 0.012, 0.33), np.float32)
_FAMILIES = (("spot", "downbeat", 0.90, 0.16), ("foot", "kick", 0.78, 0.34), ("house", "offbeat", 0.85, 0.25))


def holds_a_thing(words: set[str]) -> bool:
    """Whether a prompt names something that stands alone in the light, and nobody who plays it."""
    return (
        not words & PLAYED
        and any(one & words for one in _THINGS)
        and bool(words & {"spotlight", "spotlit", "alone", "lone", "lonely", "single", "empty", "abandoned", "flooded"})
    )


_ASIDE = {"wide": (-1.7, 2.3), "medium": (1.3, 2.5)}
"""Where on the boards whoever is named stands alone, metres from their middle, and how much larger than life."""


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a theatre. Wide is the house from the stalls, medium the stage, close the figure from the wings, detail the boards."""
    width, height = size
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 229])
    side = float(rng.choice([-1.0, 1.0]))
    lens, at = _view(_looked_at(description, shot), side, width, height)
    alone = shot in _ASIDE and "people" in description.without and not MANY & description.all_words
    if alone and not _is_peopled(description):
        at = (side * _ASIDE[shot][0], at[1])
    scene = _theatre(description, shot, side, at, rng, int(seed) % 50_000 + variation)
    light, depth, _ = tracing.trace(partial(kernel.rays, scene, lens), width, height, progress, families=3, sharp=0.40)
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), small, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    start = Grade(
        contrast=1.26, pivot=0.2, saturation=1.10, lift=(0.008, 0.006, 0.010), desaturate=0.32, bloom=0.24, bloom_width=1.3
    )  # fmt: skip
    near = shot in ("close", "detail")  # from afar the light is small, and all around it stays dark
    grade = fit_grade(
        total, start, median=(10.0, 32.0) if near else (7.0, 25.0), white=(200.0 if near else 150.0, 237.0)
    )
    air = cv2.GaussianBlur(light[0].astype(np.float32).max(axis=2), (0, 0), max(width / 90, 0.5))
    groups = {
        name: LightGroup(part, pulse, base, gain)
        for (name, pulse, base, gain), part in zip(_FAMILIES, light, strict=True)
    }
    return Painting(
        groups=groups,
        depth=depth,
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=grade,
        masks={"air": np.clip(air / max(float(np.percentile(air, 99)), 1e-3), 0, 1).astype(np.float32)},
        elements=[Element("motes", 1.0), Element("mist", 0.20, {"low": 0.10, "high": 0.75, "drift": 8}, "air")],
        boards=_boards(lens, at, _ASIDE[shot][1])
        if alone
        else _boards(lens)
        if shot in _ASIDE and MANY & description.all_words
        else None,
        is_spotlit=True,
        travel={"wide": 1.3, "medium": 0.8, "close": 0.35, "detail": 0.3}[shot],
    )


def _is_peopled(description: SceneDescription) -> bool:
    """Return whether somebody or something stands in the light."""
    words = description.all_words
    return not MANY & words and (any(one & words for one in _THINGS) or "people" not in description.without)


def _looked_at(description: SceneDescription, shot: str) -> str:
    """Return the view of a shot: where nobody is on the boards, a curtain is near in a close one, and seats, if named, in a detail."""
    if _is_peopled(description):
        return shot
    return {"close": "curtain", "detail": "seats" if _SEATS & description.all_words else "detail"}.get(shot, shot)


def _view(shot: str, side: float, width: int, height: int) -> tuple[Lens, tuple[float, float]]:
    """Return the camera, and where the figure stands (x, z)."""
    x, y, z, yaw, focal, horizon, u, w = {
        "wide": (0.5, 1.75, -10.6, -1.5, 1.00, 0.63, 0.15, 2.7),
        "medium": (0.9, 0.75, -5.6, -5.0, 1.08, 0.66, 0.25, 2.7),
        "close": (-1.7, 1.05, -1.6, 21.0, 1.55, 0.63, -0.05, 2.5),
        "detail": (-0.9, 0.16, 0.15, 9.0, 1.25, 0.76, 0.05, 3.4),
        "curtain": (1.5, 1.0, -4.4, -30.0, 1.05, 0.62, -0.05, 2.5),
        "seats": (0.35, 0.05, -5.55, -1.0, 1.30, 0.42, 0.20, 3.4),
    }[shot]
    turn = math.radians(side * yaw)
    narrow = min(width, height * 0.5625 * 1.25)
    lens = Lens(
        np.array([side * x, y, z], np.float32), np.array([math.cos(turn), 0, -math.sin(turn)], np.float32),
        np.array([0, 1, 0], np.float32), np.array([math.sin(turn), 0, math.cos(turn)], np.float32),
        np.float32(focal * narrow), np.float32(width / 2), np.float32(horizon * height),
    )  # fmt: skip
    return lens, (side * u, w)


def _boards(lens: Lens, at: tuple[float, float] = (0.0, 2.4), larger: float = 1.0) -> tuple[float, float, float]:
    """Return the pixel of a place on the boards, and pixels to a metre of whoever is ``larger`` than life there."""
    to = np.array((at[0], 0.0, at[1]), np.float32) - lens.origin
    away = float(to @ lens.forward)
    unit = float(lens.focal) / away
    return (
        float(lens.centre_x) + unit * float(to @ lens.right),
        float(lens.centre_y) - unit * float(to @ lens.up),
        larger * unit,
    )


def _theatre(
    description: SceneDescription, shot: str, side: float, at: tuple[float, float], rng: np.random.Generator, seed: int
) -> kernel.Theatre:
    words = description.all_words
    velvet = _velvet(description)
    thing = next((one for one in _THINGS if one & words), None)
    card, width, high = _thing(_THINGS[thing], side) if thing else _card(words, side, description.flavour)
    many = bool(MANY & description.all_words)
    peopled = _is_peopled(description)
    lamp = (at[0] - side * float(rng.uniform(1.6, 2.6)), 10.7, at[1] + float(rng.uniform(0.4, 0.9)))
    if many:  # all of the boards are lit for them
        lamp, at = (-side * 1.2, 10.7, 1.0), (0.0, 3.4)
    rows = [(-8.9 + 1.0 * k, 0.31 * (k % 2) + float(rng.uniform(0, 0.1))) for k in range(7)]
    return kernel.Theatre(
        velvet=velvet,
        backdrop=velvet * np.float32(0.40),
        deep=7.2,
        parted=float(rng.uniform(0.80, 1.0)),
        lamp=np.array(lamp, np.float64),
        target=np.array((at[0], 0.0, at[1]), np.float64),
        narrow=0.34 if many else 0.105,
        spot=_spot(description),
        foot=np.array((0.16, 0.52, 1.0), np.float32) * np.float32(0.6),
        house=np.array((0.20, 0.55, 1.0), np.float32) * np.float32(0.45),
        figure=card,
        figure_at=np.array((at[1], at[0], high if peopled else 0.0, width), np.float64),
        rows=np.array(rows, np.float64),
        haze=0.80 if shot in ("close", "detail") else 0.60,
        seed=seed,
    )


def _spot(description: SceneDescription) -> Array:
    """Return the light of the spot: nearly white, or the only colour that the prompt names."""
    palette, white = description.palette, np.array((0.82, 0.94, 1.0), np.float32)
    if palette.strength < 0.4 or math.cos(math.radians(palette.key - palette.fill)) < 0.77:
        return white
    return np.asarray(0.45 * white + 0.55 * light_of_hue(palette.key, 0.14, 0.70), np.float32)


def _velvet(description: SceneDescription) -> Array:
    """Return the albedo of the curtains: the colour that the prompt gives them, else that of the picture, else red."""
    hue = description.palette.key if description.palette.strength > 0.05 else 27.0
    colours, words = lexicon()["colours"], list(description.words)
    for at, word in enumerate(words):
        if word in ("curtain", "curtains", "velvet", "velvet curtain"):
            hue = next((float(colours[one]["hue"]) for one in words[max(at - 3, 0) : at] if one in colours), hue)
    if math.cos(math.radians(hue - 27.0)) > 0.9:
        return _RED
    colour = light_of_hue(hue, 0.17, 0.42)
    return np.asarray(0.012 + 0.30 * colour**1.4, np.float32)


def _thing(build: Callable[[Place], Mesh], side: float) -> tuple[Array, float, float]:
    """Return a thing as alpha and normals, and its width and height in metres."""
    away = 12.0
    mesh = build(Place(0)).moved(0, 0, away, turn=0.5 * side)
    view = View(2400, 1500, _CARD * away, 1200.0, 1490.0, 0.0)
    seen = sight(mesh, view, 1, (0, view.height))
    assert seen is not None
    cover = cv2.GaussianBlur((seen.skin >= 0).astype(np.float32), (0, 0), 0.7)
    normal = seen.carried[..., 2:5] * np.where(seen.carried[..., 4:5] > 0, -1, 1)
    card = np.concatenate([cover[None], np.moveaxis(normal * [1, 1, -1], -1, 0)]).astype(np.float32)
    return np.ascontiguousarray(card), card.shape[2] / _CARD, card.shape[1] / _CARD


def _card(words: set[str], side: float, variant: int) -> tuple[Array, float, float]:
    """Return who stands there as alpha and normals, and the width and height in metres."""
    kind = "dancer" if words & DANCERS else band.SINGER[0] if words & _SINGERS else "stander"
    one = staffage.body(kind, 620.0, mirrored=side > 0, variant=variant)
    rows, columns = np.flatnonzero(one.cover.max(axis=1) > 0.5), np.flatnonzero(one.cover.max(axis=0) > 0.5)
    box = np.s_[rows[0] : min(rows[-1], int(one.feet[1])) + 1, columns[0] : columns[-1] + 1]
    card = np.concatenate([one.cover[box][None], np.moveaxis(one.normal[box], -1, 0)]).astype(np.float32)
    card[3] *= -1  # towards the eye
    return card, card.shape[2] * staffage.NOMINAL / 620.0, card.shape[1] * staffage.NOMINAL / 620.0
