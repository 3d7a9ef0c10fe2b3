"""``beatreel watch``: folders that turn songs into films."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

_RULES = ("prompt", "style", "seed", "analyzer", "generator", "animator", "aspect")


@click.command()
@click.argument("folders", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="DIR...")
@click.option("--prompt", "-p", default=None, help="World, colour temperature, camera movement.")
@click.option("--style", default=None, help="Style preset.")
@click.option("--seed", type=click.IntRange(0), default=None, help="Same seed, same film.")
@click.option("--analyzer", default=None, help="Who hears the songs.")
@click.option("--generator", default=None, help="Who paints the stills.")
@click.option("--animator", default=None, help="Who moves them (default: the generator).")
@click.option("--aspect", type=click.Choice(["9:16", "16:9", "1:1", "4:5"]), default=None, help="Shape.")
@click.option("--fps", type=click.Choice(["24", "25", "30", "60"]), default=None, help="Frames per second.")
@click.option("--draft", is_flag=True, help="Small and quick: 540x960, no platform files unless asked for.")
@click.option("--only", default=None, help="Platforms, separated by commas: canvas,reels,tiktok,shorts.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Where done and rejected lie."
)
@click.option("--keep", is_flag=True, help="Leave songs where they are: for a folder that a DAW exports to.")
@click.option(
    "--rest", type=click.FloatRange(0.2, 3600), default=2.0, help="Seconds without change before a song is taken."
)
@click.option("--share/--local", default=None, help="Treat as a network share (found out by itself).")
@click.option("--once", is_flag=True, help="Make the films of what is there, then leave.")
@click.option("--keep-service", is_flag=True, help="Have the service run all the time, not only when there is work.")
@click.option("--quiet", is_flag=True, help="Log to the file only.")
def command(
    folders: tuple[Path, ...],
    out: Path | None,
    keep: bool,
    rest: float,
    share: bool | None,
    once: bool,
    keep_service: bool,
    quiet: bool,
    fps: str | None,
    draft: bool,
    only: str | None,
    **options: Any,
) -> None:
    """Turn every song that is dropped into DIR into a film, until Ctrl-C.

    Films and status files appear in DIR/done, refused songs in DIR/rejected with a text that says why. A beatreel.toml in the
    folder, or in a sub-folder, says what songs become there; song.toml beside song.wav says it for one.
    """
    import signal

    from beatreel.core.config import load_settings
    from beatreel.engine.instance import Instance
    from beatreel.engine.service_log import open_log
    from beatreel.watch_folder.folder import Options
    from beatreel.watch_folder.watcher import Watcher

    base = {name: options[name] for name in _RULES if options[name] is not None}
    base |= {"frame_rate": fps} if fps else {}
    base |= {"draft": True} if draft else {}
    base |= {"originals": "keep"} if keep else {}
    base |= {"platforms": tuple(name.strip() for name in only.split(",") if name.strip())} if only is not None else {}
    settings = load_settings()
    watcher = Watcher(settings, folders, Options(base=base, rest=rest, on_share=share, out=out))
    open_log(Instance(settings).log_folder, to_stderr=not quiet, name="watch.log")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: watcher.stop())
    watcher.run(once=once, keep_service=keep_service)
