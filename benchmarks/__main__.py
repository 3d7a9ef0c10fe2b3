"""``python -m benchmarks``: the figures that matter, one after the other."""

from __future__ import annotations

from benchmarks import film

film.main()
