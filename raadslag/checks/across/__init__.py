"""The same thing told in several places."""
