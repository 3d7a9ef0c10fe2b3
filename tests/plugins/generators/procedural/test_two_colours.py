"""Which hues a prompt of two colours gives its lights and its shadows."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.duotone import split_of
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import lamps_and_sky, light_of_hue, middle_of, recolour
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.skies import keep_air


def test_a_second_colour_may_be_a_touch_or_a_half():
    touch = describe("a city in cold blue light with pink neon").palette.light_share
    half = describe("a city at night, blue and pink neon").palette.light_share
    assert touch[1] < half[1] and touch[0] < half[0]
    assert describe("icy blue and peach lake").palette.temperature > -0.3, "ice does not take the peach away"


def test_the_colder_of_two_named_colours_has_the_shadows() -> None:
    assert (
        describe("a bar in pink and blue light").palette.shadow
        == describe("a bar in blue and pink light").palette.shadow
    )
    palette = describe("a bar in pink and blue light").palette
    assert palette.shadow == 255 and palette.key == 355
    warm = np.array([0.3, 0.5, 1.0], np.float32)  # a lamp's, BGR
    levels = np.linspace(0.004, 1.0, 40, dtype=np.float32)
    lamp = np.ascontiguousarray(levels[:, None, None] * warm)
    toned = recolour(lamp, palette, split_of(lamp, palette))
    bright, dark = toned[-1, 0], toned[0, 0]
    assert bright[2] > bright[0] and dark[0] / dark[2] > 1.3 * bright[0] / bright[2]


def test_warm_light_and_cold_shadows_are_two_colours_without_a_name() -> None:
    both = describe("an office tower at dawn, warm light, cold shadows").palette
    assert 40 < both.key < 90 and 220 < both.shadow < 270 and both.strength >= 0.45
    assert describe("an office tower at dawn, warm light").palette.strength < 0.45
    assert describe("a hall in sage and peach").palette.chroma < describe("a hall in green and orange").palette.chroma


def test_a_prompt_may_say_which_of_two_colours_is_the_dark_one() -> None:
    assert describe("a moor in purple and dark green").palette.shadow == 148
    assert describe("a moor in dark purple and green").palette.shadow == 310
    assert describe("a moor in purple and olive").palette.shadow == 118, "no sky is green"
    candles = describe("a cathedral, violet, golden candles").palette
    assert (candles.lit, candles.accent) == (78, 78)


def test_shades_have_hues_of_their_own_and_black_leaves_none_in_the_darks() -> None:
    shades = [
        describe(f"a lake at dusk, {shade} and teal").palette.key
        for shade in ("crimson", "coral", "orange", "amber", "gold")
    ]
    assert shades == sorted(set(shades)), "from red to gold"
    assert describe("chrome, crimson and black").palette.black
    assert not describe("chrome, crimson and teal").palette.black


def test_what_is_white_beside_a_colour_is_nearly_white() -> None:
    palette = describe("a lake at dawn, rose and ivory").palette
    assert palette.pale and not describe("a lake at dawn, rose and gold").palette.pale
    sand = np.full((4, 4, 3), (0.10, 0.30, 0.55), np.float32)
    loud, pale = (recolour(sand.copy(), palette.model_copy(update={"pale": flag})) for flag in (False, True))
    assert np.ptp(pale[0, 0]) < 0.8 * np.ptp(loud[0, 0])


def test_grey_silver_and_white_beside_a_colour_have_no_hue() -> None:
    palette = describe("storm clouds, violet and white").palette
    assert palette.grey and palette.shadow == palette.key == 302
    assert describe("a foggy beach, charcoal and mint").palette.shadow != 175, "charcoal is dark"
    assert not describe("peaks, gold and white").palette.grey and not describe("peaks, violet").palette.grey
    levels = np.linspace(0.03, 1.0, 60, dtype=np.float32)[:, None, None]
    blue = np.ascontiguousarray(levels * light_of_hue(270, 0.08) * np.ones((1, 40, 1), np.float32))
    shown = recolour(blue.copy(), palette, split_of(blue, palette))[:, 0]
    colour = np.ptp(shown, axis=1) / shown.max(axis=1)
    assert colour[-5:].max() < 0.2 < 0.4 < colour[3:12].min(), "the lights are white, the darks violet"


def test_no_dark_is_peach_and_silver_beside_it_is_cool() -> None:
    description = describe("a boat on a misty lake at dawn, silver and peach")
    palette = description.palette
    assert palette.airy == (1, 0) and palette.light and palette.shadow == palette.fill != palette.key
    assert describe("a lake, rust and teal").palette.airy == (0, 0)
    levels = np.linspace(0.02, 1.0, 60, dtype=np.float32)[:, None, None]
    warm = np.ascontiguousarray(levels * light_of_hue(40, 0.1) * np.ones((1, 40, 1), np.float32))
    shown = recolour(warm.copy(), palette, split_of(warm, palette), middle_of(warm))[:, 0]
    redness = (shown[:, 2] - shown[:, 0]) / shown.max(axis=1)
    assert redness[:4].max() < 0.15 < 0.25 < redness[35:].max(), "the lights are peach, the darks are no brown"


def test_snow_and_clouds_are_no_lamps_where_lamps_are_parted_from_the_sky() -> None:
    palette = describe("a snowy village at blue hour, cobalt and amber").palette
    sky = np.linspace(0.1, 0.8, 60, dtype=np.float32)[:, None, None] * light_of_hue(264, 0.12)
    picture = np.ascontiguousarray(np.tile(sky, (1, 40, 1)))
    picture[50:54, 10:14] = 0.8 * light_of_hue(67, 0.14)
    shown = recolour(picture.copy(), palette, split_of(picture, palette, parted=True))
    is_warm = shown[..., 2] > shown[..., 0]
    assert is_warm[51:53, 11:13].all() and not is_warm[:, 20:].any()
    assert describe("a calm sea at noon, turquoise and white").palette.day_sky, "its sky is blue"


def test_the_sky_of_a_wet_day_is_what_is_grey_in_a_room() -> None:
    by_day, by_night = (
        describe(f"a living room {when}in the rain, grey and warm orange").palette for when in ("", "at night ")
    )
    assert by_day.grey and by_day.shadow == by_day.key and by_night.grey and by_night.shadow != by_night.key
    cream = describe("a kitchen in the morning, cream and pale blue").palette
    assert cream.pale and cream.light_share > describe("a frozen lake, cream and pale blue").palette.light_share


def test_both_colours_have_a_share_whatever_hue_the_picture_has() -> None:
    palette = describe("a sea at sunset, teal and orange").palette
    levels = np.linspace(0.05, 1.0, 60, dtype=np.float32)[:, None, None]
    orange = np.ascontiguousarray(levels * light_of_hue(60, 0.12) * np.ones((1, 40, 1), np.float32))
    shown = recolour(orange.copy(), palette, split_of(orange, palette))
    warm = float((shown[..., 2] > shown[..., 0]).mean())
    assert 0.15 < warm < 0.75, warm
    steps = np.abs(np.diff(shown[:, 0] ** (1 / 2.2), axis=0)).max(axis=1)
    assert steps.max() < 0.07, "one passes into the other without an edge"


def test_the_lights_of_a_colour_lean_to_yellow_and_its_darks_away() -> None:
    palette = describe("a forest, emerald").palette
    levels = np.array([[0.03], [0.3], [0.9]], np.float32)
    greens = np.ascontiguousarray((levels * light_of_hue(palette.key, 0.1))[:, None, :])
    dark, _, bright = recolour(greens.copy(), palette, middle=middle_of(greens))[:, 0]
    assert bright[2] / bright[1] > dark[2] / dark[1], "more red in the lights"
    assert dark[0] / dark[1] > bright[0] / bright[1], "and more blue in the darks"


def test_dusty_shades_are_quiet() -> None:
    loud, dusty = (describe(f"a desert, orange and {shade}").palette.chroma for shade in ("blue", "dusty blue"))
    assert dusty < loud


def test_sepia_is_a_colour_beside_a_cold_one() -> None:
    palette = describe("a foggy alley, sepia and deep green").palette
    assert {palette.key, palette.fill} == {65, 148} and palette.shadow == 148
    assert describe("a foggy alley, sepia").palette.key != 65


def test_a_bright_cold_sky_over_dark_warm_rocks_stays_cold() -> None:
    palette = describe("a canyon at noon, rust and turquoise").palette
    sky = light_of_hue(230, 0.05) * np.linspace(0.5, 0.9, 30, dtype=np.float32)[:, None, None]
    rocks = light_of_hue(45, 0.10) * np.linspace(0.1, 0.35, 30, dtype=np.float32)[:, None, None]
    noon = np.ascontiguousarray(np.concatenate([sky, rocks]) * np.ones((1, 20, 1), np.float32), np.float32)
    shown = recolour(noon.copy(), palette, split_of(noon, palette))
    assert (shown[:30, :, 0] > shown[:30, :, 2]).mean() > 0.9 > 0.1 > (shown[30:, :, 0] > shown[30:, :, 2]).mean()


def test_after_dark_the_warm_colour_is_that_of_lamps() -> None:
    palette = describe("a mountain village at dusk with lit windows, yellow and blue").palette
    hues = lamps_and_sky(palette)
    assert hues is not None and hues[0] < 120 and 220 < hues[1] < 280
    assert lamps_and_sky(describe("a mountain village at dawn, yellow and blue").palette) is None
    assert lamps_and_sky(describe("a mountain village at night, blue").palette) is None


def test_yellow_windows_are_those_of_lamps_and_opposite_hues_meet_in_rose() -> None:
    assert describe("a cabin in the snow, emerald and warm yellow windows").palette.lit == 86
    palette = describe("a sky at dusk, blue and gold").palette
    levels = np.linspace(0.05, 1.0, 200, dtype=np.float32)[:, None, None]
    grey = np.ascontiguousarray(levels * np.array([0.8, 0.75, 0.85], np.float32) * np.ones((1, 8, 1), np.float32))
    shown = recolour(grey.copy(), palette, split_of(grey, palette))[:, 0]
    warm = int(np.argmax(shown[:, 2] > shown[:, 0]))
    assert 0 < warm < 199 and shown[warm, 1] <= shown[warm, 2], "between them no green"


def test_lamps_of_a_room_in_silver_and_blue_are_not_golden() -> None:
    assert 200 < describe("a spiral staircase in an old mansion, silver and deep blue").palette.accent < 270


def test_under_water_the_warm_colour_is_an_accent() -> None:
    assert describe("dolphins under water, turquoise and gold").palette.light_share[1] < 0.25
    assert describe("a beach, turquoise and gold").palette.light_share[1] > 0.35


@pytest.mark.parametrize(
    ("prompt", "light"),
    [
        ("A bedroom in the morning light, cream and turquoise", True),
        ("A kitchen in the morning, white and pale blue", True),
        ("Above the clouds at dawn, peach and lavender", True),
        ("Above the clouds at night, peach and lavender", False),
        ("A bedroom in the morning light, cream and black", False),
        ("Storm clouds, white and teal", False),
        ("A misty forest at noon, bright mint and white", True),
        ("A field of tulips, pastel pink and baby blue", True),
        ("A mountain lake at noon, turquoise and white", True),
        ("A mountain lake at noon, turquoise and gold", False),
    ],
)
def test_pale_colours_by_day_make_a_bright_picture(prompt: str, light: bool) -> None:
    assert describe(prompt).palette.light is light


def test_a_deep_shade_is_darker_and_richer_than_its_colour_and_a_pale_one_lighter() -> None:
    navy, blue = (describe(f"a beach at dusk, {shade} and orange").palette for shade in ("navy", "blue"))
    assert navy.depths[0] < 0.9 and blue.depths == (1.0, 1.0)
    assert describe("a beach at dusk, pale blue and dark red").palette.depths == (1.07, 0.84)
    assert describe("a beach at dusk, navy").palette.depths == (1.0, 1.0), "a single colour is exposed as any"
    grey = np.full((4, 4, 3), 0.2, np.float32) * np.linspace(0.2, 2.0, 4, dtype=np.float32)[:, None, None]
    split = split_of(np.tile(grey, (8, 8, 1)), blue)
    dark, plain = (recolour(grey.copy(), one, split, middle_of(grey))[0, 0] for one in (navy, blue))
    assert dark.mean() < 0.8 * plain.mean() and dark[0] / dark[2] > plain[0] / plain[2]


def test_over_a_green_land_the_sky_keeps_the_colour_of_air() -> None:
    light = np.full((8, 8, 3), 0.2, np.float32)
    light[:, 4:] = (0.1, 0.3, 0.6)  # about a low sun, BGR
    sky = np.repeat(np.array([[1.0], [0.0]], np.float32), 4, axis=0) * np.ones((1, 8), np.float32)
    painting = Painting(
        groups={"sky": LightGroup(light.copy())},
        depth=np.full((8, 8), 9.0, np.float32),
        focal=8.0,
        centre=(4.0, 4.0),
        grade=Grade(),
        masks={"sky": sky},
    )
    assert describe("a meadow, green and cream").palette.spares_sky and keep_air(painting)
    now = np.asarray(painting.groups["sky"].light, np.float32)
    assert now[0, 0, 0] > 1.2 * now[0, 0, 1] > 1.2 * now[0, 0, 2]
    assert np.array_equal(now[4:], light[4:]) and np.allclose(now[:, 4:], light[:, 4:])


def test_a_quiet_shade_is_quiet_and_the_colour_beside_it_is_not() -> None:
    palette = describe("a field at dawn, rose and sage").palette
    assert palette.mutes == (0.0, 0.36) and describe("a field at dawn, rose and green").palette.mutes == (0.0, 0.0)
    assert palette.chroma > describe("a field at dawn, sage").palette.chroma


def test_warm_windows_are_warm_in_a_blue_night() -> None:
    palette = describe("a snowy village at night, warm windows and deep blue").palette
    assert (palette.lamps, palette.key, palette.shadow) == (True, 255.0, 255.0)
    assert 40 < palette.fill < 90
    assert not describe("a street by day, warm windows and deep blue").palette.lamps
    assert describe("a street at dawn, blue and yellow").palette.fill == 91.0


def test_warm_beside_a_cold_colour_is_a_colour_of_its_own():
    for prompt in (
        "winter village with lit windows, snowfall, warm and blue",
        "city street at night, warm light and deep blue",
    ):
        palette = describe(prompt).palette
        assert 45 < palette.fill < 80, prompt
        assert 230 < palette.key < 280, prompt
    cold = describe("throne room, cold and gold").palette
    assert 45 < cold.key < 110
    assert 230 < cold.shadow < 280


def test_of_near_hues_both_are_seen_and_the_deep_shade_is_the_dark_one() -> None:
    palette = describe("a forest in autumn at golden hour, burgundy and copper").palette
    assert (palette.shadow, palette.fill) == (17, 50)
    levels = np.linspace(0.05, 1.0, 60, dtype=np.float32)[:, None, None]
    orange = np.ascontiguousarray(levels * light_of_hue(50, 0.1) * np.ones((1, 30, 1), np.float32))
    shown = recolour(orange.copy(), palette, split_of(orange, palette))[:, 0]
    redness = shown[:, 2] / shown[:, 1]
    assert redness[4:12].mean() > 1.25 * redness[-12:].mean()
    assert describe("a lake at dusk, burgundy and lavender").palette.shadow == 17, "though it is the warmer one"
    assert describe("an alley at night, violet and lime green neon").palette.shadow == 302, "lime is a light there"


def test_the_stains_of_a_surface_do_not_tip_it_from_one_colour_to_the_other() -> None:
    palette = describe("a bar at night, teal and orange").palette
    chance = np.random.default_rng(3)
    levels = np.linspace(0.02, 1.0, 96, dtype=np.float32)[:, None, None] * np.ones((1, 96, 1), np.float32)
    stained = (levels * chance.lognormal(0, 0.25, (96, 96, 1)) * np.array([0.8, 0.9, 1.0])).astype(np.float32)
    split = split_of(stained, palette)
    shown = recolour(stained.copy(), palette, split)
    smooth = recolour(np.ascontiguousarray(levels * np.array([0.8, 0.9, 1.0], np.float32)), palette, split)
    tone, plain = (np.log(each[..., 2] / each[..., 0]) for each in (shown, smooth))
    assert tone.std(axis=1).max() < 0.35 * np.ptp(plain[:, 0])


def test_a_warm_white_and_a_grey_are_two_tones_and_no_black_and_white() -> None:
    palette = describe("snowy peaks on an overcast day, ivory and slate").palette
    assert palette.fill < 100 < 200 < palette.key and palette.chroma > 0.4 and palette.strength > 0.5
    assert describe("snowy peaks, black and white").palette.chroma == 0


def test_noon_over_warm_fields_has_a_sky_of_air() -> None:
    assert describe("a field of tulips at noon, yellow and red").palette.day_sky
    assert not describe("a field of tulips at sunset, yellow and red").palette.day_sky
    assert not describe("a field of tulips at noon, blue and red").palette.day_sky
    sky = np.full((4, 4, 3), (0.6, 0.45, 0.32), np.float32)
    palette = describe("a field of poppies at noon, red and pale green").palette
    seen = recolour(sky.copy(), palette)
    assert seen[0, 0, 0] > 1.1 * seen[0, 0, 1] > 1.1 * seen[0, 0, 2]


def test_pastels_are_pale_and_keep_their_hue() -> None:
    peach, orange = (describe(f"dunes at dawn, lavender and {shade}").palette for shade in ("peach", "orange"))
    sand = np.full((6, 6, 3), (0.06, 0.25, 0.6), np.float32) * np.linspace(0.2, 1.5, 6, dtype=np.float32)[:, None, None]
    soft, loud = (
        recolour(sand.copy(), one, split_of(np.tile(sand, (4, 4, 1)), one), middle_of(sand)) for one in (peach, orange)
    )
    assert (
        soft[4, 0, 2] > soft[4, 0, 0]
        and np.ptp(soft[4, 0]) / soft[4, 0].max() < 0.9 * np.ptp(loud[4, 0]) / loud[4, 0].max()
    )
    assert describe("dunes at dawn, pastel pink and sky blue").palette.mutes[0] == 0.5


def test_the_lamps_of_a_town_under_a_blue_evening_sky_are_warm() -> None:
    night, day = (
        describe(f"a village in the snow {at}").palette
        for at in ("at dusk, the sky still blue", "under a blue sky at noon")
    )
    assert 40 < night.accent < 100 and night.key == 255
    assert day.accent > 112
