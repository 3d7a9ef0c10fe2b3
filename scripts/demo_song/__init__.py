"""The demo song: its score, its instruments and its mix, all computed."""
