"""A fixed set of prompts and seeds, painted, measured and laid out.

    python -m benchmarks.looks [--out looks] [--seeds 1 2] [--width 270] [--clips 0] [--only TEXT] [--prompts FILE] [--shots wide …]
                              [--no-differences]

A still is a frame as the film has it just after a beat, with its rain, its birds and its grain. Writes stills, a contact sheet, clips of
some seconds to a 120 BPM grid if asked for, and ``looks.json``. The figures are the measurable half of the rubric, with its limits: value
structure (point 2), colours (3), focus (5) and detail (6) of stills; camera (8), light on the beat (9) and life (10) of clips; and how far
apart two seeds, two prompts and two styles are.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from beatreel import Analysis, EnergyCurves, Music, Scene, Segment, Still, VideoSpec
from beatreel.core.config import load_settings
from beatreel.core.styles import all_styles
from beatreel.hooks.manager import PluginManager
from beatreel.media.encode import encode_scene
from beatreel.media.settings import master_settings
from beatreel.plugins.generators.procedural import plate as plates
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.audition import to_rgb
from benchmarks.looks import measures, motion
from benchmarks.looks.film import beats_in_luma
from benchmarks.looks.flashes import FlashCounter
from benchmarks.looks.measures import (
    competitors,
    faults,
    focal_distance,
    hash_distance,
    histogram_distance,
    longest_band,
    measure,
)
from benchmarks.looks.sheet import contact_sheet

PROMPTS = (
    "rain-soaked neon Tokyo alley at night, cold blue tones, slow push forward",
    "golden desert dunes at sunset, warm light, wide drone sweep",
    "misty pine forest at dawn, god rays, slow push forward",
    "aurora over a snowy mountain lake, cold green light, static shot",
    "liquid chrome, violet and pink studio light, slow orbit",
    "underwater coral reef, turquoise light, drifting right",
    "city skyline from a train window at dusk, amber and blue, pan right",
    "purple nebula and stars, slow push forward",
    "ocean waves at sunset, orange and teal, rising crane shot",
    "storm clouds over the sea, lightning, cold grey",
    "field of poppies in the wind, warm golden hour, drifting left",
    "a cosy room with a candle by the window, rain outside, warm light",
    "neon desert, close-up, slow motion",
    "underwater city, deep blue",
    "my grandmother's kitchen, morning light",
    "a cup of tea, macro, warm",
    "ein verschneiter Wald bei Nacht, kaltes blaues Licht",
    "une plage au coucher du soleil, rose et or",
    "black and white street, no people, hard shadows",
    "quantum soup",
)
SHOTS = ("wide", "medium", "close")
_ALL_SHOTS = (*SHOTS, "detail")
POINTS = ("values", "colours", "focus", "detail")
CLIP_POINTS = ("camera", "sync", "life")
_WARM = re.compile(
    r"\b(warm\w*|golden|gold|amber|orange|peach|copper|candle\w*|fire\w*|sunset|sunrise)\b", re.IGNORECASE
)


def main() -> None:
    """Paint, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("looks"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--width", type=int, default=270)
    parser.add_argument("--clips", type=float, default=0.0, help="seconds of each clip")
    parser.add_argument("--only", default="", help="prompts that contain this")
    parser.add_argument("--prompts", type=Path, help="a file with a prompt a line, instead of the fixed ones")
    parser.add_argument("--shots", nargs="+", choices=_ALL_SHOTS, help="of every prompt; else one after the other")
    parser.add_argument(
        "--no-differences", action="store_true", help="leave out how far apart seeds, prompts and styles are"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    spec = VideoSpec(width=options.width // 2 * 2, height=options.width * 16 // 9 // 2 * 2, frame_rate=Fraction(30))
    lines = options.prompts.read_text("utf-8").splitlines() if options.prompts else PROMPTS
    prompts = [prompt for prompt in map(str.strip, lines) if prompt and options.only in prompt]
    report: dict[str, Any] = {"stills": [], "clips": []}
    shown: dict[tuple[str, int], Any] = {}
    sheet: list[tuple[str, Any]] = []
    with tempfile.TemporaryDirectory() as root:
        for number, prompt in enumerate(prompts):
            for seed, shot in shots(number, options.seeds, options.shots):
                scene = Scene(
                    index=0, start=0.0, end=max(options.clips, 2.0), cut_time=0.0, prompt=prompt, shot=shot, seed=seed
                )
                name = f"{number:02d}-{seed}-{shot}"
                still = paint(scene, spec, Path(root) / name)
                picture = in_film(still, scene, spec)
                shown.setdefault((prompt, seed), picture)
                Image.fromarray(picture).save(options.out / f"{name}.png")
                sheet.append((f"{shot} {prompt}"[: options.width // 6], picture))
                report["stills"].append(
                    {"prompt": prompt, "seed": seed, "shot": shot}
                    | rate(picture, before_grain(still, spec), is_warm=bool(_WARM.search(prompt)))
                )  # fmt: skip
                print_row(report["stills"][-1], POINTS)
                if options.clips and seed == options.seeds[0]:
                    found = clip(still, scene, spec, options.out / f"{name}.mp4")
                    report["clips"].append({"prompt": prompt, "seed": seed, "shot": shot} | found)
                    print_row(report["clips"][-1], CLIP_POINTS)
    if not options.no_differences:
        report["differences"] = differences(shown, prompts, options.seeds) | style_differences(spec)
    columns = 2 * len(options.shots) if options.shots and len(options.shots) < 5 else 8
    contact_sheet(sheet, columns=columns).save(options.out / "sheet.jpg", quality=88)
    (options.out / "looks.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    print_shares(report["stills"], POINTS)
    print_shares(report["clips"], CLIP_POINTS)
    if "differences" in report:
        print(json.dumps(report["differences"]))


def paint(scene: Scene, spec: VideoSpec, folder: Path) -> Still:
    """Paint a still with the built-in generator."""
    folder.mkdir(parents=True)
    picture = generator().paint(
        scene,
        spec,
        params=generator().params.model_validate({}),
        seed=scene.seed,
        references=[],
        folder=folder,
        progress=quiet,
    )
    return Still(path=folder, picture=picture, sha256="0" * 64)


def shots(number: int, seeds: list[int], wanted: list[str] | None) -> list[tuple[int, str]]:
    """Return the seeds and shots of a prompt."""
    if wanted:
        return [(seed, shot) for seed in seeds for shot in wanted]
    return [(seed, SHOTS[(number + seed) % len(SHOTS)]) for seed in seeds]


def in_film(still: Still, scene: Scene, spec: VideoSpec) -> Any:
    """Return the frame after the third beat of a scene, RGB (height, width, 3)."""
    frames = animated(still, scene, spec, Music(grid(scene.end + 4)), 1, first=31)
    return to_rgb(next(iter(frames)), spec.width, spec.height)


def before_grain(still: Still, spec: VideoSpec) -> Any:
    """Return the picture of a still as it was developed, RGB."""
    return plates.picture_of(plates.load(still.path), spec.width, spec.height)[..., ::-1]


def rate(picture: Any, plain: Any, *, is_warm: bool) -> dict[str, Any]:
    """Return figures of a still and what it misses of each measurable point; ``plain`` is it before grain."""
    look = measure(picture)
    figures: dict[str, float] = asdict(look) | {"family": look.family}
    figures |= {"focal_distance": focal_distance(picture), "competitors": competitors(picture)}
    figures["band"] = longest_band(plain)
    missed = {
        "values": faults(figures, measures.VALUES),
        "colours": faults(figures, look.colour_limits),
        "focus": faults(figures, measures.FOCUS),
        "detail": faults(figures, measures.DETAIL),
    }
    if is_warm and measures.GREEN_YELLOW[0] <= look.glow <= measures.GREEN_YELLOW[1]:
        missed["colours"].append(f"glow {look.glow:.0f}")
    return {name: round(value, 3) for name, value in figures.items()} | {"missed": missed}


def clip(still: Still, scene: Scene, spec: VideoSpec, path: Path) -> dict[str, Any]:
    """Animate, encode and measure a clip to a grid of 120 BPM."""
    music, plate = Music(grid(scene.end)), plates.load(still.path)
    count, beat = round(scene.end * 30), 15
    counter, means = FlashCounter(30.0), []

    def frames() -> Iterator[Any]:
        for frame in animated(still, scene, spec, music, count):
            luma = frame[: spec.height]
            counter.add(luma)
            means.append(float(luma.mean()))
            yield frame

    encode_scene(frames(), {path: master_settings(spec)}, frame_count=count, progress=quiet)
    _, correlation = beats_in_luma(np.array(means), {0}, music, 30.0)
    animator = Animator(plate, scene, spec, music, seed=scene.seed, grain=0.0)
    bare = [animator.frame(index)[: spec.height] for index in range(beat - 1, count, beat)]
    course = motion.course(animator, [index / 30 for index in range(count)])
    figures: dict[str, float] = asdict(course) | {
        "step_max": float(np.abs(np.diff(means)).max()),
        "beat_correlation": correlation,
        "flashes": counter.most,
        "systems": motion.systems(plate),
        "residual": float(np.median([motion.residual(*pair) for pair in pairwise(bare)])),
    }
    limits = {"camera": motion.CAMERA, "sync": motion.SYNC, "life": motion.LIFE}
    missed = {name: faults(figures, limit) for name, limit in limits.items()}
    return {name: round(value, 3) for name, value in figures.items()} | {"missed": missed}


def animated(still: Still, scene: Scene, spec: VideoSpec, music: Music, count: int, first: int = 0) -> Iterator[Any]:
    """Return frames of a scene."""
    frames: Iterator[Any] = generator().animate(
        still, scene, spec, params=generator().params.model_validate({}), music=music, seed=scene.seed,
        first_frame=first, frame_count=count, progress=quiet,
    )  # fmt: skip
    return frames


def grid(seconds: float) -> Analysis:
    """An even song: 120 BPM, four beats to the bar."""
    beats = tuple(n * 0.5 for n in range(int(seconds * 2)))
    level = (0.7,) * int(seconds * 10 + 1)
    return Analysis(
        duration=seconds,
        tempo=120,
        beat_times=beats,
        beat_positions=tuple(n % 4 + 1 for n in range(len(beats))),
        segments=(Segment(start=0, end=seconds, label="chorus", energy=0.8),),
        energy=EnergyCurves(rate=10, total=level, low=level, mid=level, high=level),
        analyzer="grid",
    )


def differences(shown: dict[tuple[str, int], Any], prompts: list[str], seeds: list[int]) -> dict[str, Any]:
    """Return how far apart seeds and prompts are: smallest and median of both measures."""
    by_seed = [(shown[p, a], shown[p, b]) for p in prompts for a, b in combinations(seeds, 2)]
    by_prompt = [(shown[a, seeds[0]], shown[b, seeds[0]]) for a, b in combinations(prompts, 2)]
    return {name: apart(pairs) for name, pairs in (("seeds", by_seed), ("prompts", by_prompt)) if pairs}


def style_differences(spec: VideoSpec) -> dict[str, Any]:
    """Return how far apart the styles of one still are."""
    scene = Scene(index=0, start=0.0, end=2.0, cut_time=0.0, prompt=PROMPTS[0], shot="medium", seed=1)
    found = dict(
        generator().audition(
            scene, spec, params=generator().params.model_validate({}), styles=list(all_styles()), seed=1, progress=quiet
        )
    )
    return {"styles": apart(list(combinations(found.values(), 2)))}


def apart(pairs: list[tuple[Any, Any]]) -> dict[str, float]:
    """Return the smallest and the median distance of pairs of pictures."""
    colours = [histogram_distance(a, b) for a, b in pairs]
    shapes = [hash_distance(a, b) for a, b in pairs]
    return {
        "colours_least": round(min(colours), 2),
        "colours_median": round(float(np.median(colours)), 2),
        "shapes_least": min(shapes),
        "shapes_median": float(np.median(shapes)),
        "alike": sum(c < 5 and s < 10 for c, s in zip(colours, shapes, strict=True)),
    }


def print_row(row: dict[str, Any], points: Sequence[str]) -> None:
    """Print which points a still or clip misses, and by what figures."""
    held = sum(not row["missed"][point] for point in points)
    misses = "; ".join(f"{point}: {', '.join(row['missed'][point])}" for point in points if row["missed"][point])
    print(f"{held}/{len(points)} {row['prompt'][:58]:<58} {row['seed']} {row['shot']:<7} {misses}", flush=True)


def print_shares(rows: list[dict[str, Any]], points: Sequence[str]) -> None:
    """Print how many stills or clips hold each point."""
    for point in points if rows else ():
        held = sum(not row["missed"][point] for row in rows)
        print(f"{point:<8} {held:>4} of {len(rows)}  {held / len(rows):6.1%}")


def generator() -> Any:
    """Return the built-in generator."""
    return _PLUGINS.generator("procedural")


def quiet(done: float, note: str = "") -> None:
    """Take progress and say nothing."""


_PLUGINS = PluginManager.load(load_settings().plugins)

if __name__ == "__main__":
    main()
