"""What a sculpture mirrors: a white void, the colours of a thin film."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import surface
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

RIG_WIDTH, RIG_HEIGHT = 1024, 512
FILM = {"iridescent", "holographic", "opal", "opalescent", "prismatic", "rainbow", "bubble", "bubbles", "pearlescent"}
"""Words for what shows the colours of a thin film."""
_WHITE = re.compile(
    r"\b(white|bright|blank|pale|endless white) (void|space|room|studio|background|backdrop|emptiness|nothing|nothingness|infinity)\b"
)

_DARK = re.compile(
    r"\b(dark|black|unlit|darkened) ([a-z]+ )?(void|space|room|studio|background|backdrop|emptiness)\b"
    r"|\b(in|into|from|before|against) (the |pure |total )?(dark|darkness|black|blackness)\b"
)
_COLOURFUL = re.compile(
    r"\b(?:colou?rful|multi-?colou?red|multi-?colou?r|many colou?rs|rainbow|kaleidoscopic|vivid colou?rs)\b"
)
_BAND = 128  # rows at a time
_DYES = ((25.0, 0.62), (55.0, 0.74), (145.0, 0.68), (250.0, 0.62), (330.0, 0.64))  # hue and value of coloured glass
_MOLTEN = re.compile(
    r"\b(?:liquid|molten|melted|fluid|flowing) (?:gold|silver|metal|chrome|mercury|copper|bronze|platinum|steel)\b"
)
_BLACK = re.compile(
    r"\b(?:on|onto|over|against|before|in) (?:a |the |an )?(?:pure |solid |total |pitch |deep )?black(?:ness)?"
    r"(?: (?:void|background|backdrop|ground))?(?:$|[,.;]| and\b)|\bblack (?:void|background|backdrop)\b"
)


def is_white(description: SceneDescription) -> bool:
    """Return whether a prompt names a white void."""
    return bool(_WHITE.search(description.prompt.lower()))


def is_dark(description: SceneDescription) -> bool:
    """Return whether a prompt names a dark studio."""
    return bool(_DARK.search(description.prompt.lower()))


def is_molten(description: SceneDescription) -> bool:
    """Return whether a prompt names liquid metal."""
    return bool(_MOLTEN.search(description.prompt.lower()))


def is_colourful(description: SceneDescription) -> bool:
    """Return whether a prompt asks for many colours and names none of them."""
    return bool(_COLOURFUL.search(description.prompt.lower())) and description.palette.strength < 0.5


def is_black(description: SceneDescription) -> bool:
    """Return whether a prompt names a ground of nothing but black."""
    return bool(_BLACK.search(description.prompt.lower()))


def white_backdrop(width: int, height: int, colours: dict[str, Array]) -> Array:
    """Return a bright void: paler in its middle, in the colours of the prompt towards its corners."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    out = np.clip(((x / width - 0.42) ** 2 * 1.6 + (y / height - 0.40) ** 2) / 0.42, 0, 1)[..., None]
    edge = 0.40 * colours["fill"] / max(float(colours["fill"].max()), 1e-3) + 0.20
    return np.asarray((1 - out) * np.float32(0.95) + out * edge, np.float32)


def white_room() -> Array:
    """Return white walls about the form with a dark floor and dark gaps, without which chrome has no form in a white room."""
    v, u = np.mgrid[0:RIG_HEIGHT, 0:RIG_WIDTH].astype(np.float32)
    elevation, azimuth = (0.5 - v / RIG_HEIGHT) * np.pi, (u / RIG_WIDTH * 2 - 1) * np.pi
    gaps = 0.5 + 0.5 * np.tanh((np.sin(3 * azimuth + 0.8) + 0.55) * 5)
    walls = (
        gaps * (0.5 + 0.5 * np.tanh((elevation + 0.12) * 6)) * (1 - 0.45 * np.exp(-(((elevation - 0.75) / 0.16) ** 2)))
    )
    return (0.05 + 0.95 * walls)[..., None].astype(np.float32)


def stains(
    form: surface.Form, view: surface.View, buffer: Array, random: np.random.Generator
) -> np.ndarray[Any, np.dtype[np.float16]]:
    """Return what many-coloured glass lets through, (height, width, 3): each drop has one of five hues, the largest five all."""
    height, width = buffer.shape[:2]
    scale = view.spread / min(width, height * 0.703125)
    across = ((np.arange(width, dtype=np.float32) + 0.5 - width / 2) * scale)[None, :]
    rows_up = ((height / 2 - np.arange(height, dtype=np.float32) - 0.5) * scale)[:, None]
    cosine, sine = np.float32(np.cos(view.turn)), np.float32(np.sin(view.turn))
    largest = form.drops[np.argsort(-form.drops[:, 3], kind="stable")]
    dyes = np.stack([light_of_hue(hue, 0.19, value) for hue, value in random.permutation(_DYES)]).astype(np.float32)
    dyes = 0.14 + 0.86 * dyes / dyes.max(axis=1, keepdims=True)
    found = np.empty((height, width, 3), np.float16)
    for top in range(0, height, _BAND):  # all at once would take as much again as the picture
        part, up = buffer[top : top + _BAND], rows_up[top : top + _BAND]
        ahead = part[..., surface.DEPTH] / np.sqrt(across * across + up * up + 1)
        x, y, z = (
            view.x + ahead * (across * cosine + sine),
            view.y + ahead * up,
            view.z + ahead * (cosine - across * sine),
        )
        nearest, chosen = np.full(x.shape, np.inf, np.float32), np.zeros(x.shape, np.uint8)
        for n, (px, py, pz, radius) in enumerate(largest):
            away = np.abs(np.sqrt((x - px) ** 2 + (y - py) ** 2 + (z - pz) ** 2) - radius)
            is_nearer = away < nearest
            chosen[is_nearer], nearest[is_nearer] = n % len(dyes), away[is_nearer]
        share = part[..., surface.CLEAR, None]
        found[top : top + _BAND] = 1 - share + share * dyes[chosen]
    return found


def heat(buffer: Array) -> Array:
    """Return the glow of molten metal, orange where it cools and nearly white where its folds shine at each other."""
    closed = np.clip(1 - buffer[..., surface.OCCLUSION], 0, 1) ** 1.6 * buffer[..., surface.COVERAGE]
    ember, hot = light_of_hue(62.0, 0.18, 0.66), light_of_hue(84.0, 0.12, 0.88)
    glow = closed[..., None]
    return np.asarray(1.1 * glow * ((1 - glow) * ember + glow * hot), np.float32)


def film(buffer: Array, bright: bool) -> Array:
    """Return the colours of a thin film, which run through the hues with the angle at which it is seen."""
    phase = 1.5 * buffer[..., surface.FACING] + 0.30 * buffer[..., 1] + 0.18 * buffer[..., 0]
    table = np.stack([light_of_hue(hue, 0.16, 0.70) for hue in np.linspace(0, 360, 256, endpoint=False)])
    colour = table[(phase % 1.0 * 255).astype(np.int32)]
    strong = (
        (0.20 + 0.40 * buffer[..., surface.FACING]) * buffer[..., surface.OCCLUSION] * buffer[..., surface.COVERAGE]
    )
    return np.asarray(colour * strong[..., None] * (1.2 if bright else 0.7), np.float32)
