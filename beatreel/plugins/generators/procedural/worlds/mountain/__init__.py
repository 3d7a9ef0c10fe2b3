"""Mountains, a lake and who is there; :mod:`~.world` paints it."""
