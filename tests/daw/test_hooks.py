"""Hooks are written, shown, tried and taken away; nothing of the user's is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from beatreel.core.errors import UserInputError
from beatreel.hooks.daw.base import Place
from beatreel.hooks.daw.catalogue import DAWS, find
from beatreel.hooks.daw.installing import BACKUP, Installer


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "home", tmp_path / "config", "linux", tmp_path / "my data" / "hooks" / "beatreel-hook")


@pytest.fixture
def installer(tmp_path, place):
    return Installer(tmp_path / "memory.json", place)


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def prepare(place: Place) -> None:
    """Let every program have been started once."""
    (place.config / "ardour7").mkdir(parents=True)
    (place.config / "REAPER" / "Scripts").mkdir(parents=True)
    (place.config / "REAPER" / "Scripts" / "__startup.lua").write_text('reaper.ShowConsoleMsg("mine")')
    (place.home / ".config" / "Renoise" / "V3.4.4").mkdir(parents=True)
    (place.config / "audacity").mkdir()
    text = '[Window]\nX=1\n[FileFormats]\nExternalProgramExportCommand=lame - "%f"\nOther=ä\n[Last]\nY=2\n'
    (place.config / "audacity" / "audacity.cfg").write_text(text)


@pytest.mark.parametrize("name", [daw.name for daw in DAWS])
def test_installing_is_idempotent_and_undone_without_a_trace(name, installer, place, tmp_path):
    prepare(place)
    daw = find(name)
    before = tree(place.config), tree(place.home)
    shown = installer.install(daw, dry_run=True)
    assert (tree(place.config), tree(place.home)) == before, "a dry run wrote something"
    assert installer.status(daw) == "absent"
    done = installer.install(daw)
    assert [(deed.path, deed.what) for deed in done] == [(deed.path, deed.what) for deed in shown]
    first = tree(place.config), tree(place.home)
    assert all(deed.what == "keep" for deed in installer.install(daw))
    assert (tree(place.config), tree(place.home)) == first
    if daw.parts(place):
        assert first != before
        assert installer.status(daw) == "installed"
    installer.uninstall(daw)
    assert installer.status(daw) == "absent"
    assert (tree(place.config), tree(place.home)) == before


def test_standing_in_a_folder_with_rules_is_no_obstacle(tmp_path, monkeypatch):
    from beatreel.core.config import load_settings

    monkeypatch.chdir(tmp_path)
    (tmp_path / "beatreel.toml").write_text('prompt = "x"\nfps = 25\n[intake]\nmin_duration = 5\n[set.tiny]\na = 1\n')
    assert load_settings().intake.min_duration == 5


def test_lines_of_the_user_stay_where_they_were(installer, place):
    prepare(place)
    start = place.config / "REAPER" / "Scripts" / "__startup.lua"
    installer.install(find("reaper"))
    text = start.read_text()
    assert text.startswith('reaper.ShowConsoleMsg("mine")\n-- beatreel begin')
    assert start.with_name(start.name + BACKUP).read_text() == 'reaper.ShowConsoleMsg("mine")'
    start.write_text(text + "-- added later\n")
    installer.install(find("reaper"))
    installer.uninstall(find("reaper"))
    assert start.read_text() == 'reaper.ShowConsoleMsg("mine")\n-- added later\n'


def test_the_value_of_the_user_comes_back(installer, place):
    prepare(place)
    config = place.config / "audacity" / "audacity.cfg"
    installer.install(find("audacity"))
    (line,) = [line for line in config.read_text().splitlines() if line.startswith("ExternalProgramExportCommand=")]
    assert "beatreel-hook" in line and "%f" in line
    assert "Other=ä" in config.read_text()
    installer.uninstall(find("audacity"))
    assert 'ExternalProgramExportCommand=lame - "%f"' in config.read_text()


def test_a_file_that_the_user_changed_is_left(installer, place):
    prepare(place)
    installer.install(find("ardour"))
    form = place.config / "ardour7" / "export" / "beatreel.format"
    form.write_text("mine now")
    assert installer.status(find("ardour")) == "changed"
    assert "leave" in {deed.what for deed in installer.uninstall(find("ardour"))}
    assert form.read_text() == "mine now"


def test_a_foreign_file_in_the_way_is_backed_up_and_restored(installer, place):
    prepare(place)
    form = place.config / "ardour7" / "export" / "beatreel.format"
    form.parent.mkdir()
    form.write_text("somebody else's")
    installer.install(find("ardour"))
    assert "beatreel-hook" in form.read_text()
    installer.uninstall(find("ardour"))
    assert form.read_text() == "somebody else's"


def test_rules_that_the_user_wrote_are_never_written_over(installer, place):
    installer.install(find("live"))
    rules = next((place.home / "Music" / "beatreel").rglob("beatreel.toml"))
    rules.write_text('prompt = "mine"\n')
    installer.install(find("live"))
    assert rules.read_text() == 'prompt = "mine"\n'


def test_programs_that_are_not_there_and_names_that_nobody_knows(installer):
    for name in ("ardour", "reaper", "renoise", "audacity"):
        with pytest.raises(UserInputError) as caught:
            installer.install(find(name))
        assert "--folder" in caught.value.hint
    with pytest.raises(UserInputError, match="knows no") as caught:
        find("reeper")
    assert "reaper" in caught.value.hint


def test_the_rules_of_a_folder_are_rules():
    import tomllib

    from beatreel.hooks.daw.folders import _RULES
    from beatreel.watch_folder.rules import Rules

    assert Rules.model_validate(tomllib.loads(_RULES)).originals == "keep"


# -- Lua logic, with a real interpreter ---------------------------------------------------------------------------

REAPER = """
local script, log = arg[1], {}
local rendering, stats, bounds = nil, "", 1
local loop
reaper = {
  defer = function(f) loop = f end,
  EnumProjects = function(index, text) assert(index == 0x40000000); return rendering end,
  GetSetProjectInfo_String = function(project, name, value, set)
    assert(project == "song" and name == "RENDER_STATS" and set == false)
    return true, stats
  end,
  GetSetProjectInfo = function(project, name, value, set) assert(name == "RENDER_BOUNDSFLAG"); return bounds end,
  CountTempoTimeSigMarkers = function() return 0 end,
  Master_GetTempo = function() return 128 end,
  EnumProjectMarkers3 = function(project, index)
    local marks = { { 1, true, 0.0, 8.5, "Intro" }, { 2, false, 4.0, 0.0, "hit" }, { 3, true, 8.5, 20.0, "Chorus 1" } }
    local mark = marks[index + 1]
    if not mark then return 0 end
    return mark[1], mark[2], mark[3], mark[4], mark[5]
  end,
  ExecProcess = function(command, timeout) assert(timeout == -2); print("RUN " .. command) end,
}
dofile(script)
local function turn(n) for _ = 1, n do loop() end end
turn(5)
print("cancelled"); rendering = "song"; turn(10); rendering = nil; stats = ""; turn(10)
print("two files"); rendering = "song"; turn(3); rendering = nil
stats = "FILE:/tmp/a b.wav;PEAK:-0.1;LUFSI:-14;FILE:/tmp/stem \\\\".. '"' .. "x.wav;PEAK:-3"; turn(10)
print("a stretch"); bounds = 2; rendering = "song"; turn(3); rendering = nil; stats = "FILE:/tmp/c.wav"; turn(10)
"""


def lua(*arguments: object, version: str = "lua5.4") -> list[str]:
    done = subprocess.run([version, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_reaper_hands_over_what_was_rendered_and_nothing_else(installer, place, tmp_path):
    assert shutil.which("lua5.4"), "install the Debian package lua5.4"
    prepare(place)
    place.launcher.parent.mkdir(parents=True)
    installer.install(find("reaper"))
    mock = tmp_path / "mock.lua"
    mock.write_text(REAPER)
    told = lua(mock, place.config / "REAPER" / "Scripts" / "beatreel_render.lua")
    at = {name: told.index(name) for name in ("cancelled", "two files", "a stretch")}
    assert at == {"cancelled": 0, "two files": 1, "a stretch": 4}
    assert told[2].startswith(f'RUN "{place.launcher}" reaper "/tmp/a b.wav" "')
    assert '"/tmp/stem' in told[3]
    assert told[5] == f'RUN "{place.launcher}" reaper "/tmp/c.wav"'
    (path, *_) = sorted(place.launcher.parent.glob("reaper-*.toml"))
    from beatreel.corrections.reading import read_corrections

    stated, _ = read_corrections([path])
    assert stated.tempo == 128
    assert [segment.label for segment in stated.segments] == ["intro", "chorus"]


def test_the_start_up_line_runs_the_script(installer, place, tmp_path):
    prepare(place)
    installer.install(find("reaper"))
    mock = tmp_path / "mock.lua"
    text = (
        "reaper = { ShowConsoleMsg = print, defer = function() print('watching') end, EnumProjects = function() end }\n"
    )
    mock.write_text(text + "dofile(arg[1])\n")
    assert lua(mock, place.config / "REAPER" / "Scripts" / "__startup.lua") == ["mine", "watching"]


RENOISE = """
local asked, done
os.execute = function(command) print("RUN " .. command) end
renoise = {
  tool = function() return { add_menu_entry = function(_, entry) asked = entry.invoke; print(entry.name) end } end,
  app = function() return {
    prompt_for_filename_to_write = function() return arg[2] end,
    show_status = function() end, show_error = function(_, text) print("ERROR " .. text) end } end,
  song = function() return {
    transport = { bpm = 174 },
    render = function(_, options, file, callback) done = callback; print("RENDER " .. file); return true end } end,
}
dofile(arg[1])
asked()
done()
"""


def test_renoise_renders_and_hands_over(installer, place, tmp_path):
    prepare(place)
    installer.install(find("renoise"))
    mock = tmp_path / "mock.lua"
    mock.write_text(RENOISE)
    script = next((place.home / ".config" / "Renoise").rglob("main.lua"))
    told = lua(mock, script, tmp_path / "it's")
    assert told[1] == f"RENDER {tmp_path}/it's.wav"
    assert told[2].startswith(f"RUN '{place.launcher}' renoise ")
    assert "tempo = 174" in (tmp_path / "it's.wav.beatreel.toml").read_text()


def test_memory_that_is_damaged_is_no_obstacle(installer, place, tmp_path):
    prepare(place)
    (tmp_path / "memory.json").write_text("{")
    installer.install(find("ardour"))
    assert json.loads((tmp_path / "memory.json").read_text())["ardour"]
