"""The built-in plugins, listed by dotted name and loaded through the same door as anyone's."""

BUILTIN_PLUGINS: tuple[str, ...] = (
    "beatreel.plugins.analyzers.beatreel_net",
    "beatreel.plugins.analyzers.librosa_beats",
    "beatreel.plugins.analyzers.madmom_rnn",
    "beatreel.plugins.analyzers.vote",
    "beatreel.plugins.generators.procedural",
    "beatreel.plugins.generators.diffusion",
    "beatreel.plugins.exporters.apple_motion",
    "beatreel.plugins.exporters.c2pa",
    "beatreel.plugins.exporters.canvas",
    "beatreel.plugins.exporters.captions",
    "beatreel.plugins.exporters.edl",
    "beatreel.plugins.exporters.fcpxml",
    "beatreel.plugins.exporters.feed",
    "beatreel.plugins.exporters.otio",
    "beatreel.plugins.exporters.reels",
    "beatreel.plugins.exporters.shorts",
    "beatreel.plugins.exporters.tiktok",
    "beatreel.plugins.exporters.youtube",
)

# Loaded only where the settings have options for them, and told in the process of foreign listeners: networks are slow.
BUILTIN_NOTIFIERS: tuple[str, ...] = (
    "beatreel.plugins.notifiers.apprise",
    "beatreel.plugins.notifiers.desktop",
    "beatreel.plugins.notifiers.webhook",
)
