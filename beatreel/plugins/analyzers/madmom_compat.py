"""madmom 0.16.1 on today's Python and numpy.

Its last release asks for names that Python 3.10 and numpy 1.24 to 2 took away. They are lent to it while it is imported, and taken back
after; then only madmom's own modules see a numpy that still has the old names. Nothing else in the process notices.
"""

from __future__ import annotations

import collections
import collections.abc
import contextlib
import importlib
import importlib.metadata
import sys
import threading
import types
import warnings
from collections.abc import Iterator
from typing import Any

_MODULES = (
    "madmom.audio.signal",
    "madmom.features.beats",
    "madmom.features.downbeats",
    "madmom.ml.nn",
    "madmom.ml.hmm",
)
_OLD_NAMES = {"float": float, "int": int, "bool": bool, "object": object, "complex": complex, "str": str}
_lock = threading.Lock()


def load_madmom() -> types.ModuleType:
    """Import madmom's beat and downbeat trackers and return the package.

    Raises
    ------
    ImportError
        If madmom is not installed, or is one that this does not help.
    """
    with _lock:
        if "madmom.features.downbeats" not in sys.modules:
            with _names_of_old(), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # deprecations of code that nobody maintains
                for name in _MODULES:
                    importlib.import_module(name)
            _lend_numpy()
    return sys.modules["madmom"]


@contextlib.contextmanager
def _names_of_old() -> Iterator[None]:
    """Put back what madmom's modules look for while they are imported."""
    import numpy as np

    with contextlib.ExitStack() as undo:
        if not hasattr(collections, "MutableSequence"):
            _lend(undo, collections, "MutableSequence", collections.abc.MutableSequence)
        for name, kind in _OLD_NAMES.items():
            if name not in vars(np):
                _lend(undo, np, name, kind)
        _lend_module(undo, "pkg_resources", get_distribution=_distribution)
        try:
            importlib.import_module("distutils.version")
        except ImportError:
            _lend_module(undo, "distutils")
            _lend_module(undo, "distutils.version", LooseVersion=_Version)
        yield


def _lend(undo: contextlib.ExitStack, owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)
    undo.callback(delattr, owner, name)


def _lend_module(undo: contextlib.ExitStack, name: str, **contents: Any) -> None:
    if name not in sys.modules:
        module = types.ModuleType(name)
        vars(module).update(contents)
        sys.modules[name] = module
        undo.callback(sys.modules.pop, name, None)


def _distribution(name: str) -> types.SimpleNamespace:
    return types.SimpleNamespace(version=importlib.metadata.version(name))


class _Version(tuple):
    """Compares version numbers, for the one question that madmom asks."""

    def __new__(cls, text: Any) -> _Version:
        return super().__new__(cls, (int(part) for part in str(text).split(".")[:2] if part.isdigit()))

    def __lt__(self, other: Any) -> bool:
        return tuple.__lt__(self, other if isinstance(other, tuple) else _Version(other))


def _lend_numpy() -> None:
    """Give every module of madmom a numpy of its own."""
    import numpy as np

    old = _OldNumpy()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "madmom" and getattr(module, "np", None) is np:
            module.np = old


class _OldNumpy(types.ModuleType):
    """numpy as madmom knew it."""

    def __init__(self) -> None:
        super().__init__("numpy")

    def __getattr__(self, name: str) -> Any:
        import numpy as np

        return _OLD_NAMES[name] if name in _OLD_NAMES else getattr(np, name)

    @staticmethod
    def array(values: Any, *arguments: Any, copy: bool | None = True, **named: Any) -> Any:
        """Copy only if need be where ``copy`` is false: numpy 2 would refuse."""
        import numpy as np

        return np.array(values, *arguments, copy=copy or None, **named)

    @staticmethod
    def asarray(values: Any, *arguments: Any, **named: Any) -> Any:
        """Take lists of unequal lengths as objects, as numpy before 1.24 did."""
        import numpy as np

        try:
            return np.asarray(values, *arguments, **named)
        except ValueError:
            if arguments or "dtype" in named:
                raise
            return np.asarray(values, dtype=object)

    @staticmethod
    def in1d(first: Any, second: Any, **named: Any) -> Any:
        """Tell which elements of a flat array are in another."""
        import numpy as np

        return np.isin(np.ravel(first), second, **named)
