"""What plugins may rely on. A change here is a change of the public contract: add, never remove or rename."""

from __future__ import annotations

import importlib

import pytest

FRONT_DOOR = """
audio_pieces Advice Analysis AnalysisError Analyzer AudioRejected AudioRejectedError AudioValidated BeatreelError BeatsDetected ConfigError
Deliverable EnergyCurves
FilmView OutsideGenerator
Reaction Event Exported Exporter ExportError Finding GenerationError Generator HookWindow JobCancelledError JobCompleted
JobFailed JobSubmitted KeyMoment LoggedEvent LoopWindow Master MasterRendered MediaError Moment Music NoParams PlatformSpec
CAMERA_WORDS moves_in PluginError PluginFailed Progress Resources SafeZone Scene SceneGenerated Segment Song
Source Still StillPainted StillPreviewed Storyboard StoryboardEdited VOCABULARY Word phrases plain read_words shots_in
Look Style all_styles style_of
StoryboardPlanned UserInputError Value VideoSpec WorkLost WorkPrinted
__version__ frame_count frame_to_seconds hookimpl read_audio seconds_to_frame
""".split()

TESTING = """
AnalyzerSuite Check ExporterSuite GeneratorSuite ListenerSuite ReactionSuite Subject check_listener check_reaction checks_of
make_event make_logged
EventRecorder FakeMaster RecordedProgress SyntheticSong check_analyzer check_animating check_cancelling check_exporter
check_generator check_identity check_light_import check_painting check_parameters check_reports check_silence make_scene
make_song make_storyboard silent_progress
""".split()


@pytest.mark.parametrize(("module", "names"), [("beatreel", FRONT_DOOR), ("beatreel.testing", TESTING)])
def test_names(module: str, names: list[str]) -> None:
    found = importlib.import_module(module)
    assert found.__all__ == sorted(found.__all__)
    assert sorted(found.__all__) == sorted(names)
    assert set(names) <= set(dir(found))


@pytest.mark.parametrize("module", ["beatreel", "beatreel.testing"])
def test_every_name_can_be_imported_and_is_documented(module: str) -> None:
    found = importlib.import_module(module)
    for name in found.__all__:
        value = getattr(found, name)
        assert name.startswith("__") or value.__doc__, f"{module}.{name} has no docstring"


@pytest.mark.parametrize("module", ["beatreel", "beatreel.testing"])
def test_unknown_names_are_refused(module: str) -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        importlib.import_module(module).no_such_name  # noqa: B018


def test_version_is_that_of_the_changelog() -> None:
    from pathlib import Path

    from beatreel import __version__

    changelog = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog


@pytest.mark.parametrize("module", ["beatreel", "beatreel.testing"])
def test_type_checkers_see_the_same_names(module: str) -> None:
    import re
    from pathlib import Path

    found = importlib.import_module(module)
    stub = Path(str(found.__file__)).with_suffix(".pyi").read_text(encoding="utf-8")
    assert sorted(re.findall(r"(\w+) as \1\b", stub)) == sorted(found.__all__)
    for home, names in re.findall(r"^from (\S+) import \(?([^()]*?)\)?$", stub, re.MULTILINE | re.DOTALL):
        for name in re.findall(r"(\w+) as", names):
            assert getattr(importlib.import_module(home), name) is getattr(found, name)
