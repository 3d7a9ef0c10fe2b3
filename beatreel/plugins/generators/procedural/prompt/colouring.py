"""Which colours a film gets from its prompt."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import Field

from beatreel import Value
from beatreel.plugins.generators.procedural.hues import is_green

from .borne import CHROMATIC, borne_by_things, is_black_borne
from .darks import dark_hue
from .neutrals import has_warm_white, neutral_chroma, neutral_hues
from .reading import Reading, lexicon
from .shades import EARTHS, airy_of, depth_of, hue_of, muted_of

if TYPE_CHECKING:
    from beatreel import Look

_WARM_FROM, _WARM_TO = 320.0, 112.0  # hues from magenta to yellow
_REEF = 0.3  # strength of the colours of corals in a whole picture
_TURNED = 0.3  # strength of hues that a colour temperature brings
_FLAVOUR = 0.22  # colour temperature that a prompt without colours gets from its other words, at most
_WARM = ((-20.0, 118.0), (340.0, 360.0))  # hues in degrees
_COLD = ((150.0, 300.0),)
_PURPLES = (300.0, 335.0)  # hues that are neither warm nor cold
_SHADOWS = {True: 55.0, False: 250.0}  # hue of shadows of a temperature that is warm, or cold
_TOUCH = (0.08, 0.28)  # share of a colour that is only a touch
_BELOW, _CORALS = (0.06, 0.18), (0.12, 0.35)  # of a warm one beside that of water under water: the surface; and corals
_STONES = (0.16, 0.32)  # and the sunlit stones of what stands there
_BESIDES = {"with", "touch", "touches", "hint", "hints", "splash", "accents"}  # words before one
_COOL_ALONE = 0.84  # colourfulness of a picture in one cool colour, which is all of its light
_IN_MIST = 0.82
_QUIET = (1.0, 0.8, 0.68)  # of a picture in none, one, or two quiet shades
_EACH_QUIET = (1.0, 0.94, 0.84)  # where each of two colours is as quiet as it is, but for those of the earth
UNDER_THE_SKY = ("road", "field", "forest", "mountain", "savanna", "canyon", "dunes", "town")
_PALER = {"pale", "dusty", "powdery"}
_FADED = 0.92  # colourfulness that two named colours keep in a soft picture
_WARM_TWO = (
    0.22,
    0.68,
)  # share of a picture that the lighter of two colours has, the warmer one unless the prompt says otherwise, at least and at most
_FIRST, _SECOND = (0.34, 0.74), (0.22, 0.5)  # where it is the first one that is named, and the second
_WARM_ALONE = (
    0.66,
    0.86,
)  # share of a picture that a single warm colour has; the darks beside it are cool, as those of film are
_WARM_STRENGTH = 0.55  # how far it pulls a world that is of about its hue by itself
_SHADES_APART = 14.0  # degrees from which two shades of one colour are two colours
_ALIKE = 36.0  # degrees within which two colours are about one
_NEAR_HUES = 60.0  # degrees
_SUNS = {*"sun sunlight sunny sunlit sunshine sunbeam sunbeams sunray sunrays sunrise sunset".split()}
_WARM_AND_COLD = {"key": 62.0, "fill": 245.0, "accent": 62.0, "shadow": 245.0}  # “warm light, cold shadows”
_BOTH = 0.5  # strength of these
_GREYED = 0.85  # colourfulness that a colour keeps beside grey, at least
_WARM_AND_GREY = (0.4, 0.75)
_BESIDE_DARK = (0.22, 0.5)  # share of a colour beside a dark grey
_AIRY_SHARE = (0.36, 0.56)  # of one that light alone has, beside grey or white
_DEEP = 0.9  # lightness, as a factor, below which a colour is darker than any grey beside it
_BLUE_GREYS = {"slate", "steel"}  # which beside a warm colour are a cold one, and not grey
_PALE = (82.0, 250.0)  # hues of a warm white, and of pearl beside gold, from which it must differ by so much
_PALE_APART = 40.0
_PALEST = 0.65  # colourfulness of a picture whose colour is pale
NEUTRAL = 0.7  # strength of the hues of a warm white and a grey
_YELLOW, _WARM_YELLOW = 103.0, 91.0  # hues of what is called yellow, and of its light beside another colour
_YELLOW_LIGHT = 86.0  # hue of a window that is called yellow: that of a lamp, and not of a lemon
_GREYS = (250.0, 80.0)  # hues that what becomes grey beside a colour is told by: the one that is not near it
_GREY_APART = 100.0  # a blue sky becomes turquoise beside white, and not grey
_DARK_GREYS = {*"charcoal gunmetal graphite slate iron lead smoke storm stone steel".split()}
_AFTER_DARK = {"night", "midnight", "dusk", "evening", "nightfall"}
_LIGHT_GREYS = {*"silver silvery white dove ash fog chalk chrome platinum pearl pale light".split()}
_CREAM = (0.8, 0.4)  # least chroma and temperature of a warm white beside what is warm
_PALE_LIGHT = (0.35, 0.65)
_PALE_WALLS = (0.48, 0.66)  # in a room, whose walls are those that are pale
_COOL_DARKS = 245.0  # their hue
_AGAINST = {
    True: 0.5,
    False: 0.15,
}  # of a colour temperature that the named colours contradict: said, or only meant by a “frozen lake”
_BESIDE = 0.3  # and of one that only one of them contradicts: “icy blue and peach”


class Palette(Value):
    """The colours of a film.

    Attributes
    ----------
    key, fill, accent, shadow : float
        Hues in degrees of OKLCH: 29 red, 60 orange, 90 gold, 140 green, 195 cyan, 250 blue, 300 violet, 345 magenta.
    temperature : float
        -1 cold to 1 warm; 0 as the world has it.
    strength : float
        How far the picture is pulled to the hues, 0 (keep the world's own) to 1.
    chroma : float
        Factor of colourfulness; 0 is black and white.
    light_share : tuple of float
        Share of the picture that the lighter of its two colours has, at least and at most: that which is not the shadow's.
    lit : float or None
        Hue of lit windows, lamps and lanterns alone.
    spares_sky : bool
        What is blue of itself is not drawn to green, which is the colour of a land and not of its sky.
    day_sky : bool
        Nor is it drawn to the other one: at noon over red flowers it is neither green nor pink.
    black : float
        Black is one of the colours: the darks have no hue.
    lamps : bool
        Lamps are lit after dark: the warmer of two colours is theirs, and not that of the sky.
    pale : bool
        A warm white or pearl is one of the two: what takes fill and accent is nearly white.
    grey : bool
        Grey, silver or white is one of the two: what takes the fill has hardly a hue, and is what is dark or what is light.
    light : bool
        Only pale colours are named, by day: the whole picture is bright.
    depths : tuple of float
        Lightness of what takes the key and of what takes the fill, as a factor: rust is darker than sand, peach lighter than navy.
    mutes : tuple of float
        Share of its colour that what takes the key, and what takes the fill, has not: beside rose, sage is quiet.
    borne : tuple of float
        Hues of things that have a colour of their own, “a red rose”, which harmony leaves them.
    airy : tuple of float
        How far what takes the key, and what takes the fill, has its colour in lights and middle tones alone: no dark is peach.
    """

    key: float = 250.0
    fill: float = 250.0
    accent: float = 60.0
    shadow: float = 260.0
    temperature: float = Field(default=0.0, ge=-1, le=1)
    strength: float = Field(default=0.0, ge=0, le=1)
    chroma: float = Field(default=1.0, ge=0, le=2)
    light_share: tuple[float, float] = _WARM_TWO
    lit: float | None = None
    spares_sky: bool = False
    day_sky: bool = False
    black: float = 0.0
    pale: bool = False
    grey: bool = False
    light: bool = False
    lamps: bool = False
    depths: tuple[float, float] = (1.0, 1.0)
    mutes: tuple[float, float] = (0.0, 0.0)
    airy: tuple[float, float] = (0.0, 0.0)
    borne: tuple[float, ...] = ()


def all_warm(hues: list[float]) -> bool:
    """Return whether there are hues, all of them from magenta to yellow."""
    return bool(hues) and all(hue < _WARM_TO or hue > _WARM_FROM for hue in hues)


def palette_of(words: Reading, both: Reading, world: str, kinds: list[dict[str, Any]], *, flavour: int) -> Palette:
    """Return the colours of a prompt.

    Parameters
    ----------
    words, both : Reading
        The prompt, and the prompt with the words of its style.
    world : str
    kinds : list of dict
        The places that the prompt names in this world.
    flavour : int
        A number from the words, for the colour temperature of prompts that name neither that nor a colour.
    """
    setting = lexicon()["worlds"][world]
    usual_hues: dict[str, float] = next((kind["usual_hues"] for kind in kinds if "usual_hues" in kind), {})
    hues = dict(setting["hues"]) | usual_hues
    borne = borne_by_things(words)
    lit = next(iter(borne_by_things(words, lexicon()["lit"]["words"]).values()), None)
    if lit is None and any(one.text == "golden" and after.text in _golden() for one, after in pairwise(words.found)):
        lit = lexicon()["colours"]["gold"]["hue"]  # else it is the hour
    lit = _YELLOW_LIGHT if lit is not None and abs(lit - lexicon()["colours"]["yellow"]["hue"]) < 1 else lit
    smoke = _smoke(words) if world != "chrome" else {}
    borne = {name: hue for name, hue in borne.items() if name not in smoke}
    colours = [one for name, one in [*_named(words), *smoke.items()] if name not in borne] or (
        [] if borne else both.entries("colours")
    )
    chromatic = [entry["hue"] for entry in colours if entry.get("chroma", 1.0) > CHROMATIC]
    if len(chromatic) == 1 and not _contradicted(-1.0, chromatic):  # beside green or blue, sepia is a colour, too
        chromatic = [one["hue"] for one in colours if one.get("chroma", 1.0) > CHROMATIC or _is_brown(one)]
    if len(chromatic) > 2 and abs((chromatic[0] - chromatic[1] + 180) % 360 - 180) < _ALIKE:
        # “a red moon, rust and turquoise” is of red and turquoise
        chromatic[1:3] = chromatic[2], chromatic[1]
    if len(colours) > 1:  # no sky beside blue and no light on white is of the yellow of lemons
        chromatic = [_WARM_YELLOW if abs(hue - _YELLOW) < 1 else hue for hue in chromatic]
    strength = 0.85 if chromatic else 0.0
    if not chromatic and not colours:
        own = {word for kind in (setting, *kinds) for word in (*kind["words"], *kind.get("hints", ()))}
        looks = [look for look in words.entries("looks") if "hues" in look and not own & set(look["words"])]
        coloured = looks or [kind for kind in kinds if "hues" in kind]  # the red planet is red
        chromatic = list(coloured[0]["hues"]) if coloured else []
        strength = float(coloured[0].get("strength", 0.7)) if coloured else 0.0
    is_pale = is_cream = is_grey = False
    is_black = bool(colours) and strength > 0 and "black" in words.all("palettes") and not is_black_borne(words)
    named = both.mean("warmth", "value", 0.0)
    turned = (
        setting.get("warm_hues" if named > 0 else "cold_hues") if named and not strength and not usual_hues else None
    )
    is_both = set(both.all("warmth")) >= {"warm", "cold"}
    if is_both and not colours and not strength:
        hues, strength = dict(_WARM_AND_COLD), _BOTH
    elif turned:  # a world whose lights may have any colour
        hues, strength = dict(turned), _TURNED
    neutral = {} if chromatic or strength else neutral_hues(words, colours)
    if neutral:
        hues, strength = dict(neutral), NEUTRAL
    if chromatic:
        hues["key"] = hues["fill"] = hues["shadow"] = chromatic[0]
        if len(chromatic) > 1:
            hues["fill"] = hues["accent"] = chromatic[1]
            hues["shadow"] = dark_hue(words, colours, chromatic, world)  # the darks lean to it
        if len(chromatic) > 2:
            hues["accent"] = chromatic[2]
    if world == "underwater" and "corals" in words.all("motifs") and colours and all_warm(chromatic):
        hues |= {"key": setting["hues"]["key"], "shadow": setting["hues"]["key"], "accent": chromatic[0]}
        hues["fill"], strength = chromatic[-1], _REEF  # those are colours of corals, and the water is water
    if lit is not None and world == "alley" and not colours:
        hues["fill"] = lit  # red lanterns are not drawn to the pink of signs
    if (borne or lit is not None) and len(chromatic) < 2:
        hues["accent"] = next(iter(borne.values())) if lit is None else lit
    told, light_share = _told_temperature(both), _WARM_TWO
    said = told is not None
    if any(kind.get("cold_shadows") for kind in kinds) and len(chromatic) == 1 and _contradicted(-1.0, chromatic):
        hues["fill"] = hues["shadow"] = _SHADOWS[False]  # ice is blue where a pink dawn does not reach it
    elif told is not None and len(chromatic) == 1 and _contradicted(told, chromatic):
        # “cold and gold”: golden lights, cold shadows
        if told > 0:  # “warm and blue”: lamps or a low sun are warm, all else is blue
            hues["fill"] = hues["accent"] = _WARM_AND_COLD["key"]
        else:
            hues["fill"] = hues["shadow"] = _SHADOWS[False]
    elif len(chromatic) == 1 and (
        (said and named > 0 and _PURPLES[0] <= chromatic[0] < _PURPLES[1])
        or (world == "interior" and not _contradicted(-1.0, chromatic) and _SUNS & set(words.english))
    ):  # warm lamps in a purple room, the sun in a green one
        hues["fill"] = hues["accent"] = _WARM_AND_COLD["key"]
    elif len(chromatic) == 1 and colours and _contradicted(-1.0, chromatic):
        browned = [
            one["hue"] for one in colours if one.get("chroma", 1.0) <= CHROMATIC and _contradicted(-1.0, [one["hue"]])
        ]
        hues["shadow"] = (
            hues["key"] if is_black or world == "stage" else browned[0] if browned else _COOL_DARKS
        )  # beside sepia they are brown, and on a stage no other lamp reaches them
        light_share = _WARM_TWO if is_both else _WARM_ALONE if len(colours) == 1 else _WARM_AND_GREY
        is_own = abs((setting["hues"]["key"] - chromatic[0] + 180) % 360 - 180) < _NEAR_HUES
        if is_own and len(colours) == 1:
            strength = _WARM_STRENGTH
    greys = [one["hue"] for one in colours if one.get("chroma", 1.0) <= CHROMATIC]
    if world == "interior" and len(chromatic) == 1 and greys and not borne and _contradicted(1.0, chromatic + greys):
        hues["accent"] = greys[0]  # of “silver and deep blue” lamps are not golden
    if len(chromatic) == 1 and colours and not borne and (pale := _pale_beside(both, chromatic[0])) is not None:
        hues["key"] = hues["shadow"] = chromatic[0]
        hues["fill"] = hues["accent"] = pale
        is_room = world == "interior" and not _contradicted(-1.0, chromatic)
        strength, light_share = 0.85, _PALE_WALLS if is_room else _PALE_LIGHT
        is_pale = abs((pale - chromatic[0] + 180) % 360 - 180) >= _ALIKE
        is_cream = not is_pale  # beside gold, a warm white is a paler gold
    elif len(chromatic) == 1 and colours and not borne and (shade := _grey_beside(words, chromatic[0])):
        key = hues["key"] = hues["accent"] = chromatic[0]
        hues["fill"] = min(_GREYS, key=lambda grey: abs((grey - key + 180) % 360 - 180) < _GREY_APART)
        is_dark = shade == "dark" and not (world == "interior" and _is_grey_outside(words))
        is_airy = any(one["hue"] == key and one.get("airy", 0.0) > 0 for one in colours)
        is_dark |= is_airy  # the darks beside peach are silver, and not brown
        is_deep = any(one["hue"] == key and one.get("depth", 1.0) < _DEEP for one in colours)
        is_sky_grey = world in (*UNDER_THE_SKY, "ocean") and is_green(key)
        if is_deep or is_sky_grey:  # over a deep green sea the sky is the grey
            is_dark = False
        is_blue = _contradicted(-1.0, [key]) and any(_BLUE_GREYS & set(one.text.split()) for one in words.found)
        is_grey = not is_blue
        hues["shadow"] = hues["fill"] if is_dark else key
        is_room = world == "interior" and not is_dark and shade == "light"
        beside = _AIRY_SHARE if is_airy else _BESIDE_DARK if is_blue or is_dark else _PALE_LIGHT
        strength, light_share = 0.85, _PALE_WALLS if is_room else beside
    if len(chromatic) > 1:
        light_share = _SECOND if hues["shadow"] == chromatic[0] else _FIRST
    if len(chromatic) == 1 and _is_hint(words):
        light_share = _TOUCH
    elif len(chromatic) == 2 and _is_touch(words):
        is_first_light = hues["shadow"] != chromatic[0]
        light_share = (1 - _TOUCH[1], 1 - _TOUCH[0]) if is_first_light else _TOUCH
    elif world == "underwater" and sorted(all_warm([hue]) for hue in chromatic[:2]) == [False, True]:
        seen = set(words.all("motifs"))
        light_share = _CORALS if "corals" in seen else _STONES if seen & {"ruins", "stone_temple"} else _BELOW
    if len(chromatic) < 2:
        strength *= min((float(kind.get("strength", 1.0)) for kind in kinds), default=1.0)
    if (
        borne and not colours
    ):  # a red car stands in a picture that is not red, nor pulled to the hues of its world: a dusk would be grey
        hues["accent"] = next(iter(borne.values()))
    faded = both.product("looks", "chroma")
    if len(chromatic) > 1:  # two colours shall both be seen, however soft they are
        faded = max(faded, _FADED)
    elif len(colours) == 1 and chromatic and _contradicted(1.0, chromatic):
        faded *= _COOL_ALONE * (_IN_MIST if "mist" in words.all("weathers") else 1.0)
    chroma = faded * _purity([entry.get("chroma", 1.0) for entry in colours])
    if chromatic and chroma > 0:  # however pale, it is a colour
        chroma = max(chroma, _PALEST)
    if colours and not chromatic:
        chroma = neutral_chroma(chroma, is_two=bool(neutral))
    # In a white room a red lamp is red, under silver moonlight an orange window orange.
    if borne and not chromatic and chroma > 0:
        chroma = max(chroma, _GREYED)
    known = lexicon()["quiet"]["words"]
    plain = {one.text for one in words.found if not one.denied}
    quiet = [text for text in plain if text in known or text.partition(" ")[0] in _PALER]
    each = len(chromatic) > 1 and not EARTHS & set(quiet)
    chroma *= (_EACH_QUIET if each else _QUIET)[min(len(quiet), 2)]
    own_temperature = 0.0 if colours else _FLAVOUR * (2 * (flavour % 1009) / 1008 - 1)
    usual = next((float(kind["temperature"]) for kind in kinds if "temperature" in kind), None)
    if usual is not None:
        own_temperature = usual * (0.5 if chromatic else 1.0)
    temperature = _agreed(both.mean("warmth", "value", own_temperature), chromatic if colours else [], explicit=said)
    if is_cream:
        chroma, temperature = max(chroma, _CREAM[0]), max(temperature, _CREAM[1])
    if is_pale and temperature < 0:  # “an icy moon, cream and deep blue”
        temperature *= _BESIDE
    if lit is not None and not colours:  # “warm amber windows” are warm
        temperature *= _BESIDE
    shades = {one["hue"]: one for one in colours if one.get("chroma", 1.0) > CHROMATIC} if len(colours) > 1 else {}
    two = [shades.get(hues[name], {}) for name in ("key", "fill")]
    parts = [] if strength else [part for one in words.found if not one.denied for part in one.text.split()]
    of_things = [
        one["hue"] for part in parts for one in Reading(part).entries("colours")
    ]  # “red rose”: not the picture's
    natural = lexicon()["own_hues"]  # gold that is calmed with the rest goes to rose
    of_things += [natural[word] for one in words.english for word in one.split() if word in natural]
    return Palette(
        borne=tuple(dict.fromkeys((*borne.values(), *of_things))),
        **hues,
        depths=(two[0].get("depth", 1.0), two[1].get("depth", 1.0)),
        mutes=(two[0].get("muted", 0.0), two[1].get("muted", 0.0)),
        airy=(two[0].get("airy", 0.0), two[1].get("airy", 0.0)),
        temperature=temperature,
        strength=strength,
        chroma=min(max(chroma, 0.0), 1.5),
        light_share=light_share,
        lit=lit,
        black=float(is_black),
        pale=is_pale,
        grey=is_grey,
        spares_sky=world in UNDER_THE_SKY and any(is_green(hue) for hue in chromatic),
    )


def _is_brown(colour: dict[str, Any]) -> bool:
    return colour.get("chroma", 1.0) > 0 and _contradicted(-1.0, [colour["hue"]])


def _pale_beside(both: Reading, hue: float) -> float | None:
    """Return the hue of the lights where a warm white stands beside a colour: “teal and ivory” is no teal picture."""
    if not has_warm_white(both):
        return None
    if "pearl" in {one.text for one in both.found}:
        return min(_PALE, key=lambda pale: abs((pale - hue + 180) % 360 - 180) < _PALE_APART)
    return _PALE[0]


def _grey_beside(words: Reading, hue: float) -> str:
    """Return whether the grey or white beside a colour is what is “dark” or what is “light”; empty where none is named."""
    shades = [
        {*one.text.split(), *one.said.split()}
        for one in words.found
        if not one.denied and {("colours", "grey"), ("colours", "white")} & set(one.meanings)
    ]
    said = set().union(*shades)
    is_warm = _contradicted(-1.0, [hue])
    if not shades or (is_warm and said & {"white", "snow", "chalk"} and hue > 40):
        return ""  # golden light on what is white leaves cold shadows
    if said & _DARK_GREYS:
        return "dark"
    return "light" if said & _LIGHT_GREYS or not is_warm else "dark"


def _is_grey_outside(words: Reading) -> bool:
    """Whether it is the sky of a wet day that is grey, and what it lights through a window."""
    is_wet = words.first("weathers") in ("rain", "storm", "snow", "mist", "overcast")
    said = {part for one in words.found for part in one.text.split()}
    return is_wet and not said & (_DARK_GREYS | _AFTER_DARK)


def styled(palette: Palette, look: Look, words: Reading) -> Palette:
    """Return a palette as a style bends it; where the prompt names colours of the picture, its hues stay."""
    changes: dict[str, float] = {
        "temperature": min(max(palette.temperature + look.temperature, -1.0), 1.0),
        "chroma": min(palette.chroma * look.chroma, 2.0),
    }
    if look.hues and set(words.all("colours")) <= set(borne_by_things(words)):
        key, fill, accent = look.hues
        changes |= {"key": key, "fill": fill, "accent": accent, "shadow": key, "strength": look.hue_strength}
    return palette.model_copy(update=changes)


def _named(words: Reading) -> list[tuple[str, dict[str, Any]]]:
    """Return the colours that a prompt names, each once, in the hue of its shade: coral is no orange."""
    named: list[tuple[str, dict[str, Any]]] = []
    many = len(set(words.all("colours"))) > 1
    for before, one in zip([None, *words.found], words.found, strict=False):
        if many and one.text == "rose" and before is not None and before.text in ("a", "one", "the"):
            continue  # that is a flower
        for section, name in one.meanings:
            if section != "colours" or one.denied:
                continue
            hue = hue_of(one.text, name)
            if all(name != other or abs(hue - entry["hue"]) >= _SHADES_APART for other, entry in named):
                depth = depth_of(one.text, before.text if before is not None else "")
                own = {"hue": hue, "depth": depth, "muted": muted_of(one.text), "airy": airy_of(one.text, hue)}
                named.append((name, lexicon()["colours"][name] | own))  # amber and rust are two
    return named


def _smoke(words: Reading) -> dict[str, dict[str, Any]]:
    """Return the colours of smoke that is known by a phrase with them, “red smoke”: but in a studio all that it drifts through has them."""
    return {
        name: lexicon()["colours"][name] | {"hue": hue_of(part, name)}
        for one in words.found
        if not one.denied and ("motifs", "smoke_plumes") in one.meanings
        for part in one.text.split()
        for name in Reading(part).all("colours")
    }


def _golden() -> set[str]:
    return {form for word in lexicon()["lit"]["words"] for form in (word, f"{word}s")}


def _is_touch(words: Reading) -> bool:
    """Whether the second colour of a prompt is only a touch beside the first: “cold blue light with pink neon”."""
    at = [index for index, one in enumerate(words.found) if any(section == "colours" for section, _ in one.meanings)]
    between = words.found[at[0] + 1 : at[1]] if len(at) > 1 else []
    return any(one.said in _BESIDES for one in between)


def _is_hint(words: Reading) -> bool:
    """Whether the only colour of a prompt is a touch: “cold steel with a touch of gold”."""
    at = next((i for i, one in enumerate(words.found) if any(section == "colours" for section, _ in one.meanings)), 0)
    return any(one.said in _BESIDES - {"with"} for one in words.found[max(at - 2, 0) : at])


def _purity(chroma: list[float]) -> float:
    """Return how colourful named colours are together: pink and grey is a grey picture with pink in it, grey and white is grey."""
    if all(one <= CHROMATIC for one in chroma):
        return min(chroma, default=1.0)
    return max(sum(chroma) / len(chroma), _GREYED if max(chroma) >= 1 else 0.0)


def _told_temperature(both: Reading) -> float | None:
    """Return what words say that speak of the temperature alone (“cold”, and not “frozen”, which is weather first); None for none."""
    alone = [dict(one.meanings) for one in both.found if not one.denied]
    values = [lexicon()["warmth"][one["warmth"]]["value"] for one in alone if one.keys() == {"warmth"}]
    return float(sum(values) / len(values)) if values else None


def _agreed(temperature: float, hues: list[float], *, explicit: bool) -> float:
    """Return a colour temperature that leaves named colours alone: a frozen lake in pale gold is golden."""
    if _contradicted(temperature, hues):
        return temperature * _AGAINST[explicit]
    return temperature * _BESIDE if any(_contradicted(temperature, [hue]) for hue in hues) else temperature


def _contradicted(temperature: float, hues: list[float]) -> bool:
    against = _WARM if temperature < 0 else _COLD if temperature > 0 else ()
    return bool(hues) and all(any(low <= hue <= high for low, high in against) for hue in hues)
