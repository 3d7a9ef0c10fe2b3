"""A volcano and its lava; :mod:`~.world` paints it."""
