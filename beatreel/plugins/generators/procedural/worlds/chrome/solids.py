"""Geometric forms in a studio: spheres, cubes, arches, rings and steps in soft colours, or crystals that glow; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Plan, Setting

FORMS, CRYSTALS = "geometric_forms", "crystals"
_BUNDLES = (
    (0.0, 0.9, 1.0, 22),
    (-1.25, 1.7, 0.8, 14),
    (1.3, 1.5, 0.75, 14),
    (0.75, -0.1, 0.36, 10),
    (-0.85, 0.0, 0.42, 12),
    (0.1, 2.6, 1.3, 12),
)
"""Of each bundle of crystals its place, its size, and how many grow in it."""


def _tones(setting: Setting) -> list[Colour]:
    """Return matt colours: those of the prompt, light and dark, and white."""
    palette = setting.description.palette
    pastel = bool(setting.words & {"pastel", "soft", "pale", "mint", "cream", "peach", "powder", "ivory"})
    hues = (palette.key, palette.accent, palette.fill, palette.key, palette.accent)
    lightness = (0.80, 0.78, 0.82, 0.70, 0.88) if pastel else (0.55, 0.58, 0.66, 0.36, 0.74)
    chroma = 0.075 if pastel else 0.15
    tones = [
        tuple(np.clip(0.9 * light_of_hue(hue, chroma, light), 0.01, 0.8).astype(float))
        for hue, light in zip(hues, lightness, strict=True)
    ]
    return [*tones, (0.62, 0.64, 0.65)]


def _studio(setting: Setting, tone: Colour) -> None:
    """Bend a backdrop up from the floor, light it softly from above and at the side."""
    place, side = setting.place, setting.side
    paper = setting.paint(skins.PLAIN, tone, rough=0.5)
    s = np.linspace(0, 1, 40)
    curve = 9.0 * (np.maximum(s - 0.45, 0) / 0.55) ** 2.2
    points = np.empty((40, 2, 3), np.float32)
    points[..., 1], points[..., 2] = curve[:, None], (-5 + 9.5 * np.minimum(s / 0.75, 1))[:, None]
    points[:, 0, 0], points[:, 1, 0] = -9, 9
    place.add(grid(points[::-1], paper, uv=np.zeros((40, 2, 2), np.float32)))
    dark = setting.hour in ("night", "dusk") and not setting.words & {"pastel", "soft", "bright", "white", "daylight"}
    strength = 0.35 if dark else 1.0
    place.sun = (side * 0.55, 0.62, -0.56)
    place.sunlight = tuple(strength * part for part in (1.7, 1.8, 1.95))
    place.window((side * 4.0, 2.0, -3.0), (0, 0, 4.0), (0, 4.0, 0), tuple(strength * part for part in (3.2, 3.2, 3.3)))
    place.window((-2.5, 7.0, -2.0), (5.0, 0, 0), (0, 0, 4.0), tuple(strength * part for part in (2.4, 2.3, 2.2)))
    palette = setting.description.palette
    for hue, family, at in (
        (palette.accent, ODD, (-side * 2.8, 1.6, 1.2)),
        (palette.fill, EVEN, (side * 2.2, 0.9, 2.4)),
    ):
        place.lamp(at, tuple((4.0 if dark else 1.2) * light_of_hue(hue, 0.17, 0.62).astype(float)), family, 0.5)
    setting.median = (36.0, 66.0) if dark else (92.0, 140.0)


def _furnish_forms(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    tones = _tones(setting)
    lit = bool(setting.words & {"light", "neon", "glowing", "luminous"})
    cubes = bool(setting.words & {"cube", "cubes"})
    _studio(setting, tuple((0.04 if lit else 0.9) * part for part in tones[2]))
    if lit:
        place.sunlight = tuple(0.12 * part for part in place.sunlight)
        setting.median = (26.0, 52.0)
    matt = [setting.paint(skins.PLAIN, tone, gloss=0.03, rough=0.35) for tone in tones]
    gold = setting.paint(skins.METAL, (0.22, 0.52, 0.85), gloss=0.6, rough=0.08, metal=True)
    glow = [setting.glow(tuple(3.0 * light_of_hue(hue, 0.18, 0.62).astype(float)), family) for hue, family in
            ((setting.description.palette.key, EVEN), (setting.description.palette.accent, ODD))]  # fmt: skip
    a = np.linspace(0, 2 * math.pi, 73)

    def ball(radius: float, skin: int) -> Mesh:
        v = np.linspace(math.pi / 2, -math.pi / 2, 33)
        return turned(np.stack([radius * np.cos(v), radius * np.sin(v)], 1), 48, skin)

    def ring(radius: float, thick: float, skin: int) -> Mesh:
        return tube(np.stack([radius * np.cos(a), radius * np.sin(a), 0 * a], 1), thick, 24, skin)

    t = np.linspace(0, math.pi, 49)
    for n, radius in enumerate((1.15, 0.85, 0.55)):  # arches, one in the other
        line = np.concatenate(
            [[(-radius, 0)], np.stack([-radius * np.cos(t), 1.2 + radius * np.sin(t)], 1), [(radius, 0)]]
        )
        place.add(
            tube(
                np.stack([line[:, 0] - 0.35 * side, line[:, 1], np.full(len(line), 1.6)], 1),
                0.13,
                24,
                matt[(n + 1) % 5],
            )
        )
    for k in range(4):  # steps
        place.add(
            boxes(
                [(side * 1.25, 0.13 + 0.26 * k, 1.1 + 0.26 * k)], (0.62, 0.13 + 0.0 * k, 0.16), matt[0 if k % 2 else 3]
            )
        )
        place.add(
            boxes([(side * 1.25, 0.13 * (k + 1) - 0.13, 1.1 + 0.26 * k)], (0.62, 0.13 * k + 0.001, 0.13), matt[3])
        )
    drum = [(0.0, 0.5), (0.48, 0.5), (0.50, 0.48), (0.50, 0.0)]
    place.add(
        turned(drum, 64, matt[4]).moved(-0.35 * side, 0, 0.55),
        ball(0.42, glow[0] if lit else gold).moved(-0.35 * side, 0.92, 0.55),
    )
    place.add(
        boxes([(0, 0.36, 0)], (0.36, 0.36, 0.36), glow[1] if lit else matt[1]).moved(side * 0.72, 0, 0.15, turn=0.5)
    )
    place.add(turned([(0.0, 0.95), (0.02, 0.93), (0.36, 0.0)], 48, matt[5]).moved(-side * 1.25, 0, 0.45))
    place.add(ring(0.34, 0.085, matt[0]).moved(0, 0, 0, turn=0.6).moved(side * 0.75, 1.14, 0.15))
    for n in range(26 if cubes else 13):  # what floats
        at = (float(rng.uniform(-1.7, 1.7)), float(rng.uniform(1.3, 3.2)), float(rng.uniform(0.0, 2.4)))
        size = float(rng.uniform(0.07, 0.24))
        skin = glow[n % 2] if lit and n % 3 < 2 else (*matt, gold)[int(rng.integers(7))]
        cube = boxes([(0, 0, 0)], (0.8 * size,) * 3, skin)
        one = cube if cubes else (ball(size, skin), ring(size, 0.3 * size, skin), cube)[n % 3]
        place.add(
            one.leaned(float(rng.uniform(-1, 1)), float(rng.uniform(-1, 1))).moved(*at, turn=float(rng.uniform(0, 3)))
        )
    if lit:  # what they send on all around
        for n, (u, v, w) in enumerate(((-1.2, 1.9, 0.4), (1.1, 2.3, 0.8), (0.1, 1.2, -0.5))):
            hue = (setting.description.palette.key, setting.description.palette.accent)[n % 2]
            place.lamp(
                (side * u, v, w), tuple(1.2 * light_of_hue(hue, 0.17, 0.62).astype(float)), (EVEN, ODD)[n % 2], 0.3
            )
    for radius, x, z in ((0.10, -0.9, -0.35), (0.16, 0.25, -0.55), (0.07, 1.15, -0.5), (0.12, -1.5, -0.2)):
        place.add(ball(radius, (*matt, gold)[int(rng.integers(7))]).moved(side * x, radius, z))


def _furnish_crystals(setting: Setting) -> None:
    """Let crystals grow in bundles from a dark ground: six sides, a point, light inside."""
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    _studio(setting, (0.02, 0.02, 0.022))
    place.sunlight = tuple(0.35 * part for part in place.sunlight)
    setting.median = (26.0, 52.0)
    floor = setting.paint(skins.SLABS, (0.03, 0.03, 0.034), (0.02, 0.02, 0.022), gloss=0.16, rough=0.06, scale=9.0)
    place.add(boxes([(0, -0.02, 0.5)], (8, 0.03, 4), floor))
    hues = ((palette.key, EVEN), (palette.accent, ODD), (palette.key, EVEN), (palette.fill, ODD))
    glass = []
    for hue, family in hues:
        tone = light_of_hue(hue, 0.15, 0.62).astype(float)
        for share in (0.10, 0.35, 0.8):
            inside = tuple(share * tone)
            glass.append(
                setting.paint(
                    skins.PLAIN, tuple(0.05 + 0.30 * tone), gloss=0.12, rough=0.03, glow=inside, family=family
                )
            )
    for x0, z0, size, count in _BUNDLES:
        for n in range(count):
            turn, out = 2.399 * n, math.sqrt(n / count)
            lean = 0.75 * out + float(rng.uniform(-0.08, 0.08))
            long, thick = (
                size * float(rng.uniform(0.7, 1.7)) * (1.15 - 0.6 * out**2),
                size * float(rng.uniform(0.06, 0.15)),
            )
            outline = [(0.0, long), (thick, long - 1.7 * thick), (0.85 * thick, 0.0)]
            prism = turned(outline, 6, glass[int(rng.integers(len(glass)))], start=float(rng.uniform(0, 6)))
            x, z = side * x0 + 0.22 * size * out * math.cos(turn), z0 + 0.22 * size * out * math.sin(turn)
            place.add(prism.leaned(lean * math.cos(turn), lean * math.sin(turn)).moved(x, -0.05, z))
    lamps = (
        (palette.key, EVEN, (0.0, 0.5, -0.2)),
        (palette.accent, ODD, (-1.3, 0.6, 1.0)),
        (palette.accent, ODD, (1.4, 1.6, 2.4)),
    )
    for hue, family, (x, y, z) in lamps:
        place.lamp((side * x, y, z), tuple(1.4 * light_of_hue(hue, 0.16, 0.62).astype(float)), family, 0.3)
    air = [
        tuple(share * light_of_hue(hue, 0.13, 0.5).astype(float))
        for share, hue in ((0.05, palette.key), (0.04, palette.accent))
    ]
    setting.hazy(0.03, (0, 0, 0), *air)


_GROUPS = {
    "sun": (KEY, "downbeat", 0.95, 0.10),
    "even": (EVEN, "kick", 0.80, 0.34),
    "odd": (ODD, "offbeat", 0.80, 0.34),
    "sky": (SKY,),
}
_FOCUS = {"close": (2.0, 0.012), "detail": (1.15, 0.024)}

PLANS = {
    FORMS: Plan(
        _furnish_forms,
        {
            "wide": View((-0.3, 1.50, -3.7), (0.0, 1.40, 1.0), 1.0, (0.5, 0.52)),
            "medium": View((0.95, 1.25, -2.5), (-0.10, 1.0, 0.9), 1.0),
            "close": View((-1.0, 1.05, -1.35), (-0.15, 0.85, 0.6), 1.05), "detail": View((0.9, 0.55, -1.15), (0.45, 0.55, 0.1), 1.10),
        },
        groups=_GROUPS, median=(70.0, 120.0), mist=0.0, travel=0.8, focus=_FOCUS,
    ),
    CRYSTALS: Plan(
        _furnish_crystals,
        {
            "wide": View((-0.3, 1.05, -2.7), (0.0, 0.95, 1.2), 0.95), "medium": View((0.8, 0.85, -1.8), (-0.05, 0.85, 0.9), 0.98),
            "close": View((-0.75, 0.75, -1.1), (-0.10, 0.75, 0.8), 1.0), "detail": View((0.45, 0.50, -0.55), (0.15, 0.55, 0.8), 1.0),
        },
        groups=_GROUPS, median=(30.0, 60.0), mist=0.10, travel=0.8, focus=_FOCUS,
    ),
}  # fmt: skip
"""By motif."""
