"""Kept bytes: one store, by hash, with one care. No other room opens the folder."""
