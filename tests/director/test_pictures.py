"""Given pictures in the place of painted ones."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from beatreel.core.errors import UserInputError
from beatreel.core.model import LoopWindow, Scene, Storyboard
from beatreel.director.pictures import with_stills
from beatreel.director.storyboard import distinct_stills


def board() -> Storyboard:
    labels = ("verse", "chorus", "chorus")
    scenes = tuple(Scene(index=n, start=n, end=n + 1, cut_time=n, label=labels[n]) for n in range(3))
    loop = LoopWindow(start=0, end=1, bars=1, scene=0)
    return Storyboard(song_sha256="0" * 64, duration=3, frame_rate=Fraction(30), scenes=scenes, loop=loop)


def test_scenes_by_number_and_by_part_and_the_number_counts_more() -> None:
    given = with_stills(board(), {"chorus": Path("/a.jpg"), "3": Path("/b.jpg")})
    assert [scene.still for scene in given.scenes] == ["", "/a.jpg", "/b.jpg"]
    assert distinct_stills(given.scenes) == 3


def test_without_pictures_nothing_changes() -> None:
    assert with_stills(board(), {}) == board()


@pytest.mark.parametrize("name", ["0", "4", "bridge", "-1", "1.5", "²"])
def test_a_scene_that_is_not_there_is_named_with_those_that_are(name: str) -> None:
    with pytest.raises(UserInputError, match=f"“{name}”") as caught:
        with_stills(board(), {name: Path("/a.jpg")})
    assert "1 to 3" in caught.value.hint
    assert "chorus, verse" in caught.value.hint
