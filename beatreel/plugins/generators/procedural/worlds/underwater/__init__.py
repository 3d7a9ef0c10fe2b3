"""Reefs, ruins, whales and divers under water; :mod:`~.world` paints it."""
