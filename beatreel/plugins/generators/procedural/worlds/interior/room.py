"""A room that lights itself, empty: what layouts fill; metres, colours linear BGR."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels import hall as kernel, hall_skins as skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Colour = tuple[float, float, float]
Span = tuple[float, float]

BLACK: Colour = (0.018, 0.018, 0.020)
OAK: Colour = (0.055, 0.125, 0.235)
TUBE: Colour = (1.00, 1.02, 0.88)
FLAME: Colour = (0.10, 0.42, 1.0)


class Room:
    """A room that a layout fills: boxes with skins and glow, lamps, people, and how it is looked at."""

    def __init__(self, description: SceneDescription, shot: str, rng: np.random.Generator) -> None:
        self.description, self.shot, self.rng = description, shot, rng
        self.words = {word for phrase in description.understood for word in phrase.lower().split()}
        self.boxes: list[tuple[float, ...]] = []
        self.colours: list[Colour] = []
        self.skins: list[int] = []
        self.glow: list[Colour] = []
        self.glows: list[int] = []
        self.lamps: list[tuple[float, float, float, float]] = []
        self.tints: list[Colour] = []
        self.burns: list[int] = []
        self.people: list[tuple[str, float, float, float, bool]] = []
        self.beacons: list[tuple[tuple[float, float, float], tuple[float, float, float]]] = []
        self.half, self.tall, self.end = 1.6, 2.75, 30.0
        self.window: tuple[float, ...] = (4.0, 0.1, -2.0, -1.0, 0, 1, 1, 0.0)  # none
        self.rose: tuple[float, ...] = (0.0, 0.0, 1.0, 0.0)
        self.sun = (30.0, 20.0)
        self.sky: Colour = (0.0, 0.0, 0.0)
        self.ambient: Colour = (0.012, 0.011, 0.010)
        self.wall: Colour = (0.60, 0.62, 0.60)
        self.ground: Colour = (0.20, 0.22, 0.22)
        self.floor, self.walls, self.polish = kernel.LINO, -1.0, 0.8
        self.edge, self.deep, self.flood, self.vault = 0.0, 0.0, 0.0, 0.0  # see Hall
        self.air: tuple[float, Colour] | None = None  # extinction per metre, and its colour in the light of the lamps
        self.shadows, self.embers, self.wet, self.travel = 0, 0.0, False, 1.2
        self.median = (48.0, 92.0)
        self.view = (0.0, 1.5, 0.0, 0.9, 0.5)  # x, y, yaw in degrees, focal and horizon as shares of the picture
        self.pulses = {"glow": ("kick", 0.92, 0.26), "lamps": ("offbeat", 0.97, 0.10), "sky": ("steady", 1.0, 0.0)}

    @property
    def peopled(self) -> bool:
        return "people" not in self.description.without

    def put(
        self, colour: Colour, x: Span, y: Span, z: Span, skin: int = skins.PLAIN, glow: Colour = (0, 0, 0),
        family: int = kernel.SUN,
    ) -> None:  # fmt: skip
        """Add a box."""
        self.boxes.append((*x, *y, *z))
        self.colours.append(colour)
        self.skins.append(skin)
        self.glow.append(glow)
        self.glows.append(family)

    def lamp(
        self, at: tuple[float, float, float], tint: Colour, radius: float = 0.0, family: int = kernel.LAMP
    ) -> None:
        """Add a lamp; one without a radius is only its light."""
        self.lamps.append((*at, radius))
        self.tints.append(tint)
        self.burns.append(family)

    def view_by(self, **shots: tuple[float, float, float, float, float]) -> None:
        self.view = shots[self.shot]

    def table(self, x: float, z: float, wide: float, deep: float, high: float, colour: Colour = OAK) -> None:
        self.put(colour, (x - wide / 2, x + wide / 2), (high - 0.06, high), (z - deep / 2, z + deep / 2), skins.WOOD)
        for a in (-1, 1):
            for b in (-1, 1):
                u, v = x + a * (wide / 2 - 0.08), z + b * (deep / 2 - 0.08)
                self.put(colour, (u - 0.045, u + 0.045), (0, high - 0.06), (v - 0.045, v + 0.045), skins.WOOD)

    def candle(self, x: float, y: float, z: float, *, lights: bool = True) -> None:
        high = float(self.rng.uniform(0.07, 0.16))
        self.put((0.50, 0.66, 0.74), (x - 0.022, x + 0.022), (y, y + high), (z - 0.022, z + 0.022))
        flame = (0.35 * 1.6, 0.95 * 1.6, 2.1 * 1.6)
        self.put(
            BLACK,
            (x - 0.010, x + 0.010),
            (y + high, y + high + 0.045),
            (z - 0.010, z + 0.010),
            glow=flame,
            family=kernel.LAMP,
        )
        if lights:
            self.lamp((x, y + high + 0.10, z), (0.030, 0.095, 0.20))
        self.beacons.append(((x, y + high + 0.02, z), (60.0, 150.0, 235.0)))

    def chair(self, x: float, z: float, away: float, colour: Colour = OAK) -> None:
        """Put a chair whose back is on the side ``away`` (-1 nearer, 1 farther)."""
        self.put(colour, (x - 0.21, x + 0.21), (0.43, 0.47), (z - 0.21, z + 0.21), skins.WOOD)
        back = z + away * 0.20
        for u in (-0.18, 0.18):
            self.put(colour, (x + u - 0.022, x + u + 0.022), (0.0, 0.95), (back - 0.022, back + 0.022), skins.WOOD)
            front = z - away * 0.18
            self.put(colour, (x + u - 0.022, x + u + 0.022), (0.0, 0.43), (front - 0.022, front + 0.022), skins.WOOD)
        for v in (0.58, 0.72, 0.86):
            self.put(colour, (x - 0.18, x + 0.18), (v, v + 0.055), (back - 0.014, back + 0.014), skins.WOOD)
