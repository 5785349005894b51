"""Word documents into lines."""
