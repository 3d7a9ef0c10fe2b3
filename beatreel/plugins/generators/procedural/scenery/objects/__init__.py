"""Things of rounded parts that a prompt names and that stand before the camera in any world; who is what in :mod:`.kinds`."""
