"""Folders that turn every song dropped into them into a film. The scan is the truth; the watcher only wakes it."""
