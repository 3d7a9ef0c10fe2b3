"""From the words of a prompt to what shall be painted.

The words are looked up in ``lexicon.toml``, ``lexicon/*.toml`` and ``worlds/*/world.toml``; nothing is guessed by a model. Every
prompt gives something that fits: words that no world knows by name lead to the nearest one by association, a prompt
without any place to one that suits its weather, people, light and colours, and the prompt's colours are kept in any case.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field

from beatreel import Value, moves_in, style_of
from beatreel.plugins.generators.procedural.toning import COLOURED, LOW_SUNS

from .after_dark import is_blue_hour, keeps_lamps_warm, names_warm_lamps, under_curtains, with_lamps
from .asked import Asked, clauses_of, in_english
from .borne import coloured_in
from .colouring import Palette, palette_of, styled
from .day_skies import WARMEST, under_day_sky
from .establishing import of_the_place
from .hours import TimeOfDay, Weather, weather_and_time
from .light_pictures import is_light
from .motifs import has_lamps, motifs_of, sight_of
from .named_light import is_grey_day, light_named, threatens
from .numbers import counts_in, names_of
from .placing import place
from .reading import Reading, lexicon
from .signs import written
from .sky_colours import sky_hues, under_that_sky
from .smokes import MOTIF, beside_smoke, smokes_of
from .where import place_in

_SHOTS = ("wide", "medium", "close", "detail")
_WINDS = {"wind", "windy", "gale", "windswept"}
_DUST_STORMS = {"sandstorm", "sandstorms", "duststorm", "haboob", "storm", "storms", "wall"}
_LOW_SUN = 0.35  # of the warmth that a prompt names, beside a low sun that is named
_GREY_DAY = 0.62  # least chroma under a sky that is called grey
_LIGHTLESS = ("space", "stage", "cave")
_LIGHT, _LIGHT_SKY = (
    0.92,
    1.3,
)  # colourfulness of a picture in pale colours, and of a sky, which has no things whose colours could be too strong


_UMBRELLAS = ("umbrella", "parasol")  # which have a colour of their own, whatever is worn under them
_PACKS = ("backpack", "rucksack")  # and so have these
_SMALL = {  # what is too small to be the colour of clothes
    *"scarf hat cap beret beanie bandana headscarf turban hijab hood veil glove shoe sneaker boots helmet ribbon".split(),
    *"balloon bubble bubbles kite guitar violin apron".split(),
    *"jeans trousers leggings shorts".split(),  # a coat or a shirt has its own above them
    "boxing glove",
}


class SceneDescription(Value):
    """What a prompt asks for.

    Attributes
    ----------
    prompt : str
    world : str
        A name of :data:`~.worlds.WORLDS`.
    approximate : bool
        The prompt named no world; this one was chosen by association.
    other_world : str
        A second world that the prompt names, which some pictures of the film show; empty for none.
    time_of_day : {"dawn", "day", "golden", "dusk", "night"}
    blue_hour : bool
        The dusk is that in which the sky is blue to the horizon.
    weather : {"clear", "rain", "snow", "mist", "storm", "dust", "overcast"}
    snowed_in : bool
        Snow lies and none falls.
    named_light : str
        The light that the prompt names, of :data:`~..toning.PRINTS`; empty for none.
    threatens : bool
        A storm only comes: no rain falls yet.
    weather_amount : float
        0 to 1.
    palette : Palette
    sky_hues : tuple of float
        Hues of the sky of a low sun that the prompt names, two at most, degrees of OKLCH.
    motifs : tuple of str
        Story elements, such as ``"figure"``, ``"birds"``, ``"caravan"``, ``"umbrella"``; the world's own if the prompt has none.
    without : tuple of str
        What the prompt does not want: entries of the lexicon (``"rain"``, ``"birds"``), and ``"people"`` for all of them.
    lens : {"", "soft", "anamorphic"}
    camera : str
        Camera movement that the prompt asks for; empty for none.
    speed : float
        Of everything that moves by itself: 1 as in life, 0.4 slow motion.
    contrast : float
        Factor of contrast.
    understood, denied, unknown : tuple of str
        Words of the prompt that had an effect, those that it does not want, and those that mean nothing here.
    details : tuple of str
        Weather and motifs that the prompt names itself.
    place : str
        The word of the prompt that led to the world, if it is not the world's own name; empty for none.
    reads_as : tuple of str
        English words that stand for the place, from a smaller vocabulary: a tavern is a room with a fireplace.
    words : tuple of str
        English words of the prompt that had an effect, one by one.
    unpainted : tuple of str
        Words that are known, but that no world paints.
    elsewhere : tuple of (str, tuple of str)
        Words that other worlds paint, and this one does not, with those worlds.
    only_light : tuple of str
        Words of which only the light is painted.
    corrected : tuple of (str, str)
        Misspelt words and what they are read as.
    coloured : tuple of (str, str)
        Things that have a colour of their own, in the singular, and its name in the lexicon.
    tints : tuple of str
        Words that could be places or things and are colours here: “soft pink and lavender”.
    flavour : int
        31 bits from all words of the prompt, so that prompts of the same description still give other pictures.
    """

    prompt: str = ""
    world: str
    approximate: bool = False
    other_world: str = ""
    time_of_day: TimeOfDay = "night"
    blue_hour: bool = False
    weather: Weather = "clear"
    snowed_in: bool = False
    named_light: str = ""
    threatens: bool = False
    weather_amount: float = Field(default=0.5, ge=0, le=1)
    palette: Palette = Palette()
    sky_hues: tuple[float, ...] = ()
    motifs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    lens: Literal["", "soft", "anamorphic"] = ""
    camera: str = ""
    speed: float = Field(default=1.0, gt=0, le=4)
    contrast: float = 1.0
    understood: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    place: str = ""
    reads_as: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unpainted: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    only_light: tuple[str, ...] = ()
    coloured: tuple[tuple[str, str], ...] = ()
    tints: tuple[str, ...] = ()
    flavour: int = 0

    @property
    def clauses(self) -> tuple[tuple[str, ...], ...]:
        """Single words of the prompt that are wanted, in English, small letters and their order, by the commas between them."""
        return clauses_of(self.prompt)

    @property
    def said(self) -> tuple[str, ...]:
        """Those words without commas, also such as mean nothing by themselves: “still”, “above”."""
        return tuple(word for clause in self.clauses for word in clause)

    def count_of(self, *names: str) -> int:
        """Return how many of a thing the prompt asks for (:data:`~.numbers.MANY` for hundreds); 0 where it does not say.

        Parameters
        ----------
        *names : str
            What the thing may be called, in the singular, or motifs, which have all the names of the lexicon.
        """
        counts = counts_in(self.clauses)
        known = [name for motif in names for name in (motif, *names_of(motif))]
        return next((counts[name] for name in known if name in counts), 0)

    def colours_of(self, kind: str) -> tuple[str, ...]:
        """Names of the colours of what is worn or held (``"worn"``), of vehicles (``"driven"``) or of ``"beasts"``, in their order."""
        things = lexicon()["bearers"][kind]
        return tuple(colour for thing, colour in self.coloured if thing in things)

    def colour_of(self, *things: str) -> str:
        """Name of the colour of a thing by what it is called, in the singular; empty for none of its own."""
        return next((colour for thing, colour in self.coloured if thing in things), "")

    def coats_of(self, motif: str) -> tuple[str, ...]:
        """Names of the colours of a beast by its motif, in their order: of “a white horse and a black dog” a dog has black."""
        beasts = lexicon()["bearers"]["beasts"]
        names = names_of(motif)
        others = {name for other in self.motifs if other != motif for name in names_of(other)} - {*names}
        return tuple(colour for thing, colour in self.coloured if thing in beasts and thing not in others)

    @property
    def worn(self) -> str:
        """Colour of what somebody wears or holds; empty for none."""
        return next(iter(self.colours_of("worn")), "")

    @property
    def dressed(self) -> str:
        """Colour of what somebody wears; where only an umbrella, a pack, a scarf or so has one, empty: it keeps that to itself."""
        things = {*lexicon()["bearers"]["worn"]} - {*_UMBRELLAS, *_PACKS} - _SMALL
        return self.colour_of(*things)

    @property
    def umbrella(self) -> str:
        """Colour of an umbrella; empty for none of its own."""
        return self.colour_of(*_UMBRELLAS)

    @property
    def pack(self) -> str:
        """Colour of what is carried on a back; empty for none of its own."""
        return self.colour_of(*_PACKS)

    @property
    def painted(self) -> str:
        """Colour of what drives or sails; empty for none."""
        return next(iter(self.colours_of("driven")), "")

    @property
    def smokes(self) -> tuple[tuple[str, float | None], ...]:
        """Colours of smoke by name, two at most, each with its hue (degrees of OKLCH), or None for white, grey and black."""
        return tuple((name, lexicon()["colours"].get(name, {}).get("hue")) for name in smokes_of(self.prompt))

    @property
    def all_words(self) -> set[str]:
        """Every single word that says what is to be seen: those of the prompt, in its language and in English, and :attr:`reads_as`."""
        found = {*self.reads_as, *self.words, *(word for phrase in self.understood for word in phrase.split())}
        return found - set(self.tints)

    @property
    def is_snowy(self) -> bool:
        """Whether snow lies, be it that some falls or not."""
        return self.weather == "snow" or self.snowed_in

    @property
    def by_day(self) -> bool:
        """Whether what is seen is lit by daylight."""
        return self.time_of_day == "day" and self.weather not in ("storm", "rain") and self.world not in _LIGHTLESS

    @property
    def is_windy(self) -> bool:
        """Whether it is a wind that is named, which drives some dust before it, and no storm that fills the air."""
        return self.weather == "dust" and bool(_WINDS & self.all_words) and not self.is_dust_storm

    @property
    def is_dust_storm(self) -> bool:
        """Whether a storm of dust or sand is named, which comes as a wall, and not only dust or a wind."""
        return self.weather == "dust" and bool(_DUST_STORMS & self.all_words)


def describe(prompt: str, style: str = "", world: str = "", *, picture: int = 0) -> SceneDescription:
    """Look up the words of a prompt.

    Parameters
    ----------
    prompt : str
        Any text, in any case.
    style : str
        Name of a style preset, whose words count where the prompt is silent, or such words.
    world : str
        A name of :data:`~.worlds.WORLDS` to use whatever the prompt says; empty to let the prompt decide.
    picture : int
        See :func:`picture_number`; where the prompt names two worlds, some pictures show the second, and where it names somebody,
        some show the place alone.

    Returns
    -------
    SceneDescription
        The same for the same text.
    """
    preset = style_of(style)
    sign, read = written(prompt)  # what a sign says is not to be seen
    words, both = Reading(read), Reading(f"{read}, {preset.words}" if preset.words else read)
    asked = Asked(in_english(prompt), words, both)
    setting = place(asked, world)
    turn = picture // len(_SHOTS)
    kinds = [kind for kind in words.entries("places") if kind["world"] == setting.world]
    weather, time = weather_and_time(words, both, lexicon()["worlds"][setting.world], kinds, turn=turn)
    palette = palette_of(words, both, setting.world, kinds, flavour=_flavour(words))
    shown = setting.other if setting.other and picture % 3 == 1 else setting.world
    if shown != setting.world:
        # The second world keeps the light and leans to the colours of the first: one film.
        palette = palette.model_copy(update={"strength": max(palette.strength, 0.4)})
    shot = _SHOTS[picture % len(_SHOTS)]
    sight = sight_of(asked, setting, shown, weather, time, is_detail=shot == "detail", sign=sign)
    if has_lamps(sight):
        palette = palette.model_copy(update={"lamps": True})
    blue_hour = is_blue_hour(words, sight.time)
    if blue_hour or names_warm_lamps(words, sight.time):
        palette = with_lamps(palette, shown, blue_hour=blue_hour)
    palette = under_curtains(keeps_lamps_warm(palette, shown, sight.time), shown, words)
    palette = under_day_sky(palette, shown, sight.time)
    if sight.has(MOTIF):
        palette = beside_smoke(palette, asked.prompt)
    of_sky = sky_hues(words.found, sight.time)
    palette = under_that_sky(palette, of_sky)
    if is_light(words, shown, sight.weather, sight.time):
        palette = palette.model_copy(
            update={"light": True, "chroma": (_LIGHT_SKY if shown == "clouds" else _LIGHT) * palette.chroma}
        )
    if (
        is_grey_day(asked.prompt) and palette.strength == 0 < palette.chroma
    ):  # things under that sky keep some of their colour
        palette = palette.model_copy(update={"chroma": max(palette.chroma, _GREY_DAY)})
    light = light_named(words, sight, palette)
    if light in LOW_SUNS and palette.temperature > 0 and palette.strength < COLOURED:  # overhead it leaves the sky blue
        palette = palette.model_copy(update={"temperature": _LOW_SUN * palette.temperature})
    if light == "sun" and shown != "interior" and palette.temperature > WARMEST and palette.strength < COLOURED:
        palette = palette.model_copy(update={"temperature": WARMEST})
    without = _without(words)
    unpainted, only_light, elsewhere = sight.left
    camera = next(iter(moves_in(prompt)), "")
    coloured = coloured_in(prompt)
    things = {form for thing, _ in coloured for form in (thing, f"{thing}s")}
    dress = {one.said for one in words.found if one.text in things}  # “a yellow raincoat”
    worn = (
        lexicon()["bearers"]["worn"]
        if set(sight.named) & set(lexicon()["groups"]["people"]) - {"figure", "umbrella", "crowd"}
        else ()
    )
    dress |= {
        one.said for one in words.found if {one.text, one.text.removesuffix("s")} & {*worn}
    }  # who is there wears it
    parts = {part for motif in sight.named for part in lexicon()["parts"].get(motif, ())}
    # “pans slowly to the left”
    turning = {one.said for one in words.found if one.text in ("left", "right") and camera.startswith("drift")}
    found = SceneDescription(
        prompt=prompt,
        world=shown,
        approximate=not setting.exact,
        other_world=setting.other,
        time_of_day=sight.time,
        blue_hour=blue_hour,
        weather=sight.weather,
        snowed_in=sight.snowed_in,
        named_light=light,
        threatens=sight.weather == "storm" and threatens(asked.prompt),
        weather_amount=both.amount(0.6 if words.first("weathers") else 0.45),
        palette=styled(palette, preset.look, words),
        sky_hues=of_sky,
        motifs=tuple(motif for motif in motifs_of(sight) if motif not in without),
        without=without,
        lens=both.first("lenses") or "",
        camera=camera,
        speed=both.speed(),
        contrast=both.product("looks", "contrast"),
        understood=words.understood,
        denied=words.denied,
        unknown=tuple(word for word in words.unknown if word not in turning | dress | parts | sight.done),
        details=tuple(dict.fromkeys([*words.all("weathers"), *sight.named])),
        place=place_in(words, shown),
        reads_as=tuple(part for kind in kinds for part in kind.get("as", "").split()),
        words=words.english,
        tints=words.tints,
        unpainted=unpainted,
        elsewhere=elsewhere,
        corrected=tuple(words.corrected.items()),
        only_light=only_light,
        coloured=coloured,
        flavour=_flavour(words),
    )
    return of_the_place(found, shot, turn)


def picture_number(shot: str, variation: int) -> int:
    """Return a number for each picture of a film, for :func:`describe`."""
    return variation * len(_SHOTS) + (_SHOTS.index(shot) if shot in _SHOTS else 0)


def _without(words: Reading) -> tuple[str, ...]:
    unwanted = [*words.all("motifs", denied=True), *words.all("weathers", denied=True)]
    if "emptied" in words.all("cues"):
        somebody = set(words.all("motifs")) & set(lexicon()["groups"]["people"]) - {"crowd"}
        unwanted += ["crowd"] if somebody else ["crowd", "figure"]  # after the party
    others = {"figure", *lexicon()["groups"]["people"]} - {"crowd"}
    if others & set(words.all("motifs")) - {"figure"} or _somebody_is_named(words):  # “a woman …, no other people”
        unwanted = [motif for motif in unwanted if motif not in others]
    for group, members in lexicon()["groups"].items():
        if any(member in unwanted for member in members if member != "crowd"):
            unwanted += [*members, group]
    return tuple(dict.fromkeys(unwanted))


def _somebody_is_named(words: Reading) -> bool:
    known = {word for plain in lexicon()["persons"].values() for word in plain}
    return any(one.text in known and not one.denied for one in words.found)


def _flavour(words: Reading) -> int:
    """A number from the set of all words: order, case and punctuation do not matter."""
    text = " ".join(sorted({one.text for one in words.found} - {"", *lexicon()["silent"]["words"]}))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:4], "big") >> 1
