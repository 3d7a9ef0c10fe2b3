"""For those who write plugins: a project to begin with, checks with plain findings, installing."""
