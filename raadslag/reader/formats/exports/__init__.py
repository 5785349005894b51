"""Machine exports of known systems."""
