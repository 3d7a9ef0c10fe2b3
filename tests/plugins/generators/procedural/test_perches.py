"""Birds that spread their wings or land do so on what the prompt names."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._words import words_of
from beatreel.plugins.generators.procedural.kernels import solids as kernel
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.beasts.perches import perch_of
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("an owl spreads its wings on a gravestone at night", "gravestone"),
        ("an owl lands on a wooden fence post in a snowy field", "post"),
        ("a raven spreads its wings on the roof of a chapel", "ridge"),
        ("an eagle lands on a rock above a valley", "rock"),
        ("an owl flies over a field", None),
    ],
)
def test_bird_spreads_its_wings_on_what_is_named(prompt: str, name: str | None) -> None:
    words = words_of(describe(prompt))
    kind = prompt.split()[1]
    casts = [BEASTS[kind](Wish(np.random.default_rng(1), words=words, shot=shot)) for shot in ("wide", "close")]
    assert perch_of(words) == name
    assert all(cast.perched is (name is not None) and cast.flies is (name is None) for cast in casts)
    if name:  # no wing is cut by the frame, nine wide and sixteen high
        close = casts[1]
        assert close.heart is not None and close.near is not None
        bird = [row for row in close.model.turned(sum(close.near) / 2).parts if 40 <= row[kernel.GROUP] < 60]
        assert bird and max(abs(row[kernel.AX]) for row in bird) < 0.5 * close.heart[1] * 9 / 16
