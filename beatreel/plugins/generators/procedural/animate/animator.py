"""Frames of one scene from its plate.

Every frame is a pure function of its index, the music and the seed: drawn alone or in sequence, it has the same bytes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel import style_of
from beatreel.plugins.generators.procedural.plate import picture_of

from .accents import NONE, Accent, Accents
from .air import air_planes
from .camera import Camera, Habit
from .canvas import PictureCanvas, PlaneCanvas
from .clock import Clock, chance_seed
from .composing import eye_catcher, interest_of
from .elements import emitters
from .elements.base import Air, Emitter, Stage
from .finish import AirPlanes, Finish, planes
from .flashes import most_in_a_second
from .holds import DRAFT_PIXELS, Holds
from .layers import Layers
from .lights import LightRig
from .planar import Planar
from .pose import Pose
from .timing import colour_gain, print_curve
from .warp import Warp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beatreel import Moment, Music, Scene, VideoSpec
    from beatreel.plugins.generators.procedural.plate import Plate, PlateMirror

    Picture = np.ndarray[Any, np.dtype[np.uint8]]


CALM = Habit(pace=0.35, sway=0.3, weave=0.0, push=0.0)
_MIRRORED = {"drift_left": "drift_right", "drift_right": "drift_left"}
_BETWEEN = 0.4  # of a beat's accent: what a film shows on average
_BAND = 128  # rows of the plate that are relit at a time


class Animator:
    """Draws the frames of a scene.

    Parameters
    ----------
    plate : Plate
    scene : Scene
        ``start``, ``end``, ``camera``, ``framing``, ``intensity``, ``tone`` and ``loop`` say how it moves and is graded.
    spec : VideoSpec
    music : Music
    seed : int
    grain, vignette : float, optional
        See :class:`~.finish.Finish`; the style's if not given.
    """

    def __init__(
        self,
        plate: Plate,
        scene: Scene,
        spec: VideoSpec,
        music: Music,
        *,
        seed: int = 0,
        grain: float | None = None,
        vignette: float | None = None,
    ) -> None:
        if scene.mirrored and plate.lettering:  # nobody reads signs backwards
            scene = scene.model_copy(update={"mirrored": False, "framing": -scene.framing})
        self._plate, self._spec, self._music, self._scene = plate, spec, music, scene
        style = style_of(scene.style)
        stock = style.film
        self.clock = Clock(scene.start, scene.end - scene.start, scene.loop, plate.speed)
        unit = min(spec.width, spec.height) / 1440
        seed = chance_seed(seed, scene.seed, scene.id - 1, scene.shot)
        self.warp = Warp(spec.width, spec.height, plate.size, plate.inverse, plate.focal, plate.centre)
        beats = most_in_a_second(music.analysis.beat_times, scene.start, scene.end)
        stage = Stage(plate, self.warp, self.clock, spec.width, spec.height, unit, scene.intensity, seed, beats)
        self._emitters = emitters(plate.elements, stage)
        margin = 2.0 + sum(emitter.margin for emitter in self._emitters)
        looked_at = picture_of(plate, *plate.size)
        self.camera = Camera(
            _MIRRORED.get(scene.camera, scene.camera) if scene.mirrored else scene.camera,
            Clock(scene.start, scene.end - scene.start, scene.loop),
            self.warp,
            travel=plate.travel,
            framing=scene.framing,
            intensity=scene.intensity,
            seed=seed,
            margin=margin,
            layers=tuple(layer.inverse for layer in plate.layers),
            crop=scene.crop,
            habit=CALM if scene.calm else Habit(style.camera.pace, style.camera.sway, stock.weave),
            interest=interest_of(looked_at) if scene.crop > 1 else None,
            focus=plate.focus,
            catch=eye_catcher(looked_at),
        )
        self.warp.set(self.camera.pose((scene.start + scene.end) / 2))
        self._rig = LightRig(
            plate,
            self.clock,
            intensity=scene.intensity,
            seed=seed,
            calm=scene.calm,
            beats_a_second=beats,
            seen=self.warp.seen(),
        )
        self._accents = Accents(scene, last=scene.end >= music.analysis.duration - 0.01, luma=self._rig.luma)
        self._shining: Picture | None = None
        self._covered: list[tuple[int, int]] = []
        self._straight: tuple[Any, Any] | None = None
        self._finish = Finish(
            spec.width,
            spec.height,
            grain=stock.grain if grain is None else grain,
            vignette=stock.vignette * plate.vignette if vignette is None else vignette,
            seed=seed,
            tone=scene.tone,
            grain_size=stock.grain_size,
            scanlines=stock.scanlines,
        )
        self._layers = Layers(plate, self.warp, self.clock, scene)
        self._painters = [each for each in self._emitters if type(each).paint is not Emitter.paint]
        self._planar: Planar | None = None
        if not (plate.layers or plate.mirror or any(each.needs_picture for each in self._painters)):
            self._planar = Planar(self._rig, self.warp, self._finish.chroma, self._finish.turn)
        between = replace(music.at((scene.start + scene.end) / 2), kick=_BETWEEN, downbeat=0.0, offbeat=0.0)
        usual = self._drawn(0, between, NONE)
        self._finish.curve = print_curve(usual[: spec.height], scene.tone)
        more = colour_gain(usual, spec.height, self._finish.curve)
        more = min(more, 1.0) if style.look.chroma < 1 else more  # a style may be faint
        if more != 1:
            self._finish.chroma *= more
            if self._planar:
                self._planar.colour(more)
        if self._finish.curve is not None:  # it may be steep, and a beat as printed more than as lit
            quiet, loud = (
                self._drawn(0, replace(between, kick=beat, downbeat=beat), NONE)[: spec.height : 4, ::4]
                for beat in (0.0, 1.0)
            )
            self._rig.hold_to(float(loud.mean()) - float(quiet.mean()))

    def frames(self, first: int, count: int) -> Iterator[Picture]:
        """Yield frames of the film, each a new array as :meth:`frame` returns it; a draft holds its drawings, see :mod:`~.holds`."""
        scene, spec = self._scene, self._spec
        if scene.loop or spec.width * spec.height >= DRAFT_PIXELS:
            for index in range(first, first + count):
                yield self.frame(index)
            return
        holds = Holds(scene.start, scene.end, self._music.analysis.beat_times, spec.frame_rate)
        drawn: tuple[int, float] | None = None
        for index in range(first, first + count):
            # Held, a fade would be twice as steep.
            fades = self._accents.fades(float(index / spec.frame_rate))
            wanted = (index, 0.0) if fades else holds.drawing(index)
            if wanted != drawn:
                picture, drawn = self.frame(*wanted), wanted
            yield picture.copy()

    def frame(self, index: int, later: float = 0.0) -> Picture:
        """Return frame ``index`` of the film: I420 uint8, (height * 3 // 2, width), BT.709 limited range.

        ``later`` in frames is added to the instant that it shows.
        """
        moment = self._music.at(float(index / self._spec.frame_rate) + later / float(self._spec.frame_rate))
        out = self._drawn(index, moment, self._accents.at(moment.time))
        if self._scene.mirrored:
            for plane in planes(out, self._spec.height, self._spec.width):
                cv2.flip(plane, 1, dst=plane)
        return out

    def _drawn(self, index: int, moment: Moment, accent: Accent) -> Picture:
        """Return the frame of an instant, as it was painted."""
        pose = self.camera.pose(moment.time, moment, accent.zoom)
        self.warp.set(pose)
        for emitter in self._emitters:
            emitter.bend(self.warp.map_x, self.warp.map_y, moment)
        gain, lift = self._rig.exposure(moment)
        out = self._finish.begin(index, gain * accent.gain, lift, self._air(moment, accent.fade), accent.fade)
        if self._planar:
            self._planar.light(moment)
            paint = partial(self._paint_planes, moment) if self._painters else None
            for top, bottom in self.warp.bands(2):
                self._finish.planar_band(self._planar.luma, self._planar.chroma, out, slice(top, bottom), paint)
        else:
            self._paint(out, moment, pose)
        return out

    def _paint(self, out: Picture, moment: Moment, pose: Pose) -> None:
        """Make the frame in BGRA, so that layers, the mirror and emitters can be painted into it."""
        left, right, top, bottom = self.warp.seen()
        picture = self._rig.picture(moment, slice(top, bottom))
        if self._plate.mirror:
            picture = self._relit(self._plate.mirror, picture, moment, (left, right, top, bottom))
        self._layers.place(pose, moment)
        for top, bottom in self.warp.bands(4):
            band = self.warp.sample(picture, top, bottom)
            self._layers.lay(band, top)
            canvas = PictureCanvas(band, top)
            for emitter in self._painters:
                emitter.paint(canvas, moment)
            self._finish.band(band, out, top)

    def _paint_planes(self, moment: Moment, y: Picture, u: Picture, v: Picture, top: int, weights: Any) -> None:
        """Have emitters paint on a band of luma and chroma."""
        canvas = PlaneCanvas(y, u, v, top, weights)
        for emitter in self._painters:
            emitter.paint(canvas, moment)

    def _relit(self, mirror: PlateMirror, picture: Picture, moment: Moment, seen: tuple[int, int, int, int]) -> Picture:
        """Add what the mirror shows of its surroundings, which swirl slowly."""
        surroundings = self._rig.environment(moment)
        height, width = surroundings.shape[:2]
        scale = 1024 / width  # lengths below are for surroundings of this width
        y, x = (np.mgrid[0 : height // 8, 0 : width // 8].astype(np.float32) * 8 + 3.5) * scale
        turns, time, full = self.clock.turns, moment.time, 2 * np.pi
        across = 36 * np.sin(y / 70 + full * turns(0.27, time)) + 22 * np.sin(
            x * full / 1024 * 2 - full * turns(0.175, time)
        )
        down = 15 * np.sin(x * full / 1024 * 2 + full * turns(0.215, time)) + 8 * np.sin(
            x * full / 1024 * 5 - full * turns(0.33, time)
        )
        across = across / scale + width * turns(0.033, time) % width
        down *= np.sin(np.pi * (y + 0.5) / 512) / scale  # nothing swirls over the poles
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
                    swirled, mirror.across[part], mirror.down[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
                )
                cv2.multiply(lit, mirror.shade[part], dst=lit, scale=1 / 255)
                cv2.add(lit, picture[part], dst=self._shining[part])
        return self._shining

    def _air(self, moment: Moment, fade: float) -> AirPlanes | None:
        """Return what floats in the air; ``fade`` is that of its colour."""
        if not self._emitters:
            return None
        tint = self.warp.soft(self._plate.atmosphere, 4)
        half = (self._spec.width // 2, self._spec.height // 2)
        air = Air(moment=moment, tint=tint, haze=np.zeros_like(tint), size=half)
        for emitter in self._emitters:
            emitter.emit(air)
        return air_planes(air, self._finish.chroma * fade)


def _covered_columns(shade: Picture) -> list[tuple[int, int]]:
    """Return for each band of rows from which to which column the mirror is seen at all."""
    found = []
    for top in range(0, shade.shape[0], _BAND):
        columns = np.flatnonzero(shade[top : top + _BAND, :, 0].any(axis=0))
        found.append((int(columns[0]), int(columns[-1]) + 1) if columns.size else (0, 0))
    return found
