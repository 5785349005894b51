"""A child process with limits on memory and time, for work on strangers' files. Knows nobody."""

from raadslag.bounded.limits import Bounds
from raadslag.bounded.process import BoundedProcess, Died, lent_process

__all__ = ["BoundedProcess", "Bounds", "Died", "lent_process"]
