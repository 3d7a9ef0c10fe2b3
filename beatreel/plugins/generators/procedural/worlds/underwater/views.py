"""How the sea is looked at from below."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class View:
    """A composition: ranges to draw from; lengths in metres, picture measures in widths or heights of the picture."""

    kind: str
    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    depth: tuple[float, float]
    nearest: float
    travel: float
    candidates: int = 1
    jellyfish: tuple[float, int] = (0.34, 4)  # widths of the largest, how many others at least


CANYON = View("canyon", (2.2, 4.0), (0.75, 0.95), (0.60, 0.68), (15, 20), 1.2, 0.8, 8)
OPEN = View("open", (7.0, 9.0), (0.8, 1.0), (0.74, 0.84), (20, 26), 4.0, 1.2)
KELP = View("kelp", (1.8, 2.6), (0.9, 1.1), (0.66, 0.74), (12, 15), 1.2, 0.6)
REEF = View("reef", (1.1, 1.7), (0.95, 1.15), (0.46, 0.54), (7, 10), 0.8, 0.4, 6)
JELLY = View("jelly", (9.0, 12.0), (1.0, 1.2), (0.62, 0.72), (24, 32), 6.0, 0.5)
RUINS = View("ruins", (2.0, 3.2), (0.80, 1.0), (0.60, 0.68), (16, 21), 1.2, 0.7, 4)
GATE = View("ruins", (1.5, 2.2), (1.15, 1.4), (0.62, 0.70), (15, 19), 1.2, 0.5, 4)
GARDEN = View("garden", (1.5, 2.1), (0.78, 0.92), (0.44, 0.50), (5, 7), 0.8, 0.4, 4)
NEAR_GARDEN = View("garden", (0.9, 1.2), (1.05, 1.25), (0.50, 0.56), (5, 7), 0.7, 0.3, 4)
AT_CORALS = View("garden", (1.0, 1.25), (1.9, 2.2), (0.29, 0.35), (5, 7), 0.6, 0.25, 4)
GARDEN_VIEWS = {
    "wide": (GARDEN, GARDEN),
    "medium": (NEAR_GARDEN, GARDEN),
    "close": (NEAR_GARDEN, NEAR_GARDEN),
    "detail": (AT_CORALS, AT_CORALS),
}
UP_KELP = View("kelp", (1.4, 2.0), (0.85, 1.0), (0.94, 1.02), (9, 11), 1.2, 0.6)
AT_KELP = View("kelp", (2.4, 3.2), (1.7, 2.1), (0.72, 0.82), (10, 13), 1.2, 0.4)
KELP_VIEWS = {
    "wide": (KELP, KELP),
    "medium": (UP_KELP, KELP),
    "close": (AT_KELP, UP_KELP),
    "detail": (AT_KELP, AT_KELP),
}
STEPS = View("ruins", (1.2, 1.7), (1.6, 1.9), (0.70, 0.78), (14, 18), 1.0, 0.4, 4)
RUINS_VIEWS = {"wide": (RUINS, RUINS), "medium": (GATE, GATE), "close": (STEPS, GATE), "detail": (STEPS, STEPS)}
HOLLOW = View("canyon", (1.2, 2.0), (1.05, 1.3), (0.66, 0.76), (14, 18), 1.0, 0.6, 8)
CAVE_VIEWS = {
    "wide": (CANYON, CANYON),
    "medium": (HOLLOW, CANYON),
    "close": (HOLLOW, HOLLOW),
    "detail": (HOLLOW, HOLLOW),
}
WRECK = View("wreck", (3.0, 4.4), (0.85, 1.0), (0.60, 0.66), (17, 22), 1.6, 0.8, 4)
WRECK_VIEWS = dict.fromkeys(("wide", "medium", "close", "detail"), (WRECK, WRECK))
SWIMMING_VIEWS = dict.fromkeys(("wide", "medium", "close", "detail"), (OPEN, OPEN))
JELLY_VIEWS = {
    "wide": (replace(JELLY, jellyfish=(0.30, 9)),) * 2, "medium": (replace(JELLY, jellyfish=(0.34, 5)),) * 2,
    "close": (replace(JELLY, jellyfish=(0.52, 4)),) * 2, "detail": (replace(JELLY, jellyfish=(0.80, 4)),) * 2,
}  # fmt: skip
VIEWS = {"wide": (CANYON, OPEN), "medium": (KELP, REEF), "close": (REEF, KELP), "detail": (JELLY, JELLY)}
