"""Fields and meadows in the wind; :mod:`~.world` paints it."""
