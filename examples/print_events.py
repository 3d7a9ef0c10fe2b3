"""A whole plugin in one file: it prints what happens. Put it into a folder that the setting ``plugins.folders`` names."""

from beatreel import hookimpl


@hookimpl
def audio_validated(event):
    print(f"heard the song: {event.song.duration:.1f} s of {event.song.codec}")


@hookimpl
def beats_detected(event):
    print(f"found {event.beat_count} beats at {event.tempo:.1f} BPM")


@hookimpl
def scene_generated(event, logged):
    print(f"scene {event.index + 1} is ready ({event.frame_count} frames, event {logged.id})")


@hookimpl
def exported(event):
    print(f"{event.deliverable.platform}: {event.deliverable.path}")
