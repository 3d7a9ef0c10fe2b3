"""``beatreel validate``: any video against a platform's rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beatreel.cli.options import JSON

if TYPE_CHECKING:
    from beatreel.core.platform import PlatformSpec
    from beatreel.media.validate import CheckReport


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--for", "name", required=True, metavar="PLATFORM", help="Such as canvas, reels, youtube or otio.")
@JSON
def command(video: Path, name: str, as_json: bool) -> None:
    """Check VIDEO against what a platform takes, with reasons. Exit code 0: fits, 1: a rule is broken."""
    from beatreel.core.config import load_settings
    from beatreel.core.errors import MediaError, UserInputError
    from beatreel.hooks.manager import PluginManager
    from beatreel.tasks.check import check_by

    exporter = PluginManager.load(load_settings().plugins).exporter(name)
    platform = exporter.platform
    try:
        report = check_by(exporter, video)
    except MediaError as error:
        raise UserInputError(error.message, hint=error.hint) from error
    if as_json:
        # ASCII, so that a name that is not valid text can still be written out.
        click.echo(json.dumps(report.model_dump(mode="json")))
    else:
        _show(report, platform, video)
    if not report.ok:
        sys.exit(1)


def _show(report: CheckReport, platform: PlatformSpec, video: Path) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("", "Rule", "Found and allowed", "What to do", box=None, pad_edge=False)
    for finding in report.findings:
        mark = "[green]✓[/]" if finding.ok else "[red]✗[/]"
        table.add_row(mark, finding.rule, escape(finding.message), escape(finding.fix or ""))
    console = Console()
    console.print(table)
    broken = sum(not finding.ok for finding in report.findings)
    name = escape(video.name)
    if not broken:
        console.print(f"\n[green]{name} fits {escape(platform.title)}.[/]")
    else:
        rules = "one rule" if broken == 1 else f"{broken} rules"
        console.print(f"\n[red]{name} breaks {rules} of {escape(platform.title)}.[/]")
