"""How long somebody takes who has never seen the program: the keystroke-level model, and every sentence read once.

The model: S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance time with interactive
systems", Communications of the ACM 23 (1980). Reading: M. Brysbaert, "How many words do we read per minute?", Journal
of Memory and Language 109 (2019); the name of a field or button is found, not read, and finding is part of making up
one's mind. Mistakes are not in it. What the program itself takes, and walks to a printer or with a stick, stand apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

KEY = 0.20
"""Seconds a key takes a typist of 55 words a minute. The model's average typist, of 40, takes 0.28: a thousand keys are
then eighty seconds more."""
POINT = 1.1
"""Seconds to bring the mouse to something."""
CLICK = 0.2
HAND = 0.4
"""Seconds a hand takes from keys to mouse, or back."""
THINK = 1.35
"""Seconds to make up one's mind: before each text, each thing pressed, each shortcut."""
WORD = 60 / 238
"""Seconds a word takes who reads silently."""
PATH_CLICKS = 2
"""How often one clicks who chooses on a stick what a journey types as a path: the file, and the button."""


ENDS = (".", "?", ":", "!")
"""How a sentence ends."""


@dataclass(slots=True)
class Pace:
    """What was done and read so far, in counts and in seconds."""

    keys: int = 0
    clicks: int = 0
    hands: int = 0
    thoughts: int = 0
    words: int = 0
    waited: float = 0.0
    """Seconds the program let wait; not in `seconds`."""
    _read: set[str] = field(default_factory=set, repr=False)
    _at_mouse: bool = False

    @property
    def seconds(self) -> float:
        """Return how long all that takes, without waiting."""
        done = self.keys * KEY + self.clicks * (POINT + CLICK) + self.hands * HAND + self.thoughts * THINK
        return done + self.words * WORD

    def press(self, combination: str) -> None:
        """Count a key with those held down; a shortcut has to be thought of."""
        self._turn(mouse=False)
        self.keys += combination.count("+") + 1
        self.thoughts += "+" in combination

    def type(self, text: str) -> None:
        """Count a text, capitals with their shift; a path is clicked together."""
        self.thoughts += 1
        if text.startswith("/"):
            self._turn(mouse=True)
            self.clicks += PATH_CLICKS
            return
        self._turn(mouse=False)
        self.keys += len(text) + sum(letter.isupper() for letter in text)

    def click(self) -> None:
        """Count a thing pressed with the mouse."""
        self._turn(mouse=True)
        self.thoughts += 1
        self.clicks += 1

    def read(self, texts: Iterable[str]) -> None:
        """Count the words of sentences that were not seen before."""
        for text in set(texts) - self._read:
            self._read.add(text)
            if text.endswith(ENDS):
                self.words += len(text.split())

    def _turn(self, *, mouse: bool) -> None:
        self.hands += mouse is not self._at_mouse
        self._at_mouse = mouse

    def __str__(self) -> str:
        """Return the account in one line."""
        return (
            f"{self.seconds / 60:.2f} min: {self.keys} keys, {self.clicks} clicks, {self.hands} times between keys and"
            f" mouse, {self.thoughts} thoughts, {self.words} words read; the program let wait {self.waited:.0f} s"
        )
