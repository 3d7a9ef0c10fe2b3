"""beatreel against the two scripts that people write instead: the same stills, cut to the same beats, same size, encoder and sound.

    python -m benchmarks.rivals [--seconds 60] [--prompt TEXT] [--set procedural.grain=0] [--draft]
                               [--against zoompan smooth-zoompan moviepy]

A film is made twice, each time measured whole (checking, hearing, planning, drawing, encoding, joining): the first time paints the stills,
the second finds them, as the scripts do, and is what they are compared with. A MoviePy 2 script and an ffmpeg ``zoompan`` script make a
slow push into each of those stills for the very scenes of that storyboard. Both are handed the cuts; neither has light, weather or music
in it. ``zoompan`` places its cut-out on whole pixels of the still, so that a slow push shakes; what its users do about it is to enlarge
the still before, and ``smooth-zoompan`` does that, four times each way. All write H.264 and AAC with the master's settings. It takes
MoviePy (``pip install moviepy``) and an ``ffmpeg`` with libx264 on the path. CPU is of all processes; that of beatreel's workers, which
nobody but their own server waits for, is sampled five times a second.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

OURS, PAINTED = "beatreel", "beatreel, stills too"
RIVALS = {"zoompan": "ffmpeg zoompan", "smooth-zoompan": "ffmpeg zoompan, smooth", "moviepy": "MoviePy"}
ENLARGED = 4  # times each way: zoompan then rounds to quarters of a pixel
PUSH = 0.06  # how much larger the picture is at the end of a scene


@dataclass(frozen=True)
class Shot:
    """One scene as the scripts see it."""

    picture: Path
    frames: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--prompt", default="rain-soaked neon alley at night, cold blue tones, slow push forward")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        help="as of beatreel render: without grain, say, which the scripts lack, too",
    )
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--against", nargs="+", choices=list(RIVALS), default=list(RIVALS))
    options = parser.parse_args()
    if shutil.which("ffmpeg") is None:
        raise SystemExit("This benchmark needs ffmpeg on the path.")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        from beatreel.testing import make_song

        song = make_song(duration=options.seconds, tempo=120, seed=5).write(root / "song.m4a")
        figures = {name: timed(root, song, options, run) for name, run in ((PAINTED, "first"), (OURS, "second"))}
        shots, spec = storyboard(root)
        for rival in options.against:
            make = (
                moviepy
                if rival == "moviepy"
                else partial(zoompan, enlarged=ENLARGED if rival == "smooth-zoompan" else 1)
            )
            figures[RIVALS[rival]] = measured(partial(make, root, song, shots, spec))
        frames, stills = sum(shot.frames for shot in shots), len({shot.picture for shot in shots})
        print(f"{frames} frames of {len(shots)} scenes from {stills} stills at {spec['width']}x{spec['height']}")
        for name, (cpu, wall) in figures.items():
            print(f"{name:23s} CPU {cpu:7.1f} s  {1000 * cpu / frames:6.1f} ms a frame   wall {wall:7.1f} s")
            if name not in (OURS, PAINTED):
                ratios = (figures[OURS][i] / figures[name][i] for i in (0, 1))
                print("    beatreel ÷ {}: CPU {:.2f}, wall {:.2f}".format(name, *ratios))
        print(json.dumps({"frames": frames, **{name: {"cpu": c, "wall": w} for name, (c, w) in figures.items()}}))


def timed(root: Path, song: Path, options: argparse.Namespace, run: str) -> tuple[float, float]:
    """Make the master and return CPU seconds of all its processes, and seconds on the clock."""
    begun = time.monotonic()
    return ours(root, song, options, run), time.monotonic() - begun


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """CPU seconds of all child processes, and seconds on the clock."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - begun
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def ours(root: Path, song: Path, options: argparse.Namespace, name: str) -> float:
    """Make the master and return CPU seconds; a job folder of its own, a cache of stills in common."""
    from benchmarks.film import TreeWatch

    environment = {
        **os.environ,
        "BEATREEL_DATA_DIR": str(root / name / "data"),
        "BEATREEL_CACHE_DIR": str(root / "cache"),
        "BEATREEL_RUNTIME_DIR": str(root / "run"),
        "BEATREEL_INTAKE__MIN_DURATION": "3",
    }
    command = [sys.executable, "-m", "beatreel", "render", str(song), "--prompt", options.prompt, "--only", ""]
    command += ["--out", str(root / name / "film"), *(["--draft"] if options.draft else [])]
    command += [part for setting in options.set for part in ("--set", setting)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch = TreeWatch(process.pid)
    process.wait()
    watch.stop()
    if process.returncode:
        raise SystemExit(f"beatreel render failed with {process.returncode}")
    return watch.cpu


def storyboard(root: Path) -> tuple[list[Shot], dict[str, str | int]]:
    """What the scripts are handed: pictures with their lengths, and how to encode."""
    from beatreel.core.jobs import JobStore
    from beatreel.core.recipe import Recipe
    from beatreel.media.settings import master_audio_bitrate, master_settings

    with JobStore(root / "second" / "data" / "beatreel.db") as store:
        recipe = Recipe.model_validate(store.jobs()[0].recipe)
        logged = [event.data for event in store.events(limit=100_000)]
    clips = {entry["index"]: entry for entry in logged if "clip_paths" in entry}
    settings = master_settings(recipe.spec)
    shots = [Shot(Path(clip["still_path"]), clip["frame_count"]) for _, clip in sorted(clips.items())]
    return shots, {
        "width": settings.width,
        "height": settings.height,
        "rate": str(Fraction(settings.frame_rate)),
        "audio": str(master_audio_bitrate(recipe.spec)),
        **settings.x264_options(),
    }


def zoompan(root: Path, song: Path, shots: list[Shot], spec: dict[str, str | int], *, enlarged: int) -> None:
    """One ffmpeg for each scene, whose still is first enlarged so many times; a stream copy to join them."""
    size = f"{spec['width']}x{spec['height']}"
    names = []
    for number, shot in enumerate(shots):
        target = root / f"zoompan-{number}.mp4"
        push = f"zoompan=z='1+{PUSH}*on/{shot.frames}':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)'"
        if enlarged > 1:
            push = f"scale=iw*{enlarged}:ih*{enlarged},{push}"
        _run(
            ["-i", shot.picture, "-vf", f"{push}:d={shot.frames}:s={size}:fps={spec['rate']},format=yuv420p"],
            [*_x264(spec), "-frames:v", shot.frames, target],
        )
        names.append(f"file '{target}'\n")
    (root / "zoompan.txt").write_text("".join(names))
    _run(
        ["-f", "concat", "-safe", "0", "-i", root / "zoompan.txt", "-i", song],
        ["-c:v", "copy", "-c:a", "aac", "-b:a", spec["audio"], "-shortest", root / "zoompan.mp4"],
    )


def moviepy(root: Path, song: Path, shots: list[Shot], spec: dict[str, str | int]) -> None:
    """The script of MoviePy's own guide, in a process of its own."""
    program = root / "moviepy_film.py"
    program.write_text(_MOVIEPY)
    arguments = {
        "shots": [[str(shot.picture), shot.frames] for shot in shots],
        "song": str(song),
        "spec": spec,
        "push": PUSH,
        "out": str(root / "moviepy.mp4"),
    }
    subprocess.run([sys.executable, str(program), json.dumps(arguments)], check=True, stdout=subprocess.DEVNULL)


_MOVIEPY = """
import json, sys
from fractions import Fraction
from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, concatenate_videoclips

given = json.loads(sys.argv[1])
spec, rate = given["spec"], Fraction(given["spec"]["rate"])
size = (spec["width"], spec["height"])
clips = []
for picture, frames in given["shots"]:
    length = float(frames / rate)
    clip = ImageClip(picture).resized(size).with_duration(length)
    clip = clip.resized(lambda t, length=length: 1 + given["push"] * t / length).with_position("center")
    clips.append(CompositeVideoClip([clip], size=size).with_duration(length))
film = concatenate_videoclips(clips).with_audio(AudioFileClip(given["song"]))
options = ["-crf", spec["crf"], "-profile:v", spec["profile"], "-x264-params", spec["x264-params"], "-pix_fmt", "yuv420p"]
film.write_videofile(given["out"], fps=float(rate), codec="libx264", preset=spec["preset"], audio_codec="aac",
                     audio_bitrate=spec["audio"], threads=2, ffmpeg_params=options, logger=None)
"""


def _x264(spec: dict[str, str | int]) -> list[object]:
    return [
        *("-c:v", "libx264", "-preset", spec["preset"], "-crf", spec["crf"], "-profile:v", spec["profile"]),
        *("-x264-params", spec["x264-params"]),
    ]


def _run(inputs: list[object], outputs: list[object]) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, inputs), *map(str, outputs)], check=True)


if __name__ == "__main__":
    main()
