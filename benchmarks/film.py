"""What a whole film costs: CPU against the encoder alone on the same frames, and peak memory against the song's length.

    python -m benchmarks.film [--seconds 60 300] [--prompt TEXT] [--every 4]

For each length a song is composed and ``beatreel render`` makes the whole film with all platform files in a fresh process, with an empty
cache of stills. Its CPU time (all processes) is then compared with the encoder's alone: every n-th scene's frames are drawn again, not
counted, and encoded, counted, with the settings of the film and with the yardstick (x264 veryfast, crf 20, for every rendition).
Figures of one run are ratios, so a busy machine changes them little.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

PROMPT = "rain-soaked neon Tokyo alley at night, cold blue tones, slow push forward"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, nargs="+", default=[60.0, 300.0])
    parser.add_argument("--prompt", default=PROMPT)
    parser.add_argument("--every", type=int, default=4, help="encode every n-th scene alone")
    parser.add_argument("--draft", action="store_true")
    options = parser.parse_args()
    for seconds in options.seconds:
        with tempfile.TemporaryDirectory() as root:
            report(measure(Path(root), seconds, options.prompt, options.every, draft=options.draft))


def measure(root: Path, seconds: float, prompt: str, every: int, *, draft: bool) -> dict[str, float]:
    """Render one film and return its figures."""
    from beatreel.testing import make_song

    song = make_song(duration=seconds, tempo=120, seed=5).write(root / "song.m4a")
    environment = {
        **os.environ,
        "BEATREEL_DATA_DIR": str(root / "data"),
        "BEATREEL_CACHE_DIR": str(root / "cache"),
        "BEATREEL_RUNTIME_DIR": str(root / "run"),
        "BEATREEL_INTAKE__MIN_DURATION": "3",
    }
    command = [sys.executable, "-m", "beatreel", "render", str(song), "--prompt", prompt, "--out", str(root / "film")]
    command += ["--draft"] if draft else []
    begun = time.monotonic()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    watch = TreeWatch(process.pid)
    process.wait()
    wall = time.monotonic() - begun
    if process.returncode:
        raise SystemExit(f"beatreel render failed with {process.returncode}")
    watch.stop()
    own, yardstick, frames, stills = encoder_alone(root / "film", root / "data", root / "cache", every)
    return {
        "seconds": seconds,
        "frames": frames,
        "stills": stills,
        "wall": wall,
        "cpu": watch.cpu,
        "encoder": own * frames,
        "yardstick": yardstick * frames,
        "memory": watch.peak,
    }


class TreeWatch:
    """Samples the memory and CPU of a process and all its children."""

    def __init__(self, pid: int) -> None:
        self.peak, self._cpu, self._done = 0.0, {}, threading.Event()
        self._thread = threading.Thread(target=self._loop, args=(psutil.Process(pid),))
        self._thread.start()

    def _loop(self, root: psutil.Process) -> None:
        while not self._done.wait(0.2):
            total = 0
            try:
                for process in [root, *root.children(recursive=True)]:
                    try:
                        times, memory = process.cpu_times(), process.memory_full_info()
                    except (psutil.NoSuchProcess, psutil.AccessDenied):
                        continue
                    self._cpu[process.pid, process.create_time()] = times.user + times.system
                    total += memory.pss if hasattr(memory, "pss") else memory.uss
            except psutil.NoSuchProcess:
                return
            self.peak = max(self.peak, total)

    def stop(self) -> None:
        """End the sampling."""
        self._done.set()
        self._thread.join()

    @property
    def cpu(self) -> float:
        """CPU seconds of all processes that were seen."""
        return sum(self._cpu.values())


def encoder_alone(film: Path, data: Path, cache: Path, every: int) -> tuple[float, float, int, int]:
    """Return CPU seconds for one frame with the film's settings and with the yardstick, the film's frames and its stills."""
    from beatreel.core.events import SceneGenerated
    from beatreel.core.jobs import JobStore
    from beatreel.core.model import Still, Storyboard
    from beatreel.core.music import Music
    from beatreel.core.recipe import Recipe
    from beatreel.media.encode import SceneEncoder
    from beatreel.media.settings import master_settings, social_settings
    from beatreel.tasks.analyze import load_analysis
    from beatreel.tasks.scene import draw

    with JobStore(data / "beatreel.db") as store:
        recipe = Recipe.model_validate(store.jobs()[0].recipe)
        logged = [event.data for event in store.events(limit=100_000)]
    clips = {entry["index"]: SceneGenerated.model_validate(entry) for entry in logged if "clip_paths" in entry}
    owners = {scene: entry["fingerprint"] for entry in logged if "picture_path" in entry for scene in entry["scenes"]}
    board = Storyboard.model_validate_json((film / "storyboard.json").read_text())
    analysis = load_analysis(film / "analysis.json")
    own = [master_settings(recipe.spec), social_settings(analysis.duration, recipe.spec.frame_rate)]
    own = own[: len(next(iter(clips.values())).clip_paths)]
    yardstick = [
        one.model_copy(update={"preset": "veryfast", "crf": 20, "extra": "", "max_bitrate": None}) for one in own
    ]
    spent, counted = [0.0, 0.0], 0
    for scene in board.scenes[::every]:
        key = owners[scene.index]
        folder = cache / "stills" / key[:2] / key
        still = Still(path=folder, picture=next(folder.glob("still.*")), sha256=key)
        clip = clips[scene.index]
        frames = draw(
            recipe.animator, {}, still, scene, recipe.spec, Music(analysis), clip.first_frame, clip.frame_count,
            progress=lambda done, note="": None,
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as folder_name:
            encoders = [
                [SceneEncoder(Path(folder_name) / f"{number}-{one.name}.mp4", one).__enter__() for one in group]
                for number, group in enumerate((own, yardstick))
            ]
            for frame in frames:
                for number, group in enumerate(encoders):
                    before = time.process_time()
                    for encoder in group:
                        encoder.write(frame)
                    spent[number] += time.process_time() - before
            for group in encoders:
                for encoder in group:
                    encoder.__exit__(None, None, None)
        counted += clip.frame_count
    total = sum(clip.frame_count for clip in clips.values())
    return spent[0] / counted, spent[1] / counted, total, len(set(owners.values()))


def report(figures: dict[str, float]) -> None:
    """Print the figures as a table and as JSON."""
    cpu, own, yardstick = figures["cpu"], figures["encoder"], figures["yardstick"]
    frames = figures["frames"]
    print(f"\n{figures['seconds']:.0f} s of music, {frames} frames, {figures['stills']} stills")
    print(f"  wall                                {figures['wall']:8.0f} s")
    print(f"  CPU of everything                   {cpu:8.0f} s   {1000 * cpu / frames:6.1f} ms a frame")
    print(f"  encoder alone, the film's settings  {own:8.0f} s   {1000 * own / frames:6.1f} ms a frame")
    print(f"  encoder alone, veryfast crf 20      {yardstick:8.0f} s   {1000 * yardstick / frames:6.1f} ms a frame")
    print(f"  everything ÷ the film's encoder     {cpu / own:8.2f}")
    print(f"  everything ÷ veryfast crf 20        {cpu / yardstick:8.2f}")
    print(f"  peak memory, all processes          {figures['memory'] / 1e6:8.0f} MB")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
