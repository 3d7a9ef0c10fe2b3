"""The API as the page uses it, against a real server and a real service."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from beatreel.testing import make_song


def test_a_song_is_checked_as_it_comes(studio, song_file, tmp_path):
    answer = studio.upload(song_file, kind="song")
    assert answer.status_code == 201
    found = answer.json()
    assert found["name"] == "Kälte.flac"
    assert found["facts"]["title"] == "Kälte" and 9.9 < found["facts"]["duration"] < 10.1
    assert studio.client.get(f"uploads/{found['id']}").json() == found
    peaks = studio.client.get(f"uploads/{found['id']}/peaks", params={"count": 200}).json()
    assert len(peaks["peaks"]) == 200 and 0.1 < max(peaks["peaks"]) <= 1

    fake = tmp_path / "song.mp3"
    fake.write_bytes(b"this is no music" * 100)
    refused = studio.upload(fake)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert problem["type"].startswith("urn:beatreel:problem:") and problem["title"] and problem["detail"]
    assert problem["field"] == "song"
    aiff = tmp_path / "song.aiff"
    aiff.write_bytes(b"FORM\x00\x00\x00\x20AIFFCOMM" + bytes(40))
    assert "WAV or FLAC" in studio.upload(aiff).json()["detail"]
    large = tmp_path / "large.wav"
    large.write_bytes(bytes(3_000_001))
    assert studio.upload(large).status_code == 413
    kept = [path for path in (studio.root / "data/studio/uploads").iterdir() if not (path / "upload.json").is_file()]
    assert kept == [], "what is refused leaves nothing"


def test_a_prompt_is_judged_and_choices_are_listed(studio):
    judged = studio.client.post("prompt", json={"text": "sad trap beat", "generator": "procedural"}).json()
    assert {"prompt_genre", "prompt_emotion"} <= {advice["code"] for advice in judged["advice"]}
    assert {score["about"] for score in judged["scores"]} >= {"world", "movement"}
    schema = {one["name"]: one["params"] for one in studio.client.get("generators").json()}
    assert "grain" in schema["procedural"]["properties"]
    assert schema["tiny"]["properties"]["delay"]["type"] == "number"
    platforms = {one["name"]: one for one in studio.client.get("platforms").json()}
    assert platforms["reels"]["safe_zone"] and platforms["canvas"]["max_duration"]
    assert studio.client.get("styles").json()[0]["title"]
    (studio.root / "styles").mkdir()
    (studio.root / "styles" / "mine.toml").write_text('title = "My own"', encoding="utf-8")
    assert "My own" in {style["title"] for style in studio.client.get("styles").json()}
    assert any(one["name"] == "tiny" for one in studio.client.get("plugins").json())
    assert studio.client.get("limits").json()["max_bytes"] == 3_000_000


def test_the_film_can_be_looked_at(studio, film):
    assert film["title"].startswith("Kälte") and film["master_url"] and film["cover_url"]
    client = studio.client
    rows = client.get(f"jobs/{film['id']}/scenes").json()
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["is_made"] and row["take"] == 1 for row in rows)
    analysis = client.get(f"jobs/{film['id']}/analysis").json()
    assert analysis["tempo"] == 120 and analysis["downbeat_times"]
    assert client.get(f"jobs/{film['id']}/sync").json()["in_sync"]
    assert client.get(f"jobs/{film['id']}/grid").json()[0] == {"time": 0.0, "kind": "downbeat"}
    assert client.get(f"jobs/{film['id']}/peaks").json()["count"] == 1200
    assert httpx.get(studio.base + rows[0]["preview_url"], headers=client.headers, trust_env=False).status_code == 200
    for name in ("still_url", "poster_url", "clip_url"):
        answer = httpx.get(studio.base + rows[0][name], headers=client.headers, trust_env=False)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
    master = studio.base + film["master_url"]
    part = httpx.get(master, headers={**client.headers, "range": "bytes=4-7"}, trust_env=False)
    assert (part.status_code, part.content) == (206, b"ftyp")
    assert httpx.head(master, headers=client.headers, trust_env=False).headers["accept-ranges"] == "bytes"
    saved = httpx.get(master, params={"download": True}, headers=client.headers, trust_env=False)
    assert "attachment" in saved.headers["content-disposition"]


def test_the_address_of_a_still_outlives_a_split_before_it(studio, film):
    def fetch(address):
        return httpx.get(studio.base + address, headers=studio.client.headers, trust_env=False)

    *_, last = studio.client.get(f"jobs/{film['id']}/scenes").json()
    before = fetch(last["preview_url"]).content
    studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "split", "scene": 1}).raise_for_status()
    try:
        answer = fetch(last["preview_url"])
        assert (answer.status_code, answer.content) == (200, before)
        assert studio.client.get(f"jobs/{film['id']}/scenes").json()[-1]["preview_url"] == last["preview_url"]
    finally:
        studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "undo"}).raise_for_status()
        studio.wait(film["id"])
    missing = last["preview_url"].replace("/takes/", "/takes/9999")
    assert fetch(missing).status_code == 404


def test_a_film_tells_what_it_was_made_from(studio, film):
    beginning = studio.client.get(f"jobs/{film['id']}/files/master.mp4").content[:200_000]
    told = studio.client.post("recipes", content=beginning).json()
    assert (told["prompt"], told["generator"], told["aspect"], told["missing"]) == ("a test", "tiny", "9:16", [])
    assert told["song_sha256"]
    # What the page sends of a large film is more than a song may have here.
    assert studio.client.post("recipes", content=beginning + bytes(4_000_000 - len(beginning))).status_code == 200
    for nothing in (b"no film", b"", b"\0" * 1000):
        assert studio.client.post("recipes", content=nothing).status_code == 422


def test_one_scene_is_redone_and_the_edit_undone(studio, film):
    client, address = studio.client, f"jobs/{film['id']}"
    edit = client.post(f"{address}/edits", json={"kind": "redo", "scene": 2, "what": "clip", "camera": "hold"})
    assert edit.status_code == 201 and edit.json()["title"] == "New clip for scene 2"
    studio.wait(film["id"])
    row = client.get(f"{address}/scenes").json()[1]
    assert (row["take"], row["takes"], row["camera"], row["is_made"]) == (2, 2, "hold", True)
    takes = client.get(f"{address}/scenes/2/takes").json()
    assert [(take["take"], take["in_use"]) for take in takes] == [(1, False), (2, True)]
    client.post(f"{address}/edits", json={"kind": "split", "scene": 1}).raise_for_status()
    client.post(f"{address}/edits", json={"kind": "lock", "scene": 1}).raise_for_status()
    refused = client.post(f"{address}/edits", json={"kind": "merge", "scene": 1})
    assert refused.status_code == 422 and "locked" in refused.json()["title"]
    for _ in range(3):
        client.post(f"{address}/edits", json={"kind": "undo"}).raise_for_status()
    log = client.get(f"{address}/edits").json()
    assert not log["can_undo"] and log["can_restore"]
    assert client.post(f"{address}/edits", json={"kind": "undo"}).status_code == 422
    studio.wait(film["id"])
    assert all(row["take"] == 1 for row in client.get(f"{address}/scenes").json())


def test_the_hearing_is_corrected_and_that_is_undone(studio, film):
    client, address = studio.client, f"jobs/{film['id']}"
    before, rows = client.get(f"{address}/analysis").json(), client.get(f"{address}/scenes").json()
    order = {"kind": "correct", "first_downbeat": 0.5}
    made = client.post(f"{address}/edits", json=order, headers={"idempotency-key": "correct-1"})
    assert made.status_code == 201 and "bar 1 at 0.50 s" in made.json()["title"]
    now = client.get(f"{address}/analysis").json()  # it counts at once
    assert now["downbeat_times"][0] == 0.5 and now["beat_times"] == before["beat_times"]
    assert {point["time"]: point["kind"] for point in client.get(f"{address}/grid").json()}[0.5] == "downbeat"
    moved = client.get(f"{address}/scenes").json()
    assert [row["start"] for row in moved[1:]] == pytest.approx([row["start"] + 0.5 for row in rows[1:]])
    assert [row["id"] for row in moved] == [row["id"] for row in rows]
    name = client.get(f"{address}/edits").json()["hearing"]
    client.post(f"{address}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])
    assert client.get(f"{address}/edits").json()["hearing"] not in ("", name)
    assert client.get(f"{address}/analysis").json() == before
    assert [row["clip_url"] for row in client.get(f"{address}/scenes").json()] == [row["clip_url"] for row in rows]
    for nonsense, says in (
        ({}, "No correction"),
        ({"octave": "half", "tempo": 90}, "twice"),
        ({"downbeats": [400, 402]}, "outside"),
        ({"taps": [1.0, 1.00001, 1.00002, 1.00003]}, ""),
        ({"metre": 4}, "nothing would change"),
    ):
        refused = client.post(f"{address}/edits", json={"kind": "correct", **nonsense})
        assert refused.status_code == 422 and says in refused.text, nonsense


def test_a_film_is_ordered_with_what_is_known_of_its_song(studio, song_file):
    song = studio.upload(song_file).json()
    order = {"song": song["id"], "draft": True, "corrections": {"metre": 3, "first_downbeat": 1.0}}
    job = studio.wait(studio.client.post("jobs", json=order).json()["id"])
    heard = studio.client.get(f"jobs/{job['id']}/analysis").json()
    assert heard["downbeat_times"][0] == 1.0 and max(heard["beat_positions"]) == 3
    assert heard["origins"]["bars"] == "the Studio"
    beginning = (Path(job["folder"]) / "master.mp4").read_bytes()[:2_900_000]
    told = studio.client.post("recipes", content=beginning).json()  # a reopened film is made on the same bars
    assert {**told["corrections"], **order["corrections"]} == told["corrections"] and told["missing"] == []


def test_an_edit_that_names_a_scene_by_its_id_meets_that_scene(studio, film):
    """Between a look and a click another window may have split a scene before it: numbers have moved, the id has not."""
    client, address = studio.client, f"jobs/{film['id']}"
    seen = client.get(f"{address}/scenes").json()[2]
    client.post(f"{address}/edits", json={"kind": "split", "scene": 1}).raise_for_status()
    edit = client.post(f"{address}/edits", json={"kind": "lock", "id": seen["id"]}).json()
    assert edit["scenes"] == [seen["id"]]
    rows = client.get(f"{address}/scenes").json()
    assert [row["number"] for row in rows if row["locked"]] == [4]
    takes = client.get(f"{address}/takes/{seen['id']}").json()
    assert [take["still_url"] for take in takes if take["in_use"]] == [seen["still_url"]]
    client.post(f"{address}/edits", json={"kind": "merge", "id": rows[0]["id"]}).raise_for_status()
    gone = client.post(f"{address}/edits", json={"kind": "redo", "id": rows[1]["id"]})
    assert gone.status_code == 422 and "not in the film any more" in gone.json()["title"]
    assert client.get(f"{address}/takes/{rows[1]['id']}").status_code == 422
    for unclear in ({}, {"scene": 1, "id": 1}):
        assert client.post(f"{address}/edits", json={"kind": "lock", **unclear}).status_code == 422
    one, two = (row["id"] for row in client.get(f"{address}/scenes").json()[:2])
    client.post(f"{address}/edits", json={"kind": "swap", "id": one, "other_id": two}).raise_for_status()
    assert [row["id"] for row in client.get(f"{address}/scenes").json()[:2]] == [two, one]
    for _ in range(4):
        client.post(f"{address}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])


def test_a_newer_song_keeps_the_scenes(studio, film, song_file, tmp_path):
    song = make_song(duration=10, tempo=120, seed=3)
    newer = replace(song, samples=(song.samples * 0.6).astype("float32")).write(tmp_path / "newer.wav")
    address, other = f"jobs/{film['id']}/song", make_song(duration=10, tempo=97, seed=8).write(tmp_path / "other.wav")
    uploads = [studio.upload(path).json()["id"] for path in (newer, song_file, other)]
    for upload, says in zip(uploads[1:], ("very file", "another song"), strict=True):
        refused = studio.client.post(address, json={"song": upload})
        assert refused.status_code == 422 and says in refused.json()["title"]
    headers = {"idempotency-key": "newer-1"}
    made, again = (studio.client.post(address, json={"song": uploads[0]}, headers=headers) for _ in range(2))
    assert made.status_code == 201 and made.json() == again.json()
    found = made.json()
    assert (found["offset"], found["changed"]) == (0, []) and found["job"]["id"] != film["id"]
    studio.wait(found["job"]["id"])
    rows, before = (studio.client.get(f"jobs/{job}/scenes").json() for job in (found["job"]["id"], film["id"]))
    assert [row["clip_url"].rpartition("?")[2] for row in rows] == [
        row["clip_url"].rpartition("?")[2] for row in before
    ]


def test_another_cover_is_chosen(studio, film):
    client, address = studio.client, f"jobs/{film['id']}"
    covers = client.get(f"{address}/covers").json()
    assert [cover["is_chosen"] for cover in covers] == [True] + [False] * (len(covers) - 1)
    cover = client.get(f"{address}/files/cover.jpg").content
    pictures = {one["scene"]: client.get(one["poster_url"].removeprefix("/api/v1/")).content for one in covers}
    other = next(scene for scene, picture in pictures.items() if picture != cover)
    client.post(f"{address}/edits", json={"kind": "cover", "scene": other}).raise_for_status()
    studio.wait(film["id"])
    assert [one["scene"] for one in client.get(f"{address}/covers").json() if one["is_chosen"]] == [other]
    assert client.get(f"{address}/files/cover.jpg").content == pictures[other]
    client.post(f"{address}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])
    assert client.get(f"{address}/files/cover.jpg").content == cover


def test_exports_are_made_on_demand_and_checked(studio, film):
    client, address = studio.client, f"jobs/{film['id']}"
    assert client.get(f"{address}/exports").json() == []
    assert client.get(f"{address}/exports/canvas/check").status_code == 404
    assert client.post(f"{address}/exports", json={"platforms": ["myspace"]}).status_code == 422
    assert client.post(f"{address}/exports", json={"platforms": ["canvas"]}).status_code == 202
    studio.wait(film["id"])
    (row,) = client.get(f"{address}/exports").json()
    assert (row["platform"], row["is_stale"]) == ("canvas", False)
    checked = client.get(f"{address}/exports/canvas/check").json()
    assert checked["ok"] and len(checked["findings"]) > 5
    client.post(f"{address}/edits", json={"kind": "redo", "scene": 1, "what": "clip"}).raise_for_status()
    studio.wait(film["id"])
    assert client.get(f"{address}/exports").json()[0]["is_stale"]
    client.post(f"{address}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])


def test_an_order_with_a_key_is_carried_out_once(studio, film, song_file):
    client, address = studio.client, f"jobs/{film['id']}"
    before = len(client.get(f"{address}/edits").json()["edits"])
    order, headers = {"kind": "lock", "scene": 3}, {"idempotency-key": "once-1"}
    answers = []

    def send():
        answers.append(client.post(f"{address}/edits", json=order, headers=headers).json())

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({json.dumps(answer) for answer in answers}) == 1
    assert len(client.get(f"{address}/edits").json()["edits"]) == before + 1
    other = client.post(f"{address}/edits", json={"kind": "lock", "scene": 4}, headers=headers)
    assert other.status_code == 422 and other.json()["type"].endswith("idempotency_key")
    client.post(f"{address}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])


def test_events_resume_where_they_broke_off(studio, film):
    def read(count: int, **headers: str) -> list[tuple[int, str]]:
        with studio.client.stream("GET", "events", params={"job": film["id"], "since": 0}, headers=headers) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            found: list[tuple[int, str]] = []
            known = {}
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if name in ("id", "event"):
                    known[name] = value
                if not line and known.get("event") not in ("hello", "progress", None):
                    found.append((int(known["id"]), known["event"]))
                if len(found) == count:
                    return found
        raise AssertionError("the stream ended")

    first = read(8)
    assert [name for _, name in first[:4]] == [
        "job_submitted",
        "audio_validated",
        "beats_detected",
        "storyboard_planned",
    ]
    again = read(4, **{"last-event-id": str(first[3][0])})
    assert again == first[4:8]


def test_a_job_can_be_cancelled(studio, song_file):
    song = studio.upload(song_file).json()
    order = {"song": song["id"], "prompt": "slow", "draft": True, "params": {"tiny": {"delay": 0.05}}}
    job = studio.client.post("jobs", json=order).json()
    assert studio.client.post(f"jobs/{job['id']}/cancel").status_code == 200
    studio.wait(job["id"], "cancelled")
    assert studio.client.post(f"jobs/{job['id']}/cancel").status_code == 422
    assert studio.client.post(f"jobs/{job['id']}/explode").status_code == 422


def test_a_film_whose_folder_was_deleted_is_said_to_be_gone_and_made_again(studio, song_file):
    client = studio.client
    order = {"song": studio.upload(song_file).json()["id"], "prompt": "a film to lose", "draft": True}
    job = studio.wait(client.post("jobs", json=order).json()["id"])
    assert not job["is_gone"]
    shutil.rmtree(job["folder"])
    lost = client.get(f"jobs/{job['id']}").json()
    assert (lost["state"], lost["is_gone"], lost["master_url"], lost["cover_url"]) == ("done", True, None, None)
    assert [one["is_gone"] for one in client.get("jobs").json() if one["id"] == job["id"]] == [True]
    for part in (
        "scenes",
        "edits",
        "exports",
        "covers",
        "analysis",
        "grid",
        "storyboard",
        "sync",
        "peaks",
        "scenes/1/takes",
    ):
        assert client.get(f"jobs/{job['id']}/{part}").status_code in (200, 404, 422), part
    assert not client.post(f"jobs/{job['id']}/retry").json()["is_gone"]
    again = studio.wait(job["id"])
    assert again["master_url"] and again["cover_url"] and not again["is_gone"]
    assert all(row["is_made"] for row in client.get(f"jobs/{job['id']}/scenes").json())


def test_bad_orders_say_what_is_wrong(studio, film, song_file):
    client = studio.client
    song = studio.upload(song_file).json()["id"]
    cases = [
        ("jobs", {"song": "0" * 16}, 404),
        ("jobs", {"song": song, "generator": "oil"}, 422),
        ("jobs", {"song": song, "params": {"tiny": {"sparkle": 1}}}, 422),
        ("jobs", {"song": song, "colour": "red"}, 422),
        ("jobs", {"song": song, "seed": -1}, 422),
        ("jobs", {"song": song, "references": [song]}, 422),
        (f"jobs/{film['id']}/edits", {"kind": "redo", "scene": 99}, 422),
        (f"jobs/{film['id']}/edits", {"kind": "explode"}, 422),
        ("jobs/000000000000/edits", {"kind": "undo"}, 404),
        ("jobs/000000000000/exports", {"platforms": ["reels"]}, 404),
    ]
    for path, order, status in cases:
        answer = client.post(path, json=order)
        assert answer.status_code == status, (path, order, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["title"]


def test_the_page_is_opened_with_the_token_and_goes_on_with_a_cookie(studio):
    with httpx.Client(trust_env=False) as browser:
        answer = browser.get(studio.address)
        assert answer.status_code == 303 and answer.headers["location"] == "/"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        page = browser.get(f"{studio.base}/")
        assert page.status_code == 200 and "script-src 'self'" in page.headers["content-security-policy"]
        assert browser.get(f"{studio.base}/api/v1/jobs").status_code == 200
        assert browser.post(f"{studio.base}/api/v1/prompt", json={"text": "x"}).status_code == 403
        own = {"origin": studio.base}
        assert browser.post(f"{studio.base}/api/v1/prompt", json={"text": "x"}, headers=own).status_code == 200
        assert browser.get(f"{studio.base}/api/v1/docs").status_code == 200
        assert "https://" not in browser.get(f"{studio.base}/api/v1/docs").text
    described = studio.client.get("openapi.json").json()
    assert described["openapi"].startswith("3.") and "/api/v1/jobs/{job_id}/edits" in described["paths"]


def test_the_films_lie_where_people_look(studio, film):
    folder = Path(film["folder"])
    assert folder.parent == studio.root / "films"
    assert (folder / "scenes/001/take-1/clip.mp4").is_file()
