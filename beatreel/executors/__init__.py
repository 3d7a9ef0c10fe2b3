"""Where heavy work runs. ``local`` uses processes of this machine, ``ray`` a cluster; the task functions are the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.core.config import Settings
    from beatreel.core.ports import Executor
    from beatreel.hooks.manager import PluginManager


def open_executor(settings: Settings, plugins: PluginManager, *, niceness: int = 0) -> Executor:
    """Return the executor that the settings name; it starts nothing before its first task.

    Parameters
    ----------
    settings : Settings
    plugins : PluginManager
    niceness : int
        How far worker processes of this machine let other processes go first.

    Raises
    ------
    ConfigError
        If what it needs is not installed.
    """
    if settings.executor.kind == "ray":
        from beatreel.executors.cluster.executor import RayExecutor

        return RayExecutor(settings, plugins, niceness=niceness)
    from beatreel.executors.local import LocalExecutor

    return LocalExecutor(settings, workers=settings.render.workers, niceness=niceness)
