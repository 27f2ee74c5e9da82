"""The migrations of an app whose own tables are never made: none."""
