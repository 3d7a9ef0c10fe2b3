"""Who performs where a prompt names no place: on a stage, in the light."""

from __future__ import annotations

from .asked import Asked, Setting
from .persons import FACES, OF_A_FACE

_PERFORMERS = {"violinist", "cellist", "pianist", "saxophonist", "trumpeter", "ballerina", "band", "choir", "orchestra"}
_IN_SMOKE = _PERFORMERS | {"singer", "guitarist", "dj", "drummer", "dancer", "boxer", "knight", "samurai", "robot"}
_PLACES = {"words", "hints", "places", "things", "near"}
_ROOFLESS = ("field", "town", "alley", "road", "skyline", "mountain", "ocean")


def on_a_stage(asked: Asked, setting: Setting) -> Setting:
    """Who plays or dances ballet and is placed nowhere, nor in any weather, is on a stage; so are a face or hands, before black.

    Smoke of which a prompt is made has nobody in it: who is named there stands in it on a stage.
    """
    words = asked.words
    if asked.motif("boxing_ring") and setting.world not in ("stage", "interior"):
        return setting.at("stage", exact=True)
    motifs = set(words.all("motifs"))
    is_near = ("hands" in motifs or bool(FACES.search(asked.prompt.lower()))) and not any(
        section in _PLACES for one in words.found if one.text not in OF_A_FACE for section, _ in one.meanings
    )
    is_one = (is_near or bool(_PERFORMERS & motifs)) and setting.world in (*_ROOFLESS, "interior", "chrome")
    is_one |= setting.world == "chrome" and bool(_IN_SMOKE & motifs) and "smoke_plumes" in motifs
    is_placed = bool(words.all("words") or set(words.all("places")) - {"vapours"})
    is_outside = words.first("weathers") not in ("", None, "mist") or words.first("light") not in ("", None, "night")
    if not is_one or is_placed or (is_outside and not asked.says("candlelight", "candles", "candle", "candlelit")):
        return setting
    return setting.at("stage")
