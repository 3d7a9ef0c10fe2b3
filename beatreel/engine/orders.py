"""What is checked and computed of an order before it becomes a job; needs no engine, so submitting is quick."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from beatreel.core.config import Settings
from beatreel.core.errors import ProviderNotFoundError, UserInputError
from beatreel.core.files import sha256_of
from beatreel.core.model import Aspect
from beatreel.core.ports import Generator
from beatreel.core.recipe import Recipe
from beatreel.core.value import fingerprint
from beatreel.engine.takes import animator_of
from beatreel.hooks.manager import PluginManager

_ASPECT_TOLERANCE = 0.02


def check_providers(plugins: PluginManager, recipe: Recipe) -> None:
    """Refuse an order that no loaded plugin can carry out.

    Raises
    ------
    ProviderNotFoundError
        If it names a provider that is not there.
    UserInputError
        If a platform shows another shape than the film has.
    """
    plugins.analyzer(recipe.analyzer)
    painter = plugins.generator(recipe.generator)
    animator = animator_of(recipe.animator, plugins)
    check_platforms(plugins, recipe, recipe.platforms)
    if not hasattr(painter, "paint"):
        raise ProviderNotFoundError(
            f"The generator “{recipe.generator}” cannot paint", hint="Name one that can with --generator"
        )
    for generator in {painter.name: painter, animator.name: animator}.values():
        check_inputs(generator, recipe.params.get(generator.name, {}), recipe)


def check_inputs(generator: Generator, given: dict[str, Any], recipe: Recipe) -> None:
    """Have a generator refuse what it could not do with the parameters that it is given, before any work.

    Raises
    ------
    UserInputError
    """
    if hasattr(generator, "check"):
        check_values(generator, given)
        generator.check(generator.params.model_validate(given), recipe.spec, references=recipe.references)


def check_platforms(plugins: PluginManager, recipe: Recipe, names: Iterable[str]) -> None:
    """Refuse platforms that no plugin knows, that show another shape than the film has, or that lack something they need.

    Raises
    ------
    ProviderNotFoundError, UserInputError
    """
    spec = recipe.spec
    for name in names:
        exporter = plugins.exporter(name)
        platform = exporter.platform
        shape = Fraction(spec.width, spec.height)
        composes = getattr(exporter, "composes", False)
        if platform.aspect is not None and not composes and abs(shape / platform.aspect - 1) > _ASPECT_TOLERANCE:
            raise UserInputError(
                f"{platform.title} shows {_ratio(platform.aspect)}, this film is {_ratio(shape)} ({spec.width}x{spec.height});"
                " it is not cropped, for its pictures are composed for their shape",
                hint=_another_render(recipe, name, platform.aspect),
            )
        ready = getattr(exporter, "ready", None)
        if ready is not None:
            ready(song_path=recipe.song_path)


def _another_render(recipe: Recipe, name: str, aspect: Fraction) -> str:
    """Return the command that makes the film in the shape that a platform shows."""
    if _ratio(aspect) not in get_args(Aspect):
        return f"Leave “{name}” out: films are made in {', '.join(get_args(Aspect))}"
    words = ["beatreel", "render", str(recipe.song_path)]
    words += ["--prompt", recipe.prompt] if recipe.prompt else []
    words += ["--style", recipe.style] if recipe.style else []
    words += ["--seed", str(recipe.seed), "--aspect", _ratio(aspect), "--only", name]
    return f"Leave “{name}” out, or compose the film anew: {shlex.join(words)} --out FOLDER"


def _ratio(shape: Fraction) -> str:
    """Return a shape as people write it; film sizes are even numbers of pixels and so not always exact."""
    for known in get_args(Aspect):
        width, _, height = known.partition(":")
        if abs(shape * int(height) / int(width) - 1) < _ASPECT_TOLERANCE:
            return str(known)
    return f"{shape.numerator}:{shape.denominator}"


def check_params(plugins: PluginManager, params: Mapping[str, dict[str, Any]]) -> None:
    """Refuse parameters that a generator does not have, before any work.

    Parameters
    ----------
    params : mapping of str to dict
        For each generator its parameters.

    Raises
    ------
    UserInputError
    """
    for name, values in params.items():
        check_values(plugins.generator(name), values)


def check_values(generator: Generator, values: Mapping[str, Any]) -> None:
    """Refuse parameters that a generator does not have.

    Raises
    ------
    UserInputError
    """
    name, model = generator.name, generator.params
    unknown = sorted(set(values) - set(model.model_fields))
    if unknown:
        known = ", ".join(sorted(model.model_fields)) or "none"
        raise UserInputError(f"The generator “{name}” has no parameter “{unknown[0]}”", hint=f"It has: {known}")
    try:
        model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserInputError(
            f"Parameter “{name}.{where}”: {first['msg']}", hint="See: beatreel plugins --json"
        ) from error


def hash_of_song(path: Path, settings: Settings) -> str:
    """Tell songs apart by content; a file that intake will refuse anyway need not be read (empty then)."""
    try:
        if path.is_file() and path.stat().st_size <= settings.intake.max_bytes:
            return sha256_of(path)
    except OSError:
        pass
    return ""


def content_of(recipe: Recipe) -> str:
    """Return what the film is made of, whatever its files are called and wherever it goes; empty if the song is unknown."""
    if not recipe.song_sha256:
        return ""
    return fingerprint(recipe.model_dump(mode="json", exclude={"song_path": True, "corrections": {"origins"}}))
