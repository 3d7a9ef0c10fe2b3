"""The worlds that can be painted; each is a package here, with its words in ``world.toml``, and its module ``world`` has one function::

    def paint(description, *, shot, variation, width, height, seed, progress) -> Painting

``description`` is a :class:`~..prompt.describe.SceneDescription`; ``shot`` a shot size of :class:`beatreel.Scene`; ``variation`` an
integer (equal numbers give equal pictures); ``width`` and ``height`` the pixels of the painting, overscan included;
``progress`` the caller's :class:`beatreel.Progress`, told values from 0 to 1. The same arguments give the same bytes, and
another size gives the same composition.

The grading that follows pulls hues towards ``description.palette`` where the prompt names colours, and leaves alone what is
there already; a world may therefore use the palette itself, and need not.

To add a world: a folder with ``__init__.py``, ``world.py`` and ``world.toml``; nothing else lists it. Worlds do not know each other:
what several use is in :mod:`~..scenery`.
"""

from __future__ import annotations

from importlib import resources

WORLDS: tuple[str, ...] = tuple(
    sorted(path.name for path in resources.files(__package__).iterdir() if path.joinpath("world.toml").is_file())
)
"""Names of all worlds."""
