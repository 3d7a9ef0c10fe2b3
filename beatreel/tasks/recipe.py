"""Read the recipe out of a film that beatreel made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from beatreel.core.errors import UserInputError
from beatreel.core.ports import Progress
from beatreel.media.tags import read_tags


def read_recipe(path: Path, *, progress: Progress) -> dict[str, Any]:
    """Return the recipe that a film carries, as plain data that nothing was believed of yet.

    The beginning of the file is enough: the index, and the recipe in it, come first.

    Raises
    ------
    MediaError
        If it is no MP4.
    UserInputError
        If it carries no recipe.
    """
    text = read_tags(path).recipe
    try:
        recipe = json.loads(text or "")
    except ValueError:
        recipe = None
    if not isinstance(recipe, dict):
        raise UserInputError(
            "This film carries no recipe", hint="Take one that beatreel made without --no-metadata, before any platform"
        )
    return recipe
