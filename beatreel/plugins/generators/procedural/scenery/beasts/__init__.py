"""Animals of rounded parts: beasts of prey, horses, birds; who is who in :mod:`.kinds`."""
