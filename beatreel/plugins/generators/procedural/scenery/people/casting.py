"""How somebody is made for a picture: what is asked of them, what they come with, and a body in a pose, dressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes
from .body import SKINS, add_body
from .hair import add_hair, style_of
from .masks import mask_of, put_on
from .pose import Bones, Build, Pose, bones_of

Colour = tuple[float, float, float]

DARK = Skin((0.020, 0.020, 0.024), 0.12, "cloth")
CHARCOAL = Skin((0.045, 0.043, 0.042), 0.10, "cloth")
DENIM = Skin((0.105, 0.064, 0.040), 0.05, "cloth")
WHITE = Skin((0.62, 0.66, 0.68), 0.08, "cloth")
CREAM = Skin((0.42, 0.55, 0.62), 0.06, "cloth")
LEATHERN = frozenset({"leather jacket", "leather coat"})
LEATHER = Skin((0.030, 0.032, 0.036), 0.42, "leather")
SOLE = Skin((0.03, 0.035, 0.045), 0.25, "plain")
HAIRS = (
    Skin((0.010, 0.012, 0.018), 0.14, "hair"),
    Skin((0.020, 0.040, 0.085), 0.14, "hair"),
    Skin((0.05, 0.10, 0.20), 0.14, "hair"),
    Skin((0.008, 0.008, 0.009), 0.16, "hair"),
)
HAIR_COLOURS: dict[str, Colour] = {
    "red": (0.018, 0.055, 0.26),
    "ginger": (0.020, 0.080, 0.30),
    "copper": (0.020, 0.075, 0.27),
    "auburn": (0.016, 0.030, 0.13),
    "blonde": (0.11, 0.28, 0.46),
    "blond": (0.11, 0.28, 0.46),
    "golden": (0.09, 0.27, 0.48),
    "yellow": (0.06, 0.36, 0.56),
    "orange": (0.020, 0.12, 0.46),
    "white": (0.52, 0.54, 0.55),
    "silver": (0.42, 0.43, 0.44),
    "grey": (0.26, 0.27, 0.28),
    "black": (0.008, 0.008, 0.009),
    "dark": (0.010, 0.012, 0.018),
    "brown": (0.020, 0.040, 0.085),
    "pink": (0.30, 0.12, 0.48),
    "blue": (0.34, 0.10, 0.03),
    "purple": (0.24, 0.03, 0.14),
    "green": (0.05, 0.18, 0.04),
}
"""Colours of hair, linear BGR, by their names."""
_WOMEN = {"woman", "women", "female", "girl", "lady", "diva", "she", "her", "soprano", "dress", "gown", "skirt", "tutu"}
_MEN = {"man", "men", "male", "boy", "guy", "he", "his", "tenor", "crooner"}
AGED = "somebody old"
"""Among the words of somebody who is said to be old."""
GREY_HAIR = Skin((0.42, 0.44, 0.45), 0.2, "hair")


@dataclass(frozen=True)
class Wish:
    """What is asked of somebody: the colour of the clothes (linear BGR; None: as usual), wind from -1 to 1, chance.

    ``words`` are those of the prompt, ``warm`` says whether one goes without a coat, ``film`` is a number that is the same in all
    pictures of a film, so that the same person is in all of them. ``shot`` says how much of somebody is seen. ``others`` are the
    coats of other beasts of its kind, one after the other, or of the one that somebody rides. Whoever ``faces_us`` is seen from
    before, if that may be chosen (:attr:`Cast.roams`). ``count`` is how many of its kind are asked for, 0 where that is not said.
    """

    rng: np.random.Generator
    colour: Colour | None = None
    wind: float = 0.0
    words: frozenset[str] = frozenset()
    warm: bool = False
    film: int = 0
    shot: str = "medium"
    others: tuple[Colour, ...] = ()
    faces_us: bool = False
    count: int = 0

    def cloth(self, usual: Skin) -> Skin:
        """Return what is worn, in the colour that is asked for."""
        usual = LEATHER if LEATHERN & self.words else usual
        return usual if self.colour is None else replace(usual, colour=self.colour)

    def held(self, thing: str, usual: Skin) -> Skin:
        """Return what is held, in its own colour (“red umbrella” is one of the words), else in that of the clothes."""
        own = next((DYES[one] for one in DYES if f"{one} {thing}" in self.words), self.colour)
        return (
            usual if own is None else replace(usual, colour=own, gloss=0.03)
        )  # what is about it is not mirrored in it

    def own(self, thing: str, usual: Skin) -> Skin:
        """Return what has nothing of the clothes' colour, in its own: a red scarf over a grey coat, a blue guitar."""
        colour = next((DYES[one] for one in DYES if f"{one} {thing}" in self.words), None)
        return usual if colour is None else replace(usual, colour=colour)

    def hair(self) -> Skin:
        """Return its hair: of the colour that is named (“red hair” is one of the words), else any."""
        named = (Skin(colour, 0.14, "hair") for word, colour in HAIR_COLOURS.items() if f"{word} hair" in self.words)
        return next(named, HAIRS[self.film % len(HAIRS)])

    def is_woman(self, share: float = 0.5) -> bool:
        """Whether it is a woman: as the words say, else by chance, but the same in all pictures of a film."""
        if self.words & _WOMEN or self.words & _MEN:
            return not self.words & _MEN
        return (self.film // 3 % 100) < 100 * share

    def skin(self) -> Skin:
        return tuple(SKINS.values())[self.film // 5 % len(SKINS)]


@dataclass
class Cast:
    """Somebody, ready to be put into a picture; metres, feet at y = 0.

    Attributes
    ----------
    model : Model
        Who faces the eye looks along -z.
    tall : float
        Height of what must be seen in a whole figure.
    turn : tuple of float
        From which to which angle it may be turned, radians (positive: its front to the left).
    near : tuple of float or None
        The same in close pictures and those of details; None: from behind, as a photographer looks over somebody's shoulder.
    heart : tuple of float or None
        Height of the middle of a close picture, and how much of it is seen, metres; None: all of it is seen, on the ground.
    detail : tuple of float
        x, height and how much is seen of what is looked at from very near.
    sway : float
        How far the body moves from side to side, radians.
    wades, afloat, perched, flies : bool
        Stands in water as well as on land; swims; sits on something that is part of it; is in the air.
    width : float
        Metres across that a whole picture of it must show; 0 for all of it.
    splashes : bool
        Runs, so that water flies up about it.
    looks_left : bool
        To which side it looks as it is built and turned.
    lamp : tuple of float or None
        Place of what it holds that shines.
    point : tuple of float or None
        Place of what it holds that details show.
    struck : tuple of (float, float, float)
        Places that are struck, from which water leaps in the rain.
    smokes : bool
        Smoke rises from there.
    share : float
        How large a whole figure of it is, over what is usual.
    loose : float
        How far the wind takes its hair, 0 for what is short or tied.
    roams, holds : bool
        Is on the way, or stands about, and may be seen from any side; holds something up that details show.
    seeks_water : bool
        Stands in water, where there is some.
    flock : bool
        Several birds, high in the sky and dark before it.
    herd : int
        How many others of its kind stand about it, near and far.
    views : dict of str to (float, float, float), optional
        Of what is looked at from near in every shot, and stands nowhere: x, height and how much is seen.
    stays : bool
        What it does is seen from one side only.
    """

    model: Model
    tall: float = 1.8
    turn: tuple[float, float] = (0.35, 0.75)
    near: tuple[float, float] | None = None
    heart: tuple[float, float] | None = (1.22, 1.15)
    detail: tuple[float, float, float] = (0.0, 1.42, 0.75)
    sway: float = 0.010
    wades: bool = False
    afloat: bool = False
    perched: bool = False
    flies: bool = False
    width: float = 0.0
    splashes: bool = False
    looks_left: bool = True
    lamp: tuple[float, float, float] | None = None
    point: tuple[float, float, float] | None = None
    struck: tuple[tuple[float, float, float], ...] = ()
    smokes: bool = False
    share: float = 1.0
    loose: float = 1.0
    roams: bool = False
    holds: bool = False
    seeks_water: bool = False
    flock: bool = False
    herd: int = 0
    views: dict[str, tuple[float, float, float]] | None = None
    stays: bool = False


def person(
    wish: Wish,
    build: Build,
    pose: Pose,
    dressing: Callable[[Model, Bones], None],
    *,
    hair: str = "short",
    locks: Skin | None = None,
    skin: Skin | None = None,
    bare_arms: bool = False,
    bare_legs: bool = False,
    wind: float | None = None,
) -> Model:
    """Return somebody in metres."""
    old = AGED in wish.words
    if old:  # bent a little
        across, back = pose.lean
        pose = replace(pose, lean=(across, back - 0.022))
        locks = locks if any(f"{one} hair" in wish.words for one in HAIR_COLOURS) else GREY_HAIR
    body, bones = Model(), bones_of(pose, build)
    locks = locks or wish.hair()
    add_body(body, bones, skin or wish.skin(), hair=locks, bare_arms=bare_arms, bare_legs=bare_legs, old=old)
    add_hair(body, bones, locks, style_of(wish.words, hair), wind=wish.wind if wind is None else wind)
    dressing(body, bones)
    if mask := mask_of(wish.words):
        put_on(mask, body, bones)
    model = Model()
    model.add(body, scale=build.metres)
    return model


def suit(model: Model, b: Bones, cloth: Skin) -> None:
    """Dress somebody in a suit."""
    clothes.coat(model, b, cloth, hem=0.435, wide=0.112, under=(WHITE, DARK))
    clothes.trousers(model, b, cloth, loose=1.10)
    clothes.shoes(model, b, SOLE)


def built(build: Callable[..., None], *args: Any, **more: Any) -> Model:
    """Return what a function builds, alone."""
    model = Model()
    build(model, *args, **more)
    return model
