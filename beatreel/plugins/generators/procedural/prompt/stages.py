"""Who performs where a prompt names no place: on a stage, in the light."""

from __future__ import annotations

from .asked import Asked, Setting

_PERFORMERS = {"violinist", "cellist", "pianist", "saxophonist", "trumpeter", "ballerina", "band", "choir", "orchestra"}
_ROOFLESS = ("field", "town", "alley", "road", "skyline", "mountain", "ocean")


def on_a_stage(asked: Asked, setting: Setting) -> Setting:
    """Who plays or dances ballet and is placed nowhere, nor in any weather, is on a stage."""
    words = asked.words
    is_one = bool(_PERFORMERS & set(words.all("motifs"))) and setting.world in (*_ROOFLESS, "interior")
    is_placed = bool(words.all("words") or words.all("places"))
    is_outside = words.first("weathers") not in ("", None, "mist") or words.first("light") not in ("", None, "night")
    if not is_one or is_placed or (is_outside and not asked.says("candlelight", "candles", "candle", "candlelit")):
        return setting
    return setting.at("stage")
