"""Municipalities, their organizations, persons, memberships and users."""
