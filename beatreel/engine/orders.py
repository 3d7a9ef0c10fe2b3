"""What is checked and computed of an order before it becomes a job; needs no engine, so submitting is quick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from beatreel.core.config import Settings
from beatreel.core.errors import ProviderNotFoundError, UserInputError
from beatreel.core.files import sha256_of
from beatreel.core.model import VideoSpec
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
    check_platforms(plugins, recipe.spec, recipe.platforms)
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


def check_platforms(plugins: PluginManager, spec: VideoSpec, names: Iterable[str]) -> None:
    """Refuse platforms that no plugin knows or that show another shape than the film has.

    Raises
    ------
    ProviderNotFoundError, UserInputError
    """
    for name in names:
        platform = plugins.exporter(name).platform
        if abs(Fraction(spec.width, spec.height) / platform.aspect - 1) > _ASPECT_TOLERANCE:
            raise UserInputError(
                f"{platform.title} shows {platform.aspect.numerator}:{platform.aspect.denominator}, this film is"
                f" {spec.width}x{spec.height}",
                hint=f"Leave “{name}” out, or render with --aspect 9:16",
            )


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
