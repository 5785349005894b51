"""Cases (sager) and their papers, until they reach an agenda."""
