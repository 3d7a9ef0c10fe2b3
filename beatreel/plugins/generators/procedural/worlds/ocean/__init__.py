"""The sea, its beach, headland, pier and bridge; :mod:`~.world` paints it."""
