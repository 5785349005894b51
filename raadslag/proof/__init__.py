"""Proof (bevis): that nothing was rewritten unseen, and that what the law lets go is gone."""
