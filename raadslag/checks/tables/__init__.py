"""Tables: totals, differences, shares."""
