"""Masks: what words name which, that they are no animals, and that they cover a head; who rides a bicycle and who does not."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.people.masks import _KINDS, _NAMES, mask_of
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES


def test_words_name_a_mask_and_its_animal_is_not_there() -> None:
    assert mask_of(("girl", "fox", "mask")) == "fox" and mask_of(("fox", "forest")) == ""
    assert mask_of(("masked", "dancer")) == "plain" and set(_NAMES) | {"plain"} == set(_KINDS)
    worn = describe("A person in a rabbit mask in a forest at dusk, pink and green")
    assert "hare" not in worn.motifs and "wayfarer" in worn.motifs and not worn.unpainted
    assert "fox" in describe("a fox in a snowy forest").motifs
    assert "lone_mask" in describe("a mask in a grand ballroom").motifs  # nobody near by wears it


@pytest.mark.parametrize("kind", sorted(_KINDS))
def test_a_mask_lies_over_the_face_and_ears_over_the_head(kind: str) -> None:
    bare, worn = (
        ROLES["woman"](Wish(np.random.default_rng(3), words=frozenset(words), film=2)).model
        for words in (("woman",), ("woman", "mask", next(iter(sorted(_NAMES.get(kind, {"white"}))))))
    )
    assert len(worn.parts) > len(bare.parts) + 5
    eyes = 0.925 * bare.bounds()[3]
    seen = [float(one.front((0.0, eyes, -3.0), (0.0, 0.0, 1.0))[2]) for one in (bare, worn)]
    assert seen[1] < seen[0] + 0.005  # nearer, or as near
    higher = worn.bounds()[3] - bare.bounds()[3]
    assert (higher > 0.08) == (kind in ("rabbit", "fox", "wolf", "cat"))


def test_a_bicycle_stands_alone_unless_somebody_rides_it() -> None:
    alone, ridden = (
        describe(one).motifs for one in ("a bicycle leaning against a wall in an old street", "a boy riding his bike")
    )
    assert "bicycle" in alone and "cyclist" not in alone
    assert "cyclist" in ridden and "bicycle" not in ridden
