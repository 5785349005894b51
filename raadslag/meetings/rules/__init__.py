"""May it happen now? Pure: facts in, obstacles out. One file for each part of a meeting's life."""
