"""Commitments kept. The room stands empty until its issue comes."""
