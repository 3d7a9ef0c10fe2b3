"""The built-in plugins, listed by dotted name and loaded through the same door as anyone's."""

BUILTIN_PLUGINS: tuple[str, ...] = (
    "beatreel.plugins.analyzers.beatreel_net",
    "beatreel.plugins.analyzers.librosa_beats",
    "beatreel.plugins.generators.procedural",
    "beatreel.plugins.exporters.canvas",
    "beatreel.plugins.exporters.reels",
    "beatreel.plugins.exporters.shorts",
    "beatreel.plugins.exporters.tiktok",
)
