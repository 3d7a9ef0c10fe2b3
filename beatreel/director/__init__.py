"""Plans the film: where it cuts, what each scene shows and how it moves. Knows music and time, no pixels."""
