"""Graffiti on the walls of an underpass: names in thick sprayed letters with an outline, some with drips; metres."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.lettering import word, word_width

from .site import Site, View

_NAMES = ("NOVA", "ROGUE", "ACE", "TONE", "VEGA", "RICO", "AURA", "SONIC", "ONE", "DUST")
_HUES = (345.0, 200.0, 85.0, 140.0, 30.0, 300.0)  # where no two are named
_HIGH, _LONG = 5.0, 125.0  # of the walls
_STROKE, _OUTLINE = 0.13, 0.075  # half the width of a stroke, and what its outline adds
_INK = (0.012, 0.012, 0.014)


def spray_walls(site: Site, edge: float) -> None:
    """Set a wall of concrete along both sides of a road, ``edge`` metres from its middle, and spray names over it."""
    place, rng = site.place, site.rng
    wall = place.material(skins.PLASTER, (0.20, 0.21, 0.22), scale=1.5)
    palette = site.palette
    hues = (palette.key, palette.fill, palette.accent) if palette.strength > 0.45 else _HUES
    paints = [
        place.material(
            skins.PLAIN,
            tuple(0.55 * float(part) + 0.02 for part in light_of_hue(hue + turn, 0.2, 0.66)),
            glow=tuple(0.20 * site.dark * float(part) for part in light_of_hue(hue + turn, 0.2, 0.66)),
            family=EVEN,
        )
        for hue in hues
        for turn in (0.0, 18.0)
    ]
    ink = place.material(skins.PLAIN, _INK)
    white = place.material(skins.PLAIN, (0.55, 0.56, 0.56))
    for way in (-1.0, 1.0):
        place.add(boxes([(way * (edge + 0.3), _HIGH / 2, _LONG / 2 - 15)], (0.3, _HIGH / 2, _LONG / 2), wall))
        for n, at in enumerate(np.arange(1.0, 60.0, 9.0) if site.dark > 0.2 else ()):
            tone = tuple(9.0 * site.dark * part for part in (0.9, 0.95, 0.8))
            place.lamp((way * (edge - 1.3), 4.4, float(at)), tone, (EVEN, ODD)[n % 2], 0.4)
        z, number = -4.0 + 3.0 * float(rng.random()), int(rng.integers(len(_NAMES)))
        while z < 70:
            name, high = _NAMES[number % len(_NAMES)], float(rng.uniform(1.7, 2.7))
            long = word_width(name, high)
            _spray(site, name, (way, edge, z + long / 2), high, (paints[number % len(paints)], ink, white))
            z, number = z + long + float(rng.uniform(0.5, 1.4)), number + 1


def view_of(shot: str, road: float, side: float) -> View:
    """Return from where the walls are seen: along the road, across it, and from before one of them."""
    return {
        "wide": View((-2.6 * side, 1.7, -4.0), side * 13.0, 0.80, 0.64, 1.2),
        "medium": View((-side * 1.8, 1.6, 1.0), side * 38.0, 0.92, 0.62, 0.9),
        "close": View((side * (road - 2.6), 1.55, 4.0), side * 50.0, 0.98, 0.64, 0.6),
        "detail": View((side * (road + 0.2), 1.3, 15.6), side * 38.0, 0.95, 0.66, 0.4),
    }[shot]


def _spray(site: Site, name: str, at: tuple[float, float, float], high: float, tones: tuple[int, int, int]) -> None:
    """Spray a name onto a wall: it reads from the road, leans a little, and some strokes drip."""
    way, edge, middle = at
    place, rng = site.place, site.rng
    lean, top = float(rng.uniform(-0.12, 0.25)), 1.0 + high + float(rng.uniform(0.0, 0.9))
    fill, ink, white = tones
    strokes = [np.asarray(stroke) for stroke in word(name, 0.0, 0.0, high)]
    for skin, out, half, shift in (
        (ink, 0.012, _STROKE + _OUTLINE, 0.0),
        (fill, 0.024, _STROKE, 0.0),
        (white, 0.034, 0.022, 0.05),
    ):
        for stroke in strokes:
            along, down = stroke[:, 0] - lean * (stroke[:, 1] - high / 2), stroke[:, 1]
            points = np.stack(
                [np.full_like(along, way * (edge - out)), top - down + shift, middle - way * (along - shift)], 1
            )
            place.add(bars(points[:-1], points[1:], (0.006, half), skin))
            if skin == fill and rng.random() < 0.35:
                foot = points[int(np.argmin(points[:, 1]))]
                place.add(bars([foot], [foot - (0.0, float(rng.uniform(0.3, 0.9)), 0.0)], (0.006, 0.018), skin))
