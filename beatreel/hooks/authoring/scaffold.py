"""A new plugin as a project that passes its own tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template

from beatreel._version import __version__
from beatreel.core.errors import UserInputError

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUMMARIES = {
    "generator": "Draws the scenes of a beatreel film.",
    "analyzer": "Hears songs for beatreel.",
    "exporter": "Makes the file that a platform gets from a beatreel film.",
    "listener": "Is told what happens in beatreel.",
    "reaction": "Adds a stage to the making of a beatreel film.",
}
_USES = {
    "generator": "beatreel demo --draft --generator $name",
    "analyzer": "beatreel demo --draft --analyzer $name",
    "exporter": "beatreel demo --draft --only $name",
    "listener": "beatreel demo --draft",
    "reaction": "beatreel demo --draft && beatreel events --since 0",
}
KINDS = tuple(_SUMMARIES)


@dataclass(frozen=True)
class NewProject:
    """A project that was written.

    Attributes
    ----------
    folder : Path
    module : Path
        The file to edit.
    files : tuple of Path
    """

    folder: Path
    module: Path
    files: tuple[Path, ...]


def new_project(name: str, kind: str, parent: Path) -> NewProject:
    """Write a plugin project into a new folder.

    Parameters
    ----------
    name : str
        Of the plugin: lower case letters, digits and hyphens.
    kind : {"generator", "analyzer", "exporter", "listener", "reaction"}
    parent : Path
        Where the folder ``beatreel-NAME`` is made.

    Raises
    ------
    UserInputError
        If the name cannot be used, or the folder is there already.
    """
    if not _NAME.fullmatch(name):
        raise UserInputError(
            f"“{name}” cannot be a plugin's name",
            hint="Use lower case letters, digits and hyphens, such as: night-rain",
        )
    short = name.removeprefix("beatreel-")
    project = f"beatreel-{short}"
    folder = parent / project
    if folder.exists():
        raise UserInputError(f"{folder} is there already", hint="Choose another name, or delete it first")
    words = {
        "name": short,
        "project": project,
        "module": project.replace("-", "_"),
        "event": short.replace("-", "_"),
        "title": short.replace("-", " ").title(),
        "class_name": short.replace("-", " ").title().replace(" ", ""),
        "kind_class": kind.capitalize(),
        "summary": _SUMMARIES[kind],
        "beatreel": __version__,
    }
    words["use"] = Template(_USES[kind]).substitute(words)
    module = folder / f"{words['module']}.py"
    suite = "test_plugin.py" if kind in ("listener", "reaction") else "test_provider.py"
    templates = {
        folder / "pyproject.toml": "pyproject.toml",
        folder / "README.md": "README.md",
        folder / ".gitignore": "gitignore",
        folder / ".github" / "workflows" / "test.yml": "test.yml",
        module: f"{kind}.py",
        folder / "tests" / f"test_{words['event']}.py": suite,
    }
    for path, template in templates.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(_template(template)).substitute(words), encoding="utf-8")
    return NewProject(folder, module, tuple(templates))


def _template(name: str) -> str:
    return (resources.files("beatreel.hooks.authoring") / "templates" / f"{name}.txt").read_text(encoding="utf-8")
