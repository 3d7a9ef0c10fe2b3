"""The gate: what a song must be before anything is done with it."""
