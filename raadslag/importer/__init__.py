"""Old minutes come in: files are kept, read, matched, accepted by a person and loaded, once."""
