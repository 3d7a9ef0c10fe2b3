"""What an animal is on, as a prompt has it: a piano in a room, or whatever a bird stands on."""

from __future__ import annotations

import re

_ON_PIANO = re.compile(
    r"\b(?:cat|kitten|dog|puppy|owl|raven|rabbit)\b[^,.;]*?\bon (?:top of )?(?:a|an|the|my|her|his) (?:[a-z-]+ ){0,2}?piano\b"
)
PERCHES = {
    "gravestone": "gravestones?|tombstones?|headstones?|grave",
    "post": "fence|fences|posts?|fenceposts?|gate|pole|stake|stump|railing|signpost|mailbox",
    "hand": "glove|gauntlet|fist|hand|arm|wrist",
    "branch": "branch|branches|bough|twig|tree",
    "ridge": "roof|rooftop|roofs|ridge|gable|chimney|eaves|ledge",
    "rock": "rocks?|boulder|cliff|crag|stone",
}
"""What a bird stands on, and the words for it."""
ON = "on a perch: "
"""With the name of a perch after it, one of the words of what stands there."""
_ON = re.compile(r"\b(?:on|onto|upon|atop)(?: top of)? ((?:[\w'’-]+ ){0,4}?)(" + "|".join(PERCHES.values()) + r")\b")


def on_piano(prompt: str) -> bool:
    """Return whether an animal sits or lies on a piano."""
    return bool(_ON_PIANO.search(prompt.lower()))


def perch_in(prompt: str) -> str | None:
    """Return on which of :data:`PERCHES` something is by a prompt in lower case, None where none is named."""
    found = _ON.search(prompt)
    return next((name for name, words in PERCHES.items() if found and re.fullmatch(words, found[2])), None)
