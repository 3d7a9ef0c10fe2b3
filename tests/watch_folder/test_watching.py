"""Dropping songs: slowly, at once, twice, renamed, over one another. Each becomes one film, and none is torn."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import statistics
import threading
import time
from pathlib import Path

import pytest

from beatreel.testing import make_song
from beatreel.watch_folder.claiming import clean_name
from tests.watch_folder.desk import WatchingMachine


@pytest.fixture
def machine(tmp_path):
    made = WatchingMachine(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def songs(tmp_path_factory):
    """Two songs of five seconds."""
    folder = tmp_path_factory.mktemp("songs")
    return [make_song(duration=5, tempo=120, seed=seed).write(folder / f"song{seed}.flac") for seed in (1, 2)]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def noise(number: int, size: int = 40_000) -> bytes:
    return random.Random(number).randbytes(size)


# -- claiming: what matters is the bytes, so the files here are noise and no service runs ---------------------------


def test_each_file_is_claimed_once_and_whole_whatever_way_it_comes(machine):
    """Ordinary copies, slow ones, one that stalls, one with its size from the start, a rename, a subfolder moved in."""
    machine.watch("--rest", "1")
    wanted: dict[str, str] = {}
    threads = []

    def slowly(name: str, data: bytes, *, pieces: int, pause: float, allocate: bool = False) -> None:
        with (machine.drop / name).open("wb") as stream:
            if allocate:
                stream.truncate(len(data))
            for start in range(0, len(data), len(data) // pieces):
                stream.seek(start)
                stream.write(data[start : start + len(data) // pieces])
                stream.flush()
                time.sleep(pause)

    kinds = {
        "drip.wav": {"pieces": 40, "pause": 0.1},
        "stall.wav": {"pieces": 2, "pause": 3.5},
        "allocated.wav": {"pieces": 4, "pause": 1.3, "allocate": True},
    }
    for number, (name, how) in enumerate(kinds.items()):
        data = noise(1000 + number)
        wanted[name] = sha256(data)
        threads.append(threading.Thread(target=slowly, args=(name, data), kwargs=how))
        threads[-1].start()
    for number in range(60):
        data = noise(number, 5000 + number)
        wanted[f"s{number}.mp3"] = sha256(data)
        (machine.drop / f"s{number}.mp3").write_bytes(data)
    renamed = noise(2000)
    (machine.drop / "late.wav.part").write_bytes(renamed)
    time.sleep(1.5)
    (machine.drop / "late.wav.part").rename(machine.drop / "late.wav")
    outside = machine.root / "outside" / "album"
    outside.mkdir(parents=True)
    (outside / "one.wav").write_bytes(noise(3000))
    outside.rename(machine.drop / "album")
    wanted |= {"late.wav": sha256(renamed), "one.wav": sha256(noise(3000))}
    for thread in threads:
        thread.join()
    machine.wait(lambda: len(machine.claimed()) == len(wanted), 120)
    time.sleep(1.5)
    assert machine.claimed() == wanted
    lines = [line for line in machine.watch_log().splitlines() if "song claimed" in line]
    assert len(lines) == len(wanted) == len(machine.store.jobs(limit=1000))
    for record in machine.store.jobs(limit=1000):
        assert sha256(Path(record.recipe["song_path"]).read_bytes()) == record.recipe["song_sha256"]


def test_a_complete_file_is_claimed_soon(machine):
    """95 % within 3.5 seconds of being complete, though slow copies go on beside them (measured on a busy machine: see benchmarks)."""
    machine.watch()
    done: dict[str, float] = {}
    stop = threading.Event()

    def drip():
        with (machine.drop / "endless.wav").open("wb") as stream:
            while not stop.wait(0.05):
                stream.write(b"x" * 1000)
                stream.flush()

    dripper = threading.Thread(target=drip)
    dripper.start()
    for number in range(80):
        (machine.drop / f"s{number}.wav").write_bytes(noise(number, 30_000))
        done[f"s{number}.wav"] = time.time()
        time.sleep(0.04)
    machine.wait(lambda: len(machine.claimed()) == 80, 120)
    stop.set()
    dripper.join()
    submitted = {
        Path(record.recipe["song_path"]).name: record.created.timestamp() for record in machine.store.jobs(limit=200)
    }
    waits = sorted(submitted[name] - done[name] for name in done)
    assert "endless.wav" not in submitted
    assert statistics.median(waits) < 3.5
    assert waits[int(0.95 * len(waits))] < 7  # 3.5 on a quiet machine; here others work too


def test_a_storm_loses_nothing(machine):
    machine.watch("--rest", "0.5")
    for number in range(600):
        (machine.drop / f"s{number}.wav").write_bytes(b"%d" % number)
    machine.wait(lambda: len(machine.claims()) == 600, 60)
    assert len({row["sha256"] for row in machine.claims()}) == 600
    assert machine.queue.length() == 600


def test_kills_of_the_watcher_lose_and_double_nothing(machine):
    chance = random.Random(5)
    wanted = {}
    for number in range(150):
        data = noise(number, 3000)
        wanted[f"s{number}.wav"] = sha256(data)
        (machine.drop / f"s{number}.wav").write_bytes(data)
    for _ in range(4):
        watcher = machine.watch("--rest", "0.3")
        time.sleep(chance.uniform(0.0, 0.9))
        watcher.kill()
        watcher.wait()
    machine.watch("--rest", "0.3")
    machine.wait(lambda: len(machine.claims()) == 150, 120)
    assert machine.claimed() == wanted
    assert len(machine.store.jobs(limit=1000)) == 150


def test_the_folder_may_go_and_come_back(machine):
    machine.watch("--rest", "0.3")
    shutil.rmtree(machine.drop)
    machine.wait(lambda: "folder is missing" in machine.watch_log(), 120)
    machine.drop.mkdir()
    (machine.drop / "a.wav").write_bytes(b"back")
    machine.wait(lambda: machine.claimed() == {"a.wav": sha256(b"back")}, 120)


def test_as_on_a_share_files_rest_longer_and_nothing_is_torn(machine):
    machine.watch("--rest", "0.5", "--share")
    data = noise(1)
    with (machine.drop / "a.wav").open("wb") as stream:
        for start in range(0, len(data), 10_000):
            stream.write(data[start : start + 10_000])
            stream.flush()
            time.sleep(0.9)  # longer than the rest, shorter than three times the rest
    machine.wait(lambda: machine.claimed() == {"a.wav": sha256(data)}, 120)


def test_links_pipes_and_strangers_are_refused_or_passed_over(machine):
    outside = machine.root / "secret.wav"
    outside.write_bytes(b"secret")
    (machine.drop / "link.wav").symlink_to(outside)
    os.mkfifo(machine.drop / "pipe.mp3")
    for name in ("cover.jpg", "notes.txt", ".hidden.wav", "a.wav.tmp", "x.crdownload"):
        (machine.drop / name).write_bytes(b"x")
    (machine.drop / "empty.wav").touch()
    machine.watch("--rest", "0.3")
    machine.wait(lambda: len(machine.claims()) == 3, 120)
    time.sleep(0.7)
    assert {row["state"] for row in machine.claims()} == {"refused"}
    texts = {path.name: path.read_text() for path in (machine.drop / "rejected").glob("*.txt")}
    assert set(texts) == {"link.wav.txt", "pipe.mp3.txt", "empty.wav.txt"}
    assert "link, a pipe or a device" in texts["pipe.mp3.txt"] and "Next:" in texts["pipe.mp3.txt"]
    assert machine.store.jobs() == []
    assert (machine.drop / "cover.jpg").exists() and outside.exists()


NAMES = [
    *(
        "-x.wav",
        "a.mp3.",
        "{{7*7}}.wav",
        "<img src=x>.wav",
        "%s%n.wav",
        "x\\..\\x.wav",
        "CON",
        "con.wav",
        "$(id).wav",
        ";rm.wav",
    ),
    *(
        "new\nline.wav",
        "\u00e9.wav",
        "e\u0301.wav",
        "\U0001f3b5.wav",
        "\u202egpj.wav",
        "a" * 240 + ".wav",
        " space .wav",
    ),
    *("tab\t.wav", "&.wav"),
]


def test_names_of_every_kind(machine):
    paths = [os.fsencode(machine.drop) + b"/" + name.encode() for name in NAMES]
    paths.append(os.fsencode(machine.drop) + b"/caf\xe9.wav")
    for number, path in enumerate(paths):
        Path(os.fsdecode(path)).write_bytes(noise(number, 2000))
    machine.watch("--rest", "0.3")
    machine.wait(lambda: len(machine.claims()) == len(paths), 120)
    folders = [Path(record.folder) for record in machine.store.jobs()]
    assert len(set(folders)) == len(paths)
    assert all(folder.parent == machine.drop / "done" for folder in folders)
    machine.wait(lambda: len(list((machine.drop / "done").glob("*.status.json"))) == len(paths), 120)
    assert all(
        json.loads(path.read_text())["state"] == "queued" for path in (machine.drop / "done").glob("*.status.json")
    )


@pytest.mark.parametrize("name", [*NAMES, "\udce9.wav", "", "...", "a" * 300])
def test_clean_names_are_names(name, tmp_path):
    clean = clean_name(os.fsencode(name))
    assert clean and len(clean.encode()) < 200 and "/" not in clean and clean[0] not in "-."
    (tmp_path / clean).write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == [clean]


# -- the whole way, with a service ----------------------------------------------------------------------------------


def test_a_song_becomes_a_film_and_a_refusal_says_why(machine, songs):
    machine.environment["BEATREEL_SERVICE__START_ON_DEMAND"] = "true"
    (machine.drop / "beatreel.toml").write_text('prompt = "from the folder"\nseed = 5\n')
    (machine.drop / "special").mkdir()
    (machine.drop / "special" / "beatreel.toml").write_text('[render]\nprompt = "from the sub-folder"\n')
    shutil.copy(songs[0], machine.drop / "special" / "one.flac")
    (machine.drop / "special" / "one.toml").write_text("seed = 77\n")
    (machine.drop / "bad.wav").write_bytes(noise(1))
    (machine.drop / "wrong.flac").write_bytes(songs[1].read_bytes())
    (machine.drop / "wrong.toml").write_text('colour = "red"\n')
    done = machine.beatreel("watch", machine.drop, "--once", "--quiet", "--rest", "0.3", *_TINY)
    assert done.returncode == 0
    folder = machine.drop / "done" / "special" / "one"
    status = json.loads((machine.drop / "done" / "special" / "one.status.json").read_text())
    assert (status["state"], status["files"], status["version"]) == ("done", ["master.mp4"], 1)
    assert (folder / "master.mp4").is_file() and (folder / "one.flac").is_file() and (folder / "one.toml").is_file()
    recipe = machine.store.job(status["job"]).recipe
    assert (recipe["prompt"], recipe["seed"]) == ("from the sub-folder", 77)
    rejected = machine.drop / "rejected"
    assert {path.name for path in rejected.iterdir()} >= {
        "bad.wav",
        "bad.wav.txt",
        "wrong.flac",
        "wrong.flac.txt",
        "wrong.toml",
    }
    assert "Next:" in (rejected / "bad.wav.txt").read_text()
    assert "colour" in (rejected / "wrong.flac.txt").read_text()
    assert sorted(path.name for path in machine.drop.iterdir()) == ["beatreel.toml", "done", "rejected", "special"]


_TINY = ["--analyzer", "tiny", "--generator", "tiny", "--draft"]


def test_the_same_song_twice_is_one_film(machine, songs):
    for name in ("a.flac", "b.flac"):
        shutil.copy(songs[0], machine.drop / name)
    machine.watch("--rest", "0.3")
    machine.wait(lambda: len(machine.claims()) == 2, 120)
    assert len(machine.store.jobs()) == 1
    machine.start()
    machine.wait(lambda: machine.status("a").get("state") == "done" or machine.status("b").get("state") == "done", 90)
    machine.wait(lambda: not (machine.drop / "a.flac").exists() and not (machine.drop / "b.flac").exists(), 120)


def test_a_new_bounce_is_a_new_version_and_makes_only_what_changed(machine, songs):
    machine.watch("--rest", "0.3", "--keep")
    machine.start()
    song = machine.drop / "song.flac"
    shutil.copy(songs[0], song)
    machine.wait(lambda: machine.status("song").get("state") == "done", 90)
    made = len(machine.animated())
    assert song.exists()
    shutil.copy(songs[1], song)  # other music on the same grid: the cheap analyzer hears the same in both
    machine.wait(
        lambda: machine.status("song").get("version") == 2 and machine.status("song").get("state") == "done", 90
    )
    assert len(machine.animated()) == made, "scenes that did not change were made again"
    first, second = machine.drop / "done" / "song", machine.drop / "done" / "song.v2"
    assert (first / "master.mp4").read_bytes() != (second / "master.mp4").read_bytes()
    os.utime(song)  # touched: nothing new
    time.sleep(2)
    assert len(machine.store.jobs()) == 2


def test_folders_that_make_no_sense_are_refused(machine):
    assert "There is no folder" in machine.beatreel("watch", machine.root / "nowhere", code=2).stderr
    inner = machine.drop / "inner"
    inner.mkdir()
    assert "lies in" in machine.beatreel("watch", machine.drop, inner, code=2).stderr
    assert "taken for songs" in machine.beatreel("watch", machine.drop, "--out", machine.drop / "out", code=2).stderr
