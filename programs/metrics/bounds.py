"""What stands before a number."""

from .models.observation import Observation


def settled_bound(bound: str, quality: str) -> str:
    """An estimate that names no side is "about", also for whoever reads no column but this."""
    kinds = Observation.Bound
    is_plain = quality == Observation.Quality.ESTIMATED and bound == kinds.EXACT
    return kinds.ABOUT.value if is_plain else bound
