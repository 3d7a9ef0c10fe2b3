"""What may stand in any room when a prompt names it: how it is built, and how much room it takes; metres, its front towards -z."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery import instruments, odd_things
from beatreel.plugins.generators.procedural.scenery.built import skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM
from beatreel.plugins.generators.procedural.worlds.interior import gadgets

from . import upright_piano
from .festive import festive_tree
from .floating import balloon, colours_of
from .furnishings import candles, flowers, house_plant, round_table, sofa
from .joinery import chair, loft
from .people import head, statue

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.scenery.setting import Setting


@dataclass(frozen=True)
class Prop:
    """A thing that may be put into a room.

    Attributes
    ----------
    name : str
    words : set of str
        Of a prompt, any of which asks for it.
    build : Callable
        Makes it, given a room and its families of light.
    radius, tall : float
        The room that it takes.
    turn : float
        From facing the camera, radians.
    detail : float
        Height of what is looked at from very near, as a share of its own.
    """

    name: str
    words: frozenset[str]
    build: Callable[[Setting, list[int]], Mesh]
    radius: float
    tall: float
    turn: float = 0.0
    detail: float = 0.7


def _piano(setting: Setting, families: list[int]) -> Mesh:
    of = instruments.tints(setting.place)
    if {"white", "ivory", "cream"} & set(_before(setting, "piano")):
        of["lacquer"] = setting.paint(skins.PLAIN, (0.50, 0.53, 0.54), gloss=0.06, rough=0.04)
    stool = turned(
        [(0.0, 0.50), (0.19, 0.50), (0.20, 0.44), (0.03, 0.42), (0.03, 0.06), (0.17, 0.0)], 24, of["lacquer"]
    )
    return Mesh.of([instruments.piano(of), stool.moved(-1.25, 0, 0)])


def _chair(setting: Setting, families: list[int]) -> Mesh:
    wood = setting.paint(skins.WOOD, (0.040, 0.085, 0.16), gloss=0.04, rough=0.15, scale=0.2)
    seat = setting.paint(skins.CLOTH, (0.03, 0.03, 0.16) if "red" in setting.words else (0.12, 0.14, 0.16), scale=0.7)
    return chair(wood, seat)


def _armchair(setting: Setting, families: list[int]) -> Mesh:
    wood = setting.paint(skins.WOOD, (0.030, 0.060, 0.11), scale=0.3)
    tones = {
        "red": (0.02, 0.02, 0.26),
        "green": (0.05, 0.13, 0.05),
        "blue": (0.25, 0.10, 0.04),
        "white": (0.5, 0.53, 0.54),
        "velvet": (0.08, 0.02, 0.16),
    }
    tone = next((tones[word] for word in tones if word in setting.words), (0.03, 0.06, 0.13))
    cloth = setting.paint(skins.CLOTH, tone, gloss=0.03, rough=0.3, scale=0.6)
    return sofa(cloth, wood, (), setting.rng, wide=0.95)


def _bass(setting: Setting, families: list[int]) -> Mesh:
    of = instruments.tints(setting.place)
    return instruments.double_bass(of).leaned(0.0, 0.12)


def _cello(setting: Setting, families: list[int]) -> Mesh:
    """Return a cello that leans on a chair."""
    of = instruments.tints(setting.place)
    body = instruments.double_bass(of).moved(0, 0, 0, scale=0.68).leaned(0.16, 0.10)
    return Mesh.of([body, _chair(setting, families).moved(0.42, 0, 0.30, turn=0.5)])


def _guitar(setting: Setting, families: list[int]) -> Mesh:
    """Return a guitar on a stand of bent tube."""
    of = instruments.tints(setting.place)
    yoke = [
        (-0.14, 0.0, -0.16),
        (-0.10, 0.12, 0.0),
        (-0.05, 0.60, 0.13),
        (0.05, 0.60, 0.13),
        (0.10, 0.12, 0.0),
        (0.14, 0.0, -0.16),
    ]
    arms = [tube([(x, 0.12, 0.02), (x, 0.12, -0.10), (x, 0.15, -0.13)], 0.009, 8, of["iron"]) for x in (-0.09, 0.09)]
    legs = [tube(yoke, 0.010, 8, of["iron"]), tube([(0.0, 0.60, 0.13), (0.0, 0.0, 0.30)], 0.010, 8, of["iron"])]
    return Mesh.of([instruments.guitar(of).leaned(0.0, 0.20).moved(0, 0.14, -0.02), *arms, *legs])


def _guitar_laid_down(setting: Setting, families: list[int]) -> Mesh:
    return instruments.lying(instruments.guitar(instruments.tints(setting.place))).moved(0.2, 0, -0.22, turn=0.75)


def _violin(setting: Setting, families: list[int]) -> Mesh:
    """Return a violin that lies on a chair, its bow beside it."""
    of = instruments.tints(setting.place)
    violin = instruments.lying(instruments.double_bass(of)).moved(0, 0, 0, scale=0.32)
    bow = bars([(0.14, 0.49, -0.30)], [(0.21, 0.49, 0.36)], (0.004, 0.004), of["ebony"])
    return Mesh.of([_chair(setting, families), violin.moved(-0.06, 0.485, -0.26, turn=0.2), bow])


def posed(prop: Prop, prompt: str) -> Prop:
    """Return a thing as a prompt leaves it: a guitar may lie on the floor."""
    return _LAID_DOWN.get(prop.name, prop) if _LIES.search(prompt.lower()) else prop


def _drums(setting: Setting, families: list[int]) -> Mesh:
    return instruments.drums(instruments.tints(setting.place))


def _microphone(setting: Setting, families: list[int]) -> Mesh:
    return instruments.stand(instruments.tints(setting.place), 1.5)


def _harp(setting: Setting, families: list[int]) -> Mesh:
    return instruments.harp(instruments.tints(setting.place)).moved(0, 0, 0, turn=0.5)


def _mannequin(setting: Setting, families: list[int]) -> Mesh:
    """Return a tailor's dummy with a head, on a stand: cloth over its trunk, a neck of wood."""
    linen = setting.paint(skins.CLOTH, (0.36, 0.44, 0.50), scale=0.5)
    wood = setting.paint(skins.WOOD, (0.030, 0.070, 0.14), gloss=0.05, rough=0.12, scale=0.3)
    pale = setting.paint(skins.PLAIN, (0.42, 0.48, 0.52), gloss=0.03, rough=0.2)
    trunk = [
        (0.0, 0.80, 0.0, 0.165, 0.125),
        (0.0, 0.92, 0.0, 0.172, 0.130),
        (0.0, 1.08, 0.0, 0.128, 0.098),
        (0.0, 1.20, 0.0, 0.138, 0.108),
        (0.0, 1.31, -0.01, 0.160, 0.125),
        (0.0, 1.42, 0.01, 0.178, 0.092),
        (0.0, 1.47, 0.012, 0.12, 0.07),
        (0.0, 1.50, 0.01, 0.052, 0.052),
    ]
    parts = [loft(trunk, linen)]
    parts += [turned([(0.045, 1.56), (0.048, 1.48)], 20, wood), turned([(0.018, 0.80), (0.018, 0.10)], 12, wood)]
    parts += [one.moved(0, 1.55, 0.0) for one in head(pale, pale)]
    for way in (-1.0, 1.0):
        parts.append(
            turned([(0.0, 0.06), (0.055, 0.03), (0.06, -0.02), (0.0, -0.06)], 16, wood).moved(0.20 * way, 1.38, 0.01)
        )
    for k in range(3):
        a = 2 * math.pi * k / 3 + 0.5
        parts.append(
            tube(
                [
                    (0, 0.16, 0),
                    (0.17 * math.cos(a), 0.12, 0.17 * math.sin(a)),
                    (0.29 * math.cos(a), 0.0, 0.29 * math.sin(a)),
                ],
                0.016,
                8,
                wood,
            )
        )
    return Mesh.of(parts)


def _statue(setting: Setting, families: list[int]) -> Mesh:
    marble = setting.paint(skins.STONE, (0.46, 0.48, 0.49), gloss=0.03, rough=0.2, scale=0.4)
    return Mesh.of([statue(marble, setting.rng).moved(0, 0.42, 0), boxes([(0, 0.21, 0)], (0.34, 0.21, 0.34), marble)])


def _balloons(setting: Setting, families: list[int]) -> Mesh:
    colours, rng = colours_of(setting, "balloon"), setting.rng
    count = 9 if "balloons" in setting.words else 1
    parts = []
    for n in range(count):
        a, away = 2.4 * n, 0.17 * math.sqrt(n)
        at = (away * math.cos(a) * 1.4, 1.45 + 0.20 * float(rng.normal()) + 0.12 * (n % 3), away * math.sin(a))
        parts.append(
            balloon(setting, colours[n % len(colours)], string=at[1] - 0.25).moved(
                *at, scale=float(rng.uniform(0.9, 1.15))
            )
        )
    return Mesh.of(parts)


def _vase(setting: Setting, families: list[int]) -> Mesh:
    """Return a great bunch of flowers in a vase on a small table."""
    wood = setting.paint(skins.WOOD, (0.030, 0.060, 0.11), gloss=0.04, rough=0.12, scale=0.3)
    bunch = flowers(setting, count=34).moved(0, 0.62, 0, scale=1.6)
    return Mesh.of([round_table(0.34, wood, wood, tall=0.62), bunch])


def _candles(setting: Setting, families: list[int]) -> list[Mesh]:
    lamps = (families[0], families[1 if len(families) > 1 else 0])
    candles(setting, (0.0, 0.0, 0.0), 19, 0.62, lamps, strength=1.3, tall=(0.08, 0.42))
    return []


def _mirror(setting: Setting, families: list[int]) -> Mesh:
    return odd_things.mirror(setting.place)[0]


def long_case_clock(setting: Setting) -> tuple[Mesh, Mesh]:
    """Return a grandfather clock: a tall case with a dial of brass, and its pendulum, which hangs from 1.36 m."""
    wood = setting.paint(skins.WOOD, (0.022, 0.050, 0.105), gloss=0.05, rough=0.10, scale=0.3)
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.15, metal=True)
    dial = setting.paint(skins.PLAIN, (0.48, 0.53, 0.56), gloss=0.02, rough=0.3)
    dark = setting.paint(skins.PLAIN, (0.010, 0.010, 0.011), gloss=0.05, rough=0.1)
    parts = [
        boxes(
            [(0, 0.22, 0), (0, 1.0, 0.02), (0, 1.80, 0), (0, 0.03, 0), (0, 0.46, 0), (0, 1.55, 0), (0, 2.06, 0)],
            [
                (0.27, 0.22, 0.16),
                (0.20, 0.56, 0.12),
                (0.26, 0.25, 0.15),
                (0.30, 0.03, 0.18),
                (0.29, 0.025, 0.175),
                (0.28, 0.025, 0.17),
                (0.30, 0.03, 0.18),
            ],
            wood,
        ),
        boxes([(0, 1.0, -0.102)], (0.135, 0.42, 0.004), dark),
        turned([(0.0, 0.006), (0.19, 0.006), (0.20, 0.0)], 40, dial).leaned(0, -math.pi / 2).moved(0, 1.80, -0.155),
        tube(
            [(0.195 * math.cos(a), 1.80 + 0.195 * math.sin(a), -0.16) for a in np.linspace(0, 2 * math.pi, 49)],
            0.012,
            8,
            brass,
        ),
        bars(
            [(0, 1.80, -0.168), (0, 1.80, -0.170)], [(0.07, 1.89, -0.168), (-0.10, 1.90, -0.170)], (0.007, 0.003), dark
        ),
    ]
    marks = [2 * math.pi * k / 12 for k in range(12)]
    parts.append(
        boxes([(0.155 * math.sin(a), 1.80 + 0.155 * math.cos(a), -0.164) for a in marks], (0.006, 0.014, 0.002), dark)
    )
    bob = turned([(0.0, 0.012), (0.075, 0.0), (0.0, -0.012)], 24, brass).leaned(0, math.pi / 2)
    return Mesh.of(parts), Mesh.of(
        [tube([(0.0, 1.36, -0.11), (0.0, 0.80, -0.11)], 0.005, 6, brass), bob.moved(0.0, 0.78, -0.11)]
    )


def _clock(setting: Setting, families: list[int]) -> Mesh:
    return Mesh.of([*long_case_clock(setting)])


def _plant(setting: Setting, families: list[int]) -> Mesh:
    pot = setting.paint(skins.PLAIN, (0.10, 0.16, 0.30))
    return house_plant(setting, 1.5, pot, setting.paint(skins.LEAF, (0.03, 0.10, 0.04), (0.05, 0.18, 0.08)))


def _televisions(setting: Setting, families: list[int]) -> Mesh:
    mesh, _ = odd_things.televisions(setting.place, 2.2, setting.rng)
    return mesh


def _suitcase(setting: Setting, families: list[int]) -> Mesh:
    leather = setting.paint(skins.CLOTH, (0.03, 0.07, 0.15), gloss=0.04, rough=0.25, scale=0.6)
    strap = setting.paint(skins.PLAIN, (0.014, 0.022, 0.040))
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.2, metal=True)
    parts = [
        boxes([(0, 0.27, 0)], (0.38, 0.24, 0.11), leather),
        boxes([(x, 0.27, 0) for x in (-0.22, 0.22)], (0.02, 0.246, 0.116), strap),
    ]
    parts.append(
        boxes(
            [(x, y, z) for x in (-0.36, 0.36) for y in (0.05, 0.49) for z in (-0.095, 0.095)],
            (0.035, 0.035, 0.03),
            brass,
        )
    )
    t = np.linspace(0, math.pi, 12)
    parts.append(tube(np.stack([0.10 * np.cos(t), 0.51 + 0.06 * np.sin(t), 0 * t], 1), 0.012, 8, strap))
    return Mesh.of(parts)


def _before(setting: Setting, noun: str) -> list[str]:
    """Return the words of the prompt before a thing, in which its colour stands."""
    for words in setting.description.clauses:
        for at, word in enumerate(words):
            if word.startswith(noun):
                return list(words[max(at - 3, 0) : at])
    return []


def _record_player(setting: Setting, families: list[int]) -> Mesh:
    """Return a record player on a low chest, a lamp beside it."""
    rng = setting.rng
    wood = setting.paint(skins.WOOD, (0.045, 0.090, 0.16), gloss=0.04, rough=0.15, scale=0.2)
    shade = setting.paint(skins.GLOW, (0.3, 0.33, 0.34), scale=5.0, glow=(0.6, 1.7, 3.1), family=families[0])
    player, _ = gadgets.record_player(setting.place, rng)
    player = player.moved(0, -float(player.points[:, 1].min()), 0)
    lamp = Mesh.of([turned([(0.09, 0.24), (0.15, 0.04)], 28, shade).moved(0, 0.30, 0),
                    turned([(0.012, 0.36), (0.05, 0.10), (0.07, 0.0)], 20, wood)])  # fmt: skip
    chest = [boxes([(0, 0.30, 0)], (0.52, 0.30, 0.26), wood), boxes([(0, 0.62, 0)], (0.55, 0.018, 0.29), wood)]
    sleeves = [setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.04, 0.36, 3))) for _ in range(7)]
    leaning = [boxes([(0.42 + 0.016 * n, 0.155, -0.33)], (0.006, 0.155, 0.15), skin) for n, skin in enumerate(sleeves)]
    light = tuple(0.75 * part for part in WARM)
    for y in (1.30, 0.72):
        setting.place.lamp((0.36, y, -0.16), light, families[0], 0.12)
    setting.place.beacons.append(((0.36, 1.05, 0.0), WARM))
    return Mesh.of([*chest, *leaning, player.moved(-0.14, 0.638, 0), lamp.moved(0.36, 0.638, 0.02)])


def _christmas_tree(setting: Setting, families: list[int]) -> Mesh:
    return festive_tree(setting, (families[0], families[1 if len(families) > 1 else 0]))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LIES = re.compile(r"\b(?:lying|lies|laid|left|dropped|abandoned|forgotten|resting|rests) (?:[a-z]+ )?(?:on|across)\b")
_LAID_DOWN = {"guitar": Prop("guitar", frozenset(), _guitar_laid_down, 0.62, 0.16, 0.4)}
PROPS = (
    Prop("christmas tree", _words("christmas xmas"), _christmas_tree, 0.75, 2.4, 0.0, 0.45),
    Prop("piano", _words("piano pianos"), _piano, 1.55, 1.6, 0.25, 0.6),
    Prop(
        "record player",
        _words("record records gramophone phonograph turntable vinyl"),
        _record_player,
        0.85,
        1.1,
        0.3,
        0.62,
    ),
    Prop("harp", _words("harp"), _harp, 0.7, 1.8, -0.3),
    Prop("cello", _words("cello violoncello"), _cello, 0.6, 1.3, 0.2),
    Prop("bass", _words("contrabass"), _bass, 0.5, 1.85, 0.2),
    Prop("guitar", _words("guitar guitars"), _guitar, 0.42, 1.16, 0.35, 0.42),
    Prop("violin", _words("violin"), _violin, 0.45, 1.0, 0.4, 0.50),
    Prop("drums", _words("drums drumkit"), _drums, 1.1, 1.3, 0.1),
    Prop("mannequin", _words("mannequin mannequins dummy"), _mannequin, 0.4, 1.75, 0.25, 0.82),
    Prop("statue", _words("statue sculpture angel"), _statue, 0.5, 2.1, 0.25, 0.80),
    Prop("balloons", _words("balloon balloons"), _balloons, 0.6, 2.0, 0.0, 0.78),
    Prop("mirror", _words("mirror"), _mirror, 0.7, 2.3, 0.35, 0.6),
    Prop("televisions", _words("televisions tvs"), _televisions, 1.3, 2.4, 0.1, 0.5),
    Prop("clock", _words("clock"), _clock, 0.4, 2.1, 0.2, 0.84),
    Prop("suitcase", _words("suitcase suitcases"), _suitcase, 0.5, 0.56, 0.4),
    Prop("armchair", _words("armchair"), _armchair, 0.75, 1.0, 0.45),
    Prop("chair", _words("chair chairs stool"), _chair, 0.42, 1.0, 0.5),
    Prop("microphone", _words("microphone mic"), _microphone, 0.3, 1.75, 0.2, 0.93),
    Prop("flowers", _words("flowers roses bouquet lilies tulips peonies"), _vase, 0.5, 1.25, 0.0, 0.85),
    Prop("candles", _words("candles"), _candles, 0.8, 0.55, 0.0, 0.6),
    Prop("plant", _words("plant fern monstera"), _plant, 0.6, 1.5, 0.0),
)
"""The first that is named is put there."""
UPRIGHT = Prop("upright", frozenset(), lambda setting, families: upright_piano.upright(setting), 0.78, 1.25, 0.35, 0.7)
"""A piano where a grand one has no room."""
