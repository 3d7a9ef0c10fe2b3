"""What each scene of a film is to be made of, and which of its takes it is.

A take is one version of a scene: a still and the clip drawn from it, in a folder ``scenes/NNN/take-K`` of their own. NNN is the
scene's id, K counts from 1. The same drawing is always the same take, so going back to one costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.analysis import Analysis
from beatreel.core.errors import ProviderNotFoundError
from beatreel.core.events import SceneGenerated
from beatreel.core.files import known_sha256
from beatreel.core.model import Scene, Storyboard
from beatreel.core.recipe import Recipe
from beatreel.tasks.paint import still_fingerprint
from beatreel.tasks.scene import clip_fingerprint, drawing_fingerprint

if TYPE_CHECKING:
    from beatreel.core.jobs import JobStore
    from beatreel.core.ports import Generator
    from beatreel.hooks.manager import PluginManager
    from beatreel.media.settings import EncodeSettings


@dataclass(frozen=True)
class SceneOrder:
    """All that decides one scene.

    Attributes
    ----------
    scene : Scene
    painter, animator : str
        Names of generators.
    painter_params, animator_params : dict
        As given, not yet validated.
    still : str
        Fingerprint of the still; scenes with the same one share it.
    drawing : str
        Fingerprint of the frames.
    clip : str
        Fingerprint of the encoded clips.
    take : int
        Number of the take that this is, or will be.
    """

    scene: Scene
    painter: str
    animator: str
    painter_params: dict[str, Any]
    animator_params: dict[str, Any]
    still: str
    drawing: str
    clip: str
    take: int

    @property
    def key(self) -> str:
        """Key of the event that says that the clips are there."""
        return f"{SceneGenerated.name}/{self.clip}"

    def folder(self, film: Path) -> Path:
        """Where this take lies within a film's folder."""
        return take_folder(film, self.scene.id, self.take)


def take_folder(film: Path, scene: int, take: int) -> Path:
    """Where a take lies within a film's folder; ``scene`` is the scene's id."""
    return film / "scenes" / f"{scene:03d}" / f"take-{take}"


def still_of(film: Path, scene: int, take: int) -> Path | None:
    """Return the still of a take as soon as it is painted, before that the rough one if its painter shows any; ``scene`` is its id."""
    folder = take_folder(film, scene, take)
    rough = rough_of(folder)
    return next(folder.glob("still.*g"), rough if rough.is_file() else None)


def rough_of(folder: Path) -> Path:
    """Return where in a take's folder the still lies while it is painted, small and unfinished."""
    return folder / "rough.jpg"


def orders(
    storyboard: Storyboard,
    recipe: Recipe,
    analysis: Analysis,
    settings: Mapping[str, EncodeSettings],
    plugins: PluginManager,
    takes: Takes,
) -> list[SceneOrder]:
    """Return for each scene what it is to be made of.

    Parameters
    ----------
    settings : mapping of str to EncodeSettings
        The renditions that every scene gets.
    takes : Takes
        Those that are known.

    Raises
    ------
    ProviderNotFoundError
        If a scene names a generator that is not there.
    """
    references = [known_sha256(path) for path in recipe.references]
    return [_order(scene, recipe, analysis, settings, plugins, takes, references) for scene in storyboard.scenes]


def _order(
    scene: Scene,
    recipe: Recipe,
    analysis: Analysis,
    settings: Mapping[str, EncodeSettings],
    plugins: PluginManager,
    takes: Takes,
    references: list[str],
) -> SceneOrder:
    painter, animator = providers(scene, recipe, plugins)
    painting, animating = _params(scene, recipe, painter.name), _params(scene, recipe, animator.name)
    still = still_fingerprint(painter, _full(painter, painting), animator, scene, recipe.spec, references)
    drawing = drawing_fingerprint(still, animator, _full(animator, animating), scene, recipe.spec, analysis)
    return SceneOrder(
        scene=scene,
        painter=painter.name,
        animator=animator.name,
        painter_params=painting,
        animator_params=animating,
        still=still,
        drawing=drawing,
        clip=clip_fingerprint(drawing, settings),
        take=takes.number(scene.id, drawing),
    )


def providers(scene: Scene, recipe: Recipe, plugins: PluginManager) -> tuple[Generator, Generator]:
    """Return who paints and who animates a scene: its own choice, else the film's.

    A scene that names a painter only is also animated by it, if it can.
    """
    painter = plugins.generator(scene.generator or recipe.generator)
    if scene.animator:
        return painter, animator_of(scene.animator, plugins)
    if scene.generator and hasattr(painter, "animate"):
        return painter, painter
    return painter, animator_of(recipe.animator, plugins)


def animator_of(name: str, plugins: PluginManager) -> Generator:
    """Return who animates: the generator of that name, or the one that it names because it only paints.

    Raises
    ------
    ProviderNotFoundError
        If neither can.
    """
    generator = plugins.generator(name)
    if not hasattr(generator, "animate"):
        generator = plugins.generator(getattr(generator, "animator", name))
    if not hasattr(generator, "animate"):
        raise ProviderNotFoundError(
            f"The generator “{name}” cannot animate", hint="Name one that can with --animator, such as procedural"
        )
    return generator


def _params(scene: Scene, recipe: Recipe, name: str) -> dict[str, Any]:
    return {**recipe.params.get(name, {}), **scene.params.get(name, {})}


def _full(generator: Generator, given: dict[str, Any]) -> dict[str, Any]:
    return generator.params.model_validate(given).model_dump(mode="json")


class Takes:
    """The takes of a job that were ever made.

    Parameters
    ----------
    store : JobStore
    job_id : str
    """

    def __init__(self, store: JobStore, job_id: str) -> None:
        self._made: dict[int, dict[str, SceneGenerated]] = {}
        self._by_drawing: dict[str, list[SceneGenerated]] = {}
        for data in store.data_of(job_id, SceneGenerated.name):
            event = SceneGenerated.model_validate(data)
            if event.scene is not None:
                self._made.setdefault(event.scene.id, {})[event.drawing] = event
                self._by_drawing.setdefault(event.drawing, []).append(event)

    def number(self, scene_id: int, drawing: str) -> int:
        """Return the number of a take: the one that this drawing has, else the next free one."""
        made = self._made.get(scene_id, {})
        if drawing in made:
            return made[drawing].take
        return max((event.take for event in made.values()), default=0) + 1

    def of(self, scene_id: int) -> list[SceneGenerated]:
        """Return a scene's takes in the order of their numbers."""
        return sorted(self._made.get(scene_id, {}).values(), key=lambda event: event.take)

    def drawn(self, drawing: str) -> list[SceneGenerated]:
        """Return what was made of the same frames, the newest first: other renditions can be had from it without drawing anew."""
        return self._by_drawing.get(drawing, [])[::-1]
