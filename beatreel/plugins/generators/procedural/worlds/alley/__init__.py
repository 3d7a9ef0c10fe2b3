"""A narrow street of signs or of old houses; :mod:`~.world` paints it."""
