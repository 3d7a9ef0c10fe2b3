"""A swimming pool, above and under water; :mod:`~.world` paints it."""
