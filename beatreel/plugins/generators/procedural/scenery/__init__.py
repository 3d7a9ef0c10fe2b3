"""What several worlds, and what stands before them, are drawn with: skies, ground, plants, figures; the tracing of solid things."""
