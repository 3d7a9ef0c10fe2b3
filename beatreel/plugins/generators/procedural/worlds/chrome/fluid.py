"""Fluids before the lens: ink that sinks in water, coloured smoke, powder thrown into the air.

They are slices of :mod:`~..kernels.fluid`, one behind the other, each shaded as if it had a thickness. Paints that run into each
other are in :mod:`.marbling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import fluid
from beatreel.plugins.generators.procedural.kernels.fluid import Nozzle
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.prompt.borne import CHROMATIC
from beatreel.plugins.generators.procedural.prompt.reading import lexicon

from .marbling import paint_marbling
from .tank import SAMPLES, WIDTHS, finished, stir

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Matter:
    """What flows.

    ``glows``: coloured lights on pale matter in the dark, rather than pigments in white light; ``opaque`` is the cover of dye of
    density 1; ``lift`` as in :func:`~..kernels.fluid.flow`, downwards.
    """

    glows: bool
    opaque: float
    lift: float
    steps: int
    curl: float
    viscosity: float
    stir: float = 0.012


MATTERS = {
    "ink": Matter(False, 0.55, 0.0013, 100, 0.05, 0.30),
    "smoke_plumes": Matter(True, 0.30, -0.0012, 100, 0.06, 0.35),
    "powder": Matter(False, 0.70, -0.0004, 70, 0.10, 0.28, 0.04),
}
"""By motif."""

MARBLING = "marbling"
MOTIFS = (*MATTERS, MARBLING)

_SLICES = (
    0.25,
    0.4,
    0.75,
    0.75,
)  # pixels of a slice per pixel of the picture, far to near: what is far is out of focus
_NAMED = 0.5  # strength of hues from which a prompt names colours
_HUES = ((305.0, 190.0, 60.0), (255.0, 25.0, 85.0), (350.0, 275.0, 75.0), (220.0, 330.0, 95.0))  # where it names none
_BEAM = {"beam", "beams", "spotlight", "shaft", "shafts", "projector"}
_BLACK = re.compile(
    r"\bblack(?:,? (?:and )?[a-z]+)? (?:ink|dye|paint|powder)s?\b|\b(?:ink|dye|paint|powder)s? in black\b"
)
_NEAREST = 0.36  # of the tank, that is seen at least: nearer there is nothing but haze
_INKY = np.array([0.010, 0.009, 0.009], np.float32)  # of black dye
_THINNED = np.array([0.075, 0.068, 0.064], np.float32)
_DIFFUSED = 0.0012  # widths of the tank over which dye spreads in water: finer threads would sparkle
_DARK = {"black", "dark", "night", "darkness", "void"}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Callable[..., None]
) -> Painting:  # fmt: skip
    """Paint what flows; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is the whole plume, the others look further into it, where it is richest.
    """
    motif = next(name for name in MOTIFS if name in description.motifs)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 151])
    film = np.random.default_rng([seed & 0x7FFFFFFF, 157])  # the colours stay for all pictures of a film
    colours = _colours(description, film)
    if motif == MARBLING:
        return paint_marbling(shot, (width, height), colours, rng, progress)
    return _plumes(description, MATTERS[motif], motif, shot, (width, height), colours, rng, progress)


def _colours(description: SceneDescription, film: np.random.Generator) -> Array:
    """Return three pigments, linear BGR."""
    palette = description.palette
    named = (palette.key, palette.fill, palette.accent)
    own = _own_hues(description)
    if palette.strength >= _NAMED:  # one colour: in two depths, or beside black
        hues = (palette.key,) * 3 if palette.key == palette.fill else named
    else:
        hues = (own * 3)[:3] if own else _HUES[int(film.integers(len(_HUES)))]
    light = (0.40, 0.50, 0.64)
    found = np.stack([light_of_hue(hue, 0.23, value) for hue, value in zip(hues, light, strict=True)])
    if has_black(description):
        found[1] = _INKY
        if palette.strength < _NAMED and not own:  # black ink alone, in the depths that it has in water
            found[0], found[2] = _INKY, _THINNED
    return found.astype(np.float32)


def _own_hues(description: SceneDescription) -> tuple[float, ...]:
    """Return the hues that are named of the ink alone, “black and red ink”, which are no colours of a picture."""
    colours = lexicon()["colours"]
    named = [colours[word] for word in description.words if word in colours]
    return tuple(float(one["hue"]) for one in named if one.get("chroma", 1.0) > CHROMATIC)


def has_black(description: SceneDescription) -> bool:
    """Return whether what flows is black, which is seen before white."""
    return bool(_BLACK.search(description.prompt.lower()))


def _nozzles(motif: str, matter: Matter, high: float, number: int, rng: np.random.Generator) -> list[Nozzle]:
    """Return where the dye of one slice comes in."""
    found = []
    if motif == "powder":  # thrown up from below
        for k in range(9):
            turn = float(rng.uniform(-0.6, 0.6))
            push = float(rng.uniform(0.004, 0.008))
            x, y = 0.5 + 0.30 * np.sin(turn) + float(rng.uniform(-0.05, 0.05)), 0.74 * high
            first, radius = int(rng.integers(0, 12)), float(rng.uniform(0.045, 0.085))
            colour = (number + k // 4) % 3
            found.append(
                Nozzle(x, y, radius, push * np.sin(turn), -push * np.cos(turn), colour, first, first + 44, 0.04)
            )
        return found
    sinks = matter.lift > 0
    for k in range(3):
        from_edge = float(rng.uniform(-0.02, 0.10))
        x, y = 0.5 + float(rng.uniform(-0.24, 0.24)), from_edge if sinks else high - from_edge
        radius, aside = float(rng.uniform(0.03, 0.055)), float(rng.uniform(-0.001, 0.001))
        push = float(rng.uniform(0.005, 0.009)) * (1 if sinks else -1)
        first, swing = int(rng.integers(0, 20)), float(rng.uniform(0.02, 0.05))
        found.append(Nozzle(x, y, radius, aside, push, (number + k // 2) % 3, first, matter.steps, swing))
    return found


def _window(
    flow: Array, nozzles: list[Nozzle], shot: str, shape: float, high: float, nearer: float
) -> tuple[float, float, float]:
    """Return what a picture of ``shape`` (height by width) shows: of a few views the one in which most happens."""
    wide = max(WIDTHS.get(shot, 0.62), _NEAREST) * nearer
    if wide > 0.9:
        return 0.5 - wide / 2, min(0.02, high - wide * shape), wide
    dyes, _ = fluid.gather(flow, nozzles, (0.0, 0.0, 1.0), (64, round(64 * high)))
    cover = 1 - np.exp(-0.6 * dyes.sum(axis=2))
    edges = np.abs(cv2.Laplacian(cover, cv2.CV_32F)) + 0.35 * cover * (1 - cover)
    rows, columns = max(1, round(64 * wide * shape)), max(1, round(64 * wide))
    inside = cv2.boxFilter(edges, -1, (columns, rows), anchor=(0, 0), normalize=True, borderType=cv2.BORDER_CONSTANT)
    inside = inside[: max(1, inside.shape[0] - rows), : max(1, 64 - columns)]
    y, x = np.unravel_index(int(inside.argmax()), inside.shape)
    return float(x) / 64, float(y) / 64, wide


def _plumes(
    description: SceneDescription, matter: Matter, motif: str, shot: str, size: tuple[int, int], colours: Array,
    rng: np.random.Generator, progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Return ink, smoke or powder: slices of a flow from far to near."""
    width, height = size
    shape = height / width
    high = max(1.78, 0.95 * shape)
    words = description.all_words
    is_dark = (
        matter.glows
        or (bool(words & _DARK) and not has_black(description))
        or (motif == "powder" and "white" not in words)
    )
    backdrop = _backdrop(size, is_dark, colours, is_white="white" in words)
    rig = _rig(matter.glows, colours)
    lights = {name: np.zeros((height, width, 3), np.float32) for name in rig}
    clear = np.ones((height, width), np.float32)
    depth = np.full((height, width), 5.0, np.float32)
    nozzles = [_nozzles(motif, matter, high, number, rng) for number in range(len(_SLICES))]
    stirred = [stir(rng, high, 5.0, matter.stir) for _ in _SLICES]

    def flow_of(number: int) -> Array:
        return fluid.flow(
            nozzles[number], high, matter.steps, lift=matter.lift, curl=matter.curl, viscosity=matter.viscosity, stir=stirred[number]
        )  # fmt: skip

    nearest = flow_of(len(_SLICES) - 1)
    near = _window(nearest, nozzles[-1], shot, shape, high, 0.8 if motif == "powder" else 1.0)
    for number, scale in enumerate(_SLICES):
        flow = nearest if number == len(_SLICES) - 1 else flow_of(number)
        small = (max(16, round(width * scale)), max(16, round(height * scale)))
        fine = max(1, round(SAMPLES * scale / small[0]))  # threads finer than a pixel: several samples each
        back = 1 + 0.10 * (len(_SLICES) - 1 - number)  # what is further away is seen smaller
        middle = near[0] + near[2] / 2, near[1] + near[2] * shape / 2
        window = middle[0] - back * near[2] / 2, middle[1] - back * near[2] * shape / 2, back * near[2]
        dyes, _ = fluid.gather(flow, nozzles[number], window, (fine * small[0], fine * small[1]))
        spread = max(0.7, _DIFFUSED * small[0] / window[2])
        dyes = cv2.GaussianBlur(cv2.resize(dyes, small, interpolation=cv2.INTER_AREA), (0, 0), spread)
        if motif == "powder":
            dyes *= 0.35 + 1.3 * rng.random((*dyes.shape[:2], 1), np.float32) ** 2  # of grains
        if scale < _SLICES[-1]:
            dyes = cv2.GaussianBlur(
                dyes, (0, 0), max(0.8, 0.006 * (len(_SLICES) - 1 - number) * small[0] / WIDTHS["wide"])
            )
        share = dyes / np.maximum(dyes.sum(axis=2, keepdims=True), 1e-4)
        cover = 1 - np.exp(-matter.opaque * dyes.sum(axis=2))
        own = np.full(3, 0.40, np.float32) if matter.glows else share @ colours
        lit = _shaded(cover, rig, 1 / max(near[2], 0.3))
        full = cv2.resize(cover, size, interpolation=cv2.INTER_CUBIC).clip(0, 1)
        for name, (_, _, colour, _) in rig.items():
            shade = own * lit[name][..., None] * colour
            big = cv2.resize(shade.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
            lights[name] = lights[name] * (1 - full)[..., None] + np.maximum(big, 0) * full[..., None]
        clear *= 1 - full
        depth = np.where(full > 0.4, np.float32(4.2 - 0.6 * number), depth)
        progress(0.05 + 0.9 * (number + 1) / len(_SLICES), "following the dye")
    groups = {"backdrop": LightGroup(backdrop * clear[..., None])}
    if motif == "smoke_plumes" and words & _BEAM:
        inside = _beam(size, float(rng.choice([-1.0, 1.0])))[..., None]
        for name in lights:
            lights[name] *= 0.20 + 2.2 * inside
        own = colours[0] / max(float(colours[0].max()), 1e-3)
        groups["beam"] = LightGroup((0.34 * inside * (0.6 + 0.4 * own)).astype(np.float32), "kick", 0.75, 0.30)
    for name, (_, _, _, (pulse, gain)) in rig.items():
        groups[name] = LightGroup(lights[name], pulse, 1.0 - 0.5 * gain, gain)
    elements = [Element("flow", 1.0, {"size": 20.0}), Element("motes", 0.35)]
    white = (120.0, 180.0) if matter.glows else (196.0, 232.0) if is_dark else (214.0, 244.0)
    depth = cv2.GaussianBlur(depth, (0, 0), max(1.0, width / 300))
    return finished(groups, depth, elements, (is_dark, white), size, 1.0 if is_dark else 1.3)


def _beam(size: tuple[int, int], side: float) -> Array:
    """Return how much each pixel is in a cone of light that falls from beyond an upper corner, 0 to 1."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = side * (x / width - 0.5) + 0.72, y / width + 0.25  # from the lamp, in widths
    along = 0.46 * x + 0.888 * y
    aside = (0.888 * x - 0.46 * y) / (0.05 + 0.135 * np.maximum(along, 0))
    return np.asarray(1 / (1 + (aside * aside) ** 3) / (0.75 + 0.45 * along), np.float32)


def _backdrop(size: tuple[int, int], is_dark: bool, colours: Array, *, is_white: bool) -> Array:
    """Return what is behind: black, or a lit screen, which is as bright all over where it is said to be white."""
    width, height = size
    y, x = np.mgrid[0:height:8, 0:width:8].astype(np.float32)
    away = ((x / width - 0.5) / 0.75) ** 2 + ((y / height - 0.45) / 0.75) ** 2
    glow = np.exp(-away)[..., None]
    if is_dark:
        light = np.float32(0.003) + glow * (0.008 * colours.mean(axis=0) + 0.002)
    else:
        light = (0.90 + 0.06 * glow if is_white else 0.62 + 0.34 * glow) * np.array([1.0, 0.975, 0.95], np.float32)
    return np.asarray(cv2.resize(light.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _rig(glows: bool, colours: Array) -> dict[str, tuple[float, float, Array, tuple[Any, float]]]:
    """Return the lights: from where (x and y, towards them), their colour, and their accent."""
    white = np.array([1.0, 0.97, 0.94], np.float32)
    if not glows:
        return {
            "soft": (0.0, 0.0, white * np.float32(0.38), ("steady", 0.0)),
            "key": (-0.6, -0.8, white * np.float32(0.95), ("kick", 0.30)),
            "rim": (0.9, 0.3, white * np.float32(0.30), ("offbeat", 0.40)),
        }
    strong = [colour / max(float(colour.max()), 1e-3) for colour in colours]
    return {
        "soft": (0.0, 0.0, colours.mean(axis=0) * np.float32(0.10), ("steady", 0.0)),
        "key": (-0.9, -0.35, strong[0] * np.float32(1.0), ("kick", 0.40)),
        "rim": (0.9, -0.25, strong[1] * np.float32(0.9), ("offbeat", 0.45)),
        "accent": (0.1, 0.95, strong[2] * np.float32(0.55), ("downbeat", 0.45)),
    }


def _shaded(cover: Array, rig: dict[str, Any], zoom: float) -> dict[str, Array]:
    """Return how each light falls on a slice, as if cover were thickness: on what leans to it, and through what is before it."""
    unit = cover.shape[1] / 540 * zoom
    swell = sum(
        np.float32(weight) * cv2.GaussianBlur(cover, (0, 0), max(0.6, reach * unit))
        for reach, weight in ((1.2, 0.8), (4.0, 2.2), (11.0, 4.5))
    )
    gx = cv2.Sobel(swell, cv2.CV_32F, 1, 0, scale=unit / 8)
    gy = cv2.Sobel(swell, cv2.CV_32F, 0, 1, scale=unit / 8)
    length = 1 / np.sqrt(1 + 6 * (gx * gx + gy * gy))
    found = {}
    for name, (lx, ly, _, _) in rig.items():
        if not (lx or ly):
            found[name] = 0.75 + 0.25 * length
            continue
        lean = np.clip((0.55 - 2.2 * (gx * lx + gy * ly)) * length, 0, 1.6)
        before = np.zeros_like(cover)
        blocks = cv2.GaussianBlur(cover, (0, 0), max(0.6, 2.0 * unit))
        for hop in range(1, 7):
            move = np.array([[1, 0, -lx * 7 * hop * unit], [0, 1, -ly * 7 * hop * unit]], np.float32)
            before += cv2.warpAffine(blocks, move, cover.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
        found[name] = lean * np.exp(-0.16 * before)
    return found
