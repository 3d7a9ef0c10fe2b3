"""madmom as an analyzer: its last release really runs on this Python and numpy, and leaves nothing behind in them."""

from __future__ import annotations

import subprocess
import sys

import mir_eval
import numpy as np
import pytest

from beatreel.testing import make_song, silent_progress


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    from beatreel.hooks.manager import PluginManager

    analyzer = PluginManager.load().analyzer("madmom")
    truth = make_song(duration=15, tempo=118, metre=3, seed=3)
    song = truth.song(tmp_path_factory.mktemp("songs") / "song.flac")
    return truth, analyzer.analyze(song, progress=silent_progress)


def test_it_finds_beats_and_bars(heard):
    truth, analysis = heard
    assert analysis.analyzer == "madmom"
    assert mir_eval.beat.f_measure(truth.beat_times, np.array(analysis.beat_times)) > 0.9
    assert mir_eval.beat.f_measure(truth.downbeat_times, np.array(analysis.downbeat_times)) > 0.9
    assert max(analysis.beat_positions) == 3
    assert len(analysis.bar_confidence) == len(analysis.downbeat_times)
    assert analysis.duration == truth.duration


def test_silence_has_no_beats(tmp_path):
    from beatreel.plugins.analyzers.madmom_rnn import MadmomAnalyzer
    from tests.plugins.analyzers.test_librosa_beats import as_song

    song = as_song(tmp_path / "silence.wav", np.zeros(22050 * 5))
    analysis = MadmomAnalyzer().analyze(song, progress=silent_progress)
    assert analysis.beat_times == () and analysis.segments[0].grid == "phrase_flow"


def test_nothing_is_left_behind_in_numpy_and_python():
    code = (
        "import sys, collections, numpy as np\n"
        "before = set(vars(np)), set(vars(collections))\n"
        "from beatreel.plugins.analyzers.madmom_compat import load_madmom\n"
        "madmom = load_madmom()\n"
        "assert load_madmom() is madmom\n"
        "assert set(vars(collections)) == before[1]\n"
        "gone = {'float', 'int', 'object', 'complex'}\n"
        "print(*sorted(gone & set(vars(np))), *[n for n in ('pkg_resources',) if n in sys.modules])\n"
        "assert madmom.processors.np.float is float\n"
        "assert madmom.processors.np.array([1, 2], copy=False).tolist() == [1, 2]\n"
        "assert madmom.processors.np.asarray([[1], [1, 2]]).dtype == object\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_importing_the_plugin_loads_nothing_heavy():
    from beatreel.testing import check_light_import

    check_light_import("beatreel.plugins.analyzers.madmom_rnn")
    check_light_import("beatreel.plugins.analyzers.vote")


def test_its_licence_is_said_by_it_and_by_those_that_ask_it():
    from beatreel.hooks.manager import PluginManager

    plugins = PluginManager.load()
    for name in ("madmom", "vote"):
        assert "CC BY-NC-SA" in plugins.analyzer(name).notice
    assert not getattr(plugins.analyzer("beatreel"), "notice", "")


def test_where_it_is_missing_one_is_told_what_to_install():
    code = (
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'madmom' else find(name, *rest)\n"
        "from beatreel.hooks.manager import PluginManager\n"
        "plugins = PluginManager.load()\n"
        "try: plugins.analyzer('madmom')\n"
        "except Exception as error: print(type(error).__name__, error.hint)\n"
        "print(plugins.analyzer('vote').notice)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = done.stdout.split("\n")[:2]
    assert first.startswith("ProviderNotFoundError") and "--no-build-isolation" in first
    assert second == ""
