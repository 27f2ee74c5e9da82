"""PostgreSQL, as Django knows it, but for how long it may be silent."""
