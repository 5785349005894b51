"""Days, times and periods."""
