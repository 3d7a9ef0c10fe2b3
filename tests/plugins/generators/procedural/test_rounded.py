"""Extras as meshes: round, closed, in the coat that was asked for."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.scenery.built import Place
from beatreel.plugins.generators.procedural.scenery.rounded import rounded

COAT = (0.31, 0.02, 0.07)


@pytest.mark.parametrize("kind", ["walker", "sheltered"])
def test_somebody_is_as_tall_and_as_deep_as_people_are_and_closed(kind: str) -> None:
    place = Place(1)
    mesh = rounded(place, kind, 60, COAT)
    low, high = mesh.points[np.unique(mesh.triangles)].min(axis=0), mesh.points[np.unique(mesh.triangles)].max(axis=0)
    assert -0.1 < low[1] < 0.1 and 1.6 < high[1] < 2.5
    assert 0.25 < high[2] - low[2] < 1.4, "neither flat nor drawn out"
    welded = np.unique(np.round(mesh.points, 4), axis=0, return_inverse=True)[1].reshape(-1)[mesh.triangles]
    edges = Counter(tuple(sorted(pair)) for a, b, c in welded.tolist() for pair in ((a, b), (b, c), (c, a)))
    open_ = sum(count == 1 for count in edges.values())
    assert open_ < 0.02 * len(edges)


def test_the_coat_covers_the_chest_and_other_things_are_worn_too() -> None:
    place = Place(1)
    mesh = rounded(place, "stander", 60, COAT)
    worn = [tuple(row[:3]) for row in place.materials]
    assert len(set(worn)) > 2
    middle = mesh.points[mesh.triangles].mean(axis=1)
    chest = mesh.skins[(middle[:, 1] > 0.8) & (middle[:, 1] < 1.3)]
    assert np.mean([worn[skin] == COAT for skin in chest]) > 0.4
