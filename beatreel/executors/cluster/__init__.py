"""Scenes as tasks of a Ray cluster whose machines share nothing: what they need and what they make travels as bytes.

``executor`` is the engine's side and ``node`` the other machine's, ``parcels`` says what travels for which task, ``connection`` joins,
starts and measures the cluster.
"""
