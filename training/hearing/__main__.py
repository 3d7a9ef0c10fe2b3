"""Compose, train, fit and export in one go: ``python -m training.hearing FOLDER``; see README.md."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "beatreel" / "plugins" / "analyzers" / "hearing" / "weights.npz"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.hearing", description=__doc__)
    parser.add_argument("folder", type=Path, help="where features and weights are kept, about 1.3 MB a song")
    parser.add_argument("--songs", type=int, default=400, help="songs to compose (default 400)")
    parser.add_argument("--extra", type=Path, help="folder of further songs with truth as JSON beside the audio")
    parser.add_argument("--minutes", type=float, default=60.0, help="minutes of training (default 60)")
    parser.add_argument("--finish", type=float, default=0.0, help="minutes of a last round with the held-out kinds")
    parser.add_argument("--start", type=Path, help="weights to go on from instead of training from nothing")
    parser.add_argument("--seed", type=int, default=0, help="another seed trains another net (default 0)")
    parser.add_argument(
        "--mean", type=Path, action="append", default=[], help="net trained from the same start; the mean is taken"
    )
    parser.add_argument("--threads", type=int, default=2, help="processor threads of torch (default 2)")
    parser.add_argument("--skip", action="append", default=[], choices=["compose", "train"], help="steps done before")
    parser.add_argument("--output", type=Path, default=SHIPPED, help="where the weights go")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", str(options.threads))
    run(options)


def run(options: argparse.Namespace) -> None:
    """Compose songs, train the net, fit the section model and write the weights."""
    import numpy as np

    from training.hearing import dataset, train
    from training.hearing.kinds import HELD_OUT
    from training.hearing.sections import fit

    own, extra, net = options.folder / "own", options.folder / "extra", options.folder / "net.npz"
    if "compose" not in options.skip:
        dataset.make_many(1, options.songs, own)
        if options.extra:
            extra.mkdir(parents=True, exist_ok=True)
            for truth_file in sorted(options.extra.glob("*.json")):
                for seed in (0, 5):
                    dataset.song_of_folder(truth_file, extra, seed=seed)
    folders = [own, extra] if extra.exists() else [own]
    if "train" not in options.skip:
        train.train(
            folders, net, minutes=options.minutes, threads=options.threads, start=options.start, seed=options.seed
        )
    if options.finish:
        finished = options.folder / f"net_finished_{options.seed}.npz"
        start = options.start if "train" in options.skip and options.start else net
        train.train(
            folders,
            finished,
            minutes=options.finish,
            threads=options.threads,
            start=start,
            finish=True,
            seed=options.seed,
        )
        net = finished
    nets = [dict(np.load(path)) for path in [net, *options.mean]]
    weights = {name: np.mean([one[name].astype(np.float32) for one in nets], 0) for name in nets[0]}
    full = fit(folders, weights, {own: HELD_OUT, extra: train.HELD_OUT_EXTRA})
    np.savez_compressed(options.output, **{k: v.astype(np.float16) if v.ndim == 3 else v for k, v in full.items()})
    print(f"{options.output}: {options.output.stat().st_size / 1000:.0f} kB")  # noqa: T201


if __name__ == "__main__":
    main()
