"""Hooks for digital audio workstations: what beatreel writes into their folders so that an export becomes a film.

Three honest tiers: ``fires`` (the program calls us after an export), ``drives`` (we have the program render), ``folder`` (the
program exports into a watched folder).
"""
