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
    from beatreel.core.recipe import Recipe

SONG = click.argument("song", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Machine-readable output on stdout.")


def film_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide what the film looks like."""
    options = [
        click.option("--prompt", "-p", default="", help="World, colour temperature, camera movement."),
        click.option("--style", default=None, help="Style preset."),
        click.option("--seed", type=click.IntRange(0), default=None, help="Same seed, same film."),
        click.option("--analyzer", default=None, help="Who hears the song."),
        click.option("--generator", default=None, help="Who paints the stills."),
        click.option("--animator", default=None, help="Who moves them (default: the generator)."),
        click.option(
            "--reference",
            "references",
            type=click.Path(path_type=Path),
            multiple=True,
            help="Reference picture; may be repeated.",
        ),
        click.option("--aspect", type=click.Choice(["9:16", "16:9", "1:1", "4:5"]), default=None, help="Shape."),
        click.option("--fps", type=click.Choice(["24", "25", "30", "60"]), default=None, help="Frames per second."),
        click.option("--draft", is_flag=True, help="Small and quick: 540x960, no platform files unless asked for."),
        click.option("--only", default=None, help="Platforms, separated by commas: canvas,reels,tiktok,shorts."),
        click.option("--set", "sets", multiple=True, metavar="NAME.KEY=VALUE", help="Parameter of a generator."),
        click.option(
            "--storyboard",
            "storyboard_path",
            type=click.Path(path_type=Path, dir_okay=False),
            default=None,
            help="Follow this storyboard (from: beatreel plan).",
        ),
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
    from beatreel.core.config import video_spec
    from beatreel.core.recipe import Recipe

    defaults = settings.render
    generator = given["generator"] or defaults.generator
    aspect = given["aspect"] or defaults.aspect
    # A draft is for looking at, and the platforms show 9:16; whoever wants their files all the same names them.
    platforms = () if draft or aspect != "9:16" else defaults.platforms
    if only is not None:
        platforms = tuple(name.strip() for name in only.split(",") if name.strip())
    storyboard_path = given["storyboard_path"]
    return Recipe(
        song_path=song.expanduser().absolute(),
        prompt=prompt.strip(),
        style=given["style"] if given["style"] is not None else defaults.style,
        seed=given["seed"] if given["seed"] is not None else defaults.seed,
        spec=video_spec(aspect, given["fps"] or defaults.frame_rate, draft=draft),
        analyzer=given["analyzer"] or defaults.analyzer,
        generator=generator,
        animator=given["animator"] or defaults.animator or generator,
        params=_params(given["sets"], generator),
        platforms=platforms,
        references=tuple(path.expanduser().absolute() for path in given["references"]),
        storyboard_path=storyboard_path.expanduser().absolute() if storyboard_path else None,
        trim_silence=given["trim_silence"],
        metadata=defaults.metadata and not given["no_metadata"],
    )


def _params(sets: tuple[str, ...], generator: str) -> dict[str, dict[str, Any]]:
    params: dict[str, dict[str, Any]] = {}
    for text in sets:
        key, equals, value = text.partition("=")
        provider, _, name = key.rpartition(".")
        if not equals or not name:
            raise ConfigError(f"“{text}” is no parameter", hint="Write it as --set NAME.KEY=VALUE")
        provider = generator if provider in ("", "generator") else provider
        params.setdefault(provider, {})[name] = value
    return params


def check_params(engine: Any, recipe: Recipe) -> None:
    """Refuse parameters that a provider does not have, before any work.

    Raises
    ------
    UserInputError
    """
    from pydantic import ValidationError

    for name, values in recipe.params.items():
        model = engine.plugins.generator(name).params
        unknown = sorted(set(values) - set(model.model_fields))
        if unknown:
            known = ", ".join(sorted(model.model_fields)) or "none"
            raise UserInputError(f"The generator “{name}” has no parameter “{unknown[0]}”", hint=f"It has: {known}")
        try:
            model.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            raise UserInputError(
                f"Parameter “{name}.{first['loc'][0]}”: {first['msg']}", hint="See: beatreel plugins --json"
            ) from error
