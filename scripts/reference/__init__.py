"""The parts of scripts/make_docs.py: each function returns one page that follows from the code."""
