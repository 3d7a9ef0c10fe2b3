"""What one kneels down for in a land: a flower, mushrooms, a twig with berries; the place itself is out of focus behind it.

Detail shots of open land and of woods are such pictures where the prompt names nothing that would be looked at instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, leaves
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import small_things
from beatreel.plugins.generators.procedural.scenery.built import Place, focused, level, skins
from beatreel.plugins.generators.procedural.scenery.cairns import GRANITE, SANDSTONE
from beatreel.plugins.generators.procedural.scenery.crop_choice import crop_of
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.open_sky import is_over_clouds
from beatreel.plugins.generators.procedural.scenery.standing import seen

from ._land_layer import canvas_size
from ._light import Backlight
from ._pieces import ground_of, new_place

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_WINTERLY = {
    "snow",
    "snowy",
    "winter",
    "frozen",
    "ice",
    "icy",
    "arctic",
    "tundra",
    "frost",
    "frosty",
    "antarctic",
    "snowfield",
}
_AUTUMN = {"autumn", "autumnal", "fall", "october", "november"}
_CONIFERS = {
    "pine",
    "pines",
    "spruce",
    "spruces",
    "fir",
    "firs",
    "conifer",
    "conifers",
    "evergreen",
    "evergreens",
    "taiga",
}
_FABLED = {"enchanted", "fairy", "magic", "magical", "mushroom", "mushrooms", "fairytale", "mystical", *_AUTUMN}
_LEAFY_WOODS = {*"spring summer oak oaks beech deciduous flower flowers bluebells blossom sunlit".split()}
_PRINTS = re.compile(r"\b(?:foot ?(?:prints?|steps?)|tracks)\b")  # beside which no plant is looked at
_WET = {"dew", "dewy", "rain", "rainy", "wet", "raindrops", "drizzle"}
_HOT = {"arizona", "mojave", "sonora", "mexico", "cactus", "cacti", "texas", "nevada", "mesa", "canyon"}
_KINDS = {
    "dunes": ("bush",),
    "canyon": ("cactus", "stones"),
    "mountain": ("flowers", "stones"),
    "field": ("flowers",),
    "savanna": ("ears",),
    "forest": ("mushrooms",),
}
_IN_SNOW = {"mountain": ("berries", "stones"), "forest": ("cone", "berries"), "field": ("berries", "ears")}
# What is in these motifs or words has a detail of its own.
_OWN = {
    "terraces",
    "rowing_boat",
    "waterfall",
    "pyramid",
    "ziggurat",
    "swamp",
    "stream",
    "mushrooms",
    "bamboo",
    "birch",
    "maples",
    "beeches",
    "still_water",
    "redwoods",
    "playground",
    "caravan",
    "salt",
    "tent",
    "horse",
    "climber",
    "climbers",
    "hiker",
    "hikers",
    "mountaineer",
    "mountaineers",
    "alpinist",
    "alpinists",
    "ruins",
    "torii",
    "campsite",
    "rainforest",
    "bare_trees",
}
_WATERS = {*"lake lakes lakeside fjord loch tarn river rivers stream creek rapids".split()}
_AT_WATER = ("canyon", "mountain")  # worlds in which a detail at the water that is named shows its shore
_ABOUT = {"vineyard"}  # motifs that are a land themselves, in which one kneels down as well
_LEAFY = (105.0, 215.0)  # hues from green to teal, in which nothing blossoms
_BLOOMS = {"daisy": "daisy", "daisies": "daisy", "poppy": "poppy", "poppies": "poppy"}
_WHITE = (0.66, 0.68, 0.69)
_CROPS = {"meadow", "wildflowers", "grass"}
_SALT = {
    "salt",
    "salar",
    "uyuni",
    "bonneville",
    "storm",
    "sandstorm",
    "western",
    "moon",
    "lunar",
    "mars",
    "glacier",
    "crevasse",
}
_ALBEDO = {"dunes": 0.40, "canyon": 0.25, "mountain": 0.16, "field": 0.14, "savanna": 0.18, "forest": 0.10}
_BERRY, _ALIKE, _NAMED = 29.0, 45.0, 0.45  # hue of berries; degrees between like ones; strength of named colours
_AWAY, _FOCAL = 6.4, 1.15  # decimetres to what is looked at; focal length in widths
_FOOT = 0.87  # row of its foot, a share of the height
_BOUNCE, _MISTY = 2.2, 2.0  # of the sky's light, where snow or mist sends it back
_APERTURE = 0.17
_SOFT = 0.011  # of the land behind, a share of the width: it is still known which land that is


def takes_close_up(description: SceneDescription, named: set[str]) -> bool:
    """Return whether the detail shot of a description is of a small thing; ``named`` are the motifs painted in front of worlds."""
    if description.world not in _KINDS or (named - _ABOUT) & set(description.motifs):
        return False
    said = set(description.details) | (set(description.motifs) - {"caravan"})
    if said & _OWN or set(description.all_words) & (_SALT | _OWN) or _PRINTS.search(description.prompt.lower()):
        return False
    if description.world == "mountain" and is_over_clouds(description):
        return False
    if description.world in _AT_WATER and _WATERS & description.all_words:
        return False
    return description.world != "field" or "vineyard" in description.motifs or crop_of(description, 1, 0) in _CROPS


def _winterly(description: SceneDescription) -> bool:
    return description.weather == "snow" or bool(_WINTERLY & description.all_words)


def kind_of(description: SceneDescription, variation: int) -> str:
    """Return which small thing is looked at."""
    words = description.all_words
    if "vineyard" in description.motifs and not _winterly(description):
        return "grapes"
    if _winterly(description) and description.world in _IN_SNOW:
        kinds = _IN_SNOW[description.world]
        palette = description.palette
        hues = (palette.key, palette.fill, palette.accent)
        if palette.strength >= _NAMED and all(abs((hue - _BERRY + 180) % 360 - 180) > _ALIKE for hue in hues):
            kinds = tuple(kind for kind in kinds if kind != "berries")  # they would be grey
    elif description.world == "field" and crop_of(description, 1, 0) == "grass":
        kinds = ("ears",)
    elif description.world == "field" and words & {"grass", "moor"}:
        kinds = ("ears", "flowers")
    elif description.world == "forest" and (not words & _FABLED or "burnt" in description.prompt.lower()):
        kinds = ("flowers",) if words & _LEAFY_WOODS and not words & _CONIFERS else ("cone",)
    elif description.world == "dunes" and words & _HOT:
        kinds = ("cactus", "bush")
    else:
        kinds = _KINDS[description.world]
    return kinds[(description.flavour + variation) % len(kinds)]


def _petal(description: SceneDescription, rng: np.random.Generator) -> tuple[float, ...]:
    """Return the colour of petals: the one of the prompt that flowers have, or nature's."""
    palette = description.palette
    hues = [hue for hue in (palette.accent, palette.key, palette.fill) if not _LEAFY[0] <= hue <= _LEAFY[1]]
    if {"poppy", "poppies"} & description.all_words:
        hues.sort(key=lambda hue: abs((hue - 29 + 180) % 360 - 180))
    if palette.strength > 0 and hues:
        return tuple(0.62 * float(part) ** 0.9 + 0.02 for part in light_of_hue(hues[0], 0.12, 0.78))
    natural = ((0.56, 0.60, 0.62), (0.30, 0.20, 0.62), (0.48, 0.16, 0.34), (0.05, 0.45, 0.66), (0.03, 0.05, 0.50))
    return natural[int(rng.integers(len(natural)))]


def _subject(kind: str, place: Place, description: SceneDescription, rng: np.random.Generator) -> Mesh:
    """Return a small thing with what grows about it."""
    words, snow = description.all_words, _winterly(description)
    petal, heart = _petal(description, rng), (0.03, 0.40, 0.62)
    dew = description.time_of_day in ("dawn", "golden") or bool(_WET & words) or description.weather in ("rain", "mist")
    around: list[Mesh] = []
    green = (0.16, 0.34, 0.42) if words & _AUTUMN else (0.036, 0.150, 0.062)
    if description.world == "field" and not snow:
        around = [
            small_things.blades(place, rng, 1000, 1.7, 0.075, tuple(1.5 * part for part in green), (4.5, 1.8, 8.0))
        ]
    elif description.world in ("mountain", "forest") and not snow:
        around = [small_things.blades(place, rng, 260, 0.8, 0.05, green, (4.5, 1.2, 7.0), 0.4)]
    elif description.world == "savanna":
        around = [small_things.blades(place, rng, 420, 1.9, 0.06, (0.10, 0.24, 0.34), (4.5, 0.8, 9.0))]
    if kind == "flowers":
        own = next((kind for word, kind in _BLOOMS.items() if word in words), "")
        petal = _WHITE if own == "daisy" or "white" in words else petal
        return Mesh.of([small_things.flowers(place, rng, petal, heart, dew=dew, kind=own), *around])
    if kind == "grapes":
        turned = "autumn" if words & _AUTUMN or {"burgundy", "rust", "copper"} & words else ""
        return small_things.grapes(place, rng, (0.03, 0.24, 0.50) if turned else (0.04, 0.20, 0.09))
    if kind == "mushrooms":
        red = bool({"red", "crimson", "scarlet", "fairy", "enchanted"} & words) or rng.random() < 0.35
        cap = (0.035, 0.045, 0.42) if red else (0.06, 0.15, 0.30)
        return Mesh.of([small_things.mushrooms(place, rng, cap, spots=red), *around])
    if kind == "berries":
        return small_things.berries(place, rng, (0.03, 0.04, 0.42))
    if kind == "cone":
        return small_things.cone(place, rng, snow=snow)
    if kind == "cactus":
        return small_things.cactus(place, rng, petal)
    if kind == "ears":
        return Mesh.of([small_things.ears(place, rng), *around])
    if kind == "bush":
        return small_things.blades(place, rng, 130, 3.6, 0.055, (0.16, 0.34, 0.38), (0.16, 0.12, 0.16), lean_most=2.0)
    tones = SANDSTONE if description.world in ("canyon", "dunes") else GRANITE
    return Mesh.of([small_things.stones(place, rng, tones, snow=snow).moved(0, 0, 0, scale=0.84), *around])


def _ground(place: Place, description: SceneDescription, tint: Array, rng: np.random.Generator) -> Mesh:
    """Return the ground about a small thing, which falls away before it and wears what the land wears."""
    world, snow, seed = description.world, _winterly(description), int(rng.integers(1 << 16))
    deep = np.geomspace(1.3, 46.0, 230, dtype=np.float32)[:, None]
    across = np.linspace(-1.0, 1.0, 200, dtype=np.float32)[None]
    x, z = across * (0.62 * deep + 1.2), deep + 0 * across
    if snow:
        high = 0.30 * fbm_at(x, z, 3.4, seed, 4) + 0.02 * fbm_at(x, z, 0.16, seed + 1, 2)
        skin = place.material(skins.PLAIN, (0.74, 0.71, 0.69), gloss=0.01, rough=0.5)
    elif world == "dunes":
        bend = 1.6 * fbm_at(x, z, 4.0, seed, 3)
        phase = (z + 0.35 * x + bend) / 0.95
        wave = phase - np.floor(phase)
        ridge = np.where(wave < 0.72, wave / 0.72, (1 - wave) / 0.28)
        tall = 0.15 * (0.7 + 0.5 * fbm_at(x, z, 2.3, seed + 3, 2))
        high = tall * ridge * ridge * (3 - 2 * ridge) + 0.2 * fbm_at(x, z, 5.0, seed + 1, 2)
        skin = place.material(skins.GROUND, tuple(map(float, 0.46 * tint)), tuple(map(float, 0.36 * tint)), scale=2.0)
    else:
        rough = 0.10 if world in ("forest", "mountain") else 0.04
        high = 0.32 * fbm_at(x, z, 2.6, seed, 4) + rough * fbm_at(x, z, 0.33, seed + 1, 3)
        base = _ALBEDO[world]
        skin = place.material(
            skins.GROUND, tuple(map(float, base * tint)), tuple(map(float, 0.55 * base * tint)), scale=1.5
        )
    foot = float(high[np.abs(z[:, 0] - _AWAY).argmin(), 100])
    high = high - foot
    mesh = grid(np.stack([x, high, z], -1)[::-1], skin)
    if snow or world != "forest":
        return mesh
    autumn = bool(_AUTUMN & description.all_words) or bool({"birch", "maples"} & set(description.motifs))
    count = 5200
    row, column = rng.integers(0, 200, count), rng.integers(0, 200, count)
    at = np.stack([x[row, column], high[row, column] + 0.02, z[row, column]], 1) + rng.normal(0, 0.04, (count, 3))
    moss = place.material(skins.LEAF, (0.028, 0.095, 0.040), (0.05, 0.22, 0.10), gloss=0.01)
    cover = [leaves(at, rng.normal((0, 1, 0), 0.6, (count, 3)), rng.uniform(0.03, 0.09, count), moss, rng)]
    if autumn:
        fallen = place.material(skins.LEAF, (0.02, 0.10, 0.42), (0.03, 0.30, 0.60), gloss=0.03, rough=0.3)
        pick = rng.integers(0, count, 480)
        cover.append(
            leaves(
                at[pick] + [0, 0.08, 0],
                rng.normal((0, 1, -0.2), 0.35, (480, 3)),
                rng.uniform(0.18, 0.42, 480),
                fallen,
                rng,
            )
        )
    return Mesh.of([mesh, *cover])


def _enlarge(painting: Painting, size: tuple[int, int]) -> None:
    """Make all that is painted so far as large as the picture, in place, without what stands near the camera."""
    painting.layers[:] = []
    share = size[0] / painting.depth.shape[1]
    if share == 1:
        return
    for group in painting.groups.values():
        group.light = halved(cv2.resize(np.asarray(group.light, np.float32), size))
    painting.depth = cv2.resize(painting.depth, size, interpolation=cv2.INTER_NEAREST)
    painting.masks = {name: cv2.resize(np.asarray(mask, np.float32), size) for name, mask in painting.masks.items()}
    painting.focal, painting.centre = share * painting.focal, (share * painting.centre[0], share * painting.centre[1])


def add_close_up(
    painting: Painting,
    description: SceneDescription,
    size: tuple[int, int] | None,
    variation: int,
    rng: np.random.Generator,
    film: np.random.Generator,
) -> None:
    """Set a small thing on its ground before a painting that goes out of focus, in place.

    Parameters
    ----------
    size : tuple of int or None
        Pixels that the painting gets, where its world was painted in fewer.
    film : numpy.random.Generator
        Chooses what all pictures of a film share.
    """
    _enlarge(painting, size or (painting.depth.shape[1], painting.depth.shape[0]))
    light = Backlight.of(painting)
    share, width, height = canvas_size(light)
    horizon = min(max(painting.centre[1] / light.height, 0.30), 0.50)
    eye = (_FOOT - horizon) * height / width * _AWAY / _FOCAL
    lens = level((0.0, eye, 0.0), 0.0, _FOCAL, horizon, width, height)
    lens = lens._replace(focal=np.float32(_FOCAL * width))
    place = new_place(painting, light, description, int(rng.integers(1 << 16)))
    ground = ground_of(painting, light)
    tint = ground / max(float(ground @ np.array([0.0722, 0.7152, 0.2126], np.float32)), 1e-5)
    kind = kind_of(description, variation)
    # Snow, or mist between trees, sends light to what stands before a low sun.
    around = _BOUNCE if _winterly(description) else _MISTY if description.world == "forest" else 1.0
    place.horizon, place.zenith = (
        tuple(around * part for part in place.horizon),
        tuple(around * part for part in place.zenith),
    )
    aside = float(rng.choice([-0.5, 0.5]))
    place.add(_subject(kind, place, description, film).moved(aside, 0.0, _AWAY, float(rng.uniform(-0.3, 0.3))))
    place.add(_ground(place, description, 0.35 + 0.65 * tint, rng))
    found = seen(place, lens, width, height, None, reach=1.35 * _AWAY)
    _lay(painting, light, found, lens, share)


def _lay(painting: Painting, light: Backlight, found: Any, lens: Lens, share: float) -> None:
    """Lay what was seen over a painting out of focus, in place."""
    size = (light.width, light.height)
    fade = np.clip((26.0 - found.depth) / 18.0, 0, 1) ** 0.8
    fade = np.where(found.cover > 0, fade, 1).astype(np.float32)
    cover = found.cover * fade
    lit = (found.lit + found.glow) * fade[..., None]
    own, shape = focused([lit, np.repeat(cover[..., None], 3, 2)], np.minimum(found.depth, 60.0), _AWAY, _APERTURE)
    own, cover = own.astype(np.float32), np.clip(shape[..., 0].astype(np.float32), 0, 1)
    cover = cv2.resize(cover, size, interpolation=cv2.INTER_LINEAR)
    names = list(painting.groups)
    soft = defocus([np.asarray(painting.groups[name].light, np.float32) for name in names], _SOFT * light.width, 1.0)
    own = cv2.resize(own, size, interpolation=cv2.INTER_LINEAR)
    for name, behind in zip(names, soft, strict=True):
        behind *= (1 - cover)[..., None]
        if name == names[0]:
            behind += own
        painting.groups[name].light = halved(behind)
    depth = cv2.resize(np.minimum(found.depth, 60.0), size, interpolation=cv2.INTER_NEAREST)
    painting.depth = np.where(cover > 0.5, depth, np.maximum(painting.depth, 60.0)).astype(np.float32)
    for name in ("open", "sky"):
        if name in painting.masks:
            painting.masks[name] = np.asarray(painting.masks[name], np.float32) * (1 - cover)
    painting.focal, painting.centre = (
        float(lens.focal) / share,
        (float(lens.centre_x) / share, float(lens.centre_y) / share),
    )
    painting.travel = 0.5
    painting.elements[:] = [one for one in painting.elements if one.kind not in _GONE]


_GONE = ("birds", "ripples", "glints", "swell", "wind", "sand", "cascade", "traffic")
