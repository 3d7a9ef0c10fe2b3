"""Dunes, pyramids and who walks there; :mod:`~.world` paints it."""
