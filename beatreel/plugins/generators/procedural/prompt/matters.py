"""Prompts of nothing but matter or light: a wall of fire, smoke, a studio with things of chrome, a tunnel of light; all in no land."""

from __future__ import annotations

import re

from .asked import Asked, Setting

_FILLERS = {
    *(
        "a an the of in on with and or from to at by into out over through against before behind near up down its all slow "
        "slowly fast motion close closeup closeups macro extreme super ultra shot view abstract background backdrop black dark "
        "darkness white deep bright thick thin dense soft pure real realistic cinematic huge giant big great tall raging "
        "roaring dancing burning swirling swirl swirls moving rising drifting flying floating flickering glowing wild intense "
        "hot blazing curling rolling wall walls curtain sheet tongues tongue pillar column columns ring circle sea ocean space "
        "void light lights lit backlit colour color coloured colored "
    ).split()
}
_COLOURS = {
    *"red orange yellow green blue teal cyan magenta pink violet purple gold golden amber crimson turquoise indigo silver grey gray".split()
}
_OUTDOORS = {
    *"burning village castle lone_house barn lone_tree horse horses wolf train graveyard windmill chapel ruins".split()
}
_FIRE = {*"fire fires flame flames blaze inferno firestorm".split()}
_SPARKS = {*"spark sparks ember embers".split()}
_SMOKE = {*"smoke vapour vapor".split()}
_HAZE = {*"fog mist haze steam".split()}
_MATERIALS = (
    r"(?:chrome|mirrored|mirror|glass|metal|metallic|steel|silver|golden?|liquid|iridescent|holographic|crystal|glossy)"
)
_THINGS = (
    r"(?:spheres?|orbs?|balls?|cubes?|rings?|knots?|ribbons?|shards?|shapes?|forms?|blobs?|sculptures?|pyramids?|torus|spirals?|bubbles?|"
    r"lens(?:es)?|droplets?)"
)
_MADE = re.compile(
    rf"\b{_MATERIALS}(?: [a-z]+){{0,2}}? {_THINGS}\b|\b{_THINGS} (?:made )?of (?:[a-z]+ )?{_MATERIALS}\b"
)
_STUDIO = re.compile(r"\b(?:studio|void|gallery space|white space|empty space|infinity cove)\b")
_SUNBEAMS = re.compile(
    r"\b(?:sun|light|god)[ -]?(?:beams?|rays?|shafts?|light)\b.*\b(?:through|between|from|behind) (?:[a-z]+ ){0,3}clouds?\b"
)
_PLACES_UNDER_CLOUDS = {
    *"forest field fields meadow valley mountain mountains lake sea ocean city desert hills hill trees beach coast village road".split()
}
_NEAR = re.compile(r"\b(?:from (?:very |quite )?near|seen near|up close|close[- ]?up)\b")
_HOLDERS = {
    *"table vase desk piano candle candles book letter hand hands hair coffin bottle window woman man girl boy bride face lips".split()
}


def is_alone_from_near(prompt: str) -> bool:
    """Return whether a thing is looked at from near, and nobody and nothing that would hold it is named."""
    return bool(_NEAR.search(prompt.lower())) and not _HOLDERS & set(re.findall(r"[a-z]+", prompt.lower()))


def only_matter(asked: Asked, setting: Setting) -> Setting:
    """Fire, sparks or smoke of which no more is said burn and drift in the dark, before the lens; on a stage or a volcano there is more."""
    said = set(re.findall(r"[a-z]+", asked.prompt.lower().split(",")[0]))
    matter = said - _FILLERS - _COLOURS
    if matter & (_FIRE | _SPARKS) and matter <= _FIRE | _SPARKS | _SMOKE:
        asked.words.imply("motifs", "flames")
        return setting.at("chrome")
    if matter & _SMOKE and matter <= _SMOKE | _HAZE and setting.world not in ("chrome", "stage"):
        asked.words.imply("motifs", "smoke_plumes")
        return setting.at("chrome")
    return setting


def smoke_over_a_land(asked: Asked, setting: Setting) -> Setting:
    """Black smoke over what burns, or behind what stands on the ground, drifts through no studio."""
    if setting.world != "chrome" or not asked.motif("smoke_plumes") or asked.words.all("words"):
        return setting
    places = [motif for motif in asked.words.all("motifs") if motif in _OUTDOORS]
    return setting.at("field", exact=False) if places else setting


def in_a_studio(asked: Asked, setting: Setting) -> Setting:
    """Spheres of chrome in a studio are all that there is; no window of a loft is seen."""
    prompt = asked.prompt.lower()
    is_made = setting.world in ("interior", "stage") and _MADE.search(prompt) and _STUDIO.search(prompt)
    return setting.at("chrome") if is_made and not asked.motif("figure") else setting


def tunnel_of_light(asked: Asked, setting: Setting) -> Setting:
    """Who flies through a tunnel of light is in it, and not in the air; trails of light before a dark ground are no traffic."""
    if setting.world == "clouds" and not setting.exact and asked.motif("light_tunnel"):
        return setting.at("road")
    if setting.world == "clouds" and asked.motif("light_tunnel") and not asked.says("cloud", "clouds", "sky"):
        return setting.at("road")
    if asked.motif("light_trails") and re.search(
        r"\b(?:black|dark) (?:background|backdrop|void)\b|\bon black\b", asked.prompt.lower()
    ):
        asked.words.imply("motifs", "light_painting")
        return setting.at("chrome")
    return setting


def beams_through_clouds(asked: Asked, setting: Setting) -> Setting:
    """Sunbeams that break through clouds are seen in the sky, where no land is named."""
    is_sky = setting.world == "forest" and _SUNBEAMS.search(asked.prompt.lower())
    return setting.at("clouds") if is_sky and not asked.says(*_PLACES_UNDER_CLOUDS) else setting
