"""The block ``{front-door} MODULE``: every public name of a module with its docstring, grouped by the part that it comes from.

It reads ``__all__``, so that nothing public can be missing on the page.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import re
from typing import Any

from pydantic import BaseModel
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

TITLES = {
    "beatreel.core.analysis": "What was heard",
    "beatreel.core.errors": "Errors",
    "beatreel.core.events": "Events",
    "beatreel.core.model": "Songs, scenes and files",
    "beatreel.core.movement": "Words for movement",
    "beatreel.core.music": "Music at an instant",
    "beatreel.core.pipeline": "Reactions",
    "beatreel.core.platform": "Platforms",
    "beatreel.core.ports": "What a plugin provides, and what it is given",
    "beatreel.core.styles": "Styles",
    "beatreel.core.timing": "Time",
    "beatreel.core.value": "Values",
    "beatreel.core.wording": "Words of a prompt",
    "beatreel.hooks.markers": "Hooks",
    "beatreel.media.decode": "Sound",
    "beatreel.testing.suites": "Suites",
    "beatreel.testing.conformance": "Checks",
    "beatreel.testing.checks.subject": "One check, and what it looks at",
    "beatreel.testing.fakes": "Stand-ins",
    "beatreel.testing.recorder": "Listening",
    "beatreel.testing.events": "Events to try with",
    "beatreel.testing.songs": "Songs",
}
_BLOCK = re.compile(r"```\{front-door\} (\S+)\n```\n")
_PYDANTIC = set(dir(BaseModel)) | {"model_config", "model_fields"}


def _expand(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace each block by headings and directives of autodoc."""
    source[0] = _BLOCK.sub(lambda block: _sections(block[1]), source[0])


def _sections(name: str) -> str:
    module = importlib.import_module(name)
    groups: dict[str, list[str]] = {}
    for public in module.__all__:
        if not public.startswith("__"):
            groups.setdefault(module._HOME[public], []).append(public)
    parts = []
    for home in sorted(groups, key=lambda home: list(TITLES).index(home) if home in TITLES else len(TITLES)):
        title = TITLES.get(home, home.rpartition(".")[2].replace("_", " ").capitalize())
        directives = "\n".join(_directive(name, public, home, getattr(module, public)) for public in groups[home])
        parts.append(f"## {title}\n\n```{{eval-rst}}\n{directives}```\n")
    return "\n".join(parts)


def _directive(module: str, name: str, home: str, value: Any) -> str:
    if inspect.isclass(value):
        kind, options = "autoclass", ["   :members:", "   :show-inheritance:"]
        if isinstance(value, enum.EnumMeta):
            options.append("   :undoc-members:")
    elif callable(value):
        kind, options = "autofunction", []
    else:  # a constant: its text stands behind it in the source
        said = ModuleAnalyzer.for_module(home)
        said.analyze()
        text = " ".join(said.attr_docs.get(("", name), [""]))
        return f".. py:data:: {module}.{name}\n\n   {text}\n"
    return "\n".join([f".. {kind}:: {module}.{name}", *options, ""])


def _skip(app: Sphinx, what: str, name: str, value: Any, skip: bool, options: Any) -> bool | None:
    """Leave out what pydantic brings along."""
    return True if name in _PYDANTIC else None


def _unlinked(app: Sphinx, env: Any, node: Any, content: Any) -> Any:
    """Leave names that are not public without a link; a public one that leads nowhere stays an error."""
    public = {name for module in ("beatreel", "beatreel.testing") for name in importlib.import_module(module).__all__}
    home, _, name = node.get("reftarget", "").rpartition(".")
    is_public = name in public and (not home or home.startswith("beatreel"))
    return None if node.get("refdomain") != "py" or is_public else content


def _short(
    app: Sphinx, what: str, name: str, value: Any, options: Any, signature: str, returns: str
) -> tuple[str, str] | None:
    """Show the fields of a model by name; their types and limits stand below."""
    if not (inspect.isclass(value) and issubclass(value, BaseModel)) or not value.model_fields:
        return None
    names = [key if field.is_required() else f"{key}=…" for key, field in value.model_fields.items()]
    return f"(*, {', '.join(names)})", ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect."""
    app.connect("source-read", _expand)
    app.connect("autodoc-skip-member", _skip)
    app.connect("missing-reference", _unlinked)
    app.connect("autodoc-process-signature", _short)
    return {"parallel_read_safe": True}
