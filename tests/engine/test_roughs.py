"""A still can be seen while it is painted: a file where its take will be, an event on the bus, and nothing of it afterwards."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from beatreel.engine import Engine
from beatreel.studio.scenes import _version
from tests.engine.conftest import recipe_of, settings_in

SHOWING = Path(__file__).parent / "showing"


def test_a_still_is_seen_while_it_is_painted(song_path, tmp_path):
    seen, film = tmp_path / "seen", tmp_path / "film"
    looks = []
    recipe = recipe_of(song_path, generator="slow").model_copy(update={"params": {"slow": {"seen": str(seen)}}})
    with Engine(settings_in(tmp_path, SHOWING)) as engine:
        record = engine.submit(recipe, film)

        def watch(report):
            if looks or not list(film.rglob("rough.jpg")):
                return
            view = next(view for view in engine.edit(record.id).scenes() if view.preview)
            looks.append(
                (view.preview.name, Image.open(io.BytesIO(view.preview.read_bytes())).size, _version(view.preview))
            )
            seen.touch()

        engine.run(record.id, watch)
        events = engine.store.events()
        after = engine.edit(record.id).scenes()
    ((name, size, version),) = looks
    assert (name, size) == ("rough.jpg", (36, 64))
    assert version, "browsers must fetch the next one"
    shown = [event for event in events if event.name == "still_previewed"]
    painted = [event.data["fingerprint"] for event in events if event.name == "still_painted"]
    assert len(shown) > 0 and {event.data["fingerprint"] for event in shown} <= set(painted)
    assert all(Path(event.data["picture_path"]).name == "rough.jpg" for event in shown)
    assert not list(film.rglob("rough.jpg*"))
    assert {view.preview.name for view in after} == {"still.png"}
    assert {_version(view.preview) for view in after} == {""}
