"""Above, between and under clouds; :mod:`~.world` paints it."""
