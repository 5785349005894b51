"""Lines into items and pieces: headings, contents list, chrome."""
