"""A field's blossoms from near: whatever else a prompt names stands behind them, out of focus."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.scenery.crop_choice import named_crop

from ._things import BUILDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

BLOSSOMS = "blossoms"
"""The mask of blossoms that stand before all else in a painting of a field."""
_PLAIN = {None, "grass"}  # crops that are no reason to kneel down
_APART = {"vineyard", "terraces", "burning", "burning_tree", "lone_flower"}  # motifs that are looked at themselves
_SOFT = 0.007  # of what is behind them, a share of the width: it is still known what that is


def among_blossoms(description: SceneDescription, shot: str) -> bool:
    """Return whether a shot is of the blossoms of a named crop in which a named thing stands."""
    if shot != "detail" or description.world != "field" or named_crop(description) in _PLAIN or description.is_snowy:
        return False
    return bool(set(BUILDERS) & set(description.motifs)) and not _APART & set(description.motifs)


@contextmanager
def behind_blossoms(painting: Painting, blossoms: Array) -> Iterator[None]:
    """Put what is added to a painting meanwhile behind its blossoms and out of focus, in place."""
    before = {name: np.array(group.light, np.float16) for name, group in painting.groups.items()}
    depth = painting.depth
    yield
    near = blossoms[..., None]
    free = (1 - near).astype(np.float32)
    sigma = max(_SOFT * depth.shape[1], 0.4)
    seen = np.maximum(cv2.GaussianBlur(free, (0, 0), sigma), 1e-3)[..., None]
    for name, group in painting.groups.items():  # blossoms leave no light in what is behind them
        behind = cv2.GaussianBlur(np.asarray(group.light, np.float32) * free, (0, 0), sigma) / seen
        behind *= free
        if name in before:
            behind += before[name] * near
        group.light = halved(behind)
    painting.depth = depth
