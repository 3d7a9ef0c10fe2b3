"""From where people are seen: each picture of a shot from another side; and what they wear against the rain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared, shot_behind
from beatreel.plugins.generators.procedural.foreground._head_room import faced, head_kept, head_of
from beatreel.plugins.generators.procedural.foreground._performers import words_of
from beatreel.plugins.generators.procedural.foreground._places import Place
from beatreel.plugins.generators.procedural.foreground._views import beast_at, looked_at, station_of, view_of
from beatreel.plugins.generators.procedural.painters import painter_for
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.people.casting import CHARCOAL, GREY_HAIR, Wish
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES
from beatreel.plugins.generators.procedural.scenery.solids import look_at

from .test_foreground import evening, scene

LIGHT = (0.6, 0.5, -0.7)


@pytest.mark.parametrize("shot", ["wide", "medium", "close"])
def test_the_pictures_of_a_shot_show_somebody_from_other_sides_and_at_other_places(shot: str) -> None:
    views = [view_of(shot, picture) for picture in range(3)]
    turns = sorted(sum(view.turn) / 2 for view in views)
    assert min(np.diff(turns)) > 0.4 and view_of(shot, 3) == views[0]
    assert all(0.1 < abs(view.aside) < 0.25 for view in views) and views[0].aside * views[1].aside < 0


def test_a_camera_over_a_shoulder_is_there_in_wide_and_medium_pictures() -> None:
    for shot in ("wide", "medium"):
        assert min(view_of(shot, 0, "a man on a bridge, Over the Shoulder").turn) > 2.2
    assert view_of("detail", 0, "seen from behind") == view_of("detail", 0)
    assert view_of("medium", 0, "a man with a bag over the shoulders of a friend") != view_of(
        "medium", 0, "from behind"
    )


def test_somebody_on_the_way_is_the_same_from_every_side_and_stands_aside() -> None:
    woman, man, away = (
        ROLES[name](Wish(np.random.default_rng(3), words=frozenset({"walking", "coat", word})))
        for name, word in (("woman", ""), ("man", ""), ("woman", "away"))
    )
    assert woman.roams and man.roams and not away.roams and not ROLES["guitarist"](Wish(np.random.default_rng(3))).roams
    before = ROLES["woman"](Wish(np.random.default_rng(3), words=frozenset({"walking", "coat"}), faces_us=True))
    assert set(before.model.skins) == set(woman.model.skins)
    middles = []
    for picture in range(2):
        painting = evening()
        told = scene("mountain", "woman", prompt="a woman walks")
        add_foreground(painting, told, shot="medium", variation=picture, seed=4)
        alpha = np.asarray(painting.layers[0].alpha, np.float32)
        alpha = alpha[: int(0.8 * alpha.shape[0])]  # without the ledge
        middles.append(float((alpha.sum(axis=0) * np.arange(alpha.shape[1])).sum() / alpha.sum() / alpha.shape[1]))
    assert middles[0] < 0.45 < 0.55 < middles[1]


def test_details_show_a_face_but_what_is_held_up_is_kept() -> None:
    plain, held = (
        ROLES["woman"](Wish(np.random.default_rng(3), words=frozenset({"walking", word}))) for word in ("", "umbrella")
    )
    heights = [looked_at(plain, view_of("detail", picture)).detail[1] for picture in range(3)]
    assert min(heights) > 1.2
    assert looked_at(held, view_of("detail", 0)).detail == held.detail
    lit = looked_at(
        ROLES["woman"](Wish(np.random.default_rng(3), words=frozenset({"walking", "lantern"}))), view_of("detail", 0)
    )
    assert lit.lamp is not None
    assert (
        lit.detail[1] - 0.455 / 0.8 * lit.detail[2]
        < lit.lamp[1]
        < head_of(lit.model)[1]
        < lit.detail[1] + 0.455 / 0.8 * lit.detail[2]
    )


_SHOTS = ("wide", "medium", "close", "detail")


@pytest.mark.parametrize(
    "name", ["samurai", "angler", "violinist", "saxophonist", "guitarist", "wanderer", "bear", "fox", "rider"]
)
def test_over_the_shots_somebody_is_seen_from_other_sides_and_never_but_from_behind(name: str) -> None:
    turns, sides = [], []
    for shot in _SHOTS:
        wish = Wish(np.random.default_rng(3), shot=shot)
        cast, aside = (
            station_of(ROLES[name](wish), name, shot, 0)
            if name in ROLES
            else beast_at(BEASTS[name](wish), name, shot, 0)
        )
        turns.append(sum(cast.turn if shot in ("wide", "medium") or cast.near is None else cast.near) / 2)
        sides.append(aside)
    away = [abs(turn) if name in ROLES else np.pi / 2 - turn for turn in turns]
    assert sum(one < 1.75 for one in away) >= 3 and min(away) < 1.05  # its face is seen
    assert abs(turns[1] - turns[0]) > 0.3 and len({round(one, 1) for one in turns}) >= 3
    assert sides[0] > 0.1 > -0.1 > sides[1] and sides[2] > 0.1
    assert sides[3] < -0.1 if name in ROLES else abs(sides[3]) < 0.05  # whose head has its neck beside it


_ALONE = "guitarist saxophonist samurai violinist skater cyclist dj drummer ballerina ice_skater edge_sitter trumpeter angler".split()


@pytest.mark.parametrize("name", _ALONE)
def test_every_detail_of_somebody_shows_the_face_high_in_the_frame(name: str) -> None:
    cast, _ = station_of(ROLES[name](Wish(np.random.default_rng(3), shot="detail")), name, "detail", 0)
    shown = faced(cast, name, cast.model.turned(0.4))
    x, middle, span = shown.detail
    head, top = head_of(cast.model.turned(0.4))
    high, wide = 0.91 / 0.80 * span, 0.91 / 0.80 * 9 / 16 * span
    assert middle + 0.5 * high > top and middle + 0.05 * high < top - 0.1
    assert abs(head - x) < 0.5 * wide - 0.1


def test_what_is_held_up_above_a_head_stays_what_is_looked_at() -> None:
    cast = replace(ROLES["man"](Wish(np.random.default_rng(3))), detail=(0.0, 2.6, 0.6))
    assert faced(cast, "man", cast.model) is cast


def test_no_frame_cuts_the_head_of_somebody_near_at_its_side() -> None:
    cast = ROLES["man"](Wish(np.random.default_rng(3)))
    head, top = head_of(cast.model)
    for x in (-20.0, 0.0, 95.0):
        place = Place(x, 60.0 + top * 120.0, 120.0, on_ledge=False, stands=False, looks_left=cast.looks_left)
        kept = head_kept(place, cast, "man", cast.model, (96, 170))
        assert 20 < kept.x + head * 120.0 < 76
    middle = replace(place, x=48.0 - head * 120.0)
    assert head_kept(middle, cast, "man", cast.model, (96, 170)).x == pytest.approx(middle.x)


@pytest.mark.parametrize("name", ["woman", "man", "lady", "pair"])
def test_who_runs_has_a_foot_in_the_air(name: str) -> None:
    def low(*words: str) -> float:
        cast = ROLES[name](Wish(np.random.default_rng(3), words=frozenset(words), warm=True))
        seen = look_at(cast.model.turned(1.5), 40, LIGHT)
        across = (seen.cover[(seen.y > 0.3) & (seen.y < 0.55)] > 0.5).any(axis=0)
        return float(np.ptp(seen.x[across]))

    assert low("runs") > low("stands") + 0.2


def test_an_umbrella_has_a_colour_of_its_own() -> None:
    told = describe("a girl in a green coat with a red umbrella waits in the rain")
    assert (told.dressed, told.colour_of("umbrella")) == ("green", "red")
    assert describe("a woman with a red umbrella").dressed == "" and describe("a woman with a red umbrella").worn
    words = frozenset({"umbrella", "red umbrella", "coat"})
    colours = {
        skin.colour for skin in ROLES["woman"](Wish(np.random.default_rng(3), DYES["green"], words=words)).model.skins
    }
    assert {DYES["green"], DYES["red"]} <= colours


def test_who_sings_is_a_singer_on_the_boards_of_a_stage() -> None:
    told = describe("a woman sings into a microphone on a dark stage")
    assert "singer" in told.motifs and not {"woman", "figure"} & set(told.motifs) and not told.unknown
    assert "singer" not in describe("birds singing in a forest").motifs
    assert "singer" not in describe("a man sings and plays the guitar on a stage").motifs
    for prompt in (
        "a singer on a dark stage",
        "a singer at a concert, crowd with raised hands",
        "a jazz club with a singer",
    ):
        described = describe(prompt)
        for shot in ("wide", "medium"):
            assert shot_behind(described, shot) == shot
            painting = painter_for(described)(
                cleared(described), shot=shot, variation=0, width=36, height=64, seed=3, progress=lambda *_: None
            )
            assert painting.boards is not None and 0 < painting.boards[0] < 36 and 24 < painting.boards[1] < 64


def test_a_hood_is_open_and_a_raincoat_wide() -> None:
    wide = []
    for words in ("raincoat walking", "coat walking"):
        cast = ROLES["woman"](Wish(np.random.default_rng(3), words=frozenset(words.split())))
        seen = look_at(cast.model, 60, LIGHT)
        wide.append(int((seen.cover[np.argmin(np.abs(seen.y - 1.0))] > 0.5).sum()))
        head = seen.skin[seen.y > 1.5][seen.cover[seen.y > 1.5] > 0.9]
        skins = {cast.model.skins[one].weave for one in np.unique(head)}
        assert "skin" in skins  # the face is seen within it
    assert wide[0] > wide[1] + 1


def test_who_wears_a_dress_is_a_woman_and_stooping_shows_no_trousers_behind() -> None:
    assert all(
        Wish(np.random.default_rng(1), words=frozenset({"dress"}), film=film).is_woman(0.1)
        for film in range(0, 300, 60)
    )
    cast = ROLES["elder"](Wish(np.random.default_rng(3)))
    model = cast.model.turned(np.pi)
    seen = look_at(model, 60, LIGHT)
    seat = seen.skin[np.abs(seen.y - 0.80) < 0.1][:, np.abs(seen.x) < 0.12]
    assert not {model.skins[one] for one in np.unique(seat)} & {CHARCOAL}


def test_who_reads_on_a_bench_has_a_book_and_who_is_dressed_is_near_in_a_street() -> None:
    told = describe("an old man reading a newspaper on a bench in a park")
    assert "sitter" in told.motifs and not told.unknown and not told.unpainted
    still, reader = (
        ROLES["sitter"](Wish(np.random.default_rng(3), words=frozenset({word}))) for word in ("bench", "reading")
    )
    assert len(reader.model.parts) == len(still.model.parts) + 4 and max(reader.near or ()) < 0 < min(still.near or ())
    assert "woman" in describe("a girl in a yellow raincoat walks through a rainy street").motifs
    assert "woman" in describe("a girl walks through a busy street in the rain").motifs
    assert "woman" not in describe("a busy street in the rain").motifs


def test_who_sells_flowers_shows_them_and_who_stands_among_some_holds_none() -> None:
    told = describe("an old man selling red roses on a foggy street at dawn")
    assert "elder" in told.motifs and "selling" not in (*told.unknown, *told.unpainted)
    parts = {}
    for name in ("elder", "woman", "man"):
        for words in ("selling red roses", "among roses in a garden with"):
            cast = ROLES[name](Wish(np.random.default_rng(3), words=frozenset(words.split()), shot="detail"))
            parts[name, words[:5]] = len(cast.model.parts)
        assert parts[name, "selli"] > parts[name, "among"] + 80
    seller = ROLES["elder"](Wish(np.random.default_rng(3), words=frozenset({"selling", "flowers"})))
    assert seller.near is not None and max(seller.near) < 1.0 and 1.0 < seller.detail[1] < 1.25


def test_a_guitarist_jumps_and_a_couple_that_is_old_is_grey() -> None:
    low = [
        look_at(ROLES["guitarist"](Wish(np.random.default_rng(3), words=frozenset({word}))).model, 40, LIGHT).y.min()
        for word in ("jumping", "plays")
    ]
    assert low[0] > low[1] + 0.15
    pair = ROLES["pair"](Wish(np.random.default_rng(3), words=frozenset({"walks", "old couple"})))
    assert GREY_HAIR in pair.model.skins
    assert words_of(describe("an old couple walks through a park")) >= {"old couple"}
    assert "old couple" not in words_of(describe("a couple walks through an old park"))
