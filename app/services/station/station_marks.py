"""Whether a store is for real work or for exercise, as the window names it: marks are the store's own."""

from dataclasses import dataclass

from app.store.meta import Mark


@dataclass(frozen=True, slots=True, repr=False)
class StationMark:
    """One of the two."""

    name: str
    mark: Mark

    @property
    def exercise(self) -> bool:
        """Tell whether all that is printed carries EXERCISE."""
        return self.mark is Mark.EXERCISE


LIVE = StationMark("live", Mark.LIVE)
EXERCISE = StationMark("exercise", Mark.EXERCISE)
