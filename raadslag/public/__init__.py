"""What the public reads: frozen, redacted publications and nothing else."""
