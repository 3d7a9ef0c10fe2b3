"""What hues mean, degrees of OKLCH."""

_GREENS = (115.0, 172.0)


def is_green(hue: float) -> bool:
    """Return whether a hue is that of plants."""
    return _GREENS[0] <= hue <= _GREENS[1]


def from_cold(hue: float) -> float:
    """Return how far a hue is from the blue that shadows have outdoors, degrees."""
    return abs((hue - 240 + 180) % 360 - 180)
