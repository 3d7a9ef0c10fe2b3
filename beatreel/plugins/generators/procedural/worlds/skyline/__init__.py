"""A city from above, across water and from its roofs; :mod:`~.world` paints it."""
