import pytest

from beatreel.core.wording import _LONGEST
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.prompt.reading import Reading, _index
from beatreel.plugins.generators.procedural.prompt.where import shown_in
from beatreel.plugins.generators.procedural.worlds import WORLDS


@pytest.mark.parametrize(
    ("prompt", "world", "exact", "time", "weather"),
    [
        ("Rainy neon Tokyo alley at night", "alley", True, "night", "rain"),
        ("city streets, snow, blue hour", "town", True, "dusk", "snow"),
        ("a sunny shopping street at noon", "town", True, "day", "clear"),
        ("golden desert dunes at sunset, slow drone sweep", "dunes", True, "golden", "clear"),
        ("sandstorm over the Sahara", "dunes", True, "golden", "dust"),
        ("misty pine forest at dawn, god rays", "forest", True, "dawn", "mist"),
        ("misty pine forest before dawn", "forest", True, "dusk", "mist"),
        ("snowy woods at midnight", "forest", True, "night", "snow"),
        ("liquid chrome, purple and pink studio light", "chrome", True, "night", "clear"),
        ("molten glass, abstract", "chrome", True, "night", "clear"),
        ("ocean waves at sunset", "ocean", True, "golden", "clear"),
        ("mountain lake in the morning", "mountain", True, "dawn", "clear"),
        ("an astronaut drifting through a nebula", "space", True, "night", "clear"),
        ("two lovers in a hotel room", "interior", True, "golden", "clear"),
    ],
)
def test_a_prompt_leads_to_its_world(prompt, world, exact, time, weather):
    found = describe(prompt)
    assert (found.world, not found.approximate, found.time_of_day, found.weather) == (world, exact, time, weather)


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


def test_the_colour_of_a_thing_is_not_that_of_the_picture():
    own = describe("a car on a road at dusk").palette
    red = describe("a red car on a road at dusk").palette
    assert (red.key, red.fill) == (own.key, own.fill)
    assert red.accent == 27
    assert 0 < red.strength < 0.4
    assert describe("a red road at dusk").palette.key == 27
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
    assert describe("chrome, slow orbit").camera == "orbit"
    assert describe("black and white street").palette.chroma == 0


def test_amount_of_weather():
    light, heavy = describe("light rain, street"), describe("pouring rain, street")
    assert light.weather_amount < 0.4 < 0.8 < heavy.weather_amount


def test_style_counts_only_where_the_prompt_is_silent():
    assert describe("desert", style="night").time_of_day == "night"
    assert describe("desert at noon", style="night").time_of_day == "day"
    assert describe("", style="forest").world == "forest"


def test_the_world_can_be_named():
    assert describe("desert", world="chrome").world == "chrome"


def test_descriptions_are_json():
    found = describe("red and gold city at dusk, birds, crane shot")
    assert SceneDescription.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("prompt", "world", "other"),
    [
        ("a forest behind the desert", "forest", "dunes"),
        ("desert, then forest and forest again", "forest", "dunes"),
        ("neon desert", "dunes", ""),
        ("a glass forest", "forest", ""),
        ("a city, not a forest", "town", ""),
    ],
)
def test_prompts_that_mix_worlds(prompt, world, other):
    found = [describe(prompt, picture=number) for number in range(4)]
    assert (found[0].world, found[0].other_world) == (world, other)
    assert [one.world for one in found] == [world, other or world, world, world]
    assert len({(one.time_of_day, one.weather) for one in found}) == 1


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


def test_other_languages_are_understood():
    assert describe("Ein verschneiter Wald bei Nacht").model_dump(include={"world", "weather", "time_of_day"}) == {
        "world": "forest",
        "weather": "snow",
        "time_of_day": "night",
    }
    assert describe("une rue sous la pluie, la nuit").world == "town"
    assert describe("dunas al atardecer").time_of_day == "golden"
    assert "verschneiter" in describe("Ein verschneiter Wald").understood


def test_prompts_of_the_same_description_still_differ():
    one, other = describe("a quiet street"), describe("a crooked street")
    assert one.flavour != other.flavour
    assert describe("street, quiet").flavour == describe("A quiet street!").flavour
    assert one.palette.temperature != other.palette.temperature


def test_amounts_belong_to_the_weather_they_stand_before():
    assert describe("street in neon light, rain").weather_amount == describe("street, rain").weather_amount


def test_a_film_whose_prompt_leaves_the_hour_open_sees_more_than_one():
    assert len({describe("desert dunes", picture=number).time_of_day for number in range(8)}) == 2
    assert {describe("desert at noon", picture=number).time_of_day for number in range(8)} == {"day"}
    assert {describe("desert", "noir", picture=number).time_of_day for number in range(8)} == {"night"}


def test_camera_words_name_no_place():
    assert describe("liquid chrome, slow orbit").other_world == ""


@pytest.mark.parametrize(
    ("prompt", "world", "other"),
    [
        ("underwater city", "underwater", ""),
        ("storm clouds over the sea", "ocean", ""),
        ("a lake in the mountains", "mountain", ""),
        ("ein See in den Bergen", "mountain", ""),
    ],
)
def test_worlds_side_by_side_and_those_that_stand_alone(prompt, world, other):
    found = describe(prompt)
    assert (found.world, found.other_world) == (world, other)


def test_stars_mean_night():
    assert describe("stars over the desert").time_of_day == "night"


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("bioluminescent jungle, emerald light, gentle crane up", "forest"),
        ("bioluminescent bay", "ocean"),
        ("abandoned shopping mall, soft daylight", "interior"),
        ("old fishing village at dawn, golden mist", "town"),
        ("motorway at night seen from a car, sodium lights", "road"),
        ("samurai on a bamboo path, foggy morning", "forest"),
        ("volcano erupting at night, lava rivers", "volcano"),
        ("race cars on a salt flat, white heat", "road"),
        ("graffiti tunnel, skateboarder, harsh flash", "alley"),
        ("western ghost town at high noon, dusty ochre", "town"),
        ("hospital corridor, sterile white", "interior"),
        ("industrial foundry, sparks", "interior"),
        ("rice terraces in the rain, jade", "field"),
        ("swimming pool at night, turquoise glow", "pool"),
        ("carnival at night, coloured bulbs", "fair"),
        ("ferris wheel at dusk, crane up", "fair"),
    ],
)
def test_places_that_strangers_name(prompt, world):
    found = describe(prompt)
    assert world in (found.world, found.other_world)
    assert not found.approximate


@pytest.mark.parametrize(
    ("prompt", "hour", "later"),
    [
        ("ocean waves, cold", "day", "dusk"),
        ("winter harbour, steel blue, static", "day", "dusk"),
        ("hospital corridor, sterile white", "day", "day"),
        ("lighthouse in a hurricane", "dusk", "night"),
        ("a lonely lighthouse keeper, cold blue", "dusk", "night"),
        ("lighthouse, warm", "golden", "dusk"),
        ("old library with dust in sunbeams", "golden", "golden"),
        ("sunflower field under a stormy sky", "dusk", "dusk"),
        ("ocean waves, warm", "golden", "dusk"),
        ("ocean waves, teal and orange", "golden", "dusk"),
        ("cold ocean waves at sunset", "golden", "golden"),
    ],
)
def test_cold_light_and_storms_have_no_low_sun_unless_it_is_named(prompt, hour, later):
    assert describe(prompt, picture=0).time_of_day == hour
    assert describe(prompt, picture=4).time_of_day == later


@pytest.mark.parametrize(
    ("prompt", "world", "camera"),
    [
        ("ein einsamer Leuchtturm im Nebel, kaltes Blau, langsame Kamerafahrt nach vorn", "ocean", "push_in"),
        ("leere Fabrikhalle, staubiges Gegenlicht, warme Farben, Kamera fährt zurück", "interior", "pull_out"),
        ("Unterwasserhöhle mit Quallen, türkis, langsam sinkend", "underwater", "sink"),
        ("un désert au coucher du soleil, tons chauds, travelling avant", "dunes", "push_in"),
        ("une forêt enneigée la nuit, lumière froide, panoramique gauche", "forest", "drift_left"),
        ("danseuse sous la pluie, néons bleus, caméra à l'épaule", "alley", "push_in"),
        ("campo de girasoles con viento, dorado, paneo a la derecha", "field", "drift_right"),
        ("un astronauta en el espacio, azul frío, órbita", "space", "orbit"),
    ],
)
def test_prompts_in_german_french_and_spanish(prompt, world, camera):
    found = describe(prompt)
    assert (found.world, found.camera, found.unknown) == (world, camera, ())
    assert not found.approximate


def test_ink_black_is_night_and_fireflies_are_known():
    found = describe("ink-black forest with fireflies")
    assert (found.world, found.time_of_day, found.unknown) == ("forest", "night", ())
    assert "fireflies" in found.motifs
    assert describe("ink-black dunes at noon").time_of_day == "day"


@pytest.mark.parametrize("place", ["liquid chrome", "a galaxy and its nebula", "an alley"])
def test_a_temperature_alone_chooses_the_hues_where_the_lights_may_have_any(place):
    for temperature, least, most in (("warm", 0, 100), ("cold", 190, 310)):
        palette = describe(f"{place}, {temperature}").palette
        assert palette.strength > 0
        assert all(least <= hue <= most for hue in (palette.key, palette.fill, palette.shadow))
    assert describe(f"{place}, warm, emerald green").palette.key == describe(f"{place}, emerald green").palette.key


@pytest.mark.parametrize("prompt", ["underwater city", "a sunken city", "underwater ruins", "a temple under water"])
def test_ruins_under_water_are_known_by_their_names(prompt):
    found = describe(prompt)
    assert (found.world, found.motifs, found.approximate) == ("underwater", ("ruins",), False)


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("un chat noir dans la rue", "cat"),
        ("le chat de ma voisine", "cat"),
        ("un cerf dans la forêt", "deer"),
        ("ein Reh im Nebel", "deer"),
        ("loups sous la pleine lune", "wolf"),
        ("Burg im Nebel", "castle"),
        ("luciérnagas en el bosque", "fireflies"),
        ("Kirschbäume im Park", "blossom"),
        ("palmeras en la playa", "palms"),
        ("faro y gaviotas", "lighthouse"),
    ],
)
def test_motifs_have_german_french_and_spanish_names(prompt, motif):
    assert motif in describe(prompt).motifs


@pytest.mark.parametrize(
    ("prompt", "english"),
    [
        ("eine Stadt von oben bei Nacht", "a city from above at night"),
        ("ville en ruines sous la pluie", "ruined city in the rain"),
        ("toits de Paris au crépuscule", "Paris rooftops at dusk"),
        ("salle du trône", "throne room"),
        ("escalera de caracol", "spiral staircase"),
        ("ein brennendes Haus", "a burning house"),
    ],
)
def test_places_of_several_words_are_known_in_other_languages(prompt: str, english: str) -> None:
    found, meant = describe(prompt), describe(english)
    assert (found.world, found.motifs, found.time_of_day) == (meant.world, meant.motifs, meant.time_of_day)
    assert not found.unknown


def test_no_phrase_is_longer_than_those_that_are_looked_up() -> None:
    assert [phrase for phrase in _index() if len(phrase.split()) > _LONGEST] == []


def test_a_chat_in_english_is_no_cat():
    assert "cat" not in describe("a friendly chat in a cafe").motifs
    assert describe("a chat at night").unknown == ("chat",)


def test_what_will_be_seen_is_written_as_people_write_it():
    summary = explain(describe("a cobbled lane with falling leaves"))["summary"]
    assert "falling leaves" in summary and "_" not in summary


def test_the_red_planet_is_red_and_a_beach_of_black_sand_lies_at_the_sea() -> None:
    palette = describe("an astronaut on a red planet").palette
    assert palette.strength > 0.5
    assert 15 < palette.key < 45
    assert describe("a red planet, cold blue light").palette.key > 200, "a colour that is named counts more"
    assert describe("black sand beach with basalt columns").world == "ocean"


def test_golden_is_a_colour_where_another_hour_is_named():
    assert describe("a carousel with golden lights at night").time_of_day == "night"
    assert describe("golden dunes").time_of_day == "golden"


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("monks walking through a temple courtyard in mist", "forest", "temple"),
        ("a tunnel of cherry blossoms, pink", "town", "cherry_garden"),
        ("a ghost ship in fog, green moonlight", "ocean", "boat"),
        ("a glass house in the forest at night", "forest", "cabin"),
        ("neon city skyline in the rain, pink", "skyline", "figure"),
        ("Chinese lantern festival over a lake, warm", "mountain", "paper_lanterns"),
    ],
)
def test_a_phrase_names_its_place(prompt, world, motif):
    found = describe(prompt)
    assert found.world == world
    assert motif in found.motifs


def test_a_souk_is_dry_unless_the_prompt_says_rain():
    assert describe("a market in Marrakech at dusk").weather == "clear"
    assert describe("a market in Marrakech at dusk in the rain").weather == "rain"
    assert describe("a neon street in Prague at dusk").weather == "rain"
    assert describe("a quiet alley in Prague").weather == "clear"


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a modern city by day, blue sky", "skyline"),
        ("downtown at noon, hard sun", "skyline"),
        ("new york in golden morning light", "skyline"),
        ("concrete brutalist building, grey sky", "skyline"),
        ("a city street at noon", "town"),
        ("a neon city in golden light", "alley"),
        ("an alley in the city at noon", "alley"),
        ("a rainy city, cold blue", "town"),
        ("a rainy city, pink neon", "alley"),
    ],
)
def test_a_city_by_day_is_seen_from_above_and_its_alleys_by_night(prompt: str, world: str) -> None:
    assert describe(prompt).world == world


@pytest.mark.parametrize(
    ("prompt", "world", "is_wet"),
    [
        ("train window view, rain, countryside", "field", True),
        ("train ride through mountains, snow", "mountain", False),
        ("train window at dusk, city", "skyline", False),
    ],
)
def test_through_the_window_of_a_train_is_seen_what_is_named_beside_it(prompt: str, world: str, is_wet: bool) -> None:
    told = describe(prompt, picture=3)  # near by, its pane is wet
    assert (told.world, "wet_window" in told.motifs) == (world, is_wet)


def test_a_boat_is_on_the_water_of_a_wood_and_not_in_a_wood_without_any() -> None:
    assert "rowing_boat" in describe("a lone boat on a misty river").motifs
    assert "rowing_boat" not in describe("a boat in a pine forest").motifs
    assert describe("a hot air balloon festival at dawn").world == "clouds"


@pytest.mark.parametrize("word", ["father", "could", "driver", "shallow", "crates", "strange", "painter"])
def test_a_word_that_means_what_it_says_is_no_misspelt_place(word: str) -> None:
    assert describe(f"a {word} in the dark").corrected == ()
    assert describe("a lihgthouse").corrected == (("lihgthouse", "lighthouse"),)


def test_what_comes_then_is_a_second_place() -> None:
    told = describe("a grand ballroom with chandeliers, then a rainy neon street")
    assert {told.world, told.other_world} == {"interior", "alley"}
    assert describe("a grand ballroom above the city").other_world == ""


def test_a_vintage_car_bears_its_colour_as_a_car_does() -> None:
    plain, vintage = (
        describe(f"a red {car} on a palm boulevard at sunset").palette for car in ("car", "vintage convertible")
    )
    assert vintage.key == plain.key != 27


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [("a giant clock", "giant_clock"), ("old televisions", "tube_televisions"), ("a burning tree", "burning_tree")],
)
def test_a_thing_without_a_place_stands_where_it_is_painted(prompt: str, motif: str) -> None:
    told = describe(prompt)
    assert motif in told.motifs and told.world in shown_in(motif, Reading(prompt))


def test_a_river_through_an_autumn_forest_runs_between_its_trees() -> None:
    assert "stream" in describe("river through an autumn forest").motifs
    assert "stream" not in describe("a still pond in an autumn forest").motifs


def test_a_castle_burns() -> None:
    found = describe("a burning castle on a hill at night")
    assert {"castle", "burning"} <= set(found.motifs) and not found.unpainted


def test_a_desert_of_mesas_is_one_of_rocks_and_a_living_room_has_the_fire_that_is_named() -> None:
    assert describe("desert mesas at sunrise").world == "canyon" and not describe("desert mesas at sunrise").other_world
    assert describe("desert canyon with sand dunes").other_world
    assert {"hearth", "loft_living"} <= set(describe("a living room with a fireplace").motifs)


def test_who_drives_through_a_city_is_in_its_streets_and_on_a_highway_before_it() -> None:
    told = describe("night drive through a neon city in the rain, POV")
    assert told.world == "town" and {"city_street", "windscreen", "wet_window"} <= set(told.motifs)
    assert describe("driving through the streets of a city at dusk").motifs[0] == "city_street"
    assert describe("night drive on a highway through the city").world == "road"
    assert "rider" not in describe("a motorcycle rider on a desert road").motifs


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a sailboat in the bay before a city skyline", "skyline", "sailing_boat"),
        ("san francisco street with a cable car", "town", "city_street"),
        ("neon city reflected in the river, purple and teal", "skyline", ""),
        ("a city street reflected in a puddle", "town", "city_street"),
        ("san francisco skyline at dawn", "skyline", ""),
        ("a cable car in the alps", "mountain", ""),
    ],
)
def test_a_city_lies_behind_the_water_that_mirrors_it_and_cable_cars_climb_its_streets(
    prompt: str, world: str, motif: str
) -> None:
    read = describe(prompt)
    assert read.world == world
    assert not motif or motif in read.motifs
    assert not read.elsewhere


def test_lasers_in_a_warehouse_are_a_show_unless_it_is_abandoned() -> None:
    assert describe("a warehouse full of lasers, green and purple").world == "stage"
    assert describe("abandoned warehouse with laser beams").world == "interior"


def test_cubes_that_refract_light_are_cubes_and_icy_forms_stand_in_no_snow():
    found = describe("glass cubes refracting light in a white room, icy and clean")
    assert found.world == "chrome" and "prism" not in found.motifs and found.weather == "clear"
    assert "prism" in describe("a glass prism refracting light, violet and gold").motifs
