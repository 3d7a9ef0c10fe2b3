"""Stills of a diffusion model through beatreel against a plain loop of diffusers, on the same model and prompts.

Usage: python -m benchmarks.diffusion MODEL [--stills 4] [--batch 1] [--steps 20] [--side 0] [--dtype auto] [--device auto]
                                            [--compile] [--channels-last] [--tiling auto] [--film SECONDS [--draft]]
       python -m benchmarks.diffusion --tiny      random weights, made on the spot: shows that it runs, says nothing about speed

Prints images per second of both, what beatreel adds (enlarging, saving), how busy the card was, or the core on a CPU, and on a card
the peak of its memory. The plain loop has the same model, settings and steps, one picture in each call.

With ``--film`` a whole film of that length is made as well, painting, animating and encoding side by side, and then once more
with its stills there already: what the plain loop would take for the stills, and then the rest, is what it has to beat.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from beatreel import VideoSpec
from beatreel.plugins.generators.diffusion import loading, painting
from beatreel.plugins.generators.diffusion.device import quiet
from beatreel.plugins.generators.diffusion.params import StillParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.testing import make_scene, silent_progress
from benchmarks.busy import Watch, cores_here

PROMPTS = ("a lighthouse in a storm", "neon alley in the rain", "dunes at dawn", "a ballroom by candle light")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", default="")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--stills", type=int, default=4)
    parser.add_argument("--batch", type=int, default=1, help="stills in one call of the model; the plain loop has one")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--side", type=int, default=0)
    parser.add_argument("--dtype", default="auto")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--tiling", default="auto")
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--film", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--draft", action="store_true", help="a small film")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        model = given.model
        if given.tiny or not model:
            from tests.plugins.generators.diffusion import tiny_models

            tiny_models.hushed()
            model = str(tiny_models.stable_diffusion(root / "tiny"))
        params = StillParams(
            model=model,
            steps=given.steps,
            side=given.side,
            dtype=given.dtype,
            device=given.device,
            batch=given.batch,
            tiling=given.tiling,
            channels_last=given.channels_last,
            compile=given.compile,
        )
        figures = compare(params, root, given.stills)
        if given.film:
            figures["whole_film"] = whole_film(params, root, given.film, draft=given.draft)
        print(json.dumps(figures, indent=1))


def compare(params: StillParams, root: Path, count: int) -> dict[str, Any]:
    """Paint the same stills twice, after a first one that warms up, and return the figures."""
    spec = VideoSpec()
    shots = ("wide", "medium", "close", "detail")
    scenes = [
        make_scene(prompt=PROMPTS[n // len(shots) % len(PROMPTS)], seed=1).model_copy(
            update={"shot": shots[n % len(shots)], "variation": n // (len(shots) * len(PROMPTS))}
        )
        for n in range(count + 1)
    ]
    generator = DiffusersGenerator()

    def paint(numbers: list[int]) -> None:
        folders = [root / f"still{number}" for number in numbers]
        for folder in folders:
            folder.mkdir()
        generator.paint_batch(
            [scenes[number] for number in numbers],
            spec,
            params=params,
            seeds=[scenes[number].seed for number in numbers],
            references=(),
            folders=folders,
            progress=silent_progress,
        )

    paint([count])
    (model,) = loading._warm.values()
    width, height = painting.size_for(model, spec, params.side)
    calls = groups(generator, params, scenes[:count])
    with Watch(model.device) as ours:
        for numbers in calls:
            paint(numbers)
    with Watch(model.device) as plain:
        plain_loop(model, scenes[:count], width, height, params)
    return {
        "model": Path(params.model).name,
        "pipeline": type(model.pipeline).__name__,
        "device": model.device,
        "dtype": model.dtype,
        "painted": [width, height],
        "film": [spec.width, spec.height],
        "stills": count,
        "calls": len(calls),
        "beatreel": {**ours.figures(), "images_per_second": round(count / ours.seconds, 3)},
        "plain_loop": {**plain.figures(), "images_per_second": round(count / plain.seconds, 3)},
        "added_seconds_per_still": round((ours.seconds - plain.seconds) / count, 3),
    }


def whole_film(params: StillParams, root: Path, seconds: float, *, draft: bool) -> dict[str, Any]:
    """Make a film, then the same from the stills that are there, and return the figures; :func:`compare` goes before."""
    from beatreel.core.config import IntakeSettings, RenderSettings, Settings, video_spec
    from beatreel.core.recipe import Recipe
    from beatreel.engine import Engine
    from beatreel.testing import make_song

    make_song(duration=seconds, tempo=112, seed=5).write(root / "song.flac")
    recipe = Recipe(
        song_path=root / "song.flac",
        prompt=PROMPTS[0],
        spec=video_spec("9:16", "30", draft=draft),
        analyzer="beatreel",
        generator="diffusers",
        animator="procedural",
        platforms=("reels",),
        params={"diffusers": params.model_dump(exclude_unset=True)},
    )
    (model,) = loading._warm.values()
    size = painting.size_for(model, recipe.spec, params.side)
    figures: dict[str, Any] = {}
    scenes: list[Any] = []
    for name in ("side_by_side", "with_stills_there"):
        settings = Settings(
            data_dir=root / name / "data",
            cache_dir=root / "cache",
            runtime_dir=root / name / "run",
            intake=IntakeSettings(min_duration=3),
            render=RenderSettings(workers=max(1, cores_here() - 1)),
        )
        with Engine(settings) as engine, Watch(model.device, cores=cores_here()) as watch:
            engine.run(engine.submit(recipe, root / name / "film").id)
            painted = [event.time.timestamp() for event in engine.store.events() if event.name == "still_painted"]
        figures[name] = watch.figures()
        if len(painted) > 1:  # the first one waits until the worker has loaded the model
            span = painted[0], painted[-1]
            count, rate = len(painted), (len(painted) - 1) / max(span[1] - span[0], 1e-9)
            figures[name] |= {"stills": count, "images_per_second": round(rate, 3), "busy": round(watch.busy(*span), 3)}
            scenes = [make_scene(prompt=PROMPTS[0], seed=number) for number in range(count)]
    with Watch(model.device) as plain:
        plain_loop(model, scenes, *size, params)
    rest = figures["with_stills_there"]["seconds"]
    return {**figures, "plain_loop": plain.figures(), "one_after_the_other": round(plain.seconds + rest, 3)}


def groups(generator: DiffusersGenerator, params: StillParams, scenes: list[Any]) -> list[list[int]]:
    """Return which stills are painted together, as the engine would have it: of each call's places none is taken twice."""
    waiting, found = list(range(len(scenes))), []
    while waiting:
        taken: dict[int, int] = {}
        for number in waiting:
            taken.setdefault(generator.place(scenes[number], params), number)
        found.append(list(taken.values()))
        waiting = [number for number in waiting if number not in taken.values()]
    return found


def plain_loop(model: loading.Model, scenes: list[Any], width: int, height: int, params: StillParams) -> None:
    """What anybody would write with diffusers alone."""
    import torch

    for scene in scenes:
        seed = painting.chance_seed(scene.seed, scene)
        arguments = {
            "prompt": painting.prompt_of(scene),
            "negative_prompt": params.negative,
            "width": width,
            "height": height,
            "num_inference_steps": params.steps or model.habits.steps,
            "guidance_scale": model.habits.guidance,
            "generator": torch.Generator("cpu").manual_seed(seed),
        }
        with quiet():
            model.pipeline(**loading.accepted(model.pipeline, arguments))


if __name__ == "__main__":
    main()
