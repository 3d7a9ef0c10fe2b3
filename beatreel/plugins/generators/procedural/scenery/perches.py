"""What an animal is on in a room, as a prompt has it."""

from __future__ import annotations

import re

_ON_PIANO = re.compile(
    r"\b(?:cat|kitten|dog|puppy|owl|raven|rabbit)\b[^,.;]*?\bon (?:top of )?(?:a|an|the|my|her|his) (?:[a-z-]+ ){0,2}?piano\b"
)


def on_piano(prompt: str) -> bool:
    """Return whether an animal sits or lies on a piano."""
    return bool(_ON_PIANO.search(prompt.lower()))
