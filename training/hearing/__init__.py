"""Composes songs with exact truth, and trains the net of the default analyzer on them. Not part of the installed package."""
