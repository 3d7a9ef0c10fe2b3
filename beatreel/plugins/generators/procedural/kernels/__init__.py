"""Numerical kernels of the procedural worlds: noise, tone, heightfields, silhouettes.

Every module in here imports numpy and numba at its top, so nothing outside the act of painting may import them.
"""

from .stale import forget_stale_kernels

forget_stale_kernels()
