"""What stands in a land larger than life: hands, heads and statues, spheres, cubes, rings of light, monoliths; see :mod:`._things`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import blooms, camp, dreams, giants
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins

from ._pieces import Thing, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

    Build = Callable[[Place, SceneDescription, float, np.random.Generator], Thing]


class Stuff(NamedTuple):
    """What something is made of: a kind of skin, linear BGR, and how it mirrors."""

    kind: int
    colour: tuple[float, float, float]
    gloss: float = 0.0
    rough: float = 0.3
    metal: bool = False


STUFFS: dict[str, Stuff] = {
    "stone": Stuff(skins.PLASTER, (0.30, 0.33, 0.35)),
    "marble": Stuff(skins.PLASTER, (0.40, 0.42, 0.44), 0.05, 0.2),
    "white": Stuff(skins.PLASTER, (0.44, 0.46, 0.47), 0.04, 0.25),
    "pink": Stuff(skins.PLASTER, (0.32, 0.26, 0.48), 0.05, 0.2),
    "black": Stuff(skins.PLAIN, (0.012, 0.012, 0.013), 0.10, 0.08),
    "obsidian": Stuff(skins.PLAIN, (0.010, 0.010, 0.012), 0.14, 0.03),
    "gold": Stuff(skins.METAL, (0.14, 0.46, 0.82), 0.6, 0.12, True),
    "golden": Stuff(skins.METAL, (0.14, 0.46, 0.82), 0.6, 0.12, True),
    "bronze": Stuff(skins.METAL, (0.08, 0.20, 0.36), 0.35, 0.25, True),
    "copper": Stuff(skins.METAL, (0.16, 0.30, 0.62), 0.5, 0.18, True),
    "chrome": Stuff(skins.METAL, (0.70, 0.70, 0.70), 0.85, 0.0, True),
    "mirror": Stuff(skins.METAL, (0.66, 0.67, 0.66), 0.92, 0.0, True),
    "mirrored": Stuff(skins.METAL, (0.66, 0.67, 0.66), 0.92, 0.0, True),
    "silver": Stuff(skins.METAL, (0.78, 0.78, 0.76), 0.8, 0.05, True),
    "metal": Stuff(skins.METAL, (0.62, 0.62, 0.60), 0.7, 0.08, True),
    "steel": Stuff(skins.METAL, (0.55, 0.54, 0.52), 0.6, 0.12, True),
    "glass": Stuff(skins.METAL, (0.70, 0.66, 0.60), 0.8, 0.0, True),
    "iridescent": Stuff(skins.METAL, (0.82, 0.70, 0.80), 0.8, 0.03, True),
    "pearl": Stuff(skins.PLAIN, (0.60, 0.62, 0.64), 0.10, 0.1),
}
_ALOFT = {"floating", "floats", "hovering", "levitating", "weightless", "suspended", "flying"}
_GLOWS = {"glowing", "glow", "luminous", "neon", "light", "shining", "burning"}
_STEPS = 40  # of the light within a portal
_PORTAL = ("portal", "gateway", "stargate", "door")


def stuff_of(place: Place, description: SceneDescription, otherwise: str) -> tuple[int, Stuff]:
    """Return the skin of what a prompt says a thing is made of, and what that is: the last such word before the thing."""
    known = [word for word in _words(description) if word in STUFFS]
    stuff = STUFFS[known[-1] if known and known[-1] != "black" or otherwise == "obsidian" and known else otherwise]
    skin = place.material(stuff.kind, stuff.colour, gloss=stuff.gloss, rough=stuff.rough, metal=stuff.metal)
    return skin, stuff


def _bright(skin: int, stuff: Stuff) -> dict[int, tuple[float, tuple[float, float, float]]]:
    """Return how a skin mirrors the land, where it does."""
    if stuff.gloss < 0.08:
        return {}
    return {skin: (0.95 if stuff.metal else 0.6 * stuff.gloss, stuff.colour if stuff.metal else (1.0, 1.0, 1.0))}


def _words(description: SceneDescription) -> list[str]:
    """Return the words of the part of the prompt in which its thing stands: what follows a comma is about colours and the camera."""
    return list(next(iter(description.clauses), ()))


def _views(wide: float, tall: float, *, eye: float, high: float, turn: float = 14.0) -> dict[str, View]:
    """Return how a giant is looked at: from where people stand, and nearer to what is high on it."""
    return {
        "wide": View(0.60 * wide, 0.56 * tall, 0.12, turn, eye),
        "medium": View(0.84 * wide, 0.70 * tall, -0.08, -0.8 * turn, eye),
        "close": View(1.15 * wide, 0.86 * tall, 0.05, 1.5 * turn, 1.6 * eye),
        "detail": View(1.6 * wide, 1.4 * tall, -0.02, -1.4 * turn, high),
    }


def hand(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a hand that rises out of the ground; two where the prompt says so."""
    tall = 9.0
    skin, stuff = stuff_of(place, description, "stone")
    one, bright = giants.hand(skin, tall=tall), _bright(skin, stuff)
    if not {"hands", "two"} & set(_words(description)):
        return Thing(
            one, (6.4, tall), _views(0.85, 0.72, eye=1.6, high=6.4), reach=9.0, bright=bright, drift=0.5, whole=True
        )
    signs = np.float32([1, 1, -1, 1, 1, 1])
    mirrored = Mesh(one.points * np.float32([-1, 1, 1]), one.carried * signs, one.triangles[:, ::-1], one.skins)
    both = Mesh.of([one.moved(3.6, 0, 0, 0.25), mirrored.moved(-3.6, 0, 1.5, -0.35)])
    return Thing(
        both, (14.0, tall), _views(1.2, 0.72, eye=1.6, high=6.4), reach=14.0, bright=bright, drift=0.5, whole=True
    )


def statue(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a statue on its pedestal."""
    skin, stuff = stuff_of(place, description, "marble")
    mesh = giants.statue(skin, tall=11.0, rng=rng)
    views = _views(1.0, 0.74, eye=1.7, high=8.6, turn=22.0)
    return Thing(mesh, (4.6, 11.0), views, reach=8.0, bright=_bright(skin, stuff), whole=True)


def head(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return head and shoulders of a statue, sunk in the ground."""
    skin, stuff = stuff_of(place, description, "marble")
    mesh = giants.bust(skin, tall=8.0, rng=rng)
    views = _views(0.95, 0.72, eye=1.6, high=4.6, turn=24.0)
    return Thing(mesh, (9.0, 8.0), views, reach=8.0, bright=_bright(skin, stuff), drift=0.5, whole=True)


def _many(description: SceneDescription, names: tuple[str, ...]) -> int:
    words = _words(description)
    if {"hundreds", "thousands", "swarm", "many"} & set(words):
        return 34
    return 9 if set(names) & set(words) else 1


def _glow(description: SceneDescription, white: float, nth: int) -> tuple[float, float, float]:
    palette = description.palette
    light = (
        light_of_hue((palette.key, palette.accent)[nth % 2], 0.17, 0.72) if palette.strength > 0.3 else (0.8, 0.95, 1.0)
    )
    if nth == 0 and {"gold", "golden"} & set(_words(description)):
        light = (0.16, 0.60, 1.0)
    blue, green, red = (1.1 * white * float(part) for part in light)
    return blue, green, red


def _bodies(one: Callable[[float, int, np.random.Generator], Mesh], plural: tuple[str, ...]) -> Build:
    """Return how a geometric body is set in a land: one, or several of them; aloft where they float."""

    def build(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
        words, many = set(_words(description)), _many(description, plural)
        lit = bool(_GLOWS & words)
        glows = [_glow(description, white, n) for n in range(2)]
        of = [place.material(skins.PLAIN, (0.02, 0.02, 0.02), glow=glow, family=EVEN) for glow in glows] if lit else []
        bright = {}
        if not of:
            skin, stuff = stuff_of(place, description, "mirror")
            of, bright = [skin], _bright(skin, stuff)
        floats = bool(_ALOFT & words)
        lift = 3.0 if floats else 0.0
        if many == 1:
            at, sizes = [np.array([0.0, 3.4 + lift, 0.0])], [3.4]
        else:
            sizes = sorted(rng.uniform(0.7, 1.6, many).tolist(), reverse=True)
            sizes[0] = 2.6
            at = giants.scattered(rng, many, (6.5, 6.0 if floats else 0.0, 8.0), 2.2 if floats else 0.0)
            at = [
                np.array([place_[0], place_[1] + (0 if floats else size), place_[2]])
                for place_, size in zip(at, sizes, strict=False)
            ]
        parts = [
            one(size, of[n % len(of)], rng).moved(*map(float, where))
            for n, (where, size) in enumerate(zip(at, sizes, strict=False))
        ]
        size = (7.0, 6.9 + lift) if many == 1 else (14.5, 10.0)
        lamps = [((float(p[0]), float(p[1]), float(p[2]) - s - 0.4), tuple(2.2 * part for part in glows[n % 2]), 0.5 * s)
                 for n, (p, s) in enumerate(zip(at[:4], sizes, strict=False))] if lit else []  # fmt: skip
        views = _views(0.80 if many == 1 else 1.15, 0.55 if many == 1 else 0.72, eye=1.7, high=3.8 + lift)
        return Thing(Mesh.of(parts), size, views, lamps=lamps, reach=14.0, bright=bright, whole=True)

    return build


spheres = _bodies(lambda size, skin, rng: giants.ball(size, skin), ("spheres", "orbs", "balls", "globes", "bubbles"))
cubes = _bodies(
    lambda size, skin, rng: giants.cube(
        0.8 * size, skin, (*rng.uniform(-0.4, 0.4, 2).tolist(), float(rng.uniform(0.45, 1.1)))
    ),
    ("cubes", "blocks", "boxes"),
)


def monolith(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a slab that stands upright."""
    skin, stuff = stuff_of(place, description, "obsidian")
    mesh = boxes([(0, 4.5, 0)], (2.0, 4.5, 0.5), skin)
    views = _views(0.75, 0.68, eye=1.7, high=7.0, turn=24.0)
    return Thing(mesh, (4.4, 9.0), views, reach=9.0, bright=_bright(skin, stuff), whole=True)


def light_ring(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return an upright ring that shines; a portal is full of light."""
    glow = _glow(description, white, 0)
    tube_ = place.material(skins.PLAIN, (0.2, 0.2, 0.2), glow=tuple(1.3 * part for part in glow), family=EVEN)
    parts = [giants.ring(2.6, 0.09, tube_).moved(0, 2.66, 0), giants.ring(2.42, 0.03, tube_).moved(0, 2.66, 0)]
    heart = _glow(description, white, 1)
    if set(_PORTAL) & set(_words(description)):  # light that deepens towards its middle
        for n in range(_STEPS):
            outer, inner = (2.42 * (1 - k / _STEPS) for k in (n, n + 1))
            share = 0.12 + 0.95 * (n / _STEPS) ** 2.2
            depth = min(1.6 * n / _STEPS, 1.0)  # from the colour of the ring to the other one
            mixed = [(1 - depth) * outer_ + depth * inner_ for outer_, inner_ in zip(glow, heart, strict=True)]
            tone = tuple(share * part + 0.5 * white * (n / _STEPS) ** 5 for part in mixed)
            skin = place.material(skins.PLAIN, (0.02, 0.02, 0.02), glow=tone, family=EVEN)
            parts.append(giants.annulus(inner, outer, skin).moved(0.0, 2.66, 0.25))
    lamps = [((0.0, 2.6, -0.6), tuple(16.0 * part for part in glow), 0.8)]
    return Thing(
        Mesh.of(parts),
        (5.6, 5.3),
        _views(0.9, 0.62, eye=1.5, high=2.2),
        lamps=lamps,
        pulse=("kick", 0.82, 0.35),
        reach=14.0,
    )


def umbrellas(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return open umbrellas that hang in the air."""
    words = _words(description)
    after = description.said
    colour = next((word for word in (*words, *after) if word in camp.COLOURS), "red")
    one = camp.umbrella(place, colour).leaned(0.95, -0.35)
    parts = []
    for n, at in enumerate(giants.scattered(rng, 13, (4.0, 5.4, 5.0), 1.9)):
        lean, back = rng.uniform(-0.35, 0.35, 2)
        leaned = one.leaned(float(lean), float(back))
        x, y, z = (float(part) for part in at)
        parts.append(leaned.moved(x, y, z, float(rng.uniform(0, 6)), 2.0 if n else 2.9))
    return Thing(Mesh.of(parts), (9.0, 8.4), _views(1.3, 0.82, eye=1.6, high=4.0), reach=12.0, whole=True)


_LILIES = {"lily", "lilies", "orchid", "orchids", "magnolia", "magnolias", "hibiscus"}
_TULIPS = {"tulip", "tulips", "crocus", "poppy", "poppies"}
_SUNK = 1.35  # of its stem, which is short for its head
_LARGER = 4.0  # than a flower that is larger than life already


def flowers(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return flowers as tall as houses, or a head that floats, in the colours of the prompt."""
    words = _words(description)
    kind = "lily" if _LILIES & set(words) else "tulip" if _TULIPS & set(words) else "rose"
    kind = "lotus" if {"lotus", "lotuses"} & set(words) else kind
    palette = description.palette
    named = [blooms.COLOURS[word] for word in words if word in blooms.COLOURS]
    tone = named[0] if named else blooms.COLOURS["white" if kind in ("lily", "lotus") else "pink"]
    through = 0.22 * white  # of the light behind them petals let through
    if not named and palette.strength > 0.3:
        warm = min((palette.key, palette.fill, palette.accent), key=lambda hue: abs((hue - 20 + 180) % 360 - 180))
        tone = tuple(0.8 * light_of_hue(warm, 0.12, 0.66).astype(float))
    if _ALOFT & set(words):
        mesh = blooms.head(place, kind, tone, rng, through).leaned(0.12, -0.6).moved(0, 0.62, 0)
        mesh = mesh.moved(0, 0, 0, scale=_LARGER)
        return Thing(mesh, (6.4, 6.6), _views(1.0, 0.75, eye=1.6, high=4.4), reach=9.0, whole=True)
    parts = [blooms.bloom(place, kind, tone, rng, through)]
    if any(
        word in words for word in ("flowers", "roses", "lilies", "tulips", "peonies", "poppies", "blossoms", "lotuses")
    ):
        for x, z, scale in (
            (-1.5, 1.6, 0.8),
            (1.45, 1.0, 0.62),
            (-2.6, 4.2, 0.95),
            (2.9, 4.6, 1.1),
            (0.6, 6.5, 0.9),
            (-1.0, -0.9, 0.36),
        ):
            parts.append(
                blooms.bloom(place, kind, tone, rng, through).moved(
                    x, _SUNK * (1 - scale), z, float(rng.uniform(-0.6, 0.6)), scale=scale
                )
            )
    mesh = Mesh.of(parts).moved(0, -_LARGER * _SUNK, 0, scale=_LARGER)
    wide = 7.0 if len(parts) == 1 else 15.0
    views = {
        "wide": View(0.9, 0.44, 0.08, 10.0, 1.7),
        "medium": View(1.3, 0.60, -0.06, -14.0, 1.9),
        "close": View(1.7, 0.85, 0.03, 22.0, 4.4),
        "detail": View(2.6, 1.5, 0.0, 30.0, 6.6),
    }
    return Thing(mesh, (wide, _LARGER * (blooms.TALL - _SUNK)), views, reach=12.0, whole=True)


def crystals(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return crystals as tall as towers that shine from inside, in the two colours of the prompt."""
    palette = description.palette
    skin = []
    for n, hue in enumerate((palette.key, palette.accent, palette.key)):
        tone = light_of_hue(hue, 0.13, 0.66).astype(float)
        for share in (0.04, 0.16, 0.34):
            glow = tuple(share * white * tone)
            skin.append(
                place.material(
                    skins.PLAIN, tuple(0.05 + 0.32 * tone), gloss=0.12, rough=0.03, glow=glow, family=(EVEN, ODD)[n % 2]
                )
            )
    mesh = dreams.crystals(skin, rng)
    views = _views(1.05, 0.62, eye=1.7, high=3.4, turn=18.0)
    return Thing(mesh, (11.0, 11.0), views, reach=16.0, drift=0.4)


def books(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return towers of books; a city of them has lit windows in their spines."""
    palette = description.palette
    hues = (palette.key, palette.accent, palette.fill)
    tones = [tuple(0.55 * light_of_hue(hue, 0.09, light).astype(float)) for hue in hues for light in (0.42, 0.60)]
    tones += [(0.06, 0.10, 0.20), (0.03, 0.035, 0.045)]
    covers = [place.material(skins.PLASTER, tone, gloss=0.03, rough=0.3) for tone in tones]
    pages = place.material(skins.PLASTER, (0.36, 0.44, 0.50))
    window = None
    if {"city", "skyline", "town", "skyscrapers", "towers", "lit", "glowing"} & set(_words(description)):
        window = place.material(
            skins.PLAIN, (0.2, 0.2, 0.2), glow=tuple(white * part for part in (0.30, 0.68, 1.05)), family=EVEN
        )
    views = _views(1.15, 0.70, eye=1.7, high=4.6, turn=16.0)
    return Thing(dreams.books(covers, pages, window, rng), (10.5, 12.5), views, reach=18.0)


def cake(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a wedding cake as tall as a house, whose icing runs, in the colours of the prompt."""
    palette = description.palette
    named = palette.strength > 0.3
    cream, icing = (
        tuple(0.85 * light_of_hue(hue, chroma if named else 0.015, light).astype(float))
        for hue, chroma, light in ((palette.key, 0.07, 0.86), (palette.accent, 0.11, 0.76))
    )
    sponge, glaze = (place.material(skins.PLASTER, tone, gloss=0.05, rough=0.18) for tone in (cream, icing))
    cherry = place.material(skins.PLAIN, (0.02, 0.015, 0.36), gloss=0.10, rough=0.06)
    views = _views(0.85, 0.66, eye=1.7, high=4.2, turn=20.0)
    return Thing(dreams.cake(sponge, glaze, cherry, rng), (8.4, 7.6), views, reach=10.0, whole=True)


GIANTS: dict[str, Build] = {
    "giant_crystals": crystals,
    "giant_books": books,
    "giant_cake": cake,
    "giant_flower": flowers,
    "giant_hand": hand,
    "giant_head": head,
    "giant_statue": statue,
    "umbrellas_aloft": umbrellas,
    "light_ring": light_ring,
    "giant_spheres": spheres,
    "giant_cubes": cubes,
    "monolith": monolith,
}
"""How each motif is built, the first that is named first."""
