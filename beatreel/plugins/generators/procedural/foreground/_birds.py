"""Birds that pass: as many as are named; those of a world itself now and then, for a flock in every picture is always the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_NAMED = {
    *"bird birds gull gulls seagull seagulls seabirds flock flocks geese swallows starlings pigeons crows".split()
}
_MOST = 90  # that are drawn where hundreds are named
_SHARE = 0.4  # of a world's pictures in which its birds are


def let_birds_pass(
    painting: Painting, description: SceneDescription, *, shot: str, variation: int, seed: int, peopled: bool = False
) -> None:
    """Take the birds that nobody asked for out of most pictures, in place, and let as many fly as the prompt says.

    Where a picture is ``peopled`` by who is named, they are in none: they would fly over faces and hair.
    """
    if "birds" in description.motifs or _NAMED & description.all_words:
        if number := min(description.count_of("birds", "starling", "pigeon", "crow", "dove"), _MOST):
            painting.elements[:] = [
                replace(one, options={**one.options, "count": number}) if one.kind == "birds" else one
                for one in painting.elements
            ]
        return
    dice = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 151])
    if peopled or dice.random() >= _SHARE:
        painting.elements[:] = [one for one in painting.elements if one.kind != "birds"]
