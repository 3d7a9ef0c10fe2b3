"""A room of meshes while it is furnished, and the picture of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes
from beatreel.plugins.generators.procedural.painting import Element, Grade, Layer, Motion, Painting
from beatreel.plugins.generators.procedural.scenery import lasers, staffage
from beatreel.plugins.generators.procedural.scenery.built import SKY, Place, skins
from beatreel.plugins.generators.procedural.scenery.exposure import Level, View, chances, expose, toward
from beatreel.plugins.generators.procedural.scenery.screens import Screen, show
from beatreel.plugins.generators.procedural.scenery.single_lamp import hang_one_lamp, names_one_lamp
from beatreel.plugins.generators.procedural.scenery.tracing import project
from beatreel.plugins.generators.procedural.scenery.wet_panes import through_windows, wetted

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.exposure import Exposure

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, ...]
Groups = dict[str, Any]
"""Of each group of light its family, and its pulse, base and gain unless it is steady; see :meth:`~.Exposure.painting`."""

_FALLING = {"rain": "rain", "storm": "rain", "snow": "snow"}
BEAMS = {"beam", "beams", "ray", "rays", "shaft", "shafts", "sunbeam", "sunbeams", "sunray", "sunrays", "godrays"}
_DECAYED = {
    *"abandoned derelict ruined ruin ruins decayed decaying crumbling forgotten haunted old dilapidated overgrown grimy".split()
}
_EVEN = 0.92  # by which walls that somebody looks after are less blotched than old plaster
_CLEAR = 0.3  # of the haze of a room that is left where all of it is white
_DIM = {"dim", "dimly", "gloomy", "murky", "shadowy", "darkened", "unlit"}
_DIMMED = 0.55  # of the light from outside in a dim room
_DARKENED = 0.72  # of its usual median
WARM: Colour = (0.34, 0.95, 1.75)
FLAME: Colour = (0.26, 1.0, 2.5)
CANDLE: Colour = (0.42, 1.02, 2.0)
"""Light of a candle on what is near by; a flame itself is seen as redder."""
# height of the sun or moon in degrees, its light, the glow around it, zenith, horizon, strength of lamps
HOURS: dict[str, tuple[float, Colour, Colour, Colour, Colour, float]] = {
    "night": (34, (0.50, 0.34, 0.22), (0.30, 0.20, 0.12), (0.10, 0.050, 0.026), (0.22, 0.13, 0.08), 1.0),
    "dusk": (20, (0.0, 0.0, 0.0), (0.5, 0.7, 1.2), (0.55, 0.28, 0.17), (0.75, 0.55, 0.55), 1.0),
    "dawn": (22, (1.7, 2.2, 3.2), (0.8, 1.0, 1.5), (0.8, 0.66, 0.6), (1.2, 1.1, 1.25), 0.5),
    "golden": (26, (1.6, 3.4, 6.2), (0.8, 1.5, 2.6), (0.8, 0.72, 0.66), (1.0, 1.2, 1.5), 0.7),
    "day": (38, (4.4, 5.0, 5.4), (1.5, 1.8, 2.0), (1.5, 1.25, 1.0), (1.9, 1.8, 1.7), 0.35),
}  # fmt: skip


class Turning(NamedTuple):
    """What turns or swings in a room, with nothing before it.

    Attributes
    ----------
    mesh : Mesh
    pivot : tuple of float
    turns : float
        Turns a second, across the view, or about the vertical if it lies ``flat``.
    swing : float
        Radians by which it swings to both sides, as a pendulum does.
    """

    mesh: Mesh
    pivot: tuple[float, float, float]
    turns: float = 0.0
    swing: float = 0.0
    flat: bool = False


@dataclass(frozen=True)
class Plan:
    """How a room is made.

    Attributes
    ----------
    furnish : Callable
        Fills a :class:`Setting`.
    views : dict of str to Level or View
        For each shot size, for a room whose light comes from the right; mirrored with it.
    groups : dict of str to tuple
    median, white : tuple of float
        What the grade aims at.
    focus : dict of str to (float, float)
        Shots that a lens with a wide aperture takes: its distance and aperture.
    travel : float
        Metres that the camera may move in a wide shot.
    mist : float
        How much haze drifts through it.
    glare : float
        Of flames and lamps, less where many are near each other.
    lettering : bool
        There is something to read in it.
    holds : frozenset of str
        What it furnishes by itself of what may stand in any room.
    usual : str
        What of that stands there where a prompt names nothing.
    """

    furnish: Callable[[Setting], None]
    views: dict[str, Level | View]
    groups: Groups
    median: tuple[float, float] = (40.0, 78.0)
    white: tuple[float, float] = (200.0, 234.0)
    focus: dict[str, tuple[float, float]] = field(default_factory=dict)
    travel: float = 1.2
    mist: float = 0.16
    glare: float = 0.24
    lettering: bool = False
    holds: frozenset[str] = frozenset()
    usual: str = ""


class Setting:
    """A room that a plan furnishes.

    Attributes
    ----------
    place : Place
    description : SceneDescription
    shot : str
    side : float
        1 or -1: from where the light comes; what has a side is multiplied by it.
    film : numpy.random.Generator
        Chance that falls alike in all pictures of a film: of what paint and cloth are dyed in.
    words : set of str
    hour : str
    lamps : float
        How strong lamps are at this hour.
    median : tuple of float
        As of a :class:`Plan`; may be changed.
    turning : list of Turning
    elements : list of Element
        What moves in its air, such as snow that falls in.
    standing : list of staffage.Person
        Who stands on its floor.
    screens : list of Screen
        What is lit and shows a picture.
    blown : list of int
        Materials of what the wind moves, such as curtains.
    is_bright : bool
        All of it is white.
    is_moonlit : bool
        What is brightest in it is moonlight, and no lamp.
    perch : tuple of float or None
        Where the animal is that a prompt has on something.
    view, focus : View or Level and (float, float), or None
        A camera in place of the plan's, and what its lens is focused on.
    """

    def __init__(
        self, plan: Plan, description: SceneDescription, shot: str, place: Place, rng: np.random.Generator, side: float
    ) -> None:  # fmt: skip
        self.place, self.description, self.shot, self.rng = place, description, shot, rng
        self.side = 1.0 if plan.lettering else side
        self.film = np.random.default_rng([description.flavour & 0x7FFFFFFF, 272])
        self.words = description.all_words
        self.hour: str = description.time_of_day
        self.lamps = HOURS[self.hour][5]
        self.median = plan.median
        self.turning: list[Turning] = []
        self.elements: list[Element] = []
        self.standing: list[staffage.Person] = []
        self.screens: list[Screen] = []
        self.blown: list[int] = []
        self.is_bright, self.is_moonlit = False, False
        self.perch: tuple[float, float, float] | None = None
        self.view: View | Level | None = None
        self.focus: tuple[float, float] | None = None

    @property
    def peopled(self) -> bool:
        """Whether somebody may be there."""
        return "people" not in self.description.without

    @property
    def is_behind(self) -> bool:
        """Whether somebody near will stand before it, whom the foreground adds."""
        return {"people", "backlight"} <= set(self.description.without)

    def sunlit(self, turn: tuple[float, float] = (24.0, 38.0), *, strength: float = 1.0, dust: float = 0.02) -> None:
        """Let the sun or moon of the hour shine in, ``turn`` degrees from the side towards straight ahead."""
        high, sun, halo, zenith, horizon, _ = HOURS[self.hour]
        if self.description.weather in ("rain", "storm", "mist", "snow"):
            strength *= 0.0 if self.hour == "night" else 0.3  # no moon shines through rain
        ahead, up, across = toward(high, float(self.rng.uniform(*turn)))
        place = self.place
        place.sun = (self.side * across, up, ahead)
        place.sunlight = tuple(strength * part for part in sun)
        place.halo, place.zenith, place.horizon = halo, zenith, horizon
        place.dust = dust * (3.0 if self.hour == "night" else 1.0)
        if self.words & BEAMS:
            place.dust *= 2.8
        elif self.description.weather == "dust" or self.words & {"dust", "dusty"}:
            place.dust *= 1.7

    def dim(self, share: float) -> None:
        """Leave so much of the light that comes in from outside."""
        place = self.place
        for row in place.windows:
            row[9:12] = [share * part for part in row[9:12]]
        place.sunlight, place.halo, place.zenith, place.horizon = (
            tuple(share * part for part in light) for light in (place.sunlight, place.halo, place.zenith, place.horizon)
        )

    def hazy(self, thick: float, *colours: Colour) -> None:
        """Fill the air with what takes light per metre and gives that of each family."""
        self.place.fog = (thick, [*colours, *([(0.0, 0.0, 0.0)] * (4 - len(colours)))])

    def paint(self, kind: int, base: Colour, *args: Any, **more: Any) -> int:
        """Add a material, painted evenly unless the place has decayed; see :meth:`Place.material`."""
        if kind in (skins.PLAIN, skins.PLASTER) and not self.words & _DECAYED:
            more = {"extra": (_EVEN,)} | more
        return self.place.material(kind, base, *args, **more)

    def glow(self, light: Colour, family: int, *, scale: float = 0.0) -> int:
        """Add a material that sends light."""
        return self.place.material(skins.GLOW, (0.02, 0.02, 0.02), scale=scale, glow=light, family=family)

    def box(self, centre: tuple[float, float, float], half: tuple[float, float, float], skin: int) -> None:
        self.place.add(boxes([centre], half, skin))

    def shell(
        self, half: float, tall: float, ends: tuple[float, float], walls: int, floor: int, ceiling: int, *, ended: bool = True
    ) -> None:  # fmt: skip
        """Close a room with walls, floor and ceiling, its end only if ``ended``; its middle is at x = 0, its floor at y = 0."""
        middle, long = 0.5 * (ends[0] + ends[1]), 0.5 * (ends[1] - ends[0])
        self.floored(half, ends, floor)
        self.box((0, tall + 0.1, middle), (half + 0.3, 0.1, long + 0.3), ceiling)
        for way in (-1.0, 1.0):
            self.box((way * (half + 0.1), tall / 2, middle), (0.1, tall / 2, long + 0.1), walls)
        self.box((0, tall / 2, ends[0] - 0.1), (half + 0.1, tall / 2, 0.1), walls)
        if ended:
            self.box((0, tall / 2, ends[1] + 0.1), (half + 0.1, tall / 2, 0.1), walls)

    def floored(self, half: float, ends: tuple[float, float], floor: int) -> None:
        self.box((0, -0.05, 0.5 * (ends[0] + ends[1])), (half + 0.5, 0.05, 0.5 * (ends[1] - ends[0]) + 0.5), floor)


def paint(
    plan: Plan, description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a room."""
    rng, side = chances(seed, variation, shot, 271)
    setting = Setting(plan, description, shot, Place(int(seed) % 50_000 + variation), rng, side)
    plan.furnish(setting)
    if setting.words & _DIM:
        setting.dim(_DIMMED)
        setting.median = tuple(_DARKENED * level for level in setting.median)
    lens = (setting.view or plan.views[shot]).lens(setting.side, size)
    if names_one_lamp(description.prompt):
        hang_one_lamp(setting, lens, plan.groups, size)
    turning = [(one, window) for one in setting.turning if (window := _window(one, lens, size))]
    setting.place.add(*[mesh for mesh, *_ in setting.turning if all(mesh is not one[0] for one, _ in turning)])
    seen = expose(setting.place, lens, size, progress)
    snowy = show(seen, setting.screens) if setting.screens else None
    focus = setting.focus if setting.view else plan.focus.get(shot)
    if focus:
        seen = seen.focused(*focus)
    falling = _FALLING.get(description.weather, "")
    panes = None
    if falling == "rain":
        panes = wetted(seen, description.weather_amount, rng)
    elif falling:
        panes = through_windows(seen)[0]
    if setting.standing:  # they are before the panes
        people = staffage.light_up(seen.light, seen.depth, lens, setting.standing, fog=setting.place.fog[0])
        panes = None if panes is None else panes * (1 - people)
    start = Grade(contrast=1.22, pivot=0.2, saturation=1.12, lift=(0.014, 0.008, 0.005), desaturate=0.36, bloom=0.22,
                  bloom_width=1.3)  # fmt: skip
    groups = {
        name: beat for name, beat in plan.groups.items() if beat[0] == SKY or float(seen.light[beat[0]].max()) > 1e-4
    }
    haze = plan.mist * (_CLEAR if setting.is_bright else 1.0)
    found = [
        Element("motes", 0.7),
        *([Element("mist", haze, {"low": 0.35, "high": 0.9, "drift": 8})] if haze else []),
    ]
    painting = seen.painting(
        groups, start, setting.median, plan.white, elements=found + setting.elements + seen.beacons(plan.glare, (85.0, 160.0, 240.0)),
        layers=[_turning(setting, plan, seen, one, window, progress) for one, window in turning],
            travel=plan.travel * {"wide": 1.0, "medium": 0.7,
            "close": 0.4, "detail": 0.2}[shot], lettering=plan.lettering,
    )  # fmt: skip
    painting.is_lamplit, painting.is_bright = not setting.is_moonlit, setting.is_bright
    painting.is_accented = not setting.is_moonlit
    if setting.perch is not None:
        x, y, away = project(lens, setting.perch)
        painting.boards = (float(x), float(y), float(lens.focal) / max(away, 0.1))
    if setting.words & lasers.WORDS:
        lasers.shine(painting, description, rng)
    if snowy is not None and snowy.any():
        painting.masks["tubes"] = snowy
        painting.elements.append(Element("static", 0.6, {}, "tubes"))
    if setting.blown and (cloth := seen.covers(*setting.blown)).any():
        hung = np.cumsum(cloth, axis=0) / max(0.55 * size[1], 1)  # it is held where it hangs
        painting.masks["cloth"] = np.asarray(
            cv2.GaussianBlur(cloth * np.minimum(hung, 1), (0, 0), max(1.0, size[0] / 90)), np.float32
        )
        painting.elements.append(Element("wind", 1.0, {"near": 1}, "cloth"))
    if panes is not None and not any(one.kind == falling for one in setting.elements):
        painting.masks["panes"] = panes
        painting.elements.append(Element(falling, 0.8 * description.weather_amount, {}, "panes"))
        if falling == "rain":  # water that runs down the glass
            painting.elements.append(Element("ripples", 0.25, {"rings": 0.0, "waves": 0.0}, "panes"))
    return painting


def _window(one: Turning, lens: Lens, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Return what of the picture something that turns ever covers (left, top, right, bottom); None unless all of that is in it."""
    mesh, pivot, *_ = one
    x, y, away = project(lens, pivot)
    reach = 1.1 * float(np.abs(mesh.points - np.float32(pivot)).max()) * float(lens.focal) / max(away, 0.1)
    aside, above = (0.35 * reach, 0.15 * reach) if one.swing else (reach, reach)  # what swings hangs from its pivot
    left, top, right, bottom = round(x - aside), round(y - above), round(x + aside), round(y + reach)
    inside = away > 0.5 and left >= 0 and top >= 0 and right < size[0] and bottom < size[1] and right - left > 4
    return (left, top, right, bottom) if inside else None


def _turning(
    setting: Setting,
    plan: Plan,
    seen: Exposure,
    one: Turning,
    window: tuple[int, int, int, int],
    progress: Callable[..., None],
) -> Layer:
    """Return something that turns, traced by itself in the light of the room, and made as light as what is of the same in there."""
    mesh, pivot, turns, swing, flat = one
    left, top, right, bottom = window
    height, width = seen.depth.shape
    lens, families = seen.lens, [beat[0] for beat in plan.groups.values()]
    closer = lens._replace(centre_x=np.float32(lens.centre_x - left), centre_y=np.float32(lens.centre_y - top))
    place = replace(setting.place, meshes=[mesh], dust=0.0)
    alone = expose(place, closer, (right - left, bottom - top), progress)
    part: Array = np.sum([alone.light[family] for family in families], axis=0, dtype=np.float32)
    of = sorted(set(mesh.skins.tolist()))
    there, here = seen.covers(*of) > 0, alone.covers(*of) > 0
    if there.any() and here.any():
        usual = np.sum([np.median(seen.light[family][there].astype(np.float32), axis=0) for family in families], axis=0)
        part += np.maximum(usual - np.median(part[here], axis=0), 0)
    colour, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    colour[top:bottom, left:right] = part
    # Coverage follows from one look per pixel; a pixel of blur gives it edges that are as soft as those of the rest.
    alpha[top:bottom, left:right] = cv2.GaussianBlur(here.astype(np.float32), (0, 0), 0.8)
    x, y, away = project(lens, pivot)
    squeeze = _squeeze(lens, pivot) if flat else 1.0
    return Layer(colour, alpha, away, Motion(x=x / width, y=y / height, turns=turns, swing=swing, squeeze=squeeze))


def _squeeze(lens: Lens, pivot: tuple[float, float, float]) -> float:
    """Return how many times wider than high a level circle about a point is seen."""
    px, py, pz = pivot
    left, right, near, far = (
        project(lens, (px + dx, py, pz + dz)) for dx, dz in ((-0.05, 0), (0.05, 0), (0, -0.05), (0, 0.05))
    )
    return abs(right[0] - left[0]) / max(abs(far[1] - near[1]), 1.0)
