"""Measure presets and rate factors of x264 on moving pictures: processor time, size and likeness.

::

    python benchmarks/encoder_frontier.py                       # a synthetic moving picture
    python benchmarks/encoder_frontier.py --frames alley.npy    # your own: uint8 I420, shape (n, height * 3 // 2, width)
    python benchmarks/encoder_frontier.py --codec h264_nvenc    # a card's encoder beside x264
    python benchmarks/encoder_frontier.py --scalers             # only the ways to make the 1080 rendition

Processor time is that of this process alone, so other work on the machine disturbs it little. Likeness is PSNR and SSIM of the
decoded Y plane against what the encoder was given.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import av
import cv2
import numpy as np

from beatreel.media.encode import EncodeSettings, SceneEncoder, plane_views, scale_planes
from beatreel.media.settings import X264

CASES = [
    ("ultrafast", "", (17, 20, 23)),
    ("ultrafast", "deblock=0,0:aq-mode=1:weightp=1", (17, 20, 21, 22, 23)),
    ("ultrafast", "deblock=0,0:aq-mode=1:weightp=1:b-adapt=1:subme=1", (20, 21, 22, 23)),
    ("superfast", "", (17, 20, 21, 22, 23)),
    ("superfast", "ref=1:subme=0:me=dia", (17, 20, 23)),
    ("veryfast", "", (20, 23)),
    ("faster", "", (20, 23)),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=Path)
    parser.add_argument("--count", type=int, default=45)
    parser.add_argument("--size", default="1440x2560")
    parser.add_argument("--only", default="", help="measure the presets that start so")
    parser.add_argument("--codec", default="", help="also measure FFmpeg's encoder of this name, such as h264_nvenc")
    parser.add_argument("--scalers", action="store_true")
    parser.add_argument("--no-master", action="store_true", help="measure the 1080x1920 rendition only")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    if arguments.frames:
        frames = np.load(arguments.frames, mmap_mode="r")[: arguments.count]
    else:
        width, height = (int(side) for side in arguments.size.split("x"))
        frames = synthetic(width, height, arguments.count)
    if arguments.scalers:
        scalers(frames)
        return
    small = np.stack([scale_planes(np.ascontiguousarray(frame), 1080, 1920) for frame in frames])
    print(
        "| size | preset | extra | crf | ms CPU/frame | Mbit/s | PSNR-Y | SSIM-Y |\n|---|---|---|---|---|---|---|---|"
    )
    for stack in [small] if arguments.no_master else [frames, small]:
        for factor in (19, 22, 25, 28) if arguments.codec else ():
            print(measure(stack, "", "", factor, arguments.codec), flush=True)
        for preset, extra, factors in CASES:
            if not f"{preset} {extra}".startswith(arguments.only):
                continue
            for factor in factors:
                print(measure(stack, preset, extra, factor), flush=True)


def measure(frames: np.ndarray, preset: str, extra: str, factor: float, codec: str = X264) -> str:
    """Encode the frames and return a row of the table; a card's own time is not in it."""
    height, width = frames.shape[1] * 2 // 3, frames.shape[2]
    settings = EncodeSettings(
        name="bench",
        width=width,
        height=height,
        frame_rate=30,
        preset=preset,
        extra=extra,
        crf=factor,
        codec=codec,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        spent = 0.0
        began = time.process_time()
        with SceneEncoder(path, settings) as encoder:
            spent += time.process_time() - began
            for frame in frames:
                planes = np.array(frame)
                began = time.process_time()
                encoder.write(planes)
                spent += time.process_time() - began
            began = time.process_time()
        spent += time.process_time() - began
        psnr, ssim = likeness(path, frames)
        megabits = path.stat().st_size * 8 * 30 / len(frames) / 1e6
    milliseconds = spent / len(frames) * 1000
    return f"| {width} | {preset or codec} | {extra} | {factor} | {milliseconds:.0f} | {megabits:.1f} | {psnr:.2f} | {ssim:.4f} |"


def likeness(path: Path, frames: np.ndarray) -> tuple[float, float]:
    """Return the mean PSNR in dB and SSIM of the Y plane of every fifth frame."""
    errors, similarities = [], []
    with av.open(str(path)) as film:
        for number, picture in enumerate(film.decode(video=0)):
            if number % 5:
                continue
            height = picture.height
            ours, theirs = picture.to_ndarray()[:height], np.array(frames[number][:height])
            errors.append(np.mean((ours.astype(np.float32) - theirs) ** 2))
            similarities.append(structural_similarity(ours, theirs))
    return float(10 * np.log10(255**2 / np.mean(errors))), float(np.mean(similarities))


def structural_similarity(first: np.ndarray, second: np.ndarray) -> float:
    """Return the SSIM of two planes (Wang et al. 2004, Gaussian window of 1.5 pixels)."""
    a, b = first.astype(np.float32), second.astype(np.float32)

    def blur(plane: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(plane, (11, 11), 1.5)

    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    small_a, small_b = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    likeness_map = ((2 * mean_a * mean_b + small_a) * (2 * covariance + small_b)) / (
        (mean_a**2 + mean_b**2 + small_a) * (variance_a + variance_b + small_b)
    )
    return float(likeness_map.mean())


def scalers(frames: np.ndarray) -> None:
    """Compare ways to scale to 1080x1920 against Lanczos from a low-passed original."""
    ways = {
        "cv2 nearest": cv2.INTER_NEAREST,
        "cv2 linear": cv2.INTER_LINEAR,
        "cv2 cubic": cv2.INTER_CUBIC,
        "cv2 area": cv2.INTER_AREA,
    }
    picks = [np.array(frame) for frame in frames[::3]]
    height, width = picks[0].shape[0] * 2 // 3, picks[0].shape[1]
    ideal = [ideal_shrink(frame[:height]) for frame in picks]
    _cv2_scaled(picks[0], width, height, cv2.INTER_AREA)  # warm up
    print("| scaler | ms CPU/frame | PSNR-Y to the ideal | SSIM-Y |\n|---|---|---|---|")
    for name, way in ways.items():
        began = time.process_time()
        made = [_cv2_scaled(frame, width, height, way) for frame in picks]
        _row(name, (time.process_time() - began) / len(picks), made, ideal)
    for name in ("BILINEAR", "BICUBIC", "LANCZOS", "AREA"):
        began = time.process_time()
        made = [
            av.VideoFrame.from_ndarray(frame, format="yuv420p")
            .reformat(1080, 1920, interpolation=name, threads=1)
            .to_ndarray()
            for frame in picks
        ]
        _row(f"swscale {name.lower()}", (time.process_time() - began) / len(picks), made, ideal)


def ideal_shrink(plane: np.ndarray) -> np.ndarray:
    """Return the plane at 1080x1920 by Lanczos with its support widened to the output's pixels (as Pillow does)."""
    from PIL import Image

    return np.asarray(Image.fromarray(plane).resize((1080, 1920), Image.Resampling.LANCZOS))


def _cv2_scaled(frame: np.ndarray, width: int, height: int, way: int) -> np.ndarray:
    scaled = np.empty((1920 * 3 // 2, 1080), np.uint8)
    pairs = zip(plane_views(frame, width, height), plane_views(scaled, 1080, 1920), strict=True)
    for source, target in pairs:
        cv2.resize(source, target.shape[::-1], dst=target, interpolation=way)
    return scaled


def _row(name: str, seconds: float, made: list[np.ndarray], ideal: list[np.ndarray]) -> None:
    planes = [frame[:1920] for frame in made]
    error = np.mean([np.mean((a.astype(np.float32) - b) ** 2) for a, b in zip(planes, ideal, strict=True)])
    ssim = np.mean([structural_similarity(a, b) for a, b in zip(planes, ideal, strict=True)])
    print(f"| {name} | {seconds * 1000:.1f} | {10 * np.log10(255**2 / error):.2f} | {ssim:.4f} |", flush=True)


def synthetic(width: int, height: int, count: int) -> np.ndarray:
    """Return frames of drifting texture at three scales under film grain (standard deviation 1.3), I420."""
    noise = np.random.default_rng(7)
    margin = 4 * count
    layers = []
    for octave, depth in ((64, 46), (12, 22), (3, 9)):
        coarse = noise.standard_normal(((height + margin) // octave + 2, (width + margin) // octave + 2))
        layer = cv2.resize(coarse.astype(np.float32), (width + margin, height + margin), interpolation=cv2.INTER_CUBIC)
        layers.append(layer * depth)
    grain = (noise.standard_normal((height + 256, width + 256)) * 1.3).astype(np.float32)
    frames = np.full((count, height * 3 // 2, width), 128, np.uint8)
    for number in range(count):
        picture = sum(layer[number * (k + 1) :, number * (3 - k) :][:height, :width] for k, layer in enumerate(layers))
        offset_y, offset_x = number * 97 % 256, number * 53 % 256
        picture = picture + 110 + grain[offset_y : offset_y + height, offset_x : offset_x + width]
        frames[number, :height] = np.clip(picture, 16, 235)
    return frames


if __name__ == "__main__":
    main()
