"""Notifiers: listeners that tell people and programs outside when a film is ready or none came of it."""
