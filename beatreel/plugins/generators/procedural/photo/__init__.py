"""Pictures that were not painted here: a photo as a still, and the subject of a photo as a figure in a world."""
