"""Rooms: how they look by kind, shot and hour, that light falls where windows are, and that lamps and dust move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins
from beatreel.plugins.generators.procedural.kernels.hall_shell import shell
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.interior import world as interior
from beatreel.plugins.generators.procedural.worlds.interior.metro import station
from beatreel.plugins.generators.procedural.worlds.interior.room import Room
from beatreel.plugins.generators.procedural.worlds.interior.rooms import _hall, _lens

from .conftest import SPEC, frames_of, make_scene, paint as paint_still
from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "variation"),
    [
        ("wide", "golden", 0),
        ("wide", "day", 1),
        ("medium", "dawn", 2),
        ("close", "dusk", 3),
        ("detail", "golden", 0),
        ("wide", "night", 2),
    ],
)
def test_has_tones_from_black_to_white(shot: str, time_of_day: str, variation: int) -> None:
    look = measure(shown(paint("interior", shot=shot, time_of_day=time_of_day, variation=variation)))
    allowed = (
        ("scattered", "colour") if time_of_day == "day" else ("scattered",)
    )  # a pale room by day has little colour
    assert [fault for fault in look.faults() if not fault.startswith(allowed)] == []


def test_variations_are_other_rooms_and_the_prompt_chooses_one() -> None:
    description = describe("", world="interior")
    assert {interior.kind_of(description, 7, variation) for variation in range(4)} == set(interior.KINDS)
    assert interior.kind_of(describe("light in a cathedral"), 7, 1) == "cathedral"
    assert describe("light in a cathedral").world == "interior"
    pictures = [shown(paint("interior", variation=variation)) for variation in range(3)]
    assert min(difference(pictures[i], pictures[j]) for i, j in ((0, 1), (0, 2), (1, 2))) > 12


def test_the_sun_falls_through_the_windows_and_not_at_dusk_or_in_rain() -> None:
    golden, dusk = paint("interior"), paint("interior", time_of_day="dusk")
    rain = paint("interior", weather="rain")
    golden_sun, *dull = (np.percentile(one.groups["sun"].light, 99) for one in (golden, dusk, rain))
    assert golden_sun > 0.2 and max(dull) < 0.4 * golden_sun
    lit = golden.groups["sun"].light.astype(np.float32).max(axis=2)
    assert np.percentile(lit, 98) > 4 * np.percentile(lit, 20)


def test_depth_ends_at_the_walls() -> None:
    depth = paint("interior").depth
    assert 0.5 < depth.min() < np.percentile(depth, 80) < 30  # but for what is seen through windows


def test_lamps_and_dust_move(tmp_path_factory: pytest.TempPathFactory) -> None:
    prompt = "empty ballroom at dusk"
    still = paint_still(tmp_path_factory.mktemp("hall"), prompt, shot="wide")
    scene = make_scene(prompt, camera="hold")
    frames = [frame[: SPEC.height].astype(np.float64) for frame in frames_of(still, scene, count=16)]
    luma = np.array([frame.mean() for frame in frames])
    assert luma[1:4].max() - luma[8:14].min() > 0.8  # the beat lights the lamps
    again = frames_of(still, scene, first=9)[0][: SPEC.height].astype(np.float64)
    assert np.array_equal(again, frames[9])


@pytest.mark.parametrize("words", [("kitchen",), ("bedroom",), ("living room",)])
def test_a_room_that_is_named_is_furnished(words: tuple[str, ...]) -> None:
    bare, full = (
        shown(paint("interior", shot="medium", seed=4, understood=w, without=("people",)))
        for w in (("window", "empty"), words)
    )
    assert difference(bare, full) > 8
    look = measure(full)
    assert look.faults() == []


def test_rooms_are_furnished_each_in_its_way() -> None:
    pictures = [
        shown(paint("interior", shot="wide", seed=4, understood=(w,))) for w in ("kitchen", "bedroom", "sofa room")
    ]
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            changed = np.abs(one.astype(int) - other).max(axis=2) > 30
            assert changed.mean() > 0.08


def test_who_dances_has_the_room_to_herself() -> None:
    empty = paint("interior", shot="medium", seed=4, understood=("room", "dancer"))
    again = paint("interior", shot="medium", seed=4, understood=("bedroom", "dancer"))
    assert difference(shown(empty), shown(again)) < 1


@pytest.mark.parametrize(
    ("prompt", "room", "families"),
    [
        ("hospital corridor with fluorescent tubes", "corridor", {"lamps", "glow", "sky"}),
        ("a tavern with a burning fireplace at night", "hearth", {"lamps", "glow", "sky"}),
        ("a video arcade", "arcade", {"lamps", "glow"}),
        ("server room", "servers", {"lamps", "glow"}),
        ("laundromat at night", "laundry", {"lamps", "glow", "sky"}),
        ("factory hall", "works", {"lamps", "glow", "sky"}),
        ("a bookshop", "books", {"lamps", "glow", "sky"}),
        ("a metro train passing, neon", "station", {"lamps", "glow", "sky"}),
        ("an abandoned subway station, cold green light", "station", {"lamps", "sky"}),
        ("inside a metro car", "carriage", {"lamps", "sky"}),
    ],
)
def test_a_room_that_lights_itself_is_chosen_by_its_words(prompt: str, room: str, families: set[str]) -> None:
    description = describe(prompt)
    assert description.world == "interior" and room in description.motifs
    facts = {"motifs": description.motifs, "time_of_day": "night", "understood": description.understood}
    painting = paint("interior", shot="medium", **facts)
    assert families <= set(painting.groups)
    picture = shown(painting)
    look = measure(picture)
    assert look.white > 150 and look.black < 40 and look.clipped < 0.03
    assert 24 < look.median < 125
    luma = [np.asarray(group.light, np.float32).mean() for name, group in painting.groups.items() if name != "sky"]
    assert sum(luma) > 0.004  # it is lit by what stands in it
    assert len({group.pulse for group in painting.groups.values() if group.gain}) >= 1
    other = shown(paint("interior", shot="medium", motifs=("chair",), time_of_day="night"))
    assert difference(picture, other) > 10


def test_the_fire_throws_shadows_and_its_light_ends_where_the_beat_does() -> None:
    painting = paint("interior", shot="wide", motifs=("hearth",), time_of_day="night")
    fire, candles = (np.asarray(painting.groups[name].light, np.float32).sum(axis=2) for name in ("glow", "lamps"))
    assert painting.groups["glow"].pulse == "kick"
    assert fire.mean() > 2 * candles.mean()
    blue, _, red = np.asarray(painting.groups["glow"].light, np.float32).reshape(-1, 3).mean(axis=0)
    assert red > 3 * blue
    floor = painting.masks["floor"] > 0.5
    assert np.percentile(fire[floor], 95) > 5 * np.percentile(fire[floor], 10)


def _station(understood: tuple[str, ...], flavour: int) -> Any:
    room = Room(
        describe("a metro station").model_copy(update={"words": understood, "flavour": flavour}),
        "wide",
        np.random.default_rng(3),
    )
    station(room)
    return _hall(room, _lens(room, 90, 160), room.description, 1)


def test_the_tracks_of_a_station_lie_lower_than_its_platforms_under_a_vault_or_girders() -> None:
    vaulted, girders = _station((), 0), _station((), 4)
    for hall, track, platform in ((vaulted, 0.0, 4.5), (girders, 4.9, 0.3)):
        depths = [shell(hall, x, 1.5, 3.0, 0.0, -1.0, 0.0) for x in (track, platform)]
        assert [round(away, 3) for away, *_ in depths] == [1.5 + hall.deep, 1.5]
        assert [hit for _, hit, _ in depths] == [kernel.BED, kernel.FLOOR]
    side = shell(vaulted, 5.0, 1.5, 3.0, 0.0, 1.0, 0.0)[0]
    assert side < shell(vaulted, 0.0, 1.5, 3.0, 0.0, 1.0, 0.0)[0] == pytest.approx(vaulted.tall - 1.5, abs=1e-3)
    assert shell(girders, 5.0, 1.5, 3.0, 0.0, 1.0, 0.0)[0] == pytest.approx(girders.tall - 1.5)


def test_tubes_of_an_abandoned_station_are_dead_and_no_train_stands_there() -> None:
    used, left = (_station(words, 0) for words in ((), ("abandoned",)))
    assert len(left.lamps) < 0.7 * len(used.lamps)
    trains = {skins.CAR, skins.PASSING}
    assert trains & set(used.skins.tolist()) and not trains & set(left.skins.tolist())
    assert _station(("flooded",), 0).flood > 0.5


def test_a_given_up_platform_has_a_train_where_one_is_named() -> None:
    facts = {"motifs": ("station",), "time_of_day": "night", "shot": "close", "seed": 5}
    derelict, named, kept = (
        paint("interior", understood=words, prompt=prompt, **facts)
        for words, prompt in (
            (("abandoned",), "an abandoned platform"),
            (("abandoned",), "trains at an abandoned platform"),
            ((), "an empty platform"),
        )
    )
    shine = [
        float(np.asarray(one.groups["glow"].light, np.float32).max()) if "glow" in one.groups else 0.0
        for one in (derelict, named, kept)
    ]
    assert shine[0] < 0.2 * min(shine[1:])


@pytest.mark.parametrize(
    ("prompt", "bare"), [("a loft in sage green, morning sun", False), ("an empty loft", True), ("a bare loft", True)]
)
def test_a_loft_is_lived_in_unless_it_is_said_to_be_empty(prompt: str, bare: bool) -> None:
    found = describe(prompt)
    assert "loft_living" in found.motifs and interior.is_unfurnished(found) == bare


def test_walls_of_a_station_are_sprayed_in_many_colours_where_it_is_abandoned_or_graffiti_are_named() -> None:
    for words, is_sprayed in (((), False), (("abandoned",), True), (("graffiti",), True)):
        assert (skins.SPRAYED in _station(words, 0).skins.tolist()) == is_sprayed
    out, seen = np.zeros(6, np.float32), set()
    for u in np.linspace(0, 7, 60):
        skins.skin(out, skins.SPRAYED, float(u), 1.1, 7.4, 2.8, 3.1, 0.01, 5)
        seen.add((int(np.argmax(out[:3])), bool(out[:3].max() > 2.5 * out[:3].min())))
    assert len(seen) > 2
