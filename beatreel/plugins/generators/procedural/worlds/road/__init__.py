"""A road through any land, and whoever drives on it; :mod:`~.world` paints it."""
