"""Plugins that hear: they turn a song into an analysis."""
