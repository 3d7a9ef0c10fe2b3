"""The HTTP attack list: everything is refused by default, and the same request done properly passes."""

from __future__ import annotations

import gzip
import json
import socket
from pathlib import Path

import httpx
import pytest

from tests.studio.conftest import TOKEN, Studio

BEARER = {"authorization": f"Bearer {TOKEN}"}
COOKIE = {"cookie": f"beatreel_studio={TOKEN}"}


def raw(studio, text: str | bytes) -> tuple[int, str]:
    """Send bytes as they are; return status and answer (0 when the server just hangs up)."""
    host, _, port = studio.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as link:
        link.sendall(text.encode("latin-1") if isinstance(text, str) else text)
        answer = b""
        while piece := link.recv(65536):
            answer += piece
    head = answer.split(b"\r\n", 1)[0].split()
    return (int(head[1]) if len(head) > 1 else 0), answer.decode("latin-1")


def get(studio, path: str, **headers: str) -> httpx.Response:
    return httpx.get(studio.base + path, headers=headers, trust_env=False)


def test_the_positive_control(studio):
    assert get(studio, "/api/v1/jobs", **BEARER).status_code == 200
    assert get(studio, "/api/v1/jobs", **COOKIE).status_code == 200
    request = f"GET /api/v1/jobs HTTP/1.1\r\nHost: {studio.host}\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
    assert raw(studio, request)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "",
        "127.0.0.1.evil.test:{port}",
        "evil.test:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "user@127.0.0.1:{port}",
    ],
)
def test_foreign_hosts(studio, host):
    host = host.format(port=studio.host.rpartition(":")[2])
    status, answer = raw(
        studio,
        f"GET /api/v1/jobs HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n",
    )
    assert status in (400, 421), answer


def test_two_hosts_none_and_absolute_addresses(studio):
    token = f"Authorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
    assert raw(studio, f"GET /api/v1/jobs HTTP/1.1\r\nHost: {studio.host}\r\nHost: evil.test\r\n{token}")[0] in (
        400,
        421,
    )
    assert raw(studio, f"GET /api/v1/jobs HTTP/1.1\r\n{token}")[0] in (400, 421)
    assert raw(studio, f"GET http://evil.test/api/v1/jobs HTTP/1.1\r\nHost: evil.test\r\n{token}")[0] in (400, 421)
    assert raw(studio, f"GET http://evil.test/api/v1/jobs HTTP/1.1\r\nHost: {studio.host}\r\n{token}")[0] in (
        400,
        404,
        421,
    )


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.test",
        "null",
        "http://127.0.0.1:1",
        "http://localhost",
        "file://",
        "http://evil.test:{port}",
        "{base}.evil.test",
    ],
)
def test_foreign_origins(studio, origin):
    origin = origin.format(port=studio.host.rpartition(":")[2], base=studio.base)
    for credentials in (BEARER, COOKIE):
        answer = httpx.post(
            f"{studio.base}/api/v1/prompt",
            json={"text": "x"},
            headers={**credentials, "origin": origin},
            trust_env=False,
        )
        assert answer.status_code == 403
        assert not any(name.startswith("access-control") for name in answer.headers)
    preflight = httpx.options(
        f"{studio.base}/api/v1/prompt",
        headers={
            "origin": origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization",
        },
        trust_env=False,
    )
    assert preflight.status_code == 403 and not any(name.startswith("access-control") for name in preflight.headers)


def test_other_pages_of_this_browser(studio):
    for site in ("cross-site", "same-site"):
        assert get(studio, "/api/v1/jobs", **COOKIE, **{"sec-fetch-site": site}).status_code == 403
    plain = {**COOKIE, "content-type": "text/plain"}
    assert (
        httpx.post(f"{studio.base}/api/v1/prompt", content='{"text":"x"}', headers=plain, trust_env=False).status_code
        == 403
    )


def test_without_the_token_nothing(studio):
    for headers in ({}, {"authorization": "Bearer"}, {"authorization": f"Basic {TOKEN}"}, {"authorization": TOKEN}):
        assert get(studio, "/api/v1/jobs", **headers).status_code in (401, 429)
    for content_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
    ):
        answer = httpx.post(
            f"{studio.base}/api/v1/jobs", content="a=1", headers={"content-type": content_type}, trust_env=False
        )
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
    assert get(studio, f"/api/v1/jobs?token={TOKEN}").status_code == 401, "only the page takes it from its address"


def test_bodies_must_be_what_they_say(studio):
    client = studio.client
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = client.post("prompt", content='{"text":"x"}', headers={"content-type": content_type})
        assert answer.status_code in (415, 422), content_type
    for body in (
        b'{"text":' * 5000,
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"text": NaN}',
        b"",
        b'{"text":"x"}{',
        b'{"text":1e999}',
    ):
        assert client.post("prompt", content=body, headers={"content-type": "application/json"}).status_code in (
            400,
            422,
        )
    endless = (b" " * 65536 for _ in range(40))
    for body, allowed in ((b'{"text":"' + b"x" * 1_200_000 + b'"}', (413,)), (endless, (400, 413))):
        try:
            answer = client.post("prompt", content=body, headers={"content-type": "application/json"})
        except httpx.TransportError:  # the server hung up while more was being sent; its answer may be lost then
            continue
        assert answer.status_code in allowed


def test_state_is_not_changed_by_looking(studio, film):
    for path in ("jobs", f"jobs/{film['id']}/edits", f"jobs/{film['id']}/exports", "prompt"):
        for method in ("PUT", "DELETE", "PATCH"):
            assert studio.client.request(method, path).status_code in (404, 405)
    for path in (f"jobs/{film['id']}/cancel", f"jobs/{film['id']}/retry", "prompt", "session"):
        assert studio.client.get(path).status_code in (404, 405)
    for method in ("PUT", "DELETE", "POST", "TRACE"):
        answer = httpx.request(method, f"{studio.base}/index.html", headers=BEARER, trust_env=False)
        assert answer.status_code in (404, 405)


PATHS = [
    "../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cwindows%5cwin.ini",
    "....//....//etc/passwd", "master.mp4%00.jpg", "/etc/passwd", "%2fetc%2fpasswd", "C:%5cwindows%5cwin.ini",
    "%5c%5c%3f%5cC:%5cx", "/windows/win.ini", "CON", "a" * 4096, "..", ".", "%2e%2e", "analysis.json", ".hidden", "link.mp4",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:24])
def test_paths_that_lead_elsewhere(studio, film, path):
    for address in (
        f"/api/v1/jobs/{film['id']}/files/{path}",
        f"/{path}",
        f"/api/v1/uploads/{path}/content",
        f"/api/v1/jobs/{path}",
    ):
        request = f"GET {address} HTTP/1.1\r\nHost: {studio.host}\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
        status, answer = raw(studio, request)
        is_page = status == 200 and "beatreel studio" in answer
        assert is_page or status in (400, 404, 405, 414, 422, 431), (address, answer[:300])
        assert "root:" not in answer and "[fonts]" not in answer


def test_links_out_of_a_films_folder_are_not_followed(studio, film):
    secret = studio.root / "secret"
    secret.write_text("secret")
    link = Path(film["folder"]) / "tiktok.mp4"
    link.symlink_to(secret)
    try:
        answer = studio.client.get(f"jobs/{film['id']}/files/tiktok.mp4")
        assert answer.status_code == 404 and "secret" not in answer.text
    finally:
        link.unlink()


@pytest.mark.parametrize(
    "name", ["-1", "1 OR 1=1", "1;drop table jobs", "'", "%", "_", "0" * 12, "../x", "{{7*7}}", "${x}"]
)
def test_ids(studio, film, name):
    for address in (f"jobs/{name}", f"jobs/{name}/scenes", f"uploads/{name}", f"jobs/{name}/files/master.mp4"):
        assert studio.client.get(address).status_code in (404, 422), address
    assert studio.client.get(f"jobs/{film['id']}").status_code == 200


def test_ranges(studio, film):
    address = f"jobs/{film['id']}/files/master.mp4"
    size = len(studio.client.get(address).content)
    far = studio.client.get(address, headers={"range": "bytes=0-99999999999"})
    assert far.status_code == 206 and len(far.content) == size
    assert studio.client.get(address, headers={"range": f"bytes={size}-"}).status_code == 416
    many = studio.client.get(address, headers={"range": "bytes=" + ",".join(f"{n}-{n}" for n in range(1000))})
    assert many.status_code in (200, 206, 400, 416) and len(many.content) < 2 * size + 400_000
    for value in ("bytes=a-b", "bytes=-", "lines=1-2", "bytes=9-1"):
        assert studio.client.get(address, headers={"range": value}).status_code in (200, 206, 400, 416)


@pytest.mark.parametrize(
    "name",
    [
        "x.html",
        "x.svg",
        'a".mp3',
        "a\r\nSet-Cookie: x=1.mp3",
        "../../up.mp3",
        "..\\..\\up.mp3",
        "CON.mp3",
        "<img onerror=x>.mp3",
        "a" * 1000,
    ],
)
def test_names_of_uploads_are_only_shown(studio, song_file, name):
    answer = studio.client.post("uploads", params={"name": name}, content=song_file.read_bytes())
    assert answer.status_code == 201
    shown = answer.json()["name"]
    assert len(shown) <= 120 and not set(shown) & set("/\\\r\n\0")
    sent = studio.client.get(answer.json()["url"].removeprefix("/api/v1/"))
    assert sent.headers["content-type"] == "audio/flac" and sent.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in sent.headers
    for evil in (
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
        b"PK\x03\x04" + bytes(100),
    ):
        for kind in ("song", "reference"):
            assert studio.client.post("uploads", params={"name": name, "kind": kind}, content=evil).status_code == 422


def test_headers_of_every_answer(studio, film):
    for path in ("/", "/api/v1/jobs", "/nothing", f"/api/v1/jobs/{film['id']}/files/master.mp4"):
        headers = get(studio, path, **BEARER).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert (
            "unsafe-eval" not in headers["content-security-policy"]
            and "script-src 'self';" in headers["content-security-policy"]
        )
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
        assert "public" not in headers["cache-control"]
        assert "server" not in headers


def test_no_redirect_leads_away(studio):
    for path in ("//evil.test", "/?next=//evil.test", "/%2f%2fevil.test", "/\\evil.test"):
        status, answer = raw(studio, f"GET {path} HTTP/1.1\r\nHost: {studio.host}\r\nConnection: close\r\n\r\n")
        assert "location:" not in answer.lower() and status in (200, 400, 404)


def test_there_are_no_web_sockets(studio):
    for origin in ("http://evil.test", studio.base):
        upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13"
        request = f"GET /api/v1/jobs HTTP/1.1\r\nHost: {studio.host}\r\nOrigin: {origin}\r\n{upgrade}\r\n\r\n"
        assert raw(studio, request)[0] in (400, 401, 403, 426)


def test_compressed_bodies_are_not_unpacked(studio):
    bomb = gzip.compress(b'{"text":"' + b"x" * 50_000_000 + b'"}')
    for encoding in ("gzip", "deflate", "br"):
        headers = {"content-type": "application/json", "content-encoding": encoding}
        assert studio.client.post("prompt", content=bomb, headers=headers).status_code in (400, 415, 422)


def test_a_song_that_is_a_page_too_is_only_ever_a_song(studio, song_file):
    sent = song_file.read_bytes() + b"<html><script>alert(1)</script>"
    answer = studio.client.post("uploads", params={"name": "x.html"}, content=sent)
    if answer.status_code == 201:
        content = studio.client.get(answer.json()["url"].removeprefix("/api/v1/"))
        assert content.headers["content-type"] == "audio/flac"
        assert content.headers["x-content-type-options"] == "nosniff"
    else:
        assert answer.status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "http://2130706433/",
        "gopher://x",
    ],
)
def test_addresses_are_not_followed(studio, film, address):
    client = studio.client
    assert client.post("jobs", json={"song": address}).status_code == 404
    assert client.post(f"jobs/{film['id']}/song", json={"song": address}).status_code == 404
    order = {"song": "0" * 16, "references": [address]}
    assert client.post("jobs", json=order).status_code == 404


def test_titles_make_no_header_and_no_setting(studio, song_file):
    song = studio.upload(song_file).json()["id"]
    title = "a\r\nSet-Cookie: x=1\r\n[plugins]\nfolders=['/tmp']/../../up\0"
    made = studio.client.post("jobs", json={"song": song, "title": title, "draft": True})
    assert made.status_code == 201 and "set-cookie" not in made.headers
    folder = Path(made.json()["folder"])
    assert folder.parent == studio.root / "films" and not set(folder.name) & set("\r\n\0/[]")
    studio.client.post(f"jobs/{made.json()['id']}/cancel")
    assert not list(studio.root.rglob("beatreel.toml"))


@pytest.mark.parametrize(
    "name", ["beatreel.toml", "manifest.json", "storyboard.json", "beatreel.db", "song.flac", "scenes"]
)
def test_only_films_are_files(studio, film, name):
    for method in ("GET", "PUT", "POST", "DELETE"):
        answer = studio.client.request(method, f"jobs/{film['id']}/files/{name}")
        assert answer.status_code in (404, 405)


def test_on_a_network_the_same_is_refused(tmp_path):
    """With ``--host 0.0.0.0 --name``: names that are not given, foreign pages, and whoever has no token."""
    studio = Studio(tmp_path, "--host", "0.0.0.0", "--name", "studio.example")
    try:
        port = studio.host.rpartition(":")[2]

        def status(host: str, **more: str) -> int:
            return get(studio, "/api/v1/jobs", host=host, **more).status_code

        assert status(f"studio.example:{port}", **BEARER) == 200
        assert status(f"studio.example:{port}") == 401
        for host in (f"evil.test:{port}", "studio.example", f"studio.example.evil.test:{port}", f"0.0.0.0:{port}", ""):
            assert status(host, **BEARER) in (400, 421), host
        for origin in ("http://evil.test", "null", f"http://studio.example.evil.test:{port}"):
            assert status(f"studio.example:{port}", origin=origin, **BEARER) == 403
        assert status(f"studio.example:{port}", **COOKIE, **{"sec-fetch-site": "cross-site"}) == 403
        assert "TLS" in (tmp_path / "err").read_text()
    finally:
        studio.stop()


def test_nothing_installs_or_configures(studio):
    described = studio.client.get("openapi.json").json()["paths"]
    changing = {path for path, methods in described.items() if set(methods) - {"get", "head"}}
    assert changing == {
        "/api/v1/session", "/api/v1/uploads", "/api/v1/jobs", "/api/v1/jobs/{job_id}/{wish}", "/api/v1/prompt",
        "/api/v1/jobs/{job_id}/edits", "/api/v1/jobs/{job_id}/exports", "/api/v1/jobs/{job_id}/song", "/api/v1/recipes",
    }  # fmt: skip


def test_templates_and_commands_stay_text(studio, film):
    text = "{{7*7}} ${7*7} %s%n $(id) ;rm -rf / <script>alert(1)</script>"
    order = {"kind": "redo", "scene": 1, "what": "still", "prompt": text}
    assert studio.client.post(f"jobs/{film['id']}/edits", json=order).status_code == 201
    studio.wait(film["id"])
    assert studio.client.get(f"jobs/{film['id']}/scenes").json()[0]["prompt"] == text
    studio.client.post(f"jobs/{film['id']}/edits", json={"kind": "undo"}).raise_for_status()
    studio.wait(film["id"])
    for secret in (TOKEN,):
        assert secret not in json.dumps(studio.client.get(f"jobs/{film['id']}").json())
        assert secret not in (studio.root / "err").read_text()


def test_guessing_the_token_is_slow_but_locks_nobody_out(studio):
    with httpx.Client(trust_env=False) as guesser:
        seen = [
            guesser.get(f"{studio.base}/api/v1/jobs", headers={"authorization": f"Bearer {n}"}).status_code
            for n in range(300)
        ]
    assert set(seen) == {401, 429} and seen.count(401) <= 30
    assert get(studio, "/api/v1/jobs", **BEARER).status_code == 200
