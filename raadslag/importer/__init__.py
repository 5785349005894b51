"""Old minutes in: read, matched, looked at by a person, loaded."""
