"""``beatreel scenes``: the scenes of a job, and the edits that move them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.analyze import clock
from beatreel.cli.editing import carry_out, edit_options

if TYPE_CHECKING:
    from beatreel.engine.editing import Editor

_NUMBER = click.IntRange(1)


@click.command()
@click.argument("job")
@click.option("--split", type=_NUMBER, default=None, metavar="N", help="Cut scene N in two (where: --at SECONDS).")
@click.option("--merge", type=_NUMBER, default=None, metavar="N", help="Let scene N go on through the next one.")
@click.option("--swap", type=_NUMBER, nargs=2, default=None, metavar="N M", help="Let two scenes change places.")
@click.option(
    "--move", type=_NUMBER, default=None, metavar="N", help="Move the beginning of scene N (to: --at SECONDS)."
)
@click.option("--lock", type=_NUMBER, default=None, metavar="N", help="Guard scene N against edits.")
@click.option("--unlock", type=_NUMBER, default=None, metavar="N", help="Free it again.")
@click.option(
    "--at", type=click.FloatRange(0), default=None, metavar="SECONDS", help="Where; the nearest beat is taken."
)
@edit_options
def command(job: str, later: bool, as_json: bool, at: float | None, **edits: Any) -> None:
    """List the scenes of JOB: when, what, how it moves. Or edit them: only what an edit touches is made again."""
    deeds = _deeds(at, edits)
    if deeds:
        carry_out(job, deeds, later=later, as_json=as_json)
    else:
        _show(job, as_json)


def _deeds(at: float | None, edits: dict[str, Any]) -> list[Callable[[Editor], Any]]:
    if edits["move"] is not None and at is None:
        raise click.UsageError("Say where scene begins with --at SECONDS.")
    deeds: dict[str, Callable[[Editor, Any], Any]] = {
        "split": lambda editor, number: editor.split(number, at),
        "merge": lambda editor, number: editor.merge(number),
        "swap": lambda editor, pair: editor.swap(*pair),
        "move": lambda editor, number: editor.move(number, at or 0.0),
        "lock": lambda editor, number: editor.lock(number),
        "unlock": lambda editor, number: editor.lock(number, locked=False),
    }

    def bind(name: str) -> Callable[[Editor], Any]:
        return lambda editor: deeds[name](editor, edits[name])

    return [bind(name) for name in deeds if edits[name] is not None]


@contextlib.contextmanager
def editor_of(job: str) -> Iterator[Editor]:
    """Open the store for looking at a job's scenes; nothing can be run."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore
    from beatreel.engine.editing import Editor
    from beatreel.hooks.manager import PluginManager

    settings = load_settings()
    with JobStore(settings.store_path) as store:
        yield Editor(settings, store, PluginManager.load(settings.plugins), store.job(job))


def _show(job: str, as_json: bool) -> None:
    with editor_of(job) as editor:
        views = editor.scenes()
    if as_json:
        rows = [
            {
                **view.scene.model_dump(mode="json"),
                "number": view.number,
                "take": view.take,
                "takes": [made.take for made in view.takes],
                "is_made": view.made is not None,
            }
            for view in views
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    columns = ("Scene", "Start", "End", "Segment", "Cut on", "Shot", "Picture", "Camera", "Take", "")
    table = Table(*columns, box=None, pad_edge=False)
    for view in views:
        scene = view.scene
        where = clock(scene.start), clock(scene.end)
        take = f"{view.take} of {max(len(view.takes), view.take)}"
        note = "locked" if scene.locked else "" if view.made else "to be made"
        what = scene.label, scene.cut, scene.shot, str(scene.variation + 1), scene.camera
        table.add_row(str(view.number), *where, *what, take, note)
    Console().print(table)
