"""In which world a market is: under gables, in old lanes of the East, or among the signs of an alley."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .asked import Asked, Setting

_SOUKS = re.compile(
    r"\b(?:souks?|souq|medina|bazaars?|morocc(?:o|an)|marrake(?:sh|ch)|casablanca|tangier|fez|cairo|tunis|damascus|baghdad|istanbul|arab(?:ian)?)\b"
)


def neon_market(asked: Asked, setting: Setting) -> Setting:
    """The alley has the signs."""
    words = asked.words
    is_one = asked.motif("market") and "alley" in words.all("words") and "neon" in words.all("looks")
    return setting.at("alley") if is_one else setting


def souk(asked: Asked, setting: Setting) -> Setting:
    """A market of the East is in its old lanes, and under no northern gables."""
    is_one = setting.world == "town" and asked.motif("market") and _SOUKS.search(asked.prompt.lower())
    return setting.at("alley") if is_one else setting
