"""What each scene shows and how it moves."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from beatreel.core.analysis import Analysis
from beatreel.core.model import Scene, Song, Storyboard
from beatreel.core.movement import moves_in, shots_in
from beatreel.core.styles import style_of
from beatreel.director.compositions import Pictures, distinct_stills
from beatreel.director.cutting import plan_cuts
from beatreel.director.grammar import camera_move, entrance, goes_dark, levels, tone
from beatreel.director.looping import plan_loop

__all__ = ["distinct_stills", "plan_storyboard"]

_RISE = 0.06  # of intensity at each return of the same music
_COMPARED = 0.45  # share of the rest of the song in how lively a scene is
_CALM_PACE = 1.35  # scenes last longer where motion is reduced


def plan_storyboard(
    song: Song, analysis: Analysis, *, prompt: str, style: str, seed: int, frame_rate: Fraction, calm: bool = False
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
    calm : bool
        For people whom motion disturbs.

    Returns
    -------
    Storyboard
        Its scenes tile the song; scenes that show the same picture share ``shot``, ``variation`` and ``seed``; no two neighbours
        show the same picture. Every return of the chorus opens with the same picture, each time nearer and brighter.
    """
    preset, asked = style_of(style), moves_in(prompt)
    cuts = plan_cuts(analysis, preset.cutting.pace * (_CALM_PACE if calm else 1.0))
    ends = [cut.time for cut in cuts[1:]] + [analysis.duration]
    numbers = [_segment_at(analysis, (cut.time + end) / 2) for cut, end in zip(cuts, ends, strict=True)]
    pictures = Pictures(analysis, shots=shots_in(prompt), seed=seed, scenes=Counter(numbers))
    standing = levels(analysis)
    scenes: list[Scene] = []

    def shows_motif(index: int) -> bool:
        if index == len(cuts) - 1 > 0:
            return True
        opens = index == 0 or numbers[index] != numbers[index - 1]
        return opens and analysis.segments[numbers[index]].group == pictures.motif_group

    for index, cut in enumerate(cuts):
        end, number = ends[index], numbers[index]
        segment = analysis.segments[number]
        position = index - numbers.index(number)
        return_ = sum(other.group == segment.group for other in analysis.segments[:number])
        follows = index + 1 < len(cuts) and shows_motif(index + 1)
        view = pictures.next(segment.group, motif=shows_motif(index), return_=return_, motif_follows=follows)
        after = analysis.segments[numbers[index + 1]] if index + 1 < len(cuts) else None
        dark = after is None or (after is not segment and goes_dark(segment, after, end - cut.time))
        last = scenes[-1] if scenes else None
        scenes.append(
            Scene(
                index=index,
                start=cut.time,
                end=end,
                cut=cut.kind,
                cut_time=cut.time,
                segment=number,
                label=segment.label,
                grid=segment.grid,
                prompt=prompt,
                style=style,
                shot=view.picture.shot,
                variation=view.picture.variation,
                crop=view.crop,
                mirrored=view.mirrored,
                framing=view.framing,
                camera=camera_move(segment.label, asked, position, index, last, style=preset, seed=seed),
                tone=tone(segment, analysis, standing[number], cut.time, return_),
                entrance=entrance(analysis, number, position, cut.time, preset),
                exit="dip" if dark else "cut",
                intensity=_intensity(_energy(analysis, cut.time, end), standing[number], return_),
                calm=calm,
                seed=seed,
            )
        )
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


def _energy(analysis: Analysis, start: float, end: float) -> float:
    curve = analysis.energy
    values = curve.total[int(start * curve.rate) : max(int(end * curve.rate), int(start * curve.rate) + 1)]
    return min(max(sum(values) / len(values), 0.0), 1.0) if values else 0.5


def _intensity(energy: float, level: float, return_: int) -> float:
    """How lively a scene is: how loud its music is, and how much its part stands out in the song."""
    return round(min((1 - _COMPARED) * energy + _COMPARED * level + _RISE * min(return_, 3), 1.0), 3)


def _segment_at(analysis: Analysis, time: float) -> int:
    return next(number for number, segment in enumerate(analysis.segments) if time < segment.end)
