"""Options that several commands share, and how they become a recipe."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.core.errors import ConfigError, UserInputError

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.core.corrections import Corrections
    from beatreel.core.recipe import Recipe

SONG = click.argument("song", type=click.Path(path_type=Path))
CORRECTIONS = click.option(
    "--corrections",
    "correction_paths",
    type=click.Path(path_type=Path),
    multiple=True,
    help="What you know better than the analyzer: TOML, JSON, MIDI, markers or taps; may be repeated.",
)
EXECUTOR = click.option(
    "--executor",
    type=click.Choice(["local", "ray"]),
    default=None,
    help="Where scenes are made: processes of this machine, or a Ray cluster (docs/cluster.md).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Machine-readable output on stdout.")


def settings_with(executor: str | None) -> Settings:
    """Read the settings, with the executor that a command was told."""
    from beatreel.core.config import load_settings

    return load_settings(**({"executor": {"kind": executor}} if executor else {}))


def film_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide what the film looks like."""
    options = [
        click.option("--prompt", "-p", default="", help="World, colour temperature, camera movement."),
        click.option("--style", default=None, help="Style preset; see: beatreel styles."),
        click.option("--seed", type=click.IntRange(0), default=None, help="Same seed, same film."),
        click.option("--analyzer", default=None, help="Who hears the song."),
        CORRECTIONS,
        click.option("--generator", default=None, help="Who paints the stills."),
        click.option("--animator", default=None, help="Who moves them (default: the generator)."),
        click.option(
            "--reference",
            "references",
            type=click.Path(path_type=Path),
            multiple=True,
            help="Reference picture; may be repeated.",
        ),
        click.option(
            "--still",
            "stills",
            multiple=True,
            metavar="SCENE=FILE",
            help="Show this picture in a scene (1, 2, ...) or a part (chorus, ...); may be repeated.",
        ),
        click.option("--aspect", type=click.Choice(["9:16", "16:9", "1:1", "4:5"]), default=None, help="Shape."),
        click.option("--fps", type=click.Choice(["24", "25", "30", "60"]), default=None, help="Frames per second."),
        click.option("--draft", is_flag=True, help="Small and quick: 540x960, no platform files unless asked for."),
        click.option(
            "--only", default=None, help="Platforms, separated by commas: canvas,reels,tiktok,shorts,youtube,…"
        ),
        click.option("--set", "sets", multiple=True, metavar="NAME.KEY=VALUE", help="Parameter of a generator."),
        click.option(
            "--storyboard",
            "storyboard_path",
            type=click.Path(path_type=Path, dir_okay=False),
            default=None,
            help="Follow this storyboard (from: beatreel plan).",
        ),
        click.option("--reduced-motion", is_flag=True, help="Calm camera, calm light, fewer cuts."),
        click.option("--trim-silence", is_flag=True, help="Cut the silence off both ends of the song."),
        click.option("--no-metadata", is_flag=True, help="Leave title, artist and recipe out of the films."),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), function)


def make_recipe(settings: Settings, song: Path, *, prompt: str, draft: bool, only: str | None, **given: Any) -> Recipe:
    """Turn options into a recipe; what is not given comes from the settings.

    Raises
    ------
    UserInputError
        If an option makes no sense.
    """
    from beatreel.core.config import default_platforms, video_spec
    from beatreel.core.recipe import Recipe
    from beatreel.core.styles import check_style, look_in

    look_in(settings.styles.folders)
    defaults = settings.render
    generator = given["generator"] or defaults.generator
    aspect = given["aspect"] or defaults.aspect
    platforms = default_platforms(defaults, aspect, draft=draft)
    if only is not None:
        platforms = tuple(name.strip() for name in only.split(",") if name.strip())
    storyboard_path = given["storyboard_path"]
    return Recipe(
        song_path=song.expanduser().absolute(),
        prompt=prompt.strip(),
        style=check_style(given["style"] if given["style"] is not None else defaults.style),
        seed=given["seed"] if given["seed"] is not None else defaults.seed,
        spec=video_spec(aspect, given["fps"] or defaults.frame_rate, draft=draft),
        analyzer=given["analyzer"] or defaults.analyzer,
        generator=generator,
        animator=given["animator"] or defaults.animator or generator,
        params=parse_params(given["sets"], generator),
        platforms=platforms,
        references=tuple(path.expanduser().absolute() for path in given["references"]),
        stills=_stills(given["stills"]),
        storyboard_path=storyboard_path.expanduser().absolute() if storyboard_path else None,
        trim_silence=given["trim_silence"],
        reduced_motion=given["reduced_motion"],
        metadata=defaults.metadata and not given["no_metadata"],
        corrections=given_corrections(given["correction_paths"]),
    )


def given_corrections(paths: tuple[Path, ...]) -> Corrections | None:
    """Read the files given with ``--corrections`` and say what in them was not understood.

    Raises
    ------
    CorrectionsError
    """
    if not paths:
        return None
    from beatreel.corrections.reading import read_corrections

    corrections, notes = read_corrections(paths)
    for note in notes:
        click.echo(note, err=True)
    return corrections


def _stills(given: tuple[str, ...]) -> dict[str, Path]:
    stills = {}
    for text in given:
        scene, equals, file = text.partition("=")
        if not equals or not file or not scene.strip():
            raise UserInputError(f"“{text}” names no picture for a scene", hint="Write it as --still 3=photo.jpg")
        stills[scene.strip().lower()] = Path(file).expanduser().absolute()
    return stills


def parse_params(sets: tuple[str, ...], generator: str) -> dict[str, dict[str, Any]]:
    """Return parameters by provider from texts NAME.KEY=VALUE or KEY=VALUE; those without a name go to ``generator``.

    Raises
    ------
    ConfigError
        If a text is no such thing.
    """
    params: dict[str, dict[str, Any]] = {}
    for text in sets:
        key, equals, value = text.partition("=")
        provider, _, name = key.rpartition(".")
        if not equals or not name:
            raise ConfigError(f"“{text}” is no parameter", hint="Write it as --set NAME.KEY=VALUE")
        provider = generator if provider in ("", "generator") else provider
        path = Path(value).expanduser()
        if "/" in value and path.exists():  # whoever makes the film may stand in another folder
            value = str(path.absolute())
        params.setdefault(provider, {})[name] = value
    return params


def say_notice(notice: str) -> None:
    """Say what must be known about a provider that was chosen."""
    if notice:
        click.echo(f"Note: {notice}.", err=True)


def check_params(engine: Any, recipe: Recipe) -> None:
    """Refuse parameters that a provider does not have, before any work, and say what must be known of those chosen.

    Raises
    ------
    UserInputError
    """
    from beatreel.engine import orders

    say_notice(getattr(engine.plugins.analyzer(recipe.analyzer), "notice", ""))
    orders.check_params(engine.plugins, recipe.params)
