"""The command line as a user meets it: real processes, real exit codes, data on stdout, talk on stderr."""

from __future__ import annotations

import json
import sys

import pytest

from beatreel.cli import COMMANDS, main
from beatreel.testing import make_song


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    return make_song(duration=9, tempo=120, seed=3).write(tmp_path_factory.mktemp("song") / "[bold] song.flac")


@pytest.fixture
def told(tmp_path, machine, monkeypatch, capfd):
    """What a command says that ends at once, in this process: starting one of its own takes longer than all it does."""
    monkeypatch.chdir(tmp_path)
    for name, value in machine.items():
        monkeypatch.setenv(name, value)

    def run(*arguments, code=0):
        monkeypatch.setattr(sys, "argv", ["beatreel", *map(str, arguments)])
        ended = 0
        try:
            main()
        except SystemExit as stop:
            ended = stop.code
        said = capfd.readouterr()
        assert ended == code, said
        return said

    return run


def test_help_names_every_command(beatreel):
    text = beatreel("--help").stdout
    for name in COMMANDS:
        assert f"  {name} " in text


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(told, name):
    assert len(told(name, "--help").out.splitlines()) > 4


def test_a_typing_error_gets_a_suggestion(beatreel):
    assert "Did you mean “render”?" in beatreel("rendr", code=2).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "nothing.wav"], "There is no file"),
        (["render", "SONG", "--generator", "oil"], "There is no generator “oil”"),
        (["render", "SONG", "--only", "myspace"], "There is no exporter “myspace”"),
        (["render", "SONG", "--generator", "tiny", "--set", "colour=red"], "no parameter “colour”"),
        (["render", "SONG", "--generator", "tiny", "--set", "delay=slow"], "tiny.delay"),
        (["render", "SONG", "--set", "nonsense"], "is no parameter"),
        (["render", "SONG", "--style", "noire"], "The nearest: noir"),
        (["styles", "-p", "a forest"], "Name it: --preview"),
        (["styles", "--preview", "sheet.txt"], "neither PNG nor JPEG"),
        (["styles", "--preview", "sheet.png", "--generator", "tiny"], "cannot show styles"),
        (["render", "SONG", "--fps", "31"], "31"),
        (["render", "SONG", "--aspect", "16:9", "--only", "reels"], "shows 9:16"),
        (["analyze", "SONG", "--analyzer", "ear"], "There is no analyzer “ear”"),
        (["jobs", "nope"], "No job begins with “nope”"),
        (["scenes", "nope"], "No job begins with “nope”"),
        (["export", "nope", "--to", "reels"], "No job begins with “nope”"),
    ],
)
def test_bad_input_gets_a_sentence_a_next_step_and_2(told, song, arguments, said):
    done = told(*[song if part == "SONG" else part for part in arguments], code=2)
    assert said in done.err
    assert done.out == ""
    assert "→" in done.err or "Usage" in done.err


def test_a_bad_setting_is_named(beatreel):
    assert "render.seed" in beatreel("doctor", code=2, BEATREEL_RENDER__SEED="minus one").stderr


def test_render_then_ask_about_it(beatreel, song, tmp_path):
    order = ["render", song, "--draft", "--analyzer", "tiny", "--generator", "tiny", "--out", tmp_path / "film"]
    done = beatreel(*order, "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    names = [event["type"] for event in events]
    assert names[:2] == ["job_submitted", "audio_validated"] and names[-1] == "job_completed"
    assert [int(event["id"]) for event in events] == sorted(int(event["id"]) for event in events)

    again = beatreel(*order)
    assert again.stdout.split("\n")[0] == str(tmp_path / "film" / "master.mp4")
    assert "Done" in again.stderr

    job = events[0]["data"]["job_id"]
    listed = json.loads(beatreel("jobs", "--json").stdout)
    assert [(entry["id"], entry["state"]) for entry in listed] == [(job, "done")]
    shown = json.loads(beatreel("jobs", job[:6], "--json").stdout)
    assert [event["name"] for event in shown["events"]] == names
    logged = beatreel("events", "--since", events[2]["id"]).stdout.splitlines()
    assert [json.loads(line)["id"] for line in logged] == [event["id"] for event in events[3:]]
    scenes = json.loads(beatreel("scenes", job, "--json").stdout)
    assert len(scenes) == names.count("scene_generated")
    assert "[bold] song" in beatreel("jobs", COLUMNS="200").stdout
    assert beatreel("scenes", job).stdout.count("\n") == len(scenes) + 1

    said = beatreel("correct", job, "--first-downbeat", "0:00.5", "--metre", "3/4", "--later").stderr
    assert "3 beats in a bar, bar 1 at 0.50 s" in said
    moved = json.loads(beatreel("scenes", job, "--json").stdout)
    assert len(moved) <= len(scenes) and moved != scenes
    assert "No correction was given" in beatreel("correct", job, code=2).stderr
    beatreel("undo", job, "--later")
    assert json.loads(beatreel("scenes", job, "--json").stdout) == scenes


def test_plan_edit_render(beatreel, song, tmp_path):
    plan = tmp_path / "plan.json"
    beatreel("plan", song, "--analyzer", "tiny", "--prompt", "a forest", "--out", plan)
    board = json.loads(plan.read_text())
    board["scenes"][1]["prompt"] = "a lighthouse"
    plan.write_text(json.dumps(board))
    order = ["render", song, "--draft", "--analyzer", "tiny", "--generator", "tiny", "--storyboard", plan]
    beatreel(*order, "--out", tmp_path / "film")
    made = json.loads((tmp_path / "film" / "storyboard.json").read_text())
    assert made["scenes"][1]["prompt"] == "a lighthouse"

    board["scenes"][1]["start"] += 0.4
    plan.write_text(json.dumps(board))
    refused = beatreel(*order, "--out", tmp_path / "other", code=2)
    assert "tile the song" in refused.stderr


def test_analyze_prints_json_that_reads_back(beatreel, song):
    heard = json.loads(beatreel("analyze", song, "--analyzer", "tiny", "--json").stdout)
    assert heard["downbeat_times"][:2] == [0.0, 2.0]
    assert "120.0 BPM" in beatreel("analyze", song, "--analyzer", "tiny").stdout


def test_styles_are_listed_and_shown_on_a_sheet(beatreel, tmp_path):
    from PIL import Image

    listed = json.loads(beatreel("styles", "--json").stdout)
    assert len(listed) == 20 and {"name", "title", "summary", "look"} <= set(listed[0])
    assert len(beatreel("styles").stdout.splitlines()) == 20
    beatreel("styles", "--preview", "sheet.png", "-p", "liquid chrome", "--json")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > 1000 and sheet.height > 1500


def test_prompt_names_what_it_knows_and_what_it_does_not(beatreel):
    shown = json.loads(beatreel("prompt", "cold blue desert at dawn with a stapler", "--json").stdout)
    assert shown["world"] == "dunes" and shown["time_of_day"] == "dawn" and shown["temperature"] == "cold"
    assert "stapler" in shown["no_effect"] and "desert" in shown["understood"]
    assert shown["score"] == {"world": 3, "colour_temperature": 3, "movement": 0, "total": 6, "of": 9}
    assert "stapler" in next(advice["message"] for advice in shown["advice"] if advice["code"] == "prompt_unknown")
    said = beatreel("prompt", "sad trap beat").stdout
    assert "You will see" in said and "“sad”" in said and "“trap”" in said and "0 of 9" in said
    assert "takes any text" in beatreel("prompt", "x", "--generator", "tiny").stdout


def test_prompt_lists_what_it_may_name(beatreel):
    known = json.loads(beatreel("prompt", "--words", "--json").stdout)
    assert {"alley", "ocean", "space"} <= set(known["places"]) and "train" in known["things"]["steam_train"]["words"][0]
    said = beatreel("prompt", "--words").stdout
    assert said.index("Places") < said.index("forest") < said.index("Things") < said.index("jellyfish")
    some = beatreel("prompt", "eclipse", "--words").stdout
    assert "eclipse" in some and "jellyfish" not in some
    assert "Nothing that is painted" in beatreel("prompt", "stapler of doom", "--words").stdout
    assert "takes any text" in beatreel("prompt", "--words", "--generator", "tiny").stdout
    assert beatreel("prompt", code=2).stderr.count("--words") == 1


def test_plugins_and_doctor(beatreel):
    listed = json.loads(beatreel("plugins", "--json").stdout)
    assert {"canvas", "reels", "shorts", "tiktok", "procedural", "tiny"} <= {
        entry["name"] for entry in listed["plugins"]
    }
    assert "delay" in listed["generator_params"]["tiny"]["properties"]
    checks = json.loads(beatreel("doctor", "--json").stdout)
    assert all(check["ok"] for check in checks)
