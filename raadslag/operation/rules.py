"""May a job be tried again?"""

from __future__ import annotations

from raadslag.allowed import Obstacle


def why_not_try_again(*, done: bool, held: bool, ever_failed: bool) -> list[Obstacle]:
    """Why a job may not be tried again now."""
    if done:
        return [Obstacle("job-done", "Opgaven er udført i mellemtiden.")]
    if held:
        return [Obstacle("job-held", "En arbejder er i gang med opgaven lige nu. Se igen om lidt.")]
    if not ever_failed:
        return [Obstacle("job-not-tried", "Opgaven er ikke mislykket: den venter på sin tur.")]
    return []
