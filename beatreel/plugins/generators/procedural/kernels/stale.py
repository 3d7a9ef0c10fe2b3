"""Compiled kernels that an older beatreel left on the disk are compiled again, not fatal.

numba keeps machine code beside the sources, under the name of the function. What it kept also names the types of the
arguments, by module; after an update in which such a type has moved, reading it raises ``ModuleNotFoundError`` before numba
looks whether the source is still the same one.
"""

from __future__ import annotations

from typing import Any

from numba.core.caching import IndexDataCacheFile

_STALE = (ImportError, AttributeError)


def forget_stale_kernels() -> None:
    """Let numba take what it cannot read for nothing that it kept. May be called again."""
    for name, nothing in (("_load_index", dict), ("_load_data", None)):
        own = getattr(IndexDataCacheFile, name, None)  # private to numba; without them it behaves as it always did
        if own is None or hasattr(own, "reads"):
            continue

        def tolerant(self: Any, *arguments: Any, own: Any = own, nothing: Any = nothing) -> Any:
            try:
                return own(self, *arguments)
            except _STALE:
                if nothing is None:
                    raise OSError from None  # which numba takes for a file that is not there
                return nothing()

        tolerant.reads = own
        setattr(IndexDataCacheFile, name, tolerant)
