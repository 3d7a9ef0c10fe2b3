"""Where prompts are set."""

import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.reading import Reading
from beatreel.plugins.generators.procedural.prompt.where import shown_in


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
        ("An old lighthouse keeper's room at night, lamp light", "interior", True, "night", "clear"),
    ],
)
def test_a_prompt_leads_to_its_world(prompt, world, exact, time, weather):
    found = describe(prompt)
    assert (found.world, not found.approximate, found.time_of_day, found.weather) == (world, exact, time, weather)


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


@pytest.mark.parametrize(
    ("prompt", "world", "motifs", "absent"),
    [
        ("couple at the window watching the rain, city lights", "skyline", {"embrace", "wet_window"}, {"pair"}),
        ("girl on a night bus with her head on the window, aurora outside", "mountain", {"train_window"}, {"carriage"}),
        ("a woman reading a book in a train by the window, rain outside", "interior", {"compartment"}, {"train"}),
        ("inside a yurt, fire in the middle", "interior", set(), {"yurts"}),
        ("inside a buddhist temple, incense", "interior", set(), {"temple"}),
        ("a house with lit windows in the snow", "field", {"lone_house"}, {"umbrella"}),
        ("row of houses with lit windows on a rainy afternoon", "town", {"suburb"}, set()),
        ("a lonely lighthouse in a storm", "ocean", {"lighthouse"}, {"figure"}),
        ("a lonely man on a pier", "ocean", {"man"}, set()),
        ("an empty boulevard lined with palm trees", "town", {"palm_boulevard"}, {"city_street", "palms"}),
        ("an American diner at night, a parked car", "road", {"diner"}, {"old_car"}),
        ("a vineyard with cypress trees and a stone villa", "field", {"lone_house", "vineyard"}, {"gothic_mansion"}),
        ("rice terraces and a hut", "field", {"terraces", "village"}, {"cabin"}),
        ("the reflection of a church in a puddle", "field", {"chapel"}, set()),
        ("a woman kneeling in a candlelit chapel without other people", "interior", {"woman"}, {"crowd"}),
        ("my grandmother's garden with cherry blossoms", "town", {"cherry_garden"}, {"figure"}),
        ("a child's bedroom at night", "interior", {"bedroom"}, {"child"}),
        ("a boat leaving a white trail on blue water", "ocean", set(), set()),
        ("an elephant walking through long grass", "savanna", {"elephant"}, set()),
        ("an elephant in a rainy city street at night", "town", {"elephant"}, {"figure"}),
        ("a giraffe on a beach at sunset", "ocean", {"giraffe"}, {"figure"}),
        ("a rhino in the morning mist", "savanna", {"rhino"}, set()),
        ("a fountain in a courtyard, orange trees, noon", "interior", {"patio"}, set()),
        ("a lone cyclist on a road between lavender fields", "field", {"cyclist"}, set()),
        ("a diner at 2 am, one waitress behind the counter", "interior", {"diner_inside"}, {"diner"}),
        ("una iglesia pequeña en una colina", "field", {"chapel"}, set()),
        ("desert highway from above, one white van", "road", set(), {"interchange"}),
        ("a singer with long red hair in a silver dress under a spotlight", "stage", {"singer"}, set()),
        ("une femme en robe rouge dans un champ de lavande", "field", {"lady"}, {"woman"}),
        ("a red muscle car drifting through a city at night", "town", {"driven_car"}, {"old_car"}),
        ("a red sports car parked in a neon street", "alley", {"old_car"}, {"driven_car"}),
        ("cars in a city street at night", "town", set(), {"driven_car", "old_car"}),
        ("a woman in a red dress waits for a taxi in a city street", "town", {"lady"}, {"driven_car"}),
        ("a yellow scooter in an italian street", "alley", {"motorcycle"}, {"figure"}),
        ("a rusty pickup truck drives down a dirt road between corn fields", "road", {"driven_car"}, {"lorry"}),
        ("a giant squid in the deep dark ocean", "underwater", {"octopus"}, set()),
        ("a seahorse among sea grass", "underwater", {"seahorse"}, set()),
        ("a helicopter over the jungle at dawn", "forest", {"helicopter"}, {"figure", "birds"}),
        ("a desert, helicopter shot", "dunes", set(), {"helicopter"}),
        ("a white tiger", "forest", {"tiger"}, set()),
        ("ein alter Mann auf einer Parkbank im Herbst", "forest", {"sitter"}, {"elder"}),
    ],
)
def test_what_words_mean_together(prompt, world, motifs, absent):
    found = describe(prompt)
    assert found.world == world and motifs <= set(found.motifs) and not absent & set(found.motifs)


def test_what_moves_where_it_is_moves_no_camera_and_snow_on_mountains_does_not_fall():
    assert describe("tall grass moving in the wind").camera == ""
    assert describe("cows on an alpine meadow, snow mountains behind").weather == "clear"


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


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("bioluminescent jungle, emerald light, gentle crane up", "forest"),
        ("bioluminescent bay", "ocean"),
        ("vinyl record spinning on a turntable, warm lamp light", "interior"),
        ("turntable under a lamp", "interior"),
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
        ("a terraced tea plantation in the mountains with mist", "field"),
        ("swimming pool at night, turquoise glow", "pool"),
        ("carnival at night, coloured bulbs", "fair"),
        ("ferris wheel at dusk, crane up", "fair"),
    ],
)
def test_places_that_strangers_name(prompt, world):
    found = describe(prompt)
    assert world in (found.world, found.other_world)
    assert not found.approximate


@pytest.mark.parametrize("prompt", ["underwater city", "a sunken city", "underwater ruins", "a temple under water"])
def test_ruins_under_water_are_known_by_their_names(prompt):
    found = describe(prompt)
    assert (found.world, found.motifs, found.approximate) == ("underwater", ("ruins",), False)


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


def test_what_comes_then_is_a_second_place() -> None:
    told = describe("a grand ballroom with chandeliers, then a rainy neon street")
    assert {told.world, told.other_world} == {"interior", "alley"}
    assert describe("a grand ballroom above the city").other_world == ""


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
        ("san francisco street with a cable car", "town", "hill_street"),
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


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("cobwebs in an old mansion, dust in the light", "interior", "mansion_hall"),
        ("a spider web with dew, macro", "macro", ""),
        ("an old man playing piano in an empty bar", "stage", "jazz_club"),
        ("moon surface with craters", "space", "other_ground"),
        ("a garden of giant mushrooms under two moons", "forest", "mushrooms"),
        ("a staircase into the sea", "ocean", "sky_stair"),
        ("a space elevator over the ocean", "ocean", ""),
        ("a woman sits on the hood of an old car over the valley", "mountain", "old_car"),
        ("girl with headphones on the night train, reflections in the window", "interior", "compartment"),
        ("a train in the snow, reflections in the lake", "mountain", "train"),
        ("rain on the roof of a shack by the sea", "ocean", "lone_house"),
        ("farmhouse at the end of a dirt road", "field", "cabin"),
        ("a car driving past a farm along a dirt road", "road", ""),
        ("a bathtub in the middle of a field", "field", ""),
        ("a glass elevator above the clouds", "clouds", ""),
        ("fireworks over a ruined castle", "mountain", "castle"),
        ("ferris wheel lights by the pier", "fair", ""),
        ("a lighthouse in the middle of a desert", "dunes", "lone_tower"),
        ("she dances in the rain on an empty crossroads, taxi headlights", "town", "dancer"),
        ("people dancing around a fire in the desert", "dunes", "campfire"),
        ("inside a spaceship, a pilot looks out at a red planet", "space", "ship_window"),
        ("motel parking lot at night with a flickering sign", "road", "motel"),
        ("an empty parking lot at night", "town", "parking_lot"),
        ("a lone cowboy rides toward the mesa", "canyon", "rider"),
        ("city lights from an airplane window", "town", "city_above"),
        ("bus interior at night, rain on the windows", "interior", "carriage"),
        ("camper van interior at night, fairy lights", "interior", "bedroom"),
        ("vineyard hills in Tuscany, golden evening", "field", "vineyard"),
        ("a desert road, a parked van with open doors", "dunes", "parked_van"),
        ("an aquarium in a living room", "interior", "loft_living"),
        ("a woman drives alone at night, city lights on her face", "town", "windscreen"),
        ("a hand reaching out of the water", "ocean", "giant_hand"),
        ("an island on the back of a cloud", "clouds", "floating_islands"),
        ("big wave surfing", "ocean", "wave_rider"),
        ("lonely astronaut sitting on a cliff looking at earth", "space", "earth"),
        ("a cowboy in a saloon, dusty light", "interior", "bar_counter"),
        ("subway train rushing through a tunnel", "interior", "station"),
        ("two people on a ferry deck at night, city in the distance", "skyline", ""),
        ("abandoned ship on the dried sea bed", "dunes", "shipwreck"),
        ("a girl blowing dandelion seeds at sunset, bokeh", "field", ""),
        ("ancient egyptian temple by torchlight", "dunes", "stone_temple"),
        ("a forest inside a church", "interior", "overgrown"),
        ("inside a village church at dawn", "interior", "stained_glass"),
        ("dark barn interior, sun rays", "interior", "attic"),
        ("a village church at dawn", "town", "mountain_village"),
        ("a motorbike parked in a church", "interior", ""),
        ("a church in a forest", "forest", "chapel"),
        ("a sea of candles in a stadium", "stage", "crowd"),
        ("a rope ladder hanging from a cloud", "clouds", ""),
        ("dinner on a balcony above the sea", "town", "white_village"),
        ("girl walking through a tunnel of cherry trees at night", "town", "cherry_garden"),
        ("girl running up the stairs of a lighthouse", "interior", "spiral_stairs"),
        ("mumbai street in monsoon rain, headlights", "town", "city_street"),
        ("graffiti under a highway, night", "town", "city_street"),
        ("a knight rides through a burning village", "field", "village"),
        ("two sisters playing in the surf", "ocean", "pair"),
        ("a hooded figure with a torch in a stone tunnel", "cave", ""),
        ("a man feeding pigeons in a square", "town", "medieval_square"),
        ("monastery on a cliff above the clouds", "mountain", "chapel"),
        ("northern lights above a viking ship", "ocean", ""),
        ("rowing on a misty lake", "mountain", "rowing_boat"),
        ("a bonfire with masked dancers, drums", "field", "campfire"),
        ("a gospel choir in a small white chapel", "interior", "stained_glass"),
        ("an old western saloon with a piano player", "stage", "jazz_club"),
        ("a rave in the woods", "forest", "crowd"),
        ("a diver jumping off a cliff into turquoise water", "ocean", "sea_cliffs"),
        ("gladiators fighting in an arena", "town", "arena"),
        ("purple sky, two moons, a black tower", "field", "lone_tower"),
        ("a field of stars", "space", ""),
        ("fireworks over a river, crowd on the bridge", "skyline", "fireworks"),
        ("a man plays the trumpet on a bridge in New Orleans", "town", "stone_bridge"),
        ("carnival in Venice, masks, gondolas", "ocean", "canal"),
        ("bubbles and jellyfish, deep blue", "underwater", "jellyfish"),
        ("a surreal staircase floating in clouds", "clouds", "sky_stair"),
        ("a chapel standing alone in the desert", "dunes", "chapel"),
        ("police car lights in an alley", "alley", ""),
        ("lanterns floating into the night sky", "mountain", "paper_lanterns"),
        ("trees without leaves", "forest", "bare_trees"),
        ("rivers of lava", "volcano", ""),
        ("a tunnel of trees, leaves falling", "forest", "falling_leaves"),
        ("a tower of old books", "interior", ""),
        ("a crow on a wire, thick fog", "field", "raven"),
        ("a welder in the dark", "interior", "works"),
        ("a swimming hole with a rope swing", "forest", "still_water"),
        ("geishas walking down a lantern lit street", "alley", "geisha"),
        ("storm waves hit the harbour wall", "ocean", ""),
        ("dancing in the kitchen", "interior", "dancer"),
        ("a swan lake in the mist", "mountain", "swan"),
        ("council estate in the drizzle", "skyline", ""),
        ("a paper crane on a table, morning light", "interior", "paper_cranes"),
        ("light through venetian blinds, a man smoking", "interior", ""),
        ("a jazz trio on a rooftop at sunset", "skyline", "band"),
        ("a mansion with one lit window, thunder", "field", "gothic_mansion"),
        ("windows of a train, fields rushing by", "field", "train_window"),
        ("a ship's graveyard in the desert", "dunes", "shipwreck"),
        ("a girl with a balloon in a war zone", "town", "ruined_city"),
        ("black sand, white foam", "ocean", ""),
        ("an ancient greek theatre by the sea at sunset", "ocean", "stone_temple"),
        ("a brown bear fishing in a waterfall", "forest", "bear"),
        ("a garage band, warm bulbs", "interior", "band"),
        ("crowded night train, tired faces, green light", "interior", "carriage"),
    ],
)
def test_things_are_where_the_words_about_them_put_them(prompt: str, world: str, motif: str) -> None:
    read = describe(prompt)
    assert (read.world, not motif or motif in read.motifs) == (world, True)


def test_what_a_thing_is_made_of_is_nothing_that_is_missing() -> None:
    assert not describe("a lavender field with a small stone house").elsewhere
    assert not describe("an old theatre with red velvet seats").elsewhere
    assert not describe("an abandoned space station, dust on the consoles").unpainted
    assert "lion" not in describe("a stone lion guarding a gate").unpainted  # it is carved


def test_rust_is_the_colour_of_what_rusts_where_another_is_named() -> None:
    assert describe("a fair in fog, rusty ferris wheel, green").palette.key == 148
    assert describe("rust and grey harbour").palette.key == 43


def test_nobody_holds_an_umbrella_under_a_dry_sky_unless_it_is_named() -> None:
    assert "umbrella" not in describe("an alley at noon").motifs
    assert "umbrella" in describe("an alley at noon, a red umbrella").motifs


def test_a_crowd_of_statues_is_nobody_and_a_rocking_horse_no_horse() -> None:
    assert "crowd" not in describe("a crowd of statues in a museum").motifs
    assert "crowd" in describe("a crowd of fans at a concert").motifs
    assert "horse" not in describe("an attic with an old rocking horse").motifs


def test_no_explanation_names_what_no_word_said() -> None:
    assert "" not in dict(describe("neon sign outside a hotel room in the rain").elsewhere)


@pytest.mark.parametrize(
    ("prompt", "world", "shown", "not_shown"),
    [
        ("drone over an autumn forest, red and gold", "town", "forest_above", ""),
        ("drone over an autumn forest with a lake", "forest", "", "forest_above"),
        ("asteroid field around a red planet", "space", "", "other_ground"),
        ("the red planet, dust", "space", "other_ground", ""),
        ("a star with a ring of dust", "space", "", ""),
        ("light rays in dust, gold and black", "interior", "", ""),
        ("liquid chrome waves in a studio", "chrome", "", ""),
        ("a rock band plays in a garage", "interior", "band", "parking_garage"),
        ("a ship in a storm, lightning", "ocean", "tall_ship", ""),
        ("inside a car at night in the rain", "town", "windscreen", ""),
        ("deep ocean with a blue whale", "underwater", "whale", ""),
        ("Christmas, red and green", "town", "christmas_tree", ""),
        ("a group of friends drive a van along the coast", "road", "pair", ""),
        ("a hiker reaches the summit above a sea of clouds", "mountain", "wayfarer", ""),
        ("a painter in her studio", "interior", "painter", "man"),
        ("a farmer walks along rows of olive trees", "field", "man", ""),
        ("a bride runs down the stairs of a castle", "mountain", "castle", "sky_stair"),
        ("a girl and a paper boat in the morning light, stream in a forest", "forest", "", "candle_boats"),
        ("a chess player in a cafe by the window, rain outside", "interior", "diner_inside", ""),
        ("a princess in a tower looks over the valley", "mountain", "lone_tower", ""),
        ("a dancer with silk ribbons in a white void", "stage", "dancer", "silk"),
        ("a rapper in a burning car wreck at night", "alley", "old_car", "shipwreck"),
        ("a motorcycle gang rides through the desert", "road", "motorcycle", ""),
        ("a taxi in Manhattan at night after the rain", "town", "city_street", ""),
        ("taxis under an elevated train line in the rain at night", "town", "city_street", ""),
        ("green neon city skyline in the fog, highway with traffic below", "skyline", "", "car"),
        ("an old den with silk curtains and smoke", "interior", "", "silk"),
        ("highway bridge at night, traffic", "town", "city_bridge", ""),
        ("train yard at night in the fog", "skyline", "train", ""),
        ("a woman among rows of laundry in the sun", "field", "woman", "laundry"),
        ("a cowboy by a campfire under the stars", "field", "campfire", ""),
        ("early morning in a Japanese garden, dew", "forest", "temple", ""),
        ("morning dew on a spider web in a forest", "macro", "", ""),
        ("sandstorm in an abandoned town", "town", "ruined_city", ""),
        ("a woman swims in a dark lake", "mountain", "swimmer", ""),
        ("a dewy rose, red and black, macro", "macro", "", ""),
        ("a ghost town in the snow, swinging door", "town", "western_town", "lone_door"),
        ("vines growing over a grand piano", "field", "grand_piano", "vineyard"),
        ("a mountain lake, mirror, a red canoe", "mountain", "rowing_boat", "lone_mirror"),
        ("a girl sitting at a window on a rainy day", "skyline", "wet_window", "windowsill"),
        ("a rainy window in a bedroom, a woman sits on the bed", "interior", "bedroom", "wet_window"),
        ("railway tracks into the sunset", "field", "rails", "train"),
        ("a train on railway tracks through a field", "field", "train", "rails"),
        ("a stone lion guarding a gate", "town", "carved", "figure"),
        ("a lion on stone steps", "savanna", "lion", "carved"),
        ("a horse of bronze on a square", "town", "carved", "figure"),
        ("empty chairs in a field", "field", "lone_chair", ""),
        ("a cinema sign at night", "alley", "neon_word", "cinema_hall"),
        ("an abandoned space station, plants over the consoles", "interior", "ribs_of_light", "ship_window"),
        ("flamenco in a white courtyard", "interior", "dancer", ""),
        ("a cello on a chair", "interior", "", "cellist"),
        ("a violin on an empty chair", "interior", "", "figure"),
        ("a woman playing the cello on a chair", "interior", "cellist", ""),
        ("a matador in the arena", "town", "bullring", "arena"),
        ("a roman arena with a gladiator", "town", "arena", "stone_temple"),
    ],
)
def test_a_place_follows_from_how_it_is_looked_at(prompt: str, world: str, shown: str, not_shown: str) -> None:
    found = describe(prompt)
    assert found.world == world
    assert {shown} - {""} <= set(found.motifs) and not_shown not in found.motifs
