"""Liquid metal in a studio; :mod:`~.world` paints it."""
