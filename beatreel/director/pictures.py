"""Given pictures in the place of painted ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from beatreel.core.errors import UserInputError
from beatreel.core.model import Storyboard


def with_stills(board: Storyboard, stills: Mapping[str, Path]) -> Storyboard:
    """Return a storyboard whose scenes show given pictures.

    Parameters
    ----------
    board : Storyboard
    stills : dict of str to Path
        By number of the scene, from 1, or by label of its segment; a number counts more than a label.

    Raises
    ------
    UserInputError
        If there is no such scene.
    """
    if not stills:
        return board
    labels = {scene.label for scene in board.scenes}
    for name in stills:
        if name in labels or (name.isascii() and name.isdigit() and 1 <= int(name) <= len(board.scenes)):
            continue
        raise UserInputError(
            f"There is no scene “{name}” to show {stills[name].name} in",
            hint=f"The film has scenes 1 to {len(board.scenes)}, in the parts {', '.join(sorted(labels))}",
        )
    numbers = {int(name): path for name, path in stills.items() if name not in labels}
    scenes = []
    for scene in board.scenes:
        path = numbers.get(scene.index + 1, stills.get(scene.label))
        scenes.append(scene if path is None else scene.model_copy(update={"still": str(path)}))
    return board.model_copy(update={"scenes": tuple(scenes)})
