# The names of __init__.py for type checkers and editors; a test keeps both alike.

from beatreel._version import __version__ as __version__
from beatreel.core.analysis import (
    Analysis as Analysis,
    EnergyCurves as EnergyCurves,
    HookWindow as HookWindow,
    KeyMoment as KeyMoment,
    Segment as Segment,
)
from beatreel.core.errors import (
    AnalysisError as AnalysisError,
    AudioRejectedError as AudioRejectedError,
    BeatreelError as BeatreelError,
    ConfigError as ConfigError,
    ExportError as ExportError,
    GenerationError as GenerationError,
    JobCancelledError as JobCancelledError,
    MediaError as MediaError,
    PluginError as PluginError,
    UserInputError as UserInputError,
)
from beatreel.core.events import (
    AudioRejected as AudioRejected,
    AudioValidated as AudioValidated,
    BeatsDetected as BeatsDetected,
    Event as Event,
    Exported as Exported,
    JobCompleted as JobCompleted,
    JobFailed as JobFailed,
    JobSubmitted as JobSubmitted,
    LoggedEvent as LoggedEvent,
    MasterRendered as MasterRendered,
    PluginFailed as PluginFailed,
    SceneGenerated as SceneGenerated,
    StillPainted as StillPainted,
    StillPreviewed as StillPreviewed,
    StoryboardEdited as StoryboardEdited,
    StoryboardPlanned as StoryboardPlanned,
    WorkLost as WorkLost,
    WorkPrinted as WorkPrinted,
)
from beatreel.core.model import (
    Advice as Advice,
    Deliverable as Deliverable,
    LoopWindow as LoopWindow,
    Scene as Scene,
    Song as Song,
    Still as Still,
    Storyboard as Storyboard,
    VideoSpec as VideoSpec,
)
from beatreel.core.movement import CAMERA_WORDS as CAMERA_WORDS, moves_in as moves_in, shots_in as shots_in
from beatreel.core.music import Moment as Moment, Music as Music
from beatreel.core.pipeline import FilmView as FilmView, Reaction as Reaction
from beatreel.core.platform import (
    Finding as Finding,
    PlatformSpec as PlatformSpec,
    SafeZone as SafeZone,
    Source as Source,
)
from beatreel.core.ports import (
    Analyzer as Analyzer,
    Exporter as Exporter,
    Generator as Generator,
    Master as Master,
    NoParams as NoParams,
    Progress as Progress,
    Resources as Resources,
)
from beatreel.core.styles import (
    Look as Look,
    Style as Style,
    all_styles as all_styles,
    style_of as style_of,
)
from beatreel.core.timing import (
    frame_count as frame_count,
    frame_to_seconds as frame_to_seconds,
    seconds_to_frame as seconds_to_frame,
)
from beatreel.core.value import Value as Value
from beatreel.core.wording import (
    VOCABULARY as VOCABULARY,
    Word as Word,
    phrases as phrases,
    plain as plain,
    read_words as read_words,
)
from beatreel.hooks.markers import hookimpl as hookimpl
from beatreel.hooks.outside import OutsideGenerator as OutsideGenerator
from beatreel.media.decode import audio_pieces as audio_pieces, read_audio as read_audio
