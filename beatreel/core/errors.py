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
    │   │   └── TakeRejectedError      a take is black, blank, blurred, frozen or of the wrong size (carries ``reason``)
    │   └── ExportError
    ├── MediaError                     reading or writing media failed
    │   └── NoAudioError               a media file without sound
    ├── WorkerCrashedError             a worker process died (crash, kill, out of memory)
    │   ├── WorkerStalledError         … or was ended because it showed no progress for too long
    │   └── MachineLostError           … or its machine left the cluster
    ├── ExecutorError                  where heavy work runs cannot be used, such as a cluster that cannot be reached
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

    Raised as one of the kinds below.

    To do: catch it around whatever you call; show ``message`` and ``hint``.

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
    """Something that the user can mend.

    Raised by itself for wrong arguments, such as an empty prompt or an unknown style; else as one of the kinds below.

    To do: what the hint says, then run the same command again.
    """

    exit_code = 2


class AudioRejectedError(UserInputError):
    """The song was refused before any work.

    Raised by intake, before any work and before anything is charged.

    To do: look its ``reason`` up on the errors page; ``beatreel check SONG`` says the same without a job.

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

    Raised by intake, for ``--reference`` and ``--still``.

    To do: give another JPEG, PNG or WebP picture; its ``reason`` is on the errors page.

    Parameters
    ----------
    reason : str
        Stable machine-readable code, such as ``"too_large"``.
    """

    def __init__(self, message: str, *, reason: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class ConfigError(UserInputError):
    """A setting, option or configuration file is wrong.

    Raised when settings, a rule file or ``--set`` are read, and when a plugin registers an event whose name is malformed or
    taken.

    To do: mend the setting that the message names; all of them stand in the settings reference.
    """


class StoryboardError(UserInputError):
    """A storyboard that was handed in does not fit the song or its own rules, or an edit does not fit the storyboard.

    Raised for a storyboard given with ``--storyboard``, and for edits of a finished film.

    To do: make a fresh one with ``beatreel plan``, or list what is there with ``beatreel scenes JOB``.
    """


class UnchangedError(StoryboardError):
    """An edit would change nothing.

    Raised by ``redo``, ``takes --use`` and the Studio, when the scene is like that already.

    To do: choose another value.
    """


class CorrectionsError(UserInputError):
    """Corrections that were handed in cannot be read, contradict themselves, or do not fit the song.

    Raised when a file given with ``--corrections`` is read or fitted to the song.

    To do: mend the line that the message names; the page on corrections lists what can be said.
    """


class ProviderNotFoundError(UserInputError):
    """A job names an analyzer, generator or exporter that no loaded plugin provides.

    Raised before any work, when a job is ordered.

    To do: take one of the names in the hint, or install the extra that it names.
    """


class CreditsError(UserInputError):
    """There are not enough credits for what was asked.

    Raised when a film or an edit is ordered and the plan ``pilot`` is on.

    To do: ``beatreel credits grant AMOUNT``, or set ``credits.plan = "unlimited"``.
    """


class JobNotFoundError(UserInputError):
    """No job with this id is in the store.

    Raised by every command that takes JOB, when no job or more than one begins with what was given.

    To do: ``beatreel jobs`` lists them.
    """


class PluginError(BeatreelError):
    """A plugin failed.

    Raised as one of the kinds below.

    To do: report it to the plugin's author; ``beatreel plugins`` says where the plugin comes from.

    Parameters
    ----------
    plugin : str
        Name of the plugin or provider that failed.
    """

    def __init__(self, message: str, *, plugin: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.plugin = plugin


class PluginLoadError(PluginError):
    """A plugin could not be loaded or registered.

    Raised at start; the plugin is left out and everything else works.

    To do: ``beatreel plugins`` shows the reason; mend the plugin or name it in ``plugins.disabled``.
    """


class AnalysisError(PluginError):
    """An analyzer failed or returned something that is not an analysis.

    Raised while the song is heard.

    To do: choose another analyzer with ``--analyzer``, or say what you know with ``--corrections``.
    """


class GenerationError(PluginError):
    """A generator failed or returned something that is not a picture.

    Raised while a still is painted or a scene is animated; finished scenes stay.

    To do: run the same command again; if it fails at the same scene, change its prompt or the generator.
    """


class TakeRejectedError(GenerationError):
    """A still or clip is of no use.

    Raised when every take of a generator that is not sure of its own was black, blank, blurred, frozen or of the wrong size.

    To do: try another seed, prompt or model.

    Parameters
    ----------
    reason : {"black", "blank", "blurred", "frozen", "wrong_size", "unreadable"}
    """

    def __init__(self, message: str, *, plugin: str, reason: str, hint: str | None = None) -> None:
        super().__init__(message, plugin=plugin, hint=hint)
        self.reason = reason


class ExportError(PluginError):
    """An exporter failed or made a file that its platform would refuse.

    Raised while a platform's file is made, after it was checked; the other platforms' files and the film stay.

    To do: read which rule is broken; ``beatreel export JOB --to PLATFORM`` tries again.
    """


class MediaError(BeatreelError):
    """A media file could not be read or written.

    Raised while songs are read and films are written, joined or tagged, and when a film would be out of sync.

    To do: check the path and the free space; ``beatreel doctor`` checks encoders.
    """


class NoAudioError(MediaError):
    """A media file has no sound in it.

    Raised when the file is decoded.

    To do: choose a file with sound.
    """


class WorkerCrashedError(BeatreelError):
    """A worker process died before it returned a result.

    Raised after a task was tried three times, each time in a fresh process; finished scenes stay.

    To do: close other programs to free memory, or render with ``--draft``.

    Parameters
    ----------
    machine : str
        Where it ran; empty for this machine.
    output : str
        The end of what it printed, where that is known.
    """

    def __init__(self, message: str, *, hint: str | None = None, machine: str = "", output: str = "") -> None:
        super().__init__(message, hint=hint)
        self.machine = machine
        self.output = output

    def blaming(self, provider: str, deed: str) -> WorkerCrashedError:
        """Return the same error with the name of the plugin that was at work.

        Parameters
        ----------
        provider : str
            Such as ``"generator “breath”"``.
        deed : str
            What it was to do, such as ``"animate scene 3"``.
        """
        what = f"The {provider} was to {deed}, but: {self.message[:1].lower()}{self.message[1:]}"
        return type(self)(what, hint=self.hint, machine=self.machine, output=self.output)


class WorkerStalledError(WorkerCrashedError):
    """A worker process showed no progress for too long and was ended.

    Raised after the seconds of ``render.stall_limit`` without a progress report.

    To do: raise ``render.stall_limit`` if the work is only slow.
    """


class MachineLostError(WorkerCrashedError):
    """The machine that did the work left the cluster.

    Raised after a scene lost its machine ten times; before that it is made again elsewhere.

    To do: see why machines leave (docs/cluster.md), then run the same command again: it goes on.
    """


class ExecutorError(BeatreelError):
    """Where heavy work runs cannot be used.

    Raised when a cluster cannot be reached, refuses the work, or has no machine on which it fits.

    To do: what the hint says; docs/cluster.md has the rest. Running the same command again goes on.
    """


class DiskFullError(BeatreelError):
    """No space is left; finished scenes stay, and the job can go on later.

    Raised whenever something cannot be written; a queued job waits by itself.

    To do: free some space, then run the same command again: it goes on.
    """


class JobError(BeatreelError):
    """A job cannot go on.

    Raised when a job's state forbids what was asked, such as retrying one that runs.

    To do: see how far it is with ``beatreel jobs show JOB``.
    """


class JobBusyError(JobError):
    """Another process works on this job right now.

    Raised when the same film is ordered while it is being made.

    To do: watch it with ``beatreel events --follow``, or wait.
    """


class JobCancelledError(JobError):
    """The job was cancelled.

    Raised out of a progress report, so that work stops at once; a plugin lets it through.

    To do: nothing; run the same order again to go on.
    """


class JobPausedError(JobCancelledError):
    """The job was stopped to go on later.

    Raised out of a progress report, when the service leaves or the job is paused.

    To do: ``beatreel jobs resume JOB``, if it does not go on by itself.
    """


class ServiceError(BeatreelError):
    """The service cannot be started, found or stopped.

    Raised by ``beatreel service`` and ``submit``.

    To do: ``beatreel service status`` and ``beatreel service log`` say more.
    """


class StoreError(BeatreelError):
    """The job store is damaged, too new, or on a file system that cannot lock.

    Raised when the job store is opened.

    To do: upgrade beatreel if the store is newer; else move the file away: films on disk stay as they are.
    """


class BusError(BeatreelError):
    """The event bus could not be opened or spoke something unexpected.

    Raised when an engine starts, and by readers of the event stream.

    To do: set ``runtime_dir`` to a short path on a local disk; the log can always be read with ``beatreel events``.
    """
