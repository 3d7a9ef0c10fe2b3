"""People from their bones outward: how they stand, what they wear and hold, and who they are."""
