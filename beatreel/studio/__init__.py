"""The HTTP API and the Studio page: a door that sees only the engine.

Loopback only unless told otherwise, one token for each start, nothing outside is loaded. Requires the extra ``studio``.
"""
