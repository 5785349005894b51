"""Minutes: the frozen record and each member's approval of exactly that text."""
