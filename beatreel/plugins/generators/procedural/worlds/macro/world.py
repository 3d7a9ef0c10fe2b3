"""Small things that are looked at closely, in every shot, before a place out of focus: each kind of picture is a module here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from . import bloom, dragonfly, feather, frost, glass, ground, leaf, match, played, web
from .traced import paint_subject

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_SHOTS = ("wide", "medium", "close", "detail")
_KINDS = {
    "leaf": leaf.paint, "cobweb": web.paint, "frost": frost.paint, "match": match.paint, "feather": feather.paint,
    "sprout": partial(paint_subject, ground.FLOWER), "pocketwatch": partial(paint_subject, ground.WATCH),
    "keys": partial(paint_subject, played.KEYS), "dragonfly": partial(paint_subject, dragonfly.DRAGONFLY),
    "strings": partial(paint_subject, played.STRINGS), "hourglass": partial(paint_subject, glass.HOURGLASS),
    "bloom": partial(paint_subject, bloom.BLOOM), "snow_globe": partial(paint_subject, glass.GLOBE),
}  # fmt: skip


def subject_of(description: SceneDescription) -> str:
    """Return what is looked at: the first subject that the words of the place stand for; drops are on a leaf if on nothing else."""
    kinds = [kind for kind in description.reads_as if kind in _KINDS]
    others = [kind for kind in kinds if kind != "leaf"]
    return next(iter(kinds if {"leaf", "leaves"} & set(description.words) else others), "leaf")


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a small thing; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide shows all of it with what is around it, medium and close are nearer, detail is a part of it.
    """
    shot = shot if shot in _SHOTS else "medium"
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 307])
    film = np.random.default_rng([description.flavour, 311])
    progress(0.1, "painting what is behind")
    found = _KINDS[subject_of(description)](description, shot, (width, height), rng, film)
    progress(1.0, "painted")
    return found
