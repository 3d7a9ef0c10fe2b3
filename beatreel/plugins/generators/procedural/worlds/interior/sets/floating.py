"""What floats in the air of a room: candles, lanterns, balloons, at places that the camera sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import skins
from beatreel.plugins.generators.procedural.scenery.setting import CANDLE

from .cathedral import candle

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting

_FLOATS = {"floating", "float", "floats", "hovering", "levitating", "weightless", "drifting", "rising", "suspended"}
CANDLES = {"candle", "candles", "candlelight"}
_COUNT = {"wide": 64, "medium": 44, "close": 26, "detail": 15}
_REACH = {"wide": (2.6, 15.0), "medium": (2.0, 11.0), "close": (1.1, 6.0), "detail": (0.75, 3.6)}
_LAMPS = 7
BALLOONS: dict[str, Colour] = {
    "red": (0.025, 0.018, 0.52),
    "yellow": (0.03, 0.45, 0.72),
    "blue": (0.52, 0.17, 0.04),
    "green": (0.06, 0.36, 0.06),
    "white": (0.62, 0.64, 0.66),
    "pink": (0.36, 0.18, 0.70),
    "orange": (0.02, 0.20, 0.70),
    "purple": (0.42, 0.06, 0.26),
    "black": (0.012, 0.012, 0.012),
    "gold": (0.10, 0.38, 0.60),
    "silver": (0.40, 0.40, 0.40),
}


def afloat(setting: Setting, lens: Any, families: list[int]) -> None:
    """Let candles or balloons float where a prompt says so."""
    if is_afloat(setting):
        _candles(setting, lens, families)


def is_afloat(setting: Setting) -> bool:
    """Whether candles float in a room."""
    return bool(setting.words & CANDLES and setting.words & _FLOATS)


def _places(setting: Setting, lens: Any, count: int, low: float) -> Any:
    """Return places in sight and in the room, spread over the picture and its depth, near ones last; (count, 3)."""
    near, far = _REACH[setting.shot]
    rng = setting.rng
    corners = np.array(
        [mesh.points.max(axis=0) for mesh in setting.place.meshes]
        + [mesh.points.min(axis=0) for mesh in setting.place.meshes]
    )
    inner = setting.place.air or (np.percentile(corners, 12, axis=0), np.percentile(corners, 88, axis=0))
    least, most = np.array(inner[0]) + 0.35, np.array(inner[1]) - 0.35
    width, height = 2 * lens.centre_x, 2 * lens.focal
    found: list[Any] = []
    for n in range(12 * count):
        u = (n * 0.618034 + 0.08 * rng.normal()) % 1.0
        v = (n * 0.754878) % 1.0
        away = near * (far / near) ** float(rng.random())
        across = (u - 0.5) * float(width) / lens.focal
        up = (v - 0.28) * 1.25 * float(height) / lens.focal * 0.5
        at = lens.origin + away * (lens.forward + across * lens.right + up * lens.up)
        at = np.asarray(at, np.float64)
        inside = bool(np.all(at[[0, 2]] > least[[0, 2]]) and np.all(at < most) and at[1] > low)
        if inside and all(np.linalg.norm(at - other) > 0.22 + 0.035 * away for other in found):
            found.append(at)
        if len(found) == count:
            break
    return sorted(found, key=lambda at: -float(np.dot(at - lens.origin, lens.forward)))


def _candles(setting: Setting, lens: Any, families: list[int]) -> None:
    lamps = families[:2] if len(families) > 1 else families * 2
    found = _places(setting, lens, _COUNT[setting.shot], 1.0)
    for n, at in enumerate(found):
        tall = float(setting.rng.uniform(0.14, 0.30))
        candle(setting, tuple(float(v) for v in at), tall, lamps[n % 2], thick=0.026)
    for n, at in enumerate(found[:: max(len(found) // _LAMPS, 1)]):
        share = 1.5 if setting.shot in ("wide", "medium") else 0.7
        setting.place.lamp(
            (float(at[0]), float(at[1]) + 0.40, float(at[2])), tuple(share * part for part in CANDLE), lamps[n % 2], 0.2
        )
    setting.dim(0.45)


def balloon(setting: Setting, colour: Colour, *, string: float = 1.1) -> Any:
    """Return a balloon on its string, its middle at the origin; 0.3 m wide."""
    rubber = setting.paint(skins.PLAIN, colour, gloss=0.06, rough=0.04)
    thread = setting.paint(skins.PLAIN, (0.45, 0.47, 0.48))
    t = np.linspace(0, np.pi, 19)
    outline = [
        (
            max(0.15 * float(np.sin(a)) * (1 - 0.16 * float(np.clip(-np.cos(a), 0, 1)) ** 2), 0.0),
            0.19 * float(np.cos(a)),
        )
        for a in t
    ]
    s = np.linspace(0, 1, 12)
    wave = 0.03 * np.sin(5 * s + float(setting.rng.uniform(0, 6))) * s
    return Mesh.of(
        [
            turned(outline, 28, rubber),
            turned([(0.0, -0.185), (0.018, -0.205), (0.0, -0.20)], 10, rubber),
            tube(np.stack([wave, -0.2 - string * s, 0 * s], 1), 0.0022, 5, thread),
        ]
    )


def colours_of(setting: Setting, noun: str) -> list[Colour]:
    """Return the colours of balloons: the one named before them, else those of the prompt."""
    words = setting.description.said
    at = next((n for n, word in enumerate(words) if word.startswith(noun)), 0)
    named = [BALLOONS[word] for word in words[max(at - 3, 0) : at] if word in BALLOONS]
    if named:
        return named
    palette = setting.description.palette
    hues = (palette.key, palette.fill, palette.accent) if palette.strength > 0.4 else (27.0, 85.0, 250.0)
    return [tuple(0.02 + 0.5 * float(part) for part in light_of_hue(hue, 0.17, 0.6)) for hue in hues]
