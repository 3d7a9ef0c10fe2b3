"""Hair on a head: combed locks over a cap, the nape bare below what is cut short."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .body import HAIR

if TYPE_CHECKING:
    from .pose import Bones

STYLES = ("short", "bob", "long", "curly", "bun", "ponytail", "topknot", "capped", "none")
_NAMED = (
    ("curly", ("curly", "curls", "afro", "frizzy")),
    ("ponytail", ("ponytail", "pigtails", "braid", "braids")),
    ("bun", ("bun", "updo")),
    ("short", ("short hair", "pixie")),
    ("long", ("long hair",)),
)
_BEARD = 64  # a group of its own
_CROWN = (0.006, 0.066, 0.026)  # where it grows from, a little beside the middle: right, up, back


def add_hair(model: Model, b: Bones, hair: Skin, style: str, *, wind: float = 0.0) -> None:
    """Add hair in one of :data:`STYLES`; ``wind`` blows it to the right (negative: left)."""
    if style == "none":
        return
    size = b.build.head

    def at(x: float, y: float, z: float) -> Any:
        return b.on_head(x, y, z)

    def cone(a: Any, ra: float, c: Any, rc: float, **more: Any) -> None:
        model.cone(a, ra * size, c, rc * size, hair, group=HAIR, **{"blend": 0.016 * size, **more})

    cone(at(0, 0.022, 0.011), 0.0560, at(0, 0.002, 0.019), 0.0495, flat=1.13, across=b.head_right)
    falls = style in ("bob", "long")
    for way in (-1, 1):  # the temples; before the ears it ends
        cone(at(way * 0.0400, 0.042, -0.004), 0.0140, at(way * 0.0485, 0.010, 0.000), 0.0050)
    if style == "capped":  # what is seen of it below a cap
        cone(at(0, 0.002, 0.026), 0.040, at(0, -0.034, 0.027), 0.022, flat=1.12, across=b.head_right)
        for way in (-1, 1):
            cone(at(way * 0.043, 0.008, 0.004), 0.014, at(way * 0.047, -0.012, 0.007), 0.008)
        return
    if style == "curly":
        _curls(model, b, hair)
        return
    if style in ("short", "topknot"):
        _quiff(model, b, hair)
    else:
        _parted(model, b, hair, falls=falls)
    if falls:
        for way in (-1, 1):
            cone(at(way * 0.047, 0.022, 0.006), 0.015, at(way * 0.046, -0.035, 0.012), 0.012)
        cone(at(0, 0.0, 0.032), 0.044, at(0, -0.050, 0.034), 0.033, flat=1.15)
        _locks(model, b, hair, wind if style == "long" else 0.3 * wind, 1.0 if style == "long" else 0.30)
    else:  # it is cut to a point in the nape, and the neck is seen
        cone(at(0, -0.004, 0.027), 0.037, at(0, -0.034, 0.027), 0.020, flat=1.12, across=b.head_right)
    _combed_over(model, b, hair, 7 if falls else 11, 0.035 if falls else 0.052)
    if style == "bun":
        model.ball(at(0, 0.052, 0.066), 0.031 * size, hair, group=HAIR, blend=0.01)
    if style == "ponytail":
        tail = [
            at(0, 0.046, 0.058),
            at(0, 0.034, 0.092),
            at(0.4 * wind * 0.1, -0.040, 0.098),
            at(0.1 * wind, -0.120, 0.080),
        ]
        model.limb(tail, [one * size for one in (0.012, 0.021, 0.020, 0.004)], hair, group=HAIR, blend=0.01, bends=2)
    if style == "topknot":
        model.limb(
            [at(0, 0.07, 0.03), at(0, 0.098, 0.034), at(0, 0.100, 0.062)],
            [0.013, 0.011, 0.014],
            hair,
            group=HAIR,
            blend=0.008,
        )


def style_of(words: Container[str], usual: str) -> str:
    """Return how somebody wears their hair: as the words say, else as is usual; what is cut short or bound up stays so."""
    if usual not in ("long", "bob"):
        return usual
    for style, named in _NAMED:
        if any(one in words for one in named):
            return style
    return usual


def _curls(model: Model, b: Bones, hair: Skin) -> None:
    """Let hair stand out about the head in curls, down to the shoulders, the face free."""
    size, hair = b.build.head, replace(hair, weave="curls")

    def cone(a: tuple[float, float, float], ra: float, c: tuple[float, float, float], rc: float) -> None:
        model.cone(b.on_head(*a), ra * size, b.on_head(*c), rc * size, hair, group=HAIR, blend=0.02 * size)

    cone((0, 0.036, 0.020), 0.066, (0, -0.006, 0.036), 0.062)
    cone((-0.028, 0.062, -0.026), 0.024, (0.030, 0.064, -0.022), 0.026)
    for way in (-1, 1):
        cone((way * 0.050, 0.046, 0.000), 0.030, (way * 0.064, -0.014, 0.016), 0.030)
        cone((way * 0.064, -0.014, 0.016), 0.030, (way * 0.058, -0.062, 0.022), 0.024)
        cone((way * 0.036, -0.030, 0.052), 0.038, (way * 0.034, -0.074, 0.050), 0.026)


def _quiff(model: Model, b: Bones, hair: Skin) -> None:
    """Let short hair rise at the brow and fall aside from a parting, in locks."""
    size = b.build.head
    for n, x in enumerate((-0.030, -0.015, 0.001, 0.017, 0.032)):
        uneven = np.sin(2.9 * n + 0.4)
        spots = [
            b.on_head(0.55 * x - 0.010, 0.066, 0.022),
            b.on_head(x - 0.004, 0.0715 + 0.002 * uneven - 2.2 * x * x, -0.012),
            b.on_head(1.02 * x + 0.008, 0.0565 + 0.003 * uneven - 6.0 * x * x, -0.0360 + 9.0 * x * x),
        ]
        radii = [0.0100 * size, (0.0125 + 0.001 * uneven) * size, 0.0062 * size]
        model.limb(spots, radii, hair, group=HAIR, blend=0.006 * size, bends=3)


def _parted(model: Model, b: Bones, hair: Skin, *, falls: bool) -> None:
    """Let long hair part beside the middle and run down both sides of the brow, about the face where it ``falls``, else back."""
    size, part = b.build.head, 0.012
    for way in (-1, 1):
        for n, (out, low) in enumerate(((0.0, 0.0), (0.5, 0.012), (1.0, 0.024))):
            spots = [
                b.on_head(part + 0.006 * way, 0.0675 - 0.001 * n, -0.018 + 0.018 * out),
                b.on_head(0.34 * part + way * 0.0300, 0.0560 + 0.003 * n, -0.0290 + 0.020 * out),
                b.on_head(way * 0.0490, 0.0250 - 0.2 * low, -0.0090 + 0.020 * out),
            ]
            radii = [0.0080 * size, 0.0105 * size, 0.0085 * size]
            if falls:
                spots.append(b.on_head(way * 0.0535, -0.0300 - low, 0.0060 + 0.014 * out))
                radii.append(0.0075 * size)
            else:
                spots.append(b.on_head(way * 0.0490, 0.0080, 0.0300 + 0.010 * out))
                radii.append(0.0075 * size)
            model.limb(spots, radii, hair, group=HAIR, blend=0.006 * size, bends=3)


def _combed_over(model: Model, b: Bones, hair: Skin, count: int, low: float) -> None:
    """Let locks run from the crown over the cap to its edge, uneven, so that it is no helmet."""
    size = b.build.head
    for n in range(count):
        turn = 2 * np.pi * (n + 0.35 * np.sin(3.1 * n)) / count + 0.25
        s, c = np.sin(turn), np.cos(turn)  # c above 0: towards the nape
        if c < -0.3 or (
            c > 0.3 and low < 0.05
        ):  # at the brow it has locks of its own; long hair falls over those behind
            continue
        uneven = np.sin(2.3 * n + 0.7)
        middle = (0.032 * s + 0.5 * _CROWN[0], 0.048 + 0.004 * uneven, 0.011 + 0.037 * c)
        end = (0.0515 * s, 0.026 - low * max(0.35 + 0.65 * c, 0.12) + 0.008 * uneven, 0.013 + 0.0475 * c)
        spots = [b.on_head(*one) for one in (_CROWN, middle, end)]
        radii = [0.008 * size, (0.0155 + 0.0015 * uneven) * size, 0.0070 * size]
        model.limb(spots, radii, hair, group=HAIR, blend=0.013 * size, bends=2)


def _locks(model: Model, b: Bones, hair: Skin, wind: float, long_: float) -> None:
    """Let hair fall down the back in broad locks with finer ones between them, uneven at their ends; the wind takes the outer ones."""
    size = b.build.head
    for n, turn in enumerate(np.linspace(-1.5, 1.5, 13)):
        s, c = np.sin(turn), np.cos(turn)
        uneven, fine = np.sin(2.7 * n + 1.3), 0.62 if n % 2 else 1.0
        root = b.on_head(0.045 * s, 0.016, 0.012 + 0.040 * c)
        nape = b.on_head(0.053 * s, -0.062, 0.022 + 0.036 * c)
        sway = np.array([wind * (0.040 + 0.022 * (n % 3)), 0.010 * abs(wind), 0.0])
        out = 0.004 * (n % 2)  # the finer ones lie upon the broad
        low = (
            b.on_chest((0.060 + 0.012 * (1 - long_)) * s, 0.045 - 0.085 * long_, 0.042 + out + 0.046 * c)
            + 0.9 * sway * long_
        )
        end = (
            low + np.array([0.012 * uneven - 0.010 * s, -(0.055 + 0.034 * uneven) * long_, -0.004]) + 1.3 * sway * long_
        )
        radii = [fine * one * size for one in (0.0200, 0.0205, 0.0165, 0.0040)]
        model.limb([root, nape, low, end], radii, hair, group=HAIR, blend=0.018, bends=2)


def beard(model: Model, b: Bones, hair: Skin) -> None:
    """Add a full beard that grows out of the cheeks along the jaw, fuller at the chin, and a moustache."""
    size = b.build.head

    def lock(spots: tuple[tuple[float, float, float], ...], radii: tuple[float, ...]) -> None:
        model.limb(
            [b.on_head(*one) for one in spots], [one * size for one in radii], hair, group=_BEARD, blend=0.014 * size, bends=2
        )  # fmt: skip

    for way in (-1, 1):
        lock(((way * 0.0475, -0.004, -0.003), (way * 0.0400, -0.036, -0.014), (way * 0.0200, -0.058, -0.034)),
             (0.0045, 0.0100, 0.0140))  # fmt: skip
        lock(((way * 0.0180, -0.052, -0.040), (way * 0.0110, -0.074, -0.043), (way * 0.0040, -0.092, -0.042)),
             (0.0120, 0.0120, 0.0050))  # fmt: skip
        lock(((0.0, -0.0270, -0.0560), (way * 0.0130, -0.0300, -0.0535), (way * 0.0230, -0.0410, -0.0440)),
             (0.0035, 0.0050, 0.0035))  # fmt: skip
