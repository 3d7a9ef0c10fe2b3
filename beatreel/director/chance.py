"""Chance that depends on nothing but its arguments."""

from __future__ import annotations

import hashlib


def chance(*parts: object) -> int:
    """Return a number that depends on the parts alone, the same on every machine."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:6], "big")
