"""Skin in the light, mouths that sing, feet in grass and dust behind them."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.foreground._dust import dusty, thrown_up
from beatreel.plugins.generators.procedural.foreground._flesh import hollowed, lit_face, lit_within
from beatreel.plugins.generators.procedural.foreground._footing import hidden_feet
from beatreel.plugins.generators.procedural.foreground._places import Place
from beatreel.plugins.generators.procedural.foreground._solid_light import Body
from beatreel.plugins.generators.procedural.scenery.people.body import SKINS, add_body
from beatreel.plugins.generators.procedural.scenery.people.pose import MAN, Pose, bones_of
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .test_foreground import evening, scene


def test_light_goes_round_into_skin_and_comes_out_redder() -> None:
    facing, lit, whole = (np.full((1, 1), value, np.float32) for value in (-0.1, 1.0, 1.0))
    blue, _, red = lit_within(facing, lit, whole, whole)[0, 0]
    assert red > blue
    assert lit_within(facing, lit, whole, 0 * whole)[0, 0].std() == 0  # what is not skin keeps its colour
    blue, _, red = hollowed(np.full((1, 1, 1), 0.4, np.float32), whole)[0, 0]
    assert blue < 0.4 < red


def test_grass_hides_feet_and_a_path_shows_them() -> None:
    def seen(world: str, words: str) -> np.ndarray | None:
        return hidden_feet((40, 30), (0, 0), (15.0, 40.0), 20.0, 1.8, scene(world, words=tuple(words.split())), 3)

    grass, path, wheat = (seen("field", words) for words in ("a man in a field", "a man on a path", "a man in wheat"))
    assert seen("dunes", "a man") is None and grass is not None and path is not None and wheat is not None
    assert grass[-2:].mean() < 0.45 and grass[0].min() > 0.95
    assert path.mean() > grass.mean() > wheat.mean()


def test_who_runs_throws_up_dust_behind_where_it_is_dry() -> None:
    assert dusty(scene("dunes")) > 0.5 and dusty(scene("dunes", weather="rain")) == 0
    cover = np.zeros((40, 30), np.float32)
    cover[30:, 10:20] = 1
    body = Body(np.zeros((40, 30, 3), np.float32), cover, slice(0, 40), slice(10, 40), cover, cover)
    place = Place(25.0, 40.0, 20.0, on_ledge=False, stands=True, looks_left=True)
    cloud = thrown_up(body, place, (50, 64), 1.0, np.random.default_rng(1))
    assert cloud[:, 32:].sum() > 2 * cloud[:, :20].sum() > 0


def test_a_choir_sings_with_open_mouths() -> None:
    skin, heads = Skin((0.2, 0.3, 0.5), 0.1, "skin"), []
    for mouth in (0.0, 1.0):
        heads.append(Model())
        add_body(heads[-1], bones_of(Pose(face=(0.0, mouth)), MAN), skin, hair=skin)
    darkest = [min(max(one.colour) for one in head.skins) for head in heads]
    assert darkest[1] < 0.03 < darkest[0]


def test_no_face_is_a_hole_and_none_is_a_lamp() -> None:
    painting = evening()
    cover = np.ones((10, 10), np.float32)
    flesh = cover * (np.arange(10) < 5)
    lit = []
    for bright in (0.004, 50.0):
        body = Body(np.full((10, 10, 3), bright, np.float32), cover, slice(0, 10), slice(0, 10), 0 * cover, flesh)
        lit_face(painting, body, "night", SKINS["fair"].colour)
        assert (body.colour[:, 5:] == np.float32(bright)).all()  # what is worn keeps its light
        lit.append(float(body.colour[0, 0].mean()) / bright)
        assert body.colour[0, 0, 2] > body.colour[0, 0, 0]  # in grey light it is not grey
    assert lit[0] > 1.5 and lit[1] < 1
