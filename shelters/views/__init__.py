"""Pages of safe houses: they parse, call one action or query, and render."""
