"""Things that a prompt names in a landscape: they stand on its ground in its light, and what burns lights it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared, shot_behind
from beatreel.plugins.generators.procedural.foreground._aloft import FLYERS
from beatreel.plugins.generators.procedural.foreground._pieces import View, _elsewhere
from beatreel.plugins.generators.procedural.foreground._things import BUILDERS
from beatreel.plugins.generators.procedural.foreground._vessels import AFLOAT
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.prompt.signs import LETTERS, written
from beatreel.plugins.generators.procedural.scenery.lettering import word

from .look import shown

WIDTH, HEIGHT = 96, 168


def plain() -> Painting:
    """A pale sky over ground of one tone; its camera is 1.6 m high."""
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None] + 0.5
    light = np.where(
        rows[..., None] < 84, np.array([0.62, 0.52, 0.44], np.float32), np.array([0.10, 0.16, 0.18], np.float32)
    )
    light = np.broadcast_to(light, (HEIGHT, WIDTH, 3)).astype(np.float32)
    depth = np.where(rows < 84, 4000.0, 1.6 * 100 / np.maximum(rows - 84, 0.1))
    depth = np.broadcast_to(depth, (HEIGHT, WIDTH)).astype(np.float32).copy()
    return Painting({"sky": LightGroup(light.copy())}, depth, 100.0, (48.0, 84.0), Grade())


def scene(*motifs: str, world: str = "field", hour: str = "day", **facts: Any) -> SceneDescription:
    return SceneDescription(world=world, motifs=motifs, time_of_day=hour, **facts)


def painted(*motifs: str, shot: str = "medium", **facts: Any) -> Painting:
    painting = plain()
    add_foreground(painting, scene(*motifs, **facts), shot=shot, variation=0, seed=4)
    return painting


@pytest.mark.parametrize("motif", list(BUILDERS))
def test_what_is_named_is_large_in_the_picture_and_near(motif: str) -> None:
    before, painting = plain(), painted(motif)
    near = painting.depth < 0.97 * before.depth
    assert (0.008 if motif in AFLOAT else 0.015) < near.mean() < 0.6  # ships are far, and slender
    least = (
        0.25 if motif in ("lone_mirror", "giant_spheres", "giant_cubes") else 0.45 if motif in AFLOAT else 0.6
    )  # mirrors show what is behind them, ships are in haze
    assert (np.abs(shown(painting).astype(int) - shown(before)).max(axis=2) > 20)[near].mean() > least


def test_in_space_a_thing_stands_on_a_rock_that_hangs_below_it() -> None:
    for prompt, motif in (("a lone piano among the stars", "grand_piano"), ("a red door in space", "lone_door")):
        found = describe(prompt)
        assert found.world == "space" and motif in found.motifs
    before, painting = plain(), painted("lone_chair", world="space", hour="night")
    near = painting.depth < 0.97 * before.depth
    rows = np.flatnonzero(near.any(axis=1))
    assert near[rows[len(rows) // 2] :].sum() > 1.2 * near[: rows[len(rows) // 2]].sum()
    assert rows[-1] < HEIGHT - 4  # it hangs free


def test_a_rocket_lifts_off_on_fire_that_ends_at_the_ground() -> None:
    found = describe("A rocket launch at night, orange and navy")
    assert "rocket_launch" in found.motifs and found.world != "space"
    painting = painted("rocket_launch", hour="night")
    fire = np.asarray(painting.groups["engines"].light, np.float32)[..., 2]
    hot = np.argwhere(fire > 0.3 * fire.max())
    assert fire.max() > 0.3 and abs(float(hot[:, 1].mean()) / WIDTH - 0.5) < 0.4
    assert hot[:, 0].max() < 0.9 * HEIGHT
    assert any(float(np.asarray(layer.alpha, np.float32).mean()) > 0.05 for layer in painting.layers)


def test_a_rose_on_black_burns_where_the_prompt_says_so() -> None:
    found = describe("A burning rose on black, red and gold")
    assert found.world == "stage" and {"lone_flower", "burning"} <= set(found.motifs)
    assert "lone_flower" not in describe("a city at dawn, pearl and rose").motifs
    assert "burning" not in describe("a white lily on black").motifs


def test_a_thing_throws_its_shade_on_the_ground() -> None:
    painting = painted("lone_door", world="dunes")
    ground = painting.depth == plain().depth
    kept = (
        np.asarray(painting.groups["sky"].light, np.float32)[..., 1] / np.asarray(plain().groups["sky"].light)[..., 1]
    )
    assert 0.004 < (kept[ground] < 0.75).mean() < 0.25
    assert (kept[84:][ground[84:]] > 0.97).mean() > 0.5


def test_what_burns_has_flames_sparks_and_smoke_and_lights_the_ground() -> None:
    painting = painted("grand_piano", "burning", hour="dusk", world="dunes")
    kinds = [element.kind for element in painting.elements]
    assert kinds.count("fire") >= 4 and "sparks" in kinds and len(painting.layers) == 1
    fire = painting.elements[kinds.index("fire")].options
    assert 0 < fire["x"] < 1 and 0.2 < fire["y"] < 0.9
    lit = next(group for name, group in painting.groups.items() if name.startswith("thing"))
    assert lit.pulse == "kick" and lit.gain > 0
    glow = np.asarray(lit.light, np.float32)[84:].reshape(-1, 3).mean(axis=0)
    assert glow[2] > 2 * glow[0] > 0
    assert painting.groups["flames"].base == 0.0  # in a film they are drawn for each frame
    thrown = np.asarray(painting.groups["firelight"].light, np.float32)
    assert (
        not thrown[:40].any() and thrown[84:].mean() > 0.01 and thrown[84:, :, 2].mean() > 4 * thrown[84:, :, 0].mean()
    )


@pytest.mark.parametrize(
    ("prompt", "motif", "world"),
    [
        ("a burning ship on a dark sea at night", "tall_ship", "ocean"),
        ("a village on fire at dusk", "village", "field"),
    ],
)
def test_flames_stand_all_along_a_ship_or_a_village_that_burns(prompt: str, motif: str, world: str) -> None:
    found = describe(prompt)
    assert found.world == world and {motif, "burning"} <= set(found.motifs)
    painting = painted(motif, "burning", hour="dusk", world=world, shot="wide")
    feet = [float(one.options["x"]) for one in painting.elements if one.kind == "fire"]
    assert len(feet) >= 6 and np.ptp(feet) > 0.15
    assert not any(one.kind == "fire" for one in painted(motif, hour="dusk", world=world, shot="wide").elements)


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a rusty car in a wheat field at sunset", "field", "old_car"),
        ("an abandoned bus in the desert", "dunes", "parked_bus"),
        ("a van in a field of flowers", "field", "parked_van"),
        ("a rusted truck in the forest in fog", "forest", "old_car"),
        ("an old camper van by the sea at sunset", "ocean", "parked_van"),
        ("a blue pickup truck parked on a prairie", "field", "old_car"),
        ("a car driving through the desert at dusk", "road", ""),
        ("a red car on a desert road at noon", "road", ""),
    ],
)
def test_what_stands_in_a_field_is_on_no_road(prompt: str, world: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == world and not found.elsewhere
    assert {one for one in found.motifs if one == "old_car" or one.startswith("parked_")} == {motif} - {""}


@pytest.mark.parametrize(
    ("prompt", "motifs"),
    [
        ("two friends drive an old convertible through the desert at sunset", {"driven_car"}),
        ("a couple in a pink cabriolet on a coastal highway at night", {"driven_car"}),
        ("two friends lean on an old convertible parked beside a desert road", {"old_car"}),
        ("a woman drives a car through the desert at night", set()),
    ],
)
def test_who_drives_an_open_car_sits_in_it(prompt: str, motifs: set[str]) -> None:
    found = describe(prompt)
    assert found.world == "road"
    assert {"old_car", "driven_car"} & set(found.motifs) == motifs
    assert "driven_car" not in motifs or not {"pair", "kiss", "figure"} & set(found.motifs)


def test_a_driven_car_is_seen_from_behind_with_as_many_in_it_as_are_named() -> None:
    def seen(prompt: str) -> np.ndarray:
        return painted("driven_car", world="road", shot="medium", prompt=prompt).depth < 8.0

    none, one, two = (
        seen(prompt)
        for prompt in ("an old car drives on", "a man drives a convertible", "two friends drive a convertible")
    )
    rows, columns = np.nonzero(two)
    assert np.ptp(columns) < 1.6 * np.ptp(rows)  # its tail, not its side
    assert (two & ~one).sum() > 3 and not np.array_equal(none, one)


def test_a_motorcycle_has_its_riders_and_throws_up_dust_where_that_lies() -> None:
    assert describe("a couple on a motorcycle rides along the coast at sunset").motifs == ("motorcycle",)
    told = describe("a motorcycle on an empty highway at night")
    empty = painted(*told.motifs, world="road", hour="night", prompt=told.prompt, without=told.without)
    assert any((one.light[..., 2] > 2 * one.light[..., 0]).any() for one in empty.groups.values())  # its tail light
    one, two, dusty = (
        painted("motorcycle", world="road", shot="close", prompt=prompt)
        for prompt in ("a biker on a road", "two friends on a motorcycle", "a biker on a dusty road")
    )
    above = [int((painting.depth[:84] < 6.0).sum()) for painting in (one, two)]  # the horizon
    assert above[1] > 1.2 * above[0] > 0
    assert len(dusty.layers) == len(one.layers) + 1
    cover = np.asarray(dusty.layers[-1].alpha, np.float32)
    assert cover[cover.shape[0] // 2 :].mean() > 5 * cover[: cover.shape[0] // 2].mean()


def test_rust_takes_the_shine_of_paint() -> None:
    new, left = (
        painted("parked_bus", world="dunes", prompt=prompt)
        for prompt in ("a bus in the desert", "a rusty bus in the desert")
    )
    body = new.depth < 0.97 * plain().depth
    tone = [shown(one).astype(float)[body].mean(axis=0) for one in (new, left)]
    assert tone[1][1] < tone[0][1]  # less yellow, and darker


def test_a_car_has_the_colour_that_is_named_and_stands_between_palms_on_a_road() -> None:
    light = [
        np.asarray(
            painted("old_car", shot="close", world="dunes", prompt=f"a {colour} vintage car").groups["sky"].light,
            np.float32,
        )
        for colour in ("red", "blue")
    ]
    red, blue = ((one[..., 2] > 1.6 * one[..., 0]).mean() for one in light)
    assert red > blue + 0.03
    alone, lined = painted("old_car", world="road"), painted("old_car", "palms", world="road")
    assert (lined.depth[:84] < 100).mean() > (alone.depth[:84] < 100).mean() + 0.02
    assert not lined.layers


def test_prompts_lead_to_things_where_they_are_named() -> None:
    assert describe("a burning house in a field").motifs[:2] == ("lone_house", "burning")
    assert describe("a burning house in a field").time_of_day == "dusk"
    assert [describe(f"a burning village{at}").time_of_day for at in ("", " at noon")] == ["dusk", "day"]
    assert "grand_piano" in describe("a piano in the desert").motifs
    assert describe("a piano in a ballroom").world == "interior"
    assert "grand_piano" not in describe("a grand piano on the stage of a concert hall").motifs  # it has one
    assert describe("a classic car on a palm boulevard").world == "town"
    assert "sky_stair" in describe("stairway to heaven").motifs
    assert shot_behind(describe("an old door in a field"), "detail") == "wide"
    assert "people" in cleared(describe("a mirror standing in the desert")).without
    assert describe("an old car driving through the desert").motifs == ("driven_car",)


def test_equal_numbers_give_equal_pictures_and_others_do_not() -> None:
    one, other = painted("televisions"), painted("televisions")
    for name, group in one.groups.items():
        assert np.array_equal(group.light, other.groups[name].light)
    painting = plain()
    add_foreground(painting, scene("televisions"), shot="medium", variation=0, seed=5)
    assert not np.array_equal(painting.depth, one.depth)


@pytest.mark.parametrize("motif", list(FLYERS))
def test_what_flies_is_in_the_sky_and_moves(motif: str) -> None:
    painting = painted(motif, world="clouds", hour="dusk")
    assert painting.layers and all(layer.motion is not None for layer in painting.layers)
    near = np.max([np.asarray(layer.alpha, np.float32) for layer in painting.layers], axis=0) > 0.5
    assert 0.008 < near.mean() < 0.5 and near[:120].sum() > 0.85 * near.sum()
    assert (np.abs(shown(painting).astype(int) - shown(plain())).max(axis=2) > 20)[near].mean() > 0.5


def test_lights_of_what_flies_answer_the_music_and_far_ones_are_slower() -> None:
    painting = painted("flying_cars", shot="wide", world="skyline", hour="night")
    assert any(group.pulse == "kick" and group.gain > 0 for group in painting.groups.values())
    speeds = [(layer.depth, abs(layer.motion.right)) for layer in painting.layers if layer.motion]
    assert len(speeds) >= 4 and sorted(speeds, reverse=True)[0][1] < sorted(speeds)[0][1]
    beam = painted("saucer", hour="night").groups["beam"]
    rows = np.asarray(beam.light, np.float32).sum(axis=(1, 2))
    assert beam.pulse == "low" and rows[100:].sum() > 0 and rows[:30].sum() < 0.05 * rows.sum()


def test_prompts_lead_to_what_flies() -> None:
    for prompt, world, motif in (
        ("a whale swimming through clouds", "clouds", "flying_whale"),
        ("a dragon over a castle", "mountain", "dragon"),
        ("flying cars in a neon city", "alley", "flying_cars"),
        ("floating islands with waterfalls", "clouds", "floating_islands"),
        ("an airship over the city", "skyline", "airship"),
        ("red cable car above a foggy mountain valley", "mountain", "cable_car"),
        ("a ufo over a field", "field", "saucer"),
        ("kites over the beach", "ocean", "kites"),
    ):
        found = describe(prompt)
        assert motif in found.motifs and not set(found.unpainted) & set(prompt.split()), prompt
        assert found.world == world or motif == "airship", prompt
    assert "flying_whale" not in describe("a whale in the ocean").motifs


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ('a neon sign saying "open" in the desert', "OPEN"),
        ("neon sign that says love in the rain", "LOVE"),
        ("a pink neon sign reading “Forever young”", "FOREVER YOUNG"),
        ("the neon word DREAM", "DREAM"),
        ("neon city at night", ""),
        ('a man says "hello"', ""),
    ],
)
def test_what_a_sign_says_is_read(prompt: str, text: str) -> None:
    assert written(prompt)[0] == text
    assert ("neon_word" in describe(prompt).motifs) == bool(text)


def test_what_a_sign_says_is_no_place_and_every_letter_can_be_bent() -> None:
    assert describe('a neon sign saying "ocean" in the desert').world == "dunes"
    assert all(word(one, 0.0, 0.0, 1.0) for one in LETTERS)


def test_a_sign_shines_in_its_colour() -> None:
    painting = painted("neon_word", hour="night", prompt='a green neon sign saying "go"')
    assert painting.lettering
    lit = next(
        np.asarray(group.light, np.float32) for name, group in painting.groups.items() if name.startswith("thing")
    )
    blue, green, red = np.moveaxis(lit, 2, 0)
    assert ((green > 1.5 * np.maximum(blue, red)) & (green > 0.2 * lit.max())).sum() > 40


def test_a_mirror_shows_land_like_the_land_behind_it() -> None:
    painting = painted("lone_mirror", shot="close", world="dunes")
    light = np.asarray(painting.groups["sky"].light, np.float32)
    glass = light[60:110, 44:52]
    assert glass[:12].mean() > 2 * glass[-8:].mean()  # the sky above, the ground below


def test_a_tall_ship_lies_in_the_sea_alone() -> None:
    found = describe("a pirate ship at sea")
    assert "tall_ship" in found.motifs and "boat" in cleared(found).without and "boat" not in cleared(found).motifs
    light = [
        np.asarray(painted("tall_ship", world="ocean", words=words).groups["sky"].light, np.float32)
        for words in (("pirate",), ())
    ]
    rows = slice(20, 80)
    assert light[0][rows].mean() < light[1][rows].mean()  # black sails


def test_a_mansion_stands_outside_where_the_prompt_says_so_and_has_its_hall_inside() -> None:
    assert describe("a haunted house on a hill").motifs == ("gothic_mansion",)
    assert "cabin" not in describe("a Victorian house at dusk, warm windows").motifs
    assert describe("a grand staircase in a mansion").motifs == ("mansion_hall",)
    assert describe("a mansion").world == "interior"
    assert describe("a mansion in a forest").world == "forest"


def test_a_forest_fire_darkens_the_land_and_burns_along_a_front() -> None:
    before, painting = plain(), painted("wildfire", world="forest")
    fires = [one for one in painting.elements if one.kind == "fire"]
    assert len(fires) >= 5 and {"sparks", "embers"} <= {one.kind for one in painting.elements}
    feet = [float(one.options["x"]) for one in fires]
    assert max(feet) - min(feet) > 0.5
    sky = np.asarray(painting.groups["sky"].light, np.float32)
    assert sky.mean() < 0.4 * np.asarray(before.groups["sky"].light, np.float32).mean()
    air = np.asarray(painting.groups["fire in the air"].light, np.float32)
    assert air[..., 2].mean() > 3 * air[..., 0].mean()  # it glows red
    assert "wildfire" in describe("a burning forest at night, orange embers and black smoke").motifs
    assert describe("a field on fire").world == "field"


def test_flowers_as_tall_as_houses_show_their_heads_in_every_shot() -> None:
    found = describe("giant roses in a field at dawn, crimson and sage")
    assert "giant_flower" in found.motifs and found.world == "field"
    for shot in ("wide", "medium", "close"):
        painting = plain()
        add_foreground(painting, found, shot=shot, variation=0, seed=4)
        near = painting.depth < 0.97 * plain().depth
        assert 2 < np.flatnonzero(near.any(axis=1)).min() < 84  # they end above the horizon, within the picture


def test_what_floats_hangs_over_the_ground_and_what_is_of_chrome_mirrors_the_land() -> None:
    kept = {}
    for prompt in ("a giant chrome sphere in a field", "a giant chrome sphere floating over a field"):
        found = describe(prompt)
        assert "giant_spheres" in found.motifs and found.world == "field"
        painting = plain()
        add_foreground(painting, found.model_copy(update={"time_of_day": "day"}), shot="medium", variation=0, seed=4)
        kept[prompt] = painting
    lying, hanging = (painting.depth < 0.97 * plain().depth for painting in kept.values())
    assert np.flatnonzero(lying.any(axis=1)).max() > np.flatnonzero(hanging.any(axis=1)).max()
    light = shown(next(iter(kept.values()))).astype(int)
    rows = np.flatnonzero(lying.any(axis=1))
    upper, lower = (light[rows[0] + 6 : rows[0] + 14], light[rows[-1] - 14 : rows[-1] - 6])
    near_upper, near_lower = lying[rows[0] + 6 : rows[0] + 14], lying[rows[-1] - 14 : rows[-1] - 6]
    assert upper[near_upper].mean() > 1.3 * lower[near_lower].mean()  # sky above, ground below


def test_what_only_dreams_set_in_a_land_is_there_and_melting_does_not_make_it_chrome() -> None:
    for prompt, motif, world in (
        ("A melting wedding cake in a desert, pink", "giant_cake", "dunes"),
        ("giant crystals on a plain", "giant_crystals", "dunes"),
        ("paper boats on a lake", "paper_boats", "mountain"),
        ("a city of books in fog", "giant_books", "dunes"),
    ):
        found = describe(prompt)
        assert found.world == world and motif in found.motifs


def test_two_moons_are_two() -> None:
    found = describe("Two moons over a sea of dunes, violet")
    assert found.world == "dunes" and {"moon", "two_moons"} <= set(found.motifs)
    one, two = (painted("moon", *more, hour="night", world="dunes") for more in ((), ("two_moons",)))
    lights = [np.asarray(each.groups["sky"].light, np.float32).max(axis=2)[:70] for each in (one, two)]
    face = lights[0] > 0.9 * lights[0].max()
    assert (np.abs(lights[1] - lights[0]) > 0.15)[~face].mean() > 0.0015


def test_other_pictures_of_a_shot_see_a_thing_from_elsewhere() -> None:
    first, farther, nearer = (_elsewhere(View(0.5, 0.34, 0.06, 28.0), variation) for variation in range(3))
    assert first == View(0.5, 0.34, 0.06, 28.0)
    assert farther.wide < first.wide < nearer.wide and farther.eye > first.eye > nearer.eye
    assert first.x * farther.x < 0 and abs(farther.x) > abs(first.x), "and on the other side"
    assert farther.turn <= 40, "never from behind"
