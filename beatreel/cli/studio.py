"""``beatreel studio``: the page and the HTTP API."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from beatreel.studio.server import Address


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7350, show_default=True, help="0 takes any that is free."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; leave it unless you know why."
)
@click.option("--name", "names", multiple=True, help="Another name by which this machine is called; may be repeated.")
@click.option(
    "--films",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("films"),
    show_default=True,
    help="Where new films go.",
)
@click.option("--open/--no-open", "browser", default=None, help="Open a browser (default: on a desktop).")
def command(port: int, host: str, names: tuple[str, ...], films: Path, browser: bool | None) -> None:
    """Serve the Studio page and the HTTP API on this machine, for you alone: the address holds a token.

    Films are made by the service, which goes on when the Studio ends.
    """
    from beatreel.core.config import load_settings

    def ready(address: Address) -> None:
        click.echo(address.url)
        sys.stdout.flush()
        click.echo("This is the Studio's address; whoever has it may use it. Stop with Ctrl-C.", err=True)
        if not address.is_loopback:
            click.echo(
                "Others on this network can reach it, and what it sends can be read on the way:"
                " put a server with TLS in front of it, or use an SSH tunnel instead.",
                err=True,
            )
        if browser if browser is not None else _is_desktop():
            click.launch(address.url)

    server = import_module("beatreel.studio.server")  # doors do not know each other
    server.serve(
        load_settings(),
        films=films.expanduser().absolute(),
        host=host,
        port=port,
        names=names,
        token=os.environ.get("BEATREEL_STUDIO_TOKEN", ""),
        ready=ready,
    )


def _is_desktop() -> bool:
    if not sys.stdout.isatty() or os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
