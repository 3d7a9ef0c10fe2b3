"""From the words of a prompt to what shall be painted; begin with :mod:`.describe`."""
