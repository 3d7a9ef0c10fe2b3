"""Figures and a contact sheet of a finished film: its cuts, its beats and its light.

    python -m benchmarks.looks.film FOLDER [--sheet film.jpg]

FOLDER is what ``beatreel render`` wrote.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from beatreel import Music, Storyboard
from beatreel.tasks.analyze import load_analysis
from benchmarks.looks.flashes import FlashCounter
from benchmarks.looks.measures import hash_distance, histogram_distance

_NOT_BEATS = 3  # frames after a cut that say nothing about beats


@dataclass(frozen=True)
class FilmLook:
    """Figures of a film.

    Attributes
    ----------
    scenes, compositions : int
        Scenes, and how many of them look unlike every other (colours or shapes).
    neighbours : float
        Smallest difference of two neighbouring scenes, in bits of the perceptual hash.
    flashes : int
        Most general flashes within one second (WCAG 2.2).
    step : float
        Largest step of mean luma between frames within a scene, code values of 255.
    beat_steps : tuple of float
        10th, 50th and 90th percentile of the largest step of mean luma between two frames on a beat.
    beat_correlation : float
        Of mean luma, high-passed within scenes, with the decaying accents of the beats.
    """

    scenes: int
    compositions: int
    neighbours: float
    flashes: int
    step: float
    beat_steps: tuple[float, float, float]
    beat_correlation: float


def measure_film(folder: Path) -> tuple[FilmLook, list[tuple[str, Any]]]:
    """Read the film once and return its figures with one picture for each scene."""
    board = Storyboard.model_validate_json((folder / "storyboard.json").read_bytes())
    analysis = load_analysis(folder / "analysis.json")
    music, counter = Music(analysis), FlashCounter(float(board.frame_rate))
    means: list[float] = []
    pictures: list[tuple[str, Any]] = []
    with av.open(str(folder / "master.mp4")) as film:
        for number, frame in enumerate(film.decode(video=0)):
            y = frame.to_ndarray(format="gray")
            means.append(float(y[::4, ::4].mean()))
            counter.add(y)
            time = number / float(board.frame_rate)
            if len(pictures) < len(board.scenes):
                scene = board.scenes[len(pictures)]
                if time >= (scene.start + scene.end) / 2:
                    size = frame.reformat(width=180, height=round(180 * frame.height / frame.width / 2) * 2)
                    pictures.append((f"{scene.index + 1} {scene.label} {scene.shot}", size.to_ndarray(format="rgb24")))
    rates = float(board.frame_rate)
    cuts = {round(scene.start * rates) for scene in board.scenes}
    steps, correlation = beats_in_luma(np.array(means), cuts, music, rates)
    stills = [picture for _, picture in pictures]
    inside = [abs(b - a) for n, (a, b) in enumerate(zip(means, means[1:], strict=False)) if n + 1 not in cuts]
    look = FilmLook(
        scenes=len(board.scenes),
        compositions=count_unlike(stills),
        neighbours=min((hash_distance(a, b) for a, b in zip(stills, stills[1:], strict=False)), default=64),
        flashes=counter.most,
        step=max(inside, default=0.0),
        beat_steps=tuple(np.percentile(steps, [10, 50, 90]).tolist()) if len(steps) else (0.0, 0.0, 0.0),
        beat_correlation=correlation,
    )
    return look, pictures


def beats_in_luma(means: Any, cuts: set[int], music: Music, rate: float, first: int = 0) -> tuple[Any, float]:
    """Return the largest step of mean luma on each beat, and the correlation of its high-passed course with the accents.

    Parameters
    ----------
    means : ndarray (frames,)
    cuts : set of int
        Where in ``means`` scenes begin; the slow course is taken within scenes.
    music : Music
    rate : float
        Frames a second.
    first : int
        Frame that ``means`` begins with.
    """
    edges = [*sorted(cuts), len(means)]
    high = np.zeros_like(means)
    for begin, end in zip(edges, edges[1:], strict=False):
        part = means[begin:end]
        width = max(3, round(rate * 1.0)) | 1
        high[begin:end] = part - cv2.blur(part[None].astype(np.float32), (width, 1))[0]
    accents = np.array([music.at((first + n) / rate).kick for n in range(len(means))])
    used = np.ones(len(means), bool)
    for cut in cuts:
        used[cut : cut + _NOT_BEATS] = False
    correlation = float(np.corrcoef(high[used], accents[used])[0, 1]) if accents[used].std() > 0 else 0.0
    steps = []
    for time in music.analysis.beat_times:
        frame = round(time * rate) - first
        if 2 < frame < len(means) - 3 and not cuts & set(range(frame - 3, frame + 4)):
            steps.append(np.diff(means[frame - 2 : frame + 3]).max())
    return np.array(steps), correlation


def count_unlike(pictures: list[Any]) -> int:
    """Return the size of a set of pictures of which no two look alike, taken greedily."""
    kept: list[Any] = []
    for picture in pictures:
        if all(hash_distance(picture, one) > 10 or histogram_distance(picture, one) > 12 for one in kept):
            kept.append(picture)
    return len(kept)


def main() -> None:
    """Measure a film and print."""
    from benchmarks.looks.sheet import contact_sheet

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    look, pictures = measure_film(options.folder)
    print(json.dumps(asdict(look)))
    if options.sheet:
        contact_sheet(pictures, columns=11).save(options.sheet, quality=88)


if __name__ == "__main__":
    main()
