"""Guarded loading of plugins: one that is broken shows with its reason, everything else works.

Plugins come from three places, through one door: the built-in list, installed packages (entry points of the group
``beatreel``), and single files in the folders that the settings name.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

from beatreel._version import __version__
from beatreel.core.config import PluginSettings
from beatreel.core.errors import PluginLoadError, ProviderNotFoundError
from beatreel.core.ports import file_name_of
from beatreel.hooks.markers import PROJECT, hookspec
from beatreel.hooks.probing import probe, suspect_file, suspect_package
from beatreel.hooks.specs import EventSpecs, ProviderSpecs
from beatreel.plugins import BUILTIN_NOTIFIERS, BUILTIN_PLUGINS

if TYPE_CHECKING:
    from types import ModuleType

    from beatreel.core.events import Event, LoggedEvent
    from beatreel.core.pipeline import Reaction
    from beatreel.core.ports import Analyzer, Exporter, Generator

ENTRY_POINT_GROUP = "beatreel"
# Providers that come with an extra: what to install. madmom has no wheel and needs its build tools beforehand.
_EXTRAS = {
    "madmom": "pip install setuptools wheel cython, then pip install --no-build-isolation 'madmom==0.16.1'",
}


@dataclass
class PluginInfo:
    """One plugin as the user sees it.

    Attributes
    ----------
    name : str
    origin : {"builtin", "installed", "file", "embedded"}
    version : str
    hooks : list of str
        What it implements.
    provides : list of str
        Such as ``"exporter reels"``.
    error : str or None
        Why it is broken.
    place : str
        The file or module that it was loaded from.
    line : str
        File and line at which a broken one failed, as far as that is in the plugin.
    is_apart : bool
        Ours, and told in the process of foreign listeners all the same.
    """

    name: str
    origin: str
    version: str = ""
    hooks: list[str] = field(default_factory=list)
    provides: list[str] = field(default_factory=list)
    error: str | None = None
    place: str = ""
    line: str = ""
    is_apart: bool = False

    @property
    def is_foreign(self) -> bool:
        """Whether its listeners are kept out of the engine's process."""
        return self.origin in ("installed", "file") or self.is_apart


class PluginManager:
    """All plugins of one engine or worker; there is no global one.

    Attributes
    ----------
    analyzers, generators, exporters : dict of str to provider
    events : list of type
    reactions : list of Reaction
    infos : list of PluginInfo
    """

    def __init__(self) -> None:
        self.pluggy = pluggy.PluginManager(PROJECT)
        self.pluggy.add_hookspecs(ProviderSpecs)
        self.pluggy.add_hookspecs(EventSpecs)
        self.analyzers: dict[str, Analyzer] = {}
        self.generators: dict[str, Generator] = {}
        self.exporters: dict[str, Exporter] = {}
        self.events: list[type[Event]] = []
        self.reactions: list[Reaction] = []
        self.infos: list[PluginInfo] = []
        self._refused: list[tuple[str, Any]] = []

    @classmethod
    def load(cls, settings: PluginSettings | None = None, *, extra: Iterable[tuple[str, Any]] = ()) -> PluginManager:
        """Load every plugin that is not disabled.

        Parameters
        ----------
        settings : PluginSettings, optional
        extra : iterable of (str, object)
            Further plugins by name, for tests and for embedding.
        """
        settings = settings or PluginSettings()
        manager = cls()
        for name in BUILTIN_PLUGINS:
            short = name.rpartition(".")[2]
            manager._add(
                PluginInfo(short, "builtin", __version__, place=name), partial(importlib.import_module, name), settings
            )
        for name in BUILTIN_NOTIFIERS:
            short = name.rpartition(".")[2]
            if short in settings.options and short not in settings.disabled:
                info = PluginInfo(short, "builtin", __version__, place=name, is_apart=True)
                manager._add(info, partial(importlib.import_module, name), settings)
        points = [
            point
            for point in importlib.metadata.entry_points(group=ENTRY_POINT_GROUP)
            if point.name not in settings.disabled
        ]
        paths = [path for path in _plugin_files(settings.folders) if path.stem not in settings.disabled]
        deadly = probe([*map(suspect_package, points), *map(suspect_file, paths)])
        for point in points:
            version = point.dist.version if point.dist else ""
            load = _refuse(deadly[point.name]) if point.name in deadly else point.load
            manager._add(PluginInfo(point.name, "installed", version, place=point.value), load, settings)
        for path in paths:
            load = _refuse(deadly[path.stem]) if path.stem in deadly else partial(_import_file, path)
            manager._add(PluginInfo(path.stem, "file", place=str(path)), load, settings)
        for name, plugin in extra:
            manager._add(PluginInfo(name, "embedded"), partial(_itself, plugin), settings)
        manager._try_again(settings)
        for analyzer in manager.analyzers.values():
            if hasattr(analyzer, "meet"):
                analyzer.meet(manager.analyzers)
        for exporter in manager.exporters.values():
            if hasattr(exporter, "meet"):
                exporter.meet(manager.exporters)
        return manager

    def add(self, name: str, where: Path | str, settings: PluginSettings | None = None) -> PluginInfo:
        """Load one more plugin, from a file or by the name of its module.

        Parameters
        ----------
        name : str
            What it is called.
        where : Path or str
            A Python file, or the name of a module that can be imported.
        settings : PluginSettings, optional
        """
        info = PluginInfo(name, "file" if isinstance(where, Path) else "installed", place=str(where))
        load: Callable[[], Any] = (
            partial(_import_file, where) if isinstance(where, Path) else partial(importlib.import_module, where)
        )
        self._add(info, load, settings or PluginSettings())
        return info

    def _add(self, info: PluginInfo, load: Callable[[], Any], settings: PluginSettings) -> None:
        self.infos.append(info)
        plugin: Any = None
        try:
            plugin = load()
            info.version = info.version or str(getattr(plugin, "__version__", ""))
            self.pluggy.register(plugin, name=info.name)
            self._refuse_unknown_hooks(plugin)
            callers = self.pluggy.get_hookcallers(plugin) or []
            info.hooks = sorted(caller.name for caller in callers)
            if "configure" in info.hooks:
                plugin.configure(options=settings.options.get(info.name, {}))
            self._collect(plugin, info)
        except (Exception, SystemExit) as error:
            info.error = f"{type(error).__name__}: {error}"
            info.line = line_of(error)
            if plugin is not None and self.pluggy.is_registered(plugin):
                self.pluggy.unregister(plugin)

    def _refuse_unknown_hooks(self, plugin: Any) -> None:
        self._specify_events_of(plugin)
        for name in dir(plugin):
            options = self.pluggy.parse_hookimpl_opts(plugin, name)
            if options is None:
                continue
            hook = getattr(self.pluggy.hook, options.get("specname") or name, None)
            if hook is None or hook.spec is None:
                self._refused.append((self.pluggy.get_name(plugin) or "", plugin))
                raise PluginLoadError(f"there is no hook “{name}”", plugin=str(name))

    def _specify_events_of(self, plugin: Any) -> None:
        """Give the events that a plugin registers their hooks: ``chapters.written`` has ``chapters_written(event, logged)``."""
        if self.pluggy.parse_hookimpl_opts(plugin, "register_events") is None:
            return
        for kind in plugin.register_events():
            name = kind.name.replace(".", "_")
            hook = getattr(self.pluggy.hook, name, None)
            if hook is None or hook.spec is None:
                self.pluggy.add_hookspecs(type(kind.__name__, (), {name: hookspec(_event_hook)}))

    def _try_again(self, settings: PluginSettings) -> None:
        """Load those once more that asked for a hook too early: it may be the event of a plugin that came after them."""
        refused, self._refused = self._refused, []
        for name, plugin in refused:
            info = next(info for info in self.infos if info.name == name and info.error)
            info.error, info.line = None, ""
            self._add(info, partial(_itself, plugin), settings)
            self.infos.pop()  # it has its place already

    def _collect(self, plugin: Any, info: PluginInfo) -> None:
        """Ask a new plugin for what it provides; nothing is kept unless all of it is sound."""
        found: dict[str, list[Any]] = {}
        for kind in ("analyzers", "generators", "exporters", "events", "reactions"):
            hook = getattr(plugin, f"register_{kind}", None)
            implements = f"register_{kind}" in info.hooks
            found[kind] = list(hook()) if implements and hook is not None else []
        for kind in ("analyzers", "generators", "exporters"):
            for provider in found[kind]:
                name = provider.name
                if name in getattr(self, kind):
                    raise PluginLoadError(f"another plugin provides the {kind[:-1]} “{name}”", plugin=info.name)
        for kind in ("analyzers", "generators", "exporters"):
            for provider in found[kind]:
                getattr(self, kind)[provider.name] = provider
                info.provides.append(f"{kind[:-1]} {provider.name}")
        self.events += found["events"]
        # Who registered it is ours to say: one without a name would pass for a stage of the chain.
        self.reactions += [replace(reaction, plugin=info.name) for reaction in found["reactions"]]

    @property
    def embedded(self) -> set[str]:
        """Names of the plugins that were handed over as objects; no other process knows them."""
        return {info.name for info in self.infos if info.origin == "embedded"}

    def analyzer(self, name: str) -> Analyzer:
        """Return an analyzer by name, or raise ProviderNotFoundError."""
        return self._provider("analyzer", name, self.analyzers)

    def generator(self, name: str) -> Generator:
        """Return a generator by name, or raise ProviderNotFoundError."""
        return self._provider("generator", name, self.generators)

    def exporter(self, name: str) -> Exporter:
        """Return an exporter by name, or raise ProviderNotFoundError."""
        return self._provider("exporter", name, self.exporters)

    def file_names(self, names: Iterable[str]) -> list[str]:
        """Return what the files of exporters are called."""
        return [file_name_of(self.exporter(name)) for name in names]

    def _provider(self, kind: str, name: str, known: dict[str, Any]) -> Any:
        if name in known:
            return known[name]
        hint = f"There are: {', '.join(sorted(known)) or 'none'}"
        if name in _EXTRAS:
            hint += f". For “{name}”: {_EXTRAS[name]}"
        broken = [info for info in self.infos if info.error and name in info.name]
        if broken:
            hint += f". The plugin {broken[0].name} is broken: {broken[0].error}"
        raise ProviderNotFoundError(f"There is no {kind} “{name}”", hint=hint)


def _plugin_files(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.expanduser().glob("*.py")) if path.name[0] not in "._"]


def _event_hook(self: Any, event: Event, logged: LoggedEvent) -> None:
    """Tell of a plugin's own event, as of every other."""


def line_of(error: BaseException) -> str:
    """Return file and line of the plugin at which an error arose; empty if all of it is ours."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    own = str(Path(__file__).parents[1])
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if not frame.filename.startswith((own, "<"))]
    places = [frame for frame in theirs if "importlib" not in frame.filename and "pluggy" not in frame.filename]
    return f"{places[-1].filename}:{places[-1].lineno}" if places else ""


def _refuse(why: str) -> Callable[[], Any]:
    def load() -> Any:
        raise PluginLoadError(why, plugin="")

    return load


def _itself(plugin: Any) -> Any:
    return plugin


def _import_file(path: Path) -> ModuleType:
    name = f"beatreel_file_plugin_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PluginLoadError("not a Python file", plugin=path.stem)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pickling and dataclasses look the module up by name
    spec.loader.exec_module(module)
    return module
