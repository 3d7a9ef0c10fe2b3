# The names of __init__.py for type checkers and editors; a test keeps both alike.

from beatreel.testing.checks.subject import Check as Check, Subject as Subject
from beatreel.testing.conformance import (
    check_analyzer as check_analyzer,
    check_animating as check_animating,
    check_cancelling as check_cancelling,
    check_exporter as check_exporter,
    check_generator as check_generator,
    check_identity as check_identity,
    check_light_import as check_light_import,
    check_listener as check_listener,
    check_painting as check_painting,
    check_parameters as check_parameters,
    check_reaction as check_reaction,
    check_reports as check_reports,
    check_silence as check_silence,
    checks_of as checks_of,
)
from beatreel.testing.events import make_event as make_event, make_logged as make_logged
from beatreel.testing.fakes import (
    FakeMaster as FakeMaster,
    RecordedProgress as RecordedProgress,
    make_scene as make_scene,
    make_storyboard as make_storyboard,
    silent_progress as silent_progress,
)
from beatreel.testing.recorder import EventRecorder as EventRecorder
from beatreel.testing.songs import SyntheticSong as SyntheticSong, make_song as make_song
from beatreel.testing.suites import (
    AnalyzerSuite as AnalyzerSuite,
    ExporterSuite as ExporterSuite,
    GeneratorSuite as GeneratorSuite,
    ListenerSuite as ListenerSuite,
    ReactionSuite as ReactionSuite,
)
