"""What redoing one scene costs: CPU against that scene's share of the whole film, and the other clips' bytes.

    python -m benchmarks.redo [--song FILE] [--seconds 180] [--full] [--scenes 3]

A service renders a film, then gets edits as the Studio sends them, one at a time, while it stays up: a new clip, a new still (its
clip follows), and both taken back. The CPU time of all its processes is compared with

    the film's CPU × the scene's frames ÷ the film's frames

A new still is painted for one scene alone, while the film's stills were shared by several scenes each. So for stills the share is what
the scene would have cost in the film with a still of its own: its part of all that is not painting, and one still. ``beatreel redo`` in a
process of its own adds what starting Python and the workers costs; it is told apart. Figures of one run are ratios, so a busy machine
changes them little.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from beatreel.core.jobs import JobRecord
    from beatreel.core.recipe import Recipe
    from beatreel.engine.editing import Editor

PROMPT = "rain-soaked neon Tokyo alley at night, cold blue tones, slow push forward"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--song", type=Path, help="a composed one by default")
    parser.add_argument("--seconds", type=float, default=180.0, help="of the composed song")
    parser.add_argument("--prompt", default=PROMPT)
    parser.add_argument("--full", action="store_true", help="1440×2560 instead of a draft")
    parser.add_argument("--scenes", type=int, default=3, help="how many scenes are redone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        report(measure(Path(root), options))


class Bench:
    """A service with a store of its own, and the CPU time of its processes."""

    def __init__(self, root: Path) -> None:
        names = {"DATA_DIR": "data", "CACHE_DIR": "cache", "RUNTIME_DIR": "run"}
        self.environment = {
            **os.environ,
            **{f"BEATREEL_{name}": str(root / folder) for name, folder in names.items()},
            "BEATREEL_INTAKE__MIN_DURATION": "3",
        }
        os.environ.update(self.environment)
        from beatreel.core.config import load_settings
        from beatreel.core.jobs import JobStore
        from beatreel.engine.desk import Desk
        from beatreel.hooks.manager import PluginManager

        self.settings = load_settings()
        self.store = JobStore(self.settings.store_path)
        self.plugins = PluginManager.load(self.settings.plugins)
        self.desk = Desk(self.settings, self.store, self.plugins)
        command = [sys.executable, "-m", "beatreel", "service", "run", "--quiet"]
        self.service = psutil.Popen(command, env=self.environment)

    def cpu(self) -> float:
        """CPU seconds of the service and all its processes so far, those that ended included."""
        total = 0.0
        for process in [self.service, *self.service.children(recursive=True)]:
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system + times.children_user + times.children_system
        return total

    def film(self, recipe: Recipe, folder: Path) -> tuple[JobRecord, float]:
        """Have a film made; return its job and the seconds that it took."""
        record, _ = self.desk.submit(recipe, folder)
        return record, self.wait(record.id)

    def wait(self, job: str) -> float:
        """Wait until the queue has worked a job off; return the seconds that it took."""
        begun = time.monotonic()
        while (entry := self.desk.queue.entry(job)) is None or entry.phase != "ended":
            time.sleep(0.02)
        if self.store.job(job).state != "done":
            raise SystemExit(f"The job is {self.store.job(job).state}: {self.store.job(job).error}")
        return time.monotonic() - begun

    def close(self) -> None:
        """End the service."""
        self.service.terminate()
        self.service.wait()
        self.store.close()


def measure(root: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Render a film, redo some of its scenes, and return the figures."""
    from beatreel.core.config import video_spec
    from beatreel.core.recipe import Recipe
    from beatreel.engine.editing import Editor
    from beatreel.testing import make_song

    song = options.song or make_song(duration=options.seconds, tempo=120, seed=5).write(root / "song.m4a")
    bench = Bench(root)
    try:
        defaults = bench.settings.render
        recipe = Recipe(
            song_path=song.absolute(),
            song_sha256=hashlib.sha256(song.read_bytes()).hexdigest(),
            prompt=options.prompt,
            seed=defaults.seed,
            spec=video_spec("9:16", defaults.frame_rate, draft=not options.full),
            analyzer=defaults.analyzer,
            generator=defaults.generator,
            animator=defaults.animator or defaults.generator,
            platforms=defaults.platforms if options.full else (),
        )
        # What is compiled once on a machine is no part of a film's cost; a film of another seed has it compiled first.
        short = make_song(duration=10, tempo=120, seed=6).write(root / "short.m4a")
        digest = hashlib.sha256(short.read_bytes()).hexdigest()
        bench.film(recipe.model_copy(update={"song_path": short, "song_sha256": digest, "seed": 99}), root / "first")
        before = bench.cpu()
        record, film_wall = bench.film(recipe, root / "film")
        film_cpu = bench.cpu() - before
        editor = Editor(bench.settings, bench.store, bench.plugins, bench.store.job(record.id))
        clips = sum(len(view.made.clip_paths) for view in editor.scenes() if view.made)
        frames = {view.number: view.made.frame_count for view in editor.scenes() if view.made}
        result = {
            "width": recipe.spec.width,
            "scenes": len(frames),
            "frames": sum(frames.values()),
            "clips": clips,
            "film_cpu": film_cpu,
            "film_wall": film_wall,
            "redone": [],
        }
        paints = [painting(bench, editor, number, root) for number in list(frames)[:: max(len(frames) // 3, 1)][:3]]
        stills = len({view.order.still for view in editor.scenes()})
        result |= {"stills": stills, "still_cpu": median(paints)}
        step = max(len(frames) // (options.scenes + 1), 1)
        for number in list(frames)[step::step][: options.scenes]:
            part = frames[number] / result["frames"]
            own = (film_cpu - stills * result["still_cpu"]) * part + result["still_cpu"]
            for what in ("clip", "still", "undo"):
                share = own if what == "still" else film_cpu * part
                before, kept = bench.cpu(), digests(root / "film")
                if what == "undo":
                    editor.undo()
                else:
                    editor.redo(number, what)
                bench.desk.queue.enter(record.id, priority=10, source="benchmark")
                wall = bench.wait(record.id)
                now = digests(root / "film")
                changed = [name for name in kept if now.get(name) != kept[name]]
                row = {"scene": number, "what": what, "cpu": bench.cpu() - before, "share": share, "wall": wall}
                result["redone"].append({**row, "changed": changed, "new": len(now) - len(kept)})
        result["command"] = command(bench, record.id, number, root / "film", film_cpu * part)
    finally:
        bench.close()
    return result


def painting(bench: Bench, editor: Editor, number: int, root: Path) -> float:
    """Paint a scene's still once more, into a cache of its own; return CPU seconds."""
    from beatreel.tasks import context
    from beatreel.tasks.paint import paint

    context.configure(bench.settings)
    order, spec = editor.scene(number).order, editor.recipe.spec
    params = order.painter_params, order.animator_params
    spent = []
    for turn in range(2):  # the first one loads what is compiled
        before, cache = time.process_time(), root / f"painting-{number}-{turn}"
        paint(
            order.painter, order.animator, *params, order.scene, spec, [], cache, order.still,
            progress=lambda done, note="": None,
        )  # fmt: skip
        spent.append(time.process_time() - before)
    return min(spent)


def command(bench: Bench, job: str, number: int, film: Path, share: float) -> dict[str, Any]:
    """Redo a clip with ``beatreel redo`` in a process of its own."""
    kept, before = digests(film), os.times()
    run = [sys.executable, "-m", "beatreel", "redo", job, "--scene", str(number), "--clip"]
    subprocess.run(run, env=bench.environment, check=True, capture_output=True)
    after, now = os.times(), digests(film)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"cpu": cpu, "share": share, "changed": [name for name in kept if now.get(name) != kept[name]]}


def digests(film: Path) -> dict[str, str]:
    """Return the SHA-256 of every clip of a film."""
    return {
        str(path.relative_to(film)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(film.glob("scenes/*/take-*/clip*.mp4"))
    }


def report(result: dict[str, Any]) -> None:
    """Print the figures as a table and as JSON."""
    print(f"\n{result['frames']} frames {result['width']} wide, {result['scenes']} scenes, {result['clips']} clips")
    print(f"  {result['stills']} stills, each {result['still_cpu']:.2f} s CPU")
    print(f"  the film                {result['film_cpu']:8.1f} s CPU {result['film_wall']:8.1f} s")
    for row in result["redone"]:
        ratio, name = row["cpu"] / row["share"], f"scene {row['scene']}, {row['what']}"
        print(f"  {name:22}  {row['cpu']:8.2f} s CPU {row['wall']:8.1f} s   {ratio:5.2f} × its share", end="")
        print(f"   {row['new']} new, {len(row['changed'])} others changed")
    for what in ("clip", "still", "undo"):
        ratios = [row["cpu"] / row["share"] for row in result["redone"] if row["what"] == what]
        print(f"  {what}, median            {median(ratios):8.2f} × the scene's share")
    own = result["command"]
    print(f"  beatreel redo, a process of its own {own['cpu']:.2f} s CPU, {own['cpu'] / own['share']:.2f} × its share")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
