"""What a provider promises, one check for each promise, and what it is checked with."""
