"""Small things that are looked at closely."""
