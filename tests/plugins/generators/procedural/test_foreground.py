"""What a prompt names in front of any world: it is there, it reads against the light, and nothing else changes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.canvas import PictureCanvas
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.elements.base import Stage
from beatreel.plugins.generators.procedural.animate.elements.butterflies import Butterflies
from beatreel.plugins.generators.procedural.animate.elements.confetti import Confetti
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.foreground import MOTIFS, add_foreground, cleared
from beatreel.plugins.generators.procedural.foreground._aloft import FLYERS
from beatreel.plugins.generators.procedural.foreground._flood import add_flood
from beatreel.plugins.generators.procedural.foreground._light import Backlight
from beatreel.plugins.generators.procedural.foreground._performers import PERFORMERS
from beatreel.plugins.generators.procedural.foreground._pieces import new_place
from beatreel.plugins.generators.procedural.foreground._things import BUILDERS
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe

from .look import shown

WIDTH, HEIGHT = 176, 312
SHINING = (
    *PERFORMERS,
    *(
        "string_lights",
        "coloured_smoke",
        "paper_lanterns",
        "cabin",
        "campfire",
        "temple",
        "fireworks",
        "rainbow",
        "wildfire",
        "train_window",
        "thunderhead",
    ),
    *(
        "flood",
        "graveyard",
        "turbines",
        "balloons",
        "wet_window",
        "jellyfish",
        "eclipse",
        "meteors",
        "comet",
        "party_balloons",
        "phone_booth",
        "train",
        "rails",
        "steam_train",
        "viaduct",
        "canal",
        "water_lanterns",
        "water_candles",
        "candle_boats",
        "confetti",
        "carousel",
        "barn",
        "giant_wave",
        "station_hall",
        "ship_window",
        "bokeh",
        *BUILDERS,
        *FLYERS,
    ),  # in mist, against the sky, lit from within: each has a test of its own
)


def evening() -> Painting:
    """A sky that is brightest at its horizon, over darker land."""
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([0.35, 0.5, 0.9], np.float32) * (0.25 + np.exp(-(((rows - 0.6) / 0.25) ** 2)))
    light = np.broadcast_to(colour, (HEIGHT, WIDTH, 3)).copy()
    return Painting(
        {"sky": LightGroup(light)}, np.full((HEIGHT, WIDTH), 500.0, np.float32), 180.0, (88.0, 150.0), Grade()
    )


def scene(world: str, *motifs: str, **facts: Any) -> SceneDescription:
    return SceneDescription(world=world, motifs=motifs, time_of_day="golden", **facts)


def shown_with(world: str, motif: str, shot: str = "medium", seed: int = 4) -> tuple[Any, Any]:
    plain, changed = evening(), evening()
    add_foreground(changed, scene(world, motif), shot=shot, variation=0, seed=seed)
    return shown(plain), shown(changed)


@pytest.mark.parametrize("motif", [one for one in MOTIFS if one not in SHINING])
def test_what_is_named_is_seen_dark_against_the_light_in_every_shot(motif: str) -> None:
    for shot in ("wide", "medium", "close", "detail"):
        before, after = shown_with("mountain", motif, shot)
        changed = np.abs(before.astype(int) - after).max(axis=2) > 24
        assert 0.02 < changed.mean() < 0.75, shot
        luma = after @ np.array([0.07, 0.72, 0.21])
        darkest = 0.75 if motif == "blossom" else 0.5  # petals let light through
        assert np.percentile(luma[changed], 20) < darkest * np.median(before @ np.array([0.07, 0.72, 0.21])), shot


def test_leaves_and_petals_tumble_through_any_open_world() -> None:
    colours = {}
    for motif in ("falling_leaves", "petals"):
        painting = evening()
        add_foreground(painting, scene("mountain", motif), shot="wide", variation=0, seed=1)
        assert [element.kind for element in painting.elements] == ["petals"]
        assert painting.layers == []
        colours[motif] = painting.elements[0].options["colour"]
    assert colours["falling_leaves"][2] > 2 * colours["falling_leaves"][0]  # brown, not pink
    assert colours["petals"][0] > 150
    assert "falling_leaves" in describe("autumn leaves falling in a park").motifs
    assert "petals" in describe("rose petals on a street at night").motifs
    assert "umbrella" in describe("petals in a rainy alley").motifs
    assert "umbrella" not in describe("petals in an alley at noon").motifs
    assert "umbrella" not in describe("petals on a street").motifs  # a city's, with people of its own


def test_a_prompt_without_them_leaves_the_painting_alone() -> None:
    painting = evening()
    add_foreground(painting, scene("mountain", "figure"), shot="wide", variation=0, seed=1)
    assert painting.layers == [] and painting.elements == []


def test_layers_take_half_of_the_memory_and_are_let_go_when_they_are_graded() -> None:
    painting = evening()
    add_foreground(painting, scene("mountain", "jungle", "crowd", "deer"), shot="wide", variation=0, seed=1)
    count = len(painting.layers)
    assert count >= 6 and {layer.colour.dtype.itemsize for layer in painting.layers} == {2}
    plate = develop(painting, describe("a jungle").palette)
    assert painting.layers == [] and len(plate.layers) == count


def test_lights_that_a_world_has_stay_where_those_of_a_motif_have_their_name() -> None:
    painting = evening()
    painting.groups["firelight"] = LightGroup(np.full((HEIGHT, WIDTH, 3), 0.5, np.float32), "high", 0.7, 0.3)
    add_foreground(painting, scene("field", "campfire"), shot="wide", variation=0, seed=1)
    own, fire = painting.groups["firelight"], painting.groups["firelight 2"]
    assert (own.pulse, fire.pulse) == ("high", "kick")
    assert np.abs(own.light[: HEIGHT // 8].astype(np.float32) - 0.5).max() < 1e-2  # still in the sky
    assert fire.light[: HEIGHT // 8].max() < 0.1 < fire.light[HEIGHT // 2 :].max()


def test_nothing_of_this_lives_under_water() -> None:
    painting = evening()
    add_foreground(painting, scene("underwater", "cat", "jungle"), shot="wide", variation=0, seed=1)
    assert painting.layers == []


def test_animals_have_their_own_outlines() -> None:
    # From the same side on the same ledge, no two of them cover the same pixels.
    covers = {}
    for motif in ("cat", "dog", "wolf", "deer", "hare"):
        painting = evening()
        add_foreground(painting, scene("skyline", motif), shot="medium", variation=0, seed=4)
        covers[motif] = painting.layers[0].alpha > 0.5
    for one, alpha in covers.items():
        assert alpha[: int(0.7 * HEIGHT)].sum() > 300, one
        for other, its in covers.items():
            if other != one:
                assert (alpha & its)[: int(0.78 * HEIGHT)].sum() < 0.85 * (alpha | its)[: int(0.78 * HEIGHT)].sum()


def test_seeds_and_numbers_of_the_picture_make_others_and_equal_ones_the_same_bytes() -> None:
    pictures = []
    for seed, variation in ((4, 0), (4, 0), (5, 0), (4, 1)):
        painting = evening()
        add_foreground(painting, scene("forest", "jungle", "deer"), shot="medium", variation=variation, seed=seed)
        pictures.append(shown(painting))
    assert np.array_equal(pictures[0], pictures[1])
    for other in pictures[2:]:
        assert np.abs(pictures[0].astype(int) - other).mean() > 4


def test_horses_run_on_open_land_with_shadows_under_them() -> None:
    painting, plain = evening(), evening()
    painting.depth[:] = 4.0
    add_foreground(painting, scene("dunes", "horses"), shot="wide", variation=0, seed=4)
    (herd,) = painting.layers
    legs = np.flatnonzero((herd.alpha > 0.5).any(axis=1)).max()
    darker = plain.groups["sky"].light.sum(axis=2) - painting.groups["sky"].light.sum(axis=2) > 0.05
    rows = np.flatnonzero(darker.any(axis=1))
    assert rows.size and legs - 0.08 * HEIGHT < rows.min() <= rows.max() < legs + 0.10 * HEIGHT


def test_jungle_is_green_and_blossom_is_pink_and_its_petals_fall() -> None:
    layers = {}
    for motif in ("jungle", "blossom"):
        painting = evening()
        for group in painting.groups.values():
            group.light[:] = 0.6  # white light
        add_foreground(painting, scene("forest", motif), shot="medium", variation=0, seed=2)
        far = painting.layers[0]
        layers[motif] = far.colour[far.alpha > 0.9].mean(axis=0)
        assert ("petals" in {element.kind for element in painting.elements}) == (motif == "blossom")
    blue, green, red = layers["jungle"]
    assert green > 1.5 * max(blue, red)
    blue, green, red = layers["blossom"]
    assert red > blue > green


def test_the_worlds_own_people_make_room_for_an_animal_but_stay_where_they_are_named() -> None:
    assert "people" in cleared(describe("a black cat on a rooftop")).without
    assert "people" not in cleared(describe("a girl and her cat on a rooftop")).without
    assert cleared(describe("a rooftop at night")) == describe("a rooftop at night")


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("a cat on a windowsill", "cat"),
        ("two dogs run along the beach", "dog"),
        ("wolves howling at the moon", "wolf"),
        ("stag in the mist", "deer"),
        ("a white rabbit in the snow", "hare"),
        ("wild horses at sunset", "horses"),
        ("tropical beach with palm trees", "palms"),
        ("cherry blossoms in spring", "cherry_garden"),
        ("a skyline with cherry blossoms", "blossom"),
        ("jungle in an old subway station", "overgrown"),
        ("eine schwarze Katze auf dem Dach", "cat"),
        ("castle in the fog", "castle"),
        ("a village by the beach", "village"),
        ("festival crowd, hands in the air", "crowd"),
    ],
)
def test_words_of_strangers_name_them(prompt: str, motif: str) -> None:
    assert motif in describe(prompt).motifs


def night_sky() -> Painting:
    """A dark sky with a small moon at the left, over land from the middle down."""
    light = np.full((HEIGHT, WIDTH, 3), 0.02, np.float32)
    light[50:54, 40:44] = 1.5
    depth = np.full((HEIGHT, WIDTH), 5000.0, np.float32)
    depth[HEIGHT // 2 :] = 200.0
    return Painting({"sky": LightGroup(light)}, depth, 180.0, (88.0, 150.0), Grade())


@pytest.mark.parametrize(("motifs", "least", "most"), [(("moon",), 0.16, 0.25), (("moon", "huge_moon"), 0.36, 0.48)])
def test_a_moon_that_is_named_is_large_and_stands_in_the_sky(
    motifs: tuple[str, ...], least: float, most: float
) -> None:
    painting = night_sky()
    add_foreground(painting, scene("mountain", *motifs), shot="wide", variation=0, seed=2)
    bright = np.asarray(painting.groups["sky"].light, np.float32).mean(axis=2) > 0.2
    columns = np.flatnonzero(bright.any(axis=0))
    assert least < (columns[-1] - columns[0] + 1) / WIDTH < most
    assert not bright[HEIGHT // 2 :].any()


def test_what_stands_is_lit_from_before_it_unless_the_sun_is_seen_behind_it() -> None:
    description = scene("ocean", "chapel").model_copy(update={"time_of_day": "golden"})
    assert "backlight" in cleared(description).without
    painting = night_sky()
    sky = painting.groups["sky"].light
    sky[:] = 0.02
    sky[: HEIGHT // 2] = np.linspace(0.3, 0.6, WIDTH, dtype=np.float32)[None, :, None]
    suns = []
    for disc in (0.0, 6.0):
        sky[40:60, 110:130] += disc
        place = new_place(painting, Backlight.of(painting), description, 1)
        suns.append(place.sun)
    assert suns[0][0] > 0 and suns[0][2] < 0 < suns[1][2]  # from the bright side; behind only where it is seen


def test_a_blood_moon_is_red_and_a_crescent_is_mostly_dark() -> None:
    lit = {}
    for motif in ("moon", "blood_moon", "crescent"):
        painting = night_sky()
        add_foreground(painting, scene("mountain", "moon", motif), shot="wide", variation=0, seed=2)
        lit[motif] = np.asarray(painting.groups["sky"].light, np.float32)
    blue, _, red = (lit["blood_moon"][..., i].max() for i in range(3))
    assert red > 4 * blue
    areas = {motif: int((light.mean(axis=2) > 0.2).sum()) for motif, light in lit.items()}
    assert areas["crescent"] < 0.5 * areas["moon"]


def test_the_hour_beside_a_moon_counts_and_its_world_keeps_its_people() -> None:
    assert describe("full moon over the mountains").time_of_day == "night"
    assert describe("full moon over the mountains at dusk").time_of_day == "dusk"
    assert {"moon", "blood_moon", "caravan"} <= set(describe("blood moon over the desert").motifs)


@pytest.mark.parametrize("motif", ["string_lights", "paper_lanterns"])
def test_lamps_are_warm_and_answer_the_beat_in_two_families(motif: str) -> None:
    painting = evening()
    before = float(painting.groups["sky"].light.mean())
    add_foreground(painting, scene("field", motif), shot="medium", variation=0, seed=4)
    lamps = [painting.groups[name] for name in ("bulbs", "other bulbs")]
    assert [group.pulse for group in lamps] == ["kick", "offbeat"]
    for group in lamps:
        light = np.asarray(group.light, np.float32)
        shining = light[..., 2] > 0.5 * light.max()
        assert 0.0005 < shining.mean() < 0.1
        blue, _, red = light[shining].mean(axis=0)
        assert red > 1.5 * blue
    assert (
        np.asarray(painting.groups["sky"].light, np.float32).mean() < before
    )  # wires and paper hide what is behind them


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_jellyfish_shine_in_the_air_and_rise(shot: str) -> None:
    before, after = shown_with("mountain", "jellyfish", shot)
    changed = np.abs(before.astype(int) - after).max(axis=2) > 16
    assert 0.02 < changed.mean() < 0.6
    painting = evening()
    add_foreground(painting, scene("mountain", "jellyfish"), shot=shot, variation=0, seed=4)
    motions = [layer.motion for layer in painting.layers]
    assert len(motions) == 3 and all(motion is not None and motion.down < 0 for motion in motions)
    (shine,) = (element for element in painting.elements if element.kind == "burners")
    assert {point[4] for point in shine.options["points"]} == {0.0, 1.0}


def test_butterflies_flutter_through_open_worlds_in_the_colours_that_are_named() -> None:
    painting = evening()
    add_foreground(painting, scene("mountain", "butterflies"), shot="wide", variation=0, seed=1)
    assert [element.kind for element in painting.elements] == ["butterflies"]
    bees = evening()
    add_foreground(bees, scene("field", "bees"), shot="close", variation=0, seed=1)
    assert "bees" in [element.kind for element in bees.elements]
    told = describe("butterflies in a sunlit meadow")
    assert told.world == "field" and "butterflies" in told.motifs
    stage = Stage(None, None, Clock(0.0, 4.0), 180, 320, 0.4, 0.6, 3)  # type: ignore[arg-type]
    flock = Butterflies(painting.elements[0], stage)
    frames = []
    for time in (0.5, 0.6):
        frame = np.zeros((320, 180, 4), np.uint8)
        flock.paint(PictureCanvas(frame, 0), SimpleNamespace(time=time))  # type: ignore[arg-type]
        frames.append(frame)
    assert all(0.002 < (frame[..., :3].max(axis=2) > 60).mean() < 0.1 for frame in frames)
    assert (frames[0] != frames[1]).any()
    halves = [np.zeros((160, 180, 4), np.uint8) for _ in range(2)]
    for number, half in enumerate(halves):
        flock.paint(PictureCanvas(half, 160 * number), SimpleNamespace(time=0.5))  # type: ignore[arg-type]
    off = np.abs(np.concatenate(halves).astype(int) - frames[0])
    assert off.max(axis=2)[[*range(156), *range(164, 320)]].max() == 0  # soft edges differ where the bands meet


def test_confetti_falls_before_a_place_in_the_colours_of_the_prompt_and_flashes_on_the_beat() -> None:
    told = describe("confetti raining over a street at night, pink and gold")
    assert told.weather == "clear" and {"confetti", "city_street"} <= set(told.motifs)
    assert describe("confetti over a street in the rain").weather == "rain"
    painting = evening()
    add_foreground(painting, scene("mountain", "confetti"), shot="wide", variation=0, seed=1)
    assert all(layer.motion is not None and layer.motion.down > 0 for layer in painting.layers)
    covered = [np.asarray(layer.alpha, np.float32).mean() for layer in painting.layers]
    assert len(covered) == 3 and all(0.003 < share < 0.15 for share in covered)
    stage = Stage(None, None, Clock(0.0, 4.0), 180, 320, 0.4, 0.6, 3)  # type: ignore[arg-type]
    fall = Confetti(next(one for one in painting.elements if one.kind == "confetti"), stage)
    frames = []
    for time, kick in ((0.5, 0.0), (0.5, 1.0), (0.9, 0.0)):
        frame = np.zeros((320, 180, 4), np.uint8)
        fall._time = -1.0
        fall.paint(PictureCanvas(frame, 0), SimpleNamespace(time=time, kick=kick))  # type: ignore[arg-type]
        frames.append(frame.astype(int))
    assert frames[1].sum() > 1.01 * frames[0].sum() and (frames[0] != frames[2]).any()


def test_an_eclipsed_sun_stands_black_in_its_corona_and_dims_the_land() -> None:
    told = describe("desert with a huge eclipse, dark orange")
    assert told.world == "dunes" and "eclipse" in told.motifs and not told.other_world
    plain, eclipsed = evening(), evening()
    for one in (plain, eclipsed):
        one.depth[: HEIGHT // 2] = 4000.0
    add_foreground(eclipsed, scene("mountain", "eclipse"), shot="medium", variation=0, seed=4)
    corona = eclipsed.groups["corona"]
    light = np.asarray(corona.light, np.float32).mean(axis=2)
    assert corona.pulse == "kick" and light[HEIGHT // 2 :].max() == 0
    row, column = (int(np.median(axis)) for axis in np.nonzero(light > 0.5 * light.max()))
    total = sum(np.asarray(group.light, np.float32) for group in eclipsed.groups.values()).mean(axis=2)
    near = total[row - 40 : row + 40, max(column - 40, 0) : column + 40]
    assert (near < 0.02).mean() > 0.05  # the disc
    land = np.s_[HEIGHT * 3 // 4 :]
    assert total[land].mean() == pytest.approx(0.42 * plain.groups["sky"].light[land].mean(), rel=0.05)


def test_balloons_rise_in_the_colour_that_is_named_and_in_many_where_they_are_many() -> None:
    told = describe("a blue balloon drifting over a beach")
    assert told.world == "ocean" and "party_balloons" in told.motifs and "balloons" not in told.motifs
    assert "party_balloons" not in describe("a child holding a blue balloon on a beach").motifs  # it is in the hand
    assert "party_balloons" not in describe("hot air balloons over a canyon").motifs
    for prompt, many, channel in (("a blue balloon", 1, 0), ("a red balloon", 1, 2), ("colourful balloons", 9, None)):
        painting = evening()
        add_foreground(painting, scene("mountain", "party_balloons", prompt=prompt), shot="close", variation=0, seed=4)
        assert len(painting.layers) == many
        assert all(layer.motion is not None and layer.motion.down < 0 for layer in painting.layers)
        if channel is not None:
            (layer,) = painting.layers
            light = np.asarray(layer.colour, np.float32)[np.asarray(layer.alpha) > 0.9].mean(axis=0)
            assert int(light.argmax()) == channel and light.max() > 2 * light.min()


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_a_phone_booth_stands_on_the_ground_with_light_in_it(shot: str) -> None:
    painting = evening()
    painting.depth[:] = np.where(
        np.arange(HEIGHT)[:, None] < 190, 4000.0, 200.0 / np.maximum(np.arange(HEIGHT)[:, None] - 188, 1)
    )
    before = shown(evening())
    add_foreground(painting, scene("alley", "phone_booth"), shot=shot, variation=0, seed=4)
    after = shown(painting)
    red = (after[..., 2].astype(int) > 1.6 * after[..., 1]) & (after[..., 2] > 40)
    assert red.mean() > 0.003 and (np.abs(after.astype(int) - before).max(axis=2) > 24).mean() > 0.012
    booth = painting.groups["booth"]
    assert booth.pulse == "kick" and np.asarray(booth.light).max() > 0.05
    assert describe("a phone booth in the desert at dusk").world == "dunes"
    assert describe("a lonely phone booth in fog").world == "alley"


def test_a_rainbow_stands_in_the_sky_and_its_colours_are_in_order() -> None:
    told = describe("a rainbow over green hills, day")
    assert told.world == "field" and "rainbow" in told.motifs
    painting = evening()
    add_foreground(painting, scene("field", "rainbow"), shot="wide", variation=0, seed=4)
    bow = painting.groups["rainbow"].light
    lit = bow.max(axis=2) > 0.5 * bow.max()
    row = int(lit.any(axis=1).argmax())  # the top of the bow: from red outside to blue inside
    column = bow[:, int(lit[row].nonzero()[0].mean())]
    peaks = column.argmax(axis=0)
    assert peaks[2] < peaks[1] < peaks[0]
    assert not bow[-bow.shape[0] // 4 :].any()


def test_fireflies_glow_over_a_field_and_once_only_in_a_wood() -> None:
    painting = evening()
    add_foreground(painting, scene("field", "fireflies"), shot="wide", variation=0, seed=1)
    add_foreground(painting, scene("field", "fireflies"), shot="wide", variation=0, seed=1)
    assert [element.kind for element in painting.elements] == ["fireflies"]
    assert "fireflies" in describe("a meadow with fireflies at dusk").motifs


def test_a_flood_covers_the_floor_and_mirrors_what_rises_out_of_it() -> None:
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None] * np.ones((1, WIDTH), np.float32)
    horizon, wall = 0.4 * HEIGHT, 8.0
    depth = np.minimum(1.6 * 100 / np.maximum(rows + 0.5 - horizon, 1e-3), wall).astype(np.float32)
    depth[rows < horizon] = wall
    light = np.full((HEIGHT, WIDTH, 3), 0.05, np.float32)
    light[int(0.30 * HEIGHT) : int(0.36 * HEIGHT)] = 2.0  # a lamp on the wall
    painting = Painting(
        groups={"lamp": LightGroup(light.astype(np.float16), "kick")},
        depth=depth,
        focal=100.0,
        centre=(WIDTH / 2, horizon),
    )
    add_flood(painting, None, None, "wide", np.random.default_rng(3))
    seen = np.asarray(painting.groups["lamp"].light, np.float32)[..., 1].mean(axis=1)
    water = painting.masks["water"].mean(axis=1)
    assert water[: int(horizon)].max() == 0 and water[-1] == 1
    assert seen[int(0.33 * HEIGHT)] == pytest.approx(2.0, rel=0.01)
    assert seen[water > 0.99].max() > 3 * 0.05, "the lamp is seen in the water"
    assert any(element.kind == "ripples" for element in painting.elements)


def test_what_is_flooded_with_light_is_dry() -> None:
    assert "flood" in describe("a flooded ballroom").motifs
    assert "flood" not in describe("a loft flooded with light").motifs
