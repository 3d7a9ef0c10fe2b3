"""Masks that cover a face or a whole head: plain ones, animals with their ears, a skull, a plague doctor's beak, a gas mask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from .pose import Bones

_GROUP = 80  # of the first part; later ones lie over earlier ones
_WHITE = Skin((0.58, 0.61, 0.63), 0.35, "plain")
_FUR = Skin((0.52, 0.55, 0.57), 0.08, "plain")
_ORANGE = Skin((0.030, 0.17, 0.56), 0.10, "plain")
_GREY = Skin((0.20, 0.20, 0.21), 0.10, "plain")
_DARK = Skin((0.006, 0.006, 0.007), 0.25, "plain")
_PINK = Skin((0.36, 0.30, 0.58), 0.10, "plain")
_RED = Skin((0.03, 0.03, 0.42), 0.30, "plain")
_LEATHER = Skin((0.030, 0.045, 0.075), 0.22, "plain")
_GLASS = Skin((0.05, 0.07, 0.08), 0.95, "metal")
_WIRE = Skin((0.035, 0.036, 0.038), 0.30, "plain")
_WORN = {"mask", "masks", "masked", "fencer", "fencers"}


def mask_of(words: Collection[str]) -> str:
    """Return the kind of mask that words name; empty if none."""
    said = {part for word in words for part in word.split()}
    if not _WORN & said:
        return ""
    return next((kind for kind, names in _NAMES.items() if names & said), "plain")


def put_on(kind: str, model: Model, b: Bones) -> None:
    """Put a mask on a head that is built; before hats and hoods or after them."""
    _KINDS[kind](_Face(model, b))


class _Face:
    """A head to build on: places are those of :meth:`~.pose.Bones.on_head`, sizes shares of it."""

    def __init__(self, model: Model, b: Bones) -> None:
        self.model, self.b, self.size = model, b, b.build.head
        self.group = _GROUP

    def cone(
        self, a: Any, ra: float, c: Any, rc: float, skin: Skin, *, blend: float = 0.02, flat: float = 1.0, over: int = 0
    ) -> None:
        self.model.cone(self.b.on_head(*a), ra * self.size, self.b.on_head(*c), rc * self.size, skin, group=self.group + over,
                        blend=blend * self.size, flat=flat, across=self.b.head_front)  # fmt: skip

    def limb(self, places: Any, radii: tuple[float, ...], skin: Skin, *, over: int = 0) -> None:
        """Add something long and flat that bends."""
        self.model.limb([self.b.on_head(*one) for one in places], [radius * self.size for radius in radii], skin, group=self.group + over,
                        blend=0.02 * self.size, flat=1.9, across=self.b.head_front, bends=4)  # fmt: skip

    def ball(self, at: Any, radius: float, skin: Skin, *, flat: float = 1.0, over: int = 1) -> None:
        self.model.ball(
            self.b.on_head(*at), radius * self.size, skin, group=self.group + over, flat=flat, across=self.b.head_front
        )

    def hole(self, x: float, y: float, radius: float, skin: Skin = _DARK) -> None:
        """Lay something round and flat on its front."""
        at = self.model.front(self.b.on_head(x, y, -0.30), -self.b.head_front)
        self.model.ball(at, radius * self.size, skin, group=self.group + 3, flat=2.4, across=self.b.head_front)

    def line(self, places: Any, radius: float, skin: Skin = _DARK) -> None:
        spots = [self.model.front(self.b.on_head(x, y, -0.30), -self.b.head_front) for x, y in places]
        self.model.limb(spots, [radius * self.size] * len(spots), skin, group=self.group + 3, blend=0.001)


def _shell(face: _Face, skin: Skin) -> None:
    """Cover the face from brow to chin."""
    face.cone((0, 0.030, -0.024), 0.046, (0, -0.040, -0.030), 0.030, skin, blend=0.03)
    face.cone((0, 0.010, -0.052), 0.010, (0, -0.018, -0.064), 0.009, skin)
    for way in (-1, 1):
        face.cone((way * 0.030, 0.024, -0.030), 0.020, (way * 0.024, -0.018, -0.040), 0.016, skin)


def _plain(face: _Face, skin: Skin = _WHITE, mark: Skin = _DARK) -> None:
    _shell(face, skin)
    for way in (-1, 1):
        face.line([(way * (0.011 + 0.019 * t), 0.004 + 0.004 * t * t) for t in (0.0, 0.3, 0.6, 1.0)], 0.0062, mark)
    face.line([(t * 0.015, -0.044 + 0.0025 * t * t) for t in (-1.0, -0.5, 0.0, 0.5, 1.0)], 0.0026, mark)


def _beast(face: _Face, fur: Skin, cheek: Skin, snout: float) -> None:
    """Cover the head with that of a beast of prey, its snout so long."""
    face.cone((0, 0.026, 0.006), 0.069, (0, -0.020, -0.010), 0.062, fur, blend=0.04)
    face.cone((0, -0.006, -0.046), 0.040, (0, -0.030, -0.058 - snout), 0.013, fur, blend=0.04)
    for way in (-1, 1):
        face.cone(
            (way * 0.040, -0.034, -0.026), 0.030, (way * 0.018, -0.040, -0.050 - 0.5 * snout), 0.013, cheek, over=1
        )
        face.cone((way * 0.040, 0.062, 0.006), 0.029, (way * 0.060, 0.138, 0.014), 0.004, fur, blend=0.03, flat=1.7)
        face.cone((way * 0.042, 0.068, -0.012), 0.016, (way * 0.058, 0.122, -0.002), 0.003, _DARK, over=1, flat=1.9)
        face.line([(way * 0.020, 0.012), (way * 0.031, 0.020), (way * 0.041, 0.029)], 0.0072)
    face.ball((0, -0.027, -0.066 - snout), 0.0125, _DARK, over=2)


def _rabbit(face: _Face) -> None:
    face.cone((0, 0.026, 0.004), 0.071, (0, -0.024, -0.010), 0.066, _FUR, blend=0.04)
    face.cone((0, -0.022, -0.050), 0.034, (0, -0.032, -0.066), 0.026, _FUR, blend=0.03)
    for way in (-1, 1):
        face.cone((way * 0.018, -0.038, -0.066), 0.022, (way * 0.030, -0.036, -0.054), 0.020, _FUR, blend=0.02)
        face.limb(
            [(way * 0.027, 0.075, 0.010), (way * 0.040, 0.165, 0.018), (way * 0.056, 0.250, 0.030)],
            (0.019, 0.024, 0.006),
            _FUR,
        )
        face.limb(
            [(way * 0.029, 0.095, -0.006), (way * 0.041, 0.165, 0.002), (way * 0.054, 0.228, 0.014)],
            (0.009, 0.013, 0.003),
            _PINK,
            over=1,
        )
        face.hole(way * 0.031, 0.016, 0.0135)
    face.ball((0, -0.020, -0.090), 0.0095, _PINK, over=2)
    face.line([(0.0, -0.030), (0.0, -0.048)], 0.0022)


def _skull(face: _Face) -> None:
    _shell(face, _WHITE)
    for way in (-1, 1):
        face.hole(way * 0.021, 0.006, 0.0165)
        face.line([(way * 0.004, -0.018), (way * 0.007, -0.026)], 0.0038)
    for k in range(-3, 4):
        face.line([(k * 0.0062, -0.040), (k * 0.0062, -0.053)], 0.0012)
    face.line([(-0.022, -0.0465), (0.0, -0.0480), (0.022, -0.0465)], 0.0012)


def _beak(face: _Face) -> None:
    face.cone((0, 0.024, -0.010), 0.060, (0, -0.036, -0.016), 0.052, _LEATHER, blend=0.04)
    face.cone((0, -0.004, -0.050), 0.030, (0, -0.050, -0.150), 0.012, _LEATHER, blend=0.04)
    face.cone((0, -0.050, -0.150), 0.012, (0, -0.095, -0.190), 0.003, _LEATHER, blend=0.01)
    for way in (-1, 1):
        face.hole(way * 0.027, 0.020, 0.0175, _LEATHER)
        face.hole(way * 0.027, 0.020, 0.0130, _GLASS)


def _gas(face: _Face) -> None:
    face.cone((0, 0.026, -0.010), 0.060, (0, -0.044, -0.022), 0.046, _WIRE, blend=0.04)
    face.cone((0, -0.034, -0.060), 0.026, (0, -0.046, -0.096), 0.025, _GREY, over=1)
    face.cone((0, -0.046, -0.096), 0.020, (0, -0.050, -0.104), 0.019, _DARK, over=2)
    for way in (-1, 1):
        face.hole(way * 0.028, 0.014, 0.0215, _GREY)
        face.hole(way * 0.028, 0.014, 0.0180, _GLASS)


def _fencing(face: _Face) -> None:
    face.cone((0, 0.026, -0.006), 0.070, (0, -0.040, -0.022), 0.056, _WIRE, blend=0.04)
    face.cone((0, 0.034, 0.030), 0.062, (0, -0.030, 0.040), 0.056, _WHITE, over=1, blend=0.03)
    face.cone((0, -0.072, -0.030), 0.052, (0, -0.112, -0.034), 0.060, _WHITE, over=1, blend=0.03)
    for k in range(-4, 5):  # its wires
        face.line([(0.0125 * k, 0.070 - 0.0012 * k * k), (0.0135 * k, 0.010), (0.0120 * k, -0.056)], 0.0011, _GREY)
    for k in range(-3, 5):
        face.line([(-0.050, 0.0155 * k), (0.0, 0.0155 * k - 0.002), (0.050, 0.0155 * k)], 0.0011, _GREY)


_KINDS: dict[str, Callable[[_Face], None]] = {
    "rabbit": _rabbit,
    "fox": lambda face: _beast(face, _ORANGE, _FUR, 0.060),
    "wolf": lambda face: _beast(face, _GREY, _FUR, 0.062),
    "cat": lambda face: _beast(face, _WIRE, _GREY, 0.012),
    "skull": _skull,
    "beak": _beak,
    "gas": _gas,
    "fencing": _fencing,
    "demon": lambda face: _plain(face, _RED, _DARK),
    "gold": lambda face: _plain(face, Skin((0.10, 0.36, 0.62), 0.7, "metal"), _DARK),
    "plain": _plain,
}
_NAMES = {
    "rabbit": {"rabbit", "bunny", "hare"}, "fox": {"fox", "kitsune"}, "wolf": {"wolf", "dog"}, "cat": {"cat", "panther"},
    "skull": {"skull", "death", "skeleton"}, "beak": {"plague", "beak", "raven", "crow", "bird"}, "gas": {"gas", "respirator"},
    "fencing": {"fencing", "fencer", "fencers"}, "demon": {"oni", "demon", "devil"}, "gold": {"venetian", "carnival", "masquerade"},
}  # fmt: skip
"""Which of them words name; others are plain ones."""
