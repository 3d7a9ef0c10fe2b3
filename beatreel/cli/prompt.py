"""``beatreel prompt``: what a prompt is understood as."""

from __future__ import annotations

import json
from typing import Any

import click

from beatreel.cli.options import JSON

_MANY = 8  # words that are listed of each
_SHOWN = ("temperature", "lens", "camera", "speed", "understood", "denied")


@click.command()
@click.argument("text", default="")
@click.option("--generator", default=None, help="Who would paint it.")
@click.option(
    "--words", is_flag=True, help="List the places and things that a prompt may name; with TEXT, those that contain it."
)
@JSON
def command(text: str, generator: str | None, words: bool, as_json: bool) -> None:
    """Show what a generator makes of a prompt, how much the prompt says, which words mean nothing, and what would make it better."""
    if not text and not words:
        raise click.UsageError("Write the prompt in quotes, or list what it may name with --words")
    from beatreel.core.config import load_settings
    from beatreel.director.prompt_lint import MOST, lint_prompt, score_prompt
    from beatreel.hooks.manager import PluginManager

    settings = load_settings()
    name = generator or settings.render.generator
    painter = PluginManager.load(settings.plugins).generator(name)
    if words:
        _list(painter, name, text, as_json)
        return
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


def _list(painter: Any, name: str, text: str, as_json: bool) -> None:
    """List what a generator knows, or as much of it as contains a text."""
    known = painter.vocabulary() if hasattr(painter, "vocabulary") else {"places": {}, "things": {}}
    sought = text.strip().lower()
    places = {
        world: [word for word in said if sought in word or sought in world] for world, said in known["places"].items()
    }
    things = {
        thing: facts
        for thing, facts in known["things"].items()
        if sought in thing.replace("_", " ") or any(sought in word for word in facts["words"])
    }
    places = {world: said for world, said in places.items() if said}
    if as_json:
        click.echo(json.dumps({"places": places, "things": things}, ensure_ascii=False))
        return
    if not known["places"] and not known["things"]:
        click.echo(f"The generator “{name}” takes any text as it is")
    elif not places and not things:
        click.echo(f"Nothing that is painted is called “{text}”; without it all words are listed")
    for title, rows in (("Places", places), ("Things", {thing: facts["words"] for thing, facts in things.items()})):
        if rows:
            click.echo(click.style(title, bold=True))
        for one, said in rows.items():
            where = known["things"][one]["worlds"] if title == "Things" else []
            label = one.replace("_", " ")
            shown = ", ".join(word for word in said[:_MANY] if word != label) or label
            more = f" and {len(said) - _MANY} more" if len(said) > _MANY else ""
            click.echo(
                f"  {label:<18}{shown}{more}"
                + (f"  [{', '.join(where[:4])}{', …' if len(where) > 4 else ''}]" if where else "")
            )


def _line(name: str, value: str) -> None:
    if value:
        click.echo(f"{name.capitalize():<20}{value}")
