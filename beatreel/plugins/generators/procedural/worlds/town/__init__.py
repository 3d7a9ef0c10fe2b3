"""Places in towns, out of doors, that are built: :mod:`~.world` paints them."""
