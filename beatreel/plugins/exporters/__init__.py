"""Plugins that make what one platform gets."""
