"""Canyons and red plains; :mod:`~.world` paints it."""
