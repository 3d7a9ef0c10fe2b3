"""How plugins are found, asked and told: markers, specifications, guarded loading, isolated delivery."""
