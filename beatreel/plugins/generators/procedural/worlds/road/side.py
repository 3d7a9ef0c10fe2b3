"""What stands beside a road: telegraph poles, street lamps, crash barriers, trees, cacti, the lights of a town at the horizon."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery import front, open_sky, plants
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from .cars import Canvas
from .land import HEADLIGHT, WARM_LAMP, Road

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = Any

_WOOD, _STEEL = np.array([0.035, 0.045, 0.060], np.float32), np.array([0.16, 0.16, 0.155], np.float32)
_NEEDLES, _CACTUS = np.array([0.020, 0.040, 0.026], np.float32), np.array([0.040, 0.085, 0.060], np.float32)
CACTUS = (
    ((-0.075, 0.0), (-0.085, 0.5), (-0.075, 0.92), (-0.04, 0.99), (0.0, 1.0), (0.04, 0.99), (0.075, 0.92), (0.085, 0.5), (0.075, 0.0)),
    ((-0.08, 0.34), (-0.22, 0.33), (-0.31, 0.38), (-0.33, 0.48), (-0.33, 0.68), (-0.29, 0.72), (-0.24, 0.68), (-0.235, 0.50), (-0.20, 0.45),
     (-0.08, 0.45)),
    ((0.08, 0.46), (0.18, 0.455), (0.26, 0.50), (0.28, 0.60), (0.28, 0.80), (0.24, 0.84),
     (0.20, 0.80), (0.195, 0.62), (0.16, 0.57), (0.08, 0.565)),
)  # fmt: skip


class Side:
    """Draws things beside a road, each as the air and the lamps show it at its distance."""

    def __init__(self, canvas: Canvas, camera: Camera, road: Road, light: OpenLight, azimuth: float) -> None:
        self.canvas, self.camera, self.road, self.light, self.azimuth = canvas, camera, road, light, azimuth
        self.width, self.height = canvas.size
        self.pixel = max(0.6, self.width / 1500)

    def project(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Return pixel and depth of a point."""
        return self.camera.project(x, y, max(z, self.camera.z + 0.3))

    def lay(
        self,
        window: Any,
        alpha: Array,
        albedo: Colour,
        away: float,
        across: float,
        *,
        lit: Any = 0.18,
        shade: Any = 1.0,
    ) -> None:
        """Cover a window with a material at a distance, ``across`` metres from the middle of the road."""
        if alpha.size == 0:
            return
        canvas, light = self.canvas, self.light
        alpha = alpha * (away < canvas.depth[window] + 0.02 * away + 1.0)
        share = alpha[..., None]
        through = math.exp(-away * light.air * 1.5)
        towards = light.towards(self.azimuth)
        veil, haze = open_sky.veil(light, np.array([max(towards[2], 0.0)], np.float32))
        albedo = np.asarray(albedo, np.float32)
        shade = np.asarray(shade, np.float32)[..., None] if np.ndim(shade) else np.float32(shade)
        lit = np.asarray(lit, np.float32)[..., None] if np.ndim(lit) else np.float32(lit)
        steady = albedo * np.array(light.ambient, np.float32) * shade * through + veil[0] * (1 - through) * np.float32(
            0.8
        )
        sun = albedo * np.array(light.sun, np.float32) * lit * through + haze[0] * (1 - through)
        warm = albedo * shade * self.lamplight(away, across) * through
        for part, value in zip(canvas.all(), (steady, sun, warm, np.zeros(3, np.float32)), strict=True):
            part[window] += (value - part[window]) * share
        canvas.paved[window] *= 1 - alpha
        np.copyto(canvas.depth[window], np.float32(away), where=alpha > 0.5)

    def lamplight(self, away: float, across: float) -> Colour:
        """Return the light of headlights on something upright."""
        total = np.zeros(3, np.float32)
        for x, z, reach, power in self.road.beams:
            ahead = away - z
            if ahead > 1:
                off = (across - x) / (2.0 + 0.30 * ahead)
                total += HEADLIGHT * (power * 0.9 * math.exp(-off * off) / (1 + (ahead / reach) ** 2))
        if self.road.lamps[3] > 0:
            total += WARM_LAMP * (0.12 * self.road.lamps[3])
        return total

    def fill(self, points: list[tuple[float, float, float]], albedo: Colour, **how: Any) -> None:
        """Fill a polygon of points in the world."""
        seen = [self.project(*p) for p in points]
        away = sum(p[2] for p in seen) / len(seen)
        middle = float(self.road.middle(np.array([away], np.float32))[0])
        window, alpha = front.shape(self.width, self.height, [[(p[0], -p[1]) for p in seen]], 0.0, 0.0, 1.0)
        self.lay(window, alpha, albedo, away, points[0][0] - middle, **how)

    def rod(
        self, a: tuple[float, float, float], b: tuple[float, float, float], thick: float, albedo: Colour, **how: Any
    ) -> None:
        """Draw a rod of a thickness in metres; what is thinner than can be seen is fainter."""
        pa, pb = self.project(*a), self.project(*b)
        wide = [thick * self.camera.focal / p[2] for p in (pa, pb)]
        faint = min(1.0, max(wide) / self.pixel)
        half = [max(w, self.pixel) / 2 for w in wide]
        dx, dy = pb[0] - pa[0], pb[1] - pa[1]
        size = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / size, dx / size
        outline = [(pa[0] + nx * half[0], -pa[1] - ny * half[0]), (pb[0] + nx * half[1], -pb[1] - ny * half[1]),
                   (pb[0] - nx * half[1], -pb[1] + ny * half[1]), (pa[0] - nx * half[0], -pa[1] + ny * half[0])]  # fmt: skip
        window, alpha = front.shape(self.width, self.height, [outline], 0.0, 0.0, 1.0)
        away = (pa[2] + pb[2]) / 2
        middle = float(self.road.middle(np.array([away], np.float32))[0])
        self.lay(window, alpha * np.float32(faint), albedo, away, a[0] - middle, **how)

    def lamp(
        self, place: tuple[float, float, float], radius: float, colour: Colour, part: Array, halo: float = 0.10
    ) -> None:
        """Light a lamp: a core and a wide faint halo."""
        px, py, away = self.project(*place)
        if away < self.camera.z + 0.5:
            return
        size = max(radius * self.camera.focal / away, 0.75 * self.pixel)
        faint = min(1.0, (radius * self.camera.focal / away / (0.75 * self.pixel)) ** 0.5)
        reach = int(14 * size) + 2
        x0, x1 = max(int(px) - reach, 0), min(int(px) + reach + 1, self.width)
        y0, y1 = max(int(py) - reach, 0), min(int(py) + reach + 1, self.height)
        if x1 <= x0 or y1 <= y0:
            return
        rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
        off = np.hypot(columns - px, rows - py)
        fall = np.clip(1 - off / reach, 0, 1) ** 2
        light = np.clip(size - off + 0.5, 0, 1) + halo * fall / (1 + (off / (1.6 * size)) ** 2)
        free = self.canvas.depth[y0:y1, x0:x1] > 0.9 * away
        part[y0:y1, x0:x1] += (light * free)[..., None] * np.asarray(colour, np.float32) * np.float32(faint)

    def poles(self, side: float, first: float, spacing: float, last: float) -> None:
        """Set telegraph poles along one side, with their wires."""
        places = list(np.arange(first, last, spacing))[::-1]
        offset = side * (self.road.half + 5.0)
        tops = []
        for z in places:
            x, y, _ = self.road.at(float(z), offset)
            self.rod((x, y - 0.3, z), (x, y + 8.6, z), 0.26, _WOOD)
            for high, wide in ((8.1, 1.15), (7.2, 0.95)):
                self.rod((x - wide, y + high, z), (x + wide, y + high, z), 0.15, _WOOD)
            tops.append([(x + w, y + h + 0.12, z) for w, h in ((-1.1, 8.1), (1.1, 8.1), (-0.9, 7.2), (0.9, 7.2))])
        for one, other in zip(tops[:-1], tops[1:], strict=True):
            for a, b in zip(one, other, strict=True):
                self._wire(a, b)
        if tops and not self.camera.heading:
            for a in tops[-1]:  # past the viewer
                self._wire(a, (a[0], a[1], max(a[2] - spacing, self.camera.z + 1.2)))

    def _wire(self, a: tuple[float, float, float], b: tuple[float, float, float]) -> None:
        points = []
        for t in np.linspace(0, 1, 12):
            sag = 4 * 0.9 * t * (1 - t)
            px, py, away = self.project(*(p + (q - p) * t for p, q in zip((a[0], a[1], a[2]), b, strict=True)))
            points.append((px, py + sag * self.camera.focal / away))
        xs, ys = zip(*points, strict=True)
        x0, x1 = max(int(min(xs)) - 3, 0), min(int(max(xs)) + 4, self.width)
        y0, y1 = max(int(min(ys)) - 3, 0), min(int(max(ys)) + 4, self.height)
        if x1 <= x0 or y1 <= y0:
            return
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        fixed = np.round((np.array(points) - (x0, y0)) * 16).astype(np.int32)
        cv2.polylines(mask, [fixed], False, 255, max(1, round(0.9 * self.pixel)), cv2.LINE_AA, 4)
        away = min(a[2], b[2])
        share = mask.astype(np.float32)[..., None] / 255 * np.float32(0.72 * math.exp(-away / 240))
        share *= (self.canvas.depth[y0:y1, x0:x1] > away)[..., None]
        for part in self.canvas.all():
            part[y0:y1, x0:x1] *= 1 - share

    def lamps(self, spacing: float, first: float, offset: float, last: float, colour: Colour, power: float) -> None:
        """Set street lamps along both sides; their lamps burn with ``power``."""
        for number, z in enumerate(np.arange(first, last, spacing)[::-1]):
            for side in (-1.0, 1.0):
                x, y, _ = self.road.at(float(z), side * offset)
                self.rod((x, y, z), (x, y + 8.3, z), 0.19, _STEEL)
                arm = x - side * 1.9
                self.rod((x, y + 8.25, z), (arm, y + 8.8, z), 0.12, _STEEL)
                self.rod((arm + side * 0.35, y + 8.80, z), (arm - side * 0.45, y + 8.85, z), 0.20, _STEEL)
                if power > 0:
                    self.lamp((arm, y + 8.68, z), 0.20, np.asarray(colour) * 5.0 * power, self.canvas.lamps, 0.16)
            del number

    def barrier(self, side: float, first: float, last: float) -> None:
        """Set a crash barrier along one side."""
        steps = np.geomspace(max(first, 1.5), last, 46)[::-1]
        offset = side * (self.road.half + 0.9)
        for far, near in zip(steps[:-1], steps[1:], strict=True):
            (fx, fy, fz), (nx, ny, nz) = self.road.at(float(far), offset), self.road.at(float(near), offset)
            for low, high, shade in ((0.42, 0.53, 0.75), (0.53, 0.60, 0.35), (0.60, 0.74, 1.0)):
                self.fill(
                    [(fx, fy + low, fz), (nx, ny + low, nz), (nx, ny + high, nz), (fx, fy + high, fz)],
                    _STEEL,
                    lit=0.30 * shade,
                    shade=shade,
                )
        for z in np.arange(max(first, 2.0), min(last, 90.0), 4.0)[::-1]:
            x, y, _ = self.road.at(float(z), offset + side * 0.06)
            self.rod((x, y - 0.1, z), (x, y + 0.66, z), 0.11, _STEEL * 0.6)

    def trees(
        self,
        rng: np.random.Generator,
        count: int,
        *,
        near: float,
        far: float,
        keep: float,
        cactus: bool = False,
        both: bool = True,
        side: float = 1.0,
    ) -> None:
        """Plant conifers (or cacti) along the road, thick beside it; ``keep`` metres from its edge."""
        base = [self._plant(rng, cactus) for _ in range(4 if cactus else 6)]
        places = sorted(near * (far / near) ** rng.random(count))[::-1]
        for z in places:
            where = float(rng.choice([-1.0, 1.0])) if both else side
            off = (
                self.road.half
                + keep
                + float(rng.exponential(3.0 if not cactus else 16.0))
                + 0.05 * z * float(rng.random())
            )
            tall = float(rng.uniform(9, 19)) if not cactus else float(rng.uniform(2.2, 5.2))
            self._set(
                base[int(rng.integers(len(base)))],
                z,
                where * off,
                tall,
                _CACTUS if cactus else _NEEDLES,
                bool(rng.random() < 0.5),
            )

    def _plant(self, rng: np.random.Generator, cactus: bool) -> tuple[Array, tuple[float, float]]:
        tall = max(60, int(0.42 * self.height))
        seed = int(rng.integers(1 << 20))
        if not cactus:
            mask, foot = plants.conifer(seed, tall, radius=float(rng.uniform(0.13, 0.19)))
            return mask.astype(np.float32) / 255, foot
        drop = int(rng.integers(0, 3))
        from beatreel.plugins.generators.procedural.kernels import silhouette

        canvas = np.zeros((tall * 2, tall * 2), np.uint8)
        for number, outline in enumerate(CACTUS):
            if number != drop or number == 0:
                curve = silhouette.smooth_curve(outline)
                silhouette.fill(
                    canvas, np.stack([tall + curve[:, 0] * tall * 2, 2 * tall - curve[:, 1] * tall * 1.9], 1)
                )
        return canvas.astype(np.float32) / 255, (float(tall), 2.0 * tall)

    def _set(
        self,
        plant: tuple[Array, tuple[float, float]],
        z: float,
        across: float,
        tall: float,
        albedo: Colour,
        mirrored: bool,
    ) -> None:
        sprite, foot = plant
        x, _, _ = self.road.at(z, across)
        ground = float(
            self.road.heights(np.array([x], np.float32), np.array([z], np.float32), np.full(1, 0.3, np.float32))[0]
        )
        if self.road.ground == "coast" and ground < -3:
            return
        px, py, away = self.project(x, ground - 0.1, z)
        scale = tall * self.camera.focal / away / sprite.shape[0]
        columns, rows = round(sprite.shape[1] * scale), round(sprite.shape[0] * scale)
        if rows < 3 or columns < 2 or rows > 3 * self.height:
            return
        left, top = (
            round(px - (sprite.shape[1] - foot[0] if mirrored else foot[0]) * scale),
            round(py - foot[1] * scale),
        )
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + columns, self.width), min(top + rows, self.height)
        if x1 <= x0 or y1 <= y0:
            return
        image = sprite[:, ::-1] if mirrored else sprite
        alpha = cv2.resize(
            np.ascontiguousarray(image),
            (columns, rows),
            interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR,
        )
        alpha = alpha[y0 - top : y1 - top, x0 - left : x1 - left]
        wide = cv2.GaussianBlur(alpha, (0, 0), max(0.6, 0.03 * columns))
        sunny = 1.0 if math.sin(self.azimuth) > 0 else -1.0
        rim = np.clip(alpha - np.roll(wide, round(-sunny * max(1, 0.05 * columns)), 1), 0, 1)
        body = 0.55 + 0.9 * np.clip(wide - 0.5, -0.3, 0.5)
        self.lay(
            (slice(y0, y1), slice(x0, x1)), alpha, albedo, away, across, lit=0.05 + 0.45 * rim, shade=body + 0.5 * rim
        )

    def town(self, rng: np.random.Generator, *, lit: bool, far: float = 1500.0) -> None:
        """Raise the towers of a city at the end of the road."""
        middle = float(self.road.middle(np.array([far], np.float32))[0])
        for row, (away, tallest, count) in enumerate(
            ((1.35 * far, 330.0, 16), (far, 210.0, 22), (0.7 * far, 70.0, 26))
        ):
            for _ in range(count):
                spread = float(rng.normal(0, 0.30)) * away
                x = middle + spread
                tall = tallest * float(rng.uniform(0.25, 1.0)) * math.exp(-((spread / (0.42 * away)) ** 2)) + 12
                wide = float(rng.uniform(22, 55))
                self._tower(x, away + float(rng.uniform(-60, 60)), wide, tall, rng, lit=lit and row > -1)

    def _tower(self, x: float, z: float, wide: float, tall: float, rng: np.random.Generator, *, lit: bool) -> None:
        left, bottom, away = self.project(x - wide / 2, -6.0, z)
        right, top, _ = self.project(x + wide / 2, tall, z)
        x0, x1, y0, y1 = round(left), round(right), round(top), round(bottom)
        dice = np.random.default_rng(int(rng.integers(1 << 30)))
        x0c, x1c, y0c, y1c = max(x0, 0), min(x1, self.width), max(y0, 0), min(y1, self.height)
        if x1c - x0c < 1 or y1c <= y0c:
            return
        window = (slice(y0c, y1c), slice(x0c, x1c))
        free = (self.canvas.depth[window] > 0.95 * away).astype(np.float32)
        self.lay(window, free, np.array([0.10, 0.10, 0.10], np.float32), away, x, lit=0.15)
        if not lit:
            return
        pane = max(2, round(self.camera.focal * 5.5 / away))
        floors, bays = max(1, (y1 - y0) // pane), max(1, (x1 - x0) // pane)
        on = (dice.random((floors, bays)) < float(dice.uniform(0.12, 0.5))) * dice.uniform(0.3, 1.0, (floors, bays))
        panes = np.kron(on, np.pad(np.ones((pane - 1, pane - 1)), ((1, 0), (1, 0)))).astype(np.float32)
        panes = panes[y0c - y0 : y1c - y0, x0c - x0 : x1c - x0]
        colour = (
            np.array([0.35, 0.75, 1.15], np.float32) if dice.random() < 0.7 else np.array([0.95, 0.85, 0.7], np.float32)
        )
        rows, columns = panes.shape
        through = math.exp(-away * self.light.air)
        self.canvas.lamps[y0c : y0c + rows, x0c : x0c + columns] += (
            (panes * free[:rows, :columns])[..., None] * colour * np.float32(0.9 * through)
        )


def mirror_road(canvas: Canvas, camera: Camera, road: Road, wet: float, seed: int) -> None:
    """Let the paved ground mirror what stands above the horizon, drawn out downwards as a rough wet surface does."""
    from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

    width, height = canvas.size
    horizon = camera.horizon
    first = max(int(horizon) + 1, 0)
    if first >= height - 2:
        return
    rows = np.arange(first, height, dtype=np.float32)
    below = rows + 0.5 - horizon
    grazing = np.clip(below / np.float32(camera.focal), 0.01, 1)
    fresnel = 0.05 + 0.95 * (1 - grazing) ** 6
    away = camera.y * camera.focal / below
    x = (np.arange(width, dtype=np.float32)[None, :] - camera.centre_x) / camera.focal * away[:, None]
    z = np.broadcast_to(away[:, None], x.shape)
    foot = np.maximum(z / camera.focal, 0.02).astype(np.float32)
    drawn = z / np.float32(1 + 22 * road.blur)
    puddles = step(-0.25, 0.28, fbm_at(x, drawn, 2.6, seed + 71, 4, foot, 0.55) + 0.7 * (wet - 0.5))
    share = (canvas.paved[first:] * fresnel[:, None] * wet * (0.40 + 0.60 * puddles))[..., None].astype(np.float32)
    source = np.clip(2 * horizon - rows, 0, height - 1).astype(np.float32)
    map_y = np.ascontiguousarray(np.broadcast_to(source[:, None], x.shape), np.float32)
    wobble = 3.0 * (width / 1584) * fbm_at(x, drawn, 0.7, seed + 73, 3, foot)
    map_x = (np.arange(width, dtype=np.float32)[None, :] + wobble).astype(np.float32)
    for part in canvas.all():
        image = cv2.remap(part, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        image = cv2.GaussianBlur(image, (0, 0), sigmaX=max(0.6, 0.0022 * width), sigmaY=max(0.8, 0.012 * height))
        target = part[first:]
        target *= 1 - 0.55 * share
        target += image * share
