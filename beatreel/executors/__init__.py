"""Where heavy work runs. ``local`` uses processes of this machine; the task functions are the same everywhere."""
