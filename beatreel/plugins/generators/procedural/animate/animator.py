"""Frames of one scene from its plate.

Every frame is a pure function of its index, the music and the seed: drawn alone or in sequence, it has the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .camera import Camera, Pose
from .clock import Clock, chance_seed
from .elements import emitters
from .elements.base import Air, Stage
from .finish import Finish
from .lights import LightRig
from .warp import Warp, cover

if TYPE_CHECKING:
    from beatreel import Moment, Music, Scene, VideoSpec
    from beatreel.plugins.generators.procedural.plate import Plate, PlateMirror

    Picture = np.ndarray[Any, np.dtype[np.uint8]]


_BAND = 128  # rows of the plate that are relit at a time


class Animator:
    """Draws the frames of a scene.

    Parameters
    ----------
    plate : Plate
    scene : Scene
        ``start``, ``end``, ``camera``, ``framing``, ``intensity`` and ``loop`` say how it moves.
    spec : VideoSpec
    music : Music
    seed : int
    grain, vignette : float
        See :class:`~.finish.Finish`.
    """

    def __init__(
        self,
        plate: Plate,
        scene: Scene,
        spec: VideoSpec,
        music: Music,
        *,
        seed: int = 0,
        grain: float = 1.3,
        vignette: float = 0.26,
    ) -> None:
        self._plate, self._spec, self._music = plate, spec, music
        self.clock = Clock(scene.start, scene.end - scene.start, scene.loop, plate.speed)
        unit = min(spec.width, spec.height) / 1440
        seed = chance_seed(seed, scene.seed, scene.index)
        self.warp = Warp(spec.width, spec.height, plate.size, plate.inverse, plate.focal, plate.centre)
        stage = Stage(plate, self.warp, self.clock, spec.width, spec.height, unit, scene.intensity, seed)
        self._emitters = emitters(plate.elements, stage)
        margin = 2.0 + sum(emitter.margin for emitter in self._emitters)
        self.camera = Camera(
            scene.camera,
            Clock(scene.start, scene.end - scene.start, scene.loop),
            self.warp,
            travel=plate.travel,
            framing=scene.framing,
            intensity=scene.intensity,
            seed=seed,
            margin=margin,
            layers=tuple(layer.inverse for layer in plate.layers),
        )
        self._rig = LightRig(plate, self.clock, intensity=scene.intensity, seed=seed)
        self._shining: Picture | None = None
        self._covered: list[tuple[int, int]] = []
        self._straight: tuple[Any, Any] | None = None
        self._finish = Finish(spec.width, spec.height, grain=grain, vignette=vignette, seed=seed)

    def frame(self, index: int) -> Picture:
        """Return frame ``index`` of the film: I420 uint8, (height * 3 // 2, width), BT.709 limited range."""
        moment = self._music.at(float(index / self._spec.frame_rate))
        pose = self.camera.pose(moment.time, moment)
        self.warp.set(pose)
        for emitter in self._emitters:
            emitter.bend(self.warp.map_x, self.warp.map_y, moment)
        left, right, top, bottom = self.warp.seen()
        picture = self._rig.picture(moment, slice(top, bottom))
        if self._plate.mirror:
            picture = self._relit(self._plate.mirror, picture, moment, (left, right, top, bottom))
        air = self._air(moment)
        out = self._finish.begin(index, *self._rig.exposure(moment))
        for top, bottom in self.warp.bands():
            band = self.warp.sample(picture, top, bottom)
            for layer in self._plate.layers:
                self._lay(band, layer, pose, top)
            for emitter in self._emitters:
                emitter.paint(band, moment, top)
            if air is not None:
                cv2.add(band, self._enlarged(air, top, bottom), dst=band)
            self._finish.band(band, out, top)
        return out

    def _relit(self, mirror: PlateMirror, picture: Picture, moment: Moment, seen: tuple[int, int, int, int]) -> Picture:
        """Add what the mirror shows of its surroundings, which swirl slowly."""
        surroundings = self._rig.environment(moment)
        height, width = surroundings.shape[:2]
        y, x = np.mgrid[0 : height // 8, 0 : width // 8].astype(np.float32) * 8 + 3.5
        turns, time, full = self.clock.turns, moment.time, 2 * np.pi
        across = 36 * np.sin(y / 70 + full * turns(0.27, time)) + 22 * np.sin(
            x * full / width * 2 - full * turns(0.175, time)
        )
        down = 15 * np.sin(x * full / width * 2 + full * turns(0.215, time)) + 8 * np.sin(
            x * full / width * 5 - full * turns(0.33, time)
        )
        across += width * turns(0.033, time) % width
        down *= np.sin(np.pi * (y + 0.5) / height)  # nothing swirls over the poles
        if self._straight is None:
            rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
            self._straight = (columns, rows)
        x_map = cv2.resize(across.astype(np.float32), (width, height))
        y_map = cv2.resize(down.astype(np.float32), (width, height))
        cv2.add(x_map, self._straight[0], dst=x_map)
        cv2.add(y_map, self._straight[1], dst=y_map)
        swirled = cv2.remap(surroundings, x_map, y_map, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        if self._shining is None:
            self._shining = np.empty_like(picture)
            self._covered = _covered_columns(mirror.shade)
        for number, (first, last) in enumerate(self._covered):
            band = slice(max(number * _BAND, seen[2]), min((number + 1) * _BAND, seen[3]))
            left, right = max(first, seen[0]), min(last, seen[1])
            if band.stop <= band.start:
                continue
            self._shining[band] = picture[band]
            if right > left:
                part = (band, slice(left, right))
                lit = cv2.remap(
                    swirled, mirror.where[part], mirror.fraction[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
                )
                cv2.multiply(lit, mirror.shade[part], dst=lit, scale=1 / 255)
                cv2.add(lit, picture[part], dst=self._shining[part])
        return self._shining

    def _lay(self, band: Picture, layer: Any, pose: Pose, top: int) -> None:
        """Warp one layer, only in the rows that it covers, and lay it over a band of the frame."""
        to_plate = self.warp.affine(pose, layer.inverse)
        height, width = band.shape[:2]
        back = cv2.invertAffineTransform(to_plate)
        bottom = layer.top + layer.picture.shape[0]
        corners = np.array([[x, y, 1] for x in (0, self._plate.size[0]) for y in (layer.top, bottom)], np.float32)
        rows = (back @ corners.T)[1] - top
        first, last = max(int(rows.min()) - 2, 0), min(int(rows.max()) + 3, height)
        if last <= first:
            return
        part = to_plate.copy()
        part[:, 2] += part[:, 1] * (top + first)
        part[1, 2] -= layer.top
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cover(band[first:last], cv2.warpAffine(layer.picture, part, (width, last - first), flags=flags))

    def _air(self, moment: Moment) -> Picture | None:
        """Return what floats in the air, half the frame's size, BGRA."""
        if not self._emitters:
            return None
        half = (self._spec.width // 2, self._spec.height // 2)
        tint = self.warp.soft(self._plate.atmosphere, 4)
        air = Air(
            moment=moment,
            tint=tint,
            haze=np.zeros_like(tint),
            fine=np.zeros((half[1], half[0], 3), np.uint8),
            fine_tint=cv2.resize(cv2.add(tint, (20.0, 20.0, 20.0, 0.0)), half, interpolation=cv2.INTER_LINEAR),
        )
        for emitter in self._emitters:
            emitter.emit(air)
        fine = cv2.add(air.fine, cv2.resize(air.haze, half, interpolation=cv2.INTER_LINEAR))
        return cv2.cvtColor(fine, cv2.COLOR_BGR2BGRA)

    def _enlarged(self, air: Picture, top: int, bottom: int) -> Picture:
        """Return rows of the air at the frame's size; one row more on each side keeps bands seamless."""
        first, last = max(top // 2 - 1, 0), min(bottom // 2 + 1, air.shape[0])
        size = (self._spec.width, (last - first) * 2)
        start = top - first * 2
        return cv2.resize(air[first:last], size, interpolation=cv2.INTER_LINEAR)[start : start + bottom - top]


def _covered_columns(shade: Picture) -> list[tuple[int, int]]:
    """Return for each band of rows from which to which column the mirror is seen at all."""
    found = []
    for top in range(0, shade.shape[0], _BAND):
        columns = np.flatnonzero(shade[top : top + _BAND, :, 0].any(axis=0))
        found.append((int(columns[0]), int(columns[-1]) + 1) if columns.size else (0, 0))
    return found
