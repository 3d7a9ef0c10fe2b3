"""docs/settings.md: every setting with its type, its default and what it means."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from platformdirs import user_config_path
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from beatreel.core.config import APP, Settings

_HEAD = """# Settings

Everything works without a setting. Where several places name one, the first of these wins:

1. what a command is told, such as `--seed 7`;
2. an environment variable: `BEATREEL_`, then the name in capitals, with two underscores for the point:
   `BEATREEL_RENDER__SEED=7` is `render.seed`. Lists and tables are written as JSON;
3. `beatreel.toml` in the current folder;
4. `config.toml` in your own configuration folder (on Linux `~/.config/beatreel/config.toml`);
5. the defaults below.

```toml
# beatreel.toml
[intake]
min_duration = 20

[render]
platforms = ["canvas", "reels"]
frame_rate = "24"

[plugins]
folders = ["~/beatreel-plugins"]

[plugins.options.webhook]
url = "https://example.org/hooks/films"
```

A setting that does not exist, or has a value that it cannot have, is refused by name before anything is done. `beatreel doctor` shows
where the folders are.

A watched folder's `beatreel.toml` may also say what its songs become (`prompt`, `style`, `seed` …): see
[watched folders](always-on.md#watched-folders).

## Folders
"""

_FOLDERS = {
    "data_dir": "your data folder (on Linux `~/.local/share/beatreel`)",
    "cache_dir": "your cache folder (on Linux `~/.cache/beatreel`)",
    "runtime_dir": "your session's folder for sockets (on Linux `$XDG_RUNTIME_DIR/beatreel`)",
}


def page() -> str:
    """Return the page."""
    fields = Settings.model_fields
    sections = {name: field for name, field in fields.items() if _section(field.annotation)}
    said = _attributes(Settings)
    top = "".join(
        _row(name, field, said.get(name, ""), _FOLDERS.get(name))
        for name, field in fields.items()
        if name not in sections
    )
    parts = [_HEAD, _table(top)]
    for name, field in sections.items():
        kind: Any = field.annotation
        summary = " ".join((kind.__doc__ or "").replace("``", "`").split())
        notes = _attributes(kind)
        rows = "".join(_row(f"{name}.{key}", inner, notes.get(key, "")) for key, inner in kind.model_fields.items())
        parts.append(f"\n## `[{name}]`\n\n{summary.partition(' Attributes ')[0]}\n{_table(rows)}")
    return "".join(parts)


def _section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _table(rows: str) -> str:
    return f"\n| setting | type | default | |\n|---|---|---|---|\n{rows}"


def _row(name: str, field: Any, said: str, default: str | None = None) -> str:
    if default is None:
        value = field.get_default(call_default_factory=True)
        default = "" if value is PydanticUndefined else _beside_configuration(value) or f"`{_toml(value)}`"
    limits = ", ".join(filter(None, (_limit(entry) for entry in field.metadata)))
    about = field.description or said
    if limits:
        about = f"{about} ({limits})" if about else limits
    return f"| `{name}` | {_type(field.annotation)} | {default} | {about} |\n"


def _beside_configuration(value: Any) -> str:
    """Tell of a folder below the user's configuration without the path that it has on this machine; empty for anything else."""
    own = user_config_path(APP)
    names = (
        [path.name for path in value if isinstance(path, Path) and path.parent == own]
        if isinstance(value, tuple)
        else []
    )
    return " and ".join(f"`{name}` beside your `config.toml` (on Linux `~/.config/beatreel/{name}`)" for name in names)


def _limit(entry: Any) -> str:
    for name, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<")):
        if (value := getattr(entry, name, None)) is not None:
            return f"{sign} {value:g}" if abs(value) < 1e6 else f"{sign} {value}"
    return ""


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return "table"
    if origin in (Union, types.UnionType):
        return " or ".join(_type(part) for part in arguments if part is not type(None))
    names = {str: "text", int: "whole number", float: "number", bool: "true or false", Path: "path"}
    return names.get(annotation, getattr(annotation, "__name__", "any").lower())


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(part) for part in value)}]"
    if isinstance(value, dict):
        return "{}"
    if value is None:
        return "not set"
    return str(value) if isinstance(value, int | float) else f'"{value}"'


def _attributes(kind: type) -> dict[str, str]:
    """Return what a numpydoc section says about each attribute."""
    found: dict[str, str] = {}
    _, _, section = (kind.__doc__ or "").partition("Attributes")
    name = ""
    for line in section.splitlines():
        entry, colon, _ = line.strip().partition(" : ")
        if colon and entry.isidentifier():
            name = entry
        elif name and line.strip():
            found[name] = f"{found.get(name, '')} {line.strip()}".strip().rstrip(".")
    return found
