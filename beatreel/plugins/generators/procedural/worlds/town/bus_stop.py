"""The stop of a bus at the kerb of a city street: a lit shelter, its sign, and who waits there; metres."""

from __future__ import annotations

from beatreel.plugins.generators.procedural.kernels.mesh import boxes
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, dressed, skins
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.rounded import rounded

from .crossing import cloth_of_umbrella
from .site import Site, View, somebody

_FAR = 10.5  # its middle, from the camera of a street
_COAT = (0.16, 0.10, 0.06)
_MEN = {"man", "boy", "guy", "teenager", "stranger", "businessman", "he"}


def raise_shelter(site: Site, road: float, side: float) -> None:
    """Set the shelter at the kerb: glass, a bench, a lit poster, its sign, and somebody who waits in the colour that is named."""
    place = site.place
    steel = place.material(skins.METAL, (0.07, 0.075, 0.075), gloss=0.06, rough=0.3)
    glass = place.material(skins.PLAIN, (0.05, 0.052, 0.05), gloss=0.10, rough=0.02)
    shine = 0.15 + 1.3 * site.dark
    poster = place.material(
        skins.GLOW, (0.3, 0.3, 0.3), scale=0.5, glow=tuple(shine * part for part in (0.8, 0.95, 1.0)), family=ODD
    )
    sign = place.material(
        skins.PLAIN, (0.05, 0.2, 0.4), glow=tuple(shine * part for part in (0.06, 0.5, 0.9)), family=EVEN
    )
    x, z = side * (road + 2.3), _FAR
    place.add(
        boxes([(x, 2.55, z)], (0.85, 0.06, 2.1), steel),
        boxes([(x + side * 0.7, 1.3, z + at) for at in (-2.0, 0.0, 2.0)], (0.04, 1.2, 0.04), steel),
        boxes([(x + side * 0.72, 1.4, z)], (0.01, 0.95, 1.95), glass),
        boxes([(x, 1.35, z + 2.02)], (0.62, 1.0, 0.05), steel),
        boxes([(x, 1.35, z + 1.96)], (0.54, 0.90, 0.02), poster),
        boxes([(x + side * 0.45, 0.58, z)], (0.2, 0.03, 1.5), steel),
        boxes([(side * (road + 0.7), 1.6, z + 2.6)], (0.035, 1.5, 0.035), steel),
        boxes([(side * (road + 0.7), 2.85, z + 2.57)], (0.30, 0.30, 0.03), sign),
    )
    if site.dark > 0.2:
        for at in (-1.7, 0.6):  # the first before who waits, whose face it lights
            place.lamp(
                (x - side * 0.2, 2.35, z + at), tuple(9 * site.dark * part for part in (0.8, 0.95, 1.0)), ODD, 0.4
            )
    if site.empty:
        return
    if not site.somebody:
        place.add(somebody(site, "stander", _COAT, rows=110).moved(x - side * 0.2, 0.14, z - 0.6, turn=0.6))
        return
    covered = bool({"umbrella", "umbrellas"} & site.words)
    is_man, hooded = bool(_MEN & site.words), site.wet > 0.5 and not covered
    who = rounded(
        place,
        "sheltered" if covered else "stander",
        200,
        DYES.get(site.dressed, _COAT),
        (8 if is_man else 3) if hooded else 2 - (not is_man),
    )
    if covered and site.umbrella in DYES:
        who = dressed(who, (1.80 if is_man else 1.70, cloth_of_umbrella(site, DYES[site.umbrella])))
    place.add(who.moved(x - side * 0.75, 0.14, z - 0.9, turn=side * 1.1))  # looks out for the bus


def is_at(x: float, z: float) -> bool:
    """Return whether that place on the side of the stop is to be kept clear for who waits there."""
    return x > 0 and 4.0 < z < _FAR + 3.0


def view_of(shot: str, road: float, side: float) -> View:
    """Return from where who waits is seen: along the kerb, across the road, over a shoulder's height and from before."""
    return {
        "wide": View((side * (road - 2.2), 1.6, 4.0), side * 21.0, 0.90, 0.62, 1.0),
        "medium": View((side * (road - 2.4), 1.2, 8.6), side * 72.0, 0.92, 0.58, 0.6),
        "close": View((side * (road + 0.2), 1.45, 7.2), side * 26.0, 1.10, 0.46, 0.4),
        "detail": View((side * (road + 0.1), 1.45, 9.0), side * 62.0, 1.25, 0.42, 0.2),
    }[shot]
