"""Woods of spruces, birches, bamboo, a jungle, a swamp; :mod:`~.world` paints it."""
