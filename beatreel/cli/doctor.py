"""``beatreel doctor``: what works on this machine and what to install for the rest."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from beatreel.cli.options import JSON
from beatreel.core.config import Settings

Check = tuple[str, bool, str]  # what, whether it works, what was found or what to do


@click.command()
@JSON
def command(as_json: bool) -> None:
    """Check encoders, libraries, folders, disk space and plugins."""
    from beatreel.core.config import load_settings

    checks = list(_checks(load_settings()))
    if as_json:
        click.echo(json.dumps([{"check": what, "ok": ok, "found": found} for what, ok, found in checks]))
    else:
        for what, ok, found in checks:
            mark = click.style("ok  ", fg="green") if ok else click.style("FAIL", fg="red")
            click.echo(f"{mark} {what:<12} {found}")
    if not all(ok for _, ok, _ in checks):
        sys.exit(1)


def _checks(settings: Settings) -> Iterator[Check]:
    yield "python", sys.version_info >= (3, 11), sys.version.split()[0]
    yield _try("media", _media)
    yield _try("pictures", _pictures)
    yield _try("bus", _bus)
    yield _cluster(settings)
    yield "store", True, f"SQLite {sqlite3.sqlite_version}, {settings.store_path}"
    for name, folder in (("data", settings.data_dir), ("cache", settings.cache_dir), ("runtime", settings.runtime_dir)):
        yield _try(name, partial(_writable, folder))
    free = shutil.disk_usage(_existing(settings.cache_dir)).free
    yield "disk", free > 5e9, f"{free / 1e9:.0f} GB free" + ("" if free > 5e9 else "; a film needs up to 5 GB")
    from beatreel.hooks.manager import PluginManager

    plugins = PluginManager.load(settings.plugins)
    for info in plugins.infos:
        yield "plugin", not info.error, f"{info.name}: {info.error or ', '.join(info.provides) or 'listens'}"
    for name, generator in plugins.generators.items():
        if hasattr(generator, "diagnose"):
            yield _try(name, generator.diagnose)


def _try(what: str, check: Callable[[], str]) -> Check:
    try:
        return what, True, check()
    except Exception as error:
        return what, False, f"{type(error).__name__}: {error}"


def _media() -> str:
    import av
    from av.codec import Codec

    for name in ("libx264", "aac"):
        Codec(name, "w")
    return f"PyAV {av.__version__}, FFmpeg {'.'.join(map(str, av.ffmpeg_version_info.split('.')[:3]))}, libx264 and AAC"


def _pictures() -> str:
    import cv2
    import numba

    return f"OpenCV {cv2.__version__}, numba {numba.__version__}"


def _bus() -> str:
    import zmq

    return f"libzmq {zmq.zmq_version()}"


def _cluster(settings: Settings) -> Check:
    """Ray is needed only by those who ask for it."""
    import importlib.metadata

    is_wanted = settings.executor.kind == "ray"
    where = settings.executor.ray_address or "one on this machine when it is needed"
    try:
        version = importlib.metadata.version("ray")
    except importlib.metadata.PackageNotFoundError:
        return "cluster", not is_wanted, "Ray is not installed; for --executor ray: pip install 'beatreel[ray]'"
    return "cluster", True, f"Ray {version}, {where}; {'in use' if is_wanted else 'used with --executor ray'}"


def _writable(folder: Path) -> str:
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        return str(folder)


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
