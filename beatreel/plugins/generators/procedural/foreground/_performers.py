"""Whoever a prompt names: a person or an animal in three dimensions, near enough to be known, in the light of the painting."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.objects.kinds import OBJECTS
from beatreel.plugins.generators.procedural.scenery.objects.statues import carved
from beatreel.plugins.generators.procedural.scenery.people import props
from beatreel.plugins.generators.procedural.scenery.people.body import SKINS
from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Colour, Wish
from beatreel.plugins.generators.procedural.scenery.people.faces import FACES
from beatreel.plugins.generators.procedural.scenery.people.masks import mask_of
from beatreel.plugins.generators.procedural.scenery.people.passers import MOVING
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES
from beatreel.plugins.generators.procedural.toning import LOW_SUNS

from ._breath import BREATHES, add_breath
from ._cliff import add_cliff, at_the_edge, is_high
from ._contact import shadow_of, touch_ground
from ._deck import add_deck, on_deck
from ._dust import dusty, lay_dust, thrown_up
from ._dyed import in_its_colour
from ._firelight import beside_fire, fire_at, warmed
from ._flesh import lit_face
from ._fog import STORMS
from ._footing import hidden_feet
from ._hand_light import Lamp, add_hand_light
from ._head_room import faced, head_kept, middle_of_head
from ._herd import add_herd
from ._ledge import add_ledge
from ._places import Place, behind, next_to, place_of
from ._solid_light import Body, Rig, laid
from ._sources import Sources, expose, is_lit_by_lamps, lit_by
from ._splashes import is_wet, splash_up
from ._spray import add_spray
from ._strands import add_strands
from ._views import at_hands, beast_at, beside as stands_beside, between, looked_at, station_of, view_of
from ._wake import stir
from ._wall import add_wall, has_wall
from ._wisps import add_wisp
from ._words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_WHO = ROLES | BEASTS | OBJECTS
PERFORMERS = tuple(_WHO)
"""Motifs that are painted here."""
SWIMMERS = ("dancer", "ballerina", "lady", "kiss", "waltz", "scuba_diver", "free_swimmer", "seahorse")
"""Those of them who float under water."""
COMPANIONS = ("wolf", "fox", "dog", "deer", "cat", "hare", "sheep", "goat", "cow")
"""Animals that may be with somebody else."""
_HAIRY = frozenset(ROLES) - {
    "choir",
    "orchestra",
    "left_guitar",
    "breakdancer",
}  # strands would fall over the faces of those behind
_FEET_SEEN = frozenset(
    "left_guitar ballerina skater ice_skater breakdancer edge_sitter "
    "bicycle drummer lovers scuba_diver free_swimmer swimmer orchestra".split()
)
SEVERAL = frozenset(ROLES) - {
    *"waltz mother painter kiss lovers pair embrace band orchestra choir hands left_guitar bicycle masked".split(),
}
"""Those who stand side by side where a prompt names more than one of them."""
WITHOUT_FEET = frozenset(ROLES) - _FEET_SEEN
"""Who is seen from the head to above the feet in close and detail shots."""

_TOGETHER = 3  # beasts of one kind that stand side by side; more of them stand about
_NEXT = 37  # by which the numbers of those differ who are of one kind
_MOUNTED = {"motorcycle", "cyclist", "bicycle", "skater"}  # who are of one colour with what they ride
_BACKLIT = re.compile(r"\bback ?-?lit\b|\bback ?-?light(?:s|ing)?\b|\bsilhouett|\bagainst the light\b|\bcontre-jour\b")
_FACES = {"face", "portrait", "headshot"}
_ON_A_FACE = re.compile(r"\b(?:on|across|over|in) (?:her|his|their|its|the) faces?\b")  # where light or rain falls
_THREE_QUARTERS, _HALF_TURNED = (0.40, 0.80), (0.80, 1.20)  # radians
_LIT = {
    "wide": 0.8,
    "medium": 0.75,
    "close": 0.62,
    "detail": 0.58,
}  # of the light that comes from the front: near ones are dark before the light
_SEEN = {"day": 0.38, "golden": 0.33, "dawn": 0.31, "dusk": 0.29, "night": 0.25}
_BOUND = {"wide": 0.022, "medium": 0.020}  # radians by which what gallops pitches
_GAINS = 0.010  # widths a second by which it outruns the camera
_COAT_WHITE = 0.7  # how near to white the light is on beasts, whose fur has a colour
_BESIDE, _TOWARDS = 0.2, 0.4  # metres from the head to what is looked at with it; how far the frame goes towards that
_TALLEST = 2.4  # metres of a beast beside whose head others are seen, and not their legs
_BEFORE = 0.95  # of the distance to somebody on a stage: what is nearer is before them
_MUZZLE = 0.03  # heights that a mouth is before the middle of the head
_SKY = 35  # per cent of a picture that are darker than what birds are dark before
_LOW, _LESS = 0.6, 0.78  # of the light before a beast, and of its exposure, under a low sun that is named
_SHADED = 0.55  # how much less bright a beast is to be where all light comes from behind it
_FACE_SHADED = 0.35  # and a face: it is still one
_TRUE = 0.45  # how large a thing is beside somebody, over what it is alone
_BLUR = {"close": 0.0065, "detail": 0.010}  # of what is behind, radius in widths
_HAZE = {"mist": 0.24, "snow": 0.07, "storm": 0.06, "rain": 0.06, "dust": 0.12}
_WARM = ("field", "ocean", "dunes", "savanna", "canyon", "town")  # where by day nobody wears a coat
_AT_A_WINDOW = {"wide": (0.66, 0.22), "medium": (0.88, 0.16)}
"""How tall somebody before a pane is, in heights of the picture, and which share of that is below it: there is no floor in sight."""
_ON_A_SILL = {"wide": (0.26, 0.52, 0.84), "medium": (0.36, 0.74, 0.87)}
"""How tall a beast on a sill is, in heights of the picture, and how wide at most, in widths; the row of the sill."""
_INDOORS = ("stage", "interior", "cave")  # hardly any wind

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


def _dyes(description: SceneDescription, name: str) -> tuple[Colour | None, tuple[Colour, ...]]:
    """Return the colour of somebody's clothes or an animal's coat, and those of others of its kind, or of what somebody rides."""
    coats = tuple(DYES[one] for one in description.coats_of(name) if one in DYES)
    if name == "rider":  # whose horse has the coat
        return DYES.get(description.dressed), tuple(
            DYES[one] for one in description.colours_of("beasts") if one in DYES
        )
    if name in BEASTS:
        return (coats[0] if coats else None), coats[1:]
    if name in OBJECTS:
        return next((DYES[one] for one in description.colours_of("objects") if one in DYES), None), ()
    dye = DYES.get(description.dressed)
    if dye is None and name in _MOUNTED:
        dye = DYES.get(description.painted)
    return dye, coats


def add_performer(
    painting: Painting,
    light: Backlight,
    description: SceneDescription,
    name: str,
    shot: str,
    rng: np.random.Generator,
    *,
    beside: Sequence[Place] = (),
    picture: int = 0,
    number: int = 0,
) -> Place:
    """Add somebody to the ``picture``-th painting of a shot, in place, next to those who stand ``beside``; return where.

    ``number`` tells those of one kind apart, who do not look alike.
    """
    wind = {"storm": 1.0, "dust": 0.8, "rain": 0.45}.get(description.weather, 0.35) * float(rng.choice([-1, 1]))
    wind *= 0.3 if description.world in _INDOORS else 1.0
    warm = (
        description.world in _WARM and description.weather in ("clear", "dust") and description.time_of_day != "night"
    )
    words = words_of(description)
    if painting.beside is not None:
        words = (words - MOVING) | {"standing"}
    dye, others = _dyes(description, name)
    view = view_of(shot, picture, description.prompt)
    if painting.beside is not None:
        view = stands_beside(view, painting.beside)
    count = description.count_of(name)
    film = description.flavour + _NEXT * number
    is_carved = "carved" in description.motifs and name in BEASTS
    words |= {"resting"} if is_carved else set()
    asked = Wish(rng, dye, wind, words, warm, film, shot, others, view.from_before, count)
    cast = _WHO[name](asked)
    cast = carved(cast, asked) if is_carved else cast
    roams, aside = cast.roams and not mask_of(words), None
    if roams:
        cast, aside = looked_at(cast, view), view.aside
    elif name in BEASTS and not is_carved:
        cast, aside = beast_at(cast, name, shot, picture)
    elif name in ROLES:
        cast, aside = station_of(cast, name, shot, picture)
    if name in BEASTS and name not in ("horses", "rider") and (others or count > _TOGETHER) and not cast.herd:
        cast = replace(cast, herd=max(len(others), min(count, 22) - _TOGETHER))
    is_face = (
        name in ROLES
        and name != "climber"
        and not cast.views
        and bool(
            FACES.search(description.prompt.lower())
            or (_FACES & words and not _ON_A_FACE.search(description.prompt.lower()))
        )
    )
    if is_face:
        top = cast.model.bounds()[3]
        views = {
            "wide": (0.0, top - 0.36, 1.30),
            "medium": (-0.03, top - 0.26, 0.95),
            "close": (-0.05, top - 0.22, 0.76),
        }
        cast = replace(
            cast,
            views=views | {"detail": (-0.085, top - 0.17, 0.42)},
            turn=_HALF_TURNED,
            near=_HALF_TURNED,
            width=0.3,
        )
    if name in ROLES and mask_of(words):  # it is what one looks at
        top = cast.model.bounds()[3]
        cast = replace(
            cast, turn=_THREE_QUARTERS, near=_THREE_QUARTERS, heart=(top - 0.36, 1.0), detail=(0.0, top - 0.24, 0.56)
        )
    cast, points = at_hands(cast, shot, packed=roams and bool(props.PACKS & words))
    turn = float(rng.uniform(*turns_of(cast, shot)))
    model = cast.model.turned(turn)
    x, middle, span = cast.detail
    if name in BEASTS:  # its head is where that is once it is turned
        cast = replace(cast, detail=(x * float(np.cos(turn)), middle, span))
    elif aside is not None and not points and (middle > 0.75 * cast.tall or cast.lamp is not None):
        head = between(model, cast, turn)
        x = head + _TOWARDS * (x - head) if abs(x) > _BESIDE else head  # a horn is looked at with who blows it
        cast = replace(cast, detail=(x, middle, span))
        aside *= 0.3 if cast.lamp is not None and shot == "detail" else 1.0
    if name in ROLES and shot == "detail":
        cast = faced(cast, name, model)
    place = place_of(painting, light, description, cast, shot, rng, aside)
    if beside and beside[0].stands == place.stands and (place.stands or shot == "close"):
        place = next_to(beside, cast, light.width) if place.stands else behind(beside[0], cast, light.width)
        place = replace(place, unit=_TRUE * place.unit) if name in OBJECTS else place
    if shot in _ON_A_SILL and "wet_window" in description.motifs and name in BEASTS and place.stands:
        place = _on_the_sill(place, cast, shot, light)
    elif shot in _AT_A_WINDOW and "wet_window" in description.motifs and place.stands:
        high, below = _AT_A_WINDOW[shot]
        unit = high * light.height / cast.tall
        place = replace(place, unit=unit, y=light.height + below * unit * cast.tall, stands=False)
    if name in ROLES and shot in ("close", "detail") and not beside:
        place = head_kept(place, cast, name, model, (light.width, light.height))
    is_on_cliff = is_high(description, cast) and not beside
    if is_on_cliff:
        place = at_the_edge(place, cast, shot, light)
        is_on_cliff = place.on_ledge
    elif name == "edge_sitter" and place.stands:
        place = replace(place, on_ledge=True)
    fire = fire_at(painting, description) if name in ROLES else None
    if fire is not None and place.stands and not beside:
        place = beside_fire(place, fire, light.width, cast)
    if place.looks_left != cast.looks_left:
        model = model.mirrored()
    if cast.afloat:  # out on the water no shore is nearer
        painting.layers.clear()
    if shot in _BLUR or cast.views:
        _out_of_focus(painting, _BLUR.get(shot, 0.006) * light.width, near=place.y if place.stands else None)
    middle = (place.x / light.width, max((place.y - 0.6 * cast.tall * place.unit) / light.height, 0.2))
    bright = _LIT.get(shot, 1.0) if name in ROLES else 0.85 * _LIT.get(shot, 1.0) ** 0.7
    if cast.flies:  # high up, dark before the sky; nearer, lit
        dark = cast.flock and light.behind(place.x / light.width, place.y / light.height, 0.2) > light.level(_SKY)
        bright = 0.8 if dark else 1.7
    if is_face:  # it is what is lit
        bright *= 1.9
    elif cast.views:
        bright *= 1.9 if description.time_of_day in ("night", "dusk") else 1.2
    if name == "swimmer":  # wet skin takes light from all around
        bright *= 1.7
    rig = Rig.of(painting, light, middle, description.time_of_day, bright=bright)
    if (name in BEASTS and not cast.flies) or name in OBJECTS:
        low = description.named_light in LOW_SUNS
        rig = rig.whitened(_COAT_WHITE * (_LOW if low else 1.0))
        if low:  # its shadow side is towards whoever looks
            rig = replace(rig, front=np.float32(_LOW) * rig.front)
    if name in ROLES:
        rig = rig.before(-1.0 if place.looks_left else 1.0)
    if is_face:
        rig = rig.split(description.palette, -1.0 if place.looks_left else 1.0)
    elif cast.views:  # a line of light about every finger would be drawn
        rig = replace(rig, key=0.55 * rig.key)
    if not is_face:
        rig = in_its_colour(rig, painting, dye or DYES.get(description.worn), description.time_of_day, shot)
    if _BACKLIT.search(description.prompt.lower()):
        rig = rig.backlit()
    sources = None
    if fire is not None:
        rig = warmed(rig, -1.0 if fire < place.x else 1.0)
    elif is_lit_by_lamps(description) and not (is_face or cast.flies):
        sources = Sources.on(painting, light, place, 0.6 * cast.tall)
        rig = lit_by(rig, sources)
    seen = 1 - _SHADED * sources.behind if sources else 1.0
    wet = 0.6 if description.weather in ("rain", "storm") else 0.0
    if cast.herd and (place.stands or (shot == "detail" and cast.tall < _TALLEST)):
        another = replace(asked, shot="wide", colour=next(iter(others), dye))
        add_herd(
            painting, light, rig, lambda: _WHO[name](another), cast, (place.x, place.y, place.unit),
            description, rng, on_ledge=place.on_ledge, blur=_BLUR.get(shot, 0.0) * light.width, haze=_HAZE.get(description.weather, 0.0),
        )  # fmt: skip
    if cast.lamp is not None and not cast.views:
        rig = replace(rig, lamp=Lamp.of(painting, _in_front(cast.lamp, turn, place, cast)))
    size = (light.width, light.height)
    body = laid(
        model,
        rig,
        (place.x, place.y),
        place.unit,
        size,
        lowest=-0.06 if place.stands and not (is_on_cliff and name == "edge_sitter") else -9.0,
        wet=wet,
        comb=(0.7 * wind, -2.0)  # what is combed firmly stands off less
        if name in ROLES
        else ((0.9 if place.looks_left else -0.9) * abs(float(np.cos(turn))), -0.55),
        seed=int(rng.integers(1 << 16)),
    )
    if body.cover.size == 0:
        return place
    if painting.boards and place.y == painting.boards[1]:
        _behind_tables(painting, body, place.unit)
    if name in ROLES:
        dark = words & {"silhouette", "silhouettes", "silhouetted", "shadow", "shadows"}
        flesh = next((one.colour for one in model.skins if one.weave == "skin"), SKINS["tan"].colour)
        seen = 1 - _FACE_SHADED * (1 - seen) / _SHADED
        seen *= 0.5 if dark else 0.85 if "backlit" in words else 1.0
        crown = middle_of_head(model, name)
        lit_face(
            painting, body, description.time_of_day, flesh, share=seen,
            light=light if shot != "wide" and not dark else None,
            head=(place.x + crown[0] * place.unit, place.y - crown[1] * place.unit, place.unit) if crown else None,
        )  # fmt: skip
    elif not (cast.flies and bright < 1):
        less = _LESS if description.named_light in LOW_SUNS else 1.0
        expose(painting, body, less * seen * _SEEN.get(description.time_of_day, 0.32))
    window = (body.rows, body.columns)
    haze = _HAZE.get(description.weather, 0.03) * (1.0 if shot == "wide" else 0.6)
    haze = max(haze, 0.22) if description.world == "underwater" else haze
    if STORMS & description.all_words and description.world not in _INDOORS:
        haze = {"wide": 0.30, "medium": 0.22}.get(shot, 0.14)
    body.colour[:] += (light.blurred(0.08)[window] - body.colour) * np.float32(haze)
    if cast.lamp is not None:
        add_hand_light(
            painting, light, body, _seen_at(cast.lamp, turn, place, cast), place.unit, large=bool(cast.views)
        )
    shape = (light.height, light.width)
    canvas, alpha = np.zeros((*shape, 3), np.float32), np.zeros(shape, np.float32)
    grass = None
    if place.stands and not place.on_ledge:
        corner = (body.rows.start, body.columns.start)
        grass = hidden_feet(
            body.cover.shape, corner, (place.x, place.y), place.unit, cast.tall, description, int(place.x)
        )
    if place.on_ledge:
        if is_on_cliff:
            add_cliff(canvas, alpha, rig, description, place, rng)
        else:
            add_ledge(canvas, alpha, rig, description, place.y, place.unit, rng)
        canvas *= 1 - shadow_of(body, place, alpha.shape)[..., None]
    elif place.stands:
        touch_ground(painting, body, place, description, shine=0.5 if cast.afloat else 0.0, in_grass=grass is not None)
        if cast.afloat:
            stir(painting, (place.x, place.y), place.unit, -1.0 if place.looks_left else 1.0)
    if has_wall(description) and not place.on_ledge:
        add_wall(canvas, alpha, rig, description, place, body, rng)
    if name in ROLES and not beside and not cast.flies and on_deck(description):
        add_deck(canvas, alpha, rig, description, place)
    dust = None
    if place.stands and not place.on_ledge:
        if grass is not None:
            body.cover[:] *= grass
            body.hair[:] *= grass
        if cast.splashes and not WATERS & description.all_words:
            dust = thrown_up(body, place, alpha.shape, dusty(description), rng)
            lay_dust(canvas, alpha, dust, rig, light, place)
    # Colours of a layer are not times its cover: else what is edged by light would be edged by shade.
    share = body.cover / np.maximum(np.maximum(alpha[window], body.cover), 1e-3)
    canvas[window] += (body.colour - canvas[window]) * share[..., None]
    alpha[window] = np.maximum(alpha[window], body.cover)
    if dust is not None:  # and before them
        lay_dust(canvas, alpha, 0.6 * dust, rig, light, place)
    if name in BEASTS and BREATHES & words and not (cast.flies or cast.afloat):
        way = -1.0 if place.looks_left else 1.0
        ahead = cast.detail[0] + _MUZZLE * cast.tall
        mouth = (place.x + way * ahead * place.unit, place.y - cast.detail[1] * place.unit)
        add_breath(canvas, alpha, mouth, place.unit * max(cast.tall, 0.6), way, rig, rng)
    blown = _blown(cast, wind, turn, place)
    loose = cast.loose >= 0.5 and bool((body.hair > 0.5).any())
    if name in _HAIRY and not loose:
        add_strands((canvas, alpha), alpha, body, rig, place.unit, blown, cast.loose, rng)
    if cast.smokes and cast.point is not None:
        add_wisp((canvas, alpha), _seen_at(cast.point, turn, place, cast), place.unit, rig, rng)
    if cast.struck and is_wet(description):
        at = [_seen_at(one, turn, place, cast) for one in cast.struck]
        splash_up((canvas, alpha), at, place.unit, rig, rng)
    if cast.splashes and place.stands and WATERS & description.all_words:
        add_spray(canvas, alpha, body, place, rig, rng)
    metres = 5.0 if shot == "wide" else 3.0 + 0.3 * number
    rock = 0.0 if place.on_ledge else cast.sway
    pivot = (place.x / light.width, min(place.y / light.height, 1.2))
    motion = Motion(x=pivot[0], y=pivot[1], rock=rock) if rock else None
    if description.world == "underwater":
        motion = Motion(x=pivot[0], y=pivot[1], rock=0.05, sway=0.015)
    if name in ("horse", "horses", "rider") and cast.splashes and place.stands:
        middle_y = (place.y - 0.6 * cast.tall * place.unit) / light.height
        ahead = (-1 if place.looks_left else 1) * _GAINS
        motion = Motion(x=pivot[0], y=middle_y, bound=_BOUND.get(shot, 0.008), right=ahead)
    if cast.flies:
        motion = Motion(x=pivot[0], y=pivot[1], rock=0.03, sway=0.012, right=(-1 if place.looks_left else 1) * 0.006)
    bare = None
    if name in ROLES and body.flesh.any():
        bare = np.zeros(shape, np.float16)
        bare[window] = body.flesh / np.maximum(body.cover, 1e-3)
    painting.layers.append(Layer(halved(canvas), halved(alpha), metres, motion, bare))
    if name in _HAIRY and loose:
        strands, thin = np.zeros_like(canvas), np.zeros_like(alpha)
        add_strands((strands, thin), alpha, body, rig, place.unit, blown, cast.loose, rng)
        floats = replace(motion, rock=1.35 * motion.rock) if motion else _at_the_head(body, size)
        painting.layers.append(Layer(halved(strands), halved(thin), 0.999 * metres, floats))
    return place


def _behind_tables(painting: Painting, body: Body, unit: float) -> None:
    """Let what is nearer than somebody on a stage hide them, in place, unless that were more than half of them."""
    before = painting.depth[body.rows, body.columns] < _BEFORE * painting.focal / unit
    if float(body.cover[before].sum()) < 0.5 * float(body.cover.sum()):
        body.cover[before] = 0.0
        body.hair[before] = 0.0


def _on_the_sill(place: Place, cast: Cast, shot: str, light: Backlight) -> Place:
    """Return the place of a beast on the sill of a window, all of it in the picture."""
    high, wide, row = _ON_A_SILL[shot]
    left, right, _, _ = cast.model.bounds()
    unit = min(high * light.height / cast.tall, wide * light.width / (right - left))
    middle = 0.5 * (left + right) * (1 if place.looks_left == cast.looks_left else -1)
    x = (0.56 if place.looks_left else 0.44) * light.width - middle * unit
    return replace(place, x=x, y=row * light.height, unit=unit, on_ledge=True)


def turns_of(cast: Cast, shot: str) -> tuple[float, float]:
    """Return from which to which angle somebody is turned in a shot, radians."""
    return (cast.near if shot in ("close", "detail") else None) or cast.turn


def _at_the_head(body: Body, size: tuple[int, int]) -> Motion:
    """Return how hair moves in the wind about somebody who stands still."""
    rows, columns = np.nonzero(body.hair > 0.5)
    x, y = body.columns.start + float(columns.mean()), body.rows.start + float(rows.min())
    return Motion(x=x / size[0], y=y / size[1], rock=0.025)


def _blown(cast: Cast, wind: float, turn: float, place: Place) -> float:
    """Return how the wind blows in the picture, from -1 (to the left) to 1."""
    side = 1.0 if place.looks_left == cast.looks_left else -1.0
    return wind * side * float(np.cos(turn))


def _in_front(at: tuple[float, float, float], turn: float, place: Place, cast: Cast) -> tuple[float, float, float]:
    """Return where what somebody holds is once they are turned: metres to the right, up and away from the eye."""
    x, y, z = at
    side = 1.0 if place.looks_left == cast.looks_left else -1.0
    c, s = float(np.cos(turn)), float(np.sin(turn))
    return side * (c * x + s * z), y, c * z - s * x


def _seen_at(at: tuple[float, float, float], turn: float, place: Place, cast: Cast) -> tuple[float, float]:
    """Return the pixel of what somebody holds."""
    x, y, _ = _in_front(at, turn, place, cast)
    return place.x + x * place.unit, place.y - y * place.unit


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
