"""Every error that beatreel raises on purpose, in one tree.

::

    BeatreelError
    ├── UserInputError                 you can mend it; shown plain, exit code 2
    │   ├── AudioRejectedError         the song was refused (carries a machine-readable ``reason``)
    │   ├── ReferenceRejectedError     a reference picture was refused (likewise)
    │   ├── ConfigError                a setting, file or option is wrong
    │   ├── StoryboardError            a storyboard handed in does not fit the song, or an edit does not fit the storyboard
    │   │   └── UnchangedError         an edit that would change nothing
    │   ├── CorrectionsError           corrections handed in cannot be read or do not fit the song
    │   ├── ProviderNotFoundError      a job names an analyzer, generator or exporter that is not there
    │   ├── CreditsError               there are not enough credits
    │   └── JobNotFoundError
    ├── PluginError                    a plugin failed; names it, the original is ``__cause__``
    │   ├── PluginLoadError
    │   ├── AnalysisError
    │   ├── GenerationError
    │   └── ExportError
    ├── MediaError                     reading or writing media failed
    │   └── NoAudioError               a media file without sound
    ├── WorkerCrashedError             a worker process died (crash, kill, out of memory)
    │   └── WorkerStalledError         … or was ended because it showed no progress for too long
    ├── DiskFullError                  no space left; what is done stays, and the job can go on later
    ├── JobError
    │   ├── JobBusyError               another process works on this job right now
    │   └── JobCancelledError
    │       └── JobPausedError         it was put back into the queue
    ├── ServiceError                   the service cannot be started, found or stopped
    ├── StoreError                     the job store cannot be used
    └── BusError                       the event bus cannot be used

Every message says what happened; ``hint`` says what to do next. Third-party exceptions never cross a
provider's boundary unwrapped.
"""

from __future__ import annotations


class BeatreelError(Exception):
    """Root of all errors raised on purpose.

    Parameters
    ----------
    message : str
        What happened, one sentence.
    hint : str, optional
        The next thing to do, one sentence.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword-only state must survive pickling.
        return (_rebuild, (type(self), self.message, dict(self.__dict__)), None)


def _rebuild(kind: type[BeatreelError], message: str, state: dict[str, object]) -> BeatreelError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class UserInputError(BeatreelError):
    """Something that the user can mend."""

    exit_code = 2


class AudioRejectedError(UserInputError):
    """The song was refused before any work.

    Parameters
    ----------
    reason : str
        Stable machine-readable code, such as ``"too_short"`` or ``"aiff"``.
    """

    def __init__(self, message: str, *, reason: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class ReferenceRejectedError(UserInputError):
    """A reference picture was refused before any work.

    Parameters
    ----------
    reason : str
        Stable machine-readable code, such as ``"too_large"``.
    """

    def __init__(self, message: str, *, reason: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class ConfigError(UserInputError):
    """A setting, option or configuration file is wrong."""


class StoryboardError(UserInputError):
    """A storyboard that was handed in does not fit the song or its own rules, or an edit does not fit the storyboard."""


class UnchangedError(StoryboardError):
    """An edit would change nothing."""


class CorrectionsError(UserInputError):
    """Corrections that were handed in cannot be read, contradict themselves, or do not fit the song."""


class ProviderNotFoundError(UserInputError):
    """A job names an analyzer, generator or exporter that no loaded plugin provides."""


class CreditsError(UserInputError):
    """There are not enough credits for what was asked."""


class JobNotFoundError(UserInputError):
    """No job with this id is in the store."""


class PluginError(BeatreelError):
    """A plugin failed.

    Parameters
    ----------
    plugin : str
        Name of the plugin or provider that failed.
    """

    def __init__(self, message: str, *, plugin: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.plugin = plugin


class PluginLoadError(PluginError):
    """A plugin could not be loaded or registered."""


class AnalysisError(PluginError):
    """An analyzer failed or returned something that is not an analysis."""


class GenerationError(PluginError):
    """A generator failed or returned something that is not a picture."""


class ExportError(PluginError):
    """An exporter failed or made a file that its platform would refuse."""


class MediaError(BeatreelError):
    """A media file could not be read or written."""


class NoAudioError(MediaError):
    """A media file has no sound in it."""


class WorkerCrashedError(BeatreelError):
    """A worker process died before it returned a result."""


class WorkerStalledError(WorkerCrashedError):
    """A worker process showed no progress for too long and was ended."""


class DiskFullError(BeatreelError):
    """No space is left; finished scenes stay, and the job can go on later."""


class JobError(BeatreelError):
    """A job cannot go on."""


class JobBusyError(JobError):
    """Another process works on this job right now."""


class JobCancelledError(JobError):
    """The job was cancelled."""


class JobPausedError(JobCancelledError):
    """The job was stopped to go on later."""


class ServiceError(BeatreelError):
    """The service cannot be started, found or stopped."""


class StoreError(BeatreelError):
    """The job store is damaged, too new, or on a file system that cannot lock."""


class BusError(BeatreelError):
    """The event bus could not be opened or spoke something unexpected."""
