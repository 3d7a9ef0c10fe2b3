"""Signed films, made with a certificate of the test's own and read by the library's official reader."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import Any

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from beatreel import ConfigError, UserInputError
from beatreel.core.config import PluginSettings
from beatreel.hooks.manager import PluginManager
from beatreel.media.probe import probe
from beatreel.plugins.exporters.c2pa import C2paOptions, Signed
from beatreel.tasks.check import check_by
from beatreel.testing import FakeMaster, check_exporter, make_song, make_storyboard
from beatreel.testing.films import decoded


def quiet(done: float, note: str = "") -> None:
    pass


def certificate(name: str, key: Any, issuer: str, issuer_key: Any, *, is_root: bool) -> x509.Certificate:
    def called(text: str) -> x509.Name:
        return x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, text), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tests")]
        )

    now = datetime.datetime.now(datetime.UTC)
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    usage |= {"digital_signature": True, "key_cert_sign": is_root, "crl_sign": is_root}
    made = (
        x509.CertificateBuilder()
        .subject_name(called(name))
        .issuer_name(called(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not is_root:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return made.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Options with a certificate that lives as long as this module, and the path of its root."""
    folder = tmp_path_factory.mktemp("keys")
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = certificate("Test root", root_key, "Test root", root_key, is_root=True)
    leaf = certificate("Anna Beispiel", key, "Test root", root_key, is_root=False)
    pem = serialization.Encoding.PEM
    (folder / "chain.pem").write_bytes(leaf.public_bytes(pem) + root.public_bytes(pem))
    (folder / "root.pem").write_bytes(root.public_bytes(pem))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return {
        name: str(folder / f"{file}.pem") for name, file in (("certificate", "chain"), ("key", "key"), ("root", "root"))
    }


@pytest.fixture(scope="module")
def options(keys: dict[str, str]) -> dict[str, Any]:
    return {"certificate": keys["certificate"], "key": keys["key"]}


@pytest.fixture
def film(tmp_path: Path) -> tuple[FakeMaster, Any]:
    from fractions import Fraction

    from beatreel import VideoSpec

    heard = make_song(duration=6, tempo=120)
    song, analysis = heard.song(tmp_path / "song.flac"), heard.analysis()
    spec = VideoSpec(width=144, height=256, frame_rate=Fraction(24))
    return FakeMaster(song, make_storyboard(song, analysis, spec), tmp_path, spec), analysis


def test_it_keeps_the_contract(options: dict[str, Any], tmp_path: Path) -> None:
    made = check_exporter(Signed(C2paOptions(options)), tmp_path, repeatable=False)
    assert made.has_audio
    assert made.notes == ("Signed by Anna Beispiel",)
    assert not list(tmp_path.rglob(".*.mp4"))


def test_the_official_reader_trusts_a_film_whose_root_it_knows(
    options: dict[str, Any], keys: dict[str, str], film: tuple[FakeMaster, Any], tmp_path: Path
) -> None:
    master, analysis = film
    path = tmp_path / "c2pa.mp4"
    Signed(C2paOptions(options)).export(master, analysis, destination=path, progress=quiet)
    anchors = {"verify": {"verify_trust": True}, "trust": {"trust_anchors": Path(keys["root"]).read_text()}}
    with c2pa.Reader(path, context=c2pa.Context(c2pa.Settings.from_dict(anchors))) as reader:
        assert reader.get_validation_state() == "Trusted"
        told = json.loads(reader.json())
    manifest = told["manifests"][told["active_manifest"]]
    assert manifest["signature_info"]["common_name"] == "Anna Beispiel"
    assert manifest["claim_generator_info"][0]["name"] == "beatreel"
    actions = next(one for one in manifest["assertions"] if one["label"].startswith("c2pa.actions"))
    (created,) = actions["data"]["actions"]
    assert created["action"] == "c2pa.created"
    assert created["digitalSourceType"].endswith("/digitalsourcetype/algorithmicMedia")
    plain = decoded(master.path)
    assert all((one == other).all() for one, other in zip(decoded(path), plain, strict=True))
    assert probe(path).index_first


def test_a_change_after_signing_is_found(options: dict[str, Any], film: tuple[FakeMaster, Any], tmp_path: Path) -> None:
    master, analysis = film
    exporter, path = Signed(C2paOptions(options)), tmp_path / "c2pa.mp4"
    exporter.export(master, analysis, destination=path, progress=quiet)
    report = check_by(exporter, path)
    assert report.ok
    assert {"codecs", "audio", "c2pa"} <= {finding.rule for finding in report.findings}
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    (finding,) = exporter.check(path)
    assert not finding.ok
    assert "changed since" in finding.message
    (finding,) = exporter.check(master.path)
    assert (finding.ok, finding.message) == (False, "No C2PA signature")


def test_what_a_platform_gets_is_signed_by_its_rules(
    options: dict[str, Any], film: tuple[FakeMaster, Any], tmp_path: Path
) -> None:
    master, analysis = film
    settings = PluginSettings(options={"c2pa": {**options, "platforms": ["reels"]}})
    exporters = PluginManager.load(settings).exporters
    exporter = exporters["reels-signed"]
    exporter.ready(song_path=master.song.path)  # type: ignore[attr-defined]
    made = exporter.export(master, analysis, destination=tmp_path / "reels-signed.mp4", progress=quiet)
    assert (made.platform, made.width, made.height) == ("reels-signed", 1080, 1920)
    assert exporter.platform.max_bytes == exporters["reels"].platform.max_bytes
    broken = {finding.rule for finding in check_by(exporter, made.path).findings if not finding.ok}
    assert broken <= {"no_edit_list"}  # which the stand-in for a film writes


def test_a_film_with_captions_is_signed_and_keeps_its_words(
    options: dict[str, Any], film: tuple[FakeMaster, Any], tmp_path: Path
) -> None:
    master, analysis = film
    (tmp_path / "song.lrc").write_text("[00:01.00]words", encoding="utf-8")
    exporters = PluginManager.load(PluginSettings(options={"c2pa": {**options, "platforms": "captions"}})).exporters
    path = tmp_path / "captions-signed.mp4"
    made = exporters["captions-signed"].export(master, analysis, destination=path, progress=quiet)
    assert made.notes == ("1 caption from song.lrc, also as captions-signed.srt", "Signed by Anna Beispiel")
    assert "words" in path.with_suffix(".srt").read_text()
    assert sorted(tmp_path.glob(".*")) == []


def test_what_is_missing_is_said_before_any_work(
    options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = tmp_path / "song.wav"
    for given, match in (
        ({}, "needs a certificate"),
        ({**options, "key": str(tmp_path / "no.pem")}, "cannot be read"),
        ({**options, "key": options["certificate"]}, "cannot sign"),
    ):
        with pytest.raises(UserInputError, match=match) as caught:
            Signed(C2paOptions(given)).ready(song_path=song)
        assert caught.value.hint
    with pytest.raises(UserInputError, match="no exporter “myspace”"):
        Signed(C2paOptions(options), "myspace").ready(song_path=song)
    for given in ({"certficate": "x"}, {"algorithm": "rot13"}):
        with pytest.raises(ConfigError):
            C2paOptions(given)
    monkeypatch.setitem(sys.modules, "c2pa", None)
    with pytest.raises(UserInputError, match="not installed") as caught:
        Signed(C2paOptions(options)).ready(song_path=song)
    assert "beatreel[c2pa]" in str(caught.value.hint)
