"""How the house runs: the operator's page of waiting work, and what a monitor may ask."""
