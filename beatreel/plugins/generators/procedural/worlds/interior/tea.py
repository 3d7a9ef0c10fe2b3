"""Tea and coffee: a cup on its saucer with the pot behind it, a mug, a kettle, and the steam over them; metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, SKY, skins
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .gadgets import TOP

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.scenery.built import Colour, Place

WORDS = frozenset({"tea", "teacup", "teapot", "kettle", "coffee", "mug", "cocoa", "espresso", "tee", "thé", "té"})
"""Words that name them."""
_POTS = {"kettle", "teapot", "pot"}
_COFFEE = {"coffee", "cocoa", "espresso", "chocolate"}
_TONES: dict[bool, Colour] = {False: (0.003, 0.026, 0.085), True: (0.004, 0.011, 0.028)}  # of tea, and of coffee
_STEAMS = (0.082, 0.20)  # from the cup up
_WIDE = 0.020  # of the steam where it leaves the cup


def tea(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return a cup that has been filled, on its saucer with a spoon, before what it was filled from."""
    said = set(words)
    china = place.material(skins.PLAIN, (0.46, 0.52, 0.54), gloss=0.06, rough=0.06)
    steel = place.material(skins.METAL, (0.50, 0.52, 0.53), gloss=0.5, rough=0.10, metal=True)
    tone = _TONES[bool(said & _COFFEE)]
    drink = place.material(
        skins.PLAIN, tone, gloss=0.16, rough=0.02, glow=tuple(0.12 * part for part in tone), family=SKY
    )
    is_mug = bool(said & {"mug", "cocoa"})
    wide, high = (0.041, 0.092) if is_mug else (0.049, 0.066)
    outer = [
        (wide, high),
        (0.98 * wide, 0.7 * high),
        (0.86 * wide, 0.34 * high),
        (0.55 * wide, 0.06 * high),
        (0.5 * wide, 0.0),
    ]
    if is_mug:
        outer = [(wide, high), (wide, 0.5 * high), (wide, 0.06 * high), (0.92 * wide, 0.0)]
    inner = [(0.93 * wide, 0.80 * high), (0.95 * wide, 0.985 * high), (wide, high)]
    lift = 0.0 if is_mug else 0.009
    turn = np.linspace(-0.42 * math.pi, 0.42 * math.pi, 15)
    ear = [(0.90 * wide + 0.55 * wide * math.cos(a), 0.54 * high + 0.36 * high * math.sin(a), 0.0) for a in turn]
    cup = Mesh.of(
        [
            turned(_smooth(outer), 56, china), turned(_smooth(inner)[::-1], 56, china),
            turned([(0.0, 0.84 * high), (0.945 * wide, 0.84 * high)], 56, drink), tube(ear, 0.0048, 10, china),
        ]
    )  # fmt: skip
    x, z = cup_at(words)
    parts = [cup.moved(0, lift, 0, turn=-0.5)]
    if not is_mug:
        saucer = [
            (0.0, 0.008),
            (0.030, 0.008),
            (0.055, 0.012),
            (0.078, 0.020),
            (0.080, 0.019),
            (0.050, 0.004),
            (0.0, 0.0),
        ]
        parts.append(turned(saucer, 56, china))
        grip = [(-0.060, 0.022, -0.012), (-0.030, 0.019, -0.046), (0.010, 0.018, -0.066), (0.050, 0.025, -0.078)]
        bowl = turned([(0.0, 0.004), (0.010, 0.003), (0.013, 0.0), (0.0, -0.003)], 20, steel)
        parts += [tube(grip, 0.0022, 8, steel), bowl.moved(-0.058, 0.021, -0.014)]
    pot = _pot(steel if "kettle" in said else china, place, is_kettle="kettle" in said)
    at = (-0.055, 0.05) if said & _POTS else (-0.17, 0.14)
    pot = pot.moved(at[0], TOP, at[1], turn=0.3 + float(rng.uniform(-0.2, 0.2)))
    return Mesh.of([Mesh.of(parts).moved(x, TOP, z), pot])


def cup_at(words: tuple[str, ...]) -> tuple[float, float]:
    """Return where the cup stands (x, z): aside where it is the pot that is named."""
    return (0.085, -0.055) if {*words} & _POTS else (0.0, 0.0)


def _smooth(profile: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a profile with round edges."""
    fine = np.linspace(0, len(profile) - 1, 5 * len(profile))
    line = np.stack([np.interp(fine, np.arange(len(profile)), np.array(profile)[:, k]) for k in range(2)], 1)
    for _ in range(4):
        line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
    return [(float(r), float(y)) for r, y in line]


def _pot(skin: int, place: Place, *, is_kettle: bool) -> Mesh:
    """Return what pours: a round pot with an ear behind, or a kettle with its handle over it."""
    knob = place.material(skins.PLAIN, (0.012, 0.014, 0.016), gloss=0.05, rough=0.1)
    body = [(0.0, 0.132), (0.030, 0.130), (0.052, 0.118), (0.080, 0.080), (0.082, 0.050), (0.060, 0.012), (0.045, 0.0)]
    if is_kettle:
        body = [(0.0, 0.142), (0.036, 0.138), (0.055, 0.125), (0.090, 0.060), (0.096, 0.025), (0.094, 0.0)]
    top = body[0][1]
    lid = [(0.0, 0.022), (0.009, 0.019), (0.011, 0.012), (0.005, 0.004), (0.014, 0.0)]
    spout = [(0.070, 0.045, 0), (0.105, 0.062, 0), (0.122, 0.098, 0), (0.142, 0.122, 0)]
    a = np.linspace(0.0, math.pi, 15)
    if is_kettle:
        ear = [(0.068 * math.cos(t), 0.105 + 0.105 * math.sin(t), 0.0) for t in a]
    else:
        ear = [(-0.068 - 0.052 * math.sin(t), 0.068 + 0.042 * math.cos(t), 0.0) for t in a]
    return Mesh.of([
        turned(_smooth(body), 56, skin), turned(_smooth(lid), 28, knob if is_kettle else skin).moved(0, top - 0.003, 0),
        tube(spout, [0.019, 0.014, 0.010, 0.008], 14, skin), tube(ear, 0.0065, 10, knob if is_kettle else skin),
    ])  # fmt: skip


def steam(light: list[Any], lens: Lens, words: tuple[str, ...], rng: np.random.Generator) -> None:
    """Let strands of steam rise from the cup into the light of the window, in place."""
    height, width = light[0].shape[:2]
    x, z = cup_at(words)
    x0, y0, _ = project(lens, (x, TOP + _STEAMS[0], z))
    x1, y1, _ = project(lens, (x, TOP + _STEAMS[0] + _STEAMS[1], z))
    across = abs(project(lens, (x + _WIDE, TOP + _STEAMS[0], z))[0] - x0)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    up = np.clip((y0 - rows) / max(y0 - y1, 1.0), -1, 2)
    middle = x0 + (x1 - x0) * up
    veil = np.zeros((height, width), np.float32)
    for _ in range(5):
        phase, turns, aside = float(rng.uniform(0, 6.3)), float(rng.uniform(3.5, 7.0)), float(rng.uniform(-0.9, 0.9))
        sway = aside + (0.25 + 1.3 * up) * np.sin(turns * up + phase)
        thick = across * (0.20 + 0.55 * np.clip(up, 0, 1))
        veil += np.exp(-(((columns - middle - across * sway) / thick) ** 2)) * (
            0.5 + 0.5 * np.sin(2.3 * turns * up + phase)
        )
    veil *= np.clip(8 * up, 0, 1) * np.clip(1.25 - up, 0, 1)
    veil = cv2.GaussianBlur(veil, (0, 0), max(0.10 * across, 0.6))[..., None]
    for family, share in ((SKY, 0.16), (EVEN, 0.10)):
        bright = float(np.percentile(light[family].astype(np.float32).max(axis=2), 97))
        tone = np.float32((1.0, 1.0, 1.0)) if family == SKY else np.float32((0.5, 0.85, 1.1))
        light[family] += halved(veil * tone * min(share * bright, 0.6))
