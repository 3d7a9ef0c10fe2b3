"""What a song in a watched folder is to become: the folder's ``beatreel.toml``, those of sub-folders, and the song's own sidecar.

The nearer file wins, key by key. Keys stand at the top of the file; a ``[render]`` table, as in the program's own configuration,
counts the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from beatreel.core.config import Settings, default_platforms, video_spec
from beatreel.core.corrections import Corrections
from beatreel.core.errors import ConfigError
from beatreel.core.model import Aspect
from beatreel.core.recipe import Recipe

RULES = "beatreel.toml"


class Rules(BaseModel):
    """Everything that a rule file or a sidecar may say; what is not said comes from the settings.

    Attributes
    ----------
    originals : {"move", "keep"}
        Whether a song moves to ``done`` or ``rejected`` in the end, or stays where it is, as in a DAW's own folder.
    set : dict
        Parameters of generators: ``[set.procedural]``.
    tempo : float or None
        BPM, where a DAW or a person knows it.
    corrections : tuple of Path
        What else is known of the song: markers from a DAW, corrections by hand; also called ``markers``.
    """

    model_config = ConfigDict(extra="forbid")

    prompt: str = ""
    style: str | None = None
    seed: int | None = Field(default=None, ge=0)
    analyzer: str | None = None
    generator: str | None = None
    animator: str | None = None
    references: tuple[Path, ...] = ()
    platforms: tuple[str, ...] | None = None
    aspect: Aspect | None = None
    frame_rate: Literal["24", "25", "30", "60"] | None = None
    draft: bool = False
    trim_silence: bool = False
    metadata: bool | None = None
    priority: int = 0
    originals: Literal["move", "keep"] = "move"
    set: dict[str, dict[str, Any]] = Field(default_factory=dict)
    tempo: float | None = Field(default=None, gt=0)
    corrections: tuple[Path, ...] = ()


def read_rules(root: Path, folder: Path, sidecar: Path | None, base: Mapping[str, Any]) -> Rules:
    """Return the rules for songs in a folder at or below a watched one.

    Parameters
    ----------
    root, folder : Path
        The watched folder, and the one that the song lies in.
    sidecar : Path or None
    base : mapping
        What the command line said; the files say it better.

    Raises
    ------
    ConfigError
        If a file cannot be read or says something that is no rule.
    """
    chain = [
        root,
        *(
            root.joinpath(*folder.relative_to(root).parts[: depth + 1])
            for depth in range(len(folder.relative_to(root).parts))
        ),
    ]
    files = [path for place in chain if (path := place / RULES).is_file()] + ([sidecar] if sidecar else [])
    said: dict[str, Any] = dict(base)
    for path in files:
        said |= _read(path)
        _check(said, path)
    return _check(said, files[-1] if files else root)


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"“{path.name}” cannot be read: {error}", hint='Check its TOML syntax: name = "value"'
        ) from error
    said = {**raw.pop("render", {}), **raw}
    if "fps" in said:
        said["frame_rate"] = said.pop("fps")
    if "params" in said:
        said["set"] = said.pop("params")
    if isinstance(said.get("frame_rate"), int):
        said["frame_rate"] = str(said["frame_rate"])
    if isinstance(said.get("platforms"), str):
        said["platforms"] = [name.strip() for name in said["platforms"].split(",") if name.strip()]
    for name in ("workers", "stall_limit"):  # settings of the machine, not of a film
        said.pop(name, None)
    if "markers" in said:
        said["corrections"] = said.pop("markers")
    for name in ("references", "corrections"):
        if name in said:
            named = said[name] if isinstance(said[name], list) else [said[name]]
            said[name] = [str(path.parent / str(part)) for part in named]
    return said


def _check(said: dict[str, Any], path: Path) -> Rules:
    try:
        return Rules.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            known = ", ".join(sorted(Rules.model_fields))
            raise ConfigError(
                f"“{path.name}” says “{name}”, which is no setting", hint=f"There are: {known}"
            ) from error
        raise ConfigError(f"“{path.name}”, {name}: {first['msg']}", hint="Mend it and save it again") from error


def make_recipe(rules: Rules, settings: Settings, song: Path, sha256: str) -> Recipe:
    """Turn rules into the order for one song."""
    defaults = settings.render
    generator = rules.generator or defaults.generator
    aspect = rules.aspect or defaults.aspect
    platforms = default_platforms(defaults, aspect, draft=rules.draft)
    return Recipe(
        song_path=song,
        song_sha256=sha256,
        prompt=rules.prompt.strip(),
        style=rules.style if rules.style is not None else defaults.style,
        seed=rules.seed if rules.seed is not None else defaults.seed,
        spec=video_spec(aspect, rules.frame_rate or defaults.frame_rate, draft=rules.draft),
        analyzer=rules.analyzer or defaults.analyzer,
        generator=generator,
        animator=rules.animator or defaults.animator or generator,
        params=rules.set,
        platforms=rules.platforms if rules.platforms is not None else platforms,
        references=rules.references,
        trim_silence=rules.trim_silence,
        metadata=defaults.metadata if rules.metadata is None else rules.metadata,
        corrections=_corrections(rules),
    )


def _corrections(rules: Rules) -> Corrections | None:
    if rules.tempo is None and not rules.corrections:
        return None
    from beatreel.corrections.reading import read_corrections
    from beatreel.corrections.statements import read_statements

    stated = read_corrections(rules.corrections)[0] if rules.corrections else Corrections()
    if rules.tempo is None:
        return stated
    return stated.overruled_by(read_statements({"tempo": rules.tempo}, origin="the song's rules"))
