"""Opsætning: the municipality, its committees, people, seats, units and roles, as pages."""
