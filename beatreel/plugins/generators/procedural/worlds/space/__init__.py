"""Gas, planets and somebody small before them; :mod:`~.world` paints it."""
