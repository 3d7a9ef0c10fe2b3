"""Rooms, halls, carriages and the inside of a spaceship; :mod:`~.world` paints it."""
