"""The Studio page, built by npm and walked through in Chromium: upload, prompt, film, redo, export."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from beatreel.core.config import Settings
from beatreel.engine.instance import Instance
from beatreel.testing import make_song
from tests.studio.conftest import Studio

SOURCE = Path(__file__).parents[2] / "studio_page"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STRIP = "[data-testid=filmstrip] button[data-scene]"


@pytest.fixture(scope="module")
def built_page(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("page")
    npm = shutil.which("npm")
    assert npm, "npm builds the page: install Node.js 20.19 or newer"
    if not (SOURCE / "node_modules").is_dir():
        subprocess.run([npm, "ci"], cwd=SOURCE, check=True, capture_output=True)
    command = [npm, "run", "build", "--", "--outDir", str(out), "--emptyOutDir"]
    subprocess.run(command, cwd=SOURCE, check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def studio(tmp_path_factory, built_page):
    os.environ["BEATREEL_STUDIO_PAGE"] = str(built_page)
    studio = Studio(tmp_path_factory.mktemp("sp"))
    del os.environ["BEATREEL_STUDIO_PAGE"]
    yield studio
    studio.stop()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "Install Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(studio, browser):
    """A tab that has the token; whatever it complains of, or asks elsewhere, fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(300_000)  # a busy machine is no failure
    complaints: list[str] = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: request.url.startswith((studio.base, "data:", "blob:")) or complaints.append(request.url),
    )
    refused: list[str] = []  # an answer of 4xx is logged as an error by the browser; expected ones are counted
    page.on("response", lambda answer: answer.status >= 400 and refused.append(f"{answer.status} {answer.url}"))
    page.refusals = 0
    page.goto(studio.address)
    page.wait_for_selector("text=A song goes in")
    yield page
    known = [text for text in complaints if "status of 4" in text]
    assert len(known) <= page.refusals, (known, refused)
    assert [text for text in complaints if text not in known] == []
    context.close()


@pytest.fixture(scope="module")
def film(studio, song_file) -> dict:
    song = studio.upload(song_file).json()
    order = {"song": song["id"], "prompt": "a test", "draft": True}
    return studio.wait(studio.client.post("jobs", json=order).json()["id"])


def until(page, expression: str, timeout: float = 300) -> None:
    """Wait in the debugger; Playwright's own way evaluates text in the page, which the policy forbids."""
    deadline = time.monotonic() + timeout
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


def open_film(page, studio, film) -> None:
    page.goto(f"{studio.base}/#/film/{film['id']}")
    page.wait_for_selector(STRIP)
    page.wait_for_selector("[data-testid=inspector]")


@contextmanager
def held(studio):
    """The service, if one runs, stands still meanwhile."""
    state = Instance(Settings(data_dir=studio.root / "data")).state()
    if state is not None:
        os.kill(state["pid"], signal.SIGSTOP)
    try:
        yield
    finally:
        if state is not None:
            os.kill(state["pid"], signal.SIGCONT)


WIDTHS = (1440, 768, 390)


def fits(page, width: int) -> None:
    """Nothing overflows at any width; go on at this one."""
    for each in (*WIDTHS, width):
        page.set_viewport_size({"width": each, "height": 900})
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), each


def test_the_five_steps(page, studio, song_file):
    """Song and prompt on a phone, new still there too, new clip on a tablet, files on a large screen."""
    fits(page, 390)
    page.set_input_files("[data-testid=song]", song_file)
    page.wait_for_selector("text=Kälte")
    page.fill("textarea", "chrome sculpture, cold light, slow orbit, sad")
    page.wait_for_selector("[data-testid=lint] >> text=“sad”")
    fits(page, 390)
    page.check("text=Draft")
    page.click("text=Make the film")
    page.wait_for_selector(STRIP)
    fits(page, 390)
    page.wait_for_selector("[data-testid=exports] >> text=Master")
    page.wait_for_selector("[data-testid=progress]", state="detached")

    page.click(f"{STRIP} >> nth=1")
    page.wait_for_selector("[data-testid=inspector] >> text=Scene 2")
    for number, button in enumerate(("new-still", "new-clip"), start=2):
        page.click(f"[data-testid={button}]")
        page.wait_for_selector(f"[data-testid=takes] li:nth-child({number}) >> text=shown")
        fits(page, 768)
    page.click("text=Undo")
    page.wait_for_selector("[data-testid=takes] li:nth-child(2) >> text=shown")

    fits(page, 1440)
    page.wait_for_selector("[data-testid=progress]", state="detached")
    until(page, "document.querySelector('video').currentTime > 0.1")  # at scene 2
    page.click("[aria-label='Export for Instagram Reels'] >> visible=true")
    page.wait_for_selector("[aria-label='Export for Instagram Reels']", state="detached")
    page.click("[aria-label='Check the file for Instagram Reels']")
    page.wait_for_selector("[data-testid=check-reels] >> text=Meets all")
    page.wait_for_selector("[data-testid=progress]", state="detached")
    page.wait_for_timeout(1500)  # nothing may follow that takes the film away from whoever looks at it
    assert page.evaluate("document.querySelector('video').currentTime") > 0.1
    fits(page, 1440)
    with page.expect_download() as download:
        page.click("[aria-label='Download for Instagram Reels']")
    assert download.value.suggested_filename == "reels.mp4"
    assert Path(download.value.path()).stat().st_size > 10_000


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("song.aiff", "AIFF files are not taken"),
        ("cut.wav", "cut off"),
        ("list.mp3", "playlist"),
        ("large.flac", "limit"),
        ("short.wav", "at least 3 s"),
        ("letter.mp3", "not audio"),
        ("empty.wav", "empty"),
    ],
)
def test_each_refusal_says_why(page, tmp_path, name, says):
    path = tmp_path / name
    if name == "cut.wav":
        make_song(duration=3, tempo=120, seed=1).write(path)
        path.write_bytes(path.read_bytes()[:120_000])  # less than it promises
    elif name == "short.wav":
        make_song(duration=1, tempo=120, seed=1).write(path)
    elif name in ("letter.mp3", "empty.wav"):
        path.write_bytes(b"Dear reader, this is no music. " * (200 if name == "letter.mp3" else 0))
    elif name == "list.mp3":
        path.write_text("#EXTM3U\nsomething.mp3\n")
    else:
        path.write_bytes(b"FORM" + bytes(4_000_000 if name == "large.flac" else 5000))
    page.refusals = 1
    page.set_input_files("[data-testid=song]", path)
    alert = page.wait_for_selector("[role=alert]")
    assert says in alert.inner_text()
    assert page.locator("text=Make the film").is_disabled()


def test_a_film_is_reopened_covered_and_given_a_newer_song(page, studio, film, song_file, tmp_path):
    page.set_input_files("[data-testid=song]", Path(film["folder"]) / "master.mp4")
    page.wait_for_selector("[data-testid=recipe] >> text=is in the form")
    assert page.input_value("textarea") == "a test"
    page.set_input_files("[data-testid=song]", song_file)
    page.wait_for_selector("text=Kälte")
    assert "differ" not in page.inner_text("[data-testid=recipe]")

    open_film(page, studio, film)
    page.wait_for_selector("[data-testid=cover]")
    page.wait_for_selector("[data-testid=progress]", state="detached")  # that of the first run
    with held(studio):  # the page sees the job wait, and of a run that makes nothing new no event tells the end
        page.click("[aria-label='Other covers'] button[aria-pressed=false] >> nth=0")
        page.wait_for_selector("[data-testid=progress]")
    page.wait_for_selector("[data-testid=progress]", state="detached")
    until(page, "!document.querySelector('[aria-label=\"Other covers\"] button').ariaPressed.includes('true')")
    page.click("text=Undo")
    until(page, "document.querySelector('[aria-label=\"Other covers\"] button').ariaPressed === 'true'")

    song = make_song(duration=10, tempo=120, seed=3)
    newer = replace(song, samples=(song.samples * 0.6).astype("float32")).write(tmp_path / "newer.wav")
    before = page.evaluate("location.hash")
    page.set_input_files("[data-testid=newer-song]", newer)
    page.wait_for_selector("[data-testid=newer] >> text=the clips stay")
    assert page.evaluate("location.hash") != before
    page.wait_for_selector("[data-testid=exports] >> text=Master")


def test_what_was_heard_is_corrected_on_the_page(page, studio, film):
    open_film(page, studio, film)
    page.click("[data-testid=hearing] summary")
    page.wait_for_selector("[data-testid=hearing] >> text=bar 1 at 0.00 s")
    fits(page, 390)
    page.click("text=Bars a beat later")
    page.wait_for_selector("[data-testid=hearing] >> text=bar 1 at 0.50 s, corrected")
    page.click("text=Undo")
    page.wait_for_selector("[data-testid=hearing] >> text=bar 1 at 0.00 s")
    page.wait_for_selector(
        "[data-testid=progress]", state="detached"
    )  # the film is not joined anew while it is listened to
    page.click("[data-testid=tap-along]")
    assert page.locator("[data-testid=use-taps]").is_disabled()
    for beat in range(16):  # where the player stumbles, two taps fall together, and one of them counts
        if beat >= 8 and page.locator("[data-testid=use-taps]").is_enabled():
            break
        until(page, f"document.querySelector('video').currentTime >= {1 + 0.5 * beat}")
        page.keyboard.press("b" if beat % 4 == 0 else "t")
    page.click("[data-testid=use-taps]")
    until(page, "document.querySelector('video').paused")
    page.wait_for_selector("[data-testid=hearing] >> text=corrected")
    page.click("text=Undo")
    page.wait_for_selector("[data-testid=hearing] >> text=100 % sure")
    studio.wait(film["id"])


def test_a_player_whose_file_breaks_goes_on_in_the_newer_one(page, studio, film):
    """The browser breaks off when a file changes under it, which may be before the page has heard of another film."""
    open_film(page, studio, film)
    until(page, "document.querySelector('video').readyState >= 1")
    before = page.evaluate("document.querySelector('video').src")
    page.evaluate("document.querySelector('video').loop = true")
    page.click("[aria-label=Play]")
    until(page, "document.querySelector('video').currentTime > 0.1")
    page.evaluate("document.querySelector('video').dispatchEvent(new Event('error'))")
    order = {"kind": "swap", "scene": 1, "other": 2}
    studio.client.post(f"jobs/{film['id']}/edits", json=order).raise_for_status()
    until(page, f"document.querySelector('video').src !== '{before}' && !document.querySelector('video').paused")
    studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])


def test_quick_edits_meet_the_scene_that_is_looked_at(page, studio, film):
    """Scene 1 is split elsewhere while scene 3 is open: a click still locks the scene that the page shows, and a double click is one."""
    open_film(page, studio, film)
    page.click(f"{STRIP} >> nth=2")
    seen = studio.client.get(f"jobs/{film['id']}/scenes").json()[2]
    before = len(studio.client.get(f"jobs/{film['id']}/edits").json()["edits"])
    studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "split", "scene": 1}).raise_for_status()
    page.locator("[data-testid=inspector] >> text=Lock").dblclick()
    page.wait_for_selector("[data-testid=inspector] >> text=Unlock")
    page.wait_for_selector("[data-testid=inspector] >> text=Scene 4")
    rows = studio.client.get(f"jobs/{film['id']}/scenes").json()
    assert [row["id"] for row in rows if row["locked"]] == [seen["id"]]
    assert len(studio.client.get(f"jobs/{film['id']}/edits").json()["edits"]) == before + 2
    page.click("text=Undo")
    page.click("text=Undo")
    until(page, f"document.querySelectorAll('[data-scene]').length === {len(rows) - 1}")
    assert page.inner_text("[data-testid=inspector] h2").startswith("Scene 3")
    studio.wait(film["id"])


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_overflows(page, studio, film, width):
    page.set_viewport_size({"width": width, "height": 900})
    for place in ("/#/", f"/#/film/{film['id']}"):
        page.goto(studio.base + place)
        page.wait_for_selector("h1")
        page.wait_for_timeout(600)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_axe_finds_nothing_serious(page, studio, film):
    page.refusals = 1
    for place in ("start", "refused", "film", "open"):
        if place == "refused":
            page.set_input_files("[data-testid=song]", {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": b"none"})
            page.wait_for_selector("[role=alert]")
        if place == "film":
            studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "redo", "scene": 1, "what": "clip"})
            open_film(page, studio, film)
            page.wait_for_selector("[data-testid=cover]")
            page.wait_for_selector("[data-testid=takes] li:nth-child(2) >> text=A/B")  # two takes have more to name
        if place == "open":
            page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.wait_for_timeout(400)
        # The policy forbids strange scripts in the page; the debugger's door is not bound by it.
        page.evaluate((SOURCE / "node_modules" / "axe-core" / "axe.min.js").read_text())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (one["id"], [node["target"] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], place
    studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "undo"})
    studio.wait(film["id"])


def test_the_keyboard_is_enough(page, studio, film):
    open_film(page, studio, film)
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("[data-testid=inspector] >> text=Scene 2")
    page.keyboard.press("l")
    page.wait_for_selector("[data-testid=inspector] >> text=Unlock")
    page.keyboard.press("u")
    page.wait_for_selector("[data-testid=inspector] >> text='Lock'")
    reached, wanted = set(), {"new-still", "new-clip", "Split", "Merge with next"}
    for _ in range(300):  # how many stops there are depends on what earlier tests left in the film
        if wanted <= reached:
            break
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.dataset.testid || document.activeElement.innerText || document.activeElement.ariaLabel"
            )
        )
    assert wanted <= reached
    last = studio.client.get(f"jobs/{film['id']}/scenes").json()[-1]
    studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "lock", "id": last["id"], "locked": True})
    until(page, "document.querySelectorAll('[data-scene] .lock').length === 1")
    edge = page.locator("[role=slider][aria-label='Beginning of scene 2']")
    before = edge.get_attribute("aria-valuenow")
    edge.focus()
    page.keyboard.press("ArrowLeft")
    until(page, f"document.querySelector('[role=slider]').ariaValueNow !== '{before}'")
    page.click(
        "text=Undo"
    )  # at once: it takes back the edge, which has not been handed in yet, and not the lock before it
    until(page, f"document.querySelector('[role=slider]').ariaValueNow === '{before}'")
    until(page, "!document.querySelector('button[title^=Undo]').disabled")
    assert studio.client.get(f"jobs/{film['id']}/scenes").json()[-1]["locked"]
    page.click("text=Undo")
    until(page, "document.querySelectorAll('[data-scene] .lock').length === 0")


def test_sixty_scenes_update_smoothly(page, studio, tmp_path, capsys):
    song = make_song(duration=31, tempo=120, seed=4).write(tmp_path / "many.flac")
    order = {
        "song": studio.upload(song).json()["id"],
        "draft": True,
        "frame_rate": "24",
        "params": {"tiny": {"delay": 0.02}},
    }
    job = studio.client.post("jobs", json=order).json()["id"]
    resting = frame_times(page, "start")
    page.goto(f"{studio.base}/#/film/{job}")
    page.wait_for_selector(STRIP)
    frame_times(page, "start")
    while long := [
        row["number"] for row in studio.client.get(f"jobs/{job}/scenes").json() if row["end"] - row["start"] > 0.9
    ]:
        for number in reversed(long):  # every beat becomes a scene, while the first ones are being drawn
            studio.client.post(f"jobs/{job}/edits", json={"kind": "split", "scene": number}).raise_for_status()
    studio.wait(job, timeout=900)
    until(page, "!document.querySelector('[data-scene].busy')")
    assert page.locator(STRIP).count() >= 60
    updating = frame_times(page, "read")
    with capsys.disabled():
        sys.stderr.write(
            f"\n60 scenes: {len(updating)} frames, p95 {p95(updating):.0f} ms, at rest {p95(resting):.0f} ms\n"
        )
    # The goal is 50 ms on a quiet machine; here the bound is only to find a page that hangs.
    assert p95(updating) < max(250, 5 * p95(resting))


def frame_times(page, deed: str) -> list[float]:
    """Begin to note how long each frame takes, in ms; return what was noted until now."""
    return page.evaluate(
        """(deed) => {
            const noted = window.noted ?? []
            if (deed === 'read') return noted
            const own = (window.noted = [])
            let last = performance.now()
            const tick = (now) => {
                own.push(now - last)
                last = now
                if (window.noted === own) requestAnimationFrame(tick)
            }
            requestAnimationFrame(tick)
            return new Promise((resolve) => setTimeout(() => resolve([...own]), 1000))
        }""",
        deed,
    )


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def test_a_film_in_the_making_shows_what_is_there(page, studio, song_file):
    song = studio.upload(song_file).json()
    job = studio.client.post("jobs", json={"song": song["id"], "prompt": "another", "draft": True}).json()
    page.goto(f"{studio.base}/#/film/{job['id']}")
    page.wait_for_selector("[data-testid=progress]")
    page.wait_for_selector("[data-testid=filmstrip] .frames")
    page.wait_for_selector("[data-testid=timeline] >> text=20 beats")  # without another look at the page
    page.wait_for_selector("[data-testid=timeline] .segments span")
    studio.wait(job["id"])
    page.wait_for_selector("[data-testid=progress]", state="detached")
    until(page, "document.querySelector('video').readyState >= 1")


def test_a_film_whose_folder_was_deleted_says_so_and_is_rendered_again(page, studio, song_file):
    order = {"song": studio.upload(song_file).json()["id"], "prompt": "a film to lose", "draft": True}
    job = studio.wait(studio.client.post("jobs", json=order).json()["id"])
    shutil.rmtree(job["folder"])
    page.reload()
    page.wait_for_selector(f"a[href='#/film/{job['id']}'] >> text=Its folder is gone")
    page.refusals = 100  # pictures of scenes that are gone with it
    page.goto(f"{studio.base}/#/film/{job['id']}")
    assert job["folder"] in page.inner_text("[data-testid=gone]")
    page.click("text=Render again")
    page.wait_for_selector("[data-testid=gone]", state="detached")
    assert studio.wait(job["id"])["master_url"]
    page.wait_for_selector("[data-testid=progress]", state="detached")
    until(page, "document.querySelector('video').readyState >= 1")
