"""Who did what, when: append only, hash chained in the same transaction as the act."""
