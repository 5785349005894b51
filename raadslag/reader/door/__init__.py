"""From a file's bytes to a record: what kind of file it is, under limits, in a child process."""
