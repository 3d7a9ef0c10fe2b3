"""The savannah and its animals; :mod:`~.world` paints it."""
