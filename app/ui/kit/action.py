"""One thing that can be done now, as menus, Ctrl+K and the overview of keys say it: text, shortcut, icon and when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

NEW_KEY = "Ctrl+N"
"""Makes something new wherever one is: what, the place says."""


def _always() -> bool:
    return True


def _unsaid() -> str:
    return ""


@dataclass(frozen=True, slots=True, repr=False)
class Action:
    """One thing to do. `text` is already in the officer's language; `group` names the menu it stands in."""

    id: str
    text: str
    run: Callable[[], object] = field(compare=False)
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] = field(default=_always, compare=False)
    of: Callable[[str, bytes | None], object] | None = field(default=None, compare=False)
    """What it does with a thing that is only named, such as one chosen in the box over everything: screen and id."""
    also: str = ""
    """A second key, which it has only here and now: the one that means something else at the next place."""
    why: Callable[[], str] = field(default=_unsaid, compare=False)
    """Why it cannot be done while it is not enabled, in the officer's language; empty where it does not know."""

    within: str = ""
    """The part of its group's menu that it stands in where that menu is long, in the officer's language."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys it answers to."""
        return tuple(key for key in (self.shortcut, self.also) if key)


def new_here(actions: Iterable[Action], id_: str) -> list[Action]:
    """Let `NEW_KEY` do the action of this id too: it is what is new at the place in front."""
    return [replace(one, also=NEW_KEY) if one.id == id_ else one for one in actions]
