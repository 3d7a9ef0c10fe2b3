"""Where a plugin that somebody names is: an installed one, a built-in one, a file, or a project's folder."""

from __future__ import annotations

import importlib.metadata
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatreel.core.config import PluginSettings
from beatreel.core.errors import UserInputError
from beatreel.hooks.manager import ENTRY_POINT_GROUP, PluginInfo, PluginManager


@dataclass(frozen=True)
class Found:
    """A plugin with what it provides.

    Attributes
    ----------
    info : PluginInfo
    plugin : object or None
        The module; None if it could not be loaded.
    providers : list of (str, str, object)
        Kind, name and provider; for listeners and reactions, the plugin itself.
    """

    info: PluginInfo
    plugin: Any
    providers: list[tuple[str, str, Any]]


def find_plugins(name_or_path: str, settings: PluginSettings) -> list[Found]:
    """Load the plugin of a name, a file or a project's folder.

    Parameters
    ----------
    name_or_path : str
        Name of a plugin or of something that it provides, path of a Python file, or of a folder with a ``pyproject.toml``.
    settings : PluginSettings
        What is installed and where files lie.

    Raises
    ------
    UserInputError
        If there is no such plugin.
    """
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        return [_load(name, module) for name, module in _entry_points(path)]
    if path.suffix == ".py":
        if not path.is_file():
            raise UserInputError(f"There is no file {path}", hint="Name a plugin, a .py file, or a project's folder")
        return [_load(path.stem, path)]
    manager = PluginManager.load(settings)
    wanted = [info for info in manager.infos if name_or_path in (info.name, *_names(info))]
    if not wanted:
        known = ", ".join(info.name for info in manager.infos)
        raise UserInputError(
            f"There is no plugin “{name_or_path}”", hint=f"There are: {known}. Or name a .py file or a project's folder"
        )
    return [_found(manager, info) for info in wanted]


def _names(info: PluginInfo) -> list[str]:
    return [provided.partition(" ")[2] for provided in info.provides]


def _entry_points(folder: Path) -> list[tuple[str, str]]:
    """Return names and modules of a project's plugins, and make its modules importable."""
    file = folder / "pyproject.toml"
    try:
        project = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserInputError(
            f"{folder} has no pyproject.toml", hint="Begin a project with: beatreel plugins new NAME --kind generator"
        ) from error
    except ValueError as error:
        raise UserInputError(f"{file} cannot be read: {error}", hint="Check its TOML syntax") from error
    points = project.get("project", {}).get("entry-points", {}).get(ENTRY_POINT_GROUP, {})
    if not points:
        raise UserInputError(
            f"{file} declares no plugin",
            hint=f'Add: [project.entry-points.{ENTRY_POINT_GROUP}] and beneath it: my_plugin = "my_module"',
        )
    for place in (folder / "src", folder):
        if place.is_dir():
            sys.path.insert(0, str(place.resolve()))
    return list(points.items())


def _load(name: str, where: Path | str) -> Found:
    """Load one plugin beside the built-in ones; names that it takes from them are a fault that loading names."""
    manager = PluginManager.load(PluginSettings(folders=(), disabled=_installed()))
    info = manager.add(name, where)
    return _found(manager, info)


def _installed() -> tuple[str, ...]:
    """An installed version of the plugin must not get in the way of the one that is looked at."""
    return tuple(point.name for point in importlib.metadata.entry_points(group=ENTRY_POINT_GROUP))


def _found(manager: PluginManager, info: PluginInfo) -> Found:
    plugin = manager.pluggy.get_plugin(info.name)
    providers: list[tuple[str, str, Any]] = []
    for provided in info.provides:
        kind, _, name = provided.partition(" ")
        known: dict[str, dict[str, Any]] = {
            "analyzer": dict(manager.analyzers),
            "generator": dict(manager.generators),
            "exporter": dict(manager.exporters),
        }
        if kind in known:
            providers.append((kind, name, known[kind][name]))
    if "register_reactions" in info.hooks:
        providers.append(("reaction", info.name, plugin))
    if any(not hook.startswith("register_") and hook != "configure" for hook in info.hooks):
        providers.append(("listener", info.name, plugin))
    return Found(info, plugin, providers)
