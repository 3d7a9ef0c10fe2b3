"""C2PA: films that say who made them and how, signed as the last step. Needs the extra ``c2pa`` and a certificate of the user's.

``c2pa`` signs the film at its own size. For each platform that the option ``platforms`` names there is one exporter more, such as
``reels-signed``: what that platform gets, signed after everything else was written into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from beatreel import (
    Analysis,
    ConfigError,
    Deliverable,
    Exporter,
    ExportError,
    Finding,
    Master,
    PlatformSpec,
    Progress,
    Source,
    UserInputError,
    __version__,
    hookimpl,
)

_INSTALL = "Install it: pip install 'beatreel[c2pa]'"
_CONFIGURE = '[plugins.options.c2pa] certificate = "chain.pem" (yours first), key = "key.pem"'
_ALGORITHMS = ("es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519")
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SPECIFICATION = "C2PA Technical Specification 2.2"


def _source(rule: str, text: str, *, official: bool = False) -> Source:
    return Source(rule=rule, text=text, official=official)


PLATFORM = PlatformSpec(
    name="c2pa",
    title="Signed film (C2PA)",
    width=0,
    height=0,
    min_width=64,
    max_width=8192,
    min_height=64,
    max_height=8192,
    aspect=None,
    frame_rates=(Fraction(1), Fraction(120)),
    audio="required",
    audio_sample_rate=48_000,
    audio_bitrate=384_000,
    sources=(
        _source("containers", f"{_SPECIFICATION}: manifests in ISO base media files such as MP4", official=True),
        *(
            _source(rule, "C2PA sets no such rule; as the film has it")
            for rule in (
                *("width", "height", "frame_rates", "codecs", "audio", "audio_sample_rate", "audio_bitrate"),
                *("faststart", "closed_gop", "safe_zone"),
            )
        ),
    ),
)


class C2paOptions:
    """The settings ``[plugins.options.c2pa]``.

    Attributes
    ----------
    certificate, key : Path or None
        PEM files: the chain, the signer's certificate first, and its private key.
    algorithm : str
    timestamp_url : str
        A time-stamping authority; empty for none, so that nothing is sent anywhere.
    platforms : tuple of str

    Raises
    ------
    ConfigError
        If there is an option that is none.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        known = {"certificate", "key", "algorithm", "timestamp_url", "platforms"}
        if unknown := sorted(set(given) - known):
            raise ConfigError(f"c2pa has no option “{unknown[0]}”", hint=f"There are: {', '.join(sorted(known))}")
        self.certificate = Path(given["certificate"]).expanduser() if given.get("certificate") else None
        self.key = Path(given["key"]).expanduser() if given.get("key") else None
        self.algorithm = str(given.get("algorithm", "es256")).lower()
        if self.algorithm not in _ALGORITHMS:
            raise ConfigError(
                f"c2pa knows no algorithm “{self.algorithm}”", hint=f"There are: {', '.join(_ALGORITHMS)}"
            )
        self.timestamp_url = str(given.get("timestamp_url", ""))
        named = given.get("platforms", ())
        self.platforms = (named,) if isinstance(named, str) else tuple(named)

    def signer(self) -> Any:
        """Return the library's signer.

        Raises
        ------
        UserInputError
            If a setting, a file or the library is missing, or key and certificate do not fit.
        """
        _require_library()
        import c2pa

        if self.certificate is None or self.key is None:
            raise UserInputError("Signing needs a certificate of yours and its key", hint=_CONFIGURE)
        try:
            chain, key = self.certificate.read_bytes(), self.key.read_bytes()
        except OSError as error:
            raise UserInputError(
                f"{error.filename} cannot be read: {error.strerror}", hint=f"Name files that are there: {_CONFIGURE}"
            ) from error
        place = self.timestamp_url.encode() or None
        try:
            return c2pa.Signer.from_info(c2pa.C2paSignerInfo(self.algorithm.encode(), chain, key, place))
        except c2pa.C2paError as error:
            raise UserInputError(
                f"The certificate {self.certificate} and its key cannot sign: {error}",
                hint=f"Both are PEM, the key unencrypted PKCS #8, for {self.algorithm}; the chain begins with your certificate",
            ) from error


class Signed:
    """Delivers the film, or what another exporter delivers, signed.

    Parameters
    ----------
    options : C2paOptions
    of : str
        The other exporter; empty for the film at its own size.
    """

    version = "1"

    def __init__(self, options: C2paOptions, of: str = "") -> None:
        self.options, self._of = options, of
        self.name = f"{of}-signed" if of else "c2pa"
        self.platform = PLATFORM.model_copy(update={"name": self.name})
        self._other: Exporter | None = None

    def meet(self, exporters: Mapping[str, Exporter]) -> None:
        """Learn the exporter whose file is signed."""
        self._other = exporters.get(self._of)
        if self._other is not None:
            known = self._other.platform
            self.platform = known.model_copy(update={"name": self.name, "title": f"{known.title}, signed"})

    def ready(self, *, song_path: Path) -> None:
        """Refuse to start without library, certificate and key, or if the other exporter is not ready."""
        if self._of and self._other is None:
            raise UserInputError(f"There is no exporter “{self._of}” to sign for", hint="See: beatreel plugins")
        self.options.signer()
        ready = getattr(self._other, "ready", None)
        if ready is not None:
            ready(song_path=song_path)

    def inputs(self, *, song_path: Path) -> Any:
        """Return the certificate, and what the other exporter depends on."""
        chain = self.options.certificate
        own = sha256(chain.read_bytes()).hexdigest() if chain is not None and chain.is_file() else ""
        inputs = getattr(self._other, "inputs", None)
        return [own, inputs(song_path=song_path) if inputs is not None else None]

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        signer = self.options.signer()
        plain, signed = (destination.with_name(f".{destination.stem}.{part}.mp4") for part in ("plain", "part"))
        try:
            if self._other is None:
                made = master.deliver(self.platform, plain, progress=lambda done, note="": progress(0.9 * done, note))
            else:
                made = self._other.export(
                    master, analysis, destination=plain, progress=lambda done, note="": progress(0.9 * done, note)
                )
            progress(0.9, "signing")
            who = _sign(plain, signed, signer, _manifest(master), self.name)
            signed.replace(destination)
            for beside in destination.parent.glob(f"{plain.stem}.*"):  # such as the words of captions
                if beside != plain:
                    beside.replace(destination.with_suffix(beside.suffix))
        finally:
            plain.unlink(missing_ok=True)
            signed.unlink(missing_ok=True)
        progress(1.0)
        facts = {"platform": self.name, "path": destination, "size": destination.stat().st_size}
        notes = (note.replace(plain.stem, destination.stem) for note in made.notes)
        return made.model_copy(update={**facts, "notes": (*notes, f"Signed by {who}")})

    def check(self, path: Path) -> Iterator[Finding]:
        """Yield whether the signature is there and holds; what the platform wants of the video is checked beside it."""
        _require_library()
        state, who = _read(path)
        ok = state in ("Valid", "Trusted")
        if ok:
            trust = "on the library's trust list" if state == "Trusted" else "on no trust list that is loaded here"
            message = f"Signed by {who}, who is {trust}; unchanged since"
        else:
            message = f"Signed by {who}, but changed since" if who else "No C2PA signature"
        yield Finding(rule="c2pa", ok=ok, message=message, fix=None if ok else "Export it anew, and upload it as it is")


def _manifest(master: Master) -> dict[str, Any]:
    agent = {"name": "beatreel", "version": __version__}
    created = {
        "action": "c2pa.created",
        "digitalSourceType": _SOURCE_TYPES + master.digital_source_type,
        "softwareAgent": agent,
    }
    return {
        "claim_generator_info": [agent],
        "title": master.title,
        "format": "video/mp4",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def _sign(source: Path, target: Path, signer: Any, manifest: Mapping[str, Any], name: str) -> str:
    """Sign a file into a new one, read it back with the library's own reader, and return who signed it."""
    import c2pa

    target.unlink(missing_ok=True)
    try:
        with c2pa.Builder.from_json(json.dumps(manifest)) as builder:
            builder.sign_file(source, target, signer)
    except c2pa.C2paError as error:
        raise ExportError(
            f"The film could not be signed: {error}",
            plugin=name,
            hint="Check certificate, key and algorithm in the settings",
        ) from error
    state, who = _read(target)
    if state not in ("Valid", "Trusted"):
        raise ExportError(
            f"The signature does not hold when it is read back ({state})",
            plugin=name,
            hint="Is the certificate still valid?",
        )
    return who


def _read(path: Path) -> tuple[str, str]:
    """Return the state of a file's signature and who signed it, both empty if there is none."""
    import c2pa

    try:
        with c2pa.Reader(path) as reader:
            manifest = reader.get_active_manifest() or {}
            info = manifest.get("signature_info", {})
            return str(reader.get_validation_state() or ""), str(info.get("common_name") or info.get("issuer") or "?")
    except c2pa.C2paError:
        return "", ""


def _require_library() -> None:
    if find_spec("c2pa") is None:
        raise UserInputError("Signing needs the library c2pa-python, which is not installed", hint=_INSTALL)


_configured = C2paOptions({})


@hookimpl
def configure(options: Mapping[str, Any]) -> None:
    """Take the settings ``[plugins.options.c2pa]``."""
    global _configured
    _configured = C2paOptions(options)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``c2pa``, and one for each platform that the settings name."""
    return [Signed(_configured), *(Signed(_configured, of) for of in _configured.platforms)]
