"""Where the numbers of platforms come from, in short forms."""

from __future__ import annotations

from beatreel import Source


def published(rule: str, text: str) -> Source:
    """Return a source that the platform itself published."""
    return Source(rule=rule, text=text, official=True)


def reported(rule: str, text: str) -> Source:
    """Return a source that is not the platform's own: what third parties say, or what we chose where nobody says anything."""
    return Source(rule=rule, text=text, official=False)


NEEDS_SONG = reported("audio", "Not published; a music film needs its song")
NO_LAYOUT_RULE = (
    reported("faststart", "No rule published; the file has its index first all the same"),
    reported("no_edit_list", "No rule published; the file has none all the same"),
    reported("closed_gop", "No rule published; the file has closed groups all the same"),
)
