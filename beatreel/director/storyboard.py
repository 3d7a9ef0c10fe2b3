"""What each scene shows and how it moves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from beatreel.core.model import (
    Analysis,
    CameraMove,
    Scene,
    SegmentLabel,
    ShotSize,
    Song,
    Storyboard,
)
from beatreel.director.cutting import Cut, plan_cuts
from beatreel.director.looping import plan_loop

SECONDS_PER_STILL = 13.0  # a film of two minutes is painted from nine stills
MIN_STILLS, MAX_STILLS = 4, 9

SECONDS_PER_PICTURE = 7.0  # a group of segments shows a further picture for each so many seconds


class Picture(NamedTuple):
    """What is painted: scenes with the same picture share a still."""

    shot: ShotSize
    variation: int


# What the camera likes to do in each kind of section; the first is its entrance.
_CAMERA: dict[SegmentLabel, tuple[CameraMove, ...]] = {
    "intro": ("push_in", "drift_right", "rise"),
    "verse": ("drift_left", "push_in", "drift_right", "sink"),
    "chorus": ("push_in", "orbit", "rise", "drift_right", "drift_left"),
    "bridge": ("orbit", "pull_out", "drift_left"),
    "inst": ("orbit", "push_in", "drift_right"),
    "solo": ("orbit", "push_in", "rise"),
    "break": ("pull_out", "sink", "hold"),
    "outro": ("pull_out", "rise", "drift_left"),
}
# From far to near and back, so that neighbours differ in size.
_SHOTS: tuple[ShotSize, ...] = ("wide", "medium", "close", "wide", "detail")


def plan_storyboard(
    song: Song, analysis: Analysis, *, prompt: str, style: str, seed: int, frame_rate: Fraction
) -> Storyboard:
    """Plan the film.

    Parameters
    ----------
    song : Song
    analysis : Analysis
    prompt, style : str
        Of the whole film.
    seed : int
        Same seed, same storyboard.
    frame_rate : Fraction

    Returns
    -------
    Storyboard
        Its scenes tile the song; scenes that show the same picture share ``shot``, ``variation`` and ``seed``; no two neighbours
        show the same picture from the same place.
    """
    cuts = plan_cuts(analysis)
    setups = _setups(analysis)
    scenes: list[Scene] = []
    for index, cut in enumerate(cuts):
        end = cuts[index + 1].time if index + 1 < len(cuts) else analysis.duration
        scenes.append(_scene(index, cut, end, analysis, setups, scenes, prompt=prompt, style=style, seed=seed))
    return Storyboard(
        song_sha256=song.sha256,
        duration=analysis.duration,
        frame_rate=frame_rate,
        prompt=prompt,
        style=style,
        seed=seed,
        scenes=tuple(scenes),
        loop=plan_loop(analysis, scenes),
    )


def _setups(analysis: Analysis) -> dict[int, list[Picture]]:
    """Deal the pictures out: for each segment group the pictures that it shows in turn.

    Every group owns at least one picture, long groups own more; each then borrows from the others until it has enough for its
    length, so that a long chorus does not swing between two.
    """
    lengths: dict[int, float] = {}
    for segment in analysis.segments:
        lengths[segment.group] = lengths.get(segment.group, 0.0) + segment.duration
    order = sorted(lengths, key=lambda group: (-lengths[group], group))
    budget = min(max(round(analysis.duration / SECONDS_PER_STILL), MIN_STILLS, len(order)), MAX_STILLS)
    owned = dict.fromkeys(order, 0)
    for _ in range(budget):  # the next picture goes to whoever is shown longest for each picture that it has
        neediest = max(order, key=lambda group: lengths[group] / (owned[group] + 0.2))
        owned[neediest] += 1
    deck = [Picture(_SHOTS[number % len(_SHOTS)], number // len(_SHOTS)) for number in range(budget)]
    setups: dict[int, list[Picture]] = {}
    dealt = 0
    for group in order:
        own = deck[dealt : dealt + owned[group]]
        dealt += len(own)
        wanted = min(max(round(lengths[group] / SECONDS_PER_PICTURE), 2), budget)
        borrowed = [picture for picture in (*deck[dealt:], *deck[:dealt]) if picture not in own]
        setups[group] = (own + borrowed)[:wanted] if own else borrowed[:wanted]
    return setups


def _scene(
    index: int,
    cut: Cut,
    end: float,
    analysis: Analysis,
    setups: dict[int, list[Picture]],
    before: list[Scene],
    *,
    prompt: str,
    style: str,
    seed: int,
) -> Scene:
    number = _segment_at(analysis, cut.time)
    segment = analysis.segments[number]
    position = sum(scene.segment == number for scene in before)
    last = before[-1] if before else None
    shot, variation = _next_picture(setups[segment.group], before)
    moves = _CAMERA[segment.label]
    camera = moves[0] if position == 0 else moves[_chance(seed, "camera", index) % len(moves)]
    if last is not None and camera == last.camera:
        camera = moves[(moves.index(camera) + 1) % len(moves)]
    seen = sum((scene.shot, scene.variation) == (shot, variation) for scene in before)
    return Scene(
        index=index,
        start=cut.time,
        end=end,
        cut=cut.kind,
        cut_time=cut.time,
        segment=number,
        label=segment.label,
        prompt=prompt,
        style=style,
        shot=shot,
        variation=variation,
        camera=camera,
        framing=_framing(seed, index, seen),
        intensity=round(_energy(analysis, cut.time, end), 3),
        seed=seed,
    )


def _next_picture(pictures: list[Picture], before: list[Scene]) -> Picture:
    """The picture that was shown least, and of those the one that was shown longest ago; never the last one again."""
    shown = [Picture(scene.shot, scene.variation) for scene in before]
    fresh = [picture for picture in pictures if not shown or picture != shown[-1]] or pictures

    def staleness(picture: Picture) -> tuple[int, int]:
        age = shown[::-1].index(picture) if picture in shown else len(shown)
        return shown.count(picture), -age

    return min(fresh, key=staleness)


def _framing(seed: int, index: int, seen: int) -> float:
    """A picture is first seen as composed, then from the left, the right, …"""
    if seen == 0:
        return 0.0
    side = -1 if seen % 2 else 1
    return round(side * (0.35 + 0.5 * (_chance(seed, "framing", index) % 1000) / 1000), 3)


def _energy(analysis: Analysis, start: float, end: float) -> float:
    curve = analysis.energy
    values = curve.total[int(start * curve.rate) : max(int(end * curve.rate), int(start * curve.rate) + 1)]
    return min(max(sum(values) / len(values), 0.0), 1.0) if values else 0.5


def _segment_at(analysis: Analysis, time: float) -> int:
    # A downbeat may fall a little before the boundary that it opens.
    for number, segment in enumerate(analysis.segments):
        if time < segment.end - 0.3 or number == len(analysis.segments) - 1:
            return number
    raise AssertionError("segments tile the song")


def _chance(*parts: object) -> int:
    """A number that depends on the parts alone, the same on every machine."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:6], "big")


def distinct_stills(scenes: Iterable[Scene]) -> int:
    """Return how many pictures the scenes need."""
    return len({(scene.prompt, scene.style, scene.shot, scene.variation, scene.seed) for scene in scenes})
