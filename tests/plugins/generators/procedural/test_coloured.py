"""Which thing of a prompt has which colour."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._performers import _dyes, words_of
from beatreel.plugins.generators.procedural.prompt.borne import coloured_in
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.crop_choice import named_crop
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.open_sky import set_black
from beatreel.plugins.generators.procedural.scenery.people.casting import AGED, Wish
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES
from beatreel.plugins.generators.procedural.worlds.ocean.under_grey import named_water


@pytest.mark.parametrize(
    ("prompt", "coloured"),
    [
        ("a man in a blue suit next to a red car", (("suit", "blue"), ("car", "red"))),
        ("two swans on a lake, one white and one black", (("swan", "white"), ("swan", "black"))),
        ("a black cat on a red sofa", (("cat", "black"), ("sofa", "red"))),
        ("a violinist in black in an empty hall, a city in blue", (("clothes", "black"),)),
        ("femme en robe rose sur un cheval noir", (("dress", "pink"), ("horse", "black"))),
        ("ein Mädchen im gelben Mantel", (("coat", "yellow"),)),
        ("a fox in the snow, orange fur", (("fur", "orange"),)),
        ("a woman in a golden dress under a silver moon", (("dress", "gold"),)),
        ("a girl in a red and white dress, no green hat", (("dress", "red"), ("dress", "white"))),
    ],
)
def test_each_thing_has_the_colour_that_is_said_of_it(prompt, coloured):
    assert coloured_in(prompt) == coloured


@pytest.mark.parametrize(
    ("prompt", "motif", "time"),
    [
        ("a musician playing a battered red guitar on a stage", "guitarist", "night"),
        ("a lonely white house on a hill", "lone_house", "golden"),
        ("golden leaves falling in a forest at noon", "falling_leaves", "day"),
    ],
)
def test_a_colour_parts_no_phrase_and_what_is_golden_is_no_hour(prompt, motif, time):
    found = describe(prompt)
    assert motif in found.motifs and found.time_of_day == time


def test_what_comes_nearest_stands_in_and_is_told():
    donkey = describe("a donkey on a hill at sunset")
    assert (
        "horse" in donkey.motifs
        and donkey.unpainted == ("donkey",)
        and explain(donkey)["stand_ins"] == {"donkey": "horse"}
    )
    assert (
        "figure" in describe("a bartender in an empty bar").motifs and describe("a waiter in an alley").unpainted == ()
    )
    assert "phone_booth" in describe("an old phone booth in a field of lavender").motifs
    assert describe("monks on a mountain, orange robes").world == "mountain"
    smoke = describe("a dancer on a stage in red smoke").palette
    assert smoke.key == 27 and smoke.strength > 0.5


def test_a_scarf_a_hat_and_a_guitar_have_their_colours_to_themselves():
    red = describe("a woman in a grey coat and a red scarf, a yellow hat")
    assert red.dressed == "grey" and describe("a woman with a red scarf in the snow").dressed == ""
    colours = {
        skin.colour for skin in ROLES["woman"](Wish(np.random.default_rng(1), None, words=words_of(red))).model.skins
    }
    assert {DYES["red"], DYES["yellow"]} <= colours
    plays = describe("a musician playing a white guitar on a stage")
    player = ROLES["guitarist"](Wish(np.random.default_rng(1), None, words=words_of(plays))).model
    assert DYES["white"] in {skin.colour for skin in player.skins}
    white = describe("a field of white flowers under a blue sky")
    assert white.palette.chroma == 1 and named_crop(white) == "daisies"


def test_age_is_seen_and_a_boy_is_a_child():
    blonde = (
        Wish(np.random.default_rng(1), None, words=words_of(describe("a girl with yellow hair in a city")))
        .hair()
        .colour
    )
    assert blonde[2] > 0.4 and blonde[1] > 0.3
    assert AGED in words_of(describe("an old gardener on a hill at dawn"))
    assert AGED not in words_of(describe("a man with an old guitar"))
    assert all(
        "child" in describe(f"a {who} on a hill at sunset").motifs for who in ("boy", "little girl in a red coat")
    )
    holds = ROLES["child"](Wish(np.random.default_rng(1), None, words=frozenset({"boy", "lantern"})))
    assert holds.lamp and 0.3 < holds.lamp[1] < 0.9
    wears = describe("a guitarist in a black leather jacket on a rooftop")
    player = ROLES["guitarist"](Wish(np.random.default_rng(1), DYES["black"], words=words_of(wears))).model
    assert "leather" in {skin.weave for skin in player.skins}


def test_the_colour_of_a_thing_leaves_lamps_and_sky_alone_and_water_has_its_own():
    assert describe("a man in a long orange coat crosses a bridge at dusk").palette.lit is None
    coat = describe("a girl with an orange umbrella in the rain")
    assert coat.unpainted == () and coat.umbrella == "orange"
    green = describe("a surfer at golden hour, emerald green water")
    assert 140 < named_water(green) < 170 and named_water(describe("a surfer at golden hour")) is None
    small = np.full((8, 8, 3), 0.9, np.float32)
    small[0, 0] = (0.05, 0.3, 0.05)  # green water is darkest: grey clouds over it stay grey
    set_black(small, small.copy(), 0.5)
    assert np.ptp(small[4, 4]) < 0.01


def test_horses_of_two_colours_are_two_and_no_cat_is_of_the_colour_of_its_sofa():
    found = describe("a white horse and a black horse on a beach")
    assert "horses" in found.motifs and found.colours_of("beasts") == ("white", "black") and found.worn == ""
    asked = Wish(np.random.default_rng(1), (0.6, 0.6, 0.6), others=((0.01, 0.01, 0.01),))
    coats = {skin.colour for skin in BEASTS["horses"](asked).model.skins}
    assert {(0.6, 0.6, 0.6), (0.01, 0.01, 0.01)} <= coats
    assert describe("a fox in the snow, orange fur").palette.strength < 0.3
    sofa = describe("a cat on a red sofa")
    assert sofa.colours_of("beasts") == () and sofa.worn == sofa.painted == ""


def test_an_old_mans_umbrella_is_held_above_his_hat_and_has_the_colour():
    blue = (0.6, 0.1, 0.05)
    plain, holds = (
        ROLES["elder"](Wish(np.random.default_rng(1), blue, words=frozenset(words))).model
        for words in ((), ("umbrella",))
    )
    assert holds.bounds()[3] > plain.bounds()[3] + 0.1
    assert all(blue in {skin.colour for skin in model.skins} for model in (plain, holds))


def test_a_riders_horse_and_a_hikers_pack_keep_their_colours_to_themselves():
    on_horse = describe("a cowboy riding a white horse through the desert")
    assert _dyes(on_horse, "rider") == (None, (DYES["white"],))
    horse = BEASTS["rider"](Wish(np.random.default_rng(1), None, others=(DYES["white"],))).model
    assert DYES["white"] in {skin.colour for skin in horse.skins}
    on_foot = describe("a hiker with a yellow backpack on a mountain")
    assert _dyes(on_foot, "wayfarer") == (None, ())
    hiker = ROLES["wayfarer"](Wish(np.random.default_rng(1), None, words=words_of(on_foot))).model
    assert DYES["yellow"] in {skin.colour for skin in hiker.skins}
