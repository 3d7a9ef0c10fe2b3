"""How films look: a fixed set of prompts, painted, measured and laid out for the eye."""
