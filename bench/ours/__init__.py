"""The product itself, as an installation would serve it."""
