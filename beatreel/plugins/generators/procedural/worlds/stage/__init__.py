"""A concert or a theatre; :mod:`~.world` paints it."""
