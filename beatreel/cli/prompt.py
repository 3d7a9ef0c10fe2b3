"""``beatreel prompt``: what a prompt is understood as."""

from __future__ import annotations

import json
from typing import Any

import click

from beatreel.cli.options import JSON

_SHOWN = ("temperature", "lens", "camera", "speed", "understood", "denied")


@click.command()
@click.argument("text")
@click.option("--generator", default=None, help="Who would paint it.")
@JSON
def command(text: str, generator: str | None, as_json: bool) -> None:
    """Show what a generator makes of a prompt, how much the prompt says, which words mean nothing, and what would make it better."""
    from beatreel.core.config import load_settings
    from beatreel.director.prompt_lint import MOST, lint_prompt, score_prompt
    from beatreel.hooks.manager import PluginManager

    settings = load_settings()
    name = generator or settings.render.generator
    painter = PluginManager.load(settings.plugins).generator(name)
    explain = getattr(painter, "explain", None)
    understood: dict[str, Any] | None = explain(text) if explain else None
    scores, advice = score_prompt(text, understood), lint_prompt(text, understood)
    total, most = sum(one.points for one in scores), MOST * len(scores)
    if as_json:
        score = {one.about.replace(" ", "_"): one.points for one in scores} | {"total": total, "of": most}
        shown = {**(understood or {}), "score": score, "advice": [one.model_dump() for one in advice]}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for one in scores:
        _line(one.about, f"{'●' * one.points}{'○' * (MOST - one.points)}  {', '.join(one.found) or 'not named'}")
    _line("score", f"{total} of {most}")
    if understood is None:
        _line("understood", f"the generator “{name}” takes any text as it is")
    else:
        click.echo()
        _line("you will see", str(understood.get("summary", "")))
        for key in _SHOWN:
            value = understood.get(key, "")
            _line(key.replace("_", " "), ", ".join(value) if isinstance(value, list | tuple) else str(value))
    if advice:
        click.echo()
    for better in advice:
        _line("better", better.message)


def _line(name: str, value: str) -> None:
    if value:
        click.echo(f"{name.capitalize():<20}{value}")
