"""A plain of glowing lines under a banded sun, mountains drawn in light at its end: the film look of synthesizer music.

The lengthwise lines are painted; those that cross them come towards the viewer in the film (element ``marks``), as under a car
that never arrives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.open_sky import NIGHT
from beatreel.plugins.generators.procedural.scenery.palm import palm
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import cars, journey
from .bodywork import Vehicle
from .cars import Canvas

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIF = "neon_grid"


@dataclass(frozen=True)
class View:
    """A composition: metres, focal length in widths, horizon in heights.

    ``sun`` is its radius in widths, ``rise`` how much of it stands above the horizon; ``car`` is how far ahead the car is, 0 for none.
    """

    eye: float
    focal: float
    horizon: float
    sun: float
    rise: float
    car: float = 0.0
    lateral: float = 0.0
    palms: bool = False


_VIEWS = {
    "wide": (View(2.6, 0.75, 0.62, 0.33, 0.80, car=15.0), View(5.0, 0.75, 0.57, 0.31, 0.95)),
    "medium": (View(1.5, 1.0, 0.58, 0.38, 0.62, car=7.6, lateral=0.4), View(1.5, 1.0, 0.60, 0.36, 0.78, car=9.5)),
    "close": (View(0.85, 1.05, 0.56, 0.42, 0.70, car=4.9, lateral=1.0), View(0.80, 0.9, 0.60, 0.47, 0.72, lateral=1.5)),
    "detail": (View(1.6, 1.5, 0.70, 0.46, 0.98, palms=True), View(1.2, 1.4, 0.72, 0.43, 1.1, palms=True)),
}
_FOLLOWED = {
    "wide": View(2.2, 0.75, 0.62, 0.33, 0.80, car=10.5),
    "medium": View(1.5, 1.0, 0.58, 0.38, 0.62, car=7.6, lateral=0.4),
    "close": View(0.85, 1.05, 0.56, 0.42, 0.72, car=6.2, lateral=-0.75),
    "detail": View(0.80, 1.25, 0.58, 0.46, 0.80, car=4.9, lateral=0.62),
}
"""Where a car is named, it is in every picture, and never twice at the same place."""
_ALONG, _TALL = 8.0, 13.0  # metres: palms from the middle of the plain, and their height
_CELL = 4.0  # metres between lines
_TUBE = 0.07  # metres: width of a line
_NEAR, _FAR = 1.2, 260.0  # metres: where lines are seen, and where the mountains begin
_MERGED = 0.004  # widths of the picture: lines nearer to each other than that are one glow, and stand still
_SPEED = 9.0  # metres a second
_HAZE = 210.0  # metres in which two thirds of a line's light is lost
_NAMED = 0.5  # strength of hues from which a prompt names colours
_HUES = {"lines": 340.0, "hills": 215.0, "sun": 350.0, "top": 88.0, "sky": 290.0}  # where no colour is named


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint the plain; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide and medium follow a car towards the sun, close is low behind it or over the lines, detail is the sun between palms. A car
    that is named is in all of them; palms that are named stand along both sides.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 131])
    film = np.random.default_rng([seed & 0x7FFFFFFF, 137])
    view = _VIEWS.get(shot, _VIEWS["medium"])[(variation + seed) % 2]
    is_alone = bool({"people", "car"} & set(description.without))
    named = None if is_alone or not journey.vehicles() & description.all_words else journey.car_of(description, film)
    if named is not None:
        view = _FOLLOWED.get(shot, _FOLLOWED["medium"])
    if "palms" in description.motifs:
        view = replace(view, palms=True)
    narrow = min(width, 0.75 * height)
    camera = Camera(view.lateral, view.eye, 0.0, 0.0, view.focal * narrow, width / 2, view.horizon * height)
    colours = _colours(description)
    sky, sun = _heaven(view, camera, (width, height), colours, film, seed)
    hills, ground, covered = _mountains(camera, (width, height), colours, film)
    progress(0.3, "mountains of light")
    sky *= 1 - covered[..., None]
    sun *= 1 - covered[..., None]
    sky += ground
    reach = (_CELL * camera.focal * camera.y / (_MERGED * width)) ** 0.5
    lengthwise, crossing, depth, floor = _plain(camera, (width, height), reach, colours, progress)
    mirror = _mirrored(sky + 0.75 * sun + 0.7 * hills, camera, (width, height), seed)
    canvas = Canvas(sky + mirror, sun, np.zeros_like(sky), np.zeros_like(sky), depth.copy(), floor)
    if view.car and not is_alone:
        car = named or Vehicle(str(film.choice(["coupe", "muscle"])), (0.0, 0.0, 0.0))
        away = view.car + (3.9 if car.kind == "lorry" else 0.0)  # it is that much longer
        car = replace(car, at=(0.0, 0.0, away), power=0.9, followed=0.02)
        # A sun on the horizon before it: what lights the car comes from ahead and from the lines below.
        glow = 0.5 * colours["sun"] + 0.6 * colours["lines"]
        cars.draw(canvas, car, camera, replace(NIGHT, stars=0.0), 0.0, wet=0.55, lamplight=glow)
        canvas.red *= np.float32(5.0)
    shown = np.where(canvas.depth < depth - 0.01, np.float32(0.03), np.float32(1.0))
    for light in (lengthwise, crossing, hills):
        light *= shown[..., None]
    progress(0.8, "lines of light")
    return _finish(view, camera, reach, canvas, (lengthwise, crossing, hills), shown * floor, colours, rng)


def _colours(description: SceneDescription) -> dict[str, Array]:
    palette = description.palette
    hues = dict(_HUES)
    if palette.strength >= _NAMED:
        is_warm = 15 < palette.fill % 360 < 115
        hues = {
            "lines": palette.key,
            "hills": palette.fill,
            "sun": palette.key + 10,
            "top": palette.accent,
            "sky": palette.shadow if is_warm else palette.fill,  # a cold sky behind a warm glow, never the other way
        }
    strong = {"sun": (0.24, 0.64), "top": (0.17, 0.86), "sky": (0.16, 0.40)}
    return {part: light_of_hue(hue, *strong.get(part, (0.27, 0.66))) for part, hue in hues.items()}


def _heaven(
    view: View, camera: Camera, size: tuple[int, int], colours: dict[str, Array], film: np.random.Generator, seed: int
) -> tuple[Array, Array]:
    """Return the sky with its stars, and the sun with the glow about it."""
    width, height = size
    x = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / width
    y = (camera.horizon - np.arange(height, dtype=np.float32) - 0.5)[:, None] / width  # widths above the horizon
    above = np.clip(y / (camera.horizon / width), 0, 1)[..., None]
    low, middle = np.exp(-above / 0.13), np.exp(-above / 0.45)
    sky = colours["sun"] * (0.17 * low) + colours["sky"] * (0.20 * middle) + colours["sky"] * np.float32(0.022)
    sky = np.broadcast_to(sky, (height, width, 3)).astype(np.float32)
    sky += stars(width, height, 0.55, seed, below=camera.horizon / height, count=520)[..., None]
    centre = (2 * view.rise - 1) * view.sun
    away = np.sqrt(x * x + (y - centre) ** 2) / view.sun
    inside = np.clip((1 - away) * view.sun * width + 0.5, 0, 1)
    down = np.clip((centre + view.sun - y) / (2 * view.sun), 0, 1)  # 0 at its top
    bands = int(film.integers(6, 9))
    turn = np.clip(down - 0.36, 0, 1) / 0.64 * bands
    gap = 0.12 + 0.45 * np.clip(down - 0.36, 0, 1) / 0.64  # the lower, the wider
    rim = np.abs(turn % 1.0 - 0.5) - (0.5 - 0.5 * gap)
    rim *= 2 * view.sun * width * 0.64 / bands  # pixels into a gap
    open_ = np.where(down > 0.36 + 0.3 * 0.64 / bands, np.clip(0.5 + rim, 0, 1), 0)
    face = colours["top"] * (1 - down)[..., None] ** 1.3 + colours["sun"] * down[..., None] ** 0.8
    disc = face * (inside * (1 - open_))[..., None] * np.float32(1.15)
    halo = np.exp(-np.maximum(away - 1, 0) / 0.30) * (1 - inside) + 0.30 * inside * open_
    sun = disc + colours["sun"] * (0.24 * halo)[..., None]
    for light in (sky, sun):
        light[int(camera.horizon) + 1 :] = 0
    # Within the disc no star is seen.
    sky *= 1 - (inside * (1 - open_))[..., None]
    return sky, sun.astype(np.float32)


def _mountains(
    camera: Camera, size: tuple[int, int], colours: dict[str, Array], film: np.random.Generator
) -> tuple[Array, Array, Array]:
    """Return the lines of the mountains, their dark faces, and what they hide (height, width)."""
    width, height = size
    columns, rows, step = 64, 9, 19.0
    number = int(film.integers(1, 1 << 16))
    gx = (np.arange(columns + 1) - columns / 2) * step
    gz = _FAR + np.arange(rows + 1) * 24.0
    px, pz = np.meshgrid(gx, gz)
    rough = fbm_at(px.astype(np.float32), pz.astype(np.float32), 60.0, number, 3)
    jag = film.uniform(-1, 1, px.shape)
    valley = np.clip((np.abs(px) - 40.0) / 150.0, 0, 1)  # the sun is seen between them
    swell = np.sin(np.pi * np.clip((pz - _FAR) / (rows * 24.0), 0, 1) * 0.62)
    peak = swell * (0.10 + 0.90 * valley) * np.maximum(34 + 62 * rough + 16 * jag, 2.0)
    x = camera.centre_x + camera.focal * (px - camera.x) / pz
    y = camera.horizon - camera.focal * (peak - camera.y) / pz
    lines, faces = np.zeros((height, width), np.float32), np.zeros((height, width, 3), np.float32)
    covered = np.zeros((height, width), np.float32)
    thick = max(1, round(width / 900))
    dark, rim = colours["sky"] * np.float32(0.030), colours["sun"] * np.float32(0.10)
    for j in range(rows - 1, -1, -1):
        far = 1 - 0.5 * j / rows
        for i in range(columns):
            corners = [(j, i), (j, i + 1), (j + 1, i + 1), (j + 1, i)]
            quad = np.round(np.array([(x[c], y[c]) for c in corners]) * 16).astype(np.int32)
            if quad[:, 0].max() < 0 or quad[:, 0].min() > width * 16:
                continue
            # Faces that lean towards the sun, which is behind the middle, have a sheen.
            lean = (peak[j, i + 1] - peak[j, i]) * -np.sign(px[j, i]) / step + (peak[j, i] - peak[j + 1, i]) / 24.0
            shade = dark + rim * np.float32(np.clip(0.30 + 0.5 * lean, 0.05, 1.0))
            cv2.fillConvexPoly(faces, quad, shade.tolist(), cv2.LINE_AA, 4)
            cv2.fillConvexPoly(covered, quad, 1.0, cv2.LINE_AA, 4)
            cv2.fillConvexPoly(lines, quad, 0.0, cv2.LINE_AA, 4)
            cv2.polylines(lines, [quad], True, float(far), thick, cv2.LINE_AA, 4)
    below = int(camera.horizon) + 1
    lines[below:], covered[below:], faces[below:] = 0, 0, 0
    wide = cv2.GaussianBlur(lines, (0, 0), max(1.0, width / 200))
    light = (
        colours["hills"] * (0.85 * lines + 0.55 * wide * (0.3 + 0.7 * covered))[..., None]
        + 0.25 * lines[..., None] ** 2
    )
    return light.astype(np.float32), faces * covered[..., None], covered


def _plain(
    camera: Camera, size: tuple[int, int], reach: float, colours: dict[str, Array], progress: Progress
) -> tuple[Array, Array, Array, Array]:
    """Return the lines that stand still, those within ``reach`` metres that come nearer, depth, and where the plain is seen."""
    width, height = size
    lengthwise, crossing = (np.zeros((height, width, 3), np.float32) for _ in range(2))
    depth = np.full((height, width), 5000.0, np.float32)
    floor = np.zeros((height, width), np.float32)
    top = int(np.ceil(camera.horizon)) + 1
    x = np.arange(width, dtype=np.float32) + 0.5
    for first in range(top, height, 256):
        rows = slice(first, min(first + 256, height))
        y = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5)[:, None]
        z = camera.y * camera.focal / (y - camera.horizon)
        across = camera.x + (x - camera.centre_x) / camera.focal * z
        own = _profile(across - 0.5 * _CELL, z / camera.focal)
        other = _profile(np.broadcast_to(z, across.shape), z * z / (camera.focal * camera.y))
        through = np.exp(-z / _HAZE)
        for light, (core, glow) in ((lengthwise, own), (crossing, other)):
            light[rows] = colours["lines"] * ((1.25 * core + 0.22 * glow) * through)[..., None]
            light[rows] += (0.45 * core**2 * through)[..., None]
        far = np.clip((z - 0.6 * reach) / (0.4 * reach), 0, 1)[..., None]
        lengthwise[rows] += crossing[rows] * far
        crossing[rows] *= 1 - far
        depth[rows], floor[rows] = np.minimum(z, 5000.0), 1.0
        progress(0.35 + 0.35 * rows.stop / height, "lines of light")
    return lengthwise, crossing, depth, floor


def _profile(at: Array, foot: Array) -> tuple[Array, Array]:
    """Return a line of light every cell and the glow about it, averaged over ``foot`` metres so that far ones do not flicker."""
    off = np.abs((at + 0.5 * _CELL) % _CELL - 0.5 * _CELL)
    half = np.maximum(0.5 * _TUBE, 0.6 * foot)
    core = np.clip((half - off) / np.maximum(0.5 * half, 1e-4) + 0.5, 0, 1) * np.minimum(0.5 * _TUBE / half * 1.6, 1)
    glow = np.exp(-off / 0.30)
    merged = np.clip(2 * foot / _CELL - 0.5, 0, 1)
    mean = 2 * 0.30 / _CELL
    return (
        np.asarray(core + (_TUBE / _CELL * 2.0 - core) * merged, np.float32),
        np.asarray(glow + (mean - glow) * merged, np.float32),
    )


def _mirrored(above: Array, camera: Camera, size: tuple[int, int], seed: int) -> Array:
    """Return what the plain, smooth as lacquer, mirrors of what stands above it."""
    width, height = size
    top = int(np.ceil(camera.horizon))
    count = height - top
    image = np.zeros_like(above)
    rows = np.arange(count, dtype=np.float32)
    source = np.clip(camera.horizon - rows * 1.0 - 1, 0, height - 1)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), source)
    wave = fbm_at(x / width, (rows[:, None] + 8) ** 0.6 + 0 * x, 0.5, seed & 0xFFFF, 3)
    x += wave * (0.010 * width * (rows[:, None] / max(count, 1)) ** 0.5)
    drawn = cv2.blur(
        above, (max(1, width // 90), max(3, height // 24))
    )  # a rough floor draws images out towards the viewer
    seen = cv2.remap(drawn, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR)
    slant = np.exp(-rows / (0.30 * height))[:, None, None]
    image[top:] = seen * (0.05 + 0.34 * slant)
    return image


def _line(camera: Camera, size: tuple[int, int], reach: float) -> dict[str, Any]:
    """Return the middle of the plain up to ``reach`` metres, as :class:`~...animate.elements.road.Marks` wants it."""
    width, height = size
    metres = np.geomspace(_NEAR, reach, 40)
    points = [
        (
            camera.centre_x / width,
            (camera.horizon + camera.focal * camera.y / at) / height,
            camera.focal / at / width,
        )
        for at in metres
    ]
    return {
        "points": [[round(float(v), 5) for v in point] for point in points],
        "metres": [round(float(v), 3) for v in metres],
    }


def _passing(camera: Camera, size: tuple[int, int], reach: float, colours: dict[str, Array]) -> Element:
    """Return the lines that come towards the viewer: a bright one in a soft one."""
    own = colours["lines"] / max(float(colours["lines"].max()), 1e-3)
    core = [int(v) for v in np.clip(60 + 195 * own**0.6, 0, 255)]
    soft = [int(v) for v in np.clip(62 * own**0.6, 0, 255)]
    line = _line(camera, size, reach)
    lines = [
        {**line, "length": 0.30, "period": _CELL, "wide": 2.2 * _FAR, "colour": soft},
        {**line, "length": 0.02, "period": _CELL, "wide": 2.2 * _FAR, "colour": core},
    ]
    return Element("marks", 0.95, {"lines": lines, "speed": _SPEED, "clip": True}, "plain")


def _finish(
    view: View, camera: Camera, reach: float, canvas: Canvas, lines: tuple[Array, Array, Array], plain: Array, colours: dict[str, Array],
    rng: np.random.Generator,
) -> Painting:  # fmt: skip
    width, height = canvas.size
    lengthwise, crossing, hills = lines
    groups = {
        "sky": LightGroup(canvas.steady),
        "sun": LightGroup(canvas.sun, "kick", 0.92, 0.10),
        "lines": LightGroup(lengthwise, "kick", 0.75, 0.45),
        # In the film the passing lines take their place.
        "crossing": LightGroup(crossing, base=0.0),
        "hills": LightGroup(hills, "offbeat", 0.75, 0.45),
        "lamps": LightGroup(canvas.lamps, "downbeat", 1.0, 0.15),
        "red": LightGroup(canvas.red, "offbeat", 1.0, 0.25),
    }
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(group.light, small, interpolation=cv2.INTER_AREA) for group in groups.values()], axis=0)
    start = Grade(
        contrast=1.2, pivot=0.2, saturation=1.25, lift=(0.022, 0.006, 0.014), desaturate=0.30, bloom=0.24, bloom_width=1.3
    )  # fmt: skip
    layers: list[Layer] = []
    if view.palms:
        layers = _palms(camera, canvas.depth, colours, rng)
    elements = [Element("motes", 0.2), _passing(camera, (width, height), reach, colours)]
    return Painting(
        groups=groups, depth=canvas.depth, focal=camera.focal, centre=(camera.centre_x, camera.horizon),
        grade=fit_grade(total, start, median=(30.0, 70.0), white=(206.0, 236.0)), masks={"plain": plain.astype(np.float32)},
        layers=layers, elements=elements, travel=0.4,
    )  # fmt: skip


def _palms(camera: Camera, depth: Array, colours: dict[str, Array], rng: np.random.Generator) -> list[Layer]:
    """Return palms that stand in pairs along the plain, dark before the sky: the far ones, then the nearest pair at the edges."""
    height, width = depth.shape
    first = _ALONG * camera.focal / (0.43 * width)
    dark = np.broadcast_to(colours["sky"] * np.float32(0.02), (height, width, 3))
    layers = []
    for away in ((3.4, 2.25, 1.5), (1.0,)):
        mask = np.zeros((height, width), np.uint8)
        for metres in (first * one for one in away):
            unit = camera.focal / metres
            for side in (-1.0, 1.0):
                x = camera.centre_x + side * _ALONG * float(rng.uniform(0.96, 1.06)) * unit
                lean = side * float(rng.uniform(-0.04, 0.10))
                palm(mask, x, camera.horizon + camera.y * unit, _TALL * float(rng.uniform(0.85, 1.1)) * unit, lean, rng)
        mask[depth < 0.8 * first * away[-1]] = 0  # behind a car
        layers.append(Layer(dark.astype(np.float16), (mask / np.float32(255)).astype(np.float16), first * away[-1]))
    return layers
