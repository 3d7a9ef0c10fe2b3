"""Where people cross a street among umbrellas, and where cars cross a bridge."""

from __future__ import annotations

import re

from .asked import Asked, Setting

_CROSSING = re.compile(r"\b(?:crossing|crosswalk|intersection)s?\b")
_ELSEWHERE = re.compile(r"\b(?:train|railway|level|river|bridge|border|ford|crossing (?:an?|the))\b")
_WALKERS = ("umbrella", "umbrellas", "crowd", "people", "pedestrians", "commuters", "strangers")
_LAMPS = ("car lights", "headlights", "tail lights", "taillights", "traffic", "cars")
_ON_ROADS = ("highway", "motorway", "freeway", "road", "driving", "drive", "drives")


def crossing(asked: Asked, setting: Setting) -> Setting:
    """A crossing where somebody walks is one of a large city, whatever else its street may be."""
    prompt = asked.prompt.lower()
    if setting.world not in ("alley", "skyline", "town", "road") or not _CROSSING.search(prompt):
        return setting
    walked = [word for word in _WALKERS if re.search(rf"\b{word}\b", prompt)]
    if not walked or _ELSEWHERE.search(prompt):
        return setting
    asked.words.imply("motifs", "scramble_crossing")
    return setting.at("town", exact=True)


def bridge_with_traffic(asked: Asked, setting: Setting) -> Setting:
    """Cars that cross a bridge are seen from it."""
    if (
        setting.world not in ("road", "ocean")
        or not asked.motif("bridge")
        and not asked.says("bridge")
        or asked.says(*_ON_ROADS)
    ):
        return setting
    if not any(re.search(rf"\b{lamps}\b", asked.prompt.lower()) for lamps in _LAMPS):
        return setting
    asked.words.imply("motifs", "city_bridge")
    return setting.at("town", exact=True)
