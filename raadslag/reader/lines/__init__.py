"""What a page holds as lines: text, place, type, tables."""
