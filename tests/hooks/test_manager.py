from __future__ import annotations

import textwrap

import pytest

from beatreel.core.config import PluginSettings
from beatreel.core.errors import ProviderNotFoundError
from beatreel.hooks.manager import PluginManager
from beatreel.plugins import BUILTIN_PLUGINS


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """What came of loading a plugin elsewhere is kept; not among the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path):
    def write(name, text):
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(text))
        return tmp_path

    return write


def load(folder):
    return PluginManager.load(PluginSettings(folders=(folder,)))


def info(manager, name):
    return next(info for info in manager.infos if info.name == name)


def test_every_built_in_plugin_loads():
    manager = PluginManager.load()
    assert [info.error for info in manager.infos] == [None] * len(manager.infos)
    assert len(manager.infos) >= len(BUILTIN_PLUGINS)
    assert {"canvas", "reels", "tiktok", "shorts"} <= set(manager.exporters)
    assert "librosa" in manager.analyzers
    assert "procedural" in manager.generators


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("no_import", "import there_is_no_such_module", "ModuleNotFoundError"),
        ("no_python", "def (", "SyntaxError"),
        ("leaves", "import sys; sys.exit(3)", "SystemExit"),
        ("ends", "import os; os._exit(3)", "ended the process that loaded it (exit code 3)"),
        ("crashes", "import os; os.kill(os.getpid(), 11)", "ended the process that loaded it (signal 11)"),
        (
            "ends_later",
            "from beatreel import hookimpl\n@hookimpl\ndef register_exporters():\n    import os; os._exit(4)",
            "exit code 4",
        ),
        (
            "unknown_hook",
            "from beatreel import hookimpl\n@hookimpl\ndef scene_was_generated(event): pass",
            "no hook",
        ),
        (
            "wrong_argument",
            "from beatreel import hookimpl\n@hookimpl\ndef exported(colour): pass",
            "PluginValidationError",
        ),
        (
            "raises",
            "from beatreel import hookimpl\n@hookimpl\ndef register_exporters(): raise ValueError('oh')",
            "ValueError: oh",
        ),
        (
            "thief",
            """
            from beatreel import hookimpl
            class Reels:
                name = "reels"
            @hookimpl
            def register_exporters(): return [Reels()]
            """,
            "another plugin provides",
        ),
    ],
)
def test_a_broken_plugin_shows_its_reason_and_harms_nobody(folder, name, text, reason):
    path = folder(name, text)
    folder("healthy", "from beatreel import hookimpl\n@hookimpl\ndef exported(event): pass")
    manager = load(path)
    assert reason in (info(manager, name).error or "")
    assert info(manager, "healthy").error is None
    assert not manager.pluggy.has_plugin(name)
    assert manager.exporters["reels"].platform.name == "reels"


def test_one_that_hangs_while_it_is_loaded_is_left_out(folder, monkeypatch):
    from beatreel.hooks import probing

    monkeypatch.setattr(probing, "PATIENCE", 8.0)
    path = folder("a_sleeper", "import time; time.sleep(600)")
    folder("healthy", "from beatreel import hookimpl\n@hookimpl\ndef exported(event): pass")
    for _ in range(2):  # the second time, nothing is tried any more
        manager = load(path)
        assert "longer than 8 s" in info(manager, "a_sleeper").error
        assert info(manager, "healthy").error is None
        monkeypatch.setattr(probing, "_try", None)


def test_a_plugin_that_was_mended_is_loaded_again(folder):
    path = folder("mine", "import os; os._exit(3)")
    assert info(load(path), "mine").error
    folder("mine", "from beatreel import hookimpl\n@hookimpl\ndef exported(event): 'mended'")
    assert info(load(path), "mine").error is None


def test_a_plugin_may_provide_and_listen(folder):
    path = folder(
        "mine",
        """
        from beatreel import hookimpl
        class Nothing:
            name = "nothing"
            version = "1"
        @hookimpl
        def register_analyzers(): return [Nothing()]
        @hookimpl
        def job_completed(event): pass
        """,
    )
    manager = load(path)
    assert info(manager, "mine").provides == ["analyzer nothing"]
    assert info(manager, "mine").hooks == ["job_completed", "register_analyzers"]
    assert info(manager, "mine").is_foreign
    assert manager.analyzer("nothing").name == "nothing"


def test_disabled_plugins_are_not_even_imported(folder, tmp_path):
    path = folder("noisy", f"open({str(tmp_path / 'was_imported')!r}, 'w')")
    PluginManager.load(PluginSettings(folders=(path,), disabled=("noisy",)))
    assert not (tmp_path / "was_imported").exists()


def test_an_absent_provider_names_what_is_there_and_what_to_install():
    manager = PluginManager.load()
    with pytest.raises(ProviderNotFoundError) as caught:
        manager.exporter("myspace")
    assert "reels" in caught.value.hint
    with pytest.raises(ProviderNotFoundError) as caught:
        manager.generator("painter")
    assert "procedural" in caught.value.hint
    manager.analyzers.pop("madmom")
    with pytest.raises(ProviderNotFoundError) as caught:
        manager.analyzer("madmom")
    assert "pip install" in caught.value.hint


def test_events_of_plugins_have_hooks_whoever_is_loaded_first(folder):
    folder(
        "a_listener",
        """
        from beatreel import hookimpl
        @hookimpl
        def chapters_written(event): pass
        """,
    )
    path = folder(
        "chapters",
        """
        from beatreel import Event, hookimpl
        class Written(Event):
            name = "chapters.written"
        @hookimpl
        def register_events(): return [Written]
        @hookimpl
        def chapters_written(logged): pass
        """,
    )
    folder("z_wrong", "from beatreel import hookimpl\n@hookimpl\ndef chapters_read(event): pass")
    manager = load(path)
    assert info(manager, "a_listener").hooks == ["chapters_written"] and not info(manager, "a_listener").error
    assert info(manager, "chapters").hooks == ["chapters_written", "register_events"]
    assert "no hook “chapters_read”" in info(manager, "z_wrong").error
    assert len({info.name for info in manager.infos}) == len(manager.infos)
