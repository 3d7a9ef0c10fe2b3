"""How the sea and its shores are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class View:
    """A composition: ranges to draw from; lengths in metres, picture measures in widths or heights of the picture."""

    kind: str
    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    longest: tuple[float, float]
    tall: tuple[float, float]
    nearest: float
    travel: float
    aside: tuple[float, float]
    candidates: int = 6


OPEN = View("open", (5.5, 11), (1.0, 1.35), (0.40, 0.48), (24, 36), (1.0, 1.7), 3.0, 1.0, (0.02, 0.22))
HEAD = View("head", (15, 26), (1.15, 1.5), (0.38, 0.45), (30, 44), (1.3, 2.0), 8.0, 1.4, (0.35, 0.9))
BEACH = View("beach", (2.0, 3.2), (0.95, 1.2), (0.40, 0.48), (11, 16), (0.5, 0.8), 1.6, 0.5, (0.14, 0.36))
CREST = View("crest", (1.3, 2.2), (1.5, 2.0), (0.36, 0.44), (13, 19), (1.9, 2.7), 1.6, 0.5, (0.05, 0.20), 10)
TOPS = View("crest", (2.0, 3.0), (2.3, 2.9), (0.32, 0.40), (16, 24), (2.0, 2.8), 1.6, 0.5, (0.06, 0.15), 10)
LOW = View("open", (2.6, 4.2), (1.15, 1.45), (0.50, 0.58), (18, 28), (1.1, 1.8), 2.2, 0.8, (0.04, 0.24))
ABOVE = View("above", (26, 40), (0.95, 1.25), (-0.62, -0.40), (9, 13), (0.45, 0.7), 8.0, 1.2, (0.3, 2.6))
FROM_HIGH = replace(ABOVE, eye=(64, 84), horizon=(-0.34, -0.20), nearest=16.0)
OBLIQUE = replace(ABOVE, eye=(30, 42), horizon=(0.06, 0.12), nearest=10.0)
FROM_NEAR = replace(ABOVE, eye=(15, 20), horizon=(-0.62, -0.45), nearest=4.5)
NEAR_CALM = replace(LOW, eye=(1.5, 2.1), focal=(1.7, 2.0), horizon=(0.44, 0.50), aside=(0.07, 0.16))
TOPS_CALM = replace(LOW, eye=(1.1, 1.5), focal=(2.5, 3.0), horizon=(0.38, 0.44), aside=(0.04, 0.11))
SPAN = View("open", (7, 12), (1.0, 1.15), (0.60, 0.66), (18, 26), (0.5, 0.9), 3.0, 1.2, (0.02, 0.22))
LOW_SPAN = View("open", (4, 6), (1.15, 1.35), (0.64, 0.70), (14, 20), (0.4, 0.7), 3.0, 1.0, (0.02, 0.22))
BRIDGE_VIEWS = {
    "wide": (SPAN, SPAN),
    "medium": (LOW_SPAN, SPAN),
    "close": (LOW_SPAN, LOW_SPAN),
    "detail": (SPAN, LOW_SPAN),
}
PIER = View("open", (4.0, 4.3), (0.92, 1.08), (0.42, 0.48), (14, 22), (0.3, 0.6), 1.6, 0.35, (0.02, 0.16))
PLANKS = View("open", (3.1, 3.4), (1.0, 1.2), (0.38, 0.44), (14, 22), (0.3, 0.6), 1.6, 0.25, (0.02, 0.16))
AT_PLANKS = View("open", (2.75, 2.95), (1.35, 1.5), (0.22, 0.28), (14, 22), (0.3, 0.6), 1.2, 0.2, (0.02, 0.16))
BESIDE = View("open", (1.9, 2.2), (1.0, 1.15), (0.46, 0.54), (10, 15), (0.25, 0.5), 1.6, 0.35, (0.10, 0.25))
PIER_VIEWS = {
    "wide": (PIER, BESIDE),
    "medium": (BESIDE, PIER),
    "close": (PLANKS, PLANKS),
    "detail": (AT_PLANKS, AT_PLANKS),
}
EDGE = View("beach", (0.9, 1.4), (1.1, 1.35), (0.44, 0.52), (10, 14), (0.4, 0.65), 1.0, 0.35, (0.12, 0.34))
AT_FEET = View("beach", (0.55, 0.75), (1.15, 1.35), (0.24, 0.32), (9, 12), (0.35, 0.5), 0.5, 0.15, (0.12, 0.34))
BEACH_VIEWS = {"wide": (BEACH, BEACH), "medium": (BEACH, EDGE), "close": (EDGE, EDGE), "detail": (AT_FEET, AT_FEET)}
HIGH_VIEWS = {
    "wide": (FROM_HIGH, FROM_HIGH),
    "medium": (OBLIQUE, OBLIQUE),
    "close": (ABOVE, ABOVE),
    "detail": (FROM_NEAR, FROM_NEAR),
}
"""Down on a shore, as a drone sees it."""
OVER = View("open", (55, 75), (0.95, 1.15), (0.14, 0.20), (26, 38), (1.2, 1.9), 12.0, 1.6, (0.04, 0.3))
OVER_NEAR = replace(OVER, eye=(20, 28), horizon=(0.18, 0.24), longest=(20, 30), nearest=8.0)
OVER_WAVES = replace(OVER, eye=(11, 14), horizon=(0.05, 0.10), longest=(16, 24), nearest=4.0)
OVER_VIEWS = {
    "wide": (OVER, OVER),
    "medium": (OVER_NEAR, OVER_NEAR),
    "close": (OVER_WAVES, OVER_WAVES),
    "detail": (TOPS, TOPS),
}
"""Down on open water."""
VIEWS = {"wide": (OPEN, HEAD), "medium": (LOW, LOW), "close": (CREST, CREST), "detail": (TOPS, TOPS)}
CALM_VIEWS = {**VIEWS, "close": (NEAR_CALM, NEAR_CALM), "detail": (TOPS_CALM, TOPS_CALM)}
"""Where no crest rises: the path of the sun is looked at."""
FROM_CLIFF = replace(OPEN, eye=(42, 58), horizon=(0.34, 0.42), longest=(26, 38), nearest=10.0)
CLIFF_VIEWS = {
    "wide": (FROM_CLIFF, FROM_CLIFF),
    "medium": (replace(FROM_CLIFF, focal=(1.3, 1.6)),) * 2,
    "close": (replace(FROM_CLIFF, focal=(1.5, 1.8), horizon=(0.40, 0.46)),) * 2,
    "detail": (replace(FROM_CLIFF, horizon=(0.10, 0.16)),) * 2,
}
"""From an edge high above it, that is set before it."""
