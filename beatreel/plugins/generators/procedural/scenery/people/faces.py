"""When somebody's face is what a prompt is of."""

from __future__ import annotations

import re

FACES = re.compile(
    r"\b(?:(?:'s|s') (?:\w+ )?(?:face|eyes?|profile)|face of an? \w+|portrait of an? \w+|headshot"
    r"|close[ -]up of an? (?:\w+ )?(?:woman|man|girl|boy|face))\b|'s (?:\w+ )?(?:face|eyes)\b"
)
"""Prompts of a face: a portrait, somebody's eyes, a close-up of somebody."""
