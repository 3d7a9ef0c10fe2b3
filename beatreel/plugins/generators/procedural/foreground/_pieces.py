"""Things that a prompt names, set on the ground of whatever world is painted: traced in its light, with their shade on its ground."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.moon import moon_of
from beatreel.plugins.generators.procedural.painting import LightGroup
from beatreel.plugins.generators.procedural.scenery.built import EVEN, Place, level, skins
from beatreel.plugins.generators.procedural.scenery.standing import GROUND, Seen, seen

from ._air import IN_GORGE, haze_before, lamp_air
from ._footing import ALOFT, awash, drifted, grass
from ._land_layer import canvas_size
from ._light import LUMA, peak
from ._scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.painting import Painting, Pulse
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

FOCAL = 1.15  # widths of the picture
_ALBEDO = {
    "dunes": 0.40,
    "ocean": 0.36,
    "field": 0.12,
    "savanna": 0.20,
    "forest": 0.10,
    "mountain": 0.20,
    "canyon": 0.25,
    "volcano": 0.05,
}
# For each hour: how high the sun stands (degrees), its share of the light on the ground, and how far light is spread over what the
# painting shows (a picture of the night is darker than its eye was).
_SUNS = {
    "day": (52, 0.62, 1.0),
    "golden": (15, 0.50, 1.45),
    "dawn": (14, 0.34, 1.4),
    "dusk": (10, 0.22, 1.4),
    "night": (40, 0.40, 1.0),
}
_FLAT = {"mist": 0.25, "snow": 0.45, "rain": 0.25, "storm": 0.2, "dust": 0.5, "overcast": 0.2}  # of the sun's share
_FOOT = {"forest": 0.83}
"""The highest row, a share of the height, on which there is ground to be seen."""
DRIFTING = ("space",)
"""Worlds without ground, where things drift on a rock of their own."""
_WHOLE = {"wide": 1.0, "medium": 1.0, "close": 1.15}
"""How high above the horizon what is shown whole may reach, of what there is."""
_HIDDEN = 0.10
"""Share of a thing that a layer may hide."""
_GREAT = 30.0  # metres of a thing that is looked at from afar, through air that must not hide it


@dataclass(frozen=True)
class View:
    """How a thing is looked at in a shot.

    Attributes
    ----------
    wide, tall : float
        Most shares of the picture's width and height that it fills.
    x : float
        Widths from the middle.
    turn : float
        Degrees.
    eye : float
        Metres over the ground.
    """

    wide: float
    tall: float
    x: float = 0.0
    turn: float = 0.0
    eye: float = 1.5


VIEWS = {  # along it, from before its corner, from low down, and its front
    "wide": View(0.50, 0.34, 0.12, 14.0, 1.6),
    "medium": View(0.80, 0.46, -0.06, 56.0, 1.3),
    "close": View(0.84, 0.62, 0.04, 36.0, 1.0),
    "detail": View(1.45, 0.95, -0.08, 60.0, 1.3),
}


@dataclass
class Fire:
    """A flame of a thing that burns: its foot in the thing's own metres, and how tall it is."""

    at: tuple[float, float, float]
    tall: float


@dataclass
class Thing:
    """A thing while it is set into a painting.

    Attributes
    ----------
    mesh : Mesh
        Metres; its foot is at the origin, its face towards smaller z.
    size : tuple of float
        Its width and height, metres.
    views : dict of str to View
    fires : list of Fire
    lamps : list of (tuple of float, tuple of float, float)
        Place, light and radius of lamps on it.
    heads : list of tuple of float
        Its headlights that are lit.
    pulse : str
        What drives its lamps, with their base and gain.
    reach : float
        Metres of ground around that it shades or lights.
    around : callable or None
        Builds what stands beside it, in the metres of the picture.
    glass : int or None
        The skin of a mirror, in which the land is seen.
    afloat : bool
        It lies in the water up to its origin.
    bright : dict of int to (float, tuple of float)
        How much of the land about it each of its skins mirrors, at right angles, and in which colour.
    drift : float
        Metres of sand, snow or leaves that have drifted against its foot.
    spans : bool
        It brings its own ground, or has none: it stands where its view says.
    along : bool
        It spans, and the camera stands in the lane that leads to its origin.
    whole : bool
        Its top is in the picture in wide and medium shots, and nearly so in close ones.
    lettering : bool
        There is something to read on it.
    drives : bool
        Its nose is towards greater x and it drives away from the camera, which follows it: its view turns it off that.
    """

    mesh: Mesh
    size: tuple[float, float]
    views: dict[str, View] = field(default_factory=lambda: dict(VIEWS))
    fires: list[Fire] = field(default_factory=list)
    lamps: list[tuple[tuple[float, float, float], tuple[float, float, float], float]] = field(default_factory=list)
    heads: list[tuple[float, float, float]] = field(default_factory=list)
    pulse: tuple[Pulse, float, float] = ("kick", 0.92, 0.2)
    reach: float = 3.0
    around: Callable[[Place, Scene], Mesh] | None = None
    glass: int | None = None
    afloat: bool = False
    bright: dict[int, tuple[float, tuple[float, float, float]]] = field(default_factory=dict)
    drift: float = 0.0
    spans: bool = False
    along: bool = False
    whole: bool = False
    lettering: bool = False
    drives: bool = False


def framed(
    painting: Painting,
    light: Backlight,
    thing: Thing,
    shot: str,
    world: str,
    rng: np.random.Generator,
    sun: tuple[float, float, float] = (0.0, 1.0, 0.0),
    variation: int = 0,
    side: float = 1.0,
) -> Scene:
    """Return where a thing stands in a shot: on the world's ground, its horizon is the world's, its front is towards the sun.

    ``side`` is 1 or -1, where all views are to be mirrored.
    """
    share, width, height = canvas_size(light)
    view = thing.views.get(shot, thing.views["medium"])
    if shot != "detail" and not thing.afloat:
        view = _elsewhere(view, variation)
    follows = thing.spans or thing.drives
    horizon = min(max(painting.centre[1] / light.height, 0.36), 0.64)
    focal = FOCAL * width
    unit = min(view.wide * width / thing.size[0], view.tall * height / thing.size[1])
    eye = view.eye
    if thing.whole and shot in _WHOLE and thing.size[1] > eye:
        unit = min(unit, _WHOLE[shot] * (horizon - 0.03) * height / (thing.size[1] - eye))
    if shot != "detail" and not thing.spans:  # its foot is in the picture
        eye = max(min(eye, (0.90 - horizon) * height / unit), 0.35)
    lowest = _FOOT.get(world, 0.0) if shot != "detail" else 0.0
    eye = max(eye, (lowest - horizon) * height / unit) if not thing.spans else eye
    z = focal / unit
    foot = (horizon + unit * eye / height, unit * thing.size[0] / width, unit * thing.size[1] / height)
    at = side * view.x if shot == "detail" or thing.afloat or follows else _free(painting, z, foot, side * view.x)
    lens = level((0.0, eye, 0.0), 0.0, FOCAL, horizon, width, height)
    lens = lens._replace(focal=np.float32(focal))
    turn = math.radians(view.turn + (0.0 if thing.spans else float(rng.uniform(-5, 5)))) * side
    if not thing.spans and sun[0] * turn < 0:
        turn = -turn
    if thing.drives:  # beyond a right angle it comes towards the camera
        turn = 0.5 * math.pi - side * math.radians(view.turn)
    x = at * width / unit - (z * math.tan(turn) if thing.along else 0.0)
    return Scene(lens, width, height, share, z, eye, turn, x)


def _elsewhere(view: View, variation: int) -> View:
    """Return a view as the other pictures of a shot have it: from farther away and higher, aside; then from nearer and lower."""
    if variation % 3 == 0:
        return view
    size, eye, turn = (0.76, 1.6, 1.7) if variation % 3 == 1 else (1.22, 0.8, 0.4)
    aside = 0.17 if variation % 3 == 1 else 0.10
    return replace(
        view,
        wide=size * view.wide,
        tall=size * view.tall,
        x=math.copysign(max(abs(view.x), aside), -view.x),
        turn=min(turn * view.turn, max(view.turn, 40.0)),
        eye=eye * view.eye,
    )


def _free(painting: Painting, z: float, foot: tuple[float, float, float], wanted: float) -> float:
    """Return the place (widths from the middle) near the one that is wanted where a thing stands on dry ground and is not hidden.

    ``foot`` is its row, width and height as shares of the picture.
    """
    height, width = painting.depth.shape
    row, wide, tall = foot
    low = slice(max(int((row - 0.012) * height), 0), max(int((row + 0.03) * height), 1))
    body = slice(max(int((row - tall) * height), 0), max(int(row * height), 1))
    water = (
        np.asarray(painting.masks["water"][low], np.float32).max(axis=0)
        if "water" in painting.masks
        else np.zeros(width)
    )
    hidden = np.zeros(width, np.float32)
    for layer in painting.layers:
        if layer.depth < z:
            hidden = np.maximum(hidden, np.asarray(layer.alpha[body], np.float32).mean(axis=0))
    best, found = 1e9, wanted
    most = max(0.54 - 0.5 * wide, 0.05)  # it stays in the picture
    for at in np.linspace(-min(most, 0.3), min(most, 0.3), 25):
        part = slice(max(int((0.5 + at - 0.42 * wide) * width), 0), max(int((0.5 + at + 0.42 * wide) * width), 1))
        cost = 3.0 * float(water[part].mean()) + 1.5 * float(hidden[part].mean()) + abs(at - wanted)
        if cost < best - 1e-6:
            best, found = cost, float(at)
    return found


def new_place(
    painting: Painting, light: Backlight, description: SceneDescription, seed: int, *, aloft: bool = False
) -> Place:
    """Return an empty place in the light of a painting; what is aloft stands out against a low sun's sky."""
    hour = description.time_of_day
    high, share, spread = _SUNS[hour]
    share *= _FLAT.get(description.weather, 1.0)
    rows = light.small.shape[0]
    horizon = int(min(max(painting.centre[1] / light.height, 0.36), 0.64) * rows)
    ground = ground_of(painting, light)
    albedo = 0.75 if description.weather == "snow" else _ALBEDO.get(description.world, 0.15)
    total = float(ground @ LUMA) / albedo * spread * (_MOONLIT if moon_of(description.motifs) else 1.0)
    least = peak(painting, {"night": 0.30, "dusk": 0.40}.get(hour, 0.55))  # of something white
    total = min(max(total, least), peak(painting, 0.97))
    sky_tint, sun_tint = _tint(light.small[: max(horizon, 1)].reshape(-1, 3).mean(axis=0)), _tint(light.brightest())
    to_x, _ = light.direction(0.5, 0.5)
    to_x = to_x if abs(to_x) > 0.25 else math.copysign(0.25, to_x or 1.0)
    e = math.radians(high)
    # A sun that is seen stands behind; else light comes over the shoulder, and so does that of a moon, or its castle were black.
    is_moonlit = moon_of(description.motifs) is not None
    if aloft:
        back = 0.45 if is_moonlit or hour in ("golden", "dawn", "dusk") else -0.35
    else:
        is_behind = description.world not in _ASIDE and _disc_seen(light, horizon)
        back = -0.25 if is_moonlit else 0.45 if is_behind else -0.35
    flat = np.array([1.4 * to_x, back])
    flat = flat / np.hypot(*flat) * math.cos(e)
    sun = (float(flat[0]), math.sin(e), float(flat[1]))
    direct = total * share / max(math.sin(e), 0.32)
    soft = total * (1 - share)
    return Place(
        seed, sun=sun, sunlight=tuple(map(float, sun_tint * direct)), halo=tuple(map(float, sun_tint * (0.8 * direct))),
        zenith=tuple(map(float, sky_tint * (1.05 * soft))), horizon=tuple(map(float, (0.5 * sky_tint + 0.5 * sun_tint) * (1.25 * soft))),
        is_open=True,
    )  # fmt: skip


_ASIDE = ("canyon", "dunes", "field", "mountain")
"""Worlds whose sun keeps aside of what stands there."""
_MOONLIT = 2.3
"""How much brighter things are beneath a moon that is seen."""
_DISC = 2.2
"""How many times brighter than the bright part of a sky a disc in it is."""


def _disc_seen(light: Backlight, horizon: int) -> bool:
    """Return whether the sun or a moon stands in the sky of a picture."""
    luma = light.small[: max(horizon, 1)] @ LUMA
    return float(luma.max()) > _DISC * float(np.percentile(luma, 90))


def _tint(colour: Array) -> Array:
    """Return a colour of luminance 1, not too full."""
    tint = np.asarray(colour, np.float32) / max(float(colour @ LUMA), 1e-5)
    tint = 1 + 0.75 * (tint - 1)
    return np.asarray(tint / float(tint @ LUMA), np.float32)


def ground_of(painting: Painting, light: Backlight) -> Array:
    """Return the mean light of a painting's ground, (3,)."""
    rows = light.small.shape[0]
    horizon = int(min(max(painting.centre[1] / light.height, 0.36), 0.64) * rows)
    low = light.small[min(horizon + rows // 12, rows - 3) : min(horizon + rows // 3, rows)]
    return np.asarray(low.reshape(-1, 3).mean(axis=0), np.float32)


def look_at(place: Place, scene: Scene, thing: Thing, colour: Array, world: str) -> Seen:
    """Trace a thing on ground of a colour; among clouds there is none."""
    ground = (
        None
        if world in (*ALOFT, *DRIFTING) or thing.spans
        else place.material(skins.PLAIN, tuple(map(float, GROUND * _tint(colour))))
    )
    place.add(thing.mesh.moved(scene.x, 0.0, scene.z, scene.turn))
    if thing.around is not None:
        place.add(thing.around(place, scene))
    if ground is not None:
        place.add(_disc(scene, thing.reach + 0.6 * max(thing.size), ground))
    for at, colour_, radius in thing.lamps:
        place.lamp(scene.at(at), colour_, EVEN, radius)
    return seen(place, scene.lens, scene.width, scene.height, ground)


def reflect(
    painting: Painting, scene: Scene, skin: int, share: float, tint: tuple[float, float, float], found: Seen
) -> None:
    """Let a curved skin mirror the land, in place: what is before it is taken to be like what is behind it."""
    mask = ((found.ids == skin + 1) & (found.cover > 0.5)).astype(np.float32)
    if not mask.any():
        return
    total = np.zeros((scene.height, scene.width, 3), np.float32)
    for group in painting.groups.values():
        total += cv2.resize(
            np.asarray(group.light, np.float32), (scene.width, scene.height), interpolation=cv2.INTER_AREA
        )
    way, normal = _faces(scene, found.depth, mask)
    along = (way * normal).sum(axis=2)
    ray = way - 2 * along[..., None] * normal
    turn = np.arctan2(ray[..., 0], np.abs(ray[..., 2]) + 0.25)
    rise = np.arcsin(np.clip(ray[..., 1], -1, 1))
    column = (0.5 + 0.31 * turn) * scene.width
    line = float(scene.lens.centre_y)
    room = np.where(rise > 0, line, scene.height - line)
    row = line - np.sin(rise) * 0.94 * room
    image = cv2.remap(
        total, column.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    fresnel = share + (1 - share) * np.clip(1 + along, 0, 1) ** 5
    soft = cv2.GaussianBlur(mask, (0, 0), 0.7) * (found.cover > 0.5) * fresnel
    found.lit += (image * np.asarray(tint, np.float32) - found.lit) * soft[..., None]


def _faces(scene: Scene, depth: Array, mask: Array) -> tuple[Array, Array]:
    """Return the ways of a camera's rays and the normals of what they meet, from its depths, (height, width, 3) each."""
    rows = np.arange(scene.height, dtype=np.float32)[:, None] + np.float32(0.5)
    columns = np.arange(scene.width, dtype=np.float32)[None] + np.float32(0.5)
    x = (columns - scene.lens.centre_x) / scene.lens.focal + 0 * rows
    y = (scene.lens.centre_y - rows) / scene.lens.focal + 0 * columns
    way = np.stack([x, y, np.ones_like(x)], -1)
    inner = cv2.erode(mask, np.ones((3, 3), np.uint8))  # at the rim depths are of what is behind, too
    reach = max(1.5, scene.width / 180)  # the flat triangles of what is round are not seen
    place = way * np.where(mask > 0, depth, 0)[..., None]
    across, down = np.gradient(place, axis=1), np.gradient(place, axis=0)
    normal = np.cross(down, across) * inner[..., None]
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-9)
    known = cv2.GaussianBlur(inner, (0, 0), reach)[..., None]
    normal = cv2.GaussianBlur(normal, (0, 0), reach) / np.maximum(known, 1e-3)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-9)
    way /= np.linalg.norm(way, axis=2, keepdims=True)
    facing = (way * normal).sum(axis=2, keepdims=True)
    return way, np.where(facing > 0, -normal, normal)


def _disc(scene: Scene, radius: float, skin: int) -> Mesh:
    """Return level ground about a thing; its u and v undo the pattern of a plain skin, which would be seen in its light."""
    from beatreel.plugins.generators.procedural.kernels.mesh import grid

    at = np.linspace(-radius, radius, 9)
    x, z = np.meshgrid(scene.x + at, scene.z - at)
    uv = np.stack([-0.1 * z, -x / 15], -1)
    up = np.broadcast_to(np.array([0, 1, 0], np.float32), (9, 9, 3))
    return grid(np.stack([x, 0 * x, z], -1), skin, uv=uv, normals=up)


def lay_thing(
    painting: Painting,
    light: Backlight,
    description: SceneDescription,
    scene: Scene,
    thing: Thing,
    found: Seen,
    total: float,
    seed: int,
) -> None:
    """Set what was seen into the light groups of a painting, in place."""
    if thing.afloat:
        awash(found, scene, seed)
    elif not thing.spans:
        grass(found, scene, description, seed)
        if thing.drift:
            drifted(found, scene, thing.drift, seed)
    clear = (
        IN_GORGE
        if thing.spans and description.weather == "mist" and description.world != "forest"
        else 2.4
        if thing.spans or description.world == "forest"
        else 5.0
        if thing.afloat or max(thing.size) > _GREAT
        else 1.0
    )
    haze_before(found, light, scene, description, clear, seed)
    size = (light.width, light.height)
    cover = cv2.resize(found.cover, size, interpolation=cv2.INTER_LINEAR)
    shade = cv2.resize(found.shade, size, interpolation=cv2.INTER_LINEAR)
    fade = shade * (1 - cover)
    ground = np.zeros((light.height, light.width, 3), np.float32)
    first = next(iter(painting.groups))
    thick = 1.0 if description.weather in ("mist", "rain", "storm", "snow") else 0.45
    is_lamplit = bool(found.lamplight.any() or found.glow.any())
    for name, group in painting.groups.items():
        for c in range(3):
            before = np.asarray(group.light[..., c], np.float32)
            if is_lamplit:
                ground[..., c] += before
            after = before * fade
            if name == first:
                after += cv2.resize(np.ascontiguousarray(found.lit[..., c]), size)
            group.light[..., c] = after
    if is_lamplit:
        lamp = np.empty((light.height, light.width, 3), np.float16)
        for c in range(3):
            own = np.clip(ground[..., c] / max(total, 1e-5), 0.02, 0.9) * (1 - cover)
            own *= cv2.resize(np.ascontiguousarray(found.lamplight[..., c]), size)
            shine = np.ascontiguousarray(found.glow[..., c])
            lamp[..., c] = own + cv2.resize(shine, size) + cv2.resize(lamp_air(shine, scene, thick), size)
        pulse, base, gain = thing.pulse
        painting.groups[f"thing{len(painting.groups)}"] = LightGroup(lamp, pulse, base, gain)
    depth = cv2.resize(found.depth, size, interpolation=cv2.INTER_NEAREST)
    painting.depth = np.where(cover > 0.5, depth, painting.depth).astype(np.float32)
    for name in ("open", "sky"):
        if name in painting.masks:
            painting.masks[name] = np.asarray(painting.masks[name], np.float32) * (1 - cover)
    solid = cover > 0.5
    for layer in painting.layers:  # what lies before it hides no more than a little of it
        hides = float(np.asarray(layer.alpha, np.float32)[solid].mean()) if solid.any() else 0.0
        if layer.depth > scene.z or hides > _HIDDEN:
            layer.alpha = (np.asarray(layer.alpha, np.float32) * (1 - cover)).astype(np.float16)


def total_light(place: Place) -> float:
    """Return the light on open ground."""
    direct = float(np.dot(place.sunlight, LUMA)) * place.sun[1]
    return direct + float(np.dot(place.zenith, LUMA))
