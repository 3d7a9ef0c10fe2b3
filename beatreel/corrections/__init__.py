"""What a person, or the program that the song was made in, knows better than any analyzer: read from files, put into the analysis."""
