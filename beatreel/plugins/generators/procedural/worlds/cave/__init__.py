"""Caves of rock, ice and crystals; :mod:`~.world` paints it."""
