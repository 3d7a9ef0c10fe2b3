import pytest

from beatreel.core.wording import _LONGEST
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe, picture_number
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.prompt.reading import _index
from beatreel.plugins.generators.procedural.worlds import WORLDS


@pytest.mark.parametrize(
    "prompt", ["", "   ", "xyzzy", "量子スープ", "🎵🎵", "a" * 5000, "the of and", "Ein stiller Abend", "42"]
)
def test_any_prompt_gives_a_picture(prompt):
    found = describe(prompt)
    assert found.world in WORLDS
    assert found.approximate
    assert found == describe(prompt)


def test_unknown_words_are_told_and_known_ones_too():
    found = describe("foggy zorblax street in the rain")
    assert found.unknown == ("zorblax",)
    assert {"foggy", "street", "rain"} <= set(found.understood)


def test_colour_words_set_the_hues_in_their_order():
    palette = describe("blue and orange desert").palette
    assert (palette.key, palette.fill, palette.accent) == (255, 55, 55)
    assert palette.strength > 0.5
    assert describe("desert").palette.strength == 0
    assert describe("a wheat field, bright blue sky").palette.strength == 0


def test_the_colour_of_a_thing_is_not_that_of_the_picture():
    own = describe("a car on a road at dusk").palette
    red = describe("a red car on a road at dusk").palette
    assert (red.key, red.fill) == (own.key, own.fill)
    assert red.accent == 27
    assert red.strength == own.strength == 0 and red.borne == (
        27.0,
    )  # a dusk pulled to the hues of roads would be grey
    assert describe("a red road at dusk").palette.key == 27
    assert describe("a burnt forest with a single green sprout").palette.strength < 0.4
    assert describe("a red car on a road at dusk, red light").palette.key == 27
    assert describe("a girl with a yellow umbrella in a blue street").palette.key == 255
    assert describe("a city in cold blue, train passing").palette.key == 255  # beyond a comma it is not the train's
    # so a style's own colours still count
    with_car, without = (describe(f"a {colour}car on a road at dusk", "golden-haze").palette for colour in ("red ", ""))
    assert (with_car.key, with_car.strength) == (without.key, without.strength)
    assert with_car.key != red.key


def test_a_grey_beside_a_colour_mutes_it():
    pink, both, grey = (describe(text).palette.chroma for text in ("pink city", "pink and grey city", "grey city"))
    assert grey < 0.5 * both < both < pink


def test_a_colour_of_what_is_lit_leaves_the_hour_alone():
    own, amber = (describe(f"a city skyline at dusk, {text}windows").palette for text in ("", "warm amber "))
    assert (amber.key, amber.fill, amber.lit) == (own.key, own.fill, 67)
    assert amber.strength < 0.3 and amber.temperature < 0.3


def test_named_colours_outweigh_the_temperature_that_a_place_brings():
    assert describe("frozen lake").palette.temperature < -0.5
    assert describe("frozen lake in pale gold").palette.temperature > -0.2
    assert -0.5 < describe("cold lake in pale gold").palette.temperature < -0.2
    assert describe("frozen lake in blue").palette.temperature < -0.5
    said = describe("cold red alley").palette
    assert (said.key, said.shadow) == (27, 250)
    assert describe("red alley").palette.shadow == 245, "film has cool darks beside one warm colour"


def test_temperature_speed_camera_and_black_and_white():
    assert describe("cold forest").palette.temperature < -0.5 < 0.5 < describe("warm forest").palette.temperature
    assert describe("dunes in slow motion").speed == pytest.approx(0.4)
    assert describe("slow clouds over dunes, static camera").speed == pytest.approx(0.4)
    for move in ("slow push forward", "camera pans slowly to the left", "very slow dolly in", "fast orbit"):
        assert describe(f"dunes in the rain, {move}").speed == 1.0, "that is the camera's"
    assert describe("chrome, slow orbit").camera == "orbit"
    assert describe("black and white street").palette.chroma == 0


def test_style_counts_only_where_the_prompt_is_silent():
    assert describe("desert", style="night").time_of_day == "night"
    assert describe("desert at noon", style="night").time_of_day == "day"
    assert describe("", style="forest").world == "forest"


def test_the_world_can_be_named():
    assert describe("desert", world="chrome").world == "chrome"


def test_descriptions_are_json():
    found = describe("red and gold city at dusk, birds, crane shot")
    assert SceneDescription.model_validate_json(found.model_dump_json()) == found


def test_looks_colour_worlds_that_are_not_their_own():
    assert describe("neon desert").palette.strength > 0.5
    assert describe("neon desert").time_of_day == "night"
    assert describe("neon alley").palette.strength == 0
    assert describe("neon desert in green").palette.key == 148


def test_what_is_denied_is_left_out():
    found = describe("a rainy street, no people, no rain")
    assert "people" in found.without
    assert not {"umbrella", "figure"} & set(found.motifs)
    assert describe("alley without rain").weather == "clear"
    assert describe("dunes without a caravan, birds").motifs == ("birds",)
    assert describe("no forest, a street").world == "town"
    assert "rain" in describe("no rain").denied
    assert not {"boat", "sailing_boat"} & set(describe("the open sea, no boats").motifs)
    assert "people" in describe("a grey beach, nobody around").without
    assert not describe("trees without leaves").denied


def test_prompts_of_the_same_description_still_differ():
    one, other = describe("a quiet street"), describe("a crooked street")
    assert one.flavour != other.flavour
    assert describe("street, quiet").flavour == describe("A quiet street!").flavour
    assert one.palette.temperature != other.palette.temperature


@pytest.mark.parametrize("place", ["liquid chrome", "a galaxy and its nebula", "an alley"])
def test_a_temperature_alone_chooses_the_hues_where_the_lights_may_have_any(place):
    for temperature, least, most in (("warm", 0, 100), ("cold", 190, 310)):
        palette = describe(f"{place}, {temperature}").palette
        assert palette.strength > 0
        assert all(least <= hue <= most for hue in (palette.key, palette.fill, palette.shadow))
    assert describe(f"{place}, warm, emerald green").palette.key == describe(f"{place}, emerald green").palette.key


def test_no_phrase_is_longer_than_those_that_are_looked_up() -> None:
    assert [phrase for phrase in _index() if len(phrase.split()) > _LONGEST] == []


def test_what_will_be_seen_is_written_as_people_write_it():
    summary = explain(describe("a cobbled lane with falling leaves"))["summary"]
    assert "falling leaves" in summary and "_" not in summary


def test_the_red_planet_is_red_and_a_beach_of_black_sand_lies_at_the_sea() -> None:
    palette = describe("an astronaut on a red planet").palette
    assert palette.strength > 0.5
    assert 15 < palette.key < 45
    assert describe("a red planet, cold blue light").palette.key > 200, "a colour that is named counts more"
    assert describe("black sand beach with basalt columns").world == "ocean"


@pytest.mark.parametrize("word", ["father", "could", "driver", "shallow", "crates", "strange", "painter"])
def test_a_word_that_means_what_it_says_is_no_misspelt_place(word: str) -> None:
    assert describe(f"a {word} in the dark").corrected == ()
    assert describe("a lihgthouse").corrected == (("lihgthouse", "lighthouse"),)
    assert describe("boiling clouds").corrected == ()


def test_a_vintage_car_bears_its_colour_as_a_car_does() -> None:
    plain, vintage = (
        describe(f"a red {car} on a palm boulevard at sunset").palette for car in ("car", "vintage convertible")
    )
    assert vintage.key == plain.key != 27


@pytest.mark.parametrize(
    ("prompt", "somebody"),
    [
        ("a couple walks in a snowy forest", {"pair"}),
        ("a cowboy rides through a red canyon, an eagle above", {"rider"}),
        ("a singer on a stage in violet light", {"singer"}),
        ("a lavender field at noon", set()),
    ],
)
def test_some_pictures_of_a_film_show_the_place_alone(prompt, somebody):
    def found(shot, variation):
        return describe(prompt, picture=picture_number(shot, variation))

    everywhere = [found(shot, variation) for shot in ("wide", "medium", "close", "detail") for variation in (0, 1)]
    assert all(somebody <= set(one.motifs) for one in everywhere)
    for alone in (found("wide", 2), found("medium", 2)):
        is_place = alone.world != "stage"
        assert bool(somebody & set(alone.motifs)) is (bool(somebody) and not is_place)
        assert ("people" in alone.without) is (bool(somebody) and is_place)
        assert alone.motifs
        assert (alone.world, alone.time_of_day, alone.palette) == (
            everywhere[0].world, everywhere[0].time_of_day, everywhere[0].palette
        )  # fmt: skip


@pytest.mark.parametrize(
    ("prompt", "world", "motifs", "without"),
    [
        ("a red phone on a deserted train platform at night", "skyline", {"station_hall"}, set()),
        ("overgrown ruins of a temple, vines", "forest", {"rainforest", "ruins"}, {"stone_temple"}),
        ("ruins of a greek temple in the desert", "dunes", {"stone_temple"}, {"rainforest"}),
        ("the metro at rush hour, a girl sits by the window", "interior", {"carriage"}, {"station", "crowd"}),
        ("a crowded metro station at rush hour", "interior", {"station"}, {"crowd"}),
    ],
)
def test_stations_trains_and_ruins_are_where_their_words_say(
    prompt: str, world: str, motifs: set[str], without: set[str]
) -> None:
    found = describe(prompt)
    assert found.world == world and motifs <= set(found.motifs) and not without & set(found.motifs)


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("a white egret in a lake", "heron"),
        ("yellow ducklings on a pond", "duck"),
        ("a squirrel on a branch in a forest", "squirrel"),
        ("a gorilla in the jungle", "monkey"),
        ("an alligator in a swamp", "crocodile"),
        ("vultures circling over a canyon", "vulture"),
        ("a swarm of bees over a meadow", "bees"),
        ("a yellow seahorse in seaweed", "seahorse"),
        ("a wolf in the snow, breath steaming", "breath"),
        ("a peacock spreading its tail in a garden", "peacock"),
    ],
)
def test_animals_are_read(prompt, motif):
    found = describe(prompt)
    assert motif in found.motifs and "birds" not in found.motifs
    assert found.unknown == ()
