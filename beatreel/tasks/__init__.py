"""The functions that workers run: each takes plain values, writes its files beside their target, and returns plain facts."""
