"""The kinds of sculpture: liquid strands, ribbons, folded sheets, spheres, shards, cubes, rings and a knot, by the words of a prompt."""

from __future__ import annotations

import math
import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import surface
from beatreel.plugins.generators.procedural.kernels.surface import Form

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_NAMED = {
    "shards": "shards? splinters? fragments? shatter(ed|ing)? broken smashed",
    "ball": "sphere orb ball pearl",
    "spheres": "spheres? orbs? balls? bubbles? pearls? beads? globes? marbles? lens(es)?",
    "cubes": "cubes? blocks? boxes",
    "rings": "rings? torus tori hoops? loops? circles? chains? halos?",
    "knot": "knots? knotted infinity pretzel",
    "ribbons": "ribbons? bands? streamers? strips? spirals? helix tendrils?",
    "sheet": "sheets? folds? folded folding foil waves? veils? petals? curtains?",
    "liquid": "liquid melt melting melted melts molten mercury quicksilver drips? dripping fluid blobs? morph(ing)? "
    "goo honey syrup drops? droplets?",
}
_FREE = ("liquid", "ribbons", "rings", "sheet", "knot", "spheres")  # where a prompt names none
_FREE_GLASS = ("spheres", "cubes", "ribbons", "shards", "rings")
_MIRRORS = frozenset(
    "chrome metal metallic mirror mirrored silver steel mercury titanium glass glassy crystal iridescent holographic liquid bubble "
    "bubbles polished reflective transparent platinum".split()
)
_CLEAR = frozenset(
    "glass glassy transparent clear translucent bubble bubbles ice acrylic crystal honey syrup amber".split()
)
_METALS = frozenset("chrome metal metallic gold golden silver steel mercury titanium copper bronze platinum".split())
_FIELDS = {"spheres": 17, "cubes": 13, "rings": 14, "shards": 26, "ball": 4}
_COVERED = {"wide": 0.34, "medium": 0.42, "close": 0.52, "detail": 0.60}


def words_of(description: SceneDescription) -> list[str]:
    """Return the words of the part of the prompt in which its thing stands: what follows a comma is about colours and the camera."""
    return re.findall(r"[a-z]+", description.prompt.lower().split(",")[0])


def is_mirror(description: SceneDescription) -> bool:
    """Return whether a prompt says that its forms mirror or are of glass."""
    return bool(_MIRRORS & set(words_of(description)))


def kind_of(description: SceneDescription) -> str:
    """Return the kind of sculpture; one that is the prompt's own where it names none, the same in all of its shots."""
    words = words_of(description)
    found = [
        kind for kind, names in _NAMED.items() if any(re.fullmatch(name, w) for name in names.split() for w in words)
    ]
    free = _FREE_GLASS if {"glass", "crystal", "acrylic"} & set(words) else _FREE
    return found[0] if found else free[zlib.crc32(description.prompt.lower().encode()) % len(free)]


def covered(kind: str) -> dict[str, float] | None:
    """Return how much of each shot a kind is to cover; None for the liquid, which fills more."""
    return _COVERED if kind in _FIELDS or kind == "knot" else None


def form_of(kind: str, description: SceneDescription, random: np.random.Generator) -> Form:
    """Return the form of a kind, other for each state of ``random``."""
    said = [word for word in words_of(description) if word in _CLEAR or word in _METALS]
    both = {one in _CLEAR for one in said} == {True, False}
    is_mixed = (kind == "spheres" and both) or kind == "shards"  # some of glass, some mirror
    is_clear = is_mixed or bool(said and said[0] in _CLEAR)  # gold that flows over black glass is gold
    glass = np.float32(1.33 if is_clear else 0.0)
    if kind == "liquid":
        return _liquid(random, glass)
    if kind in ("ribbons", "sheet"):
        return _ribbons(random, glass, is_sheet=kind == "sheet")
    return _field(kind, random, glass, is_mixed=is_mixed)


def _liquid(random: np.random.Generator, glass: np.float32) -> Form:
    y = surface.heights()
    count = int(random.integers(3, 6))
    strands = np.zeros((len(y), count, 5), np.float32)
    for i in range(count):
        phase = i * 1.27 + random.uniform(0, 6.28)
        along = y * 0.85 + phase
        swing, depth = random.uniform(0.55, 0.95), random.uniform(0.45, 0.75)
        strands[:, i, 0] = swing * np.sin(along * random.uniform(0.9, 1.35)) + 0.18 * np.sin(along * 2.7 + i)
        strands[:, i, 1] = depth * np.cos(along * random.uniform(0.8, 1.1) + phase)
        thick = random.uniform(0.17, 0.30)
        strands[:, i, 2] = np.maximum(
            thick + 0.10 * np.sin(along * random.uniform(1.6, 2.6)) + 0.045 * np.sin(along * 5.1 + i), 0.05
        )
    drops = []
    for i in range(int(random.integers(5, 9))):
        angle = i * 2.4 + random.uniform(-0.4, 0.4)
        drops.append(
            (
                random.uniform(0.9, 1.45) * np.sin(angle),
                random.uniform(-2.4, 2.4),
                random.uniform(0.4, 1.0) * np.cos(angle * 1.3) - 0.35,
                0.08 + 0.30 * random.random() ** 1.6,
            )
        )
    sway = random.uniform(0.35, 0.65) * np.sin(y * random.uniform(0.7, 1.1) + random.uniform(0, 6.28))
    melt, ripple = np.float32(random.uniform(0.34, 0.46)), np.float32(random.uniform(0.020, 0.032))
    none = np.zeros((0, 10), np.float32)
    return Form(strands, sway.astype(np.float32), np.array(drops, np.float32), melt, ripple, none, glass)


def _ribbons(random: np.random.Generator, glass: np.float32, *, is_sheet: bool) -> Form:
    """Ribbons that twist about each other, or a few sheets as wide as the picture that fold."""
    y = surface.heights()
    count = int(random.integers(2, 4) if is_sheet else random.integers(3, 6))
    strands = np.zeros((len(y), count, 5), np.float32)
    for i in range(count):
        phase = i * 2.1 + random.uniform(0, 1.5)
        slow = random.uniform(0.45, 0.75)
        strands[:, i, 0] = (0.5 if is_sheet else 0.8) * np.sin(slow * y + phase) + 0.14 * np.sin(2.3 * slow * y + i)
        strands[:, i, 1] = (0.9 if is_sheet else 0.6) * np.cos(slow * y + 1.3 * phase) + (0.5 * i if is_sheet else 0)
        strands[:, i, 2] = 0.05 if glass else 0.035
        wide = random.uniform(0.85, 1.25) if is_sheet else random.uniform(0.34, 0.62)
        strands[:, i, 3] = wide * (1 + 0.22 * np.sin(0.8 * y + phase))
        twist = random.uniform(0.35, 0.55) if is_sheet else random.uniform(0.6, 1.05)
        strands[:, i, 4] = phase + twist * y * (-1) ** i + 0.6 * np.sin(0.9 * y + phase)
    drops = np.zeros((0, 4), np.float32)
    melt, none = np.float32(0.03), np.zeros((0, 10), np.float32)
    return Form(strands, np.zeros(len(y), np.float32), drops, melt, np.float32(0), none, glass)


def _field(kind: str, random: np.random.Generator, glass: np.float32, *, is_mixed: bool) -> Form:
    """Solids that float apart from each other, a large one among them, or a knot with a few drops about it."""
    low = {"rings": 0.30, "shards": 0.24}.get(kind, 0.13)
    sizes = [1.0, *sorted(low + 0.55 * random.random(_FIELDS.get(kind, 9)) ** 1.7, reverse=True)]
    if kind in ("knot", "ball"):
        sizes = [1.05, *((0.4 if kind == "knot" else 0.5) * size for size in sizes[1:])]
    placed: list[tuple[float, float, float, float]] = []
    for size in sizes:
        reach = size * (
            1.5 if kind == "knot" and not placed else 1.3 if kind == "cubes" else 1.0 if kind == "shards" else 1.1
        )
        for _ in range(40):
            x, y, z = random.uniform(-1, 1, 3) * ((0.35, 0.4, 0.3) if not placed else (2.0, 3.6, 1.7))
            if all(math.dist((x, y, z), one[:3]) > reach + one[3] + 0.06 for one in placed):
                placed.append((float(x), float(y), float(z), reach))
                break
    rows: list[tuple[float, ...]] = []
    for n, (x, y, z, _) in enumerate(placed):
        turn, lean, size = random.uniform(0, 6.28), random.uniform(-1.2, 1.2), sizes[n]
        solid = {"cubes": surface.CUBE, "rings": surface.RING, "shards": surface.SHARD}.get(kind, surface.KNOT)
        size, thick = (0.72 * size, 0.09 * size) if kind == "cubes" else (0.8 * size, random.uniform(0.16, 0.26) * size)
        if kind == "shards":
            size, thick = 0.9 * sizes[n], 0.03 + 0.03 * sizes[n]
        sides = _sides(size) if kind == "shards" else ()
        turned = math.cos(turn), math.sin(turn), math.cos(lean), math.sin(lean)
        rows.append((solid, x, y, z, size, thick, *turned, *sides))
    is_round = {"spheres": len(placed), "ball": len(placed), "knot": len(placed) - 1}.get(kind, 0)
    rounds = [(x, y, z, sizes[n]) for n, (x, y, z, _) in enumerate(placed)][len(placed) - is_round :]
    mirrors = (len(placed) + (kind == "spheres")) // 2 if is_mixed else 0
    if is_mixed:  # every other one; the large sphere is one of them, the large shard is of glass
        rounds, rows = rounds[::2] + rounds[1::2], rows[1::2] + rows[::2]
    solids = np.array(rows[: len(placed) - is_round], np.float32).reshape(-1, 25 if kind == "shards" else 10)
    height = len(surface.heights())
    return Form(
        np.zeros((height, 0, 5), np.float32), np.zeros(height, np.float32), np.array(rounds, np.float32).reshape(-1, 4),
        np.float32(0.02), np.float32(0), solids, glass, mirrors,
    )  # fmt: skip


def _sides(size: float) -> tuple[float, ...]:
    """Return the five sides of a shard, other for each size: normals in its plane and how far away they are."""
    found: list[float] = []
    for k in range(5):
        angle = 1.2566 * k + 0.5 * math.sin(3.1 * k + 29.0 * size)
        found += [math.cos(angle), math.sin(angle), size * (0.55 + 0.40 * math.sin(5.3 * k + 47.0 * size))]
    return tuple(found)
