"""A piece's words into the record's fields."""
