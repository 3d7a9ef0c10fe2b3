"""Hands that are looked at from near, and who else is seen as the words about them say."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.people.hands import OPEN, ROUND, add_hand
from beatreel.plugins.generators.procedural.scenery.polygons import mesh_of
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .test_foreground import evening, scene


def test_hands_are_looked_at_in_every_shot_and_stand_nowhere() -> None:
    for shot, least in (("wide", 0.03), ("detail", 0.12)):
        painting = evening()
        add_foreground(
            painting,
            scene("field", "hands", prompt="two hands reaching for each other"),
            shot=shot,
            variation=0,
            seed=4,
        )
        assert least < (painting.layers[-1].alpha > 0.5).mean() < 0.8


def test_a_hand_has_five_fingers_and_curls_towards_its_palm() -> None:
    skin = Skin((0.3, 0.4, 0.6), 0.1, "skin")
    straight, bent = (add_hand(Model(), (0, 0, 0), (0, 1, 0), (0, 0, -1), 1.0, grip, skin) for grip in (OPEN, ROUND))
    assert len(straight) == len(bent) == 5
    assert straight[2][1] == pytest.approx(1.0, abs=0.08)  # the middle finger ends where a hand does
    assert all(b[1] < s[1] and b[2] > s[2] + 0.1 for s, b in zip(straight[1:], bent[1:], strict=True))


def test_a_body_as_a_mesh_is_closed_and_faces_outwards() -> None:
    model = Model()
    model.ball((0.1, 0.2, 0.3), 0.5, Skin((0.5, 0.5, 0.5)))
    mesh = mesh_of(model, 0.08, [7])
    out = mesh.points - np.float32([0.1, 0.2, 0.3])
    assert np.allclose(np.linalg.norm(out, axis=1), 0.5, atol=0.02) and set(mesh.skins.tolist()) == {7}
    a, b, c = (mesh.points[mesh.triangles[:, n]] for n in range(3))
    sides = np.cross(b - a, c - a)
    ways = {tuple(np.sign((sides * (a - np.float32([0.1, 0.2, 0.3]))).sum(axis=1)).tolist())}
    assert len(set(next(iter(ways)))) == 1  # all one way round
    edges = np.sort(
        np.concatenate([mesh.triangles[:, [0, 1]], mesh.triangles[:, [1, 2]], mesh.triangles[:, [2, 0]]]), axis=1
    )
    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()


@pytest.mark.parametrize(
    ("prompt", "shown", "hidden"),
    [
        ("hands on piano keys by candlelight", "hands", "figure"),
        ("a man with his hands in his pockets in an alley", "man", "hands"),
        ("a crowd with raised hands at a concert", "crowd", "hands"),
        ("a giant hand rising from the desert", "giant_hand", "hands"),
        ("a lone man on a park bench in fog", "sitter", "bench"),
        ("a bench in a park in autumn", "bench", "sitter"),
        ("masked people in a ruined city", "masked", "man"),
        ("a woman's face half in shadow, red and blue neon", "woman", "hands"),
        ("an orchestra plays on a grand stage", "orchestra", "crowd"),
    ],
)
def test_who_is_seen_follows_from_what_is_said_about_them(prompt: str, shown: str, hidden: str) -> None:
    found = describe(prompt)
    assert shown in found.motifs and hidden not in found.motifs
