"""Checks that apply to providers of every kind."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from beatreel import JobCancelledError
from beatreel.testing.checks.subject import Subject, Watched, require
from beatreel.testing.fakes import RecordedProgress

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
HEAVY_MODULES = ("av", "cv2", "diffusers", "librosa", "madmom", "matplotlib", "numba", "numpy", "scipy", "torch", "zmq")
PATIENCE = 1.0  # seconds after which whoever cancels thinks that it hangs
SLACK = 3.0  # how much slower than a quiet one a machine may be that is checked on
PROMPT = f"can be cancelled: it reports progress every second ({PATIENCE * SLACK:.0f} s pass, for machines may be busy)"
_TRIES = 3  # of a measurement that a busy machine may spoil


def check_identity(provider: Any) -> None:
    """Check that a provider has a usable name and version."""
    name, version = getattr(provider, "name", None), getattr(provider, "version", None)
    require(isinstance(name, str) and bool(_NAME.fullmatch(name)), f"name is {name!r}; use lower case, digits, _ and -")
    require(
        isinstance(version, str) and bool(version), f"version is {version!r}; it must be a string that is not empty"
    )


def check_parameters(params: Any) -> None:
    """Check that a parameter model has defaults, a JSON schema, and survives JSON and text: recipes, forms and ``--set`` need it."""
    require(
        isinstance(params, type) and issubclass(params, BaseModel), f"params is {params!r}, not a pydantic model class"
    )
    required = [name for name, field in params.model_fields.items() if field.is_required()]
    require(not required, f"parameters without a default: {', '.join(required)}")
    json.dumps(params.model_json_schema())
    defaults = params()
    text = json.dumps(defaults.model_dump(mode="json"), allow_nan=False)
    require(params.model_validate_json(text) == defaults, "the default parameters do not survive JSON unchanged")
    for name, value in defaults.model_dump(mode="json").items():
        if not isinstance(value, (int, float, str)):
            continue
        try:
            given = params.model_validate({name: str(value)})
        except ValueError as error:
            raise AssertionError(f"--set {name}={value} is refused: {str(error).splitlines()[-2].strip()}") from error
        require(given == defaults, f"--set {name}={value} does not give the default back")


def check_reports(progress: RecordedProgress) -> None:
    """Check that progress was reported, between 0 and 1, never backwards."""
    require_reports(progress.reports)


def require_reports(reports: list[tuple[float, str]]) -> None:
    """See :func:`check_reports`."""
    done = [value for value, _ in reports]
    require(bool(done), "progress was never reported; call it, it is also how the user cancels")
    require(all(0.0 <= value <= 1.0 for value in done), f"progress left 0 to 1: {min(done)} to {max(done)}")
    require(done == sorted(done), "progress went backwards")


def check_cancelling(work: Any, what: str) -> None:
    """Check that JobCancelledError, raised by the progress callback, comes through.

    Parameters
    ----------
    work : callable (progress)
    what : str
        Name of the method, for the message.
    """
    try:
        work(RecordedProgress(cancel_after=1))
    except JobCancelledError:
        return
    raise AssertionError(f"{what} caught JobCancelledError; let it through, the job is cancelled")


def require_promptness(
    first: Watched, again: Callable[[], Watched], what: str, *, patience: float = PATIENCE * SLACK
) -> None:
    """Require that progress is reported at least once a second, for that is how soon cancelling takes effect.

    Parameters
    ----------
    first : Watched
        A run; if it was silent for too long, up to two more are made, for machines may be busy.
    again : callable
        Makes one more run.
    what : str
        Name of the method, for the message.
    patience : float
        Seconds of silence that are allowed.
    """
    silence = first.silence
    for _ in range(_TRIES - 1):
        if silence <= patience:
            return
        silence = min(silence, again().silence)
    require(
        silence <= patience,
        f"{what} did not report progress for {silence:.1f} s; report at least every second, it is how the user cancels",
    )


def check_light_import(module: str) -> None:
    """Check, in a fresh interpreter, that importing a plugin and asking it what it provides loads no heavy library.

    Parameters
    ----------
    module : str
        Name of a module, or path of a Python file.
    """
    code = (
        "import sys, importlib, importlib.util\n"
        f"name = {str(module)!r}\n"
        "if name.endswith('.py'):\n"
        "    spec = importlib.util.spec_from_file_location('a_plugin', name)\n"
        "    plugin = sys.modules['a_plugin'] = importlib.util.module_from_spec(spec)\n"
        "    spec.loader.exec_module(plugin)\n"
        "else:\n"
        "    plugin = importlib.import_module(name)\n"
        "for kind in ('analyzers', 'generators', 'exporters', 'events', 'reactions'):\n"
        "    getattr(plugin, 'register_' + kind, list)()\n"
        f"print(*[name for name in {HEAVY_MODULES!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    require(result.returncode == 0, f"importing {module} failed: {result.stderr.strip().splitlines()[-1:]}")
    loaded = (result.stdout.splitlines() or [""])[-1].split()
    require(not loaded, f"importing {module} loads {', '.join(loaded)}; import libraries inside the methods")


def light_import(subject: Subject) -> None:
    """Check the module in which the provider is defined, by its file where other processes cannot import it by name."""
    provider = subject.provider
    module = provider if isinstance(provider, ModuleType) else sys.modules.get(_home_of(provider))
    path = getattr(module, "__file__", None)
    require(path is not None, f"{provider!r} is defined in no file that another process could import")
    name = getattr(module, "__name__", "")
    check_light_import(name if name.startswith("beatreel.") else str(Path(str(path)).resolve()))


def _home_of(provider: Any) -> str:
    """Name the module of a provider's class, or of the functions of an object that only holds some."""
    for value in (provider, *vars(provider).values()):
        kind = value if callable(value) and getattr(value, "beatreel_impl", None) else type(value)
        if kind.__module__ not in ("types", "builtins"):
            return str(kind.__module__)
    return ""
