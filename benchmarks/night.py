"""What a night of a thousand songs costs: scenes measured on this machine, the night simulated, the bill on paper.

    python -m benchmarks.night [--draft] [--songs 1000] [--machines 10 50 100] [--price 0.04] [--measured FILE]

A song is composed, heard and planned. For each of several prompts one still is painted and one scene of it animated and encoded with
all renditions, in a process of its own, by the very tasks that a film is made of; what counts is CPU time, so a busy machine changes
little. A film's other stages are measured on a short film. Songs of a night are drawn from the measured storyboard and costs, and
``benchmarks.schedule`` plays the night. ``--measured`` keeps the measured figures in a file, or takes them from it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.schedule import Farm, FilmCost, Night, Simulation

PROMPTS = (
    "rain-soaked neon Tokyo alley at night, cold blue tones, slow push forward",
    "snowy mountain lake under an aurora, cold light, slow drift",
    "open sea at sunset, warm light, slow push",
    "pine forest at dawn, warm light shafts, slow drift",
)
_SONG = 60.0  # seconds of the composed song
_FRAMES = 30  # of the scene that is measured
_LINK = 125e6  # bytes a second between driver and machines: one gigabit


def main() -> None:
    """Measure, simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--songs", type=int, default=1000)
    parser.add_argument("--length", type=float, default=200.0, help="seconds of the middle song")
    parser.add_argument("--machines", type=int, nargs="+", default=[10, 25, 50, 100])
    parser.add_argument("--cores", type=int, default=8)
    parser.add_argument("--drivers", type=int, default=0, help="films at once; 0: two for each machine")
    parser.add_argument("--losses", type=float, default=0.05, help="machines taken away, per machine and hour")
    parser.add_argument("--price", type=float, default=0.04, help="of one core for one hour")
    parser.add_argument("--measured", type=Path, default=None)
    parser.add_argument("--one", default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(one_scene(options.one, draft=options.draft)))
        return
    kept = options.measured
    if kept and kept.is_file():
        facts = json.loads(kept.read_text(encoding="utf-8"))
    else:
        facts = measure(draft=options.draft)
        if kept:
            kept.write_text(json.dumps(facts, indent=1), encoding="utf-8")
    report(facts, options)


def measure(*, draft: bool) -> dict[str, Any]:
    """Return what scenes and films cost here."""
    scenes = []
    for prompt in PROMPTS:
        command = [sys.executable, "-m", "benchmarks.night", "--one", prompt, *(["--draft"] if draft else [])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        scenes.append(json.loads(done.stdout.splitlines()[-1]))
        print(f"measured: {prompt}", file=sys.stderr)
    return {"draft": draft, "scenes": scenes, **whole_film()}


def one_scene(prompt: str, *, draft: bool) -> dict[str, Any]:
    """Paint a still and make a scene of it, twice small first so that compiling does not count; return their costs."""
    from beatreel.core.config import Settings, video_spec
    from beatreel.core.files import write_json
    from beatreel.media.settings import master_settings, social_settings
    from beatreel.tasks import context
    from beatreel.tasks.analyze import as_json
    from beatreel.tasks.paint import paint
    from beatreel.tasks.scene import render_scene
    from beatreel.testing import make_scene, make_song

    for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
        os.environ[name] = "1"
    context.configure(Settings())
    quiet = lambda done, note="": None  # noqa: E731
    song = make_song(duration=30, tempo=120, seed=5)
    scene = make_scene(prompt=prompt)
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        write_json(folder / "analysis.json", as_json(song.analysis()))
        for is_counted in (False, True):
            spec = video_spec("9:16", "30", draft=draft or not is_counted)
            frames = _FRAMES if is_counted else 3
            settings = (
                [master_settings(spec)] if draft else [master_settings(spec), social_settings(200, spec.frame_rate)]
            )
            name = "procedural"
            begun = time.process_time()
            still = paint(name, name, {}, {}, scene, spec, [], folder / str(is_counted), "0" * 64, progress=quiet)
            painted = time.process_time()
            outputs = {folder / f"{is_counted}-{each.name}.mp4": each for each in settings}
            poster = folder / f"{is_counted}.jpg"
            arguments = (name, {}, still, scene, spec, folder / "analysis.json", 0, frames, outputs, poster)
            render_scene(*arguments, progress=quiet)
            made = time.process_time()
        return {
            "prompt": prompt,
            "still": painted - begun,
            "frame": (made - painted) / frames,
            "still_bytes": sum(path.stat().st_size for path in still.path.rglob("*") if path.is_file()),
            "frame_bytes": sum(path.stat().st_size for path in outputs) / frames,
            "memory": psutil.Process().memory_info().rss,
        }


def whole_film() -> dict[str, Any]:
    """Make a short draft with all platform files; return the storyboard's shape and the CPU time of each stage but scenes."""
    from beatreel.core.config import IntakeSettings, RenderSettings, Settings, video_spec
    from beatreel.core.recipe import Recipe
    from beatreel.engine import Engine
    from beatreel.testing import make_song

    spent: dict[str, float] = {}
    last = ["", 0.0]

    def watch(report: Any) -> None:
        now = _cpu()
        spent[last[0]] = spent.get(last[0], 0.0) + now - last[1]
        last[:] = [report.stage, now]

    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        make_song(duration=_SONG, tempo=112, seed=5).write(folder / "song.flac")
        settings = Settings(
            data_dir=folder / "data",
            cache_dir=folder / "cache",
            runtime_dir=folder / "run",
            intake=IntakeSettings(min_duration=3),
            render=RenderSettings(workers=1),
        )
        recipe = Recipe(
            song_path=folder / "song.flac", prompt=PROMPTS[0], spec=video_spec("9:16", "30", draft=True), **_PROVIDERS
        )
        with Engine(settings) as engine:
            last[1] = _cpu()
            record = engine.submit(recipe, folder / "film")
            engine.run(record.id, watch)
        board = json.loads((folder / "film" / "storyboard.json").read_text(encoding="utf-8"))
    pictures = {(each["prompt"], each["style"], each["shot"], each["variation"]) for each in board["scenes"]}
    stages = ("validate", "analyze", "plan", "assemble", "export")
    return {
        "lengths": [each["end"] - each["start"] for each in board["scenes"]],
        "stills_per_scene": len(pictures) / len(board["scenes"]),
        "song": _SONG,
        "stages": {name: spent.get(name, 0.0) for name in stages},
    }


_PROVIDERS = {
    "analyzer": "beatreel",
    "generator": "procedural",
    "animator": "procedural",
    "platforms": ("canvas", "reels", "tiktok", "shorts"),
}


def _cpu() -> float:
    """CPU seconds of this process and all that it started and that live."""
    here = psutil.Process()
    total = 0.0
    for process in (here, *here.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def night(facts: dict[str, Any], songs: int, length: float, *, seed: int = 1) -> list[FilmCost]:
    """Draw the songs of a night: lengths around the middle one, scenes and costs as measured."""
    chance = random.Random(seed)
    stages, films = facts["stages"], []
    for _ in range(songs):
        seconds = min(max(length * math.exp(chance.gauss(0, 0.25)), 60.0), 600.0)
        world = chance.choice(facts["scenes"])
        scenes: list[float] = []
        while sum(scenes) < seconds:
            scenes.append(chance.choice(facts["lengths"]))
        stills = max(1, round(len(scenes) * facts["stills_per_scene"]))
        scale = seconds / facts["song"]
        films.append(
            FilmCost(
                before=scale * (stages["validate"] + stages["analyze"] + stages["plan"]),
                after=scale * (stages["assemble"] + stages["export"]),
                stills=(world["still"],) * stills,
                scenes=tuple((each * 30 * world["frame"], number % stills) for number, each in enumerate(scenes)),
            )
        )
    return films


def report(facts: dict[str, Any], options: argparse.Namespace) -> None:
    """Print what was measured, the nights, and the bill."""
    print(f"{'prompt':<44} {'still':>8} {'frame':>8} {'still':>8} {'clips':>10} {'memory':>8}")
    for each in facts["scenes"]:
        print(
            f"{each['prompt'][:43]:<44} {each['still']:>6.1f} s {each['frame'] * 1000:>5.0f} ms "
            f"{each['still_bytes'] / 1e6:>5.1f} MB {each['frame_bytes'] * 30 / 1e6:>5.2f} MB/s {each['memory'] / 1e9:>5.2f} GB"
        )
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in facts["stages"].items())
    print(f"the rest of a film of {facts['song']:.0f} s: {told} (CPU, draft)")
    films = night(facts, options.songs, options.length)
    work = sum(film.farm for film in films)
    alone = sum(film.before + film.after for film in films)
    print(f"\n{options.songs} songs: {work / 3600:.0f} core hours on the farm, {alone / 3600:.0f} on drivers")
    print(f"{'machines':>8} {'drivers':>8} {'hours':>7} {'busy':>6} {'remade':>7} {'price':>9} {'each film':>10}")
    frame = sum(each["frame_bytes"] for each in facts["scenes"]) / len(facts["scenes"])
    still = sum(each["still_bytes"] for each in facts["scenes"]) / len(facts["scenes"])
    scene = sum(facts["lengths"]) / len(facts["lengths"])
    travel = (still + frame * scene * 30) / _LINK
    for machines in options.machines:
        drivers = options.drivers or 2 * machines
        farm = Farm(machines, options.cores, drivers, travel=travel, losses=options.losses)
        show(Simulation(films, farm).run(), farm, options)


def show(result: Night, farm: Farm, options: argparse.Namespace) -> None:
    """Print one line for one farm; each driver is one more core."""
    price = (result.paid + result.wall * farm.drivers) / 3600 * options.price
    print(
        f"{farm.machines:>8} {farm.drivers:>8} {result.wall / 3600:>7.2f} {result.busy:>6.1%} {result.remade:>7} "
        f"{price:>9.2f} {price / options.songs:>10.4f}"
    )


if __name__ == "__main__":
    main()
