"""What makes a body a person: fingers that are apart, weight on one leg, clothes that hang."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._firelight import beside_fire, fire_at, warmed
from beatreel.plugins.generators.procedural.foreground._light import Backlight
from beatreel.plugins.generators.procedural.foreground._performers import words_of
from beatreel.plugins.generators.procedural.foreground._places import Place
from beatreel.plugins.generators.procedural.foreground._solid_light import Rig
from beatreel.plugins.generators.procedural.kernels import solids as kernel
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.people import clothes
from beatreel.plugins.generators.procedural.scenery.people.body import SKINS
from beatreel.plugins.generators.procedural.scenery.people.casting import AGED, DENIM, GREY_HAIR, Cast, Wish
from beatreel.plugins.generators.procedural.scenery.people.fingers import add_fingers
from beatreel.plugins.generators.procedural.scenery.people.passers import STANDING
from beatreel.plugins.generators.procedural.scenery.people.pose import MAN, Pose, bones_of
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin, look_at
from beatreel.plugins.generators.procedural.worlds.interior.sets.lived_in import pose_of

from .test_foreground import evening, scene

LIGHT = (0.6, 0.5, -0.7)


def test_fingers_are_apart_and_the_thumb_is_where_the_arm_bends_to() -> None:
    for side in (-1, 1):
        hand, down = Model(), np.array([0.0, -1.0, 0.0])
        shoulder, elbow = np.array([0.0, 0.4, 0.0]), np.array([0.0, 0.2, 0.0])
        add_fingers(
            hand, shoulder, elbow, 0.0 * down, 0.085 * down, np.array([0.0, 0.0, -1.0]), side, SKINS["fair"], 1.0, 0
        )
        seen = look_at(hand.turned(side * 1.0), 4000, LIGHT)
        rows = seen.cover[np.abs(seen.y + 0.066) < 0.004] > 0.5
        assert max(int(np.diff(row.astype(int)).clip(0).sum()) for row in rows) >= 3  # gaps between them are seen
        tips = [row[kernel.BX : kernel.BX + 3] for row in hand.parts]
        assert (
            min(tips, key=lambda tip: tip[2])[1] > min(tip[1] for tip in tips) + 0.01
        )  # what is foremost is no fingertip


def test_who_stands_bears_on_one_leg_and_a_shirt_hangs_loose() -> None:
    b = bones_of(STANDING, MAN)
    assert abs(b.pelvis[0] - b.ankles[1][0]) < 0.5 * abs(b.pelvis[0] - b.ankles[0][0]) and b.hips[1][1] > b.hips[0][1]
    hems = []
    for hem in (True, False):
        worn = Model()
        clothes.shirt(worn, bones_of(Pose(), MAN), SKINS["fair"], sleeves=False, hem=hem)
        seen = look_at(worn, 300, LIGHT)
        hems.append(np.count_nonzero(seen.cover[np.argmin(np.abs(seen.y - 0.485))] > 0.5))
    assert hems[0] > 1.1 * hems[1]


def test_a_shirt_over_spread_legs_has_no_legs_of_its_own() -> None:
    b = bones_of(Pose(feet=((-0.25, 0.10, 0.0), (0.25, 0.10, 0.0)), knees=((-1.0, 0.3, -0.4), (1.0, 0.3, -0.4))), MAN)
    worn = Model()
    clothes.shirt(worn, b, SKINS["fair"], sleeves=False)
    seen = look_at(worn, 200, LIGHT)
    assert seen.y[(seen.cover > 0.5).any(axis=1)].min() > b.pelvis[1] - 0.085
    assert b.build.hips + 0.06 < 0.8 * (b.build.shoulders + 0.03)  # a man's hips are narrower than his shoulders


@pytest.mark.parametrize(
    ("words", "colour"), [("t shirt white jeans", DENIM), ("jogger", None), ("sweater leggings", None)]
)
def test_what_is_named_is_worn_without_a_coat_over_it_and_trousers_keep_their_colour(
    words: str, colour: Skin | None
) -> None:
    red = (0.02, 0.02, 0.60)
    body = ROLES["man"](Wish(np.random.default_rng(1), red, 0.2, frozenset(words.split()), False, 4)).model
    assert colour is None or colour in body.skins
    lowest = min(row[kernel.MY] for row in body.parts if body.skins[int(row[kernel.SKIN])].colour == red)
    assert lowest > 0.44 * MAN.metres  # a coat would reach to the knees


@pytest.mark.parametrize(
    ("who", "words"), [("man", "beanie"), ("man", "cap"), ("skater", "hoodie"), ("wanderer", "hood")]
)
def test_what_is_on_a_head_has_no_hair_through_it_and_a_face_below(who: str, words: str) -> None:
    body = ROLES[who](Wish(np.random.default_rng(1), None, 0.0, frozenset(words.split()), True, 5, "close")).model
    seen = look_at(body.turned(0.0), 250, LIGHT)
    kinds = np.array([skin.weave for skin in body.skins] + [""])[seen.skin]
    rows = np.flatnonzero((seen.cover > 0.5).any(axis=1))
    crown = kinds[rows[0] : rows[0] + int(0.06 * 250)]
    assert not (crown == "hair").any()
    head = kinds[rows[0] : rows[0] + int(0.32 * 250)]
    assert (head == "skin").sum() > 0.15 * (head != "").sum()  # no black hole


def test_who_wears_blue_jeans_and_a_white_shirt_is_dressed_in_white() -> None:
    assert describe("a man in blue jeans and a white shirt on a beach").dressed == "white"


def test_a_guitar_at_a_fire_is_of_wood_and_two_who_sit_are_lower() -> None:
    for name, words in (("guitarist", "campfire"), ("pair", "sitting")):
        seated, standing = (
            ROLES[name](Wish(np.random.default_rng(2), words=frozenset(one.split()))) for one in (words, "stage")
        )
        assert seated.model.bounds()[3] < 0.88 * standing.model.bounds()[3] and seated.tall < standing.tall


def test_who_sits_at_a_campfire_does_not_hide_it_and_is_warm_on_its_side() -> None:
    painting, told = evening(), scene("field", "guitarist", "campfire", prompt="a guitarist at a campfire")
    painting.elements.append(Element("fire", 0.9, {"x": 0.5}))
    fire = fire_at(painting, told)
    assert fire == 0.5 * painting.depth.shape[1] and fire_at(painting, scene("stage", "guitarist")) is None
    cast = ROLES["guitarist"](Wish(np.random.default_rng(2), words=frozenset({"campfire"})))
    place = beside_fire(Place(fire, 90.0, 30.0, False, True, True), fire, painting.depth.shape[1], cast)
    assert abs(place.x - fire) > 6
    light = Backlight.of(painting)
    plain = Rig.of(painting, light, (0.5, 0.5), "night")
    warm = warmed(plain, 1.0)
    assert warm.sides[1, 2] > 2 * warm.sides[0, 2] and warm.front[2] > 2 * warm.front[0] and warm.to_front[0] > 0


def test_a_child_on_a_swing_sits_on_it_and_an_empty_swing_stays_empty() -> None:
    assert [one for one in describe("a boy on a swing in a meadow").motifs if one in ("child", "swing")] == ["child"]
    assert "swing" in describe("an empty swing on a tree in a meadow").motifs
    cast = ROLES["child"](Wish(np.random.default_rng(2), words=frozenset({"boy", "swing"})))
    seen = look_at(cast.model.turned(1.1), 40, LIGHT)
    rows = np.flatnonzero((seen.cover > 0.5).any(axis=1))
    assert seen.y[rows[0]] > 2.2 and abs(seen.y[rows[-1]]) < 0.1  # its frame is on the ground


@pytest.mark.parametrize(
    ("prompt", "pose"),
    [
        ("a girl reading a book by the window", "reads_at_home"),
        ("a lonely man sits by the window in a dark room", "at_home"),
        ("a woman stands at the window", "stander"),
        ("an elderly man in an armchair by the fire", "elder_at_home"),
    ],
)
def test_who_is_in_a_room_does_what_is_said(prompt: str, pose: str) -> None:
    told = describe(prompt)
    assert told.world == "interior" and pose_of({*told.words, *told.said}) == pose


def test_a_suit_shows_a_shirt_and_leather_shines() -> None:
    def skins(*words: str) -> list[Skin]:
        return ROLES["man"](Wish(np.random.default_rng(1), words=frozenset(words))).model.skins

    assert max(min(one.colour) for one in skins("suit") if one.weave == "cloth") > 0.5
    assert any(one.weave == "leather" and one.gloss > 0.3 for one in skins("leather jacket", "jacket"))
    assert not any(one.weave == "leather" for one in skins("jacket"))


def test_who_is_said_to_be_old_is_grey_and_lined_and_a_boy_is_no_man() -> None:
    def cast(*words: str) -> Cast:
        return ROLES["man"](Wish(np.random.default_rng(1), words=frozenset(words)))

    old, man, boy = cast(AGED), cast("man"), cast("boy")
    assert any(one == GREY_HAIR for one in old.model.skins) and not any(one == GREY_HAIR for one in man.model.skins)
    assert len(old.model.parts) > len(man.model.parts) + 15 and boy.tall < 0.85 * man.tall
    assert AGED in words_of(describe("an old fisherman in a leather coat by a lake"))
    assert "leather coat" in words_of(describe("an old fisherman in a leather coat by a lake"))
    assert AGED not in words_of(describe("a man in an old wooden tower"))
