"""Skin in the light, mouths that sing, feet in grass and dust behind them."""

from __future__ import annotations

import numpy as np

from beatreel import Look
from beatreel.plugins.generators.procedural.developing import _Developer, _filled
from beatreel.plugins.generators.procedural.foreground._dust import dusty, thrown_up
from beatreel.plugins.generators.procedural.foreground._flesh import hollowed, lit_face, lit_within
from beatreel.plugins.generators.procedural.foreground._footing import hidden_feet
from beatreel.plugins.generators.procedural.foreground._hand_light import Lamp
from beatreel.plugins.generators.procedural.foreground._light import LUMA, Backlight, peak
from beatreel.plugins.generators.procedural.foreground._places import Place
from beatreel.plugins.generators.procedural.foreground._solid_light import Body
from beatreel.plugins.generators.procedural.painting import Grade, Layer
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.people.body import FLESH, SKINS, add_body, arm
from beatreel.plugins.generators.procedural.scenery.people.pose import MAN, Pose, bones_of
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin, look_at

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


def test_a_face_is_seen_beside_an_arm_in_the_sun_and_keeps_its_colour_by_blue_light() -> None:
    painting = evening()
    cover = np.ones((40, 40), np.float32)
    flesh = cover.copy()
    flesh[14:20] = 0  # what is worn between head and arm
    colour = np.full((40, 40, 3), 0.03, np.float32) * np.array([3.0, 1.0, 0.5], np.float32)
    colour[20:] = peak(painting, 0.6)
    body = Body(colour, cover, slice(0, 40), slice(0, 40), 0 * cover, flesh)
    lit_face(painting, body, "golden", SKINS["fair"].colour, light=Backlight.of(painting), head=(20.0, 6.0, 60.0))
    face, arm = body.colour[6, 20], body.colour[30, 20]
    assert face @ LUMA > peak(painting, 0.12)  # the arm's light is not taken for its own
    assert arm @ LUMA > face @ LUMA
    own = np.asarray(SKINS["fair"].colour)
    assert face[0] / face[2] < 0.7 * (6 * own[0] / own[2])  # nearer to skin than to slate


def test_no_palette_takes_all_colour_from_skin() -> None:
    light = np.full((8, 8, 3), SKINS["tan"].colour, np.float32) * np.float32(0.3)
    palette = describe("deep blue and teal night", "", "", picture=0).palette
    develop = _Developer(palette, Grade(), Look(), None, 0.0, None)
    plain, skin = (develop(light.copy(), flesh)[4, 4].astype(int) for flesh in (None, np.ones((8, 8), np.float16)))
    assert skin[2] - skin[0] > plain[2] - plain[0] + 10


def test_a_black_coat_that_is_filled_with_light_leaves_the_face_as_it_is() -> None:
    flesh = np.zeros((4, 4), np.float16)
    flesh[:2] = 1
    more = _filled(3.0, Layer(np.zeros((4, 4, 3), np.float16), flesh, 3.0, None, flesh))
    assert more[3, 0, 0] == 3 and 1 <= more[0, 0, 0] < 1.6


def test_a_lamp_in_a_hand_lights_what_looks_at_it_and_is_near() -> None:
    lamp = Lamp.of(evening(), (0.0, 1.0, -0.3))
    near, far, behind = (
        float(lamp.on(tuple(np.full((1, 1), one, np.float32) for one in (0.0, y, 0.0)),
                      tuple(np.full((1, 1), one, np.float32) for one in (0.0, 0.0, z)), np.ones((1, 1), np.float32)).mean())
        for y, z in ((1.2, -1.0), (1.9, -1.0), (1.2, 1.0))
    )  # fmt: skip
    assert near > 3 * far > 0 and near > 5 * behind
    assert lamp.colour[2] > 2 * lamp.colour[0]


def test_no_joint_of_a_bare_arm_is_a_ring() -> None:
    model, skin = Model(), Skin((0.2, 0.3, 0.5), 0.1, "skin")
    arm(model, *(np.array([0.0, y, 0.0]) for y in (0.80, 0.62, 0.46)), 1.0, skin, FLESH)
    wide = look_at(model, 1600, (0.0, 0.0, -1.0)).cover.sum(axis=1)[100:-60]
    assert (wide / np.minimum.accumulate(wide)).max() < 1.06  # it swells below the elbow, and nowhere else
