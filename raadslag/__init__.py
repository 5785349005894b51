"""Rådslag: a committee's cases, meetings, minutes and promises, old and new, as one record."""
