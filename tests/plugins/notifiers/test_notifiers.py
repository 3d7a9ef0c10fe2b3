"""Notifiers against real receivers: an HTTP server, a D-Bus session, and Apprise itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from beatreel import AudioRejected, ConfigError, JobCompleted, JobFailed, LoggedEvent
from beatreel.core.config import PluginSettings, Settings
from beatreel.hooks.listeners import ListenerProcess
from beatreel.hooks.manager import PluginManager

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
DONE = JobCompleted(job_id="j1", folder="/films/Kälte", files=("master.mp4", "reels.mp4", "cover.jpg"))
FAILED = JobFailed(job_id="j1", stage="generate", message="No film.", hint="Try again")
REFUSED = AudioRejected(job_id="j1", song_path="/a/b.wav", reason="too_short", message="Too short.", hint="Longer")


def logged(event, number=7):
    data = event.model_dump(mode="json")
    return LoggedEvent(id=number, time=datetime.now(UTC), name=event.name, job_id=event.job_id, data=data)


class Receiver:
    """A web server on this machine that answers as it is told, and remembers what came."""

    def __init__(self):
        self.answers, self.got = [], []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                code, pause = receiver.answers.pop(0) if receiver.answers else (204, 0)
                time.sleep(pause)
                self.send_response(code)
                if code == 302:
                    self.send_header("Location", receiver.url + "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def receiver():
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def tell():
    """Tell events to notifiers in their own process, as the engine does."""
    opened = []

    def make(**options):
        settings = Settings(plugins=PluginSettings(options=options))
        manager = PluginManager.load(settings.plugins)
        broken = [info.error for info in manager.infos if info.error]
        assert not broken, broken
        reports = []
        process = ListenerProcess(manager, settings, lambda *report: reports.append((report[0], str(report[2]))))
        opened.append(process)

        def tell_one(event, number=7):
            process.announce(logged(event, number))
            return reports

        return tell_one

    yield make
    for process in opened:
        process.close()


def test_a_receiver_can_tell_genuine_from_forged(receiver, tell):
    send = tell(webhook={"url": receiver.url, "secret": SECRET})
    for number, event in enumerate((DONE, FAILED, REFUSED)):
        assert send(event, number) == []
    assert [json.loads(body)["type"] for _, body in receiver.got] == ["job_completed", "job_failed", "audio_rejected"]
    headers, body = receiver.got[0]
    assert headers["webhook-id"] == "j1-0"
    assert Webhook(SECRET).verify(body, headers)["data"]["folder"] == "/films/Kälte"
    old = {**headers, "webhook-timestamp": str(int(headers["webhook-timestamp"]) - 1000)}
    for forged in (body.replace(b"j1", b"j2"), body + b" "):
        with pytest.raises(WebhookVerificationError):
            Webhook(SECRET).verify(forged, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body, old)


def test_a_failed_run_that_will_be_tried_again_is_no_news(receiver, tell):
    send = tell(webhook={"url": receiver.url, "secret": SECRET})
    assert send(FAILED.model_copy(update={"final": False})) == []
    assert receiver.got == []


def test_a_delivery_is_tried_again_under_the_same_id(receiver, tell):
    receiver.answers = [(500, 0), (503, 0), (200, 0)]
    assert tell(webhook={"url": receiver.url, "secret": SECRET})(DONE) == []
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {"j1-7"}
    assert len(receiver.got) == 3


@pytest.mark.parametrize(("code", "tries"), [(410, 1), (401, 1), (302, 1), (500, 3)])
def test_what_is_not_delivered_is_reported(receiver, tell, code, tries):
    receiver.answers = [(code, 0)] * 5
    ((plugin, said),) = tell(webhook={"url": receiver.url, "secret": SECRET})(DONE)
    assert plugin == "webhook" and str(code) in said
    assert len(receiver.got) == tries
    assert SECRET not in said


def test_a_receiver_that_hangs_holds_nobody_up_for_long(receiver, tell):
    receiver.answers = [(200, 6)] * 3
    begun = time.monotonic()
    ((plugin, _),) = tell(webhook={"url": receiver.url, "secret": SECRET})(DONE)
    assert plugin == "webhook"
    assert time.monotonic() - begun < 60  # each try has its time, and a listener its time in all


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"url": "http://example.org", "secret": SECRET},
        {"url": "ftp://127.0.0.1", "secret": SECRET},
        {"url": "https://example.org", "secret": "hush"},
        {"url": "https://example.org", "secret": SECRET, "colour": "red"},
    ],
)
def test_options_that_cannot_work_show_at_once(options):
    manager = PluginManager.load(PluginSettings(options={"webhook": options}))
    (info,) = [info for info in manager.infos if info.name == "webhook"]
    assert info.error and "webhook" in info.error and SECRET not in info.error


def test_nothing_is_loaded_that_nobody_switched_on():
    assert not {"webhook", "desktop", "apprise"} & {info.name for info in PluginManager.load().infos}


def test_apprise_delivers(receiver, tell):
    address = receiver.url.replace("http://", "json://")
    assert tell(apprise={"urls": [address]})(DONE) == []
    told = json.loads(receiver.got[0][1])
    assert "Kälte" in told["title"] and "reels.mp4" in told["message"]
    receiver.answers = [(500, 0)] * 5
    ((plugin, _),) = tell(apprise={"urls": [address]})(DONE)
    assert plugin == "apprise"


DESKTOP = """
import json, sys, threading
from jeepney import HeaderFields, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from beatreel import JobCompleted
from beatreel.plugins.notifiers import desktop

ANSWERS = {"Notify": ("u", (1,)), "GetCapabilities": ("as", (["body"],)), "GetServerInformation": ("ssss", ("a", "b", "1", "1.2"))}
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))

def serve():
    while True:
        message = connection.receive()
        if message.header.message_type is MessageType.method_call:
            name = message.header.fields[HeaderFields.member]
            if name == "Notify":
                print(json.dumps(message.body[3:5]), flush=True)
            connection.send(new_method_return(message, *ANSWERS[name]))

threading.Thread(target=serve, daemon=True).start()
desktop.job_completed(JobCompleted(job_id="j", folder="/films/-Night Drive", files=("master.mp4",)))
"""


def test_the_desktop_is_told():
    for program in ("notify-send", "dbus-run-session"):
        assert shutil.which(program), "install the Debian packages libnotify-bin and dbus"
    command = ["dbus-run-session", "--", sys.executable, "-c", DESKTOP]
    done = subprocess.run(command, timeout=60, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["The film “-Night Drive” is ready", "master.mp4 in /films/-Night Drive"]


def test_a_desktop_without_the_program_says_what_to_install(monkeypatch):
    from beatreel.plugins.notifiers import desktop

    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ConfigError, match="not installed"):
        desktop.job_completed(DONE)
