"""Settings: the single home of every default.

Order of precedence: what a command is told, environment variables (``BEATREEL_RENDER__PRESET=…``), the file ``beatreel.toml`` in the
current folder, the user's ``config.toml``, the defaults below.
"""

from __future__ import annotations

import os
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from beatreel.core.errors import ConfigError
from beatreel.core.model import Aspect, VideoSpec

APP = "beatreel"

FILM_RULES = (
    *(
        "prompt",
        "style",
        "seed",
        "analyzer",
        "generator",
        "animator",
        "references",
        "platforms",
        "aspect",
        "frame_rate",
    ),
    *(
        "fps",
        "draft",
        "trim_silence",
        "metadata",
        "priority",
        "originals",
        "set",
        "params",
        "tempo",
        "markers",
        "corrections",
    ),
)

_SIZES: dict[str, tuple[int, int]] = {
    "9:16": (1440, 2560),
    "16:9": (2560, 1440),
    "1:1": (1440, 1440),
    "4:5": (1440, 1800),
}
# What a film of another shape is for; the setting ``platforms`` speaks of upright ones.
_PLATFORMS: dict[str, tuple[str, ...]] = {"16:9": ("youtube",), "1:1": ("square",), "4:5": ("portrait",)}
_DRAFT_DIVISOR = Fraction(8, 3)  # 1440x2560 becomes 540x960


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class IntakeSettings(_Section):
    """What a song must be; the defaults are the strictest platform's, a studio may loosen each."""

    formats: tuple[str, ...] = Field(
        default=("mp3", "m4a", "wav", "aac", "ogg", "flac"), description="What is taken, told by content"
    )
    min_duration: float = Field(default=60.0, ge=0, description="Seconds")
    max_duration: float = Field(default=7200.0, gt=0, description="Seconds")
    max_bytes: int = Field(default=40_000_000, gt=0, description="Size of a song")
    reference_max_bytes: int = Field(default=10_000_000, gt=0, description="Size of a picture")


class RenderSettings(_Section):
    """How a film is made unless the command says otherwise."""

    analyzer: str = Field(default="beatreel", description="Who hears the song")
    generator: str = Field(default="procedural", description="Who paints the stills")
    animator: str = Field(default="", description="Who moves them; empty: the generator")
    platforms: tuple[str, ...] = Field(
        default=("canvas", "reels", "tiktok", "shorts"), description="Who gets a file of each film"
    )
    frame_rate: Literal["24", "25", "30", "60"] = Field(default="30", description="Frames per second")
    aspect: Aspect = Field(default="9:16", description="Shape of the film")
    style: str = Field(default="", description="Style preset; see: beatreel styles")
    seed: int = Field(default=1, ge=0, description="Same seed, same film")
    workers: int = Field(
        default=0, ge=0, description="Worker processes; 0: one for each core, as far as memory reaches"
    )
    encoder: Literal["x264", "auto", "nvenc", "qsv", "vaapi", "videotoolbox"] = Field(
        default="x264",
        description="x264 gives the same bytes everywhere; the others are in graphics cards and chips; auto takes one that works",
    )
    metadata: bool = Field(default=True, description="Write title, artist and the recipe into the films")
    memory_limit: int = Field(
        default=0,
        ge=0,
        description="Bytes that each worker may hold; 0 means nine tenths of the memory of the machine or container",
    )
    stall_limit: float = Field(default=600.0, gt=0, description="Seconds without progress after which work is ended")


class ExecutorSettings(_Section):
    """Where scenes are made."""

    kind: Literal["local", "ray"] = Field(default="local", description="Processes of this machine, or a Ray cluster")
    ray_address: str = Field(
        default="", description="host:port of a Ray cluster; empty starts one here that nobody else can reach"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="From which level on the event work_printed tells what workers of a cluster log"
    )
    in_flight: int = Field(
        default=0, ge=0, description="Scenes that may be with the cluster at once; 0 follows its cores"
    )
    machine_wait: float = Field(
        default=300.0, ge=0, description="Seconds that a cluster has to grow a machine on which the work fits"
    )
    object_store: int = Field(
        default=0, ge=0, description="Bytes of memory for what travels in a cluster started here; 0 chooses"
    )


class ServiceSettings(_Section):
    """How the queue is worked off."""

    start_on_demand: bool = Field(default=True, description="Submitting starts a service when none runs")
    idle_exit: float = Field(default=300.0, ge=0, description="Seconds after which a service started on demand leaves")
    retries: int = Field(default=2, ge=0, description="Further runs after an error that may pass")
    retry_delay: float = Field(default=20.0, ge=0, description="Seconds before the first of them; doubles each time")
    max_strikes: int = Field(default=4, ge=1, description="Runs that may die with the service without getting further")
    max_queue: int = Field(
        default=10_000, ge=1, description="Jobs that may wait before watched folders hold songs back"
    )
    disk_check: float = Field(
        default=10.0, ge=0, description="Seconds before a job that waits for space is tried again"
    )
    min_free: int = Field(default=500_000_000, ge=0, description="Bytes that must be free before a job starts")
    check_early: bool = Field(default=True, description="Songs in watched folders are checked while their jobs wait")
    metrics: str = Field(default="", description="host:port on this machine for figures in Prometheus' text format")


class CreditSettings(_Section):
    """What work costs, and what a plan gives; the figures are those of the plan ``pilot``."""

    plan: Literal["unlimited", "pilot"] = Field(
        default="unlimited", description="unlimited records use, pilot enforces it"
    )
    run: int = Field(default=200, ge=0, description="Credits for a film")
    still: int = Field(default=10, ge=0, description="For a new still")
    clip: int = Field(default=50, ge=0, description="For a new clip")
    signup: int = Field(default=250, ge=0, description="Granted at the beginning")
    monthly: int = Field(default=750, ge=0, description="Granted for each month since")
    free_stills: int = Field(default=10, ge=0, description="Stills that cost nothing, once")


class BusSettings(_Section):
    """Where events can be read from beside the private folder."""

    tcp: str = Field(
        default="", description="host:port for readers with a key, encrypted; the next port is for catching up"
    )


class CacheSettings(_Section):
    """Painted stills are kept so that they are painted once."""

    max_bytes: int = Field(default=8_000_000_000, ge=0, description="Those unused for longest go first")


class PluginSettings(_Section):
    """Which plugins are loaded."""

    folders: tuple[Path, ...] = Field(
        default_factory=lambda: (user_config_path(APP) / "plugins",), description="Folders whose *.py files are plugins"
    )
    disabled: tuple[str, ...] = Field(default=(), description="Names of plugins that are not loaded")
    options: dict[str, dict[str, Any]] = Field(
        default_factory=dict, description="For each plugin what it is configured with"
    )


class StyleSettings(_Section):
    """Styles beside the built-in ones."""

    folders: tuple[Path, ...] = Field(
        default_factory=lambda: (user_config_path(APP) / "styles",), description="Folders whose *.toml files are styles"
    )


class Settings(BaseSettings):
    """All settings.

    Attributes
    ----------
    data_dir : Path
        Holds the job store.
    cache_dir : Path
        Holds painted stills; may be deleted at any time.
    runtime_dir : Path
        Holds sockets; readable by the user alone.
    """

    model_config = SettingsConfigDict(env_prefix="BEATREEL_", env_nested_delimiter="__", extra="forbid")

    data_dir: Path = Field(default_factory=lambda: user_data_path(APP))
    cache_dir: Path = Field(default_factory=lambda: user_cache_path(APP))
    runtime_dir: Path = Field(default_factory=lambda: _runtime_dir())
    intake: IntakeSettings = IntakeSettings()
    render: RenderSettings = RenderSettings()
    cache: CacheSettings = CacheSettings()
    credits: CreditSettings = CreditSettings()
    executor: ExecutorSettings = ExecutorSettings()
    service: ServiceSettings = ServiceSettings()
    bus: BusSettings = BusSettings()
    plugins: PluginSettings = Field(default_factory=PluginSettings)
    styles: StyleSettings = Field(default_factory=StyleSettings)

    @cached_property
    def store_path(self) -> Path:
        return self.data_dir / "beatreel.db"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        files = [path for path in config_files() if path.is_file()]
        # A later file wins inside TomlConfigSettingsSource: the user's comes first, the folder's second.
        toml = _WithoutFilmRules(settings_cls, toml_file=files, deep_merge=True)
        return init_settings, env_settings, toml


class _WithoutFilmRules(TomlConfigSettingsSource):
    """A watched folder's ``beatreel.toml`` says what its songs become; whoever stands in that folder must still be able to work."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        return {name: value for name, value in super()._read_file(file_path).items() if name not in FILM_RULES}


def _runtime_dir() -> Path:
    """Sockets belong in the session's own folder; where there is none, among the user's data rather than in a shared /tmp."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    return Path(session) / APP if session else user_data_path(APP) / "run"


def config_files() -> tuple[Path, Path]:
    """The configuration files that are read where they exist, weakest first."""
    return user_config_path(APP) / "config.toml", Path("beatreel.toml")


def load_settings(**overrides: Any) -> Settings:
    """Read the settings.

    Raises
    ------
    ConfigError
        If a file or variable holds something that is not a setting.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"Setting “{where}”: {first['msg']}",
            hint=f"Mend it in {' or '.join(str(path) for path in config_files())}, or in the BEATREEL_… variables",
        ) from error
    except ValueError as error:  # a TOML file that cannot be parsed
        raise ConfigError(f"A configuration file cannot be read: {error}", hint="Check its TOML syntax") from error


def default_platforms(settings: RenderSettings, aspect: str, *, draft: bool = False) -> tuple[str, ...]:
    """Return the platforms that a film is made for unless it is said; a draft is for looking at, and gets none."""
    return () if draft else _PLATFORMS.get(aspect, settings.platforms)


def video_spec(aspect: str, frame_rate: str, *, draft: bool = False) -> VideoSpec:
    """Return the size and rate of a film.

    Parameters
    ----------
    aspect : {"9:16", "16:9", "1:1", "4:5"}
    frame_rate : {"24", "25", "30", "60"}
    draft : bool
        Small and quick: 540x960 instead of 1440x2560.
    """
    width, height = _SIZES[aspect]
    if draft:
        width, height = (int(2 * round(side / _DRAFT_DIVISOR / 2)) for side in (width, height))
    return VideoSpec(width=width, height=height, frame_rate=Fraction(frame_rate))
