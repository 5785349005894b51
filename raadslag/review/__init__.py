"""Gennemsyn inside the house: findings that somebody accepted, and what still stands in the way."""
