"""Install a plugin: a single file into the folder of plugins, all else with pip into the running environment."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from beatreel.core.config import PluginSettings
from beatreel.core.errors import BeatreelError, UserInputError


def install_file(path: Path, settings: PluginSettings, *, replace: bool = False) -> Path:
    """Copy a single-file plugin into the first folder of the setting ``plugins.folders``.

    Returns
    -------
    Path
        Where it lies now.

    Raises
    ------
    UserInputError
        If there is no such file, no such folder is set, or another file of this name lies there.
    """
    if not path.is_file():
        raise UserInputError(f"There is no file {path}", hint="Name a .py file, a project's folder, or a package")
    if not settings.folders:
        raise UserInputError(
            "No folder for plugins is set", hint='Name one in the settings: [plugins] folders = ["~/beatreel-plugins"]'
        )
    folder = settings.folders[0].expanduser()
    target = folder / path.name
    if target.exists() and not replace and target.read_bytes() != path.read_bytes():
        raise UserInputError(f"{target} is there already and differs", hint="Replace it with: --replace")
    folder.mkdir(parents=True, exist_ok=True)
    if not (target.exists() and target.samefile(path)):
        shutil.copyfile(path, target)
    return target


def install_package(what: str, options: Sequence[str] = ()) -> None:
    """Install a package with the pip of the running environment.

    Parameters
    ----------
    what : str
        A folder, a wheel, an sdist, or what pip takes for a name.
    options : sequence of str
        Further options of pip.

    Raises
    ------
    UserInputError
        If this environment has no pip.
    BeatreelError
        If pip fails; it has said why on stderr.
    """
    if importlib.util.find_spec("pip") is None:
        raise UserInputError(
            f"The environment in {sys.prefix} has no pip",
            hint=f"Install it with the tool that made the environment, such as: uv pip install {what}",
        )
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", *options, what]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
        raise BeatreelError(
            f"pip could not install {what}",
            hint="Its last lines say why. Without a network: beatreel plugins install PATH -- --no-build-isolation",
        )
