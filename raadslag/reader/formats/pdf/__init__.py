"""PDF pages into lines."""
