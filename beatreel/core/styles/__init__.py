"""Style presets: how a film looks, moves and cuts, whatever it shows. Each is a TOML file in this folder, or in one of the user's.

To add one: a file here; nothing else lists them.
"""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from importlib import resources

from beatreel.core.errors import UserInputError
from beatreel.core.styles.model import (
    CameraHabit as CameraHabit,
    CutHabit as CutHabit,
    Look as Look,
    Stock as Stock,
    Style as Style,
)
from beatreel.core.styles.own import BadStyle as BadStyle, look_in as look_in, own_styles

PLAIN = Style()
"""No style: everything as the world has it."""


def all_styles() -> dict[str, Style]:
    """Return every preset by name, built-in ones and the user's own."""
    built_in = _built_in()
    return dict(sorted({**built_in, **own_styles(tuple(built_in))[0]}.items()))


def bad_styles() -> list[BadStyle]:
    """Return the files in the user's folders that give no style, with the reason."""
    return [bad for _, bad in sorted(own_styles(tuple(_built_in()))[1].items())]


def style_mark(name: str) -> str:
    """Return a hash of what the user's own style of this name says, empty for all others: what is made with it depends on it."""
    if not name or name in _built_in():
        return ""
    own = own_styles(tuple(_built_in()))[0].get(name)
    return own.digest() if own else ""


@cache
def _built_in() -> dict[str, Style]:
    texts = {
        path.name.removesuffix(".toml"): path.read_text("utf-8")
        for path in resources.files(__package__).iterdir()
        if path.name.endswith(".toml")
    }
    return {name: Style(name=name, **tomllib.loads(text)) for name, text in sorted(texts.items())}


def style_of(name: str) -> Style:
    """Return the preset of a name; any other text gives no style but its own words."""
    return all_styles().get(name) or PLAIN.model_copy(update={"words": name})


def check_style(name: str) -> str:
    """Return the preset's name in its own spelling; empty for none.

    Raises
    ------
    UserInputError
        If there is no such preset, or its file cannot be read; the hint names the nearest ones.
    """
    wanted = "-".join(name.lower().replace("_", " ").split())
    styles = all_styles()
    if not wanted or wanted in styles:
        return wanted
    bad = own_styles(tuple(_built_in()))[1].get(wanted)
    if bad is not None:
        raise UserInputError(f"The style “{wanted}” cannot be used: {bad.reason}", hint=f"Mend {bad.path}")
    squeezed = {known.replace("-", ""): known for known in styles}
    if wanted.replace("-", "") in squeezed:
        return squeezed[wanted.replace("-", "")]
    near = (
        difflib.get_close_matches(wanted, styles, n=3, cutoff=0.4)
        or [known for known in styles if any(part in known for part in wanted.split("-") if len(part) > 2)][:3]
    )
    hint = f"The nearest: {', '.join(near)}. All of them: beatreel styles" if near else "See them all: beatreel styles"
    raise UserInputError(f"There is no style “{name}”", hint=hint)
