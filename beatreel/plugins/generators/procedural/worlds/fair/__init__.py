"""A fair with its great wheel; :mod:`~.world` paints it."""
