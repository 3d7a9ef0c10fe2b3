"""The bundled demo song, “Night Drive”: composed and computed by ``scripts/make_demo_song.py``, given away under CC0 1.0."""
