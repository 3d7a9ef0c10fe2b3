"""What a film costs, and when it costs nothing."""

from __future__ import annotations

import pytest

from beatreel.core.config import CreditSettings
from beatreel.core.errors import AudioRejectedError, CreditsError, GenerationError
from beatreel.core.ledger import Ledger, problems
from beatreel.engine import Engine

PILOT = CreditSettings(plan="pilot", signup=420, free_stills=1)


def balance(engine):
    with engine.store.transaction() as connection:
        assert problems(connection) == []
        now = Ledger(PILOT).balance(connection)
    return now.available, now.held, now.spent, now.free_stills


def test_credits_from_order_to_film(make_settings, make_recipe, tmp_path):
    settings = make_settings().model_copy(update={"credits": PILOT})
    short = tmp_path / "short.aiff"
    short.write_bytes(b"FORM\x00\x00\x00\x20AIFFCOMM" + bytes(40))
    with Engine(settings) as engine:
        refused = engine.submit(make_recipe(song_path=short), tmp_path / "refused")
        assert balance(engine) == (220, 200, 0, 1)
        with pytest.raises(AudioRejectedError):
            engine.run(refused.id)
        assert balance(engine) == (420, 0, 0, 1)

        broken = engine.submit(make_recipe({"short_by": 1}), tmp_path / "broken")
        for _ in range(2):
            with pytest.raises(GenerationError):
                engine.run(broken.id)
            assert balance(engine) == (420, 0, 0, 1)

        film = engine.submit(make_recipe(), tmp_path / "film")
        other = engine.submit(make_recipe(seed=2), tmp_path / "other")
        assert balance(engine) == (20, 400, 0, 1)
        with pytest.raises(CreditsError, match="costs 200 credits, 20 are there"):
            engine.submit(make_recipe(seed=3), tmp_path / "third")
        assert len(engine.store.jobs()) == 4, "what cannot be paid is not entered"
        engine.store.set_state(other.id, "cancelled")
        engine.run(film.id)
        engine.run(film.id)
        assert balance(engine) == (220, 0, 200, 1)

        editor = engine.edit(film.id)
        assert (editor.cost("still"), editor.cost("clip"), editor.cost("both")) == (0, 50, 50)
        editor.redo(1, "still")
        edit = editor.redo(2, "clip")
        assert (balance(engine), editor.paid(edit.id)) == ((170, 50, 200, 0), 50)
        editor.undo()
        assert balance(engine) == (220, 0, 200, 0), "undone before it was made"
        editor.restore()
        engine.run(film.id)
        assert balance(engine) == (170, 0, 250, 0)
        editor.undo()
        engine.run(film.id)
        assert balance(engine) == (170, 0, 250, 0), "what was made is paid"
        assert editor.cost("still") == 10

        with engine.store.transaction() as connection:
            connection.execute("update accounts set balance=0 where name='available'")
            connection.execute("update accounts set balance=balance+170 where name='spent'")
        with pytest.raises(CreditsError):
            editor.redo(3, "clip")
        assert len(editor.history().active) == 1
        with pytest.raises(CreditsError):
            engine.run(broken.id)
        assert engine.store.job(broken.id).state == "failed"
