"""Web pages into lines."""
