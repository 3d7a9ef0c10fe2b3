"""Whoever a prompt names: a person or an animal in three dimensions, near enough to be known, in the light of the painting."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.people.masks import mask_of
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES

from ._fog import STORMS
from ._hand_light import add_hand_light
from ._herd import add_herd
from ._ledge import add_ledge
from ._solid_light import Body, Rig, laid
from ._strands import add_strands
from ._wake import stir

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_WHO = ROLES | BEASTS
PERFORMERS = tuple(_WHO)
"""Motifs that are painted here."""
SWIMMERS = ("dancer", "ballerina", "lady", "kiss", "waltz", "scuba_diver")
"""Those of them who float under water."""
COMPANIONS = ("wolf", "fox", "dog", "deer", "cat", "hare", "sheep", "goat", "cow")
"""Animals that may be with somebody else."""
_HAIRY = tuple(ROLES)
WITHOUT_FEET = frozenset(ROLES) - {"ballerina", "skater", "bicycle", "drummer", "lovers", "scuba_diver", "swimmer"}
"""Who is seen from the head to above the feet in close and detail shots."""

"""Colours of cloth, linear BGR, by their names in the lexicon."""
_FOOT = {"wide": 0.845, "medium": 0.925, "close": 0.965, "detail": 0.99}  # row of the feet of a whole figure
_LOW = {"wide": 0.80, "medium": 0.83, "close": 0.86}  # of an animal that is wider than tall
_TALL = {"wide": 0.37, "medium": 0.60, "close": 0.76, "detail": 0.86}  # its height, shares of the picture's
_WIDEST = {"wide": 0.66, "medium": 0.86, "close": 0.98, "detail": 1.2}  # of the picture's width
_FACES = {"face", "portrait", "headshot"}
_THREE_QUARTERS = (0.40, 0.80)  # radians
_BEHIND, _ASIDE = (2.35, 2.80), (1.35, 1.80)  # radians
_LIT = {
    "wide": 0.8,
    "medium": 0.75,
    "close": 0.62,
    "detail": 0.58,
}  # of the light that comes from the front: near ones are dark before the light
_BLUR = {"close": 0.0065, "detail": 0.010}  # of what is behind, radius in widths
_HAZE = {"mist": 0.24, "snow": 0.07, "storm": 0.06, "rain": 0.06, "dust": 0.12}
_SHINES = {"stage": 0.30, "pool": 0.35, "alley": 0.22, "road": 0.18, "skyline": 0.16}  # grounds that mirror, in rain
_NO_GROUND = ("clouds", "skyline", "chrome")  # where what lies below is no place to stand
_WARM = ("field", "ocean", "dunes", "savanna", "canyon", "town")  # where by day nobody wears a coat
_INDOORS = ("stage", "interior", "cave")  # hardly any wind
_SHALLOW = ("pool", "cave", "dunes")  # worlds whose water is shallow enough to stand in
_LOOSE = (0.12, 3.0)  # the height that somebody has on the ground, over the height that is wanted

WATERS = {
    "water",
    "lake",
    "river",
    "sea",
    "ocean",
    "beach",
    "surf",
    "waves",
    "shore",
    "flood",
    "pond",
    "puddle",
    "puddles",
}
"""Words of a prompt by which what runs there splashes."""


@dataclass(frozen=True)
class Place:
    """Where somebody is: pixel of the origin, pixels to a metre, whether on a ledge of its own, whether feet are seen."""

    x: float
    y: float
    unit: float
    on_ledge: bool
    stands: bool
    looks_left: bool


def add_performer(
    painting: Painting,
    light: Backlight,
    description: SceneDescription,
    name: str,
    shot: str,
    rng: np.random.Generator,
    *,
    beside: Place | None = None,
) -> Place:
    """Add somebody to a painting, in place, next to whoever stands ``beside``; return where."""
    wind = {"storm": 1.0, "dust": 0.8, "rain": 0.45}.get(description.weather, 0.35) * float(rng.choice([-1, 1]))
    wind *= 0.3 if description.world in _INDOORS else 1.0
    warm = (
        description.world in _WARM and description.weather in ("clear", "dust") and description.time_of_day != "night"
    )
    words = words_of(description)
    dye = None if f"{description.worn} hair" in words else DYES.get(description.worn)
    asked = Wish(rng, dye, wind, words, warm, description.flavour, shot)
    cast = _WHO[name](asked)
    is_face = bool(_FACES & words) and name in ROLES and shot in ("close", "detail")
    if is_face:
        top = cast.model.bounds()[3]
        cast = replace(cast, heart=(top - 0.22, 0.80), detail=(0.0, top - 0.16, 0.44), near=_THREE_QUARTERS, width=0.3)
    if name in ROLES and mask_of(words):  # it is what one looks at
        top = cast.model.bounds()[3]
        cast = replace(
            cast, turn=_THREE_QUARTERS, near=_THREE_QUARTERS, heart=(top - 0.36, 1.0), detail=(0.0, top - 0.24, 0.56)
        )
    turn = float(rng.uniform(*turns_of(cast, name, shot, rng)))
    place = _place(painting, light, description, cast, shot, rng)
    if beside is not None and beside.stands and place.stands:
        place = _next_to(beside, cast, light.width)
    model = cast.model.turned(turn)
    if place.looks_left != cast.looks_left:
        model = model.mirrored()
    if cast.afloat:  # out on the water no shore is nearer
        painting.layers.clear()
    if shot in _BLUR:
        _out_of_focus(painting, _BLUR[shot] * light.width, near=place.y if place.stands else None)
    middle = (place.x / light.width, max((place.y - 0.6 * cast.tall * place.unit) / light.height, 0.2))
    bright = 1.7 if cast.flies else _LIT.get(shot, 1.0) if name in ROLES else 0.85 * _LIT.get(shot, 1.0) ** 0.7
    if is_face:  # it is what is lit
        bright *= 2.6
    if name == "swimmer":  # wet skin takes light from all around
        bright *= 1.7
    rig = Rig.of(painting, light, middle, description.time_of_day, bright=bright)
    wet = 0.6 if description.weather in ("rain", "storm") else 0.0
    if cast.herd and (place.stands or shot == "detail"):
        add_herd(
            painting, light, rig, lambda: _WHO[name](replace(asked, shot="wide")), cast, (place.x, place.y, place.unit), rng,
            on_ledge=place.on_ledge, blur=_BLUR.get(shot, 0.0) * light.width, haze=_HAZE.get(description.weather, 0.0),
        )  # fmt: skip
    size = (light.width, light.height)
    body = laid(
        model,
        rig,
        (place.x, place.y),
        place.unit,
        size,
        lowest=-0.06 if place.stands else -9.0,
        wet=wet,
        comb=(0.7 * wind, -2.0)  # what is combed firmly stands off less
        if name in ROLES
        else ((0.9 if place.looks_left else -0.9) * abs(float(np.cos(turn))), -0.55),
        seed=int(rng.integers(1 << 16)),
    )
    if body.cover.size == 0:
        return place
    window = (body.rows, body.columns)
    haze = _HAZE.get(description.weather, 0.03) * (1.0 if shot == "wide" else 0.6)
    haze = max(haze, 0.22) if description.world == "underwater" else haze
    if STORMS & description.all_words and description.world not in _INDOORS:
        haze = {"wide": 0.30, "medium": 0.22}.get(shot, 0.14)
    body.colour[:] += (light.blurred(0.08)[window] - body.colour) * np.float32(haze)
    if cast.lamp is not None:
        add_hand_light(painting, light, body, _seen_at(cast, turn, place), place.unit)
    canvas, alpha = (
        np.zeros((light.height, light.width, 3), np.float32),
        np.zeros((light.height, light.width), np.float32),
    )
    if place.on_ledge:
        add_ledge(canvas, alpha, rig, description, place.y, place.unit, rng)
        canvas *= 1 - _shadow(body, place, alpha.shape)[..., None]
    elif place.stands:
        _touch_ground(painting, body, place, description, shine=0.5 if cast.afloat else 0.0)
        if cast.afloat:
            stir(painting, (place.x, place.y), place.unit, -1.0 if place.looks_left else 1.0)
    # Colours of a layer are not times its cover: else what is edged by light would be edged by shade.
    share = body.cover / np.maximum(np.maximum(alpha[window], body.cover), 1e-3)
    canvas[window] += (body.colour - canvas[window]) * share[..., None]
    alpha[window] = np.maximum(alpha[window], body.cover)
    blown = _blown(cast, wind, turn, place)
    loose = cast.loose >= 0.5 and bool((body.hair > 0.5).any())
    if name in _HAIRY and not loose:
        add_strands((canvas, alpha), alpha, body, rig, place.unit, blown, cast.loose, rng)
    if cast.splashes and place.stands and WATERS & description.all_words:
        _add_spray(canvas, alpha, body, place, rig, rng)
    metres = 5.0 if shot == "wide" else 3.0
    rock = 0.0 if place.on_ledge else cast.sway
    pivot = (place.x / light.width, min(place.y / light.height, 1.2))
    motion = Motion(x=pivot[0], y=pivot[1], rock=rock) if rock else None
    if description.world == "underwater":
        motion = Motion(x=pivot[0], y=pivot[1], rock=0.05, sway=0.015)
    if cast.flies:
        motion = Motion(x=pivot[0], y=pivot[1], rock=0.03, sway=0.012, right=(-1 if place.looks_left else 1) * 0.006)
    painting.layers.append(Layer(halved(canvas), halved(alpha), metres, motion))
    if name in _HAIRY and loose:
        strands, thin = np.zeros_like(canvas), np.zeros_like(alpha)
        add_strands((strands, thin), alpha, body, rig, place.unit, blown, cast.loose, rng)
        floats = replace(motion, rock=1.35 * motion.rock) if motion else _at_the_head(body, size)
        painting.layers.append(Layer(halved(strands), halved(thin), 0.999 * metres, floats))
    return place


def words_of(description: SceneDescription) -> frozenset[str]:
    """Return the words by which somebody is dressed and stands: also those that no place has a meaning for, but for what is denied."""
    said = re.sub(r"\b(?:no|not|without)\b[^,.;]*", "", description.prompt.lower())
    hair = {f"{one} hair" for one in re.findall(r"(\w+)(?: (?:long|short|wavy|curly|flowing))?[ -]hair(?:ed)?\b", said)}
    hair |= {f"{one} balloon" for one in re.findall(r"(\w+) balloons?\b", said)}
    hair |= {f"{one} hair" for one in ("blonde", "blond") if one in said}
    return frozenset(description.all_words | hair | set(re.findall(r"[a-z]+", said)))


def turns_of(cast: Cast, name: str, shot: str, rng: np.random.Generator) -> tuple[float, float]:
    """Return how far somebody may be turned: people are seen from behind or from aside, unless what they do is in front of them."""
    near = shot in ("close", "detail")
    if cast.near is not None or name not in ROLES:
        return (cast.near if near else None) or cast.turn
    if min(abs(one) for one in cast.turn) > 2.2:
        return cast.turn
    return _BEHIND if near or rng.random() < 0.65 else _ASIDE


def _at_the_head(body: Body, size: tuple[int, int]) -> Motion:
    """Return how hair moves in the wind about somebody who stands still."""
    rows, columns = np.nonzero(body.hair > 0.5)
    x, y = body.columns.start + float(columns.mean()), body.rows.start + float(rows.min())
    return Motion(x=x / size[0], y=y / size[1], rock=0.025)


def _blown(cast: Cast, wind: float, turn: float, place: Place) -> float:
    """Return how the wind blows in the picture, from -1 (to the left) to 1."""
    side = 1.0 if place.looks_left == cast.looks_left else -1.0
    return wind * side * float(np.cos(turn))


def _next_to(beside: Place, cast: Cast, width: int) -> Place:
    """Return a place on the same ground at the same scale, on the side that has more room."""
    left, right, _, _ = cast.model.bounds()
    way = -1 if beside.x > width / 2 else 1
    x = beside.x + way * beside.unit * (0.35 + 0.45 * (right - left))
    return replace(beside, x=x, y=beside.y + 0.06 * beside.unit, on_ledge=False, looks_left=way > 0)


def _seen_at(cast: Cast, turn: float, place: Place) -> tuple[float, float]:
    """Return the pixel of what somebody holds that shines."""
    assert cast.lamp is not None
    x, y, z = cast.lamp
    across = np.cos(turn) * x + np.sin(turn) * z
    side = 1.0 if place.looks_left == cast.looks_left else -1.0
    return place.x + side * float(across) * place.unit, place.y - y * place.unit


def _place(
    painting: Painting, light: Backlight, description: SceneDescription, cast: Cast, shot: str, rng: np.random.Generator
) -> Place:
    width, height = light.width, light.height
    left, right, _, _ = cast.model.bounds()
    wide = cast.width or right - left
    wide *= 0.7 if shot == "close" and cast.heart is None else 1.0
    side = float(rng.choice([-1, 1]))
    if shot == "detail" or (shot == "close" and cast.heart is not None and cast.tall > 0.5):
        x, middle, span = (0.8 * cast.detail[0], *cast.heart) if shot == "close" and cast.heart else cast.detail
        unit = 0.80 * height / span
        if cast.heart is not None:
            unit = min(unit, (1.5 if shot == "detail" else 1.12) * width / max(min(wide, 1.3), 0.3))
        off = (
            side
            * float(rng.uniform(*((0.02, 0.07) if shot == "close" or cast.heart is None else (0.10, 0.16))))
            * width
        )
        x *= -1.0 if (side > 0) != cast.looks_left else 1.0
        foot = 0.51 * height + middle * unit
        if 0.6 * height < foot < 0.97 * height:  # feet that are seen are low in the picture, where its ground is near
            foot = max(foot, 0.88 * height)
        return Place(
            0.5 * width + off - x * unit,
            foot,
            unit,
            on_ledge=False,
            stands=foot < 0.97 * height and not cast.flies,
            looks_left=side > 0,
        )
    tall = min(
        (cast.share if shot == "wide" else cast.share**0.4)
        * _TALL.get(shot, 0.6)
        * height
        * min(1.0, (cast.tall / 1.75) ** 0.5),
        _WIDEST.get(shot, 0.86) * width / wide * cast.tall,
    )
    off = {"wide": 0.15, "medium": 0.08}.get(shot, 0.05) * (1 - 0.5 * min(wide * tall / cast.tall / width, 1.0))
    best = 0.5 + side * off + float(rng.uniform(-0.03, 0.03))
    if shot == "wide":  # where it is brightest behind
        spots = [0.5 + way * off for way in (-1, 1)]
        best = max(spots, key=lambda one: light.behind(one, 0.62, 0.12) * float(rng.uniform(0.8, 1.25)))
    if description.world == "underwater":  # nothing weighs there
        row = 0.52 if cast.flies else 0.74
        return Place(best * width, row * height, tall / cast.tall, on_ledge=False, stands=False, looks_left=best > 0.5)
    if cast.flies or cast.perched:
        row = float(rng.uniform(0.36, 0.46)) if cast.flies else 0.66
        return Place(
            best * width, row * height, 0.75 * tall / cast.tall, on_ledge=False, stands=False, looks_left=best > 0.5
        )
    x, foot = best * width, (_FOOT if cast.heart else _LOW).get(shot, 0.9) * height
    ground = _ground(painting, description, cast, x, foot, tall)
    aside = 0.0 if cast.width else 0.5 * (left + right) * (1.0 if (best > 0.5) == cast.looks_left else -1.0)
    x -= aside * (ground[1] if ground else tall) / cast.tall  # its middle stands there
    if shot == "close" and cast.heart is None:  # its tail may be cut by the frame, its head not
        ahead = cast.detail[0] * (ground[1] if ground else tall) / cast.tall
        x = max(x, 0.20 * width + ahead) if best > 0.5 else min(x, 0.80 * width - ahead)
    if ground is None:
        return Place(x, foot, tall / cast.tall, on_ledge=True, stands=True, looks_left=best > 0.5)
    return Place(x, ground[0], ground[1] / cast.tall, on_ledge=False, stands=True, looks_left=best > 0.5)


def _ground(
    painting: Painting, description: SceneDescription, cast: Cast, x: float, foot: float, tall: float
) -> tuple[float, float] | None:
    """Return the row of the feet and the height in pixels on the world's own ground; None where it has none that fits."""
    if description.world in _NO_GROUND and "rooftop" not in description.motifs:
        return None
    height, width = painting.depth.shape
    columns = painting.depth[:, max(int(x) - width // 24, 0) : int(x) + width // 24 + 1]
    line = np.median(np.asarray(columns, np.float32), axis=1)
    found: list[tuple[float, float, float]] = []
    for share in (0.0, -0.03, 0.03, -0.06, -0.09):
        row = foot + share * height
        wet = _is_wet(painting, description.world, x / width, row / height)
        if not 0.5 * height < row < 0.97 * height or (wet and not (cast.wades or cast.afloat)):
            continue
        natural = cast.tall * painting.focal / max(float(line[min(int(row), height - 1)]), 0.2)
        ratio = natural / tall
        if _LOOSE[0] < ratio < _LOOSE[1]:
            found.append((abs(np.log(ratio)) + 9 * abs(share), row, tall * min(max(ratio, 0.75), 1.12)))
    if not found:
        return None
    _, row, size = min(found)
    return row, size


def _is_wet(painting: Painting, world: str, x: float, y: float) -> bool:
    """Return whether nobody can stand at a place (shares): in deep water or in lava."""
    for name in ("water", "lava"):
        mask = painting.masks.get(name)
        if mask is None or (name == "water" and world in _SHALLOW):
            continue
        rows, columns = mask.shape[:2]
        if float(mask[min(int(y * rows), rows - 1), min(int(x * columns), columns - 1)]) > 0.4:
            return True
    return False


def _out_of_focus(painting: Painting, radius: float, near: float | None = None) -> None:
    """Blur what is behind as a lens does that looks at somebody near; the ground about the row ``near`` stays sharp."""
    height = painting.depth.shape[0]
    sharp = np.zeros((height, 1, 1), np.float32)
    if near is not None:
        away = (np.arange(height, dtype=np.float32) - near) / height
        sharp[:, 0, 0] = np.exp(-((away / np.where(away < 0, 0.05, 0.12)) ** 2))
    for group in painting.groups.values():
        plain = np.asarray(group.light, np.float32)
        soft = defocus([plain], radius, 0.6)[0]
        group.light = halved(soft + (plain - soft) * sharp)


def _touch_ground(painting: Painting, body: Body, place: Place, description: SceneDescription, shine: float) -> None:
    """Lay the shadow of a body on the ground about its feet, and its image where the ground mirrors."""
    height, width = painting.depth.shape
    cover, corner = body.cover, (body.columns.start, body.rows.start)
    reach = max(2, int(0.10 * place.unit))
    foot = int(min(place.y, height - 1))
    near = cover[max(foot - corner[1] - reach, 0) : max(foot - corner[1] + 2, 1)]
    if near.size == 0:
        return
    line = near.max(axis=0)
    on = np.flatnonzero(line > 0.3)
    if on.size == 0:
        return
    shade = _shadow(body, place, (height, width))
    at = (min(max(place.x / width, 0.0), 0.99), min(place.y / height, 0.99))
    if _is_wet(painting, description.world, *at):
        shine = max(shine, 0.42)
    shine = max(shine, _SHINES.get(description.world, 0.0))
    if description.world in ("alley", "road", "skyline") and description.weather not in ("rain", "storm"):
        shine *= 0.3
    if "salt_flat" in description.motifs:
        shine = 0.6
    first = True
    image, alpha = _image(body.colour, cover, corner, place, (width, height)) if shine else (None, None)
    for group in painting.groups.values():
        part = np.asarray(group.light, np.float32) * (1 - shade[..., None])
        if image is not None and alpha is not None:
            part *= 1 - (shine * alpha)[..., None]
            if first:
                part += image * np.float32(shine)
        group.light, first = halved(part), False


def _shadow(body: Body, place: Place, size: tuple[int, int]) -> Array:
    """Return how dark the ground is about the feet of a body, and softly below all of it."""
    height, width = size
    foot, reach = int(min(place.y, height - 1)) - body.rows.start, max(2, int(0.10 * place.unit))
    shade = np.zeros((height, width), np.float32)
    rows = np.arange(height, dtype=np.float32)[:, None]
    feet = body.cover[max(foot - reach, 0) : max(foot + 2, 1)]
    for part, deep, soft, strength in (
        (feet, 0.030, 0.035, 0.55),
        (feet, 0.085, 0.13, 0.40),
        (body.cover, 0.10, 0.09, 0.36),
    ):
        spread = np.zeros((1, width), np.float32)
        spread[0, body.columns] = part.max(axis=0, initial=0.0)
        wide = cv2.GaussianBlur(spread, (0, 0), max(1.0, soft * place.unit))
        fall = np.exp(-(((rows - place.y) / (deep * place.unit)) ** 2))
        shade = np.maximum(shade, strength * np.clip(1.3 * wide, 0, 1) * fall)
    return shade


def _image(
    colour: Array, cover: Array, corner: tuple[int, int], place: Place, size: tuple[int, int]
) -> tuple[Array, Array]:
    """Return the mirror image of a body below its feet, faded and broken by ripples."""
    width, height = size
    rows = max(0, min(height - int(place.y), cover.shape[0]))
    image, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    if rows < 3:
        return image, alpha
    base = int(place.y) - corner[1]
    source = np.clip(base - 1 - np.arange(rows), 0, cover.shape[0] - 1)
    fade = np.exp(-np.arange(rows, dtype=np.float32) / (0.55 * place.unit))
    bend = (0.010 * place.unit * np.sin(np.arange(rows) * 50 / place.unit) * (1 - fade)).astype(int)
    target = np.s_[int(place.y) : int(place.y) + rows, corner[0] : corner[0] + cover.shape[1]]
    alpha[target] = (
        np.stack([np.roll(cover[row], shift) for row, shift in zip(source, bend, strict=True)]) * fade[:, None]
    )
    lit = np.stack([np.roll(colour[row], shift, axis=0) for row, shift in zip(source, bend, strict=True)])
    image[target] = lit * alpha[target][..., None]
    soft = max(0.6, 0.006 * place.unit)
    return cv2.GaussianBlur(image, (0, 0), soft), cv2.GaussianBlur(alpha, (0, 0), soft)


def _add_spray(canvas: Array, alpha: Array, body: Body, place: Place, rig: Rig, rng: np.random.Generator) -> None:
    """Let water fly up about feet that run through it: drops on their arcs, and mist."""
    height, width = alpha.shape
    reach = max(int(0.15 * place.unit), 2)
    foot = int(min(place.y, height - 1)) - body.rows.start
    near = body.cover[max(foot - 3 * reach, 0) : max(foot, 1)].max(axis=0)
    places = np.flatnonzero(near > 0.4) + body.columns.start
    if places.size == 0:
        return
    fine = 3 if width < 800 else 1  # drops are round and small: in few pixels they are drawn in more
    drops = np.zeros((height * fine, width * fine), np.uint8)
    starts = rng.choice(places, 9)
    for _ in range(1500):
        x = float(rng.choice(starts)) + 0.10 * place.unit * float(rng.normal())
        out, up = 0.30 * place.unit * float(rng.normal()), place.unit * float(rng.gamma(1.3, 0.13))
        t = float(rng.uniform(0.1, 1.0))
        at = (x + 1.6 * out * t, place.y - 4 * up * t * (1 - t) - 0.01 * place.unit)
        slope = np.array([1.6 * out, -4 * up * (1 - 2 * t)])
        end = np.array(at) + 0.012 * slope
        thick = max(1, round(fine * place.unit * min(float(rng.gamma(1.6, 0.0024)), 0.010)))
        ends = [tuple(np.round(np.array(one) * 16 * fine).astype(int).tolist()) for one in (at, end)]
        cv2.line(drops, ends[0], ends[1], int(rng.integers(50, 255)), thick, cv2.LINE_AA, 4)
    spray = cv2.resize(drops, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    mist = cv2.GaussianBlur(spray, (0, 0), max(1.0, 0.07 * place.unit))
    cover = np.clip(0.95 * cv2.GaussianBlur(spray, (0, 0), 0.6) + 1.1 * mist, 0, 0.92)
    light = 0.30 * rig.key + 0.7 * rig.sides[2] + 0.25 * rig.front
    canvas += (light - canvas) * cover[..., None]
    np.maximum(alpha, cover, out=alpha)
