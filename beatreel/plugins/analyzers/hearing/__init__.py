"""What the analyzers share: spectrum, metre, segments, key moments, energy and the assembly of an ``Analysis``."""
